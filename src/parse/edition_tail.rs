//! The tail of an edition of our own: notes, contacts and boilerplate between their signs.

use super::edition::{Reader, Stop, content};
use super::inline;
use super::tree::{Node, Part};
use crate::read::{BlockKind, Marker};
use crate::release::{Block, Contact, Contacts, Inline, Moment, Note, Notes, Passage, PassageClass, Signature};
use crate::source::Span;
use serde::Deserialize;

/// What a sign says was understood of a contact.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Understood {
    name: Option<String>,
    role: Option<String>,
    telephone: Vec<String>,
    email: Vec<String>,
    fax: Vec<String>,
    url: Vec<String>,
    hours: Option<String>,
    address: Option<String>,
}

impl Understood {
    pub(super) fn with(self, content: Vec<Inline>) -> Contact {
        let Understood { name, role, telephone, email, fax, url, hours, address } = self;
        Contact { content, name, role, telephone, email, fax, url, hours, address }
    }
}

/// What a sign says of a passage.
#[derive(Deserialize)]
#[serde(default)]
struct Passed {
    class: PassageClass,
    heading: bool,
}

impl Default for Passed {
    fn default() -> Self {
        Self { class: PassageClass::About, heading: true }
    }
}

/// What a sign says was understood of a signature.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Signed {
    place: Option<String>,
    date: Option<Moment>,
    name: Option<String>,
}

/// The heading that stands next.
fn heading(reader: &mut Reader<'_, '_>) -> Vec<Inline> {
    match reader.peek().map(|block| &block.kind) {
        Some(BlockKind::Heading { lines, .. }) => {
            reader.next();
            content(lines)
        }
        _ => Vec::new(),
    }
}

/// Whether the closing sign `name` stands next; takes it.
fn closed(reader: &mut Reader<'_, '_>, name: &str) -> bool {
    let closes = match reader.peek().map(|block| &block.kind) {
        Some(BlockKind::Marker(marker)) => marker.closes && marker.name == name,
        Some(_) => false,
        None => return true,
    };
    if closes {
        reader.next();
    }
    closes
}

/// Notes: footnotes of the format, and those behind the sign `note`. Without the sign `notes`, only the former.
pub(super) fn notes(reader: &mut Reader<'_, '_>, span: Span, marker: &Marker) -> Node {
    let marks: Vec<(String, String)> = reader.argument(marker, span).unwrap_or_default();
    let signed = marker.name == "notes";
    let block = Block::Notes(Notes { heading: if signed { heading(reader) } else { Vec::new() }, notes: Vec::new() });
    let mut notes = Vec::new();
    while !closed(reader, "notes")
        && let Some(block) = reader.peek()
    {
        let mark = marks.get(notes.len()).cloned();
        match &block.kind {
            BlockKind::Note { label, blocks, .. } => {
                reader.next();
                let printed = mark.map_or_else(|| label.clone(), |(printed, _)| printed);
                notes.push(reader.footnote(block.span, label, printed, blocks));
            }
            BlockKind::Marker(marker) if signed && marker.name == "note" && !marker.closes => {
                reader.next();
                notes.push(note(reader, block.span, mark.unwrap_or_default()));
            }
            BlockKind::Marker(marker) if signed && marker.name.is_empty() => drop(reader.next()),
            BlockKind::Paragraph { .. } if signed => notes.push(note(reader, block.span, mark.unwrap_or_default())),
            _ => break,
        }
    }
    Node::block(span, block).with(notes)
}

/// `printed words`, and the blocks behind it.
fn note(reader: &mut Reader<'_, '_>, span: Span, (printed, label): (String, String)) -> Node {
    let content = match reader.peek().map(|block| &block.kind) {
        Some(BlockKind::Paragraph { lines }) => {
            reader.next();
            let mut lines = lines.clone();
            if let Some(first) = lines.first_mut().filter(|first| inline::line_text(first).starts_with(&printed))
                && !printed.is_empty()
            {
                inline::cut_exactly(first, printed.len());
            }
            content(&lines)
        }
        _ => reader.words(),
    };
    let blocks = reader.blocks(&Stop::Note);
    Node::new(span, Part::Note(Note { printed, label, content, blocks: Vec::new() })).with(blocks)
}

/// Contacts, each behind the sign `contact`.
pub(super) fn contact_group(reader: &mut Reader<'_, '_>, span: Span) -> Node {
    let block = Block::Contacts(Contacts { heading: heading(reader), contacts: Vec::new() });
    let mut contacts = Vec::new();
    while !closed(reader, "contacts")
        && let Some(block) = reader.peek()
    {
        let marker = reader.take_marker("contact");
        if marker.is_none() && !matches!(block.kind, BlockKind::Paragraph { .. }) {
            break;
        }
        contacts.push(reader.contact(marker, block.span));
    }
    Node::block(span, block).with(contacts)
}

/// A passage apart from the argument.
pub(super) fn boilerplate(reader: &mut Reader<'_, '_>, span: Span, marker: &Marker) -> Node {
    let Passed { class, heading: headed } = reader.argument(marker, span).unwrap_or_default();
    let heading = if headed { heading(reader) } else { Vec::new() };
    let blocks = reader.blocks(&Stop::Closing("boilerplate"));
    Node::block(span, Block::Boilerplate(Passage { class, heading, blocks: Vec::new() })).with(blocks)
}

/// Who signed: what the sign says was understood, and a paragraph.
pub(super) fn signature(reader: &mut Reader<'_, '_>, span: Span, marker: &Marker) -> Node {
    let Signed { place, date, name } = reader.argument(marker, span).unwrap_or_default();
    Node::block(span, Block::Signature(Signature { content: reader.words(), place, date, name }))
}
