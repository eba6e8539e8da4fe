//! What the fields of a release say, and do not.

use super::Desk;
use super::passage::PassageKind;
use crate::diagnostic::{Severity, codes};

/// The longest title that a list of results, a feed or a page's tab still shows some use of, in characters.
const LONGEST_TITLE: usize = 200;

pub(super) fn lint(desk: &mut Desk<'_>) {
    let release = desk.release;
    if release.body.is_empty() {
        return;
    }
    if release.date_published.is_none() {
        let hint = "write it in a line above the title, or pass `--set date=2031-03-03`";
        desk.say_at((Severity::Note, codes::NO_DATE), None, "no date of release was found".to_owned(), hint);
    }
    if release.issuer.is_none() {
        let hint = "write it in the first line, or pass `--set issuer=…`";
        desk.say_at((Severity::Note, codes::NO_ISSUER), None, "nothing says who issues the release".to_owned(), hint);
    }
    title(desk);
}

fn title(desk: &mut Desk<'_>) {
    let Some(title) = desk.passages.iter().find(|passage| passage.kind == PassageKind::Title) else { return };
    let whole = 0..title.text.len();
    let length = title.text.chars().count();
    if length > LONGEST_TITLE {
        let message = format!("the title has {length} characters");
        let hint = "move what comes second into a subtitle below it";
        desk.say((Severity::Note, codes::LONG_TITLE), title, whole.clone(), message, hint);
    }
    if is_in_capitals(&title.text) {
        let message = "the title is in capitals".to_owned();
        let hint = "write it as a sentence: capitals are harder to read, and some screen readers spell them";
        desk.say((Severity::Note, codes::TITLE_IN_CAPITALS), title, whole, message, hint);
    }
}

/// Whether words, and not only acronyms, are in capitals.
fn is_in_capitals(title: &str) -> bool {
    const ACRONYM: usize = 5;
    const FEWEST: usize = 2;
    let is_word = |word: &&str| word.chars().filter(|letter| letter.is_uppercase()).count() > ACRONYM;
    !title.chars().any(char::is_lowercase) && title.split_whitespace().filter(is_word).count() >= FEWEST
}

#[cfg(test)]
mod tests {
    use super::is_in_capitals;

    #[test]
    fn acronyms_are_no_title_in_capitals() {
        assert!(is_in_capitals("MINISTER OPENS THE HARBOUR OF LUND"));
        assert!(!is_in_capitals("WHO–FAO–OIE: MOU"));
        assert!(!is_in_capitals("UNESCO and WHO sign"));
        assert!(!is_in_capitals("항만 재개장에 관한 공동성명"));
    }
}
