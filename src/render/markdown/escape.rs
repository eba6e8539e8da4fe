//! Text that stays text: escapes what Markdown would read as a mark, and nothing else, so that the source stays readable.

use super::inline::Place;
use super::profile::Profile;
use super::signs;

/// Where a stretch of text stands.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) profile: Profile,
    pub(super) place: Place,
    /// Whether it is the first thing of its line.
    pub(super) at_start: bool,
    /// Whether it is in the words of a link.
    pub(super) in_link: bool,
}

/// Appends `text`, escaped.
pub(super) fn push_text(text: &str, around: Around, out: &mut String) {
    let many_dollars = text.matches('$').count() > 1;
    let profile = around.profile;
    let text = match text.chars().next() {
        _ if around.at_start => push_start(text, around, out),
        Some(first @ ('(' | ':')) if out.ends_with(']') => {
            push_escaped(first, profile, out);
            &text[1..]
        }
        _ => text,
    };
    let mut previous = None;
    for (at, letter) in text.char_indices() {
        let rest = &text[at + letter.len_utf8()..];
        let next = rest.chars().next();
        match letter {
            '\0' => out.push('\u{fffd}'),
            _ if letter.is_ascii_control() => out.push_str(&format!("&#{};", u32::from(letter))),
            _ if is_mark(letter, previous, next, around) || (letter == '$' && many_dollars) => {
                push_escaped(letter, profile, out);
            }
            _ if profile.has_signs() && signs::begins(letter, previous, rest) => push_escaped(letter, profile, out),
            _ => out.push(letter),
        }
        previous = Some(letter);
    }
}

/// A letter that means nothing: behind a backslash, or as a character reference where that does not take its meaning.
pub(super) fn push_escaped(letter: char, profile: Profile, out: &mut String) {
    if profile.escapes(letter) {
        out.push('\\');
        out.push(letter);
    } else {
        out.push_str(&format!("&#{};", u32::from(letter)));
    }
}

/// Whether a letter would be read as a mark in the middle of a line. At the ends of the text, what stands beside it is
/// not known and the worst is taken.
fn is_mark(letter: char, previous: Option<char>, next: Option<char>, around: Around) -> bool {
    let spaced = |letter: Option<char>| letter.is_some_and(|letter| letter == ' ');
    let wordlike = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    match letter {
        '\\' | '`' | '[' | '~' | '{' | '}' => true,
        '*' => !(spaced(previous) && spaced(next)),
        '_' => !(wordlike(previous) && wordlike(next)),
        ']' => around.in_link,
        // An element, or an address: `<24h@desk.example>`.
        '<' => around.profile.is_mdx() || next.is_none_or(|next| next.is_ascii_graphic()),
        '&' => next.is_none_or(|next| next.is_ascii_alphabetic() || next == '#'),
        '!' => next.is_none(),
        '%' => previous == Some('{'),
        '#' => around.place == Place::Heading,
        '|' => around.place == Place::Cell || around.profile.has_loose_tables(),
        _ => false,
    }
}

/// Appends the beginning of a line where it would be read as a list, a heading, a quotation … and gives the rest.
fn push_start<'a>(text: &'a str, around: Around, out: &mut String) -> &'a str {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return text };
    let next = letters.next();
    let ends_word = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let escaped = match first {
        ' ' => {
            out.push_str("&#32;");
            return &text[1..];
        }
        '#' | '>' | '|' => true,
        '+' | '-' => ends_word(next) || next == Some(first),
        ':' | '!' | '?' | '=' | '/' | ';' => next == Some(first) || (first == ':' && ends_word(next)),
        // A line of it alone ends a block of kramdown's.
        '^' => around.profile.has_loose_tables() && next.is_none(),
        '0'..='9' => return push_number(text, out),
        'i' | 'e' if around.profile.is_mdx() && ["import", "export"].iter().any(|word| text.starts_with(word)) => {
            out.push_str(&format!("&#{};", u32::from(first)));
            return &text[1..];
        }
        _ => false,
    };
    if !escaped {
        return text;
    }
    push_escaped(first, around.profile, out);
    &text[1..]
}

/// The longest number of a list item, by CommonMark 5.2.
const LONGEST_NUMBER: usize = 9;

/// Appends `1\.` where a line begins with `1. `, which would be a list item.
fn push_number<'a>(text: &'a str, out: &mut String) -> &'a str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text[digits..].chars();
    let is_item = digits <= LONGEST_NUMBER
        && matches!(rest.next(), Some('.' | ')'))
        && rest.next().is_none_or(|letter| letter.is_ascii_whitespace());
    if !is_item {
        return text;
    }
    out.push_str(&text[..digits]);
    out.push('\\');
    out.push_str(&text[digits..=digits]);
    &text[digits + 1..]
}
