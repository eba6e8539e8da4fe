//! A label and its value: `Ref. No. 12/31`, `Date: 3 March 2031`, `From: Ministry of Tides`, `To: all media`.

use super::super::dates;
use super::super::institution;
use super::super::words::{self, Sign};
use super::dated;
use super::reference;
use super::{Claim, Said, What, range_in, read_field};
use crate::release::{ConditionClass, Field};
use std::ops::Range;

/// What stands behind a label, and whether a colon or a gap sets it apart.
struct Value<'a> {
    words: &'a str,
    is_set_apart: bool,
}

fn value(sign: Sign, text: &str) -> Option<Value<'_>> {
    // `【发布日期】2031年3月3日` has its label in brackets.
    let framed = text.strip_prefix('【');
    let rest = words::after(sign, framed.unwrap_or(text))?;
    let rest = if framed.is_some() { rest.strip_prefix('】')? } else { rest };
    let bare = rest.trim_start_matches(['.', ' ', '\u{A0}']);
    let is_set_apart = framed.is_some() || bare.starts_with([':', '：', '\t']) || rest.starts_with("  ");
    let words = bare.trim_start_matches([':', '：', '\t']).trim();
    (!words.is_empty()).then_some(Value { words, is_set_apart })
}

/// Reads a label and its value.
pub(super) fn read(text: &str) -> Option<Vec<Said>> {
    let one = |value: &str, what| Some(vec![Said { range: range_in(text, value), what }]);
    if let Some(said) = read_date(text).or_else(|| read_reference(text)) {
        return Some(said);
    }
    let apart = |sign| value(sign, text).filter(|value| value.is_set_apart).map(|value| value.words);
    if let Some(name) = apart(Sign::Issuer) {
        one(name, What::Issuer(without_stop(name).to_owned()))
    } else if let Some(name) = read_issued_by(text) {
        one(name, What::Issuer(name.to_owned()))
    } else if let Some(place) = apart(Sign::Place) {
        one(place, What::Located(place.to_owned()))
    } else if let Some(kind) = apart(Sign::KindLabel) {
        let class = words::kind(kind).unwrap_or_default();
        one(kind, What::Kind { printed: kind.to_owned(), class })
    } else {
        match apart(Sign::AddresseeLabel) {
            Some(name) => one(name, What::Addressee(name.to_owned())),
            None => read_code(text),
        }
    }
}

/// `Index: EUR 99/1234/2031`, `Tender No. PA/T/045/2031`: a code with strokes is a number of the text, whatever its label.
fn read_code(text: &str) -> Option<Vec<Said>> {
    const MOST_WORDS: usize = 3;
    let numbered = || {
        let at = text.match_indices(' ').map(|(at, _)| at + 1).take(MOST_WORDS);
        at.into_iter().find_map(|at| Some((&text[..at], value(Sign::Reference, &text[at..])?.words)))
    };
    let (label, code) = text.split_once(": ").or_else(numbered)?;
    let reaches = [Sign::Phone, Sign::Mobile, Sign::Fax, Sign::Mail, Sign::Web, Sign::Address, Sign::Contact];
    let named = label.starts_with(char::is_uppercase)
        && label.split_whitespace().count() <= MOST_WORDS
        && label.chars().all(|letter| letter.is_alphabetic() || " #.".contains(letter))
        && !reaches.iter().any(|&sign| words::is(sign, label));
    let code = code.trim();
    const FEWEST_FIGURES: usize = 4;
    let figures = code.chars().filter(char::is_ascii_digit).count();
    // `Room: B/12` is none.
    let marked =
        code.contains('/') && code.contains(|letter: char| letter.is_ascii_uppercase()) && figures >= FEWEST_FIGURES;
    let what = || What::Reference(code.to_owned());
    (named && marked && reference::is_reference(code)).then(|| vec![Said { range: range_in(text, code), what: what() }])
}

/// A name without a full stop behind it, but for `Inc.`
fn without_stop(name: &str) -> &str {
    const LONGEST: usize = 4;
    let last = name.split_whitespace().last().unwrap_or_default().trim_end_matches('.');
    let abbreviated = last.starts_with(char::is_uppercase) && last.chars().count() <= LONGEST;
    if abbreviated { name } else { name.trim_end_matches('.') }
}

