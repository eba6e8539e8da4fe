//! Pages that a word processor wrote: their lists are paragraphs with a style that says how deep they stand.
//!
//! ```html
//! <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
//! style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>The words</p>
//! ```

use super::look;
use super::writer::{Look, Writer};
use crate::dom::NodeId;
use crate::read::{Block, BlockKind, ListItem};

impl Writer<'_> {
    /// Reads a paragraph that is an item of a list; whether it is one.
    pub(super) fn word_item(&mut self, id: NodeId, look: &Look) -> bool {
        let Some(level) = self.level(id) else { return false };
        let Some((number, marker)) = self.own_number(id) else { return false };
        let taken = self.taken.replace(number);
        let blocks = self.inside(|writer| writer.children(id, look));
        self.taken = taken;
        let from = blocks.first().map_or(self.page.dom.node(id).span, |block| block.span);
        let item = ListItem { marker, blocks };
        if let Some(item) = add(self.blocks.last_mut(), level, item) {
            self.blocks.push(Block { span: from, kind: BlockKind::List { items: vec![item] } });
        }
        true
    }

    /// `level2` of the style `mso-list:l0 level2 lfo1`.
    fn level(&self, id: NodeId) -> Option<usize> {
        let style = look::style(self.page.dom, id, "mso-list")?;
        let level = style.split_whitespace().find_map(|word| word.strip_prefix("level"))?;
        level.parse().ok().filter(|level| (1..=9).contains(level))
    }

    /// The element with the number, and the number.
    fn own_number(&self, id: NodeId) -> Option<(NodeId, String)> {
        const LONGEST: usize = 80;
        let dom = self.page.dom;
        let ignored = |&inner: &NodeId| look::style(dom, inner, "mso-list").is_some_and(|style| style == "ignore");
        let number = dom.within(id).find(ignored)?;
        let words = (self.page.weights.get(number).text <= LONGEST).then(|| dom.text(number))?;
        let marker = match words.trim() {
            // What these are in the fonts of signs that such bullets are set in.
            "·" => "•",
            "§" => "▪",
            other => other,
        };
        Some((number, marker.to_owned()))
    }
}

/// Adds an item to the list that stands last, at its level; gives it back where there is no list.
fn add(last: Option<&mut Block>, level: usize, item: ListItem) -> Option<ListItem> {
    let Some(Block { kind: BlockKind::List { items }, .. }) = last else { return Some(item) };
    let Some(outer) = items.last_mut().filter(|_| level > 1) else {
        items.push(item);
        return None;
    };
    let item = add(outer.blocks.last_mut(), level - 1, item)?;
    let span = item.blocks.first().or(outer.blocks.last()).map(|block| block.span)?;
    outer.blocks.push(Block { span, kind: BlockKind::List { items: vec![item] } });
    None
}
