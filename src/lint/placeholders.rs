//! What somebody meant to fill in and did not.

use super::passage::Passage;
use super::{Desk, words};
use crate::diagnostic::{Severity, codes};
use crate::parse::readings;
use std::ops::Range;

/// How many are told of one passage.
const MOST: usize = 8;

pub(super) fn lint(desk: &mut Desk<'_>) {
    for passage in desk.passages {
        for range in find(passage).into_iter().take(MOST) {
            let message = format!("`{}` was left in", &passage.text[range.clone()]);
            let hint = "write what it stands for, or delete it";
            desk.say((Severity::Warning, codes::PLACEHOLDER), passage, range, message, hint);
        }
    }
}

fn find(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = passage.text.as_str();
    // Nearly every passage has none of what they begin with, which is soon seen.
    let mut found = Vec::new();
    if has(text, |byte| matches!(byte, b'[' | b'<' | b'{') || byte > 0xE2) {
        found = in_brackets(text);
    }
    if has(text, |byte| byte == b'X') {
        found.extend(crossed(text));
    }
    found.extend(fixed(text));
    if has(text, |byte| byte == b'#') {
        found.extend(hashes(text));
    }
    found.sort_by_key(|range| range.start);
    // `+XX XXXX XXXX` is one.
    found.dedup_by(|next, last| {
        let joined = next.start <= last.end + 1;
        last.end = if joined { last.end.max(next.end) } else { last.end };
        joined
    });
    found
}

fn has(text: &str, wanted: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |has, byte| has | wanted(byte))
}

/// `[TBC]`, `[date]`, `<insert name>`, `[●]`.
fn in_brackets(text: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 120;
    let opened = text.match_indices(['[', '<', '［', '【', '{']);
    let bracketed = opened.filter_map(|(at, open)| {
        let rest = &text[at + open.len()..];
        let rest = &rest[..rest.floor_char_boundary(LONGEST)];
        let inner = &rest[..rest.find([']', '>', '］', '】', '}', '[', '<', '{'])?];
        let end = at + open.len() + inner.len();
        let close = text[end..].chars().next()?;
        is_unfilled(inner.trim(), open).then_some(at..end + close.len_utf8())
    });
    bracketed.collect()
}

fn is_unfilled(inner: &str, open: &str) -> bool {
    let inner = inner.trim_matches(['-', '_', ' ', '*', ':']);
    let small = inner.to_lowercase();
    let crosses = inner.len() >= 2 && inner.chars().all(|letter| matches!(letter, 'X' | 'x' | '•' | '●' | ' '));
    let dot = matches!(inner, "•" | "●");
    words::is_placeholder(&small) || small.starts_with("insert ") || (open != "<" && (crosses || dot))
}

/// `XX March 2031`, `€XX million`, `XX%`, `XXXX`. Alone, `XX` and `XXX` are Roman numbers.
fn crossed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("XX") {
        let end = at + text[at..].find(|letter| letter != 'X').unwrap_or(text.len() - at);
        let [before, behind] = [&text[..at], &text[end..]];
        if before.ends_with(|letter: char| letter.is_alphanumeric()) || behind.starts_with(char::is_alphanumeric) {
            continue;
        }
        if end - at > "XXX".len() || stands_for_figures(before, behind) {
            found.push(at..end);
        }
    }
    found
}

fn stands_for_figures(before: &str, behind: &str) -> bool {
    let amount = before.ends_with(['€', '$', '£', '¥', '₩', '+']) || behind.trim_start().starts_with(['%', '€', '٪']);
    let joined = behind.starts_with(['/', '.', '-', ' ']) && behind[1..].starts_with("XX");
    let mut next = behind.split_whitespace().take(2).map(|word| word.trim_end_matches([',', '.']));
    let first = next.next().filter(|_| behind.starts_with([' ', '\u{A0}']));
    let month = first.is_some_and(readings::is_month)
        || (first.is_some_and(|word| matches!(word, "de" | "of")) && next.next().is_some_and(readings::is_month));
    let counted =
        first.is_some_and(|word| matches!(word, "million" | "billion" | "per" | "percent" | "Millionen" | "Prozent"));
    amount || joined || month || counted
}

/// Words that no release has.
fn fixed(text: &str) -> Vec<Range<usize>> {
    const CERTAIN: [&str; 8] =
        ["TKTK", "TK TK", "(TK)", "FIXME", "DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "JJ/MM/AAAA"];
    if !["TK", "FI", "DD", "MM", "JJ", "psum", "PSUM"].iter().any(|part| text.contains(part)) {
        return Vec::new();
    }
    let certain = CERTAIN.iter().flat_map(|words| text.match_indices(words)).map(|(at, words)| at..at + words.len());
    let mut found: Vec<_> = certain.filter(|range| is_whole(text, range)).collect();
    let lorem = ["lorem ipsum", "Lorem ipsum", "Lorem Ipsum", "LOREM IPSUM"];
    found.extend(lorem.iter().flat_map(|words| text.match_indices(words)).map(|(at, words)| at..at + words.len()));
    found
}

fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let letter = |letter: char| letter.is_alphanumeric();
    !text[..range.start].ends_with(letter) && !text[range.end..].starts_with(letter)
}

/// `call ### ####`: signs for figures, where `###` behind the text is an end mark.
fn hashes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("###") {
        let end = at + text[at..].find(|letter| letter != '#').unwrap_or(text.len() - at);
        let [before, behind] = [&text[..at], &text[end..]];
        let inside = before.contains(char::is_alphanumeric) && behind.contains(char::is_alphanumeric);
        if inside && !before.ends_with('#') {
            found.push(at..end);
        }
    }
    found
}