/// `Registrar of the Court` of `issued by the Registrar of the Court`: no colon is needed before an institution.
fn read_issued_by(text: &str) -> Option<&str> {
    const OFFICE: u8 = 2;
    let rest = words::after(Sign::Issuer, text)?;
    let last = text[..text.len() - rest.len()].split_whitespace().last()?;
    let name = rest.trim();
    let name = words::after(Sign::TheName, name).map_or(name, str::trim_start);
    (words::is(Sign::By, last) && institution::rank(name) >= OFFICE).then_some(name)
}

/// `Release date: 3 March 2031`, `For release at 2 p.m. EST, March 3, 2031`.
fn read_date(text: &str) -> Option<Vec<Said>> {
    if let Some(rest) = words::after(Sign::ReleaseTime, text) {
        let said = dates::find_until(rest).filter(|date| date.moment(None).is_some());
        let range = range_in(text, rest);
        if let Some(date) = said {
            return Some(released_at(text, range, date));
        }
        let (time, offset) = dates::find_time(rest)?;
        return Some(vec![Said { range, what: What::Time(time, offset) }]);
    }
    let written = value(Sign::WrittenDate, text).filter(|value| value.is_set_apart);
    if let Some(date) = written.and_then(|value| dates::find(value.words)) {
        return Some(vec![Said { range: 0..text.len(), what: What::date(date, Claim::Range) }]);
    }
    let value = value(Sign::Date, text)?;
    let mut date = dates::find(value.words)?;
    let timed = dated::is_time_before(value.words, &mut date);
    if !value.is_set_apart && !timed && !is_counted_behind(value.words, &date) {
        return None;
    }
    let mut said = vec![Said { range: range_in(text, value.words), what: What::date(date.clone(), Claim::Label) }];
    let place = value.words[..date.range.start].trim_end_matches([',', ' ', '–']);
    let named = place.starts_with(char::is_uppercase) && !place.contains(' ') && words::weekday(place).is_none();
    if named {
        said.insert(0, Said { range: range_in(text, place), what: What::Located(place.to_owned()) });
    }
    Some(said)
}

/// The day of `For release at 2 p.m. EST, March 3, 2031`; with its hour it is an embargo as well.
fn released_at(text: &str, range: Range<usize>, date: dates::Printed) -> Vec<Said> {
    let embargo = date.time.is_some().then(|| What::Condition {
        printed: text.trim().to_owned(),
        class: ConditionClass::Embargoed,
        until: Some(date.clone()),
    });
    let day = Said { range, what: What::date(date, Claim::Label) };
    [Some(day), embargo.map(|what| Said { range: 0..text.len(), what })].into_iter().flatten().collect()
}

/// `2031-03-08 Views 1,204` of `Date 2031-03-08 Views 1,204`: how often a page was seen stands behind the date.
fn is_counted_behind(words: &str, date: &dates::Printed) -> bool {
    const LONGEST: usize = 20;
    let behind = words[date.range.end..].trim();
    let count = behind.split_once(' ').map(|(_, count)| count.trim_start_matches([':', ' ']));
    let counted = count.is_some_and(|count| {
        count.contains(char::is_numeric) && count.chars().all(|letter| letter.is_numeric() || ",.".contains(letter))
    });
    date.range.start == 0 && behind.len() <= LONGEST && counted
}

/// `Ref. No. 12/31`, `No: 214, 3 May 2031`, `№ 512 от 3 марта 2031`.
pub(super) fn read_reference(text: &str) -> Option<Vec<Said>> {
    const MOST_WORDS: usize = 8;
    const LONGEST: usize = 40;
    let value = value(Sign::Reference, text)?;
    let words = value.words;
    let date = dates::find(words);
    let head = date.as_ref().map_or(words, |date| &words[..date.range.start]);
    let head = reference::undressed(trim_joint(head));
    let first_figures = head.split_whitespace().next().is_some_and(|word| word.contains(|c: char| c.is_numeric()));
    let plain = head.len() < LONGEST
        && head.chars().all(|c| c.is_ascii() || c.is_numeric() || c == '–')
        && !head.chars().any(char::is_lowercase)
        && first_figures;
    // `Ref. DC 081(2031)`.
    let plain = plain || reference::is_reference(head) || reference::is_lettered(head);
    let numbered = head.contains(|letter: char| letter.is_numeric()) && words.split_whitespace().count() <= MOST_WORDS;
    let closed = date.as_ref().is_none_or(|date| words[date.range.end..].split_whitespace().all(dated::is_small));
    if !numbered || !closed || !(value.is_set_apart || plain) {
        return None;
    }
    let mut said = vec![Said { range: range_in(text, head), what: What::Reference(head.to_owned()) }];
    let shift = range_in(text, words).start;
    said.extend(date.map(|date| {
        let range = date.range.start + shift..date.range.end + shift;
        Said { range, what: What::date(date, Claim::Line) }
    }));
    Some(said)
}

