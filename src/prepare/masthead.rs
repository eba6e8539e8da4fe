//! The lines before the body, in their order, with the title's place among them.

use super::body::Body;
use super::briefing::{MastheadLine, MastheadPart};
use crate::release::{self, Field, Release, plain_text};

/// The parts of the masthead: lines that follow one another are one part; the title and the subtitle each have their
/// place, where the text left it or else after the lines.
pub(super) fn parts(release: &Release, body: &mut Body) -> Vec<MastheadPart> {
    let mut parts = Vec::new();
    for line in &release.masthead {
        match line {
            release::MastheadLine::Title => push_once(&mut parts, MastheadPart::Title),
            release::MastheadLine::Subtitle => push_once(&mut parts, MastheadPart::Subtitle),
            release::MastheadLine::Line { content, says } => {
                let repeats = repeats_issuer(release, content, says);
                push_line(&mut parts, MastheadLine { content: body.inlines(content), says: says.clone(), repeats });
            }
        }
    }
    push_once(&mut parts, MastheadPart::Title);
    if !release.subtitle.is_empty() {
        push_after_title(&mut parts);
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

fn push_after_title(parts: &mut Vec<MastheadPart>) {
    let title = parts.iter().position(|part| *part == MastheadPart::Title);
    if let Some(title) = title.filter(|_| !parts.contains(&MastheadPart::Subtitle)) {
        parts.insert(title + 1, MastheadPart::Subtitle);
    }
}

/// Whether a line is the issuer's name and nothing more.
fn repeats_issuer(release: &Release, content: &[release::Inline], says: &[Field]) -> bool {
    let name = release.issuer.as_deref().unwrap_or_default().trim();
    says == [Field::Issuer] && !name.is_empty() && plain_text(content).trim() == name
}
