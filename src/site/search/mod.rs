//! The search: an index in small files, of which a search loads those that hold its words, and the page with its script.
//!
//! ```text
//! search/index.html      the form; `?q=harbour` is a link to what it finds
//! search/index.js        which files there are
//! search/w-ha.js         words that begin with `ha`, or with a letter of a part of Unicode, with the releases and passages that have them
//! search/r-0.js          sixteen releases: title, address, date, passages
//! assets/search-….js     the script
//! ```
//!
//! The files are scripts that hand over data, and no JSON, so that a site without a server can be searched too. Releases
//! are numbered from the oldest: a new one changes the files that have its words, and no other.

mod passages;
mod shards;
mod words;

use super::Site;
use super::lists::marks;
use super::manifest::Digest;
use super::pages::View;
use super::place::Place;
use super::tree::Tree;
use crate::error::Error;
use crate::prepare::{Date, Direction, SiteWords};
use passages::Passage;
use rayon::prelude::*;
use serde::Serialize;
use shards::Shard;
use std::collections::BTreeMap;

/// The address of the page.
pub(super) const PAGE: &str = "search/";

/// The script of the page.
const SCRIPT: &str = include_str!("../../../scripts/search.js");

/// How many releases are in one file.
const IN_A_FILE: usize = 16;

/// What the template of the page sees.
#[derive(Serialize)]
struct Page<'a> {
    site: View,
    words: &'a BTreeMap<String, String>,
    language: &'a str,
    direction: Direction,
    /// The path of the script.
    script: &'a str,
    /// A sign of what the index holds: a browser that has kept another fetches it.
    version: &'a str,
}

/// The index, in files that are named without their folder and ending.
#[derive(Serialize)]
struct Index {
    /// The keys of the files of words, each with its version.
    words: Vec<(String, String)>,
    /// The versions of the files of releases.
    releases: Vec<String>,
    /// How many releases are in a file.
    each: usize,
}

/// A release as the page shows it.
#[derive(Serialize)]
struct Found<'a> {
    href: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<&'a str>,
    description: &'a str,
    language: &'a str,
    direction: Direction,
    passages: Vec<String>,
}

/// Writes the page, its script and the index.
pub(super) fn write(site: &Site<'_>, places: &[Place], stylesheet: &str, tree: &Tree) -> Result<(), Error> {
    let read: Vec<(Vec<Passage>, String)> = places.par_iter().rev().map(read).collect();
    let index: Vec<&str> = read.iter().map(|(_, words)| words.as_str()).collect();
    let words = shards::split(&index).into_par_iter().map(|Shard { key, words }| {
        let version = add(tree, &shards::file(&key), &words)?;
        Ok((key, version))
    });
    let words = words.collect::<Result<Vec<_>, Error>>()?;
    let oldest_first: Vec<_> = places.iter().rev().zip(&read).collect();
    let releases = oldest_first.par_chunks(IN_A_FILE).enumerate().map(|(number, part)| {
        let part: Vec<Found<'_>> = part.iter().map(|(place, (passages, _))| found(place, passages)).collect();
        add(tree, &format!("r-{number}"), &part)
    });
    let releases = releases.collect::<Result<Vec<_>, Error>>()?;
    let version = add(tree, "index", &Index { words, releases, each: IN_A_FILE })?;
    let script = format!("assets/search-{}.js", version_of(SCRIPT));
    tree.add(&script, SCRIPT.as_bytes())?;
    let words = SiteWords::of(&site.config.language);
    let page = Page {
        site: View::at(site, PAGE, stylesheet),
        words: words.all(),
        language: &site.config.language,
        direction: words.direction(),
        script: &script,
        version: &version,
    };
    tree.add(&format!("{PAGE}index.html"), site.publisher.renderer().site_search(&page)?.as_bytes())
}

/// The passages of a release, and its words with the passages that have them.
fn read(place: &Place) -> (Vec<Passage>, String) {
    let passages = passages::of(&place.entry.briefing);
    let words = words::index(&passages);
    (passages, words)
}

/// Adds a file of the index; gives its version.
fn add(tree: &Tree, name: &str, value: &impl Serialize) -> Result<String, Error> {
    let value = serde_json::to_string(value).expect("it has only string keys");
    let script = format!("found({},{value})\n", serde_json::Value::from(name));
    tree.add(&format!("{PAGE}{name}.js"), script.as_bytes())?;
    Ok(version_of(&script))
}

fn version_of(content: &str) -> String {
    Digest::of([content.as_bytes()]).to_string()[..8].to_owned()
}

fn found<'a>(place: &'a Place, passages: &[Passage]) -> Found<'a> {
    let briefing = &place.entry.briefing;
    Found {
        href: &place.address,
        name: &briefing.name,
        date: place.date().map(|moment| SiteWords::of(&briefing.language).day(moment.date)),
        issuer: briefing.issuer.as_deref(),
        kind: briefing.kind.as_ref().map(|kind| kind.printed.as_str()),
        marks: marks(briefing),
        description: &briefing.description,
        language: &briefing.language,
        direction: briefing.direction,
        passages: passages.iter().map(Passage::name).collect(),
    }
}
