//! What may not be seen yet.

use crate::parse::readings;
use crate::release::{Condition, ConditionClass, Release};
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::Offset;

/// Until when a release is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// It may be seen.
    None,
    Until(Timestamp),
    /// It says that it is embargoed and not until when.
    Open,
}

/// Until when `release` is held back. An embargo that does not say its zone ends where a day begins last (UTC−12), and
/// one without a time when its day begins there; where its words say more than was understood, when that day is over
/// there: too late is mended sooner than too soon.
pub(super) fn of(release: &Release) -> Hold {
    let holds = |condition: &&Condition| condition.class == ConditionClass::Embargoed || condition.until.is_some();
    let Some(condition) = release.condition.as_ref().filter(holds) else { return Hold::None };
    end(condition).map_or(Hold::Open, Hold::Until)
}

/// Until when `release` is held back, as its embargo says it; where that was not understood, the moment.
pub(super) fn printed_end(release: &Release) -> Option<String> {
    let condition = release.condition.as_ref()?;
    let until = condition.until?.to_string();
    if readings::end_is_doubtful(condition) { end(condition).map(|end| end.to_string()) } else { Some(until) }
}

fn end(condition: &Condition) -> Option<Timestamp> {
    let last = Offset::from_hours(-12).ok()?;
    let until = condition.until?;
    if readings::end_is_doubtful(condition) {
        return last.to_timestamp(until.date.tomorrow().ok()?.to_datetime(Time::midnight())).ok();
    }
    let time = until.time.unwrap_or(Time::midnight());
    until.offset.unwrap_or(last).to_timestamp(until.date.to_datetime(time)).ok()
}

impl Hold {
    pub(super) fn holds(self, now: Timestamp) -> bool {
        match self {
            Hold::None => false,
            Hold::Until(end) => now < end,
            Hold::Open => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hold, of};
    use crate::release::{Condition, ConditionClass, Release};

    fn hold(until: Option<&str>) -> Hold {
        let until = until.map(|until| until.parse().unwrap());
        let condition = Condition { printed: "Embargoed".into(), class: ConditionClass::Embargoed, until };
        of(&Release { condition: Some(condition), ..Release::default() })
    }

    #[test]
    fn embargoes_end_at_their_time_or_later() {
        let until = |text: &str| Hold::Until(text.parse().unwrap());
        assert_eq!(hold(Some("2031-03-05T18:00+01:00")), until("2031-03-05T17:00Z"));
        assert_eq!(hold(Some("2031-03-05T18:00")), until("2031-03-06T06:00Z"));
        assert_eq!(hold(Some("2031-03-05")), until("2031-03-05T12:00Z"));
        assert_eq!(hold(None), Hold::Open);
        let now = "2031-03-05T17:00:00Z".parse().unwrap();
        assert!(!hold(Some("2031-03-05T18:00+01:00")).holds(now) && hold(Some("2031-03-05T18:00")).holds(now));
        assert!(hold(None).holds(now) && !Hold::None.holds(now));
    }

    #[test]
    fn an_end_that_was_not_understood_is_that_of_its_day_everywhere() {
        let said = |printed: &str, until: &str| {
            let until = Some(until.parse().unwrap());
            let condition = Condition { printed: printed.into(), class: ConditionClass::Embargoed, until };
            of(&Release { condition: Some(condition), ..Release::default() })
        };
        let end_of_day = Hold::Until("2031-03-06T12:00Z".parse().unwrap());
        assert_eq!(said("Embargoed until the early edition of 5 March 2031", "2031-03-05"), end_of_day);
        assert_eq!(said("Embargoed until 5 March 2031, 7 in the gloaming", "2031-03-05"), end_of_day);
        // What a field says of the same day is believed.
        let field = said("Embargoed until the early edition of 5 March 2031", "2031-03-05T07:00Z");
        assert_eq!(field, Hold::Until("2031-03-05T07:00Z".parse().unwrap()));
    }
}
