//! chancery reads official releases (press releases, statements, readouts, communiqués, declarations) and publishes
//! them as Markdown, HTML, accessible PDF and JSON, with one number and one anchor for every paragraph.
//!
//! ```
//! use chancery::{FontOptions, Fonts, OutputFormat, Profile, Publisher, Source, Theme, parse};
//!
//! let text = "Ministry of Tides\n\n3 March 2031 | Statement\n\nOn the new harbour\n\n1. The harbour is open.";
//! let source = Source::new("tides.txt", text);
//! let parsed = parse(&source, &Default::default());
//! let fonts = Fonts::new(FontOptions::default());
//! let publisher = Publisher::new(Theme::built_in(), fonts, Profile::default(), None);
//! let pdf = publisher.publish(&source, &parsed, OutputFormat::Pdf)?;
//! assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
//! # Ok::<(), chancery::Error>(())
//! ```
//!
//! Each step is a function from one type to the next, and each is public: [`Source`] → [`parse()`] → [`Release`] →
//! [`prepare`](prepare::prepare) → [`render`] → [`page`] → [`pdf`]. A [`Publisher`] goes the whole way.

mod attachments;
mod diagnostic;
mod docx;
mod dom;
mod error;
mod lint;
mod map;
mod pictures;
mod pipeline;
mod read;
mod source;
mod xml;

pub mod input;
pub mod output;
pub mod page;
pub mod parse;
pub mod pdf;
pub mod prepare;
pub mod release;
pub mod render;
pub mod report;
pub mod site;
pub mod theme;

pub use diagnostic::{Diagnostic, Diagnostics, Severity, codes};
pub use error::Error;
pub use lint::lint;
pub use page::font::{FontOptions, Fonts};
pub use parse::{Parsed, parse};
pub use pictures::Pictures;
pub use pipeline::{OutputFormat, Published, Publisher, UnknownFormat};
pub use read::{Format, UnknownInputFormat};
pub use release::Release;
pub use render::Profile;
pub use source::{LineColumn, NotText, Source, Span};
pub use theme::Theme;
