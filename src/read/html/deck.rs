//! The deck: a heading of a lower rank directly below the title, in a part of the page that holds no text.
//!
//! ```html
//! <header><h1>Minister opens rescue centre</h1><h2>Sixty-four people will work there</h2></header>
//! ```

use super::writer::{Look, Writer};
use crate::dom::NodeId;
use crate::read::BlockKind;

impl Writer<'_> {
    /// Whether a heading is the deck of the title.
    pub(super) fn is_deck(&self, id: NodeId) -> bool {
        let (dom, weights) = (self.page.dom, self.page.weights);
        let Some(title) = self.page.furniture.title else { return false };
        if weights.get(id).text == 0 {
            return false;
        }
        let before = std::iter::successors(dom.node(id).previous, |&id| dom.node(id).previous);
        let before = before.into_iter().find(|&id| weights.get(id).text > 0 && self.page.is_kept(id));
        let parent = dom.node(id).parent.filter(|&parent| !dom.is(parent, "body"));
        before == Some(title) && parent.is_some_and(|parent| weights.get(parent).prose == 0)
    }

    /// A deck says by its look what it is.
    pub(super) fn deck(&mut self, id: NodeId, look: &Look) {
        let mut stressed = look.clone();
        stressed.style.emphasis = true;
        let lines = self.lines_of(id, &stressed);
        if !lines.is_empty() {
            self.push(id, BlockKind::Paragraph { lines });
        }
    }
}
