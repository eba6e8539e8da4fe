//! Dates and times as they are printed.
//!
//! ```text
//! 7 August 2024   August 7, 2024   7. August 2024   le 7 août 2024   7 de agosto de 2024
//! 2024-08-07   2024/8/7   2024. 8. 7.   07.08.2024   08/07/2024   2024년 8월 7일   2024年8月7日   令和6年8月7日
//! with a time behind: 03:21   3:21 p.m.   18h00   18:00 CET   18:00 (UTC+9)
//! ```

use super::words;
use crate::release::Moment;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use std::ops::Range;

/// A date that was found in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Printed {
    /// Where it stands, its time included.
    pub(super) range: Range<usize>,
    pub(super) day: Day,
    pub(super) time: Option<Time>,
    pub(super) offset: Option<Offset>,
}

/// The day that a print says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Day {
    /// One day, however it is read.
    One {
        date: Date,
        /// What the print shows of the order of figures.
        order: Option<Order>,
    },
    /// Figures that could be read two ways.
    Either { month_first: Date, day_first: Date },
}

/// Whether the day or the month comes first in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    MonthFirst,
    DayFirst,
}

impl Printed {
    /// The moment, with figures read in `order`; `None` where the order would settle it and is not known.
    pub(super) fn moment(&self, order: Option<Order>) -> Option<Moment> {
        let date = match (self.day, order) {
            (Day::One { date, .. }, _) => date,
            (Day::Either { month_first, .. }, Some(Order::MonthFirst)) => month_first,
            (Day::Either { day_first, .. }, Some(Order::DayFirst)) => day_first,
            (Day::Either { .. }, None) => return None,
        };
        Some(Moment { date, time: self.time, offset: self.offset })
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Figures(i32, usize),
    Word(&'a str),
    Mark(char),
}

struct Tokens<'a> {
    tokens: Vec<(Token<'a>, Range<usize>)>,
}

impl<'a> Tokens<'a> {
    fn of(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let length = match class(letter) {
                Class::Space => {
                    at += letter.len_utf8();
                    continue;
                }
                Class::Mark => letter.len_utf8(),
                class_of_token => {
                    let rest = &text[at..];
                    rest.find(|c| class(c) != class_of_token).unwrap_or(rest.len())
                }
            };
            let range = at..at + length;
            let words = &text[range.clone()];
            let token = match class(letter) {
                Class::Digit => Token::Figures(figures(words), words.chars().count()),
                Class::Mark => Token::Mark(letter),
                _ => Token::Word(words),
            };
            tokens.push((token, range));
            at += length;
        }
        Self { tokens }
    }

    fn at(&self, index: usize) -> Option<Token<'a>> {
        self.tokens.get(index).map(|&(token, _)| token)
    }

    fn figures(&self, index: usize, digits: Range<usize>) -> Option<i32> {
        match self.at(index)? {
            Token::Figures(value, count) if digits.contains(&count) => Some(value),
            _ => None,
        }
    }

    fn is_mark(&self, index: usize, marks: &[char]) -> bool {
        matches!(self.at(index), Some(Token::Mark(mark)) if marks.contains(&mark))
    }

    fn is_word(&self, index: usize, known: &[&str]) -> bool {
        matches!(self.at(index), Some(Token::Word(word)) if known.iter().any(|known| word.eq_ignore_ascii_case(known)))
    }

