//! Slips of the keyboard: spaces, and words that stand twice.

use super::passage::{OBJECT, Passage};
use super::{Desk, words};
use crate::diagnostic::{Severity, codes};
use std::ops::Range;

pub(super) fn lint(desk: &mut Desk<'_>) {
    for passage in desk.passages.iter().filter(|passage| passage.is_prose()) {
        double_space(desk, passage);
        space_before_punctuation(desk, passage);
        repeated_word(desk, passage);
    }
}

fn say(desk: &mut Desk<'_>, code: &'static str, passage: &Passage<'_>, part: Range<usize>, message: &str, hint: &str) {
    desk.say((Severity::Note, code), passage, part, message.to_owned(), hint);
}

/// Two spaces between two words. Behind a sentence they are a habit, in many places they fill a line.
fn double_space(desk: &mut Desk<'_>, passage: &Passage<'_>) {
    const MOST: usize = 2;
    let text = passage.text.as_str();
    if !text.contains("  ") {
        return;
    }
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let between_words = |&at: &usize| {
        is_word(text[..at].chars().next_back().map(|last| if last == ',' { 'a' } else { last }))
            && is_word(text[at + 2..].chars().next())
    };
    let places: Vec<usize> = text.match_indices("  ").map(|(at, _)| at).filter(between_words).take(MOST + 1).collect();
    if let (Some(&at), true) = (places.first(), places.len() <= MOST) {
        let part = word_before(text, at)..word_behind(text, at + 2);
        say(desk, codes::DOUBLE_SPACE, passage, part, "two spaces stand between two words", "delete one");
    }
}

/// `word ,` and `word .`. Other marks have a space before them in French.
fn space_before_punctuation(desk: &mut Desk<'_>, passage: &Passage<'_>) {
    let text = passage.text.as_str();
    if !text.contains(" ,") && !text.contains(" .") {
        return;
    }
    let found = text.match_indices([',', '.']).map(|(at, _)| at).find(|&at| {
        let mut before = text[..at].chars().rev();
        let space = before.next() == Some(' ');
        let word = before.next().is_some_and(|letter| letter.is_alphabetic() && letter != OBJECT);
        let behind = &text[at + 1..];
        // `. . .` is an ellipsis, `.NET` a name.
        space && word && (behind.is_empty() || behind.starts_with([' ', '\n'])) && !behind.trim_start().starts_with('.')
    });
    if let Some(at) = found {
        let part = word_before(text, at - 1)..at + 1;
        let message = format!("a space stands before `{}`", &text[at..=at]);
        say(desk, codes::SPACE_BEFORE_PUNCTUATION, passage, part, &message, "delete it");
    }
}

/// `the the`: words that never stand twice in a row.
fn repeated_word(desk: &mut Desk<'_>, passage: &Passage<'_>) {
    let language = desk.language();
    let text = passage.text.as_str();
    let mut last: Option<(usize, &str)> = None;
    for word in text.split_whitespace() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if let Some((start, before)) = last
            && (!before.is_char_boundary(1) || before[..1].eq_ignore_ascii_case(word.get(..1).unwrap_or_default()))
            && before.chars().flat_map(char::to_lowercase).eq(word.chars())
            && (before == word || word.chars().nth(1).is_some())
            && words::stands_once(language, word)
        {
            let message = format!("`{word}` stands twice");
            return say(desk, codes::REPEATED_WORD, passage, start..at + word.len(), &message, "delete one");
        }
        last = Some((at, word));
    }
}

fn word_before(text: &str, at: usize) -> usize {
    let start = text[..at].trim_end().rfind(char::is_whitespace);
    start.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))
}

fn word_behind(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let inset = rest.len() - rest.trim_start().len();
    at + inset + rest.trim_start().find(char::is_whitespace).unwrap_or(rest.trim_start().len())
}
