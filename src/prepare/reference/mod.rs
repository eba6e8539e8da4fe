//! Finds the words that name a paragraph of the same release: `paragraph 4`, `paras. 12 (b) and 14`, `제4항`.
//!
//! ```text
//! group = before item ( join item )* behind     further items only after a plural word
//! item  = number ( space? "(" letters ")" )*    numeral.rs
//! ```
//! The words come from the files of the languages (form.rs). What is named of another text is left alone, because a false
//! link is worse than a missing one: `paragraph 4 of resolution 12`, `article 41, paragraph 4` (elsewhere.rs).

mod elsewhere;
mod fold;
mod form;
mod numeral;

pub(super) use form::{Family, Form};
pub(super) use numeral::key;

use fold::{is_unspaced, strip_any, strip_prefix, strip_suffix};
use form::Pattern;
use numeral::Item;
use std::ops::Range;

/// Words that name a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where in the text.
    pub(super) range: Range<usize>,
    /// The labels of the paragraph, from the outermost: `["12", "b"]`.
    pub(super) labels: Vec<String>,
    /// What it is the number of.
    pub(super) family: Family,
    /// Whether it may be a heading's, whose number has no word: `section II`.
    pub(super) or_heading: bool,
    /// Whether it may well mean something else.
    pub(super) doubtful: bool,
}

/// Numbers with the words around them.
#[derive(Debug)]
struct Group {
    range: Range<usize>,
    unit: usize,
    items: Vec<Item>,
}

/// The mentions in a text, in order.
pub(super) fn mentions(form: &Form, text: &str) -> Vec<Mention> {
    let groups = groups(form, text);
    let kept = elsewhere::of_this_text(form, text, &groups);
    groups.into_iter().zip(kept).filter(|(_, kept)| *kept).flat_map(|(group, _)| group.mentions(form)).collect()
}

impl Group {
    /// The words before belong to the first number, those behind to the last.
    fn mentions(self, form: &Form) -> Vec<Mention> {
        let last = self.items.len() - 1;
        let mention = |(index, item): (usize, Item)| {
            let start = if index == 0 { self.range.start } else { item.range.start };
            let end = if index == last { self.range.end } else { item.range.end };
            let unit = &form.units[self.unit];
            // `paragraph I`: the numeral may be a word.
            let doubtful = unit.doubtful || item.labels[0].starts_with(|letter: char| !letter.is_ascii_digit());
            let (family, or_heading) = (form.family(self.unit), unit.headings);
            Mention { range: start..end, labels: item.labels, family, or_heading, doubtful }
        };
        self.items.into_iter().enumerate().map(mention).collect()
    }
}

fn groups(form: &Form, text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = 0;
    while let Some(number) = text[at..].find(numeral::begins) {
        at += number;
        at = match form.patterns().iter().find_map(|pattern| group(form, text, at, pattern)) {
            Some(group) => {
                let end = group.range.end.max(group.items[group.items.len() - 1].range.end);
                groups.push(group);
                end
            }
            None => behind_number(text, at),
        };
    }
    groups
}

/// Where the letters and figures end that begin at `at`.
fn behind_number(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let end = rest.find(|letter| !numeral::begins(letter)).unwrap_or(rest.len());
    at + end.max(first)
}

/// The group whose first number is at `at`, if the words around it are those of `pattern`.
fn group(form: &Form, text: &str, at: usize, pattern: &Pattern) -> Option<Group> {
    let before = strip_suffix(&text[..at], &pattern.before)?;
    let first = text[before.len()..].chars().next()?;
    let touches = before.chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || ".,-".contains(letter));
    if touches && (pattern.before.is_empty() || !is_unspaced(first)) {
        return None;
    }
    let mut items = vec![numeral::read(text, at)?];
    loop {
        let end = items[items.len() - 1].range.end;
        let behind = strip_prefix(&text[end..], &pattern.behind);
        if let Some(rest) = behind.filter(|_| !pattern.behind.is_empty()) {
            return finish(form, text, before.len()..text.len() - rest.len(), pattern, items);
        }
        match after_join(form, text, end).filter(|_| pattern.is_plural).and_then(|next| numeral::read(text, next)) {
            Some(item) => items.push(item),
            None if pattern.behind.is_empty() => return finish(form, text, before.len()..end, pattern, items),
            None => return None,
        }
    }
}

fn finish(form: &Form, text: &str, range: Range<usize>, pattern: &Pattern, items: Vec<Item>) -> Option<Group> {
    let behind = &text[range.end..];
    let then = &form.units[pattern.unit].then;
    let follows = then.is_empty() || behind.is_empty() || strip_any(behind, then).is_some();
    let other_word = strip_any(behind, &form.never_behind).is_some();
    (follows && !other_word && !is_amount(behind)).then_some(Group { range, unit: pattern.unit, items })
}

/// Whether what follows makes an amount of a number: `4 %`, `4,500`, `4/2031`.
fn is_amount(behind: &str) -> bool {
    let figures = |rest: &str| rest.starts_with(|letter: char| letter.is_ascii_digit());
    behind.trim_start().starts_with(['%', '٪']) || behind.strip_prefix([',', '/']).is_some_and(figures)
}

/// Where the next number stands, when only a join is between.
fn after_join(form: &Form, text: &str, end: usize) -> Option<usize> {
    let rest = strip_any(&text[end..], &form.joins)?;
    let is_number = rest.starts_with(|letter| numeral::begins(letter) && letter != 'I');
    is_number.then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests;
