//! Zola: a page with its assets in a folder for each release, a section (`_index.md`) for each folder, which gives its pages
//! on to the one around it (`transparent`).

use super::super::place::Place;
use super::folders::Folder;
use super::form::{Files, Form, Making, Page, nothing, quoted, title_of_untitled, to_folder};
use super::hugo::weight;

pub(super) const FORM: Form = Form { page: Page::InFolder, more, link, folder, whole: nothing };

fn more(_: &Making<'_>, place: &Place) -> String {
    title_of_untitled(place, " = ")
}

/// `@/press/2031/03/harbour/index.md`: an internal link, which holds also where Zola makes its own slugs of paths.
fn link(making: &Making<'_>, from: &str, to: &str) -> String {
    let around = making.below("content");
    if super::settled(&making.target.output).iter().any(|part| part == "content") {
        format!("@/{}{to}", around.iter().map(|part| format!("{part}/")).collect::<String>())
    } else {
        to_folder(making, from, to)
    }
}

fn folder(making: &Making<'_>, folder: &Folder<'_>) -> Files {
    let weight = weight(making, folder).map(|weight| format!("weight = {weight}\n")).unwrap_or_default();
    let transparent = if folder.path.is_empty() { "" } else { "transparent = true\n" };
    let text = format!("+++\ntitle = {}\nsort_by = \"date\"\n{weight}{transparent}+++\n", quoted(&folder.title));
    vec![("_index.md".to_owned(), text)]
}
