//! Named destinations (ISO 32000-1 12.3.2.3): `briefing.pdf#p4` opens at paragraph 4.

use super::draft::Draft;
use super::object::{bytes, dictionary};
use crate::page::document::{Destination, Document};
use std::collections::BTreeMap;

/// Adds the name tree. Of two places with one name the first counts, as in HTML.
pub(super) fn add(draft: &mut Draft, document: &Document) {
    let mut places = BTreeMap::new();
    for destination in &document.destinations {
        places.entry(destination.name.as_str()).or_insert(destination);
    }
    if places.is_empty() {
        return;
    }
    let place = |(name, to): (&str, &Destination)| [bytes(name), draft.place(document, to.page, to.y)];
    let names = places.into_iter().flat_map(place).collect::<Vec<_>>();
    let tree = draft.add(dictionary([("Names", names.into())]));
    draft.names.set("Dests", tree);
}
