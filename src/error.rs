//! What stops a run.
//!
//! A message says what happened to which file; the cause is the error's `source()` and is not repeated in it.

use crate::diagnostic::Diagnostics;
use crate::pdf::Unreadable;
use crate::site::ShardError;
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
    /// A template has a mistake, or asks for something that is not there.
    #[error("{}", place_and_message(.0))]
    Template(Box<Diagnostics>),
    /// The list of old addresses cannot be read.
    #[error("{}", place_and_message(.0))]
    Moved(Box<Diagnostics>),
    /// No template has this name, and no file either.
    #[error("there is no template `{name}`, neither a file nor a name known to the theme: {}", known.join(", "))]
    UnknownTemplate {
        /// As it was given.
        name: String,
        /// The names that would do.
        known: Vec<String>,
    },
    /// No built-in theme has this name, and no folder either.
    #[error("there is no theme `{name}`, neither a folder nor a built-in one: {}", crate::Theme::NAMES.join(", "))]
    UnknownTheme {
        /// As it was given.
        name: String,
    },
    /// A picture of a theme is none that can be shown.
    #[error("`{}` is neither PNG, JPEG nor SVG", path.display())]
    NoPicture {
        /// The file.
        path: PathBuf,
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
    /// Two pages of a site would be at one address.
    #[error("{first} and {second} would both be at `/{address}`")]
    SameAddress {
        /// The address, without the stroke at its start.
        address: String,
        /// What would be there.
        first: String,
        /// What would be there as well.
        second: String,
    },
    /// A path of a site would be both: by the address of a release, or by an old one.
    #[error("`{}` would be both a file and a folder", path.display())]
    FileAndFolder {
        /// The path.
        path: PathBuf,
    },
    /// A file of somebody else's stands where one of a site goes.
    #[error("`{}` is in the way: no build has made it", path.display())]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// A site, which is exchanged whole, would go where the releases are.
    #[error("a site cannot be built into `{}`, which holds the releases of `{}`", output.display(), folder.display())]
    IntoReleases {
        /// The folder of the site.
        output: PathBuf,
        /// That of the releases.
        folder: PathBuf,
    },
    /// A folder below that of a site has settings of its own, which a site does not read.
    #[error("`{}` holds for the releases beside and below it, and a site has the settings of its own folder alone", path.display())]
    OtherSettings {
        /// The file with these settings.
        path: PathBuf,
    },
    /// Shards do not make a site.
    #[error(transparent)]
    Shard(#[from] ShardError),
    /// Two folders of which each is exchanged whole, one in the other.
    #[error("`{}` and `{}` lie in each other: give the target a folder of its own", one.display(), other.display())]
    SameFolder {
        /// The folder of the target.
        one: PathBuf,
        /// The other one: of the site, of the releases, or of another target.
        other: PathBuf,
    },
    /// A document that does not end.
    #[error("the document has more than {limit} pages")]
    TooManyPages {
        /// The limit.
        limit: usize,
    },
}

impl Error {
    /// The places that the error is about, where it is about places in a text: they can be drawn with
    /// [`report::write`](crate::report::write).
    pub fn diagnostics(&self) -> Option<&Diagnostics> {
        match self {
            Error::Template(found) | Error::Moved(found) => Some(found),
            _ => None,
        }
    }
}

/// `letter.html:3:6: variable `tide` is not defined`.
fn place_and_message(found: &Diagnostics) -> String {
    let Some(first) = found.items.first() else { return found.source.name().to_owned() };
    let place = found.source.line_column(first.span.map_or(0, |span| span.start()));
    format!("{}:{}:{}: {}", found.source.name(), place.line, place.column, first.message)
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
