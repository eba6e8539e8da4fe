//! What style sheets add to a document: `::before` and `::after`, markers of items, the numbers of footnotes.

use super::{Around, Builder, empty};
use crate::dom::{NodeId, collapse};
use crate::page::boxes::{BoxContent, BoxLink, BoxNode, Display, ListMarker, Style};
use crate::page::css::cascade::Computed;
use crate::page::css::content::{Content, Piece};
use crate::page::css::selector::Pseudo;
use crate::page::document::{Element, Role, Target};
use crate::page::tags::Opened;
use std::rc::Rc;
use std::sync::Arc;

impl Builder<'_, '_> {
    /// The text of a piece, but for a page that is not known yet.
    pub(super) fn piece(&self, piece: &Piece, id: NodeId) -> String {
        match piece {
            Piece::Text(text) => text.clone(),
            Piece::Attribute(name) => self.dom.attribute(id, name).unwrap_or("").to_owned(),
            Piece::Counter(name, style) => style.format(self.counters.value(name)),
            Piece::Counters(name, separator, style) => {
                let values = self.counters.values(name);
                values.into_iter().map(|value| style.format(value)).collect::<Vec<_>>().join(separator)
            }
            Piece::ElementText => collapse(&self.dom.text(id)),
            // Strings are known when the pages are; `string()` is for margin boxes.
            Piece::StringSet(_) | Piece::TargetPage(_) => String::new(),
        }
    }

    /// The marker of a list item, as `Lbl` of its `LI`.
    pub(super) fn marker(&mut self, id: NodeId, computed: &Rc<Computed>, node: &mut BoxNode) {
        if computed.style.display != Display::ListItem {
            return;
        }
        let pseudo = self.styler.pseudo(id, Pseudo::Marker, computed);
        let text = match pseudo.as_ref().map(|pseudo| &pseudo.extra.content) {
            Some(Content::None) => None,
            Some(Content::Pieces { pieces, .. }) => Some(pieces.iter().map(|piece| self.piece(piece, id)).collect()),
            _ => computed.extra.list_style.marker(self.counters.value("list-item")),
        };
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        let mark = if self.tags.role() == Role::Li {
            let label = Element::of(Role::Lbl);
            let language = node.language.to_string();
            let opened = self.tags.open(label, &language);
            let mark = self.tags.content();
            self.tags.close(opened);
            mark
        } else {
            self.tags.content()
        };
        node.style = Arc::new(Style { list_marker: ListMarker::Text { text, mark }, ..Style::clone(&node.style) });
    }

    /// The box of `::before` or `::after`.
    pub(super) fn generated(&mut self, id: NodeId, pseudo: Pseudo, inside: &Around) -> Option<BoxNode> {
        let computed = self.styler.pseudo(id, pseudo, &inside.computed)?;
        let Content::Pieces { pieces, silent } = &computed.extra.content else { return None };
        if computed.style.display == Display::None {
            return None;
        }
        self.depth += 1;
        self.count_own(&computed);
        let opened = if *silent { self.tags.open_artifact() } else { Opened::Nothing };
        let mut node = empty(&computed.style, &inside.language);
        let contents = self.generated_contents(pieces, id);
        let in_box = |content| BoxNode::new(&computed.text_style, &inside.language, content);
        node.content = BoxContent::Children(contents.into_iter().map(in_box).collect());
        self.tags.close(opened);
        self.counters.leave(self.depth);
        self.depth -= 1;
        Some(node)
    }

    /// Texts, and pages that are not known yet; neighbouring pieces of text are one.
    pub(super) fn generated_contents(&mut self, pieces: &[Piece], id: NodeId) -> Vec<BoxContent> {
        let mut contents = Vec::new();
        for piece in pieces {
            if let Piece::TargetPage(name) = piece {
                contents.extend(self.target_page(id, name));
                continue;
            }
            let more = self.piece(piece, id);
            match contents.last_mut() {
                Some(BoxContent::Text { text, .. }) => text.push_str(&more),
                _ if more.is_empty() => {}
                _ => contents.push(BoxContent::Text { text: more, mark: self.tags.content() }),
            }
        }
        contents
    }

