//! How much text stands where, and how much of it is links: one pass over the page.

use super::look;
use super::panel::Opened;
use super::said::{self, Own};
use crate::dom::{Dom, NodeData, NodeId};
use crate::read::digit;
use std::cell::LazyCell;

/// The weights of all elements, by node.
pub(super) struct Weights {
    all: Vec<Weight>,
    /// The nodes that are seen, in the order of the document.
    pub(super) order: Vec<NodeId>,
    /// The elements that the page hides, outermost only.
    pub(super) hidden: Vec<NodeId>,
}

/// How much an element holds, in bytes without white space.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    /// Of what is seen.
    pub(super) text: usize,
    /// Of this, what is link or button.
    pub(super) linked: usize,
    /// Of this, what stands in paragraphs of some length and is no link.
    pub(super) prose: usize,
    /// How many links, and how many that share or print the page.
    pub(super) links: usize,
    pub(super) services: usize,
    /// How many controls.
    pub(super) controls: usize,
    /// How many links to a mailbox or telephone.
    pub(super) contacts: usize,
    /// How many texts show the address of a mailbox or the number of a telephone.
    pub(super) addresses: usize,
    /// How many blocks say something outside their links.
    pub(super) sentences: usize,
    /// How many quotations.
    pub(super) quotations: usize,
    /// Where the first link and the first sentence are in the order of the document; 0 where there is none.
    pub(super) first_link: usize,
    pub(super) first_sentence: usize,
    /// How many stretches of text that are no link name a day.
    pub(super) days: usize,
    /// How many headings below the first rank.
    pub(super) headings: usize,
    /// Its place in the order of the document.
    pub(super) position: usize,
}

/// A paragraph of so much text is prose: about ten words, or twenty characters of a script without spaces.
const PROSE: usize = 60;

impl Weights {
    pub(super) fn of(dom: &Dom) -> Self {
        let mut weights = Self { all: vec![Weight::default(); dom.len()], order: Vec::new(), hidden: Vec::new() };
        weights.list(dom);
        let own = weights.weigh_texts(dom);
        for &id in weights.order.iter().rev() {
            weights.all[id.index()].take_own(&own[id.index()]);
            let weight = weights.all[id.index()];
            if let Some(parent) = dom.node(id).parent {
                weights.all[parent.index()].add(weight);
            }
        }
        weights
    }

    pub(super) fn get(&self, id: NodeId) -> Weight {
        self.all[id.index()]
    }

    /// Lists what is seen.
    fn list(&mut self, dom: &Dom) {
        let opened = LazyCell::new(|| Opened::of(dom));
        let mut next = dom.root();
        while let Some(id) = next {
            let element = dom.name(id).is_some();
            let whole = dom.is(id, "body") || dom.is(id, "html");
            let hidden = element && !whole && look::is_hidden(dom, id) && has_words(dom, id) && !opened.has(dom, id);
            if hidden {
                self.hidden.push(id);
            }
            let seen = !element || !(hidden || look::is_code(dom, id));
            if seen {
                self.all[id.index()].position = self.order.len();
                self.order.push(id);
            }
            next = dom.after(id, seen);
        }
    }

    /// Weighs every text and link; gives how much plain text stands directly in each block.
    fn weigh_texts(&mut self, dom: &Dom) -> Vec<Own> {
        let mut own = vec![Own::default(); dom.len()];
        for &id in &self.order {
            let weight = &mut self.all[id.index()];
            match &dom.node(id).data {
                NodeData::Text(text) => {
                    weight.text = text.split_whitespace().map(str::len).sum();
                    let block = dom.ancestors(id).find(|&id| look::is_block(dom, id));
                    let around = dom.ancestors(id).take_while(|&id| Some(id) != block);
                    let linked = around.into_iter().any(|id| dom.is(id, "a") && dom.attribute(id, "href").is_some());
                    weight.addresses = usize::from(said::shows_address(text));
                    if linked {
                        weight.linked = weight.text;
                    } else if block.is_some() {
                        weight.days = usize::from(names_day(text));
                    }
                    if let Some(block) = block {
                        own[block.index()].take(text, linked);
                    }
                }
                NodeData::Element { .. } => weight.take_element(dom, id),
                NodeData::Other => {}
            }
        }
        own
    }
}

