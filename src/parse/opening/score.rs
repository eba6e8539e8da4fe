//! How much speaks for a line of a masthead as the title of the text.

use super::super::words::{self, Sign};
use super::super::{headline, inline, masthead};
use super::places::{count_words, has_unspaced, is_name, is_same_name, is_sentence, is_titled};
use super::{Body, Unit, letterhead};

/// How much speaks for a line as the title.
pub(super) fn score(units: &[Unit], silent: &[usize], index: usize, body: &Body) -> i32 {
    const FEWEST_WORDS: usize = 3;
    let unit = &units[index];
    let capitals = unit.text.contains(char::is_uppercase) && !unit.text.contains(char::is_lowercase);
    let strong = inline::all(&unit.lines, |style| style.strong);
    let words = unit.text.split_whitespace().count();
    let unspaced = has_unspaced(&unit.text);
    let sentence = is_sentence(&unit.text) && !strong && !capitals;
    const FEW_WORDS: usize = 2;
    let numbered = is_number(&unit.text);
    let again = silent.iter().any(|&other| other < index && is_same_name(&units[other].text, &unit.text));
    let mut score = -8 * i32::from(again);
    score += i32::from(words >= FEWEST_WORDS || unspaced);
    score += 3 * i32::from(strong);
    let begins = |&other: &usize| {
        other < index && unit.text.len() > units[other].text.len() && unit.text.starts_with(&units[other].text)
    };
    let named = is_name(unit, body) && !silent.iter().any(begins);
    score -= i32::from(named) * if unit.rank() != 3 || unit.is_plain_name() { 4 } else { 2 };
    // `PRESSE 45` is a number of some kind, `(OR. en)` an aside, `10:00 Opening` of a calendar.
    let aside = is_bracketed(&unit.text) || words <= FEW_WORDS && unit.text.starts_with(['(', '[']);
    let timed = unit
        .text
        .get(..5)
        .is_some_and(|start| start.contains(':') && start.starts_with(|letter: char| letter.is_ascii_digit()));
    score -= 6 * i32::from(numbered || aside || timed);
    // `WTO | Releases` is a bar that says nothing, `“Calm seas”` a motto.
    score -= 4 * i32::from(unit.text.contains(" | ") || is_quoted(&unit.text));
    score -= 2 * i32::from(begins_with_figure(&unit.text));
    // `Save our harbour!` may be a title nevertheless.
    let full = if body.is_empty() { 8 } else { 6 };
    score -= i32::from(sentence) * if unit.text.ends_with('!') { 2 } else { full };
    // `ATHLETICS – DOPING` is the matter of the title below, `BY THE PRESIDENT OF NORLAND` says whose it is.
    score -= 2 * i32::from(letterhead::is_motto(&unit.text));
    score -= 4 * i32::from(capitals && words::after(Sign::By, &unit.text).is_some());
    if stands_behind(units, silent, index, body, sentence) {
        // Of several such lines the last: `Statements` between a kind and a date is one of a letterhead.
        score += 3 + i32::try_from(silent.iter().filter(|&&other| other < index).count().min(3)).unwrap_or(0);
    }
    score
}

/// `(OR. en)`, `< 1. Opening >`; `[Notice] Harbour opens (second part)` is none.
fn is_bracketed(text: &str) -> bool {
    const BRACKETS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('[', ']'), ('<', '>')];
    let inside = |(open, close)| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    BRACKETS.into_iter().any(|pair| inside(pair).is_some_and(|inside| !inside.contains(pair.1)))
}

/// `12 ships`, but not `2031년도 항만 운영 계획`.
fn begins_with_figure(text: &str) -> bool {
    let words = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    words.len() < text.len() && !words.starts_with(['년', '年'])
}

/// `PRESSE 45`, `1 TvR 2017/31`: a number of some kind.
fn is_number(text: &str) -> bool {
    const FEW_WORDS: usize = 2;
    const MOST_WORDS: usize = 4;
    const LONGEST_MARK: usize = 4;
    let count = count_words(text);
    let figures = |word: &str| word.contains(char::is_numeric);
    let mark = |word: &str| figures(word) || word.len() <= LONGEST_MARK;
    let stroke = text.split_whitespace().any(|word| figures(word) && word.contains('/'));
    (count <= FEW_WORDS && figures(text))
        || (count <= MOST_WORDS && stroke && text.is_ascii() && text.split_whitespace().all(mark))
}

/// `“Calm seas for all”`.
pub(super) fn is_quoted(text: &str) -> bool {
    const SIGNS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“')];
    SIGNS.iter().any(|&(open, close)| text.strip_prefix(open).is_some_and(|text| text.ends_with(close)))
}

/// Whether a line stands behind lines that say something, with nothing but names before these.
fn stands_behind(units: &[Unit], silent: &[usize], index: usize, body: &Body, sentence: bool) -> bool {
    const MOST_NAME_WORDS: usize = 6;
    const FEWEST_WORDS: usize = 3;
    let before = || silent.iter().copied().filter(|&other| other < index && !is_number(&units[other].text));
    let Some(first) = before().next() else { return false };
    let says = |unit: &Unit| unit.said.iter().any(|said| said.what.field().is_some());
    let told = units[first..index].iter().any(says);
    let count = |unit: &Unit| count_words(&unit.text);
    let short = |unit: &Unit| {
        let few = count(unit) <= MOST_NAME_WORDS && count(unit) <= count(&units[index]);
        !sentence && !is_sentence(&unit.text) && few && !headline::opens(&unit.text) && !is_titled(&unit.text)
    };
    let kind_line = |unit: &Unit| masthead::is_kind_line(&unit.text) && count(&units[index]) >= FEWEST_WORDS;
    // Only the first line behind them: the next is what stands below the title.
    let last = before().next_back().unwrap_or(first);
    let directly = units[last + 1..index].iter().any(says) || is_name(&units[last], body);
    told && directly
        && before().all(|other| is_name(&units[other], body) || short(&units[other]) || kind_line(&units[other]))
}
