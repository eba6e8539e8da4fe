//! A line that is a date, with the place before or behind it.

use super::super::dates::{self, Printed};
use super::super::headline;
use super::super::inline;
use super::super::institution;
use super::super::words::{self, Sign};
use super::title::leading_kind;
use super::{Claim, Said, What, label, range_in, reference};

/// The most words of a place.
pub(super) const MOST_PLACE_WORDS: usize = 5;

/// `3 March 2031`, `Berlin, 3 March 2031`, `Paris, le 3 mars 2031`, `Tuesday 3 March 2031`, `3 March 2031, Geneva`,
/// `14:05, Tue 3 March 2031`.
pub(super) fn read(text: &str) -> Option<Vec<Said>> {
    let Some(mut date) = dates::find(text) else { return read_small(text) };
    let behind = text[date.range.end..].trim_matches(is_frame);
    // `Port Tide, 3 March 2031:` over the text.
    let led = behind == ":" && text[..date.range.start].trim_end().ends_with(',');
    let behind = if led { "" } else { behind };
    let before = without_done(take_time(&text[..date.range.start], &mut date));
    let own = without_other_calendar(before);
    let (place, closed) = place_before(own);
    let printed = place;
    let place = without_preposition(without_abbreviation(place));
    let other_calendar = own.len() < before.len();
    let closed = closed || other_calendar;
    // `الدمام 22 محرم 1453 هـ الموافق 14 مايو 2031 م واس`: who carries it stands behind two calendars.
    let wire = other_calendar && !place.is_empty() && behind.split(' ').filter(|word| !is_small(word)).count() == 1;
    let place_behind = place.is_empty().then(|| read_place_behind(&text[date.range.end..])).flatten();
    let behind_is_small = behind.split([' ', ',']).filter(|word| !word.is_empty()).all(is_small)
        || label::is_other_date(behind)
        || words::after(Sign::Corresponding, behind).is_some()
        || wire
        || words::after(Sign::Place, behind).is_some_and(|room| room.starts_with([':', '：']))
        || place_behind.is_some()
        || (date.time.is_some() && place.is_empty() && is_room(behind));
    const LONGEST_JOINT: usize = 3;
    // `Weekly calendar, 3 March` is no place.
    let named = |word: &str| !word.starts_with(char::is_lowercase) || word.chars().count() <= LONGEST_JOINT;
    let short = place.split_whitespace().count() <= MOST_PLACE_WORDS && place.split_whitespace().all(named);
    // `of the Ministers (Port Tide` is half of an aside.
    let halved = place.matches(['(', '（']).count() > place.matches([')', '）']).count();
    if !behind_is_small || !short || !closed || halved || without_initials(place).contains(['.', ':', '"', '“']) {
        return None;
    }
    let mut said = Vec::new();
    let place = Some(place).filter(|place| place.chars().any(char::is_alphabetic));
    let place = place.or(place_behind.map(without_preposition));
    // `г.` belongs to the place, though it is no part of its name.
    let range = |place| range_in(text, if printed.ends_with(place) { printed } else { place });
    said.extend(place.map(|place| Said { range: range(place), what: What::Located(place.to_owned()) }));
    // `34/2031 - 3 March 2031`
    let number =
        Some(printed).filter(|number| reference::is_reference(number) && !number.contains(char::is_alphabetic));
    said.extend(number.map(|number| Said { range: range_in(text, number), what: What::Reference(number.to_owned()) }));
    said.push(Said { range: date.range.clone(), what: What::date(date, Claim::Line) });
    said.sort_by_key(|said| said.range.start);
    Some(said)
}

/// `Bogotá` of `Bogotá D. C.`: stops behind single capitals at the end are of the place.
pub(super) fn without_initials(place: &str) -> &str {
    let initial = |word: &str| {
        word.strip_suffix('.')
            .is_some_and(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase))
    };
    let mut town = place;
    while let Some((before, _)) = town.rsplit_once(' ').filter(|(_, last)| initial(last)) {
        town = before.trim_end();
    }
    town
}

/// `Press Conference Room` of `Friday, March 3, 2031, 3:02 p.m. Press Conference Room`: where something was said at that time.
fn is_room(text: &str) -> bool {
    let count = text.split_whitespace().count();
    let named = |word: &str| word.starts_with(char::is_uppercase) || words::is(Sign::NameJoining, word);
    let letters = |letter: char| letter.is_alphanumeric() || " ,-’'\u{A0}".contains(letter);
    (2..=MOST_PLACE_WORDS).contains(&count) && text.chars().all(letters) && text.split_whitespace().all(named)
}

