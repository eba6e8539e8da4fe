//! Release in, [`Briefing`] out: numbers, anchors, links, dates in words and the words that templates add are settled
//! once, so that all formats agree. Nothing of the text is changed and nothing is left out.
//!
//! ```text
//! Release ─ body ──▶ blocks with anchors (anchors), links (inline, reference), one level deep enough to draw (depth)
//!         ─ masthead ▶ lines with the title's place
//!         ─ words ─▶ generated words and dates in the language (words/*.toml)
//! ```
//!
//! Anchors: a numbered paragraph is `p4`, its sub-paragraphs `p4-a`, `p4-a-ii`; a number that is printed twice gets
//! `p4-2`, or the next that is free. Sections are `s1`, `s1-2` by their place, notes `n1`, references to them `r1`, `r1-2`.

mod address;
mod anchors;
mod body;
mod briefing;
mod depth;
mod inline;
mod masthead;
mod notice;
mod plural;
mod reference;
mod site;
mod words;

pub(crate) use address::HARMLESS_SCHEMES;
pub use briefing::{
    Block, Briefing, Cell, Condition, Contact, Date, Direction, Distribution, Figure, Inline, Kind, ListItem,
    MastheadLine, MastheadPart, Note, Notice, Numbered, OutlineEntry, Section, Signature, Table,
};
pub(crate) use site::{SiteWords, language_name};

use crate::diagnostic::{Diagnostic, codes};
use crate::pictures::Pictures;
use crate::release::{self, Moment, Release, is_language_tag, plain_text};
use crate::source::Span;
use anchors::Anchors;
use body::Body;
use words::Words;

/// What to prepare with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The day that counts as today, for templates that want one.
    pub today: Option<jiff::civil::Date>,
    /// The pictures that lie beside the release, for outputs that show them.
    pub pictures: Option<&'a Pictures>,
}

/// A briefing, and what is worth saying about it.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// What the templates see.
    pub briefing: Briefing,
    /// References that lead nowhere; numbers that are printed twice are the parser's to report, who knows where.
    pub diagnostics: Vec<Diagnostic>,
}

/// The language of the words we add, where a release does not say its own.
const DEFAULT_LANGUAGE: &str = "en";

/// How long a description may be, in characters: what search engines and link previews show.
const DESCRIPTION_LENGTH: usize = 200;

/// How long the name in a running head may be, in characters: it shares a line with the issuer.
const SHORT_NAME_LENGTH: usize = 60;

/// Prepares a release for its readers.
///
/// ```
/// use chancery::prepare::{Block, prepare};
/// use chancery::release::{Block as Part, Inline, Number, Paragraph, Release};
///
/// let number = Number { printed: "4.".into(), label: "4".into() };
/// let paragraph = Paragraph { number: Some(number), content: vec![Inline::text("The harbour is open.")], blocks: vec![] };
/// let release = Release { body: vec![Part::Paragraph(paragraph)], ..Release::default() };
/// let briefing = prepare(&release, &Default::default()).briefing;
/// let Block::Paragraphs { items, .. } = &briefing.blocks[0] else { panic!() };
/// assert_eq!((items[0].id.as_str(), items[0].number.as_str()), ("p4", "4."));
/// ```
pub fn prepare(release: &Release, options: &Options<'_>) -> Prepared {
    let shallow = depth::limit(&release.body);
    let mut diagnostics = Vec::new();
    if shallow.is_some() {
        diagnostics.push(depth::diagnostic());
    }
    let blocks = shallow.as_deref().unwrap_or(&release.body);

    let stated = release.language.as_deref().filter(|tag| is_language_tag(tag));
    if let (Some(tag), None) = (&release.language, stated) {
        diagnostics.push(no_language(tag));
    }
    let language = stated.unwrap_or(DEFAULT_LANGUAGE).to_owned();
    let words = Words::of(&language);
    let date = release.date_published.as_ref().map(|moment| words.date(moment));
    let form = Words::references(&language);
    let anchors = Anchors::of(blocks, form);
    let mut body = Body::new(&anchors, words, form, options.pictures, &mut diagnostics);
    let title = body.inlines(&release.title);
    let subtitle = body.inlines(&release.subtitle);
    let masthead = masthead::parts(release, date.as_ref().map(|date| date.words.as_str()), &mut body);
    let description = cut(&body::first_words(blocks), DESCRIPTION_LENGTH);
    let (blocks, outline) = body.finish(blocks);

    let name = name(release, words);
    let briefing = Briefing {
        language_stated: stated.is_some(),
        direction: direction(&language),
        issuer: release.issuer.clone(),
        co_issuers: release.co_issuers.clone(),
        on_behalf_of: release.on_behalf_of.clone(),
        kind: release.kind.as_ref().map(|kind| Kind { printed: kind.printed.clone(), class: kind.class }),
        reference: release.reference.clone(),
        edition_of: release.edition_of.clone(),
        classification: release.classification.clone(),
        date,
        located: release.located.clone(),
        condition: release.condition.as_ref().map(|condition| said_condition(condition, words)),
        addressee: release.addressee.clone(),
        correction: release.correction.clone(),
        withdrawal: release.withdrawal.as_ref().map(|withdrawal| notice::said(withdrawal, words)),
        notices: notice::of(release, words),
        distribution: release.distribution.as_ref().map(|distribution| said_distribution(distribution, words)),
        url: release.url.clone(),
        canonical: release.url.as_deref().and_then(address::web_address),
        short_name: cut(&name, SHORT_NAME_LENGTH),
        name,
        description,
        title,
        subtitle,
        masthead,
        blocks,
        outline,
        today: options.today.map(|today| words.date(&Moment::from(today))),
        words: words.beside(&language),
        language,
    };
    Prepared { briefing, diagnostics }
}

