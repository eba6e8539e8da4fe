//! The lines before the body: what each says by its form.
//!
//! ```text
//! 08/07/2024 | Press release | Distributed by Public on 08/08/2024 03:21     a bar of fields
//! FOR IMMEDIATE RELEASE                                                        a release line
//! Ref. No. PR/12(2031)                                                         a label and its value
//! Berlin, 3 March 2031                                                         place and date
//! ```

use super::condition;
use super::dates::{self, Printed};
use super::opening::names_institution;
use super::words::{self, Sign};
use crate::release::{ConditionClass, Field, KindClass};
use std::ops::Range;

/// What a part of a line says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// Where in the line.
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Issuer(String),
    Kind { printed: String, class: KindClass },
    Reference(String),
    Date(Printed),
    Located(String),
    Condition { printed: String, class: ConditionClass, until: Option<Printed> },
    Distribution { by: Option<String>, at: Option<Printed> },
}

impl What {
    pub(super) fn field(&self) -> Field {
        match self {
            What::Issuer(_) => Field::Issuer,
            What::Kind { .. } => Field::Kind,
            What::Reference(_) => Field::Reference,
            What::Date(_) => Field::DatePublished,
            What::Located(_) => Field::Located,
            What::Condition { .. } => Field::Condition,
            What::Distribution { .. } => Field::Distribution,
        }
    }
}

/// The longest line that is read, in bytes: longer ones are prose.
const LONGEST: usize = 400;

/// What a line of the masthead says; nothing where it may be a name or a title.
pub(super) fn read(line: &str) -> Vec<Said> {
    if line.len() > LONGEST {
        return Vec::new();
    }
    let mut said = Vec::new();
    let mut silent = Vec::new();
    for range in fields(line) {
        let field = read_field(&line[range.clone()]);
        silent.extend(field.is_empty().then(|| range.clone()));
        said.extend(shifted(field, range.start));
    }
    said.extend(silent.into_iter().filter_map(|range| read_beside_date(line, range, &said)).next());
    said.sort_by_key(|said| said.range.start);
    said
}

/// `Joint report` of `14 June 2031 | Joint report`: words beside a date say what it is, or whose.
fn read_beside_date(line: &str, range: Range<usize>, said: &[Said]) -> Option<Said> {
    const MOST_KIND_WORDS: usize = 4;
    let text = &line[range.clone()];
    let has = |field: Field| said.iter().any(|said| said.what.field() == field);
    let words = text.split_whitespace().count();
    if !has(Field::DatePublished) || !text.chars().all(|letter| letter.is_alphabetic() || " -’'".contains(letter)) {
        return None;
    }
    let what = if names_institution(text) {
        What::Issuer(text.to_owned())
    } else if !has(Field::Kind) && words <= MOST_KIND_WORDS {
        What::Kind { printed: text.to_owned(), class: KindClass::Other }
    } else {
        return None;
    };
    Some(Said { range, what })
}

