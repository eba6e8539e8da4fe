//! The line that says when a release may be published: `FOR IMMEDIATE RELEASE`, `Embargoed until 3 March 2031, 18:00 CET`,
//! `EMBARGO: 18:00 GMT, 3 March 2031`, `Transmission of this text is embargoed until` over its day, `Not for release before 10:00 a.m. (EST) Tuesday, March 3`.
//!
//! ```text
//! line    = [ subject ] embargo [ end ] | end ":" embargo | immediate [ date ] | check        `This release is embargoed until …`
//!         | ( immediate | check ) … embargo end          an embargo holds whatever else the line says
//! subject = this-text word { word } | label ":"          `Status: embargoed until …`
//! ```

mod doubt;
mod weight;

pub(super) use doubt::{end_is_doubtful, is_understood};
pub(super) use weight::{is_bare, is_later, outweighs};

use super::dates;
use super::words::{self, Sign};
use crate::release::ConditionClass;

/// What a line says of the condition, and the date in it.
pub(super) fn read(text: &str) -> Option<(ConditionClass, Option<dates::Printed>)> {
    let text = text.trim_matches(is_frame);
    let starts = |sign| words::after(sign, text).is_some();
    if let Some(rest) = words::after(Sign::Embargo, text) {
        return read_embargo(text, rest);
    }
    let said = if is_immediate(text) {
        Some((ConditionClass::Immediate, None))
    } else if starts(Sign::Check) {
        Some((ConditionClass::CheckAgainstDelivery, None))
    } else {
        None
    };
    if said.is_some() {
        return embargo_behind(text).or(said);
    }
    if words::ends_with(Sign::Embargo, text) && dates::find(text).is_some() || is_behind_end(text) {
        // `3 March 2031, 18:00 CET: embargo`.
        Some((ConditionClass::Embargoed, until(text)))
    } else if closing(text).is_some() {
        Some((ConditionClass::Embargoed, until(text)))
    } else {
        embargo_of(text)
    }
}

/// `3月5日18時解禁`: nothing sets the words apart in a script without spaces.
fn is_behind_end(text: &str) -> bool {
    let Some(before) = dates::has_figures(text).then(|| words::before(Sign::Embargo, text)).flatten() else {
        return false;
    };
    dates::find_end(before, 0).is_some_and(|end| end.printed.range == (0..before.trim_end().len()))
}

/// `Embargoed until 5 March 2031`, `Sperrfrist: Redebeginn`; `rest` stands behind the words for it.
fn read_embargo(text: &str, rest: &str) -> Option<(ConditionClass, Option<dates::Printed>)> {
    let until = until(text);
    if until.is_none() && (is_immediate(text) || value(rest).is_some_and(is_immediate)) {
        return Some((ConditionClass::Immediate, None));
    }
    let told = value(rest).is_some_and(is_short)
        || until.is_some()
        || dates::find_time(rest).is_some()
        || is_whole(text, rest);
    told.then_some((ConditionClass::Embargoed, until))
}

fn until(text: &str) -> Option<dates::Printed> {
    end(text).map(|end| end.printed)
}

/// The end in the words of an embargo: an hour before the day stands behind `until`.
fn end(text: &str) -> Option<dates::Until> {
    let behind = words::after(Sign::Embargo, text).map_or(0, |rest| text.len() - rest.len());
    let last_word = text[..behind].trim_end().rfind(' ').unwrap_or(0);
    let end = dates::find_end(text, last_word)?;
    if end.printed.range.start < behind { dates::find_end(text, 0) } else { Some(end) }
}

/// `CHECK AGAINST DELIVERY – Embargoed until 5 March 2031`: the embargo of a line that begins with another condition.
fn embargo_behind(text: &str) -> Option<(ConditionClass, Option<dates::Printed>)> {
    let mut known_to = 0;
    for at in words::starts(text) {
        let rest = &text[at..];
        let passed = [Sign::Immediate, Sign::Check].into_iter().filter_map(|sign| words::after(sign, rest)).next_back();
        if let Some(behind) = passed {
            known_to = known_to.max(text.len() - behind.len());
        }
        let embargo = words::after(Sign::Embargo, rest).filter(|_| at >= known_to);
        if let Some(said) = embargo.and_then(|behind| read_embargo(rest, behind)) {
            return Some(said).filter(|(class, _)| *class == ConditionClass::Embargoed);
        }
    }
    None
}

/// `This release is embargoed until 5 March 2031`, `Status: Embargoed until 5 March 2031`.
fn embargo_of(text: &str) -> Option<(ConditionClass, Option<dates::Printed>)> {
    let (rest, is_labelled) = behind_subject(text)?;
    let mut starts = words::starts(rest).take(MOST_BETWEEN + 1).map(|at| &rest[at..]);
    let (said, behind) = starts.find_map(|said| Some((said, words::after(Sign::Embargo, said)?)))?;
    let read = read_embargo(said, behind).filter(|(class, _)| *class == ConditionClass::Embargoed);
    // `Timber: embargo lifted` is a headline.
    read.filter(|(_, until)| !is_labelled || until.is_some())
}

