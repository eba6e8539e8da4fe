//! Addresses that are printed in a text: `https://example.org`, `press@example.org`.

use super::inline::{Atom, Kind, is_hangul};
use crate::read::Style;
use std::ops::Range;

/// Splits plain words at the addresses in them.
pub(super) fn link_addresses(atom: Atom) -> Vec<Atom> {
    let Kind::Words(words) = &atom.kind else { return vec![atom] };
    if atom.style.link.is_some() || atom.style.code || !words.contains(['@', 'w', ':', '+']) {
        return vec![atom];
    }
    let mut found = addresses(words);
    found.extend(telephones(words));
    if found.is_empty() {
        return vec![atom];
    }
    found.sort_by_key(|(range, _)| range.start);
    let mut atoms = Vec::new();
    let mut from = 0;
    let piece = |range: Range<usize>, link| {
        let style = Style { link, ..atom.style.clone() };
        Atom { style, kind: Kind::Words(words[range].to_owned()) }
    };
    for (range, url) in found {
        if range.start < from {
            continue;
        }
        atoms.push(piece(from..range.start, None));
        from = range.end;
        atoms.push(piece(range, Some(url.into())));
    }
    atoms.push(piece(from..words.len(), None));
    atoms
}

/// Every address in `text`, with where it leads.
pub(super) fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    // Nearly every paragraph has none.
    if !text.contains('@') && !SCHEMES.iter().any(|scheme| text.contains(scheme)) {
        return found;
    }
    let mut at = 0;
    for word in text.split_inclusive(parts_words) {
        let inside = word.trim_end_matches(parts_words);
        found.extend(web_address(inside, at).or_else(|| mail_address(inside, at)));
        at += word.len();
    }
    found
}

/// The fewest and the most figures of a telephone number with its country (ITU-T E.164).
const FIGURES: std::ops::RangeInclusive<usize> = 7..=15;

/// Every telephone number with its country in `text`: `+99 (0)55 123-456`.
fn telephones(text: &str) -> Vec<(Range<usize>, String)> {
    text.match_indices('+').filter_map(|(start, _)| telephone(text, start)).collect()
}

fn telephone(text: &str, start: usize) -> Option<(Range<usize>, String)> {
    const LONGEST: usize = 32;
    let apart = !text[..start].ends_with(|letter: char| letter.is_alphanumeric() || letter == '+');
    let is_part =
        |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '\u{A0}' | '-' | '‑' | '.' | '(' | ')' | '/');
    let rest = &text[start + 1..];
    let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches(|letter: char| !letter.is_ascii_digit());
    // `+99 55 123 456 (24 hours)`
    let number = match number.rfind('(') {
        Some(open) if !number[open..].contains(')') => number[..open].trim_end(),
        _ => number,
    };
    // `(+99) 55 123 456`
    let closes = number.find(')').is_some_and(|close| !number[..close].contains('('));
    let opened = text[..start].ends_with('(');
    if closes && !opened {
        return None;
    }
    let first = start - usize::from(closes);
    let word_goes_on = number.len() == length && rest[length..].starts_with(char::is_alphanumeric);
    // The nought in brackets is dialled within the country only.
    let figures: String = number.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let proper = apart && number.len() <= LONGEST && number.starts_with(|letter: char| letter.is_ascii_digit());
    (proper && !word_goes_on && FIGURES.contains(&figures.len()))
        .then(|| (first..start + 1 + number.len(), format!("tel:+{figures}")))
}

fn parts_words(letter: char) -> bool {
    letter.is_whitespace()
        || super::inline::is_unspaced(letter)
        || matches!(letter, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '|' | ',' | ';' | '،' | '؛' | '؟')
}

/// What a web address begins with.
const SCHEMES: [&str; 3] = ["https://", "http://", "www."];

/// The web address in `word`, which starts at `at`.
fn web_address(word: &str, at: usize) -> Option<(Range<usize>, String)> {
    let start = SCHEMES.iter().find_map(|scheme| word.find(scheme))?;
    let boundary = word[..start].chars().last().is_none_or(|letter| !letter.is_alphanumeric());
    let address = without_punctuation(until_other_words(&word[start..]));
    let host = address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let proper = boundary && host.starts_with(char::is_alphanumeric) && host.contains('.');
    let scheme = if address.starts_with("www.") { "https://" } else { "" };
    proper.then(|| (at + start..at + start + address.len(), format!("{scheme}{address}")))
}

