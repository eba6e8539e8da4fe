//! The day that a date says, in figures or with the month as a word.

use super::tokens::{Token, Tokens};
use super::{Day, Order};
use crate::parse::words;
use jiff::civil::{Date, Weekday};

/// A day, whether it is the last of several, and the token behind it.
pub(super) struct Read {
    pub(super) day: Day,
    pub(super) is_range: bool,
    pub(super) next: usize,
}

/// The years that a release can be of; `1445` is a year of the Hijra, or no year.
const YEARS: std::ops::Range<i32> = 1900..2200;

/// No further behind the first token of a day stand its figures: a month in two tongues and two words each has fewer.
pub(super) const FARTHEST_FIGURES: usize = 7;

/// Reads the day that begins at token `index`.
pub(super) fn read(tokens: &Tokens<'_>, index: usize) -> Option<Read> {
    let single = |(day, next)| Read { day, is_range: false, next };
    if let Some(read) = read_year_first(tokens, index).or_else(|| read_figures(tokens, index)) {
        return Some(single(read));
    }
    read_range(tokens, index)
        .map(|(day, next)| Read { day, is_range: true, next })
        .or_else(|| read_day_month(tokens, index).map(single))
        .or_else(|| read_month_day(tokens, index))
}

fn one(year: i32, month: i32, day: i32, order: Option<Order>) -> Option<Day> {
    if !YEARS.contains(&year) {
        return None;
    }
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Day::One { date, order })
}

/// `2024-08-07`, `2024. 8. 7.`, `'24. 8. 7.`, `2024年8月7日`, `令和6年8月7日`, `113年8月7日`, `2024년 8월 7일`.
fn read_year_first(tokens: &Tokens<'_>, index: usize) -> Option<(Day, usize)> {
    let (year, at, is_era) = read_leading_year(tokens, index)?;
    let (separator, closing) = match tokens.at(at)? {
        Token::Mark('年' | '년') => (['月', '월'], ['日', '일']),
        Token::Mark(mark @ ('-' | '/' | '.')) if !is_era => ([mark, mark], ['.', '.']),
        _ => return None,
    };
    let month = tokens.figures(at + 1, 1..3)?;
    let day = tokens.figures(at + 3, 1..3).filter(|_| tokens.is_mark(at + 2, &separator))?;
    Some((one(year, month, day, None)?, tokens.skip_mark(at + 4, &closing)))
}

/// The year, the token behind it, and whether it is counted in an era.
fn read_leading_year(tokens: &Tokens<'_>, index: usize) -> Option<(i32, usize, bool)> {
    match tokens.at(index)? {
        Token::Word(word) => Some((era_start(word)? + tokens.figures(index + 1, 1..4)?, index + 2, true)),
        Token::Figures(year, 4) => Some((year, index + 1, false)),
        // A year of three figures is counted from 1911, as in Taipei, whose era need not be printed.
        Token::Figures(year @ 100..200, 3) if tokens.is_mark(index + 1, &['年']) => {
            Some((year + 1911, index + 1, true))
        }
        // `'24. 8. 7.`, as short Korean mastheads have it.
        Token::Mark('\'' | '’' | '‘') if tokens.is_mark(index + 2, &['.']) => {
            Some((2000 + tokens.figures(index + 1, 2..3)?, index + 2, false))
        }
        _ => None,
    }
}

/// `113/03/03`, counted from 1911, or `R6.3.3`, with the first letter of an era, at the start; and the token behind it.
pub(super) fn read_era_figures(tokens: &Tokens<'_>) -> Option<(Day, usize)> {
    let (year, at) = match tokens.at(0)? {
        Token::Figures(year @ 100..200, 3) => (year + 1911, 1),
        Token::Word(word) => {
            let start = ERA_LETTERS.iter().find(|(letter, _)| *letter == word)?.1;
            (start + tokens.figures(1, 1..3)?, 2)
        }
        _ => return None,
    };
    let Token::Mark(mark @ ('-' | '/' | '.')) = tokens.at(at)? else { return None };
    let month = tokens.figures(at + 1, 1..3)?;
    let day = tokens.figures(at + 3, 1..3).filter(|_| tokens.is_mark(at + 2, &[mark]))?;
    Some((one(year, month, day, None)?, tokens.skip_mark(at + 4, &['.'])))
}

/// The eras of Japan by their first letters.
const ERA_LETTERS: [(&str, i32); 4] = [("R", 2018), ("H", 1988), ("S", 1925), ("T", 1911)];

/// The names of eras, with the year before the first of each.
pub(super) const ERAS: [(&str, i32); 5] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)];

/// The year before the first of an era, where a word ends with its name.
fn era_start(word: &str) -> Option<i32> {
    ERAS.iter().find(|(name, _)| word.ends_with(name)).map(|&(_, start)| start)
}

