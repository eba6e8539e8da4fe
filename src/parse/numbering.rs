//! The numbers of paragraphs by their form: what a line begins with that looks like one.
//!
//! Which of these are numbers is decided by succession, in [`sequence`](super::sequence).

use super::dates::digit;
use super::words::{self, Sign};

/// What a line begins with that may be a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// How many bytes of the line it takes.
    pub(super) length: usize,
    /// The number alone.
    pub(super) label: String,
    /// What it may mean: `i` is the ninth letter or the first roman number.
    pub(super) readings: Vec<Reading>,
    /// The words follow without a space: `4.No`.
    pub(super) touches: bool,
}

/// One meaning of a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Reading {
    pub(super) style: Style,
    /// The numbers before the last: `[1]` of `1.2`.
    pub(super) prefix: Vec<u32>,
    pub(super) value: u32,
}

impl Reading {
    /// The reading of the number that comes next.
    pub(super) fn next(&self) -> Self {
        Self { value: self.value + 1, ..self.clone() }
    }

    /// The reading of the number that comes before, if it is not the first.
    pub(super) fn before(&self) -> Option<Self> {
        (self.value > 1).then(|| Self { value: self.value - 1, ..self.clone() })
    }
}

/// What numbers of one sequence have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Style {
    before: String,
    behind: String,
    class: Class,
    pub(super) depth: usize,
}

impl Style {
    /// Whether a number such as `1.2`, which may be an amount.
    pub(super) fn is_bare_decimal(&self) -> bool {
        self.class == Class::Decimal && self.depth > 0 && self.before.is_empty() && self.behind.is_empty()
    }

    /// Whether it counts in figures.
    pub(super) fn is_decimal(&self) -> bool {
        self.class == Class::Decimal
    }

    /// Whether a single letter and a full stop: it may be somebody's initial.
    pub(super) fn is_initial(&self) -> bool {
        let letter = matches!(self.class, Class::Lower | Class::Upper | Class::LowerRoman | Class::UpperRoman);
        letter && self.before.is_empty() && self.behind == "."
    }
}

/// The numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Class {
    Decimal,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
    Circled,
    Han,
    Hangul,
}

/// More figures than this make a year or an amount.
const MOST_FIGURES: usize = 3;
/// More numbers than this in one, `1.1.1.1.1.1`, make an address or a version.
const MOST_PARTS: usize = 6;
/// The longest roman number, `lxxxviii`.
const LONGEST_ROMAN: usize = 8;

/// Reads what `text` begins with: `1.` `1)` `(1)` `(a)` `a.` `(i)` `I.` `A.` `1.1` `①` `§ 3` `Article 2` `제1조` `가.` `一、`.
pub(super) fn read(text: &str) -> Option<Candidate> {
    let (before, rest) = read_before(text);
    let (numerals, length, alone) = read_core(rest)?;
    let core = &rest[..length];
    let behind = read_behind(&rest[length..], &before, alone || numerals[0].1.len() > 1)?;
    let total = text.len() - rest.len() + length + behind.len();
    let after = &text[total..];
    let touching = behind.ends_with(['、', '）', '．', '。']) || alone || behind.ends_with(['조', '条', '條']);
    let touches = !(after.is_empty() || after.starts_with(char::is_whitespace) || touching);
    let plain = matches!(numerals.as_slice(), [(Class::Decimal, values)] if values.len() == 1);
    if touches && !(plain && behind == "." && after.starts_with(char::is_uppercase)) {
        return None;
    }
    let readings = numerals.into_iter().map(|(class, mut values)| {
        let value = values.pop().unwrap_or(0);
        let style = Style { before: before.clone(), behind: behind.to_owned(), class, depth: values.len() };
        Reading { style, prefix: values, value }
    });
    Some(Candidate { length: total, label: label_of(core), readings: readings.collect(), touches })
}

/// The opening bracket or word of a number, and what follows.
fn read_before(text: &str) -> (String, &str) {
    for opening in ["(", "（", "§ ", "§\u{A0}", "§", "第", "제"] {
        if let Some(rest) = text.strip_prefix(opening) {
            return (opening.trim().to_owned(), rest.trim_start_matches(' '));
        }
    }
    match words::after(Sign::Article, text) {
        Some(rest) if rest.starts_with([' ', '\u{A0}']) => {
            (text[..text.len() - rest.len()].to_lowercase(), rest.trim_start())
        }
        _ => (String::new(), text),
    }
}

/// The numerals that `text` begins with, how long they are, and whether they are numbers without any mark.
type Core = (Vec<(Class, Vec<u32>)>, usize, bool);

fn read_core(text: &str) -> Option<Core> {
    let first = text.chars().next()?;
    if let Some(value) = circled(first) {
        return Some((vec![(Class::Circled, vec![value])], first.len_utf8(), true));
    }
    if digit(first).is_some() {
        return read_decimal(text);
    }
    if let Some(place) = HANGUL.chars().position(|letter| letter == first) {
        return Some((vec![(Class::Hangul, vec![place as u32 + 1])], first.len_utf8(), false));
    }
    if HAN.contains(first) || first == '十' {
        let end = text.find(|c| !(HAN.contains(c) || c == '十')).unwrap_or(text.len());
        return Some((vec![(Class::Han, vec![han_value(&text[..end])?])], end, false));
    }
    read_letters(text)
}

