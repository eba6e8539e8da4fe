//! The body: pieces to nested blocks.

use super::bullets;
use super::captions;
use super::contacts;
use super::headings::Dress;
use super::inline::{self, Words};
use super::marks::Marks;
use super::notes;
use super::outline::{self, Role};
use super::pieces::{self, Piece, Shape};
use super::sequence::Placed;
use super::several;
use super::signature;
use super::tail::Group;
use super::tree::{Node, Part};
use crate::diagnostic::Diagnostic;
use crate::read::{self, BlockKind, Line, MAX_DEPTH};
use crate::release::{
    Block, Cell, Contacts, Figure, Heading, Inline, List, ListItem, Note, Notes, Number, Paragraph, Passage,
    PassageClass, Quote, Section, Table, plain_text,
};
use crate::source::Span;
use std::ops::Range;

/// Builds the body from its pieces.
pub(super) fn body(pieces: &[Piece], marks: &Marks, depth: usize, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
    let roles = outline::roles(pieces, marks, diagnostics);
    let (pieces, roles) = outline::rejoin(pieces, roles);
    let follows = outline::followed_by_number(&roles);
    let last = roles.iter().rposition(|role| matches!(role, Role::Number(_) | Role::Heading(_)));
    let mut builder = Builder { marks, base: depth, frames: Vec::new(), done: Vec::new(), more: true, diagnostics };
    for (index, ((piece, role), follows)) in pieces.iter().zip(&roles).zip(follows).enumerate() {
        builder.more = last.is_some_and(|last| index < last);
        builder.take(piece, role, follows);
    }
    builder.close_to(0);
    builder.done
}

/// What is open: blocks that may still take in others.
enum Open {
    Section(Dress),
    Number { level: usize, indent: usize },
    List,
    Item { bullet: String, indent: usize },
    Group(Group),
}

struct Frame {
    open: Open,
    node: Node,
}

