//! Dates and times as they are printed.
//!
//! ```text
//! 7 August 2024   August 7, 2024   7. August 2024   le 7 août 2024   7 de agosto de 2024   3–5 March 2031
//! 2024-08-07   2024/8/7   2024. 8. 7.(수)   07.08.2024   08/07/2024   2024년 8월 7일   2024年8月7日   二〇二四年八月七日
//! 令和6年8月7日   民國113年8月7日   113年8月7日   7 آب/أغسطس 2024   7 สิงหาคม พ.ศ. 2567
//! with a time behind: 03:21   3:21 p.m.   18h00   18.00 Uhr   오후 3시   noon   18:00 CET   18:00 (UTC+9)
//! ```
//!
//! A month with a year is no day, a day of another calendar (`٣ صفر ١٤٤٦ هـ`) none of this one.

mod day;
mod hour;
mod time;
mod tokens;
mod until;

pub(super) use crate::read::digit;
pub(super) use tokens::has_figures;
pub(super) use until::{Until, find_end};

use crate::release::Moment;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;
use std::ops::Range;
use tokens::{Token, Tokens};

/// A date that was found in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Printed {
    /// Where it stands, with the day of the week and the time behind it.
    pub(super) range: Range<usize>,
    /// Where the day alone ends.
    pub(super) day_end: usize,
    pub(super) day: Day,
    /// It is the last of several days: `3–5 March 2031`.
    pub(super) is_range: bool,
    /// The day of the week that is printed beside it.
    pub(super) weekday: Option<Weekday>,
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
    /// A day of a year that is not printed: `Tuesday, March 3`.
    Yearless { month: i8, day: i8 },
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
            (Day::Either { .. }, None) | (Day::Yearless { .. }, _) => return None,
        };
        Some(Moment { date, time: self.time, offset: self.offset })
    }

    /// The moment of a day without a year: in the year that brings it nearest to `near`, where its day of the week
    /// agrees.
    pub(super) fn moment_near(&self, near: Date) -> Option<Moment> {
        let Day::Yearless { month, day } = self.day else { return None };
        let year = near.year();
        let dates = (year - 1..=year + 1).filter_map(|year| Date::new(year, month, day).ok());
        let far = |date: &Date| date.until(near).map_or(i32::MAX, |span| span.get_days().abs());
        let date = dates.min_by_key(far)?;
        let agrees = self.weekday.is_none_or(|weekday| weekday == date.weekday());
        agrees.then_some(Moment { date, time: self.time, offset: self.offset })
    }
}

/// Every date in `text`, in order.
pub(super) fn find_all(text: &str) -> Vec<Printed> {
    if !may_hold_date(text) {
        return Vec::new();
    }
    let tokens = Tokens::of(text);
    each(&tokens, |index| read_at(&tokens, index))
}

/// The first date in `text`.
pub(super) fn find(text: &str) -> Option<Printed> {
    if !may_hold_date(text) {
        return None;
    }
    let tokens = Tokens::of(text);
    if let Some(alone) = read_era_alone(&tokens) {
        return Some(alone);
    }
    near_figures(&tokens).find_map(|index| read_at(&tokens, index)).map(|(printed, _)| printed)
}

/// Whether `text` begins with a date.
pub(super) fn is_first(text: &str) -> bool {
    if !may_hold_date(text) {
        return false;
    }
    let tokens = Tokens::of(text);
    read_era_alone(&tokens).is_some() || read_at(&tokens, 0).is_some()
}

/// A year of an era that only its figures show, in a text that is nothing but a date: `113/03/03`, `R6.3.3`.
fn read_era_alone(tokens: &Tokens<'_>) -> Option<Printed> {
    let (day, next) = day::read_era_figures(tokens)?;
    let (printed, end) = printed(tokens, 0, day, false, next);
    (end == tokens.len()).then_some(printed)
}

/// Whether the figures of a year or the sign for one stand in a text.
fn may_hold_date(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || !text.is_ascii() && text.chars().any(|letter| digit(letter).is_some() || letter == '年')
}

/// The end that `text` says, with the hour behind it or before it: `18:00 (UTC+9) on 7 August 2024`.
pub(super) fn find_until(text: &str) -> Option<Printed> {
    find_end(text, 0).map(|end| end.printed)
}

/// The first day without a year in `text`: `Tuesday, March 3`, `3月3日`.
pub(super) fn find_yearless(text: &str) -> Option<Printed> {
    if !has_figures(text) {
        return None;
    }
    let tokens = Tokens::of(text);
    near_figures(&tokens).find_map(|index| {
        let (month, day, next) = day::read_without_year(&tokens, index)?;
        Some(printed(&tokens, index, Day::Yearless { month, day }, false, next).0)
    })
}