/// The fields of a bar, or the line as the only one.
fn fields(line: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut start = 0;
    for part in line.split(['|', '｜', '¦']) {
        let space = part.len() - part.trim_start().len();
        fields.push(start + space..start + space.max(part.trim_end().len()));
        start += part.len() + line[start + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    fields.retain(|field| !field.is_empty());
    fields
}

fn shifted(said: Vec<Said>, by: usize) -> impl Iterator<Item = Said> {
    said.into_iter().map(move |said| Said { range: said.range.start + by..said.range.end + by, what: said.what })
}

/// What one field says.
fn read_field(text: &str) -> Vec<Said> {
    let whole = |what| vec![Said { range: 0..text.len(), what }];
    if let Some(rest) = words::after(Sign::Distributed, text) {
        return whole(read_distribution(rest));
    }
    if let Some((class, until)) = condition::read(text) {
        return whole(What::Condition { printed: text.trim().to_owned(), class, until });
    }
    if let Some(class) = read_kind(text) {
        return whole(What::Kind { printed: text.trim_end_matches([':', ' ']).to_owned(), class });
    }
    if let Some(said) = read_label(text).or_else(|| read_kind_and_more(text)).or_else(|| read_date(text)) {
        return said;
    }
    if is_reference(text) { whole(What::Reference(text.to_owned())) } else { Vec::new() }
}

/// `Press release`, or in two languages `보도자료 / Press release`.
fn read_kind(text: &str) -> Option<KindClass> {
    let mut classes = text.split(['/', '·']).map(words::kind);
    let first = classes.next()??;
    classes.all(|class| class.is_some()).then_some(first)
}

/// ` Public on 08/08/2024 03:21`: who, and when.
fn read_distribution(rest: &str) -> What {
    let rest = rest.trim_start_matches([':', ' ']);
    let at = dates::find(rest);
    let name = at.as_ref().map_or(rest, |at| &rest[..at.range.start]).trim_end_matches([' ', ',', '(']);
    let name = match name.rsplit_once(' ') {
        Some((name, last)) if words::is(Sign::On, last) => name,
        _ => name,
    };
    let name = name.trim().trim_end_matches([',', '.']);
    What::Distribution { by: (!name.is_empty()).then(|| name.to_owned()), at }
}

/// `Ref. No. 12/31`, `Date: 3 March 2031`, `From: Ministry of Tides`.
fn read_label(text: &str) -> Option<Vec<Said>> {
    let value = |sign| {
        let rest = words::after(sign, text)?;
        let value = rest.trim_start_matches(['.', ' ', '\u{A0}']).trim_start_matches([':', '：']).trim();
        let labelled = rest.trim_start().starts_with([':', '：']);
        (!value.is_empty()).then_some((value, labelled))
    };
    let range = |value: &str| {
        let start = value.as_ptr() as usize - text.as_ptr() as usize;
        start..start + value.len()
    };
    let one = |value: &str, what| Some(vec![Said { range: range(value), what }]);
    if let Some((value, true)) = value(Sign::Date)
        && let Some(date) = dates::find(value)
    {
        return one(value, What::Date(date));
    }
    if let Some((value, labelled)) = value(Sign::Reference)
        && (labelled || value.len() < 40 && value.chars().all(|c| !c.is_lowercase()) || dates::find(value).is_some())
        && value.contains(|c: char| c.is_ascii_digit())
        && value.split_whitespace().count() <= 6
    {
        let reference = dates::find(value)
            .map_or(value, |date| value[..date.range.start].trim_end_matches([',', ' ', '–', '-', '/']));
        let mut said = one(reference, What::Reference(reference.to_owned())).filter(|_| !reference.is_empty())?;
        said.extend(dates::find(value).map(|date| Said { range: range(value), what: What::Date(date) }));
        return Some(said);
    }
    match (value(Sign::Issuer), value(Sign::Place)) {
        (Some((value, true)), _) => one(value, What::Issuer(value.to_owned())),
        (_, Some((value, true))) => one(value, What::Located(value.to_owned())),
        _ => None,
    }
}

/// `Press release No. 12/31`, `Press release, 3 March 2031`.
fn read_kind_and_more(text: &str) -> Option<Vec<Said>> {
    let cut = text.char_indices().find_map(|(at, letter)| {
        let numbered = letter == ' ' && words::after(Sign::Reference, text[at..].trim_start()).is_some();
        (numbered || matches!(letter, ',' | '–' | '—' | ':' | '(' | '/') || letter.is_ascii_digit()).then_some(at)
    })?;
    let printed = text[..cut].trim();
    let class = words::kind(printed)?;
    let rest = text[cut..].trim_start_matches([',', '–', '—', ':', ' ']);
    let offset = text.len() - rest.len();
    let mut said = vec![Said { range: 0..printed.len(), what: What::Kind { printed: printed.to_owned(), class } }];
    let more = read_label(rest).or_else(|| read_date(rest));
    let more = more.unwrap_or_else(|| reference_only(rest));
    if more.is_empty() {
        return None;
    }
    said.extend(shifted(more, offset));
    Some(said)
}

fn reference_only(text: &str) -> Vec<Said> {
    let printed = text.trim_matches(['(', ')', ' ']);
    if is_reference(printed) {
        vec![Said { range: 0..text.len(), what: What::Reference(printed.to_owned()) }]
    } else {
        Vec::new()
    }
}

/// The most words of a place.
const MOST_PLACE_WORDS: usize = 5;

/// `3 March 2031`, `Berlin, 3 March 2031`, `Paris, le 3 mars 2031`, `Tuesday 3 March 2031`.
fn read_date(text: &str) -> Option<Vec<Said>> {
    let date = dates::find(text)?;
    let before = text[..date.range.start].trim();
    let behind = text[date.range.end..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ')' | '('));
    let weekday =
        |word: &str| words::weekday(word).is_some() || words::is(Sign::On, word) || words::is(Sign::Date, word);
    let behind_is_small = is_bracketed_day(&text[date.range.end..])
        || behind.split([' ', ',']).filter(|word| !word.is_empty()).all(weekday);
    let mut place: Vec<&str> = before.split_whitespace().collect();
    while place.last().is_some_and(|word| weekday(word.trim_end_matches([',', '.', ':', '(']))) {
        place.pop();
    }
    let place_text = place.join(" ").trim_end_matches([',', ':', '(', '–', '-', ' ']).to_owned();
    let closed = before.is_empty() || place.is_empty() || before.contains([',', '(', '–']) || text.starts_with('(');
    if !behind_is_small || place.len() > MOST_PLACE_WORDS || !closed || place_text.contains(['.', ':']) {
        return None;
    }
    let range = date.range.clone();
    let mut said = Vec::new();
    if place_text.chars().any(char::is_alphabetic) {
        said.push(Said { range: 0..place_text.len().min(text.len()), what: What::Located(place_text) });
    }
    said.push(Said { range, what: What::Date(date) });
    Some(said)
}

/// The `(목)` of `2031. 9. 11.(목)`: a day of the week, as short as only these are.
fn is_bracketed_day(behind: &str) -> bool {
    const LONGEST_DAY: usize = 3;
    let inside = behind.trim().strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    inside.is_some_and(|day| day.chars().all(char::is_alphabetic) && (1..=LONGEST_DAY).contains(&day.chars().count()))
}

/// `PR/CP(2018)074`, `S/RES/1826 (2008)`, `12/2031`: figures with strokes, and capitals.
fn is_reference(text: &str) -> bool {
    let parts = text.split_whitespace().count();
    let proper = text.chars().all(|c| {
        c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '-' | '(' | ')' | '.' | ' ' | '_' | '№')
    });
    let figures = text.chars().filter(char::is_ascii_digit).count();
    (1..=3).contains(&parts) && proper && figures >= 2 && text.contains(['/', '-', '(', '№']) && text.len() <= 40
}

