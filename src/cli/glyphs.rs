//! Characters that no font has: where the release has them.

use chancery::{Diagnostic, Diagnostics, Error, Source, Span, codes};

/// The error as diagnostics of the release, when it is about characters that no font has.
pub(crate) fn missing(error: &Error, source: &Source) -> Option<Diagnostics> {
    let Error::MissingGlyphs { characters, packages } = error else { return None };
    let items = characters.iter().map(|&letter| diagnostic(letter, packages, source)).collect();
    Some(Diagnostics { source: source.clone(), items })
}

/// One character, at the first place where the source has it; a template may have added it.
fn diagnostic(letter: char, packages: &str, source: &Source) -> Diagnostic {
    let message = format!("no font has U+{:04X} `{letter}`", u32::from(letter));
    let install =
        if packages.is_empty() { String::new() } else { format!("install {packages} (as Debian calls it), or ") };
    let hint = format!("{install}name a folder with a font that has it: `--font-path DIR`");
    let place = source.text().find(letter);
    let span = place.map_or(Span::at(0), |at| Span::new(at, at + letter.len_utf8()));
    let found = Diagnostic::error(codes::MISSING_GLYPH, span, message).with_hint(hint);
    if place.is_some() { found } else { found.without_span() }
}
