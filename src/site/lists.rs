//! The lists of releases: the first page, one for each year, month, issuer, kind and language, and the archive, which leads to
//! them. Long ones have several pages.

use super::Site;
use super::address::UNDATED;
use super::pages::{Link, View};
use super::place::Place;
use super::search;
use super::tree::Tree;
use crate::error::Error;
use crate::prepare::{self, Briefing, Date, Direction, SiteWords};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// A list of releases.
pub(super) struct List {
    /// Of its first page.
    pub(super) address: String,
    pub(super) title: String,
    /// The places of its releases, the newest first.
    pub(super) places: Vec<usize>,
    pub(super) by: By,
}

/// What the releases of a list have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    Nothing,
    Year,
    Month,
    Issuer,
    Kind,
    Language,
}

impl List {
    /// Whether it has feeds.
    pub(super) fn has_feeds(&self) -> bool {
        matches!(self.by, By::Nothing | By::Issuer)
    }

    /// The address of a page of it, counted from 1.
    fn page(&self, page: usize) -> String {
        if page == 1 { self.address.clone() } else { format!("{}page/{page}/", self.address) }
    }

    /// How many pages it has.
    fn pages(&self, site: &Site<'_>) -> usize {
        self.places.len().div_ceil(site.config.page_size).max(1)
    }

    /// The addresses of its pages.
    pub(super) fn addresses(&self, site: &Site<'_>) -> impl Iterator<Item = String> {
        (1..=self.pages(site)).map(|page| self.page(page))
    }
}

/// The address of the page that leads to all lists.
pub(super) const ARCHIVE: &str = "archive/";

/// All lists, in the order of the archive.
pub(super) fn all(site: &Site<'_>, places: &[Place]) -> Result<Vec<List>, Error> {
    let words = SiteWords::of(&site.config.language);
    let slug = |text: &str| site.config.letters.slug(text);
    let everything = List {
        address: String::new(),
        title: site.config.title.clone(),
        places: (0..places.len()).collect(),
        by: By::Nothing,
    };
    let mut lists = vec![everything];
    let mut by = |by: By, what: &dyn Fn(&Place) -> Vec<(String, String)>| lists.extend(group(places, by, what));
    by(By::Year, &|place| {
        let year = place.date().map(|moment| format!("{:04}", moment.date.year()));
        vec![year.map_or_else(|| (UNDATED.to_owned(), words.word("undated")), |year| (year.clone(), year))]
    });
    by(By::Month, &|place| {
        let date = place.date().map(|moment| moment.date);
        date.map(|date| (format!("{:04}/{:02}", date.year(), date.month()), words.month(date))).into_iter().collect()
    });
    by(By::Issuer, &|place| {
        let release = &place.entry.parsed.release;
        let names = release.issuer.iter().chain(&release.co_issuers);
        names
            .map(|name| (format!("issuer/{}", slug(name)), name.clone()))
            .filter(|(address, _)| address != "issuer/")
            .collect()
    });
    by(By::Kind, &|place| {
        let printed = place.entry.parsed.release.kind.as_ref().map(|kind| kind.printed.clone());
        printed.map(|printed| (format!("kind/{}", place.kind()), printed)).into_iter().collect()
    });
    by(By::Language, &|place| {
        let language = place.language();
        vec![(format!("language/{}", slug(language)), prepare::language_name(language))]
    });
    refuse_clashes(site, &lists, places)?;
    Ok(lists)
}

/// Releases by what they have in common: for each a part of an address, and a name of which the most frequent is shown.
fn group(places: &[Place], by: By, what: &dyn Fn(&Place) -> Vec<(String, String)>) -> Vec<List> {
    let mut groups: BTreeMap<String, (Vec<usize>, BTreeMap<String, usize>)> = BTreeMap::new();
    for (index, place) in places.iter().enumerate() {
        for (part, name) in what(place) {
            let (members, names) = groups.entry(part).or_default();
            if members.last() != Some(&index) {
                members.push(index);
            }
            *names.entry(name).or_default() += 1;
        }
    }
    let list = |(part, (places, names)): (String, (Vec<usize>, BTreeMap<String, usize>))| {
        // The first of several that are as frequent.
        let title = names.into_iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name).unwrap_or_default();
        List { address: format!("{part}/"), title, places, by }
    };
    let lists = groups.into_iter().map(list);
    // The newest year stands first.
    if matches!(by, By::Year | By::Month) { lists.rev().collect() } else { lists.collect() }
}

/// No release goes where a list does.
fn refuse_clashes(site: &Site<'_>, lists: &[List], places: &[Place]) -> Result<(), Error> {
    let addresses: BTreeMap<&str, &Place> = places.iter().map(|place| (place.address.as_str(), place)).collect();
    let of_lists = lists.iter().flat_map(|list| list.addresses(site).map(|address| (address, list.title.as_str())));
    for (address, title) in of_lists.chain([(ARCHIVE.to_owned(), "archive"), (search::PAGE.to_owned(), "search")]) {
        if let Some(place) = addresses.get(address.as_str()) {
            let first = format!("`{}`", place.entry.source.name());
            return Err(Error::SameAddress { address, first, second: format!("the list `{title}`") });
        }
    }
    Ok(())
}

