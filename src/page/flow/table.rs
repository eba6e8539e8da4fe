//! Tables: rows of cells on a grid, heads repeated on every page.
//!
//! Rows stay whole until one is taller than a page; rows that a cell spans stay together. No page has one row alone, where
//! another place to break is left.

mod columns;
mod grid;

#[cfg(test)]
mod tests;

use super::block::{Parent, Room, block, children, frame};
use super::decor::Decor;
use super::galley::{Band, Builder, Cell, Class, Galley, Head, Piece, translate};
use super::{Layout, events, paginate};
use crate::page::boxes::{Border, BoxContent, BoxNode, Break, Display, Sides, Style, VerticalAlign};
use crate::page::document::{Artifact, Item, Mark};
use columns::Columns;
use grid::{Grid, GridCell, GridRow, Section};
use std::sync::Arc;

/// The least and the greatest width of a table's content.
pub(super) fn widths(layout: &mut Layout<'_>, node: &BoxNode, nodes: &[BoxNode], depth: usize) -> (f32, f32) {
    let grid = Grid::new(nodes);
    Columns::measure(layout, node, &grid, depth).total()
}

/// Lays out a table in its content box.
pub(super) fn table(layout: &mut Layout<'_>, builder: &mut Builder, node: &BoxNode, nodes: &[BoxNode], room: Room) {
    for caption in nodes.iter().filter(|node| node.style.display == Display::TableCaption) {
        block(layout, builder, caption, Room { depth: room.depth + 1, ..room });
        builder.class(Class::Avoid);
    }
    let grid = Grid::new(nodes);
    for stray in &grid.strays {
        children(layout, builder, Parent::of(node), std::slice::from_ref(stray), room);
    }
    let columns = Columns::measure(layout, node, &grid, room.depth);
    let edges = columns.edges(&node.style, room.width);
    let mut setter = Setter { layout, table: node, grid: &grid, edges, room };
    let mut head = Head::default();
    let (mut at, mut bodies) = (0, 0);
    while at < grid.rows.len() {
        let end = grid.group_end(at);
        let row = &grid.rows[at];
        let band = setter.band(at, end);
        if row.section == Section::Head {
            repeat(&mut head, &band);
        } else if at > 0 && grid.rows[at - 1].section == Section::Head {
            builder.class(Class::Never);
            builder.head(std::mem::take(&mut head));
        }
        for row in &grid.rows[at..end] {
            row.nodes.iter().flat_map(|node| events(node)).for_each(|event| builder.event(event));
        }
        if row.section == Section::Head && at > 0 {
            builder.class(Class::Never);
        }
        builder.class(Class::from(row.node().map_or(Break::Auto, |node| node.style.break_before)));
        // A page with one row more or less is better than one with a row alone.
        let alone = bodies == 1 || (bodies > 1 && end == grid.rows.len());
        builder.class(if alone { Class::Widow } else { Class::Free });
        bodies += usize::from(row.section == Section::Body);
        builder.band(band);
        let last = grid.rows[end - 1].node();
        builder.class(Class::from(last.map_or(Break::Auto, |node| node.style.break_after)));
        at = end;
    }
    let has_body = grid.rows.last().is_some_and(|row| row.section == Section::Body);
    if has_body && grid.rows[0].section == Section::Head {
        builder.head_end();
    }
}

/// Adds a row to those that are repeated; a repeated row is not read again.
fn repeat(head: &mut Head, band: &Band) {
    let galley = Galley { pieces: [Piece::Band(Box::new(band.clone()))].into(), class_after: Class::Free };
    let mut items = paginate::whole(galley, &mut Vec::new());
    translate(&mut items, 0.0, head.height);
    items.retain(|item| !matches!(item, Item::Link { .. }));
    for item in &mut items {
        match item {
            Item::Text(run) => run.mark = Mark::Artifact(Artifact::Pagination),
            Item::Image { mark, .. } => *mark = Mark::Artifact(Artifact::Pagination),
            Item::Fill { .. } | Item::Link { .. } | Item::Turned { .. } => {}
        }
    }
    head.items.append(&mut items);
    head.height += band.height;
}

struct Setter<'s, 'l, 'a, 'n> {
    layout: &'s mut Layout<'a>,
    table: &'n BoxNode,
    grid: &'l Grid<'n>,
    /// The left and right end of each column, from the table's left.
    edges: Vec<(f32, f32)>,
    room: Room,
}

/// A cell that is laid out, before its row's height is known.
struct Laid {
    row: usize,
    rows: usize,
    style: Arc<Style>,
    frame: Sides<f32>,
    content: f32,
    decor: Decor,
    galley: Galley,
}

impl Setter<'_, '_, '_, '_> {
    /// The rows from `start` to `end` as one band.
    fn band(&mut self, start: usize, end: usize) -> Band {
        let grid = self.grid;
        let cells: Vec<Laid> = (start..end)
            .flat_map(|row| grid.rows[row].cells.iter().map(move |cell| (row, cell)))
            .map(|(row, cell)| self.cell(row, cell, start))
            .collect();
        let spacing = self.spacing();
        let tops = self.tops(&grid.rows[start..end], &cells, spacing);
        let mut band = Band::default();
        for (at, row) in grid.rows[start..end].iter().enumerate() {
            band.cells.extend(self.row_background(row, tops[at], tops[at + 1] - spacing));
        }
        for cell in cells {
            let bottom = tops[(cell.row + cell.rows).min(end - start)] - spacing;
            let top = tops[cell.row];
            band.cells.push(cell.placed(top, bottom));
        }
        // Before the first row there is spacing too.
        if start == 0 && spacing > 0.0 {
            for cell in &mut band.cells {
                cell.y += spacing;
            }
        }
        band.height = tops[end - start] + if start == 0 { spacing } else { 0.0 };
        band
    }