    /// The index behind an optional mark.
    fn skip_mark(&self, index: usize, marks: &[char]) -> usize {
        index + usize::from(self.is_mark(index, marks))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Space,
    Digit,
    Letter,
    /// Characters that are words of their own: `年`, `월`.
    Mark,
}

fn class(letter: char) -> Class {
    match letter {
        '年' | '月' | '日' | '년' | '월' | '일' | '時' | '时' | '分' | '시' | '분' => Class::Mark,
        _ if letter.is_whitespace() => Class::Space,
        _ if digit(letter).is_some() => Class::Digit,
        _ if letter.is_alphabetic() || letter == '\u{200C}' => Class::Letter,
        _ => Class::Mark,
    }
}

/// The value of a decimal digit: European, Arabic-Indic, Persian or full-width.
pub(super) fn digit(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => Some(letter as u32 - '0' as u32),
        '\u{660}'..='\u{669}' => Some(letter as u32 - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(letter as u32 - 0x6F0),
        '\u{FF10}'..='\u{FF19}' => Some(letter as u32 - 0xFF10),
        _ => None,
    }
}

fn figures(words: &str) -> i32 {
    words.chars().filter_map(digit).fold(0_i32, |value, digit| value.saturating_mul(10).saturating_add(digit as i32))
}

/// Every date in `text`, in order.
pub(super) fn find_all(text: &str) -> Vec<Printed> {
    if !text.chars().any(|letter| digit(letter).is_some()) {
        return Vec::new();
    }
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.tokens.len() {
        match read_at(&tokens, index) {
            Some((printed, next)) => {
                found.push(printed);
                index = next;
            }
            None => index += 1,
        }
    }
    found
}

/// The first date in `text`.
pub(super) fn find(text: &str) -> Option<Printed> {
    find_all(text).into_iter().next()
}

/// The first date in `text`, with the time before it where none is behind: `18:00 (UTC+9) on 7 August 2024`.
pub(super) fn find_until(text: &str) -> Option<Printed> {
    let mut found = find(text)?;
    if found.time.is_none()
        && let Some((time, offset)) = last_time(&text[..found.range.start])
    {
        (found.time, found.offset) = (time, offset);
    }
    Some(found)
}

/// The time that `text` ends with, but for a word or two such as `hours on`.
fn last_time(text: &str) -> Option<(Option<Time>, Option<Offset>)> {
    const MOST_BEHIND: usize = 3;
    let tokens = Tokens::of(text);
    let count = tokens.tokens.len();
    let times = (0..count).filter(|&index| matches!(tokens.at(index), Some(Token::Figures(..))));
    let mut times = times.filter_map(|index| read_time(&tokens, index));
    times.find(|(_, _, end)| count - end <= MOST_BEHIND).map(|(time, offset, _)| (time, offset))
}

/// Month and day of every `August 7` or `7 August` in `text`, with or without a year.
pub(super) fn named_days(text: &str) -> Vec<(i8, i8)> {
    let tokens = Tokens::of(text);
    let indices = 0..tokens.tokens.len();
    indices
        .filter_map(|index| {
            let Some(Token::Word(word)) = tokens.at(index) else { return None };
            let month = words::month(word)?;
            let behind = tokens.figures(tokens.skip_mark(index + 1, &['.']), 1..3);
            let before = index.checked_sub(1).and_then(|before| tokens.figures(before, 1..3));
            let day = behind.or(before).filter(|day| (1..=31).contains(day))?;
            Some((month, day as i8))
        })
        .collect()
}

/// Reads the date that begins at token `index`, and the time behind it; gives where it ends.
fn read_at(tokens: &Tokens<'_>, index: usize) -> Option<(Printed, usize)> {
    let (day, next) = read_year_first(tokens, index)
        .or_else(|| read_figures(tokens, index))
        .or_else(|| read_day_month(tokens, index))
        .or_else(|| read_month_day(tokens, index))?;
    let (time, offset, end) = read_time(tokens, next).unwrap_or((None, None, next));
    let range = tokens.tokens[index].1.start..tokens.tokens[end - 1].1.end;
    Some((Printed { range, day, time, offset }, end))
}

fn one(year: i32, month: i32, day: i32, order: Option<Order>) -> Option<Day> {
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Day::One { date, order })
}

/// `2024-08-07`, `2024. 8. 7.`, `2024年8月7日`, `令和6年8月7日`, `2024년 8월 7일`.
fn read_year_first(tokens: &Tokens<'_>, index: usize) -> Option<(Day, usize)> {
    let era = match tokens.at(index)? {
        Token::Word(word) => Some(era_start(word)?),
        _ => None,
    };
    let at = index + usize::from(era.is_some());
    let year = match era {
        Some(start) => start + tokens.figures(at, 1..4)?,
        None => tokens.figures(at, 4..5)?,
    };
    let (separator, closing) = match tokens.at(at + 1)? {
        Token::Mark('年' | '년') => (['月', '월'], ['日', '일']),
        Token::Mark(mark @ ('-' | '/' | '.')) if era.is_none() => ([mark, mark], ['.', '.']),
        _ => return None,
    };
    let month = tokens.figures(at + 2, 1..3)?;
    let day = tokens.figures(at + 4, 1..3).filter(|_| tokens.is_mark(at + 3, &separator))?;
    Some((one(year, month, day, None)?, tokens.skip_mark(at + 5, &closing)))
}

