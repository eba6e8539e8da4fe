//! Characters that were read, but hardly meant: text decoded wrongly somewhere on its way, and signs of one font only.
//! They stay as they are and are told: what was meant can only be guessed at.

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Source, Span};
use std::ops::Range;

/// Tells of them, each kind in one.
pub(super) fn check(source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    let text = source.text();
    if text.is_ascii() {
        return;
    }
    diagnostics.extend(tell(text, codes::MOJIBAKE, mojibake(text)));
    let private = text.char_indices().filter(|&(_, letter)| is_private(letter));
    diagnostics.extend(tell(text, codes::PRIVATE_USE, private.map(|(at, letter)| at..at + letter.len_utf8())));
}

fn tell(text: &str, code: &'static str, mut found: impl Iterator<Item = Range<usize>>) -> Option<Diagnostic> {
    let first = found.next()?;
    let words = &text[first.clone()];
    let others = match found.count() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let span = Span::new(first.start, first.end);
    Some(if code == codes::MOJIBAKE {
        Diagnostic::warning(code, span, format!("`{words}` looks as if the text had been decoded wrongly{others}"))
            .with_hint("get the text anew as UTF-8 from where it was right; nothing was changed")
    } else {
        let letter = words.chars().next().map_or(0, u32::from);
        Diagnostic::note(code, span, format!("U+{letter:04X} means something in one font only{others}"))
            .with_hint("write a character that every font has, such as `•`; nothing was changed")
    })
}

/// Whether a character is for private use: what it looks like is an affair of its font.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// The stretches that are UTF-8 read as Windows-1252 (`â€™`, `Ã©`), and characters that replace lost ones.
fn mojibake(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(step) = text[at..].find(is_suspect) {
            let start = at + step;
            let letter = text[start..].chars().next()?;
            let length = if letter == '\u{FFFD}' { letter.len_utf8() } else { misread(text, start) };
            at = start + length.max(letter.len_utf8());
            if length > 0 {
                return Some(start..at);
            }
        }
        None
    })
}

/// The letters that misread text begins with.
fn is_suspect(letter: char) -> bool {
    matches!(letter, '\u{FFFD}' | 'Â' | 'Ã' | 'â' | 'ï' | 'Ð' | 'Ñ' | 'Ø' | 'Ù' | 'Î' | 'Ï' | 'ã'..='é' | 'ì'..='í')
}

/// How long the misread stretch at `start` is, in bytes; 0 where the letters may well be meant.
fn misread(text: &str, start: usize) -> usize {
    let first = text[start..].chars().next().unwrap_or_default();
    let (mut length, mut count) = (0, 0);
    while let Some(more) = sequence(&text[start + length..]) {
        length += more;
        count += 1;
    }
    let rest = text[start + first.len_utf8()..].chars().next().unwrap_or_default();
    let certain = match first {
        // `â€™`, `ï»¿`, `ï¿½`.
        'â' => rest == '€' || rest == '‚' || count > 1,
        'ï' => rest == '»' || rest == '¿' || count > 1,
        // `CRISTÃO”` is Portuguese; what stands behind a small letter or begins a word is none.
        'Ã' | 'Â' => count > 1 || !text[..start].ends_with(char::is_uppercase) || rest == '©',
        _ => count > 1,
    };
    if certain { length } else { 0 }
}

/// How long the characters at the start are that Windows-1252 makes of one character in UTF-8.
fn sequence(text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    let (_, first) = letters.next()?;
    let lead = byte(first)?;
    let more = match lead {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    for _ in 0..more {
        let (_, letter) = letters.next()?;
        byte(letter).filter(|byte| (0x80..=0xBF).contains(byte))?;
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

/// The byte that Windows-1252 writes a character as.
fn byte(letter: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    match letter as u32 {
        code @ 0x80..=0xFF => Some(code as u8),
        _ => HIGH.chars().position(|high| high == letter).map(|place| 0x80 + place as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_private, mojibake};

    fn found(text: &str) -> Vec<&str> {
        mojibake(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn misread_letters_are_found() {
        assert_eq!(found("the Ministryâ€™s cafÃ© in ArnhÃ¦ven, 5Â°, \u{FFFD}"), ["â€™", "Ã©", "Ã¦", "Â°", "\u{FFFD}"]);
        assert_eq!(found("ï»¿Title"), ["ï»¿"]);
        assert_eq!(found("caf ï¿½ï¿½s, fï¿½te"), ["ï¿½ï¿½", "ï¿½"]);
        assert_eq!(found("ÐœÐ¸Ð½Ð¸Ñ\u{81}Ñ‚Ñ€"), ["ÐœÐ¸Ð½Ð¸Ñ\u{81}Ñ‚Ñ€"]);
        assert_eq!(found("å¤–äº¤éƒ¨"), ["å¤–äº¤éƒ¨"]);
    }

    #[test]
    fn letters_that_are_meant_are_left_alone() {
        let meant = "« LIBERTÉ » – São Tomé; SÃO PAULO – «CRISTÃO» ESPAÑA “ÑANDÚ” Øresund Île-de-France âme naïve “Âge d’or” Việt – Ἀθῆναι";
        assert_eq!(found(meant), [""; 0]);
        assert!(is_private('\u{F0B7}') && !is_private('•'));
    }
}
