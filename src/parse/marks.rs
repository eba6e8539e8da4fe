//! The marks by which a text refers to its notes: `[1]`, `¹`, `*`, `1/`, `(1)`.

use super::bare_notes::{self, Behind};
use super::inline::{self, Atom, Kind};
use super::links;
use super::words::{self, Sign};
use crate::read::Style;
use std::collections::BTreeSet;
use std::ops::Range;

/// The marks that have a note in this release.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    marks: BTreeSet<Mark>,
    /// Figures without brackets, which are known by the word before them.
    bare: BTreeSet<Behind>,
    /// The labels of notes that the format marks as such; its references mean no other.
    told: BTreeSet<String>,
    /// The labels of all marks.
    labels: BTreeSet<String>,
}

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
    /// `[1]`, `[a]`, `[*]`, `（注1）`
    Bracketed,
    /// `¹`, or a figure that the format raises
    Raised,
    /// `*`, `**`, `†`, `※1`
    Sign,
    /// `(*)`
    RoundSign,
    /// `(1)`: mostly a number of something else
    Round,
    /// `1/`
    Slashed,
}

impl Form {
    /// How many bytes of the mark stand before and behind its label: brackets stay words, so that they are printed once.
    fn insets(self, text: &str) -> (usize, usize) {
        let last = text.chars().last().map_or(0, char::len_utf8);
        match self {
            Form::Bracketed | Form::RoundSign | Form::Round => (text.chars().next().map_or(0, char::len_utf8), last),
            Form::Slashed => (0, last),
            Form::Raised | Form::Sign => (0, 0),
        }
    }
}

/// The longest run of figures or signs that is a mark.
const LONGEST: usize = 3;

impl Marks {
    pub(super) fn insert(&mut self, mark: Mark) {
        if !self.labels.contains(&mark.label) {
            self.labels.insert(mark.label.clone());
        }
        self.marks.insert(mark);
    }

    pub(super) fn insert_bare(&mut self, figure: Behind) {
        self.labels.insert(figure.label.clone());
        self.bare.insert(figure);
    }

    pub(super) fn insert_told(&mut self, label: String) {
        self.told.insert(label);
    }

    /// Whether the format has a note of its own with this label.
    pub(super) fn is_told(&self, label: &str) -> bool {
        self.told.contains(label)
    }

    pub(super) fn contains(&self, mark: &Mark) -> bool {
        self.marks.contains(mark)
    }

    /// Whether a mark of any form with this label has a note.
    pub(super) fn has_label(&self, label: &str) -> bool {
        self.labels.contains(label)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.bare.is_empty()
    }

    /// Splits words at the marks in them that are known.
    pub(super) fn refer(&self, atom: Atom) -> Vec<Atom> {
        let Kind::Words(words) = &atom.kind else { return vec![atom] };
        if self.is_empty() || atom.style.code {
            return vec![atom];
        }
        if let Some(mark) = raised_by_format(words, &atom.style)
            && self.contains(&mark)
        {
            return vec![reference_of(&atom.style, mark.label)];
        }
        let style = &within_page(words, &atom.style);
        let mut atoms = Vec::new();
        let mut from = 0;
        let push = |atoms: &mut Vec<Atom>, kind| atoms.push(Atom { style: style.clone(), kind });
        for (range, label) in self.labels(words, style) {
            push(&mut atoms, Kind::Words(words[from..range.start].to_owned()));
            push(&mut atoms, Kind::Reference(label));
            from = range.end;
        }
        push(&mut atoms, Kind::Words(words[from..].to_owned()));
        atoms
    }

    /// Where words refer to notes, and to which.
    fn labels(&self, words: &str, style: &Style) -> Vec<(Range<usize>, String)> {
        // A star in an address is part of the address.
        let refers =
            |found: &Found| self.contains(&found.mark) && (style.link.is_none() || found.mark.form != Form::Sign);
        let marked = find_in(words, style).into_iter().filter(refers);
        let mut labels: Vec<_> = marked.map(|found| (found.start..found.end, found.mark.label)).collect();
        if !self.bare.is_empty() && style.link.is_none() {
            let known = bare_notes::figures(words).into_iter().filter(|figure| self.bare.contains(&figure.behind));
            labels.extend(known.map(|figure| (figure.range, figure.behind.label)));
            labels.sort_by_key(|(range, _)| range.start);
        }
        labels
    }
}

