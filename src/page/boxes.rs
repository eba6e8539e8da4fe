//! The seam inside `page`: HTML with its CSS applied, ready to be laid out.
//!
//! Made from the DOM and the style sheets (`style`), read by the layout (`flow`). Selectors, the cascade,
//! inheritance, counters and generated content are done with here; lengths are points except where they depend on
//! the size of the box around.

use crate::page::document::{Colour, ElementId, ImageId, Mark, Structure, Target};
use crate::page::font::Declared;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A styled document.
#[derive(Debug)]
pub(crate) struct BoxTree {
    /// The `body` element.
    pub(crate) root: BoxNode,
    /// The `@page` rules, in the order of the sheets.
    pub(crate) page_rules: Vec<PageRule>,
    /// The tags, with one [`ContentId`](crate::page::document::ContentId) for each piece of text.
    pub(crate) structure: Structure,
    /// The `src` of every image that the boxes hold, by [`ImageId`].
    pub(crate) images: Vec<String>,
    /// The numbers of the footnotes that links call, by their anchors.
    pub(crate) linked_notes: BTreeMap<String, u32>,
    /// The faces that the sheets bring along.
    pub(crate) faces: Declared,
    pub(crate) title: String,
    pub(crate) language: String,
}

/// A box: an element, a generated piece, or a text in it.
#[derive(Debug)]
pub(crate) struct BoxNode {
    pub(crate) style: Arc<Style>,
    /// The language of the element (BCP 47), inherited.
    pub(crate) language: Arc<str>,
    /// Its `id`: becomes a destination.
    pub(crate) anchor: Option<String>,
    /// The level and words of a heading: becomes a bookmark.
    pub(crate) bookmark: Option<(u8, String)>,
    /// Where it leads, for `<a href>`, with its `Link` element and description.
    pub(crate) link: Option<BoxLink>,
    /// `string-set`: names and values, taken where the box begins.
    pub(crate) strings: Vec<(String, String)>,
    /// The columns and rows a table cell covers (`colspan`, `rowspan`); 1 and 1 for anything else.
    pub(crate) column_span: u16,
    pub(crate) row_span: u16,
    /// Which footnote it is, counted through the document, where it floats.
    pub(crate) footnote: Option<u32>,
    pub(crate) content: BoxContent,
}

impl BoxNode {
    /// A box that says nothing but what it holds.
    pub(crate) fn new(style: &Arc<Style>, language: &Arc<str>, content: BoxContent) -> Self {
        Self {
            style: Arc::clone(style),
            language: Arc::clone(language),
            anchor: None,
            bookmark: None,
            link: None,
            strings: Vec::new(),
            column_span: 1,
            row_span: 1,
            footnote: None,
            content,
        }
    }
}

/// What a box holds.
#[derive(Debug)]
pub(crate) enum BoxContent {
    /// Boxes; an inline or block formatting context by their `display`.
    Children(Vec<BoxNode>),
    /// Text of the source or generated, white space as in the source (the layout collapses it).
    Text { text: String, mark: Mark },
    /// The page that an anchor is on (`target-counter(attr(href), page)`).
    TargetPage { anchor: String, mark: Mark },
    /// `<br>`.
    LineBreak,
    /// `<img>`: the intrinsic size is that of the image, a pixel being 0.75 points. Where it cannot be drawn, its
    /// `alt` stands there instead.
    Image { image: ImageId, mark: Mark, alternative: String },
}

/// A link.
#[derive(Debug, Clone)]
pub(crate) struct BoxLink {
    pub(crate) target: Target,
    pub(crate) element: ElementId,
    pub(crate) description: String,
}

/// Computed values of the supported properties (`docs/css.md`). Lengths are points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Style {
    pub(crate) display: Display,
    pub(crate) float: Float,
    pub(crate) margin: Sides<Length>,
    pub(crate) padding: Sides<Length>,
    pub(crate) border: Sides<Border>,
    pub(crate) background: Option<Colour>,
    pub(crate) width: Length,
    pub(crate) min_width: Length,
    pub(crate) max_width: Option<Length>,
    pub(crate) height: Length,
    /// `flex-grow`, `flex-shrink`, `flex-basis` of an item in a flex row.
    pub(crate) flex: (f32, f32, Length),
    pub(crate) column_gap: f32,
    pub(crate) justify_content: JustifyContent,
    pub(crate) align_items: AlignItems,
    pub(crate) break_before: Break,
    pub(crate) break_after: Break,
    pub(crate) avoid_break_inside: bool,
    pub(crate) orphans: u32,
    pub(crate) widows: u32,
    /// The named page it stands on (`page`).
    pub(crate) page: Option<String>,
    pub(crate) list_marker: ListMarker,
    pub(crate) border_collapse: bool,
    pub(crate) border_spacing: f32,
    pub(crate) fixed_table: bool,
    pub(crate) vertical_align: VerticalAlign,
    pub(crate) text: TextStyle,
}

