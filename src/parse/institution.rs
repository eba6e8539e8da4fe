//! Names of institutions, told by a word such as `ministry` and by standing alone on a line.

use super::dates;
use super::headline;
use super::inline::{is_hangul, is_unspaced};
use super::marks;
use super::masthead;
use super::words::{self, Sign};

/// A name has no more words than this.
const MOST_WORDS: usize = 16;

/// How much a line looks like the name of who issues: 3 an institution, 2 an office of one, 1 a state, 0 none of these.
pub(super) fn rank(text: &str) -> u8 {
    if let Some(closed) = close_letters(text) {
        return rank(&closed);
    }
    if is_officer(text) {
        return 2;
    }
    let text = marks::without_last(text).trim().trim_matches(['"', '«', '»', '*', '|']);
    let text = without_abbreviation(text);
    if !is_name(text) {
        return 0;
    }
    let bare = words::after(Sign::TheName, text).map_or(text, str::trim_start);
    if words::after(Sign::Office, bare).is_some() || ends(Sign::Office, bare) {
        2
    } else if begins(bare) || ends(Sign::Institution, bare) || has_ending(bare) || is_company(bare) {
        3
    } else {
        u8::from(words::after(Sign::State, bare).is_some())
    }
}

/// `国土交通省` of `国 土 交 通 省`, `보도자료` of `보 도 자 료`: letters of which each is a word are spaced for their look.
pub(super) fn close_letters(text: &str) -> Option<String> {
    const FEWEST: usize = 3;
    close_letters_of(text, FEWEST)
}

/// The same of words of no fewer letters than `fewest`.
pub(super) fn close_letters_of(text: &str, fewest: usize) -> Option<String> {
    const MOST: usize = 24;
    let wide = |letter: char| is_unspaced(letter) || is_hangul(letter);
    let mut letters = text.split_whitespace();
    let single =
        |word: &str| word.chars().count() == 1 && word.chars().all(|letter| wide(letter) && letter.is_alphabetic());
    let count = || text.split_whitespace().count();
    (letters.all(single) && (fewest..=MOST).contains(&count())).then(|| text.split_whitespace().collect())
}

/// `海洋省港湾局長`, `해양안전위원회위원장`: who heads an institution, whose name stands before the word.
pub(super) fn is_officer(text: &str) -> bool {
    const LONGEST: usize = 24;
    let short = text.chars().count() <= LONGEST
        && text.chars().all(|letter| is_unspaced(letter) || is_hangul(letter) || letter == ' ');
    short
        && words::without_end(Sign::OfficerEnd, text)
            .is_some_and(|name| has_ending(name.trim_end()) && is_name(name.trim_end()))
}

/// `Press Office` of `Press Office (PO)`: a name with its abbreviation.
fn without_abbreviation(text: &str) -> &str {
    let split = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let capitals = |text: &str| text.len() > 1 && text.chars().all(|letter| letter.is_uppercase());
    split.filter(|(_, short)| capitals(short)).map_or(text, |(name, _)| name)
}

/// Whether a line is the name of an institution and can be nothing else: the word for it ends the name, or a small word
/// goes on from it. `Council Adopts New Rules` may be one by its look.
pub(super) fn is_plain_name(text: &str) -> bool {
    is_plain_name_of_rank(text, rank(text))
}

/// The same where [`rank`] of the text is known.
pub(super) fn is_plain_name_of_rank(text: &str, rank: u8) -> bool {
    if rank != 3 {
        return rank == 2;
    }
    if let Some(closed) = close_letters(text) {
        return is_plain_name_of_rank(&closed, rank);
    }
    let text = without_abbreviation(text);
    let bare = words::after(Sign::TheName, text).map_or(text, str::trim_start);
    let ended = || ends(Sign::Institution, bare) || has_ending(bare) || is_company(bare);
    ended() || fit(bare) == Fit::Plain
}

/// `Straits Ferries AG`: a few words with their capitals and no joint, and what the company is in law.
fn is_company(text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let Some((name, form)) = text.trim_end_matches(',').rsplit_once(' ') else { return false };
    let capital = |word: &str| !word.starts_with(char::is_lowercase) && !words::is(Sign::Joining, word);
    form.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= MOST_WORDS
        && words::is(Sign::LegalForm, form)
        && name.split_whitespace().all(capital)
}

