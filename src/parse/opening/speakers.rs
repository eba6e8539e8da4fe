//! Lines that begin with who speaks, or with what is told there: `MS ROE: Good afternoon.`, `WHEN: 6 March 2031`. Where a
//! text has several, the first of them begins the body.

use super::super::{inline, masthead};
use crate::read::{Block, BlockKind};
use std::collections::BTreeSet;

/// Which lines of a text begin so.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// Those who speak more than once.
    often: BTreeSet<String>,
    /// Whether several lines have such a label.
    several: bool,
}

/// So many lines tell enough.
const LOOKED_AT: usize = 400;

impl Speakers {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let lines = blocks.iter().flat_map(|block| match &block.kind {
            BlockKind::Paragraph { lines } => lines.as_slice(),
            _ => &[],
        });
        let (mut found, mut count) = (Self::default(), 0);
        let mut once = BTreeSet::new();
        for line in lines.take(LOOKED_AT) {
            let text = inline::line_text(line);
            let Some(name) = label(text.trim()).filter(|_| masthead::read(text.trim()).is_empty()) else { continue };
            count += 1;
            if !once.insert(name.to_owned()) {
                found.often.insert(name.to_owned());
            }
        }
        found.several = count > 1;
        found
    }

    /// Whether the body begins with a line that says no field; `titled` says that a title may stand above it.
    pub(super) fn begin(&self, text: &str, titled: impl Fn() -> bool) -> bool {
        label(text).is_some_and(|name| self.often.contains(name) || (self.several && titled()))
    }
}

/// `MS ROE` of `MS ROE, SPOKESPERSON: Good afternoon.`
fn label(text: &str) -> Option<&str> {
    const FEWEST_LETTERS: usize = 3;
    const LONGEST: usize = 80;
    const MOST_WORDS: usize = 8;
    let (label, words) = text.split_once(':')?;
    let capitals = label.chars().filter(|letter| letter.is_uppercase()).count() >= FEWEST_LETTERS;
    let proper = !label.contains(|letter: char| letter.is_lowercase() || letter.is_numeric());
    let short = label.chars().count() <= LONGEST && label.split_whitespace().count() <= MOST_WORDS;
    // A title in capitals has a colon, too: `PORT TIDE: HARBOUR OPENS`.
    let said = words.starts_with(char::is_whitespace) && words.contains(char::is_lowercase);
    (capitals && proper && short && said).then(|| label.split([',', '(']).next().unwrap_or_default().trim())
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn who_speaks() {
        assert_eq!(label("MS ROE, SPOKESPERSON: Good afternoon."), Some("MS ROE"));
        assert_eq!(label("WHEN:\tWednesday"), Some("WHEN"));
        for text in ["Ms Roe: Good afternoon.", "PORT TIDE: HARBOUR OPENS", "G7: they met", "http://tides.example"] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
