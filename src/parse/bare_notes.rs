//! Notes that begin with a figure alone, as a text has them that lost its small raised figures, and the figures that
//! refer to them.
//!
//! ```text
//! In today's judgment1 the Court held …      The Bank keeps its rate.1      … of the Charter. 2      … the pact.[1]
//! 1 Judgments are final.
//! ```
//!
//! A figure says little, so all must fit: the notes count from one, each has its figure in the text before it and behind
//! the figure of the note before, and one of these can be nothing else.

use super::inline;
use super::marks::{self, Form};
use super::notes;
use super::pieces::{Piece, Shape};
use super::words::{self, Sign};
use std::ops::Range;

/// A figure in a text that may refer to a note.
pub(super) struct Figure {
    pub(super) behind: Behind,
    pub(super) range: Range<usize>,
    /// It can be nothing else: a word or a full stop touches it, or a sentence ends before it.
    doubtless: bool,
}

/// Which figure is meant: the word before it, up to the figure, and the figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Behind {
    word: String,
    pub(super) label: String,
}

/// The notes of a text that begin with a figure alone.
#[derive(Default)]
pub(super) struct BareNotes {
    /// The pieces that are notes.
    pub(super) notes: Vec<usize>,
    /// The bare figures that refer to them.
    pub(super) behind: Vec<Behind>,
}

/// What may refer to a note: its label, and the bare figure it is, if it is one.
struct Reference {
    piece: usize,
    label: String,
    behind: Option<Behind>,
    doubtless: bool,
}

/// The longest figure of a note.
const LONGEST: usize = 2;

/// Finds the notes of a text that begin with a figure alone.
pub(super) fn find(pieces: &[Piece]) -> BareNotes {
    let mut found = BareNotes::default();
    // `1 Introduction` is none where the notes stand at the end.
    if !pieces.iter().any(|piece| is_note(piece, 1)) || !notes::counted(pieces).is_empty() {
        return found;
    }
    let references = references(pieces);
    let (mut at, mut doubtless) = (0, false);
    for (index, piece) in pieces.iter().enumerate() {
        let label = found.notes.len() + 1;
        if !is_note(piece, label) {
            continue;
        }
        let label = label.to_string();
        let wanted = |reference: &Reference| reference.piece >= index || reference.label == label;
        at += references[at..].iter().position(wanted).unwrap_or(references.len() - at);
        if references.get(at).is_none_or(|reference| reference.piece >= index) {
            continue;
        }
        doubtless |= references[at].doubtless;
        found.behind.extend(references[at].behind.clone());
        found.notes.push(index);
        at += 1;
    }
    if doubtless { found } else { BareNotes::default() }
}

/// `1 See…` at the start of a paragraph, or behind the full stop of the note before it.
fn is_note(piece: &Piece, label: usize) -> bool {
    let bare = match &piece.shape {
        Shape::Words(Some(start)) => start.length > 0 && start.printed.chars().all(char::is_numeric),
        Shape::Words(None) => true,
        _ => false,
    };
    let stands = piece.starts_paragraph || piece.after_stop;
    bare && stands && notes::bare(&piece.text).and_then(|figure| usize::try_from(figure).ok()) == Some(label)
}

/// Everything in the pieces that may refer to a note, in order.
fn references(pieces: &[Piece]) -> Vec<Reference> {
    let mut references = Vec::new();
    for (index, line) in
        pieces.iter().enumerate().flat_map(|(index, piece)| piece.lines.iter().map(move |line| (index, line)))
    {
        for run in inline::alike(line).iter().filter(|run| !run.style.code) {
            let found = of_run(&run.text, &run.style).into_iter();
            references.extend(found.map(|(label, behind, doubtless)| Reference {
                piece: index,
                label,
                behind,
                doubtless,
            }));
        }
    }
    references
}

/// The label, the bare figure and the certainty of each mark and figure of a run.
fn of_run(text: &str, style: &crate::read::Style) -> Vec<(String, Option<Behind>, bool)> {
    if let Some(mark) = marks::raised_by_format(text, style) {
        return vec![(mark.label, None, true)];
    }
    let mut found: Vec<_> = figures(text)
        .into_iter()
        .map(|figure| (figure.range.start, figure.behind.label.clone(), Some(figure.behind), figure.doubtless))
        .collect();
    let marked =
        marks::find_all(text).into_iter().filter(|found| matches!(found.mark.form, Form::Bracketed | Form::Raised));
    found.extend(marked.map(|found| (found.start, found.mark.label, None, true)));
    found.sort_by_key(|(start, ..)| *start);
    found.into_iter().map(|(_, label, behind, doubtless)| (label, behind, doubtless)).collect()
}

