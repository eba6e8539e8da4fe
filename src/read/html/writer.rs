//! The kept part of a page to blocks: what each element is.

use super::address;
use super::flow::{self, Flow};
use super::look;
use super::{Page, notes};
use crate::dom::{NodeData, NodeId};
use crate::read::runs::{LeftOut, is_control};
use crate::read::{Block, BlockKind, Line, MAX_DEPTH, Run, Style};
use crate::source::Span;
use std::rc::Rc;

/// Gathers blocks.
pub(super) struct Writer<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) blocks: Vec<Block>,
    pub(super) flow: Flow,
    /// How deep the blocks stand that are gathered now.
    pub(super) depth: usize,
    /// How many lists without numbers are open.
    pub(super) bullets: usize,
    /// The element whose words are taken already: an item's own number.
    pub(super) taken: Option<NodeId>,
    /// The element with the words below the figure that is read, for the table in it.
    pub(super) caption: Option<NodeId>,
    /// The note that is read: where its links back lead, and its mark once it was met.
    note: Option<(Vec<String>, Option<String>)>,
    /// How many more empty cells may stand where others reach over columns and rows.
    pub(super) spare_cells: usize,
    pub(super) told: Told,
}

/// No page needs more empty cells in its tables.
pub(super) const MOST_SPARE_CELLS: usize = 1_000_000;

/// What there is to say of what was not taken over.
#[derive(Default)]
pub(super) struct Told {
    pub(super) controls: LeftOut,
    /// The links that would have run something.
    pub(super) unsafe_links: Vec<Span>,
    /// The pictures above all words.
    pub(super) banners: Vec<Span>,
    /// The first block that stands deeper than it may.
    pub(super) too_deep: Option<Span>,
}

/// How the words in an element look.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) style: Style,
    /// What line ends of the source are.
    ends: Ends,
}

/// What line ends of the source are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Ends {
    /// White space like other.
    #[default]
    Space,
    /// Line breaks.
    Breaks,
    /// Ends of lines that may have been full, as in a text.
    Lines,
}

impl<'a> Writer<'a> {
    pub(super) fn new(page: &'a Page<'a>) -> Self {
        Self {
            page,
            blocks: Vec::new(),
            flow: Flow::default(),
            depth: 0,
            bullets: 0,
            taken: None,
            caption: None,
            note: None,
            spare_cells: MOST_SPARE_CELLS,
            told: Told::default(),
        }
    }

    /// Ends the paragraph that is open.
    pub(super) fn flush(&mut self) {
        let lines = self.flow.take();
        if let Some(span) = span_of(&lines) {
            self.blocks.push(Block { span, kind: BlockKind::Paragraph { lines } });
        }
    }

    pub(super) fn push(&mut self, id: NodeId, kind: BlockKind) {
        self.flush();
        self.blocks.push(Block { span: self.page.dom.node(id).span, kind });
    }

    /// The blocks that `read` gathers, apart from those before.
    pub(super) fn inside(&mut self, read: impl FnOnce(&mut Self)) -> Vec<Block> {
        self.flush();
        let outer = std::mem::take(&mut self.blocks);
        self.depth += 1;
        read(self);
        self.flush();
        self.depth -= 1;
        std::mem::replace(&mut self.blocks, outer)
    }

    /// Whether blocks may be nested once more; tells where they may not.
    pub(super) fn has_room(&mut self, id: NodeId) -> bool {
        let room = self.depth + 1 < MAX_DEPTH;
        if !room {
            self.told.too_deep.get_or_insert(self.page.dom.node(id).span);
        }
        room
    }

    pub(super) fn children(&mut self, id: NodeId, look: &Look) {
        let mut child = self.page.dom.node(id).first_child;
        while let Some(id) = child {
            if self.begins_field(id) {
                self.flow.gap(self.page.dom.node(id).span);
            }
            self.node(id, look);
            child = self.page.dom.node(id).next;
        }
    }

    pub(super) fn node(&mut self, id: NodeId, look: &Look) {
        match &self.page.dom.node(id).data {
            NodeData::Text(text) => self.words(id, text, look),
            NodeData::Element { .. } if self.page.is_kept(id) && self.taken != Some(id) => self.element(id, look),
            _ => {}
        }
    }

    fn words(&mut self, id: NodeId, text: &str, look: &Look) {
        for stretch in self.page.dom.stretches(id) {
            let words = &text[stretch.at..stretch.at + stretch.length];
            if look.ends != Ends::Space {
                self.printed_lines(words, stretch.span, look);
            } else {
                self.flow.words(words, stretch.span, &look.style, &mut self.told.controls);
            }
        }
    }

