//! Editions of our own: Markdown with the sign `<!-- body -->`, read as it says.
//!
//! Its form is told in `docs/markdown.md`: signs (`<!-- name JSON -->`) say whatever Markdown itself cannot, so that
//! the model that was written is the model that is read. Nothing is guessed here.

use super::edition_head;
use super::edition_tail;
use super::inline::{self, Words};
use super::tree::{self, Node, Part};
use super::{Origins, contacts};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{self, Anchor, Block, BlockKind, Line, Marker};
use crate::release::{
    Block as Built, Cell, Figure, Heading, Inline, List, ListItem, Note, Number, Paragraph, Quote, Release, Section,
    Table,
};
use crate::source::Span;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// How deep sections and numbered paragraphs may stand in one another; what is deeper is raised to this depth.
const DEEPEST: usize = 48;

/// Reads one of our own editions.
pub(super) fn parse(blocks: &[Block], origins: &mut Origins, diagnostics: &mut Vec<Diagnostic>) -> Release {
    let body = blocks.iter().position(super::is_body_sign).unwrap_or(blocks.len());
    let mut release = edition_head::read(&blocks[..body], blocks.get(body), origins, diagnostics);
    let mut reader = Reader::new(blocks.get(body + 1..).unwrap_or_default(), diagnostics);
    let nodes = reader.blocks(&Stop::End);
    release.body = tree::finish(nodes, "/body", origins);
    release
}

/// What ends a stretch of blocks.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stop {
    /// Nothing but the end.
    End,
    /// The closing sign of this name.
    Closing(&'static str),
    /// A heading of this level or above it.
    Section(u8),
    /// The next note, or the end of the notes.
    Note,
}

/// Reads blocks one after the other.
pub(super) struct Reader<'a, 'd> {
    blocks: &'a [Block],
    at: usize,
    /// How many stretches are open.
    depth: usize,
    /// The closing signs that open stretches wait for.
    awaited: Vec<Stop>,
    attribution: Vec<Inline>,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

/// What a sign says of the table behind it.
#[derive(Default, Deserialize)]
struct TableShape {
    #[serde(default)]
    header: usize,
    #[serde(default)]
    columns: Option<Vec<usize>>,
}

impl<'a, 'd> Reader<'a, 'd> {
    pub(super) fn new(blocks: &'a [Block], diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self { blocks, at: 0, depth: 0, awaited: Vec::new(), attribution: Vec::new(), diagnostics }
    }

    pub(super) fn peek(&self) -> Option<&'a Block> {
        self.blocks.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<&'a Block> {
        let block = self.peek()?;
        self.at += 1;
        Some(block)
    }

