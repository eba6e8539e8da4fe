//! The XML of a part as a tree in one piece of memory: elements by their local names, the attributes that matter.
//!
//! Not supported, on purpose: document types and entities of one's own. A part that has them is refused.

use super::names::{ATTRIBUTES, ELEMENTS};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// How deep elements may stand in one another; Word itself stays below 50.
const MAX_DEPTH: usize = 200;
/// How many elements and stretches of text a part may have: a thousand pages have a tenth of it.
const MAX_NODES: usize = 3_000_000;

/// Why a part is no XML that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not well formed, or cut off.
    Syntax,
    /// It has a document type or an entity of its own.
    Entity,
    /// It is deeper or larger than is read.
    Size,
}

impl Fault {
    /// What is the matter, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Fault::Syntax => "its XML is damaged",
            Fault::Entity => "its XML has a document type, which no Word document has",
            Fault::Size => "its XML is deeper or larger than any release",
        }
    }
}

/// The XML of one part.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(&'static str, Range<u32>)>,
    /// All texts and values, one behind the other.
    words: String,
}

/// An element, or a stretch of text, whose name is `#`.
#[derive(Debug)]
struct Node {
    name: &'static str,
    first: u32,
    next: u32,
    /// Of `attributes`; of `words` for a text.
    own: Range<u32>,
}

/// No node.
const NONE: u32 = u32::MAX;
/// The name of a stretch of text.
const TEXT: &str = "#";

/// An element of a [`Tree`].
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    tree: &'a Tree,
    at: u32,
}

impl Tree {
    /// Reads a part.
    pub(super) fn read(text: &str) -> Result<Tree, Fault> {
        let mut builder = Builder {
            tree: Tree { nodes: Vec::new(), attributes: Vec::new(), words: String::new() },
            open: Vec::new(),
        };
        builder.push("", 0..0)?;
        builder.open.push((0, NONE));
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|_| Fault::Syntax)? {
                Event::Start(start) => builder.open(&start)?,
                Event::Empty(start) => {
                    builder.open(&start)?;
                    builder.open.pop();
                }
                Event::End(_) => {
                    builder.open.pop();
                }
                Event::Text(words) => builder.text(&words)?,
                Event::CData(words) => builder.text(&words)?,
                Event::GeneralRef(name) => {
                    let reference = format!("&{};", &*name);
                    builder.text(&unescape(&reference).map_err(|_| Fault::Entity)?)?;
                }
                Event::DocType(_) => return Err(Fault::Entity),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        if builder.open.len() == 1 { Ok(builder.tree) } else { Err(Fault::Syntax) }
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Element<'_> {
        let document = Element { tree: self, at: 0 };
        document.children().next().unwrap_or(document)
    }
}

struct Builder {
    tree: Tree,
    /// The elements that are open, each with its last child.
    open: Vec<(u32, u32)>,
}

impl Builder {
    fn push(&mut self, name: &'static str, own: Range<u32>) -> Result<u32, Fault> {
        if self.tree.nodes.len() == MAX_NODES || self.open.len() > MAX_DEPTH {
            return Err(Fault::Size);
        }
        let at = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node { name, first: NONE, next: NONE, own });
        if let Some((parent, last)) = self.open.last_mut() {
            match *last {
                NONE => self.tree.nodes[*parent as usize].first = at,
                last => self.tree.nodes[last as usize].next = at,
            }
            *last = at;
        }
        Ok(at)
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        let from = self.tree.attributes.len() as u32;
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Fault::Syntax)?;
            if let Some(name) = known(attribute.key.local_name().as_ref(), ATTRIBUTES) {
                let value = unescape(&attribute.value).map_err(|_| Fault::Entity)?;
                let own = self.add_words(&value)?;
                self.tree.attributes.push((name, own));
            }
        }
        let name = known(start.local_name().as_ref(), ELEMENTS).unwrap_or_default();
        let at = self.push(name, from..self.tree.attributes.len() as u32)?;
        self.open.push((at, NONE));
        Ok(())
    }

    fn text(&mut self, words: &str) -> Result<(), Fault> {
        let parent = self.open.last().map_or("", |(at, _)| self.tree.nodes[*at as usize].name);
        if matches!(parent, "t" | "instrText" | "delText") {
            let own = self.add_words(words)?;
            self.push(TEXT, own)?;
        }
        Ok(())
    }

    fn add_words(&mut self, words: &str) -> Result<Range<u32>, Fault> {
        let start = self.tree.words.len();
        self.tree.words.push_str(words);
        let place = |at: usize| u32::try_from(at).map_err(|_| Fault::Size);
        Ok(place(start)?..place(self.tree.words.len())?)
    }
}

