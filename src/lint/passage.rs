//! The text of a release, passage by passage, each with the place in the source that it is from.

use crate::map::HashMap;
use crate::parse::Origins;
use crate::release::{Block, Field, Inline, ListItem, MastheadLine, Note, Release};
use crate::source::{Source, Span};
use std::ops::Range;

/// What stands in a passage for what is no prose: the mark of a note, words of a computer.
pub(super) const OBJECT: char = '\u{FFFC}';

/// A paragraph, a heading, a cell: words that belong together.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    pub(super) kind: PassageKind,
    /// The words, with [`OBJECT`] for what is no prose.
    pub(super) text: String,
    pub(super) content: &'a [Inline],
    /// Where it stands, without what belongs to it; `None` where the source is the model itself.
    pub(super) span: Option<Span>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PassageKind {
    Title,
    /// A line of the masthead that says the date.
    DateLine,
    /// A line of the masthead that says when the release may be published.
    Condition,
    Masthead,
    Heading,
    Paragraph,
    Cell,
    Tail,
}

impl Passage<'_> {
    /// Whether it is prose, which follows the rules of writing, not figures in a table or lines of an address.
    pub(super) fn is_prose(&self) -> bool {
        !matches!(self.kind, PassageKind::Cell | PassageKind::Tail)
    }

    /// The place of a part of the text: of the same words in the source, whatever white space is between them, or of
    /// the passage where the source writes them differently.
    pub(super) fn place(&self, source: &Source, part: Range<usize>) -> Option<Span> {
        let span = self.span?;
        let words = self.text[part.clone()].trim();
        let earlier = self.text[..part.start].matches(words).count();
        let whole = source.slice(span);
        let mut places = whole.match_indices(words.split_whitespace().next().unwrap_or(words));
        let found = places.by_ref().filter_map(|(at, _)| Some(at..at + spaced(&whole[at..], words)?)).nth(earlier);
        Some(found.map_or(span, |range| span.slice(range)))
    }
}

/// How long `words` are at the start of `text`, whatever white space stands between them.
fn spaced(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for (at, word) in words.split_whitespace().enumerate() {
        if at > 0 {
            rest = rest.trim_start();
        }
        rest = rest.strip_prefix(word)?;
    }
    Some(text.len() - rest.len())
}

/// Every passage of a release, in printed order.
pub(super) fn passages<'a>(release: &'a Release, places: &Places<'_>) -> Vec<Passage<'a>> {
    let mut walk = Walk { places, passages: Vec::new() };
    walk.masthead(release);
    walk.blocks(&release.body, "/body");
    walk.passages
}

/// Where the parts of a release are from, by their pointers.
pub(super) struct Places<'a>(HashMap<&'a str, Span>);

impl<'a> Places<'a> {
    pub(super) fn new(origins: &'a Origins) -> Self {
        Places(origins.iter().collect())
    }

    pub(super) fn get(&self, pointer: &str) -> Option<Span> {
        self.0.get(pointer).copied()
    }

    /// The place of a part without its children, the first of which is at `child`.
    fn own(&self, pointer: &str, child: &str) -> Option<Span> {
        let span = self.get(pointer)?;
        let end = self.get(child).map_or(span.end(), |child| child.start().clamp(span.start(), span.end()));
        Some(Span::new(span.start(), end))
    }
}

struct Walk<'a, 'p> {
    places: &'p Places<'p>,
    passages: Vec<Passage<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn add(&mut self, kind: PassageKind, content: &'a [Inline], span: Option<Span>) {
        if content.is_empty() {
            return;
        }
        let mut text = String::new();
        read(content, &mut text);
        self.passages.push(Passage { kind, text, content, span });
    }

