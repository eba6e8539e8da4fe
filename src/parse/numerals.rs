//! The numerals of the world's numbered paragraphs: what a text begins with that counts, and how a count is written.

use super::dates::digit;
use super::words;

/// The numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Class {
    Decimal,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
    /// `①`, `㈠`, `⒈`: by the first of them.
    Enclosed(char),
    Han,
    /// `壹`, `貳`, `參`: Han as on banknotes.
    Formal,
    /// A word: `PRIMERO`, `ثانياً`.
    Ordinal,
    /// The letters of an alphabet of [`ALPHABETS`], by its place there.
    Letters {
        alphabet: usize,
        upper: bool,
    },
}

/// A numeral that a text begins with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Numeral {
    /// What it may mean: the class, and the numbers that full stops part.
    pub(super) meanings: Vec<(Class, Vec<u32>)>,
    /// Its length in bytes.
    pub(super) length: usize,
}

impl Class {
    /// Whether its letters also begin names: `A.` may be somebody's initial.
    pub(super) fn is_cased(self) -> bool {
        match self {
            Class::Lower | Class::Upper | Class::LowerRoman | Class::UpperRoman => true,
            Class::Letters { alphabet, .. } => ALPHABETS[alphabet].chars().any(char::is_lowercase),
            _ => false,
        }
    }

    /// Writes `value`, in the figures that `like` has; `None` where the class does not go so far.
    pub(super) fn write(self, value: u32, like: &str) -> Option<String> {
        let nth = |letters: &str| letters.chars().nth(value.checked_sub(1)? as usize).map(String::from);
        match self {
            Class::Decimal => Some(write_decimal(value, like)),
            Class::Lower => letters(value),
            Class::Upper => letters(value).map(|letters| letters.to_uppercase()),
            Class::LowerRoman => Some(write_roman(value)),
            Class::UpperRoman => Some(write_roman(value).to_uppercase()),
            Class::Enclosed(first) => {
                char::from_u32(u32::from(first) + value.checked_sub(1)?).filter(|_| value <= 20).map(String::from)
            }
            Class::Han => write_han(value),
            Class::Formal => nth(FORMAL[0]),
            Class::Ordinal => None,
            Class::Letters { alphabet, upper: false } => nth(ALPHABETS[alphabet]),
            Class::Letters { alphabet, upper: true } => nth(ALPHABETS[alphabet]).map(|letter| letter.to_uppercase()),
        }
    }
}

/// More figures than this make a year or an amount.
const MOST_FIGURES: usize = 3;
/// More numbers than this in one, `1.1.1.1.1.1`, make an address or a version.
const MOST_PARTS: usize = 6;
/// The longest roman number, `lxxxviii`.
const LONGEST_ROMAN: usize = 8;

/// The alphabets that count paragraphs, each in its order of counting; one letter may stand in several.
const ALPHABETS: &[&str] = &[
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "가나다라마바사아자차카타파하",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "アイウエオカキクケコサシスセソタチツテト",
    "イロハニホヘトチリヌルヲワカヨタレソ",
    "กขคงจฉชซฌญฎฏฐ",
];

/// The rows of enclosed numerals, each with its last.
const ENCLOSED: &[(char, char)] = &[
    ('①', '⑳'),
    ('⑴', '⒇'),
    ('⒈', '⒛'),
    ('⒜', '⒵'),
    ('ⓐ', 'ⓩ'),
    ('❶', '❿'),
    ('➀', '➉'),
    ('➊', '➓'),
    ('㈀', '㈍'),
    ('㈎', '㈛'),
    ('㉠', '㉭'),
    ('㉮', '㉻'),
    ('㈠', '㈩'),
    ('㊀', '㊉'),
];

const HAN: &str = "一二三四五六七八九";
const TEN: char = '十';
/// The same in the two scripts of Chinese.
const FORMAL: [&str; 2] = ["壹貳參肆伍陸柒捌玖拾", "壹贰叁肆伍陆柒捌玖拾"];
/// Arabic letters are drawn out with it: `هـ)`.
const TATWEEL: char = 'ـ';

