//! What a tree was made from: enough to tell that nothing has changed, and which files can stay.
//!
//! It lies in the tree, so it says nothing of releases that are held back or refused: those are looked at in every run.

use super::Site;
use super::place::Place;
use super::redirect::Moved;
use super::shard::Part;
use crate::pictures::Pictures;
use crate::pipeline::OutputFormat;
use crate::source::Source;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// The file that says what a site was made from, in its folder. Servers do not give out files whose names begin with a full
/// stop.
pub const NAME: &str = ".chancery.json";

/// What a tree was made from.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// What all of it depends on besides the sources: program, settings, theme.
    made: Digest,
    /// What releases were judged by.
    judged: Digest,
    /// Which addresses lead to releases that are elsewhere.
    moved: Digest,
    /// The releases, by the names of their files.
    sources: BTreeMap<String, Release>,
    /// The files of the tree, by their paths in it.
    files: BTreeMap<String, File>,
    /// Which shard of a site it is, where it is no site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) shard: Option<Part>,
}

/// A release in a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Release {
    pub(super) source: Digest,
    /// Of its page; a shard knows none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) address: String,
    /// What its files are made from: the source, the pictures in it, and what all depends on.
    pub(super) key: Digest,
    /// Until when it was held back: before that it must not be seen again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) embargo: Option<Timestamp>,
    /// The addresses of the pictures that it shows, or would if they were there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) pictures: Vec<String>,
    /// The paths of its files besides the page, by format.
    pub(super) files: BTreeMap<String, String>,
}

impl Release {
    fn may_be_seen(&self, now: Timestamp) -> bool {
        self.embargo.is_none_or(|end| end <= now)
    }
}

/// A file of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct File {
    pub(super) content: Digest,
    size: u64,
}

impl File {
    pub(super) fn of(bytes: &[u8]) -> Self {
        File { content: Digest::of([bytes]), size: bytes.len() as u64 }
    }

    /// Whether a file is there and as long as this one.
    pub(super) fn has_size_of(self, place: &Path) -> bool {
        fs::metadata(place).is_ok_and(|found| found.is_file() && found.len() == self.size)
    }

    /// Whether this is what is there.
    pub(super) fn is_content_of(self, place: &Path) -> bool {
        self.has_size_of(place) && fs::read(place).is_ok_and(|bytes| File::of(&bytes) == self)
    }
}

/// A SHA-256 of parts, each with its length before it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Digest([u8; 32]);

impl Digest {
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Digest(hash.finalize().into())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut digest = [0; 32];
        let pairs = text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        if text.len() != 2 * digest.len() {
            return Err(de::Error::custom("a digest has 64 digits"));
        }
        for (byte, found) in digest.iter_mut().zip(pairs) {
            *byte = found.ok_or_else(|| de::Error::custom("a digest has hexadecimal digits"))?;
        }
        Ok(Digest(digest))
    }
}

impl Manifest {
    /// That of the tree at `output`; an empty one where there is none, or none that can be read: then all is made anew.
    pub(super) fn of(output: &Path) -> Self {
        fs::read(output.join(NAME)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// That of a tree with these releases; its files are added as they are made.
    pub(super) fn of_places(site: &Site<'_>, made: Digest, moved: Digest, places: &[Place]) -> Self {
        let release = |place: &Place| {
            let files = place.files.iter().map(|file| (file.format.to_string(), file.path.clone()));
            place.entry.listed(place.address.clone(), files.collect())
        };
        let sources = places.iter().map(|place| (place.entry.source.name().to_owned(), release(place))).collect();
        Manifest { moved, ..Manifest::new(site, made, sources) }
    }

    /// That of a tree with these sources, to which no old addresses lead.
    pub(super) fn new(site: &Site<'_>, made: Digest, sources: BTreeMap<String, Release>) -> Self {
        let moved = Moved::default().digest();
        Manifest { made, judged: standard(site), moved, sources, files: BTreeMap::new(), shard: None }
    }

    /// That of the folder of a target: its pages are made from all of the releases.
    pub(super) fn of_target(site: &Site<'_>, made: Digest, places: &[Place]) -> Self {
        let mut manifest = Self::of_places(site, made, Moved::default().digest(), places);
        manifest.sources.values_mut().for_each(|release| release.files.clear());
        manifest
    }

    pub(super) fn with_files(self, files: BTreeMap<String, File>) -> Self {
        Manifest { files, ..self }
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("it has only string keys");
        json.push(b'\n');
        json
    }

    /// The files of the tree.
    pub(super) fn files(&self) -> &BTreeMap<String, File> {
        &self.files
    }

    /// The releases of the tree: file, content and address.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (&str, &Digest, &str)> {
        self.sources.iter().map(|(name, release)| (name.as_str(), &release.source, release.address.as_str()))
    }

    /// Whether the tree has this release as it is now, with the pictures that lie in `folder`, made as things are made now.
    pub(super) fn knows(&self, name: &str, made: Digest, source: &Source, folder: &Path) -> bool {
        let digest = Digest::of([source.bytes()]);
        let known = self.sources.get(name).filter(|release| self.made == made && release.source == digest);
        known.is_some_and(|release| release.key == key(made, digest, &Pictures::at(folder, &release.pictures).0))
    }

    /// Where a release that is as it was will be, unless it is judged by other rules or held back again.
    pub(super) fn seen_at(&self, site: &Site<'_>, made: Digest, name: &str) -> Option<&str> {
        let release = self.sources.get(name).filter(|release| release.may_be_seen(site.now));
        release.filter(|_| self.is_made(site, made)).map(|release| release.address.as_str())
    }

    /// What it says of a release.
    pub(super) fn release(&self, name: &str) -> Option<&Release> {
        self.sources.get(name)
    }

    /// Whether the tree was made from the settings of `site`, and its releases judged as they would be now.
    pub(super) fn is_made(&self, site: &Site<'_>, made: Digest) -> bool {
        self.made == made && self.judged == standard(site)
    }

    /// Whether the tree at `output` has `count` releases and no other, judged as they would be now, all of them may be seen, and all
    /// files are there.
    pub(super) fn is_whole(&self, site: &Site<'_>, output: &Path, count: usize, made: Digest, moved: Digest) -> bool {
        let is_there = |(path, file): (&String, &File)| file.has_size_of(&output.join(path));
        self.is_made(site, made)
            && self.moved == moved
            && self.sources.len() == count
            && self.sources.values().all(|release| release.may_be_seen(site.now))
            && !self.files.is_empty()
            && self.files.iter().all(is_there)
    }

    /// The file of a release in a format, made from what `key` says.
    pub(super) fn file(&self, name: &str, key: Digest, format: OutputFormat) -> Option<(&str, File)> {
        let release = self.sources.get(name).filter(|release| release.key == key)?;
        let path = release.files.get(format.extension())?;
        Some((path, *self.files.get(path)?))
    }
}

/// What the files of a release are made from.
pub(super) fn key(made: Digest, source: Digest, pictures: &Pictures) -> Digest {
    let shown = pictures.addresses().flat_map(|(name, held)| [name.as_bytes(), held.as_bytes()]);
    Digest::of([made.bytes(), source.bytes()].into_iter().chain(shown))
}

fn standard(site: &Site<'_>) -> Digest {
    Digest::of([site.editor.standard().as_bytes(), &[u8::from(site.strict)]])
}
