//! What a font says that its glyphs stand for (ISO 32000-1 9.10.2).

use super::{runs, text_of};
use crate::page::document::Document;
use crate::page::font::Face;
use crate::pdf::by_glyph::ByGlyph;
use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What a glyph without characters of its own says: nothing that is seen or heard.
const NO_TEXT: &str = "\u{200B}";

/// What a hyphen stands for that is not in the text (ISO 32000-1 14.8.2.2.3).
const SOFT_HYPHEN: &str = "\u{AD}";

/// What a glyph says whose characters a font may not declare; the true ones are beside it as `/ActualText`.
const UNSPEAKABLE: &str = "\u{FFFD}";

/// The texts that each glyph of a face stands for, with how often it does so by itself: not within a cluster of several glyphs.
type Uses<'a> = ByGlyph<Vec<(&'a str, u32)>>;

/// The glyphs of a face that are `wanted`, in the order of their indices, with what each of them mostly stands for.
pub(super) fn glyphs(document: &Document, face: usize, wanted: impl Fn(u16) -> bool) -> Vec<(u16, String)> {
    let letters = LazyCell::new(|| letters(&document.faces[face]));
    let uses = uses(document, face, wanted);
    uses.iter().map(|(glyph, texts)| (glyph, usual_text(texts, || letters.get(&glyph).copied()))).collect()
}

fn uses(document: &Document, face: usize, wanted: impl Fn(u16) -> bool) -> Uses<'_> {
    let mut uses = Uses::new();
    for run in runs(document).filter(|run| run.face.0 as usize == face) {
        for (place, &glyph) in run.glyphs.iter().enumerate().filter(|(_, glyph)| wanted(glyph.id)) {
            let text = text_of(run, glyph);
            let is_alone = run.glyphs.get(place + 1).is_none_or(|next| next.text.0 != next.text.1);
            let times = u32::from(is_alone && !text.is_empty());
            let texts = uses.entry(glyph.id);
            match texts.iter_mut().find(|(known, _)| *known == text) {
                Some((_, count)) => *count += times,
                None => texts.push((text, times)),
            }
        }
    }
    uses
}

/// The letter that each glyph is of, by the face itself.
fn letters(face: &Face) -> HashMap<u16, char> {
    let mut letters = HashMap::new();
    for (letter, glyph) in face.font().charmap().unicodes() {
        if let (Ok(glyph), Some(letter)) = (u16::try_from(glyph.to_u32()), char::from_u32(letter)) {
            letters.entry(glyph).and_modify(|known: &mut char| *known = letter.min(*known)).or_insert(letter);
        }
    }
    letters
}

/// The text a glyph mostly stands for by itself; of two as frequent, the first in the order of their characters. What is only in
/// clusters is the letter that it is of: readers that know nothing but what the font says have each letter then, if in the
/// order in which they are drawn.
///
/// A soft hyphen is a glyph's text only where it has no other: a printed hyphen is to be kept also by a reader that
/// knows nothing but what the font says.
fn usual_text(texts: &[(&str, u32)], letter: impl FnOnce() -> Option<char>) -> String {
    let of_text = texts.iter().filter(|(text, _)| !text.is_empty());
    let usual = of_text.max_by_key(|(text, times)| (*text != SOFT_HYPHEN, *times, Reverse(*text)));
    let letter = || letter().filter(|letter| is_speakable(*letter)).map(String::from);
    let usual = match usual {
        Some((text, 1..)) => Some((*text).to_owned()),
        Some((text, 0)) => letter().or_else(|| Some((*text).to_owned())),
        None => letter(),
    };
    match usual {
        None => NO_TEXT.to_owned(),
        Some(text) if text.chars().all(is_speakable) => text,
        Some(_) => UNSPEAKABLE.to_owned(),
    }
}

/// Whether a font may declare a glyph to stand for this (ISO 14289-1 7.21.7, ISO 19005-3 6.2.11.7.3).
fn is_speakable(character: char) -> bool {
    !matches!(character, '\0' | '\u{FEFF}' | '\u{FFFE}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

#[cfg(test)]
mod tests {
    use super::usual_text;

    #[test]
    fn a_glyph_says_its_printed_character_before_a_soft_hyphen() {
        let usual = |texts: &[(&str, u32)]| usual_text(texts, || None);
        assert_eq!(usual(&[("\u{AD}", 9), ("-", 1)]), "-");
        assert_eq!(usual(&[("\u{AD}", 9), ("", 0)]), "\u{AD}");
        assert_eq!(usual(&[("a", 1), ("b", 2)]), "b");
    }

    #[test]
    fn what_is_only_in_clusters_is_its_own_letter() {
        assert_eq!(usual_text(&[("कि", 0), ("", 0)], || Some('ि')), "ि");
        assert_eq!(usual_text(&[("", 0)], || None), "\u{200B}");
        assert_eq!(usual_text(&[("क्ष", 0)], || None), "क्ष");
        assert_eq!(usual_text(&[("fi", 3)], || Some('ﬁ')), "fi");
    }
}