    fn masthead(&mut self, release: &'a Release) {
        let title = self.places.get("/title");
        if !release.masthead.contains(&MastheadLine::Title) {
            self.add(PassageKind::Title, &release.title, title);
        }
        for (at, line) in release.masthead.iter().enumerate() {
            match line {
                MastheadLine::Title => self.add(PassageKind::Title, &release.title, title),
                MastheadLine::Subtitle => {
                    self.add(PassageKind::Masthead, &release.subtitle, self.places.get("/subtitle"));
                }
                MastheadLine::Line { content, says } => {
                    let kind = if says.contains(&Field::Condition) {
                        PassageKind::Condition
                    } else if says.contains(&Field::DatePublished) {
                        PassageKind::DateLine
                    } else {
                        PassageKind::Masthead
                    };
                    self.add(kind, content, self.places.get(&format!("/masthead/{at}")));
                }
            }
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], pointer: &str) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, &format!("{pointer}/{at}"));
        }
    }

    fn block(&mut self, block: &'a Block, pointer: &str) {
        let below = |field: &str| format!("{pointer}/{}/{field}", block.name());
        let own = |blocks: &str| self.places.own(pointer, &format!("{}/0", below(blocks)));
        match block {
            Block::Section(section) => {
                self.add(PassageKind::Heading, &section.heading.content, own("blocks"));
                self.blocks(&section.blocks, &below("blocks"));
            }
            Block::Paragraph(paragraph) => {
                self.add(PassageKind::Paragraph, &paragraph.content, own("blocks"));
                self.blocks(&paragraph.blocks, &below("blocks"));
            }
            Block::Quote(quote) => {
                self.blocks(&quote.blocks, &below("blocks"));
                self.add(PassageKind::Tail, &quote.attribution, self.places.get(pointer));
            }
            Block::Boilerplate(passage) => {
                self.add(PassageKind::Heading, &passage.heading, own("blocks"));
                self.blocks(&passage.blocks, &below("blocks"));
            }
            Block::List(list) => self.items(&list.items, &below("items")),
            Block::Notes(notes) => {
                self.add(PassageKind::Heading, &notes.heading, own("notes"));
                self.notes(&notes.notes, &below("notes"));
            }
            Block::Contacts(contacts) => {
                self.add(PassageKind::Heading, &contacts.heading, own("contacts"));
                for (at, contact) in contacts.contacts.iter().enumerate() {
                    let place = self.places.get(&format!("{}/{at}", below("contacts")));
                    self.add(PassageKind::Tail, &contact.content, place);
                }
            }
            Block::Table(table) => {
                let place = self.places.get(pointer);
                self.add(PassageKind::Cell, &table.caption, place);
                for cell in table.header.iter().chain(&table.rows).flatten() {
                    self.add(PassageKind::Cell, &cell.content, place);
                }
            }
            Block::Figure(figure) => self.add(PassageKind::Paragraph, &figure.caption, self.places.get(pointer)),
            Block::Signature(signature) => self.add(PassageKind::Tail, &signature.content, self.places.get(pointer)),
            _ => {}
        }
    }

    fn items(&mut self, items: &'a [ListItem], pointer: &str) {
        for (at, item) in items.iter().enumerate() {
            let (item_at, blocks) = (format!("{pointer}/{at}"), format!("{pointer}/{at}/blocks"));
            let place = self.places.own(&item_at, &format!("{blocks}/0"));
            self.add(PassageKind::Paragraph, &item.content, place);
            self.blocks(&item.blocks, &blocks);
        }
    }

    fn notes(&mut self, notes: &'a [Note], pointer: &str) {
        for (at, note) in notes.iter().enumerate() {
            let (note_at, blocks) = (format!("{pointer}/{at}"), format!("{pointer}/{at}/blocks"));
            let place = self.places.own(&note_at, &format!("{blocks}/0"));
            self.add(PassageKind::Paragraph, &note.content, place);
            self.blocks(&note.blocks, &blocks);
        }
    }
}

/// The words of `content`, what is no prose as [`OBJECT`].
fn read(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Superscript(inner) => read(inner, text),
            Inline::Link { content, .. } => read(content, text),
            Inline::LineBreak {} => text.push('\n'),
            Inline::Code(_) | Inline::FootnoteRef { .. } => text.push(OBJECT),
        }
    }
}