    /// The opening sign that stands next.
    pub(super) fn peek_marker(&self) -> Option<&'a Marker> {
        match &self.peek()?.kind {
            BlockKind::Marker(marker) if !marker.closes => Some(marker),
            _ => None,
        }
    }

    /// Takes the opening sign `name`, if it stands next.
    pub(super) fn take_marker(&mut self, name: &str) -> Option<&'a Marker> {
        let marker = self.peek_marker().filter(|marker| marker.name == name)?;
        self.at += 1;
        Some(marker)
    }

    /// The JSON that a sign holds.
    pub(super) fn argument<T: DeserializeOwned>(&mut self, marker: &Marker, span: Span) -> Option<T> {
        if marker.argument.is_empty() {
            return None;
        }
        let read = serde_json::from_str(&marker.argument);
        read.map_err(|error| {
            self.doubt(span, format!("the sign `{}` does not say what it should: {error}", marker.name))
        })
        .ok()
    }

    fn doubt(&mut self, span: Span, message: String) {
        self.diagnostics.push(Diagnostic::warning(codes::UNKNOWN_MARKER, span, message));
    }

    /// Reads blocks up to `stop`, which is taken where it is a closing sign.
    pub(super) fn blocks(&mut self, stop: &Stop) -> Vec<Node> {
        let mut nodes = Vec::new();
        self.depth += 1;
        self.awaited.push(stop.clone());
        while let Some(block) = self.peek() {
            if let BlockKind::Marker(marker) = &block.kind {
                if marker.closes && self.closes(marker, stop) {
                    break;
                }
                if !marker.closes && marker.name == "note" && self.awaited.contains(&Stop::Note) {
                    break;
                }
                let level = || marker.argument.parse::<u8>().ok();
                if !marker.closes
                    && marker.name == "section"
                    && let Stop::Section(open) = stop
                    && level().is_some_and(|level| level <= *open)
                {
                    break;
                }
            }
            let ends = match (&block.kind, stop) {
                (BlockKind::Heading { level, .. }, Stop::Section(open)) => level <= open,
                (BlockKind::Note { .. }, _) => self.awaited.contains(&Stop::Note),
                _ => false,
            };
            if ends {
                break;
            }
            self.at += 1;
            self.block(block, &mut nodes);
        }
        self.awaited.pop();
        self.depth -= 1;
        nodes
    }

    /// Whether a closing sign ends the stretch that waits for `stop`; takes it where it is only this one's.
    fn closes(&mut self, marker: &Marker, stop: &Stop) -> bool {
        let level = marker.argument.parse::<u8>().ok();
        let ends = |stop: &Stop| match stop {
            Stop::Closing(name) => marker.name == *name,
            Stop::Section(open) => marker.name == "section" && level.is_none_or(|level| *open >= level),
            Stop::Note => marker.name == "notes",
            Stop::End => false,
        };
        if !self.awaited.iter().any(ends) {
            return false;
        }
        let takes = match stop {
            Stop::Section(open) => ends(stop) && level.is_none_or(|level| level == *open),
            Stop::Closing(_) => ends(stop),
            _ => false,
        };
        self.at += usize::from(takes);
        true
    }

    fn block(&mut self, block: &'a Block, nodes: &mut Vec<Node>) {
        let span = block.span;
        match &block.kind {
            BlockKind::Paragraph { lines } => {
                let node = self.paragraph(span, lines);
                nodes.push(node);
            }
            BlockKind::Heading { level, lines } => {
                let node = self.section(span, *level, lines);
                nodes.push(node);
            }
            BlockKind::List { items } => {
                let node = self.list(span, items, None);
                nodes.push(node);
            }
            BlockKind::Quote { blocks, .. } => {
                let node = self.quote(span, blocks);
                nodes.push(node);
            }
            BlockKind::Table { header, rows, .. } => {
                let shape = TableShape { header: 1, columns: None };
                nodes.push(Node::block(span, Built::Table(table(header, rows, &shape))));
            }
            BlockKind::Figure { url, alternative, .. } => {
                let (url, alternative) = (url.clone(), alternative.clone());
                nodes.push(Node::block(span, Built::Figure(Figure { url, alternative, caption: Vec::new() })));
            }
            BlockKind::Preformatted { text } => {
                nodes.push(Node::block(span, Built::Preformatted { text: text.clone() }));
            }
            BlockKind::Break => nodes.push(Node::block(span, Built::Break { printed: String::new() })),
            BlockKind::Note { .. } => {
                self.at -= 1;
                let node = edition_tail::notes(self, span, &Marker::default());
                nodes.push(node);
            }
            BlockKind::Marker(marker) => self.marker(span, marker, nodes),
            BlockKind::Fields(_) | BlockKind::Evidence(_) => {}
        }
    }

    fn marker(&mut self, span: Span, marker: &'a Marker, nodes: &mut Vec<Node>) {
        if marker.closes {
            return self.doubt(span, format!("the sign `/{}` closes nothing", marker.name));
        }
        let node = match marker.name.as_str() {
            "" => return,
            "empty" => self.paragraph(span, &[]),
            "section" => return self.deep_section(span, marker, nodes),
            "bullets" => self.bulleted(span, marker),
            "table" => self.shaped_table(span, marker, Vec::new()),
            "caption" => self.captioned(span),
            "figcaption" => return self.figure_caption(nodes),
            "attribution" => return self.attribution = self.words(),
            "break" => Node::block(span, Built::Break { printed: self.printed() }),
            "end-mark" => Node::block(span, Built::EndMark { printed: self.printed() }),
            "notes" => edition_tail::notes(self, span, marker),
            "contacts" => edition_tail::contact_group(self, span),
            "signature" => edition_tail::signature(self, span, marker),
            "boilerplate" => edition_tail::boilerplate(self, span, marker),
            name => return self.doubt(span, format!("there is no sign `{name}` here")),
        };
        nodes.push(node);
    }

    /// The words of the paragraph that stands next.
    pub(super) fn words(&mut self) -> Vec<Inline> {
        if self.take_marker("empty").is_some() {
            return Vec::new();
        }
        match self.peek().map(|block| &block.kind) {
            Some(BlockKind::Paragraph { lines }) => {
                self.at += 1;
                content(lines)
            }
            _ => Vec::new(),
        }
    }

    fn printed(&mut self) -> String {
        crate::release::plain_text(&self.words())
    }

    /// A paragraph, its number, and what the sign `within` says belongs to it.
    fn paragraph(&mut self, span: Span, lines: &[Line]) -> Node {
        let (number, content) = numbered(lines);
        let (number, place) = number.unzip();
        let paragraph = Paragraph { number, content, blocks: Vec::new() };
        let mut node = Node::block(span, Built::Paragraph(paragraph));
        node.number = place;
        if self.depth < DEEPEST && self.take_marker("within").is_some() {
            let children = self.blocks(&Stop::Closing("within"));
            node = node.with(children);
        }
        node
    }

    fn section(&mut self, span: Span, level: u8, lines: &[Line]) -> Node {
        let (number, content) = numbered(lines);
        let (number, place) = number.unzip();
        let section = Section { heading: Heading { number, content }, blocks: Vec::new() };
        let mut node = Node::block(span, Built::Section(section));
        node.number = place;
        if self.depth < DEEPEST {
            let children = self.blocks(&Stop::Section(level));
            node = node.with(children);
        }
        node
    }

    /// `<!-- section 7 -->`: the level of the heading behind it. Its own stretch of blocks ends at that level.
    fn deep_section(&mut self, span: Span, marker: &Marker, nodes: &mut Vec<Node>) {
        let level = self.argument::<u8>(marker, span).unwrap_or(7);
        let Some(Block { span, kind: BlockKind::Heading { lines, .. } }) = self.peek() else { return };
        self.at += 1;
        let node = self.section(*span, level, lines);
        nodes.push(node);
    }

    fn bulleted(&mut self, span: Span, marker: &Marker) -> Node {
        let bullets: Vec<String> = self.argument(marker, span).unwrap_or_default();
        match self.peek() {
            Some(Block { span, kind: BlockKind::List { items } }) if !bullets.is_empty() => {
                self.at += 1;
                self.list(*span, items, Some(&bullets))
            }
            _ => Node::block(span, Built::List(List { items: Vec::new() })),
        }
    }

    fn list(&mut self, span: Span, items: &'a [read::ListItem], bullets: Option<&[String]>) -> Node {
        let mut children = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let bullet = bullets.and_then(|bullets| bullets.get(index).or(bullets.last())).unwrap_or(&item.marker);
            let mut inner = Reader { depth: self.depth, ..Reader::new(&item.blocks, self.diagnostics) };
            let content = inner.words();
            let blocks = inner.blocks(&Stop::End);
            let place = item.blocks.first().map_or(span, |block| block.span);
            let item = ListItem { bullet: bullet.clone(), content, blocks: Vec::new() };
            children.push(Node::new(place, Part::Item(item)).with(blocks));
        }
        Node::block(span, Built::List(List { items: Vec::new() })).with(children)
    }

    fn quote(&mut self, span: Span, blocks: &'a [Block]) -> Node {
        let mut inner = Reader { depth: self.depth, ..Reader::new(blocks, self.diagnostics) };
        let children = inner.blocks(&Stop::End);
        let attribution = std::mem::take(&mut inner.attribution);
        Node::block(span, Built::Quote(Quote { blocks: Vec::new(), attribution })).with(children)
    }

    /// `<!-- caption -->`, a paragraph, and the table that it names.
    fn captioned(&mut self, span: Span) -> Node {
        let caption = self.words();
        match self.take_marker("table") {
            Some(marker) => self.shaped_table(span, marker, caption),
            None => {
                self.shaped_table(span, &Marker { argument: "{\"header\":1}".to_owned(), ..Marker::default() }, caption)
            }
        }
    }

    fn shaped_table(&mut self, span: Span, marker: &Marker, caption: Vec<Inline>) -> Node {
        let shape: TableShape = self.argument(marker, span).unwrap_or_default();
        match self.peek() {
            Some(Block { span, kind: BlockKind::Table { header, rows, .. } }) => {
                self.at += 1;
                Node::block(*span, Built::Table(Table { caption, ..table(header, rows, &shape) }))
            }
            _ => Node::block(span, Built::Paragraph(Paragraph { content: caption, ..Paragraph::default() })),
        }
    }

    fn figure_caption(&mut self, nodes: &mut [Node]) {
        let words = self.words();
        if let Some(Node { part: Part::Block(Built::Figure(figure)), .. }) = nodes.last_mut() {
            figure.caption = words;
        }
    }

    /// A note that is a footnote of the format: its words, and what belongs to it.
    pub(super) fn footnote(&mut self, span: Span, label: &str, printed: String, blocks: &'a [Block]) -> Node {
        let mut inner = Reader { depth: self.depth, ..Reader::new(blocks, self.diagnostics) };
        let content = inner.words();
        let children = inner.blocks(&Stop::End);
        let note = Note { printed, label: label.to_owned(), content, blocks: Vec::new() };
        Node::new(span, Part::Note(note)).with(children)
    }

    /// A contact: what the sign before it says was understood, or what is understood now.
    pub(super) fn contact(&mut self, marker: Option<&Marker>, span: Span) -> Node {
        let understood = marker.and_then(|marker| self.argument::<edition_tail::Understood>(marker, span));
        let content = self.words();
        let contact = match understood {
            Some(understood) => understood.with(content),
            None => contacts::contact(content),
        };
        Node::new(span, Part::Contact(contact))
    }
}