/// What the template of lists sees.
#[derive(Serialize)]
struct Page<'a> {
    site: View,
    words: &'a BTreeMap<String, String>,
    language: &'a str,
    direction: Direction,
    /// What is over it.
    heading: &'a str,
    /// How many releases the list has, in words.
    count: String,
    items: Vec<Item<'a>>,
    /// Groups of links to lists.
    groups: Vec<Group>,
    /// `Page 2 of 5`, where there are several.
    page: usize,
    pages: usize,
    newer: Option<String>,
    older: Option<String>,
    /// Where the feeds of the list are, from the root.
    feeds: Option<String>,
    is_first_page: bool,
}

/// A release in a list.
#[derive(Serialize)]
struct Item<'a> {
    href: &'a str,
    name: &'a str,
    date: Option<Date>,
    issuer: Option<&'a str>,
    kind: Option<&'a str>,
    description: &'a str,
    language: &'a str,
    direction: Direction,
    /// `Withdrawn`, `Corrected`.
    marks: Vec<&'a str>,
}

#[derive(Serialize)]
struct Group {
    name: String,
    items: Vec<Counted>,
}

#[derive(Serialize)]
struct Counted {
    #[serde(flatten)]
    link: Link,
    count: usize,
    /// The months of a year.
    parts: Vec<Counted>,
}

fn item(place: &Place) -> Item<'_> {
    let briefing = &place.entry.briefing;
    Item {
        href: &place.address,
        name: &briefing.name,
        date: place.date().map(|moment| SiteWords::of(&briefing.language).day(moment.date)),
        issuer: briefing.issuer.as_deref(),
        kind: briefing.kind.as_ref().map(|kind| kind.printed.as_str()),
        description: &briefing.description,
        language: &briefing.language,
        direction: briefing.direction,
        marks: marks(briefing),
    }
}

/// What a list marks a release with, in its language.
pub(super) fn marks(briefing: &Briefing) -> Vec<&str> {
    let word = |said: bool, word: &str| briefing.words.get(word).filter(|_| said).map(String::as_str);
    let marks = [word(briefing.withdrawal.is_some(), "withdrawn"), word(briefing.correction.is_some(), "corrected")];
    marks.into_iter().flatten().collect()
}

/// Writes the pages of all lists, the archive, and the page for addresses that lead nowhere.
pub(super) fn write(
    site: &Site<'_>,
    places: &[Place],
    lists: &[List],
    stylesheet: &str,
    tree: &Tree,
) -> Result<(), Error> {
    let words = SiteWords::of(&site.config.language);
    let page = |address: &str, heading| Page {
        site: View::at(site, address, stylesheet),
        words: words.all(),
        language: &site.config.language,
        direction: words.direction(),
        heading,
        count: String::new(),
        items: Vec::new(),
        groups: Vec::new(),
        page: 1,
        pages: 1,
        newer: None,
        older: None,
        feeds: None,
        is_first_page: false,
    };
    let add = |address: &str, file: &str, page: &Page<'_>| {
        let html = site.publisher.renderer().site_list(page)?;
        tree.add(&format!("{address}{file}"), html.as_bytes())
    };
    lists.par_iter().try_for_each(|list| {
        let pages = list.pages(site);
        let feeds = (site.config.url.is_some() && list.has_feeds()).then(|| list.address.clone());
        list.places.chunks(site.config.page_size).enumerate().try_for_each(|(index, part)| {
            let number = index + 1;
            let address = list.page(number);
            let page = Page {
                count: words.count("releases", list.places.len()),
                items: part.iter().map(|&index| item(&places[index])).collect(),
                page: number,
                pages,
                newer: (number > 1).then(|| list.page(number - 1)),
                older: (number < pages).then(|| list.page(number + 1)),
                feeds: feeds.clone(),
                is_first_page: list.by == By::Nothing && number == 1,
                ..page(&address, &list.title)
            };
            add(&address, "index.html", &page)
        })
    })?;
    if places.is_empty() {
        add(
            "",
            "index.html",
            &Page { is_first_page: true, count: words.count("releases", 0), ..page("", &site.config.title) },
        )?;
    }
    let archive = words.word("archive");
    add(ARCHIVE, "index.html", &Page { groups: groups(lists, words), ..page(ARCHIVE, &archive) })?;
    // It is shown at any address, so that its links are from the root of the host.
    let absent = words.word("absent");
    let mut nowhere = page("", &absent);
    nowhere.site.lie_anywhere(site);
    add("", "404.html", &nowhere)
}

fn groups(lists: &[List], words: SiteWords) -> Vec<Group> {
    let groups = [(By::Year, "years"), (By::Issuer, "issuers"), (By::Kind, "kinds"), (By::Language, "languages")];
    let months = |year: &List| {
        let is_of_year = |list: &&List| list.by == By::Month && list.address.starts_with(&year.address);
        lists.iter().filter(is_of_year).map(|month| counted(month, Vec::new())).collect()
    };
    let group = |(by, name): (By, &str)| {
        let items = lists.iter().filter(|list| list.by == by);
        let items = items.map(|list| counted(list, if by == By::Year { months(list) } else { Vec::new() }));
        Group { name: words.word(name), items: items.collect() }
    };
    groups.into_iter().map(group).filter(|group| !group.items.is_empty()).collect()
}

fn counted(list: &List, parts: Vec<Counted>) -> Counted {
    Counted { link: Link { href: list.address.clone(), name: list.title.clone() }, count: list.places.len(), parts }
}
