//! HTML and style sheets to styled boxes: the first half of `page`.
//!
//! What comes in: the HTML of a document and its sheets, weakest first. What goes out: a [`BoxTree`], with every
//! selector, variable, counter and tag done with, and the warnings, each with its place in its sheet.

use crate::diagnostic::Diagnostics;
use crate::page::boxes::{BoxTree, MarginBox, MarginText, PageRule, Sides};
use crate::page::build::build;
use crate::page::css::cascade::Computed;
use crate::page::css::content::{Content, CounterStyle, Piece};
use crate::page::css::declared::{Declared, Side};
use crate::page::css::page_rule::PageSelector;
use crate::page::css::rules::Rules;
use crate::page::css::sheet::{PageBlock, Sheet, What, parse};
use crate::page::css::warnings::Warnings;
use crate::page::dom::Dom;
use crate::page::styler::Styler;
use crate::source::Source;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The sheet that is always there.
static BUILT_IN: LazyLock<Sheet> = LazyLock::new(|| parse(include_str!("css/ua.css"), 0, &mut Warnings::default()));

/// How many `style` elements are read.
const MAX_STYLE_ELEMENTS: usize = 50;

/// Styles a document. `sheets` are the weakest first; `style` elements and attributes come after them.
pub(crate) fn tree(html: &Source, sheets: &[Source]) -> (BoxTree, Vec<Diagnostics>) {
    let dom = Dom::parse(html.text());
    let own = style_elements(&dom, html);
    let mut warnings: Vec<Warnings> = Vec::new();
    let mut read = Vec::new();
    for (text, offset) in sheets.iter().map(|sheet| (sheet.text(), 0)).chain(own.iter().map(Inline::text)) {
        let mut found = Warnings::default();
        read.push(parse(text, offset, &mut found));
        warnings.push(found);
    }
    // Sheet 0 is the built-in one; after the sheets come the warnings about the HTML itself.
    warnings.insert(0, Warnings::default());
    warnings.push(Warnings::default());
    let rules = Rules::new(std::iter::once(&*BUILT_IN).chain(&read));
    let tree = {
        let mut styler = Styler::new(&dom, html.text(), rules, &mut warnings);
        if dom.cut {
            let message = "elements are nested too deep, or there are too many".to_owned();
            styler.warn_html("html-too-deep", message, "some elements are left out; their text is kept");
        }
        build(&dom, &mut styler, |styler, root| page_rules(&read, styler, root))
    };
    let sources = std::iter::once(html).chain(sheets).cloned().chain(own.into_iter().map(|one| one.source(html)));
    (tree, collect(sources.chain([html.clone()]), warnings))
}

/// The text of a `style` element.
enum Inline {
    /// At this place of the HTML.
    At(usize, String),
    /// The HTML parser changed it (line ends), so that it has places of its own.
    Apart(String),
}

impl Inline {
    fn text(&self) -> (&str, usize) {
        match self {
            Inline::At(offset, text) => (text, *offset),
            Inline::Apart(text) => (text, 0),
        }
    }

    fn source(self, html: &Source) -> Source {
        match self {
            Inline::At(..) => html.clone(),
            Inline::Apart(text) => Source::new(format!("{} <style>", html.name()), text),
        }
    }
}

fn style_elements(dom: &Dom, html: &Source) -> Vec<Inline> {
    let mut from = 0;
    let mut found = Vec::new();
    for id in dom.elements().filter(|&id| dom.is(id, "style")).take(MAX_STYLE_ELEMENTS) {
        let text = dom.text(id);
        match html.text()[from..].find(&text) {
            Some(at) => {
                let start = from + at;
                from = start + text.len();
                found.push(Inline::At(start, text));
            }
            None => found.push(Inline::Apart(text)),
        }
    }
    found
}

/// The warnings by source; several of one source are put together.
fn collect(sources: impl Iterator<Item = Source>, warnings: Vec<Warnings>) -> Vec<Diagnostics> {
    let mut all: Vec<Diagnostics> = Vec::new();
    for (source, warnings) in sources.zip(warnings) {
        let items = warnings.finish();
        if items.is_empty() {
            continue;
        }
        let is_same = |one: &&mut Diagnostics| one.source.name() == source.name() && one.source.text() == source.text();
        match all.iter_mut().find(is_same) {
            Some(there) => there.items.extend(items),
            None => all.push(Diagnostics { source, items }),
        }
    }
    all
}

/// The `@page` rules, each with the styles its margin boxes have where it applies.
fn page_rules(sheets: &[Sheet], styler: &mut Styler, root: &Computed) -> Vec<PageRule> {
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
        let declarations: Vec<_> = applying
            .iter()
            .flat_map(|(_, number, block)| block.boxes.iter().map(move |one| (*number, one)))
            .filter(|(_, (there, _))| *there == place)
            .map(|(number, (_, declarations))| (number, &declarations[..]))
            .collect();
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
fn margin(block: &PageBlock, computed: &Computed) -> Sides<Option<crate::page::boxes::Length>> {
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

#[cfg(test)]
mod tests;