/// A time without a day: `2:00 p.m. EDT`.
pub(super) fn find_time(text: &str) -> Option<(Time, Option<Offset>)> {
    let tokens = Tokens::of(text);
    (0..tokens.len()).find_map(|index| time::read(&tokens, index)).map(|(time, offset, _)| (time, offset))
}

/// The time that `text` begins with, and the byte behind it.
pub(super) fn leading_time(text: &str) -> Option<(Time, Option<Offset>, usize)> {
    let tokens = Tokens::of(text);
    let (time, offset, end) = time::read(&tokens, 0)?;
    Some((time, offset, tokens.range(0, end).end))
}

/// Month and day of every `August 7`, `7 August` or `8月7日` in `text`, with or without a year.
pub(super) fn named_days(text: &str) -> Vec<(i8, i8)> {
    if !has_figures(text) {
        return Vec::new();
    }
    let tokens = Tokens::of(text);
    each(&tokens, |index| day::read_without_year(&tokens, index).map(|(month, day, next)| ((month, day), next)))
}

/// What `read` finds, one behind another: it reads at a token, and gives the token behind.
fn each<T>(tokens: &Tokens<'_>, read: impl Fn(usize) -> Option<(T, usize)>) -> Vec<T> {
    let mut behind = 0;
    let found = near_figures(tokens).filter_map(|index| {
        let (found, next) = (index >= behind).then(|| read(index)).flatten()?;
        behind = next;
        Some(found)
    });
    found.collect()
}

/// The tokens that a day may begin with: its figures, or words with figures not far behind.
fn near_figures(tokens: &Tokens<'_>) -> impl Iterator<Item = usize> {
    let mut from = 0;
    let figures = (0..tokens.len()).filter(|&index| matches!(tokens.at(index), Some(Token::Figures(..))));
    figures.flat_map(move |index| {
        let first = from.max(index.saturating_sub(day::FARTHEST_FIGURES));
        from = index + 1;
        first..=index
    })
}

/// How many days of `text` have the month first, and how many the day: `August 7`, `7 August`.
pub(super) fn named_orders(text: &str) -> (usize, usize) {
    if !has_figures(text) {
        return (0, 0);
    }
    let tokens = Tokens::of(text);
    let first = |index| Some((tokens.at(index)?, day::read_without_year(&tokens, index)?.2));
    let found = each(&tokens, first);
    let month_first = found.iter().filter(|first| matches!(first, Token::Word(_))).count();
    (month_first, found.len() - month_first)
}

/// Reads the date that begins at token `index`, and the time behind it; gives where it ends.
fn read_at(tokens: &Tokens<'_>, index: usize) -> Option<(Printed, usize)> {
    let read = day::read(tokens, index)?;
    Some(printed(tokens, index, read.day, read.is_range, read.next))
}

/// What stands around a day: the day of the week, the time.
fn printed(tokens: &Tokens<'_>, from: usize, day: Day, is_range: bool, to: usize) -> (Printed, usize) {
    let (weekday, behind) = day::weekday(tokens, from, to);
    let (time, offset, end) =
        time::read(tokens, behind).map_or((None, None, behind), |(time, offset, end)| (Some(time), offset, end));
    // The first of a name in Han characters may be the end of a longer word: `中華民國`.
    let start = match tokens.at(from) {
        Some(Token::Word(word)) => tokens.range(from, from + 1).end - word.len().min(longest_era(word)),
        _ => tokens.range(from, to).start,
    };
    let day_end = tokens.range(from, to).end;
    (Printed { range: start..tokens.range(from, end).end, day_end, day, is_range, weekday, time, offset }, end)
}

