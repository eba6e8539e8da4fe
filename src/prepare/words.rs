//! The words that we add, in the language of the release: one file a language, `words/<language>.toml`.
//! `docs/languages.md` says how to add one.

use super::briefing::Date;
use super::plural::Counted;
use super::reference::Form;
use crate::release::Moment;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// The files as `(language, text)`, by name; the build lists them.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/prepare_words.rs"));

/// The words of one language.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// How dates are said.
    dates: Dates,
    /// What the templates see as `words`.
    words: BTreeMap<String, String>,
    /// A number of things, in each form that the language has for it: `one = "{count} note"`.
    counts: BTreeMap<String, Counted>,
    /// How paragraphs are named in a text.
    references: Form,
    /// The name of its file, a language tag.
    #[serde(skip)]
    language: &'static str,
}

/// How dates are said.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Dates {
    /// With `{day}`, `{month}` and `{year}`.
    date: String,
    /// With `{month}` and `{year}`.
    month_and_year: String,
    /// With `{date}` and `{time}`.
    date_and_time: String,
    /// The first of a month, where it is said otherwise: `1er`.
    first: Option<String>,
    /// January to December.
    months: [String; 12],
    /// The same without a day, where they are said otherwise.
    months_alone: Option<[String; 12]>,
}

impl Words {
    /// The words of the language `tag`, or else the English ones. A file is read once.
    pub(super) fn of(tag: &str) -> &'static Self {
        static READ: LazyLock<Vec<OnceLock<Words>>> = LazyLock::new(|| FILES.iter().map(|_| OnceLock::new()).collect());
        let file = file(tag).or_else(|| file("en")).expect("English has a file");
        READ[file].get_or_init(|| {
            let (language, text) = FILES[file];
            let words: Words = toml::from_str(text).expect("the files are held to this type by a test");
            Words { language, ..words }
        })
    }

    /// How paragraphs are named in texts of the language `tag`; nothing is known of a language without a file.
    pub(super) fn references(tag: &str) -> Option<&'static Form> {
        Self::known(tag).map(|words| &words.references)
    }

    /// A number of things in words: `2 notes`. `name` is a key of `[counts]`.
    pub(super) fn count(&self, name: &str, count: usize) -> String {
        self.counts.get(name).map_or_else(|| count.to_string(), |counted| counted.say(count, self.language))
    }

    /// What to call a release that gives nothing to call it by.
    pub(super) fn untitled(&self) -> String {
        self.words["untitled"].clone()
    }

    /// Those of the language `tag`, where it has a file.
    pub(super) fn known(tag: &str) -> Option<&'static Self> {
        file(tag).map(|_| Self::of(tag))
    }

    /// The words alone, by name.
    pub(super) fn all(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// The same beside a text in the language `tag`: `tag` is their own language where none are known in that, and else nothing.
    pub(super) fn beside(&self, tag: &str) -> BTreeMap<String, String> {
        let own = if file(tag).is_some() { "" } else { self.language };
        let mut words = self.words.clone();
        words.insert("tag".to_owned(), own.to_owned());
        words
    }

    /// A month of a year: `March 2031`.
    pub(super) fn month(&self, year: i16, month: i8) -> String {
        let months = self.dates.months_alone.as_ref().unwrap_or(&self.dates.months);
        let month = &months[usize::from(month.unsigned_abs()) - 1];
        self.dates.month_and_year.replace("{month}", month).replace("{year}", &year.to_string())
    }

    /// A date for machines and for people.
    pub(super) fn date(&self, moment: &Moment) -> Date {
        let date = moment.date;
        let day = match &self.dates.first {
            Some(first) if date.day() == 1 => first.clone(),
            _ => date.day().to_string(),
        };
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let year = date.year().to_string();
        let said = self.dates.date.replace("{day}", &day).replace("{month}", &self.dates.months[month]);
        let said = said.replace("{year}", &year);
        let words = match moment.time {
            None => said,
            Some(_) => self.dates.date_and_time.replace("{date}", &said).replace("{time}", &clock(moment)),
        };
        Date { iso: moment.to_string(), words }
    }
}

/// The time of the day as it is printed, with its distance from UTC: `18:00 (UTC+01:00)`.
fn clock(moment: &Moment) -> String {
    let iso = moment.to_string();
    let time = iso.split_once('T').map_or("", |(_, time)| time);
    match time.find(['Z', '+', '-']) {
        None => time.to_owned(),
        Some(zone) if &time[zone..] == "Z" => format!("{} (UTC)", &time[..zone]),
        Some(zone) => format!("{} (UTC{})", &time[..zone], &time[zone..]),
    }
}

/// Which file is for the language `tag`: the one of its script, or of the tag without its region.
fn file(tag: &str) -> Option<usize> {
    let tag = tag.to_ascii_lowercase();
    let tag = match tag.as_str() {
        "zh-tw" | "zh-hk" | "zh-mo" => "zh-hant",
        _ if tag.starts_with("zh-hant") => "zh-hant",
        _ if tag == "zh" || tag.starts_with("zh-") => "zh-hans",
        _ => tag.split('-').next().unwrap_or_default(),
    };
    FILES.iter().position(|(known, _)| known.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::{FILES, Words};
    use crate::prepare::plural;

    #[test]
    fn every_language_has_every_word() {
        let english = Words::of("en");
        for (language, _) in FILES {
            let words = Words::of(language);
            let names = |words: &Words| words.words.keys().chain(words.counts.keys()).cloned().collect::<Vec<_>>();
            assert_eq!(names(words), names(english), "{language}");
            for (name, counted) in &words.counts {
                assert_eq!(counted.forms(), plural::forms(language), "{language}: the forms of {name}");
                assert!(counted.say(100, language).contains("100"), "{language}: {name}");
            }
            for (name, english) in &english.words {
                let slots = |text: &str| text.matches('{').count();
                assert_eq!(slots(&words.words[name]), slots(english), "{language}: {name}");
            }
            assert!(words.dates.date.contains("{year}") && words.dates.date_and_time.contains("{time}"), "{language}");
        }
    }

    #[test]
    fn dates_are_said_in_the_language() {
        let said = |language: &str, moment: &str| Words::of(language).date(&moment.parse().unwrap()).words;
        assert_eq!(said("en-GB", "2031-03-03"), "3 March 2031");
        assert_eq!(said("en", "2031-03-03T18:00+01:00"), "3 March 2031, 18:00 (UTC+01:00)");
        assert_eq!(said("fr", "2031-08-01"), "1er août 2031");
        assert_eq!(said("es", "2031-03-03"), "3 de marzo de 2031");
        assert_eq!(said("ko", "2031-03-03"), "2031년 3월 3일");
        assert_eq!(said("zh-TW", "2031-03-03"), "2031年3月3日");
        assert_eq!(said("tlh", "2031-03-03"), "3 March 2031");
        assert_eq!(said("ar", "2031-03-03"), "3 مارس 2031");
        assert_eq!(said("ru", "2031-03-03"), "3 марта 2031 г.");
    }

    #[test]
    fn counts_are_said_in_the_form_of_their_number() {
        let notes = |language: &str, count| Words::of(language).count("notes", count);
        assert_eq!((notes("en", 1), notes("en-GB", 2)), ("1 note".to_owned(), "2 notes".to_owned()));
        assert_eq!(
            [1, 2, 5, 21].map(|count| notes("ru", count)).join(", "),
            "1 примечание, 2 примечания, 5 примечаний, 21 примечание"
        );
        assert_eq!(notes("ja", 3), "注 3 件");
    }
}
