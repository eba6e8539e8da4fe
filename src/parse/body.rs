//! The body: pieces to nested blocks.

mod sections;
mod tail;

use super::bullets;
use super::captions;
use super::contacts;
use super::headings::Dress;
use super::inline::{self, Words};
use super::marks::Marks;
use super::outline::{self, Role};
use super::pieces::{self, Piece, Shape};
use super::sequence::Placed;
use super::tail::Group;
use super::tree::{Node, Part};
use crate::diagnostic::Diagnostic;
use crate::read::{self, BlockKind, Line, MAX_DEPTH};
use crate::release::{
    Block, Cell, Figure, Heading, Inline, List, ListItem, Number, Paragraph, Quote, Section, Table, last_letter,
};
use crate::source::Span;
pub(super) use tail::{is_list, note_mark};

/// Builds the body from its pieces.
pub(super) fn body(pieces: &[Piece], marks: &Marks, depth: usize, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
    let roles = outline::roles(pieces, marks, diagnostics);
    let (pieces, roles) = outline::rejoin(pieces, roles);
    let follows = outline::followed_by_number(&roles);
    let last = roles.iter().rposition(|role| matches!(role, Role::Number(_) | Role::Heading(_)));
    let prelude = sections::begins_with_prelude(&pieces, &roles);
    let (frames, done) = (Vec::new(), Vec::new());
    let mut builder = Builder { marks, base: depth, frames, done, more: true, prelude, diagnostics };
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
    /// The first heading stands beside the numbered ones.
    prelude: bool,
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
        // A list without its items, items without their list, or what is no item in a list would be lost.
        if !matches!(open, Open::Item { .. }) {
            self.close_lone_list();
        } else if !self.is_in_list() {
            self.close_to(room.saturating_sub(1));
            if !self.is_in_list() {
                let list = Node::block(node.span, Block::List(List { items: Vec::new() }));
                self.frames.push(Frame { open: Open::List, node: list });
            }
        }
        self.frames.push(Frame { open, node });
    }

    fn close_to_sections(&mut self) {
        let sections = self.frames.iter().take_while(|frame| matches!(frame.open, Open::Section(_))).count();
        self.close_to(sections);
    }

    fn heading(&mut self, piece: &Piece, dress: &Dress) {
        self.close_to_sections();
        self.close_to(self.section_of(piece, dress));
        let (number, lines) = take_number(piece, matches!(dress, Dress::Numbered(_) | Dress::Marked(_)));
        let lines = if inline::all(&lines, |style| style.strong) { inline::undressed(&lines) } else { lines };
        let content = self.words(&lines);
        let span = number.as_ref().map(|(_, span)| *span);
        let heading = Heading { number: number.map(|(number, _)| number), content };
        let mut node = Node::block(piece.span, Block::Section(Section { heading, blocks: Vec::new() }));
        node.number = span;
        self.open(Open::Section(dress.clone()), node);
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
        if self.is_in_list() {
            self.close_to(self.frames.len() - 1);
        }
    }

    /// Whether what is opened now would stand directly in a list.
    fn is_in_list(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { open: Open::List, .. }))
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
            let alone = !last.has_drawn_mark() && blocks.len() > 1;
            marked.is_empty() && dash && last.text.chars().count() <= 120 && alone
        });
        let attribution = attribution.map_or_else(|| self.words(marked), |piece| self.words(&piece.lines));
        let children = body(&pieces, self.marks, depth, self.diagnostics);
        Node::block(span, Block::Quote(Quote { blocks: Vec::new(), attribution })).with(children)
    }

    /// What was built last where a block would go now.
    fn last_node(&mut self) -> Option<&mut Node> {
        self.siblings().last_mut()
    }
}

/// Lines that all end on purpose.
fn broken(lines: &[Line]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for line in &mut lines {
        line.hard_break.get_or_insert_default();
    }
    lines
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

/// Whether a paragraph ends with a colon: what follows belongs to it.
fn is_introduction(node: &Node) -> bool {
    match &node.part {
        Part::Block(Block::Paragraph(paragraph)) => matches!(last_letter(&paragraph.content), Some(':' | '：')),
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
