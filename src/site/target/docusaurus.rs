//! Docusaurus: a page for each release, `_category_.json` for each folder, whose page Docusaurus makes itself.

use super::super::place::Place;
use super::folders::Folder;
use super::form::{Files, Form, Making, Page, json, nothing, parted, quoted, title_of_untitled, to_file};
use super::hugo::weight;
use serde_json::json;
use std::fmt::Write as _;

pub(super) const FORM: Form = Form { page: Page::File, more, link: to_file, folder, whole: nothing };

/// The address is said, because Docusaurus takes a number at the start of a name away; the position is the day, backwards.
fn more(_: &Making<'_>, place: &Place) -> String {
    let mut more = title_of_untitled(place, ": ");
    let name = quoted(parted(&place.address).1);
    _ = write!(more, "id: {name}\nslug: {name}\n");
    if let Some(moment) = place.date() {
        let date = moment.date;
        let day = i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day());
        _ = writeln!(more, "sidebar_position: {}", -day);
    }
    more
}

fn folder(making: &Making<'_>, folder: &Folder<'_>) -> Files {
    let around = making.below("docs");
    let slug = format!("/{}/{}", around.join("/"), folder.path);
    let link = json!({ "type": "generated-index", "title": folder.title, "slug": slug.trim_end_matches('/') });
    let mut category = json!({ "label": folder.title, "link": link });
    if let Some(weight) = weight(making, folder) {
        category["position"] = json!(weight);
    }
    vec![("_category_.json".to_owned(), json(&category))]
}
