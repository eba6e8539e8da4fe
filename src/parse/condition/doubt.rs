//! Whether the end of an embargo was understood: a word or a figure beside it that is not may be its hour, `at the 6 o'clock
//! news of 5 March`, and then nobody knows when that day it ends.

use super::{end, is_frame};
use crate::parse::dates;
use crate::parse::words::{self, Sign};
use crate::release::Condition;

/// Words that say nothing of the hour, where one was read.
const KNOWN: [Sign; 8] = [
    Sign::On,
    Sign::BeforeTime,
    Sign::Hours,
    Sign::TheName,
    Sign::Embargo,
    Sign::Immediate,
    Sign::BesideEmbargo,
    Sign::Zone,
];

/// Words that say which hour is meant.
const OF_HOURS: [Sign; 5] = [Sign::Morning, Sign::Afternoon, Sign::Night, Sign::Noon, Sign::Midnight];

/// Whether the end of `condition` is that of its printed words, and these say more than was understood.
pub(in crate::parse) fn end_is_doubtful(condition: &Condition) -> bool {
    let Some(until) = condition.until else { return false };
    let text = condition.printed.trim_matches(is_frame);
    let Some(own) = end(text).map(|end| end.printed) else { return false };
    let is_same_day = own.moment(None).is_none_or(|moment| moment.date == until.date);
    // Another end was given beside the text.
    is_same_day && own.time == until.time && own.offset == until.offset && !is_understood(text)
}

/// Whether every word and figure beside the end in `text` is understood.
pub(in crate::parse) fn is_understood(text: &str) -> bool {
    let text = text.trim_matches(is_frame);
    let Some(end) = end(text) else { return true };
    let behind_phrase = words::after(Sign::Embargo, text).map_or(0, |rest| text.len() - rest.len());
    let range = &end.printed.range;
    let before = text.get(behind_phrase..range.start).unwrap_or_default();
    let sides = [before, &text[range.end..]];
    let time = end.printed.time;
    // An hour before the day has figures of its own: `18:00:00`.
    const FIGURES_OF_HOUR: usize = 3;
    let most = [if end.is_hour_before { FIGURES_OF_HOUR } else { 0 }, 0];
    if sides.iter().zip(most).any(|(side, most)| figures(side, time.is_some()) > most) {
        return false;
    }
    // An hour of a clock with twelve may be of either half of the day.
    let is_settled = time.is_some_and(|time| end.printed.offset.is_some() || !(1..=12).contains(&time.hour()));
    let is_mixed = text.contains(char::is_lowercase);
    is_settled
        || names_zone(&sides) && time.is_some()
        || sides.iter().all(|side| !has_unknown(side, time.is_some(), is_mixed))
}

/// How many figures stand in `side`; what brackets say beside an hour is the same hour elsewhere.
fn figures(side: &str, is_timed: bool) -> usize {
    let mut depth = 0_i32;
    let open = side.chars().filter(|letter| {
        depth += i32::from("(（".contains(*letter)) - i32::from(")）".contains(*letter));
        depth <= 0 || !is_timed
    });
    let printed: String = open.collect();
    printed.split(|letter: char| !letter.is_numeric()).filter(|figures| dates::has_figures(figures)).count()
}

fn names_zone(sides: &[&str]) -> bool {
    sides.iter().any(|side| words_of(side).any(|at| words::after(Sign::Zone, &side[at..]).is_some()))
}

/// Where words begin.
fn words_of(text: &str) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, letter)| {
        let begins = letter.is_alphabetic() && !before.is_alphabetic();
        before = letter;
        begins.then_some(at)
    })
}

fn has_unknown(side: &str, is_timed: bool, is_mixed: bool) -> bool {
    let mut known_to = 0;
    for at in words_of(side) {
        let rest = &side[at..];
        let mut behind = rest;
        while let Some(next) = behind_known(behind, is_timed) {
            behind = next.trim_start_matches(|letter: char| !letter.is_alphabetic());
        }
        known_to = known_to.max(side.len() - behind.len());
        let word = rest.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        // `IST`: a zone, whichever of several.
        let is_zone = is_mixed && (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_date = words::weekday(word).is_some() || words::month(word).is_some();
        if at >= known_to && !is_zone && !is_date {
            return true;
        }
    }
    false
}

fn behind_known(text: &str, is_timed: bool) -> Option<&str> {
    let of_hours = OF_HOURS.iter().filter(|_| is_timed);
    let known = KNOWN.iter().chain(of_hours).find_map(|&sign| words::after(sign, text));
    // `p.m.`
    let dotted =
        || text.strip_prefix(['a', 'p', 'A', 'P'])?.trim_start_matches('.').trim_start().strip_prefix(['m', 'M']);
    known.filter(|rest| !text.is_empty() && rest.len() < text.len()).or_else(|| dotted().filter(|_| is_timed))
}
