//! Flex rows: boxes side by side (CSS Flexible Box 1, one line, from start to end).
//!
//! A row goes on over pages with its tallest box. Where the others are no more than a line, as the number of a
//! paragraph is, the row is that box's column with the others on its first line, so that the rules for breaking a
//! paragraph hold within it.

use super::block::{Parent, Room, frame, framed, is_inline, limit, limited_width, paragraph};
use super::galley::{Band, Builder, Cell, Event, Galley, Piece, Slab, translate};
use super::{Layout, events, measure};
use crate::page::boxes::{AlignItems, BoxContent, BoxNode, Display, JustifyContent, Length};

/// A box of a row, and how it may flex; widths are of its border box.
struct Item<'n> {
    node: &'n BoxNode,
    margin: (f32, f32),
    basis: f32,
    least: f32,
    most: f32,
    width: f32,
}

/// Lays out the boxes in `nodes` side by side.
pub(super) fn row(layout: &mut Layout<'_>, builder: &mut Builder, node: &BoxNode, nodes: &[BoxNode], room: Room) {
    let mut items: Vec<Item<'_>> =
        nodes.iter().filter(|node| is_item(node)).map(|node| item(layout, node, room)).collect();
    let gap = node.style.column_gap;
    let gaps = gap * items.len().saturating_sub(1) as f32;
    flex(&mut items, room.width - gaps);
    if hold_words(layout, &mut items, room) {
        flex(&mut items, room.width - gaps);
    }
    let used: f32 = items.iter().map(|item| item.width + item.margin.0 + item.margin.1).sum();
    let (mut at, between) = justified(node.style.justify_content, room.width - gaps - used, items.len());
    let mut galleys = Vec::with_capacity(items.len());
    for item in &items {
        let outer = item.width + item.margin.0 + item.margin.1;
        let left = if node.style.text.right_to_left { room.width - at - outer } else { at };
        let x = room.x + left + item.margin.0;
        galleys.push(column(layout, item.node, Room { x, width: item.width, depth: room.depth + 1 }));
        at += outer + gap + between;
    }
    place(builder, galleys, node.style.align_items);
}

/// Blank text between the boxes is nothing.
fn is_item(node: &BoxNode) -> bool {
    match &node.content {
        BoxContent::Text { text, .. } => !text.trim().is_empty(),
        BoxContent::LineBreak => false,
        _ => node.style.display != Display::None,
    }
}

fn is_text(node: &BoxNode) -> bool {
    !matches!(node.content, BoxContent::Children(_))
}

fn item<'n>(layout: &mut Layout<'_>, node: &'n BoxNode, room: Room) -> Item<'n> {
    let style = &node.style;
    let frame = if is_text(node) { 0.0 } else { frame(style, room.width).left + frame(style, room.width).right };
    let margin = |length: Length| if is_text(node) { 0.0 } else { length.resolve(room.width).unwrap_or(0.0) };
    let margin = (margin(style.margin.left), margin(style.margin.right));
    let basis = if is_text(node) { Length::Auto } else { style.flex.2 };
    let own = basis.resolve(room.width).map(|basis| basis + frame).or_else(|| limited_width(style, room.width));
    let least = style.min_width.resolve(room.width).map(|width| width + frame);
    let content = if own.is_none() { measure::widths(layout, node, room.depth + 1) } else { (0.0, 0.0) };
    let most = limit(style, room.width);
    let least = least.unwrap_or(0.0).max(content.0.min(room.width));
    let basis = own.unwrap_or(content.1).min(most).max(least);
    Item { node, margin, basis, least, most, width: basis }
}

/// Grows or shrinks the boxes to fill `available` (9.7, without the second round of a clamped box growing others).
fn flex(items: &mut [Item<'_>], available: f32) {
    let total: f32 = items.iter().map(|item| item.basis + item.margin.0 + item.margin.1).sum();
    let free = available - total;
    let weight = |item: &Item<'_>| {
        let (grow, shrink, _) = if is_text(item.node) { (0.0, 1.0, Length::Auto) } else { item.node.style.flex };
        if free > 0.0 { grow } else { shrink * (item.basis - item.least).max(0.0) }
    };
    let weights: f32 = items.iter().map(weight).sum();
    if weights <= 0.0 {
        return;
    }
    let share = if free > 0.0 { free / weights.max(1.0) } else { free / weights };
    for item in items {
        item.width = (item.basis + share * weight(item)).max(item.least).min(item.most).max(0.0);
    }
}

/// A box that was left less than this part of the row may be narrower than its words.
const NARROW: f32 = 0.25;

/// What fills the row is not narrower than its longest word, unless it says so (4.5): what has become narrow is measured. Says
/// whether something has to be wider.
fn hold_words(layout: &mut Layout<'_>, items: &mut [Item<'_>], room: Room) -> bool {
    let mut is_wider = false;
    for item in items.iter_mut().filter(|item| item.width < room.width * NARROW) {
        let style = &item.node.style;
        let fills = !is_text(item.node) && style.flex.0 > 0.0;
        if !fills || style.min_width.resolve(room.width).is_some() {
            continue;
        }
        let least = measure::widths(layout, item.node, room.depth + 1).0.min(room.width).min(item.most);
        is_wider |= least > item.width;
        item.least = item.least.max(least);
        item.basis = item.basis.max(least);
        item.width = item.width.max(least);
    }
    is_wider
}

