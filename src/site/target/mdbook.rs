//! mdBook: a page for each release and each folder, and `SUMMARY.md`, which names them all: a target is a whole book.

use super::super::place::Place;
use super::folders::Folder;
use super::form::{Files, Form, Making, Page, to_file};

pub(super) const FORM: Form =
    Form { page: Page::File, more: |_: &Making<'_>, _: &Place| String::new(), link: to_file, folder, whole };

fn folder(making: &Making<'_>, folder: &Folder<'_>) -> Files {
    let index = format!("# {}\n\n{}", making.words(&folder.title), making.list(folder));
    vec![("index.md".to_owned(), index)]
}

fn whole(making: &Making<'_>, folders: &[Folder<'_>]) -> Files {
    let mut lines = vec![format!("# {}", making.words(making.title)), String::new()];
    let entry = |to: &str, words: &str| making.line(&[making.link("", to, words)]);
    lines.extend([entry("index.md", making.title), String::new()]);
    chapters(making, folders, "", 0, &entry, &mut lines);
    vec![("SUMMARY.md".to_owned(), lines.join("\n") + "\n")]
}

/// The lines of what is in the folder `path`.
fn chapters(
    making: &Making<'_>,
    folders: &[Folder<'_>],
    path: &str,
    depth: usize,
    entry: &impl Fn(&str, &str) -> String,
    lines: &mut Vec<String>,
) {
    let Some(folder) = folders.iter().find(|folder| folder.path == path) else { return };
    let indent = "  ".repeat(depth);
    let of_places = folder.pages.iter().map(|place| entry(&making.file(place), &place.entry.briefing.name));
    lines.extend(of_places.map(|entry| format!("{indent}- {entry}")));
    for (path, title) in &folder.folders {
        lines.push(format!("{indent}- {}", entry(&format!("{path}index.md"), title)));
        chapters(making, folders, path, depth + 1, entry, lines);
    }
}