/// `08/07/2024`, `07.08.2024`, `7-8-24`.
fn read_figures(tokens: &Tokens<'_>, index: usize) -> Option<(Day, usize)> {
    let first = tokens.figures(index, 1..3)?;
    let Token::Mark(mark @ ('/' | '.' | '-')) = tokens.at(index + 1)? else { return None };
    // `675-15-04-2024` is a number with a date in it.
    let number = index >= 2 && tokens.touches(index) && tokens.is_mark(index - 1, &[mark]) && tokens.touches(index - 1);
    if number && matches!(tokens.at(index - 2), Some(Token::Figures(..))) {
        return None;
    }
    let second = tokens.figures(index + 2, 1..3).filter(|_| tokens.is_mark(index + 3, &[mark]))?;
    let year = match tokens.at(index + 4)? {
        Token::Figures(year, 4) => year,
        Token::Figures(year, 2) if mark != '-' => 2000 + year,
        _ => return None,
    };
    let month_first = one(year, first, second, Some(Order::MonthFirst));
    let day_first = one(year, second, first, Some(Order::DayFirst));
    let day = match (month_first, day_first) {
        (Some(Day::One { date, .. }), Some(_)) if first == second => Day::One { date, order: None },
        // With full stops the day comes first, wherever it is written.
        (_, Some(day)) if mark == '.' => day,
        (Some(Day::One { date: month_first, .. }), Some(Day::One { date: day_first, .. })) => {
            Day::Either { month_first, day_first }
        }
        (one, other) => one.or(other)?,
    };
    Some((day, index + 5))
}

/// `3–5 March 2031`, `3 to 5 March 2031`, `28 February – 2 March 2031`: the last day.
fn read_range(tokens: &Tokens<'_>, index: usize) -> Option<(Day, usize)> {
    let (_, at) = read_day(tokens, index)?;
    let at = read_month(tokens, at).map_or(at, |(_, next)| next);
    read_day_month(tokens, skip_to(tokens, at)?)
}

/// The token behind `–`, `to`, `bis`, `и`: what stands between the first day and the last.
fn skip_to(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    let dash = tokens.is_mark(index, &['-', '–', '—', '−', '/', '&']);
    let word = tokens.is_word(index, &["to", "and", "au", "et", "bis", "und", "al", "a", "y", "по", "и", "до"]);
    (dash || word).then(|| tokens.skip_word(index + 1, &["le", "el"]))
}

/// `7`, `7.`, `7th`, `1er`, and the token behind it.
fn read_day(tokens: &Tokens<'_>, index: usize) -> Option<(i32, usize)> {
    let day = tokens.figures(index, 1..3).filter(|day| (1..=31).contains(day))?;
    let at = tokens.skip_mark(index + 1, &['.', 'º', '°']);
    Some((day, tokens.skip_word(at, &["st", "nd", "rd", "th", "er", "º", "го", "е"])))
}

/// `August`, `Aug.`, `كانون الثاني/يناير`, and the token behind it.
fn read_month(tokens: &Tokens<'_>, index: usize) -> Option<(i32, usize)> {
    let (month, next) = read_month_name(tokens, index)?;
    // In two tongues: `آب/أغسطس`.
    let other = tokens.is_mark(next, &['/', '(']).then(|| read_month_name(tokens, next + 1)).flatten();
    let next = match other {
        Some((same, behind)) if same == month => tokens.skip_mark(behind, &[')']),
        _ => tokens.skip_mark(next, &['.']),
    };
    Some((month, next))
}

/// The same where a day may follow: most words are looked up for nothing.
fn read_month_before_figures(tokens: &Tokens<'_>, index: usize) -> Option<(i32, usize)> {
    let figures = |at: usize| matches!(tokens.at(at), Some(Token::Figures(..)));
    (index + 1..=index + FARTHEST_FIGURES).any(figures).then(|| read_month(tokens, index)).flatten()
}

fn read_month_name(tokens: &Tokens<'_>, index: usize) -> Option<(i32, usize)> {
    let word = tokens.word(index)?;
    // A name of two words is one in the word files, with a mark between that is not seen.
    let second = tokens.word(index + 1).filter(|second| !second.is_ascii());
    let two = second.and_then(|second| words::month(&format!("{word}\u{200C}{second}")));
    let month = two.or_else(|| words::month(word))?;
    Some((i32::from(month), index + if two.is_some() { 2 } else { 1 }))
}

/// `7 August 2024`, `7th of August, 2024`, `7-Aug-2024`, `1er août 2024`, `7 de agosto de 2024`.
fn read_day_month(tokens: &Tokens<'_>, index: usize) -> Option<(Day, usize)> {
    let (day, month, at) = read_named_day(tokens, index)?;
    let (year, next) = read_year(tokens, at)?;
    Some((one(year, month, day, None)?, next))
}

/// `7 August`, `7th day of August`, `7 de agosto`.
fn read_named_day(tokens: &Tokens<'_>, index: usize) -> Option<(i32, i32, usize)> {
    let (day, mut at) = read_day(tokens, index)?;
    at = tokens.skip_mark(tokens.skip_word(at, &["day"]), &['-']);
    at = tokens.skip_word(at, &["of", "de", "d", "del", "من"]);
    let (month, next) = read_month(tokens, tokens.skip_mark(at, &['\'', '’']))?;
    Some((day, month, next))
}

