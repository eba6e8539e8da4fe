//! The seam between layout and PDF: pages of positioned glyphs and boxes, and the structure they are tagged with.
//!
//! All lengths are points (1/72 inch) from the top left corner of the page, y growing downwards.

use crate::page::drawing::Shape;
use crate::page::font::Face;
use std::sync::Arc;

/// A laid-out document: plain data, in the order it is read.
#[derive(Debug)]
pub struct Document {
    /// The text of the `title` element.
    pub title: String,
    /// The language of the whole (BCP 47), from the `html` element.
    pub language: String,
    /// In order; never empty.
    pub pages: Vec<Page>,
    /// What the contents are: the tree of structure elements.
    pub structure: Structure,
    /// The bookmarks, nested as the headings are.
    pub outline: Vec<Bookmark>,
    /// Where the anchors of the document are, sorted by name.
    pub destinations: Vec<Destination>,
    /// The faces that the text runs use, by [`FaceId`].
    pub faces: Vec<Arc<Face>>,
    /// The images that are drawn, by [`ImageId`].
    pub images: Vec<Image>,
}

/// One sheet of paper, one side.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Page {
    /// The width of the sheet.
    pub width: f32,
    /// The height of the sheet.
    pub height: f32,
    /// In painting order; for contents this is also the reading order.
    pub items: Vec<Item>,
}

/// A thing drawn at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Glyphs on one baseline, of one face, size and colour.
    Text(TextRun),
    /// A filled rectangle: a background, a border, a rule, an underline. Always decoration.
    Fill {
        /// Where.
        area: Area,
        /// With what.
        colour: Colour,
    },
    /// An image, scaled to `area`.
    Image {
        /// Where.
        area: Area,
        /// Which.
        image: ImageId,
        /// What it is in the structure.
        mark: Mark,
    },
    /// Text that does not stand on the lines of the page: a watermark.
    Turned {
        /// The point of the page that the text's own origin lies on.
        x: f32,
        /// From the top of the page.
        y: f32,
        /// Counterclockwise, in degrees.
        angle: f32,
        /// The text, placed from its own origin.
        runs: Vec<TextRun>,
    },
    /// A clickable area. One link over two lines, or over two pages, is one item each.
    Link {
        /// Where.
        area: Area,
        /// Where it leads.
        target: Target,
        /// The `Link` structure element it belongs to.
        element: ElementId,
        /// What a screen reader says of it (`/Contents`): the words of the link and where it leads.
        description: String,
    },
}

impl Item {
    /// The text that it draws.
    pub(crate) fn runs(&self) -> &[TextRun] {
        match self {
            Item::Text(run) => std::slice::from_ref(run),
            Item::Turned { runs, .. } => runs,
            Item::Fill { .. } | Item::Image { .. } | Item::Link { .. } => &[],
        }
    }
}

/// Glyphs that share a baseline, a face, a size and a colour.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// The left end of the baseline.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// Which face.
    pub face: FaceId,
    /// The size of the em.
    pub size: f32,
    /// The colour of the glyphs.
    pub colour: Colour,
    /// What it is in the structure.
    pub mark: Mark,
    /// The characters, in logical order; every glyph owns a range of them.
    pub text: String,
    /// In visual order, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Whether it is read from right to left.
    pub right_to_left: bool,
}

/// One glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The glyph's index in the face.
    pub id: u16,
    /// How far the pen moves to the right after it, justification included, in points.
    pub advance: f32,
    /// Moves the glyph alone, to the right, in points.
    pub dx: f32,
    /// Moves the glyph alone, upwards, in points.
    pub dy: f32,
    /// The glyph's characters, as byte range of the run's text. Empty for the second and later glyphs of a cluster.
    pub text: (u32, u32),
    /// Whether it stands over the glyph before it, and takes no room.
    pub is_mark: bool,
}

/// Whether an item is part of what the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Real content (ISO 32000-1 14.8.2.2): belongs to the structure tree.
    Content(ContentId),
    /// Running heads, page numbers and decoration: not read aloud.
    Artifact(Artifact),
}

/// The type of an artifact (ISO 32000-1 14.8.2.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artifact {
    /// In the margin above the text, on every page.
    Header,
    /// In the margin below the text, on every page.
    Footer,
    /// In the margin beside the text, or the head of a table on its second page.
    Pagination,
    /// Behind the text, on every page.
    Watermark,
    /// A rule, a border, a background.
    Layout,
}

/// A structure element, by its place in [`Structure::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// A piece of content (a text node or image of the source), by its place in [`Structure::contents`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(pub u32);

/// A face, by its place in [`Document::faces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u32);

/// An image, by its place in [`Document::images`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId(pub u32);

/// What the contents are (ISO 32000-1 14.7). Made from the HTML elements before anything is broken into pages, so
/// that a paragraph over two pages is still one element.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Structure {
    /// The first is the root, a [`Role::Document`]; parents come before their children.
    pub elements: Vec<Element>,
    /// The element each piece of content belongs to. Its pieces on the pages carry its id as [`Mark::Content`].
    pub contents: Vec<ElementId>,
}

