//! The `@page` rules of all sheets, with the styles and words of their margin boxes.

use crate::page::boxes::{Length, MarginBox, MarginPlace, MarginText, PageRule, Sides, TextAlign};
use crate::page::css::cascade::Computed;
use crate::page::css::content::{Content, CounterStyle, Piece};
use crate::page::css::declared::{Declared, Side, Vertical};
use crate::page::css::page_rule::PageSelector;
use crate::page::css::sheet::{Declaration, PageBlock, Sheet, What};
use crate::page::styler::Styler;
use crate::source::Span;
use std::collections::BTreeSet;

/// The `@page` rules, each with the styles its margin boxes have where it applies.
pub(crate) fn page_rules(sheets: &[&Sheet], styler: &mut Styler, root: &Computed) -> Vec<PageRule> {
    let mut blocks: Vec<(PageSelector, usize, &PageBlock)> = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for block in &sheet.pages {
            blocks.extend(block.selectors.iter().map(|selector| (selector.clone(), number + 1, block)));
        }
    }
    blocks.iter().map(|one| page_rule(one, &blocks, styler, root)).collect()
}

fn page_rule(
    (selector, number, block): &(PageSelector, usize, &PageBlock),
    blocks: &[(PageSelector, usize, &PageBlock)],
    styler: &mut Styler,
    root: &Computed,
) -> PageRule {
    let mut applying: Vec<_> = blocks.iter().filter(|(general, ..)| general.covers(selector)).collect();
    applying.sort_by_key(|(general, ..)| general.specificity());
    let declarations: Vec<_> = applying.iter().map(|(_, number, block)| (*number, &block.declarations[..])).collect();
    let page = styler.page(root, &declarations);
    let own = styler.page(root, &[(*number, &block.declarations[..])]);
    let places: BTreeSet<_> = block.boxes.iter().map(|&(place, _)| place).collect();
    let margin_box = |place| {
        let built_in = built_in(place);
        let said = applying
            .iter()
            .flat_map(|(_, number, block)| block.boxes.iter().map(move |one| (*number, one)))
            .filter(|(_, (there, _))| *there == place)
            .map(|(number, (_, declarations))| (number, &declarations[..]));
        let declarations: Vec<_> = std::iter::once((0, &built_in[..])).chain(said).collect();
        let computed = styler.page(&page, &declarations);
        MarginBox { place, content: margin_text(&computed.extra.content), style: computed.style }
    };
    PageRule {
        name: selector.name.clone(),
        first: selector.first,
        left: selector.left,
        right: selector.right,
        size: size(block),
        margin: margin(block, &own),
        boxes: places.into_iter().map(margin_box).collect(),
    }
}

fn size(block: &PageBlock) -> Option<(f32, f32)> {
    let sizes = block.declarations.iter().filter_map(|declaration| match declaration.what {
        What::PageSize(width, height) => Some((declaration.important, (width, height))),
        _ => None,
    });
    // The last of several is the one, but for an important one.
    sizes.max_by_key(|&(important, _)| important).map(|(_, size)| size)
}

/// The margins that the rule itself speaks of.
fn margin(block: &PageBlock, computed: &Computed) -> Sides<Option<Length>> {
    let says = |side: Side, name: &str| {
        block.declarations.iter().any(|declaration| match &declaration.what {
            What::Set(Declared::Margin(there, _)) => *there == side,
            What::Set(Declared::Wide(there, _)) => *there == name,
            What::Pending(property, _) => property.name == name || property.name == "margin",
            _ => false,
        })
    };
    let margin = computed.style.margin;
    Sides {
        top: says(Side::Top, "margin-top").then_some(margin.top),
        right: says(Side::Right, "margin-right").then_some(margin.right),
        bottom: says(Side::Bottom, "margin-bottom").then_some(margin.bottom),
        left: says(Side::Left, "margin-left").then_some(margin.left),
    }
}

/// What a margin box says; `None` where it says nothing.
fn margin_text(content: &Content) -> Option<Vec<MarginText>> {
    let Content::Pieces { pieces, .. } = content else { return None };
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => MarginText::Text(text.clone()),
        Piece::Counter(name, CounterStyle::Decimal) if name == "page" => MarginText::Page,
        Piece::Counter(name, CounterStyle::Decimal) if name == "pages" => MarginText::Pages,
        Piece::StringSet(name) => MarginText::String(name.clone()),
        // Other counters and what belongs to an element have no value on a page.
        _ => MarginText::Text(String::new()),
    };
    Some(pieces.iter().map(text).collect())
}

/// How text stands in a margin box before any rule speaks (CSS Paged Media 3, 5.3.2.4).
fn built_in(place: MarginPlace) -> [Declaration; 2] {
    use MarginPlace::{
        BottomCenter, BottomLeft, BottomLeftCorner, BottomRight, BottomRightCorner, LeftBottom, LeftMiddle, LeftTop,
        RightBottom, RightMiddle, RightTop, TopCenter, TopLeft, TopLeftCorner, TopRight, TopRightCorner, Watermark,
    };
    let align = match place {
        TopLeft | BottomLeft | TopRightCorner | BottomRightCorner => TextAlign::Left,
        TopRight | BottomRight | TopLeftCorner | BottomLeftCorner => TextAlign::Right,
        TopCenter | BottomCenter | LeftTop | LeftMiddle | LeftBottom | RightTop | RightMiddle | RightBottom
        | Watermark => TextAlign::Center,
    };
    let vertical = match place {
        LeftTop | RightTop => Vertical::Top,
        LeftBottom | RightBottom => Vertical::Bottom,
        _ => Vertical::Middle,
    };
    [Declared::Align(align), Declared::VerticalAlign(vertical)].map(|declared| Declaration {
        what: What::Set(declared),
        important: false,
        span: Span::at(0),
    })
}
