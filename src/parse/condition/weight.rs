//! Which of two conditions holds: an embargo before all else, and of two embargoes the one that ends later.

use super::{is_frame, is_whole};
use crate::parse::words::{self, Sign};
use crate::release::{Condition, ConditionClass, Moment};
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::Offset;

/// Whether `new` holds where `old` is known already.
pub(in crate::parse) fn outweighs(new: &Condition, old: &Condition) -> bool {
    let embargoed = |condition: &Condition| condition.class == ConditionClass::Embargoed;
    match (old.until, new.until) {
        _ if !embargoed(new) => false,
        _ if !embargoed(old) => true,
        (None, Some(_)) => is_bare(&old.printed),
        (Some(_), None) => !old.printed.is_empty() && !is_bare(&new.printed),
        (Some(old), Some(new)) => is_later(&new, &old),
        (None, None) => false,
    }
}

/// `EMBARGO!` over the line that says until when, or a field that gives no end.
pub(in crate::parse) fn is_bare(printed: &str) -> bool {
    let text = printed.trim_matches(is_frame);
    let said = |rest: &str| !text[..text.len() - rest.len()].contains(' ') && is_whole(text, rest);
    text.is_empty() || words::after(Sign::Embargo, text).is_some_and(said)
}

/// Whether an end is later than another; on one day, only where both have an hour.
pub(in crate::parse) fn is_later(new: &Moment, old: &Moment) -> bool {
    if new.time.is_none() || old.time.is_none() {
        return new.date > old.date;
    }
    instant(new) > instant(old)
}

fn instant(moment: &Moment) -> Option<Timestamp> {
    let offset = moment.offset.or_else(|| Offset::from_hours(-12).ok())?;
    offset.to_timestamp(moment.date.to_datetime(moment.time.unwrap_or(Time::midnight()))).ok()
}
