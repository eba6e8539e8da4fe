//! What stands behind the argument: end marks, notes, contacts, `About the Ministry`.

use super::words::{self, Sign};

/// The groups of a tail, each under a heading of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Notes,
    Contacts,
    Boilerplate,
}

/// The longest line that is an end mark, in bytes.
const LONGEST_END: usize = 64;

/// Whether a line says that the release ends here: `###`, `# # #`, `-30-`, `– ENDS –`, `(끝)`, `/End/`.
pub(super) fn is_end_mark(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_END {
        return false;
    }
    let hashes = text.chars().filter(|letter| !letter.is_whitespace());
    if text.starts_with('#') {
        return text.len() >= 3 && hashes.clone().all(|letter| letter == '#');
    }
    let inside = text.trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '-' | '–' | '—' | '*' | '/' | '(' | ')' | '[' | ']' | '<' | '>' | '#' | '（' | '）' | '【' | '】' | '.'
            )
    });
    let dressed = inside.len() < text.len();
    match inside {
        "30" | "XXX" => dressed,
        _ => {
            words::is(Sign::End, inside)
                && (dressed || inside.chars().all(|letter| !letter.is_lowercase()) && inside.chars().count() > 1)
        }
    }
}

/// The longest heading of a group, in bytes.
const LONGEST_HEADING: usize = 120;

/// The group that a short line heads: `Notes to editors`, `Media contacts:`, `About the Ministry of Tides`.
pub(super) fn group(text: &str) -> Option<Group> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_HEADING || text.ends_with(['.', ',', ';', '?']) {
        return None;
    }
    if words::is(Sign::Notes, text) {
        Some(Group::Notes)
    } else if words::is(Sign::Contact, text) {
        Some(Group::Contacts)
    } else if words::after(Sign::About, text).is_some_and(|rest| !rest.trim().is_empty()) {
        Some(Group::Boilerplate)
    } else {
        None
    }
}

/// Whether a line is a contact by itself: `Contact: Jane Roe, press@tides.example`.
pub(super) fn is_contact_line(text: &str) -> bool {
    let rest = words::after(Sign::Contact, text).map(str::trim_start).and_then(|rest| rest.strip_prefix([':', '：']));
    rest.is_some_and(|rest| !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Group, group, is_contact_line, is_end_mark};

    #[test]
    fn end_marks() {
        for mark in ["###", "# # #", "-30-", "- 30 -", "– ENDS –", "ENDS", "(끝)", "- ende -", "[End]"] {
            assert!(is_end_mark(mark), "{mark}");
        }
        for words in ["30", "End", "Ends meet", "#1", "##", "The end of the line", "-"] {
            assert!(!is_end_mark(words), "{words}");
        }
    }

    #[test]
    fn groups() {
        assert_eq!(group("Notes to editors:"), Some(Group::Notes));
        assert_eq!(group("MEDIA CONTACTS"), Some(Group::Contacts));
        assert_eq!(group("About the Ministry of Tides"), Some(Group::Boilerplate));
        assert_eq!(group("About forty ships sailed."), None);
        assert!(is_contact_line("Contact: Jane Roe") && !is_contact_line("Contact with the harbour was lost: so"));
    }
}
