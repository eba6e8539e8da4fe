//! HTML and style sheets to styled boxes: the first half of `page`.
//!
//! What comes in: the HTML of a document and its sheets, weakest first. What goes out: a [`BoxTree`], with every
//! selector, variable, counter and tag done with, and the warnings, each with its place in its sheet.

mod sheets;

pub use sheets::Sheets;

use crate::diagnostic::{Diagnostics, codes};
use crate::dom::Dom;
use crate::page::boxes::BoxTree;
use crate::page::build::build;
use crate::page::css::rules::Rules;
use crate::page::css::sheet::{Sheet, parse};
use crate::page::css::warnings::Warnings;
use crate::page::font::Fonts;
use crate::page::page_rules::page_rules;
use crate::page::styler::Styler;
use crate::source::Source;
use sheets::ReadSheet;
use std::sync::LazyLock;

/// The sheet that is always there.
static BUILT_IN: LazyLock<Sheet> = LazyLock::new(|| parse(include_str!("css/ua.css"), 0, &mut Warnings::default()));

/// How many `style` elements are read.
const MAX_STYLE_ELEMENTS: usize = 50;

/// Styles a document. Its `style` elements and attributes are stronger than the sheets.
pub(crate) fn tree(html: &Source, sheets: &Sheets, fonts: &Fonts) -> (BoxTree, Vec<Diagnostics>) {
    let dom = Dom::parse(html.text());
    let own = style_elements(&dom, html);
    let mut faces = sheets.faces.clone();
    let elements = own.iter().map(Inline::text);
    let elements: Vec<_> =
        elements.map(|(text, offset)| ReadSheet::new(text, offset, None, &mut faces, fonts)).collect();
    let all = || sheets.read.iter().chain(&elements);
    // Sheet 0 is the built-in one; after the sheets come the HTML itself and one attribute of it.
    let mut warnings = vec![Warnings::default()];
    warnings.extend(all().map(|one| one.warnings.clone()));
    warnings.extend([Warnings::default(), Warnings::default()]);
    let read: Vec<&Sheet> = all().map(|one| &one.sheet).collect();
    let rules = Rules::new(std::iter::once(&*BUILT_IN).chain(read.iter().copied()));
    let tree = {
        let mut styler = Styler::new(&dom, html.text(), rules, &mut warnings);
        if dom.cut {
            let message = "elements are nested too deep, or there are too many".to_owned();
            styler.warn_html(codes::HTML_TOO_DEEP, message, "some elements are left out; their text is kept");
        }
        let tree = build(&dom, &mut styler, |styler, root| page_rules(&read, styler, root));
        styler.finish();
        BoxTree { faces, ..tree }
    };
    let own = own.into_iter().map(|one| one.source(html));
    let sources = std::iter::once(html).chain(&sheets.sources).cloned().chain(own);
    (tree, collect(sources.chain([html.clone()]), warnings))
}

/// The text of a `style` element.
enum Inline {
    /// At this place of the HTML.
    At(usize, String),
    /// The HTML parser changed it (line ends), so that it has places of its own.
    Apart(String),
}

impl Inline {
    fn text(&self) -> (&str, usize) {
        match self {
            Inline::At(offset, text) => (text, *offset),
            Inline::Apart(text) => (text, 0),
        }
    }

    fn source(self, html: &Source) -> Source {
        match self {
            Inline::At(..) => html.clone(),
            Inline::Apart(text) => Source::new(format!("{} <style>", html.name()), text),
        }
    }
}

fn style_elements(dom: &Dom, html: &Source) -> Vec<Inline> {
    let mut from = 0;
    let mut found = Vec::new();
    for id in dom.elements().filter(|&id| dom.is(id, "style")).take(MAX_STYLE_ELEMENTS) {
        let text = dom.text(id);
        match html.text()[from..].find(&text) {
            Some(at) => {
                let start = from + at;
                from = start + text.len();
                found.push(Inline::At(start, text));
            }
            None => found.push(Inline::Apart(text)),
        }
    }
    found
}

/// The warnings by source; several of one source are put together.
fn collect(sources: impl Iterator<Item = Source>, warnings: Vec<Warnings>) -> Vec<Diagnostics> {
    let mut all: Vec<Diagnostics> = Vec::new();
    for (source, warnings) in sources.zip(warnings) {
        let items = warnings.finish();
        if items.is_empty() {
            continue;
        }
        let is_same = |one: &&mut Diagnostics| one.source.name() == source.name() && one.source.text() == source.text();
        match all.iter_mut().find(is_same) {
            Some(there) => there.items.extend(items),
            None => all.push(Diagnostics { source, items }),
        }
    }
    all
}

#[cfg(test)]
mod tests;
