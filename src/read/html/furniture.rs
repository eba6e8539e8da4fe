//! What of a page is the release, and what is only around it.
//!
//! By form first: elements and roles that say so, how much of a part is links, where the prose is. The words of
//! classes and ids only support that. What is doubtful stays.

use super::look;
use super::panel;
use super::said;
use super::weight::{Weight, Weights};
use crate::dom::{Dom, NodeData, NodeId};
use std::collections::HashSet;

/// What is left out of a page.
pub(super) struct Furniture {
    /// By node: whether it, and all in it, is left out.
    left_out: Vec<bool>,
    /// The outermost elements that are left out and have text, in the order of the document.
    pub(super) told: Vec<(NodeId, Why)>,
    /// The heading that is the title.
    pub(super) title: Option<NodeId>,
}

/// Why an element is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The page hides it.
    Hidden,
    /// It is of the page, not of the text.
    Around,
}

impl Furniture {
    /// Nothing is left out.
    pub(super) fn none(dom: &Dom) -> Self {
        Furniture { left_out: vec![false; dom.len()], told: Vec::new(), title: None }
    }

    pub(super) fn is(&self, id: NodeId) -> bool {
        self.left_out[id.index()]
    }

    /// Leaves out an element that is read elsewhere, and tells of the part of it that is not.
    pub(super) fn take(&mut self, dom: &Dom, id: NodeId, unread: Option<NodeId>) {
        dom.within(id).chain([id]).for_each(|inner| self.left_out[inner.index()] = true);
        self.told.extend(unread.map(|id| (id, Why::Around)));
        self.told.sort_by_key(|(id, _)| dom.node(*id).span.start());
    }
}

/// Finds what is left out of the page.
pub(super) fn find(dom: &Dom, weights: &Weights, title: Option<&str>) -> Furniture {
    let core = core(dom, weights);
    let heading = title_heading(dom, weights, core.as_ref().map(|core| core.id), title);
    let mut finder = Finder {
        dom,
        weights,
        path: core.iter().flat_map(|core| dom.ancestors(core.id)).collect(),
        titled: heading.into_iter().flat_map(|id| dom.ancestors(id).chain([id])).collect(),
        heading: heading.or(second_heading(dom, weights)).map_or(0, |id| weights.get(id).position),
        main_article: main_article(dom, weights, core.as_ref()),
        text_article: heading.and_then(|title| text_article(dom, weights, core.as_ref()?.id, title)),
        last_said: core.as_ref().map_or(0, |core| last_said(dom, weights, core.id)),
        core,
        found: Furniture::none(dom),
    };
    for &id in &weights.hidden {
        finder.leave_out(id, Why::Hidden);
    }
    if let Some(root) = dom.root() {
        finder.look_at(root, Where::Path);
    }
    finder.found.told.sort_by_key(|(id, _)| dom.node(*id).span.start());
    finder.found.title = heading.or_else(|| second_heading(dom, weights));
    let left_out: usize = finder.found.told.iter().map(|(id, _)| weights.get(*id).text).sum();
    let all = dom.root().map_or(0, |root| weights.get(root).text);
    if left_out < all {
        return finder.found;
    }
    // A page that is nothing but furniture is a text of a form that nobody foresaw: all of it stays.
    Furniture::none(dom)
}

/// The part of the page that holds the text.
struct Core {
    id: NodeId,
    /// The page says so with an element of its own, and not only by where the prose is.
    said: bool,
}

/// The element that says it is the main one; else the innermost that holds most of the prose.
fn core(dom: &Dom, weights: &Weights) -> Option<Core> {
    let root = dom.root()?;
    let all = weights.get(root).prose.saturating_sub(prose_around(dom, weights));
    let is_main = |id: &NodeId| {
        let role = dom.attribute(*id, "role").is_some_and(|role| role.eq_ignore_ascii_case("main"));
        let titled = || dom.within(*id).any(|inner| dom.is(inner, "h1"));
        (dom.is(*id, "main") || role) && (weights.get(*id).prose * 3 >= all || titled())
    };
    if let Some(id) = weights.order.iter().copied().filter(is_main).max_by_key(|id| weights.get(*id).prose) {
        return Some(Core { id, said: true });
    }
    let mut id = root;
    let holds_most = |child: &NodeId| weights.get(*child).prose * 5 >= all * 4 && look::is_block(dom, *child);
    while let Some(child) = dom.children(id).find(holds_most).filter(|_| all > 0) {
        // A single paragraph is no part of a page.
        if weights.get(child).prose == 0 || dom.is(child, "p") {
            break;
        }
        id = child;
    }
    Some(Core { id, said: false })
}