/// `OTO`: a few capitals alone.
pub(super) fn is_acronym(text: &str) -> bool {
    const LENGTH: std::ops::RangeInclusive<usize> = 2..=6;
    LENGTH.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the line can be a name at all: no sentence, no mark of one, no day, in English no small words but joints.
fn is_name(text: &str) -> bool {
    let count = text.split_whitespace().count();
    let marked = text.contains(['?', '!', ';', ':', '|', '。']) || (text.ends_with('.') && count > 3);
    const ENGLISH: [&str; 8] = ["of", "for", "at", "the", "with", "by", "from", "to"];
    let english = text.split_whitespace().any(|word| ENGLISH.contains(&word));
    !text.is_empty()
        && count <= MOST_WORDS
        && !marked
        && (!english || small_words_are_joints(text))
        && !begins_with_kind(text)
        && !headline::tells(text)
        && dates::find(text).is_none()
}

/// `Speech by the Minister at the Tides Forum`, `Port Tide Declaration of the Council of Ministers`.
fn begins_with_kind(text: &str) -> bool {
    masthead::leading_kind(text).is_some_and(|(end, _)| end < text.len()) || masthead::kind_before_whose(text).is_some()
}

/// Names in English have capitals: `Ministry of Tides opens the harbour` is none.
fn small_words_are_joints(text: &str) -> bool {
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    text.split_whitespace().filter(small).all(|word| words::is(Sign::NameJoining, word.trim_end_matches(',')))
}

/// How well what follows the word for an institution goes on with a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Like a sentence: `Council adopts …`.
    None,
    /// Perhaps: `Banque centrale …`, `Bank Ostmark`.
    Loose,
    /// `Ministry of …`.
    Plain,
}

fn begins(text: &str) -> bool {
    fit(text) != Fit::None
}

/// The fit of an institution's word that stands first, or, before a joint, second or third.
fn fit(text: &str) -> Fit {
    let first = words::after(Sign::Institution, text).map_or(Fit::None, fit_behind);
    // `Budget of the Commission for 2032` is a budget.
    let joint = |at: usize| text[..at].split_whitespace().last().is_some_and(|word| words::is(Sign::NameJoining, word));
    let starts = text.match_indices(' ').map(|(at, _)| at + 1).take(3).filter(|&at| !joint(at));
    let later = starts.filter_map(|at| words::after(Sign::Institution, &text[at..])).any(|rest| {
        fit_behind(rest) == Fit::Plain || (!rest.is_ascii() && fit_behind(rest) == Fit::Loose && is_cyrillic(rest))
    });
    if later { Fit::Plain } else { first }
}

fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|letter| ('\u{400}'..='\u{4FF}').contains(&letter))
}

fn fit_behind(rest: &str) -> Fit {
    const MOST_LOOSE: usize = 7;
    const MOST_CAPITALS: usize = 2;
    let count = rest.split_whitespace().count();
    let Some(word) = rest.split_whitespace().next() else { return Fit::Plain };
    if rest.starts_with(['\'', '’']) {
        return Fit::None;
    }
    let latin = word.starts_with(|letter: char| letter.is_lowercase() || letter.is_uppercase()) && !is_cyrillic(word);
    let verb = word.starts_with(char::is_lowercase) && (word.ends_with('s') || word.ends_with("ed"));
    if words::is(Sign::NameJoining, word.trim_end_matches(',')) || rest.starts_with(',') || !latin {
        Fit::Plain
    } else if verb || count > if word.starts_with(char::is_uppercase) { MOST_CAPITALS } else { MOST_LOOSE } {
        Fit::None
    } else {
        Fit::Loose
    }
}

fn ends(sign: Sign, text: &str) -> bool {
    text.split_whitespace().last().is_some_and(|last| words::is(sign, last))
}

/// `Gezeitenministerium`, `해양수산부`, `海洋省`: the word is the end of a longer one.
fn has_ending(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    const LONGEST: usize = 30;
    let few = text.split_whitespace().count() <= MOST_WORDS && text.chars().count() <= LONGEST;
    few && text.split_whitespace().any(|word| words::ends(Sign::InstitutionEnd, word))
}

/// Whether two names have the same word for what they are: two ministries, and not a ministry and its department.
pub(super) fn are_peers(one: &str, other: &str) -> bool {
    let word = |text: &str| {
        let text = words::after(Sign::TheName, text.trim()).map_or(text, str::trim_start).to_lowercase();
        let mut all = text.split_whitespace();
        let found = all.clone().find(|word| words::is(Sign::Institution, word)).or_else(|| all.next());
        found.map(str::to_owned)
    };
    rank(one) == 3 && rank(other) == 3 && word(one) == word(other)
}

/// The institutions of `Ministry of Tides and Ministry of Harbours`; the name alone where there is one.
pub(super) fn institutions(text: &str) -> Vec<&str> {
    let parts = parties(text);
    // `GOVERNMENT` of `HEADS OF STATE AND GOVERNMENT` is no party.
    let parts = if is_part_of(text, &parts) { Vec::new() } else { parts };
    let all = parts.len() > 1 && parts.iter().all(|part| rank(part) >= 2 && !is_bare_word(part));
    // On both sides of a stroke may stand one name in two languages.
    let same = text.contains('/') && !parts.iter().all(|part| are_peers(parts[0], part));
    if all && !same { parts } else { vec![text.trim()] }
}