/// Reads the numeral that `text` begins with.
pub(super) fn read(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if digit(first).is_some() {
        return read_decimal(text);
    }
    if first.is_ascii() {
        return read_latin(text);
    }
    if let Some((class, value)) = enclosed(first) {
        return Some(Numeral { meanings: vec![(class, vec![value])], length: first.len_utf8() });
    }
    if HAN.contains(first) || first == TEN {
        let length = text.find(|letter| !(HAN.contains(letter) || letter == TEN)).unwrap_or(text.len());
        return Some(Numeral { meanings: vec![(Class::Han, vec![han_value(&text[..length])?])], length });
    }
    read_formal(text).or_else(|| read_letter(text, first))
}

/// `參`, `拾貳`.
fn read_formal(text: &str) -> Option<Numeral> {
    if text.starts_with(|letter: char| letter.is_ascii()) {
        return None;
    }
    let plain = |letter: char| {
        let place = FORMAL.iter().find_map(|row| row.chars().position(|formal| formal == letter))?;
        HAN.chars().chain([TEN]).nth(place)
    };
    let length = text.find(|letter| plain(letter).is_none()).unwrap_or(text.len());
    let value = han_value(&text[..length].chars().filter_map(plain).collect::<String>())?;
    (length > 0).then(|| Numeral { meanings: vec![(Class::Formal, vec![value])], length })
}

/// A number that is a word, or two: `premier`, `PRIMERO`, `الثانية عشرة`.
pub(super) fn read_ordinal(text: &str) -> Option<Numeral> {
    let ends =
        |from: usize| text[from..].find(|letter: char| !letter.is_alphabetic()).map_or(text.len(), |at| from + at);
    let first = ends(0);
    let second = text[first..].starts_with(' ').then(|| ends(first + 1)).filter(|&second| second > first + 1);
    second.into_iter().chain([first]).find_map(|length| {
        let value = ordinal(&text[..length])?;
        Some(Numeral { meanings: vec![(Class::Ordinal, vec![value])], length })
    })
}

/// The value of a number that is a word, or Han as on banknotes: what is cited of it.
pub(super) fn value_in_words(text: &str) -> Option<u32> {
    let formal = || read_formal(text).filter(|numeral| numeral.length == text.len())?.meanings.pop()?.1.pop();
    ordinal(text).or_else(formal)
}

/// The value of a number that is a word.
fn ordinal(text: &str) -> Option<u32> {
    let value = if text.contains(' ') { words::ordinal(&text.replace(' ', "\u{200C}")) } else { words::ordinal(text) };
    value.and_then(|value| u32::try_from(value).ok())
}

/// The class and value of an enclosed numeral.
pub(super) fn enclosed(letter: char) -> Option<(Class, u32)> {
    let &(first, _) = ENCLOSED.iter().find(|(first, last)| (*first..=*last).contains(&letter))?;
    Some((Class::Enclosed(first), u32::from(letter) - u32::from(first) + 1))
}

/// `1`, `1.1`, `1.1.2`.
fn read_decimal(text: &str) -> Option<Numeral> {
    let mut values = Vec::new();
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let end = rest.find(|letter| digit(letter).is_none()).unwrap_or(rest.len());
        if end == 0 || rest[..end].chars().count() > MOST_FIGURES || values.len() == MOST_PARTS {
            return None;
        }
        values.push(rest[..end].chars().filter_map(digit).fold(0, |value, figure| value * 10 + figure));
        length += end;
        let goes_on = text[length..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c| digit(c).is_some()));
        if !goes_on {
            return Some(Numeral { meanings: vec![(Class::Decimal, values)], length });
        }
        length += 1;
    }
}

/// `a`, `bb`, `iv`, `B`, `XI`.
fn read_latin(text: &str) -> Option<Numeral> {
    let length = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let letters = text.get(..length).filter(|letters| (1..=LONGEST_ROMAN).contains(&letters.len()))?;
    let lower = letters.bytes().all(|byte| byte.is_ascii_lowercase());
    if !lower && !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let (alphabetic, roman) = if lower { (Class::Lower, Class::LowerRoman) } else { (Class::Upper, Class::UpperRoman) };
    let small = letters.to_ascii_lowercase();
    let first = small.as_bytes()[0];
    let mut meanings = Vec::new();
    if small.len() <= 2 && small.bytes().all(|byte| byte == first) {
        meanings.push((alphabetic, vec![u32::from(first - b'a') + 1 + 26 * (small.len() as u32 - 1)]));
    }
    meanings.extend(roman_value(&small).map(|value| (roman, vec![value])));
    (!meanings.is_empty()).then_some(Numeral { meanings, length })
}