struct Builder<'a> {
    marks: &'a Marks,
    /// How deep the whole body stands.
    base: usize,
    frames: Vec<Frame>,
    done: Vec<Node>,
    /// A number or heading stands behind the piece that is taken.
    more: bool,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    fn take(&mut self, piece: &Piece, role: &Role, follows: bool) {
        if matches!(self.frames.last(), Some(Frame { open: Open::Group(_), .. })) && self.take_in_group(piece, role) {
            return;
        }
        match role {
            Role::Heading(dress) => self.heading(piece, dress),
            Role::Group(group) => self.group(piece, *group),
            Role::ContactLine | Role::ContactMore => self.lone_contact(piece),
            Role::NoteLine { marked } => self.lone_note(piece, *marked),
            Role::NoteMore => self.note_goes_on(piece),
            Role::RunIn(class) => self.run_in(piece, *class),
            Role::Signature { joins } => self.signature(piece, *joins),
            Role::EndMark => {
                self.close_to(0);
                let printed = piece.text.trim().to_owned();
                self.attach(Node::block(piece.span, Block::EndMark { printed }));
            }
            Role::Rule => {
                self.close_to_sections();
                let printed = piece.text.trim().to_owned();
                self.attach(Node::block(piece.span, Block::Break { printed }));
            }
            Role::Number(placed) => self.number(piece, placed),
            Role::Item => self.item(piece, follows),
            Role::Plain => self.plain(piece, follows),
            Role::Whole => self.whole(piece, follows),
        }
    }

    fn words(&self, lines: &[Line]) -> Vec<Inline> {
        inline::content(lines, Words::Tidied(self.marks))
    }

    /// Closes frames until `count` are open.
    fn close_to(&mut self, count: usize) {
        while self.frames.len() > count
            && let Some(frame) = self.frames.pop()
        {
            self.attach(frame.node);
        }
    }

    /// Puts a node into what is open.
    fn attach(&mut self, node: Node) {
        match self.frames.last_mut() {
            Some(frame) => {
                frame.node.span = frame.node.span.to(node.span);
                frame.node.children.push(node);
            }
            None => self.done.push(node),
        }
    }

    fn open(&mut self, open: Open, node: Node) {
        let room = MAX_DEPTH.saturating_sub(self.base + 1);
        self.close_to(room);
        // A list without its items, or items without their list, would be lost.
        if matches!(open, Open::Item { .. }) && !matches!(self.frames.last(), Some(Frame { open: Open::List, .. })) {
            let list = Node::block(node.span, Block::List(List { items: Vec::new() }));
            self.close_to(room.saturating_sub(1));
            self.frames.push(Frame { open: Open::List, node: list });
        }
        self.frames.push(Frame { open, node });
    }

    fn close_to_sections(&mut self) {
        let sections = self.frames.iter().take_while(|frame| matches!(frame.open, Open::Section(_))).count();
        self.close_to(sections);
    }

    fn heading(&mut self, piece: &Piece, dress: &Dress) {
        self.close_to_sections();
        self.close_to(self.section_of(dress));
        let (number, lines) = take_number(piece, matches!(dress, Dress::Numbered(_) | Dress::Marked(_)));
        let lines = if inline::all(&lines, |style| style.strong) { inline::undressed(&lines) } else { lines };
        let content = self.words(&lines);
        let span = number.as_ref().map(|(_, span)| *span);
        let heading = Heading { number: number.map(|(number, _)| number), content };
        let mut node = Node::block(piece.span, Block::Section(Section { heading, blocks: Vec::new() }));
        node.number = span;
        self.open(Open::Section(dress.clone()), node);
    }

    /// How many sections stay open before a heading: those over the innermost of its dress, or over all that it ends;
    /// `A. Growth` without a word of its own stands over what is directly below.
    fn section_of(&self, dress: &Dress) -> usize {
        let section = |frame: &Frame, ends: &dyn Fn(&Dress) -> bool| match &frame.open {
            Open::Section(open) => ends(open),
            _ => false,
        };
        let numbered = |dress: &Dress| matches!(dress, Dress::Numbered(_));
        let under = !numbered(dress) && !matches!(dress, Dress::Marked(_));
        if self.frames.last().is_some_and(|last| under && last.node.children.is_empty() && section(last, &numbered)) {
            return self.frames.len();
        }
        let alike = self.frames.iter().rposition(|frame| section(frame, &|open| open == dress));
        let ended = || self.frames.iter().position(|frame| section(frame, &|open| open.ends_before(dress)));
        alike.or_else(ended).unwrap_or(self.frames.len())
    }

    fn number(&mut self, piece: &Piece, placed: &Placed) {
        let first = self.frames.iter().position(|frame| match frame.open {
            Open::Number { level, .. } => level >= placed.level,
            Open::Item { indent, .. } => indent >= piece.indent,
            _ => false,
        });
        self.close_to(first.unwrap_or(self.frames.len()));
        self.close_lone_list();
        let (number, lines) = take_number(piece, true);
        let span = number.as_ref().map(|(_, span)| *span);
        let paragraph =
            Paragraph { number: number.map(|(number, _)| number), content: self.words(&lines), blocks: Vec::new() };
        let mut node = Node::block(piece.span, Block::Paragraph(paragraph));
        node.number = span;
        self.open(Open::Number { level: placed.level, indent: piece.indent }, node);
    }

    /// Closes a list whose last item was closed, before something that is no item.
    fn close_lone_list(&mut self) {
        if matches!(self.frames.last(), Some(Frame { open: Open::List, .. })) {
            self.close_to(self.frames.len() - 1);
        }
    }

    fn item(&mut self, piece: &Piece, follows: bool) {
        let Shape::Item { bullet, length } = &piece.shape else { return self.plain(piece, follows) };
        let same = self.frames.iter().rposition(|frame| match &frame.open {
            Open::Item { bullet: open, indent } => open == bullet && indent.abs_diff(piece.indent) <= 1,
            _ => false,
        });
        let deeper = self.frames.iter().position(|frame| match &frame.open {
            Open::Item { indent, .. } => *indent > piece.indent,
            _ => false,
        });
        match (same, deeper) {
            (Some(same), _) => self.close_to(same),
            (None, Some(deeper)) => {
                self.close_to(deeper);
                self.close_numbers(piece, follows);
            }
            (None, None) => self.close_numbers(piece, follows),
        }
        let mut lines = piece.lines.clone();
        if let Some(first) = lines.first_mut() {
            inline::cut(first, *length);
        }
        let item = ListItem { bullet: bullet.clone(), content: self.words(&lines), blocks: Vec::new() };
        let open = Open::Item { bullet: bullet.clone(), indent: piece.indent };
        self.open(open, Node::new(piece.span, Part::Item(item)));
    }

    /// Closes the numbers and items that words at this place do not belong to.
    fn close_numbers(&mut self, piece: &Piece, follows: bool) {
        while let Some(frame) = self.frames.last() {
            let keep = match &frame.open {
                Open::Item { bullet: open, indent } => match &piece.shape {
                    Shape::Item { bullet, .. } if piece.indent == *indent => {
                        bullets::rank(bullet) > bullets::rank(open)
                    }
                    _ => piece.indent > *indent,
                },
                Open::Number { indent, .. } => {
                    // An item belongs to a number that ends with a colon, or stands in the paragraph of the item.
                    let introduced = matches!(piece.shape, Shape::Item { .. })
                        && (is_introduction(&frame.node) || !piece.starts_paragraph);
                    let outer = piece.indent < *indent && self.frames.len() > 1;
                    (follows && !outer) || piece.indent > *indent || introduced
                }
                Open::List => false,
                Open::Section(_) | Open::Group(_) => true,
            };
            if keep {
                return;
            }
            self.close_to(self.frames.len() - 1);
        }
    }

    fn plain(&mut self, piece: &Piece, follows: bool) {
        self.close_numbers(piece, follows);
        // Names of attachments and links stand one a line.
        let listed = matches!(self.frames.last(), Some(Frame { open: Open::Group(Group::Passage(class)), .. }) if is_list(*class));
        let content = if listed { self.words(&broken(&piece.lines)) } else { self.words(&piece.lines) };
        if captions::give_to_figure(piece, &content, self.siblings()) {
            return;
        }
        if !content.is_empty() {
            let paragraph = Paragraph { content, ..Paragraph::default() };
            self.attach(Node::block(piece.span, Block::Paragraph(paragraph)));
        }
    }

    fn whole(&mut self, piece: &Piece, follows: bool) {
        let Shape::Whole(block) = &piece.shape else { return };
        if let BlockKind::Note { .. } = block.kind {
            return self.format_note(block);
        }
        self.close_numbers(piece, follows);
        let depth = self.base + self.frames.len() + 1;
        if let Some(mut node) = self.whole_node(block, depth) {
            captions::take_from_above(&mut node, self.siblings());
            self.attach(node);
        }
    }

    /// The nodes beside which the next one is put.
    fn siblings(&mut self) -> &mut Vec<Node> {
        match self.frames.last_mut() {
            Some(frame) => &mut frame.node.children,
            None => &mut self.done,
        }
    }

    fn whole_node(&mut self, block: &read::Block, depth: usize) -> Option<Node> {
        let span = block.span;
        let block = match &block.kind {
            BlockKind::Quote { blocks, attribution } => return Some(self.quote(span, blocks, attribution, depth)),
            BlockKind::Table { caption, header, rows } => {
                Block::Table(Table { caption: self.words(caption), ..self.table(header, rows) })
            }
            BlockKind::Figure { url, alternative, caption } => {
                let (url, alternative) = (url.clone(), alternative.clone());
                Block::Figure(Figure { url, alternative, caption: self.words(caption) })
            }
            BlockKind::Preformatted { text } => Block::Preformatted { text: text.clone() },
            BlockKind::Break => Block::Break { printed: String::new() },
            _ => return None,
        };
        Some(Node::block(span, block))
    }

    fn table(&self, header: &[read::Row], rows: &[read::Row]) -> Table {
        let row = |row: &read::Row| row.iter().map(|lines| Cell { content: self.words(lines) }).collect();
        Table { caption: Vec::new(), header: header.iter().map(row).collect(), rows: rows.iter().map(row).collect() }
    }

    /// A quotation; where the format does not say whose it is, a last paragraph behind a dash does.
    fn quote(&mut self, span: Span, blocks: &[read::Block], marked: &[Line], depth: usize) -> Node {
        let mut pieces = pieces::of_quote(blocks, self.diagnostics);
        let attribution = pieces.pop_if(|last| {
            let dash = last.text.starts_with(['—', '–', '―']) || last.text.starts_with("--");
            marked.is_empty() && dash && last.text.chars().count() <= 120 && blocks.len() > 1
        });
        let attribution = attribution.map_or_else(|| self.words(marked), |piece| self.words(&piece.lines));
        let children = body(&pieces, self.marks, depth, self.diagnostics);
        Node::block(span, Block::Quote(Quote { blocks: Vec::new(), attribution })).with(children)
    }

    /// A note that the format marks as one: it joins the notes before it.
    fn format_note(&mut self, block: &read::Block) {
        let BlockKind::Note { printed, label, blocks } = &block.kind else { return };
        self.close_to(0);
        let mut pieces = pieces::of_quote(blocks, self.diagnostics);
        let first = pieces.first().is_some_and(|piece| matches!(piece.shape, Shape::Words(_)));
        let content = if first { self.words(&pieces.remove(0).lines) } else { Vec::new() };
        let children = body(&pieces, self.marks, self.base + 2, self.diagnostics);
        let note = Note { printed: printed.clone(), label: label.clone(), content, blocks: Vec::new() };
        let node = Node::new(block.span, Part::Note(note)).with(children);
        self.join_notes(node);
    }

    /// What was built last where a block would go now.
    fn last_node(&mut self) -> Option<&mut Node> {
        self.siblings().last_mut()
    }

    /// Adds a note to the notes that stand directly before it, or begins new ones.
    fn join_notes(&mut self, node: Node) {
        if let Some(Node { part: Part::Block(Block::Notes(_)), children, span, .. }) = self.last_node() {
            *span = span.to(node.span);
            children.push(node);
        } else {
            self.attach(Node::block(node.span, Block::Notes(Notes::default())).with(vec![node]));
        }
    }

    /// A note without a heading: of the section where more of the text follows, else of the whole.
    fn lone_note(&mut self, piece: &Piece, marked: bool) {
        if self.more {
            self.close_to_sections()
        } else {
            self.close_to(0)
        }
        let node = self.note(piece, marked);
        self.join_notes(node);
    }

    /// A second paragraph of a note.
    fn note_goes_on(&mut self, piece: &Piece) {
        let content = self.words(&piece.lines);
        let paragraph = Node::block(piece.span, Block::Paragraph(Paragraph { content, ..Paragraph::default() }));
        let notes = match self.frames.last_mut() {
            Some(Frame { open: Open::Group(Group::Notes), node }) => Some(node),
            _ => self.last_node().filter(|node| matches!(node.part, Part::Block(Block::Notes(_)))),
        };
        match notes.and_then(|notes| {
            notes.span = notes.span.to(piece.span);
            notes.children.last_mut()
        }) {
            Some(note) => {
                note.span = note.span.to(piece.span);
                note.children.push(paragraph);
            }
            None => self.attach(paragraph),
        }
    }

    /// A contact without a heading.
    fn lone_contact(&mut self, piece: &Piece) {
        self.close_to(0);
        let node = Node::block(piece.span, Block::Contacts(Contacts::default()));
        self.frames.push(Frame { open: Open::Group(Group::Contacts), node });
        self.contacts(piece).into_iter().for_each(|node| self.attach(node));
    }

    /// `About the Bank: The Bank keeps…`: what follows belongs to it; a disclaimer stands alone.
    fn run_in(&mut self, piece: &Piece, class: PassageClass) {
        self.close_to(0);
        let content = self.words(&piece.lines);
        let passage = Node::block(piece.span, Block::Boilerplate(Passage { class, ..Passage::default() }));
        self.frames.push(Frame { open: Open::Group(Group::Passage(class)), node: passage });
        self.attach(Node::block(piece.span, Block::Paragraph(Paragraph { content, ..Paragraph::default() })));
        if class == PassageClass::Disclaimer {
            self.close_to(0);
        }
    }

    fn signature(&mut self, piece: &Piece, joins: bool) {
        self.close_to(0);
        let mut content = self.words(&printed(&piece.lines));
        if joins && let Some(Node { part: Part::Block(Block::Signature(before)), span, .. }) = self.done.last_mut() {
            *span = span.to(piece.span);
            before.content.push(Inline::LineBreak {});
            before.content.append(&mut content);
            *before = signature::signature(std::mem::take(&mut before.content));
        } else {
            self.attach(Node::block(piece.span, Block::Signature(signature::signature(content))));
        }
    }

    fn group(&mut self, piece: &Piece, group: Group) {
        self.close_to(0);
        let heading = self.words(&inline::undressed(&piece.lines));
        let block = match group {
            Group::Notes => Block::Notes(Notes { heading, notes: Vec::new() }),
            Group::Contacts => Block::Contacts(Contacts { heading, contacts: Vec::new() }),
            Group::Passage(class) => Block::Boilerplate(Passage { class, heading, blocks: Vec::new() }),
        };
        self.frames.push(Frame { open: Open::Group(group), node: Node::block(piece.span, block) });
    }

    /// Takes a piece into the notes or contacts that are open; closes what it does not belong to.
    fn take_in_group(&mut self, piece: &Piece, role: &Role) -> bool {
        let Some(Frame { open: Open::Group(group), .. }) = self.frames.last() else { return false };
        match (group, role) {
            (Group::Notes, Role::NoteLine { marked }) => {
                let note = self.note(piece, *marked);
                self.attach(note);
                return true;
            }
            (Group::Notes, Role::NoteMore) => {
                self.note_goes_on(piece);
                return true;
            }
            (Group::Contacts, Role::ContactLine) => {
                self.contacts(piece).into_iter().for_each(|node| self.attach(node));
                return true;
            }
            (Group::Contacts, Role::ContactMore) => return self.contact_goes_on(piece),
            (Group::Passage(class), Role::Plain) if !is_apart(*class, piece) => {}
            (Group::Passage(_), Role::Item | Role::Number(_) | Role::Whole) => {}
            _ => self.close_to(0),
        }
        false
    }

    /// The contacts of a piece.
    fn contacts(&self, piece: &Piece) -> Vec<Node> {
        let texts: Vec<_> = piece.lines.iter().map(inline::line_text).collect();
        let parts = several::part(&texts.iter().map(|text| text.as_ref()).collect::<Vec<_>>());
        let alone = parts.len() == 1;
        let node = |part: Range<usize>| {
            let lines = &piece.lines[part];
            let span = inline::span(lines).filter(|_| !alone).unwrap_or(piece.span);
            Node::new(span, Part::Contact(contacts::contact(self.words(&printed(lines)))))
        };
        parts.into_iter().map(node).collect()
    }

    /// One more line of the contact before it.
    fn contact_goes_on(&mut self, piece: &Piece) -> bool {
        let mut content = self.words(&printed(&piece.lines));
        let Some(Node { part: Part::Contact(before), span, .. }) = self.last_node() else { return false };
        *span = span.to(piece.span);
        before.content.push(Inline::LineBreak {});
        before.content.append(&mut content);
        *before = contacts::contact(std::mem::take(&mut before.content));
        if let Some(frame) = self.frames.last_mut() {
            frame.node.span = frame.node.span.to(piece.span);
        }
        true
    }

    /// `1. Words`, `[1] Words`, `* Words`, or words without a mark.
    fn note(&self, piece: &Piece, marked: bool) -> Node {
        let mut lines = piece.lines.clone();
        let (printed, label, length) = if marked { note_mark(piece) } else { Default::default() };
        if let Some(first) = lines.first_mut() {
            inline::cut(first, length);
        }
        let content = self.words(&lines);
        // `[^1]` of Markdown means `[^1]:` alone, whatever else is counted.
        let label = if self.marks.is_told(&label) { String::new() } else { label };
        Node::new(piece.span, Part::Note(Note { printed, label, content, blocks: Vec::new() }))
    }
}

