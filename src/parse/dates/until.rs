//! When an embargo ends: the last day in its words, and the hour behind or before that.

use super::hour::{self, Hour};
use super::tokens::Tokens;
use super::{Day, Printed, day, find, find_all, find_time, find_yearless, has_figures};
use jiff::civil::Date;

/// An end, and where its hour was found.
pub(in crate::parse) struct Until {
    pub(in crate::parse) printed: Printed,
    /// The hour stands before the day: `18:00 on 5 March 2031`.
    pub(in crate::parse) is_hour_before: bool,
}

/// The last date in `text`, or else the first day without a year, with its hour. Nothing before byte `from` belongs to it.
pub(in crate::parse) fn find_end(text: &str, from: usize) -> Option<Until> {
    let mut printed = last_day(text).or_else(|| find_yearless(text))?;
    (printed.time, printed.offset) = (None, None);
    let tokens = Tokens::of(text);
    let to = tokens.skip_bytes(0, printed.day_end);
    let (_, behind) = day::weekday(&tokens, to, to);
    if behind > 0 {
        printed.range.end = printed.day_end.max(tokens.range(0, behind).end);
    }
    if let Some(hour) = hour::read(&tokens, behind) {
        if set(&mut printed, &hour) {
            printed.range.end = tokens.range(0, hour.next).end;
        }
        return Some(Until { printed, is_hour_before: false });
    }
    let before = text.get(from..printed.range.start).unwrap_or_default();
    let is_hour_before = last_hour(before).is_some_and(|hour| set(&mut printed, &hour));
    Some(Until { printed, is_hour_before })
}

/// Of several days the last one: what is held back longer is held back rightly.
fn last_day(text: &str) -> Option<Printed> {
    let all = find_all(text);
    let known = |date: &Printed| date.moment(None).map(|moment| moment.date);
    if all.len() < 2 || all.iter().any(|date| known(date).is_none()) {
        return find(text);
    }
    all.into_iter().max_by_key(known)
}

/// Sets the hour, where it can be one of the day.
fn set(printed: &mut Printed, hour: &Hour) -> bool {
    if hour.is_next_day {
        let next = |date: Date| date.tomorrow().unwrap_or(date);
        printed.day = match printed.day {
            Day::One { date, order } => Day::One { date: next(date), order },
            Day::Either { month_first, day_first } => {
                Day::Either { month_first: next(month_first), day_first: next(day_first) }
            }
            // No year says which day is next: it stays without an hour.
            Day::Yearless { .. } => return false,
        };
    }
    (printed.time, printed.offset) = (Some(hour.time), hour.offset);
    true
}

/// The hour that `text` ends with, but for a word or two such as `hours on`, or the same hour elsewhere in brackets:
/// `16:00 BST (11:00 US Eastern Time) on`, or words in brackets.
fn last_hour(text: &str) -> Option<Hour> {
    let bracket = text.rfind('(').zip(text.rfind(')')).filter(|(open, close)| open < close);
    // `18:00 (+01:00)` has its zone in brackets.
    let timed = |open: usize, close| {
        text[open + 1..].starts_with(|next: char| next.is_ascii_digit()) && find_time(&text[open..close]).is_some()
    };
    let elsewhere = bracket.filter(|&(open, close)| timed(open, close));
    // `23:30 (Ahlmouth time)` says where it is so late, and no zone that is known.
    let aside = bracket.filter(|&(open, close)| !has_figures(&text[open..close]));
    let without = |(open, close): (usize, usize)| hour_at_end(&[&text[..open], &text[close + 1..]].concat());
    elsewhere.and_then(without).or_else(|| hour_at_end(text)).or_else(|| aside.and_then(without))
}

fn hour_at_end(text: &str) -> Option<Hour> {
    const MOST_BEHIND: usize = 4;
    let tokens = Tokens::of(text);
    let mut hours = (0..tokens.len()).filter_map(|index| hour::read(&tokens, index));
    hours.find(|hour| tokens.len() - hour.next <= MOST_BEHIND)
}