/// Lines as they stand.
pub(super) fn content(lines: &[Line]) -> Vec<Inline> {
    inline::content(lines, Words::Exact)
}

/// The number that an anchor at the start of `lines` tells of, with its place, and the words behind it.
fn numbered(lines: &[Line]) -> (Option<(Number, Span)>, Vec<Inline>) {
    let Some((Line { anchor: Some(Anchor { number, label }), .. }, _)) = lines.split_first() else {
        return (None, content(lines));
    };
    let mut lines = lines.to_vec();
    let text = inline::line_text(&lines[0]).into_owned();
    let first = &text[..text.find(char::is_whitespace).unwrap_or(text.len())];
    let printed = number.as_deref().unwrap_or(first);
    if printed.is_empty() || !text.starts_with(printed) {
        return (None, content(&lines));
    }
    let place = inline::span_in(&lines[0], 0..printed.len());
    inline::cut_exactly(&mut lines[0], printed.len());
    let default = || printed.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let number = Number { printed: printed.to_owned(), label: label.clone().unwrap_or_else(default) };
    (Some((number, place)), content(&lines))
}

/// A table whose first `header` rows are headers and whose rows have as many cells as `columns` says.
fn table(header: &[read::Row], rows: &[read::Row], shape: &TableShape) -> Table {
    let skipped = if shape.header == 0 { header.len() } else { 0 };
    let all = header.iter().skip(skipped).chain(rows);
    let mut built: Vec<Vec<Cell>> = all
        .enumerate()
        .map(|(index, row)| {
            let columns = shape.columns.as_ref().and_then(|columns| columns.get(index).copied()).unwrap_or(row.len());
            row.iter().take(columns).map(|lines| Cell { content: content(lines) }).collect()
        })
        .collect();
    if let Some(columns) = &shape.columns {
        built.truncate(columns.len());
    }
    let body = built.split_off(shape.header.min(built.len()));
    Table { caption: Vec::new(), header: built, rows: body }
}
