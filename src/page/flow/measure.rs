//! How wide boxes want to be: their least and their greatest width (CSS Sizing 3, min-content and max-content).

use super::block::{Parent, frame, is_inline, limited_width};
use super::inline::Collector;
use super::{AMPLE, Layout, MAX_DEPTH, lines, table};
use crate::page::boxes::{BoxContent, BoxNode, Display, Length};

/// The reference of percentages where no width is known yet.
const UNKNOWN: f32 = 0.0;

/// The least and the greatest width of a box's border box.
pub(super) fn widths(layout: &mut Layout<'_>, node: &BoxNode, depth: usize) -> (f32, f32) {
    let style = &node.style;
    if style.display == Display::None {
        return (0.0, 0.0);
    }
    let is_relative = matches!(style.width, Length::Sum { percent, .. } if percent != 0.0);
    if let Some(width) = limited_width(style, UNKNOWN).filter(|_| !is_relative) {
        return (width, width);
    }
    let (least, most) = match layout.inline_blocks.get(&std::ptr::from_ref(node)) {
        Some(known) => *known,
        None => content_widths(layout, node, depth),
    };
    if style.display == Display::InlineBlock {
        layout.inline_blocks.insert(node, (least, most));
    }
    let frame = frame(style, UNKNOWN);
    let around = frame.left + frame.right;
    let floor = style.min_width.resolve(UNKNOWN).unwrap_or(0.0);
    (least.max(floor) + around, most.max(floor) + around)
}

/// The same with the margins left and right.
pub(super) fn outer_widths(layout: &mut Layout<'_>, node: &BoxNode, depth: usize) -> (f32, f32) {
    let (least, most) = widths(layout, node, depth);
    let margin = node.style.margin;
    let margins = margin.left.resolve(UNKNOWN).unwrap_or(0.0) + margin.right.resolve(UNKNOWN).unwrap_or(0.0);
    (least + margins, most + margins)
}

fn content_widths(layout: &mut Layout<'_>, node: &BoxNode, depth: usize) -> (f32, f32) {
    let BoxContent::Children(nodes) = &node.content else {
        return inline_widths(layout, Parent::of(node), std::slice::from_ref(node), depth);
    };
    if depth > MAX_DEPTH {
        return inline_widths(layout, Parent::of(node), nodes, depth);
    }
    if node.style.display == Display::Table {
        return table::widths(layout, node, nodes, depth);
    }
    let beside = node.style.display == Display::Flex;
    let (mut least, mut most): (f32, f32) = (0.0, 0.0);
    let mut count: usize = 0;
    let mut rest = nodes.as_slice();
    while let Some(first) = rest.first() {
        let inline = rest.iter().take_while(|node| is_inline(node)).count();
        let (low, high) = if inline > 0 && !beside {
            inline_widths(layout, Parent::of(node), &rest[..inline], depth)
        } else if is_inline(first) {
            inline_widths(layout, Parent::of(node), &rest[..1], depth)
        } else {
            outer_widths(layout, first, depth + 1)
        };
        rest = &rest[if beside { 1 } else { inline.max(1) }..];
        (least, most) = if beside { (least + low, most + high) } else { (least.max(low), most.max(high)) };
        count += usize::from(high > 0.0);
    }
    let gaps = if beside { node.style.column_gap * count.saturating_sub(1) as f32 } else { 0.0 };
    (least + gaps, most + gaps)
}

fn inline_widths(layout: &mut Layout<'_>, parent: Parent<'_>, nodes: &[BoxNode], depth: usize) -> (f32, f32) {
    let collector = Collector::new(layout, parent.style, parent.language, AMPLE);
    let paragraph = collector.collect(nodes, depth);
    lines::widths(layout, &paragraph)
}
