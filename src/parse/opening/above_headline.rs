//! Key points above the headline, as companies print them.
//!
//! ```text
//! Straits Ferries AG
//! PRESS RELEASE
//!
//! - Turnover rises by 4.5 per cent
//! - Dividend of 1.20
//!
//! Straits Ferries closes a good year
//!
//! Port Tide, 12 March 2031 – Straits Ferries AG has …
//! ```

use super::super::{bullets, inline, masthead, pieces};
use super::Unit;
use super::sentences::opens_with_dateline;
use crate::read::{Block, BlockKind, Line};

/// Whether the paragraph at `index` is such items: a line that may be the title stands between them and a dateline, and
/// none among `units`.
pub(super) fn is_deck(blocks: &[Block], index: usize, units: &[Unit]) -> bool {
    const MOST_ITEMS: usize = 8;
    const LONGEST: usize = 160;
    let lines = |index: usize| match blocks.get(index).map(|block| &block.kind) {
        Some(BlockKind::Paragraph { lines }) => Some(lines.as_slice()),
        _ => None,
    };
    let item = |line: &Line| bullets::read(inline::line_text(line).trim()).is_some();
    let listed = |index: &usize| lines(*index).is_some_and(|lines| !lines.is_empty() && lines.iter().all(item));
    let headline = |title: &[Line]| {
        let text = inline::text(title);
        text.len() <= LONGEST && !pieces::ends_clause(&text) && masthead::read(&text).is_empty()
    };
    let below = (index..index + MOST_ITEMS).take_while(listed).last().map(|last| last + 1);
    let letterhead = || !units.is_empty() && units.iter().all(|unit| !unit.said.is_empty() || unit.is_plain_name());
    let Some(title) = below.filter(|_| letterhead()).and_then(|below| blocks.get(below..)) else { return false };
    match title {
        [Block { kind: BlockKind::Heading { .. }, .. }, ..] => true,
        [Block { kind: BlockKind::Paragraph { lines }, .. }, rest @ ..] => headline(lines) && opens_with_dateline(rest),
        _ => false,
    }
}
