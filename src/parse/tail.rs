//! What stands behind the argument, by the form of one line: end marks, and the headings of notes, contacts, passages.

use super::dates::{self, Printed};
use super::words::{self, Sign};
use crate::release::PassageClass;

/// The groups of a tail, each under a heading of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Notes,
    Contacts,
    Passage(PassageClass),
}

/// The longest line that is an end mark, in bytes.
const LONGEST_END: usize = 64;

/// The signs that end marks are dressed in.
const DRESS: &str = "-–—−*/()[]<>«»=~_|#.。+（）【】［］〔〕《》";

/// Whether a line says that the release ends here: `###`, `# # #`, `-30-`, `– ENDS –`, `(끝)`, `/End/`, `End of text`.
pub(super) fn is_end_mark(text: &str) -> bool {
    let text = text.trim();
    if date_of_end(text).is_some() || is_timed_end(text) {
        return true;
    }
    if text.is_empty() || text.len() > LONGEST_END {
        return false;
    }
    let inside = text.trim_matches(|letter: char| letter.is_whitespace() || DRESS.contains(letter));
    let dressed = inside.len() < text.len();
    match inside {
        "" => is_drawn_end(text),
        "NNNN" => true,
        _ if is_ring(inside) && inside.len() > 1 => dressed && text.starts_with(['-', '–', '—', '*']),
        "30" | "XXX" | "0" => dressed && text.ends_with(['-', '–', '—', '*', '#', '/', ')', ']', '>']),
        _ => {
            let capitals = inside.chars().all(|letter| !letter.is_lowercase()) && inside.chars().count() > 1;
            // `以　　上`
            let closed = super::institution::close_letters_of(inside, 2);
            let ended = words::is(Sign::End, closed.as_deref().unwrap_or(inside));
            ended && (dressed || capitals || inside.contains(' '))
        }
    }
}

/// `END        2:31 P.M. EST`: an end with its time.
fn is_timed_end(text: &str) -> bool {
    let Some((word, rest)) = text.split_once(char::is_whitespace).filter(|_| text.len() <= LONGEST_END) else {
        return false;
    };
    let capitals = word.chars().all(char::is_uppercase) && words::is(Sign::End, word);
    let time = || dates::leading_time(rest.trim_start()).map(|(.., end)| rest.trim_start()[end..].trim());
    capitals && time().is_some_and(|zone| zone.split_whitespace().count() <= 1)
}

/// `oOo`, `000`, `o0o`: rings between dashes.
fn is_ring(inside: &str) -> bool {
    inside.len() <= 5 && inside.chars().all(|letter| matches!(letter, 'o' | 'O' | '0'))
}

/// The day behind the word for an end, `Ends/Wednesday, March 5, 2031`, with what else the line says of it.
pub(super) fn date_of_end(text: &str) -> Option<Printed> {
    const LONGEST: usize = 90;
    let text = text.trim();
    let (word, rest) = text.split_once('/').filter(|_| text.len() <= LONGEST)?;
    let date = words::is(Sign::End, word).then(|| dates::find(rest)).flatten()?;
    let from = word.len() + 1;
    let near = rest[..date.range.start].split_whitespace().count() <= 1;
    let range = date.range.start + from..date.range.end + from;
    near.then_some(Printed { range, day_end: date.day_end + from, ..date })
}

/// `###`, `# # #`, `///`, `-##-`: at least three number signs, or two between dashes.
fn is_drawn_end(text: &str) -> bool {
    if text.len() >= 3 && text.chars().all(|letter| letter == '/') {
        return true;
    }
    let hashes = text.chars().filter(|&letter| letter == '#').count();
    let others = text.chars().filter(|&letter| letter != '#' && !letter.is_whitespace()).count();
    let dashed = text.starts_with(['-', '–', '—']) && text.ends_with(['-', '–', '—']);
    (hashes >= 3 && others == 0 && text.starts_with('#')) || (hashes >= 1 && dashed && hashes + others <= 8)
}

/// Whether a paragraph is the word for an end and nothing else: `Ends`, `Конец`, `完`, `∎`. It is an end mark where
/// nothing of the argument follows.
pub(super) fn is_end_word(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST_END && (words::is(Sign::End, text) || matches!(text, "XXX" | "xxx" | "∎" | "■" | "□" | "◼"))
}

/// Whether a line of stars may be an end mark as well as a break: `***`, `*****`.
pub(super) fn is_starred_end(text: &str) -> bool {
    text.chars().all(|letter| letter == '*' || letter.is_whitespace())
}

/// The longest heading of a group, in bytes.
const LONGEST_HEADING: usize = 120;

/// The passages that a phrase alone heads.
const PASSAGES: [(Sign, PassageClass); 4] = [
    (Sign::Background, PassageClass::Background),
    (Sign::Disclaimer, PassageClass::Disclaimer),
    (Sign::Attachments, PassageClass::Attachments),
    (Sign::Related, PassageClass::Related),
];

