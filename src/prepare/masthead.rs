//! The lines before the body, in their order, with the title's place among them.

use super::body::Body;
use super::briefing::{MastheadLine, MastheadPart};
use crate::release::{self, Field, Release, plain_text};

/// The parts of the masthead: lines that follow one another are one part; the title and the subtitle each have their
/// place, where the text left it or else after the lines.
pub(super) fn parts(release: &Release, date: Option<&str>, body: &mut Body) -> Vec<MastheadPart> {
    let mut parts = Vec::new();
    let mut before: Option<(&[Field], bool)> = None;
    for line in &release.masthead {
        match line {
            release::MastheadLine::Title => push_once(&mut parts, MastheadPart::Title { stated: true }),
            release::MastheadLine::Subtitle => push_once(&mut parts, MastheadPart::Subtitle { stated: true }),
            release::MastheadLine::Line { content, says } => {
                // A value stays with the label on the line above it.
                let labelled = before.is_some_and(|(field, repeats)| field == says && !repeats);
                let repeats = !labelled && repeats_field(release, date, content, says);
                before = Some((says, repeats));
                push_line(&mut parts, MastheadLine { content: body.inlines(content), says: says.clone(), repeats });
            }
        }
    }
    let is_title = |part: &MastheadPart| matches!(part, MastheadPart::Title { .. });
    let is_subtitle = |part: &MastheadPart| matches!(part, MastheadPart::Subtitle { .. });
    if !parts.iter().any(is_title) {
        parts.push(MastheadPart::Title { stated: false });
    }
    if !release.subtitle.is_empty() && !parts.iter().any(is_subtitle) {
        let title = parts.iter().position(is_title).unwrap_or_default();
        parts.insert(title + 1, MastheadPart::Subtitle { stated: false });
    }
    parts
}

fn push_line(parts: &mut Vec<MastheadPart>, line: MastheadLine) {
    if let Some(MastheadPart::Lines { lines, repeats }) = parts.last_mut() {
        *repeats &= line.repeats;
        lines.push(line);
    } else {
        parts.push(MastheadPart::Lines { repeats: line.repeats, lines: vec![line] });
    }
}

fn push_once(parts: &mut Vec<MastheadPart>, part: MastheadPart) {
    if !parts.contains(&part) {
        parts.push(part);
    }
}

/// Whether a line is, letter for letter, one field as a letterhead shows it, and nothing more.
fn repeats_field(release: &Release, date: Option<&str>, content: &[release::Inline], says: &[Field]) -> bool {
    let words = plain_text(content);
    let is_co_issuer = |name: &&String| name.trim() == words.trim();
    let shown = match says {
        [Field::Issuer] => release.issuer.as_deref(),
        [Field::CoIssuers] => release.co_issuers.iter().find(is_co_issuer).map(String::as_str),
        [Field::Kind] => release.kind.as_ref().map(|kind| kind.printed.as_str()),
        [Field::Reference] => release.reference.as_deref(),
        [Field::DatePublished] => date,
        _ => None,
    };
    !words.trim().is_empty() && shown.is_some_and(|shown| shown.split_whitespace().eq(words.split_whitespace()))
}
