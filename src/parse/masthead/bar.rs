//! A line as a bar of fields, set apart by `|`, `•`, or by dashes where each side says something.

use super::super::dates;
use super::super::institution;
use super::super::words::{self, Sign};
use super::dated;
use super::{Claim, LONGEST, Said, What, label, range_in, read_field, reference, shifted, title};
use crate::release::{Field, KindClass};
use std::ops::Range;

/// What a line of the masthead says; nothing where it may be a name or a title.
pub(in crate::parse) fn read(line: &str) -> Vec<Said> {
    if line.len() > LONGEST {
        return Vec::new();
    }
    let bars = read_fields(line, &split(line, &["|", "｜", "¦", " • ", " · ", " ∙ ", " ● ", " ▪ ", "\t", "     "]));
    let labels = split_at_labels(line);
    if labels.len() > 1 {
        return read_fields(line, &labels);
    }
    if !bars.is_empty() {
        return bars;
    }
    let gaps = split(line, &["   "]);
    if gaps.len() > 1 && gaps.iter().any(|range| is_dated(&line[range.clone()])) {
        return read_fields(line, &gaps);
    }
    // A dash stands in titles too: all of its sides must say something.
    let dashes = split(line, &[" – ", " — ", " - ", " -- ", " / "]);
    let all_told = || {
        let counted = |range: &Range<usize>| {
            is_count(&line[range.clone()]) && dashes.iter().any(|range| is_dated(&line[range.clone()]))
        };
        dashes.iter().all(|range| is_told(&line[range.clone()]) || counted(range))
    };
    if let Some(said) = read_office_between(line, &dashes) {
        return said;
    }
    let told = dashes.len() > 1 && (all_told() || is_dated_bar(line, &dashes));
    if told { read_fields(line, &dashes) } else { read_name_and_kind(line) }
}

/// `MINISTRY OF TIDES PRESS RELEASE`, `潮汐部 新聞稿`, `OTO Press Release 2031-14`: a kind directly behind a name, with its
/// number or without.
fn read_name_and_kind(line: &str) -> Vec<Said> {
    const MOST_STARTS: usize = 12;
    let starts = line.char_indices().filter(|(_, letter)| letter.is_whitespace()).take(MOST_STARTS);
    let mut splits = starts.filter_map(|(at, _)| {
        let (name, rest) = (line[..at].trim_end(), line[at..].trim_start());
        let kind = read_kind_and_number(rest)?;
        let What::Kind { class, .. } = kind[0].what else { return None };
        let released = matches!(class, KindClass::PressRelease | KindClass::Notice);
        // `Sixth Straits Summit Communiqué` is what such a text is called.
        let titled = matches!(class, KindClass::Communique | KindClass::Declaration | KindClass::JointStatement);
        let named = institution::is_plain_name(name) && !titled || released && institution::is_acronym(name);
        named.then_some((name, line.len() - rest.len(), kind))
    });
    let Some((name, at, kind)) = splits.next() else { return read_name_with_kind(line) };
    let name = Said { range: 0..name.len(), what: What::Issuer(name.to_owned()) };
    std::iter::once(name).chain(shifted(kind, at)).collect()
}

/// `潮汐部新聞稿`: nothing sets the kind apart in a script without spaces.
fn read_name_with_kind(line: &str) -> Vec<Said> {
    let (before, number) = without_number(line);
    let found = title::closing_kind(before).filter(|(start, _, class)| {
        *class == KindClass::PressRelease && *start > 0 && institution::is_plain_name(line[..*start].trim_end())
    });
    let Some((start, end, class)) = found else { return Vec::new() };
    let name = line[..start].trim_end();
    let kind = What::Kind { printed: line[start..end].to_owned(), class };
    let mut said = vec![
        Said { range: 0..name.len(), what: What::Issuer(name.to_owned()) },
        Said { range: start..end, what: kind },
    ];
    said.extend(number.map(|number| Said { range: range_in(line, number), what: What::Reference(number.to_owned()) }));
    said
}

/// What stands before `（120年第45號）`, and the number in it.
fn without_number(line: &str) -> (&str, Option<&str>) {
    let inside = line.trim_end().strip_suffix(['）', ')']).and_then(|open| open.rsplit_once(['（', '(']));
    match inside.filter(|(_, number)| reference::is_reference(number)) {
        Some((before, number)) => (before.trim_end(), Some(number)),
        None => (line, None),
    }
}