/// The group that a short line heads: `Notes to editors`, `Media contacts:`, `About the Ministry of Tides`.
pub(super) fn group(text: &str) -> Option<Group> {
    let text = without_brackets(text.trim());
    if text.is_empty() || text.len() > LONGEST_HEADING || text.ends_with(['.', ',', ';', '?', '。']) {
        return None;
    }
    if words::is(Sign::Notes, text) {
        return Some(Group::Notes);
    }
    if words::is(Sign::Contact, text) || is_request(text) {
        return Some(Group::Contacts);
    }
    let passage = PASSAGES.iter().find(|(sign, _)| words::is(*sign, text)).map(|(_, class)| *class);
    passage.or_else(|| is_about(text).then_some(PassageClass::About)).map(Group::Passage)
}

/// `For more information and interviews, please contact:`
fn is_request(text: &str) -> bool {
    let phrase = words::after(Sign::Contact, text).map_or("", |rest| &text[..text.len() - rest.len()]);
    let begins = words::after(Sign::NameJoining, phrase).is_some();
    let asked = |text: &str| words::before(Sign::Contact, text.trim_end()).is_some();
    begins && text.strip_suffix([':', '：']).is_some_and(asked)
}

/// `【お問い合わせ先】`, `<Contact>`, `[문의]`: a heading in brackets.
fn without_brackets(text: &str) -> &str {
    let pairs =
        [('【', '】'), ('<', '>'), ('[', ']'), ('〈', '〉'), ('《', '》'), ('＜', '＞'), ('［', '］'), ('■', '■')];
    let inside = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(inside).map_or(text, str::trim)
}

/// `About the Ministry of Tides`, `潮汐省について`; `会社概要`.
fn is_about(text: &str) -> bool {
    let named = |rest: &str| rest.chars().any(char::is_alphabetic);
    let text = text.trim_end_matches([':', '：', ' ']).trim_start_matches(['■', '◆', '●', '▶', '□']).trim_start();
    let whole = words::is(Sign::AboutWhole, text);
    whole
        || words::after(Sign::About, text).is_some_and(named)
        || words::before(Sign::AboutBehind, text)
            .is_some_and(|name| words::ends(Sign::InstitutionEnd, name.trim_end()) && name.chars().count() <= 30)
}

/// What a paragraph is whose label stands in its own line: `Annexes: two tables`, `About the Bank: The Bank keeps …`.
pub(super) fn run_in(text: &str) -> Option<Group> {
    let text = text.trim();
    let (label, rest) = text.split_once([':', '：']).or_else(|| text.split_once(" – ").or(text.split_once(" — ")))?;
    if rest.trim().is_empty() || label.len() > LONGEST_HEADING || label.contains(". ") {
        return None;
    }
    match group(label)? {
        // `Note: the harbour is closed` is a sentence of the text; `Note to editors:` is none.
        Group::Notes if label.split_whitespace().count() < 2 => None,
        Group::Contacts => None,
        group => Some(group),
    }
}

/// `붙임 1. 계획 1부.`, `Annex 1: Table of dues`: a counted attachment in a line of its own.
pub(super) fn is_counted_attachment(text: &str) -> bool {
    const LONGEST: usize = 200;
    let Some(rest) = words::after(Sign::Attachments, text.trim()) else { return false };
    let figures = rest.trim_start().trim_start_matches(|letter: char| letter.is_ascii_digit());
    let counted = figures.len() < rest.trim_start().len() && figures.starts_with(['.', ':', '：', ')']);
    counted && figures.len() > 2 && text.chars().count() <= LONGEST
}

/// Whether a paragraph says what the text is not: `This is an unofficial translation.`
pub(super) fn is_disclaimer(text: &str) -> bool {
    const LONGEST: usize = 1200;
    let signs = |letter: char| letter.is_whitespace() || "*†[(（【_\"“«※".contains(letter);
    let bare = text.trim_start_matches(signs);
    let whole = || bare.trim_end_matches([')', ']', '）', '】', '*', '.', '。', ' ']);
    // A word alone is a label; a phrase may begin a sentence.
    let begins = |rest: &str| {
        let phrase = &bare[..bare.len() - rest.len()];
        phrase.contains(' ') || phrase.chars().all(super::inline::is_unspaced) && phrase.chars().count() > 2
    };
    text.len() <= LONGEST
        && (words::after(Sign::Disclaimer, bare).is_some_and(begins) || words::is(Sign::Disclaimer, whole()))
}

/// Whether a line is a contact by itself: `Contact: Jane Roe, press@tides.example`.
pub(super) fn is_contact_line(text: &str) -> bool {
    // `Contact:    Release date:` are the heads of columns.
    contact_label(text).is_some_and(|rest| !rest.trim().is_empty() && !rest.trim_end().ends_with([':', '：']))
}

