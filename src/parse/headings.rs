//! Headings in their dresses: capitals, strong letters, a short line over prose, a colon behind it.
//!
//! Run-in headings, `Next steps. The ministers …`, stay words of their paragraph: nothing in a plain text tells them from
//! a short sentence. A line that a format sets apart is one of its own.

use super::dates;
use super::inline;
use super::marks;
use super::masthead::{self, What};
use super::numbering::{self, Style};
use super::pieces::{self, Piece, Shape};
use super::words::{self, Sign};
use crate::read::BlockKind;

/// How a heading is dressed: headings dressed alike are of one level.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dress {
    /// The format says the level.
    Marked(u8),
    Numbered(Style),
    Capitals,
    Strong,
    Plain,
    Colon,
}

impl Dress {
    /// Whether a heading dressed as `next` ends a section under one dressed so.
    pub(super) fn ends_before(&self, next: &Dress) -> bool {
        match (self, next) {
            (Dress::Marked(open), Dress::Marked(next)) => open >= next,
            (_, Dress::Marked(_)) => true,
            (Dress::Plain | Dress::Colon, Dress::Capitals | Dress::Strong) => true,
            (Dress::Colon, Dress::Plain) => true,
            _ => self == next,
        }
    }
}

/// What a dress means in one text: capitals say nothing where everything is in capitals.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habits {
    shouts: bool,
    strong: bool,
    /// Several short lines with a colon stand over prose.
    colons: bool,
}

/// The longest heading in capitals or strong letters, and the longest plain one, in characters.
pub(super) const LONGEST: usize = 200;
pub(super) const LONGEST_PLAIN: usize = 80;
const MOST_CAPITAL_WORDS: usize = 25;
const MOST_PLAIN_WORDS: usize = 12;
const MOST_COLON_WORDS: usize = 6;
/// So few words with a colon head prose without others like them.
const FEWEST_COLON_WORDS: usize = 2;
/// More words than this with a full stop behind them are a sentence.
const MOST_WORDS_OF_SENTENCE: usize = 8;
/// Han and kana have no spaces; so many of them are a line of a text, not a heading.
const LONGEST_UNSPACED: usize = 30;
/// So many pieces of prose in one dress are a habit.
const FEWEST_DRESSED: usize = 3;
/// Longer pieces are prose, in bytes.
const PROSE: usize = 120;

/// What the dresses of a text mean.
pub(super) fn habits(pieces: &[Piece]) -> Habits {
    let prose = || pieces.iter().filter(|piece| piece.text.len() > PROSE);
    let most = |is: fn(&Piece) -> bool| {
        let dressed = prose().filter(|piece| is(piece)).count();
        dressed >= FEWEST_DRESSED && dressed * 2 > prose().count()
    };
    let colon = |(index, piece): (usize, &Piece)| {
        let next = pieces.get(index + 1)?;
        (stands_alone(piece) && is_over_prose_with_colon(piece.text.trim(), next)).then_some(())
    };
    let colons = pieces.iter().enumerate().filter_map(colon).take(2).count() > 1;
    Habits { shouts: most(|piece| is_in_capitals(&piece.text)), strong: most(is_strong), colons }
}

fn stands_alone(piece: &Piece) -> bool {
    piece.starts_paragraph && piece.ends_paragraph
}

pub(super) fn is_strong(piece: &Piece) -> bool {
    inline::all(&piece.lines, |style| style.strong)
}

/// Whether every letter that could be small is a capital.
pub(super) fn is_in_capitals(text: &str) -> bool {
    const FEWEST: usize = 3;
    !text.chars().any(char::is_lowercase) && text.chars().filter(|letter| letter.is_uppercase()).count() >= FEWEST
}

/// The dress of a line that is a heading, before `next`.
pub(super) fn dress(piece: &Piece, next: &Piece, before: Option<&Piece>, habits: Habits) -> Option<Dress> {
    worn(piece, next, before, habits).filter(|_| !is_initials(piece.text.trim()))
}