const HANGUL: &str = "가나다라마바사아자차카타파하";
const HAN: &str = "一二三四五六七八九";

/// `二十三`: 23.
fn han_value(text: &str) -> Option<u32> {
    let unit = |part: &str| match part.chars().count() {
        0 => Some(0),
        1 => HAN.chars().position(|letter| part.starts_with(letter)).map(|place| place as u32 + 1),
        _ => None,
    };
    match text.split_once('十') {
        Some((tens, units)) => Some(unit(tens).map(|tens| tens.max(1))? * 10 + unit(units)?),
        None => unit(text),
    }
}

fn circled(letter: char) -> Option<u32> {
    let ranges = [('①', '⑳'), ('⑴', '⒇'), ('㈠', '㈩'), ('㈎', '㈛'), ('㉮', '㉻'), ('❶', '❿')];
    ranges
        .iter()
        .find(|(first, last)| (*first..=*last).contains(&letter))
        .map(|(first, _)| letter as u32 - *first as u32 + 1)
}

/// `1`, `1.1`, `1.1.2`.
fn read_decimal(text: &str) -> Option<Core> {
    let mut values = Vec::new();
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let end = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
        let figures = rest[..end].chars().filter_map(digit);
        if end == 0 || rest[..end].chars().count() > MOST_FIGURES || values.len() == MOST_PARTS {
            return None;
        }
        values.push(figures.fold(0, |value, figure| value * 10 + figure));
        length += end;
        let goes_on = text[length..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c| digit(c).is_some()));
        if !goes_on {
            return Some((vec![(Class::Decimal, values)], length, false));
        }
        length += 1;
    }
}

/// `a`, `bb`, `iv`, `B`, `XI`.
fn read_letters(text: &str) -> Option<Core> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let letters = text.get(..end).filter(|letters| (1..=LONGEST_ROMAN).contains(&letters.len()))?;
    let lower = letters.bytes().all(|byte| byte.is_ascii_lowercase());
    let upper = letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !lower && !upper {
        return None;
    }
    let (alphabetic, roman) = if lower { (Class::Lower, Class::LowerRoman) } else { (Class::Upper, Class::UpperRoman) };
    let small = letters.to_ascii_lowercase();
    let first = small.as_bytes()[0];
    let mut readings = Vec::new();
    if small.len() <= 2 && small.bytes().all(|byte| byte == first) {
        readings.push((alphabetic, vec![u32::from(first - b'a') + 1 + 26 * (small.len() as u32 - 1)]));
    }
    readings.extend(roman_value(&small).map(|value| (roman, vec![value])));
    (!readings.is_empty()).then_some((readings, end, false))
}

fn roman_value(text: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let (mut rest, mut value) = (text, 0);
    for (part, worth) in PARTS {
        let most = if part.len() == 1 && worth != 5 && worth != 50 { 3 } else { 1 };
        for _ in 0..most {
            if let Some(next) = rest.strip_prefix(part) {
                (rest, value) = (next, value + worth);
            }
        }
    }
    rest.is_empty().then_some(value)
}

/// The closing mark of a number, as `before` wants it.
fn read_behind<'a>(rest: &'a str, before: &str, may_stand_alone: bool) -> Option<&'a str> {
    let choices: &[&str] = match before {
        "(" | "（" => &[")", "）"],
        "第" => &["条", "條", "、", "，", ""],
        "제" => &["조", "항", "장"],
        "" => &[".)", ".", ")", "）", "、", "．"],
        _ => &[".", ":", ""],
    };
    let found = choices.iter().find(|choice| !choice.is_empty() && rest.starts_with(**choice));
    if let Some(found) = found {
        return Some(&rest[..found.len()]);
    }
    if before.is_empty() {
        return may_stand_alone.then_some("");
    }
    // `Article 2 of the Treaty` is a sentence; a number has its line, or a dash, to itself.
    let apart = rest.trim_start().is_empty() || rest.trim_start().starts_with(['–', '—', '-']) || before == "§";
    (choices.contains(&"") && apart).then_some("")
}

/// The label of a number: figures of every script as plain ones, other numerals as they are.
fn label_of(core: &str) -> String {
    let mut letters = core.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && let Some(value) = circled(only)
    {
        return value.to_string();
    }
    core.chars().map(|letter| digit(letter).and_then(|value| char::from_digit(value, 10)).unwrap_or(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn numbers_have_labels() {
        for (printed, expected) in [
            ("4.", "4"),
            ("(b)", "b"),
            ("제3조", "3"),
            ("٤.", "4"),
            ("①", "1"),
            ("Article 2", "2"),
            ("1.2.3", "1.2.3"),
            ("一、", "一"),
            ("§ 3", "3"),
        ] {
            assert_eq!(read(printed).unwrap().label, expected, "{printed}");
        }
    }

    #[test]
    fn words_are_not_numbers() {
        for words in [
            "1718 Committee",
            "2031. A year",
            "A 2",
            "In 2031",
            "Article 2 of the Treaty",
            "1.5m",
            "so.",
            "(see below)",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
