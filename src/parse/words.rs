//! The words that releases are known by, in the languages of the files beside this one.
//!
//! A language is one file of `name = phrase; phrase`; adding a file is all that a new language needs
//! (`docs/languages.md`). What has a form of its own (numbers, bars, dashes) is told by its form, not here.

mod shelf;
mod sign;

use crate::release::KindClass;
use jiff::civil::Weekday;
use shelf::Shelf;
use sign::SIGNS;
pub(super) use sign::Sign;
use std::ops::Range;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/word_tables.rs"));

/// The files as `(language, text)`, by name; the build lists them.
#[cfg(test)]
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/parse_words.rs"));

/// The groups of each sign in `GROUPS`.
static GROUPS_OF: LazyLock<[Range<usize>; SIGNS.len()]> = LazyLock::new(|| {
    let mut groups = [const { 0..0 }; SIGNS.len()];
    for (name, sign) in SIGNS {
        if let Ok(place) = NAMES.binary_search(name) {
            let until = |place: usize| GROUPS.partition_point(|&(found, ..)| usize::from(found) < place);
            groups[*sign as usize] = until(place)..until(place + 1);
        }
    }
    groups
});

/// The phrases of `sign` that are looked for by `letter`, the longest first.
fn phrases(sign: Sign, letter: char) -> impl Iterator<Item = &'static str> {
    places(sign, letter).map(|place| PHRASES.get(place))
}

/// Their places in the table.
fn places(sign: Sign, letter: char) -> Range<usize> {
    let groups = &GROUPS[GROUPS_OF[sign as usize].clone()];
    let group = groups.binary_search_by_key(&letter, |&(_, letter, ..)| letter);
    group.map_or(0..0, |group| usize::from(groups[group].2)..usize::from(groups[group].3))
}

/// All phrases of `sign`.
fn all_phrases(sign: Sign) -> impl Iterator<Item = &'static str> {
    let groups = &GROUPS[GROUPS_OF[sign as usize].clone()];
    let first = groups.first().map_or(0, |group| group.2);
    (first..groups.last().map_or(first, |group| group.3)).map(|place| PHRASES.get(usize::from(place)))
}

/// The kind that `text` names, all of it: `PRESS RELEASE`.
pub(super) fn kind(text: &str) -> Option<KindClass> {
    /// No kind is longer, in bytes.
    const LONGEST: usize = 160;
    let text = text.trim().trim_end_matches([':', '.']);
    let short = text.len() <= LONGEST;
    let place = short.then(|| KINDS.find(text)).flatten()?;
    Some(read_class(CLASSES[usize::from(KIND_CLASSES[place])]))
}

/// Whether a kind may stand at the start of `text`, by the letters of its first word.
pub(super) fn may_begin_kind(text: &str) -> bool {
    /// So many letters tell enough.
    const LETTERS: usize = 12;
    let text = text.trim_start();
    // The small sigma has two forms.
    let is_of_word = |letter: char| letter.is_alphanumeric() && letter != 'Σ';
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if !text[plain..].starts_with(is_of_word) {
        return KINDS.begins_with_ascii(&text[..plain]);
    }
    let letters = text.chars().take_while(|&letter| is_of_word(letter));
    KINDS.begins(letters.take(LETTERS).flat_map(char::to_lowercase))
}

/// The month that `word` names.
pub(super) fn month(word: &str) -> Option<i8> {
    counted(&MONTHS, MONTH_NUMBERS, word)
}

/// The place in a row that `word` names: `primero`, `الثانية`.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    // Most words that are asked for are none: the letters of ASCII that they begin with tell.
    let plain = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !ORDINALS.begins_with_ascii(&word[..plain]) {
        return None;
    }
    counted(&ORDINALS, ORDINAL_NUMBERS, word)
}

/// The day of the week that `word` names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Weekday::from_monday_one_offset(counted(&WEEKDAYS, WEEKDAY_NUMBERS, word)?).ok()
}

/// The day of the week that `text` begins with in a script without spaces, and its length: `星期三`, `水曜日`.
pub(super) fn unspaced_weekday(text: &str) -> Option<(Weekday, usize)> {
    const CHARACTERS: std::ops::RangeInclusive<usize> = 2..=3;
    if text.starts_with(|letter: char| letter.is_ascii() || letter.is_lowercase() || letter.is_uppercase()) {
        return None;
    }
    CHARACTERS.rev().find_map(|count| {
        let end = text.char_indices().nth(count).map_or(text.len(), |(end, _)| end);
        Some((weekday(&text[..end])?, end))
    })
}

fn counted(names: &Shelf, numbers: &[i8], word: &str) -> Option<i8> {
    const LONGEST: usize = 40;
    if word.len() > LONGEST {
        return None;
    }
    names.find(word.trim_end_matches('.')).map(|place| numbers[place])
}

/// The languages in which `word` is a common one.
pub(super) fn common(word: &str) -> impl Iterator<Item = &'static str> {
    in_languages(&COMMON, COMMON_LANGUAGES, word)
}

