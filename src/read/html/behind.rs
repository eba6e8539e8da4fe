//! What a page has behind the text: when it was changed, and parts beside the article that lead to other pages.
//!
//! ```html
//! <p class="last-review">Last review: 17 June 2031</p>
//! <article>…</article> <section><h2>Most viewed</h2><a href="…">World report</a></section>
//! ```

use super::furniture::Finder;
use super::look;
use super::weight::Weight;
use crate::dom::NodeId;

impl Finder<'_> {
    /// Whether a block behind the text is of the page.
    pub(super) fn is_behind(&self, id: NodeId, weight: &Weight) -> bool {
        weight.position > self.heading && (self.tells_of_change(id, weight) || self.leads_on(id, weight))
    }

    /// Whether a part behind all sentences says when the page was changed.
    fn tells_of_change(&self, id: NodeId, weight: &Weight) -> bool {
        const PART_OF_PROSE: usize = 4;
        let last = weight.position + self.dom.walk(id).count() > self.last_said;
        look::is_named_change(self.dom, id)
            && (weight.days > 0 || self.dom.within(id).any(|inner| self.dom.is(inner, "time")))
            && weight.quotations + weight.addresses + weight.contacts == 0
            && weight.prose * PART_OF_PROSE < self.core_prose()
            && last
    }

    /// Whether a part behind the article of the text has links to other pages and says nothing but in its headings.
    fn leads_on(&self, id: NodeId, weight: &Weight) -> bool {
        let behind = |article: NodeId| {
            weight.position > self.weights.get(article).position
                && !self.dom.ancestors(id).any(|outer| outer == article)
        };
        if weight.links == 0 || weight.quotations + weight.addresses + weight.contacts > 0 {
            return false;
        }
        self.text_article.is_some_and(behind) && self.speaks_in_headings_only(id, weight) && !self.has_files(id)
    }

    fn speaks_in_headings_only(&self, id: NodeId, weight: &Weight) -> bool {
        let headings = self
            .dom
            .within(id)
            .filter(|&inner| ["h2", "h3", "h4", "h5", "h6"].iter().any(|name| self.dom.is(inner, name)));
        let (sentences, prose) = headings
            .map(|heading| self.weights.get(heading))
            .fold((0, 0), |(said, prose), one| (said + one.sentences, prose + one.prose));
        weight.sentences == sentences && weight.prose == prose
    }

    /// Whether a link leads to a file, which may be an annex of the text.
    fn has_files(&self, id: NodeId) -> bool {
        const ENDS: [&str; 9] = [".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".zip", ".hwp", ".hwpx"];
        self.dom.within(id).filter_map(|inner| self.dom.attribute(inner, "href")).any(|href| {
            let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
            ENDS.iter().any(|end| path.ends_with(end))
        })
    }
}
