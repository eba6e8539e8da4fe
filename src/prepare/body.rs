//! The blocks of the body with their anchors, and the table of contents.

use super::address::{followable, picture_data};
use super::anchors::{Anchors, section_id};
use super::briefing::{
    Block, Cell, Contact, Figure, Inline, ListItem, Note, Numbered, OutlineEntry, Section, Signature, Table,
};
use super::inline::{Resolver, with_addresses};
use super::one_line;
use super::reference::Form;
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::pictures::Pictures;
use crate::release::{self, Number, plain_text};

/// The deepest heading that HTML has.
const DEEPEST_HEADING: usize = 6;

/// Builds the blocks; paragraphs and notes take their anchors one after another, in the order of the text.
pub(super) struct Body<'a> {
    anchors: &'a Anchors,
    words: &'a Words,
    resolver: Resolver<'a>,
    pictures: Option<&'a Pictures>,
    paragraphs: usize,
}

/// Where a block stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The level of a heading here.
    level: usize,
    /// The anchor of the section around it; `s` at the top.
    section: &'a str,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        anchors: &'a Anchors,
        words: &'a Words,
        form: Option<&'a Form>,
        pictures: Option<&'a Pictures>,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { anchors, words, resolver: Resolver::new(anchors, form, diagnostics), pictures, paragraphs: 0 }
    }

    /// The blocks of the whole body and its outline.
    pub(super) fn finish(mut self, blocks: &[release::Block]) -> (Vec<Block>, Vec<OutlineEntry>) {
        let mut outline = Vec::new();
        let mut blocks = self.blocks(blocks, Place { level: 2, section: "s" }, &mut outline);
        let mut references = self.resolver.references.into_iter();
        fill_references(&mut blocks, &mut references);
        (blocks, outline)
    }

    /// The picture at an address, where the address or a file beside the release holds it.
    fn picture(&self, url: &str) -> Option<String> {
        let beside = self.pictures.and_then(|pictures| pictures.get(url));
        picture_data(url).or_else(|| beside.map(str::to_owned))
    }

    /// The text with its links and references resolved.
    pub(super) fn inlines(&mut self, content: &[release::Inline]) -> Vec<Inline> {
        self.resolver.resolve(content)
    }

    fn blocks(&mut self, blocks: &[release::Block], place: Place, outline: &mut Vec<OutlineEntry>) -> Vec<Block> {
        let mut out = Vec::with_capacity(blocks.len());
        for block in blocks {
            match (block, out.last_mut()) {
                (release::Block::Paragraph(paragraph), Some(Block::Paragraphs { items, widest }))
                    if paragraph.number.is_some() =>
                {
                    items.extend(self.numbered(paragraph, place));
                    *widest = items.last().map_or(0, |item| width(&item.number)).max(*widest);
                }
                _ => out.push(self.block(block, place, outline)),
            }
        }
        out
    }

    fn inside(&mut self, blocks: &[release::Block], place: Place) -> Vec<Block> {
        self.blocks(blocks, place, &mut Vec::new())
    }

    fn block(&mut self, block: &release::Block, place: Place, outline: &mut Vec<OutlineEntry>) -> Block {
        match block {
            release::Block::Section(section) => self.section(section, place, outline),
            release::Block::Paragraph(paragraph) => match self.numbered(paragraph, place) {
                Some(numbered) => Block::Paragraphs { widest: width(&numbered.number), items: vec![numbered] },
                None => Block::Paragraph {
                    content: self.inlines(&paragraph.content),
                    introduces: introduces(&paragraph.content),
                    blocks: self.inside(&paragraph.blocks, place),
                },
            },
            release::Block::List(list) => self.list(list, place),
            release::Block::Quote(quote) => Block::Quote {
                blocks: self.inside(&quote.blocks, place),
                attribution: self.inlines(&quote.attribution),
            },
            release::Block::Table(table) => Block::Table(self.table(table)),
            release::Block::Figure(figure) => Block::Figure(Figure {
                url: figure.url.clone(),
                href: followable(&figure.url),
                data: self.picture(&figure.url),
                alternative: figure.alternative.clone(),
                caption: self.inlines(&figure.caption),
            }),
            release::Block::Notes(notes) => self.notes(notes, place),
            release::Block::Contacts(contacts) => self.contacts(contacts, place),
            release::Block::Boilerplate(passage) => Block::Boilerplate {
                class: passage.class,
                heading: self.inlines(&passage.heading),
                level: place.level,
                blocks: self.inside(&passage.blocks, below(place, &passage.heading)),
            },
            release::Block::Signature(signature) => Block::Signature(Signature {
                content: self.inlines(&signature.content),
                place: signature.place.clone(),
                date: signature.date.as_ref().map(|date| self.words.date(date)),
                name: signature.name.clone(),
            }),
            release::Block::Preformatted { text } => Block::Preformatted { text: text.clone() },
            release::Block::Break { printed } => Block::Break { printed: printed.clone() },
            release::Block::EndMark { printed } => Block::EndMark { printed: printed.clone() },
        }
    }

    fn section(&mut self, section: &release::Section, place: Place, outline: &mut Vec<OutlineEntry>) -> Block {
        let id = section_id(place.section, outline.len() + 1);
        let number = section.heading.number.clone();
        let name = one_line(&plain_text(&section.heading.content));
        let content = self.inlines(&section.heading.content);
        let mut children = Vec::new();
        let inner = Place { level: deeper(place.level), section: &id };
        let around = std::mem::replace(&mut self.resolver.section, id.clone());
        let blocks = self.blocks(&section.blocks, inner, &mut children);
        self.resolver.section = around;
        outline.push(OutlineEntry { id: id.clone(), number: number.clone(), name, children });
        Block::Section(Section { id, level: place.level, number, content, blocks })
    }

    fn numbered(&mut self, paragraph: &release::Paragraph, place: Place) -> Option<Numbered> {
        let Number { printed, label } = paragraph.number.clone()?;
        let anchor = self.anchors.paragraphs[self.paragraphs].clone();
        self.paragraphs += 1;
        self.resolver.place = Some(format!("paragraph {}", anchor.citation));
        let content = self.inlines(&paragraph.content);
        let blocks = self.inside(&paragraph.blocks, place);
        self.resolver.place = None;
        let introduces = introduces(&paragraph.content);
        Some(Numbered { id: anchor.id, number: printed, label, citation: anchor.citation, content, introduces, blocks })
    }

    fn list(&mut self, list: &release::List, place: Place) -> Block {
        let item = |item: &release::ListItem| ListItem {
            bullet: item.bullet.clone(),
            sign: sign(&item.bullet),
            content: self.inlines(&item.content),
            introduces: introduces(&item.content),
            blocks: self.inside(&item.blocks, place),
        };
        Block::List { items: list.items.iter().map(item).collect() }
    }

    fn table(&mut self, table: &release::Table) -> Table {
        let caption = self.inlines(&table.caption);
        let columns = table.header.iter().chain(&table.rows).map(Vec::len).max().unwrap_or(0);
        let figures: Vec<bool> = (0..columns).map(|column| has_figures(&table.rows, column)).collect();
        let header = self.rows(&table.header, &figures);
        let rows = self.rows(&table.rows, &figures);
        Table { caption, header, rows, columns }
    }

    /// The cells of some rows; `figures` says of each column whether it is one of figures.
    fn rows(&mut self, rows: &[Vec<release::Cell>], figures: &[bool]) -> Vec<Vec<Cell>> {
        let mut cell =
            |(cell, &figures): (&release::Cell, &bool)| Cell { content: self.inlines(&cell.content), figures };
        rows.iter().map(|row| row.iter().zip(figures).map(&mut cell).collect()).collect()
    }

    fn notes(&mut self, notes: &release::Notes, place: Place) -> Block {
        let heading = self.inlines(&notes.heading);
        let first = self.resolver.pass_notes(notes.notes.len());
        let inner = below(place, &notes.heading);
        let note = |(index, note): (usize, &release::Note)| Note {
            id: self.anchors.notes[first + index].clone(),
            printed: note.printed.clone(),
            label: note.label.clone(),
            content: self.inlines(&note.content),
            blocks: self.inside(&note.blocks, inner),
            references: Vec::new(),
        };
        let items: Vec<Note> = notes.notes.iter().enumerate().map(note).collect();
        let count = self.words.count("notes", items.len());
        Block::Notes { heading, level: place.level, count, are_called: false, items }
    }

    fn contacts(&mut self, contacts: &release::Contacts, place: Place) -> Block {
        let heading = self.inlines(&contacts.heading);
        let contact = |contact: &release::Contact| Contact {
            content: with_addresses(self.inlines(&contact.content), &contact.email, &contact.telephone),
            name: contact.name.clone(),
            role: contact.role.clone(),
            telephone: contact.telephone.clone(),
            email: contact.email.clone(),
            fax: contact.fax.clone(),
            url: contact.url.clone(),
            hours: contact.hours.clone(),
            address: contact.address.clone(),
        };
        Block::Contacts { heading, level: place.level, items: contacts.contacts.iter().map(contact).collect() }
    }
}

