//! HTML and CSS to pages: a documented subset of CSS Paged Media (`docs/css.md`).
//!
//! HTML and style sheets come in; pages of positioned glyphs go out, with the structure they are tagged by.
//!
//! ```
//! use chancery::Source;
//! use chancery::page::font::{FontOptions, Fonts};
//! use chancery::page::{Input, Sheets, lay_out};
//! let html = Source::new("note.html", "<html lang=en><title>Note</title><body><h1 id=top>Note</h1><p>All is well.");
//! let fonts = Fonts::new(FontOptions::default());
//! let sheets = Sheets::read(&[Source::new("print.css", "@page { size: A5; margin: 15mm }")], &fonts);
//! let laid_out = lay_out(&Input { html: &html, sheets: &sheets, fonts: &fonts }).unwrap();
//! assert_eq!(laid_out.document.pages.len(), 1);
//! assert_eq!(laid_out.document.outline[0].title, "Note");
//! assert_eq!(laid_out.document.destinations[0].name, "top");
//! ```

mod boxes;
mod build;
mod counters;
mod css;
pub mod document;
pub mod drawing;
mod flow;
pub mod font;
mod page_rules;
pub(crate) mod pictures;
mod roles;
mod structure_text;
mod style;
mod styler;
mod svg;
mod tags;
mod text;

pub use style::Sheets;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::source::Source;
use document::Document;
use font::Fonts;

/// What is laid out, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The document.
    pub html: &'a Source,
    /// Its style sheets.
    pub sheets: &'a Sheets,
    /// The faces it may use.
    pub fonts: &'a Fonts,
}

/// A laid-out document, and what was doubtful in its HTML and style sheets.
#[derive(Debug)]
pub struct LaidOut {
    /// The pages.
    pub document: Document,
    /// By source.
    pub diagnostics: Vec<Diagnostics>,
}

/// Lays a document out on pages.
///
/// # Errors
/// [`Error::MissingGlyphs`] for characters that no font has, [`Error::PageTooSmall`] for margins that leave no room,
/// [`Error::TooManyPages`] for a document without end.
pub fn lay_out(input: &Input<'_>) -> Result<LaidOut, Error> {
    let (tree, mut diagnostics) = style::tree(input.html, input.sheets, input.fonts);
    let flow::Flowed { document, warnings } = flow::flow(tree, input.fonts)?;
    let is_html = |one: &&mut Diagnostics| one.source.name() == input.html.name();
    match diagnostics.iter_mut().find(is_html) {
        _ if warnings.is_empty() => {}
        Some(there) => there.items.extend(warnings),
        None => diagnostics.push(Diagnostics { source: input.html.clone(), items: warnings }),
    }
    Ok(LaidOut { document, diagnostics })
}