/// All of a word, but for what stands before the name of an era in it.
fn longest_era(word: &str) -> usize {
    let whole = ["中華民國", "中华民国"].into_iter();
    let at = whole.chain(day::ERAS.map(|(era, _)| era)).filter_map(|era| word.find(era)).min();
    word.len() - at.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Order, find, find_until, named_days};

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
            "113年8月7日",
            "Wednesday, 7 August 2024",
            "7-Aug-2024",
            "二〇二四年八月七日",
            "中華民國一百一十三年八月七日",
            "公布日 令和六年八月七日",
            "113/08/07",
            "113.8.7",
            "113-08-07",
            "R6.8.7",
            "R06.08.07",
            "'24. 8. 7.(수)",
            "2024. 8. 7.(수)",
            "2024年8月7日（水）",
            "2024年8月7日 星期三",
            "٧ أغسطس ٢٠٢٤",
            "7 آب/أغسطس 2024",
            "7 สิงหาคม พ.ศ. 2567",
            "the 7th day of August 2024",
            "5–7 August 2024",
            "5 to 7 August 2024",
            "30 July – 7 August 2024",
            "August 5-7, 2024",
            "7 de agosto del 2024",
        ] {
            assert_eq!(read(text), "2024-08-07", "{text}");
        }
        assert_eq!(read("31/12/2030"), "2030-12-31");
        assert_eq!(read("12/31/2030"), "2030-12-31");
        assert_eq!(read("令和元年8月7日"), "2019-08-07");
        assert_eq!(read("3 كانون الثاني/يناير 2031"), "2031-01-03");
        for none in [
            "August 2024",
            "675-15-04-2024",
            "99年8月7日",
            "113/08/07 page",
            "version 113.8.7",
            "X6.8.7",
            "3 صفر 1446",
            "1446/2/3 هـ",
            "3/2/1446",
            "2024/25",
            "7 August",
            "2567",
            "30 February 2031",
        ] {
            assert_eq!(read(none), "-", "{none}");
        }
        assert_eq!(read("Resolution 1718 of 12.4 million"), "-");
    }

    #[test]
    fn times_and_zones() {
        assert_eq!(read("08/08/2024 03:21"), "2024-08-08T03:21");
        assert_eq!(read("3 March 2031, 6:05 p.m. (UTC+9)"), "2031-03-03T18:05+09:00");
        assert_eq!(read("3 mars 2031 à 18h00"), "2031-03-03T18:00");
        assert_eq!(read("3 March 2031, 18:00 CET"), "2031-03-03T18:00+01:00");
        for (text, time) in [
            ("3 March 2031 at 10am", "10:00"),
            ("3 March 2031 12 noon", "12:00"),
            ("3 March 2031, 12:00 noon GMT", "12:00Z"),
            ("3 March 2031, midnight", "00:00"),
            ("3. März 2031, 18.00 Uhr", "18:00"),
            ("3. März 2031 um 18 Uhr (MEZ)", "18:00+01:00"),
            ("3 mars 2031 à 18 h 30", "18:30"),
            ("2031. 3. 3.(월) 오후 3시 30분", "15:30"),
            ("2031년 3월 3일 오전 11:30", "11:30"),
            ("2031年3月3日上午10時", "10:00"),
            ("2031年3月3日（月）午後3時", "15:00"),
            ("3 March 2031, 1800 hrs", "18:00"),
            ("3 March 2031, 0900 GMT+9", "09:00+09:00"),
            ("3 March 2031 18:00Z", "18:00Z"),
            ("3 de marzo de 2031, a las 10:00 horas", "10:00"),
            ("3 марта 2031 года в 10:00 (МСК)", "10:00+03:00"),
            ("3 March 2031, 10:00-12:00", "10:00"),
        ] {
            assert_eq!(read(text), format!("2031-03-03T{time}"), "{text}");
        }
        for none in ["3 March 2031, 12 ministers", "3 March 2031 - 15 countries", "3 March 2031, 1718 ships"] {
            assert_eq!(read(none), "2031-03-03", "{none}");
        }
    }

    #[test]
    fn times_before_a_day() {
        for (text, moment) in [
            ("until 16:00 GMT (17:00 in Ahlmouth) on Thursday 6 March 2031", "2031-03-06T16:00Z"),
            ("until 18:00 (+01:00), 6 March 2031", "2031-03-06T18:00+01:00"),
            ("until 18:00 (CET) on Thursday, 6 March 2031", "2031-03-06T18:00+01:00"),
            ("until 23:30 (Ahlmouth time) Thursday 6 March 2031", "2031-03-06T23:30"),
            ("until 00.01 HRS (AHLMOUTH TIME) THURSDAY 6 MARCH 2031", "2031-03-06T00:01"),
        ] {
            let found = find_until(text).and_then(|found| found.moment(None)).map(|moment| moment.to_string());
            assert_eq!(found.as_deref(), Some(moment), "{text}");
        }
    }

    #[test]
    fn figures_that_could_be_read_two_ways() {
        let found = find("08/07/2024").unwrap();
        assert_eq!(found.moment(None), None);
        assert_eq!(found.moment(Some(Order::MonthFirst)).unwrap().to_string(), "2024-08-07");
        assert_eq!(named_days("held on August 7, and on 9 March"), [(8, 7), (3, 9)]);
    }
}
