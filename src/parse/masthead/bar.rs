//! A line as a bar of fields, set apart by `|`, `•`, or by dashes where each side says something.

use super::super::institution;
use super::{LONGEST, Said, What, read_field, shifted};
use crate::release::{Field, KindClass};
use std::ops::Range;

/// What a line of the masthead says; nothing where it may be a name or a title.
pub(in crate::parse) fn read(line: &str) -> Vec<Said> {
    if line.len() > LONGEST {
        return Vec::new();
    }
    let bars = read_fields(line, &split(line, &["|", "｜", "¦", " • ", " · ", " ∙ ", " ● ", " ▪ ", "\t"]));
    if !bars.is_empty() {
        return bars;
    }
    // A dash stands in titles too: all of its sides must say something.
    let dashes = split(line, &[" – ", " — ", " - ", " -- ", " / "]);
    let told = dashes.len() > 1 && dashes.iter().all(|range| is_told(&line[range.clone()]));
    if told { read_fields(line, &dashes) } else { Vec::new() }
}

fn is_told(field: &str) -> bool {
    let said = read_field(field);
    institution::rank(field) > 0 || said.iter().any(|said| said.what.field().is_some())
}

fn read_fields(line: &str, fields: &[Range<usize>]) -> Vec<Said> {
    let mut said = Vec::new();
    let mut silent = Vec::new();
    for range in fields {
        let field = read_field(&line[range.clone()]);
        silent.extend(field.is_empty().then(|| range.clone()));
        said.extend(shifted(field, range.start));
    }
    for range in silent {
        let beside = read_beside(line, range, &said);
        said.extend(beside);
    }
    said.sort_by_key(|said| said.range.start);
    said
}

/// `Joint report` of `14 June 2031 | Joint report`: words beside a date say what it is, or whose.
fn read_beside(line: &str, range: Range<usize>, said: &[Said]) -> Option<Said> {
    const MOST_KIND_WORDS: usize = 4;
    let text = &line[range.clone()];
    let has = |field: Field| said.iter().any(|said| said.what.field() == Some(field));
    let words = text.split_whitespace().count();
    let dated = has(Field::DatePublished);
    let plain = text.chars().all(|letter| letter.is_alphabetic() || " -’'&.,".contains(letter));
    if !plain || !(dated || has(Field::Kind) || has(Field::Reference)) {
        return None;
    }
    let what = if institution::rank(text) > 0 {
        if has(Field::Issuer) { What::CoIssuer(text.to_owned()) } else { What::Issuer(text.to_owned()) }
    } else if dated && !has(Field::Kind) && words <= MOST_KIND_WORDS {
        What::Kind { printed: text.to_owned(), class: KindClass::Other }
    } else if dated && has(Field::Kind) && !has(Field::Located) && words <= 2 && text.starts_with(char::is_uppercase) {
        What::Located(text.to_owned())
    } else {
        return None;
    };
    Some(Said { range, what })
}

/// The fields of a bar, or the line as the only one.
fn split(line: &str, separators: &[&str]) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut start = 0;
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
    fields
}
