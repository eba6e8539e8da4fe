//! Which cell of a table is in which row and columns.

use crate::page::boxes::{BoxContent, BoxNode, Display};

/// Columns and rows past these are not laid out apart: no table that is read has as many.
const MAX_COLUMNS: usize = 500;
const MAX_ROW_SPAN: usize = 10_000;

/// A table's rows in the order they are set: head, body, foot.
pub(super) struct Grid<'n> {
    pub(super) rows: Vec<GridRow<'n>>,
    pub(super) columns: usize,
    /// What is in the table but in no row.
    pub(super) strays: Vec<&'n BoxNode>,
}

pub(super) struct GridRow<'n> {
    pub(super) section: Section,
    /// The group, if any, and the row: what says something of it.
    pub(super) nodes: Vec<&'n BoxNode>,
    pub(super) cells: Vec<GridCell<'n>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Head,
    Body,
}

pub(super) struct GridCell<'n> {
    pub(super) node: &'n BoxNode,
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl<'n> GridRow<'n> {
    /// The row's own box.
    pub(super) fn node(&self) -> Option<&'n BoxNode> {
        self.nodes.last().copied()
    }
}

impl<'n> Grid<'n> {
    pub(super) fn new(nodes: &'n [BoxNode]) -> Self {
        let mut grid = Self { rows: Vec::new(), columns: 0, strays: Vec::new() };
        let (mut heads, mut bodies, mut feet) = (Vec::new(), Vec::new(), Vec::new());
        for node in nodes.iter().filter(|node| !is_blank(node)) {
            match node.style.display {
                Display::TableHeaderGroup => heads.push(node),
                Display::TableRowGroup | Display::TableRow => bodies.push(node),
                Display::TableFooterGroup => feet.push(node),
                Display::TableCaption => {}
                _ => grid.strays.push(node),
            }
        }
        for (section, groups) in [(Section::Head, heads), (Section::Body, bodies), (Section::Body, feet)] {
            for group in groups {
                grid.group(section, group);
            }
        }
        grid
    }

    fn group(&mut self, section: Section, group: &'n BoxNode) {
        let first = self.rows.len();
        // For each column, how many more rows the cell in it takes.
        let mut taken = Vec::new();
        if group.style.display == Display::TableRow {
            self.row(section, vec![group], &mut taken);
        } else if let BoxContent::Children(rows) = &group.content {
            for (at, row) in rows.iter().filter(|row| !is_blank(row)).enumerate() {
                // The group's own anchor is that of its first row.
                let nodes = if at == 0 { vec![group, row] } else { vec![row] };
                self.row(section, nodes, &mut taken);
            }
        }
        let end = self.rows.len();
        for (at, row) in self.rows[first..].iter_mut().enumerate() {
            for cell in &mut row.cells {
                cell.rows = cell.rows.min(end - first - at);
            }
        }
    }

    fn row(&mut self, section: Section, nodes: Vec<&'n BoxNode>, taken: &mut Vec<usize>) {
        let mut cells = Vec::new();
        let mut column = 0;
        let Some(row) = nodes.last() else { return };
        let children = match &row.content {
            BoxContent::Children(children) if row.style.display == Display::TableRow => children.as_slice(),
            _ => std::slice::from_ref(*row),
        };
        for node in children.iter().filter(|node| !is_blank(node)) {
            while taken.get(column).is_some_and(|&rows| rows > 0) {
                column += 1;
            }
            let column_at = column.min(MAX_COLUMNS - 1);
            let columns = usize::from(node.column_span).clamp(1, MAX_COLUMNS - column_at);
            let rows = usize::from(node.row_span).clamp(1, MAX_ROW_SPAN);
            if taken.len() < column_at + columns {
                taken.resize(column_at + columns, 0);
            }
            taken[column_at..column_at + columns].fill(rows);
            cells.push(GridCell { node, column: column_at, columns, rows });
            column = column_at + columns;
        }
        for rows in taken.iter_mut() {
            *rows = rows.saturating_sub(1);
        }
        self.columns = self.columns.max(taken.len());
        self.rows.push(GridRow { section, nodes, cells });
    }

    /// One past the last row that a cell ties to the row `start`.
    pub(super) fn group_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        let mut at = start;
        while at < end {
            let reach = self.rows[at].cells.iter().map(|cell| at + cell.rows).max().unwrap_or(at + 1);
            end = end.max(reach.min(self.rows.len()));
            at += 1;
        }
        end
    }

    /// The cell that begins in this row and column.
    pub(super) fn cell_at(&self, row: usize, column: usize) -> Option<&GridCell<'n>> {
        self.rows.get(row)?.cells.iter().find(|cell| (cell.column..cell.column + cell.columns).contains(&column))
    }
}

fn is_blank(node: &BoxNode) -> bool {
    node.style.display == Display::None
        || matches!(&node.content, BoxContent::Text { text, .. } if text.trim().is_empty())
}
