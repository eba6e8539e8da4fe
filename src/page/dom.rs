//! The HTML of a document as an arena of nodes.
//!
//! What comes in: a text. What goes out: [`Dom`], nodes that know their neighbours by number. html5ever parses;
//! an arena rather than counted references because it is fast to build and needs no recursion to drop.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// How deep elements may nest. A release has sub-paragraphs of perhaps six levels, three elements each; every later
/// step may recurse over the tree because of this.
pub(crate) const MAX_DEPTH: u16 = 128;

/// How many nodes a document may have: a hundred thousand paragraphs have about a million.
const MAX_NODES: usize = 4_000_000;

/// A node, by its place in [`Dom`]; 0 is the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(u32);

/// A parsed document.
#[derive(Debug)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
    /// Whether elements were nested deeper than [`MAX_DEPTH`], or there were too many nodes: those were left out, their
    /// text stands in the element around.
    pub(crate) cut: bool,
}

/// A node and its neighbours.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) parent: Option<NodeId>,
    pub(crate) previous: Option<NodeId>,
    pub(crate) next: Option<NodeId>,
    pub(crate) first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    depth: u16,
    pub(crate) data: NodeData,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum NodeData {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
    /// The document, a comment, a processing instruction.
    Other,
}

impl Dom {
    /// Parses a document; nothing is refused.
    pub(crate) fn parse(html: &str) -> Self {
        let builder = TreeBuilder::new(
            Sink::new(html.len()),
            TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        );
        let tokenizer = Tokenizer::new(Guard { builder, left_out: Cell::new(0) }, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        let sink = tokenizer.sink.builder.sink;
        Dom { nodes: sink.nodes.into_inner(), cut: sink.cut.get() }
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The children of `id`, in order.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first_child, |&child| self.node(child).next)
    }

    /// The `html` element; html5ever always makes one.
    pub(crate) fn root(&self) -> Option<NodeId> {
        self.children(NodeId(0)).find(|&child| self.name(child).is_some())
    }

    /// The first child element of `parent` with this name.
    pub(crate) fn child_named(&self, parent: NodeId, name: &str) -> Option<NodeId> {
        self.children(parent).find(|&child| self.is(child, name))
    }

    /// All elements in the order of the document.
    pub(crate) fn elements(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.within(NodeId(0))
    }

    /// The elements in `top`, and itself, in the order of the document.
    pub(crate) fn within(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.walk(top).filter(|&id| self.name(id).is_some())
    }

    /// The local name of an element.
    pub(crate) fn name(&self, id: NodeId) -> Option<&LocalName> {
        match &self.node(id).data {
            NodeData::Element { name, .. } => Some(&name.local),
            _ => None,
        }
    }

    /// Whether it is an HTML element of this name.
    pub(crate) fn is(&self, id: NodeId, local: &str) -> bool {
        matches!(&self.node(id).data, NodeData::Element { name, .. } if name.ns == ns!(html) && &*name.local == local)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, id: NodeId, local: &str) -> Option<&str> {
        match &self.node(id).data {
            NodeData::Element { attributes, .. } => attribute_in(attributes, local),
            _ => None,
        }
    }

    /// All text in `id`, as it is in the source.
    pub(crate) fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        for node in self.walk(id) {
            match &self.node(node).data {
                NodeData::Text(piece) => text.push_str(piece),
                NodeData::Element { name, .. } if &*name.local == "br" => text.push(' '),
                _ => {}
            }
        }
        text
    }

    /// `top` and what is in it, in the order of the document.
    fn walk(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(top), move |&id| {
            if let Some(child) = self.node(id).first_child {
                return Some(child);
            }
            let mut at = id;
            while at != top {
                if let Some(next) = self.node(at).next {
                    return Some(next);
                }
                at = self.node(at).parent?;
            }
            None
        })
    }
}

/// The value of an attribute without namespace.
pub(crate) fn attribute_in<'a>(attributes: &'a [Attribute], local: &str) -> Option<&'a str> {
    attributes.iter().find(|one| one.name.ns == ns!() && &*one.name.local == local).map(|one| &*one.value)
}

/// Text with white space collapsed as CSS does for a single line: runs become one space, none at the ends.
pub(crate) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r', '\x0C']).filter(|word| !word.is_empty()) {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// Stands between tokenizer and tree builder and leaves out tags that would nest too deep: the tree builder looks
/// through all open elements for most tags, so depth must be bounded before it.
struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    /// How many tags were left out and are not closed yet.
    left_out: Cell<u32>,
}

impl Guard {
    fn leaves_out(&self, token: &Token) -> bool {
        let TagToken(tag) = token else { return false };
        let left_out = self.left_out.get();
        match tag.kind {
            StartTag if self.builder.sink.is_full() => {
                self.builder.sink.cut.set(true);
                if !is_void(&tag.name) {
                    self.left_out.set(left_out.saturating_add(1));
                }
                true
            }
            EndTag if left_out > 0 => {
                self.left_out.set(left_out - 1);
                true
            }
            _ => false,
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "wbr" | "col" | "input" | "link" | "meta" | "area" | "embed" | "source")
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.leaves_out(&token) {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Builds the arena.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// How many nodes there may be.
    limit: usize,
    /// How deep the place is where the next element would go.
    depth: Cell<u16>,
    cut: Cell<bool>,
}

impl Sink {
    fn new(bytes: usize) -> Self {
        // Markup has about one node for every 40 bytes.
        let mut nodes = Vec::with_capacity((bytes / 40 + 16).min(MAX_NODES));
        nodes.push(Node::new(NodeData::Other));
        // `<p>a` makes two of four bytes. More come only of tags that are left open and opened anew in every paragraph.
        let limit = (bytes / 2 + 1024).min(MAX_NODES);
        Self { nodes: RefCell::new(nodes), limit, depth: Cell::new(0), cut: Cell::new(false) }
    }

    fn is_full(&self) -> bool {
        self.depth.get() >= MAX_DEPTH || self.nodes.borrow().len() >= self.limit
    }

    fn push(&self, data: NodeData) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(data));
        NodeId(nodes.len() as u32 - 1)
    }

