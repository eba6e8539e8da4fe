//! The words that releases are known by, in the languages of the files beside this one.
//!
//! A language is one file of `name = phrase; phrase`; adding words, or a file to [`FILES`], is all that a new
//! language needs. What has a form of its own (numbers, bars, dashes) is told by its form, not here.

use crate::release::KindClass;
use std::collections::HashMap;
use std::sync::LazyLock;

const FILES: &[&str] = &[
    include_str!("words/en.words"),
    include_str!("words/fr.words"),
    include_str!("words/es.words"),
    include_str!("words/de.words"),
    include_str!("words/ru.words"),
    include_str!("words/ar.words"),
    include_str!("words/zh.words"),
    include_str!("words/ja.words"),
    include_str!("words/ko.words"),
];

/// What a phrase is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    Distributed,
    Immediate,
    Embargo,
    Check,
    Contact,
    Notes,
    About,
    End,
    Reference,
    Issuer,
    Date,
    Place,
    On,
    Article,
    Institution,
    Weekday,
    Caption,
    /// Words behind the name in `About the Ministry`: `〜について`.
    AboutBehind,
    /// What the name of an institution ends with: `省`.
    InstitutionBehind,
    Background,
    Disclaimer,
    Attachments,
    Related,
    /// `(signed)`
    Signed,
    /// `Done at`
    Done,
    /// `For the Ministry:`, before who signs for it.
    Party,
    /// The words of a page's buttons: `Print this page`.
    Furniture,
    Phone,
    Mobile,
    Fax,
    Mail,
    Web,
    Hours,
    Address,
}

const SIGNS: &[(&str, Sign)] = &[
    ("distributed", Sign::Distributed),
    ("immediate", Sign::Immediate),
    ("embargo", Sign::Embargo),
    ("check", Sign::Check),
    ("contact", Sign::Contact),
    ("notes", Sign::Notes),
    ("about", Sign::About),
    ("end", Sign::End),
    ("reference", Sign::Reference),
    ("issuer-label", Sign::Issuer),
    ("date-label", Sign::Date),
    ("place-label", Sign::Place),
    ("on", Sign::On),
    ("article", Sign::Article),
    ("institution", Sign::Institution),
    ("weekday", Sign::Weekday),
    ("caption", Sign::Caption),
    ("about-behind", Sign::AboutBehind),
    ("institution-behind", Sign::InstitutionBehind),
    ("background", Sign::Background),
    ("disclaimer", Sign::Disclaimer),
    ("attachments", Sign::Attachments),
    ("related", Sign::Related),
    ("signed", Sign::Signed),
    ("done", Sign::Done),
    ("party", Sign::Party),
    ("furniture", Sign::Furniture),
    ("phone", Sign::Phone),
    ("mobile", Sign::Mobile),
    ("fax", Sign::Fax),
    ("mail", Sign::Mail),
    ("web", Sign::Web),
    ("hours", Sign::Hours),
    ("address", Sign::Address),
];

struct Words {
    kinds: HashMap<&'static str, KindClass>,
    months: HashMap<&'static str, i8>,
    phrases: HashMap<Sign, Vec<&'static str>>,
    /// The longest kind, in characters.
    longest_kind: usize,
}

static WORDS: LazyLock<Words> = LazyLock::new(read);

fn read() -> Words {
    let mut words = Words { kinds: HashMap::new(), months: HashMap::new(), phrases: HashMap::new(), longest_kind: 0 };
    let lines = FILES.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#'));
    for (name, list) in lines.filter_map(|line| line.split_once('=')) {
        let phrases = list.split(';').map(str::trim);
        match name.trim() {
            "month" => read_months(&mut words.months, phrases),
            name => match name.strip_prefix("kind ") {
                Some(class) => words.kinds.extend(phrases.map(|phrase| (phrase, read_class(class)))),
                None => words.phrases.entry(read_sign(name)).or_default().extend(phrases),
            },
        }
    }
    // The longest first, so that `embargoed until` is found before `embargoed`.
    words.phrases.values_mut().for_each(|list| list.sort_by_key(|phrase| std::cmp::Reverse(phrase.len())));
    words.longest_kind = words.kinds.keys().map(|kind| kind.chars().count()).max().unwrap_or(0);
    words
}

