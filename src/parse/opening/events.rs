//! The day of an event that a notice invites to: `Thursday, 13 March 2031 at 11 a.m.` below `Invitation to the press`.

use super::super::masthead::{Claim, Said, What};
use super::super::words::{self, Sign};
use super::places::is_silent;
use super::{Unit, aside};
use crate::release::KindClass;

/// A day of the week with its hour in words begins the text below the title of a notice, and says nothing of the release
/// above it.
pub(super) fn tell(units: &mut Vec<Unit>) {
    let notice = |said: &Said| matches!(said.what, What::Kind { class: KindClass::Notice, .. });
    let Some(first) = units.iter().position(|unit| unit.said.iter().any(notice)) else { return };
    let Some(event) = (first + 1..units.len()).find(|&index| !units[index].heading && is_appointment(&units[index]))
    else {
        return;
    };
    if units[first + 1..event].iter().any(is_silent) {
        units.truncate(event);
    } else {
        units[event].said = vec![aside(&units[event].text)];
    }
}

/// `Thursday, 13 March 2031 at 11 a.m.`
fn is_appointment(unit: &Unit) -> bool {
    unit.said.iter().any(|said| match &said.what {
        What::Date(date, Claim::Line) if date.weekday.is_some() && date.time.is_some() => {
            let between = unit.text.get(date.day_end..date.range.end).unwrap_or_default();
            between.split_whitespace().any(|word| words::is(Sign::BeforeTime, word))
        }
        _ => false,
    })
}
