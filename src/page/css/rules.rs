//! Which rules are for an element: sorted by what their last selector asks for, so that few are tried.

use crate::dom::{Dom, NodeId};
use crate::map::HashMap;
use crate::page::css::selector::{ElementRef, MAX_STEPS, Pseudo, Selectors};
use crate::page::css::sheet::{Declaration, Sheet};
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::matches_selector;
use selectors::parser::{Component, Selector};
use std::cell::Cell;

/// The rules of all sheets.
pub(crate) struct Rules<'s> {
    entries: Vec<Entry<'s>>,
    /// For elements, `::before`, `::after`, `::marker`, `::footnote-call`, `::footnote-marker`.
    buckets: [Buckets; 6],
    /// How many steps from sibling to sibling were taken.
    steps: Cell<u64>,
}

/// One selector of a rule.
struct Entry<'s> {
    selector: &'s Selector<Selectors>,
    /// Origin, specificity, place: later wins.
    precedence: (bool, u32, u32),
    sheet: usize,
    declarations: &'s [Declaration],
}

#[derive(Default)]
struct Buckets {
    ids: HashMap<Box<str>, Vec<u32>>,
    classes: HashMap<Box<str>, Vec<u32>>,
    names: HashMap<Box<str>, Vec<u32>>,
    others: Vec<u32>,
}

/// The numbers of the rules that match an element, weakest first.
pub(crate) type RuleNumbers = Vec<u32>;

impl<'s> Rules<'s> {
    /// The sheets, weakest first; the first of them is the built-in one.
    pub(crate) fn new(sheets: impl Iterator<Item = &'s Sheet>) -> Self {
        let mut rules = Rules { entries: Vec::new(), buckets: Default::default(), steps: Cell::new(0) };
        for (number, sheet) in sheets.enumerate() {
            for rule in &sheet.rules {
                for selector in rule.selectors.slice() {
                    let precedence = (number > 0, selector.specificity(), rules.entries.len() as u32);
                    let declarations = &rule.declarations;
                    rules.add(Entry { selector, precedence, sheet: number, declarations });
                }
            }
        }
        rules
    }

    fn add(&mut self, entry: Entry<'s>) {
        let number = self.entries.len() as u32;
        let buckets = &mut self.buckets[slot(entry.selector.pseudo_element().copied())];
        match key(entry.selector) {
            Key::Id(id) => buckets.ids.entry(id.into()).or_default().push(number),
            Key::Class(class) => buckets.classes.entry(class.into()).or_default().push(number),
            Key::Name(name) => buckets.names.entry(name.into()).or_default().push(number),
            Key::None => buckets.others.push(number),
        }
        self.entries.push(entry);
    }

    /// Whether any rule is for this generated box.
    pub(crate) fn has(&self, pseudo: Pseudo) -> bool {
        let buckets = &self.buckets[slot(Some(pseudo))];
        !(buckets.ids.is_empty() && buckets.classes.is_empty() && buckets.names.is_empty() && buckets.others.is_empty())
    }

    /// The rules for an element or a generated box of it.
    pub(crate) fn matching(
        &self,
        dom: &Dom,
        id: NodeId,
        pseudo: Option<Pseudo>,
        caches: &mut SelectorCaches,
    ) -> RuleNumbers {
        let mode = if pseudo.is_some() { MatchingMode::ForStatelessPseudoElement } else { MatchingMode::Normal };
        let mut context = MatchingContext::new(
            mode,
            None,
            caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let element = ElementRef::new(dom, id, &self.steps);
        let mut found = RuleNumbers::new();
        self.buckets[slot(pseudo)].candidates(dom, id, |number| {
            let selector = self.entries[number as usize].selector;
            if matches_selector(selector, 0, None, element, &mut context) {
                found.push(number);
            }
        });
        found.sort_unstable_by_key(|&number| self.entries[number as usize].precedence);
        // A class said twice would be looked up twice.
        found.dedup();
        found
    }

    /// Whether the selectors went from sibling to sibling so often that later ones were not followed.
    pub(crate) fn gave_up(&self) -> bool {
        self.steps.get() >= MAX_STEPS
    }

    /// The declarations of a rule and the number of its sheet.
    pub(crate) fn declarations(&self, number: u32) -> (usize, &'s [Declaration]) {
        let entry = &self.entries[number as usize];
        (entry.sheet, entry.declarations)
    }
}

fn slot(pseudo: Option<Pseudo>) -> usize {
    match pseudo {
        None => 0,
        Some(Pseudo::Before) => 1,
        Some(Pseudo::After) => 2,
        Some(Pseudo::Marker) => 3,
        Some(Pseudo::FootnoteCall) => 4,
        Some(Pseudo::FootnoteMarker) => 5,
    }
}

impl Buckets {
    /// Calls `try_rule` with every rule that may match.
    fn candidates(&self, dom: &Dom, id: NodeId, mut try_rule: impl FnMut(u32)) {
        let mut all = |numbers: Option<&Vec<u32>>| numbers.into_iter().flatten().copied().for_each(&mut try_rule);
        all(Some(&self.others));
        if let Some(name) = dom.name(id) {
            all(self.names.get(&**name));
        }
        if let Some(own) = dom.attribute(id, "id").filter(|_| !self.ids.is_empty()) {
            all(self.ids.get(own));
        }
        if let Some(classes) = dom.attribute(id, "class").filter(|_| !self.classes.is_empty()) {
            classes.split_ascii_whitespace().for_each(|class| all(self.classes.get(class)));
        }
    }
}

/// What an element must have for a selector to match.
enum Key<'s> {
    Id(&'s str),
    Class(&'s str),
    Name(&'s str),
    None,
}

fn key(selector: &Selector<Selectors>) -> Key<'_> {
    let mut parts = selector.iter();
    let mut best = Key::None;
    loop {
        for part in parts.by_ref() {
            best = match (part, best) {
                (Component::ID(id), _) => Key::Id(id.as_ref()),
                (Component::Class(class), Key::None | Key::Name(_)) => Key::Class(class.as_ref()),
                (Component::LocalName(name), Key::None) => Key::Name(name.lower_name.as_ref()),
                (_, best) => best,
            };
        }
        // `p::before` is two compounds, of which the first is for the element.
        if !parts.next_sequence().is_some_and(|combinator| combinator.is_pseudo_element()) {
            return best;
        }
    }
}
