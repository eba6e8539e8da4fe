//! Contacts: what is understood from their printed lines.
//!
//! ```text
//! Jane Roe, head of press                          name and role
//! Tel. +99 (0)55 123-456 / 457; fax +99 55 123 457 telephone and fax, told by their labels
//! press@tides.example | www.tides.example          mail and web
//! Hours: Monday to Friday, 9 to 17                 only behind a label, as is the address
//! ```

mod names;

pub(super) use names::{desk, may_name};

use super::dates::{self, digit};
use super::links;
use super::words::{self, Sign};
use crate::release::{Contact, Inline, plain_text};
use std::borrow::Cow;
use std::ops::Range;

/// The fewest figures of a telephone number that no label tells of, and of one that a label does.
const FEWEST_FIGURES: usize = 7;
const FEWEST_LABELLED: usize = 3;
/// The most figures of a telephone number (ITU-T E.164), with an extension behind it.
const MOST_FIGURES: usize = 20;
/// The longest line of a contact, in bytes; what is longer is prose.
const LONGEST_LINE: usize = 400;

/// Reads a contact from its words.
pub(super) fn contact(content: Vec<Inline>) -> Contact {
    let mut contact = Contact::default();
    for line in printed_lines(&content) {
        read_line(&line, &mut contact);
    }
    names::set_right(&mut contact);
    contact.content = content;
    contact
}

/// Whether a line says how to reach somebody: a mail address, a telephone number, a label with a web address.
pub(super) fn says_how(line: &str) -> bool {
    if line.len() > LONGEST_LINE {
        return false;
    }
    let addresses = links::addresses(line);
    addresses.iter().any(|(_, url)| url.starts_with("mailto:"))
        || !numbers(&blanked(line, &addresses)).is_empty()
        || !addresses.is_empty() && is_labelled(line)
}

/// Whether a mail address or a telephone number stands in a line.
pub(super) fn reaches(line: &str) -> bool {
    let mail = || links::addresses(line).iter().any(|(_, url)| url.starts_with("mailto:"));
    has_number(line) || line.len() <= LONGEST_LINE && line.contains('@') && mail()
}

/// Whether a line begins with the label of a telephone number, a mail address, hours …
pub(super) fn is_labelled(line: &str) -> bool {
    LABELS.iter().any(|&sign| value(sign, line).is_some())
}

/// Whether a line says who it is and how to reach them, so that it is a contact by itself.
pub(super) fn is_whole(line: &str) -> bool {
    let mut contact = Contact::default();
    read_line(line, &mut contact);
    contact.name.is_some() && !(contact.telephone.is_empty() && contact.email.is_empty())
}

/// Whether a line begins with a label, also where no colon stands behind it: `Tel. +99 …`.
pub(super) fn is_told(line: &str) -> bool {
    begins_line(line) || LABELS.iter().any(|&sign| words::after(sign, line.trim()).is_some())
}

/// Whether a telephone number stands in a line.
pub(super) fn has_number(line: &str) -> bool {
    line.len() <= LONGEST_LINE && !numbers(&blanked(line, &links::addresses(line))).is_empty()
}

/// Whether a line is nothing but an address or a number.
pub(super) fn is_only_how(line: &str) -> bool {
    if line.len() > LONGEST_LINE {
        return false;
    }
    let addresses = links::addresses(line);
    if addresses.is_empty() && line.contains(char::is_alphabetic) || !says_how(line) {
        return false;
    }
    let mut rest = blanked(line, &addresses).into_owned();
    for number in numbers(&rest).into_iter().rev() {
        rest.replace_range(number.range.clone(), "");
    }
    !rest.contains(char::is_alphanumeric)
}

/// Whether a line begins something of its own: a label, a number, a mail address.
pub(super) fn begins_line(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    is_labelled(line) || (first.starts_with(['+', '@', '☎']) || first.contains('@')) && line.len() <= LONGEST_LINE
}

const LABELS: [Sign; 7] =
    [Sign::Phone, Sign::Mobile, Sign::Fax, Sign::Mail, Sign::Web, Sign::OpeningHours, Sign::Address];

/// What stands behind a label and its colon: `Tel.: …`, `E-mail: …`.
fn value(sign: Sign, line: &str) -> Option<&str> {
    let rest = words::after(sign, line.trim())?.trim_start_matches(['.', ' ', '\u{A0}']);
    rest.strip_prefix([':', '：']).map(str::trim).filter(|value| !value.is_empty())
}