/// `صدر في`, `Done on` right before a date name no place.
fn without_done(before: &str) -> &str {
    let done = words::after(Sign::Done, before.trim_start()).is_some_and(|rest| rest.trim().is_empty());
    if done { "" } else { before }
}

/// `Port-Marée` of `Fait à Port-Marée`, `Puerto Marea` of `En Puerto Marea`, `海都` of `于海都`.
fn without_preposition(place: &str) -> &str {
    const FEWEST_UNSPACED: usize = 2;
    let first = |letter: char| letter.is_uppercase();
    // `In Salah` and `A Coruña` are towns.
    let is_name = |rest: &str| matches!(place.len() - rest.len(), 1) || place.starts_with("In ");
    let behind =
        |sign| words::after(sign, place).filter(|rest| rest.starts_with(' ') && rest.trim_start().starts_with(first));
    let spaced = behind(Sign::Done).or_else(|| behind(Sign::In).filter(|rest| !is_name(rest)));
    let unspaced = || {
        let rest = words::after(Sign::On, place)?;
        let long = rest.chars().count() >= FEWEST_UNSPACED;
        (long && place.chars().all(inline::is_unspaced)).then_some(rest)
    };
    spaced.map(str::trim_start).or_else(unspaced).unwrap_or(place)
}

/// `Портовск` of `г. Портовск`: a small word with its full stop says only that it is a town.
fn without_abbreviation(place: &str) -> &str {
    let split = place.split_once(['.', ' ']).filter(|(first, rest)| !first.is_empty() && !rest.trim().is_empty());
    let small =
        |first: &str| first.starts_with(char::is_lowercase) && place[first.len()..].starts_with('.') && is_small(first);
    split.filter(|(first, _)| small(first)).map_or(place, |(_, rest)| rest.trim_start())
}

/// Takes a time before a date, `14:05, Tue `, to be that of the date; gives what is left of the words before.
fn take_time<'a>(before: &'a str, date: &mut Printed) -> &'a str {
    if date.time.is_some() || !before.starts_with(|letter: char| letter.is_ascii_digit()) {
        return before;
    }
    let Some((time, offset, end)) = dates::leading_time(before) else { return before };
    // `8:30 a.m. (ET) Friday`, `23:30 (Ahlmouth time)`: what names no zone for certain.
    let behind = before[end..].trim_start();
    let aside = behind.strip_prefix('(').and_then(|behind| behind.split_once(')'));
    let behind = aside.filter(|(inside, _)| !dates::has_figures(inside)).map_or(behind, |(_, behind)| behind);
    if !behind.split_whitespace().all(is_small) {
        return before;
    }
    (date.time, date.offset) = (Some(time), offset);
    date.range.start = 0;
    ""
}

/// Whether `AT 6:00 PM ON` is all that stands before a date, which is then of that time.
pub(super) fn is_time_before(text: &str, date: &mut Printed) -> bool {
    let before = text[..date.range.start].trim_start();
    let time = words::after(Sign::BeforeTime, before).map_or(before, str::trim_start);
    let before = take_time(time, date);
    date.time.is_some() && !time.is_empty() && before.split_whitespace().all(is_small)
}

/// What stands before `٣ صفر ١٤٥٣ هـ الموافق` or `1453/9/29 –`: the same day in another calendar.
pub(super) fn without_other_calendar(before: &str) -> &str {
    let last = before.split_whitespace().last().unwrap_or_default();
    let other = words::is(Sign::Corresponding, last.trim_matches(is_frame)) || ends_with_year_of_hijra(before);
    let start = before.find(char::is_numeric).filter(|_| other);
    start.map_or_else(|| without_month_of_hijra(before), |start| &before[..start])
}

/// `Lund,` of `Lund, Ramadan 14, 1452,`.
fn without_month_of_hijra(before: &str) -> &str {
    let mut words = before.trim_end_matches(is_frame).rsplitn(4, [' ', '\u{A0}']);
    let mut next = || words.next().unwrap_or_default().trim_matches(',');
    let (year, day, month) = (next().parse::<u32>(), next().parse::<u32>(), next());
    let named =
        month.starts_with(char::is_uppercase) && month.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    let other = named && matches!((year, day), (Ok(1300..1600), Ok(1..=30)));
    let start = before.rfind(month).filter(|_| other);
    start.map_or(before, |start| &before[..start])
}

