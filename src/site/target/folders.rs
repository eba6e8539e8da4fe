//! The folders that the addresses of releases make: each with its name in the navigation and what is in it, in order.

use super::super::lists::List;
use super::super::place::Place;
use super::form::{Making, parted};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A folder of a target.
pub(super) struct Folder<'a> {
    /// `2031/03/`; empty for the target itself.
    pub(super) path: String,
    /// `March 2031`.
    pub(super) title: String,
    /// Its place among those beside it, counted from 1.
    pub(super) order: usize,
    /// The folders in it, in order: paths and titles.
    pub(super) folders: Vec<(String, String)>,
    /// The releases in it, the newest first.
    pub(super) pages: Vec<&'a Place>,
}

/// All folders, each one before those in it.
pub(super) fn all<'a>(making: &Making<'a>, lists: &[List]) -> Vec<Folder<'a>> {
    let titles: BTreeMap<&str, &str> = lists.iter().map(|list| (list.address.as_str(), list.title.as_str())).collect();
    let title = |path: &str| match path {
        "" => making.title.to_owned(),
        _ => titles.get(path).map_or_else(|| parted(path).1.to_owned(), |&title| title.to_owned()),
    };
    let mut pages: BTreeMap<String, Vec<&'a Place>> = BTreeMap::from([(String::new(), Vec::new())]);
    for place in making.places {
        let mut path = parted(&place.address).0;
        pages.entry(path.to_owned()).or_default().push(place);
        while !path.is_empty() {
            path = parted(path).0;
            pages.entry(path.to_owned()).or_default();
        }
    }
    let mut inner: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in pages.keys().filter(|path| !path.is_empty()) {
        inner.entry(parted(path).0.to_owned()).or_default().push(path.clone());
    }
    // Years and months run backwards, as releases do.
    inner.values_mut().for_each(|paths| paths.sort_by_key(|path| Reverse(parted(path).1.parse::<u32>().ok())));
    let order = |path: &str| {
        let beside = inner.get(parted(path).0).filter(|_| !path.is_empty());
        beside.and_then(|paths| paths.iter().position(|other| other == path)).map_or(1, |at| at + 1)
    };
    let folder = |(path, pages): (String, Vec<&'a Place>)| {
        let folders = inner.get(&path).into_iter().flatten().map(|path| (path.clone(), title(path))).collect();
        Folder { title: title(&path), order: order(&path), folders, pages, path }
    };
    pages.into_iter().map(folder).collect()
}