/// One structure element.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// What is in it, in reading order.
    pub kids: Vec<Kid>,
    /// Its language (BCP 47), where it is not that of the element around it.
    pub language: Option<String>,
    /// What stands for it when it cannot be seen (`/Alt`).
    pub alternative: Option<String>,
    /// What an abbreviation stands for (`/E`).
    pub expansion: Option<String>,
    /// The anchor of the HTML element; notes need one (ISO 14289-1 7.9).
    pub id: Option<String>,
    /// Columns that a table cell covers; 1 where nothing is said.
    pub column_span: u16,
    /// Rows that a table cell covers; 1 where nothing is said.
    pub row_span: u16,
    /// What a header cell heads.
    pub scope: Option<Scope>,
    /// How the items of a list are numbered.
    pub list_numbering: Option<ListNumbering>,
}

impl Element {
    /// An empty element of which nothing more is said.
    pub(crate) fn of(role: Role) -> Self {
        Self { role, column_span: 1, row_span: 1, ..Self::default() }
    }
}

/// A child of a structure element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// Another element.
    Element(ElementId),
    /// A piece of content; its marks on the pages stand here.
    Content(ContentId),
}

/// The standard structure types (ISO 32000-1 14.8.4).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the standard")]
pub enum Role {
    Document,
    Part,
    Sect,
    #[default]
    Div,
    BlockQuote,
    Caption,
    Toc,
    Toci,
    /// A heading of the given level, 1 to 6.
    H(u8),
    P,
    L,
    Li,
    Lbl,
    LBody,
    Table,
    Tr,
    Th,
    Td,
    THead,
    TBody,
    TFoot,
    Span,
    Quote,
    Note,
    Reference,
    Code,
    Link,
    Figure,
}

impl Role {
    /// The type that the standard calls so: `H2`, `LBody`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Its name in the standard; a heading deeper than the sixth is one of the sixth.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::Part => "Part",
            Role::Sect => "Sect",
            Role::Div => "Div",
            Role::BlockQuote => "BlockQuote",
            Role::Caption => "Caption",
            Role::Toc => "TOC",
            Role::Toci => "TOCI",
            Role::H(0..=1) => "H1",
            Role::H(2) => "H2",
            Role::H(3) => "H3",
            Role::H(4) => "H4",
            Role::H(5) => "H5",
            Role::H(_) => "H6",
            Role::P => "P",
            Role::L => "L",
            Role::Li => "LI",
            Role::Lbl => "Lbl",
            Role::LBody => "LBody",
            Role::Table => "Table",
            Role::Tr => "TR",
            Role::Th => "TH",
            Role::Td => "TD",
            Role::THead => "THead",
            Role::TBody => "TBody",
            Role::TFoot => "TFoot",
            Role::Span => "Span",
            Role::Quote => "Quote",
            Role::Note => "Note",
            Role::Reference => "Reference",
            Role::Code => "Code",
            Role::Link => "Link",
            Role::Figure => "Figure",
        }
    }

    /// All that an element of a document may be; the root is no such element.
    pub(crate) const ALL: [Role; 32] = [
        Role::Part,
        Role::Sect,
        Role::Div,
        Role::BlockQuote,
        Role::Caption,
        Role::Toc,
        Role::Toci,
        Role::H(1),
        Role::H(2),
        Role::H(3),
        Role::H(4),
        Role::H(5),
        Role::H(6),
        Role::P,
        Role::L,
        Role::Li,
        Role::Lbl,
        Role::LBody,
        Role::Table,
        Role::Tr,
        Role::Th,
        Role::Td,
        Role::THead,
        Role::TBody,
        Role::TFoot,
        Role::Span,
        Role::Quote,
        Role::Note,
        Role::Reference,
        Role::Code,
        Role::Link,
        Role::Figure,
    ];
}

/// What a header cell heads (ISO 32000-1 14.8.5.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the standard")]
pub enum Scope {
    Row,
    Column,
    Both,
}

/// How list items are numbered (ISO 32000-1 14.8.5.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the standard")]
pub enum ListNumbering {
    None,
    Disc,
    Decimal,
    LowerRoman,
    UpperRoman,
    LowerAlpha,
    UpperAlpha,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// The words of the heading.
    pub title: String,
    /// The heading's page, from 0.
    pub page: usize,
    /// The top of the heading.
    pub y: f32,
    /// The headings below it.
    pub children: Vec<Bookmark>,
}

/// A named place.
#[derive(Debug, Clone, PartialEq)]
pub struct Destination {
    /// The anchor (`id`) of the HTML element.
    pub name: String,
    /// Its page, from 0.
    pub page: usize,
    /// Its top.
    pub y: f32,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Out of the document.
    Uri(String),
    /// To a [`Destination`] of this document.
    Destination(String),
}

/// A rectangle: its upper left corner and its size.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Colour {
    /// The colour of text that says nothing else.
    pub const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };
}

/// A picture: decoded, passed through, or drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What is in it.
    pub data: ImageData,
}

/// What is in an image.
#[derive(Debug, Clone, PartialEq)]
pub enum ImageData {
    /// A JPEG file as it is (`/DCTDecode`), with 1 or 3 components.
    Jpeg {
        /// The file.
        bytes: Vec<u8>,
        /// 1 for grey, 3 for colour.
        components: u8,
    },
    /// Outlines, in the pixels that the image says it has.
    Drawing(Vec<Shape>),
    /// Three bytes a pixel, row by row from the top.
    Rgb {
        /// `width * height * 3` bytes.
        pixels: Vec<u8>,
        /// `width * height` bytes of opacity, where some pixel is not opaque.
        alpha: Option<Vec<u8>>,
    },
}
