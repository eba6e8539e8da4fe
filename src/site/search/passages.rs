//! A release as a search sees it: passages, each with the anchor that leads to it.

use crate::prepare::{Block, Briefing, Inline, MastheadPart, Section};

/// A passage: the words below one anchor.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Passage {
    /// Empty where nothing leads to it alone.
    anchor: String,
    /// What it is called: `4 (a)`; empty for one that is no numbered paragraph.
    label: String,
    pub(super) text: String,
}

impl Passage {
    /// The anchor and the label: `p4-a 4 (a)`.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.anchor, self.label).trim_end().to_owned()
    }

    /// Adds words, apart from those before.
    fn say(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn add(&mut self, content: &[Inline]) {
        gather(content, &mut self.text);
        self.text.push('\n');
    }
}

/// Those of a release; the first one is its title, the second one what stands before the first anchor.
pub(super) fn of(briefing: &Briefing) -> Vec<Passage> {
    let mut passages = vec![Passage::default(), Passage::default()];
    passages[0].say(&briefing.name);
    passages[0].add(&briefing.subtitle);
    for part in &briefing.masthead {
        if let MastheadPart::Lines { lines, .. } = part {
            lines.iter().for_each(|line| passages[1].add(&line.content));
        }
    }
    for words in [&briefing.issuer, &briefing.reference].into_iter().flatten().chain(&briefing.co_issuers) {
        passages[1].say(words);
    }
    read(&briefing.blocks, 1, &mut passages);
    passages
}

/// Reads blocks that belong to the passage `at`.
fn read(blocks: &[Block], at: usize, passages: &mut Vec<Passage>) {
    // What follows a section's end belongs to no section, but there is nothing nearer to lead to.
    for block in blocks {
        match block {
            Block::Section(Section { id, content, blocks, .. }) => {
                let at = begin(id, "", content, passages);
                read(blocks, at, passages);
            }
            Block::Paragraphs { items, .. } => items.iter().for_each(|item| {
                let at = begin(&item.id, &item.citation, &item.content, passages);
                read(&item.blocks, at, passages);
            }),
            Block::Notes { heading, items, .. } => {
                passages[at].add(heading);
                items.iter().for_each(|note| {
                    let at = begin(&note.id, "", &note.content, passages);
                    read(&note.blocks, at, passages);
                });
            }
            Block::Paragraph { content, blocks, .. } => {
                passages[at].add(content);
                read(blocks, at, passages);
            }
            Block::List { items } => items.iter().for_each(|item| {
                passages[at].add(&item.content);
                read(&item.blocks, at, passages);
            }),
            Block::Quote { blocks, attribution } => {
                read(blocks, at, passages);
                passages[at].add(attribution);
            }
            Block::Boilerplate { heading, blocks, .. } => {
                passages[at].add(heading);
                read(blocks, at, passages);
            }
            Block::Table(table) => {
                passages[at].add(&table.caption);
                let rows = table.header.iter().chain(&table.rows).flatten();
                rows.for_each(|cell| passages[at].add(&cell.content));
            }
            Block::Figure(figure) => {
                passages[at].say(&figure.alternative);
                passages[at].add(&figure.caption);
            }
            Block::Contacts { heading, items, .. } => {
                passages[at].add(heading);
                items.iter().for_each(|contact| passages[at].add(&contact.content));
            }
            Block::Signature(signature) => passages[at].add(&signature.content),
            Block::Preformatted { text } => passages[at].say(text),
            Block::Break { .. } | Block::EndMark { .. } => {}
        }
    }
}

/// Begins a passage; gives its place.
fn begin(anchor: &str, label: &str, content: &[Inline], passages: &mut Vec<Passage>) -> usize {
    let mut passage = Passage { anchor: anchor.to_owned(), label: label.to_owned(), text: String::new() };
    passage.add(content);
    passages.push(passage);
    passages.len() - 1
}

fn gather(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Superscript(content)
            | Inline::Link { content, .. }
            | Inline::Reference { content, .. } => gather(content, text),
            Inline::NoteRef { .. } | Inline::LineBreak => text.push(' '),
        }
    }
}
