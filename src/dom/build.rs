//! Tokens to the arena of nodes.

use super::places::Places;
use super::{Dom, MAX_DEPTH, MAX_NODES, Node, NodeData, NodeId};
use crate::source::Span;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{EndTag, StartTag, TagToken, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{Attribute, QualName};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Stands between tokenizer and tree builder and leaves out tags that would nest too deep: the tree builder looks
/// through all open elements for most tags, so depth must be bounded before it.
pub(super) struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    /// How many tags were left out and are not closed yet.
    left_out: Cell<u32>,
}

impl Guard {
    pub(super) fn new(builder: TreeBuilder<NodeId, Sink>) -> Self {
        Self { builder, left_out: Cell::new(0) }
    }

    pub(super) fn into_sink(self) -> Sink {
        self.builder.sink
    }

    /// Says that what comes next ends at the byte `end` of the source.
    pub(super) fn begin_piece(&self, end: usize) {
        self.builder.sink.places.borrow_mut().begin_piece(end);
    }

    fn leaves_out(&self, token: &Token) -> bool {
        let TagToken(tag) = token else { return false };
        if is_raw(&tag.name) {
            return false;
        }
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

/// What stands in these is no text of the page, but would become it without them. They hold no other elements.
fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes")
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.builder.sink.places.borrow_mut().take(&token);
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
pub(super) struct Sink {
    nodes: RefCell<Vec<Node>>,
    places: RefCell<Places>,
    /// How many nodes there may be.
    limit: usize,
    /// How deep the place is where the next element would go.
    depth: Cell<u16>,
    cut: Cell<bool>,
}

impl Sink {
    pub(super) fn new(bytes: usize) -> Self {
        // Markup has about one node for every 40 bytes.
        let mut nodes = Vec::with_capacity((bytes / 40 + 16).min(MAX_NODES));
        nodes.push(Node::new(NodeData::Other));
        // `<p>a` makes two of four bytes. More come only of tags that are left open and opened anew in every paragraph.
        let limit = (bytes / 2 + 1024).min(MAX_NODES);
        Self {
            nodes: RefCell::new(nodes),
            places: RefCell::default(),
            limit,
            depth: Cell::new(0),
            cut: Cell::new(false),
        }
    }

    pub(super) fn with_places(html: StrTendril) -> Self {
        Self { places: RefCell::new(Places::new(html.clone())), ..Self::new(html.len()) }
    }

    pub(super) fn into_dom(self) -> Dom {
        let (html, stretches) = self.places.into_inner().finish();
        let mut dom = Dom { nodes: self.nodes.into_inner(), stretches, cut: self.cut.get() };
        if let Some(html) = html {
            dom.close_spans(&html);
        }
        dom
    }

    fn is_full(&self) -> bool {
        self.depth.get() >= MAX_DEPTH || self.nodes.borrow().len() >= self.limit
    }

    fn push(&self, data: NodeData) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { span: self.places.borrow().token(), ..Node::new(data) });
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
                let (id, at, made) = add_text(&mut nodes, parent, before, &text);
                self.places.borrow_mut().put(id, at, &text);
                if !made {
                    return;
                }
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
        Self {
            parent: None,
            previous: None,
            next: None,
            first_child: None,
            last_child: None,
            depth: 0,
            span: Span::at(0),
            data,
        }
    }
}

/// Adds to the text that stands there, or makes a new node to be attached: which, where in it, and whether it is new.
fn add_text(nodes: &mut Vec<Node>, parent: NodeId, before: Option<NodeId>, text: &StrTendril) -> (NodeId, usize, bool) {
    let previous = match before {
        Some(before) => nodes[before.0 as usize].previous,
        None => nodes[parent.0 as usize].last_child,
    };
    if let Some(previous) = previous
        && let NodeData::Text(there) = &mut nodes[previous.0 as usize].data
    {
        let at = there.len();
        there.push_tendril(text);
        return (previous, at, false);
    }
    nodes.push(Node::new(NodeData::Text(text.clone())));
    (NodeId(nodes.len() as u32 - 1), 0, true)
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