/// The kind that a title begins with: `Joint Statement on the harbour`, `FACT SHEET: The harbour`.
pub(super) fn kind_in_title(title: &str) -> Option<(String, KindClass)> {
    const MOST_WORDS: usize = 4;
    let ends =
        title.char_indices().filter(|(_, letter)| letter.is_whitespace() || matches!(letter, ':' | ',' | '–' | '—'));
    let ends: Vec<usize> = ends.map(|(at, _)| at).chain([title.len()]).take(MOST_WORDS).collect();
    ends.into_iter().rev().find_map(|end| {
        let printed = title[..end].trim_end_matches([':', ',', ' ']);
        words::kind(printed).map(|class| (printed.to_owned(), class))
    })
}

/// The place, and the date, that a first paragraph begins with: `SEOUL, Aug. 7, 2031 /PRNewswire/ -- The…`.
pub(super) fn read_dateline(text: &str) -> Option<Vec<Said>> {
    const LONGEST_DATELINE: usize = 100;
    let end = text.len().min(LONGEST_DATELINE);
    let start = &text[..text.floor_char_boundary(end)];
    let dash = [" – ", " — ", "—", " -- ", " - ", "– "].iter().filter_map(|dash| start.find(dash)).min()?;
    let head = start[..dash].trim_end();
    let place_end = head.find([',', '(', '/', '[']).or(head.find(|c: char| c.is_numeric())).unwrap_or(head.len());
    let place = head[..place_end].trim_end();
    let date = dates::find(head);
    let upper = place.chars().any(char::is_uppercase) && !place.chars().any(char::is_lowercase);
    let short =
        (1..=MOST_PLACE_WORDS).contains(&place.split_whitespace().count()) && place.chars().any(char::is_alphabetic);
    let only_capital = place.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3);
    if !short || !(upper || (date.is_some() && only_capital)) || dates::find(place).is_some() {
        return None;
    }
    let mut said = vec![Said { range: 0..place.len(), what: What::Located(place.to_owned()) }];
    said.extend(date.map(|date| Said { range: date.range.clone(), what: What::Date(date) }));
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::{What, is_reference, kind_in_title, read, read_dateline};
    use crate::release::{Field, KindClass};

    fn fields(line: &str) -> Vec<Field> {
        read(line).iter().map(|said| said.what.field()).collect()
    }

    #[test]
    fn lines_say_fields_by_their_form() {
        assert_eq!(
            fields("3 March 2031 | Statement | Distributed by Tidewire on 4 March 2031 06:05"),
            [Field::DatePublished, Field::Kind, Field::Distribution]
        );
        assert_eq!(fields("Berlin, 3 March 2031"), [Field::Located, Field::DatePublished]);
        assert_eq!(fields("Paris, le 3 mars 2031"), [Field::Located, Field::DatePublished]);
        assert_eq!(fields("Press release No. 12/31"), [Field::Kind, Field::Reference]);
        assert_eq!(fields("No: 214, 3 May 2031"), [Field::Reference, Field::DatePublished]);
        assert_eq!(fields("FOR IMMEDIATE RELEASE"), [Field::Condition]);
        assert_eq!(fields("Embargoed until 3 March 2031, 18:00 CET"), [Field::Condition]);
        assert_eq!(fields("PR/CP(2018)074"), [Field::Reference]);
        assert_eq!(fields("14 June 2031 | Joint report"), [Field::DatePublished, Field::Kind]);
        assert_eq!(fields("보도자료 / Press release"), [Field::Kind]);
        assert_eq!(fields("2031. 9. 11.(목)"), [Field::DatePublished]);
        for title in [
            "The harbour opens on 3 March 2031 after long work",
            "Statement by the Minister of Tides",
            "Number 10 responds",
            "Source of the river found",
            "Ministry of Tides",
        ] {
            assert_eq!(fields(title), [], "{title}");
        }
        assert!(is_reference("S/RES/1826 (2008)") && !is_reference("G20 SUMMIT"));
    }

    #[test]
    fn distribution_has_a_name_and_a_time() {
        let said = read("Distributed by Tide & Wire on 08/08/2031 03:21");
        let What::Distribution { by, at } = &said[0].what else { panic!("{said:?}") };
        assert_eq!(by.as_deref(), Some("Tide & Wire"));
        assert_eq!(at.as_ref().unwrap().moment(None).unwrap().to_string(), "2031-08-08T03:21");
    }

    #[test]
    fn datelines_and_titles() {
        let place = |text: &str| read_dateline(text).map(|said| said.len());
        assert_eq!(place("PORT TIDE, Aug. 7, 2031 /Tidewire/ -- The harbour is open."), Some(2));
        assert_eq!(place("PORT TIDE — The harbour is open."), Some(1));
        assert_eq!(place("The harbour – the old one – is open."), None);
        assert_eq!(
            kind_in_title("Joint Statement on the harbour"),
            Some(("Joint Statement".into(), KindClass::JointStatement))
        );
        assert_eq!(kind_in_title("Harbour statement"), None);
    }
}