fn worn(piece: &Piece, next: &Piece, before: Option<&Piece>, habits: Habits) -> Option<Dress> {
    let text = piece.text.trim();
    let length = text.chars().count();
    let said = text.chars().any(char::is_alphabetic) && length <= LONGEST && !text.ends_with([',', ';', '；', '，']);
    if !said
        || is_stage_direction(text)
        || words::is(Sign::Begin, text)
        || is_hour(text)
        || is_date_line(text)
        || is_salutation(text)
    {
        return None;
    }
    if let Some(style) = lone_mark(text) {
        return is_plain_heading(text, length, next, before).then_some(Dress::Numbered(style));
    }
    if is_in_capitals(text) {
        let ended = text.ends_with(['.', '!']);
        let shouted =
            habits.shouts || ended || is_sentence(text) || text.split_whitespace().count() > MOST_CAPITAL_WORDS;
        return (!shouted).then_some(Dress::Capitals);
    }
    if is_spoken(text) {
        return None;
    }
    if is_strong(piece) {
        return (!habits.strong && !is_sentence(text)).then_some(Dress::Strong);
    }
    if piece.lines.len() > 1 {
        return None;
    }
    if is_over_prose_with_colon(text, next) {
        let few = text.split_whitespace().count() <= FEWEST_COLON_WORDS;
        return (few || habits.colons).then_some(Dress::Colon);
    }
    is_plain_heading(text, length, next, before).then_some(Dress::Plain)
}

/// A short line without a full stop, between paragraphs that have one.
fn is_plain_heading(text: &str, length: usize, next: &Piece, before: Option<&Piece>) -> bool {
    let text = marks::without_last(text);
    let words = text.split_whitespace().count();
    let closed = text.ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '？' | ')' | '”' | '’' | '"'));
    let behind_stop = before.is_none_or(|before| {
        pieces::ends_clause(&before.text) || !matches!(before.shape, Shape::Words(_)) || is_over_heading(before)
    }) || is_lone_name(text);
    let over_others = match next.shape {
        Shape::Words(None) => {
            let sentence = next.text.trim_end().ends_with(['.', '!', '?', '。', '”', '"']);
            let room = if sentence { text.len() } else { 2 * text.len() };
            (next.text.len() > room && pieces::ends_clause(&next.text)) || is_lone_name(&next.text)
        }
        Shape::Words(Some(_)) => pieces::ends_clause(&next.text),
        Shape::Item { .. } => words <= MOST_COLON_WORDS && !ends_with_small_word(text),
        Shape::Whole(ref block) => {
            matches!(block.kind, BlockKind::Table { .. } | BlockKind::Quote { .. })
                && words <= MOST_COLON_WORDS
                && is_in_plain_words(text)
        }
        _ => false,
    };
    // `“The harbour is open.”` is what somebody said.
    let unquoted = text.trim_end_matches(['”', '’', '"']);
    let quoted = unquoted.len() < text.len() && unquoted.ends_with(['.', '!']);
    length <= LONGEST_PLAIN
        && !quoted
        && words <= MOST_PLAIN_WORDS
        && is_short_unspaced(text)
        && !closed
        && !text.starts_with(char::is_lowercase)
        && behind_stop
        && over_others
        && !masthead::is_field(text)
        && !(before.is_none() && is_labelled(text))
}

/// `Key figures`; what stands over a table may also be what it counts in, `EUR million`, `(thousands)`, or its caption.
fn is_in_plain_words(text: &str) -> bool {
    let letters = |word: &str| word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '’' | '\''));
    let small = |word: &str| word.chars().skip(1).all(|letter| !letter.is_uppercase());
    text.split_whitespace().all(|word| letters(word) && small(word))
}

/// `Topics: Harbours Ferries`, directly above the text: a label and what it names.
fn is_labelled(text: &str) -> bool {
    const MOST_LABEL_WORDS: usize = 2;
    let label = text.split_once([':', '：']).map(|(label, _)| label.split_whitespace().count());
    label.is_some_and(|count| (1..=MOST_LABEL_WORDS).contains(&count))
}

/// `KL/OV`, of those who wrote and typed the text, and `PRESS RELEASE NO: 31/057`: they head nothing.
fn is_initials(text: &str) -> bool {
    const MOST_LETTERS: usize = 4;
    let initials =
        |part: &str| (2..=MOST_LETTERS).contains(&part.chars().count()) && part.chars().all(char::is_uppercase);
    text.contains('/') && text.split('/').all(initials) || masthead::read_reference_behind(text).is_some()
}

