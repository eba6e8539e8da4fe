//! What stops a run.
//!
//! A message says what happened to which file; the cause is the error's `source()` and is not repeated in it.

use crate::pdf::Unreadable;
use crate::source::{LineColumn, NotText};
use std::io;
use std::path::PathBuf;

/// What stops a run. Doubts about a text are [`Diagnostic`](crate::Diagnostic)s instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read `{path}`", path = path.display())]
    Read {
        /// As it was given.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written; what was there before is untouched.
    #[error("cannot write `{path}`", path = path.display())]
    Write {
        /// As it was given.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is larger than any release.
    #[error("`{name}` is larger than the {} MiB that a source may have", limit / (1024 * 1024))]
    TooLarge {
        /// Its path as given, or `<stdin>`.
        name: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// A file is not a text.
    #[error("`{name}` {why}")]
    NotText {
        /// Its path as given, or `<stdin>`.
        name: String,
        /// What it is instead, and from which byte.
        why: NotText,
    },
    /// A template has a mistake, or asks for something that is not there.
    #[error("{name}:{}:{}: {message}\n  | {excerpt}", place.line, place.column)]
    Template {
        /// The template's file or name.
        name: String,
        /// Where in it.
        place: LineColumn,
        /// What is the matter.
        message: String,
        /// The line.
        excerpt: String,
    },
    /// No template has this name, and no file either.
    #[error("there is no template `{name}` (`{name}{suffix}`), known are: {}", known.join(", "))]
    UnknownTemplate {
        /// As it was given.
        name: String,
        /// What the names of such templates end in.
        suffix: &'static str,
        /// The names that would do.
        known: Vec<String>,
    },
    /// A face cannot be embedded in a PDF.
    #[error("cannot embed the font `{name}`")]
    Font {
        /// Its PostScript name, or its place among the document's faces.
        name: String,
        /// What is wrong with the font.
        source: subsetter::Error,
    },
    /// A laid-out document refers to something it does not hold.
    #[error("the laid-out document has no {what} {index}")]
    Dangling {
        /// The kind of thing.
        what: &'static str,
        /// Its place, from 0.
        index: usize,
    },
    /// Nothing can be extracted from a file.
    #[error("`{name}` {why}")]
    Extract {
        /// Its path as given, or `<stdin>`.
        name: String,
        /// What it is instead of a PDF of ours.
        why: Unreadable,
    },
}
