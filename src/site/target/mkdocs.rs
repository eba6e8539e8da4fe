//! MkDocs and Zensical: a page for each release and each folder. Both find them without a `nav`; `.nav.yml`, which the plugin
//! awesome-nav reads, puts them into order.

use super::super::place::Place;
use super::folders::Folder;
use super::form::{Files, Form, Making, Page, nothing, parted, quoted, title_of_untitled, to_file};
use std::fmt::Write as _;

pub(super) const FORM: Form = Form { page: Page::File, more, link: to_file, folder, whole: nothing };

fn more(_: &Making<'_>, place: &Place) -> String {
    title_of_untitled(place, ": ")
}

fn folder(making: &Making<'_>, folder: &Folder<'_>) -> Files {
    let title = quoted(&folder.title);
    let list = making.list(folder);
    let index = format!("---\ntitle: {title}\n---\n\n# {}\n\n{list}", making.words(&folder.title));
    let mut nav = format!("title: {title}\nnav:\n  - index.md\n");
    let pages = folder.pages.iter().map(|place| making.file(place)[folder.path.len()..].to_owned());
    let folders = folder.folders.iter().map(|(path, _)| parted(path).1.to_owned());
    pages.chain(folders).for_each(|name| _ = writeln!(nav, "  - {}", quoted(&name)));
    vec![("index.md".to_owned(), index), (".nav.yml".to_owned(), nav)]
}
