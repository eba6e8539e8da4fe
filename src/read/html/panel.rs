//! Parts of a text that a page shows on a click, with the buttons that are their headings.

use super::look;
use super::said::Own;
use super::weight::Weights;
use crate::dom::{Dom, NodeData, NodeId};
use std::collections::HashSet;

/// The ids of what the controls of the page open.
pub(super) struct Opened<'a>(HashSet<&'a str>);

impl<'a> Opened<'a> {
    pub(super) fn of(dom: &'a Dom) -> Self {
        let opened = dom.elements().filter_map(|id| {
            let anchor = || {
                let opens = ["data-toggle", "data-bs-toggle"].iter().any(|name| dom.attribute(id, name).is_some());
                let tab = dom.attribute(id, "role") == Some("tab");
                dom.attribute(id, "href").filter(|_| opens || tab)?.strip_prefix('#')
            };
            dom.attribute(id, "aria-controls").or_else(anchor)
        });
        Opened(opened.flat_map(str::split_whitespace).collect())
    }

    /// Whether an element that is hidden is a passage of the text that a control of the page opens.
    pub(super) fn has(&self, dom: &Dom, id: NodeId) -> bool {
        let named = look::is_named_panel(dom, id) || dom.attribute(id, "role") == Some("tabpanel");
        let controlled = || dom.attribute(id, "id").is_some_and(|own| self.0.contains(own));
        let of_page = look::is_unseen(dom, id) || look::is_control(dom, id) || look::is_named_furniture(dom, id);
        let own = ["div", "section", "dd", "p", "article"].iter().any(|name| dom.is(id, name));
        own && !of_page
            && (named || controlled() || follows_button(dom, id))
            && !is_translation(dom, id)
            && says(dom, id)
    }
}

/// Whether a part is the text in another language.
fn is_translation(dom: &Dom, id: NodeId) -> bool {
    let code = |own: &str| own.len() == 2 && own.bytes().all(|letter| letter.is_ascii_alphabetic());
    dom.attribute(id, "lang").is_some() || dom.attribute(id, "id").is_some_and(code)
}

fn expands(dom: &Dom, id: NodeId) -> bool {
    dom.attribute(id, "aria-expanded").is_some()
}

/// Whether a button that opens something stands right before an element, alone or as its heading.
fn follows_button(dom: &Dom, id: NodeId) -> bool {
    const DEEPEST: usize = 3;
    let inside = std::iter::successors(dom.element_before(id), |&id| {
        dom.children(id).filter(|&id| dom.name(id).is_some()).last()
    });
    inside.into_iter().take(DEEPEST).any(|id| expands(dom, id))
}

/// Whether something is said in an element that is no menu.
fn says(dom: &Dom, id: NodeId) -> bool {
    let mut own = Own::default();
    for id in dom.walk(id) {
        match &dom.node(id).data {
            NodeData::Text(text) => {
                let linked = dom.ancestors(id).take(2).any(|around| dom.is(around, "a") || dom.is(around, "button"));
                own.take(text, linked);
                if own.says() {
                    return true;
                }
            }
            NodeData::Element { .. } if look::is_block(dom, id) => own = Own::default(),
            _ => {}
        }
    }
    false
}

/// Whether a button is words of the text: the heading of what it opens, or a term that is explained on a click.
pub(super) fn is_heading(dom: &Dom, weights: &Weights, id: NodeId) -> bool {
    const DEEPEST: usize = 3;
    let button = dom.is(id, "button") || dom.attribute(id, "role") == Some("button");
    let text = weights.get(id).text;
    if !button || text == 0 || look::is_named_furniture(dom, id) {
        return false;
    }
    if super::said::runs_through(dom, id) {
        return true;
    }
    let around = std::iter::once(id).chain(dom.ancestors(id)).take(DEEPEST);
    let alone = around.take_while(|&around| weights.get(around).text == text);
    let heading = |id: NodeId| ["h2", "h3", "h4", "h5", "h6", "dt"].iter().any(|name| dom.is(id, name));
    let over_text = |id: NodeId| {
        dom.element_behind(id)
            .is_some_and(|next| weights.get(next).sentences > 0 && !look::is_named_furniture(dom, next))
    };
    let opens = expands(dom, id);
    alone.into_iter().any(|around| (heading(around) || opens) && over_text(around))
}
