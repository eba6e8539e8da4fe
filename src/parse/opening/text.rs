//! What the text below a masthead, and the page around it, say of the masthead.

use super::super::{inline, masthead, pieces};
use super::below;
use crate::read::{Block, BlockKind, FieldText};

/// What the text behind the masthead, and the page around it, show of it.
pub(super) struct Body {
    /// Its first words.
    pub(super) start: String,
    /// Who issues it, where the page names several, and its subtitle.
    pub(super) publishers: Vec<String>,
    pub(super) subtitle: Option<String>,
    /// Whether the page names the site that it is from.
    pub(super) has_site: bool,
    /// Whether the text has headings, or strong lines in their place, but for those of contacts and notes.
    pub(super) has_headings: bool,
    /// Whether headings, or short lines like them, stand in it.
    pub(super) has_sections: bool,
}

impl Body {
    pub(super) fn of(blocks: &[Block], page: &[FieldText]) -> Self {
        const LOOKED_AT: usize = 12_000;
        let mut start = String::new();
        for block in blocks {
            if let BlockKind::Paragraph { lines } = &block.kind {
                start.push('\n');
                start.push_str(&inline::text(lines));
            }
            if start.len() > LOOKED_AT {
                break;
            }
        }
        start.truncate(start.floor_char_boundary(LOOKED_AT));
        let said =
            |name: &'static str| page.iter().filter(move |field| field.name == name).map(|field| field.value.clone());
        Self {
            start,
            publishers: said("publisher").collect(),
            subtitle: said("subtitle").next(),
            has_site: said("issuer").next().is_some(),
            has_headings: below::has_headings(blocks, u8::MAX),
            has_sections: blocks.iter().any(is_section_heading),
        }
    }

    /// Whether the page's own data name `text` as one of several that issue it; whether as the first.
    pub(super) fn publisher(&self, text: &str) -> Option<bool> {
        self.publishers.iter().position(|name| name == text.trim()).map(|at| at == 0)
    }

    /// Whether nothing stands behind the masthead.
    pub(super) fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// Whether the text speaks of `name` inside its sentences, with its capitals: it is somebody's name, and no title.
    pub(super) fn mentions(&self, name: &str) -> bool {
        const LONGEST: usize = 60;
        let fits = (3..=LONGEST).contains(&name.len()) && name.contains(char::is_uppercase);
        fits && self.start.match_indices(name).any(|(at, _)| {
            let before = self.start[..at].trim_end_matches(' ');
            let behind = self.start[at + name.len()..].chars().next();
            before.ends_with(|letter: char| letter.is_lowercase() || matches!(letter, ',' | '('))
                && before.len() < at
                && !behind.is_some_and(char::is_alphanumeric)
        })
    }
}

/// A heading, or a short line alone that is no sentence.
fn is_section_heading(block: &Block) -> bool {
    const LONGEST: usize = 80;
    match &block.kind {
        BlockKind::Heading { .. } => true,
        BlockKind::Paragraph { lines } => {
            let [line] = lines.as_slice() else { return false };
            let text = inline::line_text(line);
            text.chars().count() <= LONGEST && !pieces::ends_clause(&text) && masthead::read(&text).is_empty()
        }
        _ => false,
    }
}
