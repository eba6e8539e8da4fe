//! Tables: rows of cells, and those that only lay a page out.

use super::walk::{Walker, collect_words};
use super::xml::Element;
use super::{Block, Kind, Line, Look, Row, Run, What};

/// No table is wider, in columns.
const MOST_COLUMNS: usize = 64;
/// The flag of `w:tblLook` that asks for a dressed first row (ISO/IEC 29500-4, 14.4.7).
const FIRST_ROW: u32 = 0x20;
/// A table with more rows is not widened where cells reach over columns: that would only take memory.
const MOST_WIDENED_ROWS: usize = 5000;
/// A letterhead in the form of a table has no more cells with words.
const MOST_CELLS_OF_LETTERHEAD: usize = 10;
/// And no more of all.
const MOST_CELLS: usize = 24;

/// A cell, and how it lies in the grid.
struct Cell<'a> {
    element: Element<'a>,
    columns: usize,
    /// It goes on the cell above it and shows nothing of its own.
    goes_on: bool,
}

impl Walker {
    /// Reads a table. One with a single column, or at the very top, only lays out what stands in it.
    pub(super) fn table(&mut self, table: Element<'_>) {
        let (mut rows, mut deleted) = (Vec::new(), Vec::new());
        list_rows(table, &mut rows, &mut deleted);
        deleted.into_iter().for_each(|row| self.tell_deleted(row));
        let cells: Vec<Vec<Cell<'_>>> = rows.iter().map(|row| cells(*row)).collect();
        let count: usize = cells.iter().map(Vec::len).sum();
        let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
        let filled = || cells.iter().flatten().filter(|cell| !words(cell.element).trim().is_empty()).count();
        let at_top = self.in_margin || self.is_at_top();
        let letterhead = at_top && count <= MOST_CELLS && filled() <= MOST_CELLS_OF_LETTERHEAD;
        let names_columns = rows.iter().any(|row| is_header(*row));
        if columns <= 1 || (letterhead && !names_columns) {
            for row in &cells {
                let from = self.blocks.len();
                for cell in row {
                    if cell.goes_on {
                        self.tell_words(What::Hidden, words(cell.element));
                        continue;
                    }
                    self.blank = true;
                    self.blocks(cell.element);
                    self.finish_paragraph();
                }
                if rows.len() > 1 {
                    self.join_lines(from);
                }
            }
            self.blank = true;
            return;
        }
        let start = self.text.len();
        let mut cells = cells;
        if cells.len() > MOST_WIDENED_ROWS {
            cells.iter_mut().flatten().for_each(|cell| cell.columns = 1);
        }
        let read: Vec<Row> = cells.iter().zip(&rows).map(|(cells, row)| self.row(*row, cells)).collect();
        let range = start..self.text.trim_end().len().max(start);
        let named = rows.iter().take_while(|row| is_header(**row)).count();
        let dressed = self.is_first_row_dressed(table) && read.len() > 1;
        let named = if named == 0 && (dressed || is_dressed_as_header(&read)) {
            1
        } else {
            named.min(read.len().saturating_sub(1))
        };
        let mut header = read;
        let rows = header.split_off(named);
        self.blocks.push(Block::Table { range, header, rows });
        self.blank = true;
    }

    /// Makes one paragraph of the cells of a row, where each is a line: a label and what it names, `Enquiries` and who
    /// answers them.
    fn join_lines(&mut self, from: usize) {
        let line = |block: &Block| {
            matches!(block, Block::Paragraph(paragraph)
                if paragraph.kind == Kind::Body && paragraph.number.is_none() && paragraph.lines.len() == 1)
        };
        if self.blocks.len() < from + 2 || !self.blocks[from..].iter().all(line) {
            return;
        }
        let more = self.blocks.split_off(from + 1);
        let Some(Block::Paragraph(first)) = self.blocks.last_mut() else { return };
        for block in more {
            let Block::Paragraph(paragraph) = block else { continue };
            first.range.end = paragraph.range.end;
            first.lines.extend(paragraph.lines);
        }
    }

    /// Whether the style of a table sets its first row apart.
    fn is_first_row_dressed(&self, table: Element<'_>) -> bool {
        let own = table.child("tblPr");
        let style = own.and_then(|own| own.value("tblStyle"));
        let look = own.and_then(|own| own.child("tblLook"));
        let code = look.and_then(|look| u32::from_str_radix(look.attribute("val")?, 16).ok()).unwrap_or(0);
        let asked = match look.and_then(|look| look.attribute("firstRow")) {
            Some(value) => matches!(value, "1" | "true" | "on"),
            None => code & FIRST_ROW != 0,
        };
        asked && style.is_some_and(|style| self.styles.heads_rows(style))
    }

