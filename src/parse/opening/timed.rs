//! A line below the title that is the day which the page says of itself, `<time datetime>`, whatever word stands
//! beside it.

use super::super::dates;
use super::super::masthead::{Claim, Said, What};
use super::{Unit, aside};
use crate::read::FieldText;

/// Tells the lines that are a day with few words beside it, where the page marks that day, or has it as its own.
pub(super) fn tell(units: &mut [Unit], page: &[FieldText]) {
    const LONGEST: usize = 80;
    const MOST_WORDS: usize = 5;
    let days: Vec<&FieldText> = page.iter().filter(|field| matches!(field.name.as_str(), "time" | "date")).collect();
    if days.is_empty() {
        return;
    }
    for unit in units.iter_mut().skip(1).filter(|unit| unit.said.is_empty() && !unit.heading) {
        let (span, text) = (unit.span, &unit.text);
        if text.len() > LONGEST || text.split_whitespace().count() > MOST_WORDS {
            continue;
        }
        let inside = |field: &FieldText| (span.start()..span.end()).contains(&field.span.start());
        let marked =
            |field: &&FieldText| names(text, field.value.get(..4)) && (inside(field) || is_day_of(text, field));
        if !days.iter().any(marked) {
            continue;
        }
        unit.said = match dates::find(text) {
            Some(date) => vec![Said { range: date.range.clone(), what: What::Date(date, Claim::Line) }],
            None => vec![aside(text)],
        };
    }
}

/// Whether a text has the day of the month of the page's own date.
fn is_day_of(text: &str, field: &FieldText) -> bool {
    let day = field.value.get(8..10).map(|day| day.trim_start_matches('0'));
    field.name == "date" && names(text, day)
}

/// Whether a text has a number.
fn names(text: &str, number: Option<&str>) -> bool {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit()).map(|found| found.trim_start_matches('0'));
    number.is_some_and(|number| !number.is_empty() && numbers.into_iter().any(|found| found == number))
}
