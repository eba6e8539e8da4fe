//! Tables in plain text: columns set apart by tabs or bars. Columns that are only aligned stay as they are printed.

use super::inline;
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, Line, Row, Run};
use crate::source::Span;

/// Columns that are only aligned are told by gaps this wide.
const GAP: &str = "   ";
/// So many lines with gaps make a table.
const FEWEST_ALIGNED: usize = 3;

/// Reads the lines of a paragraph as a table, where they are one.
pub(super) fn read(lines: &[Line], span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Block> {
    if lines.len() < 2 {
        return None;
    }
    let kind = separated(lines, '\t').or_else(|| barred(lines, span, diagnostics)).or_else(|| aligned(lines))?;
    Some(Block { span, kind })
}

/// Every line has the same number of tabs, at least one.
fn separated(lines: &[Line], separator: char) -> Option<BlockKind> {
    let count = |line: &Line| inline::line_text(line).matches(separator).count();
    let columns = count(&lines[0]);
    let even = columns > 0 && lines.iter().all(|line| count(line) == columns);
    even.then(|| BlockKind::Table {
        caption: Vec::new(),
        header: Vec::new(),
        rows: lines.iter().map(|line| cells(line, separator)).collect(),
    })
}

/// `| a | b |`, with lines of `-`, `=` and `+` between the rows.
fn barred(lines: &[Line], span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<BlockKind> {
    let text = |line: &Line| inline::line_text(line).trim().to_owned();
    let rule = |line: &Line| text(line).chars().all(|c| matches!(c, '|' | '-' | '=' | '+' | ':' | ' '));
    let framed = |line: &Line| text(line).starts_with('|') && text(line).ends_with('|') && text(line).len() > 1;
    if !lines.iter().all(|line| rule(line) || framed(line)) || lines.iter().all(rule) {
        return None;
    }
    let rows = |lines: &[Line]| -> Vec<Row> {
        lines.iter().filter(|line| !rule(line)).map(|line| inner_cells(cells(line, '|'))).collect()
    };
    let head = lines.iter().skip(1).position(rule).map_or(0, |at| at + 1).min(if rule(&lines[0]) { 0 } else { 2 });
    let message = "the lines that draw this table were left out; the table draws its own";
    diagnostics.push(Diagnostic::note(codes::TABLE_RULES, span, message));
    Some(BlockKind::Table { caption: Vec::new(), header: rows(&lines[..head]), rows: rows(&lines[head..]) })
}

/// The cells between the outer bars.
fn inner_cells(mut cells: Row) -> Row {
    cells.remove(0);
    cells.pop();
    cells
}

/// Lines with wide gaps inside: they stay as printed.
fn aligned(lines: &[Line]) -> Option<BlockKind> {
    let gaps = lines.iter().filter(|line| inline::line_text(line).trim().contains(GAP)).count();
    let table = lines.len() >= FEWEST_ALIGNED && gaps * 3 >= lines.len() * 2;
    let printed = |line: &Line| format!("{}{}", " ".repeat(line.indent), inline::line_text(line));
    table.then(|| BlockKind::Preformatted { text: lines.iter().map(printed).collect::<Vec<_>>().join("\n") })
}

/// A line cut at `separator`.
fn cells(line: &Line, separator: char) -> Row {
    let mut cells = vec![Vec::new()];
    for run in &line.runs {
        let mut at = 0;
        for (number, text) in run.text.split(separator).enumerate() {
            if number > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !text.trim().is_empty()) {
                let exact = run.text.len() == run.span.end() - run.span.start();
                let span = if exact { run.span.slice(at..at + text.len()) } else { run.span };
                let part = Run { span, text: text.to_owned(), style: run.style.clone() };
                cell.push(Line { runs: vec![part], ..Line::default() });
            }
            at += text.len() + separator.len_utf8();
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::{BlockKind, Line, Run, Style};
    use crate::source::Span;

    fn table(lines: &[&str]) -> Option<BlockKind> {
        let line = |text: &&str| {
            let run = Run { span: Span::new(0, text.len()), text: (*text).into(), style: Style::default() };
            Line { runs: vec![run], ..Line::default() }
        };
        read(&lines.iter().map(line).collect::<Vec<_>>(), Span::at(0), &mut Vec::new()).map(|block| block.kind)
    }

    #[test]
    fn tables_by_their_form() {
        let Some(BlockKind::Table { rows, .. }) = table(&["a\tb", "c\td"]) else { panic!() };
        assert_eq!((rows.len(), rows[0].len()), (2, 2));
        let Some(BlockKind::Table { header, rows, .. }) = table(&["| a | b |", "|---|---|", "| c | d |"]) else {
            panic!()
        };
        assert_eq!((header.len(), rows.len(), rows[0].len()), (1, 1, 2));
        assert!(matches!(table(&["a    1", "b    2", "c    3"]), Some(BlockKind::Preformatted { .. })));
        assert!(table(&["one line", "and another"]).is_none());
    }
}
