//! A line that is a date, with the place before or behind it.

use super::super::dates;
use super::super::inline;
use super::super::words::{self, Sign};
use super::{Claim, Said, What, label, range_in};

/// The most words of a place.
pub(super) const MOST_PLACE_WORDS: usize = 5;

/// `3 March 2031`, `Berlin, 3 March 2031`, `Paris, le 3 mars 2031`, `Tuesday 3 March 2031`, `3 March 2031, Geneva`.
pub(super) fn read(text: &str) -> Option<Vec<Said>> {
    let Some(date) = dates::find(text) else { return read_small(text) };
    let behind = text[date.range.end..].trim_matches(is_frame);
    let before = &text[..date.range.start];
    let own = without_other_calendar(before);
    let (place, closed) = place_before(own);
    let closed = closed || own.len() < before.len();
    let place_behind = place.is_empty().then(|| read_place_behind(&text[date.range.end..])).flatten();
    let behind_is_small = behind.split([' ', ',']).filter(|word| !word.is_empty()).all(is_small)
        || label::is_other_date(behind)
        || words::after(Sign::Corresponding, behind).is_some()
        || place_behind.is_some();
    const LONGEST_JOINT: usize = 3;
    // `Weekly calendar, 3 March` is no place.
    let named = |word: &str| !word.starts_with(char::is_lowercase) || word.chars().count() <= LONGEST_JOINT;
    let short = place.split_whitespace().count() <= MOST_PLACE_WORDS && place.split_whitespace().all(named);
    if !behind_is_small || !short || !closed || place.contains(['.', ':', '"', '“']) {
        return None;
    }
    let mut said = Vec::new();
    let place = Some(place).filter(|place| place.chars().any(char::is_alphabetic)).or(place_behind);
    said.extend(place.map(|place| Said { range: range_in(text, place), what: What::Located(place.to_owned()) }));
    said.push(Said { range: date.range.clone(), what: What::date(date, Claim::Line) });
    said.sort_by_key(|said| said.range.start);
    Some(said)
}

/// What stands before `٣ صفر ١٤٥٣ هـ الموافق`: the same day in another calendar.
pub(super) fn without_other_calendar(before: &str) -> &str {
    let last = before.split_whitespace().last().unwrap_or_default();
    let other = words::is(Sign::Corresponding, last.trim_matches(is_frame));
    let start = before.find(char::is_numeric).filter(|_| other);
    start.map_or(before, |start| &before[..start])
}

fn is_frame(letter: char) -> bool {
    letter.is_whitespace() || ".,()[]（）、，،-–—/|".contains(letter)
}

/// A word that only goes with a date: a day of the week, `on`, `published`.
pub(super) fn is_small(word: &str) -> bool {
    let word = word.trim_matches(is_frame);
    word.is_empty()
        || words::weekday(word).is_some()
        || words::unspaced_weekday(word).is_some_and(|(_, length)| length == word.len())
        || [Sign::On, Sign::Date, Sign::Hours].iter().any(|&sign| words::is(sign, word))
}

/// The place that stands before a date, and whether something sets it apart from the date.
fn place_before(before: &str) -> (&str, bool) {
    let mut place = before.trim();
    let mut dated = place.is_empty();
    loop {
        let cut = place.trim_end_matches(|letter: char| letter.is_whitespace() || ",:(–—-，،[|/".contains(letter));
        dated |= place[cut.len()..].contains([',', '(', '–', '—', '，', '،', '[', '-', '/']);
        let last = cut.split_whitespace().last().unwrap_or_default();
        place = &cut[..cut.len() - last.len()];
        if last.is_empty() {
            return ("", true);
        }
        if !is_small(last) {
            let place = cut.trim_start_matches(['(', '[', ' ', '（']);
            let opened = place.len() < cut.len();
            return (place, dated || opened);
        }
        let named = place.split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
        const MOST_WORDS_BEFORE_ON: usize = 3;
        let few = place.split_whitespace().count() <= MOST_WORDS_BEFORE_ON;
        // `Paris le 3 mars`, but not `Opening on 3 March`.
        dated |= named && few && words::is(Sign::DatelineOn, last.trim_matches(is_frame));
    }
}

/// `, Geneva` behind a date.
fn read_place_behind(behind: &str) -> Option<&str> {
    const MOST_WORDS: usize = 3;
    let place = behind.trim_matches(is_frame);
    let apart = behind.trim_start().starts_with([',', '–', '-', '(', '|', '/', '，', '、']);
    let count = place.split_whitespace().count();
    let named = place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let letters = place.chars().all(|letter| letter.is_alphabetic() || " -’'.,()".contains(letter));
    let known = is_small(place) || words::kind(place).is_some();
    const LONGEST_UNSPACED: usize = 8;
    let unspaced = place.chars().all(inline::is_unspaced) && place.chars().count() <= LONGEST_UNSPACED;
    let named = named || (unspaced && apart);
    (!place.is_empty() && count <= if apart { MOST_WORDS } else { 1 } && named && letters && !known).then_some(place)
}

/// A line that is a day without its year, or a time: `Tuesday, March 3`, `10.00 a.m.`.
fn read_small(text: &str) -> Option<Vec<Said>> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return None;
    }
    if let Some(date) = dates::find_yearless(text) {
        let around = [&text[..date.range.start], &text[date.range.end..]];
        let alone = around.iter().all(|part| part.split_whitespace().all(is_small));
        let claim = What::Date(date.clone(), Claim::Range);
        return alone.then(|| vec![Said { range: date.range, what: claim }]);
    }
    read_time_alone(text)
}

/// `14:05`, `10.00 a.m. GMT`.
fn read_time_alone(text: &str) -> Option<Vec<Said>> {
    const MOST_LETTERS: usize = 8;
    let (time, offset) = dates::find_time(text)?;
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let alone = text.starts_with(|letter: char| letter.is_ascii_digit()) && letters <= MOST_LETTERS;
    alone.then(|| vec![Said { range: 0..text.len(), what: What::Time(time, offset) }])
}
