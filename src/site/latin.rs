//! Letters of other scripts in Latin ones, for addresses.

use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The readings, each on a line; the first is of letters that have none.
const READINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/latin.txt"));

/// For each letter from `FIRST` on two bytes, the number of its line.
const PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/latin.places"));

/// The first letter of `PLACES`.
const FIRST: usize = 0x80;

/// A text in Latin letters, as far as its letters have a reading: `bei jing ` of `北京`.
pub(super) fn latin(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let mut latin = String::with_capacity(text.len());
    for letter in text.nfkc() {
        match reading(letter) {
            Some(reading) => latin.push_str(reading),
            // One that is not spoken, such as ъ.
            None if letter.is_alphanumeric() && !letter.is_ascii() => {}
            None => latin.push(letter),
        }
    }
    latin.into()
}

fn reading(letter: char) -> Option<&'static str> {
    static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| READINGS.lines().collect());
    let at = 2 * (letter as usize).checked_sub(FIRST)?;
    let place = u16::from_le_bytes([*PLACES.get(at)?, *PLACES.get(at + 1)?]);
    LINES.get(usize::from(place)).copied().filter(|reading| !reading.is_empty())
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn letters_have_readings() {
        for (text, expected) in [
            ("Übergröße", "ubergrosse"),
            ("Щука", "shchuka"),
            ("подъезд", "podezd"),
            ("ﬁsh Ａ", "fish a"),
            ("北京", "bei jing "),
            ("정상회담", "jeongsanghoedam"),
            ("tides – 3", "tides – 3"),
        ] {
            assert_eq!(latin(text).to_lowercase(), expected);
        }
    }
}
