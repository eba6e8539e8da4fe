//! The body while it grows: blocks with their places. [`finish`] makes the model of it, and says which part of the
//! model comes from where.

use super::Origins;
use crate::release::{Block, Contact, ListItem, Note};
use crate::source::Span;

/// A part of the body, and what stands in it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    /// Where its number stands.
    pub(super) number: Option<Span>,
    pub(super) part: Part,
    pub(super) children: Vec<Node>,
}

/// What a node becomes; its own children are added by [`finish`].
#[derive(Clone, Debug)]
pub(super) enum Part {
    Block(Block),
    Item(ListItem),
    Note(Note),
    Contact(Contact),
}

impl Node {
    pub(super) fn new(span: Span, part: Part) -> Self {
        Self { span, number: None, part, children: Vec::new() }
    }

    pub(super) fn block(span: Span, block: Block) -> Self {
        Self::new(span, Part::Block(block))
    }

    /// The same with children; its span covers them.
    pub(super) fn with(mut self, children: Vec<Node>) -> Self {
        self.span = children.iter().fold(self.span, |span, child| span.to(child.span));
        self.children = children;
        self
    }
}

/// The blocks of the model, which stand at `pointer`.
pub(super) fn finish(nodes: Vec<Node>, pointer: &str, origins: &mut Origins) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(nodes.len());
    for node in nodes {
        let pointer = format!("{pointer}/{}", blocks.len());
        blocks.extend(finish_block(node, &pointer, origins));
    }
    blocks
}

fn finish_block(node: Node, pointer: &str, origins: &mut Origins) -> Option<Block> {
    let Node { span, number, part, children } = node;
    let Part::Block(mut block) = part else { return None };
    let name = block.name();
    origins.push(pointer.to_owned(), span);
    if let Some(number) = number {
        let inner = if name == "section" { "section/heading/number" } else { "paragraph/number" };
        origins.push(format!("{pointer}/{inner}"), number);
    }
    let below = |field: &str| format!("{pointer}/{name}/{field}");
    match &mut block {
        Block::Section(section) => section.blocks = finish(children, &below("blocks"), origins),
        Block::Paragraph(paragraph) => paragraph.blocks = finish(children, &below("blocks"), origins),
        Block::Quote(quote) => quote.blocks = finish(children, &below("blocks"), origins),
        Block::Boilerplate(passage) => passage.blocks = finish(children, &below("blocks"), origins),
        Block::List(list) => list.items = finish_each(children, &below("items"), origins, finish_item),
        Block::Notes(notes) => notes.notes = finish_each(children, &below("notes"), origins, finish_note),
        Block::Contacts(contacts) => {
            contacts.contacts = finish_each(children, &below("contacts"), origins, finish_contact);
        }
        _ => {}
    }
    Some(block)
}

fn finish_each<T>(
    nodes: Vec<Node>,
    pointer: &str,
    origins: &mut Origins,
    finish_one: impl Fn(Part, Vec<Node>, &str, &mut Origins) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::with_capacity(nodes.len());
    for node in nodes {
        let pointer = format!("{pointer}/{}", all.len());
        origins.push(pointer.clone(), node.span);
        all.extend(finish_one(node.part, node.children, &pointer, origins));
    }
    all
}

fn finish_item(part: Part, children: Vec<Node>, pointer: &str, origins: &mut Origins) -> Option<ListItem> {
    let Part::Item(item) = part else { return None };
    Some(ListItem { blocks: finish(children, &format!("{pointer}/blocks"), origins), ..item })
}

fn finish_note(part: Part, children: Vec<Node>, pointer: &str, origins: &mut Origins) -> Option<Note> {
    let Part::Note(note) = part else { return None };
    Some(Note { blocks: finish(children, &format!("{pointer}/blocks"), origins), ..note })
}

fn finish_contact(part: Part, _: Vec<Node>, _: &str, _: &mut Origins) -> Option<Contact> {
    let Part::Contact(contact) = part else { return None };
    Some(contact)
}
