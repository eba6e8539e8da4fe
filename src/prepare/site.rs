//! The words of a site in its language.

use super::briefing::Direction;
use super::words::Words;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The words of a site in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SiteWords {
    words: &'static Words,
    direction: Direction,
}

impl SiteWords {
    /// Those of the language `tag`, or else the English ones.
    pub(crate) fn of(tag: &str) -> Self {
        SiteWords { words: Words::of(tag), direction: super::direction(tag) }
    }

    /// What templates see as `words`.
    pub(crate) fn all(&self) -> &'static BTreeMap<String, String> {
        self.words.all()
    }

    pub(crate) fn word(&self, name: &str) -> String {
        self.all().get(name).cloned().unwrap_or_default()
    }

    /// A number of things: `2 releases`.
    pub(crate) fn count(&self, name: &str, count: usize) -> String {
        self.words.count(name, count)
    }

    /// A day without its time, for machines and for people.
    pub(crate) fn day(&self, date: Date) -> super::Date {
        self.words.date(&date.into())
    }

    /// `March 2031`.
    pub(crate) fn month(&self, date: Date) -> String {
        self.words.month(date.year(), date.month())
    }

    pub(crate) fn direction(&self) -> Direction {
        self.direction
    }
}

/// A language as its readers call it; its tag where nobody has told us.
pub(crate) fn language_name(tag: &str) -> String {
    Words::known(tag).and_then(|words| words.all().get("language")).cloned().unwrap_or_else(|| tag.to_owned())
}