/// `Article 8` and nothing else: what the words below are about.
fn is_lone_name(text: &str) -> bool {
    let text = text.trim();
    lone_mark(text).is_some()
        || numbering::read(text).is_some_and(|number| {
            number.length == text.len() && number.readings.iter().any(|reading| reading.style.is_named())
        })
}

/// How `A` or `IV`, and nothing else, counts.
fn lone_mark(text: &str) -> Option<Style> {
    const MOST_LETTERS: usize = 5;
    let letters = text.bytes().all(|letter| letter.is_ascii_uppercase()) && text.len() <= MOST_LETTERS;
    let roman = || text.len() == 1 || text.bytes().all(|letter| b"IVX".contains(&letter));
    let number = (letters && roman()).then(|| numbering::read(&format!("{text}. "))).flatten()?;
    // `I` is the first roman number, not the ninth letter.
    number.readings.into_iter().min_by_key(|reading| reading.value).map(|reading| reading.style)
}

/// Whether a line of its own is a heading by its form, `FISHERIES`, `A. Fisheries`, and may stand over another.
fn is_over_heading(piece: &Piece) -> bool {
    let numbered = matches!(&piece.shape, Shape::Words(Some(start)) if start.length < piece.text.trim_end().len());
    let short = piece.text.chars().count() <= LONGEST_PLAIN;
    stands_alone(piece) && short && (numbered || (is_in_capitals(&piece.text) && !is_date_line(piece.text.trim())))
}

/// `Next steps:` over a paragraph that is nobody's quoted words, `Reply:` over `President,`.
fn is_over_prose_with_colon(text: &str, next: &Piece) -> bool {
    let quoted = next.text.starts_with(['"', '“', '«', '„', '‘', '「', '—', '–', '-']);
    let addressed = is_addressed(next.text.trim()) && !text.contains(char::is_whitespace);
    let prose = matches!(next.shape, Shape::Words(None)) && (addressed || next.text.len() > 2 * text.len());
    text.ends_with([':', '：'])
        && text.split_whitespace().count() <= MOST_COLON_WORDS
        && is_short_unspaced(text)
        && !text.starts_with(char::is_lowercase)
        && prose
        && !quoted
        && pieces::ends_clause(&next.text)
}

/// `President,`, `Madam Speaker,`: whom the words below are said to.
fn is_addressed(text: &str) -> bool {
    const MOST_WORDS: usize = 2;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    text.ends_with(',') && text.split_whitespace().count() <= MOST_WORDS && text.split_whitespace().all(capital)
}

fn is_short_unspaced(text: &str) -> bool {
    text.chars().filter(|&letter| inline::is_unspaced(letter)).count() <= LONGEST_UNSPACED
}

/// `They also agreed to` goes on in what follows.
pub(super) fn ends_with_small_word(text: &str) -> bool {
    const SMALL: usize = 4;
    let last = text.split_whitespace().last().unwrap_or_default();
    last.len() <= SMALL && last.starts_with(char::is_lowercase)
}

