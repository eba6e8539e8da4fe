//! What stands beside a list item, and other short texts that are not in the source.

use super::block::Room;
use super::galley::{Builder, Piece, Slab, translate};
use super::inline::Collector;
use super::{AMPLE, Layout, lines};
use crate::page::boxes::{BoxContent, BoxNode, Length, Style, TextAlign, WhiteSpace};
use crate::page::document::{Item, Mark};
use std::sync::Arc;

/// Between a marker and its item, in ems.
const GAP: f32 = 0.4;

/// Puts the marker of a list item on its first line, of those laid out since `mark`.
pub(super) fn place(
    layout: &mut Layout<'_>,
    builder: &mut Builder,
    mark: usize,
    node: &BoxNode,
    (text, label): (&str, Mark),
    room: Room,
) {
    let style = unbroken(&node.style);
    let gap = GAP * style.text.size;
    let Some(line) = text_line(layout, &style, &node.language, text, label, 0.0) else {
        return;
    };
    let width = width_of(&line.items);
    let x = if style.text.right_to_left { room.x + room.width + gap } else { room.x - gap - width };
    let mut items = line.items;
    translate(&mut items, x, -line.baseline.unwrap_or(0.0));
    if let Some(items) = on_first_line(builder.since(mark), items) {
        translate_back(items, builder, line.height, line.baseline);
    }
}

/// Adds items to the first line of some pieces; gives them back where there is no line.
fn on_first_line(pieces: &mut [Piece], mut items: Vec<Item>) -> Option<Vec<Item>> {
    for piece in pieces {
        match piece {
            Piece::Slab(Slab { baseline: Some(baseline), items: own, .. }) => {
                translate(&mut items, 0.0, *baseline);
                own.splice(0..0, items);
                return None;
            }
            Piece::Band(band) => {
                for cell in &mut band.cells {
                    items = on_first_line(cell.galley.pieces.make_contiguous(), items)?;
                }
            }
            _ => {}
        }
    }
    Some(items)
}

/// A marker without a line has one of its own.
fn translate_back(mut items: Vec<Item>, builder: &mut Builder, height: f32, baseline: Option<f32>) {
    translate(&mut items, 0.0, baseline.unwrap_or(0.0));
    builder.slab(Slab::new(height, baseline, items));
}

/// A short text on one line, or on more where `width` is not 0 and it is wider.
pub(super) fn text_line(
    layout: &mut Layout<'_>,
    style: &Arc<Style>,
    language: &Arc<str>,
    text: &str,
    mark: Mark,
    width: f32,
) -> Option<Slab> {
    let node = BoxNode::new(style, language, BoxContent::Text { text: text.to_owned(), mark });
    let paragraph = Collector::new(layout, style, language, width).collect(std::slice::from_ref(&node), 0);
    let width = if width > 0.0 { width } else { AMPLE };
    let mut lines = lines::lines(layout, &paragraph, 0.0, width).into_iter();
    let mut first = lines.next()?;
    for mut line in lines {
        translate(&mut line.items, 0.0, first.height);
        first.height += line.height;
        first.items.append(&mut line.items);
    }
    Some(first)
}

/// The style, for text on one line from the left.
pub(super) fn unbroken(style: &Style) -> Arc<Style> {
    let mut style = style.clone();
    style.text.align = TextAlign::Left;
    style.text.indent = Length::ZERO;
    style.text.white_space = WhiteSpace::Pre;
    Arc::new(style)
}

/// How far the text of some items reaches to the right.
pub(super) fn width_of(items: &[Item]) -> f32 {
    let right = |item: &Item| match item {
        Item::Text(run) => run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>(),
        _ => 0.0,
    };
    items.iter().map(right).fold(0.0, f32::max)
}