/// Where the first box begins, and the room between boxes beyond the gap.
fn justified(justify: JustifyContent, spare: f32, count: usize) -> (f32, f32) {
    let spare = spare.max(0.0);
    match justify {
        JustifyContent::Start => (0.0, 0.0),
        JustifyContent::End => (spare, 0.0),
        JustifyContent::Center => (spare / 2.0, 0.0),
        JustifyContent::SpaceBetween if count > 1 => (0.0, spare / (count - 1) as f32),
        JustifyContent::SpaceBetween => (0.0, 0.0),
    }
}

fn column(layout: &mut Layout<'_>, node: &BoxNode, room: Room) -> Galley {
    layout.column(|layout, builder| {
        if is_text(node) || (is_inline(node) && !matches!(node.content, BoxContent::Children(_))) {
            return paragraph(layout, builder, Parent::of(node), std::slice::from_ref(node), room);
        }
        builder.margin(node.style.margin.top.resolve(room.width).unwrap_or(0.0));
        events(node).for_each(|event| builder.event(event));
        let mark = builder.mark();
        framed(layout, builder, node, room);
        if node.style.avoid_break_inside {
            builder.keep_together(mark);
        }
        builder.margin(node.style.margin.bottom.resolve(room.width).unwrap_or(0.0));
    })
}

/// Puts the columns beside each other.
fn place(builder: &mut Builder, mut galleys: Vec<Galley>, align: AlignItems) {
    let heights: Vec<f32> = galleys.iter().map(Galley::height).collect();
    let Some(tallest) = (0..galleys.len()).reduce(|a, b| if heights[b] > heights[a] { b } else { a }) else { return };
    let at_top = matches!(align, AlignItems::Stretch | AlignItems::Start | AlignItems::Baseline);
    let others_are_lines = (0..galleys.len()).all(|at| at == tallest || only_line(&galleys[at]).is_some());
    if at_top && others_are_lines && first_line(&mut galleys[tallest]).is_some() {
        let mut main = std::mem::take(&mut galleys[tallest]);
        for (at, galley) in galleys.into_iter().enumerate().rev() {
            if at != tallest {
                join(&mut main, galley, at < tallest, align);
            }
        }
        builder.append(main);
    } else {
        builder.band(band(galleys, &heights, align));
    }
}

/// The only slab of a galley that has no more than one, and nothing that is drawn around it.
fn only_line(galley: &Galley) -> Option<usize> {
    let mut slabs = 0;
    for piece in &galley.pieces {
        match piece {
            Piece::Slab(_) => slabs += 1,
            Piece::Gap(_) | Piece::Event(Event::Anchor(_) | Event::String(..) | Event::Bookmark(..)) => {}
            _ => return None,
        }
    }
    (slabs <= 1).then_some(slabs)
}

/// The slab that a galley begins with, if it is a line.
fn first_line(galley: &mut Galley) -> Option<&mut Slab> {
    let first = galley.pieces.iter_mut().find(|piece| piece.class().is_some())?;
    match first {
        Piece::Slab(slab) if slab.baseline.is_some() => Some(slab),
        _ => None,
    }
}

/// Puts the line of `other` on the first line of `main`; what is said in it comes before.
fn join(main: &mut Galley, other: Galley, comes_first: bool, align: AlignItems) {
    let mut said = Vec::new();
    for piece in other.pieces {
        let Piece::Slab(mut slab) = piece else {
            if let Piece::Event(_) = piece {
                said.push(piece);
            }
            continue;
        };
        let Some(line) = first_line(main) else { continue };
        let mut shift = 0.0;
        if align == AlignItems::Baseline
            && let (Some(own), Some(theirs)) = (slab.baseline, line.baseline)
        {
            shift = (theirs - own).max(0.0);
            let down = (own - theirs).max(0.0);
            translate(&mut line.items, 0.0, down);
            line.height += down;
            line.baseline = Some(theirs + down);
        }
        translate(&mut slab.items, 0.0, shift);
        line.height = line.height.max(slab.height + shift);
        let place = if comes_first { 0 } else { line.items.len() };
        line.items.splice(place..place, slab.items);
        line.events.extend(slab.events);
    }
    for piece in said.into_iter().rev() {
        main.pieces.push_front(piece);
    }
}

fn band(galleys: Vec<Galley>, heights: &[f32], align: AlignItems) -> Band {
    let baselines: Vec<f32> = galleys.iter().map(|galley| galley.baseline().unwrap_or(0.0)).collect();
    let lowest = baselines.iter().copied().fold(0.0, f32::max);
    let tallest = heights.iter().copied().fold(0.0, f32::max);
    let y = |at: usize| match align {
        AlignItems::Stretch | AlignItems::Start => 0.0,
        AlignItems::End => tallest - heights[at],
        AlignItems::Center => (tallest - heights[at]) / 2.0,
        AlignItems::Baseline => lowest - baselines[at],
    };
    let cells = galleys.into_iter().enumerate();
    let cells: Vec<Cell> =
        cells.map(|(at, galley)| Cell { y: y(at), height: heights[at], galley, ..Cell::default() }).collect();
    let height = cells.iter().map(|cell| cell.y + cell.height).fold(0.0, f32::max);
    Band { cells, height, tears: true, ..Band::default() }
}