/// The words of each printed line.
fn printed_lines(content: &[Inline]) -> Vec<String> {
    content.split(|inline| *inline == Inline::LineBreak {}).map(plain_text).collect()
}

/// Reads one line: `Jane Roe, head of press, +99 55 123 456, press@tides.example`.
fn read_line(line: &str, contact: &mut Contact) {
    if line.len() > LONGEST_LINE {
        return;
    }
    let addresses = links::addresses(line);
    for (_, url) in &addresses {
        match url.strip_prefix("mailto:") {
            Some(mail) => contact.email.push(mail.to_owned()),
            None => contact.url.push(url.clone()),
        }
    }
    for (sign, field) in [(Sign::OpeningHours, &mut contact.hours), (Sign::Address, &mut contact.address)] {
        if let Some(value) = value(sign, line) {
            field.get_or_insert_with(|| value.to_owned());
            return;
        }
    }
    let mut rest = blanked(line, &addresses).into_owned();
    let numbers = numbers(&rest);
    for number in &numbers {
        let list = if number.fax { &mut contact.fax } else { &mut contact.telephone };
        list.push(rest[number.range.clone()].to_owned());
    }
    if numbers.is_empty() && begins_with_postcode(line) {
        return;
    }
    for number in numbers.iter().rev() {
        rest.replace_range(number.range.clone(), "+");
    }
    names::read_names(&without_brackets(&rest), contact);
}

/// Whether a line is a part of an address: a street with a number, a town behind its postcode.
pub(super) fn may_be_address(line: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let words = line.split_whitespace();
    let figures = |word: &str| word.trim_matches(',').bytes().all(|byte| byte.is_ascii_digit());
    let numbered = words.clone().next().is_some_and(figures) || words.clone().next_back().is_some_and(figures);
    numbered
        && (2..=MOST_WORDS).contains(&words.count())
        && line.contains(char::is_uppercase)
        && dates::find(line).is_none()
        && !says_how(line)
}

/// `60314 Ahlmouth, Norland`: a town, and the country behind it is nobody's name.
fn begins_with_postcode(line: &str) -> bool {
    const DIGITS: std::ops::RangeInclusive<usize> = 4..=6;
    let code = line.trim().split_once(' ').map(|(code, rest)| (code, rest.trim_start()));
    code.is_some_and(|(code, rest)| {
        DIGITS.contains(&code.len())
            && code.bytes().all(|byte| byte.is_ascii_digit())
            && rest.starts_with(char::is_uppercase)
    })
}

/// A line without what stands in brackets: `Jane Roe (English, French)`.
fn without_brackets(line: &str) -> String {
    let mut rest = line.to_owned();
    while let Some(start) = rest.find('(')
        && let Some(length) = rest[start..].find(')')
    {
        let number = rest[start..start + length].contains('+');
        rest.replace_range(start..=start + length, if number { "+" } else { "" });
    }
    rest
}

/// A line with spaces for its addresses.
fn blanked<'a>(line: &'a str, addresses: &[(Range<usize>, String)]) -> Cow<'a, str> {
    if addresses.is_empty() {
        return Cow::Borrowed(line);
    }
    let mut rest = line.to_owned();
    for (range, _) in addresses.iter().rev() {
        rest.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    Cow::Owned(rest)
}

/// A telephone or fax number in a line.
struct Dialled {
    range: Range<usize>,
    fax: bool,
}

