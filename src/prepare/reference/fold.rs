//! Comparing words without regard to case, where any space is a space.

/// What is before `end` in `text`.
pub(super) fn strip_suffix<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    let same = end.chars().rev().all(|wanted| letters.next_back().is_some_and(|found| is_same(found, wanted)));
    same.then_some(letters.as_str())
}

/// What is behind `start` in `text`.
pub(super) fn strip_prefix<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    let same = start.chars().all(|wanted| letters.next().is_some_and(|found| is_same(found, wanted)));
    same.then_some(letters.as_str())
}

/// What is behind the longest of `starts` that `text` begins with.
pub(super) fn strip_any<'a>(text: &'a str, starts: &[String]) -> Option<&'a str> {
    starts.iter().filter_map(|start| strip_prefix(text, start)).min_by_key(|rest| rest.len())
}

fn is_same(found: char, wanted: char) -> bool {
    found == wanted
        || (wanted == ' ' && matches!(found, '\u{a0}' | '\u{202f}' | '\u{3000}'))
        || found.to_lowercase().eq(std::iter::once(wanted))
}

/// Whether words of this letter's script stand without spaces between them.
pub(super) fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
