//! Walks through the elements once and makes boxes of them: styles, counters, generated text, tags.

mod generated;

use crate::diagnostic::codes;
use crate::dom::{Dom, MAX_DEPTH, NodeData, NodeId, collapse};
use crate::page::boxes::{BoxContent, BoxLink, BoxNode, BoxTree, Display, Float, PageRule, Style, WhiteSpace};
use crate::page::counters::Counters;
use crate::page::css::cascade::Computed;
use crate::page::css::content::{CounterStyle, Piece};
use crate::page::css::selector::Pseudo;
use crate::page::document::{Element, ElementId, ImageId, ListNumbering, Role, Target};
use crate::page::font::Declared;
use crate::page::roles::{self, Tag};
use crate::page::styler::Styler;
use crate::page::tags::{Opened, Tags};
use generated::{call_anchor, holds_rows};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

/// Makes the boxes of a document. `pages` makes the page rules from the style of the `html` element.
pub(crate) fn build(
    dom: &Dom,
    styler: &mut Styler,
    pages: impl FnOnce(&mut Styler, &Computed) -> Vec<PageRule>,
) -> BoxTree {
    let html = dom.root();
    let head = html.and_then(|html| dom.child_named(html, "head"));
    let title = head.and_then(|head| dom.child_named(head, "title")).map(|title| collapse(&dom.text(title)));
    let language = html.and_then(|html| dom.attribute(html, "lang")).unwrap_or("").trim();
    if language.is_empty() {
        let message = "the `html` element does not say its language".to_owned();
        styler.warn_html(codes::HTML_NO_LANGUAGE, message, "add `lang`, such as `<html lang=\"en\">`");
    }
    let language = if language.is_empty() { "und" } else { language };
    let root = match html {
        Some(html) => styler.root(html),
        None => styler.initial(),
    };
    let page_rules = pages(styler, &root);
    let mut builder = Builder {
        dom,
        styler,
        counters: Counters::default(),
        tags: Tags::new(language),
        images: Vec::new(),
        anchors: BTreeSet::new(),
        targets: BTreeSet::new(),
        footnotes: 0,
        linked_notes: BTreeMap::new(),
        depth: 0,
    };
    let body = html.and_then(|html| dom.child_named(html, "body"));
    let node = body.and_then(|body| builder.body(body, &root, language));
    builder.tell_broken_links();
    let (structure, images, linked_notes) = (builder.tags.finish(), builder.images, builder.linked_notes);
    let root = node.unwrap_or_else(|| empty(&root.style, &language.into()));
    let (title, language) = (title.unwrap_or_default(), language.to_owned());
    BoxTree { root, page_rules, structure, images, linked_notes, faces: Declared::default(), title, language }
}

struct Builder<'a, 'b> {
    dom: &'a Dom,
    styler: &'a mut Styler<'b>,
    counters: Counters,
    tags: Tags,
    images: Vec<String>,
    /// The anchors there are, and those that links lead to.
    anchors: BTreeSet<String>,
    targets: BTreeSet<String>,
    /// How many footnotes there were.
    footnotes: u32,
    /// Those that links call, by their anchors.
    linked_notes: BTreeMap<String, u32>,
    depth: u16,
}

/// What an element hands to its children.
#[derive(Clone)]
struct Around {
    computed: Rc<Computed>,
    language: Arc<str>,
}

impl Builder<'_, '_> {
    fn body(&mut self, id: NodeId, root: &Rc<Computed>, language: &str) -> Option<BoxNode> {
        let around = Around { computed: Rc::clone(root), language: language.into() };
        let computed = self.styler.element(id, root);
        self.element(id, computed, &around)
    }

