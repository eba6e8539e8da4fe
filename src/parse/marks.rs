//! The marks by which a text refers to its notes: `[1]`, `¹`, `1/`, `*`.

use super::inline::{Atom, Kind};
use super::links;
use crate::read::Style;
use std::collections::BTreeSet;

/// The marks that have a note in this release.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(BTreeSet<Mark>);

/// A mark as its form has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) form: Form,
    /// The mark alone, raised figures as plain ones.
    pub(super) label: String,
}

/// The forms of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// `[1]`
    Bracketed,
    /// `¹`
    Raised,
    /// `*`, `**`, `†`
    Sign,
}

/// The longest run of figures or signs that is a mark.
const LONGEST: usize = 3;

impl Marks {
    pub(super) fn insert(&mut self, mark: Mark) {
        self.0.insert(mark);
    }

    pub(super) fn contains(&self, mark: &Mark) -> bool {
        self.0.contains(mark)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Splits words at the marks in them that are known.
    pub(super) fn refer(&self, atom: Atom) -> Vec<Atom> {
        let Kind::Words(words) = &atom.kind else { return vec![atom] };
        if self.0.is_empty() || atom.style.code {
            return vec![atom];
        }
        let mut atoms = Vec::new();
        let mut from = 0;
        let style: &Style = &atom.style;
        let push = |atoms: &mut Vec<Atom>, kind| atoms.push(Atom { style: style.clone(), kind });
        // A star in an address is part of the address.
        let refers =
            |found: &Found| self.0.contains(&found.mark) && (style.link.is_none() || found.mark.form != Form::Sign);
        for found in find_all(words).into_iter().filter(refers) {
            push(&mut atoms, Kind::Words(words[from..found.start].to_owned()));
            push(&mut atoms, Kind::Reference(found.mark.label));
            from = found.end;
        }
        push(&mut atoms, Kind::Words(words[from..].to_owned()));
        atoms
    }
}

/// A mark in a text: where its label stands; brackets around it stay words, so that they are printed once.
pub(super) struct Found {
    pub(super) mark: Mark,
    start: usize,
    end: usize,
}

/// Every mark in `text` that stands behind a word.
pub(super) fn find_all(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut before = None;
    // The stars that stand before words: `*so*` and `**so**` are stressed, and refer to nothing.
    let mut opening: Option<String> = None;
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let behind_word = before.is_some_and(|before: char| !before.is_whitespace());
        match read_at(text, at).filter(|(mark, _)| behind_word || mark.form != Form::Raised) {
            Some((mark, length)) => {
                let refers = mark.form != Form::Sign || {
                    let opens = !behind_word && !text[at + length..].starts_with(char::is_whitespace);
                    let closes = opening.take_if(|open| !opens && *open == mark.label).is_some();
                    opening = if opens { Some(mark.label.clone()) } else { opening };
                    !closes && before.is_some_and(ends_word)
                };
                if refers {
                    let inset = usize::from(mark.form == Form::Bracketed);
                    found.push(Found { mark, start: at + inset, end: at + length - inset });
                }
                before = Some(letter);
                at += length;
            }
            None => {
                before = Some(letter);
                at += letter.len_utf8();
            }
        }
    }
    found
}

/// Whether a letter or sign ends a word or sentence, so that a star behind it is a mark.
fn ends_word(letter: char) -> bool {
    letter.is_alphanumeric() || ".,;:!?)]%…”’\"'»」。".contains(letter)
}

/// Reads the mark at `at`; gives how long it is.
fn read_at(text: &str, at: usize) -> Option<(Mark, usize)> {
    let rest = &text[at..];
    match rest.chars().next()? {
        '[' => {
            let end = rest.bytes().take(LONGEST + 2).position(|byte| byte == b']')?;
            let label = &rest[1..end];
            let figures = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
            figures.then(|| (Mark { form: Form::Bracketed, label: label.to_owned() }, end + 1))
        }
        '*' | '†' | '‡' => {
            let end = rest.find(|c| !matches!(c, '*' | '†' | '‡')).unwrap_or(rest.len());
            let short = end <= LONGEST * 3;
            short.then(|| (Mark { form: Form::Sign, label: rest[..end].to_owned() }, end))
        }
        letter if raised(letter).is_some() => {
            let end = rest.find(|c| raised(c).is_none()).unwrap_or(rest.len());
            let label: String = rest[..end].chars().filter_map(raised).collect();
            let short = label.len() <= LONGEST;
            short.then_some((Mark { form: Form::Raised, label }, end))
        }
        _ => None,
    }
}

/// A text without the mark at its end: `The dues are fixed.[2]`.
pub(super) fn without_last(text: &str) -> &str {
    let text = text.trim_end();
    let last = find_all(text).pop().filter(|found| matches!(&text[found.end..], "" | "]"));
    last.map_or(text, |found| text[..found.start].trim_end_matches('['))
}

/// The plain figure of a raised one.
pub(super) fn raised(letter: char) -> Option<char> {
    match letter {
        '⁰' => Some('0'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁴'..='⁹' => char::from_digit(letter as u32 - '⁴' as u32 + 4, 10),
        _ => None,
    }
}

/// Reads the mark that a note begins with: `[1] See…`, `¹ See…`, `* See…`; gives how long it is.
pub(super) fn leading(text: &str) -> Option<(Mark, usize)> {
    let (mark, length) = read_at(text, 0)?;
    let space = text[length..].starts_with(char::is_whitespace) || mark.form == Form::Raised;
    let more = !text[length..].trim().is_empty() && links::addresses(&text[..length]).is_empty();
    (space && more).then_some((mark, length))
}

#[cfg(test)]
mod tests {
    use super::{Form, find_all, leading};

    #[test]
    fn marks_stand_behind_words() {
        let labels = |text| find_all(text).into_iter().map(|found| found.mark.label).collect::<Vec<_>>();
        assert_eq!(labels("a treaty[1] of 5 km² and *the* act* * 2 \\*"), ["1", "2", "*"]);
        assert_eq!(labels("[ROK] [2031]x"), [""; 0]);
    }

    #[test]
    fn notes_begin_with_marks() {
        let (mark, length) = leading("[12] See there.").unwrap();
        assert_eq!((mark.form, mark.label.as_str(), length), (Form::Bracketed, "12", 4));
        assert!(leading("*bold*").is_none());
    }
}