fn read_months(months: &mut HashMap<&'static str, i8>, phrases: impl Iterator<Item = &'static str>) {
    for (number, names) in (1..=12).zip(phrases) {
        months.extend(names.split(' ').map(|name| (name, number)));
    }
}

fn read_class(name: &str) -> KindClass {
    serde_json::from_value(name.into()).expect("a word file names a kind that is not there")
}

fn read_sign(name: &str) -> Sign {
    let found = SIGNS.iter().find(|(known, _)| *known == name);
    found.expect("a word file names a sign that is not there").1
}

/// The kind that `text` names, all of it: `PRESS RELEASE`.
pub(super) fn kind(text: &str) -> Option<KindClass> {
    let text = text.trim().trim_end_matches([':', '.']);
    let short = text.len() <= WORDS.longest_kind * 4;
    short.then(|| WORDS.kinds.get(text.to_lowercase().as_str()).copied()).flatten()
}

/// The month that `word` names.
pub(super) fn month(word: &str) -> Option<i8> {
    const LONGEST: usize = 40;
    if word.len() > LONGEST {
        return None;
    }
    WORDS.months.get(word.trim_end_matches('.').to_lowercase().as_str()).copied()
}

/// What follows the phrase of `sign` that `text` begins with.
pub(super) fn after(sign: Sign, text: &str) -> Option<&str> {
    WORDS.phrases.get(&sign)?.iter().find_map(|phrase| after_phrase(text, phrase))
}

/// Whether `text` ends with a phrase of `sign`, where a word of it begins: `press office, tel` for [`Sign::Phone`].
pub(super) fn ends(sign: Sign, text: &str) -> bool {
    before(sign, text).is_some()
}

/// What stands before the phrase of `sign` that `text` ends with.
pub(super) fn before(sign: Sign, text: &str) -> Option<&str> {
    WORDS.phrases.get(&sign)?.iter().find_map(|phrase| {
        let start = text.char_indices().rev().nth(phrase.chars().count() - 1)?.0;
        let spaced = phrase.chars().next().is_some_and(|first| first.is_lowercase() || first.is_ascii_alphanumeric());
        let inside = spaced && text[..start].ends_with(char::is_alphanumeric);
        (!inside && after_phrase(&text[start..], phrase) == Some("")).then_some(&text[..start])
    })
}

/// Whether all of `text`, but for a colon or full stop behind it, is a phrase of `sign`.
pub(super) fn is(sign: Sign, text: &str) -> bool {
    after(sign, text.trim()).is_some_and(|rest| rest.trim_matches([':', '.', '：', ' ']).is_empty())
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
        if found != wanted && !found.to_lowercase().eq(std::iter::once(wanted)) {
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
    use super::{Sign, after, is, kind, month};
    use crate::release::KindClass;

    #[test]
    fn words_are_known_in_any_case() {
        assert_eq!(kind("PRESS RELEASE:"), Some(KindClass::PressRelease));
        assert_eq!(kind("Communiqué de presse"), Some(KindClass::PressRelease));
        assert_eq!(kind("보도자료"), Some(KindClass::PressRelease));
        assert_eq!(kind("Harbour"), None);
        assert_eq!((month("Aug."), month("MÄRZ"), month("августа")), (Some(8), Some(3), Some(8)));
    }

    #[test]
    fn phrases_end_where_words_end() {
        assert_eq!(after(Sign::Embargo, "Embargoed until 3 May"), Some(" 3 May"));
        assert_eq!(after(Sign::End, "Endless"), None);
        assert!(is(Sign::Contact, "Media contact:"));
    }
}
