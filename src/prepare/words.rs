//! The words that we add, in the language of the release: one file a language, `words/<language>.toml`.

use super::briefing::Date;
use crate::release::Moment;
use std::collections::BTreeMap;

/// The languages that have a file. A longer tag takes the longest that it begins with.
const FILES: [(&str, &str); 10] = [
    ("ar", include_str!("words/ar.toml")),
    ("de", include_str!("words/de.toml")),
    ("en", include_str!("words/en.toml")),
    ("es", include_str!("words/es.toml")),
    ("fr", include_str!("words/fr.toml")),
    ("ja", include_str!("words/ja.toml")),
    ("ko", include_str!("words/ko.toml")),
    ("ru", include_str!("words/ru.toml")),
    ("zh-hans", include_str!("words/zh-Hans.toml")),
    ("zh-hant", include_str!("words/zh-Hant.toml")),
];

/// The words of one language.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// How dates are said.
    dates: Dates,
    /// What the templates see as `words`.
    words: BTreeMap<String, String>,
}

/// How dates are said.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Dates {
    /// With `{day}`, `{month}` and `{year}`.
    date: String,
    /// With `{date}` and `{time}`.
    date_and_time: String,
    /// The first of a month, where it is said otherwise: `1er`.
    first: Option<String>,
    /// January to December.
    months: [String; 12],
}

impl Words {
    /// The words of the language `tag`, or else the English ones.
    pub(super) fn of(tag: &str) -> Self {
        toml::from_str(file(tag)).expect("the files are held to this type by a test")
    }

    /// What to call a release that gives nothing to call it by.
    pub(super) fn untitled(&self) -> String {
        self.words["untitled"].clone()
    }

    /// The words alone, by name.
    pub(super) fn into_templates(self) -> BTreeMap<String, String> {
        self.words
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

fn file(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let tag = match tag.as_str() {
        "zh-tw" | "zh-hk" | "zh-mo" => "zh-hant",
        _ if tag.starts_with("zh-hant") => "zh-hant",
        _ if tag == "zh" || tag.starts_with("zh-") => "zh-hans",
        _ => tag.split('-').next().unwrap_or_default(),
    };
    let named = |name: &str| FILES.iter().find(|(known, _)| *known == name).map(|&(_, file)| file);
    named(tag).or_else(|| named("en")).expect("English has a file")
}

#[cfg(test)]
mod tests {
    use super::{FILES, Words};

    #[test]
    fn every_language_has_every_word() {
        let english = Words::of("en");
        for (language, _) in FILES {
            let words = Words::of(language);
            let names = |words: &Words| words.words.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&words), names(&english), "{language}");
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
    }
}
