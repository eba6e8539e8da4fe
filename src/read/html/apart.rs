//! Fields of a masthead that elements without a space between them set apart.
//!
//! ```html
//! <div class="meta"><span>Press release</span><span>3 March 2031</span><span>Port Tide</span></div>
//! ```

use super::look;
use super::weight::names_day;
use super::writer::Writer;
use crate::dom::{NodeData, NodeId};

/// A bar of fields holds no more text, in bytes.
const LONGEST: usize = 160;

impl Writer<'_> {
    /// Whether an element begins a field of its own: it touches the one before it, where no word goes on; or one of
    /// them is a day, whatever space stands between them.
    pub(super) fn begins_field(&self, id: NodeId) -> bool {
        let (dom, weights) = (self.page.dom, self.page.weights);
        let (Some(previous), Some(parent)) = (dom.node(id).previous, dom.node(id).parent) else { return false };
        let around = weights.get(parent);
        if around.prose > 0 || around.text > LONGEST || !self.is_field(id) {
            return false;
        }
        let spaced = dom.name(previous).is_none() && weights.get(previous).text == 0;
        let Some(before) = Some(previous).filter(|_| !spaced).or(dom.node(previous).previous) else { return false };
        if !self.is_field(before) {
            return false;
        }
        let (head, tail) = (dom.text(before), dom.text(id));
        if is_day(&head) || is_day(&tail) {
            return self.holds_fields_only(parent);
        }
        if spaced {
            return false;
        }
        let closed = head.ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, ')' | '.' | ':'));
        let opened = tail.starts_with(|letter: char| letter.is_alphanumeric() && !letter.is_lowercase());
        let long = |text: &str| text.chars().count() > 1;
        closed && opened && long(&head) && long(&tail) && self.holds_fields_only(parent)
    }

    /// An element in a line that may be a field, as its name says.
    fn is_field(&self, id: NodeId) -> bool {
        let dom = self.page.dom;
        let inline = ["span", "time", "small"].iter().any(|name| dom.is(id, name)) && !look::is_block(dom, id);
        inline && self.page.is_kept(id) && self.page.weights.get(id).text > 0
    }

    /// Whether no word stands in a block but in its elements, and the block or these have names or one is a time.
    fn holds_fields_only(&self, block: NodeId) -> bool {
        let dom = self.page.dom;
        let named = |id: NodeId| dom.attribute(id, "class").is_some() || dom.is(id, "time");
        let heading = (1..=6).any(|level| dom.is(block, &format!("h{level}")));
        let plain = |id: NodeId| match &dom.node(id).data {
            NodeData::Text(text) => text.trim().is_empty(),
            _ => true,
        };
        look::is_block(dom, block)
            && !heading
            && dom.children(block).all(plain)
            && (named(block)
                || dom.children(block).any(|id| dom.is(id, "time"))
                || dom.children(block).filter(|&id| dom.name(id).is_some()).all(named))
    }
}

/// Whether a field is a day and little more: `Monday, 3 March 2031, 10:15`.
fn is_day(text: &str) -> bool {
    const LONGEST: usize = 60;
    text.trim().len() <= LONGEST && names_day(text.trim())
}
