//! Blocks: margins, borders and padding around other blocks or lines.

use super::decor::Decor;
use super::galley::{Builder, Class, Event, Piece, Slab};
use super::inline::Collector;
use super::lines::lines;
use super::{Layout, MAX_DEPTH, events, flex, marker, measure, table};
use crate::page::boxes::{BoxContent, BoxNode, Break, Display, Length, ListMarker, Sides, Style};
use std::sync::Arc;

/// Where a box is laid out: its left end, its width, and how deep it is nested.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) depth: usize,
}

/// The box around some children.
#[derive(Clone, Copy)]
pub(super) struct Parent<'s> {
    pub(super) style: &'s Arc<Style>,
    pub(super) language: &'s Arc<str>,
}

impl<'s> Parent<'s> {
    pub(super) fn of(node: &'s BoxNode) -> Self {
        Self { style: &node.style, language: &node.language }
    }
}

/// Padding and border of a box, on each side, in points.
pub(super) fn frame(style: &Style, reference: f32) -> Sides<f32> {
    let padding = |length: Length| length.resolve(reference).unwrap_or(0.0).max(0.0);
    Sides {
        top: padding(style.padding.top) + style.border.top.width,
        right: padding(style.padding.right) + style.border.right.width,
        bottom: padding(style.padding.bottom) + style.border.bottom.width,
        left: padding(style.padding.left) + style.border.left.width,
    }
}

pub(super) fn is_inline(node: &BoxNode) -> bool {
    matches!(node.style.display, Display::Inline | Display::InlineBlock)
        || matches!(node.content, BoxContent::Text { .. } | BoxContent::TargetPage { .. } | BoxContent::LineBreak)
        || node.footnote.is_some()
}

/// Lays out the children of a box: blocks one below the other, inline boxes between them as paragraphs.
pub(super) fn children(
    layout: &mut Layout<'_>,
    builder: &mut Builder,
    parent: Parent<'_>,
    nodes: &[BoxNode],
    room: Room,
) {
    if room.depth > MAX_DEPTH {
        return paragraph(layout, builder, parent, nodes, room);
    }
    let mut rest = nodes;
    while let Some(first) = rest.first() {
        let inline = rest.iter().take_while(|node| is_inline(node) || node.style.display == Display::None).count();
        if inline > 0 {
            paragraph(layout, builder, parent, &rest[..inline], room);
            rest = &rest[inline..];
        } else {
            block(layout, builder, first, Room { depth: room.depth + 1, ..room });
            rest = &rest[1..];
        }
    }
}

/// Lays out inline boxes as one paragraph.
pub(super) fn paragraph(
    layout: &mut Layout<'_>,
    builder: &mut Builder,
    parent: Parent<'_>,
    nodes: &[BoxNode],
    room: Room,
) {
    let key = (nodes.as_ptr(), nodes.len(), room.x.to_bits(), room.width.to_bits());
    if let Some(slabs) = layout.kept.as_mut().and_then(|kept| kept.remove(&key)) {
        return slabs.into_iter().for_each(|slab| builder.slab(slab));
    }
    let asked = layout.pages_asked;
    let collector = Collector::new(layout, parent.style, parent.language, room.width);
    let paragraph = collector.collect(nodes, room.depth);
    if paragraph.spans.is_empty() {
        return paragraph.events.into_iter().for_each(|(_, event)| builder.event(event));
    }
    let mut slabs = lines(layout, &paragraph, room.x, room.width);
    let style = parent.style;
    let count = slabs.len();
    let (orphans, widows) = (style.orphans as usize, style.widows as usize);
    for (above, slab) in slabs.iter_mut().enumerate().skip(1) {
        if above < orphans || count - above < widows {
            slab.class = Class::Widow;
        }
    }
    // What the pages do not change is laid out once; but a note is gathered anew in each pass.
    let has_notes = paragraph.events.iter().any(|(_, event)| matches!(event, Event::Note(_)));
    if let Some(kept) = layout.kept.as_mut().filter(|_| asked > 0 && asked == layout.pages_asked && !has_notes) {
        kept.insert(key, slabs.clone());
    }
    for slab in slabs {
        builder.slab(slab);
    }
}

/// Lays out a block-level box.
pub(super) fn block(layout: &mut Layout<'_>, builder: &mut Builder, node: &BoxNode, room: Room) {
    let style = &node.style;
    if style.display == Display::None {
        return;
    }
    let around = layout.page_around.clone();
    let room = named_page(layout, builder, node, room);
    builder.class(Class::from(style.break_before));
    builder.margin(style.margin.top.resolve(room.width).unwrap_or(0.0));
    events(node).for_each(|event| builder.event(event));
    let mark = builder.mark();
    let shrunk = (style.display == Display::Table && style.width == Length::Auto)
        .then(|| outer_width(layout, node, room.width, room.depth));
    framed(layout, builder, node, across(style, room, shrunk));
    if style.avoid_break_inside {
        builder.keep_together(mark);
    }
    builder.margin(style.margin.bottom.resolve(room.width).unwrap_or(0.0));
    builder.class(Class::from(style.break_after));
    layout.page_around = around;
}

