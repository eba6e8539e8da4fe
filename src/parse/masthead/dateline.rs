//! The dateline: place, date and wire at the start of the first paragraph. Its words stay in the text.

use super::super::dates::{self, Printed};
use super::super::institution;
use super::super::words::{self, Sign};
use super::dated::{self, MOST_PLACE_WORDS};
use super::{Claim, Said, What, range_in, read_kind, shifted};
use crate::release::ConditionClass;

/// How far from the start of the text its dash may stand, in bytes.
const LONGEST: usize = 140;

/// The place, date and wire of `SEOUL, Aug. 7, 2031 /PRNewswire/ -- The…`, `Paris, le 3 mars 2031 – …`,
/// `(PORT TIDE, 3 March) The…`, `(Port Tide) – The…`. `is_place` tells of a place in small letters whether the text
/// shows that it is one.
pub(in crate::parse) fn read(text: &str, is_place: impl Fn(&str) -> bool) -> Option<Vec<Said>> {
    let Some((released, rest)) = take_immediate(text) else { return read_plain(text, is_place) };
    let said = read_plain(rest, is_place)?;
    let class = ConditionClass::Immediate;
    let condition = What::Condition { printed: released.to_owned(), class, until: None };
    let first = Said { range: range_in(text, released), what: condition };
    Some(std::iter::once(first).chain(shifted(said, range_in(text, rest).start)).collect())
}

/// `FOR IMMEDIATE RELEASE – ` before a dateline, and the dateline.
fn take_immediate(text: &str) -> Option<(&str, &str)> {
    let behind = words::after(Sign::Immediate, text)?;
    let rest = behind.trim_start().strip_prefix(DASHES)?.trim_start_matches(DASHES).trim_start();
    Some((&text[..text.len() - behind.len()], rest))
}

fn read_plain(text: &str, is_place: impl Fn(&str) -> bool) -> Option<Vec<Said>> {
    let start = &text[..text.floor_char_boundary(text.len().min(LONGEST))];
    let other = read_bracketed(start).or_else(|| read_bracketed_place(start, &is_place)).or_else(|| read_agency(start));
    if let Some(said) = other.or_else(|| read_date_first(start)) {
        return Some(said);
    }
    ends(start).into_iter().find_map(|end| read_head(start, end, &is_place)).or_else(|| read_day_alone(start))
}

/// `5 de marzo de 2031- El Consejo…`: a day that a dash touches.
fn read_day_alone(start: &str) -> Option<Vec<Said>> {
    let date = dates::find(start).filter(|date| date.range.start == 0 && date.day_end == date.range.end)?;
    let behind = start[date.range.end..].trim_start_matches('.').strip_prefix(['-', '–', '—'])?;
    let words = behind.trim_start();
    let begins = words.len() < behind.len()
        && words.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase());
    begins.then(|| vec![Said { range: date.range.clone(), what: What::date(date, Claim::Dateline) }])
}

/// `(서울새=연합바다) 김하늘 기자 = …`, `(서울새=연합바다) 2031년 3월 3일 -- …`: a town and the agency that carries the text;
/// `(서울새=2031년 3월 3일) …`: a town and the day.
fn read_agency(start: &str) -> Option<Vec<Said>> {
    const LONGEST: usize = 12;
    let (inside, behind) = start.strip_prefix('(')?.split_once(')')?;
    let (place, wire) = inside.split_once('=')?;
    let name = |text: &str| {
        let count = text.chars().count();
        (1..=LONGEST).contains(&count) && text.chars().all(|letter| letter.is_alphabetic() || letter == ' ')
    };
    let dated = |text: &str, date: Printed| {
        let shift = range_in(start, text).start;
        let range = date.range.start + shift..date.range.end + shift;
        Said { range, what: What::date(date, Claim::Dateline) }
    };
    let located = Said { range: range_in(start, place), what: What::Located(place.to_owned()) };
    let day = leading_date(wire).filter(|date| name(place) && wire[date.range.end..].trim().is_empty());
    if let Some(day) = day {
        return Some(vec![located, dated(wire, day)]);
    }
    let date = leading_date(behind).filter(|date| behind[date.range.end..].trim_start().starts_with(DASHES));
    let signed = date.is_some() || behind.trim_start().starts_with('=') || behind.contains(" = ");
    let carried = What::Distribution { by: Some(wire.to_owned()), at: None };
    let mut said = vec![located, Said { range: range_in(start, wire), what: carried }];
    said.extend(date.map(|date| dated(behind, date)));
    (name(place) && name(wire) && signed).then_some(said)
}