    /// Words whose line ends are printed; an empty line ends the paragraph.
    fn printed_lines(&mut self, words: &str, span: Span, look: &Look) {
        let exact = words.len() == span.end() - span.start();
        let mut at = 0;
        for line in words.split_inclusive('\n') {
            let place = if exact { span.slice(at..at + line.len()) } else { span };
            self.flow.words(line, place, &look.style, &mut self.told.controls);
            at += line.len();
            let ends_paragraph = line.ends_with('\n')
                && match look.ends {
                    Ends::Breaks => self.flow.line_end(Some(&look.style)),
                    _ => self.flow.line_end(None),
                };
            if ends_paragraph {
                self.flush();
            }
        }
    }

    fn element(&mut self, id: NodeId, look: &Look) {
        if let Some(note) = self.page.notes.texts.get(&id) {
            return self.note(id, note, look, None);
        }
        let name = self.page.dom.name(id).map(|name| name.to_string()).unwrap_or_default();
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, name.as_bytes()[1] - b'0', look),
            "br" => {
                if self.flow.line_end(Some(&look.style)) {
                    self.flush();
                }
            }
            "hr" => self.push(id, BlockKind::Break),
            "ul" | "ol" | "menu" | "dir" => self.list(id, &name, look),
            "table" => self.table(id, look),
            "blockquote" => self.quotation(id, look),
            "figure" => self.figure(id, look),
            "img" => self.picture(id, &[], look),
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(id, look),
            "a" => self.link(id, look),
            "q" => self.quoted(id, look),
            "dt" => self.term(id, look),
            "dd" => self.definition(id, look),
            _ if look::is_block(self.page.dom, id) => self.block(id, look),
            _ => self.children(id, &self.inner_look(id, &name, look)),
        }
    }

    /// A block without a meaning of its own.
    pub(super) fn block(&mut self, id: NodeId, look: &Look) {
        if self.word_item(id, look) {
            return;
        }
        let level = self.page.dom.attribute(id, "aria-level").and_then(|level| level.parse().ok());
        if self.page.dom.attribute(id, "role") == Some("heading") {
            return self.heading(id, level.unwrap_or(2).clamp(1, 6), look);
        }
        self.flush();
        match self.labelled_time(id) {
            Some([label, time]) => {
                self.children(label, look);
                self.flow.words(
                    " ",
                    Span::at(self.page.dom.node(time).span.start()),
                    &look.style,
                    &mut self.told.controls,
                );
                self.children(time, look);
            }
            None => self.children(id, &self.inner_look(id, "", look)),
        }
        self.flush();
    }

    /// A label and the time that it names, each in an element of its own, are one line: `Published on` `3 March 2031`.
    fn labelled_time(&self, id: NodeId) -> Option<[NodeId; 2]> {
        const LONGEST: usize = 60;
        let (dom, weight) = (self.page.dom, |id| self.page.weights.get(id).text);
        let short = (1..=LONGEST).contains(&weight(id));
        let parts = dom.children(id).filter(|&child| short && weight(child) > 0).take(3);
        let [label, time] = parts.collect::<Vec<_>>().try_into().ok()?;
        let plain = |part| {
            let mut inside = dom.within(part).skip(1);
            look::is_block(dom, part) && self.page.is_kept(part) && !inside.any(|inner| look::is_block(dom, inner))
        };
        let timed = dom.children(time).any(|child| dom.is(child, "time"));
        (timed && plain(label) && plain(time)).then_some([label, time])
    }

    fn heading(&mut self, id: NodeId, level: u8, look: &Look) {
        if level > 1 && self.is_deck(id) {
            return self.deck(id, look);
        }
        let lines = self.lines_of(id, look);
        if !lines.is_empty() {
            self.push(id, BlockKind::Heading { level, lines });
        }
    }

    /// How the words in an inline element look.
    pub(super) fn inner_look(&self, id: NodeId, name: &str, look: &Look) -> Look {
        let mut inner = look.clone();
        let style = &mut inner.style;
        match name {
            "em" | "i" | "cite" | "dfn" | "var" => style.emphasis = true,
            "strong" | "b" => style.strong = true,
            "code" | "kbd" | "samp" | "tt" => style.code = true,
            "sup" => style.superscript = true,
            _ => {}
        }
        if self.page.dom.attribute(id, "style").is_none() {
            return inner;
        }
        let value = |property| look::style(self.page.dom, id, property).unwrap_or_default();
        match value("font-weight").as_str() {
            "bold" | "bolder" | "600" | "700" | "800" | "900" => style.strong = true,
            "normal" | "400" => style.strong = false,
            _ => {}
        }
        match value("font-style").as_str() {
            "italic" | "oblique" => style.emphasis = true,
            "normal" => style.emphasis = false,
            _ => {}
        }
        style.superscript |= value("vertical-align") == "super";
        if matches!(value("white-space").as_str(), "pre-line" | "pre-wrap" | "break-spaces") {
            inner.ends = Ends::Breaks;
        }
        inner
    }

    fn link(&mut self, id: NodeId, look: &Look) {
        if let Some(label) = self.page.notes.references.get(&id) {
            return self.reference(id, label, look);
        }
        let href = self.page.dom.attribute(id, "href").unwrap_or_default();
        if self.leads_back(id, href) {
            return;
        }
        if address::is_dangerous(href) {
            self.told.unsafe_links.push(self.page.dom.node(id).span);
        }
        let mut inner = self.inner_look(id, "a", look);
        inner.style.link = address::resolve(href, self.page.base).map(Rc::from).or(inner.style.link);
        if look::is_block_by_style(self.page.dom, id) {
            self.flush();
            self.children(id, &inner);
            return self.flush();
        }
        self.children(id, &inner);
    }

    /// A link of a note that only leads back to where the text refers to it; its mark is the note's.
    fn leads_back(&mut self, id: NodeId, href: &str) -> bool {
        let Some((back, mark)) = &mut self.note else { return false };
        let own = href.split_once('#').is_some_and(|(_, name)| back.iter().any(|known| known == name));
        let words = self.page.dom.text(id);
        let label = notes::label(&words);
        if !own || (label.is_none() && words.chars().any(char::is_alphanumeric)) {
            return false;
        }
        if label.is_some() && mark.is_none() && self.flow.is_empty() && self.blocks.is_empty() {
            *mark = Some(words.trim().to_owned());
            return true;
        }
        label.is_none()
    }

    /// The mark by which the text refers to a note; brackets around it are words.
    fn reference(&mut self, id: NodeId, label: &str, look: &Look) {
        let words = self.page.dom.text(id);
        let span = self.page.text_span(id);
        let plain = Style { superscript: false, link: None, ..look.style.clone() };
        let (before, behind) = words.trim().split_once(label).unwrap_or_default();
        let marked = Style { footnote: Some(label.to_owned()), ..plain.clone() };
        for (text, style) in [(before, &plain), (label, &marked), (behind, &plain)] {
            if !text.is_empty() {
                self.flow.words(text, span, style, &mut self.told.controls);
            }
        }
    }

    /// A note: `<li id="fn1">`, `<div id="ftn1">`. `marker` is the number that its list prints.
    pub(super) fn note(&mut self, id: NodeId, note: &notes::NoteText, look: &Look, marker: Option<String>) {
        let outer = self.note.replace((note.back.clone(), marker));
        let mut blocks = self.inside(|writer| writer.children(id, &writer.inner_look(id, "", look)));
        let mark = std::mem::replace(&mut self.note, outer).and_then(|(_, mark)| mark);
        let mut printed = mark.unwrap_or_default();
        if printed.is_empty()
            && let Some(Block { kind: BlockKind::Paragraph { lines }, .. }) = blocks.first_mut()
            && let words = flow::text(lines)
            && let Some(length) = notes::leading(&words, &note.label)
        {
            printed = words[..length].trim().to_owned();
            flow::drop_front(lines, length);
        }
        self.push(id, BlockKind::Note { printed, label: note.label.clone(), blocks });
    }

    /// `q`: browsers print the quotation marks.
    fn quoted(&mut self, id: NodeId, look: &Look) {
        let span = self.page.dom.node(id).span;
        let (open, close) = (Span::at(span.start()), Span::at(span.end()));
        self.flow.words("“", open, &look.style, &mut self.told.controls);
        self.children(id, &self.inner_look(id, "q", look));
        self.flow.words("”", close, &look.style, &mut self.told.controls);
    }

    /// A term of a list of definitions stands on a line above what is said of it.
    fn term(&mut self, id: NodeId, look: &Look) {
        self.flush();
        self.children(id, &self.inner_look(id, "dt", look));
        self.flow.line_end(Some(&look.style));
    }

    fn definition(&mut self, id: NodeId, look: &Look) {
        let dom = self.page.dom;
        if !dom.element_before(id).is_some_and(|before| dom.is(before, "dt")) {
            self.flush();
        }
        self.children(id, &self.inner_look(id, "dd", look));
        self.flush();
    }

    /// Lines whose spaces matter; a text that is set so as a whole is read as a text.
    fn preformatted(&mut self, id: NodeId, look: &Look) {
        let dom = self.page.dom;
        if self.page.is_most(id) {
            self.flush();
            self.children(id, &Look { ends: Ends::Lines, ..look.clone() });
            return self.flush();
        }
        let text = dom.text(id);
        let text = text.trim_end_matches('\n').to_owned();
        if !text.trim().is_empty() {
            for (place, letter) in dom.walk(id).flat_map(|id| self.page.controls(id)) {
                self.told.controls.add(place, letter);
            }
            let text: String = text.chars().filter(|&letter| !is_control(letter)).collect();
            self.push(id, BlockKind::Preformatted { text });
        }
    }

    /// The words in an element as lines, whatever blocks they stand in.
    pub(super) fn lines_of(&mut self, id: NodeId, look: &Look) -> Vec<Line> {
        let name = self.page.dom.name(id).map(|name| name.to_string()).unwrap_or_default();
        let name = if name.starts_with('h') || name == "cite" { String::new() } else { name };
        let blocks = self.inside(|writer| writer.children(id, &writer.inner_look(id, &name, look)));
        let mut lines = Vec::new();
        flatten(blocks, &mut lines);
        lines
    }
}

