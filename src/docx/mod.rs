//! Word documents (.docx, ISO/IEC 29500): a package of XML to the text that a person sees, and what its parts are.
//!
//! Bytes come in; a [`Document`] goes out: one line of text a paragraph, with its automatic number, and blocks whose
//! ranges point into that text. What a page of Word shows and a release does not need (running heads, page numbers,
//! deleted words, comments) is named in [`Document::told`]. Apart from [`read`](crate::read) because a source must have
//! a text before anything can point into it. The only user of `zip` and `quick-xml`.
//!
//! Not supported: equations beyond their letters, charts and diagrams beyond their description, documents in documents.

mod drawing;
mod fields;
mod gather;
mod margins;
mod names;
mod notes;
mod numbering;
mod numerals;
mod package;
mod paragraph;
mod runs;
mod styles;
mod symbols;
mod tables;
mod walk;
mod xml;

pub(crate) use styles::Kind;

use std::ops::Range;
use std::rc::Rc;

/// What a Word document says.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// A line a paragraph, a row a line with tabs between the cells, notes at the end.
    pub(crate) text: String,
    /// The parts of the text, in its order.
    pub(crate) blocks: Vec<Block>,
    /// What is not among the blocks, or not as it stands in the file.
    pub(crate) told: Vec<Told>,
}

/// A part of a document.
#[derive(Debug)]
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table {
        range: Range<usize>,
        header: Vec<Row>,
        rows: Vec<Row>,
    },
    /// A picture with the words that describe it.
    Picture {
        at: usize,
        description: String,
    },
    /// A footnote or endnote.
    Note {
        range: Range<usize>,
        label: String,
        blocks: Vec<Block>,
    },
}

/// A row of a table: its cells, each of some lines.
pub(crate) type Row = Vec<Vec<Line>>;

/// A paragraph.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
    /// The automatic number or bullet that begins the first line.
    pub(crate) number: Option<Range<usize>>,
    /// How far it is set in, in columns.
    pub(crate) indent: usize,
    pub(crate) lines: Vec<Line>,
    /// An empty paragraph stands before it.
    after_blank: bool,
}

/// A line that ends where the paragraph or a break ends it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
    /// It holds the number of the page.
    paged: bool,
}

/// Characters that look alike.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) range: Range<usize>,
    pub(crate) look: Look,
}

/// How characters look, and where they lead.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Look {
    pub(crate) strong: bool,
    pub(crate) emphasis: bool,
    pub(crate) superscript: bool,
    pub(crate) link: Option<Rc<str>>,
    /// They are the mark of the note with this label.
    pub(crate) note: Option<String>,
}

/// Something to tell of a document, at a place of its text.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) what: What,
    pub(crate) range: Range<usize>,
    /// The words that it is about.
    pub(crate) words: String,
}

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A running head, a page number, a footer: in the text, but not among the blocks.
    Furniture,
    /// Words that a tracked change inserts are among the blocks.
    Inserted,
    /// Words that a tracked change deletes or moves away are not in the text.
    Deleted,
    /// Hidden words are not in the text.
    Hidden,
    /// Comments are not in the text.
    Comments,
    /// A picture without a description, or of the letterhead.
    Picture,
    /// A part of the file that could not be read.
    Unread,
}

/// Why bytes are no Word document that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Another format in the same kind of archive.
    Other(&'static str),
    /// Damaged, or larger than any release.
    Damaged(&'static str),
}

/// Whether the bytes are of an archive, as a Word document is.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads a Word document.
pub(crate) fn open(bytes: &[u8]) -> Result<Document, Refused> {
    let package = package::Package::open(bytes)?;
    walk::document(&package)
}
