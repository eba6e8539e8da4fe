//! Folders of Markdown that documentation generators read: each release as a page with front matter, its PDF and pictures
//! beside it, and what the generator wants for its navigation.
//!
//! ```text
//! places ─ folders ─▶ the folders of the addresses: 2031/, 2031/03/
//! places ─ page ────▶ the Markdown of each release, its PDF, its pictures ┐
//! folders ─ hugo, zola, mkdocs, docusaurus, mdbook, jekyll ───────────────┴─ tree ─▶ a new folder
//! ```
//!
//! A target is made and exchanged as the site is, and has a manifest of its own. What the generators have in common is
//! here; what each of them wants is a [`Form`] in its file.

mod docusaurus;
mod folders;
mod form;
mod hugo;
mod jekyll;
mod mdbook;
mod mkdocs;
mod page;
mod pictures;
mod zola;

use super::Site;
use super::lists::List;
use super::manifest::{Digest, Manifest};
use super::place::Place;
use super::redirect::Moved;
use super::settled::settled;
use super::tree::{self, Ready, Tree};
use crate::error::Error;
use crate::render::{Profile, Renderer};
use form::{Form, Making};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A folder that a documentation generator reads: a section `[[target]]` of `chancery.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Who reads it.
    pub kind: Kind,
    /// The folder, below the one that the generator reads.
    pub output: PathBuf,
    /// What it is called in the navigation; the title of the site where it has none.
    pub title: Option<String>,
    /// Its place among the other sections of the generator.
    pub weight: Option<u32>,
}

/// A documentation generator.
///
/// ```
/// use chancery::site::Kind;
/// assert_eq!("hugo".parse(), Ok(Kind::Hugo));
/// assert_eq!("zensical".parse(), Ok(Kind::Mkdocs));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Hugo: page bundles and `_index.md`.
    Hugo,
    /// Zola: the same, in TOML.
    Zola,
    /// MkDocs, and Zensical, which reads the same: pages and `.nav.yml`.
    Mkdocs,
    /// Docusaurus: MDX and `_category_.json`.
    Docusaurus,
    /// mdBook: pages and `SUMMARY.md`.
    Mdbook,
    /// Jekyll: pages in folders.
    Jekyll,
}

/// A name that no generator has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("known are {}", Kind::NAMES.map(|(name, _)| name).join(", "))]
pub struct UnknownKind;

impl Kind {
    /// The names that a configuration may give them.
    pub const NAMES: [(&str, Kind); 7] = [
        ("hugo", Kind::Hugo),
        ("zola", Kind::Zola),
        ("mkdocs", Kind::Mkdocs),
        ("zensical", Kind::Mkdocs),
        ("docusaurus", Kind::Docusaurus),
        ("mdbook", Kind::Mdbook),
        ("jekyll", Kind::Jekyll),
    ];

    /// Its name in a configuration.
    pub fn name(self) -> &'static str {
        Kind::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether it orders the sections beside a target by their weights.
    pub fn has_weights(self) -> bool {
        matches!(self, Kind::Hugo | Kind::Zola | Kind::Docusaurus)
    }

    /// The Markdown that it reads.
    pub fn profile(self) -> Profile {
        match self {
            Kind::Hugo => Profile::Hugo,
            Kind::Zola => Profile::Zola,
            Kind::Mkdocs => Profile::Mkdocs,
            Kind::Docusaurus => Profile::Docusaurus,
            Kind::Mdbook => Profile::Mdbook,
            Kind::Jekyll => Profile::Jekyll,
        }
    }

    fn form(self) -> Form {
        match self {
            Kind::Hugo => hugo::FORM,
            Kind::Zola => zola::FORM,
            Kind::Mkdocs => mkdocs::FORM,
            Kind::Docusaurus => docusaurus::FORM,
            Kind::Mdbook => mdbook::FORM,
            Kind::Jekyll => jekyll::FORM,
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Kind::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind).ok_or(UnknownKind)
    }
}

/// A target whose folder is ours while it is made.
pub(super) struct Open<'a> {
    target: &'a Target,
    made: Digest,
    before: Manifest,
    tree: Tree,
}

/// Takes the folders of all targets, in the order of their paths, so that two builds do not wait for each other.
pub(super) fn open<'a>(site: &Site<'a>, made: Digest) -> Result<Vec<Open<'a>>, Error> {
    refuse_overlaps(site)?;
    let mut targets: Vec<&Target> = site.targets.iter().collect();
    targets.sort_by(|one, other| one.output.cmp(&other.output));
    let open = |target: &'a Target| {
        let (tree, before) = tree::begin(&target.output, site.check())?;
        let own = format!("{target:?}");
        Ok(Open { target, made: Digest::of([made.bytes(), own.as_bytes()]), before, tree })
    };
    targets.into_iter().map(open).collect()
}

/// A folder that is exchanged whole can hold neither the releases nor another one that is.
fn refuse_overlaps(site: &Site<'_>) -> Result<(), Error> {
    let overlap = |one: &Path, other: &Path| Error::SameFolder { one: one.to_owned(), other: other.to_owned() };
    let folder = settled(site.folder);
    let mut others = vec![(site.output, settled(site.output))];
    for Target { output, .. } in site.targets {
        let place = settled(output);
        if folder.starts_with(&place) {
            return Err(overlap(output, site.folder));
        }
        if let Some((other, _)) = others.iter().find(|(_, other)| other.starts_with(&place) || place.starts_with(other))
        {
            return Err(overlap(output, other));
        }
        others.push((output, place));
    }
    Ok(())
}

impl Open<'_> {
    /// Whether it holds `count` releases as they would be made now.
    pub(super) fn is_whole(&self, site: &Site<'_>, count: usize) -> bool {
        self.before.is_whole(site, &self.target.output, count, self.made, Moved::default().digest())
    }

    /// Where it will be.
    pub(super) fn output(&self) -> &Path {
        &self.target.output
    }

    /// Makes all of its files, beside the ones that are there.
    pub(super) fn fill(self, site: &Site<'_>, places: &[Place], lists: &[List]) -> Result<Ready, Error> {
        let Open { target, made, tree, .. } = self;
        let title = target.title.as_deref().unwrap_or(&site.config.title);
        let renderer = Renderer::new(site.publisher.renderer().theme().clone(), target.kind.profile());
        let making = Making { site, target, title, form: target.kind.form(), renderer: &renderer, places };
        places.par_iter().try_for_each(|place| page::write(&making, place, &tree))?;
        let folders = folders::all(&making, lists);
        folders.par_iter().try_for_each(|folder| {
            (making.form.folder)(&making, folder)
                .into_iter()
                .try_for_each(|(name, text)| tree.add(&format!("{}{name}", folder.path), text.as_bytes()))
        })?;
        for (name, text) in (making.form.whole)(&making, &folders) {
            tree.add(&name, text.as_bytes())?;
        }
        tree.ready(Manifest::of_target(site, made, places))
    }
}
