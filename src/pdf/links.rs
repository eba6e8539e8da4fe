//! Link annotations (ISO 32000-1 12.5.6.5), each tied to its structure element.

use super::draft::{Draft, typed};
use super::object::{bytes, dictionary, name, number, text};
use crate::page::document::{Area, Document, ElementId, Item, Page, Target};
use lopdf::{Dictionary, Object, ObjectId};

/// The print flag: PDF/A wants it on every annotation.
const PRINT: i64 = 4;

/// A link annotation and where it belongs.
pub(super) struct Link {
    /// By its place in the document.
    pub(super) page: usize,
    pub(super) element: ElementId,
    pub(super) annotation: ObjectId,
    /// Its key in the parent tree.
    pub(super) key: i64,
}

/// Adds the annotations of all pages. Their keys in the parent tree follow those of the pages.
pub(super) fn add(draft: &mut Draft, document: &Document) -> Vec<Link> {
    let mut links = Vec::new();
    for (index, page) in document.pages.iter().enumerate() {
        let first = links.len();
        for item in &page.items {
            let Item::Link { area, target, element, description } = item else { continue };
            let key = (document.pages.len() + links.len()) as i64;
            let mut annotation = typed("Annot", [("Subtype", name("Link")), ("Rect", rectangle(page, *area))]);
            annotation.set("A", action(target));
            annotation.set("Contents", text(description));
            annotation.set("F", PRINT);
            annotation.set("Border", vec![0.into(), 0.into(), 0.into()]);
            annotation.set("StructParent", key);
            annotation.set("P", draft.pages[index]);
            links.push(Link { page: index, element: *element, annotation: draft.add(annotation), key });
        }
        let annotations: Vec<Object> = links[first..].iter().map(|link| link.annotation.into()).collect();
        if !annotations.is_empty()
            && let Some(entry) = draft.page_mut(index)
        {
            entry.set("Annots", annotations);
        }
    }
    links
}

/// Lower left and upper right corner.
pub(super) fn rectangle(page: &Page, area: Area) -> Object {
    let (top, bottom) = (page.height - area.y, page.height - area.y - area.height);
    vec![number(area.x), number(bottom), number(area.x + area.width), number(top)].into()
}

fn action(target: &Target) -> Dictionary {
    match target {
        Target::Uri(uri) => dictionary([("S", name("URI")), ("URI", bytes(ascii_uri(uri)))]),
        Target::Destination(anchor) => dictionary([("S", name("GoTo")), ("D", bytes(anchor.as_str()))]),
    }
}

/// A URI in a PDF is 7-bit ASCII (ISO 32000-1 12.6.4.7).
fn ascii_uri(uri: &str) -> String {
    let mut ascii = String::with_capacity(uri.len());
    for byte in uri.bytes() {
        match byte {
            b'!'..=b'~' => ascii.push(byte.into()),
            _ => ascii.push_str(&format!("%{byte:02X}")),
        }
    }
    ascii
}
