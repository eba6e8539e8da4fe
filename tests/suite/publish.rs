//! The whole pipeline, by the library's own functions, with every step's result kept.

use crate::pages;
use chancery::page::font::{FontOptions, Fonts};
use chancery::prepare::{self, Prepared};
use chancery::render::Profile;
use chancery::report::{self, Style};
use chancery::{Diagnostic, Error, Release, Source, Theme, page, parse, render};
use std::sync::LazyLock;

/// Fonts that every machine has: the built-in ones and those of the repository.
static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts");
    Fonts::new(FontOptions { folders: vec![folder.into()], system: false })
});

/// What came of one source.
#[derive(Debug, PartialEq)]
pub struct Outputs {
    /// As `--diagnostics short` prints them.
    pub diagnostics: String,
    /// The model.
    pub json: String,
    /// In the CommonMark profile.
    pub markdown: String,
    /// The web page.
    pub html: String,
    /// The laid-out pages, as [`pages::describe`] tells them.
    pub pages: String,
}

/// Reads, prepares and renders everything but the PDF's bytes.
pub fn publish(source: &Source) -> Result<Outputs, Error> {
    let parsed = parse(source, &Default::default());
    let prepared = prepare(&parsed.release);
    let theme = Theme::built_in();
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(prepared.diagnostics);
    Ok(Outputs {
        diagnostics: in_short(source, &diagnostics),
        json: parsed.release.to_json(),
        markdown: render::markdown(&prepared.briefing, &theme, Profile::CommonMark)?,
        html: render::html(&prepared.briefing, &theme)?,
        pages: pages::describe(&lay_out(&prepared, &theme)?.document),
    })
}

/// The Markdown of a release.
pub fn markdown(release: &Release) -> Result<String, Error> {
    render::markdown(&prepare(release).briefing, &Theme::built_in(), Profile::CommonMark)
}

fn prepare(release: &Release) -> Prepared {
    prepare::prepare(release, &prepare::Options::default())
}

fn lay_out(prepared: &Prepared, theme: &Theme) -> Result<page::LaidOut, Error> {
    let html = Source::new("briefing.pdf.html", render::paper(&prepared.briefing, theme)?);
    page::lay_out(&page::Input { html: &html, sheets: &theme.paper_sheets(), fonts: &FONTS })
}

fn in_short(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let mut said = Vec::new();
    report::write(&mut said, source, diagnostics, Style::Short).expect("writing to memory");
    String::from_utf8(said).expect("a report is UTF-8")
}