/// How much prose stands in the head and the foot of the page and on the way to it, which are of the site.
fn prose_around(dom: &Dom, weights: &Weights) -> usize {
    let of_site = |&id: &NodeId| {
        let element = ["header", "footer", "nav"].iter().any(|name| dom.is(id, name));
        let named = element || look::is_named_way(dom, id);
        named && weights.get(id).prose > 0 && !dom.ancestors(id).any(|around| is_part(dom, around))
    };
    let titled = |id: NodeId| dom.within(id).any(|inner| dom.is(inner, "h1"));
    let outer = weights.order.iter().copied().filter(of_site).filter(|&id| !titled(id));
    outer.map(|id| weights.get(id).prose).sum()
}

/// An element whose head and foot are its own.
fn is_part(dom: &Dom, id: NodeId) -> bool {
    ["article", "main", "section", "header", "footer", "nav", "blockquote", "figure"]
        .iter()
        .any(|name| dom.is(id, name))
        || look::is_named_way(dom, id)
}

/// The article in the core that holds most of its prose, where there is more than one.
fn main_article(dom: &Dom, weights: &Weights, core: Option<&Core>) -> Option<NodeId> {
    let core = core?.id;
    let mut articles = dom.within(core).filter(|&id| dom.is(id, "article"));
    let first = articles.next()?;
    let more = articles.next()?;
    let heaviest = [first, more].into_iter().chain(articles).max_by_key(|id| weights.get(*id).prose)?;
    (weights.get(heaviest).prose * 2 > weights.get(core).prose).then_some(heaviest)
}

/// The article in the core that holds the title and most of the prose.
fn text_article(dom: &Dom, weights: &Weights, core: NodeId, title: NodeId) -> Option<NodeId> {
    let inside = dom.ancestors(title).take_while(|&around| around != core);
    let most = |id: &NodeId| dom.is(*id, "article") && weights.get(*id).prose * 2 > weights.get(core).prose;
    inside.into_iter().find(most)
}

/// Where the last block in the core is that says something.
fn last_said(dom: &Dom, weights: &Weights, core: NodeId) -> usize {
    let said = dom.within(core).map(|id| weights.get(id)).filter(|weight| weight.sentences > 0);
    said.map(|weight| weight.position).max().unwrap_or(0)
}

/// The heading that is the title: the first of the highest rank in the core; outside, the one that says the page's title.
fn title_heading(dom: &Dom, weights: &Weights, core: Option<NodeId>, title: Option<&str>) -> Option<NodeId> {
    // A heading that is a link leads to the front page of the site: it is its name.
    let is_name = |id: NodeId| weights.get(id).is_linked(50);
    let headings = weights.order.iter().copied().filter(|&id| dom.is(id, "h1") && !is_name(id));
    let headings: Vec<NodeId> = headings.collect();
    let inside = |id: &&NodeId| dom.ancestors(**id).any(|around| Some(around) == core) || Some(**id) == core;
    if let Some(&id) = headings.iter().find(inside) {
        return Some(id);
    }
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let title = title.map(letters).filter(|title| !title.is_empty());
    let says_title = |id: &&NodeId| {
        let words = letters(&dom.text(**id));
        let most = |title: &String| title.starts_with(&words) && words.len() * 2 > title.len();
        title.as_ref().is_some_and(|title| most(title) || words.starts_with(title))
    };
    if let Some(&id) = headings.iter().find(says_title) {
        return Some(id);
    }
    let [only] = headings.as_slice() else { return None };
    Some(*only)
}

/// The first heading of the second rank, which is the title where there is none of the first.
fn second_heading(dom: &Dom, weights: &Weights) -> Option<NodeId> {
    weights.order.iter().copied().find(|&id| dom.is(id, "h2"))
}

/// Where the finder is.
#[derive(Clone, Copy, PartialEq)]
enum Where {
    /// Around the core.
    Path,
    /// Beside the core.
    Beside,
    /// In the core, or in what holds the title.
    Inside,
}

pub(super) struct Finder<'a> {
    pub(super) dom: &'a Dom,
    pub(super) weights: &'a Weights,
    core: Option<Core>,
    /// The elements around the core.
    path: HashSet<NodeId>,
    /// The elements around the title, and the title.
    titled: HashSet<NodeId>,
    /// Where the title is in the order of the document; 0 where there is none.
    pub(super) heading: usize,
    main_article: Option<NodeId>,
    /// The article that holds the title and most of the prose.
    pub(super) text_article: Option<NodeId>,
    /// Where the last block of the core is that says something.
    pub(super) last_said: usize,
    found: Furniture,
}