/// The year before the first of an era.
fn era_start(word: &str) -> Option<i32> {
    match word {
        "令和" => Some(2018),
        "平成" => Some(1988),
        "昭和" => Some(1925),
        "民國" | "民国" | "中華民國" => Some(1911),
        _ => None,
    }
}

/// `08/07/2024`, `07.08.2024`, `7-8-24`.
fn read_figures(tokens: &Tokens<'_>, index: usize) -> Option<(Day, usize)> {
    let first = tokens.figures(index, 1..3)?;
    let Token::Mark(mark @ ('/' | '.' | '-')) = tokens.at(index + 1)? else { return None };
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

/// `7 August 2024`, `7th of August, 2024`, `7. August 2024`, `1er août 2024`, `7 de agosto de 2024`.
fn read_day_month(tokens: &Tokens<'_>, index: usize) -> Option<(Day, usize)> {
    let day = tokens.figures(index, 1..3)?;
    let mut at = tokens.skip_mark(index + 1, &['.', 'º', '°']);
    at += usize::from(tokens.is_word(at, &["st", "nd", "rd", "th", "er", "º"]));
    at += usize::from(tokens.is_word(at, &["of", "de"]));
    let Some(Token::Word(word)) = tokens.at(at) else { return None };
    let month = words::month(word)?;
    let (year, next) = read_year(tokens, at + 1)?;
    Some((one(year, i32::from(month), day, None)?, next))
}

/// `August 7, 2024`, `Aug. 7th 2024`.
fn read_month_day(tokens: &Tokens<'_>, index: usize) -> Option<(Day, usize)> {
    let Token::Word(word) = tokens.at(index)? else { return None };
    let month = words::month(word)?;
    let at = tokens.skip_mark(index + 1, &['.']);
    let day = tokens.figures(at, 1..3)?;
    let at = at + 1 + usize::from(tokens.is_word(at + 1, &["st", "nd", "rd", "th"]));
    let (year, next) = read_year(tokens, at)?;
    Some((one(year, i32::from(month), day, None)?, next))
}

/// `, 2024`, `de 2024`, `. 2024`.
fn read_year(tokens: &Tokens<'_>, index: usize) -> Option<(i32, usize)> {
    let at = tokens.skip_mark(index, &[',', '.', '،']);
    let at = at + usize::from(tokens.is_word(at, &["de", "del"]));
    Some((tokens.figures(at, 4..5)?, at + 1))
}

/// What stands between a date and its time.
const BEFORE_TIME: [&str; 9] = ["at", "à", "um", "a", "las", "T", "um", "в", "kl"];

/// `03:21`, `3:21 p.m.`, `18h00`, `18.00 Uhr`, `18:00 CET`.
fn read_time(tokens: &Tokens<'_>, index: usize) -> Option<(Option<Time>, Option<Offset>, usize)> {
    let mut at = tokens.skip_mark(index, &[',', '-', '–', '|', '(']);
    while tokens.is_word(at, &BEFORE_TIME) {
        at += 1;
    }
    let hour = tokens.figures(at, 1..3)?;
    let colon = tokens.is_mark(at + 1, &[':', '時', '时', '시']) || tokens.is_word(at + 1, &["h"]);
    let minute = tokens.figures(at + 2, 2..3).filter(|_| colon);
    let mut next = if minute.is_some() { at + 3 } else { at + 1 };
    let mut second = None;
    if minute.is_some()
        && tokens.is_mark(next, &[':'])
        && let Some(value) = tokens.figures(next + 1, 2..3)
    {
        second = Some(value);
        next += 2;
    }
    let (afternoon, behind) = read_half(tokens, next);
    if minute.is_none() && afternoon.is_none() {
        return None;
    }
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let small = |value: i32| i8::try_from(value).ok();
    let time = Time::new(small(hour)?, small(minute.unwrap_or(0))?, small(second.unwrap_or(0))?, 0).ok()?;
    let (offset, end) = read_zone(tokens, behind).map_or((None, behind), |(offset, end)| (Some(offset), end));
    Some((Some(time), offset, end))
}

/// `pm`, `p.m.`: whether it is after noon.
fn read_half(tokens: &Tokens<'_>, index: usize) -> (Option<bool>, usize) {
    if tokens.is_word(index, &["am", "pm"]) {
        return (Some(tokens.is_word(index, &["pm"])), index + 1);
    }
    let dotted =
        tokens.is_word(index, &["a", "p"]) && tokens.is_mark(index + 1, &['.']) && tokens.is_word(index + 2, &["m"]);
    if dotted {
        return (Some(tokens.is_word(index, &["p"])), tokens.skip_mark(index + 3, &['.']));
    }
    (None, index)
}

/// `GMT`, `CET`, `(UTC+9)`, `+01:00`. Letters that mean several zones (`IST`, `CST`) are not read.
fn read_zone(tokens: &Tokens<'_>, index: usize) -> Option<(Offset, usize)> {
    let mut at = tokens.skip_mark(index, &['(', ',']);
    let named = match tokens.at(at) {
        Some(Token::Word(word)) => Some(zone_hours(word)?),
        _ => None,
    };
    at += usize::from(named.is_some());
    let sign = match tokens.at(at) {
        Some(Token::Mark('+')) => 1,
        Some(Token::Mark('-' | '−')) => -1,
        _ => return Some((Offset::from_hours(named?).ok()?, tokens.skip_mark(at, &[')']))),
    };
    let (hours, digits) = match tokens.at(at + 1)? {
        Token::Figures(value, digits @ (1 | 2)) => (value, digits),
        _ => return None,
    };
    let minutes = tokens.figures(at + 3, 2..3).filter(|_| tokens.is_mark(at + 2, &[':']));
    if named.is_none() && (minutes.is_none() || digits == 1) {
        return None;
    }
    let end = if minutes.is_some() { at + 4 } else { at + 2 };
    let seconds = sign * (hours * 3600 + minutes.unwrap_or(0) * 60);
    Some((Offset::from_seconds(seconds).ok()?, tokens.skip_mark(end, &[')'])))
}

fn zone_hours(word: &str) -> Option<i8> {
    match word {
        "UTC" | "GMT" | "Z" => Some(0),
        "CET" | "MEZ" | "BST" => Some(1),
        "CEST" | "MESZ" | "CAT" => Some(2),
        "MSK" | "EAT" => Some(3),
        "KST" | "JST" => Some(9),
        "EST" => Some(-5),
        "EDT" => Some(-4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, find, named_days};

    fn read(text: &str) -> String {
        find(text).and_then(|found| found.moment(None)).map_or("-".into(), |moment| moment.to_string())
    }

    #[test]
    fn dates_in_their_dresses() {
        for text in [
            "7 August 2024",
            "August 7, 2024",
            "Aug. 7, 2024",
            "7. August 2024",
            "le 7 août 2024",
            "7 de agosto de 2024",
            "2024-08-07",
            "2024. 8. 7.",
            "07.08.2024",
            "2024년 8월 7일",
            "2024年8月7日",
            "令和6年8月7日",
            "7 августа 2024 года",
            "7th of August, 2024",
            "民國113年8月7日",
            "Wednesday, 7 August 2024",
        ] {
            assert_eq!(read(text), "2024-08-07", "{text}");
        }
        assert_eq!(read("31/12/2030"), "2030-12-31");
        assert_eq!(read("12/31/2030"), "2030-12-31");
        assert_eq!(read("Resolution 1718 of 12.4 million"), "-");
    }

    #[test]
    fn times_and_zones() {
        assert_eq!(read("08/08/2024 03:21"), "2024-08-08T03:21");
        assert_eq!(read("3 March 2031, 6:05 p.m. (UTC+9)"), "2031-03-03T18:05+09:00");
        assert_eq!(read("3 mars 2031 à 18h00"), "2031-03-03T18:00");
        assert_eq!(read("3 March 2031, 18:00 CET"), "2031-03-03T18:00+01:00");
    }

    #[test]
    fn figures_that_could_be_read_two_ways() {
        let found = find("08/07/2024").unwrap();
        assert_eq!(found.moment(None), None);
        assert_eq!(found.moment(Some(Order::MonthFirst)).unwrap().to_string(), "2024-08-07");
        assert_eq!(named_days("held on August 7, and on 9 March"), [(8, 7), (3, 9)]);
    }
}
