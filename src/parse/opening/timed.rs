//! A line below the title that a page marks as a time, `<time datetime>`, whatever word stands beside it.

use super::super::dates;
use super::super::masthead::{Claim, Said, What};
use super::{Unit, aside};
use crate::read::FieldText;

/// Tells the lines that are a day with few words beside it, where the page says that the day is one.
pub(super) fn tell(units: &mut [Unit], page: &[FieldText]) {
    const LONGEST: usize = 80;
    const MOST_WORDS: usize = 7;
    if !page.iter().any(|field| matches!(field.name.as_str(), "time" | "date")) {
        return;
    }
    for unit in units.iter_mut().skip(1).filter(|unit| unit.said.is_empty() && !unit.heading) {
        let (span, text) = (unit.span, &unit.text);
        let year = |field: &FieldText| field.value.get(..4).is_some_and(|year| text.contains(year));
        let inside = |field: &FieldText| (span.start()..span.end()).contains(&field.span.start());
        let timed =
            page.iter().any(|field| matches!(field.name.as_str(), "time" | "date") && inside(field) && year(field));
        if text.len() > LONGEST || text.split_whitespace().count() > MOST_WORDS || !timed {
            continue;
        }
        unit.said = match dates::find(text) {
            Some(date) => vec![Said { range: date.range.clone(), what: What::Date(date, Claim::Line) }],
            None => vec![aside(text)],
        };
    }
}