/// `August 7, 2024`, `Aug. 7th 2024`, `March 3–5, 2024`.
fn read_month_day(tokens: &Tokens<'_>, index: usize) -> Option<Read> {
    let (month, at) = read_month_before_figures(tokens, index)?;
    let (first, at) = read_day(tokens, at)?;
    let last = skip_to(tokens, at).and_then(|to| read_day(tokens, to));
    let (day, at) = last.unwrap_or((first, at));
    let (year, next) = read_year(tokens, at)?;
    Some(Read { day: one(year, month, day, None)?, is_range: last.is_some(), next })
}

/// `, 2024`, `de 2024`, `-2024`, `พ.ศ. 2567`.
fn read_year(tokens: &Tokens<'_>, index: usize) -> Option<(i32, usize)> {
    let mut at = tokens.skip_mark(index, &[',', '.', '،', '-']);
    at = tokens.skip_word(at, &["de", "del"]);
    let buddhist = tokens.is_word(at, &["พ"]) && tokens.is_word(at + 2, &["ศ"]);
    if buddhist {
        at = tokens.skip_mark(at + 3, &['.']);
    }
    let year = tokens.figures(at, 4..5)?;
    Some((if buddhist { year - 543 } else { year }, at + 1))
}

/// Month and day of `August 7`, `7 August`, `8月7日`, `8월 7일` at token `index`, and the token behind.
pub(super) fn read_without_year(tokens: &Tokens<'_>, index: usize) -> Option<(i8, i8, usize)> {
    let figures = || {
        let month = tokens.figures(index, 1..3).filter(|_| tokens.is_mark(index + 1, &['月', '월']))?;
        let day = tokens.figures(index + 2, 1..3).filter(|_| tokens.is_mark(index + 3, &['日', '일']))?;
        Some((day, month, index + 4))
    };
    let month_day = || {
        let (month, at) = read_month_before_figures(tokens, index)?;
        let (day, next) = read_day(tokens, at)?;
        Some((day, month, next))
    };
    let (day, month, next) = figures().or_else(|| read_named_day(tokens, index)).or_else(month_day)?;
    // 2024 is a leap year, so that 29 February is a day.
    Date::new(2024, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((i8::try_from(month).ok()?, i8::try_from(day).ok()?, next))
}

/// The day of the week that stands before token `from`, or behind the date in brackets at token `to`; with the token
/// behind that.
pub(super) fn weekday(tokens: &Tokens<'_>, from: usize, to: usize) -> (Option<Weekday>, usize) {
    let mut before = from;
    for _ in 0..2 {
        before -= usize::from(before > 0 && tokens.is_mark(before - 1, &[',', '.', '،', '(']));
        let filler = before.checked_sub(1).is_some_and(|at| tokens.is_word(at, &["the", "le", "den", "el"]));
        before -= usize::from(filler);
    }
    let leading = before.checked_sub(1).and_then(|at| words::weekday(tokens.word(at)?));
    match trailing_weekday(tokens, to) {
        Some((day, next)) => (leading.or(Some(day)), next),
        None => (leading, to),
    }
}

/// `(Wednesday)`, `(수)`, `（水）`, `星期三`, and the token behind it.
fn trailing_weekday(tokens: &Tokens<'_>, to: usize) -> Option<(Weekday, usize)> {
    let rest = tokens.behind(to);
    let inside = rest.trim_start_matches([' ', '(', '（', ',', '\u{A0}']);
    let opened = rest[..rest.len() - inside.len()].contains(['(', '（']);
    let short = || {
        let letter = inside.chars().next().filter(|_| opened)?;
        let closed = inside[letter.len_utf8()..].starts_with([')', '）']);
        Some((short_weekday(letter).filter(|_| closed)?, letter.len_utf8()))
    };
    let word = || {
        let word = tokens.word(tokens.skip_mark(to, &['(', '（', ',']))?;
        Some((words::weekday(word)?, word.len()))
    };
    let (day, length) = words::unspaced_weekday(inside).or_else(short).or_else(word)?;
    let next = tokens.skip_bytes(to, rest.len() - inside.len() + length);
    Some((day, tokens.skip_mark(next, &[')', '）'])))
}

/// `(수)`, `（水）`: what a bracket behind a date can mean.
fn short_weekday(letter: char) -> Option<Weekday> {
    match letter {
        '월' | '月' => Some(Weekday::Monday),
        '화' | '火' => Some(Weekday::Tuesday),
        '수' | '水' => Some(Weekday::Wednesday),
        '목' | '木' => Some(Weekday::Thursday),
        '금' | '金' => Some(Weekday::Friday),
        '토' | '土' => Some(Weekday::Saturday),
        '일' | '日' => Some(Weekday::Sunday),
        _ => None,
    }
}
