//! The way of a release to its outputs, in one place: prepare, render, lay out, write.

use crate::page::document::Document;
use crate::page::font::Fonts;
use crate::parse::Parsed;
use crate::prepare::{self, Briefing, Prepared, prepare};
use crate::render::{Profile, Renderer};
use crate::theme::{Medium, Target};
use crate::{Diagnostics, Error, Pictures, Source, Theme, attachments, page, pdf};
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

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

    /// The templates that it is rendered with: none for the model.
    pub fn target(self) -> Option<Target> {
        match self {
            OutputFormat::Markdown => Some(Target::Markdown),
            OutputFormat::Html => Some(Target::Html),
            OutputFormat::Pdf => Some(Target::Paper),
            OutputFormat::Json => None,
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
///
/// ```
/// use chancery::{FontOptions, Fonts, OutputFormat, Profile, Publisher, Source, Theme, parse};
///
/// let publisher = Publisher::new(Theme::built_in(), Fonts::new(FontOptions::default()), Profile::Gfm, None);
/// let source = Source::new("tides.txt", "Ministry of Tides\n\nOn the new harbour\n\n1. The harbour is open.");
/// let parsed = parse(&source, &Default::default());
/// std::thread::scope(|scope| {
///     scope.spawn(|| {
///         let pdf = publisher.publish(&source, &parsed, OutputFormat::Pdf).unwrap();
///         assert!(pdf.bytes.starts_with(b"%PDF-"));
///     });
///     let html = publisher.publish(&source, &parsed, OutputFormat::Html).unwrap();
///     assert!(String::from_utf8(html.bytes).unwrap().contains("id=\"p1\""));
/// });
/// ```
#[derive(Debug)]
pub struct Publisher {
    renderer: Renderer,
    fonts: Fonts,
    today: Option<Date>,
    /// The style sheets for pages, once they are needed.
    sheets: OnceLock<page::Sheets>,
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
        Publisher { renderer: Renderer::new(theme, profile), fonts, today, sheets: OnceLock::new() }
    }

    /// What it renders with.
    pub(crate) fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// Parses the templates and style sheets of a format now, and not when the first release needs them: another thread
    /// may do it while that is read. What is wrong in them is told when a release is published.
    pub fn make_ready(&self, format: OutputFormat) {
        if let Some(target) = format.target() {
            self.renderer.make_ready(target);
        }
        if format == OutputFormat::Pdf {
            self.sheets();
        }
    }

    /// Publishes `parsed`, which was read from `source`, as `format`.
    ///
    /// # Errors
    /// [`Error::Template`] when a template fails, [`Error::MissingGlyphs`] when no font has a character,
    /// [`Error::Font`] when a font cannot be embedded.
    pub fn publish(&self, source: &Source, parsed: &Parsed, format: OutputFormat) -> Result<Published, Error> {
        self.publish_with(source, parsed, &Pictures::default(), format)
    }

    /// The same, with the pictures that lie beside the release: the web page and the PDF show them.
    ///
    /// # Errors
    /// As [`Publisher::publish`].
    pub fn publish_with(
        &self,
        source: &Source,
        parsed: &Parsed,
        pictures: &Pictures,
        format: OutputFormat,
    ) -> Result<Published, Error> {
        let Prepared { briefing, diagnostics } = self.prepare(parsed, pictures);
        let mut published = self.publish_briefing(source, parsed, &briefing, format)?;
        published.diagnostics.insert(0, Diagnostics { source: source.clone(), items: diagnostics });
        Ok(published)
    }

    /// A release made ready for its readers, with the pictures that lie beside it.
    pub(crate) fn prepare(&self, parsed: &Parsed, pictures: &Pictures) -> Prepared {
        prepare(&parsed.release, &prepare::Options { today: self.today, pictures: Some(pictures) })
    }

    /// Publishes what was prepared; says nothing of the release itself.
    pub(crate) fn publish_briefing(
        &self,
        source: &Source,
        parsed: &Parsed,
        briefing: &Briefing,
        format: OutputFormat,
    ) -> Result<Published, Error> {
        let mut diagnostics = Vec::new();
        let bytes = match format {
            OutputFormat::Json => parsed.release.to_json().into_bytes(),
            OutputFormat::Markdown => self.renderer.markdown(briefing)?.into_bytes(),
            OutputFormat::Html => self.renderer.html(briefing)?.into_bytes(),
            OutputFormat::Pdf => {
                let document = self.lay_out(briefing, &mut diagnostics)?;
                pdf::write(&document, &metadata(source, parsed, briefing))?
            }
        };
        Ok(Published { bytes, diagnostics })
    }

    fn sheets(&self) -> &page::Sheets {
        let read = || page::Sheets::read(&self.renderer.theme().sheets(Medium::Print), &self.fonts);
        self.sheets.get_or_init(read)
    }

    /// The pages of a briefing; what is said of style sheets goes to `diagnostics`.
    fn lay_out(&self, briefing: &Briefing, diagnostics: &mut Vec<Diagnostics>) -> Result<Document, Error> {
        let name = format!("{} (rendered)", self.renderer.theme().template(Target::Paper).name());
        let html = Source::new(name, self.renderer.paper(briefing)?);
        let laid_out = page::lay_out(&page::Input { html: &html, sheets: self.sheets(), fonts: &self.fonts })?;
        diagnostics.extend(laid_out.diagnostics);
        Ok(laid_out.document)
    }
}

/// What the PDF says of itself, with the files that are embedded in it.
fn metadata(source: &Source, parsed: &Parsed, briefing: &Briefing) -> pdf::Metadata {
    let release = &parsed.release;
    let kind = release.kind.as_ref().map(|kind| kind.printed.clone());
    pdf::Metadata {
        title: briefing.name.clone(),
        author: release.issuer.clone(),
        subject: Some(briefing.description.clone()).filter(|description| !description.is_empty()),
        language: briefing.language.clone(),
        keywords: kind.into_iter().collect(),
        date: release.date_published,
        identifier: release.reference.clone(),
        attachments: attachments::of(source, parsed.format, release),
    }
}
