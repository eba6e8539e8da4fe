//! The time that stands behind a date, and its zone.

use super::tokens::{Token, Tokens};
use crate::parse::words::{self, Sign};
use jiff::civil::Time;
use jiff::tz::Offset;

/// A time of the day, its zone, and the token behind it.
pub(super) type Read = (Time, Option<Offset>, usize);

/// `03:21`, `3:21 p.m.`, `18h00`, `18 h 30`, `18.00 Uhr`, `18:00 CET`, `오후 3시`, `下午3时30分`, `noon`, `1800 hrs`.
pub(super) fn read(tokens: &Tokens<'_>, index: usize) -> Option<Read> {
    let mut at = index;
    // No more than a bracket and a word or two: `, at`, ` (le jour même) ` is none.
    for _ in 0..3 {
        at = tokens.skip_mark(at, &[',', '-', '–', '—', '|', '(', '،', '/']);
        if is(tokens, at, Sign::BeforeTime) {
            at = tokens.skip_mark(at + 1, &['.']);
        }
    }
    let (half, at) = read_half(tokens, at).map_or((None, at), |(half, next)| (Some(half), next));
    let (time, next) = match half {
        None => read_named(tokens, at).or_else(|| read_clock(tokens, at))?,
        Some(half) => read_hours(tokens, at, Some(half))?,
    };
    // `10:00-12:00` are two times; `18:00:00-05:00` is one, with its zone.
    let precise = tokens.is_word(index, &["T"]) || (next >= 4 && tokens.is_mark(next - 4, &[':']));
    let next = skip_unit(tokens, next);
    let zone = read_zone(tokens, next).filter(|_| precise || !tokens.is_mark(next, &['-', '−', '–']));
    Some(zone.map_or((time, None, next), |(offset, end)| (time, Some(offset), end)))
}

fn is(tokens: &Tokens<'_>, index: usize, sign: Sign) -> bool {
    tokens.word(index).is_some_and(|word| words::is(sign, word))
}

/// `hrs`, `Uhr`, `heures` behind figures.
fn skip_unit(tokens: &Tokens<'_>, index: usize) -> usize {
    if is(tokens, index, Sign::Hours) { tokens.skip_mark(index + 1, &['.']) } else { index }
}

/// `noon`, `12 noon`, `midnight`.
fn read_named(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize)> {
    let at = index + usize::from(tokens.figures(index, 2..3) == Some(12));
    let hour = match tokens.word(at)? {
        word if words::is(Sign::Noon, word) => 12,
        word if words::is(Sign::Midnight, word) => 0,
        _ => return None,
    };
    Some((Time::new(hour, 0, 0, 0).ok()?, at + 1))
}

/// Figures, and what behind them says that they are a time.
fn read_clock(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize)> {
    if let Some(figures) = tokens.figures(index, 4..5) {
        // `2030-2031` are two years.
        let zoned = || !tokens.is_mark(index + 1, &['-', '−', '–']) && read_zone(tokens, index + 1).is_some();
        let said = is(tokens, index + 1, Sign::Hours) || zoned();
        return Some((time(figures / 100, figures % 100, 0)?, index + 1)).filter(|_| said);
    }
    read_hours(tokens, index, None)
}

/// `3:21 p.m.`, `18h30`, `3시`; `half` is a half of the day that stood before.
fn read_hours(tokens: &Tokens<'_>, index: usize, half: Option<Half>) -> Option<(Time, usize)> {
    let hour = tokens.figures(index, 1..3)?;
    let mut at = index + 1;
    let spelled = tokens.is_mark(at, &['時', '时', '시', '点', '點']) || tokens.is_word(at, &["h"]);
    let pointed = tokens.is_mark(at, &['.', ':', '：']);
    let minute = tokens.figures(at + 1, 2..3).filter(|_| spelled || pointed);
    at += if minute.is_some() { 2 } else { usize::from(spelled) };
    let mut second = None;
    if minute.is_some() {
        at = tokens.skip_mark(at, &['分', '분']);
        at = tokens.skip_word(at, &["min"]);
        second = tokens.figures(at + 1, 2..3).filter(|_| tokens.is_mark(at, &[':']));
        at += if second.is_some() { 2 } else { 0 };
    }
    let behind = read_half(tokens, at);
    let colon = minute.is_some() && (spelled || tokens.is_mark(index + 1, &[':', '：']));
    let unit = is(tokens, at, Sign::Hours) || (minute.is_some() && read_zone(tokens, at).is_some());
    if !(colon || spelled || unit || half.is_some() || behind.is_some()) {
        return None;
    }
    let (half, at) = behind.map_or((half, at), |(half, next)| (Some(half), next));
    // `12:00 noon`.
    let at = at + usize::from(hour == 12 && is(tokens, at, Sign::Noon));
    let hour = match half {
        Some(Half::After) if hour < 12 => hour + 12,
        Some(Half::Before) if hour == 12 => 0,
        _ => hour,
    };
    Some((time(hour, minute.unwrap_or(0), second.unwrap_or(0))?, at))
}

