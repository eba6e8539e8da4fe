//! Jekyll: a page in a folder for each release and each folder, so that addresses end in a stroke whatever `permalink` says.

use super::super::place::Place;
use super::folders::Folder;
use super::form::{Files, Form, Making, Page, nothing, quoted, title_of_untitled, to_folder};

pub(super) const FORM: Form = Form { page: Page::InFolder, more, link: to_folder, folder, whole: nothing };

fn more(_: &Making<'_>, place: &Place) -> String {
    title_of_untitled(place, ": ")
}

fn folder(making: &Making<'_>, folder: &Folder<'_>) -> Files {
    let head = format!("---\ntitle: {}\nrender_with_liquid: false\n---\n\n", quoted(&folder.title));
    vec![("index.md".to_owned(), head + &making.list(folder))]
}
