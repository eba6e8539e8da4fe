//! Contacts: what is understood from their printed lines.

use super::links;
use super::words::{self, Sign};
use crate::release::{Contact, Inline, plain_text};

/// The fewest figures of a telephone number.
const FEWEST_FIGURES: usize = 6;

/// Reads a contact from its words.
pub(super) fn contact(content: Vec<Inline>) -> Contact {
    let mut contact = Contact::default();
    for line in printed_lines(&content) {
        read_line(&line, &mut contact);
    }
    contact.content = content;
    contact
}

/// The words of each printed line.
fn printed_lines(content: &[Inline]) -> Vec<String> {
    content.split(|inline| *inline == Inline::LineBreak {}).map(plain_text).collect()
}

/// Reads one line: `Jane Roe, head of press, +99 55 123 456, press@tides.example`.
fn read_line(line: &str, contact: &mut Contact) {
    let addresses = links::addresses(line);
    let mails = addresses.iter().filter_map(|(_, url)| url.strip_prefix("mailto:"));
    contact.email.extend(mails.map(str::to_owned));
    let mut rest = line.to_owned();
    for (range, _) in addresses.iter().rev() {
        rest.replace_range(range.clone(), "");
    }
    contact.telephone.extend(telephones(&rest));
    let first = match words::after(Sign::Contact, &rest).and_then(|rest| rest.trim_start().strip_prefix(':')) {
        Some(behind) => behind,
        None => &rest,
    };
    let parts = first.split([',', ';', '|', '–', '—']).map(|part| part.trim().trim_end_matches('.'));
    for part in parts.filter(|part| is_words(part)) {
        if contact.name.is_none() {
            contact.name = Some(part.to_owned());
        } else if contact.role.is_none() && contact.telephone.is_empty() && contact.email.is_empty()
            || contact.role.is_none() && !line.starts_with(part)
        {
            contact.role = Some(part.to_owned());
        }
    }
}

/// Whether a part of a line is a name or role: words without figures, and no label of a number.
fn is_words(part: &str) -> bool {
    let letters = part.chars().any(char::is_alphabetic);
    let figures = part.chars().any(char::is_numeric);
    let label = part.ends_with([':', '：']) || part.contains(':');
    letters && !figures && !label && part.chars().count() > 2
}

/// The telephone numbers in a line: `+99 (0)55 123-456`.
fn telephones(line: &str) -> Vec<String> {
    let part = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, '+' | ' ' | '\u{A0}' | '(' | ')' | '-' | '.' | '/' | '‑')
    };
    let stretches = line.split(|letter: char| !part(letter));
    let trimmed = stretches
        .map(|stretch| stretch.trim_matches(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '+' | '(')));
    let enough = |stretch: &&str| stretch.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_FIGURES;
    trimmed.filter(enough).map(|stretch| stretch.trim_end_matches(['(', '+', ' ']).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::contact;
    use crate::release::Inline;

    #[test]
    fn a_contact_says_who_and_how() {
        let words = "Contact: Jane Roe, head of press, +99 (0)55 123-456, press@tides.example";
        let read = contact(vec![Inline::text(words)]);
        assert_eq!(read.name.as_deref(), Some("Jane Roe"));
        assert_eq!(read.role.as_deref(), Some("head of press"));
        assert_eq!(read.telephone, ["+99 (0)55 123-456"]);
        assert_eq!(read.email, ["press@tides.example"]);
    }
}
