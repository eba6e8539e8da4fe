//! What a page prints around a text: running heads, the numbers of pages, `- more -`. It is left out and told, and the
//! paragraph that went over the page is put together.

use super::Raw;
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind};
use crate::source::Span;
use std::collections::HashMap;

/// The words that stand beside the numbers of pages, in many languages: one kind a line, `name = word; word`.
const WORDS: &str = include_str!("pages.words");
/// The lines at the head and foot of a page that may be furniture.
const ZONE: usize = 3;
/// Furniture is not longer, in characters.
const LONGEST: usize = 120;
/// What stands in the middle of a page is set in by so many columns, at least.
const MIDDLE: usize = 20;
/// A line with the number of its page is not longer, in characters.
const LONGEST_NUMBER: usize = 28;

/// Leaves out what belongs to the pages.
pub(super) fn leave_out(lines: &mut Vec<Raw<'_>>, diagnostics: &mut Vec<Diagnostic>) {
    let mut gone = vec![false; lines.len()];
    repeated(lines, &mut gone);
    numbers(lines, &mut gone);
    if !gone.contains(&true) {
        return;
    }
    let mut kept: Vec<Raw<'_>> = Vec::with_capacity(lines.len());
    let mut behind_page = false;
    for (mut line, gone) in std::mem::take(lines).into_iter().zip(gone) {
        if gone {
            diagnostics.push(tell(Span::new(line.start, line.start + line.words.len())));
            behind_page = true;
        } else {
            line.page |= behind_page;
            behind_page = false;
            kept.push(line);
        }
    }
    *lines = kept;
}

