//! The hour beside a day where nothing but an hour can stand: in the words of an embargo. What [`time`](super::time) takes
//! for a number there, `at 18`, `18.00`, is read here, and what is said in several words.

use super::time::{read_half, read_zone};
use super::tokens::Tokens;
use crate::parse::words::{self, Sign};
use jiff::civil::Time;
use jiff::tz::Offset;

/// An hour of a day, its zone, and the token behind it.
pub(super) struct Hour {
    pub(super) time: Time,
    pub(super) offset: Option<Offset>,
    /// It is the end of the day: `24:00`, `midnight`.
    pub(super) is_next_day: bool,
    pub(super) next: usize,
}

/// What figures say, before the half of the day is known.
struct Clock {
    hour: i32,
    minute: i32,
    /// Something besides the figures says that they are an hour.
    is_told: bool,
    next: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
    /// An afternoon whose twelfth hour is midnight.
    Night,
}

/// Reads the hour at token `index`: `at 18.00`, `ore 18`, `18 Uhr 30`, `6 часов вечера`, `a las 6 de la tarde`, `晚6点`.
pub(super) fn read(tokens: &Tokens<'_>, index: usize) -> Option<Hour> {
    let (at, is_introduced) = skip_introduction(tokens, index);
    let (before, at) = half(tokens, at).map_or((None, at), |(half, next)| (Some(half), next));
    let (time, is_next_day, next) = match named(tokens, at) {
        Some(named) => named,
        None => {
            let clock = clock(tokens, at)?;
            let (behind, next) = half(tokens, clock.next).map_or((None, clock.next), |(half, next)| (Some(half), next));
            let zoned = || read_zone(tokens, next).is_some() && !tokens.is_mark(next, DASHES);
            if !(clock.is_told || is_introduced || before.or(behind).is_some() || zoned()) {
                return None;
            }
            let (time, is_next_day) = of_day(&clock, behind.or(before))?;
            (time, is_next_day, next)
        }
    };
    // `10:00-12:00` are two hours; `T18:00-05:00` is one, with its zone.
    let is_precise = tokens.is_word(index, &["T"]);
    let zone = read_zone(tokens, next).filter(|_| is_precise || !tokens.is_mark(next, DASHES));
    let (offset, next) = zone.map_or((None, next), |(offset, end)| (Some(offset), end));
    Some(Hour { time, offset, is_next_day, next })
}

const DASHES: &[char] = &['-', '−', '–'];

/// The token behind a phrase, which may be of several words.
fn phrase(tokens: &Tokens<'_>, index: usize, sign: Sign) -> Option<usize> {
    let behind = tokens.behind(index);
    let rest = words::after(sign, behind.trim_start())?;
    Some(tokens.skip_bytes(index, behind.len() - rest.len()))
}

/// Commas and the small words before an hour, and whether one of these was there.
fn skip_introduction(tokens: &Tokens<'_>, index: usize) -> (usize, bool) {
    const MOST: usize = 4;
    let (mut at, mut is_introduced) = (index, false);
    for _ in 0..MOST {
        at = tokens.skip_mark(at, &[',', '-', '–', '—', '|', '(', '（', '،', '、', '/', ';']);
        let of_timestamp = || tokens.is_word(at, &["T"]).then_some(at + 1);
        if let Some(next) = phrase(tokens, at, Sign::BeforeTime).or_else(of_timestamp) {
            at = tokens.skip_mark(next, &['.']);
            is_introduced = true;
        }
    }
    (at, is_introduced)
}

/// `p.m.`, `in the evening`, `下午`.
fn half(tokens: &Tokens<'_>, index: usize) -> Option<(Half, usize)> {
    let said = [(Sign::Night, Half::Night), (Sign::Afternoon, Half::Afternoon), (Sign::Morning, Half::Morning)];
    let mut said = said.into_iter().filter_map(|(sign, half)| Some((half, phrase(tokens, index, sign)?)));
    let dotted = || {
        let (half, next) = read_half(tokens, index)?;
        Some((if half.is_after() { Half::Afternoon } else { Half::Morning }, next))
    };
    said.next().or_else(dotted)
}

/// `noon`, `12 noon`, `midnight`: the end of the day that stands beside it.
fn named(tokens: &Tokens<'_>, index: usize) -> Option<(Time, bool, usize)> {
    let at = index + usize::from(tokens.figures(index, 2..3) == Some(12));
    let is_alone = |next: &usize| clock(tokens, *next).is_none_or(|clock| !clock.is_told);
    let noon = phrase(tokens, at, Sign::Noon).filter(is_alone);
    let midnight = || phrase(tokens, at, Sign::Midnight).filter(is_alone);
    match noon {
        Some(next) => Some((Time::constant(12, 0, 0, 0), false, next)),
        None => midnight().map(|next| (Time::midnight(), true, next)),
    }
}

