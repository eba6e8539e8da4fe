//! Many machines, one site: each builds a shard of the releases, and the index (index.rs) makes of all shards the site that
//! one build would have made.
//!
//! A shard has what needs a release alone: its PDF and other formats, and the model of it, so that nobody reads the release
//! again. What needs all releases (addresses, neighbours, editions, lists, feeds) is the index's. A shard is a tree
//! (tree.rs): there whole or not at all, and its manifest holds what each of its files must be.

use super::entry::{Content, Entry, Made};
use super::manifest::{Digest, Manifest};
use super::place::edition;
use super::tree::Tree;
use super::{Built, Site};
use crate::error::Error;
use crate::release::Release;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::str::FromStr;

/// Which part of the releases is built: the third of eight is `3/8`.
///
/// ```
/// use chancery::site::Shard;
/// assert_eq!("3/8".parse::<Shard>().unwrap().to_string(), "3/8");
/// assert!("0/8".parse::<Shard>().is_err() && "9/8".parse::<Shard>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// From 1.
    number: u32,
    /// How many there are.
    of: u32,
}

/// A text that is no [`Shard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected K/N with K from 1 to N, such as 3/8")]
pub struct BadShardNumber;

impl FromStr for Shard {
    type Err = BadShardNumber;

    fn from_str(text: &str) -> Result<Self, BadShardNumber> {
        let (number, of) = text.split_once('/').ok_or(BadShardNumber)?;
        let [number, of] = [number, of].map(|digits| digits.parse::<u32>().ok());
        match (number, of) {
            (Some(number), Some(of)) if (1..=of).contains(&number) => Ok(Shard { number, of }),
            _ => Err(BadShardNumber),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl Shard {
    /// Which one it is, from 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// How many shards there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Whether it has this release: by the name of the file, so that every machine says the same. All editions of a text
    /// are in one shard.
    pub(super) fn has(self, name: &str) -> bool {
        let text = edition(name).map_or(name, |(text, _)| text);
        let digest = Digest::of([text.as_bytes()]);
        let first = digest.bytes().iter().take(8).fold(0, |sum: u64, &byte| sum << 8 | u64::from(byte));
        first % u64::from(self.of) == u64::from(self.number - 1)
    }
}

/// What the manifest of a shard says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) shard: Shard,
    /// The program that built it.
    pub(super) version: String,
    /// The moment that its embargoes were held against.
    pub(super) now: Timestamp,
    /// The names and sizes of all files that were there, those of other shards too.
    pub(super) listing: Digest,
    /// How many of its releases are refused. Their names are in no manifest.
    pub(super) refused: usize,
}

impl Part {
    /// A shard of these files.
    pub(super) fn of(site: &Site<'_>, shard: Shard, names: &[String]) -> Self {
        // A file that cannot be looked at is told when it is read.
        let size = |name: &String| fs::metadata(site.folder.join(name)).map_or(0, |file| file.len());
        let lines: Vec<String> = names.iter().map(|name| format!("{} {name}", size(name))).collect();
        let listing = Digest::of(lines.iter().map(String::as_bytes));
        Part { shard, version: env!("CARGO_PKG_VERSION").to_owned(), now: site.now, listing, refused: 0 }
    }
}

/// The file of a shard that holds its releases, a line each.
pub(super) const RELEASES: &str = "releases.jsonl";

/// A release as a shard keeps it for the index. What its files are is in the manifest.
#[derive(Serialize, Deserialize)]
pub(super) struct Line<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) format: Cow<'a, str>,
    pub(super) release: Cow<'a, Release>,
    /// The pictures in it, by their addresses in the text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) pictures: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
}

/// Writes the files of a shard and puts them into their place.
pub(super) fn write(
    site: &Site<'_>,
    part: Part,
    entries: Vec<Entry>,
    made: Digest,
    tree: Tree,
    built: &mut Built,
) -> Result<(), Error> {
    built.published = entries.len();
    let mut lines = Vec::new();
    let mut sources = BTreeMap::new();
    for entry in entries {
        line(&entry, &mut lines);
        let files = files(&entry, &tree)?;
        sources.insert(entry.source.name().to_owned(), entry.listed(String::new(), files));
    }
    tree.add(RELEASES, &lines)?;
    let mut manifest = Manifest::new(site, made, sources);
    manifest.shard = Some(part);
    let counts = tree.ready(manifest)?.take_place()?;
    (built.written, built.removed) = (counts.written, counts.removed);
    Ok(())
}

fn line(entry: &Entry, lines: &mut Vec<u8>) {
    let pictures = entry.pictures.addresses().map(|(address, held)| (address.into(), held.into()));
    let line = Line {
        name: entry.source.name().into(),
        format: entry.parsed.format.name().into(),
        release: Cow::Borrowed(&entry.parsed.release),
        pictures: pictures.collect(),
    };
    serde_json::to_writer(&mut *lines, &line).expect("the model has only string keys, and memory takes all");
    lines.push(b'\n');
}

/// Writes the files of a release; gives their paths by format. They are named after a hash of the source's name: addresses
/// are the index's, which knows all releases.
fn files(entry: &Entry, tree: &Tree) -> Result<BTreeMap<String, String>, Error> {
    let name = Digest::of([entry.source.name().as_bytes()]).to_string();
    let mut files = BTreeMap::new();
    for Made { format, content } in &entry.files {
        let path = format!("files/{}.{format}", &name[..32]);
        content.put(&path, tree)?;
        files.insert(format.to_string(), path);
    }
    Ok(files)
}

impl Content {
    /// Puts it at a path of a tree.
    pub(super) fn put(&self, path: &str, tree: &Tree) -> Result<(), Error> {
        match self {
            Content::New(file) => tree.adopt(file, path),
            Content::Kept(from, kept) => tree.keep(from, *kept, path),
            Content::OfShard(from, file) => tree.add(path, &super::index::read(from, *file)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn each_release_is_in_one_shard_with_its_editions() {
        for of in [1, 2, 3, 7] {
            let shards: Vec<Shard> = (1..=of).map(|number| Shard { number, of }).collect();
            let home = |name: &str| shards.iter().filter(|shard| shard.has(name)).map(|shard| shard.number).collect();
            let mut sizes = vec![0; shards.len()];
            for number in 0..700 {
                let homes: Vec<u32> = home(&format!("2031/tides-{number}.txt"));
                let [home] = homes[..] else { panic!("{homes:?}") };
                sizes[home as usize - 1] += 1;
            }
            assert!(sizes.iter().all(|&size| size > 500 / of), "{sizes:?}");
            let editions: [Vec<u32>; 2] = ["a/talks.en.txt", "a/talks.zh-Hant.md"].map(home);
            assert_eq!(editions[0], editions[1]);
        }
    }
}