/// Whether a class of passage is a list of things rather than words.
pub(super) fn is_list(class: PassageClass) -> bool {
    matches!(class, PassageClass::Attachments | PassageClass::Related)
}

/// Lines that all end on purpose.
fn broken(lines: &[Line]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for line in &mut lines {
        line.hard_break.get_or_insert_default();
    }
    lines
}

/// Whether a paragraph behind a list of attachments or links is none of it: a sentence, not the name of a thing.
fn is_apart(class: PassageClass, piece: &Piece) -> bool {
    const LONGEST: usize = 200;
    let sentence = piece.text.trim_end().ends_with(['.', '。']) && piece.text.split_whitespace().count() > 4;
    is_list(class) && (sentence || piece.text.chars().count() > LONGEST || piece.text.starts_with('©'))
}

/// The lines of a contact or signature, which end on purpose where the next says something else.
fn printed(lines: &[Line]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    let text = inline::text(&lines);
    let told = |line: &Line| {
        let line = inline::line_text(line);
        contacts::is_labelled(&line) || contacts::is_only_how(&line)
    };
    let prose = text.ends_with(['.', '。']) && text.split_whitespace().count() > 8;
    // A wrapped sentence may end with an address; in front of other lines it is one of its own.
    let sentence = prose && !lines.iter().rev().skip(1).any(told);
    for index in 1..lines.len() {
        let next = inline::line_text(&lines[index]);
        if contacts::begins_line(&next) || !sentence && !next.trim_start().starts_with(char::is_lowercase) {
            lines[index - 1].hard_break.get_or_insert_default();
        }
    }
    lines
}