/// What stands behind `Contact:`, or behind `Press office contact:`.
pub(super) fn contact_label(text: &str) -> Option<&str> {
    let rest = words::after(Sign::Contact, text)?.trim_start();
    let rest = words::after(Sign::Contact, rest).map_or(rest, str::trim_start);
    rest.strip_prefix([':', '：'])
}

/// Whether a line is the label of a button on a page: `Print this page`, `Share on …`.
pub(super) fn is_furniture(text: &str) -> bool {
    const LONGEST: usize = 60;
    let text = text.trim().trim_matches(['[', ']', '|', '↑', '»', '«', ' ', '<', '>']);
    let whole = || words::is(Sign::Furniture, text);
    let begins = || {
        words::after(Sign::Furniture, text).is_some_and(|rest| {
            let phrase = &text[..text.len() - rest.len()];
            phrase.contains(' ') && rest.split_whitespace().count() <= 4
        })
    };
    text.len() <= LONGEST && !text.ends_with('.') && (whole() || begins())
}

#[cfg(test)]
mod tests {
    use super::{Group, group, is_contact_line, is_disclaimer, is_end_mark, is_end_word, is_furniture, run_in};
    use crate::release::PassageClass;

    #[test]
    fn end_marks() {
        for mark in [
            "###",
            "# # #",
            "#####",
            "-30-",
            "- 30 -",
            "– ENDS –",
            "ENDS",
            "Ends.",
            "(끝)",
            "끝.",
            "- ende -",
            "[End]",
            "<END>",
            "/End/",
            "FIN",
            "End text",
            "End of text",
            "(完)",
            "以上",
            "انتهى",
            "— fin —",
            "-#-",
            "=ENDE=",
            "КОНЕЦ",
            "***END***",
            "--oOo--",
            "---000---",
            "-o0o-",
            "///",
            "NNNN",
            "Ends/Monday, March 3, 2031",
            "Ends/Monday, March 3, 2031 Issued at 17:30",
            "END             2:31 P.M. EST",
            "+++ Ende der Mitteilung +++",
            "以　　上",
        ] {
            assert!(is_end_mark(mark), "{mark}");
        }
        for words in [
            "30",
            "End",
            "Ends meet",
            "#1",
            "##",
            "The end of the line",
            "-",
            "30.",
            "(30)x",
            "End-to-end",
            "--",
            "000",
            "Ends/means",
            "END 2 ships",
            "//",
        ] {
            assert!(!is_end_mark(words), "{words}");
        }
        assert!(is_end_word("Ends") && is_end_word("Конец") && is_end_word("完") && !is_end_word("Ends meet"));
    }

    #[test]
    fn groups() {
        assert_eq!(group("Notes to editors:"), Some(Group::Notes));
        assert_eq!(group("MEDIA CONTACTS"), Some(Group::Contacts));
        assert_eq!(group("For more information and interviews, please contact:"), Some(Group::Contacts));
        assert_eq!(group("The pilots spoke of the way in which they work, and asked for contact:"), None);
        assert_eq!(group("【お問い合わせ先】"), Some(Group::Contacts));
        for about in ["■会社概要", "About the Ministry of Tides", "潮汐省について", "Über das Hafenamt", "关于潮汐部"]
        {
            assert_eq!(group(about), Some(Group::Passage(PassageClass::About)), "{about}");
        }
        assert_eq!(group("BACKGROUND NOTE"), Some(Group::Passage(PassageClass::Background)));
        assert_eq!(group("Pièces jointes :"), Some(Group::Passage(PassageClass::Attachments)));
        for words in
            ["About forty ships sailed.", "今後の予定について", "Background checks", "Attachments to tradition"]
        {
            assert_eq!(group(words), None, "{words}");
        }
        assert!(is_contact_line("Contact: Jane Roe") && !is_contact_line("Contact with the harbour was lost: so"));
        assert!(is_contact_line("Press office contact: Jane Roe") && !is_contact_line("Contact:    Next release:"));
    }

    #[test]
    fn labels_may_stand_in_their_line() {
        let about = Some(Group::Passage(PassageClass::About));
        assert_eq!(run_in("About the Bank: The Bank keeps the money of the tides."), about);
        assert_eq!(run_in("Note to editors: photographs are to be had."), Some(Group::Notes));
        assert_eq!(run_in("Note: the harbour is closed."), None);
        assert_eq!(run_in("About noon they met. The agenda: tides"), None);
        for words in
            ["* Unofficial translation", "(Unofficial translation)", "This is an unofficial translation.", "（仮訳）"]
        {
            assert!(is_disclaimer(words), "{words}");
        }
        assert!(!is_disclaimer("Disclaimers were not made by the court, which sat on Monday."));
    }

    #[test]
    fn buttons() {
        assert!(is_furniture("Print this page") && is_furniture("Share on Chirper") && is_furniture("Back to top ↑"));
        assert!(!is_furniture("Share of the market") && !is_furniture("Print runs rose by half."));
    }
}
