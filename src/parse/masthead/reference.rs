//! What an issuer's number for a text looks like.

use super::super::dates;

/// The longest reference, in bytes.
const LONGEST: usize = 48;

/// `PR/CP(2018)074`, `S/RES/1826 (2008)`, `2031/0123(COD)`, `12/2031`, `COM(2031) 12 final`, `제2031-31호`, `〔2031〕12号`.
pub(super) fn is_reference(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || dates::find(text).is_some() {
        return false;
    }
    is_counted(text) || is_code(text)
}

/// Figures with strokes, and capitals.
fn is_code(text: &str) -> bool {
    const MOST_PARTS: usize = 4;
    let base = text.strip_suffix(" final").or_else(|| text.strip_suffix(" FINAL")).unwrap_or(text);
    let parts = base.split_whitespace().count();
    const LONGEST_WORD: usize = 9;
    let is_words = base.split(|letter: char| !letter.is_ascii_alphabetic()).any(|word| word.len() >= LONGEST_WORD);
    let figures = base.chars().filter(|letter| letter.is_ascii_digit()).count();
    let has_capital = base.chars().any(|letter| letter.is_ascii_uppercase());
    // `CM/Rec(2031)5`: small letters only behind a capital, in a word with a stroke or figure.
    let proper = |word: &str| {
        let mixed = word.contains(['/', '(']) && word.contains(|letter: char| letter.is_ascii_digit());
        word.chars().all(|c| {
            c.is_ascii_uppercase() || c.is_ascii_digit() || "/-()._№:".contains(c) || mixed && c.is_ascii_lowercase()
        })
    };
    let joined = base.contains(['/', '(', '№']) || (base.contains('-') && (has_capital || has_year(base)));
    (1..=MOST_PARTS).contains(&parts)
        && base.split_whitespace().all(proper)
        && base.split_whitespace().any(|word| word.contains(|c: char| c.is_ascii_digit()) && word.len() > 1)
        && figures >= 2
        && joined
        && !is_words
        && !is_telephone(base)
        && !is_web(base)
}

/// `STATEMENT/31/1234`, whose first `cut` bytes are the kind: capitals, strokes and figures without a space.
pub(super) fn is_number_of_kind(text: &str, cut: usize) -> bool {
    let proper = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || "/-_".contains(letter);
    let figures = text[cut..].chars().filter(char::is_ascii_digit).count();
    text.len() <= LONGEST && text.chars().all(proper) && figures >= 2
}

/// A year of this century or the last among the figures.
fn has_year(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_digit())
        .any(|figures| figures.len() == 4 && (figures.starts_with("19") || figures.starts_with("20")))
}

/// `+99 55 123 456`, `(55) 123-4567`: figures only, in several groups; or `(202) 555-2007` among other words.
fn is_telephone(text: &str) -> bool {
    let groups = text.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty());
    let lengths: Vec<usize> = groups.map(str::len).collect();
    let only = text.chars().all(|letter| letter.is_ascii_digit() || " -()./".contains(letter));
    text.starts_with('+')
        || (only && lengths.len() >= 3 && !has_year(text))
        || (!has_year(text) || text.starts_with('(')) && lengths.windows(3).any(|of| of == [3, 3, 4])
}

fn is_web(text: &str) -> bool {
    text.contains("://") || text.contains("//")
}

/// `第12号`, `（2031）第12號`, `외교 제2031-31호`.
fn is_counted(text: &str) -> bool {
    const MOST_LETTERS: usize = 24;
    let counted = text.ends_with(['号', '號', '호']);
    let opened = text.contains(['第', '제', '〔', '（', '[', '(']);
    let figures = text.chars().any(|letter| dates::digit(letter).is_some() || "一二三四五六七八九十".contains(letter));
    counted && opened && figures && text.chars().count() <= MOST_LETTERS && !text.contains(['。', '，', ','])
}

/// `021`, `45`: a bare number, where a kind stands before it.
pub(super) fn is_number(text: &str) -> bool {
    const MOST_FIGURES: usize = 6;
    (1..=MOST_FIGURES).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `345-р`, `12-ФЗ`: a bare number and a few letters behind its dash, where a label stands before it.
pub(super) fn is_lettered(text: &str) -> bool {
    const MOST_LETTERS: usize = 4;
    let parts = text.split_once('-').filter(|(_, letters)| (1..=MOST_LETTERS).contains(&letters.chars().count()));
    parts.is_some_and(|(number, letters)| is_number(number) && letters.chars().all(char::is_alphabetic))
}

/// `24-431`, `2031057`: figures enough for a number that a label stands before.
pub(super) fn is_long(text: &str) -> bool {
    const FEWEST_FIGURES: usize = 4;
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let proper =
        text.chars().all(|letter| letter.is_ascii_digit() || letter.is_ascii_uppercase() || "-/.".contains(letter));
    proper && (FEWEST_FIGURES..=LONGEST).contains(&figures)
}

/// `PR/31/1432`: capitals, strokes and figures, which are a number wherever they stand alone.
pub(super) fn is_symbol(text: &str) -> bool {
    is_code(text) && text.contains('/') && text.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// `31-045`, `31/045`: two bare numbers, where a kind stands before them.
pub(super) fn is_parted(text: &str) -> bool {
    text.split_once(['-', '/']).is_some_and(|(first, second)| is_number(first) && is_number(second))
}

/// `31-245`: two numbers of several figures, where an end mark stands before them.
pub(in crate::parse) fn is_bare_number(text: &str) -> bool {
    const FEWEST: usize = 2;
    is_parted(text) && text.split(['-', '/']).all(|number| number.len() >= FEWEST) && dates::find(text).is_none()
}

/// `31-12` of `#31-12`.
pub(super) fn marked(text: &str) -> Option<&str> {
    text.strip_prefix('#').filter(|rest| rest.split(['-', '/']).all(is_number))
}

/// A reference without the brackets around all of it.
pub(super) fn undressed(text: &str) -> &str {
    let text = text.trim();
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.filter(|inside| !inside.contains(['(', ')'])).unwrap_or(text)
}
