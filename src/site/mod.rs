//! A folder of releases to a site: static pages that need no script, lists of them, feeds and a sitemap.
//!
//! ```text
//! files ─ entry ─▶ entries: read, judged, published as Markdown, PDF and JSON; or held back, or refused
//! entries ─ place ─▶ places: addresses, neighbours, editions
//! places ─ pages ─▶ a web page of each ┐
//!        └ lists, feeds, sitemap ──────┴─ tree ─▶ a new folder, which takes the old one's place
//! ```
//!
//! What a reader sees is whole at every moment: the new tree is made beside the old one and takes its place in one step
//! (tree.rs). A manifest in the tree says what went into it, so that a second run does nothing, and a run after a change
//! makes byte for byte what a first one would have made (manifest.rs).

mod address;
mod config;
mod editions;
mod embargo;
mod entry;
mod feeds;
mod icon;
mod index;
mod known;
mod latin;
mod lists;
mod manifest;
mod others;
mod pages;
mod place;
mod progress;
mod redirect;
mod search;
mod settled;
mod shard;
mod sitemap;
mod sources;
mod target;
mod tree;

pub use address::{BadPattern, Letters, Pattern};
pub use config::Config;
pub use index::{ShardError, Shards, Unlike};
pub use manifest::NAME as MANIFEST;
pub use progress::Progress;
pub use shard::{BadShardNumber, Shard};
pub use sources::SETTINGS;
pub use target::{Kind, Target, UnknownKind};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::parse::{self, Parsed};
use crate::pipeline::Publisher;
use crate::source::Source;
use entry::{Entry, Outcome, Work};
use jiff::Timestamp;
use known::Releases;
use manifest::{Digest, Manifest};
use rayon::prelude::*;
use redirect::Moved;
use shard::Part;
use sources::Found;
use std::path::{Path, PathBuf};
use target::Open;
use tree::{Check, Ready, Tree};

/// A site that can be built.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The folder with the releases.
    pub folder: &'a Path,
    /// The folder that is made.
    pub output: &'a Path,
    /// Files and folders that are no releases: themes, style sheets.
    pub passed_over: &'a [PathBuf],
    /// What it is called, and where things go.
    pub config: &'a Config,
    /// The folders for documentation generators that are made with it.
    pub targets: &'a [Target],
    /// The look.
    pub publisher: &'a Publisher,
    /// How releases are read.
    pub reading: &'a parse::Options,
    /// Everything besides the sources that an output depends on: where it is another, all is made anew.
    pub fingerprint: &'a [u8],
    /// The moment that embargoes are held against.
    pub now: Timestamp,
    /// Whether nothing is published where one release is refused.
    pub strict: bool,
    /// Whether every file is made anew, though nothing has changed.
    pub anew: bool,
    /// Whether somebody is at work: everything is said of all releases again, though nothing has changed, and the site stays
    /// as it is while a release of it is refused.
    pub retell: bool,
    /// Told how far the build is.
    pub progress: &'a Progress,
    /// Whether nobody but the author will see it: then nothing is written beside the releases.
    pub is_preview: bool,
    /// Who says what may be published.
    pub editor: &'a dyn Editor,
}

impl Built {
    /// Says what there is to say besides, and whether the site is strict and something is refused.
    fn say(&mut self, site: &Site<'_>, found: Vec<Diagnostics>) -> bool {
        if site.strict {
            let refused = found.iter().filter(|found| !site.editor.accepts(found));
            self.refused.extend(refused.map(|found| found.source.name().to_owned()));
        }
        self.diagnostics.extend(found);
        site.strict && !self.refused.is_empty()
    }
}

impl Site<'_> {
    /// What is made anew is not taken for what it should be.
    fn check(&self) -> Check {
        if self.anew { Check::Content } else { Check::Size }
    }
}

/// Says what there is to say of a release, and whether it may be published.
pub trait Editor: Sync {
    /// What there is to say of it besides what the parser says.
    fn concerns(&self, source: &Source, parsed: &Parsed) -> Vec<Diagnostic>;
    /// Whether a release of which this is said may be published.
    fn accepts(&self, said: &Diagnostics) -> bool;
    /// What it judges by: where that is another, all releases are judged again.
    fn standard(&self) -> String;
}