/// `б`, `γ`, `ب`, `나`, `イ`: one letter, behind which no other stands.
fn read_letter(text: &str, first: char) -> Option<Numeral> {
    let mut length = first.len_utf8();
    if text[length..].starts_with(TATWEEL) {
        length += TATWEEL.len_utf8();
    }
    if !first.is_alphabetic() || text[length..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let small = if first == 'ا' { 'أ' } else { first.to_lowercase().next()? };
    let upper = small != first && first.is_uppercase();
    let value = |(alphabet, letters): (usize, &&str)| {
        let place = letters.chars().position(|letter| letter == small)?;
        Some((Class::Letters { alphabet, upper }, vec![place as u32 + 1]))
    };
    let meanings: Vec<_> = ALPHABETS.iter().enumerate().filter_map(value).collect();
    (!meanings.is_empty()).then_some(Numeral { meanings, length })
}

/// `二十三`: 23.
fn han_value(text: &str) -> Option<u32> {
    let unit = |part: &str| match part.chars().count() {
        0 => Some(0),
        1 => HAN.chars().position(|letter| part.starts_with(letter)).map(|place| place as u32 + 1),
        _ => None,
    };
    match text.split_once(TEN) {
        Some((tens, units)) => Some(unit(tens).map(|tens| tens.max(1))? * 10 + unit(units)?),
        None => unit(text),
    }
}

fn write_han(value: u32) -> Option<String> {
    let unit = |value: u32| HAN.chars().nth(value.checked_sub(1)? as usize);
    let (tens, units) = (value / 10, value % 10);
    let before = unit(tens).filter(|_| tens > 1);
    let ten = (tens > 0).then_some(TEN);
    (0 < value && value < 100).then(|| before.into_iter().chain(ten).chain(unit(units)).collect())
}

/// In the figures that `like` begins with.
fn write_decimal(value: u32, like: &str) -> String {
    let zero = like.chars().find_map(|letter| Some(u32::from(letter) - digit(letter)?)).unwrap_or(u32::from('0'));
    let figure = |letter: char| char::from_u32(zero + letter.to_digit(10)?);
    value.to_string().chars().filter_map(figure).collect()
}

/// `a` to `z`, then `aa` to `zz`.
fn letters(value: u32) -> Option<String> {
    let (round, place) = (value.checked_sub(1)? / 26, value.checked_sub(1)? % 26);
    let letter = char::from_u32(u32::from('a') + place)?;
    (round < 2).then(|| std::iter::repeat_n(letter, round as usize + 1).collect())
}

const ROMAN: [(&str, u32); 9] =
    [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];

fn roman_value(text: &str) -> Option<u32> {
    let (mut rest, mut value) = (text, 0);
    for (part, worth) in ROMAN {
        let most = if part.len() == 1 && worth != 5 && worth != 50 { 3 } else { 1 };
        for _ in 0..most {
            if let Some(next) = rest.strip_prefix(part) {
                (rest, value) = (next, value + worth);
            }
        }
    }
    rest.is_empty().then_some(value)
}

fn write_roman(value: u32) -> String {
    let (mut left, mut text) = (value.min(399), String::new());
    for (part, worth) in ROMAN {
        while left >= worth {
            text.push_str(part);
            left -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Class, read};

    #[test]
    fn what_is_written_reads_back() {
        for first in ["1", "٣", "１", "a", "A", "①", "㈠", "一", "б", "Γ", "ب", "나", "イ"] {
            for (class, _) in read(first).unwrap().meanings {
                for value in 1..=9 {
                    let written = class.write(value, first).unwrap();
                    let numeral = read(&written).unwrap_or_else(|| panic!("{written}"));
                    assert!(numeral.meanings.contains(&(class, vec![value])), "{written} {numeral:?}");
                }
            }
        }
        assert_eq!(Class::Han.write(23, "").as_deref(), Some("二十三"));
        assert_eq!(Class::UpperRoman.write(14, "").as_deref(), Some("XIV"));
        assert_eq!(Class::Enclosed('①').write(21, ""), None);
    }
}