fn deeper(level: usize) -> usize {
    (level + 1).min(DEEPEST_HEADING)
}

/// The place under a heading, where there is one.
fn below<'a>(place: Place<'a>, heading: &[release::Inline]) -> Place<'a> {
    if heading.is_empty() { place } else { Place { level: deeper(place.level), ..place } }
}

/// How wide a number is: letters from the Hangul blocks on are about as wide as two Latin ones.
fn width(number: &str) -> usize {
    number.chars().map(|letter| if letter >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// Whether words end with a colon.
fn introduces(content: &[release::Inline]) -> bool {
    plain_text(content).trim_end().ends_with([':', '：'])
}

/// Gives every note the anchors of the references to it; notes take them in the order of their anchors.
fn fill_references(blocks: &mut [Block], references: &mut impl Iterator<Item = Vec<String>>) {
    for block in blocks {
        match block {
            Block::Notes { heading, are_called, items, .. } => {
                for item in items.iter_mut() {
                    item.references = references.next().unwrap_or_default();
                }
                *are_called = heading.is_empty() && items.iter().all(|item| !item.references.is_empty());
                items.iter_mut().for_each(|item| fill_references(&mut item.blocks, references));
            }
            Block::Section(section) => fill_references(&mut section.blocks, references),
            Block::Paragraphs { items, .. } => {
                items.iter_mut().for_each(|item| fill_references(&mut item.blocks, references));
            }
            Block::List { items } => items.iter_mut().for_each(|item| fill_references(&mut item.blocks, references)),
            Block::Paragraph { blocks, .. } | Block::Quote { blocks, .. } | Block::Boilerplate { blocks, .. } => {
                fill_references(blocks, references);
            }
            _ => {}
        }
    }
}

/// The words of the first paragraph that has any.
pub(super) fn first_words(blocks: &[release::Block]) -> String {
    let words = |block: &release::Block| match block {
        release::Block::Paragraph(paragraph) => plain_text(&paragraph.content),
        release::Block::Section(section) => first_words(&section.blocks),
        release::Block::Quote(quote) => first_words(&quote.blocks),
        _ => String::new(),
    };
    blocks.iter().map(words).find(|words| !words.trim().is_empty()).unwrap_or_default()
}

/// Whether all that a column says are figures: `1,890`, `12.5 %`, `€ 4`, `(3)`.
fn has_figures(rows: &[Vec<release::Cell>], column: usize) -> bool {
    let words = rows.iter().filter_map(|row| row.get(column)).map(|cell| plain_text(&cell.content));
    let mut said = words.filter(|words| !words.trim().is_empty()).peekable();
    let is_figure = |words: String| words.contains(char::is_numeric) && !words.contains(char::is_alphabetic);
    said.peek().is_some() && said.all(is_figure)
}

/// The bullet as a page shows it. What a character for private use looks like is an affair of one font, which no reader
/// may have: as a bullet it is one.
fn sign(bullet: &str) -> String {
    let private = |letter: char| ('\u{E000}'..='\u{F8FF}').contains(&letter);
    bullet.chars().map(|letter| if private(letter) { '•' } else { letter }).collect()
}
