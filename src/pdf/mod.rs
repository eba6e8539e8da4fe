//! Laid-out pages to a file that is valid PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once, and the files
//! embedded in such a PDF back out of it.
//!
//! The only user of `printpdf` and `lopdf`. `printpdf` writes the pages and the images; contents and fonts, and everything
//! that makes the file accessible and archivable, are added to its objects afterwards, a file each:
//!
//! ```text
//! Document ─ check ─ printpdf ─▶ Draft ─ font, draw, tags, links, outline, destinations, metadata, attach ─ write ─▶ bytes
//! ```
//!
//! Nothing here comes from a clock, a counter or a hash table's order: the same document is the same bytes.

mod attach;
mod by_glyph;
mod catalog;
mod check;
mod content;
mod destinations;
mod draft;
mod draw;
mod drawing;
mod extract;
mod font;
mod image;
mod links;
mod metadata;
mod object;
mod outline;
mod run;
mod tags;
mod threads;
mod write;

#[cfg(test)]
mod tests;

pub use extract::{Unreadable, extract};

use crate::Error;
use crate::page::document::Document;
use crate::release::Moment;

/// What is said about a document as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// Shown in the title bar instead of the file's name.
    pub title: String,
    /// Who issued it.
    pub author: Option<String>,
    /// What it is about, in a sentence.
    pub subject: Option<String>,
    /// The language of the whole (BCP 47).
    pub language: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// When it was released; the file has no other date.
    pub date: Option<Moment>,
    /// The issuer's own reference.
    pub identifier: Option<String>,
    /// Files to embed, in this order.
    pub attachments: Vec<Attachment>,
}

/// A file embedded in a PDF (ISO 32000-1 7.11.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// A file name without folders, each once in a document.
    pub name: String,
    /// Such as `text/plain`.
    pub media_type: String,
    /// What it is to the document.
    pub relationship: Relationship,
    /// What a person is told of it.
    pub description: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What an attachment is to its document (`/AFRelationship`, ISO 19005-3 annex E).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// What the document was made from.
    Source,
    /// What the document shows, as data.
    Data,
    /// The same contents in another format.
    Alternative,
    /// Something to go with it.
    Supplement,
}

/// Writes a document as PDF/UA-1 and PDF/A-3a.
///
/// # Errors
/// [`Error::Dangling`] if the document refers to something it does not hold, [`Error::Font`] if a face cannot be
/// embedded.
///
/// ```
/// use chancery::page::document::{Document, Element, Page, Role, Structure};
/// use chancery::pdf::{Metadata, write};
/// let document = Document {
///     title: "A blank sheet".to_owned(),
///     language: "en".to_owned(),
///     pages: vec![Page { width: 595.28, height: 841.89, items: vec![] }],
///     structure: Structure { elements: vec![Element { role: Role::Document, ..Element::default() }], contents: vec![] },
///     outline: vec![],
///     destinations: vec![],
///     faces: vec![],
///     images: vec![],
/// };
/// let pdf = write(&document, &Metadata::default()).unwrap();
/// assert!(pdf.starts_with(b"%PDF-1.7"));
/// assert_eq!(pdf, write(&document, &Metadata::default()).unwrap());
/// ```
pub fn write(document: &Document, metadata: &Metadata) -> Result<Vec<u8>, Error> {
    check::check(document)?;
    let fonts = font::Fonts::embed(document)?;
    let drawn = threads::map(&document.pages, &mut (), || (), |(), page| draw::page(document, &fonts, page));
    let (contents, marks): (Vec<_>, Vec<_>) = drawn.into_iter().map(|page| (page.content, page.marked)).unzip();
    let mut draft = draft::Draft::from_printpdf(document, &fonts, contents);
    let links = links::add(&mut draft, document);
    tags::add(&mut draft, document, &marks, &links);
    outline::add(&mut draft, document);
    destinations::add(&mut draft, document);
    attach::add(&mut draft, &metadata.attachments, metadata.date);
    metadata::add(&mut draft, document, metadata);
    catalog::add(&mut draft, document, metadata);
    Ok(write::file(draft))
}
