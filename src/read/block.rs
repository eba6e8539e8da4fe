//! What readers give: blocks of lines of runs, each with its place in the source.

use crate::source::Span;
use std::rc::Rc;

/// A block as its format sets it apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    /// All of it, marks of the format included.
    pub(crate) span: Span,
    pub(crate) kind: BlockKind,
}

/// The kinds of block. Plain text has only [`BlockKind::Paragraph`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BlockKind {
    /// Fields before the text: front matter.
    Fields(Vec<FieldText>),
    /// What a page says of itself where no reader sees it: it fills in what the text does not say.
    Evidence(Vec<FieldText>),
    /// A heading that the format marks as one; the level counts from 1.
    Heading { level: u8, lines: Vec<Line> },
    /// Lines without a blank line between them.
    Paragraph { lines: Vec<Line> },
    /// A list that the format marks as one.
    List { items: Vec<ListItem> },
    /// A quotation that the format marks as one, and whose words the format says that they are.
    Quote { blocks: Vec<Block>, attribution: Vec<Line> },
    /// A table that the format marks as one, with the line that names it.
    Table { caption: Vec<Line>, header: Vec<Row>, rows: Vec<Row> },
    /// A picture with the words below it.
    Figure { url: String, alternative: String, caption: Vec<Line> },
    /// A note that the format marks as one: its mark as printed, and alone.
    Note { printed: String, label: String, blocks: Vec<Block> },
    /// Lines whose spaces matter.
    Preformatted { text: String },
    /// A line across the page that the format marks as one.
    Break,
    /// A sign of our own editions, such as `<!-- body -->`: what follows is to be read as it says.
    Marker(Marker),
}

/// A row of a table: its cells, each of some lines.
pub(crate) type Row = Vec<Vec<Line>>;

/// A sign of our own editions: `<!-- name JSON -->` opens, `<!-- /name -->` closes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marker {
    pub(crate) closes: bool,
    /// Empty for `<!-- -->`, which only keeps apart what stands before and behind it.
    pub(crate) name: String,
    /// JSON, not yet read; empty where there is none.
    pub(crate) argument: String,
}

/// A field of front matter: `date: 2031-03-03`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FieldText {
    pub(crate) name: String,
    pub(crate) value: String,
    /// The value's place.
    pub(crate) span: Span,
}

impl FieldText {
    /// The name, among what a page says beside its text, of words that are of the page.
    pub(crate) const LEFT_OUT: &'static str = "left-out";
}

/// An item of a list that the format marks as one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ListItem {
    /// The bullet or number as printed.
    pub(crate) marker: String,
    pub(crate) blocks: Vec<Block>,
}

/// A line of text, without its line end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// White space before the first character, in columns (a tab goes to the next multiple of 8).
    pub(crate) indent: usize,
    pub(crate) runs: Vec<Run>,
    /// The line ends here because the format says so (`<br>`, a hard break), not because it was full; with the look
    /// that words would have there.
    pub(crate) hard_break: Option<Style>,
    /// An anchor (`<a id="p4">`) that stands at the start of the line: an earlier edition's number begins here.
    pub(crate) anchor: Option<Anchor>,
}

/// An anchor at the start of a line, with what our own editions say there of the number that follows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Anchor {
    /// The printed number (`data-number`), where it is not what ends at the first white space.
    pub(crate) number: Option<String>,
    /// The label (`data-label`), where it does not follow from the printed number.
    pub(crate) label: Option<String>,
}

/// Characters that look alike.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    /// Where the characters come from. As long as `text` where the source has them as they are; a run whose
    /// source is written differently (an entity, an escape) is one run a stretch, so that spans stay true.
    pub(crate) span: Span,
    pub(crate) text: String,
    pub(crate) style: Style,
}

/// How the characters of a run look.
#[derive(Clone, Debug, Default)]
pub(crate) struct Style {
    pub(crate) emphasis: bool,
    pub(crate) strong: bool,
    pub(crate) code: bool,
    pub(crate) superscript: bool,
    /// Where the link leads that they are part of.
    pub(crate) link: Option<Rc<str>>,
    /// The label of the note that they refer to; their text is the printed mark.
    pub(crate) footnote: Option<String>,
}

impl PartialEq for Style {
    fn eq(&self, other: &Style) -> bool {
        let looks = |style: &Style| (style.emphasis, style.strong, style.code, style.superscript);
        looks(self) == looks(other) && self.is_of_link(other) && self.footnote == other.footnote
    }
}

impl Eq for Style {}

impl Style {
    /// Whether both are of one link, or of none. Two links beside each other are two, though they lead to one address.
    pub(crate) fn is_of_link(&self, other: &Style) -> bool {
        match (&self.link, &other.link) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}