/// The numbers in a line that can be dialled: `+99 (0)55 123-456`, and what a label tells of.
fn numbers(line: &str) -> Vec<Dialled> {
    let mut found: Vec<Dialled> = Vec::new();
    if line.chars().filter(|&letter| digit(letter).is_some()).nth(FEWEST_LABELLED - 1).is_none() {
        return found;
    }
    let mut at = 0;
    // A label holds for the numbers behind it up to the next words: `Tel. 12 34 56, 12 34 57`.
    let mut label = None;
    while at < line.len() {
        let length = stretch(&line[at..]);
        let range = trimmed(line, at..at + length);
        let between = &line[found.last().map_or(0, |before| before.range.end)..range.start];
        let has_words = between.contains(char::is_alphabetic);
        let figures = line[range.clone()].chars().filter(|&letter| digit(letter).is_some());
        // Words before too few figures to be dialled, `Article 12`, part what stands behind from any label before.
        if !range.is_empty() && (!has_words || figures.take(FEWEST_LABELLED).count() == FEWEST_LABELLED) {
            let few = line[range.clone()].chars().filter(|&letter| digit(letter).is_some()).count() < FEWEST_FIGURES;
            label = label_before(&line[..range.start], few).or(label.filter(|_| !has_words));
            // `DE0005550123`
            let glued = label.is_none() && line[..range.start].ends_with(char::is_alphabetic);
            if !glued && is_dialled(&line[range.clone()], label.is_some(), &line[range.end..]) {
                found.push(Dialled { range, fax: label == Some(Sign::Fax) });
            }
        }
        at += length + line[at + length..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// How long the stretch is that may be a number; `0555 / 123 45` is one, `55 12 34 / 55 12 35` are two.
fn stretch(text: &str) -> usize {
    const LONGEST_AREA: usize = 6;
    let end = text.find(|letter| !is_number_part(letter)).unwrap_or(text.len());
    let area = text[..end].trim_start_matches([' ', '.', '\u{A0}', ')']).trim_end();
    let figures = area.chars().filter(|&letter| digit(letter).is_some()).count();
    let is_area = (1..=LONGEST_AREA).contains(&figures) && area.starts_with(['0', '(', '+']);
    match text[end..].strip_prefix('/') {
        Some(rest) if is_area => end + 1 + rest.find(|letter| !is_number_part(letter)).unwrap_or(rest.len()),
        _ => end,
    }
}

fn is_number_part(letter: char) -> bool {
    digit(letter).is_some()
        || matches!(letter, '+' | '＋' | ' ' | '\u{A0}' | '(' | ')' | '-' | '.' | '‑' | '−' | '（' | '）')
}

/// A stretch without the marks around the number; empty where it holds no figure.
fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let stretch = &line[range.clone()];
    let starts = |letter: char| digit(letter).is_some() || matches!(letter, '+' | '＋' | '(' | '（');
    let Some(start) = stretch.find(starts) else { return range.start..range.start };
    let end = stretch.trim_end_matches(|letter| digit(letter).is_none()).len().max(start);
    // `+99 55 123 456 (24 hours)`
    let end = match stretch[..end].rfind(['(', '（']) {
        Some(open) if open > start && !stretch[open..end].contains([')', '）']) => {
            stretch[..open].trim_end_matches(|letter| digit(letter).is_none()).len().max(start)
        }
        _ => end,
    };
    let count = |signs: [char; 2]| stretch[start..end].matches(signs).count();
    let unclosed = stretch[start..end].starts_with(['(', '（']) && count(['(', '（']) > count([')', '）']);
    let opening = stretch[start..].chars().next().filter(|_| unclosed).map_or(0, char::len_utf8);
    range.start + start + opening..range.start + end
}

/// The label that stands directly before a number; a letter alone before a few figures, `M.112`, is a part of them.
fn label_before(before: &str, few: bool) -> Option<Sign> {
    const LOOKED_AT: usize = 60;
    let start = (0..=before.len().saturating_sub(LOOKED_AT)).rev().find(|&at| before.is_char_boundary(at)).unwrap_or(0);
    let near = before[start..].trim_end_matches([' ', '\u{A0}', ':', '：', '.', '(', '（', '\t', '）', ')']);
    let told = |rest: &str| !few || near[rest.len()..].chars().count() > 1;
    [Sign::Fax, Sign::Mobile, Sign::Phone].into_iter().find(|&sign| words::before(sign, near).is_some_and(told))
}

/// Whether a stretch of figures can be dialled: no year, date, hour or postal code.
fn is_dialled(stretch: &str, labelled: bool, behind: &str) -> bool {
    let figures = stretch.chars().filter(|&letter| digit(letter).is_some()).count();
    let international = stretch.trim_start_matches(['(', '（']).starts_with(['+', '＋']) || stretch.starts_with("00");
    let dashed = stretch.contains('-') && figures >= 10;
    let grouped = dashed || stretch.contains([' ', '-', '.', '(', '\u{A0}', '‑']) && stretch.starts_with(['0', '(']);
    let hour = behind.starts_with(':') || behind.starts_with('h');
    let date = || dates::find(stretch).is_some_and(|date| date.range.start == 0);
    let enough = match (labelled, international) {
        (true, _) => figures >= FEWEST_LABELLED,
        (false, true) => figures >= FEWEST_FIGURES - 1,
        (false, false) => figures > FEWEST_FIGURES && grouped,
    };
    enough && figures <= MOST_FIGURES && !hour && (labelled || international || !date())
}

#[cfg(test)]
mod tests {
    use super::{contact, is_whole, says_how};
    use crate::release::{Contact, Inline};

    fn read(lines: &[&str]) -> Contact {
        let mut content = Vec::new();
        for line in lines {
            content.extend((!content.is_empty()).then_some(Inline::LineBreak {}));
            content.push(Inline::text(*line));
        }
        contact(content)
    }

    #[test]
    fn a_contact_says_who_and_how() {
        let read = read(&["Contact: Jane Roe, head of press, +99 (0)55 123-456, press@tides.example"]);
        assert_eq!(read.name.as_deref(), Some("Jane Roe"));
        assert_eq!(read.role.as_deref(), Some("head of press"));
        assert_eq!(read.telephone, ["+99 (0)55 123-456"]);
        assert_eq!(read.email, ["press@tides.example"]);
    }

    #[test]
    fn labels_tell_what_a_number_is() {
        let contact = read(&[
            "Харальд Ро, пресс-секретарь",
            "Тел.: 123-45-67, факс: 123-45-68",
            "Address: 5 Quay Road, 123456 Port Tide",
            "Часы работы: 9.00–17.00",
            "www.tides.example",
        ]);
        assert_eq!((contact.telephone, contact.fax), (vec!["123-45-67".to_owned()], vec!["123-45-68".to_owned()]));
        assert_eq!(contact.address.as_deref(), Some("5 Quay Road, 123456 Port Tide"));
        assert_eq!(contact.hours.as_deref(), Some("9.00–17.00"));
        assert_eq!(contact.url, ["https://www.tides.example"]);
        assert_eq!(contact.name.as_deref(), Some("Харальд Ро"));
        assert_eq!(read(&["Tel. 0555 / 123 45-67"]).telephone, ["0555 / 123 45-67"]);
        let two = read(&["Tel. 55 12 34 / 55 12 35", "M: 0170 1234567"]);
        assert_eq!(two.telephone, ["55 12 34", "55 12 35", "0170 1234567"]);
        assert_eq!(read(&["☎ 02-2100-7384", "전화: 02-2100-7385"]).telephone.len(), 2);
    }

    #[test]
    fn names_stand_before_brackets_colons_and_numbers() {
        let name = |line| read(&[line]).name;
        assert_eq!(name("Jane Roe (jane@tides.example)").as_deref(), Some("Jane Roe"));
        assert_eq!(
            name("In Ahlmouth, Jane Roe (English, French): +99 55 123 456 (mobile)").as_deref(),
            Some("Jane Roe")
        );
        assert_eq!(name("Harbour Press Desk: +99 55 123 456 (24 hours)").as_deref(), Some("Harbour Press Desk"));
        assert_eq!(name("* Jane ROE").as_deref(), Some("Jane ROE"));
        for line in [
            "In Ahlmouth: Jane Roe, +99 55 123 456",
            "For Broadcast Requests: Jane Roe, +99 55 123 456",
            "Media enquiries: Jane Roe T: +99 55 123 456  M: +99 55 123 457",
            "Press contact: Jane Roe ✆ (+99) 55 123 456",
            "Press Office contact: Jane Roe, +99 55 123 456",
            "1. Jane Roe | Head of press | +99 55 123 456",
            "Jane Roe in Ahlmouth | +99 55 123 456",
            "Head of press, Jane Roe, tel. +99 55 123 456",
        ] {
            assert_eq!(name(line).as_deref(), Some("Jane Roe"), "{line}");
        }
        assert_eq!(name("Minister's office: (02) 5550 7500").as_deref(), Some("Minister's office"));
        for line in
            ["Office: +99 55 123 456", "For media inquiries, +99 55 123 456", "For an interview, please contact:"]
        {
            assert_eq!(name(line), None, "{line}");
        }
        assert_eq!(read(&["Desk: +99 (0)55 123 456 (24 hours)"]).telephone, ["+99 (0)55 123 456"]);
        let two = read(&["Jane Roe", "Press officer", "jane@tides.example"]);
        assert_eq!(two.role.as_deref(), Some("Press officer"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for line in [
            "3 March 2031",
            "2031-03-03",
            "03.03.2031, 18:00",
            "Resolution 1826 (2031)",
            "12 345 678 tonnes",
            "((1) sums",
            "ISIN: DE0005550123",
        ] {
            assert!(!says_how(line), "{line}");
        }
        assert!(is_whole("Jane Roe, +99 55 123 456") && !is_whole("Tel. +99 55 123 456"));
    }
}