    fn spacing(&self) -> f32 {
        if self.table.style.border_collapse { 0.0 } else { self.table.style.border_spacing.max(0.0) }
    }

    fn cell(&mut self, row: usize, cell: &GridCell<'_>, start: usize) -> Laid {
        let style = &cell.node.style;
        let border = self.border(row, cell);
        let last = (cell.column + cell.columns).min(self.edges.len()).max(cell.column + 1) - 1;
        let (left, right) = (self.edges[cell.column].0, self.edges[last].1);
        let (left, right) =
            if style.text.right_to_left { (self.room.width - right, self.room.width - left) } else { (left, right) };
        let x = self.room.x + left;
        let width = right - left;
        let mut frame = frame(style, width);
        frame.top += border.top.width - style.border.top.width;
        frame.right += border.right.width - style.border.right.width;
        frame.bottom += border.bottom.width - style.border.bottom.width;
        frame.left += border.left.width - style.border.left.width;
        let inner =
            Room { x: x + frame.left, width: (width - frame.left - frame.right).max(0.0), depth: self.room.depth + 2 };
        let galley = self.layout.column(|layout, builder| {
            events(cell.node).for_each(|event| builder.event(event));
            match &cell.node.content {
                BoxContent::Children(nodes) => children(layout, builder, Parent::of(cell.node), nodes, inner),
                _ => children(layout, builder, Parent::of(cell.node), std::slice::from_ref(cell.node), inner),
            }
        });
        let content = galley.height();
        let decor = Decor { x, width, background: style.background, border };
        Laid { row: row - start, rows: cell.rows, style: Arc::clone(style), frame, content, decor, galley }
    }

    /// The borders that a cell draws. Where borders collapse, of two that meet the wider one is drawn, by the cell
    /// above and the cell before; the table's own stand around the outer cells.
    fn border(&self, row: usize, cell: &GridCell<'_>) -> Sides<Border> {
        let mut border = cell.node.style.border;
        if !self.table.style.border_collapse {
            return border;
        }
        let table = self.table.style.border;
        let below = row + cell.rows;
        let after = cell.column + cell.columns;
        border.top = if row == 0 { wider(table.top, border.top) } else { Border::default() };
        border.left = if cell.column == 0 { wider(table.left, border.left) } else { Border::default() };
        border.bottom = match self.grid.cell_at(below, cell.column) {
            Some(other) => wider(border.bottom, other.node.style.border.top),
            None if below >= self.grid.rows.len() => wider(table.bottom, border.bottom),
            None => border.bottom,
        };
        border.right = match self.grid.cell_at(row, after) {
            Some(other) => wider(border.right, other.node.style.border.left),
            None if after >= self.edges.len() => wider(table.right, border.right),
            None => border.right,
        };
        border
    }

    /// Where the rows begin, from the top of the first, and where the last ends with the spacing below it.
    fn tops(&self, rows: &[GridRow<'_>], cells: &[Laid], spacing: f32) -> Vec<f32> {
        let wanted = |row: &GridRow<'_>| row.node().and_then(|node| node.style.height.resolve(0.0)).unwrap_or(0.0);
        let mut heights: Vec<f32> = rows.iter().map(wanted).collect();
        let last = rows.len() - 1;
        for cell in cells.iter().filter(|cell| cell.rows == 1) {
            heights[cell.row] = heights[cell.row].max(cell.height());
        }
        for cell in cells.iter().filter(|cell| cell.rows > 1) {
            let end = (cell.row + cell.rows - 1).min(last);
            let others: f32 = heights[cell.row..end].iter().map(|height| height + spacing).sum();
            heights[end] = heights[end].max(cell.height() - others);
        }
        let mut y = 0.0;
        let mut tops = vec![0.0];
        for height in heights {
            y += height + spacing;
            tops.push(y);
        }
        tops
    }

    fn row_background(&self, row: &GridRow<'_>, top: f32, bottom: f32) -> Option<Cell> {
        let background = row.nodes.iter().rev().find_map(|node| node.style.background)?;
        let decor =
            Decor { x: self.room.x, width: self.edges.last()?.1, background: Some(background), ..Decor::default() };
        Some(Cell { y: top, height: bottom - top, decor: Some(Arc::new(decor)), ..Cell::default() })
    }
}

impl Laid {
    fn height(&self) -> f32 {
        let own = self.style.height.resolve(0.0).unwrap_or(0.0).max(self.content);
        own + self.frame.top + self.frame.bottom
    }

    fn placed(self, top: f32, bottom: f32) -> Cell {
        let spare = (bottom - top - self.frame.top - self.frame.bottom - self.content).max(0.0);
        let down = match self.style.vertical_align {
            VerticalAlign::Middle => spare / 2.0,
            VerticalAlign::Bottom => spare,
            _ => 0.0,
        };
        Cell {
            y: top,
            height: bottom - top,
            inset: self.frame.top + down,
            decor: self.decor.is_visible().then(|| Arc::new(self.decor)),
            galley: self.galley,
            ..Cell::default()
        }
    }
}

fn wider(a: Border, b: Border) -> Border {
    if b.width > a.width { b } else { a }
}