/// `Harbour Attorney's Office, Southern District of Norland`: where a comma alone stands between two names that are no
/// peers, the second is a part of the first.
fn is_part_of(text: &str, parts: &[&str]) -> bool {
    let &[one, other] = parts else { return false };
    let between = text.find(one).and_then(|at| text[at + one.len()..].split_once(other)).map(|(joint, _)| joint.trim());
    between == Some(",") && !are_peers(one, other)
}

/// `GOVERNMENT`; `外交部` says whose it is.
fn is_bare_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii()) && words::is(Sign::Institution, text)
}

/// The parts of `Ostmark, Westmark and the Republic of Südmark`. A word that begins in small letters is no party, so
/// that `Ministry of Trade and industry` is one.
pub(super) fn parties(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        match joint(text, at) {
            Some(length) => {
                parts.push(&text[start..at]);
                start = at + length;
                at = start;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(&text[start..]);
    parts.iter().map(|part| part.trim().trim_end_matches(',')).filter(|part| !part.is_empty()).collect()
}

/// How long the joint between two names is that begins at byte `at`: `, `, ` and `, ` / `, `、`.
fn joint(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if let Some(mark) = [", ", " / ", " & ", "、", "/", "，"].iter().find(|mark| rest.starts_with(**mark)) {
        let behind = &rest[mark.len()..];
        return Some(mark.len() + and_length(behind));
    }
    let before = text[..at].chars().last()?;
    let length = rest.strip_prefix(' ').map(|rest| 1 + and_length(rest)).filter(|&length| length > 1);
    length.or_else(|| {
        Some(and_length(rest))
            .filter(|&length| length > 0 && !before.is_whitespace() && super::inline::is_unspaced(before))
    })
}

/// The length of an `and ` at the start.
fn and_length(text: &str) -> usize {
    let Some(rest) = words::after(Sign::And, text) else { return 0 };
    let spaced = rest.starts_with(' ');
    let unspaced = text.chars().next().is_some_and(super::inline::is_unspaced);
    if spaced || unspaced { text.len() - rest.trim_start().len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{are_peers, institutions, is_plain_name, parties, rank};

    #[test]
    fn names_of_institutions() {
        for name in [
            "Ministry of Tides",
            "MINISTRY OF TIDES",
            "The Ministry of Tides of the Republic of Ostmark",
            "Central Bank of Ostmark",
            "Harbour Authority",
            "Ministère des affaires maritimes",
            "Gezeitenministerium",
            "Bundesministerium für Gezeiten",
            "Министерство приливов",
            "Центральный банк Остмарка",
            "해양수산부",
            "海洋省",
            "وزارة المد والجزر",
            "Ministerio de Mareas",
        ] {
            assert_eq!(rank(name), 3, "{name}");
        }
        for (name, expected) in
            [("Press Office", 2), ("REPUBLIC OF OSTMARK", 1), ("Ministry of Tides opens a harbour", 0)]
        {
            assert_eq!(rank(name), expected, "{name}");
        }
        for (name, plain) in [("Ministry of Tides", true), ("Harbour Board", true), ("Banque centrale", false)] {
            assert_eq!((rank(name), is_plain_name(name)), (3, plain), "{name}");
        }
        for title in
            ["Council adopts new rules", "Harbour Board Buys a Second Crane", "Council Adopts New Rules on Tides"]
        {
            assert_eq!(rank(title), 0, "{title}");
        }
        for title in ["Council: the talks go on", "Harbour opens", "Is the Ministry of Tides late?", "새 항구 개항"]
        {
            assert_eq!(rank(title), 0, "{title}");
        }
    }

    #[test]
    fn several_issuers() {
        assert_eq!(
            institutions("Ministry of Tides and Ministry of Trade and Industry"),
            ["Ministry of Tides and Ministry of Trade and Industry"]
        );
        assert_eq!(institutions("Ministry of Tides and Harbour Authority"), ["Ministry of Tides", "Harbour Authority"]);
        assert_eq!(institutions("Ministry of Tides, Ministry of Fish"), ["Ministry of Tides", "Ministry of Fish"]);
        assert_eq!(institutions("Harbour Office, District of Lamb"), ["Harbour Office, District of Lamb"]);
        assert_eq!(
            parties("Ostmark, Westmark and the Republic of Südmark"),
            ["Ostmark", "Westmark", "the Republic of Südmark"]
        );
        assert_eq!(parties("日本、韓国"), ["日本", "韓国"]);
        assert!(are_peers("Ministry of Tides", "MINISTRY OF HARBOURS"));
        assert!(!are_peers("Ministry of Tides", "Department of Pilots"));
    }
}
