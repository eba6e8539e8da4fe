//! Dates in figures that could be read two ways, settled by evidence.

use super::dates::{self, Day, Order, Printed};
use jiff::civil::Date;

/// What was decided, and by what.
#[derive(Debug, PartialEq)]
pub(super) struct Settled {
    pub(super) order: Order,
    pub(super) evidence: String,
}

/// A named day so far from a date, in days, says nothing of it.
const FARTHEST: i32 = 45;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Settles whether day or month comes first. `printed` are the dates of the masthead, `body` the text, `language`
/// its language; `None` where nothing speaks for either.
pub(super) fn settle(printed: &[&Printed], body: &str, language: Option<&str>) -> Option<Settled> {
    let (month_first, day_first) = printed.iter().find_map(|date| match date.day {
        Day::Either { month_first, day_first } => Some((month_first, day_first)),
        Day::One { .. } | Day::Yearless { .. } => None,
    })?;
    by_weekday(printed)
        .or_else(|| by_other_figures(printed))
        .or_else(|| by_named_days(month_first, day_first, body))
        .or_else(|| by_other_dates(month_first, day_first, printed))
        .or_else(|| by_habit(body))
        .or_else(|| by_language(language))
        .or_else(|| by_zone(printed))
}

/// `Tuesday 03/04/2031`: only one reading falls on that day of the week.
fn by_weekday(printed: &[&Printed]) -> Option<Settled> {
    let order = printed.iter().find_map(|date| match (date.day, date.weekday) {
        (Day::Either { month_first, day_first }, Some(weekday)) => {
            match (month_first.weekday() == weekday, day_first.weekday() == weekday) {
                (true, false) => Some(Order::MonthFirst),
                (false, true) => Some(Order::DayFirst),
                _ => None,
            }
        }
        _ => None,
    })?;
    Some(Settled { order, evidence: "the day of the week is printed beside it".to_owned() })
}

/// `31/12/2031` elsewhere in the masthead: the day comes first.
fn by_other_figures(printed: &[&Printed]) -> Option<Settled> {
    let order = printed.iter().find_map(|date| match date.day {
        Day::One { order, .. } => order,
        Day::Either { .. } | Day::Yearless { .. } => None,
    })?;
    Some(Settled { order, evidence: "another date in figures can be read one way only".to_owned() })
}

/// `on August 7` in the text.
fn by_named_days(month_first: Date, day_first: Date, body: &str) -> Option<Settled> {
    let days = dates::named_days(body);
    let nearest = |date: Date| {
        let near = days.iter().filter_map(|&(month, day)| {
            let named = Date::new(date.year(), month, day).ok()?;
            Some((i32::from(date.day_of_year()) - i32::from(named.day_of_year()), (month, day)))
        });
        near.min_by_key(|(distance, _)| distance.abs()).filter(|(distance, _)| distance.abs() <= FARTHEST)
    };
    let (order, (month, day)) = nearer(nearest(month_first), nearest(day_first))?;
    Some(Settled { order, evidence: format!("the text names {} {day}", MONTHS[month as usize - 1]) })
}

/// A distribution a day later.
fn by_other_dates(month_first: Date, day_first: Date, printed: &[&Printed]) -> Option<Settled> {
    let others: Vec<Date> = printed.iter().filter_map(|date| Some(date.moment(None)?.date)).collect();
    let days = |one: Date, other: Date| one.until(other).map_or(i32::MAX, |span| span.get_days());
    let nearest = |date: Date| {
        let after =
            others.iter().map(|&other| (days(date, other), other)).filter(|(days, _)| (0..=FARTHEST).contains(days));
        after.min_by_key(|(days, _)| *days)
    };
    let (order, other) = nearer(nearest(month_first), nearest(day_first))?;
    Some(Settled { order, evidence: format!("the masthead's {other} follows it closely") })
}