/// So many words may stand between `this release` and what is said of it: `is strictly`.
const MOST_BETWEEN: usize = 4;

/// What stands behind `this release`, or behind a label of few words, and which of both it is.
pub(super) fn behind_subject(text: &str) -> Option<(&str, bool)> {
    const MOST_WORDS: usize = 3;
    if let Some(rest) = words::after(Sign::ThisText, text) {
        return Some((rest, false));
    }
    let (label, rest) = text.split_once([':', '：'])?;
    let is_label = label.split_whitespace().count() <= MOST_WORDS && !dates::has_figures(label);
    is_label.then_some((rest.trim_start(), true))
}

/// `Transmission of this text is embargoed until`: the day stands on the next line.
pub(super) fn is_open(text: &str) -> bool {
    // `Under embargo` over the day of the release says of no end.
    let goes_on = |last| [Sign::BesideEmbargo, Sign::On, Sign::BeforeTime].iter().any(|&sign| words::is(sign, last));
    closing(text).and_then(|phrase| phrase.rsplit_once(' ')).is_some_and(|(_, last)| goes_on(last))
}

/// The phrase of several words that a line ends with: `is embargoed until`, `12:00 이후 보도하여 주시기 바랍니다`.
fn closing(text: &str) -> Option<&str> {
    let text = text.trim_matches(is_frame).trim_end_matches(['.', '。']);
    let before = words::before(Sign::Embargo, text)?;
    Some(&text[before.len()..]).filter(|phrase| phrase.contains(' '))
}

fn is_frame(letter: char) -> bool {
    letter.is_whitespace() || "*-–—=#[]()【】!<>/_※\"“”«»|".contains(letter)
}

/// `FOR IMMEDIATE RELEASE`.
fn is_immediate(text: &str) -> bool {
    words::after(Sign::Immediate, text).is_some_and(ends_phrase)
}

/// What stands behind a label and its colon: `배포 즉시` of `보도시점: 배포 즉시`.
fn value(rest: &str) -> Option<&str> {
    rest.trim_start().strip_prefix([':', '：']).map(str::trim).filter(|value| !value.is_empty())
}

/// `Sperrfrist: Redebeginn`; more words behind `Embargo:` are a headline.
fn is_short(value: &str) -> bool {
    const MOST_WORDS: usize = 2;
    value.split_whitespace().count() <= MOST_WORDS
}

/// `EMBARGOED UNTIL DELIVERY`, `EMBARGO! EMBARGO! EMBARGO!`, but not `Embargo on timber lifted`.
fn is_whole(text: &str, rest: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let phrase = &text[..text.len() - rest.len()];
    let held = phrase.contains(' ') && rest.split_whitespace().count() <= MOST_WORDS;
    let rest = rest.trim_matches(|letter: char| is_frame(letter) || ":.：,".contains(letter));
    rest.is_empty() || held || words::after(Sign::Embargo, rest).is_some_and(|behind| is_whole(rest, behind))
}

/// The words of a release line end here, or go on behind a mark or with a date.
fn ends_phrase(rest: &str) -> bool {
    let bare = rest.trim_start();
    bare.is_empty()
        || !bare.starts_with(char::is_alphabetic)
        || dates::find(bare).is_some()
        || !bare.contains(char::is_lowercase)
}

/// Whether a line says that it is for immediate release, whatever else it says: `EMBARGOED – FOR IMMEDIATE RELEASE`.
pub(super) fn names_immediate(text: &str) -> bool {
    let several = |phrase: &str| phrase.contains(' ');
    let said = |at: usize| {
        let rest = words::after(Sign::Immediate, &text[at..]).filter(|rest| ends_phrase(rest));
        rest.is_some_and(|rest| at == 0 || several(&text[at..text.len() - rest.len()]))
    };
    // `Freigegeben ab 5. März` is none.
    let embargo = words::after(Sign::Embargo, text).map_or(0, |rest| text.len() - rest.len());
    words::starts(text).filter(|&at| at >= embargo).any(said)
}

/// The class of a printed condition.
pub(super) fn class(printed: &str) -> ConditionClass {
    let starts = |sign| words::after(sign, printed.trim_matches(is_frame)).is_some();
    let unread = if starts(Sign::Embargo) { ConditionClass::Embargoed } else { ConditionClass::Immediate };
    read(printed).map_or(unread, |(class, _)| class)
}

#[cfg(test)]
mod tests;
