//! Tables: of data, or only frames that old pages set their text in.

use super::writer::{Look, Writer, break_before};
use crate::dom::NodeId;
use crate::read::{BlockKind, ListItem, Row};
use std::collections::BTreeMap;

/// A table is not wider than this, whatever its cells say that they span.
const MOST_COLUMNS: usize = 200;
/// A cell of a table of data holds less text, in bytes.
const LONGEST_CELL: usize = 1500;

impl Writer<'_> {
    pub(super) fn table(&mut self, id: NodeId, look: &Look) {
        let rows = self.rows(id);
        if self.is_frame(id, &rows) {
            return self.frame(id, &rows, look);
        }
        let mut captions = self.captions(id);
        if captions.is_empty() {
            captions.extend(self.caption.take());
        }
        let mut caption = Vec::new();
        for id in captions {
            break_before(&mut caption, self.lines_of(id, look));
        }
        let mut spanned = BTreeMap::new();
        let (mut header, mut body): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
        for &row in &rows {
            let cells = self.row(row, &mut spanned, look);
            let heads = body.is_empty() && self.is_header(row);
            if cells.iter().any(|cell| !cell.is_empty()) {
                if heads { header.push(cells) } else { body.push(cells) }
            }
        }
        if header.is_empty() && body.is_empty() && caption.is_empty() {
            return;
        }
        self.push(id, BlockKind::Table { caption, header, rows: body });
    }

    /// The rows of a table, not those of tables in it.
    fn rows(&self, table: NodeId) -> Vec<NodeId> {
        let dom = self.page.dom;
        let mut rows = Vec::new();
        for child in dom.children(table).filter(|&id| self.page.is_kept(id)) {
            if dom.is(child, "tr") {
                rows.push(child);
            } else if ["tbody", "thead", "tfoot"].iter().any(|name| dom.is(child, name)) {
                rows.extend(dom.children(child).filter(|&id| dom.is(id, "tr") && self.page.is_kept(id)));
            }
        }
        rows
    }

    fn captions(&self, table: NodeId) -> Vec<NodeId> {
        let dom = self.page.dom;
        dom.children(table).filter(|&id| dom.is(id, "caption") && self.page.is_kept(id)).collect()
    }

    fn cells(&self, row: NodeId) -> Vec<NodeId> {
        let dom = self.page.dom;
        let cell = |id: &NodeId| (dom.is(*id, "td") || dom.is(*id, "th")) && self.page.is_kept(*id);
        dom.children(row).filter(cell).collect()
    }

    /// Whether a row is all headers of columns.
    fn is_header(&self, row: NodeId) -> bool {
        let dom = self.page.dom;
        let in_head = dom.node(row).parent.is_some_and(|parent| dom.is(parent, "thead"));
        let cells = self.cells(row);
        let heads = cells.iter().filter(|&&cell| dom.is(cell, "th")).count();
        let of_row = |&cell: &NodeId| dom.attribute(cell, "scope").is_some_and(|scope| scope.starts_with("row"));
        in_head || (heads > 0 && heads == cells.len() && !cells.iter().any(of_row))
    }

    /// Whether a table is no table of data: it says so, holds what no cell does, or has no two columns.
    fn is_frame(&self, id: NodeId, rows: &[NodeId]) -> bool {
        let dom = self.page.dom;
        let role = dom.attribute(id, "role").is_some_and(|role| matches!(role, "presentation" | "none"));
        if role || self.page.is_most(id) {
            return true;
        }
        let says_data = |inner: NodeId| matches!(dom.name(inner).map(|name| &**name), Some("caption" | "th" | "thead"));
        let nested = dom.within(id).any(|inner| inner != id && dom.is(inner, "table"));
        if !nested && dom.within(id).any(says_data) {
            return false;
        }
        let widest = rows.iter().map(|&row| self.cells(row).len()).max().unwrap_or(0);
        let long = |&row: &NodeId| self.cells(row).iter().any(|&cell| self.page.weights.get(cell).text > LONGEST_CELL);
        let heading = |inner: NodeId| matches!(dom.name(inner).map(|name| &**name), Some("h1" | "h2" | "h3"));
        nested
            || widest < 2
            || rows.iter().any(long)
            || dom.within(id).any(heading)
            || self.is_numbered(rows)
            || self.is_above_title(id)
    }

    /// Whether a table stands above the title, where only the lines of a letterhead are set in one.
    fn is_above_title(&self, id: NodeId) -> bool {
        let position = |id| self.page.weights.get(id).position;
        !self.page.is_part && self.page.furniture.title.is_some_and(|title| position(id) < position(title))
    }

    /// Whether every row is a number and its words: `<td>(1)</td><td>The Council…</td>`.
    fn is_numbered(&self, rows: &[NodeId]) -> bool {
        let marked = |&row: &NodeId| match self.cells(row).as_slice() {
            [number, words] => self.marker_of(*number).is_some() && self.page.weights.get(*words).text > 0,
            _ => false,
        };
        !rows.is_empty() && rows.iter().all(marked)
    }

    fn marker_of(&self, cell: NodeId) -> Option<String> {
        let short = self.page.weights.get(cell).text <= 24;
        let text = short.then(|| self.page.dom.text(cell))?;
        let word = text.trim();
        super::list::is_marker(word).then(|| word.to_owned())
    }

    /// The cells of a frame one after the other; a row of a number and its words is an item.
    fn frame(&mut self, id: NodeId, rows: &[NodeId], look: &Look) {
        self.flush();
        for caption in self.captions(id) {
            self.node(caption, look);
            self.flush();
        }
        for &row in rows {
            let cells = self.cells(row);
            if let [number, words] = cells.as_slice()
                && let Some(marker) = self.marker_of(*number)
                && self.has_room(row)
            {
                let blocks = self.inside(|writer| writer.children(*words, look));
                self.push(row, BlockKind::List { items: vec![ListItem { marker, blocks }] });
                continue;
            }
            for cell in cells {
                self.flush();
                self.node(cell, look);
            }
            self.flush();
        }
    }

    /// A row; `spanned` are the columns that cells of rows above reach down into, and how many rows further.
    fn row(&mut self, row: NodeId, spanned: &mut BTreeMap<usize, usize>, look: &Look) -> Row {
        let mut cells: Row = Vec::new();
        let mut below = BTreeMap::new();
        let room = self.spare_cells > 0;
        if !room {
            spanned.clear();
        }
        let own = self.cells(row);
        for (column, rows) in spanned.iter() {
            if *rows > 1 {
                below.insert(*column, rows - 1);
            }
        }
        for &cell in &own {
            while spanned.contains_key(&cells.len()) {
                cells.push(Vec::new());
            }
            let (columns, rows) = (self.span_of_cell(cell, "colspan"), self.span_of_cell(cell, "rowspan"));
            let first = cells.len();
            cells.push(self.lines_of(cell, look));
            let columns = if room { columns.min(MOST_COLUMNS.saturating_sub(first)) } else { 1 };
            for _ in 1..columns {
                cells.push(Vec::new());
            }
            if rows > 1 {
                below.extend((first..cells.len()).map(|column| (column, rows - 1)));
            }
        }
        while spanned.contains_key(&cells.len()) {
            cells.push(Vec::new());
        }
        self.spare_cells = self.spare_cells.saturating_sub(cells.len() - own.len());
        *spanned = below;
        cells
    }

    fn span_of_cell(&self, cell: NodeId, name: &str) -> usize {
        let said = self.page.dom.attribute(cell, name).and_then(|value| value.trim().parse().ok());
        said.unwrap_or(1).clamp(1, MOST_COLUMNS)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::BlockKind;
    use crate::read::html::flow;
    use crate::read::html::tests::blocks;

    #[test]
    fn spans_leave_empty_cells() {
        let found = blocks("<table><tr><th colspan=2>A<th>B<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5</table>");
        let [BlockKind::Table { header, rows, .. }] = found.as_slice() else { panic!("{found:?}") };
        let print = |rows: &Vec<crate::read::Row>| {
            let row = |row: &crate::read::Row| row.iter().map(|cell| flow::text(cell)).collect::<Vec<_>>().join("|");
            rows.iter().map(row).collect::<Vec<_>>()
        };
        assert_eq!(print(header), ["A||B"]);
        assert_eq!(print(rows), ["1|2|3", "|4|5"]);
    }

    #[test]
    fn empty_cells_do_not_multiply() {
        const ROWS: usize = 10_000;
        let found = blocks(&format!("<table>{}</table>", "<tr><td colspan=200 rowspan=2>x<td>y".repeat(ROWS)));
        let [BlockKind::Table { rows, .. }] = found.as_slice() else { panic!("{found:?}") };
        let cells: usize = rows.iter().map(Vec::len).sum();
        assert!(rows.len() == ROWS && cells < super::super::writer::MOST_SPARE_CELLS + 3 * ROWS, "{cells}");
    }

    #[test]
    fn frames_are_no_tables() {
        let found = blocks("<table><tr><td>(1)<td>One.<tr><td>(2)<td>Two.</table>");
        assert!(matches!(&found[0], BlockKind::List { items } if items[0].marker == "(1)"), "{found:?}");
        let found = blocks("<table><tr><td><h2>Head</h2><p>Text</table>");
        assert!(matches!(found.as_slice(), [BlockKind::Heading { .. }, BlockKind::Paragraph { .. }]), "{found:?}");
    }
}
