//! Text inside a paragraph.

#[cfg(test)]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of text, or one that is marked. Plain text is a plain string in JSON: `["agreed ", {"strong": ["today"]}]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Important words.
    Strong(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads, as printed.
        url: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// Words of a computer.
    Code(String),
    /// Raised text that is no note reference: `m²`, `1ˢᵗ`.
    Superscript(Vec<Inline>),
    /// A reference to a note of this release.
    FootnoteRef {
        /// The mark as printed, such as `1` or `*`: the label of the note.
        label: String,
    },
    /// A line break that was printed on purpose, as in an address.
    LineBreak {},
    /// Words.
    #[serde(untagged)]
    Text(String),
}

impl Inline {
    /// Plain words.
    pub fn text(words: impl Into<String>) -> Self {
        Inline::Text(words.into())
    }
}

/// The words alone: marks dropped, a line break as a space, note references left out.
///
/// ```
/// use chancery::release::{Inline, plain_text};
/// let content = [Inline::text("agreed "), Inline::Strong(vec![Inline::text("today")])];
/// assert_eq!(plain_text(&content), "agreed today");
/// ```
pub fn plain_text(content: &[Inline]) -> String {
    let mut words = String::new();
    collect(content, &mut words);
    words
}

/// The last character of the text of `content`, but for white space.
pub(crate) fn last_letter(content: &[Inline]) -> Option<char> {
    content.iter().rev().find_map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.trim_end().chars().last(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Superscript(inner) => last_letter(inner),
        Inline::Link { content, .. } => last_letter(content),
        Inline::LineBreak {} | Inline::FootnoteRef { .. } => None,
    })
}

fn collect(content: &[Inline], words: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Superscript(inner) => collect(inner, words),
            Inline::Link { content, .. } => collect(content, words),
            Inline::LineBreak {} => words.push(' '),
            Inline::FootnoteRef { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Inline, last_letter};

    #[test]
    fn the_last_letter_is_that_of_the_words() {
        let note = Inline::FootnoteRef { label: "1".into() };
        let content = [
            Inline::text("as "),
            Inline::Strong(vec![Inline::text("follows: "), Inline::Emphasis(vec![note])]),
            Inline::LineBreak {},
            Inline::text(" "),
        ];
        assert_eq!((last_letter(&content), last_letter(&content[2..])), (Some(':'), None));
    }
}