    /// Puts a node or text into `parent`, before `before` or at the end.
    fn insert(&self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<NodeId>) {
        let mut nodes = self.nodes.borrow_mut();
        let id = match child {
            NodeOrText::AppendNode(id) => {
                detach(&mut nodes, id);
                id
            }
            NodeOrText::AppendText(text) => {
                let Some(id) = add_text(&mut nodes, parent, before, text) else { return };
                id
            }
        };
        let depth = nodes[parent.0 as usize].depth.saturating_add(1);
        nodes[id.0 as usize].depth = depth;
        if matches!(nodes[id.0 as usize].data, NodeData::Element { .. }) {
            self.depth.set(depth);
        }
        attach(&mut nodes, parent, before, id);
    }
}

impl Node {
    fn new(data: NodeData) -> Self {
        Self { parent: None, previous: None, next: None, first_child: None, last_child: None, depth: 0, data }
    }
}

/// Adds to the text that stands there, or makes a new node to be attached.
fn add_text(nodes: &mut Vec<Node>, parent: NodeId, before: Option<NodeId>, text: StrTendril) -> Option<NodeId> {
    let previous = match before {
        Some(before) => nodes[before.0 as usize].previous,
        None => nodes[parent.0 as usize].last_child,
    };
    if let Some(previous) = previous
        && let NodeData::Text(there) = &mut nodes[previous.0 as usize].data
    {
        there.push_tendril(&text);
        return None;
    }
    nodes.push(Node::new(NodeData::Text(text)));
    Some(NodeId(nodes.len() as u32 - 1))
}

fn attach(nodes: &mut [Node], parent: NodeId, before: Option<NodeId>, id: NodeId) {
    let previous = match before {
        Some(before) => nodes[before.0 as usize].previous.replace(id),
        None => nodes[parent.0 as usize].last_child.replace(id),
    };
    match previous {
        Some(previous) => nodes[previous.0 as usize].next = Some(id),
        None => nodes[parent.0 as usize].first_child = Some(id),
    }
    let node = &mut nodes[id.0 as usize];
    (node.parent, node.previous, node.next) = (Some(parent), previous, before);
}

fn detach(nodes: &mut [Node], id: NodeId) {
    let node = &mut nodes[id.0 as usize];
    let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
    let Some(parent) = parent else { return };
    match previous {
        Some(previous) => nodes[previous.0 as usize].next = next,
        None => nodes[parent.0 as usize].first_child = next,
    }
    match next {
        Some(next) => nodes[next.0 as usize].previous = previous,
        None => nodes[parent.0 as usize].last_child = previous,
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId(0)
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[target.0 as usize].data {
            NodeData::Element { name, .. } => name,
            _ => unreachable!("html5ever asks for the names of elements only"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.push(NodeData::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.push(NodeData::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.push(NodeData::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.nodes.borrow()[element.0 as usize].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &NodeId) {
        self.depth.set(self.nodes.borrow()[node.0 as usize].depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // The contents of a template are never shown; they may as well stand in it.
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[sibling.0 as usize].parent;
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), node);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        if let NodeData::Element { attributes, .. } = &mut self.nodes.borrow_mut()[target.0 as usize].data {
            for attribute in more {
                if !attributes.iter().any(|there| there.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        detach(&mut self.nodes.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let first = self.nodes.borrow()[node.0 as usize].first_child;
            let Some(child) = first else { return };
            self.insert(*new_parent, None, NodeOrText::AppendNode(child));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dom, MAX_DEPTH, collapse};

    #[test]
    fn the_tree_is_that_of_the_standard() {
        let dom = Dom::parse("<p id=a>one<p>two<table><tr><td>x</table>");
        let names: Vec<_> = dom.elements().filter_map(|id| dom.name(id)).map(|name| name.to_string()).collect();
        assert_eq!(names, ["html", "head", "body", "p", "p", "table", "tbody", "tr", "td"]);
        let paragraph = dom.elements().nth(3).unwrap();
        assert_eq!(dom.attribute(paragraph, "id"), Some("a"));
        assert_eq!(dom.text(paragraph), "one");
    }

    #[test]
    fn deep_nesting_is_cut_and_its_text_kept() {
        let dom = Dom::parse(&format!("{}deep{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000)));
        assert!(dom.cut);
        assert!(dom.elements().count() <= MAX_DEPTH as usize + 4);
        assert_eq!(dom.text(dom.root().unwrap()), "deepafter");
    }

    #[test]
    fn open_tags_do_not_multiply() {
        let tags: String = (0..100).map(|n| format!("<font size={n}>")).collect();
        let html = format!("<p>{tags}{}", "<p>a".repeat(10_000));
        let dom = Dom::parse(&html);
        assert!(dom.cut && dom.nodes.len() <= html.len());
        assert_eq!(dom.text(dom.root().unwrap()).len(), 10_000);
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(collapse(" a\n\t b\u{A0} c "), "a b\u{A0} c");
    }
}