    /// The box of an element and all in it.
    fn element(&mut self, id: NodeId, computed: Rc<Computed>, around: &Around) -> Option<BoxNode> {
        if computed.style.display == Display::None || self.depth >= 2 * MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        self.count(id, &computed);
        let own = self.dom.attribute(id, "lang").map(str::trim).filter(|own| **own != *around.language);
        let language = own.filter(|own| !own.is_empty()).map_or_else(|| Arc::clone(&around.language), Arc::from);
        let tag = self.tag(id);
        let opened = self.open(id, tag, &computed, &language);
        let mut node = empty(&computed.style, &language);
        node.anchor = self.dom.attribute(id, "id").filter(|anchor| !anchor.is_empty()).map(str::to_owned);
        self.anchors.extend(node.anchor.clone());
        node.strings = self.strings(id, &computed);
        node.bookmark = self.bookmark(id, opened);
        let linked = self.open_link(id, opened, &language);
        node.link = self.link(id, linked.unwrap_or(opened));
        (node.column_span, node.row_span) = spans(self.dom, id, &computed.style);
        self.marker(id, &computed, &mut node);
        let inside = Around { computed, language };
        node.content = self.content(id, &inside);
        linked.into_iter().for_each(|linked| self.tags.close(linked));
        self.tags.close(opened);
        self.counters.leave(self.depth);
        self.depth -= 1;
        Some(node)
    }

    /// A link that `data-tag` says is something else, a `Reference` perhaps, has its `Link` inside.
    fn open_link(&mut self, id: NodeId, opened: Opened, language: &str) -> Option<Opened> {
        roles::link(self.dom, id)?;
        let role = self.tags.element(opened)?.role;
        (role != Role::Link).then(|| self.tags.open(Element::of(Role::Link), language))
    }

    fn tell_broken_links(&mut self) {
        for target in self.targets.difference(&self.anchors) {
            let message = format!("a link leads to `#{target}`, which is not there");
            self.styler.warn_html(codes::HTML_BROKEN_LINK, message, "give the element that is meant this `id`");
        }
    }

    fn tag(&mut self, id: NodeId) -> Tag {
        roles::tag(self.dom, id).unwrap_or_else(|(tag, name)| {
            let message = format!("`data-tag` has `{name}`, which is no structure type");
            self.styler.warn_html(codes::HTML_UNKNOWN_TAG, message, "see ISO 32000-1, 14.8.4; `None` for no tag");
            tag
        })
    }

    /// Counts what the element resets, increments and sets; list items count themselves (CSS Lists 3, 4.6).
    fn count(&mut self, id: NodeId, computed: &Computed) {
        let extra = &computed.extra;
        let depth = self.depth;
        let number = |name: &str| self.dom.attribute(id, name).and_then(|value| value.trim().parse::<i32>().ok());
        if matches!(self.dom.name(id).map_or("", |name| &**name), "ol" | "ul" | "menu") {
            let start = number("start").unwrap_or(1).saturating_sub(1);
            self.counters.reset("list-item", start, depth);
        }
        let says = extra.counter_increment.iter().any(|(name, _)| name == "list-item");
        if computed.style.display == Display::ListItem && !says {
            self.counters.increment("list-item", 1, depth);
            if let Some(value) = number("value").filter(|_| self.dom.is(id, "li")) {
                self.counters.set("list-item", value, depth);
            }
        }
        self.count_own(computed);
    }

    /// Counts what the declarations say.
    fn count_own(&mut self, computed: &Computed) {
        let (extra, depth) = (&computed.extra, self.depth);
        for (name, value) in &extra.counter_reset {
            self.counters.reset(name, *value, depth);
        }
        for (name, by) in &extra.counter_increment {
            self.counters.increment(name, *by, depth);
        }
        for (name, value) in &extra.counter_set {
            self.counters.set(name, *value, depth);
        }
    }

    fn open(&mut self, id: NodeId, tag: Tag, computed: &Computed, language: &str) -> Opened {
        let is_inline = matches!(computed.style.display, Display::Inline | Display::InlineBlock);
        let says_language = self.dom.attribute(id, "lang").is_some() && self.tags.language() != language;
        let role = match tag {
            Tag::Artifact => return self.tags.open_artifact(),
            Tag::Role(role) => role,
            Tag::Transparent if self.dom.is(id, "body") || self.dom.is(id, "img") => return Opened::Nothing,
            Tag::Transparent if computed.style.float != Float::None => Role::Note,
            Tag::Transparent if says_language && is_inline => Role::Span,
            Tag::Transparent if says_language => Role::Div,
            Tag::Transparent if is_inline => return Opened::Nothing,
            Tag::Transparent => return self.tags.open_block(),
        };
        let element = self.describe(id, role, computed);
        self.tags.open(element, language)
    }

