//! What to tell a person about a text: data only; [`report`](crate::report) draws it.

pub mod codes;

use crate::source::{Source, Span};
use std::fmt;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For the record: a choice that was made, and by what evidence.
    Note,
    /// Doubtful: the text stays, and somebody should look.
    Warning,
    /// The release cannot be published as it is.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing worth saying about one place.
///
/// The message is lower case without a full stop, the user's words in backticks; what to do about it
/// goes into the hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The kind of doubt, in words joined by hyphens: `ambiguous-date`. Documented in `docs/diagnostics.md`.
    pub code: &'static str,
    /// Where in the source; `None` when it is about the whole of it.
    pub span: Option<Span>,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A note at `span`.
    pub fn note(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, span, message)
    }

    /// A warning at `span`.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    /// An error at `span`.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    fn new(severity: Severity, code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity, code, span: Some(span), message: message.into(), hint: None }
    }

    /// The same, with what to do about it.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, about the whole source.
    pub fn without_span(mut self) -> Self {
        self.span = None;
        self
    }
}

/// The diagnostics of one source: of a release, a style sheet, a template.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    /// What their spans point into.
    pub source: Source,
    /// In the order of the text.
    pub items: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The gravest severity among them.
    pub fn worst(&self) -> Option<Severity> {
        self.items.iter().map(|item| item.severity).max()
    }
}