/// `1453/9/29 –`.
fn ends_with_year_of_hijra(before: &str) -> bool {
    let day = before.trim_end_matches(is_frame).split_whitespace().last().unwrap_or_default();
    let figures = |part: &str| part.parse::<u32>().ok();
    let parts: Vec<Option<u32>> = day.split(['/', '-']).map(figures).collect();
    matches!(parts[..], [Some(1300..1600), Some(1..=12), Some(1..=30)])
}

/// `Vienna, Austria`, `ADDIS ABABA, ETHIOPIA`, `The Hague, the Netherlands`: a town and where it lies.
pub(in crate::parse) fn is_town(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    const LONGEST: usize = 60;
    let Some((town, country)) = text.split_once(',') else { return false };
    let letters = |text: &str| text.chars().all(|letter| letter.is_alphabetic() || " -’'.\u{A0}".contains(letter));
    let joint = |word: &str| words::is(Sign::NameJoining, word) || words::is(Sign::TheName, word);
    let named = |part: &str| {
        let count = part.split_whitespace().count();
        let capital = |word: &str| word.starts_with(char::is_uppercase) || joint(word);
        (1..=MOST_WORDS).contains(&count) && letters(part) && part.split_whitespace().all(capital)
    };
    let several = |part: &str| part.split_whitespace().any(|word| words::is(Sign::And, word));
    text.len() <= LONGEST
        && text.starts_with(char::is_uppercase)
        && named(town)
        && named(country)
        && !several(town)
        && !several(country)
        && institution::rank(town) == 0
        && institution::rank(text) == 0
        && words::kind(town).is_none()
}

/// `18 April 2031 News release Geneva`, `3 марта 2031 года Пресс-релиз`: a date, a kind and a place in a row.
pub(super) fn read_with_kind(text: &str) -> Option<Vec<Said>> {
    const MOST_PLACE_WORDS: usize = 2;
    let date = dates::find(text).filter(|date| date.range.start == 0)?;
    let mut rest = text[date.range.end..].trim_start_matches(is_frame);
    while let Some((_, behind)) = rest.split_once(' ').filter(|(word, _)| is_small(word)) {
        rest = behind.trim_start();
    }
    let (end, class) = leading_kind(rest)?;
    let printed = rest[..end].trim_end();
    let place = rest[end..].trim_matches(is_frame);
    let named = place.split_whitespace().count() <= MOST_PLACE_WORDS
        && place.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && place.chars().all(|letter| letter.is_alphabetic() || " -’'".contains(letter));
    let mut said = vec![
        Said { range: date.range.clone(), what: What::date(date, Claim::Line) },
        Said { range: range_in(text, printed), what: What::Kind { printed: printed.to_owned(), class } },
    ];
    if !place.is_empty() {
        said.push(Said { range: range_in(text, place), what: What::Located(place.to_owned()) });
    }
    named.then_some(said)
}

/// `04.04.2031 EEAS Press Team`: a date in figures, and behind it the office that issues the text.
pub(super) fn read_with_office(text: &str) -> Option<Vec<Said>> {
    let date = dates::find(text).filter(|date| date.range.start == 0)?;
    let name = text[date.range.end..].trim_matches(is_frame);
    let figures = !text[date.range.clone()].contains(char::is_alphabetic);
    let office = institution::is_plain_name(name) || words::before(Sign::Office, name).is_some();
    (figures && office).then(|| {
        let issuer = Said { range: range_in(text, name), what: What::Issuer(name.to_owned()) };
        vec![Said { range: date.range.clone(), what: What::date(date, Claim::Line) }, issuer]
    })
}

/// `от 3 марта 2031 г. № 257`, `vom 3. März 2031 Nr. 5`: a date and the number behind it, and nothing more.
pub(super) fn read_with_reference(text: &str) -> Option<Vec<Said>> {
    let date = dates::find(text).filter(|date| text[..date.range.start].split_whitespace().all(is_small))?;
    let mut rest = text[date.range.end..].trim_start_matches(is_frame);
    while let Some((_, behind)) = rest.split_once([' ', '\u{A0}']).filter(|(word, _)| is_small(word)) {
        rest = behind.trim_start();
    }
    let said = label::read_reference(rest)?;
    let [Said { range, what: What::Reference(number) }] = said.as_slice() else { return None };
    let shift = range_in(text, rest).start;
    let number = Said { range: range.start + shift..range.end + shift, what: What::Reference(number.clone()) };
    Some(vec![Said { range: date.range.clone(), what: What::date(date, Claim::Line) }, number])
}

