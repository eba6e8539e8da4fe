//! What is not understood in a style sheet, said once and not without end.

use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;
use std::collections::BTreeSet;

/// How many warnings one sheet may give: who meant to write CSS for a browser has seen enough by then.
const MAX_WARNINGS: usize = 100;

/// Collects the warnings about one sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Warnings {
    items: Vec<Diagnostic>,
    said: BTreeSet<(&'static str, String)>,
}

impl Warnings {
    /// Adds a warning unless the same has been said of another place.
    pub(crate) fn warn(&mut self, code: &'static str, span: Option<Span>, message: String, hint: impl Into<String>) {
        if self.said.len() > MAX_WARNINGS || !self.said.insert((code, message.clone())) {
            return;
        }
        if self.said.len() > MAX_WARNINGS {
            let message = format!("more than {MAX_WARNINGS} things are not understood; the rest is not listed");
            self.push(codes::CSS_MANY_WARNINGS, span, message, "docs/css.md lists what the PDF understands".into());
            return;
        }
        self.push(code, span, message, hint.into());
    }

    /// Whether this has been said of another place, so that there is no need to find a hint.
    pub(crate) fn has_said(&self, code: &'static str, message: &str) -> bool {
        self.said.len() > MAX_WARNINGS || self.said.contains(&(code, message.to_owned()))
    }

    fn push(&mut self, code: &'static str, span: Option<Span>, message: String, hint: String) {
        let warning = Diagnostic::warning(code, span.unwrap_or(Span::at(0)), message).with_hint(hint);
        self.items.push(if span.is_some() { warning } else { warning.without_span() });
    }

    /// The warnings in the order of the text.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.items.sort_by_key(|item| item.span.map(|span| (span.start(), span.end())));
        self.items
    }
}

/// The words of the sheet, short enough for a message.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = crate::dom::collapse(text);
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
