//! The site of all shards: what each of them has, held to belong together, goes the way of one build from there on.

use super::entry::{Content, Entry, Made};
use super::manifest::{self, Digest, File, Manifest};
use super::redirect::Moved;
use super::shard::{Line, Part, RELEASES};
use super::{Built, Site, made_with, publish, settled, target, tree};
use crate::error::Error;
use crate::parse::{Origins, Parsed};
use crate::pictures::Pictures;
use crate::pipeline::OutputFormat;
use crate::source::Source;
use jiff::Timestamp;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// What keeps shards from being made a site.
#[derive(Debug, thiserror::Error)]
pub enum ShardError {
    /// A folder is no shard.
    #[error("`{}` is no shard", path.display())]
    NoShard {
        /// The folder.
        path: PathBuf,
    },
    /// Some are not there.
    #[error("of {of} shards these are missing: {missing}")]
    Missing {
        /// How many there should be.
        of: u32,
        /// Their numbers, with commas between.
        missing: String,
    },
    /// Two are the same.
    #[error("`{}` and `{}` are both the shard {number}", first.display(), second.display())]
    Twice {
        /// `3/8`
        number: String,
        /// A folder.
        first: PathBuf,
        /// Another.
        second: PathBuf,
    },
    /// Two were not built alike.
    #[error("`{}` and `{}` do not belong together: {what}", first.display(), second.display())]
    Unlike {
        /// A folder.
        first: PathBuf,
        /// Another.
        second: PathBuf,
        /// What differs.
        what: Unlike,
    },
    /// The settings that the index has are not those of the shards.
    #[error("`{}` was built with other settings, another theme or by other rules", path.display())]
    OtherSettings {
        /// The folder of the shard.
        path: PathBuf,
    },
    /// A program of another version built it.
    #[error("`{}` was built by chancery {version}", path.display())]
    OtherVersion {
        /// The folder of the shard.
        path: PathBuf,
        /// That of the other program.
        version: String,
    },
    /// A file of a shard is not the one that was written.
    #[error("`{}` is not as its shard was built", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The site would go where a shard is.
    #[error("`{}` is a shard, and a site cannot be built into it", path.display())]
    IntoShard {
        /// The folder.
        path: PathBuf,
    },
}

/// What differs between two shards.
#[derive(Clone, Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Unlike {
    #[error("the shards are {0} and {1}")]
    Count(String, String),
    #[error("embargoes were held against {0} and {1}")]
    Moment(Timestamp, Timestamp),
    #[error("files were added, removed or changed between them")]
    Sources,
}

/// All shards of a site.
#[derive(Debug)]
pub struct Shards {
    now: Timestamp,
    shards: Vec<(PathBuf, Part, Manifest)>,
}

impl Shards {
    /// Opens the shards in these folders, in any order, and holds them against each other.
    ///
    /// # Errors
    /// [`Error::Shard`] where they are not all shards of one set.
    pub fn open(folders: &[PathBuf]) -> Result<Self, Error> {
        let mut shards = Vec::new();
        for path in folders {
            let manifest = Manifest::of(path);
            let part = manifest.shard.clone().ok_or_else(|| ShardError::NoShard { path: path.clone() })?;
            refuse_version(path, &part)?;
            shards.push((path.clone(), part, manifest));
        }
        shards.sort_by_key(|(_, part, _)| part.shard);
        for pair in shards.windows(2) {
            let [(first, one, _), (second, other, _)] = pair else { continue };
            compare((first, one), (second, other))?;
        }
        let now = refuse_gaps(&shards)?;
        Ok(Shards { now, shards })
    }

    /// The moment that embargoes were held against.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// How many releases are refused in the shards, which have said why.
    pub fn refused(&self) -> usize {
        self.shards.iter().map(|(_, part, _)| part.refused).sum()
    }

    /// Makes the site of them: byte for byte the one that [`build`](super::build) makes of the releases.
    ///
    /// # Errors
    /// As [`build`](super::build); [`Error::Shard`] where a shard is damaged or was built with other settings.
    pub fn index(&self, site: &Site<'_>) -> Result<Built, Error> {
        settled::refuse_into_releases(site)?;
        let mut built = Built::default();
        if site.strict && self.refused() > 0 {
            return Ok(built);
        }
        let made = made_with(site);
        self.refuse_others(site, made)?;
        let mut entries = Vec::new();
        for (path, _, manifest) in &self.shards {
            entries.extend(entries_of(site, path, manifest)?);
        }
        entries.sort_by(|one: &Entry, other| one.source.name().cmp(other.source.name()));
        let (tree, before) = tree::begin(site.output, site.check())?;
        let targets = target::open(site, made)?;
        publish(site, entries, made, (Moved::of(site)?, &before), (tree, targets), &mut built)?;
        Ok(built)
    }

