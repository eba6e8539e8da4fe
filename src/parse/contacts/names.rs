//! Who a contact is and what they do, from what a line says but for its addresses and numbers.
//!
//! ```text
//! Jane Roe, head of press, +          In Geneva: Jane Roe, +          1. Jane Roe | Head of press | +
//! Harbour Press Desk: +               Head of press, Jane Roe, +      Press contact: Jane Roe T: +
//! ```

use super::super::signature;
use super::super::tail;
use super::super::words::{self, Sign};
use super::{LABELS, is_labelled};
use crate::release::Contact;

/// Who is reached, where their name stands before a colon or a number: `Harbour Press Desk: +99 …`, `Jane Roe (+99 …)`.
pub(in crate::parse) fn desk(line: &str) -> Option<&str> {
    const SIGNS: [char; 8] = [':', '：', '(', '+', '✆', '☎', '☏', '✉'];
    let name = line[..line.find(SIGNS)?].trim();
    let name = without_label(name);
    let words = name.split_whitespace().count();
    let capitals = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    // `Minister's office: 055 123`
    let named = capitals || name.starts_with(char::is_uppercase) && name.contains(['\'', '’']);
    let label = [Sign::Phone, Sign::NameJoining].into_iter().any(|sign| words::after(sign, name).is_some());
    (words > 1 && named && !label && is_words(name)).then_some(name)
}

/// `Jane Roe` of `Jane Roe T`, before the colon of a telephone.
fn without_label(name: &str) -> &str {
    let signs = [Sign::Phone, Sign::Mobile, Sign::Mail, Sign::Fax];
    let before = || signs.into_iter().find_map(|sign| words::before(sign, name)).map(str::trim_end);
    before().filter(|before| before.contains(' ')).map_or(name, |before| before.trim_end_matches([',', ';']))
}

/// Reads who it is and what they do from a line without its addresses.
pub(super) fn read_names(line: &str, contact: &mut Contact) {
    let words = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    let sentence = line.trim_end().ends_with(['.', '。']) && words > 8;
    // `For more information or an interview, please contact:`
    let asks =
        |asked: &str| words::after(Sign::Contact, asked).is_some() || words::before(Sign::Contact, asked).is_some();
    let introduces = behind_request(line).is_none() && line.trim_end().strip_suffix([':', '：']).is_some_and(asks);
    let line = without_number(line.trim_start_matches(|letter: char| "*-•–·▪ ".contains(letter)));
    let label = tail::contact_label(line);
    let told = || label.is_none().then(|| behind_label(line)).flatten().filter(|_| contact.name.is_none());
    let first = label.or_else(|| behind_request(line)).or_else(told).unwrap_or(line);
    // `Press officer` below a name is who they are; elsewhere it heads what follows.
    let heads = || label.is_some() || line.trim_end().ends_with([':', '：']) || contact.name.is_none();
    if sentence || introduces || words::is(Sign::Contact, first.trim()) && heads() {
        return;
    }
    let parts = first
        .split([',', ';', '|', '–', '—', '\t', '·'])
        .flat_map(|part| part.split("  "))
        .flat_map(|part| part.split(" - "));
    for (index, part) in parts.map(|part| part.trim().trim_end_matches('.')).enumerate() {
        // `Jane Roe: +99 …`; what stands before a number without being a name is a label of it.
        let part = desk(part).unwrap_or(part);
        let part = without_town(part);
        // `For media inquiries`, `In Geneva`
        let asked = words::is(Sign::Contact, part) && words::after(Sign::NameJoining, part).is_some();
        if !is_words(part) || asked || index == 0 && words::after(Sign::In, part).is_some() {
            continue;
        }
        if contact.name.is_none() && (index == 0 || !part.starts_with(char::is_lowercase)) {
            contact.name = Some(part.to_owned());
        } else if contact.role.is_none()
            && part.len() > 2
            && (index > 0 || contact.telephone.is_empty() && contact.email.is_empty())
        {
            contact.role = Some(part.to_owned());
        }
    }
}

/// `Jane Roe, press office` of `For interviews, contact Jane Roe, press office`.
fn behind_request(line: &str) -> Option<&str> {
    let rest = words::after(Sign::Contact, line)?;
    let request = &line[..line.len() - rest.len()];
    let name = rest.trim_start();
    // In a line of capitals the first tells nothing.
    let first = name.split_whitespace().next()?;
    let named = first.starts_with(char::is_uppercase) && first.contains(char::is_lowercase);
    (named && words::after(Sign::NameJoining, request).is_some()).then_some(name)
}

/// `1. Jane Roe`: the contacts are counted.
fn without_number(line: &str) -> &str {
    const MOST_FIGURES: usize = 2;
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let counted = (1..=MOST_FIGURES).contains(&(line.len() - rest.len()));
    let behind = rest.strip_prefix(['.', ')']).map(str::trim_start).filter(|_| counted);
    behind.filter(|behind| behind.starts_with(char::is_uppercase)).unwrap_or(line)
}

/// `Jane Roe` of `In Geneva: Jane Roe`, `Investors: Jane Roe`: a person behind the label of what they are asked.
fn behind_label(line: &str) -> Option<&str> {
    const MOST_WORDS: usize = 5;
    let (label, rest) = line.split_once([':', '：'])?;
    let rest = rest.trim_start();
    let end = rest.find([',', ';', '|', '–', '—', '\t', '(', '+', ':', '：']).unwrap_or(rest.len());
    let name = without_label(rest[..end].trim());
    let labels = label.split_whitespace().count() <= MOST_WORDS && !label.chars().any(char::is_numeric);
    (labels && !is_labelled(line) && signature::is_person(name)).then_some(rest)
}

/// `Jane Roe` of `Jane Roe in Geneva`.
fn without_town(part: &str) -> &str {
    let found = part.match_indices(' ').map(|(at, _)| at).find(|&at| {
        let town = words::after(Sign::In, &part[at + 1..]).map(str::trim_start);
        part[at + 1..].starts_with(char::is_lowercase) && town.is_some_and(|town| town.starts_with(char::is_uppercase))
    });
    found.map(|at| &part[..at]).filter(|name| signature::is_person(name)).unwrap_or(part)
}

/// `Press officer` over `Jane Roe`: the office was read as the name.
pub(super) fn set_right(contact: &mut Contact) {
    let (Some(name), Some(role)) = (&contact.name, &contact.role) else { return };
    if signature::has_post(name) && signature::is_person(role) {
        std::mem::swap(&mut contact.name, &mut contact.role);
    }
}

/// Whether a part of a line is a name or role: few words without figures, and no label of a number.
fn is_words(part: &str) -> bool {
    const MOST_WORDS: usize = 10;
    let letters = part.chars().filter(|letter| letter.is_alphabetic()).count();
    let figures = part.chars().any(char::is_numeric);
    let label = part.contains([':', '：']) || LABELS.iter().any(|&sign| words::is(sign, part));
    let handle = part.starts_with(['@', '#']);
    let few = part.split_whitespace().count() <= MOST_WORDS && part.chars().count() > 1;
    letters > 1 && !figures && !label && !handle && few && !part.contains('+')
}

/// Whether a line may be a name: few words, the first with a capital, without figures, and no sentence.
pub(in crate::parse) fn may_name(line: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let line = line.trim();
    let ended = line.ends_with(['.', ',', ';', '。', ')']);
    let few = line.split_whitespace().count() <= MOST_WORDS;
    is_words(line) && few && !ended && line.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase())
}