/// The inherited part: how text looks and is broken.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextStyle {
    /// In order of preference; the built-in face follows whatever it says.
    pub(crate) families: Arc<[String]>,
    pub(crate) size: f32,
    /// 1 to 1000.
    pub(crate) weight: u16,
    pub(crate) italic: bool,
    pub(crate) colour: Colour,
    pub(crate) line_height: LineHeight,
    pub(crate) letter_spacing: f32,
    pub(crate) word_spacing: f32,
    pub(crate) indent: Length,
    pub(crate) align: TextAlign,
    pub(crate) hyphens: Hyphens,
    pub(crate) hanging: Hanging,
    pub(crate) keep_all: bool,
    pub(crate) overflow_wrap_anywhere: bool,
    /// Lines of like widths, where they are few (`text-wrap: balance`).
    pub(crate) balance: bool,
    pub(crate) white_space: WhiteSpace,
    pub(crate) right_to_left: bool,
    pub(crate) transform: TextTransform,
    pub(crate) underline: bool,
    pub(crate) strike_through: bool,
    /// OpenType features that are on, by tag: `smcp`, `onum`, `tnum`.
    pub(crate) features: Arc<[[u8; 4]]>,
}

/// What hangs in the margin (`hanging-punctuation`, CSS Text 3, 9.2).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Hanging {
    /// An opening mark at the start of a paragraph.
    pub(crate) first: bool,
    /// A stop or a comma at the end of any line.
    pub(crate) end: bool,
    /// A closing mark at the end of a paragraph.
    pub(crate) last: bool,
}

/// The four sides of a box.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Sides<T> {
    pub(crate) top: T,
    pub(crate) right: T,
    pub(crate) bottom: T,
    pub(crate) left: T,
}

/// A length: `fixed` points and `percent` hundredths of the reference length, added (`calc()`), or `auto`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Length {
    #[default]
    Auto,
    Sum {
        fixed: f32,
        percent: f32,
    },
}

impl Length {
    pub(crate) const ZERO: Length = Length::Sum { fixed: 0.0, percent: 0.0 };

    #[cfg(test)]
    pub(crate) fn points(fixed: f32) -> Self {
        Length::Sum { fixed, percent: 0.0 }
    }

    /// In points, `auto` as `None`.
    pub(crate) fn resolve(self, reference: f32) -> Option<f32> {
        match self {
            Length::Auto => None,
            Length::Sum { fixed, percent } => Some(fixed + reference * percent / 100.0),
        }
    }
}

/// A border line.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Border {
    /// 0 where the style is `none`.
    pub(crate) width: f32,
    pub(crate) colour: Option<Colour>,
    pub(crate) line: BorderLine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum BorderLine {
    #[default]
    Solid,
    Double,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    None,
    Block,
    Inline,
    InlineBlock,
    ListItem,
    /// A row only: `flex-direction: row`, no wrapping.
    Flex,
    Table,
    TableCaption,
    TableHeaderGroup,
    TableRowGroup,
    TableFooterGroup,
    TableRow,
    TableCell,
}

/// `float`: what stands at the foot of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Float {
    None,
    /// It belongs where it stands, and has a generated number.
    Footnote,
    /// It belongs to the first link that leads to it, and has its number as text.
    LinkedFootnote,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JustifyContent {
    Start,
    End,
    Center,
    SpaceBetween,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AlignItems {
    Stretch,
    Start,
    End,
    Center,
    Baseline,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    Auto,
    Avoid,
    Page,
    Left,
    Right,
}

/// What stands outside a list item or numbered paragraph, on its first baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ListMarker {
    None,
    /// The text of the marker, counters done, and its `Lbl`.
    Text {
        text: String,
        mark: Mark,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum VerticalAlign {
    Baseline,
    Top,
    Middle,
    Bottom,
    Super,
    Sub,
    /// Upwards, in points.
    Raise(f32),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum LineHeight {
    /// What the face says.
    Normal,
    /// Times the size.
    Factor(f32),
    Points(f32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextAlign {
    Start,
    End,
    Left,
    Right,
    Center,
    Justify,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hyphens {
    None,
    Manual,
    Auto,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhiteSpace {
    Normal,
    NoWrap,
    Pre,
    PreWrap,
    PreLine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextTransform {
    None,
    Uppercase,
    Lowercase,
    Capitalize,
}

/// An `@page` rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PageRule {
    /// The named page it is for.
    pub(crate) name: Option<String>,
    /// `:first`, `:left`, `:right`; all must hold.
    pub(crate) first: bool,
    pub(crate) left: bool,
    pub(crate) right: bool,
    /// Width and height, where it says so.
    pub(crate) size: Option<(f32, f32)>,
    /// Each side where it says so.
    pub(crate) margin: Sides<Option<Length>>,
    pub(crate) boxes: Vec<MarginBox>,
}

/// One of the sixteen margin boxes (CSS Paged Media 3, 5.3), or the watermark, which is said in the same way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MarginBox {
    pub(crate) place: MarginPlace,
    pub(crate) style: Arc<Style>,
    /// `None` for `content: none`, which takes the box away.
    pub(crate) content: Option<Vec<MarginText>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarginPlace {
    TopLeftCorner,
    TopLeft,
    TopCenter,
    TopRight,
    TopRightCorner,
    RightTop,
    RightMiddle,
    RightBottom,
    BottomRightCorner,
    BottomRight,
    BottomCenter,
    BottomLeft,
    BottomLeftCorner,
    LeftBottom,
    LeftMiddle,
    LeftTop,
    /// Over the whole sheet, behind the text.
    Watermark,
}

/// A piece of a margin box's `content`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarginText {
    Text(String),
    /// `counter(page)`.
    Page,
    /// `counter(pages)`.
    Pages,
    /// `string(name)`: the first value set on the page, else the one in force.
    String(String),
}