/// The languages whose releases are known by `word`, among others.
pub(super) fn known(word: &str) -> impl Iterator<Item = &'static str> {
    in_languages(&KNOWN, KNOWN_LANGUAGES, word)
}

/// Whether common words of a language are known.
pub(super) fn has_common(language: &str) -> bool {
    let place = LANGUAGES.iter().position(|known| *known == language);
    place.is_some_and(|place| COMMON_LANGUAGES.iter().any(|languages| languages & (1 << place) != 0))
}

fn in_languages(words: &Shelf, languages: &[u32], word: &str) -> impl Iterator<Item = &'static str> {
    const LONGEST: usize = 48;
    let place = (word.len() <= LONGEST).then(|| words.find(word)).flatten();
    let languages = place.map_or(0, |place| languages[place]);
    LANGUAGES.iter().enumerate().filter(move |(place, _)| languages & (1 << place) != 0).map(|(_, language)| *language)
}

/// What follows the phrase of `sign` that `text` begins with.
pub(super) fn after(sign: Sign, text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let second = text.as_bytes().get(first.len_utf8()).filter(|second| second.is_ascii()).map(u8::to_ascii_lowercase);
    let first = first.to_lowercase().next().unwrap_or(first);
    // What has another second letter is no match: nearly all.
    let may_be = |place: &usize| {
        let wanted = PHRASES.byte(*place, first.len_utf8());
        !wanted.is_ascii_lowercase() || second.is_none_or(|second| second == wanted)
    };
    places(sign, first).filter(may_be).find_map(|place| after_phrase(text, PHRASES.get(place)))
}

/// Whether `word` ends with an ending of `sign`, and is longer: `Gezeitenministerium`.
pub(super) fn ends(sign: Sign, word: &str) -> bool {
    const LONGEST: usize = 120;
    let lower = if word.len() <= LONGEST { word.to_lowercase() } else { return false };
    let Some(last) = lower.chars().last() else { return false };
    phrases(sign, last).any(|ending| lower.len() > ending.len() && lower.ends_with(ending))
}

/// What stands before an ending of `sign`: `Gezeiten` of `Gezeitenministerium`.
pub(super) fn without_end(sign: Sign, text: &str) -> Option<&str> {
    let last = text.chars().last()?;
    phrases(sign, last).find_map(|ending| text.strip_suffix(ending)).filter(|rest| !rest.is_empty())
}

/// Whether the last words of `text` are a phrase of `sign`.
pub(super) fn ends_with(sign: Sign, text: &str) -> bool {
    let text = text.trim_end_matches(['.', ':', ' ']);
    let start = text.rfind([' ', ':', ',']).map_or(0, |at| at + 1);
    start > 0 && is(sign, &text[start..])
}

/// Where the words of `text` begin; in a script without spaces, its letters.
pub(super) fn starts(text: &str) -> impl Iterator<Item = usize> {
    let cased = |letter: char| letter.is_lowercase() || letter.is_uppercase() || letter.is_ascii_digit();
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, letter)| {
        let goes_on = before.is_alphanumeric() && cased(before) && cased(letter);
        before = letter;
        (letter.is_alphanumeric() && !goes_on).then_some(at)
    })
}

/// The kind that is spelled as `text` but for its spaces: `press release` of `PRESSRELEASE`.
pub(super) fn kind_without_spaces(text: &str) -> Option<&'static str> {
    let close = |words: &str| words.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let wanted = close(&text.to_lowercase());
    KINDS.iter().find(|kind| close(kind) == wanted)
}

/// What stands before the phrase of `sign` that `text` ends with: `press office, ` of `press office, tel` for
/// [`Sign::Phone`]. The phrase begins where a word does.
pub(super) fn before(sign: Sign, text: &str) -> Option<&str> {
    /// No phrase has more characters.
    const LONGEST: usize = 40;
    let last = text.chars().last()?;
    let mut ends = all_phrases(sign).filter_map(|phrase| phrase.chars().last());
    if !ends.any(|letter| is_same(last, letter)) {
        return None;
    }
    let (first, _) = text.char_indices().rev().take(LONGEST).last()?;
    text[first..].char_indices().map(|(at, letter)| (first + at, letter)).find_map(|(start, letter)| {
        let spaced = letter.is_lowercase() || letter.is_uppercase() || letter.is_ascii_digit();
        let inside = spaced && text[..start].ends_with(char::is_alphanumeric);
        (!inside && after(sign, &text[start..]) == Some("")).then_some(&text[..start])
    })
}

/// Whether all of `text`, but for a colon or full stop behind it, is a phrase of `sign`.
pub(super) fn is(sign: Sign, text: &str) -> bool {
    after(sign, text.trim()).is_some_and(|rest| rest.trim_matches([':', '.', '：', ' ']).is_empty())
}

fn read_class(name: &str) -> KindClass {
    serde_json::from_value(name.into()).expect("a word file names a kind that is not there")
}