/// A reference without the `of` or comma that stands between it and its date.
fn trim_joint(head: &str) -> &str {
    let head = head.trim_end_matches([',', ' ', '–', '-', '/', '(']);
    match head.rsplit_once(' ') {
        Some((head, last)) if words::is(Sign::On, last) || words::weekday(last.trim_end_matches(',')).is_some() => {
            trim_joint(head)
        }
        _ => head,
    }
}

/// `Updated: 5 March 2031`, `Last modified`, `Photo: the harbour`, `[Photo] …`.
pub(super) fn is_aside(text: &str) -> bool {
    let photo = text.trim_start_matches(['[', '(', '【']);
    let caption = words::after(Sign::Photo, photo).is_some_and(|rest| {
        rest.trim().is_empty() || rest.trim_start().starts_with([':', ']', ')', '】', '：', '/', '©'])
    });
    // `Adopted by the Assembly at its 12th meeting`.
    let bare = text.trim_matches(['(', ')', '[', ']', '*', ' ']);
    let procedure =
        words::after(Sign::Procedure, bare).is_some() && !text.ends_with('.') && text.contains(char::is_lowercase);
    caption || procedure || is_other_date(text)
}

/// A date of something else than the release: `Updated 5 March 2031`, `as of 5 March 2031`.
pub(in crate::parse) fn is_other_date(text: &str) -> bool {
    let Some(rest) = words::after(Sign::OtherDate, text.trim()) else { return false };
    const LONGEST_BEFORE: usize = 12;
    let alone = rest.trim_matches([':', ' ', '.']).is_empty();
    alone || dates::find(rest).is_some_and(|date| date.range.start <= LONGEST_BEFORE)
}

/// How long the label is that a text begins with, where a colon stands behind it.
pub(super) fn leading_label(text: &str) -> Option<usize> {
    const SIGNS: [Sign; 8] = [
        Sign::WrittenDate,
        Sign::Date,
        Sign::OtherDate,
        Sign::Issuer,
        Sign::Reference,
        Sign::Place,
        Sign::AddresseeLabel,
        Sign::Crumb,
    ];
    let labels = SIGNS.iter().filter_map(|&sign| words::after(sign, text));
    labels.filter(|rest| rest.starts_with([':', '：'])).map(|rest| text.len() - rest.len()).max()
}

/// Whether a line is a label and nothing more.
pub(in crate::parse) fn is_label(text: &str) -> bool {
    LABELS.iter().any(|&sign| words::is(sign, text))
}

const LABELS: [Sign; 8] = [
    Sign::Reference,
    Sign::Date,
    Sign::Issuer,
    Sign::Place,
    Sign::AddresseeLabel,
    Sign::Embargo,
    Sign::ReleaseTime,
    Sign::KindLabel,
];

/// The field of a label that stands alone on its line, where `next` is what it would say: `Reference:` over `12/31`.
pub(in crate::parse) fn read_label_alone(label: &str, next: &str) -> Option<(Field, Vec<Said>)> {
    const LONGEST: usize = 200;
    let label = label.trim_end_matches([':', '：', ' ']);
    if label.is_empty() || next.len() > LONGEST || !is_label(label) {
        return None;
    }
    let joined = format!("{label}: {next}");
    let shift = joined.len() - next.len();
    let mut said = read_field(&joined);
    let field = said.first()?.what.field()?;
    for one in &mut said {
        one.range = one.range.start.saturating_sub(shift)..one.range.end.saturating_sub(shift);
    }
    Some((field, said))
}
