//! Where in the source the parts of a model come from.

use crate::source::Span;

/// The place of each part of a release, by its JSON pointer (RFC 6901), in the order of the model.
///
/// ```
/// use chancery::{Source, parse};
/// let source = Source::new("a.txt", "Tide tables\n\n1. One.");
/// let origins = parse(&source, &Default::default()).origins;
/// assert_eq!(source.slice(origins.get("/title").unwrap()), "Tide tables");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origins(Vec<(String, Span)>);

impl Origins {
    /// The place of one part.
    pub fn get(&self, pointer: &str) -> Option<Span> {
        self.0.iter().find(|(known, _)| known == pointer).map(|(_, span)| *span)
    }

    /// Every part with its place.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Span)> {
        self.0.iter().map(|(pointer, span)| (pointer.as_str(), *span))
    }

    pub(super) fn push(&mut self, pointer: String, span: Span) {
        self.0.push((pointer, span));
    }
}
