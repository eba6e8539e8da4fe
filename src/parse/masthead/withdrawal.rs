//! The line that says that a release is withdrawn.

use super::super::condition;
use super::super::dates;
use super::super::words::{self, Sign};

/// `WITHDRAWN`, `Withdrawn on 4 March 2031`, `RETRACTED: the figures were wrong`, `This release has been withdrawn`,
/// `Status: WITHDRAWN`, `2031年3月4日撤回`; not `Withdrawn vessels return to Lund`.
pub(super) fn is_withdrawal(text: &str) -> bool {
    let bare = text.trim_matches(|letter: char| "*[]()【】-–—!_ ".contains(letter));
    is_withdrawn(bare) || is_behind_date(bare) || is_said_of_text(bare)
}

/// The word alone, before a mark or a date, or a sentence.
fn is_withdrawn(text: &str) -> bool {
    const A_SENTENCE: usize = 4;
    let Some(rest) = words::after(Sign::Withdrawn, text) else { return false };
    let phrase = &text[..text.len() - rest.len()];
    ends_there(rest) || phrase.split_whitespace().count() >= A_SENTENCE
}

/// Whether nothing is said behind the word, or it goes on behind a mark or with a date, `on 4 March 2031`.
fn ends_there(rest: &str) -> bool {
    let is_small = |word: &str| words::is(Sign::On, word) || words::is(Sign::TheName, word);
    let is_dated = || {
        let date = dates::find(rest);
        date.is_some_and(|date| rest[..date.range.start].split_whitespace().all(is_small))
    };
    let rest = rest.trim_start();
    rest.trim_end_matches(['.', '。']).is_empty()
        || rest.starts_with([':', '–', '—', '-', '(', ',', '：', '（', '،', '。'])
        || is_dated()
}

/// `2031年3月4日撤回`, `4 March 2031: withdrawn`, `Am 4. März 2031 zurückgezogen`: a day, and nothing else behind it.
fn is_behind_date(text: &str) -> bool {
    // `Le 4 mars 2031`
    const MOST_BEFORE: usize = 1;
    let Some(date) = dates::find(text) else { return false };
    let (before, behind) = (&text[..date.range.start], &text[date.range.end..]);
    if before.split_whitespace().count() > MOST_BEFORE {
        return false;
    }
    let behind = behind.trim_start_matches(|letter: char| letter.is_whitespace() || ":,–—-：，、".contains(letter));
    let rest = words::after(Sign::Withdrawn, behind);
    rest.is_some_and(|rest| rest.trim_end_matches(['.', '。', ' ']).is_empty())
}

/// `This notice has been withdrawn.`, `Diese Pressemitteilung wurde am 4. März 2031 zurückgezogen.`, `Status: WITHDRAWN`.
fn is_said_of_text(text: &str) -> bool {
    /// In bytes.
    const LONGEST_BETWEEN: usize = 60;
    let Some((rest, is_labelled)) = condition::behind_subject(text) else { return false };
    if is_labelled {
        return words::after(Sign::Withdrawn, rest).is_some_and(|rest| rest.trim_end_matches(['.', ' ']).is_empty());
    }
    let mut starts = words::starts(rest).take_while(|&at| at <= LONGEST_BETWEEN);
    starts.any(|at| words::after(Sign::Withdrawn, &rest[at..]).is_some_and(ends_there))
}
