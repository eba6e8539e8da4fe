//! Selectors: what of them is understood, and how they meet the elements of a [`Dom`].

use crate::dom::{Dom, Node, NodeData, NodeId};
use crate::page::css::values::Bad;
use cssparser::{ParseError, Parser as CssParser, ToCss};
use html5ever::{LocalName, ns};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{ElementSelectorFlags, MatchingContext};
use selectors::parser::{ParseRelative, SelectorParseErrorKind};
use selectors::{OpaqueElement, SelectorList};
use std::cell::Cell;
use std::fmt;

/// How many steps from sibling to sibling a document may take. `:nth-child()` remembers its indices and needs few, but
/// `h1 ~ p` looks back from each of a hundred thousand paragraphs; these are seconds.
pub(crate) const MAX_STEPS: u64 = 400_000_000;

/// The selectors of this crate.
#[derive(Debug, Clone)]
pub(crate) struct Selectors;

/// A name or value in a selector.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Word(LocalName);

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Word(LocalName::from(text))
    }
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PrecomputedHash for Word {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl ToCss for Word {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, out)
    }
}

/// A pseudo-class that depends on more than the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PseudoClass {
    Lang(Vec<String>),
    /// `:link`, `:any-link`.
    Link,
    /// `:hover` and others that paper does not know: never.
    Never,
}

impl ToCss for PseudoClass {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

impl selectors::parser::NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        false
    }
}

/// A generated box of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pseudo {
    Before,
    After,
    Marker,
    /// The number of a footnote, where it belongs to.
    FootnoteCall,
    /// The number of a footnote, before its text.
    FootnoteMarker,
}

impl ToCss for Pseudo {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

impl selectors::parser::PseudoElement for Pseudo {}

impl selectors::SelectorImpl for Selectors {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Word;
    type Identifier = Word;
    type LocalName = Word;
    type NamespaceUrl = Word;
    type NamespacePrefix = Word;
    type BorrowedNamespaceUrl = Word;
    type BorrowedLocalName = Word;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = Pseudo;
}

/// What is wrong with a selector.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Problem {
    Unsupported(String),
    Syntax,
}

impl From<SelectorParseErrorKind> for Problem {
    fn from(kind: SelectorParseErrorKind) -> Self {
        match kind {
            SelectorParseErrorKind::UnsupportedPseudoClassOrElement => Problem::Unsupported(String::new()),
            _ => Problem::Syntax,
        }
    }
}

impl From<Bad> for Problem {
    fn from(Bad: Bad) -> Self {
        Problem::Syntax
    }
}

/// Reads the selectors before a `{`.
pub(crate) fn parse(parser: &mut CssParser) -> Result<SelectorList<Selectors>, ParseError<Problem>> {
    SelectorList::parse(&Grammar, parser, ParseRelative::No)
}

struct Grammar;

impl<'i> selectors::Parser<'i> for Grammar {
    type Impl = Selectors;
    type Error = Problem;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn allow_forgiving_selectors(&self) -> bool {
        // A selector that is not understood is to be told of, also within `:is()`.
        false
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<PseudoClass, ParseError<Problem>> {
        match name.to_ascii_lowercase().as_str() {
            "link" | "any-link" => Ok(PseudoClass::Link),
            "hover" | "active" | "focus" | "focus-visible" | "focus-within" | "visited" | "target" => {
                Ok(PseudoClass::Never)
            }
            _ => Err(unsupported(format!(":{name}"))),
        }
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        parser: &mut CssParser<'i>,
        _: bool,
    ) -> Result<PseudoClass, ParseError<Problem>> {
        if !name.eq_ignore_ascii_case("lang") {
            return Err(unsupported(format!(":{name}()")));
        }
        let tags = parser.parse_comma_separated(|parser| {
            Ok::<_, ParseError<Problem>>(parser.expect_ident_or_string()?.to_ascii_lowercase())
        })?;
        Ok(PseudoClass::Lang(tags))
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<Pseudo, ParseError<Problem>> {
        match name.to_ascii_lowercase().as_str() {
            "before" => Ok(Pseudo::Before),
            "after" => Ok(Pseudo::After),
            "marker" => Ok(Pseudo::Marker),
            "footnote-call" => Ok(Pseudo::FootnoteCall),
            "footnote-marker" => Ok(Pseudo::FootnoteMarker),
            _ => Err(unsupported(format!("::{name}"))),
        }
    }

    fn parse_functional_pseudo_element(
        &self,
        name: &str,
        _: &mut CssParser<'i>,
    ) -> Result<Pseudo, ParseError<Problem>> {
        Err(unsupported(format!("::{name}()")))
    }
}

fn unsupported(what: String) -> ParseError<Problem> {
    ParseError::custom(Problem::Unsupported(what))
}

/// An element as selectors see it.
#[derive(Clone, Copy)]
pub(crate) struct ElementRef<'a> {
    dom: &'a Dom,
    id: NodeId,
    /// How many steps have been taken, in the whole document.
    steps: &'a Cell<u64>,
}

impl<'a> ElementRef<'a> {
    pub(crate) fn new(dom: &'a Dom, id: NodeId, steps: &'a Cell<u64>) -> Self {
        Self { dom, id, steps }
    }

