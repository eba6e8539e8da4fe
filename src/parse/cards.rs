//! Contacts that a page or a document sets in a table or a list: each is a paragraph of its own.
//!
//! ```text
//! Contacts                              Press contact
//! | Media       | Investors      |      • Jane Roe        • John Doe
//! | Jane Roe    | John Doe       |        +99 55 123 456    +99 55 123 457
//! | +99 55 123… | jd@tides…      |
//! ```

use super::contacts;
use super::inline;
use super::tail::{self, Group};
use crate::read::{Block, BlockKind, Line, ListItem, Row, Style};

/// Lays out the tables and lists that stand directly under a heading of contacts.
pub(super) fn lay_out(blocks: &mut Vec<Block>) {
    let heads = |block: &Block| match &block.kind {
        BlockKind::Paragraph { lines } | BlockKind::Heading { lines, .. } if lines.len() == 1 => {
            matches!(tail::group(inline::text(lines).trim()), Some(Group::Contacts))
        }
        _ => false,
    };
    let mut at = 1;
    while at < blocks.len() {
        let cards = match &blocks[at].kind {
            BlockKind::Table { caption, header, rows } if caption.is_empty() && header.is_empty() => of_rows(rows),
            BlockKind::List { items } => of_items(items),
            _ => None,
        };
        if let Some(cards) = cards.filter(|_| heads(&blocks[at - 1])) {
            let count = cards.len();
            blocks.splice(at..=at, cards.into_iter().filter_map(inline::paragraph));
            at += count;
        }
        at += 1;
    }
}

/// A contact a cell, where each has a number or an address of its own, else one a row.
fn of_rows(rows: &[Row]) -> Option<Vec<Vec<Line>>> {
    const MOST_COLUMNS: usize = 3;
    let fits = |row: &Row| row.len() <= MOST_COLUMNS && row.iter().any(|cell| reach(cell));
    if rows.is_empty() || !rows.iter().all(fits) {
        return None;
    }
    let row_of_cards = |row: &Row| row.iter().all(|cell| cell.is_empty() || reach(cell));
    let cards = rows.iter().flat_map(|row| match row_of_cards(row) {
        true => row.clone(),
        false => vec![joined(row.iter().cloned())],
    });
    Some(cards.filter(|card| !card.is_empty()).collect())
}

/// A contact an item, where each has a number or an address of its own; else one, of short lines.
fn of_items(items: &[ListItem]) -> Option<Vec<Vec<Line>>> {
    const LONGEST: usize = 80;
    let plain = |block: &Block| match &block.kind {
        BlockKind::Paragraph { lines } => Some(lines.clone()),
        _ => None,
    };
    let lines = |item: &ListItem| {
        let parts: Option<Vec<_>> = item.blocks.iter().map(plain).collect();
        parts.map(joined)
    };
    let numbered = |item: &ListItem| item.marker.contains(char::is_alphanumeric);
    if items.iter().any(numbered) {
        return None;
    }
    let cards: Vec<Vec<Line>> = items.iter().map(lines).collect::<Option<_>>()?;
    if cards.iter().all(|card| reach(card)) {
        return Some(cards);
    }
    let short = |card: &Vec<Line>| card.len() == 1 && inline::text(card).chars().count() <= LONGEST;
    (cards.iter().all(short) && cards.iter().any(|card| reach(card))).then(|| vec![joined(cards)])
}

/// Whether one of the lines is a short one with a number or an address.
fn reach(lines: &[Line]) -> bool {
    const LONGEST: usize = 120;
    let texts = || lines.iter().map(inline::line_text);
    texts().all(|text| text.chars().count() <= LONGEST) && texts().any(|text| contacts::reaches(&text))
}

/// Lines that each end on purpose.
fn joined(parts: impl IntoIterator<Item = Vec<Line>>) -> Vec<Line> {
    let mut lines: Vec<Line> = parts.into_iter().flatten().collect();
    if let Some((_, others)) = lines.split_last_mut() {
        others.iter_mut().for_each(|line| line.hard_break = line.hard_break.take().or(Some(Style::default())));
    }
    lines
}
