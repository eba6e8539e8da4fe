//! Where one contact of a paragraph ends and the next begins.
//!
//! ```text
//! Jane Roe                     Jane Roe, +99 55 123 456               Press office: Jane Roe (+99 55 123 456)
//! Head of press                Press desk: +99 55 123 457             Out of hours: +99 55 123 457
//! jane.roe@tides.example
//! Ben Okada                    a name behind an address, with an address of the same kind behind it
//! ben.okada@tides.example
//! ```

use super::contacts;
use super::links;
use std::ops::Range;

/// How a line says to reach somebody.
#[derive(Clone, Copy, Default)]
struct Ways {
    mail: bool,
    telephone: bool,
}

impl Ways {
    fn of(line: &str) -> Self {
        let mail = links::addresses(line).iter().any(|(_, url)| url.starts_with("mailto:"));
        Ways { mail, telephone: contacts::has_number(line) }
    }

    fn any(self) -> bool {
        self.mail || self.telephone
    }

    fn and(self, other: Ways) -> Ways {
        Ways { mail: self.mail || other.mail, telephone: self.telephone || other.telephone }
    }

    /// Whether both say one of the ways.
    fn repeat(self, other: Ways) -> bool {
        self.mail && other.mail || self.telephone && other.telephone
    }
}

/// The lines of each contact in the lines of a paragraph.
pub(super) fn part(lines: &[&str]) -> Vec<Range<usize>> {
    let ways: Vec<Ways> = lines.iter().map(|line| Ways::of(line)).collect();
    let mut parts = Vec::new();
    let mut start = 0;
    let mut known = Ways::default();
    for index in 0..lines.len() {
        if index > start && begins(lines, &ways, start, index, known) {
            parts.push(start..index);
            start = index;
            known = Ways::default();
        }
        known = known.and(ways[index]);
    }
    parts.push(start..lines.len());
    parts
}

/// Whether a contact begins with the line at `index`, where the one before began at `start` and says the ways `known`.
fn begins(lines: &[&str], ways: &[Ways], start: usize, index: usize, known: Ways) -> bool {
    if !known.any() || contacts::is_told(lines[index]) {
        return false;
    }
    if ways[index].any() {
        const MOST_HEADING: usize = 3;
        let first = index - start <= MOST_HEADING && !ways[start..index - 1].iter().any(|ways| ways.any());
        // Below a line that heads them, `In Geneva`, each must be whole.
        let whole = || start + 1 == index || contacts::is_whole(lines[index]);
        return first && whole() && contacts::is_whole(lines[index - 1]) && !contacts::is_only_how(lines[index]);
    }
    // `For investors:`
    if lines[index].trim_end().ends_with([':', '：']) {
        return ways_behind(&ways[index + 1..]).any();
    }
    contacts::may_name(lines[index]) && ways_behind(&ways[index + 1..]).repeat(known)
}

/// The ways to reach somebody that stand behind a name and the few lines of office and address below it.
fn ways_behind(ways: &[Ways]) -> Ways {
    const MOST_BETWEEN: usize = 3;
    const MOST_WAYS: usize = 4;
    let first = ways.iter().take(MOST_BETWEEN + 1).position(|ways| ways.any()).unwrap_or(ways.len());
    let all = ways[first..].iter().take(MOST_WAYS).take_while(|ways| ways.any());
    all.fold(Ways::default(), |all, ways| all.and(*ways))
}

#[cfg(test)]
mod tests {
    use super::part;

    fn ends(lines: &[&str]) -> Vec<usize> {
        part(lines).into_iter().map(|part| part.end).collect()
    }

    #[test]
    fn a_name_behind_an_address_begins_the_next() {
        let two =
            ["Jane Roe", "Head of press", "jane@tides.example", "Ben Okada", "Press officer", "ben@tides.example"];
        assert_eq!(ends(&two), [3, 6]);
        assert_eq!(ends(&["Jane Roe", "jane@tides.example", "Ministry of Tides", "+99 55 123 456"]), [4]);
        let lines = ["Jane Roe (+99 55 123 456)", "Ben Okada (+99 55 123 457)", "All others: +99 55 123 458"];
        assert_eq!(ends(&lines), [1, 2, 3]);
        assert_eq!(ends(&["Jane Roe, +99 55 123 456", "Tel. +99 55 123 457"]), [2]);
        let headed = ["In Geneva", "Jane Roe - +99 55 123 456", "Ben Okada - +99 55 123 457"];
        assert_eq!(ends(&headed), [2, 3]);
        let investors = ["Jane Roe, +99 55 123 456", "For investors:", "Ben Okada, +99 55 123 457"];
        assert_eq!(ends(&investors), [1, 3]);
    }
}