/// A figure or sign that the format raises: `<sup>1</sup>`, `<sup>*</sup>`.
pub(super) fn raised_by_format(words: &str, style: &Style) -> Option<Mark> {
    let label = words.trim();
    let figures = !label.is_empty() && label.len() < LONGEST && label.bytes().all(|byte| byte.is_ascii_digit());
    (style.superscript && figures && label != "0").then(|| Mark { form: Form::Raised, label: label.to_owned() })
}

/// The look of a mark that is a link to its note within the page, `[[1]](#note-1)`, is that of the words around it.
fn within_page(words: &str, style: &Style) -> Style {
    let within = style.link.as_ref().is_some_and(|link| link.contains('#'));
    let whole = within && read_at(words.trim(), 0, None).is_some_and(|(_, length)| length == words.trim().len());
    Style { link: style.link.clone().filter(|_| !whole), ..style.clone() }
}

/// A reference whose look and whose link within the page say only that it is one.
fn reference_of(style: &Style, label: String) -> Atom {
    let link = style.link.clone().filter(|link| !link.contains('#'));
    Atom { style: Style { superscript: false, link, ..style.clone() }, kind: Kind::Reference(label) }
}

/// A mark in a text: where its label stands; brackets around it stay words, so that they are printed once.
pub(super) struct Found {
    pub(super) mark: Mark,
    pub(super) start: usize,
    pub(super) end: usize,
    /// It stands directly behind a word.
    pub(super) glued: bool,
}

/// Every mark in characters that look alike: `(1)` is one where the format raises it.
pub(super) fn find_in(text: &str, style: &Style) -> Vec<Found> {
    let raised = |(mark, length): (Mark, usize)| {
        let whole = mark.form == Form::Round && length == text.len();
        let (front, back) = mark.form.insets(text);
        whole.then_some(Found { mark, start: front, end: length - back, glued: true })
    };
    let found = style.superscript.then(|| read_at(text, 0, None).and_then(raised)).flatten();
    found.map_or_else(|| find_all(text), |found| vec![found])
}

/// Every mark in `text` that stands behind a word.
pub(super) fn find_all(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut before = None;
    // The stars that stand before words: `*so*` and `**so**` are stressed, and refer to nothing.
    let mut opening: Option<String> = None;
    let mut at = 0;
    while at < text.len() {
        let is_plain = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b' ';
        let plain = text.as_bytes()[at..].iter().take_while(|byte| is_plain(byte)).count();
        if plain > 0 {
            at += plain;
            before = Some(char::from(text.as_bytes()[at - 1]));
        }
        let Some(letter) = text[at..].chars().next() else { break };
        let Some((mark, length)) = read_at(text, at, before) else {
            before = Some(letter);
            at += letter.len_utf8();
            continue;
        };
        let behind = text[at + length..].chars().next();
        let refers = match mark.form {
            Form::Bracketed => true,
            Form::Raised => before.is_some_and(|before| !before.is_whitespace()) && !is_unit(&text[..at], &mark.label),
            Form::Sign => {
                let behind_word = before.is_some_and(|before| !before.is_whitespace());
                let opens = !behind_word && behind.is_some_and(|behind| !behind.is_whitespace());
                let closes = opening.take_if(|open| !opens && *open == mark.label).is_some();
                opening = if opens { Some(mark.label.clone()) } else { opening };
                // `Bürger*innen` is one word.
                let inside = behind.is_some_and(|behind| behind.is_alphanumeric() && !inline::is_unspaced(behind));
                !closes && !inside && before.is_some_and(ends_word)
            }
            Form::RoundSign | Form::Slashed => before.is_some(),
            Form::Round => stands_as_reference(&text[..at]),
        };
        if refers {
            let (front, back) = mark.form.insets(&text[at..at + length]);
            let glued = before.is_some_and(ends_word);
            found.push(Found { mark, start: at + front, end: at + length - back, glued });
        }
        before = Some(letter);
        at += length;
    }
    found
}

