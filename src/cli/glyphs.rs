//! Characters that no font has: where the release has them.

use chancery::{Diagnostic, Diagnostics, Error, Source, Span, codes};

/// So many characters are named; a text in a script without a font lacks hundreds, and one font mends them all.
const MOST_NAMED: usize = 4;

/// The error as a diagnostic of the release, when it is about characters that no font has.
pub(crate) fn missing(error: &Error, source: &Source) -> Option<Diagnostics> {
    let Error::MissingGlyphs { characters, packages } = error else { return None };
    let install =
        if packages.is_empty() { String::new() } else { format!("install {packages} (as Debian calls it), or ") };
    let hint = format!("{install}name a folder with a font that has them: `--font-path DIR`");
    let places = characters.iter().filter_map(|&letter| Some((source.text().find(letter)?, letter)));
    let message = format!("no font has {}", named(characters));
    // A template may have added a character that the source does not have.
    let item = match places.min() {
        Some((at, letter)) => Diagnostic::error(codes::MISSING_GLYPH, Span::new(at, at + letter.len_utf8()), message),
        None => Diagnostic::error(codes::MISSING_GLYPH, Span::at(0), message).without_span(),
    };
    Some(Diagnostics { source: source.clone(), items: vec![item.with_hint(hint)] })
}

/// ``U+ACB0 `결`, U+ACF5 `공` and 26 more characters``.
fn named(characters: &[char]) -> String {
    let shown = characters.iter().take(MOST_NAMED).map(|&letter| format!("U+{:04X} `{letter}`", u32::from(letter)));
    let mut words = shown.collect::<Vec<_>>().join(", ");
    match characters.len().saturating_sub(MOST_NAMED) {
        0 => {}
        1 => words.push_str(" and 1 more character"),
        more => words.push_str(&format!(" and {more} more characters")),
    }
    words
}