impl<'a> Element<'a> {
    fn node(self) -> &'a Node {
        &self.tree.nodes[self.at as usize]
    }

    /// What it is known by in its tree.
    pub(super) fn place(self) -> u32 {
        self.at
    }

    /// Its local name; empty where nothing here knows it.
    pub(super) fn name(self) -> &'static str {
        self.node().name
    }

    /// The elements in it.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'a>> {
        let mut next = self.node().first;
        std::iter::from_fn(move || {
            while next != NONE {
                let element = Element { tree: self.tree, at: next };
                next = element.node().next;
                if element.name() != TEXT {
                    return Some(element);
                }
            }
            None
        })
    }

    /// The first element in it that has this name.
    pub(super) fn child(self, name: &str) -> Option<Element<'a>> {
        self.children().find(|child| child.name() == name)
    }

    /// The first element of this name in it, however deep.
    pub(super) fn find(self, name: &str) -> Option<Element<'a>> {
        self.children().find_map(|child| if child.name() == name { Some(child) } else { child.find(name) })
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        let own = &self.node().own;
        let attributes = &self.tree.attributes[own.start as usize..own.end as usize];
        let (_, range) = attributes.iter().find(|(known, _)| *known == name)?;
        Some(&self.tree.words[range.start as usize..range.end as usize])
    }

    /// The `val` of the first element in it that has this name.
    pub(super) fn value(self, name: &str) -> Option<&'a str> {
        self.child(name)?.attribute("val")
    }

    /// Whether the switch `name` in it is on or off, where it is there.
    pub(super) fn switch(self, name: &str) -> Option<bool> {
        let switch = self.child(name)?;
        Some(!matches!(switch.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// The text that stands directly in it.
    pub(super) fn text(self) -> String {
        let mut words = String::new();
        let mut next = self.node().first;
        while next != NONE {
            let node = &self.tree.nodes[next as usize];
            if node.name == TEXT {
                words.push_str(&self.tree.words[node.own.start as usize..node.own.end as usize]);
            }
            next = node.next;
        }
        words
    }
}

/// The name as this crate has it.
fn known(name: &str, names: &'static [&'static str]) -> Option<&'static str> {
    names.binary_search(&name).ok().map(|at| names[at])
}

#[cfg(test)]
mod tests {
    use super::{Fault, Tree};

    #[test]
    fn elements_have_values_and_words() {
        let tree = Tree::read("<w:p><w:r><w:rPr><w:b/><w:i w:val='0'/></w:rPr><w:t>a &amp; &#x42;</w:t></w:r></w:p>");
        let tree = tree.unwrap();
        let run = tree.root().child("r").unwrap();
        let look = run.child("rPr").unwrap();
        assert_eq!((look.switch("b"), look.switch("i"), look.switch("vanish")), (Some(true), Some(false), None));
        assert_eq!(run.child("t").unwrap().text(), "a & B");
    }

    #[test]
    fn tricks_are_refused() {
        let fault = |text: &str| Tree::read(text).unwrap_err();
        assert_eq!(fault("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), Fault::Entity);
        assert_eq!(fault("<w:t>&b;</w:t>"), Fault::Entity);
        assert_eq!(fault("<a><b></a>"), Fault::Syntax);
        assert_eq!(fault("<a><b>"), Fault::Syntax);
        assert_eq!(fault(&"<a>".repeat(5000)), Fault::Size);
    }
}