/// The mark that a note begins with: as printed, alone, and how many bytes of its line it takes.
pub(super) fn note_mark(piece: &Piece) -> (String, String, usize) {
    let leading = notes::leading(piece);
    match (&piece.shape, leading) {
        (Shape::Words(Some(start)), None) => (start.printed.clone(), start.candidate.label.clone(), start.length),
        (Shape::Item { bullet, length }, _) if *length > 0 => (bullet.clone(), sign_label(bullet), *length),
        (Shape::Item { bullet, .. }, _) => (bullet.clone(), sign_label(bullet), 0),
        (_, Some((mark, length))) => (piece.text[..length].to_owned(), mark.label, length),
        (Shape::Words(_), None) if let Some(figure) = notes::bare(&piece.text).map(|figure| figure.to_string()) => {
            (figure.clone(), figure.clone(), figure.len())
        }
        _ => (String::new(), String::new(), 0),
    }
}

/// A star is a mark that a text may refer to; other bullets are none.
fn sign_label(bullet: &str) -> String {
    if matches!(bullet, "*" | "†" | "‡") { bullet.to_owned() } else { String::new() }
}

/// Whether a paragraph ends with a colon: what follows belongs to it.
fn is_introduction(node: &Node) -> bool {
    match &node.part {
        Part::Block(Block::Paragraph(paragraph)) => plain_text(&paragraph.content).trim_end().ends_with([':', '：']),
        _ => false,
    }
}

/// The number of a piece and its lines without it.
fn take_number(piece: &Piece, wanted: bool) -> (Option<(Number, Span)>, Vec<Line>) {
    let mut lines = piece.lines.clone();
    let (Shape::Words(Some(start)) | Shape::Heading { start: Some(start), .. }) = &piece.shape else {
        return (None, lines);
    };
    if !wanted {
        return (None, lines);
    }
    let span = match lines.first_mut() {
        Some(first) if start.length > 0 => {
            let span = inline::span_in(first, 0..start.length);
            inline::cut(first, start.length);
            span
        }
        _ => Span::at(piece.span.start()),
    };
    let number = Number { printed: start.printed.clone(), label: start.candidate.label.clone() };
    (Some((number, span)), lines)
}
