//! The whole pipeline on one source, with the result of every step kept.

use crate::pages;
use chancery::page::{self, LaidOut};
use chancery::prepare::{self, prepare};
use chancery::report::{self, Style};
use chancery::theme::Medium;
use chancery::{
    Diagnostic, Error, FontOptions, Fonts, OutputFormat, Pictures, Profile, Publisher, Release, Source, Theme, lint,
    parse, render,
};
use std::path::Path;
use std::sync::LazyLock;

/// Fonts that every machine has: the built-in ones and those of the repository.
fn fonts() -> Fonts {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts");
    Fonts::new(FontOptions { folders: vec![folder.into()], system: false })
}

static FONTS: LazyLock<Fonts> = LazyLock::new(fonts);
static PUBLISHER: LazyLock<Publisher> =
    LazyLock::new(|| Publisher::new(Theme::built_in(), fonts(), Profile::default(), None));

/// What came of one source.
#[derive(Debug, PartialEq)]
pub(crate) struct Outputs {
    /// Of the text, as `--diagnostics short` prints them.
    pub(crate) diagnostics: String,
    /// What `check` says of the text, in the same form.
    pub(crate) check: String,
    /// The model.
    pub(crate) json: String,
    /// In the profile that chancery takes when none is asked for.
    pub(crate) markdown: String,
    /// The web page.
    pub(crate) html: String,
    /// The laid-out pages, as [`pages::describe`] tells them.
    pub(crate) pages: String,
    /// The file.
    pub(crate) pdf: Vec<u8>,
}

/// Publishes one source in every format.
pub(crate) fn publish(source: &Source) -> Result<Outputs, Error> {
    let parsed = parse(source, &Default::default());
    let prepared = prepare(&parsed.release, &prepare::Options::default());
    let bytes = |format| PUBLISHER.publish(source, &parsed, format).map(|published| published.bytes);
    let text = |format| bytes(format).map(|bytes| String::from_utf8(bytes).expect("what we write is UTF-8"));
    let diagnostics = [parsed.diagnostics.as_slice(), &prepared.diagnostics].concat();
    Ok(Outputs {
        diagnostics: in_short(source, &diagnostics),
        check: in_short(source, &lint(source, &parsed, None)),
        json: text(OutputFormat::Json)?,
        markdown: text(OutputFormat::Markdown)?,
        html: text(OutputFormat::Html)?,
        pages: pages::describe(&lay_out(&prepared)?.document),
        pdf: bytes(OutputFormat::Pdf)?,
    })
}

/// The PDF of a source in one of the built-in themes, with the pictures of a folder.
pub(crate) fn pdf_in_theme(source: &Source, theme: &str, pictures: &Path) -> Vec<u8> {
    let theme = Theme::named(theme).expect("a theme that is built in");
    let publisher = Publisher::new(theme, fonts(), Profile::default(), None);
    let parsed = parse(source, &Default::default());
    let (pictures, _) = Pictures::beside(pictures, &parsed.release);
    publisher.publish_with(source, &parsed, &pictures, OutputFormat::Pdf).expect("a case comes out").bytes
}

/// The Markdown of a release.
pub(crate) fn markdown(release: &Release) -> Result<String, Error> {
    let briefing = prepare(release, &prepare::Options::default()).briefing;
    render::markdown(&briefing, &Theme::built_in(), Profile::default())
}

/// The web page of a release.
pub(crate) fn html(release: &Release) -> Result<String, Error> {
    let briefing = prepare(release, &prepare::Options::default()).briefing;
    render::html(&briefing, &Theme::built_in())
}

fn lay_out(prepared: &prepare::Prepared) -> Result<LaidOut, Error> {
    let theme = Theme::built_in();
    let html = Source::new("briefing.pdf.html", render::paper(&prepared.briefing, &theme)?);
    let sheets = page::Sheets::read(&theme.sheets(Medium::Print), &FONTS);
    page::lay_out(&page::Input { html: &html, sheets: &sheets, fonts: &FONTS })
}

fn in_short(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let mut said = Vec::new();
    report::write(&mut said, source, diagnostics, Style::Short).expect("writing to memory");
    String::from_utf8(said).expect("a report is UTF-8")
}