/// Where the dateline may end, and whether a dash ends it.
fn ends(start: &str) -> Vec<(usize, bool)> {
    const SPACED: [&str; 9] = [" – ", " — ", "—", " -- ", " - ", "– ", " ‒ ", " ― ", "-- "];
    const STOPS: [&str; 6] = [". ", ": ", "：", "電 ", ".-", ".–"];
    let first = |marks: &[&str], dash| marks.iter().filter_map(|mark| start.find(mark)).min().map(|at| (at, dash));
    let closing = start.ends_with(['–', '—', '-']).then(|| (start.trim_end_matches(['–', '—', '-', ' ']).len(), true));
    let mut stops: Vec<(usize, bool)> =
        STOPS.iter().flat_map(|stop| start.match_indices(stop)).map(|(at, _)| (at, false)).collect();
    stops.sort_unstable();
    let behind_wire = [")--", ") --"].iter().filter_map(|end| start.find(end)).min().map(|at| (at + 1, true));
    let behind_wire = behind_wire.or_else(|| behind_strokes(start).map(|at| (at, true)));
    // `Lund, 3 mar (Oficina de Prensa).- El…`, `Lund 3 March 2031- The…`
    let touching = [".-", ".–", "- "].iter().filter_map(|end| Some((start.find(end)?, end)));
    let touching = touching.filter(|&(at, &end)| match end {
        "- " => start[..at].ends_with(|letter: char| letter.is_ascii_digit()) && is_begun(&start[at + 1..]),
        _ => dates::has_figures(&start[..at]),
    });
    let touching = touching.map(|(at, _)| (at, true)).min();
    behind_wire.into_iter().chain(touching).chain(first(&SPACED, true)).chain(closing).chain(stops).collect()
}

/// Whether a sentence begins: a capital, or a script without them.
fn is_begun(text: &str) -> bool {
    text.trim_start().starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase())
}

/// The byte behind `/ Tidewire /` in `Port Tide, 3 March / Tidewire / The ministers…`: strokes behind a date.
fn behind_strokes(start: &str) -> Option<usize> {
    let (open, _) = start.match_indices('/').find(|(at, _)| start[at + 1..].starts_with(' '))?;
    let close = open + 1 + start[open + 1..].find(" /")? + " /".len();
    let date = dates::find(&start[..open]).or_else(|| dates::find_yearless(&start[..open]))?;
    let apart = start[date.range.end..open].trim().is_empty() && start[close..].starts_with(' ');
    apart.then_some(close)
}

/// `(Port Tide) – The minister…`.
fn read_bracketed_place(start: &str, is_place: &impl Fn(&str) -> bool) -> Option<Vec<Said>> {
    let inside = start.strip_prefix(['(', '['])?;
    let (place, behind) = inside.split_once([')', ']'])?;
    let dash = behind.trim_start().starts_with(['–', '—', '-']);
    let evident = dash && is_named(place) && read_kind(place).is_none() && is_place(place);
    evident.then(|| vec![Said { range: range_in(start, place), what: What::Located(place.to_owned()) }])
}

/// `(PORT TIDE, 3 March) The minister…`, `[PORT TIDE, 3 March 2031]`.
fn read_bracketed(start: &str) -> Option<Vec<Said>> {
    let inside = start.strip_prefix(['(', '[', '【', '（'])?;
    let end = inside.find([')', ']', '】', '）'])?;
    let inside = &inside[..end];
    let place_end = inside.find([',', '，', '،']).unwrap_or(inside.len());
    let place = inside[..place_end].trim();
    let dated = dates::find(inside).or_else(|| dates::find_yearless(inside))?;
    if !is_named(place) || dates::find(place).is_some() || inside[dated.range.end..].trim().len() > 3 {
        return None;
    }
    let shift = range_in(start, inside).start;
    let range = dated.range.start + shift..dated.range.end + shift;
    let mut said = vec![Said { range: range_in(start, place), what: What::Located(place.to_owned()) }];
    said.push(Said { range, what: What::date(dated, Claim::Dateline) });
    Some(said)
}

/// `3 March 2031 – Port Tide, Norland – The minister…`: a dash or a comma behind the day, a dash or a colon behind the town.
fn read_date_first(start: &str) -> Option<Vec<Said>> {
    let date = leading_date(start)?;
    let behind = start[date.range.end..].trim_start();
    let (comma, behind) = match behind.strip_prefix(DASHES) {
        Some(behind) => (false, behind),
        None => (true, behind.strip_prefix([',', '，', '、', '،'])?),
    };
    let behind = behind.trim_start();
    let colon = || behind.split_once(": ").map(|(place, text)| (place, text.trim_start())).filter(|_| comma);
    let (place, text) = split_at_dash(behind).filter(|(place, _)| is_named(place)).or_else(colon)?;
    let begins = text.starts_with(|letter: char| !letter.is_lowercase()) && (!comma || is_town_alone(place));
    let named = is_named(place) && read_kind(place).is_none() && words::month(place).is_none();
    let located = Said { range: range_in(start, place), what: What::Located(place.to_owned()) };
    (named && begins)
        .then(|| vec![located, Said { range: date.range.clone(), what: What::date(date, Claim::Dateline) }])
}

