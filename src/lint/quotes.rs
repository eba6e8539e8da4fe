//! Quotation marks: of one kind in a text, and closed where they were opened.

use super::Desk;
use super::passage::Passage;
use crate::diagnostic::{Severity, codes};
use std::ops::Range;

pub(super) fn lint(desk: &mut Desk<'_>) {
    mixed(desk);
    unbalanced(desk);
}

/// Where the first of something stands: the passage, and the part of it.
type Place = (usize, Range<usize>);

/// Straight and curly marks in one text.
fn mixed(desk: &mut Desk<'_>) {
    let curly = first(desk.passages, |text| if text.is_ascii() { None } else { text.find(['“', '”']) });
    let straight =
        first(desk.passages, |text| text.match_indices('"').find(|(at, _)| !is_inch(text, *at)).map(|(at, _)| at));
    say_mixed(desk, curly, straight, "quotation marks");
    let curly = first(desk.passages, |text| if text.is_ascii() { None } else { apostrophe(text, '’') });
    let straight = first(desk.passages, |text| apostrophe(text, '\''));
    say_mixed(desk, curly, straight, "apostrophes");
}

fn first(passages: &[Passage<'_>], find: impl Fn(&str) -> Option<usize>) -> Option<Place> {
    passages.iter().enumerate().filter(|(_, passage)| passage.is_prose()).find_map(|(index, passage)| {
        let at = find(&passage.text)?;
        let length = passage.text[at..].chars().next().map_or(0, char::len_utf8);
        Some((index, at..at + length))
    })
}

/// The straight one is told: curly ones are what is printed.
fn say_mixed(desk: &mut Desk<'_>, curly: Option<Place>, straight: Option<Place>, what: &str) {
    let (Some(_), Some((index, range))) = (curly, straight) else { return };
    let message = format!("straight and curly {what} stand in one text");
    let hint = "write all of them alike, best the curly ones";
    desk.say((Severity::Note, codes::MIXED_QUOTES), &desk.passages[index], range, message, hint);
}

/// `12"` is twelve inches, or seconds.
fn is_inch(text: &str, at: usize) -> bool {
    text[..at].ends_with(|letter: char| letter.is_numeric())
}

/// An apostrophe between two small letters.
fn apostrophe(text: &str, mark: char) -> Option<usize> {
    text.match_indices(mark).map(|(at, _)| at).find(|&at| {
        let letter = |found: Option<char>| found.is_some_and(char::is_lowercase);
        letter(text[..at].chars().next_back()) && letter(text[at..].chars().nth(1))
    })
}

/// A pair of marks, and the passage and place where one is open.
struct Pair {
    open: char,
    close: char,
    pending: Option<Place>,
}

/// Marks that are not closed, or were not opened. A quotation that goes on in the next paragraph opens there again, and is
/// closed in the last.
fn unbalanced(desk: &mut Desk<'_>) {
    for (open, close) in [('“', '”'), ('«', '»'), ('「', '」'), ('„', '“')] {
        if is_pair(desk, open, close) {
            unbalanced_pair(desk, Pair { open, close, pending: None });
        }
    }
}

/// Whether these two open and close in this text: “ also closes „, some languages open and close with ”, and »…« is
/// printed the other way round.
fn is_pair(desk: &Desk<'_>, open: char, close: char) -> bool {
    let texts = || desk.passages.iter().map(|passage| passage.text.as_str()).filter(|text| !text.is_ascii());
    let has = |mark: char| texts().any(|text| text.contains(mark));
    let begins = texts().find_map(|text| text.find([open, close]).map(|at| text[at..].starts_with(open)));
    let other = match open {
        '“' => has('„') || has('‟'),
        '„' => has('”'),
        _ => false,
    };
    begins == Some(true) && !other
}

fn unbalanced_pair(desk: &mut Desk<'_>, mut pair: Pair) {
    let passages = desk.passages;
    let prose = passages.iter().enumerate().filter(|(_, passage)| passage.is_prose() && !passage.text.is_ascii());
    for (index, passage) in prose {
        let goes_on = passage.text.trim_start().starts_with(pair.open);
        if let Some(place) = marks(passage, index, goes_on, &mut pair) {
            say_unbalanced(desk, place);
        }
    }
    if let Some(place) = pair.pending {
        say_unbalanced(desk, place);
    }
}

/// Reads the marks of one passage; gives the first that has no other half.
fn marks(passage: &Passage<'_>, index: usize, goes_on: bool, pair: &mut Pair) -> Option<Place> {
    let mut wrong = None;
    for (at, mark) in passage.text.match_indices([pair.open, pair.close]) {
        let place = (index, at..at + mark.len());
        if mark.starts_with(pair.open) {
            let resumed = goes_on && passage.text[..at].trim().is_empty();
            if let Some(pending) = pair.pending.replace(place)
                && !resumed
                // Inside one passage a second opening is a quotation in a quotation, of some styles.
                && pending.0 != index
            {
                wrong = wrong.or(Some(pending));
            }
        } else if pair.pending.take().is_none() && !closes_inner(passage, at, pair) {
            wrong = wrong.or(Some(place));
        }
    }
    wrong
}

/// Whether a closing mark closes the outer of two quotations that opened in this passage.
fn closes_inner(passage: &Passage<'_>, at: usize, pair: &Pair) -> bool {
    let before = &passage.text[..at];
    before.matches(pair.open).count() > before.matches(pair.close).count()
}

fn say_unbalanced(desk: &mut Desk<'_>, (index, range): Place) {
    let passage = &desk.passages[index];
    let message = format!("`{}` has no other half", &passage.text[range.clone()]);
    let hint = "close the quotation, or delete the mark";
    desk.say((Severity::Note, codes::UNBALANCED_QUOTATION), passage, range, message, hint);
}
