//! What other rooms ask of a line of text: the days that are printed in it, and whether it holds a release back.

use super::condition;
use super::dates::{self, Printed};
use super::masthead::{self, What};
use super::words;
use crate::release::{Condition, ConditionClass};
use jiff::civil::Date;
use std::ops::Range;

/// A day with its year that is printed in a text, and can be read one way only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrintedDay {
    /// Where it stands, without the day of the week and the time.
    pub(crate) range: Range<usize>,
    pub(crate) date: Date,
}

impl PrintedDay {
    fn of(printed: &Printed) -> Option<Self> {
        printed.moment(None).map(|moment| PrintedDay { range: printed.range.start..printed.day_end, date: moment.date })
    }
}

/// The days in `text`, in order.
pub(crate) fn days(text: &str) -> Vec<PrintedDay> {
    dates::find_all(text).iter().filter_map(PrintedDay::of).collect()
}

/// The day of the dateline that `text` begins with: `SEOUL, 7 August 2031 — The…`.
pub(crate) fn dateline_day(text: &str) -> Option<PrintedDay> {
    masthead::read_dateline(text, |_| false)?.iter().find_map(|said| match &said.what {
        What::Date(printed, _) => PrintedDay::of(printed),
        _ => None,
    })
}

/// Whether a line says this of when the release may be published; it may say that it is under embargo, too.
pub(crate) fn says_condition(line: &str, class: ConditionClass) -> bool {
    condition::read(line).is_some_and(|(said, _)| said == class)
        || (class == ConditionClass::Immediate && condition::names_immediate(line))
}

/// Whether the words of an embargo say more of its end than was understood: then it may end at any hour of the day.
pub(crate) fn end_is_doubtful(condition: &Condition) -> bool {
    condition::end_is_doubtful(condition)
}

/// Whether `word` names a month.
pub(crate) fn is_month(word: &str) -> bool {
    words::month(word).is_some()
}