/// Whether `(1)` behind `before` may refer to a note: `the Treaty (1)`, not `namely: (1) first, (2) second` nor `4 (1)`.
fn stands_as_reference(before: &str) -> bool {
    let word = before.trim_end();
    let glued = word.len() == before.len();
    let last = word.chars().last();
    last.is_some_and(|last| last.is_alphabetic() || ").”»\"%".contains(last) || glued && ends_word(last))
}

/// Whether a raised figure is the power of a unit: `5 km²`.
fn is_unit(before: &str, label: &str) -> bool {
    const UNITS: [&str; 9] = ["km", "m", "cm", "mm", "dm", "hm", "CO", "км", "м"];
    let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    matches!(label, "2" | "3") && UNITS.contains(&word)
}

/// Whether a letter or sign ends a word or sentence, so that a star behind it is a mark.
fn ends_word(letter: char) -> bool {
    letter.is_alphanumeric() || ".,;:!?)]%…”’\"'»」。".contains(letter)
}

/// Reads the mark at `at`, behind the letter `before`; gives how long it is.
fn read_at(text: &str, at: usize, before: Option<char>) -> Option<(Mark, usize)> {
    let rest = &text[at..];
    match rest.chars().next()? {
        '[' | '［' => read_brackets(rest, [']', '］']).map(|(label, length)| (mark(Form::Bracketed, label), length)),
        '(' | '（' => {
            let (label, length) = read_brackets(rest, [')', '）'])?;
            let form = match label.chars().next()? {
                '注' | '註' | '주' => Form::Bracketed,
                letter if letter.is_alphabetic() => Form::Bracketed,
                '*' | '†' | '‡' => Form::RoundSign,
                '0'..='9' => Form::Round,
                _ => return None,
            };
            Some((mark(form, label), length))
        }
        '*' | '†' | '‡' => {
            let end = run(rest, LONGEST * 3, |c| matches!(c, '*' | '†' | '‡'));
            (end <= LONGEST * 3).then(|| (mark(Form::Sign, &rest[..end]), end))
        }
        '※' => {
            let figures = run(&rest['※'.len_utf8()..], LONGEST * 2, char::is_numeric);
            let end = '※'.len_utf8() + figures;
            (1..=LONGEST * 2).contains(&figures).then(|| (mark(Form::Sign, &rest[..end]), end))
        }
        letter if raised(letter).is_some() => {
            let end = run(rest, LONGEST, |c| raised(c).is_some());
            let label: String = rest[..end].chars().filter_map(raised).collect();
            (label.len() <= LONGEST).then(|| (mark(Form::Raised, &label), end))
        }
        '1'..='9' if before.is_none_or(|before| before.is_whitespace() || ends_sentence(before)) => {
            let end = run(rest, LONGEST, |c| c.is_ascii_digit());
            let slashed = rest[end..].strip_prefix('/').filter(|_| end < LONGEST)?;
            let closed = slashed.chars().next().is_none_or(|next| next.is_whitespace() || ".,;:)".contains(next));
            closed.then(|| (mark(Form::Slashed, &rest[..end]), end + 1))
        }
        _ => None,
    }
}

/// How many bytes a run at the start of `text` takes: one that is longer than `longest` characters is not measured to
/// its end.
fn run(text: &str, longest: usize, is_part: impl Fn(char) -> bool) -> usize {
    text.chars().take(longest + 1).take_while(|&letter| is_part(letter)).map(char::len_utf8).sum()
}