/// What keeps a release from being published: its file cannot be read, or no font has its characters.
#[derive(Debug)]
pub struct Failure {
    /// The release, where it could be read.
    pub source: Option<Source>,
    /// What is wrong.
    pub error: Error,
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Built {
    /// What there is to say of releases, in the order of their files.
    pub diagnostics: Vec<Diagnostics>,
    /// What keeps releases from being published besides what is said of them.
    pub failures: Vec<Failure>,
    /// How many releases are in the site.
    pub published: usize,
    /// The files that are held back, with the end of their embargo where it has one.
    pub held: Vec<(String, Option<String>)>,
    /// The files that are refused.
    pub refused: Vec<String>,
    /// How many files of the site were written: those that stayed as they were do not count.
    pub written: usize,
    /// How many files of the site were taken away.
    pub removed: usize,
    /// Whether the site stayed as it was because a release of it is refused.
    pub is_kept: bool,
    /// The targets that were made: where they are, and how many files were written and taken away.
    pub targets: Vec<(PathBuf, usize, usize)>,
}

/// Builds the site, or leaves it as it is where nothing has changed.
///
/// # Errors
/// [`Error::Read`] and [`Error::Write`]; [`Error::SameAddress`] for two pages at one address; [`Error::InTheWay`] for a
/// file of somebody else's where one of the site's goes; [`Error::Template`]. What keeps one release from being published
/// is in [`Built`], and the others are published.
pub fn build(site: &Site<'_>) -> Result<Built, Error> {
    settled::refuse_into_releases(site)?;
    run(site, sources::find(site)?, None)
}

/// Builds one shard of the site, or leaves it as it is where nothing has changed: [`Shards`] makes a site of all of them. A
/// shard with releases that are refused is written even if the site is strict, and says so to the index.
///
/// # Errors
/// As [`build`], besides two pages at one address.
pub fn build_shard(site: &Site<'_>, shard: Shard) -> Result<Built, Error> {
    settled::refuse_into_releases(site)?;
    let mut found = sources::find(site)?;
    let part = Part::of(site, shard, &found.names);
    found.leave_to(shard);
    run(site, found, Some(part))
}

/// Builds the site of these files, or one part of it.
fn run(site: &Site<'_>, found: Found, mut part: Option<Part>) -> Result<Built, Error> {
    site.progress.begin(found.names.len());
    let (tree, before) = tree::begin(site.output, site.check())?;
    let made = made_with(site);
    let is_shard = part.is_some();
    let targets = if is_shard { Vec::new() } else { target::open(site, made)? };
    // What leads to a release is no matter of its shard.
    let moved = if is_shard { Moved::default() } else { Moved::of(site)? };
    let work = Work { site, found: &found, before: &before, made, tree: &tree, is_shard };
    let Releases { known, mut outcomes } = known::tell(&work)?;
    let nothing_new = outcomes.iter().all(|outcome| outcome.entry.is_none());
    if let Some(part) = &mut part {
        // Those that are refused are never known.
        part.refused = outcomes.iter().filter(|outcome| outcome.is_refused()).count();
    }
    let is_whole = || {
        before.is_whole(site, site.output, known.len(), made, moved.digest())
            && before.shard == part
            && targets.iter().all(|one| one.is_whole(site, known.len()))
    };
    if nothing_new && !site.anew && !site.retell && is_whole() {
        let mut built = Built { published: known.len(), ..gather(outcomes).1 };
        built.diagnostics.extend(found.passed_over);
        return Ok(built);
    }
    let again = known.into_par_iter().map(|name| work.make(name));
    outcomes.extend(again.collect::<Result<Vec<Outcome>, Error>>()?);
    outcomes.sort_by(|one, other| one.name.cmp(&other.name));
    let (entries, mut built) = gather(outcomes);
    match part {
        // Another judgement may refuse what was known.
        Some(part) => {
            let part = Part { refused: built.refused.len(), ..part };
            shard::write(site, part, entries, made, tree, &mut built)?;
            built.diagnostics.extend(found.passed_over);
        }
        None if built.say(site, found.passed_over) => {}
        // While somebody writes, half a release takes no page away.
        None if site.retell && built.refused.iter().any(|name| before.release(name).is_some()) => built.is_kept = true,
        None => publish(site, entries, made, (moved, &before), (tree, targets), &mut built)?,
    }
    Ok(built)
}

/// Everything besides the releases that the files of a site are made from.
fn made_with(site: &Site<'_>) -> Digest {
    let config = format!("{:?}", site.config);
    let look = site.publisher.renderer().theme().parts();
    let look = look.iter().flat_map(|(name, content)| [name.as_bytes(), content.as_bytes()]);
    let own = [env!("CARGO_PKG_VERSION").as_bytes(), config.as_bytes(), site.fingerprint];
    Digest::of(own.into_iter().chain(look))
}

/// The releases that are published, and what became of the others.
fn gather(outcomes: Vec<Outcome>) -> (Vec<Entry>, Built) {
    let mut built = Built::default();
    let mut entries = Vec::new();
    for outcome in outcomes {
        built.diagnostics.extend(outcome.diagnostics);
        built.failures.extend(outcome.failure);
        match outcome.entry {
            Some(entry) => entries.push(*entry),
            None if outcome.is_held => built.held.push((outcome.name, outcome.until)),
            None => built.refused.push(outcome.name),
        }
    }
    (entries, built)
}

/// Makes the trees of the site and of its targets, and when all are whole puts each into its place.
fn publish(
    site: &Site<'_>,
    entries: Vec<Entry>,
    made: Digest,
    (mut moved, before): (Moved, &Manifest),
    (tree, targets): (Tree, Vec<Open<'_>>),
    built: &mut Built,
) -> Result<(), Error> {
    let places = place::find(site.config, entries)?;
    if built.say(site, editions::compare(&places)) {
        return Ok(());
    }
    built.published = places.len();
    let lists = lists::all(site, &places)?;
    let stylesheet = pages::write(site, &places, &tree)?;
    lists::write(site, &places, &lists, &stylesheet, &tree)?;
    feeds::write(site, &places, &lists, &tree)?;
    sitemap::write(site, &places, &lists, &tree)?;
    search::write(site, &places, &stylesheet, &tree)?;
    moved.note(site, before, &places);
    built.diagnostics.extend(moved.write(site, &places, &stylesheet, &tree)?);
    // A target takes PDFs from the site that is there, while it is there.
    let targets: Vec<(PathBuf, Ready)> = targets
        .into_iter()
        .map(|target| Ok((target.output().to_owned(), target.fill(site, &places, &lists)?)))
        .collect::<Result<_, Error>>()?;
    let ready = tree.ready(Manifest::of_places(site, made, moved.digest(), &places))?;
    if !site.is_preview {
        moved.save(site)?;
    }
    let counts = ready.take_place()?;
    (built.written, built.removed) = (counts.written, counts.removed);
    for (output, ready) in targets {
        let counts = ready.take_place()?;
        built.targets.push((output, counts.written, counts.removed));
    }
    Ok(())
}