    /// A footnote, behind the number that stands where it belongs to; each leads to the other.
    pub(super) fn footnote(&mut self, id: NodeId, computed: &Rc<Computed>, inside: &Around) -> Vec<BoxNode> {
        // Footnotes are counted through the whole document.
        self.counters.increment("footnote", 1, 0);
        self.footnotes += 1;
        let number = self.footnotes;
        let own = self.dom.attribute(id, "id").filter(|anchor| !anchor.is_empty()).map(str::to_owned);
        let anchor = own.unwrap_or_else(|| format!("footnote-{number}"));
        let mut call = self.footnote_number((id, Pseudo::FootnoteCall), Role::Reference, inside, anchor.clone());
        if let Some(call) = &mut call {
            call.anchor = Some(call_anchor(number));
        }
        let mut note = self.element(id, Rc::clone(computed), inside);
        if let Some(note) = &mut note {
            // An item of a row or a part of a table does not float (CSS Flexible Box 1, 3).
            note.footnote = (!holds_rows(inside.computed.style.display)).then_some(number);
            note.anchor = Some(anchor);
        }
        call.into_iter().chain(note).collect()
    }

    /// A footnote that has its number as text, and is called by the links to it; without one before it, it stays where it is.
    pub(super) fn linked_footnote(&mut self, id: NodeId, computed: &Rc<Computed>, inside: &Around) -> Option<BoxNode> {
        let anchor = self.dom.attribute(id, "id").filter(|anchor| self.targets.contains(*anchor)).map(str::to_owned);
        let mut note = self.element(id, Rc::clone(computed), inside)?;
        if let Some(anchor) = anchor.filter(|_| !holds_rows(inside.computed.style.display)) {
            self.footnotes += 1;
            note.footnote = Some(self.footnotes);
            self.linked_notes.insert(anchor, self.footnotes);
        }
        Some(note)
    }

    /// The number of a footnote, where it belongs to or before its text: a link to the other.
    pub(super) fn footnote_number(
        &mut self,
        (id, pseudo): (NodeId, Pseudo),
        role: Role,
        inside: &Around,
        leads_to: String,
    ) -> Option<BoxNode> {
        let opened = self.tags.open(Element::of(role), &inside.language);
        let linked = self.tags.open(Element::of(Role::Link), &inside.language);
        let mut node = self.generated(id, pseudo, inside);
        self.tags.close(linked);
        self.tags.close(opened);
        if let (Some(node), Opened::Element(element)) = (&mut node, linked) {
            let description = words(node);
            node.link = Some(BoxLink { target: Target::Destination(leads_to), element, description });
        }
        node
    }

    pub(super) fn target_page(&mut self, id: NodeId, attribute: &str) -> Option<BoxContent> {
        let anchor = self.dom.attribute(id, attribute)?.strip_prefix('#')?.to_owned();
        Some(BoxContent::TargetPage { anchor, mark: self.tags.content() })
    }
}

/// Whether the children of a box stand beside each other, or are parts of a table.
pub(super) fn holds_rows(display: Display) -> bool {
    matches!(
        display,
        Display::Flex
            | Display::Table
            | Display::TableRow
            | Display::TableHeaderGroup
            | Display::TableRowGroup
            | Display::TableFooterGroup
    )
}

/// The anchor of the number that calls a footnote.
pub(super) fn call_anchor(number: u32) -> String {
    format!("footnote-{number}-call")
}

/// The words of a generated box.
fn words(node: &BoxNode) -> String {
    match &node.content {
        BoxContent::Text { text, .. } => text.trim().to_owned(),
        BoxContent::Children(children) => children.iter().map(words).collect(),
        _ => String::new(),
    }
}
