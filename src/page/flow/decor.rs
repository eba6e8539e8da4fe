//! What is drawn around a box: its background and its borders, cut where the box goes on over a page.

use crate::page::boxes::{Border, BorderLine, Sides};
use crate::page::document::{Area, Colour, Item};

/// A border and background, and where they are across the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Decor {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) background: Option<Colour>,
    pub(super) border: Sides<Border>,
}

impl Decor {
    /// Whether it draws anything.
    pub(super) fn is_visible(&self) -> bool {
        let Sides { top, right, bottom, left } = self.border;
        self.background.is_some() || [top, right, bottom, left].iter().any(|border| border.width > 0.0)
    }

    /// The background and the borders of the part of a box from `top` to `bottom`; a part that goes on has no border
    /// where it is cut.
    pub(super) fn items(&self, top: f32, bottom: f32, cut: Cut, out: &mut Vec<Item>) {
        let area = Area { x: self.x, y: top, width: self.width, height: bottom - top };
        if let Some(colour) = self.background {
            out.push(Item::Fill { area, colour });
        }
        let Sides { top: above, right, bottom: below, left } = self.border;
        if !cut.above {
            horizontal(above, area.y, area, out);
        }
        if !cut.below {
            horizontal(below, bottom - below.width, area, out);
        }
        vertical(left, area.x, area, out);
        vertical(right, area.x + area.width - right.width, area, out);
    }
}

/// At which ends a part of a box is cut off.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cut {
    pub(super) above: bool,
    pub(super) below: bool,
}

fn horizontal(border: Border, y: f32, area: Area, out: &mut Vec<Item>) {
    for (offset, height) in strokes(border) {
        fill(Area { y: y + offset, height, ..area }, border, out);
    }
}

fn vertical(border: Border, x: f32, area: Area, out: &mut Vec<Item>) {
    for (offset, width) in strokes(border) {
        fill(Area { x: x + offset, width, ..area }, border, out);
    }
}

/// The offsets and widths of the lines of a border.
fn strokes(border: Border) -> impl Iterator<Item = (f32, f32)> {
    let third = border.width / 3.0;
    let strokes = match border.line {
        _ if border.width <= 0.0 => [None, None],
        BorderLine::Solid => [Some((0.0, border.width)), None],
        BorderLine::Double => [Some((0.0, third)), Some((2.0 * third, third))],
    };
    strokes.into_iter().flatten()
}

fn fill(area: Area, border: Border, out: &mut Vec<Item>) {
    if area.width > 0.0 && area.height > 0.0 {
        out.push(Item::Fill { area, colour: border.colour.unwrap_or(Colour::BLACK) });
    }
}