    fn row(&mut self, row: Element<'_>, cells: &[Cell<'_>]) -> Row {
        let outer = std::mem::replace(&mut self.line_end, ' ');
        let spare = |name: &str| row.child("trPr").and_then(|row| row.value(name)?.parse().ok()).unwrap_or(0);
        let mut read: Row = vec![Vec::new(); spare("gridBefore").min(MOST_COLUMNS)];
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.text.push('\t');
            }
            if cell.goes_on {
                self.tell_words(What::Hidden, words(cell.element));
            }
            read.push(if cell.goes_on { Vec::new() } else { self.cell(cell.element) });
            let width = (read.len() + cell.columns - 1).min(MOST_COLUMNS.max(read.len()));
            read.resize(width, Vec::new());
        }
        self.line_end = outer;
        self.text.push(outer);
        read
    }

    fn cell(&mut self, cell: Element<'_>) -> Vec<Line> {
        let (before, told) = (std::mem::take(&mut self.blocks), self.told.len());
        self.blocks(cell);
        self.finish_paragraph();
        let blocks = std::mem::replace(&mut self.blocks, before);
        let mut lines = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => lines.extend(paragraph.lines),
                Block::Table { header, rows, .. } => lines.extend(header.into_iter().chain(rows).map(joined)),
                picture @ Block::Picture { .. } => self.blocks.push(picture),
                Block::Note { .. } => {}
            }
        }
        lines.retain(|line| !line.runs.is_empty());
        while self.text.ends_with(' ') && lines.last().is_some_and(|line| ends_before(line, self.text.len())) {
            self.text.pop();
        }
        self.end_at(self.text.len(), told);
        lines
    }

    /// Takes back to `end`, which the text came back to, what was told or shown behind it in this cell.
    fn end_at(&mut self, end: usize, told: usize) {
        for told in &mut self.told[told..] {
            told.range = told.range.start.min(end)..told.range.end.min(end);
        }
        for block in self.blocks.iter_mut().rev() {
            let Block::Picture { at, .. } = block else { break };
            *at = end.min(*at);
        }
    }
}

/// The words in a cell.
fn words(cell: Element<'_>) -> String {
    let mut words = String::new();
    collect_words(cell, &mut words);
    words
}

/// Whether the words of a line end before `at`.
fn ends_before(line: &Line, at: usize) -> bool {
    line.runs.last().is_none_or(|run| run.range.end < at)
}

/// The row of a table in a cell, as one line.
fn joined(row: Row) -> Line {
    let mut line = Line::default();
    for run in row.into_iter().flatten().flat_map(|line| line.runs) {
        if let Some(last) = line.runs.last().map(|last| last.range.end).filter(|&end| end < run.range.start) {
            line.runs.push(Run { range: last..run.range.start, look: Look::default() });
        }
        line.runs.push(run);
    }
    line
}

/// The rows of a table, also those in content controls and tracked changes, apart from those that were deleted.
fn list_rows<'a>(table: Element<'a>, rows: &mut Vec<Element<'a>>, deleted: &mut Vec<Element<'a>>) {
    for element in table.children() {
        match element.name() {
            "tr" if is_deleted(element) => deleted.push(element),
            "tr" => rows.push(element),
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => list_rows(element, rows, deleted),
            _ => {}
        }
    }
}

fn is_deleted(row: Element<'_>) -> bool {
    row.name() == "tr" && row.child("trPr").is_some_and(|row| row.child("del").is_some())
}

fn is_header(row: Element<'_>) -> bool {
    row.child("trPr").and_then(|row| row.switch("tblHeader")) == Some(true)
}

/// Whether the first row, and only that, is in bold: it names the columns.
fn is_dressed_as_header(rows: &[Row]) -> bool {
    let strong = |row: &Row| {
        let mut runs = row.iter().flatten().flat_map(|line| &line.runs).peekable();
        runs.peek().is_some() && runs.all(|run| run.look.strong)
    };
    rows.len() > 1 && strong(&rows[0]) && !rows[1..].iter().any(strong)
}

fn cells(row: Element<'_>) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    for element in row.children() {
        match element.name() {
            "tc" => {
                let own = element.child("tcPr");
                let span = own.and_then(|own| own.value("gridSpan")?.parse::<usize>().ok());
                let merge = own.and_then(|own| own.child("vMerge"));
                let goes_on = merge.is_some_and(|merge| merge.attribute("val") != Some("restart"));
                cells.push(Cell { element, columns: span.unwrap_or(1).clamp(1, MOST_COLUMNS), goes_on });
            }
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => cells.extend(self::cells(element)),
            _ => {}
        }
    }
    cells
}
