//! The numbers by which a text names paragraphs: `4`, `1.2`, `12 (b)`, `٤`, `四`, `IV`.

use std::ops::Range;

/// A number with its labels, from the outermost: `["12", "b"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) range: Range<usize>,
    pub(super) labels: Vec<String>,
}

/// More figures than this are a year or an amount.
const MOST_FIGURES: usize = 3;
/// How long a label in brackets may be: `(xviii)` is the longest in use, a year in brackets is no label.
const LONGEST_LABEL: usize = 5;
const HAN: &str = "〇一二三四五六七八九";

/// Whether a number may begin with `letter`.
pub(super) fn begins(letter: char) -> bool {
    match letter.is_ascii() {
        true => letter.is_ascii_digit() || is_roman(letter),
        false => figure(letter).is_some() || is_han(letter),
    }
}

/// Reads the number at `start`.
pub(super) fn read(text: &str, start: usize) -> Option<Item> {
    let rest = &text[start..];
    let first = rest.chars().next()?;
    let (mut labels, mut length) = if figure(first).is_some() {
        read_figures(rest)?
    } else {
        let of_number = if is_han(first) { is_han } else { is_roman };
        let length = rest.find(|letter| !of_number(letter)).unwrap_or(rest.len());
        let cut = is_roman(first) && rest[length..].starts_with(|letter: char| letter.is_alphanumeric());
        (vec![key(&rest[..length])], if cut { return None } else { length })
    };
    while let Some((label, bracket)) = bracketed(&rest[length..]) {
        labels.push(label);
        length += bracket;
    }
    Some(Item { range: start..start + length, labels })
}

/// Reads `12`, `1.2`, `4a`.
fn read_figures(text: &str) -> Option<(Vec<String>, usize)> {
    let mut length = 0;
    let mut label = String::new();
    loop {
        let rest = &text[length..];
        let end = rest.find(|letter| figure(letter).is_none()).unwrap_or(rest.len());
        if end == 0 || rest[..end].chars().count() > MOST_FIGURES {
            return None;
        }
        label.extend(rest[..end].chars().filter_map(figure));
        length += end;
        let goes_on = text[length..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c| figure(c).is_some()));
        if !goes_on {
            break;
        }
        label.push('.');
        length += 1;
    }
    let mut labels = vec![label];
    let mut behind = text[length..].chars();
    if let Some(letter) = behind.next().filter(char::is_ascii_alphanumeric) {
        // `4a`, but neither `4th` nor `4km`.
        let alone = letter.is_ascii_lowercase() && !behind.next().is_some_and(char::is_alphanumeric);
        labels.push(letter.to_string());
        return alone.then_some((labels, length + 1));
    }
    Some((labels, length))
}

/// Reads ` (b)` or `(ii)`: the label and the length with its brackets.
fn bracketed(text: &str) -> Option<(String, usize)> {
    let spaces = text.len() - text.trim_start_matches([' ', '\u{a0}']).len();
    let inner = text[spaces..].strip_prefix('(')?;
    let (label, _) = inner.split_once(')')?;
    let letters = label.len() <= LONGEST_LABEL && label.bytes().all(|byte| byte.is_ascii_lowercase());
    let figures = label.len() < MOST_FIGURES && label.bytes().all(|byte| byte.is_ascii_digit());
    (!label.is_empty() && (letters || figures)).then(|| (label.to_owned(), spaces + label.len() + 2))
}

/// A label as it is looked up: `四` and `4` are the same number.
pub(in crate::prepare) fn key(label: &str) -> String {
    match label.chars().all(is_han) {
        true => han_value(label).map_or_else(|| label.to_owned(), |value| value.to_string()),
        false => label.chars().map(|letter| figure(letter).unwrap_or(letter)).collect(),
    }
}

/// The plain figure for one of any script.
fn figure(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => return Some(letter),
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    char::from_digit(u32::from(letter) - zero, 10)
}

fn is_roman(letter: char) -> bool {
    matches!(letter, 'I' | 'V' | 'X')
}

fn is_han(letter: char) -> bool {
    matches!(letter, '十' | '百') || HAN.contains(letter)
}

/// `二十三`: 23.
fn han_value(text: &str) -> Option<u32> {
    let (mut value, mut pending) = (0_u32, None);
    for letter in text.chars() {
        match letter {
            '十' => value += pending.take().unwrap_or(1) * 10,
            '百' => value += pending.take().unwrap_or(1) * 100,
            _ if pending.is_some() => return None,
            _ => pending = HAN.chars().position(|figure| figure == letter).map(|place| place as u32),
        }
    }
    Some(value + pending.unwrap_or(0)).filter(|_| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{key, read};

    #[test]
    fn numbers_of_paragraphs() {
        for (text, labels) in [
            ("12 (b)(ii) x", "12/b/ii"),
            ("1.2. Then", "1.2"),
            ("4a,", "4/a"),
            ("٤ أعلاه", "4"),
            ("二十三段", "23"),
            ("IV of", "IV"),
            ("4 (2031)", "4"),
            ("2 (1)", "2/1"),
        ] {
            assert_eq!(read(text, 0).map(|item| item.labels.join("/")).as_deref(), Some(labels), "{text}");
        }
        for text in ["2031", "4th", "12km", "Xylophone"] {
            assert_eq!(read(text, 0), None, "{text}");
        }
        assert_eq!((key("一百二十").as_str(), key("IV").as_str(), key("a").as_str()), ("120", "IV", "a"));
    }
}