/// Whether words between a comma and a dash can be a town: in a script without capitals they are short.
fn is_town_alone(place: &str) -> bool {
    const LONGEST: usize = 8;
    place.contains(char::is_uppercase) || place.chars().count() <= LONGEST && !place.contains(' ')
}

/// What parts a dateline.
pub(in crate::parse) const DASHES: [char; 4] = ['–', '—', '-', '―'];

/// What stands before and behind the first dash between spaces, or the first double one, `海都——潮汐部…`.
fn split_at_dash(text: &str) -> Option<(&str, &str)> {
    if let Some((place, text)) = text.split_once("——").filter(|(place, _)| !place.ends_with(' ')) {
        return Some((place, text.trim_start_matches(DASHES).trim_start()));
    }
    let spaced = text.char_indices().filter(|&(at, letter)| DASHES.contains(&letter) && text[..at].ends_with(' '));
    spaced
        .map(|(at, _)| (text[..at].trim_end(), text[at..].trim_start_matches(DASHES)))
        .find_map(|(place, text)| text.starts_with(' ').then(|| (place, text.trim_start())))
}

/// The date that a text begins with, but for the day of the week.
fn leading_date(text: &str) -> Option<Printed> {
    let date = dates::find(text).or_else(|| dates::find_yearless(text))?;
    text[..date.range.start].split_whitespace().all(dated::is_small).then_some(date)
}

/// The date behind the dash at byte `end`, which a dash or colon sets apart from the text: `Port Tide – 3 March 2031: The…`.
fn date_behind(start: &str, end: usize) -> Option<Printed> {
    let rest = start[end..].trim_start().trim_start_matches(DASHES).trim_start();
    let mut date = leading_date(rest)?;
    let behind = rest[date.range.end..].trim_start();
    let shift = range_in(start, rest).start;
    date.range = date.range.start + shift..date.range.end + shift;
    date.day_end += shift;
    (behind.starts_with([':', '：']) || behind.starts_with(DASHES)).then_some(date)
}

/// The longest short name of an agency, in bytes.
const LONGEST_AGENCY: usize = 5;

/// The dateline that ends at byte `end`.
fn read_head(start: &str, (end, dash): (usize, bool), is_place: &impl Fn(&str) -> bool) -> Option<Vec<Said>> {
    let head = start[..end].trim_end();
    let (rest, wire) = take_wire(head);
    let date = dates::find(rest).or_else(|| dates::find_yearless(rest));
    let place = place(rest, date.as_ref().map_or(rest.len(), |date| date.range.start))?;
    let later = if dash && date.is_none() { date_behind(start, end) } else { None };
    let upper = place.chars().any(char::is_uppercase) && !small_letters(place);
    let full = date.as_ref().is_some_and(|date| dates::find(&rest[date.range.clone()]).is_some());
    let closed = date.as_ref().is_none_or(|date| {
        let behind = rest[date.range.end..].trim_matches([' ', ',', '.', ')', '،']);
        // `Port Tide, 3 March 2031, TWA --`: an agency may stand behind the date.
        let agency = |word: &str| dash && word.len() <= LONGEST_AGENCY && word.bytes().all(|c| c.is_ascii_uppercase());
        behind.split_whitespace().all(|word| dated::is_small(word) || agency(word))
    });
    let evident = match dash {
        true => upper || date.is_some() || later.is_some() || wire.is_some() || is_place(place),
        false => {
            full && dated::read(rest).is_some() || start[end..].starts_with(':') && place == rest && has_region(place)
        }
    };
    let apart = date.as_ref().is_none_or(|date| closes_behind(start, date));
    if !evident || !closed || !apart || read_kind(place).is_some() || words::month(place).is_some() {
        return None;
    }
    let mut said = vec![Said { range: range_in(start, place), what: What::Located(place.to_owned()) }];
    said.extend(date.or(later).map(|date| Said { range: date.range.clone(), what: What::date(date, Claim::Dateline) }));
    said.extend(wire.map(|wire| Said { range: range_in(start, wire), what: wire_says(wire) }));
    Some(said)
}

/// Whether a bracket that a date stands in closes behind it; `港湾法（2031年3月3日法律第5号…` says when a law was made.
fn closes_behind(start: &str, date: &dates::Printed) -> bool {
    const OPEN: [char; 2] = ['(', '（'];
    const CLOSE: [char; 2] = [')', '）'];
    let before = &start[..date.range.start];
    let open = before.rfind(OPEN).filter(|&open| !before[open..].contains(CLOSE));
    let behind = &start[date.range.end..];
    // The bracket of a day of the week belongs to the date.
    let behind = behind.find(CLOSE).map(|close| &behind[..close]);
    open.is_none() || behind.is_some_and(|behind| behind.split([' ', ',']).all(dated::is_small))
}

