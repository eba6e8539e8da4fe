//! The line that says when a release may be published: `FOR IMMEDIATE RELEASE`, `Embargoed until 3 March 2031, 18:00 CET`,
//! `EMBARGO: 18:00 GMT, 3 March 2031`, `Transmission of this text is embargoed until` over its day, `Not for release before 10:00 a.m. (EST) Tuesday, March 3`.

use super::dates;
use super::words::{self, Sign};
use crate::release::ConditionClass;

/// What a line says of the condition, and the date in it.
pub(super) fn read(text: &str) -> Option<(ConditionClass, Option<dates::Printed>)> {
    let text = text.trim_matches(is_frame);
    let starts = |sign| words::after(sign, text).is_some();
    if let Some(rest) = words::after(Sign::Embargo, text) {
        let until = dates::find_until(text);
        if until.is_none() && (is_immediate(text) || value(rest).is_some_and(is_immediate)) {
            return Some((ConditionClass::Immediate, None));
        }
        let told = value(rest).is_some_and(is_short)
            || until.is_some()
            || dates::find_time(rest).is_some()
            || is_whole(text, rest);
        told.then_some((ConditionClass::Embargoed, until))
    } else if is_immediate(text) {
        Some((ConditionClass::Immediate, None))
    } else if starts(Sign::Check) {
        Some((ConditionClass::CheckAgainstDelivery, None))
    } else if words::ends_with(Sign::Embargo, text) && dates::find(text).is_some() {
        // `3 March 2031, 18:00 CET: embargo`.
        Some((ConditionClass::Embargoed, dates::find_until(text)))
    } else if is_open(text) {
        Some((ConditionClass::Embargoed, dates::find_until(text)))
    } else {
        None
    }
}

/// `Transmission of this text is embargoed until`: the day stands on the next line.
pub(super) fn is_open(text: &str) -> bool {
    let text = text.trim_matches(is_frame).trim_end_matches(['.', '。']);
    words::before(Sign::Embargo, text).is_some_and(|before| text[before.len()..].contains(' '))
}

fn is_frame(letter: char) -> bool {
    letter.is_whitespace() || "*-–—[]()【】!<>/_※".contains(letter)
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

/// `EMBARGOED UNTIL DELIVERY`, but not `Embargo on timber lifted`.
fn is_whole(text: &str, rest: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let phrase = &text[..text.len() - rest.len()];
    let held = phrase.contains(' ') && rest.split_whitespace().count() <= MOST_WORDS;
    rest.trim_matches(is_frame).trim_matches([':', '.', '：']).is_empty() || held
}

/// The words of a release line end here, or go on behind a mark or with a date.
fn ends_phrase(rest: &str) -> bool {
    let bare = rest.trim_start();
    bare.is_empty()
        || !bare.starts_with(char::is_alphabetic)
        || dates::find(bare).is_some()
        || !bare.contains(char::is_lowercase)
}

/// The class of a printed condition.
pub(super) fn class(printed: &str) -> ConditionClass {
    let starts = |sign| words::after(sign, printed.trim_matches(is_frame)).is_some();
    let unread = if starts(Sign::Embargo) { ConditionClass::Embargoed } else { ConditionClass::Immediate };
    read(printed).map_or(unread, |(class, _)| class)
}
