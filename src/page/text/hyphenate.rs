//! Where words of a language may be hyphenated.

use hypher::Lang;

/// Longer words are not hyphenated: they are not words of a language.
const MAX_LENGTH: usize = 200;

/// Shorter words are not worth a hyphen.
const MIN_LETTERS: usize = 5;

/// The least letters before and after a hyphen.
const LEFT: usize = 2;
const RIGHT: usize = 3;

/// The places in a word where it may be hyphenated, in bytes, by the language's primary subtag. Punctuation around
/// the word does not count as letters; a word with digits has none.
pub(super) fn points(word: &str, language: &str) -> Box<[u32]> {
    let Some(language) = known_language(language) else { return Box::default() };
    let core = word.trim_matches(|letter: char| !letter.is_alphabetic());
    let is_word = core.chars().all(|letter| letter.is_alphabetic() || letter == '\u{2019}' || letter == '\'');
    if !is_word || core.len() > MAX_LENGTH || core.chars().count() < MIN_LETTERS {
        return Box::default();
    }
    let (left, right) = language.bounds();
    let before = core.as_ptr() as usize - word.as_ptr() as usize;
    let mut at = before;
    let syllables = hypher::hyphenate_bounded(core, language, left.max(LEFT), right.max(RIGHT));
    let mut points: Vec<u32> = syllables
        .map(|syllable| {
            at += syllable.len();
            at as u32
        })
        .collect();
    points.pop();
    points.into()
}

fn known_language(tag: &str) -> Option<Lang> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    Lang::from_iso(primary.as_bytes().try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn words_break_between_syllables() {
        assert_eq!(*points("(extensive,", "en-GB"), [3, 6]);
        assert!(points("1718th", "en").is_empty());
        assert!(points("extensive", "ko").is_empty());
        assert!(points("Außenministerium", "de").len() >= 3);
    }
}
