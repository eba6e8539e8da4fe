//! Footnotes and endnotes: their marks in the text, and their words behind it.

use super::fields::Fields;
use super::numerals;
use super::package::{Package, Relationships};
use super::paragraph::Open;
use super::walk::Walker;
use super::xml::{Element, Tree};
use super::{Block, Look, What};
use std::collections::HashMap;
use std::rc::Rc;

/// A note that the text refers to.
#[derive(Debug)]
pub(super) struct Referred {
    kind: Kind,
    id: String,
    /// Its mark; empty where the document shows none.
    label: String,
    /// The label is typed in the note, not counted.
    typed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Foot,
    End,
}

/// The notes of a document, and how they count.
#[derive(Debug)]
pub(super) struct Notes {
    feet: Option<Tree>,
    ends: Option<Tree>,
}

/// How the notes of a kind count: from which number, in which format.
#[derive(Clone, Debug)]
pub(super) struct Counting {
    start: u32,
    format: String,
    count: u32,
}

/// How footnotes and endnotes count.
#[derive(Debug)]
pub(super) struct Countings {
    feet: Counting,
    ends: Counting,
}

impl Countings {
    /// Reads how notes count, from the settings of the document and of its sections.
    pub(super) fn read(settings: Option<&Tree>, document: Element<'_>) -> Self {
        let counting = |name: &str, format: &str| {
            let of_section = document.find("sectPr").and_then(|section| section.child(name));
            let of_document = settings.and_then(|settings| settings.root().child(name));
            let value = |key: &str| [of_section, of_document].into_iter().flatten().find_map(|said| said.value(key));
            Counting {
                start: value("numStart").and_then(|start| start.parse().ok()).unwrap_or(1),
                format: value("numFmt").unwrap_or(format).to_owned(),
                count: 0,
            }
        };
        Countings { feet: counting("footnotePr", "decimal"), ends: counting("endnotePr", "lowerRoman") }
    }
}

impl Counting {
    fn next(&mut self) -> String {
        let value = self.start.saturating_add(self.count);
        self.count = self.count.saturating_add(1);
        match self.format.as_str() {
            // *, †, ‡, §, and then doubled.
            "chicago" => {
                let place = value.saturating_sub(1);
                ["*", "†", "‡", "§"][place as usize % 4].repeat((place / 4).min(9) as usize + 1)
            }
            format => numerals::print(value, format),
        }
    }
}

impl Walker {
    /// Adds the mark of a note to a paragraph: counted, or the one that is typed.
    pub(super) fn refer(&mut self, reference: Element<'_>, typed: Option<String>, open: &mut Open) {
        let kind = if reference.name() == "endnoteReference" { Kind::End } else { Kind::Foot };
        let Some(id) = reference.attribute("id") else { return };
        if !self.fields.shows() {
            return;
        }
        let counting = match kind {
            Kind::Foot => &mut self.counting.feet,
            Kind::End => &mut self.counting.ends,
        };
        let label = match &typed {
            Some(mark) => mark.trim().to_owned(),
            None => counting.next(),
        };
        self.push_words(open, &label, Look { note: Some(label.clone()), ..Look::default() });
        self.referred.push(Referred { kind, id: id.to_owned(), label, typed: typed.is_some() });
    }
}

impl Notes {
    pub(super) fn new(feet: Option<Tree>, ends: Option<Tree>) -> Self {
        Notes { feet, ends }
    }

    /// Writes the notes that the text refers to, footnotes before endnotes; `ways` are those of the main part.
    pub(super) fn write(&self, package: &Package<'_>, ways: &Relationships, walker: &mut Walker) {
        for (kind, tree, part) in [(Kind::Foot, &self.feet, "footnotes"), (Kind::End, &self.ends, "endnotes")] {
            let Some(tree) = tree else { continue };
            let notes: HashMap<&str, Element<'_>> =
                tree.root().children().filter_map(|note| Some((note.attribute("id")?, note))).collect();
            if let Some(part) = ways.part(part) {
                walker.ways = Rc::new(package.relationships(part));
            }
            let (own, others) = std::mem::take(&mut walker.referred).into_iter().partition(|note| note.kind == kind);
            walker.referred = others;
            let own: Vec<Referred> = own;
            for note in own {
                match notes.get(note.id.as_str()) {
                    Some(element) => walker.note(*element, note),
                    None => walker.tell_words(What::Unread, format!("note {}", note.label).trim_end().to_owned()),
                }
            }
        }
    }
}

impl Walker {
    fn note(&mut self, element: Element<'_>, note: Referred) {
        self.fields = Fields::of(element);
        if note.label.is_empty() {
            // Nothing leads to it: its words are paragraphs at the end.
            self.blocks(element);
            return self.finish_paragraph();
        }
        let start = self.text.len();
        if !note.typed {
            self.text.push_str(&note.label);
            self.text.push(' ');
        }
        let before = std::mem::take(&mut self.blocks);
        self.blocks(element);
        self.finish_paragraph();
        let mut blocks = std::mem::replace(&mut self.blocks, before);
        if self.text.len() == start || !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        if note.typed {
            cut_mark(&mut blocks, &self.text, &note.label);
        }
        self.blocks.push(Block::Note { range: start..self.text.len() - 1, label: note.label, blocks });
    }
}

/// Takes a typed mark off the first words of its note.
fn cut_mark(blocks: &mut [Block], text: &str, label: &str) {
    let Some(Block::Paragraph(paragraph)) = blocks.first_mut() else { return };
    let Some(run) = paragraph.lines.first_mut().and_then(|line| line.runs.first_mut()) else { return };
    let words = &text[run.range.clone()];
    let leading = words.len() - words.trim_start().len();
    if words.trim_start().starts_with(label) {
        run.range.start += leading + label.len();
    }
}