    /// The structure element of an HTML element, without what is in it.
    fn describe(&mut self, id: NodeId, role: Role, computed: &Computed) -> Element {
        let dom = self.dom;
        let is_cell = matches!(role, Role::Th | Role::Td);
        Element {
            role,
            id: dom.attribute(id, "id").filter(|anchor| !anchor.is_empty()).map(str::to_owned),
            alternative: if role == Role::Figure { self.alternative(id) } else { None },
            expansion: dom.attribute(id, "title").filter(|_| dom.is(id, "abbr")).map(str::to_owned),
            scope: (role == Role::Th).then(|| roles::scope(dom, id)),
            list_numbering: (role == Role::L).then(|| self.numbering(id, computed)),
            column_span: if is_cell { roles::span(dom, id, "colspan") } else { 1 },
            row_span: if is_cell { roles::span(dom, id, "rowspan") } else { 1 },
            ..Element::default()
        }
    }

    /// What stands for a figure: the `alt` of the image in it.
    fn alternative(&self, id: NodeId) -> Option<String> {
        let image = self.dom.within(id).find(|&inner| self.dom.is(inner, "img"))?;
        self.dom.attribute(image, "alt").map(str::to_owned)
    }

    /// What `data-numbering` says, else the markers that will be generated, else the labels as printed.
    fn numbering(&self, id: NodeId, computed: &Computed) -> ListNumbering {
        let generated = match &computed.extra.list_style {
            CounterStyle::None => roles::printed_numbering(self.dom, id),
            CounterStyle::Sign(_) => ListNumbering::Disc,
            CounterStyle::Decimal | CounterStyle::LeadingZero => ListNumbering::Decimal,
            CounterStyle::LowerRoman => ListNumbering::LowerRoman,
            CounterStyle::UpperRoman => ListNumbering::UpperRoman,
            CounterStyle::LowerAlpha => ListNumbering::LowerAlpha,
            CounterStyle::UpperAlpha => ListNumbering::UpperAlpha,
        };
        let is_generated = !self.dom.is(id, "dl");
        roles::numbering(self.dom, id).unwrap_or(if is_generated { generated } else { ListNumbering::None })
    }

    fn bookmark(&self, id: NodeId, opened: Opened) -> Option<(u8, String)> {
        match self.tags.element(opened)?.role {
            Role::H(level) => Some((level, collapse(&self.dom.text(id)))),
            _ => None,
        }
    }

    fn link(&mut self, id: NodeId, opened: Opened) -> Option<BoxLink> {
        let href = roles::link(self.dom, id)?;
        let Opened::Element(element) = opened else { return None };
        let element = self.tags.element(opened).filter(|one| one.role == Role::Link).map(|_| element)?;
        Some(self.box_link(id, href, element))
    }

    fn box_link(&mut self, id: NodeId, href: &str, element: ElementId) -> BoxLink {
        let said = ["aria-label", "title"].into_iter().find_map(|name| self.dom.attribute(id, name));
        let words = said.map_or_else(|| collapse(&self.dom.text(id)), str::to_owned);
        match href.strip_prefix('#') {
            Some(anchor) => {
                self.targets.insert(anchor.to_owned());
                let description = if words.is_empty() { anchor.to_owned() } else { words };
                BoxLink { target: Target::Destination(anchor.into()), element, description }
            }
            None => {
                let description =
                    if words.is_empty() || words == href { href.to_owned() } else { format!("{words} ({href})") };
                BoxLink { target: Target::Uri(href.into()), element, description }
            }
        }
    }

    fn strings(&self, id: NodeId, computed: &Computed) -> Vec<(String, String)> {
        let value = |pieces: &Vec<Piece>| pieces.iter().map(|piece| self.piece(piece, id)).collect::<String>();
        computed.extra.string_set.iter().map(|(name, pieces)| (name.clone(), value(pieces))).collect()
    }

    fn content(&mut self, id: NodeId, inside: &Around) -> BoxContent {
        match self.dom.name(id).map_or("", |name| &**name) {
            "br" => return BoxContent::LineBreak,
            "img" => return self.image(id, &inside.language),
            _ => {}
        }
        let mut boxes = Vec::new();
        if inside.computed.style.float == Float::Footnote {
            let number = self.footnotes;
            boxes.extend(self.footnote_number((id, Pseudo::FootnoteMarker), Role::Lbl, inside, call_anchor(number)));
        }
        boxes.extend(self.generated(id, Pseudo::Before, inside));
        self.children(id, inside, &mut boxes);
        boxes.extend(self.generated(id, Pseudo::After, inside));
        BoxContent::Children(boxes)
    }