/// Turns to the page that a box is to be on, if the flow is on another; pages may differ in width.
fn named_page(layout: &mut Layout<'_>, builder: &mut Builder, node: &BoxNode, room: Room) -> Room {
    if layout.in_column {
        return room;
    }
    let wanted = node.style.page.clone().or_else(|| layout.page_around.clone());
    let width = |name: &Option<String>| layout.boxes.content_width(name.as_deref()).unwrap_or(room.width);
    let width = room.width + width(&wanted) - width(&layout.page_around);
    if wanted != layout.page {
        builder.class(Class::from(Break::Page));
        builder.event(Event::Page(wanted.clone()));
        layout.page.clone_from(&wanted);
    }
    layout.page_around = wanted;
    Room { width, ..room }
}

/// Where the border box of a block is, across (CSS 2, 10.3.3); a table is as wide as it wants.
fn across(style: &Style, room: Room, wanted: Option<f32>) -> Room {
    let margin = |length: Length| length.resolve(room.width);
    let (left, right) = (margin(style.margin.left), margin(style.margin.right));
    let available = room.width - left.unwrap_or(0.0) - right.unwrap_or(0.0);
    let width =
        wanted.or_else(|| limited_width(style, room.width)).unwrap_or(available).min(limit(style, room.width)).max(0.0);
    let spare = available - width;
    let shift = match (left, right) {
        (None, None) => spare.max(0.0) / 2.0,
        (None, Some(_)) => spare.max(0.0),
        // A narrower block stands where its text begins.
        (Some(_), Some(_)) if style.text.right_to_left => spare,
        _ => 0.0,
    };
    Room { x: room.x + left.unwrap_or(0.0) + shift, width, depth: room.depth }
}

/// The width of the border box where the style says one, with its least width.
pub(super) fn limited_width(style: &Style, reference: f32) -> Option<f32> {
    let frame = frame(style, reference);
    let around = frame.left + frame.right;
    let least = style.min_width.resolve(reference);
    let width = style.width.resolve(reference).map(|width| width.max(least.unwrap_or(0.0)) + around);
    width.map(|width| width.min(limit(style, reference)))
}

/// The greatest width of the border box.
pub(super) fn limit(style: &Style, reference: f32) -> f32 {
    let frame = frame(style, reference);
    let most = style.max_width.and_then(|most| most.resolve(reference));
    most.map_or(f32::INFINITY, |most| most + frame.left + frame.right)
}

/// The width of the border box of a box that is as wide as its contents want.
pub(super) fn outer_width(layout: &mut Layout<'_>, node: &BoxNode, reference: f32, depth: usize) -> f32 {
    if let Some(width) = limited_width(&node.style, reference) {
        return width;
    }
    let (least, most) = measure::widths(layout, node, depth);
    most.min(reference.max(least)).min(limit(&node.style, reference))
}

/// Lays out a box with its border and padding; `room` is that of its border box.
pub(super) fn framed(layout: &mut Layout<'_>, builder: &mut Builder, node: &BoxNode, room: Room) {
    let style = &node.style;
    let frame = frame(style, room.width);
    let decor = Decor { x: room.x, width: room.width, background: style.background, border: style.border };
    // A table with collapsed borders draws them with its cells'.
    let is_visible = decor.is_visible() && !(style.display == Display::Table && style.border_collapse);
    if is_visible {
        builder.open(decor);
    }
    padding(builder, frame.top, Side::Above);
    let mark = builder.mark();
    let inner = Room { x: room.x + frame.left, width: (room.width - frame.left - frame.right).max(0.0), ..room };
    // The paragraphs in a block that is a link are parts of the link.
    let around = layout.link_around.clone();
    if node.link.is_some() {
        layout.link_around.clone_from(&node.link);
    }
    contents(layout, builder, node, inner);
    layout.link_around = around;
    if let ListMarker::Text { text, mark: label } = &style.list_marker {
        marker::place(layout, builder, mark, node, (text, *label), inner);
    }
    let height: f32 = builder.since(mark).iter().map(Piece::height).sum();
    let wanted = style.height.resolve(0.0).unwrap_or(0.0);
    if wanted > height {
        builder.slab(Slab::new(wanted - height, None, Vec::new()));
    }
    padding(builder, frame.bottom, Side::Below);
    if is_visible {
        builder.close();
    }
}

enum Side {
    Above,
    Below,
}

/// The padding and border above or below a box, which stays with what it is around.
fn padding(builder: &mut Builder, height: f32, side: Side) {
    if height > 0.0 {
        if let Side::Below = side {
            builder.class(Class::Never);
        }
        builder.slab(Slab::new(height, None, Vec::new()));
        if let Side::Above = side {
            builder.class(Class::Never);
        }
    }
}

fn contents(layout: &mut Layout<'_>, builder: &mut Builder, node: &BoxNode, room: Room) {
    let BoxContent::Children(nodes) = &node.content else {
        return paragraph(layout, builder, Parent::of(node), std::slice::from_ref(node), room);
    };
    match node.style.display {
        Display::Flex if room.depth <= MAX_DEPTH => flex::row(layout, builder, node, nodes, room),
        Display::Table if room.depth <= MAX_DEPTH => table::table(layout, builder, node, nodes, room),
        _ => children(layout, builder, Parent::of(node), nodes, room),
    }
}