impl Weight {
    fn add(&mut self, inner: Weight) {
        self.text += inner.text;
        self.linked += inner.linked;
        self.prose += inner.prose;
        self.links += inner.links;
        self.services += inner.services;
        self.controls += inner.controls;
        self.contacts += inner.contacts;
        self.addresses += inner.addresses;
        self.sentences += inner.sentences;
        self.quotations += inner.quotations;
        // What is added last stands first.
        self.first_link = [inner.first_link, self.first_link].into_iter().find(|&at| at > 0).unwrap_or(0);
        self.first_sentence = [inner.first_sentence, self.first_sentence].into_iter().find(|&at| at > 0).unwrap_or(0);
        self.days += inner.days;
        self.headings += inner.headings;
    }

    /// Takes the words that stand directly in a block.
    fn take_own(&mut self, own: &Own) {
        if own.text >= PROSE {
            self.prose += own.text;
        }
        if own.says() {
            self.sentences += 1;
            self.first_sentence = self.position;
        }
    }

    fn take_element(&mut self, dom: &Dom, id: NodeId) {
        self.controls += usize::from(look::is_control(dom, id));
        self.quotations += usize::from(dom.is(id, "blockquote"));
        self.headings += usize::from(["h2", "h3", "h4", "h5", "h6"].iter().any(|name| dom.is(id, name)));
        let Some(href) = dom.attribute(id, "href").filter(|_| dom.is(id, "a")) else { return };
        self.links += 1;
        self.first_link = self.position;
        let service = look::is_service(href) && (look::is_passed_on(href) || !said::runs_through(dom, id));
        self.services += usize::from(service);
        self.contacts += usize::from(!service && ["mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)));
    }

    /// Whether something is said in it that no page says of itself: a sentence, somebody's words, an address.
    pub(super) fn speaks(&self) -> bool {
        let contact = self.addresses > 0 || (self.contacts > 0 && self.services == 0 && self.text > self.linked);
        self.sentences > 0 || self.quotations > 0 || contact
    }

    /// Whether what is said in it stands behind a link, as in the teasers of other texts.
    pub(super) fn teases(&self) -> bool {
        self.first_sentence > self.first_link && self.quotations + self.addresses == 0
    }

    /// Whether at least `part` hundredths of the text are links.
    pub(super) fn is_linked(&self, part: usize) -> bool {
        self.links > 0 && self.linked * 100 >= self.text * part
    }
}

/// Whether a short text names a day: `3 March 2031`, `2031-03-03`, `2031年3月3日`; not `© 2031`.
pub(super) fn names_day(text: &str) -> bool {
    const LONGEST: usize = 200;
    let figures = |text: &str| {
        let figure = |letter: char| digit(letter).and_then(|value| char::from_digit(value, 10)).unwrap_or(' ');
        let words: String = text.chars().map(figure).collect();
        words.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    if text.len() > LONGEST || text.contains('©') {
        return false;
    }
    let figures = figures(text);
    let year = |word: &String| word.len() == 4 && word.starts_with(['1', '2']);
    let day = |word: &String| word.len() <= 2 && word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    figures.windows(2).any(|pair| (year(&pair[0]) && day(&pair[1])) || (day(&pair[0]) && year(&pair[1])))
}

/// Whether there is a letter or figure in the element: signs that are hidden from screen readers only are seen.
fn has_words(dom: &Dom, id: NodeId) -> bool {
    dom.walk(id).any(|id| match &dom.node(id).data {
        NodeData::Text(text) => text.chars().any(char::is_alphanumeric),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::names_day;

    #[test]
    fn days_have_a_year_and_a_day() {
        for text in ["3 March 2031", "2031-03-03", "Published on March 3, 2031", "2031年3月3日", "٣ مارس ٢٠٣١"]
        {
            assert!(names_day(text), "{text}");
        }
        for text in ["© 2031", "work ends by 2034", "+00 5550 0162", "1,204 views"] {
            assert!(!names_day(text), "{text}");
        }
    }
}
