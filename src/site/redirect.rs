//! Addresses that releases had: a page at each leads to where the release is now.
//!
//! What addresses there were is known to nobody who has only the releases, so it is written down beside them: `moved.toml`,
//! which a build adds to when a release is no longer where the site has it, and which is kept with the releases. A site is
//! thereby still made from its sources alone. An old address leads to a file, not to another address, so that there are no
//! chains and no circles.

use super::Site;
use super::manifest::{Digest, Manifest};
use super::pages::{View, link};
use super::place::Place;
use super::sources;
use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::error::Error;
use crate::output;
use crate::prepare::{Direction, SiteWords};
use crate::source::{Source, Span};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;

/// The file in the folder with the releases.
pub(super) const NAME: &str = "moved.toml";

/// What it begins with when a build makes it.
const HEAD: &str = "\
# Addresses that releases had, each with the file of the release that is elsewhere now; the site has a page there that leads to it.
# `chancery build` adds to this list. Keep it with the releases, and add old addresses of other sites as you like.
";

/// The old addresses, each with the file of its release.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// The file as it stands.
    text: String,
    entries: BTreeMap<String, Entry>,
    /// Whether it says more than the file.
    is_new: bool,
}

#[derive(Debug)]
struct Entry {
    file: String,
    /// Where its line names the file.
    span: Span,
}

/// What the template sees.
#[derive(Serialize)]
struct Page<'a> {
    site: View,
    words: &'a BTreeMap<String, String>,
    language: &'a str,
    direction: Direction,
    /// From the root of the site.
    href: String,
    name: String,
    name_language: &'a str,
    name_direction: Direction,
}

impl Moved {
    /// Reads the list; there may be none.
    pub(super) fn of(site: &Site<'_>) -> Result<Self, Error> {
        let path = site.folder.join(NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(Moved::default()),
            Err(source) => return Err(Error::Read { path, source }),
        };
        let entries = entries(&text).map_err(|found| {
            Error::Moved(Box::new(Diagnostics { source: Source::new(NAME, text.as_str()), items: vec![found] }))
        })?;
        Ok(Moved { text, entries, is_new: false })
    }

    /// What the list says: where it is another, the site is made again.
    pub(super) fn digest(&self) -> Digest {
        Digest::of(self.entries.iter().flat_map(|(address, entry)| [address.as_bytes(), entry.file.as_bytes()]))
    }

    /// Notes which releases have gone from where the tree that is there has them.
    pub(super) fn note(&mut self, site: &Site<'_>, before: &Manifest, places: &[Place]) {
        let now: BTreeMap<&str, &Place> = places.iter().map(|place| (place.entry.source.name(), place)).collect();
        let by_content: BTreeMap<Vec<u8>, &str> =
            now.iter().map(|(name, place)| (place.entry.digest.bytes().to_vec(), *name)).collect();
        // A file that is gone has another name where there is one with the same content.
        let renamed = |name: &str, content: &Digest| {
            if site.folder.join(name).exists() { None } else { by_content.get(content.bytes()).copied() }
        };
        let mut text = if self.text.is_empty() { HEAD.to_owned() } else { self.text.clone() };
        let mut new = Vec::new();
        for (source, content, address) in before.addresses() {
            let other = renamed(source, content);
            if let Some(other) = other {
                text = with_file(&text, source, other);
            }
            let name = now.get_key_value(source).map(|(name, _)| *name).or(other);
            let is_away = name.is_none() && !address.is_empty() && site.folder.join(source).is_file();
            if is_away {
                // Refused or held back for now: when it comes again, it may be elsewhere.
                new.push((address, source));
            }
            if let Some(name) = name.filter(|name| now[name].address != address && !address.is_empty()) {
                new.push((address, name));
            }
        }
        let list = |text: &str| entries(text).unwrap_or_default();
        // An address that led elsewhere has had a release of its own since.
        let known = list(&text);
        new.retain(|(address, name)| known.get(*address).is_none_or(|entry| entry.file != *name));
        for (address, name) in new {
            text = without(&text, address);
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(&format!("{} = {}\n", quoted(address), quoted(name)));
        }
        let entries = list(&text);
        if entries.is_empty() || text == self.text {
            return;
        }
        *self = Moved { text, entries, is_new: true };
    }

    /// Writes the list where it has grown, before the site that it is a source of takes its place.
    pub(super) fn save(&self, site: &Site<'_>) -> Result<(), Error> {
        if self.is_new { output::write(&site.folder.join(NAME), self.text.as_bytes()) } else { Ok(()) }
    }

