//! Lists: the number that a browser prints is the printed number, unless the items print their own.

use super::counter::Counter;
use super::flow;
use super::look;
use super::weight::names_day;
use super::writer::{Look, Writer, prepend};
use crate::dom::NodeId;
use crate::read::{Block, BlockKind, ListItem};

/// What bullets browsers print, by how deep the list stands.
const BULLETS: [&str; 3] = ["•", "◦", "▪"];

impl Writer<'_> {
    pub(super) fn list(&mut self, id: NodeId, name: &str, look: &Look) {
        self.flush();
        let ordered = name == "ol";
        let bullet = Counter::Bullet(BULLETS[self.bullets.min(BULLETS.len() - 1)]);
        self.bullets += usize::from(!ordered);
        let counter = self.counter_of(id, if ordered { Counter::Decimal } else { bullet });
        let items: Vec<NodeId> = self.items(id);
        let bare = self.print_their_own(&items, ordered) || (!ordered && self.is_masthead(&items));
        let counter = if bare { Counter::None } else { counter };
        let mut list = Vec::new();
        let mut number = self.first_number(id, items.len());
        let step = if self.page.dom.attribute(id, "reversed").is_some() { -1 } else { 1 };
        for item in self.page.dom.children(id).filter(|&child| self.page.is_kept(child)) {
            if !self.page.dom.is(item, "li") {
                self.loose(item, &mut list, look);
                continue;
            }
            let value = self.page.dom.attribute(item, "value").filter(|_| ordered);
            number = value.and_then(|value| value.trim().parse().ok()).unwrap_or(number);
            let marker = self.counter_of(item, counter).print(number);
            self.item(id, item, marker, &mut list, look);
            number = number.saturating_add(step);
        }
        self.push_items(id, &mut list);
        self.bullets -= usize::from(!ordered);
    }

    fn items(&self, list: NodeId) -> Vec<NodeId> {
        let dom = self.page.dom;
        dom.children(list).filter(|&id| dom.is(id, "li") && self.page.is_kept(id)).collect()
    }

    fn counter_of(&self, id: NodeId, default: Counter) -> Counter {
        let dom = self.page.dom;
        let style = look::style(dom, id, "list-style-type").or_else(|| look::style(dom, id, "list-style"));
        let by_style = style.and_then(|style| Counter::of_style(&style));
        let by_type = dom.attribute(id, "type").and_then(|name| {
            let name = name.trim();
            Counter::of_type(name).or_else(|| Counter::of_style(&name.to_ascii_lowercase()))
        });
        by_style.or(by_type).unwrap_or(default)
    }

    fn first_number(&self, list: NodeId, items: usize) -> i64 {
        let start = self.page.dom.attribute(list, "start").and_then(|start| start.trim().parse().ok());
        let reversed = self.page.dom.attribute(list, "reversed").is_some();
        start.unwrap_or(if reversed { items as i64 } else { 1 })
    }

    /// Whether every item begins with a number or bullet of its own: then the page hides those of the list.
    fn print_their_own(&self, items: &[NodeId], ordered: bool) -> bool {
        let own = |&id: &NodeId| {
            let text = self.page.dom.text_start(id, 40);
            let first = text.split_whitespace().next().unwrap_or_default();
            if ordered { is_number(first) } else { is_bullet(first) || is_number(first) }
        };
        let seen = |id: &&NodeId| self.page.weights.get(**id).text > 0;
        items.iter().any(|id| seen(&id)) && items.iter().filter(seen).all(own)
    }

    /// Whether a list above the text only sets lines such as `Published on 3 March 2031` apart, or stands above the
    /// title with a few words an item, `Press release`: such lists have no bullets, whatever hides them. `Work ends by
    /// 2034` is no such line.
    fn is_masthead(&self, items: &[NodeId]) -> bool {
        const LONGEST: usize = 80;
        const MOST_WORDS: usize = 8;
        if self.depth > 0 || !self.blocks.iter().all(is_short) {
            return false;
        }
        let weight = |id| self.page.weights.get(id);
        let brief = |&id: &NodeId| {
            let text = self.page.dom.text_start(id, LONGEST);
            text.split_whitespace().count() <= MOST_WORDS && !text.trim_end().ends_with('.')
        };
        let dated = |id: &NodeId| names_day(&self.page.dom.text_start(*id, LONGEST)) && brief(id);
        let title = self.page.furniture.title.map_or(0, |title| weight(title).position);
        let above = |&id: &NodeId| weight(id).position < title;
        items.iter().all(|&id| weight(id).text <= LONGEST)
            && (items.iter().any(dated) || items.iter().all(|id| above(id) && brief(id)))
    }

    fn item(&mut self, list: NodeId, id: NodeId, marker: String, items: &mut Vec<ListItem>, look: &Look) {
        let own = self.own_marker(id);
        let marker = own.as_ref().map_or(marker, |(_, marker)| marker.clone());
        let outer = self.taken;
        self.taken = own.map(|(taken, _)| taken).or(outer);
        if let Some(note) = self.page.notes.texts.get(&id) {
            self.push_items(list, items);
            self.note(id, note, look, Some(marker).filter(|marker| !marker.is_empty()));
        } else if self.has_room(id) && !marker.is_empty() {
            let blocks = self.inside(|writer| writer.children(id, look));
            if !blocks.is_empty() {
                items.push(ListItem { marker, blocks });
            }
        } else {
            self.push_items(list, items);
            self.unmarked(id, &marker, look);
        }
        self.taken = outer;
    }

    /// An item whose number is in its words, or that cannot stand deeper.
    fn unmarked(&mut self, id: NodeId, marker: &str, look: &Look) {
        self.flush();
        let from = self.blocks.len();
        self.children(id, look);
        self.flush();
        if let Some(Block { kind: BlockKind::Paragraph { lines }, .. }) = self.blocks.get_mut(from) {
            prepend(lines.first_mut(), marker);
        }
    }

    /// What stands in a list without an item: it belongs to the item before it.
    fn loose(&mut self, id: NodeId, items: &mut [ListItem], look: &Look) {
        if self.page.dom.name(id).is_none() && self.page.weights.get(id).text == 0 {
            return;
        }
        let blocks = self.inside(|writer| writer.node(id, look));
        match items.last_mut() {
            Some(item) => item.blocks.extend(blocks),
            None => self.blocks.extend(blocks),
        }
    }

    fn push_items(&mut self, list: NodeId, items: &mut Vec<ListItem>) {
        if !items.is_empty() {
            let items = std::mem::take(items);
            self.push(list, BlockKind::List { items });
        }
    }

    /// The element that an item begins with and that holds its number or bullet alone: `<span class="number">4.</span>`.
    fn own_marker(&self, item: NodeId) -> Option<(NodeId, String)> {
        const LONGEST: usize = 96;
        let dom = self.page.dom;
        let first = dom.children(item).find(|&id| dom.name(id).is_some() || self.page.weights.get(id).text > 0)?;
        let inline = dom.name(first).is_some() && !look::is_block(dom, first) && !dom.is(first, "br");
        // All of its words are known, since none of them is read again.
        let weight = |id| self.page.weights.get(id).text;
        let words = (inline && weight(first) <= LONGEST).then(|| dom.text(first))?;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let named = look::is_named_number(dom, first) && words.chars().count() <= 24;
        let alone = is_number(&words) || is_bullet(&words) || named;
        let more = weight(item) > weight(first) && !words.is_empty();
        (alone && more).then_some((first, words))
    }
}

