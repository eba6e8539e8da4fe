//! The HTML of a document as an arena of nodes.
//!
//! What comes in: a text. What goes out: [`Dom`], nodes that know their neighbours by number. html5ever parses;
//! an arena rather than counted references because it is fast to build and needs no recursion to drop.
//!
//! Two rooms look at HTML: `page` at what a template made, `read` at what somebody published. Only the second asks
//! where in the text the nodes stand; see [`Dom::parse_with_places`].

mod build;
mod places;

pub(crate) use places::Stretch;

use crate::source::Span;
use build::{Guard, Sink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, ns};

/// How deep elements may nest. A release has sub-paragraphs of perhaps six levels, three elements each; every later
/// step may recurse over the tree because of this.
pub(crate) const MAX_DEPTH: u16 = 128;

/// How many nodes a document may have: a hundred thousand paragraphs have about a million.
const MAX_NODES: usize = 4_000_000;

/// A node, by its place in [`Dom`]; 0 is the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(u32);

impl NodeId {
    /// Its place in lists of one entry a node.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A parsed document.
#[derive(Debug)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
    /// Where the text of the nodes comes from, in the order of the nodes; empty where nobody asked.
    stretches: Vec<(NodeId, Stretch)>,
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
    pub(crate) last_child: Option<NodeId>,
    depth: u16,
    /// From the start tag to the end tag; where nobody asked, nowhere.
    pub(crate) span: Span,
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
        let tokenizer = tokenizer(Sink::new(html.len()));
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        feed(&tokenizer, &input);
        finish(tokenizer)
    }

    /// The same, with the place of every element and text in `html`.
    ///
    /// html5ever says no places. It is fed pieces cut where a tag or reference begins or ends: what comes of a piece
    /// stands there.
    pub(crate) fn parse_with_places(html: &str) -> Self {
        let whole = StrTendril::from_slice(html);
        let tokenizer = tokenizer(Sink::with_places(whole.clone()));
        let input = BufferQueue::default();
        for piece in places::pieces(html) {
            tokenizer.sink.begin_piece(piece.end);
            input.push_back(whole.subtendril(piece.start as u32, (piece.end - piece.start) as u32));
            feed(&tokenizer, &input);
        }
        finish(tokenizer)
    }

    /// Makes the span of each element, so far its start tag, reach to its end tag. The parser does not say when an
    /// element is closed: it ends where what is in it ends, and its tag stands there or was left away.
    fn close_spans(&mut self, html: &str) {
        let order: Vec<NodeId> = self.walk(NodeId(0)).collect();
        for id in order.into_iter().rev() {
            let inside = self.children(id).map(|child| self.node(child).span.end()).max();
            let own = self.stretches(id).map(|stretch| stretch.span).reduce(Span::to);
            let node = &mut self.nodes[id.index()];
            node.span = own.unwrap_or(node.span);
            if let NodeData::Element { name, .. } = &node.data {
                let end = inside.map_or(node.span.end(), |inside| inside.max(node.span.end()));
                node.span = Span::new(node.span.start(), end + end_tag(&html[end..], &name.local));
            }
        }
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

    /// Where the text of a text node comes from, stretch by stretch.
    pub(crate) fn stretches(&self, id: NodeId) -> impl Iterator<Item = &Stretch> {
        let first = self.stretches.partition_point(|(node, _)| *node < id);
        self.stretches[first..].iter().take_while(move |(node, _)| *node == id).map(|(_, stretch)| stretch)
    }

    /// How many nodes there are: the numbers of all are below.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The elements around `id`, from the inside out.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).parent, |&parent| self.node(parent).parent)
    }

    /// The first `length` bytes of the text in `id`, or a few more, without the white space before them.
    pub(crate) fn text_start(&self, id: NodeId, length: usize) -> String {
        self.start(id, length, "")
    }

    /// The same with a space between two texts.
    pub(crate) fn words_start(&self, id: NodeId, length: usize) -> String {
        self.start(id, length, " ")
    }

    fn start(&self, id: NodeId, length: usize, between: &str) -> String {
        let mut text = String::new();
        for node in self.walk(id) {
            if let NodeData::Text(piece) = &self.node(node).data {
                let piece = if text.is_empty() { piece.trim_start() } else { piece };
                text.push_str(&piece[..piece.floor_char_boundary(length)]);
                text.push_str(if text.is_empty() { "" } else { between });
            }
            if text.len() >= length {
                break;
            }
        }
        text
    }

    /// The element before `id` in what holds both.
    pub(crate) fn element_before(&self, id: NodeId) -> Option<NodeId> {
        let mut before = std::iter::successors(self.node(id).previous, |&id| self.node(id).previous);
        before.find(|&id| self.name(id).is_some())
    }

    /// The element behind `id` in what holds both.
    pub(crate) fn element_behind(&self, id: NodeId) -> Option<NodeId> {
        let mut behind = std::iter::successors(self.node(id).next, |&id| self.node(id).next);
        behind.find(|&id| self.name(id).is_some())
    }

    /// The node behind `id` in the order of the document; the first in it where `into` says so.
    pub(crate) fn after(&self, id: NodeId, into: bool) -> Option<NodeId> {
        if let Some(child) = self.node(id).first_child.filter(|_| into) {
            return Some(child);
        }
        let mut at = id;
        loop {
            if let Some(next) = self.node(at).next {
                return Some(next);
            }
            at = self.node(at).parent?;
        }
    }

    /// `top` and what is in it, in the order of the document.
    pub(crate) fn walk(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
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

/// How long the end tag of `name` at the start of `html` is, white space before it included; 0 where there is none.
fn end_tag(html: &str, name: &str) -> usize {
    let rest = html.trim_start();
    let tag = rest.strip_prefix("</").and_then(|rest| rest.get(..name.len()));
    if !tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
        return 0;
    }
    let inside = &rest[2 + name.len()..];
    let behind = inside.trim_start().strip_prefix('>');
    behind.map_or(0, |behind| html.len() - behind.len())
}

fn tokenizer(sink: Sink) -> Tokenizer<Guard> {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    Tokenizer::new(Guard::new(TreeBuilder::new(sink, options)), TokenizerOpts::default())
}

fn feed(tokenizer: &Tokenizer<Guard>, input: &BufferQueue) {
    while !matches!(tokenizer.feed(input), html5ever::TokenizerResult::Done) {}
}

fn finish(tokenizer: Tokenizer<Guard>) -> Dom {
    tokenizer.end();
    tokenizer.sink.into_sink().into_dom()
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
    fn places_are_those_of_the_source() {
        let html =
            "<!doctype html>\r\n<p>a &amp; b&nbsp;c<b>d</b> &copy 2031 1 < 2<table> x <tr><td>y</table>z\n<!-- - -->!";
        let dom = Dom::parse_with_places(html);
        let mut seen = String::new();
        for id in dom.walk(dom.root().unwrap()) {
            for stretch in dom.stretches(id) {
                seen.push_str(&format!("{}|", &html[stretch.span.range()]));
            }
        }
        assert_eq!(seen, "a |&amp;| b|&nbsp;|c|d| |&copy| 2031 1 < 2| x |y|z\n|!|");
        let bold = dom.elements().find(|&id| dom.is(id, "b")).unwrap();
        assert_eq!(&html[dom.node(bold).span.range()], "<b>d</b>");
        let table = dom.elements().find(|&id| dom.is(id, "table")).unwrap();
        assert!(html[dom.node(table).span.range()].ends_with("y</table>"));
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(collapse(" a\n\t b\u{A0} c "), "a b\u{A0} c");
    }
}
