//! What an editor would say of a release before it goes out.
//!
//! Comes in: a parsed release and the source it was read from. Goes out: diagnostics, in the order of the text. Warnings
//! concern publication (a placeholder that was left in, dates that contradict each other); notes are a matter of style.
//! The parser tells its own doubts; what is said here is not doubt about how the text was read, but about the text.
//!
//! A lint that cries wolf is worse than none: each says only what is certain, in the languages whose rules it knows, and
//! says it once a passage.

mod dates;
mod embargo;
mod fields;
mod passage;
mod placeholders;
mod quotes;
mod structure;
mod style;
mod words;

use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::Parsed;
use crate::release::Release;
use crate::source::{Source, Span};
use jiff::civil::Date;
use passage::{Passage, Places};
use std::ops::Range;

/// What there is to say of a release before it is published; `today` is the day that a date in the future is told by.
///
/// ```
/// use chancery::{Source, codes, lint, parse};
/// let source = Source::new("a.txt", "Ministry of Tides\n\n3 March 2031\n\nOn the new harbour\n\n1. It opens on [date].");
/// let found = lint(&source, &parse(&source, &Default::default()), None);
/// assert_eq!(found[0].code, codes::PLACEHOLDER);
/// assert_eq!(source.slice(found[0].span.unwrap()), "[date]");
/// ```
pub fn lint(source: &Source, parsed: &Parsed, today: Option<Date>) -> Vec<Diagnostic> {
    let places = Places::new(&parsed.origins);
    let passages = passage::passages(&parsed.release, &places);
    let mut desk = Desk { source, release: &parsed.release, places: &places, passages: &passages, found: Vec::new() };
    fields::lint(&mut desk);
    dates::lint(&mut desk, today);
    embargo::lint(&mut desk);
    placeholders::lint(&mut desk);
    structure::lint(&mut desk);
    quotes::lint(&mut desk);
    style::lint(&mut desk);
    let mut found = desk.found;
    found.sort_by_key(|diagnostic| diagnostic.span.map(Span::start));
    found
}

/// Where a release lies while it is looked through.
struct Desk<'a> {
    source: &'a Source,
    release: &'a Release,
    places: &'a Places<'a>,
    passages: &'a [Passage<'a>],
    found: Vec<Diagnostic>,
}

impl<'a> Desk<'a> {
    /// Says something of a part of a passage.
    fn say(
        &mut self,
        about: (Severity, &'static str),
        passage: &Passage<'_>,
        part: Range<usize>,
        message: String,
        hint: &str,
    ) {
        self.say_at(about, passage.place(self.source, part), message, hint);
    }

    /// Says something of a place; of the whole release where there is none.
    fn say_at(&mut self, (severity, code): (Severity, &'static str), span: Option<Span>, message: String, hint: &str) {
        let (message, hint) = (message, Some(hint.to_owned()).filter(|hint| !hint.is_empty()));
        self.found.push(Diagnostic { severity, code, span, message, hint });
    }

    /// The language of the release, without region or script; empty where it is not known.
    fn language(&self) -> &'a str {
        let tag = self.release.language.as_deref().unwrap_or_default();
        tag.split('-').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