/// Whether a block may stand in a masthead: a heading, a short line.
fn is_short(block: &Block) -> bool {
    const LONGEST: usize = 160;
    match &block.kind {
        BlockKind::Heading { .. } | BlockKind::Break | BlockKind::Figure { .. } => true,
        BlockKind::Paragraph { lines } => flow::text(lines).len() <= LONGEST,
        _ => false,
    }
}

/// `4.` `(a)` `iv)` `[3]` `三、` `§ 2`: short, and marked as a number by what stands around it.
fn is_number(word: &str) -> bool {
    const LONGEST: usize = 8;
    let short = (2..=LONGEST).contains(&word.chars().count());
    let closed = word.ends_with(['.', ')', ']', '、', '．', '）', ':']);
    let inside = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let figures = inside.chars().all(|letter| letter.is_numeric() || letter == '.');
    let roman = inside.chars().all(|letter| "ivxlcdmIVXLCDM一二三四五六七八九十百".contains(letter));
    let wrapped = word.starts_with(['(', '[', '（']);
    let letters = inside.chars().all(char::is_alphabetic) && (roman || wrapped || inside.chars().count() == 1);
    let circled = word.chars().count() == 1 && word.chars().all(|letter| matches!(letter, '①'..='⓿' | '㈀'..='㋿'));
    circled || (short && closed && !inside.is_empty() && (figures || letters))
}

/// Whether a word is only a number or bullet.
pub(super) fn is_marker(word: &str) -> bool {
    is_number(word) || is_bullet(word)
}

fn is_bullet(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(|letter| "•◦●○■□▪▫▶►▲△◆◇❖➢➤✓✔∙‣⁃※·-–—*°".contains(letter));
    first && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::{is_bullet, is_number};

    #[test]
    fn numbers_are_marked_as_such() {
        for word in ["4.", "(a)", "iv)", "[3]", "1.2.", "三、", "①"] {
            assert!(is_number(word), "{word}");
        }
        for word in ["4", "The", "2031", "U.S.", "a", "etc…", "Dr.", "Ministry."] {
            assert!(!is_number(word), "{word}");
        }
        assert!(is_bullet("–") && !is_bullet("--"));
    }
}