/// The lines of blocks, a break between two.
pub(super) fn flatten(blocks: Vec<Block>, lines: &mut Vec<Line>) {
    for block in blocks {
        let from = lines.len();
        match block.kind {
            BlockKind::Paragraph { lines: own } | BlockKind::Heading { lines: own, .. } => lines.extend(own),
            BlockKind::List { items } => {
                for item in items {
                    let mut own = Vec::new();
                    flatten(item.blocks, &mut own);
                    prepend(own.first_mut(), &item.marker);
                    break_before(lines, own);
                }
            }
            BlockKind::Quote { blocks, attribution } => {
                flatten(blocks, lines);
                break_before(lines, attribution);
            }
            BlockKind::Note { printed, blocks, .. } => {
                flatten(blocks, lines);
                prepend(lines.get_mut(from), &printed);
            }
            BlockKind::Figure { url, alternative, caption } => {
                let link = Some(Rc::from(url)).filter(|url: &Rc<str>| !url.is_empty());
                let style = Style { link, ..Style::default() };
                let run = Run { span: Span::at(block.span.start()), text: alternative, style };
                lines.extend((!run.text.is_empty()).then(|| Line { runs: vec![run], ..Line::default() }));
                break_before(lines, caption);
            }
            BlockKind::Preformatted { text } => lines.extend(text.lines().map(|line| {
                let run = Run { span: Span::at(block.span.start()), text: line.to_owned(), style: Style::default() };
                Line { runs: vec![run], hard_break: Some(Style::default()), ..Line::default() }
            })),
            BlockKind::Table { caption, header, rows } => {
                for cell in [caption].into_iter().chain(header.into_iter().chain(rows).flatten()) {
                    break_before(lines, cell);
                }
            }
            _ => {}
        }
        if let Some(last) = lines.len().checked_sub(1).filter(|&last| last >= from) {
            lines[last].hard_break = Some(Style::default());
        }
    }
    if let Some(last) = lines.last_mut() {
        last.hard_break = None;
    }
}

pub(super) fn break_before(lines: &mut Vec<Line>, more: Vec<Line>) {
    if let Some(last) = lines.last_mut().filter(|_| !more.is_empty()) {
        last.hard_break.get_or_insert_default();
    }
    lines.extend(more);
}

/// Puts a number or bullet before the words of a line.
pub(super) fn prepend(line: Option<&mut Line>, marker: &str) {
    let Some(line) = line.filter(|_| !marker.is_empty()) else { return };
    let at = line.runs.first().map_or(0, |run| run.span.start());
    line.runs.insert(0, Run { span: Span::at(at), text: format!("{marker} "), style: Style::default() });
}

pub(super) fn span_of(lines: &[Line]) -> Option<Span> {
    let mut runs = lines.iter().flat_map(|line| &line.runs).map(|run| run.span);
    let first = runs.next()?;
    Some(runs.fold(first, Span::to))
}
