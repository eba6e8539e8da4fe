//! The blocks behind the argument: notes, contacts, passages, the signature.

use super::super::contacts;
use super::super::inline;
use super::super::notes;
use super::super::outline::Role;
use super::super::pieces::{self, Piece, Shape};
use super::super::several;
use super::super::signature;
use super::super::tail::Group;
use super::super::tree::{Node, Part};
use super::{Builder, Frame, Open, body, printed};
use crate::read::{self, BlockKind};
use crate::release::{Block, Contacts, Inline, Note, Notes, Paragraph, Passage, PassageClass};
use std::ops::Range;

impl Builder<'_> {
    /// A note that the format marks as one: it joins the notes before it.
    pub(super) fn format_note(&mut self, block: &read::Block) {
        let BlockKind::Note { printed, label, blocks } = &block.kind else { return };
        self.close_to(0);
        let mut pieces = pieces::of_quote(blocks, self.diagnostics);
        let first =
            pieces.first().is_some_and(|piece| matches!(piece.shape, Shape::Words(_)) && !piece.has_drawn_mark());
        let content = if first { self.words(&pieces.remove(0).lines) } else { Vec::new() };
        let children = body(&pieces, self.marks, self.base + 2, self.diagnostics);
        let note = Note { printed: printed.clone(), label: label.clone(), content, blocks: Vec::new() };
        let node = Node::new(block.span, Part::Note(note)).with(children);
        self.join_notes(node);
    }

    /// Adds a note to the notes that stand directly before it, or begins new ones.
    pub(super) fn join_notes(&mut self, node: Node) {
        if let Some(Node { part: Part::Block(Block::Notes(_)), children, span, .. }) = self.last_node() {
            *span = span.to(node.span);
            children.push(node);
        } else {
            self.attach(Node::block(node.span, Block::Notes(Notes::default())).with(vec![node]));
        }
    }

    /// A note without a heading: of the section where more of the text follows, else of the whole.
    pub(super) fn lone_note(&mut self, piece: &Piece, marked: bool) {
        if self.more {
            self.close_to_sections()
        } else {
            self.close_to(0)
        }
        let node = self.note(piece, marked);
        self.join_notes(node);
    }

    /// A second paragraph of a note.
    pub(super) fn note_goes_on(&mut self, piece: &Piece) {
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
    pub(super) fn lone_contact(&mut self, piece: &Piece) {
        self.close_to(0);
        let node = Node::block(piece.span, Block::Contacts(Contacts::default()));
        self.frames.push(Frame { open: Open::Group(Group::Contacts), node });
        self.contacts(piece).into_iter().for_each(|node| self.attach(node));
    }

    /// `About the Bank: The Bank keeps…`: what follows belongs to it; a disclaimer stands alone.
    pub(super) fn run_in(&mut self, piece: &Piece, class: PassageClass) {
        self.close_to(0);
        let content = self.words(&piece.lines);
        let passage = Node::block(piece.span, Block::Boilerplate(Passage { class, ..Passage::default() }));
        self.frames.push(Frame { open: Open::Group(Group::Passage(class)), node: passage });
        self.attach(Node::block(piece.span, Block::Paragraph(Paragraph { content, ..Paragraph::default() })));
        if class == PassageClass::Disclaimer {
            self.close_to(0);
        }
    }

    pub(super) fn signature(&mut self, piece: &Piece, joins: bool) {
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

    pub(super) fn group(&mut self, piece: &Piece, group: Group) {
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
    pub(super) fn take_in_group(&mut self, piece: &Piece, role: &Role) -> bool {
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
    pub(super) fn contacts(&self, piece: &Piece) -> Vec<Node> {
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
    pub(super) fn contact_goes_on(&mut self, piece: &Piece) -> bool {
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
    pub(super) fn note(&self, piece: &Piece, marked: bool) -> Node {
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
pub(in crate::parse) fn is_list(class: PassageClass) -> bool {
    matches!(class, PassageClass::Attachments | PassageClass::Related)
}

/// Whether a paragraph behind a list of attachments or links is none of it: a sentence, not the name of a thing.
pub(super) fn is_apart(class: PassageClass, piece: &Piece) -> bool {
    const LONGEST: usize = 200;
    let sentence = piece.text.trim_end().ends_with(['.', '。']) && piece.text.split_whitespace().count() > 4;
    is_list(class) && (sentence || piece.text.chars().count() > LONGEST || piece.text.starts_with('©'))
}

/// The mark that a note begins with: as printed, alone, and how many bytes of its line it takes.
pub(in crate::parse) fn note_mark(piece: &Piece) -> (String, String, usize) {
    let leading = notes::leading(piece);
    match (&piece.shape, leading) {
        (Shape::Words(Some(start)), None) => (start.printed.clone(), start.candidate.label.clone(), start.length),
        (Shape::Item { bullet, length }, _) if *length > 0 => (bullet.clone(), sign_label(bullet), *length),
        (Shape::Item { bullet, .. }, _) => (bullet.clone(), sign_label(bullet), 0),
        // `1. [1] See the act.`: the list draws one number, and the words have another.
        (Shape::Words(Some(start)), Some((mark, length))) if start.length == 0 => {
            (format!("{} {}", start.printed, &piece.text[..length]), mark.label, length)
        }
        (_, Some((mark, length))) => (piece.text[..length].to_owned(), mark.label, length),
        (Shape::Words(_), None) if let Some(figure) = notes::bare(&piece.text).map(|figure| figure.to_string()) => {
            (figure.clone(), figure.clone(), figure.len())
        }
        _ => (String::new(), String::new(), 0),
    }
}

/// A star is a mark that a text may refer to; other bullets are none.
pub(super) fn sign_label(bullet: &str) -> String {
    if matches!(bullet, "*" | "†" | "‡") { bullet.to_owned() } else { String::new() }
}