    fn image(&mut self, id: NodeId, language: &str) -> BoxContent {
        let image = ImageId(self.images.len() as u32);
        self.images.push(self.dom.attribute(id, "src").unwrap_or("").to_owned());
        let alternative = self.dom.attribute(id, "alt");
        if alternative.is_none() {
            let message = "an image has no `alt`; it is taken for decoration".to_owned();
            self.styler.warn_html(codes::HTML_IMAGE_WITHOUT_ALT, message, "say in `alt` what it shows");
        }
        let opened = match alternative.filter(|text| !text.is_empty()) {
            None => self.tags.open_artifact(),
            Some(_) if self.tags.role() == Role::Figure => Opened::Nothing,
            Some(text) => {
                let alternative = Some(text.to_owned());
                self.tags.open(Element { alternative, ..Element::of(Role::Figure) }, language)
            }
        };
        let mark = self.tags.content();
        self.tags.close(opened);
        BoxContent::Image { image, mark, alternative: alternative.unwrap_or_default().to_owned() }
    }

    fn children(&mut self, id: NodeId, inside: &Around, boxes: &mut Vec<BoxNode>) {
        let children: Vec<_> = self.dom.children(id).filter_map(|child| self.child(child, inside)).collect();
        for at in 0..children.len() {
            let (child, computed) = &children[at];
            match (&self.dom.node(*child).data, computed) {
                (NodeData::Element { .. }, Some(computed)) => match computed.style.float {
                    Float::None => boxes.extend(self.element(*child, Rc::clone(computed), inside)),
                    Float::Footnote => boxes.extend(self.footnote(*child, computed, inside)),
                    Float::LinkedFootnote => boxes.extend(self.linked_footnote(*child, computed, inside)),
                },
                (NodeData::Text(text), _) if !is_between(&children, at, text, &inside.computed.style) => {
                    let text = BoxContent::Text { text: text.to_string(), mark: self.tags.content() };
                    boxes.push(BoxNode::new(&inside.computed.text_style, &inside.language, text));
                }
                _ => {}
            }
        }
    }

    /// A child with its style; nothing for a comment.
    fn child(&mut self, child: NodeId, inside: &Around) -> Option<(NodeId, Option<Rc<Computed>>)> {
        match &self.dom.node(child).data {
            NodeData::Element { .. } => {
                let computed = self.styler.element(child, &inside.computed);
                (computed.style.display != Display::None).then_some((child, Some(computed)))
            }
            NodeData::Text(text) => (!text.is_empty()).then_some((child, None)),
            NodeData::Other => None,
        }
    }
}

/// Whether a text is only the white space between blocks, rows or the items of a flex row, which is not shown.
fn is_between(children: &[(NodeId, Option<Rc<Computed>>)], at: usize, text: &str, style: &Style) -> bool {
    let keeps = matches!(style.text.white_space, WhiteSpace::Pre | WhiteSpace::PreWrap | WhiteSpace::PreLine);
    if !text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')) {
        return false;
    }
    let is_block = |at: Option<usize>| {
        at.and_then(|at| children.get(at))
            .is_none_or(|(_, computed)| computed.as_ref().is_some_and(|computed| !is_inline(computed.style.display)))
    };
    match style.display {
        display if holds_rows(display) => true,
        _ if keeps => false,
        Display::Inline => false,
        _ => is_block(at.checked_sub(1)) || is_block(Some(at + 1)),
    }
}

fn is_inline(display: Display) -> bool {
    matches!(display, Display::Inline | Display::InlineBlock)
}

fn spans(dom: &Dom, id: NodeId, style: &Style) -> (u16, u16) {
    if style.display == Display::TableCell {
        (roles::span(dom, id, "colspan"), roles::span(dom, id, "rowspan"))
    } else {
        (1, 1)
    }
}

/// A box that holds nothing yet.
fn empty(style: &Arc<Style>, language: &Arc<str>) -> BoxNode {
    BoxNode::new(style, language, BoxContent::Children(Vec::new()))
}
