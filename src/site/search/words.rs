//! Text to the words that a search finds: in small letters, without accents; scripts that set no space between words in pairs
//! of letters. `scripts/search.js` reads what is searched for in the same way; `tests/conformance/reader.mjs` searches in all scripts.

use super::passages::Passage;
use crate::map::HashMap;
use crate::read::digit;
use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Nobody writes a longer word into a search, and a line of signs is none.
const LONGEST: usize = 40;

/// The words of a release, in order: `harbour.2.5` for one of the passages 2 and 5, each on a line, numbers to the base 36.
pub(super) fn index(passages: &[Passage]) -> String {
    let mut words: HashMap<String, Vec<usize>> = HashMap::default();
    for (number, passage) in passages.iter().enumerate() {
        each(&passage.text, |word| match words.get_mut(word) {
            Some(found) if found.last() == Some(&number) => {}
            Some(found) => found.push(number),
            None => _ = words.insert(word.to_owned(), vec![number]),
        });
    }
    let mut sorted: Vec<_> = words.into_iter().collect();
    sorted.sort_unstable();
    let mut index = String::new();
    for (word, numbers) in sorted {
        index.push_str(&word);
        numbers.into_iter().for_each(|number| _ = write!(index, ".{}", base36(number)));
        index.push('\n');
    }
    index
}

/// A number to the base 36, as `Number.prototype.toString` writes it.
pub(super) fn base36(number: usize) -> String {
    let mut left = number;
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((left % 36) as u32, 36).unwrap_or_default());
        left /= 36;
        if left == 0 {
            return digits.iter().rev().collect();
        }
    }
}

/// Gives each word of a text to `found`.
pub(super) fn each(text: &str, mut found: impl FnMut(&str)) {
    let mut words = Words { word: String::new(), length: 0, is_dense: false, found: &mut found };
    let text = composed(text);
    for letter in text.chars() {
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() { words.add(letter.to_ascii_lowercase(), false) } else { words.end() }
        } else if !is_silent(letter) {
            fold(letter, &mut words);
        }
    }
    words.end();
}

/// A word that is being read.
struct Words<'a, F: FnMut(&str)> {
    word: String,
    length: usize,
    /// Whether it is of a script without spaces.
    is_dense: bool,
    found: &'a mut F,
}

impl<F: FnMut(&str)> Words<'_, F> {
    fn add(&mut self, letter: char, is_dense: bool) {
        if self.is_dense != is_dense {
            self.end();
            self.is_dense = is_dense;
        }
        if is_dense && self.length == 1 {
            // A pair; its second letter begins the next one.
            self.word.push(letter);
            (self.found)(&self.word);
            self.word.clear();
            self.word.push(letter);
        } else if self.length < LONGEST {
            self.word.push(letter);
            self.length += 1;
        }
    }

    /// A single letter is a word only where it can be one.
    fn end(&mut self) {
        if self.length > 1 || (self.length == 1 && self.is_dense) {
            (self.found)(without_article(&self.word));
        }
        self.word.clear();
        self.length = 0;
    }
}

/// A text with its syllables as letters: Hangul that is in parts, kana that are half as wide or have their marks behind them.
fn composed(text: &str) -> Cow<'_, str> {
    let is_part =
        |letter: char| matches!(letter, '\u{1100}'..='\u{11FF}' | '\u{3099}' | '\u{309A}' | '\u{FF61}'..='\u{FF9F}');
    if !text.contains(is_part) {
        return text.into();
    }
    let is_of_syllable = |letter: char| is_part(letter) || matches!(letter, '\u{3040}'..='\u{30FF}');
    let (mut composed, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find(is_of_syllable) {
        let (before, run) = rest.split_at(start);
        let end = run.find(|letter| !is_of_syllable(letter)).unwrap_or(run.len());
        composed.push_str(before);
        composed.extend(run[..end].nfkc());
        rest = &run[end..];
    }
    composed.push_str(rest);
    composed.into()
}

/// A letter beyond ASCII in its plain form.
fn fold<F: FnMut(&str)>(letter: char, words: &mut Words<'_, F>) {
    if let Some(figure) = digit(letter).and_then(|value| char::from_digit(value, 10)) {
        return words.add(figure, false);
    }
    // Wide forms of ASCII.
    if ('\u{FF01}'..='\u{FF5E}').contains(&letter) {
        let plain = char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter);
        return if plain.is_ascii_alphanumeric() { words.add(plain.to_ascii_lowercase(), false) } else { words.end() };
    }
    if is_dense(letter) {
        return if letter.is_alphanumeric() { words.add(letter, true) } else { words.end() };
    }
    for letter in letter.to_lowercase() {
        decompose_canonical(letter, |part| {
            if is_silent(part) {
                return;
            }
            match plain(part) {
                "" if part.is_alphanumeric() => words.add(part, false),
                "" => words.end(),
                plain => plain.chars().for_each(|letter| words.add(letter, false)),
            }
        });
    }
}

/// Accents, vowel points, tone marks, and signs that are not seen.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{E47}'..='\u{E4E}'
        | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Scripts that set no space between words, and Hangul, where what one looks for stands inside a word.
fn is_dense(letter: char) -> bool {
    matches!(letter, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What people write for letters that are no letter with an accent.
fn plain(letter: char) -> &'static str {
    match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        'ى' => "ي",
        'ة' => "ه",
        _ => "",
    }
}

/// An Arabic word without its article, and without the `و`, `ب`, `ف` or `ك` that is written to it.
fn without_article(word: &str) -> &str {
    const FEWEST: usize = 3;
    let joined = word.strip_prefix(['و', 'ب', 'ف', 'ك']).unwrap_or(word);
    let bare = joined.strip_prefix("ال").or_else(|| word.strip_prefix("لل"));
    bare.filter(|bare| bare.chars().count() >= FEWEST).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::{base36, each};

    /// Texts with the words in them.
    const WORDS: &[(&str, &str)] = &[
        ("The Harbour’s ÉTUDE, re-opened", "the harbour etude re opened"),
        ("Straße Łódź Ærø İstanbul ΝΗΣΟΣ Ёлка", "strasse lodz aero istanbul νησοσ елка"),
        ("e\u{301}tude co\u{AD}operation", "etude cooperation"),
        ("北京市2031年", "北京 京市 市 2031 年"),
        ("港のＡＢＣ", "港の の abc"),
        ("ﾐﾅﾄﾌﾞﾛｯｸ ｶ\u{3099}", "ミナ ナト トブ ブロ ロッ ック ク ガ"),
        ("\u{1112}\u{1161}\u{11BC}\u{1100}\u{116E}", "항구 구"),
        ("שָׁלוֹם ١٢٫٥ ۲۰۳۱ १२ ๑๒", "שלום 12 2031 12 12"),
        ("정상회담 결과", "정상 상회 회담 담 결과 과"),
        ("والميناء الْعَرَبِيَّة للسلام", "ميناء عربيه سلام"),
        ("แถลงการณ์", "แถ ถล ลง งก กา าร รณ ณ"),
    ];

    #[test]
    fn words_are_plain() {
        for (text, expected) in WORDS {
            let mut found = Vec::new();
            each(text, |word| found.push(word.to_owned()));
            assert_eq!(found.join(" "), *expected, "{text}");
        }
        assert_eq!([0, 35, 36, 1295].map(base36), ["0", "z", "10", "zz"]);
    }
}
