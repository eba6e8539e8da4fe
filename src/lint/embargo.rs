//! An embargo that does not say exactly when it ends.

use super::Desk;
use super::passage::{Passage, PassageKind};
use crate::diagnostic::{Severity, codes};
use crate::parse::readings;
use crate::release::ConditionClass;

pub(super) fn lint(desk: &mut Desk<'_>) {
    both(desk);
    end(desk);
}

/// The lines of the masthead that hold the release back, or do not.
fn lines<'a>(desk: &Desk<'a>, class: ConditionClass) -> impl Iterator<Item = &'a Passage<'a>> {
    let lines = desk.passages.iter().filter(|passage| passage.kind == PassageKind::Condition);
    lines.filter(move |line| line.text.split(['|', '\n']).any(|part| readings::says_condition(part, class)))
}

fn both(desk: &mut Desk<'_>) {
    let embargo = lines(desk, ConditionClass::Embargoed).next();
    let immediate = lines(desk, ConditionClass::Immediate).next();
    if let (Some(_), Some(immediate)) = (embargo, immediate) {
        let message = "the release is under embargo, and for immediate release".to_owned();
        let about = (Severity::Warning, codes::EMBARGO_AND_IMMEDIATE);
        desk.say(about, immediate, 0..immediate.text.len(), message, "delete the line that does not hold");
    }
}

fn end(desk: &mut Desk<'_>) {
    let Some(condition) = desk.release.condition.as_ref().filter(|said| said.class == ConditionClass::Embargoed) else {
        return;
    };
    let (message, hint) = match condition.until {
        None if condition.printed.chars().any(char::is_numeric) => return,
        None => {
            ("the embargo does not say when it ends", "add the day, the hour and the zone: `3 March 2031, 18:00 CET`")
        }
        Some(_) if readings::end_is_doubtful(condition) => (
            "not all that stands beside the end of the embargo was understood: it holds to the end of that day everywhere",
            "write the day, the hour and the zone: `3 March 2031, 18:00 CET`",
        ),
        Some(until) if until.time.is_none() => {
            ("the embargo does not say at which hour it ends", "add the hour and its zone: `18:00 CET`")
        }
        Some(until) if until.time.is_some() && until.offset.is_none() && !may_name_zone(&condition.printed) => {
            ("the embargo does not say in which zone its hour is", "add the zone: `18:00 CET`, `18:00 (UTC+1)`")
        }
        Some(_) => return,
    };
    let place = desk.places.get("/condition");
    desk.say_at((Severity::Warning, codes::EMBARGO_END), place, message.to_owned(), hint);
}

/// Whether there may be a zone that was not understood: `IST`, `local time`, `heure de Paris`.
fn may_name_zone(printed: &str) -> bool {
    const TIME: [&str; 14] = [
        "time",
        "heure de",
        "heure d",
        "ortszeit",
        "local",
        "zeit",
        "hora",
        "врем",
        "توقيت",
        "时间",
        "時間",
        "시간",
        "gmt",
        "utc",
    ];
    const NO_ZONE: [&str; 12] = ["AM", "PM", "ON", "AT", "TO", "THE", "FOR", "NOT", "HRS", "UHR", "HOLD", "UNTIL"];
    let small = printed.to_lowercase();
    let is_zone = |word: &str| {
        let capitals = (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        capitals && !NO_ZONE.contains(&word) && !readings::is_month(word)
    };
    TIME.iter().any(|words| small.contains(words)) || printed.split(|letter: char| !letter.is_alphabetic()).any(is_zone)
}

#[cfg(test)]
mod tests {
    use super::may_name_zone;

    #[test]
    fn a_zone_that_is_not_understood_is_one() {
        for printed in ["Embargo until 18:00 IST", "18:00 Paris time", "18h00, heure de Paris", "18:00 (local)"] {
            assert!(may_name_zone(printed), "{printed}");
        }
        for printed in ["Embargoed until 3 March 2031, 6 PM", "EMBARGOED UNTIL 18:00 ON 3 MAY 2031"] {
            assert!(!may_name_zone(printed), "{printed}");
        }
    }
}