fn said_condition(condition: &release::Condition, words: &Words) -> Condition {
    let until = condition.until.as_ref().map(|until| words.date(until));
    Condition { printed: condition.printed.clone(), class: condition.class, until }
}

fn said_distribution(distribution: &release::Distribution, words: &Words) -> Distribution {
    Distribution { by: distribution.by.clone(), at: distribution.at.as_ref().map(|at| words.date(at)) }
}

/// What to call a release: its title, or the best that stands for one.
fn name(release: &Release, words: &Words) -> String {
    let kind = release.kind.as_ref().map(|kind| kind.printed.clone());
    let candidates = [Some(plain_text(&release.title)), kind, release.reference.clone(), release.issuer.clone()];
    let mut named = candidates.into_iter().flatten().map(|name| one_line(&name));
    named.find(|name| !name.is_empty()).unwrap_or_else(|| words.untitled())
}

/// The words of a text with single spaces between them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of `text` up to `limit` characters, cut at a word, with an ellipsis where something is missing.
fn cut(text: &str, limit: usize) -> String {
    let text = one_line(text);
    let Some((at, _)) = text.char_indices().nth(limit) else { return text };
    let start = &text[..at];
    let end = start.rfind(' ').filter(|&space| space > at / 2).unwrap_or(at);
    format!("{}…", start[..end].trim_end_matches([' ', ',', ';', ':', '.']))
}

/// The way the script of a language runs.
fn direction(language: &str) -> Direction {
    const RIGHT_TO_LEFT: [&str; 10] = ["ar", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"];
    let language = language.to_ascii_lowercase();
    let primary = language.split('-').next().unwrap_or_default();
    let is_latin = language.contains("-latn");
    let runs_left = RIGHT_TO_LEFT.contains(&primary) || language.contains("-arab") || language.contains("-hebr");
    if runs_left && !is_latin { Direction::Rtl } else { Direction::Ltr }
}

/// The release says a language that is none; the outputs say [`DEFAULT_LANGUAGE`].
fn no_language(tag: &str) -> Diagnostic {
    const LONGEST: usize = 40;
    let message = format!("`{}` cannot be the language; `{DEFAULT_LANGUAGE}` is taken for it", cut(tag, LONGEST));
    warning(codes::FIELD_INVALID, message).with_hint("write a language tag such as `en` or `zh-Hant`")
}

/// A doubt about the release as a whole: the model has no places in a source.
fn warning(code: &'static str, message: String) -> Diagnostic {
    Diagnostic::warning(code, Span::at(0), message).without_span()
}

#[cfg(test)]
mod tests;
