//! A release as a page of a target: its Markdown, and its PDF and pictures beside it.

use super::super::entry::Content;
use super::super::place::Place;
use super::super::tree::Tree;
use super::form::{Making, link};
use super::pictures;
use crate::error::Error;
use crate::pipeline::OutputFormat;
use crate::prepare::{Inline, language_name};

/// Writes them into the tree.
pub(super) fn write(making: &Making<'_>, place: &Place, tree: &Tree) -> Result<(), Error> {
    let (folder, name) = making.at(place);
    let mut briefing = place.entry.briefing.clone();
    for (file, bytes) in pictures::lay_beside(&mut briefing, &name, making.target.kind) {
        tree.add(&format!("{folder}{file}"), &bytes)?;
    }
    let mut ways = editions(making, place);
    if let Some(file) = place.files.iter().find(|file| file.format == OutputFormat::Pdf) {
        let path = format!("{name}.pdf");
        let (file, from) = match &file.content {
            Content::New(aside) => (aside.file, aside.place.clone()),
            Content::Kept(from, kept) => (*kept, making.site.output.join(from)),
            Content::OfShard(from, file) => (*file, from.clone()),
        };
        tree.add_from(&format!("{folder}{path}"), file, &from)?;
        ways.insert(0, link(path, "PDF"));
    }
    let more = (making.form.more)(making, place);
    let mut text = making.renderer.markdown_with(&briefing, &more)?;
    if !ways.is_empty() {
        text = format!("{}\n\n{}\n", text.trim_end_matches('\n'), making.line(&joined(ways)));
    }
    tree.add(&making.file(place), text.as_bytes())
}

/// The ways to the other editions of the text.
fn editions(making: &Making<'_>, place: &Place) -> Vec<Inline> {
    let others = place.editions.iter().map(|&other| &making.places[other]);
    let others = others.filter(|other| other.address != place.address);
    let from = making.at(place).0;
    others.map(|other| making.link(from, &making.file(other), &language_name(other.language()))).collect()
}

fn joined(ways: Vec<Inline>) -> Vec<Inline> {
    let mut line = Vec::new();
    for way in ways {
        if !line.is_empty() {
            line.push(Inline::Text(" · ".to_owned()));
        }
        line.push(way);
    }
    line
}