    fn element(self, id: NodeId) -> Option<Self> {
        self.dom.name(id).map(|_| Self { id, ..self })
    }

    /// The nearest element that `step` leads to.
    fn sibling(self, step: fn(&Node) -> Option<NodeId>) -> Option<Self> {
        let steps = self.steps.get();
        if steps >= MAX_STEPS {
            return None;
        }
        self.steps.set(steps + 1);
        let mut at = step(self.dom.node(self.id))?;
        while self.dom.name(at).is_none() {
            at = step(self.dom.node(at))?;
        }
        Some(Self { id: at, ..self })
    }

    fn attribute(self, name: &str) -> Option<&'a str> {
        self.dom.attribute(self.id, name)
    }

    /// The language of the element, from itself or an element around it.
    fn language(self) -> Option<&'a str> {
        let mut at = Some(self.id);
        while let Some(id) = at {
            if let Some(language) = self.dom.attribute(id, "lang") {
                return Some(language);
            }
            at = self.dom.node(id).parent;
        }
        None
    }
}

impl fmt::Debug for ElementRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.id)
    }
}

/// RFC 4647, 3.3.1: `de` is `de` and `de-AT`.
fn is_in_range(language: &str, range: &str) -> bool {
    let Some((start, rest)) = language.split_at_checked(range.len()) else { return false };
    !range.is_empty() && start.eq_ignore_ascii_case(range) && (rest.is_empty() || rest.starts_with('-'))
}

impl selectors::Element for ElementRef<'_> {
    type Impl = Selectors;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.dom.node(self.id))
    }

    fn parent_element(&self) -> Option<Self> {
        self.element(self.dom.node(self.id).parent?)
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.sibling(|node| node.previous)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.sibling(|node| node.next)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.dom.children(self.id).find_map(|child| self.element(child))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        matches!(&self.dom.node(self.id).data, NodeData::Element { name, .. } if name.ns == ns!(html))
    }

    fn has_local_name(&self, name: &Word) -> bool {
        self.dom.name(self.id) == Some(&name.0)
    }

    fn has_namespace(&self, namespace: &Word) -> bool {
        matches!(&self.dom.node(self.id).data, NodeData::Element { name, .. } if *name.ns == *namespace.0)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.dom.name(self.id) == self.dom.name(other.id)
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Word>,
        name: &Word,
        operation: &AttrSelectorOperation<&Word>,
    ) -> bool {
        self.attribute(name.as_ref()).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, class: &PseudoClass, _: &mut MatchingContext<Selectors>) -> bool {
        match class {
            PseudoClass::Lang(ranges) => {
                let language = self.language().unwrap_or("");
                ranges.iter().any(|range| is_in_range(language, range))
            }
            PseudoClass::Link => selectors::Element::is_link(self),
            PseudoClass::Never => false,
        }
    }

    fn match_pseudo_element(&self, _: &Pseudo, _: &mut MatchingContext<Selectors>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.dom.is(self.id, "a") && self.attribute("href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Word, case: CaseSensitivity) -> bool {
        self.attribute("id").is_some_and(|own| case.eq(own.as_bytes(), id.as_ref().as_bytes()))
    }

    fn has_class(&self, name: &Word, case: CaseSensitivity) -> bool {
        let classes = self.attribute("class").unwrap_or("");
        classes.split_ascii_whitespace().any(|own| case.eq(own.as_bytes(), name.as_ref().as_bytes()))
    }

    fn has_custom_state(&self, _: &Word) -> bool {
        false
    }

    fn imported_part(&self, _: &Word) -> Option<Word> {
        None
    }

    fn is_part(&self, _: &Word) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.dom.children(self.id).all(|child| match &self.dom.node(child).data {
            NodeData::Element { .. } => false,
            NodeData::Text(text) => text.is_empty(),
            NodeData::Other => true,
        })
    }

    fn is_root(&self) -> bool {
        self.dom.root() == Some(self.id)
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
