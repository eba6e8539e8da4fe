//! Quotations, pictures, and what stands in a `figure`: each with the words that belong to it.

use super::address;
use super::writer::{Look, Writer, flatten};
use crate::dom::NodeId;
use crate::read::{BlockKind, Line, Style};
use std::rc::Rc;

/// The most words that stand on a picture, such as `Click to enlarge`, in bytes.
const LONGEST_BUTTON: usize = 40;

impl Writer<'_> {
    /// A quotation; `footer` or `cite` at its end says whose it is.
    pub(super) fn quotation(&mut self, id: NodeId, look: &Look) {
        if self.page.is_most(id) || !self.has_room(id) {
            // Set in, as old pages are.
            return self.block(id, look);
        }
        let last = self.page.dom.node(id).last_child;
        let last = std::iter::successors(last, |&id| self.page.dom.node(id).previous);
        let last = last.into_iter().find(|&id| self.page.weights.get(id).text > 0);
        let attribution =
            last.filter(|&id| ["footer", "cite", "figcaption"].iter().any(|name| self.page.dom.is(id, name)));
        let behind = attribution.is_none().then(|| self.attribution_behind(id)).flatten();
        self.quote(id, attribution.or(behind), look);
        // Its words are taken; the page has them again where the writer goes on.
        self.taken = behind.or(self.taken);
    }

    /// Who said it, in an element of its own directly behind the quotation: `<footer><cite>Jane Roe</cite></footer>`.
    fn attribution_behind(&self, quotation: NodeId) -> Option<NodeId> {
        const LONGEST: usize = 160;
        let (dom, weight) = (self.page.dom, |id| self.page.weights.get(id).text);
        let behind = dom.element_behind(quotation).filter(|&id| self.page.is_kept(id) && weight(id) <= LONGEST)?;
        let cited = |id: NodeId| dom.is(id, "cite") && weight(id) == weight(behind);
        (weight(behind) > 0 && dom.within(behind).any(cited)).then_some(behind)
    }

    fn quote(&mut self, id: NodeId, attribution: Option<NodeId>, look: &Look) {
        let taken = std::mem::replace(&mut self.taken, attribution);
        let blocks = self.inside(|writer| writer.children(id, &writer.inner_look(id, "", look)));
        self.taken = taken;
        let attribution = attribution.map(|id| self.lines_of(id, look)).unwrap_or_default();
        self.push(id, BlockKind::Quote { blocks, attribution });
    }

    /// A picture, table or quotation with its caption.
    pub(super) fn figure(&mut self, id: NodeId, look: &Look) {
        let dom = self.page.dom;
        let kept =
            |name: &'static str| dom.within(id).find(move |&id| dom.is(id, name)).filter(|&id| self.page.is_kept(id));
        let (caption, quote, table) = (kept("figcaption"), kept("blockquote"), kept("table"));
        let pictures: Vec<NodeId> = dom.within(id).filter(|&id| dom.is(id, "img") && self.page.is_kept(id)).collect();
        let only_picture = pictures.len() == 1 && quote.is_none() && table.is_none();
        let words = self.page.weights.get(id).text - caption.map_or(0, |id| self.page.weights.get(id).text);
        if let (true, [picture], Some(_), 1..=LONGEST_BUTTON) = (only_picture, pictures.as_slice(), caption, words) {
            return self.picture_with_words(id, *picture, look);
        }
        if let (true, [picture], 0) = (only_picture, pictures.as_slice(), words) {
            let caption = caption.map(|id| self.lines_of(id, look)).unwrap_or_default();
            return self.picture(*picture, &caption, look);
        }
        if let (Some(quote), Some(_), true) = (quote, caption, pictures.is_empty())
            && caption.is_some_and(|caption| dom.node(quote).span.end() <= dom.node(caption).span.start())
            && self.page.weights.get(quote).text == words
            && self.has_room(quote)
        {
            return self.quote(quote, caption, look);
        }
        if let (Some(_), Some(caption), None) = (table, caption, pictures.first()) {
            return self.table_in_figure(id, caption, look);
        }
        self.block(id, look);
    }

    /// A picture with its caption, and the few words that stand on it as a line of that: `Click to enlarge`.
    fn picture_with_words(&mut self, id: NodeId, picture: NodeId, look: &Look) {
        let mut blocks = self.inside(|writer| writer.children(id, look));
        blocks.retain(|block| !matches!(block.kind, BlockKind::Figure { .. }));
        let mut caption = Vec::new();
        flatten(blocks, &mut caption);
        self.picture(picture, &caption, look);
    }

    /// The words below a table are its caption; those of a frame are a paragraph.
    fn table_in_figure(&mut self, id: NodeId, caption: NodeId, look: &Look) {
        let outer = (self.taken.replace(caption), self.caption.replace(caption));
        self.block(id, look);
        let left = self.caption.take();
        (self.taken, self.caption) = outer;
        if let Some(caption) = left {
            self.block(caption, look);
        }
    }

    /// A picture alone is a figure, one among words a link with its own words.
    pub(super) fn picture(&mut self, id: NodeId, caption: &[Line], look: &Look) {
        let attribute = |name: &str| self.page.dom.attribute(id, name);
        let alternative = attribute("alt").map(|alt| alt.split_whitespace().collect::<Vec<_>>().join(" "));
        let side = |name: &str| attribute(name).and_then(|value| value.trim_end_matches("px").parse::<f32>().ok());
        let dot = ["width", "height"].iter().any(|name| side(name).is_some_and(|side| side <= 16.0));
        let decoration = alternative.as_deref() == Some("") || dot;
        if caption.is_empty() && (decoration || (alternative.is_none() && !self.flow.is_empty())) {
            return;
        }
        if caption.is_empty() && self.is_above_all(id) {
            // The banner or logo of a site stands above its texts.
            return self.told.banners.push(self.page.dom.node(id).span);
        }
        let url = self.picture_address(id);
        let alternative = alternative.unwrap_or_default();
        if !self.flow.is_empty() {
            let style = Style { link: Some(url.into()).filter(|url: &Rc<str>| !url.is_empty()), ..look.style.clone() };
            let span = self.page.dom.node(id).span;
            for (words, style) in [(" ", &look.style), (alternative.as_str(), &style), (" ", &look.style)] {
                self.flow.words(words, span, style, &mut self.told.controls);
            }
            return;
        }
        if url.is_empty() && alternative.is_empty() && caption.is_empty() {
            return;
        }
        self.push(id, BlockKind::Figure { url, alternative, caption: caption.to_vec() });
    }

    /// Whether a picture that no `figure` holds stands before the first word.
    fn is_above_all(&self, id: NodeId) -> bool {
        let figure = self.page.dom.ancestors(id).any(|around| self.page.dom.is(around, "figure"));
        !self.page.is_part && !figure && self.depth == 0 && self.blocks.is_empty() && self.flow.is_empty()
    }

    /// Where a picture is; of one that is put in later, where it will be.
    fn picture_address(&self, id: NodeId) -> String {
        let attribute = |name: &str| self.page.dom.attribute(id, name);
        let plain = attribute("src").filter(|src| !src.trim_start().starts_with("data:"));
        let src = plain.or(attribute("data-src")).or(attribute("data-original")).or(attribute("data-lazy-src"));
        let src = src.unwrap_or_default();
        address::resolve(src, self.page.base).unwrap_or_default()
    }
}