/// `PRESS RELEASE`, `Press Release 2031-14`: the kind first, and nothing but its number behind it.
fn read_kind_and_number(text: &str) -> Option<Vec<Said>> {
    if let Some(class) = super::read_kind(text) {
        return Some(vec![Said { range: 0..text.len(), what: What::Kind { printed: text.to_owned(), class } }]);
    }
    let said = super::read_kind_and_more(text)?;
    said[1..].iter().all(|said| matches!(said.what, What::Reference(_))).then_some(said)
}

/// `الميناء - المكتب الإعلامي - 12 مارس`: a town, the office of who issues the text, and the day.
fn read_office_between(line: &str, fields: &[Range<usize>]) -> Option<Vec<Said>> {
    const MOST_WORDS: usize = 2;
    let [place, office, date] = fields else { return None };
    let (town, name) = (&line[place.clone()], &line[office.clone()]);
    let letters = |letter: char| letter.is_alphabetic() || letter == ' ';
    let is_place = town.chars().all(letters)
        && !town.starts_with(char::is_lowercase)
        && town.split_whitespace().count() <= MOST_WORDS
        && institution::rank(town) == 0;
    let is_office = institution::rank(name) > 0 || words::before(Sign::Office, name).is_some();
    if !is_place || !is_office || !is_dated(&line[date.clone()]) {
        return None;
    }
    let located = Said { range: place.clone(), what: What::Located(town.to_owned()) };
    let issuer = Said { range: office.clone(), what: What::Issuer(name.to_owned()) };
    Some([located, issuer].into_iter().chain(shifted(read_field(&line[date.clone()]), date.start)).collect())
}

/// `3 March 2031 – Port Tide – Tidal Affairs Ostmark`: a date, and names of a few words.
fn is_dated_bar(line: &str, fields: &[Range<usize>]) -> bool {
    const MOST_WORDS: usize = 5;
    const FEWEST_FIELDS: usize = 3;
    let name = |text: &str| {
        let words = text.split_whitespace();
        words.clone().count() <= MOST_WORDS && words.into_iter().all(|word| word.starts_with(char::is_uppercase))
    };
    let mut texts = fields.iter().map(|range| &line[range.clone()]);
    fields.len() >= FEWEST_FIELDS && texts.next().is_some_and(is_dated) && texts.all(name)
}

/// `총 3매`, `3 pages`: how long the text is.
fn is_count(text: &str) -> bool {
    const LONGEST: usize = 10;
    const MOST_FIGURES: usize = 2;
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let letters = |letter: char| letter.is_alphanumeric() || letter == ' ';
    (1..=MOST_FIGURES).contains(&figures) && text.chars().count() <= LONGEST && text.chars().all(letters)
}

fn is_dated(text: &str) -> bool {
    read_field(text).iter().any(|said| matches!(said.what, What::Date(..)))
}

/// `发布时间：2031-03-03 来源：潮汐部 字号：[大 中 小]`: fields that nothing but their labels set apart; a date may stand
/// before the first, `2031-03-03 09:00来源：潮汐部【字体：大 中 小】`.
fn split_at_labels(line: &str) -> Vec<Range<usize>> {
    if line.matches([':', '：']).count() < 2 {
        return Vec::new();
    }
    let opening = dates::find(line).filter(|date| date.range.start == 0).map_or(0, |date| date.range.end);
    let opening = line.len() - line[opening..].trim_start().len();
    let dated = label::leading_label(&line[opening..]).map_or(0, |_| opening);
    let mut starts = Vec::new();
    let mut label_end = 0;
    for (at, letter) in line.char_indices().filter(|&(at, _)| at == 0 || is_joint(line, at) || at == dated) {
        let bracket = letter == '【' && dated > 0;
        let label = label::leading_label(&line[at..]).filter(|_| at >= label_end);
        if label.is_some() || bracket || (at == 0 && dated > 0) {
            starts.push(at);
        }
        // `On:` of `Posted On:` is no label of its own.
        label_end = label.map_or(label_end, |length| at + length);
    }
    // `Press releases` before the first of two labels.
    let several = starts.len() > 1 && starts[0] > 0;
    if several && !read_field(line[..starts[0]].trim_end()).is_empty() {
        starts.insert(0, 0);
    }
    if starts.first() != Some(&0) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let trimmed = |(start, end): (&usize, usize)| *start..*start + line[*start..end].trim_end().len();
    starts.iter().zip(ends).map(trimmed).collect()
}