    /// Writes a page at each old address whose release is in the site; says which lead to no file. Where a release is, no
    /// page is written.
    pub(super) fn write(
        &self,
        site: &Site<'_>,
        places: &[Place],
        stylesheet: &str,
        tree: &Tree,
    ) -> Result<Option<Diagnostics>, Error> {
        let now: BTreeMap<&str, &Place> = places.iter().map(|place| (place.entry.source.name(), place)).collect();
        let taken: BTreeSet<&str> = places.iter().map(|place| place.address.as_str()).collect();
        let mut items = Vec::new();
        for (address, entry) in &self.entries {
            match now.get(entry.file.as_str()) {
                _ if taken.contains(address.trim_end_matches("index.html")) => {}
                Some(place) => page(site, address, place, stylesheet, tree)?,
                None => {
                    let is_there = site.folder.join(&entry.file).is_file();
                    // It may be held back or refused.
                    if !is_there || !sources::can_be(&entry.file) {
                        items.push(leads_nowhere(address, entry, is_there));
                    }
                }
            }
        }
        let source = Source::new(NAME, self.text.as_str());
        Ok((!items.is_empty()).then_some(Diagnostics { source, items }))
    }
}

fn page(site: &Site<'_>, address: &str, place: &Place, stylesheet: &str, tree: &Tree) -> Result<(), Error> {
    let path = if address.ends_with('/') { format!("{address}index.html") } else { address.to_owned() };
    if tree.makes(&path) {
        let first = format!("`{}`, which `{NAME}` leads there,", place.entry.source.name());
        return Err(Error::SameAddress {
            address: address.to_owned(),
            first,
            second: "another page of the site".into(),
        });
    }
    let words = SiteWords::of(&site.config.language);
    let to = link(place);
    let page = Page {
        site: View::at(site, address, stylesheet).leading_to(site, &place.address),
        words: words.all(),
        language: &site.config.language,
        direction: words.direction(),
        href: super::address::encoded(&to.href),
        name: to.name,
        name_language: place.language(),
        name_direction: place.entry.briefing.direction,
    };
    tree.add(&path, site.publisher.renderer().site_moved(&page)?.as_bytes())
}

fn leads_nowhere(address: &str, entry: &Entry, is_there: bool) -> Diagnostic {
    let why = if is_there { "is no release" } else { "is not there" };
    let message = format!("`{address}` leads to `{}`, which {why}", entry.file);
    Diagnostic::warning(codes::MOVED, entry.span, message)
        .with_hint("name the file where the release is now, or take the line away")
}

/// The entries of a list.
fn entries(text: &str) -> Result<BTreeMap<String, Entry>, Diagnostic> {
    let table = toml::de::DeTable::parse(text).map_err(|error| {
        let span = error.span().map_or(Span::at(0), |range| Span::new(range.start, range.end.max(range.start)));
        Diagnostic::error(codes::MOVED, span, error.message().to_owned())
    })?;
    let mut entries = BTreeMap::new();
    for (key, value) in table.get_ref() {
        let span = Span::new(value.span().start, value.span().end);
        let at_key = Span::new(key.span().start, key.span().end);
        let address = key.get_ref().trim_start_matches('/').to_owned();
        let parts = address.strip_suffix('/').unwrap_or(&address).split('/');
        let is_page = address.ends_with('/') || address.ends_with(".html") || address.ends_with(".htm");
        if !is_page || parts.clone().any(|part| matches!(part, "" | "." | "..") || part.contains(['\\', ':', '\0'])) {
            let message = format!("`{}` cannot be an old address", key.get_ref());
            return Err(Diagnostic::error(codes::MOVED, at_key, message).with_hint(
                "write it from the root of the site, with `/` or `.html` at its end: `\"2031/03/tides/\"`",
            ));
        }
        let Some(file) = value.get_ref().as_str() else {
            return Err(Diagnostic::error(codes::MOVED, span, "expected the file of a release".to_owned())
                .with_hint("write its path below this folder in quotation marks: `\"2031/tides.txt\"`"));
        };
        let file = file.trim_start_matches("./").to_owned();
        if entries.insert(address, Entry { file, span }).is_some() {
            return Err(Diagnostic::error(codes::MOVED, at_key, format!("`{}` stands twice", key.get_ref())));
        }
    }
    Ok(entries)
}

/// The only entry of a line.
fn entry(line: &str) -> Option<(String, String)> {
    let mut entries = entries(line).ok()?.into_iter();
    let (address, entry) = entries.next()?;
    entries.next().is_none().then_some((address, entry.file))
}

/// A list with another name for a file.
fn with_file(text: &str, name: &str, other: &str) -> String {
    let renamed = |line: &str| match entry(line) {
        Some((address, file)) if file == name => format!("{} = {}\n", quoted(&address), quoted(other)),
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(renamed).collect()
}

/// A list without an address.
fn without(text: &str, address: &str) -> String {
    text.split_inclusive('\n').filter(|line| entry(line).is_none_or(|(known, _)| known != address)).collect()
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