/// A part of so little text is no passage of a release, in bytes.
const SHORT: usize = 120;

/// The way through a site is not longer, in bytes.
const LONGEST_WAY: usize = 500;

impl Finder<'_> {
    fn leave_out(&mut self, id: NodeId, why: Why) {
        self.found.left_out[id.index()] = true;
        self.found.told.push((id, why));
    }

    /// Looks at an element and what is in it; gives how much of its text was left out.
    fn look_at(&mut self, id: NodeId, place: Where) -> usize {
        if self.found.left_out[id.index()] {
            return self.weights.get(id).text;
        }
        if self.dom.name(id).is_none() || look::is_code(self.dom, id) {
            return 0;
        }
        let weight = self.weights.get(id);
        // What Word notes of itself, `<xml><w:View>Normal</w:View></xml>`, is meant for nobody, but a browser shows it.
        if self.dom.is(id, "xml") && weight.text > 0 {
            self.leave_out(id, Why::Around);
            return weight.text;
        }
        let left_out = match place {
            Where::Path => false,
            Where::Beside => self.is_around(id, &weight),
            Where::Inside => self.is_furniture(id, &weight),
        };
        if left_out {
            if weight.text > 0 {
                self.leave_out(id, Why::Around);
            } else {
                self.found.left_out[id.index()] = look::is_control(self.dom, id);
            }
            return weight.text;
        }
        let told = self.found.told.len();
        let mut left_out = 0;
        let mut child = self.dom.node(id).first_child;
        while let Some(id) = child {
            left_out += self.look_at(id, self.place_of(id, place));
            child = self.dom.node(id).next;
        }
        if left_out > 0 && self.is_frame(id, weight.text.saturating_sub(left_out)) {
            self.found.told.truncate(told);
            self.leave_out(id, Why::Around);
            return weight.text;
        }
        left_out + if left_out > 0 { self.leave_out_headings(id, weight.text.saturating_sub(left_out)) } else { 0 }
    }

    /// Whether the text that was kept of an element only framed what was left out: `【】`, `|`.
    fn is_frame(&self, id: NodeId, kept: usize) -> bool {
        const LONGEST: usize = 12;
        let sign = |id: NodeId| match &self.dom.node(id).data {
            NodeData::Text(text) => !text.contains(char::is_alphanumeric),
            _ => self.found.left_out[id.index()] || self.weights.get(id).text == 0,
        };
        (1..=LONGEST).contains(&kept) && !look::is_block(self.dom, id) && self.dom.children(id).all(sign)
    }

    /// Leaves out the headings of a part of the page that has nothing else any more: `Share this page`. Gives how much
    /// text they have.
    fn leave_out_headings(&mut self, id: NodeId, kept: usize) -> usize {
        let heading = |id: &NodeId| ["h2", "h3", "h4", "h5", "h6"].iter().any(|name| self.dom.is(*id, name));
        let headings = self.dom.children(id).filter(heading).filter(|id| !self.found.left_out[id.index()]);
        let headings: Vec<NodeId> = headings.collect();
        let text: usize = headings.iter().map(|&id| self.weights.get(id).text).sum();
        if kept == 0 || text != kept || self.titled.contains(&id) || self.path.contains(&id) {
            return 0;
        }
        headings.into_iter().for_each(|id| self.leave_out(id, Why::Around));
        text
    }

    fn place_of(&self, id: NodeId, outer: Where) -> Where {
        let core = self.core.as_ref().is_some_and(|core| core.id == id);
        match outer {
            _ if core => Where::Inside,
            Where::Path if self.path.contains(&id) => Where::Path,
            Where::Path if self.titled.contains(&id) => Where::Inside,
            Where::Path => Where::Beside,
            // What is kept beside a core that is said to be one is kept whole.
            Where::Beside if self.core.as_ref().is_some_and(|core| core.said) => Where::Inside,
            inner => inner,
        }
    }

    /// Whether something beside the core is furniture.
    fn is_around(&self, id: NodeId, weight: &Weight) -> bool {
        let before = weight.position < self.weights.get(self.core.as_ref().map_or(id, |core| core.id)).position;
        let plain = weight.links + weight.controls == 0;
        let name = self.dom.name(id).map(|name| &**name).unwrap_or_default();
        if self.core.as_ref().is_some_and(|core| core.said) {
            // A letterhead above the text has nothing to follow or press.
            return !(before && plain && name == "header");
        }
        self.is_furniture(id, weight)
            || (look::is_named_furniture(self.dom, id) && !(weight.speaks() && self.is_of_article(id)))
            || (weight.is_linked(50) && weight.contacts == 0 && name != "p" && look::is_block(self.dom, id))
            || name == "footer"
            || (name == "header" && !plain)
            || (!before && self.is_foot(id, weight))
    }

    /// Whether a part stands directly in an article.
    fn is_of_article(&self, id: NodeId) -> bool {
        self.dom.node(id).parent.is_some_and(|parent| self.dom.is(parent, "article"))
    }

    /// Whether something behind the text is a line such as `© 2031 | Imprint | Privacy`.
    fn is_foot(&self, id: NodeId, weight: &Weight) -> bool {
        let small = weight.text < SHORT && weight.prose == 0;
        small && weight.links > 1 && weight.contacts == 0 && look::is_block(self.dom, id)
    }

    /// Whether something in the core is furniture.
    fn is_furniture(&self, id: NodeId, weight: &Weight) -> bool {
        let name = self.dom.name(id).map(|name| &**name).unwrap_or_default();
        let holds_title = self.titled.contains(&id);
        let generated = name == "h1" && look::is_generated(self.dom, id);
        if (holds_title && !generated) || weight.prose * 2 > self.core_prose() {
            return false;
        }
        let small = weight.text < SHORT && weight.prose == 0;
        let pressed = weight.links + weight.controls > 0;
        match name {
            "h3" | "h4" | "h5" | "h6" if self.heads_topics(id) => return true,
            "h2" | "h3" | "h4" | "h5" | "h6" if weight.text < SHORT / 4 && self.heads_buttons(id) => return true,
            "nav" | "search" => return true,
            "form" => return weight.prose < SHORT,
            // Only the buttons under what somebody says are of the page.
            "blockquote" if weight.text > weight.linked => return false,
            "aside" if weight.contacts + weight.quotations == 0 => {
                let named = look::is_named_furniture(self.dom, id);
                let pressed = weight.controls > 0 && (weight.sentences == 0 || named);
                let behind = weight.links > 0 && weight.position > self.heading;
                let teases = named && behind && (weight.sentences == 0 || weight.teases());
                return weight.is_linked(40) || pressed || teases || self.is_heading_alone(id, weight);
            }
            "article" if self.main_article.is_some_and(|main| main != id && !self.is_within(id, main)) => {
                return pressed;
            }
            "a" => return self.is_service_link(id, weight) || self.is_skip_link(id),
            _ if generated => return true,
            _ if look::is_control(self.dom, id) => return !panel::is_heading(self.dom, self.weights, id),
            _ => {}
        }
        if !look::is_block(self.dom, id) {
            return self.is_inline_button(id, weight);
        }
        let above = weight.position < self.heading;
        let linked_above = above && weight.links > 1 && weight.is_linked(70);
        let head = above && pressed && weight.prose == 0 && look::is_named_head(self.dom, id);
        let way = above && weight.text < LONGEST_WAY && look::is_named_way(self.dom, id);
        let named = pressed && self.is_named(id, weight);
        let all_services = weight.services > 0
            && weight.services == weight.links
            && weight.is_linked(50)
            && small
            && weight.addresses == 0;
        // Where a day stands among the links, and nothing of another text, only these are left out.
        let dated = weight.days > 0 && weight.headings == 0;
        let of_page = linked_above || head || way || named || all_services || self.is_bare_button(id, weight);
        (!dated && of_page) || self.is_behind(id, weight)
    }

    /// Whether a part has the name of furniture and says nothing: only the teasers of other texts have sentences of
    /// their own, behind a link.
    fn is_named(&self, id: NodeId, weight: &Weight) -> bool {
        if !look::is_named_furniture(self.dom, id) {
            return false;
        }
        let small = weight.text < SHORT && weight.prose == 0;
        (weight.is_linked(50) && (weight.teases() || !weight.speaks())) || (small && !weight.speaks())
    }

    /// Words that stand in a part of the page for buttons without a paragraph or a link around them, `Share`, or a
    /// heading in a part that has nothing else, `Related content`.
    fn is_bare_button(&self, id: NodeId, weight: &Weight) -> bool {
        let part = self.dom.is(id, "div") || self.dom.is(id, "section");
        if !part || weight.text >= SHORT || weight.prose > 0 || weight.speaks() {
            return false;
        }
        let bare = || !self.dom.within(id).skip(1).any(|inner| look::is_block(self.dom, inner));
        (look::is_named_button(self.dom, id) && bare())
            || (look::is_named_furniture(self.dom, id) && self.is_heading_alone(id, weight))
    }

    /// Whether a heading stands over a list of topics: `Topics` over `<div class="tags"><a>Ports</a></div>`.
    fn heads_topics(&self, id: NodeId) -> bool {
        self.dom.element_behind(id).is_some_and(|next| {
            let weight = self.weights.get(next);
            look::is_named_topics(self.dom, next) && weight.is_linked(90) && self.is_furniture(next, &weight)
        })
    }

    /// Whether a heading stands over nothing but buttons: `Share this page` over `<div class="share"><a>…</a></div>`.
    fn heads_buttons(&self, id: NodeId) -> bool {
        self.dom.element_behind(id).is_some_and(|next| {
            let weight = self.weights.get(next);
            look::is_named_button(self.dom, next) && weight.services > 0 && self.is_furniture(next, &weight)
        })
    }

    /// Whether a part of the page has a heading and nothing under it.
    fn is_heading_alone(&self, id: NodeId, weight: &Weight) -> bool {
        let heading = |inner: NodeId| ["h2", "h3", "h4"].iter().any(|name| self.dom.is(inner, name));
        let whole = |inner: NodeId| self.weights.get(inner).text == weight.text;
        weight.headings == 1 && self.dom.children(id).any(|inner| whole(inner) && heading(inner))
    }

    /// A link to the page in another language, in an element of its own: `<span class="language"><a>EN</a></span>`.
    fn is_inline_button(&self, id: NodeId, weight: &Weight) -> bool {
        let short = weight.text < SHORT / 4 && weight.is_linked(90);
        short && look::is_named_furniture(self.dom, id) && !self.is_in_sentence(id) && !said::runs_through(self.dom, id)
    }

    /// A link to the text itself, for those who do not see where it is.
    fn is_skip_link(&self, id: NodeId) -> bool {
        self.dom.attribute(id, "href").is_some_and(|href| href.starts_with('#'))
            && look::is_named_furniture(self.dom, id)
            && !said::runs_through(self.dom, id)
    }

    pub(super) fn core_prose(&self) -> usize {
        self.core.as_ref().map_or(0, |core| self.weights.get(core.id).prose.max(SHORT))
    }

    fn is_within(&self, outer: NodeId, id: NodeId) -> bool {
        self.dom.ancestors(id).any(|around| around == outer)
    }

    /// Whether a link shares or prints the page and has no more words than that takes.
    fn is_service_link(&self, id: NodeId, weight: &Weight) -> bool {
        const LONGEST: usize = 60;
        let short = weight.services > 0 && weight.text <= LONGEST;
        let share = self.dom.attribute(id, "href").is_some_and(look::is_share);
        short && !self.is_in_sentence(id) && (share || self.is_among_services(id))
    }

    /// Whether all links of the block that a link stands in are of its kind.
    fn is_among_services(&self, id: NodeId) -> bool {
        let block = self.dom.ancestors(id).find(|&around| look::is_block(self.dom, around));
        block.is_some_and(|block| self.weights.get(block).links == self.weights.get(block).services)
    }

    /// Whether words stand around a link in its block, so that it is part of a sentence.
    fn is_in_sentence(&self, id: NodeId) -> bool {
        let block = self.dom.ancestors(id).find(|&around| look::is_block(self.dom, around));
        let around = block.map(|block| self.weights.get(block)).unwrap_or_default();
        around.text - around.linked > around.linked.max(SHORT / 4) && !self.stands_between_blocks(id)
    }

    /// Whether a link has blocks on both sides, or the end of the block that it stands in.
    fn stands_between_blocks(&self, id: NodeId) -> bool {
        let ends = |beside: Option<NodeId>| match beside {
            Some(beside) => look::is_block(self.dom, beside),
            None => self.dom.node(id).parent.is_some_and(|parent| look::is_block(self.dom, parent)),
        };
        let blank = |id: &NodeId| self.dom.name(*id).is_none() && self.weights.get(*id).text == 0;
        let node = |id: NodeId| self.dom.node(id);
        let before = std::iter::successors(node(id).previous, |&id| node(id).previous).find(|id| !blank(id));
        let behind = std::iter::successors(node(id).next, |&id| node(id).next).find(|id| !blank(id));
        ends(before) && ends(behind)
    }
}