/// `18`, `18.00`, `18 h 30`, `18 Uhr 30`, `18時半`, `1800`.
fn clock(tokens: &Tokens<'_>, index: usize) -> Option<Clock> {
    if let Some(figures) = tokens.figures(index, 4..5) {
        let unit = phrase(tokens, index + 1, Sign::Hours);
        let (hour, minute) = (figures / 100, figures % 100);
        return Some(Clock { hour, minute, is_told: unit.is_some(), next: unit.unwrap_or(index + 1) });
    }
    let hour = tokens.figures(index, 1..3)?;
    let (minute, next) = pointed(tokens, index + 1).or_else(|| spelled(tokens, index + 1))?;
    let unit = phrase(tokens, next, Sign::Hours);
    let is_told = next > index + 1 || unit.is_some();
    let next = unit.unwrap_or(next);
    let (minute, next) = match minute {
        None => minutes_behind(tokens, next).filter(|_| is_told).map_or((0, next), |(minute, next)| (minute, next)),
        Some(minute) => (minute, next),
    };
    // `12:00 noon`
    let noon = phrase(tokens, next, Sign::Noon).filter(|_| hour == 12);
    Some(Clock { hour, minute, is_told, next: noon.unwrap_or(next) })
}

/// `.00`, `:00:00`; a date in figures is none.
fn pointed(tokens: &Tokens<'_>, index: usize) -> Option<(Option<i32>, usize)> {
    const POINTS: &[char] = &['.', ':', '：'];
    let minute = tokens.figures(index + 1, 2..3).filter(|_| tokens.is_mark(index, POINTS))?;
    let seconds = tokens.is_mark(index + 2, &[':']) && tokens.figures(index + 3, 2..3).is_some();
    let next = index + if seconds { 4 } else { 2 };
    let is_date = tokens.is_mark(next, POINTS) && tokens.touches(next) && tokens.figures(next + 1, 1..5).is_some();
    (!is_date).then_some((Some(minute), next))
}

/// `時`, `시 30분`, `h 30`, `時半`, or nothing at all.
fn spelled(tokens: &Tokens<'_>, index: usize) -> Option<(Option<i32>, usize)> {
    let is_spelled = tokens.is_mark(index, &['時', '时', '시', '点', '點']) || tokens.is_word(index, &["h"]);
    if !is_spelled {
        return Some((None, index));
    }
    match tokens.word(index + 1) {
        Some("半" | "반") => Some((Some(30), index + 2)),
        // A half that goes on in other letters is not understood.
        Some(word) if word.starts_with(['半', '반']) => None,
        _ => {
            let minute = minutes_behind(tokens, index + 1);
            Some(minute.map_or((None, index + 1), |(minute, next)| (Some(minute), next)))
        }
    }
}

/// `30` behind the word for hours, and its own word; no day, `12 March`, `05.03.2031`.
fn minutes_behind(tokens: &Tokens<'_>, index: usize) -> Option<(i32, usize)> {
    let minute = tokens.figures(index, 2..3).filter(|minute| *minute < 60)?;
    let is_day = tokens.is_mark(index + 1, &['.', '/', '-', ':', '月', '월', '日', '일'])
        || (index + 1..=index + 2).any(|at| tokens.word(at).is_some_and(|word| words::month(word).is_some()));
    let next = tokens.skip_mark(index + 1, &['分', '분']);
    (!is_day).then_some((minute, tokens.skip_word(next, &["min"])))
}

/// The time of the day, and whether it is the day's end.
fn of_day(clock: &Clock, half: Option<Half>) -> Option<(Time, bool)> {
    let Clock { hour, minute, .. } = *clock;
    let ends_day = (hour == 24 && minute == 0) || (hour == 12 && half == Some(Half::Night));
    let hour = match half {
        _ if ends_day => 0,
        // `2 at night` may be that of the day before.
        Some(Half::Night) if hour < 5 => return None,
        Some(Half::Afternoon | Half::Night) if hour < 12 => hour + 12,
        Some(Half::Morning) if hour == 12 => 0,
        _ => hour,
    };
    let small = |value: i32| i8::try_from(value).ok();
    Some((Time::new(small(hour)?, small(minute)?, 0, 0).ok()?, ends_day))
}
