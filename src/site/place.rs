//! Where each release goes, in what order they stand, and which are editions of one text in several languages.

use super::address::Values;
use super::config::Config;
use super::entry::{Content, Entry, Made};
use crate::error::Error;
use crate::pipeline::OutputFormat;
use crate::prepare::Briefing;
use crate::release::{KindClass, Moment, Release, is_language_tag};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A release with its place in the site.
pub(super) struct Place {
    pub(super) entry: Entry,
    /// Of its page, without a stroke at its start and with one at its end.
    pub(super) address: String,
    pub(super) files: Vec<Placed>,
    /// The places of all editions of the same text, this one too; empty where there is but one.
    pub(super) editions: Vec<usize>,
}

/// A file of a release in one format.
pub(super) struct Placed {
    pub(super) format: OutputFormat,
    pub(super) path: String,
    pub(super) content: Content,
}

impl Place {
    pub(super) fn date(&self) -> Option<Moment> {
        self.entry.parsed.release.date_published
    }

    pub(super) fn language(&self) -> &str {
        &self.entry.briefing.language
    }

    /// The kind as a part of an address: `press-release`.
    pub(super) fn kind(&self) -> String {
        kind(&self.entry.parsed.release)
    }

    fn source(&self) -> &str {
        self.entry.source.name()
    }
}

fn kind(release: &Release) -> String {
    let class = release.kind.as_ref().map_or(KindClass::Other, |kind| kind.class);
    serde_json::to_value(class).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Gives each release its address, the newest first.
pub(super) fn find(config: &Config, entries: Vec<Entry>) -> Result<Vec<Place>, Error> {
    let mut places: Vec<Place> = entries.into_iter().map(|entry| place(config, entry)).collect();
    places.sort_by_cached_key(|place| {
        let moment = place.date().map(|moment| (moment.date, moment.time));
        (Reverse(moment), place.source().to_owned())
    });
    refuse_clashes(places.iter().map(|place| (place.address.as_str(), place.source())))?;
    join_editions(&mut places);
    Ok(places)
}

fn place(config: &Config, mut entry: Entry) -> Place {
    let address = address(config, &entry.parsed.release, &entry.briefing, entry.source.name());
    // Downloads are told apart by their names.
    let name = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let placed = |Made { format, content }| Placed { format, path: format!("{address}{name}.{format}"), content };
    let files = std::mem::take(&mut entry.files).into_iter().map(placed).collect();
    Place { entry, address, files, editions: Vec::new() }
}

/// The address of a release whose file has this name.
pub(super) fn address(config: &Config, release: &Release, briefing: &Briefing, name: &str) -> String {
    config.address.fill(&Values {
        date: release.date_published,
        title: &briefing.name,
        name: stem(name),
        issuer: release.issuer.as_deref(),
        kind: &kind(release),
        language: &briefing.language,
        reference: release.reference.as_deref(),
        letters: config.letters,
    })
}

/// `tides` of `2031/tides.en.txt`.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    edition(name).map_or(stem, |(_, language)| &stem[..stem.len() - language.len() - 1])
}

/// No two releases, of which there are the addresses and the files, are at one address.
pub(super) fn refuse_clashes<'p>(places: impl Iterator<Item = (&'p str, &'p str)>) -> Result<(), Error> {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for (address, name) in places {
        if let Some(other) = known.insert(address, name) {
            let mut names = [other, name];
            names.sort_unstable();
            let [first, second] = names.map(|name| format!("`{name}`"));
            return Err(Error::SameAddress { address: address.to_owned(), first, second });
        }
    }
    Ok(())
}

/// What a file is an edition of, and its language: `2031/tides` and `en` of `2031/tides.en.txt`. A language has two letters
/// here, so that `tides.old.txt` is none.
pub(super) fn edition(name: &str) -> Option<(&str, &str)> {
    let (rest, _) = name.rsplit_once('.')?;
    let (text, language) = rest.rsplit_once('.')?;
    let primary = language.split('-').next().unwrap_or_default();
    let is_language =
        primary.len() == 2 && primary.bytes().all(|letter| letter.is_ascii_lowercase()) && is_language_tag(language);
    (is_language && !text.is_empty() && !text.ends_with('/')).then_some((text, language))
}

/// Joins those that their files' names join, those that name the same text, and those that one of them joins to another.
fn join_editions(places: &mut [Place]) {
    let mut texts: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (index, place) in places.iter().enumerate() {
        let by_file = edition(place.source()).map(|(text, _)| (true, text));
        let named = place.entry.parsed.release.edition_of.as_deref().map(str::trim);
        let by_field = named.filter(|text| !text.is_empty()).map(|text| (false, text));
        for text in by_file.into_iter().chain(by_field) {
            texts.entry(text).or_default().push(index);
        }
    }
    let groups: Vec<Vec<usize>> = texts.into_values().filter(|editions| editions.len() > 1).collect();
    for group in groups {
        let known = group.iter().flat_map(|&index| places[index].editions.clone());
        let all: BTreeSet<usize> = group.iter().copied().chain(known).collect();
        let mut editions: Vec<usize> = all.into_iter().collect();
        editions.sort_by(|one, other| places[*one].language().cmp(places[*other].language()));
        for &index in &editions {
            places[index].editions.clone_from(&editions);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{edition, stem};

    #[test]
    fn editions_are_told_by_their_names() {
        assert_eq!(edition("2031/tides.en.txt"), Some(("2031/tides", "en")));
        assert_eq!(edition("tides.zh-Hant.md"), Some(("tides", "zh-Hant")));
        for name in ["tides.txt", "tides.old.txt", "v1.2.txt", ".en.txt", "a/.en.txt"] {
            assert_eq!(edition(name), None, "{name}");
        }
        assert_eq!((stem("a/tides.en.txt"), stem("tides.old.txt"), stem("tides")), ("tides", "tides.old", "tides"));
    }
}