/// `Port Tide, VL`, `Lundmark, D.C.`: a town with the two capitals of its state.
fn has_region(place: &str) -> bool {
    place.rsplit_once(", ").is_some_and(|(town, region)| {
        let capitals = region.chars().filter(|letter| *letter != '.');
        is_named(town)
            && capitals.clone().count() == 2
            && capitals.into_iter().all(|letter| letter.is_ascii_uppercase())
    })
}

/// The agency in brackets or strokes is who carries the text; an institution there is who issues it.
fn wire_says(wire: &str) -> What {
    match institution::rank(wire) {
        0 => What::Distribution { by: Some(wire.to_owned()), at: None },
        _ => What::Issuer(wire.to_owned()),
    }
}

/// Takes ` /PRNewswire/` or ` (Reuters)` off the end of a dateline.
fn take_wire(head: &str) -> (&str, Option<&str>) {
    const LONGEST_WIRE: usize = 50;
    let open = |close: char| match close {
        ')' => Some('('),
        '/' => Some('/'),
        ']' => Some('['),
        '）' => Some('（'),
        _ => None,
    };
    let Some(open) = head.chars().last().and_then(open) else { return (head, None) };
    let inside = &head[..head.len() - head.chars().last().map_or(0, char::len_utf8)];
    let Some(start) = inside.rfind(open) else { return (head, None) };
    let wire = inside[start + open.len_utf8()..].trim();
    let named = (1..=LONGEST_WIRE).contains(&wire.len()) && wire.chars().any(char::is_alphabetic);
    // `(@MinistryOfTides)` is where to read more of it.
    if wire.starts_with('@') && start > 0 {
        return (head[..start].trim_end_matches([' ', ',', '-']), None);
    }
    // `(Tuesday)` and `(3 March 2031)` are of the date.
    let is_date = dates::find(wire).is_some() || words::weekday(wire).is_some();
    if !named || is_date || start == 0 {
        (head, None)
    } else {
        (head[..start].trim_end_matches([' ', ',', '-']), Some(wire))
    }
}

/// The place before a date: `PORT TIDE`, `LONDON/PARIS`, `New York and Geneva`.
fn place(rest: &str, date: usize) -> Option<&str> {
    let mut place = dated::without_other_calendar(&rest[..date])
        .trim_end_matches([' ', ',', '،', '，', '(', '–', '-', '—', '、', '|']);
    while let Some((before, last)) = place.rsplit_once([' ', ',']) {
        let word = last.trim_matches(['.', ',']);
        if !(words::weekday(word).is_some() || words::is(Sign::On, word)) {
            break;
        }
        place = before.trim_end_matches([' ', ',', '،']);
    }
    is_named(place).then_some(place)
}

/// A few words, each with a capital where the script has them, or no more than a joint.
fn is_named(place: &str) -> bool {
    const LONGEST_JOINT: usize = 3;
    let count = place.split_whitespace().count();
    let capital = |word: &str| !word.starts_with(char::is_lowercase) || word.chars().count() <= LONGEST_JOINT;
    let letters =
        place.chars().all(|letter| letter.is_alphabetic() || letter.is_whitespace() || "-’'.,/&".contains(letter));
    let unspaced = place.chars().any(super::super::inline::is_unspaced);
    const LONGEST_UNSPACED: usize = 12;
    (1..=MOST_PLACE_WORDS + 2).contains(&count)
        && letters
        && place.split_whitespace().all(capital)
        && !place.starts_with(char::is_lowercase)
        && (!dated::without_initials(place).contains(". ") || is_saint(place))
        && (!unspaced || place.chars().count() <= LONGEST_UNSPACED)
}

/// `ST. LAMB, Minn.`: a short word in front, the town in capitals, and where it lies; `MR. LAMB` is none.
fn is_saint(place: &str) -> bool {
    const LONGEST: usize = 3;
    let (first, town) = place.split_once(". ").unwrap_or_default();
    (1..=LONGEST).contains(&first.len()) && town.contains(',') && !town.contains(". ") && !small_letters(place)
}

/// Whether a place has words in small letters, but for a joint: `NEW YORK and GENEVA`, `WASHINGTON, D.C.`; behind a
/// comma, `ST. LAMB, Minn.`, they are of where it lies.
fn small_letters(place: &str) -> bool {
    let town = place.split(',').next().unwrap_or_default();
    town.split(|letter: char| letter.is_whitespace() || letter == '/')
        .any(|word| word.chars().any(char::is_lowercase) && !words::is(Sign::Joining, word))
}