/// Every figure in `text` that may refer to a note.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let is_figure = |letter: char| letter.is_ascii_digit();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_figure).map(|start| at + start) {
        let end = text[start..].find(|letter| !is_figure(letter)).map_or(text.len(), |length| start + length);
        found.extend(figure(text, start..end));
        at = end;
    }
    found
}

/// The figure at `range`, where it may refer to a note.
fn figure(text: &str, range: Range<usize>) -> Option<Figure> {
    /// No word that is looked at is longer.
    const LONGEST_WORD: usize = 60;
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let label = &text[range.clone()];
    let closing = |letter: char| ".,;:!?)”\"’»".contains(letter);
    let inside = behind.trim_start_matches(closing).starts_with(|letter: char| !letter.is_whitespace());
    if range.len() > LONGEST || label.starts_with('0') || inside {
        return None;
    }
    let bare = before.trim_end_matches([' ', '\u{A0}']);
    let start =
        bare.rfind(char::is_whitespace).map_or(0, |at| at + bare[at..].chars().next().map_or(0, char::len_utf8));
    let word = &before[start..];
    let spaced = bare.len() < before.len();
    let ended = bare.ends_with(['.', '!', '?', '”', '"', '»', ')']);
    let begins = behind.trim_start().chars().next().is_none_or(|next| !next.is_lowercase());
    let doubtless = if spaced { ended && begins && behind.trim().is_empty() } else { true };
    (word.len() <= LONGEST_WORD && may_stand_behind(&bare[start..], spaced)).then(|| Figure {
        behind: Behind { word: word.to_owned(), label: label.to_owned() },
        range,
        doubtless,
    })
}

/// Whether a figure behind `word` may be a note's: `judgment1`, `rate.1`, `cards 1`; not `CO2`, `v.1`, `Article 1`, `of 1`.
fn may_stand_behind(word: &str, spaced: bool) -> bool {
    const SHORTEST: usize = 3;
    let signs = |letter: char| !letter.is_alphanumeric();
    let inside = word.trim_matches(signs);
    let letters = inside.chars().count();
    let joint = |letter: char| matches!(letter, '-' | '’' | '\'');
    // A capital may follow a joint: `Secretary-General`.
    let small = inside
        .chars()
        .zip(inside.chars().skip(1))
        .all(|(before, letter)| letter.is_lowercase() || joint(letter) || joint(before) && letter.is_uppercase());
    let small = small || is_year_before_mark(word, spaced);
    let last = word.chars().last().is_some_and(|last| last.is_alphabetic() || ".,;:!?)”\"’»".contains(last));
    let named = spaced && (words::is(Sign::Article, inside) || words::is(Sign::Caption, inside));
    let dated = spaced && words::month(inside).is_some();
    last && small && letters >= SHORTEST && !named && !dated && !inline::is_unspaced(word.chars().last().unwrap_or(' '))
}

/// `4 March 2031;1`: behind a semicolon no amount goes on, as it does behind the point of `2031.1`.
fn is_year_before_mark(word: &str, spaced: bool) -> bool {
    const DIGITS: usize = 4;
    let year = word.strip_suffix(';').unwrap_or_default();
    !spaced && year.len() == DIGITS && year.starts_with(['1', '2']) && year.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn figures_stand_behind_words() {
        let labels = |text| figures(text).into_iter().map(|figure| figure.behind.label).collect::<Vec<_>>();
        assert_eq!(labels("the judgment1 of the court.2 It held “that”3, at last. 4"), ["1", "2", "3", "4"]);
        assert_eq!(labels("cards 1 are valid"), ["1"]);
        assert_eq!(labels("the Director-General.1 It ended on 4 March 2031;2 and"), ["1", "2"]);
        let none = "CO2, G20, km2, v.1.2, 3.1 per cent, Article 2, Table 1, May 4, word2vec, ships 12.5, of 2 ships, x 100, 2031.1, 2031,5";
        assert_eq!(labels(none), [""; 0]);
        let doubtless = |text| figures(text).iter().map(|figure| figure.doubtless).collect::<Vec<_>>();
        assert_eq!(doubtless("cards 1 are valid.2 It ends. 3"), [false, true, true]);
    }
}
