//! The words that lints know, one file a language: `words/<language>.words`, lines of `name = word; word`.

use crate::map::{HashMap, HashSet};
use std::sync::LazyLock;

/// The languages that have a file.
const FILES: [(&str, &str); 9] = [
    ("ar", include_str!("words/ar.words")),
    ("de", include_str!("words/de.words")),
    ("en", include_str!("words/en.words")),
    ("es", include_str!("words/es.words")),
    ("fr", include_str!("words/fr.words")),
    ("ja", include_str!("words/ja.words")),
    ("ko", include_str!("words/ko.words")),
    ("ru", include_str!("words/ru.words")),
    ("zh", include_str!("words/zh.words")),
];

#[derive(Default)]
struct Words {
    weekdays: HashMap<&'static str, i8>,
    /// Weekdays in scripts without spaces, which begin or end a run of letters.
    joined: Vec<(&'static str, i8)>,
    /// A weekday in brackets behind a date: `(水)`.
    signs: HashMap<&'static str, i8>,
    placeholders: HashSet<&'static str>,
    links: HashSet<&'static str>,
    once: HashMap<&'static str, HashSet<&'static str>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (language, file) in FILES {
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        for (name, list) in lines.filter_map(|line| line.split_once('=')) {
            let phrases = list.split(';').map(str::trim);
            let days = (1..).zip(phrases.clone());
            let days = days.flat_map(|(day, names)| names.split(' ').map(move |name| (name, day)));
            match name.trim() {
                "weekday" => words.weekdays.extend(days),
                "weekday-joined" => words.joined.extend(days),
                "weekday-sign" => words.signs.extend(days),
                "placeholder" => words.placeholders.extend(phrases),
                "link" => words.links.extend(phrases),
                "once" => words.once.entry(language).or_default().extend(phrases),
                name => unreachable!("a word file names `{name}`, which nobody asks for"),
            }
        }
    }
    words
});

/// The weekday (Monday is 1) that `text` begins with, and how long it is.
pub(super) fn weekday_at_start(text: &str) -> Option<(i8, usize)> {
    let length = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let named = weekday(&text[..length]).map(|day| (day, length));
    let joined = || WORDS.joined.iter().find(|(name, _)| text.starts_with(name)).map(|&(name, day)| (day, name.len()));
    named.or_else(joined)
}

/// The weekday (Monday is 1) that `text` ends with, and how long it is.
pub(super) fn weekday_at_end(text: &str) -> Option<(i8, usize)> {
    let start = text.rfind(|letter: char| !letter.is_alphabetic());
    let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let named = weekday(&text[start..]).map(|day| (day, text.len() - start));
    let joined = || WORDS.joined.iter().find(|(name, _)| text.ends_with(name)).map(|&(name, day)| (day, name.len()));
    named.or_else(joined)
}

fn weekday(word: &str) -> Option<i8> {
    const LONGEST: usize = 40;
    if word.len() > LONGEST {
        return None;
    }
    WORDS.weekdays.get(word.to_lowercase().as_str()).copied()
}

/// The weekday (Monday is 1) of the sign that stands in brackets behind a date.
pub(super) fn weekday_sign(sign: &str) -> Option<i8> {
    WORDS.signs.get(sign).copied()
}

/// Whether `text` is what somebody writes who does not know yet: `date`, `to be confirmed`.
pub(super) fn is_placeholder(text: &str) -> bool {
    WORDS.placeholders.contains(text)
}

/// Whether `text` says nothing of where a link leads: `here`.
pub(super) fn says_nothing(text: &str) -> bool {
    WORDS.links.contains(text)
}

/// Whether `word`, in small letters, never stands twice in a row in `language`.
pub(super) fn stands_once(language: &str, word: &str) -> bool {
    let language = language.split('-').next().unwrap_or(language);
    WORDS.once.get(language).is_some_and(|words| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{FILES, WORDS, weekday_at_end, weekday_at_start};

    #[test]
    fn every_week_has_seven_days() {
        for (language, file) in FILES {
            for line in file.lines().filter(|line| line.starts_with("weekday")) {
                assert_eq!(line.split(';').count(), 7, "{language}: {line}");
            }
        }
        assert!(WORDS.placeholders.iter().chain(&WORDS.links).all(|words| words.to_lowercase() == **words));
    }

    #[test]
    fn weekdays_are_found_at_either_end() {
        assert_eq!(weekday_at_end("on Wednesday"), Some((3, 9)));
        assert_eq!(weekday_at_end("в среду"), Some((3, 10)));
        assert_eq!(weekday_at_start("星期三在"), Some((3, 9)));
        assert_eq!(weekday_at_start("수요일"), Some((3, 9)));
        assert_eq!(weekday_at_start("Wednesdays"), None);
    }
}
