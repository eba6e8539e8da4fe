//! The line that says when a release may be published: `FOR IMMEDIATE RELEASE`, `Embargoed until 3 March 2031, 18:00 CET`.

use super::dates;
use super::words::{self, Sign};
use crate::release::ConditionClass;

/// What a line says of the condition, and the date in it.
pub(super) fn read(text: &str) -> Option<(ConditionClass, Option<dates::Printed>)> {
    let text =
        text.trim_matches(|c: char| matches!(c, '*' | '-' | '–' | '—' | '[' | ']' | '(' | ')') || c.is_whitespace());
    let starts = |sign| words::after(sign, text).is_some();
    if starts(Sign::Embargo) {
        Some((ConditionClass::Embargoed, dates::find_until(text)))
    } else if starts(Sign::Immediate) {
        Some((ConditionClass::Immediate, None))
    } else if starts(Sign::Check) {
        Some((ConditionClass::CheckAgainstDelivery, None))
    } else {
        None
    }
}

/// The class of a printed condition.
pub(super) fn class(printed: &str) -> ConditionClass {
    read(printed).map_or(ConditionClass::Immediate, |(class, _)| class)
}