/// Leaves out of the paragraphs of a document what somebody typed for its pages: `-more-`, `Page 2 of 3`.
pub(in crate::read) fn leave_out_typed(blocks: &mut Vec<Block>, diagnostics: &mut Vec<Diagnostic>) {
    let words = |block: &Block| match &block.kind {
        BlockKind::Paragraph { lines } => match lines.as_slice() {
            [line] if line.anchor.is_none() => line.runs.iter().map(|run| run.text.as_str()).collect::<String>(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let mut gone = vec![false; blocks.len()];
    let amid = 1..blocks.len().saturating_sub(1);
    for at in amid.clone() {
        gone[at] = is_more(words(&blocks[at]).trim());
    }
    for at in amid {
        let number = read_number(words(&blocks[at]).trim());
        gone[at] |= number.is_some_and(|number| (number.named && number.of.is_some()) || gone[at - 1]);
    }
    for (block, _) in blocks.iter().zip(&gone).filter(|(_, gone)| **gone) {
        diagnostics.push(tell(block.span));
    }
    let mut gone = gone.into_iter();
    blocks.retain(|_| gone.next() != Some(true));
}

fn tell(span: Span) -> Diagnostic {
    Diagnostic::note(codes::FURNITURE, span, "this line belongs to the page and was left out")
        .with_hint("if it is part of the release, move it into the text")
}

/// Finds the lines that stand at the head, or the foot, of several pages.
fn repeated(lines: &[Raw<'_>], gone: &mut [bool]) {
    let starts: Vec<usize> = [0].into_iter().chain((1..lines.len()).filter(|&at| lines[at].page)).collect();
    if starts.len() < 2 {
        return;
    }
    let ends = starts[1..].iter().copied().chain([lines.len()]);
    let pages: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let heads = pages.iter().map(|&(start, end)| (start..end.min(start + ZONE)).collect());
    let feet = pages.iter().map(|&(start, end)| (start.max(end.saturating_sub(ZONE))..end).collect());
    let first_page = pages[0].0..pages[0].1.min(FIRST_LINES);
    let opening: Vec<String> = first_page.map(|at| pattern(lines[at].words)).collect();
    leave_out_zone(lines, heads.collect(), gone, Zone::Head(&opening));
    leave_out_zone(lines, feet.collect(), gone, Zone::Foot);
    // A number of figures only is one of a page, beside a form feed.
    for &(start, end) in &pages {
        let begins = if start > 0 { Some(start) } else { None };
        let ends = (end < lines.len() || gone.iter().any(|gone| *gone)).then(|| end - 1);
        for at in [begins, ends].into_iter().flatten().filter(|&at| at < lines.len()) {
            gone[at] |= lines[at].words.len() <= 4 && lines[at].words.bytes().all(|byte| byte.is_ascii_digit());
        }
    }
}

/// The lines of a first page that a running head may repeat.
const FIRST_LINES: usize = 12;

/// What lines have in common, and the pages that have it.
type Counts = HashMap<String, Vec<usize>>;

/// Leaves out what a zone of the pages repeats. The first page's head is the letterhead and stays; what stands at the end
/// of the last page may be part of the text and stays.
fn leave_out_zone(lines: &[Raw<'_>], zones: Vec<Vec<usize>>, gone: &mut [bool], zone: Zone<'_>) {
    let (mut counts, mut prints) = (Counts::new(), Counts::new());
    for (page, zone) in zones.iter().enumerate() {
        for &at in zone.iter().filter(|&&at| lines[at].words.chars().count() <= LONGEST) {
            let places = counts.entry(pattern(lines[at].words)).or_default();
            if places.last() != Some(&page) {
                places.push(page);
            }
            let places = prints.entry(printed(lines[at].words)).or_default();
            if places.last() != Some(&page) {
                places.push(page);
            }
        }
    }
    for (page, places) in zones.iter().enumerate() {
        for &at in places {
            let pattern = pattern(lines[at].words);
            let places = counts.get(&pattern).map_or(0, Vec::len);
            let (known, own) = match zone {
                Zone::Head(opening) => (page > 0 && opening.contains(&pattern), page == 0),
                Zone::Foot => (false, page + 1 == zones.len()),
            };
            // What counts the pages is another on each; a date or a reference is the same on all.
            let counts_pages =
                pattern.contains(FIGURES) && prints.get(&printed(lines[at].words)).is_none_or(|pages| pages.len() == 1);
            let own = own && !counts_pages;
            let repeats = places >= 2 && (places * 2 >= zones.len() || places >= 3);
            gone[at] |= !own && (repeats || known);
        }
    }
}

/// Where on its page a line stands.
#[derive(Clone, Copy)]
enum Zone<'a> {
    /// At the top; the lines that open the first page may come again there.
    Head(&'a [String]),
    Foot,
}

/// The letters of a line, without its spaces.
fn printed(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// What stands for figures in a [`pattern`].
const FIGURES: char = '\0';

/// What two prints of a running head have in common: everything but its figures and spaces.
fn pattern(words: &str) -> String {
    let mut pattern = String::new();
    for letter in words.chars().filter(|letter| !letter.is_whitespace()) {
        match letter.is_numeric() {
            true if pattern.ends_with(FIGURES) => {}
            true => pattern.push(FIGURES),
            false => pattern.push(letter),
        }
    }
    pattern
}

/// A line that is the number of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Number {
    page: u32,
    of: Option<u32>,
    /// A word says that it is a page.
    named: bool,
}

/// Finds the numbers of pages by their form and succession, and `- more -`.
fn numbers(lines: &[Raw<'_>], gone: &mut [bool]) {
    let found: Vec<(usize, Number)> =
        (0..lines.len()).filter_map(|at| Some((at, read_number(lines[at].words)?))).collect();
    for (place, &(at, number)) in found.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| found[before].1);
        let next = found.get(place + 1).map(|(_, next)| *next);
        let follows = before.is_some_and(|before| before.page + 1 == number.page && before.of == number.of);
        let precedes = next.is_some_and(|next| number.page + 1 == next.page && next.of == number.of);
        let beside_page = lines[at].page || lines.get(at + 1).is_some_and(|next| next.page);
        let amid = at > 0 && at + 1 < lines.len();
        let complete = number.named && number.of.is_some();
        gone[at] |= follows
            || (precedes && number.page <= 2)
            || beside_page
            || (complete && (amid || number.of == Some(number.page)));
    }
    for at in 1..lines.len().saturating_sub(1) {
        gone[at] |= is_more(lines[at].words) || is_lone_number(&lines[at]);
    }
    for at in 1..lines.len() {
        let beside_page = lines[at].page || lines.get(at + 1).is_some_and(|next| next.page) || gone[at - 1];
        gone[at] |= is_numbered_head(lines[at].words, &lines[..FIRST_LINES.min(at)], beside_page);
    }
}

/// Whether a line is a figure alone in the middle or at the right of the page.
fn is_lone_number(line: &Raw<'_>) -> bool {
    line.indent >= MIDDLE && (1..=3).contains(&line.words.len()) && line.words.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a line is a running head with the number of its page: `Central Bank of Norland      Page 2`.
fn is_numbered_head(words: &str, opening: &[Raw<'_>], beside_page: bool) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let wide = |gap: &&&str| words.contains(**gap);
    let Some(gap) = ["\t", "   ", " | ", " – "].iter().find(wide) else { return false };
    let (Some((head, last)), Some((first, rest))) = (words.rsplit_once(*gap), words.split_once(*gap)) else {
        return false;
    };
    [(head, last), (rest, first)].into_iter().any(|(head, number)| {
        let named = read_number(number.trim()).is_some_and(|number| number.named);
        named && (beside_page || opening.iter().any(|line| line.words == head.trim()))
    })
}

/// Reads `Page 2 of 5`, `- 2 -`, `2/5`, `Seite 2`, `第2页`, `2 | Page`.
fn read_number(words: &str) -> Option<Number> {
    if words.chars().count() > LONGEST_NUMBER || !words.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let lower = words.to_lowercase();
    let bare = lower.trim_matches(['-', '–', '—', '[', ']', '(', ')', ' ', '|', '·', '.', '~']);
    let dashed = lower.starts_with(['-', '–', '—']) && lower.ends_with(['-', '–', '—']);
    let mut named = false;
    let mut rest = bare;
    let mut values = Vec::new();
    let mut slash = false;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() {
            let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
            values.push(rest[..end].parse::<u32>().ok().filter(|value| *value < 1000)?);
            rest = &rest[end..];
        } else if first.is_alphabetic() {
            let word = page_words("page")
                .chain(page_words("of"))
                .filter(|word| rest.starts_with(word))
                .max_by_key(|word| word.len())?;
            named |= page_words("page").any(|page| page == word);
            rest = &rest[word.len()..];
        } else if first.is_whitespace() || matches!(first, '/' | '|' | '.' | ':' | '-' | '–' | '，' | ',') {
            slash |= first == '/';
            rest = &rest[first.len_utf8()..];
        } else {
            return None;
        }
    }
    let number = match *values {
        [page] => Number { page, of: None, named },
        [page, of] if page <= of && (named || slash) => Number { page, of: Some(of), named },
        _ => return None,
    };
    // `- 30 -` ends a release.
    let ends = dashed && number.page == 30 && !named;
    (number.page > 0 && !ends && (named || dashed || number.of.is_some())).then_some(number)
}

/// Whether a line says that the text goes on: `- more -`, `(more)`, `/más`.
fn is_more(words: &str) -> bool {
    let inside = words.trim_matches(['-', '–', '—', '(', ')', '[', ']', '/', '.', '…', '*', '>', ' ']);
    let dressed = inside.len() < words.len() && words.chars().count() <= LONGEST_NUMBER;
    let lower = if dressed { inside.to_lowercase() } else { String::new() };
    dressed && page_words("more").any(|word| lower == word)
}

/// The words of a kind.
fn page_words(kind: &str) -> impl Iterator<Item = &'static str> {
    let line = WORDS.lines().find_map(|line| {
        let (name, words) = line.split_once('=')?;
        (name.trim() == kind).then_some(words)
    });
    line.unwrap_or_default().split(';').map(str::trim).filter(|word| !word.is_empty())
}
