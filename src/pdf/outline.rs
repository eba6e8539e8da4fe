//! Bookmarks (ISO 32000-1 12.3.3), nested as the headings are and all open.

use super::draft::{Draft, typed};
use super::object::{dictionary, text};
use crate::page::document::{Bookmark, Document};
use lopdf::{Dictionary, ObjectId};

/// Adds the outline, and has viewers show it, if there is one.
pub(super) fn add(draft: &mut Draft, document: &Document) {
    if document.outline.is_empty() {
        return;
    }
    let root = draft.reserve();
    let mut entries = typed("Outlines", []);
    add_children(draft, document, &document.outline, root, &mut entries);
    draft.set(root, entries);
    draft.catalog.set("Outlines", root);
    draft.catalog.set("PageMode", "UseOutlines");
}

/// Adds bookmarks below a parent, whose `First`, `Last` and `Count` are set; `check` has limited the depth.
fn add_children(
    draft: &mut Draft,
    document: &Document,
    bookmarks: &[Bookmark],
    parent: ObjectId,
    entries: &mut Dictionary,
) -> i64 {
    let ids: Vec<_> = bookmarks.iter().map(|_| draft.reserve()).collect();
    let mut count = ids.len() as i64;
    for (index, bookmark) in bookmarks.iter().enumerate() {
        let place = draft.place(document, bookmark.page, bookmark.y);
        let mut own = dictionary([("Title", text(&bookmark.title)), ("Parent", parent.into()), ("Dest", place)]);
        if index > 0 {
            own.set("Prev", ids[index - 1]);
        }
        if let Some(next) = ids.get(index + 1) {
            own.set("Next", *next);
        }
        count += add_children(draft, document, &bookmark.children, ids[index], &mut own);
        draft.set(ids[index], own);
    }
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        entries.set("First", *first);
        entries.set("Last", *last);
        entries.set("Count", count);
    }
    count
}