/// The order whose evidence is nearer.
fn nearer<T>(month_first: Option<(i32, T)>, day_first: Option<(i32, T)>) -> Option<(Order, T)> {
    match (month_first, day_first) {
        (Some((one, evidence)), Some((other, _))) if one.abs() < other.abs() => Some((Order::MonthFirst, evidence)),
        (Some((one, _)), Some((other, evidence))) if other.abs() < one.abs() => Some((Order::DayFirst, evidence)),
        (Some((_, evidence)), None) => Some((Order::MonthFirst, evidence)),
        (None, Some((_, evidence))) => Some((Order::DayFirst, evidence)),
        _ => None,
    }
}

/// `18:00 EDT`: a time of the United States is printed beside it, where the month comes first.
fn by_zone(printed: &[&Printed]) -> Option<Settled> {
    const WESTERN: std::ops::RangeInclusive<i32> = -8 * 3600..=-4 * 3600;
    let offset = printed.iter().find_map(|date| date.offset)?;
    WESTERN.contains(&offset.seconds()).then(|| Settled {
        order: Order::MonthFirst,
        evidence: "the time beside it is of North America, where the month comes first".to_owned(),
    })
}

/// Every date in words of the text has the same order.
fn by_habit(body: &str) -> Option<Settled> {
    let (month_first, day_first) = dates::named_orders(body);
    let (order, first) = match (month_first, day_first) {
        (0, 0) => return None,
        (_, 0) => (Order::MonthFirst, "month"),
        (0, _) => (Order::DayFirst, "day"),
        _ => return None,
    };
    Some(Settled { order, evidence: format!("the text writes the {first} first in its other dates") })
}

/// English is written in countries of both orders; these languages, and the English of these countries, only where one
/// comes first.
fn by_language(language: Option<&str>) -> Option<Settled> {
    let language = language?;
    if language == "en-US" || language == "en-PH" {
        let evidence = format!("the month comes first in the text's language, `{language}`");
        return Some(Settled { order: Order::MonthFirst, evidence });
    }
    let known = [
        "fr", "es", "de", "ru", "ar", "pt", "it", "nl", "pl", "tr", "uk", "el", "en-GB", "en-AU", "en-NZ", "en-IE",
        "en-IN", "en-ZA",
    ];
    let base = language.split('-').next().unwrap_or(language);
    (known.contains(&language) || known.contains(&base)).then(|| Settled {
        order: Order::DayFirst,
        evidence: format!("the day comes first in the text's language, `{language}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::{Order, settle};
    use crate::parse::dates::find_all;

    fn order(masthead: &str, body: &str, language: &str) -> Option<Order> {
        let dates = find_all(masthead);
        settle(&dates.iter().collect::<Vec<_>>(), body, Some(language)).map(|settled| settled.order)
    }

    #[test]
    fn evidence_settles_the_order() {
        assert_eq!(order("08/07/2031", "met on August 7", "en"), Some(Order::MonthFirst));
        assert_eq!(order("08/07/2031", "met on 8 July", "en"), Some(Order::DayFirst));
        assert_eq!(order("08/07/2031 08/08/2031", "", "en"), Some(Order::MonthFirst));
        assert_eq!(order("08/07/2031 31/07/2031", "", "en"), Some(Order::DayFirst));
        assert_eq!(order("08/07/2031", "", "fr"), Some(Order::DayFirst));
        assert_eq!(order("Thursday 08/07/2031", "", "en"), Some(Order::MonthFirst));
        assert_eq!(order("Tuesday, 08/07/2031", "", "en"), Some(Order::DayFirst));
        assert_eq!(order("08/07/2031", "since January 5, 2019", "en"), Some(Order::MonthFirst));
        assert_eq!(order("08/07/2031", "since January 5, 2019 and 6 May 2020", "en"), None);
        assert_eq!(order("08/07/2031 14:00 EDT", "", "en"), Some(Order::MonthFirst));
        assert_eq!(order("08/07/2031", "", "en-GB"), Some(Order::DayFirst));
        assert_eq!(order("08/07/2031", "", "en"), None);
    }
}