/// A text without the mark at its end: `The dues are fixed.[2]`, and as formats raise it, `The dues are fixed.2`.
pub(super) fn without_last(text: &str) -> &str {
    let text = text.trim_end();
    let last = find_all(text).pop().filter(|found| matches!(&text[found.end..], "" | "]"));
    let bare = last.map_or(text, |found| text[..found.start].trim_end_matches('['));
    let unraised = bare.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if unraised.ends_with(['.', '!', '?', '。', '”', '"']) && bare.len() - unraised.len() <= LONGEST {
        unraised
    } else {
        bare
    }
}

fn mark(form: Form, label: &str) -> Mark {
    Mark { form, label: label.to_owned() }
}

/// What stands in brackets at the start of `text`, where it may be a mark: figures, a small letter, stars, `注1`.
fn read_brackets(text: &str, closing: [char; 2]) -> Option<(&str, usize)> {
    const MOST_BYTES: usize = 14;
    let (end, close) = text.char_indices().take_while(|(at, _)| *at < MOST_BYTES).find(|(_, c)| closing.contains(c))?;
    let label = text[..end].strip_prefix(['[', '［', '(', '（'])?;
    let figures = label.len() <= LONGEST && label.bytes().all(|byte| byte.is_ascii_digit());
    let letter = closing[0] == ']' && label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    let stars = label.chars().all(|letter| matches!(letter, '*' | '†' | '‡'));
    let noted = || words::after(Sign::Notes, label).filter(|rest| rest.trim_start().starts_with(char::is_numeric));
    let named = label
        .strip_prefix(['注', '註', '주'])
        .or_else(noted)
        .is_some_and(|rest| rest.trim_start().chars().all(char::is_numeric));
    (!label.is_empty() && (figures || letter || stars || named)).then_some((label, end + close.len_utf8()))
}

fn ends_sentence(letter: char) -> bool {
    ".,;:!?)”’\"'»".contains(letter)
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

/// Reads the mark that a note begins with: `[1] See…`, `¹ See…`, `* See…`, `1/ See…`; gives how long it is.
pub(super) fn leading(text: &str) -> Option<(Mark, usize)> {
    let (mark, length) = read_at(text, 0, None)?;
    let rest = &text[length..];
    let first = rest.chars().next()?;
    let glued = match mark.form {
        Form::Raised => true,
        // `*Subject to approval.`, but not `*stressed* words`.
        Form::Sign => first.is_alphanumeric() && !rest.contains('*'),
        Form::Bracketed => inline::is_unspaced(first) || matches!(first, '：' | ':'),
        _ => false,
    };
    let more = !rest.trim().is_empty() && links::addresses(&text[..length]).is_empty();
    ((glued || first.is_whitespace()) && more).then_some((mark, length))
}

#[cfg(test)]
mod tests {
    use super::{Form, find_all, leading};

    #[test]
    fn marks_stand_behind_words() {
        let labels = |text| find_all(text).into_iter().map(|found| found.mark.label).collect::<Vec<_>>();
        assert_eq!(labels("a treaty[1] of 5 km² and *the* act* * x³ \\*"), ["1", "*", "3"]);
        assert_eq!(labels("[ROK] [2031]x Bürger*innen"), [""; 0]);
        assert_eq!(
            labels("It ends. 1/ And the Treaty(2) and Act (3). [a] (*) 条約（注1）では※2"),
            ["1", "2", "3", "a", "*", "注1", "※2"]
        );
        assert_eq!(labels("(1) first; (2) second, 4 (1), 12/31, 3/4, and/or 1/2"), [""; 0]);
    }

    #[test]
    fn notes_begin_with_marks() {
        let (mark, length) = leading("[12] See there.").unwrap();
        assert_eq!((mark.form, mark.label.as_str(), length), (Form::Bracketed, "12", 4));
        assert_eq!(leading("1/ See there.").map(|(mark, _)| mark.form), Some(Form::Slashed));
        assert_eq!(leading("（注1）参照").map(|(mark, _)| mark.label).as_deref(), Some("注1"));
        assert!(leading("*bold*").is_none() && leading("*Subject to approval.").is_some());
    }
}
