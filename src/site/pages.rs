//! The web page of each release in the site, and its other files.

use super::Site;
use super::address::encoded;
use super::icon;
use super::place::Place;
use super::tree::Tree;
use crate::error::Error;
use crate::pipeline::OutputFormat;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// What templates see as `site`.
#[derive(Debug, Serialize)]
pub(super) struct View {
    title: String,
    /// How the page leads to the first one: `../../../`, or `./`.
    root: String,
    stylesheet: String,
    /// The path of the picture beside its name in a browser.
    icon: String,
    /// Whether there are feeds, which lie at the root.
    has_feeds: bool,
    /// The whole address of the page, where the site has one.
    canonical: Option<String>,
    /// The same page of the release in other formats.
    formats: Vec<FormatLink>,
    /// The release before and after this one.
    previous: Option<Link>,
    next: Option<Link>,
    /// All editions of the text, this one too.
    editions: Vec<EditionLink>,
}

/// A link from the root of the site.
#[derive(Debug, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) name: String,
}

#[derive(Debug, Serialize)]
struct FormatLink {
    href: String,
    /// `PDF`
    name: &'static str,
    /// Its media type.
    media: &'static str,
}

#[derive(Debug, Serialize)]
struct EditionLink {
    href: String,
    /// The whole address, where the site has one.
    url: Option<String>,
    language: String,
    name: String,
    is_current: bool,
}

/// How a format is called, and its media type.
pub(super) fn names(format: OutputFormat) -> (&'static str, &'static str) {
    match format {
        OutputFormat::Markdown => ("Markdown", "text/markdown"),
        OutputFormat::Html => ("HTML", "text/html"),
        OutputFormat::Pdf => ("PDF", "application/pdf"),
        OutputFormat::Json => ("JSON", "application/json"),
    }
}

/// The way from a page to the first one.
fn root(address: &str) -> String {
    let depth = address.matches('/').count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// The path of the style sheet, which has the hash of its content in its name: a browser that has kept another fetches it.
fn stylesheet(css: &str) -> String {
    let hash = super::manifest::Digest::of([css.as_bytes()]).to_string();
    format!("assets/style-{}.css", &hash[..8])
}

impl View {
    /// That of the page at an address.
    pub(super) fn at(site: &Site<'_>, address: &str, stylesheet: &str) -> Self {
        View {
            title: site.config.title.clone(),
            root: root(address),
            stylesheet: stylesheet.to_owned(),
            icon: icon::path(site),
            has_feeds: site.config.url.is_some(),
            canonical: url(site, address),
            formats: Vec::new(),
            previous: None,
            next: None,
            editions: Vec::new(),
        }
    }

    /// A page that is shown at any address of the site: its links are from the root of the host.
    pub(super) fn lie_anywhere(&mut self, site: &Site<'_>) {
        let path = |url: &String| Some(format!("/{}", url.split_once("://")?.1.split_once('/')?.1));
        self.root = site.config.url.as_ref().and_then(path).unwrap_or_else(|| "/".to_owned());
        self.canonical = None;
    }

    /// A page that leads to another one, which is the one to be named.
    pub(super) fn leading_to(self, site: &Site<'_>, address: &str) -> Self {
        View { canonical: url(site, address), ..self }
    }

    fn of(site: &Site<'_>, places: &[Place], index: usize, beside: &Neighbours, stylesheet: &str) -> Self {
        let place = &places[index];
        let neighbour = |index: Option<usize>| index.map(|index| link(&places[index]));
        let formats = place.files.iter().map(|file| {
            let (name, media) = names(file.format);
            FormatLink { href: file.path.clone(), name, media }
        });
        let editions = place.editions.iter().map(|&other| EditionLink {
            href: places[other].address.clone(),
            url: url(site, &places[other].address),
            language: places[other].language().to_owned(),
            name: crate::prepare::language_name(places[other].language()),
            is_current: other == index,
        });
        View {
            formats: formats.collect(),
            previous: neighbour(beside.previous),
            next: neighbour(beside.next),
            editions: editions.collect(),
            ..View::at(site, &place.address, stylesheet)
        }
    }
}

pub(super) fn link(place: &Place) -> Link {
    Link { href: place.address.clone(), name: place.entry.briefing.name.clone() }
}

/// The whole address of a page, where the site has one.
pub(super) fn url(site: &Site<'_>, address: &str) -> Option<String> {
    site.config.url.as_ref().map(|url| format!("{url}{}", encoded(address)))
}

/// The releases before and after one in its language, in which a reader stays.
#[derive(Clone, Copy, Default)]
struct Neighbours {
    previous: Option<usize>,
    next: Option<usize>,
}

/// Those of all places.
fn neighbours(places: &[Place]) -> Vec<Neighbours> {
    let mut all = vec![Neighbours::default(); places.len()];
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    // The newest stand first.
    for (index, place) in places.iter().enumerate() {
        if let Some(newer) = last.insert(place.language(), index) {
            all[index].next = Some(newer);
            all[newer].previous = Some(index);
        }
    }
    all
}

/// Writes them into the tree, with the style sheet of all pages; gives its path.
pub(super) fn write(site: &Site<'_>, places: &[Place], tree: &Tree) -> Result<String, Error> {
    let css = site.publisher.renderer().site_css();
    let stylesheet = stylesheet(&css);
    tree.add(&stylesheet, css.as_bytes())?;
    icon::write(site, tree)?;
    let neighbours = neighbours(places);
    places.par_iter().enumerate().try_for_each(|(index, place)| {
        let view = View::of(site, places, index, &neighbours[index], &stylesheet);
        let page = site.publisher.renderer().site_page(&place.entry.briefing, &view, view.canonical.as_deref())?;
        tree.add(&format!("{}index.html", place.address), page.as_bytes())?;
        place.files.iter().try_for_each(|file| file.content.put(&file.path, tree))
    })?;
    Ok(stylesheet)
}
