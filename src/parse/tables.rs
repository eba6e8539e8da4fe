//! Tables in plain text: columns set apart by tabs or bars, or aligned so that no word crosses from one to another.
//! Columns that are less certain stay as they are printed.

use super::aligned;
use super::bullets;
use super::inline;
use super::numbering;
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, Line, Row, Run, TAB};
use crate::source::Span;
use std::ops::Range;

/// So many lines with bars between words, and none around them, make a table.
const FEWEST_OPEN: usize = 3;
/// So many lines with several tabs.
const FEWEST_SURE: usize = 2;

/// Reads the lines of a paragraph as a table, where they are one.
pub(super) fn read(lines: &[Line], span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Block> {
    if lines.len() < 2 {
        return None;
    }
    let first = inline::line_text(&lines[0]);
    let second = inline::line_text(&lines[1]);
    if ![first, second].iter().any(|text| text.contains(['\t', '|']) || text.contains(aligned::WIDE)) {
        return None;
    }
    let kind = separated(lines).or_else(|| barred(lines, span, diagnostics)).or_else(|| aligned::read(lines))?;
    Some(Block { span, kind })
}

/// Where in a paragraph the rows of a table stand, with lines above or below it that are none: what it shows, and whose
/// figures they are.
pub(super) fn inside(lines: &[Line]) -> Option<Range<usize>> {
    tabbed(lines).or_else(|| aligned::inside(lines))
}

fn tabbed(lines: &[Line]) -> Option<Range<usize>> {
    let tabs: Vec<usize> = lines.iter().map(tabs).collect();
    let first = tabs.iter().position(|tabs| *tabs > 0)?;
    let end = first + tabs[first..].iter().take_while(|tabs| **tabs > 0).count();
    let others = tabs[..first].iter().chain(&tabs[end..]);
    let alone = end - first < lines.len() && others.clone().all(|tabs| *tabs == 0);
    let columns = tabs[end - 1];
    let sure = end - first >= if columns > 1 { FEWEST_SURE } else { FEWEST_OPEN };
    (alone && sure && separated(&lines[first..end]).is_some()).then_some(first..end)
}

fn tabs(line: &Line) -> usize {
    inline::line_text(line).matches('\t').count()
}

/// The heads of columns stand on no more lines than this, where their first cells are empty.
const MOST_HEADS: usize = 3;

/// Every line has the same number of tabs, at least one; the corner may be empty, and so may the first cells of several
/// lines that head the columns.
fn separated(lines: &[Line]) -> Option<BlockKind> {
    let columns = lines.last().map(tabs)?;
    let short = lines.iter().take_while(|line| tabs(line) < columns).count();
    let (heads, rest) = lines.split_at(short);
    let even = columns > 0 && rest.iter().all(|line| tabs(line) == columns);
    let missing = |line: &Line| columns - tabs(line);
    let corner = columns > 1 && matches!(heads, [first] if first.indent > 0 && missing(first) == 1);
    let set_in = |line: &Line| line.indent == TAB * missing(line);
    let several = columns > 1 && (2..=MOST_HEADS).contains(&short) && heads.iter().all(set_in);
    // `1.` and a tab, `•` and a tab, are how word processors print lists.
    let listed = |line: &Line| {
        let text = inline::line_text(line);
        let first = text.split('\t').next().unwrap_or_default().trim_end();
        bullets::read(&text).is_some() || numbering::read(first).is_some_and(|number| number.length == first.len())
    };
    if !even || !(corner || several || short == 0) || (columns == 1 && lines.iter().all(listed)) {
        return None;
    }
    let row = |line: &Line| std::iter::repeat_n(Vec::new(), missing(line)).chain(cells(line, '\t')).collect();
    let mut rows: Vec<Row> = lines.iter().map(row).collect();
    if several {
        let rest = rows.split_off(short);
        return Some(BlockKind::Table { caption: Vec::new(), header: rows, rows: rest });
    }
    Some(headed(rows))
}

/// `| a | b |`, with lines of `-`, `=` and `+` between the rows; or `a | b` in every line.
fn barred(lines: &[Line], span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<BlockKind> {
    let texts: Vec<String> = lines.iter().map(|line| inline::line_text(line).trim().to_owned()).collect();
    let rule = |text: &String| text.chars().all(|c| matches!(c, '|' | '-' | '=' | '+' | ':' | ' ')) && text.len() > 1;
    let framed = |text: &String| text.starts_with('|') && text.ends_with('|') && text.len() > 1;
    let columns = texts.iter().find(|text| !rule(text)).map_or(0, |text| text.matches('|').count());
    let open = |text: &String| !text.starts_with('|') && columns > 0 && text.matches('|').count() == columns;
    let rules = texts.iter().filter(|text| rule(text)).count();
    let is_framed = texts.iter().all(|text| rule(text) || framed(text)) && rules < lines.len();
    let is_open =
        texts.iter().all(|text| rule(text) || open(text)) && lines.len() - rules + rules.min(1) >= FEWEST_OPEN;
    if !is_framed && !is_open {
        return None;
    }
    let rows = |range: std::ops::Range<usize>| -> Vec<Row> {
        let printed = range.filter(|&line| !rule(&texts[line]));
        let row = |line: usize| cells(&lines[line], '|');
        printed.map(|line| if is_framed { inner_cells(row(line)) } else { row(line) }).collect()
    };
    let message = "the lines that draw this table were left out; the table draws its own";
    diagnostics.push(Diagnostic::note(codes::TABLE_RULES, span, message));
    let ruled = texts.iter().skip(1).position(rule).map_or(0, |at| at + 1);
    match ruled.min(if rule(&texts[0]) { 0 } else { 2 }) {
        0 => Some(headed(rows(0..lines.len()))),
        head => Some(BlockKind::Table { caption: Vec::new(), header: rows(0..head), rows: rows(head..lines.len()) }),
    }
}

/// The cells between the outer bars.
fn inner_cells(mut cells: Row) -> Row {
    cells.remove(0);
    cells.pop();
    cells
}

/// A table whose first row heads the others where it names columns of figures; several columns, where it has one other.
pub(super) fn headed(mut rows: Vec<Row>) -> BlockKind {
    const FEWEST_COLUMNS: usize = 3;
    let enough = rows.len() > 2 || (rows.len() == 2 && rows[0].len() >= FEWEST_COLUMNS);
    let heads = enough && names_columns(&rows);
    let rest = rows.split_off(usize::from(heads));
    let (header, rows) = if heads { (rows, rest) } else { (Vec::new(), rest) };
    BlockKind::Table { caption: Vec::new(), header, rows }
}

/// Whether the first row has words over columns of figures.
pub(super) fn names_columns(rows: &[Row]) -> bool {
    let Some((first, others)) = rows.split_first() else { return false };
    let is_figure = |cell: &[Line]| is_figure(&inline::text(cell));
    let column = |at: usize| others.iter().all(|row| row.get(at).is_some_and(|cell| is_figure(cell)));
    let figures: Vec<bool> = (0..first.len()).map(column).collect();
    // `Day of purchase:` over other labels with a colon is one of them.
    let label = |row: &Row| row.first().is_some_and(|cell| inline::text(cell).trim_end().ends_with([':', '：']));
    if rows.iter().all(label) {
        return false;
    }
    let named = |at: usize| !is_figure(&first[at]) || is_period(&inline::text(&first[at]));
    figures.contains(&true) && (0..first.len()).all(named)
}

/// `1,890`, `12.5 %`, `–`
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.contains(char::is_numeric) && !text.contains(char::is_alphabetic) || matches!(text, "-" | "–" | "—")
}

fn is_year(text: &str) -> bool {
    text.trim().len() == 4
        && text.trim().starts_with(['1', '2'])
        && text.trim().bytes().all(|byte| byte.is_ascii_digit())
}

/// `2031`, `1–3/2031`, `2030/31`, `31.12.2031`: a year, alone or with its months or days, is no amount.
fn is_period(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['/', '–', '-', '.']).collect();
    let dated = !text.contains('.') || parts.len() == 3;
    let short =
        |part: &&str| is_year(part) || (1..=2).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit());
    dated && parts.iter().all(short) && parts.iter().any(|part| is_year(part))
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
    use super::{inside, read};
    use crate::read::{BlockKind, Line, Run, Style};
    use crate::source::Span;

    fn line(text: &&str) -> Line {
        let run = Run { span: Span::new(0, text.len()), text: (*text).into(), style: Style::default() };
        Line { runs: vec![run], ..Line::default() }
    }

    fn table(lines: &[&str]) -> Option<BlockKind> {
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
        let Some(BlockKind::Table { header, rows, .. }) = table(&["Port | Ships", "Tide | 12", "Ebb | 14"]) else {
            panic!()
        };
        assert_eq!((header.len(), rows.len(), rows[0].len()), (1, 2, 2));
        assert!(table(&["one line", "and another"]).is_none());
    }

    #[test]
    fn first_rows_that_head() {
        let heads = |lines: &[&str]| match table(lines) {
            Some(BlockKind::Table { header, .. }) => header.len(),
            _ => panic!("{lines:?}"),
        };
        assert_eq!(heads(&["Day bought:\t4 March 2031", "Shares bought:\t25,000", "Price:\t41.5"]), 0);
        assert_eq!(heads(&["Crowns\t1–3/2031\t2030/31\t31.12.2030", "Sales\t21\t19.7\t90", "Result\t8\t-2\t41"]), 1);
        assert_eq!(heads(&["Crowns\t21.2031\t19", "Sales\t21\t19.7", "Result\t8\t-2"]), 0);
    }

    #[test]
    fn tables_between_words() {
        let rows = |lines: &[&str]| inside(&lines.iter().map(line).collect::<Vec<_>>());
        assert_eq!(rows(&["Ships in harbour", "Port\tDay\tNight", "Orr\t9\t18", "Source: Orr."]), Some(1..3));
        assert_eq!(rows(&["Ships in harbour", "Orr\t9", "Source: Orr."]), None);
        assert_eq!(rows(&["1.\tFees", "2.\tShips", "3.\tCrews", "and so on"]), None);
        assert_eq!(rows(&["Port\tDay\tNight", "Orr\t9\t18"]), None);
    }
}
