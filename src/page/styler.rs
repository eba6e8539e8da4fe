//! The computed style of every element: matching, then the cascade, both remembered for elements that are alike.

use crate::diagnostic::codes;
use crate::dom::{Dom, NodeId};
use crate::map::HashMap;
use crate::page::css::cascade::{Cascade, Computed};
use crate::page::css::rules::{RuleNumbers, Rules};
use crate::page::css::selector::Pseudo;
use crate::page::css::sheet::{Declaration, parse_attribute};
use crate::page::css::warnings::Warnings;
use crate::source::Span;
use selectors::context::SelectorCaches;
use std::rc::Rc;

/// Computes styles.
pub(crate) struct Styler<'a> {
    dom: &'a Dom,
    html: &'a str,
    rules: Rules<'a>,
    cascade: Cascade,
    /// The warnings of each sheet, by its number; then those of the HTML text, and of one attribute.
    warnings: &'a mut [Warnings],
    caches: SelectorCaches,
    /// By the place of the parent's style in memory and what matched. Holding the styles keeps their places their own.
    known: HashMap<(usize, bool, RuleNumbers), Rc<Computed>>,
    /// Styles with a `style` attribute: children may be known by their place.
    single: Vec<Rc<Computed>>,
}

impl<'a> Styler<'a> {
    pub(crate) fn new(dom: &'a Dom, html: &'a str, rules: Rules<'a>, warnings: &'a mut [Warnings]) -> Self {
        let (cascade, caches) = (Cascade::new(), SelectorCaches::default());
        Self { dom, html, rules, cascade, warnings, caches, known: HashMap::default(), single: Vec::new() }
    }

    /// The initial values of all properties.
    pub(crate) fn initial(&mut self) -> Rc<Computed> {
        let initial = Rc::new(self.cascade.initial().clone());
        self.single.push(Rc::clone(&initial));
        initial
    }

    /// The style of the `html` element, which `rem` depends on.
    pub(crate) fn root(&mut self, id: NodeId) -> Rc<Computed> {
        let initial = self.initial();
        let root = self.element(id, &initial);
        self.cascade.root_size = root.style.text.size;
        // Once more, as its own lengths may be in `rem`.
        self.known.clear();
        let root = self.element(id, &initial);
        self.single.push(Rc::clone(&root));
        root
    }

    /// The style of an element.
    pub(crate) fn element(&mut self, id: NodeId, parent: &Rc<Computed>) -> Rc<Computed> {
        let matching = self.rules.matching(self.dom, id, None, &mut self.caches);
        match self.dom.attribute(id, "style") {
            Some(text) => self.with_attribute(text, &matching, parent),
            None => self.of(matching, false, parent),
        }
    }

    /// The style of a generated box, where a rule speaks of it.
    pub(crate) fn pseudo(&mut self, id: NodeId, pseudo: Pseudo, element: &Rc<Computed>) -> Option<Rc<Computed>> {
        if !self.rules.has(pseudo) {
            return None;
        }
        let matching = self.rules.matching(self.dom, id, Some(pseudo), &mut self.caches);
        if matching.is_empty() { None } else { Some(self.of(matching, true, element)) }
    }

    /// The style that declarations give a page or margin box.
    pub(crate) fn page(&mut self, parent: &Computed, matched: &[(usize, &[Declaration])]) -> Computed {
        self.cascade.compute(parent, matched, self.warnings)
    }

    /// Warns if matching came to its limit.
    pub(crate) fn finish(&mut self) {
        if self.rules.gave_up() {
            let message = "selectors with `~` look back too far in this document; some were not followed".to_owned();
            self.warn_html(codes::CSS_TOO_LARGE, message, "give the elements a class instead");
        }
    }

    /// A warning about the HTML text.
    pub(crate) fn warn_html(&mut self, code: &'static str, message: String, hint: &str) {
        let html = self.html_warnings();
        self.warnings[html].warn(code, None, message, hint);
    }

    fn of(&mut self, matching: RuleNumbers, is_pseudo: bool, parent: &Rc<Computed>) -> Rc<Computed> {
        let key = (Rc::as_ptr(parent) as usize, is_pseudo, matching);
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let matched: Vec<_> = key.2.iter().map(|&number| self.rules.declarations(number)).collect();
        let computed = Rc::new(self.cascade.compute(parent, &matched, self.warnings));
        self.known.insert(key, Rc::clone(&computed));
        computed
    }

    fn with_attribute(&mut self, text: &str, matching: &RuleNumbers, parent: &Rc<Computed>) -> Rc<Computed> {
        let (html, own) = (self.html_warnings(), self.html_warnings() + 1);
        let declarations = parse_attribute(text, 0, &mut self.warnings[own]);
        let mut matched: Vec<_> = matching.iter().map(|&number| self.rules.declarations(number)).collect();
        matched.push((own, &declarations));
        let computed = Rc::new(self.cascade.compute(parent, &matched, self.warnings));
        // The HTML parser keeps no places; the attribute is looked for only where there is something to warn of.
        for warning in std::mem::take(&mut self.warnings[own]).finish() {
            let at = self.html.find(text);
            let span = at.zip(warning.span).map(|(at, span)| Span::new(at + span.start(), at + span.end()));
            let hint = warning.hint.unwrap_or_default();
            self.warnings[html].warn(warning.code, span, warning.message, hint);
        }
        self.single.push(Rc::clone(&computed));
        computed
    }

    /// The number of the warnings about the HTML text; those about one attribute come after.
    fn html_warnings(&self) -> usize {
        self.warnings.len() - 2
    }
}