    fn refuse_others(&self, site: &Site<'_>, made: Digest) -> Result<(), ShardError> {
        let output = fs::canonicalize(site.output).ok();
        for (path, _, manifest) in &self.shards {
            if output.is_some() && fs::canonicalize(path).ok() == output {
                return Err(ShardError::IntoShard { path: path.clone() });
            }
            if !manifest.is_made(site, made) {
                return Err(ShardError::OtherSettings { path: path.clone() });
            }
        }
        Ok(())
    }
}

fn refuse_version(path: &Path, part: &Part) -> Result<(), ShardError> {
    if part.version == env!("CARGO_PKG_VERSION") {
        return Ok(());
    }
    Err(ShardError::OtherVersion { path: path.to_owned(), version: part.version.clone() })
}

/// Holds a shard against the one with the next number.
fn compare((first, one): (&PathBuf, &Part), (second, other): (&PathBuf, &Part)) -> Result<(), ShardError> {
    let unlike = |what| ShardError::Unlike { first: first.clone(), second: second.clone(), what };
    if one.shard.of() != other.shard.of() {
        return Err(unlike(Unlike::Count(one.shard.to_string(), other.shard.to_string())));
    }
    if one.shard == other.shard {
        let number = one.shard.to_string();
        return Err(ShardError::Twice { number, first: first.clone(), second: second.clone() });
    }
    if one.now != other.now {
        return Err(unlike(Unlike::Moment(one.now, other.now)));
    }
    if one.listing != other.listing {
        return Err(unlike(Unlike::Sources));
    }
    Ok(())
}

/// None is missing of shards that are in order and of one set; gives the moment of all.
fn refuse_gaps(shards: &[(PathBuf, Part, Manifest)]) -> Result<Timestamp, ShardError> {
    let of = shards.first().map_or(1, |(_, part, _)| part.shard.of());
    let is_there = |number: &u32| shards.iter().any(|(_, part, _)| part.shard.number() == *number);
    let missing: Vec<String> = (1..=of).filter(|number| !is_there(number)).map(|number| number.to_string()).collect();
    match shards.first() {
        Some((_, part, _)) if missing.is_empty() => Ok(part.now),
        _ => Err(ShardError::Missing { of, missing: missing.join(", ") }),
    }
}

/// The releases of a shard.
fn entries_of(site: &Site<'_>, folder: &Path, manifest: &Manifest) -> Result<Vec<Entry>, Error> {
    let path = folder.join(RELEASES);
    let damaged = || Error::from(ShardError::Damaged { path: path.clone() });
    let file = manifest.files().get(RELEASES).ok_or_else(damaged)?;
    let text = String::from_utf8(read(&path, *file)?).map_err(|_| damaged())?;
    let lines: Vec<&str> = text.lines().collect();
    let entries = lines.into_par_iter().map(|line| {
        let line: Line<'_> = serde_json::from_str(line).map_err(|_| damaged())?;
        entry(site, folder, manifest, line).ok_or_else(damaged)
    });
    entries.collect()
}

/// A release as it was when its shard had made it.
fn entry(site: &Site<'_>, folder: &Path, manifest: &Manifest, line: Line<'_>) -> Option<Entry> {
    let manifest::Release { source, key, embargo, pictures: shown, files, .. } = manifest.release(&line.name)?;
    let made = |&format: &OutputFormat| {
        let path = files.get(format.extension())?;
        let content = Content::OfShard(folder.join(path), *manifest.files().get(path)?);
        Some(Made { format, content })
    };
    let files = site.config.formats.iter().map(made).collect::<Option<Vec<Made>>>()?;
    let release = line.release.into_owned();
    let parsed =
        Parsed { release, diagnostics: Vec::new(), origins: Origins::default(), format: line.format.parse().ok()? };
    let pictures = Pictures::of(line.pictures.into_iter().map(|(name, held)| (name.into_owned(), held.into_owned())));
    let briefing = site.publisher.prepare(&parsed, &pictures).briefing;
    let source_file = Source::new(line.name, "");
    let (digest, key, embargo, shown) = (*source, *key, *embargo, shown.clone());
    let pictures = Pictures::default();
    Some(Entry { source: source_file, parsed, briefing, digest, key, embargo, shown, files, pictures })
}

/// A file of a shard, as its manifest says it is: one that was copied by half is noticed.
pub(super) fn read(path: &Path, file: File) -> Result<Vec<u8>, Error> {
    let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    if File::of(&bytes) == file { Ok(bytes) } else { Err(ShardError::Damaged { path: path.to_owned() }.into()) }
}
