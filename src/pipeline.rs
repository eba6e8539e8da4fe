//! From a release to its outputs.

use crate::parse::Parsed;
use crate::standin::pdf::{self, Attachment};
use crate::{Diagnostics, Error, Fonts, Profile, Source, Theme};
use jiff::civil::Date;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// A format that releases are published in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutputFormat {
    /// CommonMark, with the front matter of a profile.
    Markdown,
    /// One self-contained web page.
    Html,
    /// PDF/UA-1 and PDF/A-3a.
    Pdf,
    /// The model.
    Json,
}

/// A text that names no [`OutputFormat`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected md, html, pdf or json")]
pub struct UnknownFormat;

impl OutputFormat {
    /// All of them.
    pub const ALL: [OutputFormat; 4] =
        [OutputFormat::Markdown, OutputFormat::Html, OutputFormat::Pdf, OutputFormat::Json];

    /// The ending of its files, which is also its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            OutputFormat::Markdown => "md",
            OutputFormat::Html => "html",
            OutputFormat::Pdf => "pdf",
            OutputFormat::Json => "json",
        }
    }

    /// The format that the ending of a file name says, in any case.
    ///
    /// ```
    /// use chancery::OutputFormat;
    /// assert_eq!(OutputFormat::of_extension("HTM"), Some(OutputFormat::Html));
    /// assert_eq!(OutputFormat::of_extension("docx"), None);
    /// ```
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(OutputFormat::Markdown),
            "html" | "htm" => Some(OutputFormat::Html),
            "pdf" => Some(OutputFormat::Pdf),
            "json" => Some(OutputFormat::Json),
            _ => None,
        }
    }
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}

impl FromStr for OutputFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| format.extension() == name).ok_or(UnknownFormat)
    }
}

/// Publishes releases: made once, used for many of them, from many threads.
#[derive(Debug)]
pub struct Publisher {
    theme: Theme,
    fonts: Fonts,
    profile: Profile,
    today: Option<Date>,
}

/// A release in one format.
#[derive(Clone, Debug)]
pub struct Published {
    /// The file.
    pub bytes: Vec<u8>,
    /// What there is to say about it, a list for each source: the release, a style sheet.
    pub diagnostics: Vec<Diagnostics>,
}

impl Publisher {
    /// A publisher with this look; `today` is what templates see as the day of printing.
    pub fn new(theme: Theme, fonts: Fonts, profile: Profile, today: Option<Date>) -> Self {
        Publisher { theme, fonts, profile, today }
    }

    /// Publishes `parsed`, which was read from `source`, as `format`.
    ///
    /// # Errors
    /// When a template fails.
    pub fn publish(&self, source: &Source, parsed: &Parsed, format: OutputFormat) -> Result<Published, Error> {
        let release = &parsed.release;
        let _ = (&self.theme, &self.fonts, self.profile, self.today);
        let bytes = match format {
            OutputFormat::Json => release.to_json().into_bytes(),
            OutputFormat::Markdown | OutputFormat::Html => crate::standin::words(release, source).into_bytes(),
            OutputFormat::Pdf => {
                let name = Path::new(source.name()).file_name().unwrap_or_default().to_string_lossy().into_owned();
                let name = if source.name() == "<stdin>" { "release.txt".into() } else { name };
                pdf::write(&[
                    Attachment { name, bytes: source.bytes().to_vec() },
                    Attachment { name: "release.json".into(), bytes: release.to_json().into_bytes() },
                ])
            }
        };
        Ok(Published { bytes, diagnostics: Vec::new() })
    }
}