/// An address without what touches it and is of the sentence: a particle behind it, `www.a.example에서`, and a bracket
/// that it did not open.
fn until_other_words(address: &str) -> &str {
    let scheme = SCHEMES.iter().filter(|scheme| address.starts_with(**scheme)).map(|scheme| scheme.len()).max();
    let mut host = scheme.unwrap_or(0);
    host += if address[host..].starts_with("www.") { "www.".len() } else { 0 };
    // A host in letters of its own script goes on in them.
    let latin = address[host..].starts_with(is_latin);
    let host_end = address[host..].find(['/', '?', '#']).map_or(address.len(), |at| host + at);
    let mut open = 0_usize;
    let mut before = ' ';
    for (at, letter) in address.char_indices().skip_while(|(at, _)| *at < host) {
        let foreign = letter.is_alphabetic() && !is_latin(letter);
        let particle = is_hangul(letter) && before.is_ascii_alphanumeric();
        let closes = letter == ')' && open == 0;
        if closes || (latin && at < host_end && foreign) || (at >= host_end && particle) {
            return &address[..at];
        }
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        before = letter;
    }
    address
}

fn is_latin(letter: char) -> bool {
    letter < '\u{250}'
}

/// An address without the punctuation of the sentence behind it; brackets stay where they are closed.
fn without_punctuation(address: &str) -> &str {
    let (round, square) = (address.contains('('), address.contains('['));
    address.trim_end_matches(|last| match last {
        ')' => !round,
        ']' => !square,
        _ => matches!(last, '.' | ':' | '!' | '?' | '\'' | '’' | '*' | '}'),
    })
}

/// The mail address in `word`, which starts at `at`.
fn mail_address(word: &str, at: usize) -> Option<(Range<usize>, String)> {
    let sign = word.find('@')?;
    let local = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '%' | '+' | '-');
    let start = word[..sign]
        .rfind(|letter| !local(letter))
        .map_or(0, |before| before + word[before..].chars().next().map_or(0, char::len_utf8));
    let host = &word[sign + 1..];
    let end = host.find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-')));
    let host = host[..end.unwrap_or(host.len())].trim_end_matches(['.', '-']);
    let (name, top) = host.rsplit_once('.')?;
    let proper =
        start < sign && !name.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    let range = start..sign + 1 + host.len();
    proper.then(|| (at + range.start..at + range.end, format!("mailto:{}", &word[range])))
}

#[cfg(test)]
mod tests {
    use super::{addresses, telephones};

    fn found(text: &str) -> Vec<(&str, String)> {
        addresses(text).into_iter().map(|(range, url)| (&text[range], url)).collect()
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        assert_eq!(found("See (https://a.example/b_(c)).")[0].0, "https://a.example/b_(c)");
        for (text, address) in [
            ("누리집(www.a.example)에서", "www.a.example"),
            ("https://www.a.example/b에서 본다", "https://www.a.example/b"),
            ("https://a.example/항만/b", "https://a.example/항만/b"),
            ("https://항만.example/b", "https://항만.example/b"),
            ("www.a.exampleの", "www.a.example"),
            ("الموقع www.a.example، وراسلوا", "www.a.example"),
            ("www.müller.example/b", "www.müller.example/b"),
        ] {
            assert_eq!(found(text).first().map(|found| found.0), Some(address), "{text}");
        }
        assert_eq!(found("at www.a.example.")[0].1, "https://www.a.example");
        assert_eq!(found("Mail:press@tides.example.")[0], ("press@tides.example", "mailto:press@tides.example".into()));
        let numbers =
            telephones("Call +99 (0)55 123-456, +99.12345678. Not 2+2, +5 %, a+12345678 or +123456789012345678");
        assert_eq!(
            numbers.iter().map(|(_, url)| url.as_str()).collect::<Vec<_>>(),
            ["tel:+9955123456", "tel:+9912345678"]
        );
        let bracketed = telephones("(+99) 55 123 456 (BXL), +99 55 123 457 (24 hours)");
        assert_eq!(bracketed.iter().map(|(range, _)| range.clone()).collect::<Vec<_>>(), [0..16, 24..38]);
        assert!(found("@ home, a@b, http:// www").is_empty());
    }
}
