//! Dates that contradict each other, or the calendar.

use super::passage::{Passage, PassageKind};
use super::{Desk, words};
use crate::diagnostic::{Severity, codes};
use crate::parse::readings::{self, PrintedDay};
use crate::release::ConditionClass;
use jiff::civil::{Date, Weekday};

pub(super) fn lint(desk: &mut Desk<'_>, today: Option<Date>) {
    dateline(desk);
    distribution(desk);
    today.inspect(|today| future(desk, *today));
    for passage in desk.passages {
        weekdays(desk, passage);
    }
}

const DISAGREE: (Severity, &str) = (Severity::Warning, codes::DATES_DISAGREE);

/// The date of the masthead against the dateline's, and against another line of the masthead.
fn dateline(desk: &mut Desk<'_>) {
    let Some(released) = desk.release.date_published else { return };
    let passages = desk.passages;
    let first = passages.iter().find(|passage| passage.kind == PassageKind::Paragraph);
    let day = first.and_then(|first| Some((first, readings::dateline_day(&first.text)?)));
    if let Some((first, day)) = day.filter(|(_, day)| day.date != released.date) {
        let message = format!("the dateline says {}, the masthead {}", day.date, released.date);
        desk.say(DISAGREE, first, day.range, message, "correct the one that is wrong");
    }
}

/// A release is carried after it is released, and an embargo does not end before.
fn distribution(desk: &mut Desk<'_>) {
    let release = desk.release;
    let Some(released) = release.date_published else { return };
    let at = release.distribution.as_ref().and_then(|distribution| distribution.at);
    if let Some(at) = at.filter(|at| at.date < released.date) {
        let message = format!("it was distributed on {}, before it was released on {}", at.date, released.date);
        desk.say_at(DISAGREE, desk.places.get("/distribution"), message, "correct the one that is wrong");
    }
    let until = release.condition.as_ref().and_then(|condition| condition.until);
    if let Some(until) = until.filter(|until| until.date < released.date) {
        let message = format!("the embargo ends on {}, before the release of {}", until.date, released.date);
        desk.say_at(DISAGREE, desk.places.get("/condition"), message, "correct the one that is wrong");
    }
}

fn future(desk: &mut Desk<'_>, today: Date) {
    let held_back = desk.release.condition.as_ref().is_some_and(|said| said.class == ConditionClass::Embargoed);
    let Some(released) = desk.release.date_published.filter(|released| released.date > today && !held_back) else {
        return;
    };
    let message = format!("the release is dated {}, and today is {today}", released.date);
    let place = desk.places.get("/date_published");
    desk.say_at((Severity::Warning, codes::DATE_IN_FUTURE), place, message, "correct the date, or add an embargo");
}

/// `Tuesday, 3 March 2031`, which is a Monday.
fn weekdays(desk: &mut Desk<'_>, passage: &Passage<'_>) {
    if !passage.text.contains(|letter: char| letter.is_numeric()) {
        return;
    }
    for day in readings::days(&passage.text) {
        let Some((said, range)) = weekday_beside(&passage.text, &day) else { continue };
        let real = day.date.weekday();
        if said != real.to_monday_one_offset() {
            let message = format!("{} is a {}, not a {}", day.date, name(real), named(said));
            let hint = "correct the weekday or the date";
            desk.say((Severity::Warning, codes::WEEKDAY_DISAGREES), passage, range, message, hint);
        }
    }
}

/// The weekday that stands before a date, or closes it; with where both stand.
fn weekday_beside(text: &str, day: &PrintedDay) -> Option<(i8, std::ops::Range<usize>)> {
    // The full stop of `Tue.`, which is none behind `Tuesday`.
    const ABBREVIATED: usize = 5;
    let before = text[..day.range.start].trim_end_matches([' ', '\u{A0}', ',', '،', '\n']);
    let dotted = before.ends_with('.');
    let before = before.trim_end_matches('.');
    if let Some((said, length)) = words::weekday_at_end(before).filter(|(_, length)| !dotted || *length <= ABBREVIATED)
    {
        return Some((said, before.len() - length..day.range.end));
    }
    let behind = &text[day.range.end..];
    let bracketed = behind.trim_start_matches([' ', ')']).strip_prefix(['(', '（', '〔']);
    if let Some(inner) = bracketed.and_then(|inner| inner.split_once([')', '）', '〕'])).map(|(inner, _)| inner.trim())
    {
        let said = words::weekday_sign(inner).or_else(|| whole_weekday(inner))?;
        let end = text.len() - behind.len() + behind.find(inner)? + inner.len();
        return Some((said, day.range.start..end));
    }
    let rest = behind.trim_start_matches([' ', ',', '年', '日', '일', '.', '\u{A0}']);
    let (said, length) = words::weekday_at_start(rest)?;
    const CLOSING: [char; 10] = [',', '.', ';', ')', '|', '\n', '，', '。', '）', '、'];
    // Without spaces a word ends where it ends.
    let joined = rest.starts_with(|letter| letter >= '\u{2E80}');
    let closed = rest[length..].is_empty() || rest[length..].starts_with(CLOSING) || joined;
    let end = text.len() - rest.len() + length;
    closed.then_some((said, day.range.start..end))
}

fn whole_weekday(text: &str) -> Option<i8> {
    let text = text.strip_suffix('日').unwrap_or(text);
    words::weekday_at_start(text).filter(|(_, length)| *length == text.len()).map(|(day, _)| day)
}

fn named(monday_one: i8) -> &'static str {
    Weekday::from_monday_one_offset(monday_one).map_or("day", name)
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