fn time(hour: i32, minute: i32, second: i32) -> Option<Time> {
    let small = |value: i32| i8::try_from(value).ok();
    Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()
}

/// Before or after noon.
#[derive(Clone, Copy)]
pub(super) enum Half {
    Before,
    After,
}

impl Half {
    pub(super) fn is_after(self) -> bool {
        matches!(self, Half::After)
    }
}

/// `pm`, `p.m.`, `오후`, `下午`, `مساء`, and the token behind.
pub(super) fn read_half(tokens: &Tokens<'_>, index: usize) -> Option<(Half, usize)> {
    let half = |afternoon: bool| if afternoon { Half::After } else { Half::Before };
    if is(tokens, index, Sign::Morning) || is(tokens, index, Sign::Afternoon) {
        return Some((half(is(tokens, index, Sign::Afternoon)), index + 1));
    }
    let dotted =
        tokens.is_word(index, &["a", "p"]) && tokens.is_mark(index + 1, &['.']) && tokens.is_word(index + 2, &["m"]);
    dotted.then(|| (half(tokens.is_word(index, &["p"])), tokens.skip_mark(index + 3, &['.'])))
}

/// `GMT`, `CET`, `(UTC+9)`, `+01:00`. Letters that mean several zones (`IST`, `CST`) are not read.
pub(super) fn read_zone(tokens: &Tokens<'_>, index: usize) -> Option<(Offset, usize)> {
    let mut at = tokens.skip_mark(index, &['(', ',', '（']);
    if let Some((hours, words)) = named_zone(tokens, at) {
        return Some((Offset::from_hours(hours).ok()?, tokens.skip_mark(at + words, &[')', '）'])));
    }
    let named = match tokens.word(at) {
        Some(word) => Some(zone_hours(word)?),
        None => None,
    };
    at += usize::from(named.is_some());
    let sign = match tokens.at(at) {
        Some(Token::Mark('+')) => 1,
        Some(Token::Mark('-' | '−' | '–')) if named.is_none() || tokens.figures(at + 1, 1..5).is_some() => -1,
        _ => return Some((Offset::from_hours(named?).ok()?, tokens.skip_mark(at, &[')', '）']))),
    };
    let (hours, minutes, end) = read_shift(tokens, at + 1, named.is_some())?;
    let offset = Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?;
    Some((offset, tokens.skip_mark(end, &[')', '）'])))
}

/// `Eastern Daylight Time`, and of how many words it is.
fn named_zone(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    const NAMES: [(&str, i8); 9] = [
        ("eastern daylight time", -4),
        ("eastern standard time", -5),
        ("central daylight time", -5),
        ("central standard time", -6),
        ("pacific daylight time", -7),
        ("pacific standard time", -8),
        ("greenwich mean time", 0),
        ("central european time", 1),
        ("central european summer time", 2),
    ];
    let said = |name: &str| name.split(' ').enumerate().all(|(place, word)| tokens.is_word(index + place, &[word]));
    let (name, hours) = NAMES.into_iter().find(|(name, _)| said(name))?;
    Some((hours, name.split(' ').count()))
}

/// `9`, `09:00`, `0900` behind the sign of a zone; only behind a name may the minutes be missing.
fn read_shift(tokens: &Tokens<'_>, index: usize, named: bool) -> Option<(i32, i32, usize)> {
    if let Some(both) = tokens.figures(index, 4..5) {
        return Some((both / 100, both % 100, index + 1));
    }
    let hours = tokens.figures(index, 1..3)?;
    match tokens.figures(index + 2, 2..3).filter(|_| tokens.is_mark(index + 1, &[':'])) {
        Some(minutes) => Some((hours, minutes, index + 3)),
        None => named.then_some((hours, 0, index + 1)),
    }
}

fn zone_hours(word: &str) -> Option<i8> {
    match word {
        "UTC" | "GMT" | "Z" | "WET" => Some(0),
        "CET" | "MEZ" | "BST" | "WAT" | "WEST" => Some(1),
        "CEST" | "MESZ" | "CAT" | "SAST" | "EET" => Some(2),
        "MSK" | "МСК" | "EAT" | "EEST" | "TRT" => Some(3),
        "PKT" => Some(5),
        "WIB" | "ICT" => Some(7),
        "HKT" | "SGT" | "AWST" | "PHT" => Some(8),
        "KST" | "JST" => Some(9),
        "AEST" => Some(10),
        "AEDT" => Some(11),
        "NZST" => Some(12),
        "NZDT" => Some(13),
        "EST" => Some(-5),
        "EDT" => Some(-4),
        "CDT" => Some(-5),
        "PST" => Some(-8),
        "PDT" => Some(-7),
        _ => None,
    }
}