/// `(Applause.)`: what was done between two words.
fn is_stage_direction(text: &str) -> bool {
    let inside =
        [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inside.is_some_and(|inside| inside.ends_with(['.', '!']))
}

/// `Dear Madam Speaker:`, `Excellencies,`: a letter or a speech begins.
fn is_salutation(text: &str) -> bool {
    words::after(Sign::Salutation, text).is_some() && text.ends_with([':', ',', '!', ')', '：', '，', '！', '、'])
}

/// `2:12 P.M. EDT`, `10.30 Opening`: a line of a programme heads nothing.
fn is_hour(text: &str) -> bool {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let minutes = rest.strip_prefix([':', '.', 'h']).unwrap_or_default();
    rest.len() < text.len() && minutes.starts_with(|letter: char| letter.is_ascii_digit())
}

/// `PORT TIDE, 3 March 2031`, `3 March 2031 – Port Tide – Harbour Office`: a line that says when, and perhaps where, heads
/// nothing.
fn is_date_line(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let places = || {
        let said = masthead::read_dateline(text, |_| false).unwrap_or_default();
        said.iter().any(|said| matches!(said.what, What::Located(_)))
    };
    dates::find(text).is_some_and(|date| {
        let before = text[..date.range.start].split_whitespace().count();
        before <= MOST_WORDS && (!text[date.range.end..].contains(char::is_alphabetic) || places())
    })
}

/// `Q: And the pier?`, `MS. ROE: They agreed.`: somebody speaks.
fn is_spoken(text: &str) -> bool {
    const LONGEST_NAME: usize = 40;
    // `Q   And the pier?`; `A new harbour` is no answer.
    let wide = |rest: &str| rest.starts_with(['\t', '\u{A0}']) || rest.starts_with("  ");
    let asked = text.strip_prefix('Q').is_some_and(|rest| rest.starts_with(char::is_whitespace));
    if asked || text.strip_prefix('A').is_some_and(wide) {
        return true;
    }
    let marked = text.split_once([':', '：']).or_else(|| text.split_once(".- "));
    let Some((name, words)) = marked.filter(|(name, _)| !name.contains(char::is_numeric)) else { return false };
    let capitals = !name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase);
    let question = words.trim_end().ends_with(['?', '？']);
    !words.trim().is_empty() && name.chars().count() <= LONGEST_NAME && (capitals || question)
}

/// Whether a text is a sentence or several: it is longer than a heading, and a full stop ends it or stands in it.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let inside = || {
        let mut words = text.split_whitespace().peekable();
        std::iter::from_fn(|| words.next().map(|word| (word, words.peek().copied())))
            .any(|(word, next)| ends_sentence(word) && next.is_some_and(|next| next.starts_with(char::is_uppercase)))
    };
    let ended = text.ends_with(['.', '!', '。']);
    (ended && words > MOST_WORDS_OF_SENTENCE)
        || inside()
        || text.matches('。').count() > 1
        || (ended && text.ends_with('。'))
}

/// `harbour.` ends a sentence, `No.` and `J.` do not.
fn ends_sentence(word: &str) -> bool {
    word.strip_suffix(['.', '!', '?']).is_some_and(|word| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        letters > 3 || (letters == 3 && word.starts_with(char::is_lowercase))
    })
}

#[cfg(test)]
mod tests {
    use super::{
        is_date_line, is_hour, is_initials, is_labelled, is_salutation, is_sentence, is_spoken, is_stage_direction,
    };

    #[test]
    fn what_is_no_heading() {
        assert!(is_spoken("Q   And the pier?") && !is_spoken("A new pier"));
        assert!(is_spoken("Q: And the pier?") && is_spoken("MS. ROE: They agreed on it"));
        assert!(!is_spoken("Energy: new targets") && !is_spoken("Fees:"));
        assert!(is_hour("2:12 P.M. EDT") && is_hour("10.30 Opening") && !is_hour("2. Fees") && !is_hour("Fees"));
        assert!(is_initials("JR/BO") && is_initials("PRESS RELEASE NO: 31/057/AHL") && !is_initials("TIDES/Fees"));
        assert!(is_date_line("Port Tide, 3 March 2031") && !is_date_line("The report of 3 March 2031 on the pier"));
        assert!(is_stage_direction("(Applause.)") && !is_stage_direction("(Unaudited)"));
        assert!(is_initials("KL/OV/AB") && !is_initials("Q/A") && !is_initials("HARBOURS/FERRIES"));
        assert!(is_labelled("Topics: Harbours Ferries") && !is_labelled("What the council said: a summary"));
        assert!(is_salutation("Dear Madam Speaker: (Dear Madam President:)") && is_salutation("Excellencies,"));
        assert!(!is_salutation("Dear lessons of the storm") && !is_salutation("Dearth of ships:"));
        assert!(is_sentence("They met. They spoke of the pier") && !is_sentence("St. John's harbour No. 4"));
        assert!(is_sentence("THE HARBOUR IS OPEN TO ALL SHIPS OF ALL NATIONS.") && !is_sentence("INTRODUCTION."));
    }
}