/// Whether a letter is `wanted`, which is small, or its capital.
fn is_same(found: char, wanted: char) -> bool {
    let lower = || found.to_lowercase().eq(std::iter::once(wanted));
    found == wanted || if found.is_ascii() { found.to_ascii_lowercase() == wanted } else { lower() }
}

/// What follows `phrase` in `text`, without regard to case; a phrase ends where its word ends.
fn after_phrase<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut letters = text.char_indices();
    let mut last = ' ';
    for wanted in phrase.chars() {
        let (_, mut found) = letters.next()?;
        if wanted == ' ' && found == '.' {
            // `Ref. No.` is the phrase `ref no`.
            found = letters.next()?.1;
        }
        let found = if found == '\u{A0}' { ' ' } else { found };
        if !is_same(found, wanted) {
            return None;
        }
        last = wanted;
    }
    let rest = letters.as_str();
    let cased = last.is_lowercase() || last.is_ascii_alphanumeric();
    let word_goes_on = cased && rest.starts_with(char::is_alphanumeric);
    (!word_goes_on).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, FILES, KINDS, NAMES, SIGNS, Sign, after, is, kind, may_begin_kind, month};
    use crate::release::KindClass;
    use std::collections::HashMap;

    #[test]
    fn words_are_known_in_any_case() {
        assert_eq!(kind("PRESS RELEASE:"), Some(KindClass::PressRelease));
        assert_eq!(kind("Communiqué de presse"), Some(KindClass::PressRelease));
        assert_eq!(kind("보도자료"), Some(KindClass::PressRelease));
        assert_eq!(kind("Harbour"), None);
        for name in KINDS.iter().flat_map(|name| [name.to_owned(), name.to_uppercase()]) {
            assert!(kind(&name).is_none() || may_begin_kind(&name), "{name}");
        }
        assert!(!may_begin_kind("Pressed for time") && !may_begin_kind("Zzz") && may_begin_kind("(x"));
        assert_eq!((month("Aug."), month("MÄRZ"), month("августа")), (Some(8), Some(3), Some(8)));
    }

    /// The rows of the table in `docs/languages.md`: each name, and whether every language needs it.
    fn documented() -> Vec<(&'static str, bool)> {
        let manual = include_str!("../../docs/languages.md");
        let rows = manual.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
        rows.map(|(name, rest)| (name, rest.ends_with("| needed |"))).collect()
    }

    /// Languages of which only the months are known, so that a date in words is read: a release in them has labels in
    /// English, and no word of theirs is looked for in releases of other languages.
    const DATES_ONLY: &[&str] = &["th"];

    #[test]
    fn files_for_dates_have_months_only() {
        for (language, text) in FILES.iter().filter(|(language, _)| DATES_ONLY.contains(language)) {
            let names: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once('=')?.0.trim())).collect();
            assert_eq!(names, ["month"], "{language} has more than months: complete it");
        }
    }

    #[test]
    fn every_name_and_kind_is_known() {
        let known = |name: &&&str| SIGNS.iter().any(|(known, _)| known == *name);
        assert_eq!(NAMES.iter().find(|name| !known(name)), None, "a word file names a sign that is not there");
        // This panics where one is not known.
        for class in CLASSES {
            super::read_class(class);
        }
    }

    #[test]
    fn every_count_is_whole() {
        for (language, text) in FILES {
            for (name, list) in text.lines().filter_map(|line| line.split_once('=')) {
                let whole = match name.trim() {
                    "month" => 12,
                    "weekday" => 7,
                    _ => continue,
                };
                assert_eq!(list.split(';').count(), whole, "{language}: `{name}`");
            }
        }
    }

    #[test]
    fn every_file_is_complete_and_every_name_documented() {
        let documented = documented();
        for (name, _) in SIGNS {
            assert!(documented.iter().any(|(known, _)| known == name), "docs/languages.md does not know `{name}`");
        }
        for (language, text) in FILES {
            if DATES_ONLY.contains(language) {
                continue;
            }
            let names: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once('=')?.0.trim())).collect();
            for (name, needed) in &documented {
                let count = names.iter().filter(|known| *known == name).count();
                assert!(count <= 1 && (count == 1 || !needed), "{language}: `{name}` is there {count} times");
            }
        }
    }

    #[test]
    fn no_kind_has_two_meanings() {
        let mut known: HashMap<&str, &str> = HashMap::new();
        for line in FILES.iter().flat_map(|(_, text)| text.lines()) {
            let Some((class, list)) = line.strip_prefix("kind ").and_then(|line| line.split_once('=')) else {
                continue;
            };
            for phrase in list.split(';').map(str::trim) {
                let before = known.insert(phrase, class.trim());
                assert!(before.is_none_or(|before| before == class.trim()), "`{phrase}` is {before:?} and {class}");
                assert_eq!(phrase.to_lowercase(), phrase);
            }
        }
    }

    #[test]
    fn phrases_end_where_words_end() {
        assert_eq!(after(Sign::Embargo, "Embargoed until 3 May"), Some(" 3 May"));
        assert_eq!(after(Sign::End, "Endless"), None);
        assert!(is(Sign::Contact, "Media contact:"));
    }
}