/// Whether a field may begin at byte `at`: behind a space, or with a bracket.
fn is_joint(line: &str, at: usize) -> bool {
    line[..at].ends_with(char::is_whitespace) || line[at..].starts_with('【')
}

fn is_told(field: &str) -> bool {
    let said = read_field(field);
    institution::rank(field) > 0 || said.iter().any(|said| said.what.field().is_some())
}

fn read_fields(line: &str, fields: &[Range<usize>]) -> Vec<Said> {
    let mut said = Vec::new();
    let mut silent = Vec::new();
    for range in fields {
        let text = &line[range.clone()];
        let mut field = read_field(text);
        if field.is_empty() && fields.len() > 1 {
            field = read_name_with_kind(text);
        }
        silent.extend(field.is_empty().then(|| range.clone()));
        said.extend(shifted(field, range.start));
    }
    for range in silent {
        let beside = read_beside(line, range, &said, fields.len());
        said.extend(beside);
    }
    said.sort_by_key(|said| said.range.start);
    said
}

/// `Joint report` of `14 June 2031 | Joint report`: words beside a date say what it is, or whose.
fn read_beside(line: &str, range: Range<usize>, said: &[Said], fields: usize) -> Option<Said> {
    const MOST_KIND_WORDS: usize = 4;
    let text = &line[range.clone()];
    let has = |field: Field| said.iter().any(|said| said.what.field() == Some(field));
    let words = text.split_whitespace().count();
    let dated = has(Field::DatePublished);
    // `Published: 3 March 2031 | Harbour dues`: what stands beside a label may be of anything.
    let labelled = said.iter().any(|said| matches!(said.what, What::Date(_, Claim::Label)));
    let plain = text.chars().all(|letter| letter.is_alphabetic() || " -’'&.,".contains(letter));
    if !plain || !(dated || has(Field::Kind) || has(Field::Reference)) {
        return None;
    }
    let what = if institution::rank(text) > 0 {
        if has(Field::Issuer) { What::CoIssuer(text.to_owned()) } else { What::Issuer(text.to_owned()) }
    } else if dated && !has(Field::Located) && dated::is_town(text) {
        What::Located(text.to_owned())
    } else if dated && fields == 2 && !has(Field::Kind) && !labelled && words <= MOST_KIND_WORDS {
        What::Kind { printed: text.to_owned(), class: KindClass::Other }
    } else if range.start == 0 && has(Field::Kind) {
        // `Straits Ferries | 2 April 2031 | Press release`: a place or who issues it.
        return None;
    } else if dated && !has(Field::Located) && words <= 2 && text.starts_with(char::is_uppercase) {
        What::Located(text.to_owned())
    } else if dated && !has(Field::Issuer) && has(Field::Located) && text.starts_with(char::is_uppercase) {
        What::Issuer(text.to_owned())
    } else {
        return None;
    };
    Some(Said { range, what })
}

/// The fields of a bar, or the line as the only one.
fn split(line: &str, separators: &[&str]) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut start = 0;
    let may_stand = |sign: &&&str| sign.is_ascii() || !line.is_ascii();
    let separators: Vec<&str> =
        separators.iter().filter(may_stand).filter(|sign| line.contains(**sign)).copied().collect();
    loop {
        let rest = &line[start..];
        let found = separators.iter().filter_map(|sign| Some((rest.find(sign)?, sign.len()))).min();
        let part = &rest[..found.map_or(rest.len(), |(at, _)| at)];
        let space = part.len() - part.trim_start().len();
        fields.push(start + space..start + space.max(part.trim_end().len()));
        match found {
            Some((at, length)) => start += at + length,
            None => break,
        }
    }
    fields.retain(|field| !field.is_empty());
    join_labels(line, fields)
}

/// `From:` and what stands behind the gap are one field.
fn join_labels(line: &str, fields: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(fields.len());
    for field in fields {
        match joined.last_mut().filter(|label| line[(*label).clone()].ends_with([':', '：'])) {
            Some(label) => label.end = field.end,
            None => joined.push(field),
        }
    }
    joined
}
