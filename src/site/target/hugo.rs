//! Hugo: a leaf bundle for each release, a branch bundle (`_index.md`) for each folder. Hugo itself puts the newest first.

use super::super::place::Place;
use super::folders::Folder;
use super::form::{Files, Form, Making, Page, nothing, quoted, title_of_untitled, to_folder};

pub(super) const FORM: Form = Form { page: Page::InFolder, more, link: to_folder, folder, whole: nothing };

fn more(_: &Making<'_>, place: &Place) -> String {
    title_of_untitled(place, ": ")
}

fn folder(making: &Making<'_>, folder: &Folder<'_>) -> Files {
    let weight = weight(making, folder).map(|weight| format!("weight: {weight}\n")).unwrap_or_default();
    let text = format!("---\ntitle: {}\n{weight}---\n", quoted(&folder.title));
    vec![("_index.md".to_owned(), text)]
}

/// The place of a folder among others: that of the target is said in its section.
pub(super) fn weight(making: &Making<'_>, folder: &Folder<'_>) -> Option<usize> {
    if folder.path.is_empty() { making.target.weight.map(|weight| weight as usize) } else { Some(folder.order) }
}
