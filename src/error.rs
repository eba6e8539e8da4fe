//! What stops a run.
//!
//! A message says what happened to which file; the cause is the error's `source()` and is not repeated in it.

use crate::source::NotText;
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
    /// Characters that no font has.
    #[error("no font has {} (Debian: apt install {packages})", named(characters))]
    MissingGlyphs {
        /// Each once, in the order of their codes.
        characters: Vec<char>,
        /// The Debian packages that bring them, joined by blanks.
        packages: String,
    },
    /// The margins leave no room for text.
    #[error("a page of {width:.0} by {height:.0} points has {across:.0} by {down:.0} left between its margins")]
    PageTooSmall {
        /// Of the sheet.
        width: f32,
        /// Of the sheet.
        height: f32,
        /// Between the margins.
        across: f32,
        /// Between the margins.
        down: f32,
    },
    /// A document that does not end.
    #[error("the document has more than {limit} pages")]
    TooManyPages {
        /// The limit.
        limit: usize,
    },
}

/// Characters as `U+D55C \`한\``, the first few of them.
fn named(characters: &[char]) -> String {
    const SHOWN: usize = 8;
    let name = |letter: &char| format!("U+{:04X} `{letter}`", u32::from(*letter));
    let mut names: Vec<String> = characters.iter().take(SHOWN).map(name).collect();
    if characters.len() > SHOWN {
        names.push(format!("and {} more", characters.len() - SHOWN));
    }
    names.join(", ")
}