fn is_frame(letter: char) -> bool {
    letter.is_whitespace() || ".,()[]（）、，،-–—/|".contains(letter)
}

/// A word that only goes with a date: a day of the week, `on`, `published`.
pub(super) fn is_small(word: &str) -> bool {
    let word = word.trim_matches(is_frame);
    word.is_empty()
        || words::weekday(word).is_some()
        || words::unspaced_weekday(word).is_some_and(|(_, length)| length == word.len())
        || [Sign::On, Sign::Date, Sign::Hours].iter().any(|&sign| words::is(sign, word))
}

/// The place that stands before a date, and whether something sets it apart from the date.
fn place_before(before: &str) -> (&str, bool) {
    let mut place = before.trim();
    let mut dated = place.is_empty();
    loop {
        let cut = place.trim_end_matches(|letter: char| letter.is_whitespace() || ",:(–—-，،[|/".contains(letter));
        dated |= place[cut.len()..].contains([',', '(', '–', '—', '，', '،', '[', '-', '/']);
        let last = cut.split_whitespace().last().unwrap_or_default();
        place = &cut[..cut.len() - last.len()];
        if last.is_empty() {
            return ("", true);
        }
        if !is_small(last) {
            let place = cut.trim_start_matches(['(', '[', ' ', '（']);
            let opened = place.len() < cut.len();
            return (place, dated || opened);
        }
        let named = place.split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
        const MOST_WORDS_BEFORE_ON: usize = 3;
        let few = place.split_whitespace().count() <= MOST_WORDS_BEFORE_ON;
        // `Paris le 3 mars`, but not `Opening on 3 March`.
        // `Harbour Closes on 3 March` is a headline.
        dated |= named
            && few
            && !headline::tells(place.trim_end())
            && words::is(Sign::DatelineOn, last.trim_matches(is_frame));
    }
}

/// `, Geneva` behind a date.
fn read_place_behind(behind: &str) -> Option<&str> {
    const MOST_WORDS: usize = 3;
    let place = behind.trim_matches(is_frame);
    // `2031년 3월 3일 항구에서`
    let place = match place.strip_suffix("에서").filter(|town| !town.contains(' ')) {
        Some(town) if town.chars().all(inline::is_hangul) && !town.is_empty() => return Some(town),
        _ => place,
    };
    let apart = behind.trim_start().starts_with([',', '–', '-', '(', '|', '/', '，', '、']);
    let count = place.split_whitespace().count();
    let named = place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let letters = place.chars().all(|letter| letter.is_alphabetic() || " -’'.,()".contains(letter));
    let known = is_small(place) || words::kind(place).is_some();
    const LONGEST_UNSPACED: usize = 8;
    let unspaced = place.chars().all(inline::is_unspaced) && place.chars().count() <= LONGEST_UNSPACED;
    const LONGEST_HANGUL: usize = 5;
    let hangul = place.chars().all(inline::is_hangul) && place.chars().count() <= LONGEST_HANGUL;
    // `2031年4月2日　海湾市`.
    const LONGEST_TOWN: usize = 4;
    let town =
        || behind.starts_with('\u{3000}') && place.chars().count() <= LONGEST_TOWN && institution::rank(place) == 0;
    if apart && is_town(place) && !is_small(place) {
        return Some(place);
    }
    let named = named || ((unspaced || hangul) && apart) || (unspaced && town());
    (!place.is_empty() && count <= if apart { MOST_WORDS } else { 1 } && named && letters && !known).then_some(place)
}

/// A line that is a day without its year, or a time: `Tuesday, March 3`, `10.00 a.m.`.
fn read_small(text: &str) -> Option<Vec<Said>> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return None;
    }
    if let Some(date) = dates::find_yearless(text) {
        let around = [&text[..date.range.start], &text[date.range.end..]];
        let alone = around.iter().all(|part| part.split_whitespace().all(is_small));
        let claim = What::Date(date.clone(), Claim::Range);
        return alone.then(|| vec![Said { range: date.range, what: claim }]);
    }
    read_time_alone(text)
}

/// `14:05`, `10.00 a.m. GMT`.
fn read_time_alone(text: &str) -> Option<Vec<Said>> {
    const MOST_LETTERS: usize = 8;
    let (time, offset) = dates::find_time(text)?;
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let alone = text.starts_with(|letter: char| letter.is_ascii_digit()) && letters <= MOST_LETTERS;
    alone.then(|| vec![Said { range: 0..text.len(), what: What::Time(time, offset) }])
}
