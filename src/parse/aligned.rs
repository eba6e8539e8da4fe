//! Columns that are only aligned, as in a text that was typed: a table where they are certain, else as printed.

use super::bullets;
use super::inline;
use super::numbering::{self, Form};
use super::split::width;
use super::tables::{headed, names_columns};
use super::tail;
use crate::read::{BlockKind, Line, Row, Run};
use std::ops::Range;

/// Columns are told by gaps this wide.
const GAP: usize = 2;
/// Lines with gaps this wide are no prose.
pub(super) const WIDE: &str = "   ";
/// So many lines with gaps make a table, or two of them with so many columns and names over figures.
const FEWEST: usize = 3;
/// Wider lines, in columns, are not looked at.
const WIDEST: usize = 400;

/// Reads lines with wide gaps inside.
pub(super) fn read(lines: &[Line]) -> Option<BlockKind> {
    let texts: Vec<String> = lines.iter().map(|line| inline::line_text(line).trim_end().to_owned()).collect();
    let gaps = texts.iter().filter(|text| words(text).contains(WIDE)).count();
    if gaps * 3 < lines.len() * 2 || texts.iter().any(|text| text.contains('\t')) {
        return None;
    }
    let rows = columns(lines, &texts);
    if lines.len() < FEWEST {
        return rows.filter(|rows| rows[0].len() >= FEWEST && names_columns(rows)).map(headed);
    }
    if let Some(rows) = rows {
        return Some(headed(rows));
    }
    let printed = |(line, text): (&Line, &String)| format!("{}{text}", " ".repeat(line.indent));
    Some(BlockKind::Preformatted { text: lines.iter().zip(&texts).map(printed).collect::<Vec<_>>().join("\n") })
}

/// Where in a paragraph certain columns stand, with a line or two without gaps above or below them.
pub(super) fn inside(lines: &[Line]) -> Option<Range<usize>> {
    const MOST_BESIDE: usize = 2;
    if lines.len() <= FEWEST {
        return None;
    }
    let gap = |line: &Line| {
        let text = inline::line_text(line);
        words(text.trim_end()).contains(WIDE) && !text.contains('\t')
    };
    let first = lines.iter().take(MOST_BESIDE + 1).position(gap)?;
    let end = first + lines[first..].iter().take_while(|line| gap(line)).count();
    let (above, rows, below) = (&lines[..first], &lines[first..end], &lines[end..]);
    let beside = (1..=MOST_BESIDE).contains(&(above.len() + below.len()));
    // Below `Contacts:` stands how to reach several; what is set in heads several columns.
    let margin = rows.iter().map(|line| line.indent).min().unwrap_or(0);
    let grouped = || above.iter().any(|line| line.indent > margin || tail::group(&inline::line_text(line)).is_some());
    let certain = || matches!(read(rows), Some(BlockKind::Table { .. }));
    (rows.len() >= FEWEST && beside && !grouped() && certain()).then_some(first..end)
}

/// The rows of lines whose every cell is filled and stands in its column alone.
fn columns(lines: &[Line], texts: &[String]) -> Option<Vec<Row>> {
    let widest = lines.iter().zip(texts).map(|(line, text)| line.indent + width(text)).max()?;
    if widest > WIDEST {
        return None;
    }
    let mut used = vec![false; widest];
    for (line, text) in lines.iter().zip(texts) {
        mark(line.indent, text, &mut used);
    }
    let bounds = bounds(&used);
    if bounds.len() < 2 {
        return None;
    }
    let rows: Vec<Row> = lines.iter().zip(texts).map(|(line, text)| row(line, text, &bounds)).collect();
    // A cell that is empty may be one whose words went on from the line above; the corner of a table often is.
    let corner = |row: usize, cell: usize| row == 0 && cell == 0 && bounds.len() >= FEWEST;
    let filled = |(at, row): (usize, &Row)| row.iter().enumerate().all(|(cell, it)| !it.is_empty() || corner(at, cell));
    rows.iter().enumerate().all(filled).then_some(rows)
}

/// What stands behind a number or bullet: `1.     The ministers`, `·      Revenue` are no columns.
fn words(text: &str) -> &str {
    let text = text.trim_start();
    let mark = text.split(' ').next().unwrap_or_default();
    let numbered = numbering::read(text).is_some_and(|it| it.form == Form::Marked && it.length == mark.len());
    if numbered || bullets::read(text).is_some() { text[mark.len()..].trim_start() } else { text }
}

/// Marks the columns in which a letter of `text` stands; one space between words is of them.
fn mark(indent: usize, text: &str, used: &mut [bool]) {
    let mut at = indent;
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let wide = width(letter.encode_utf8(&mut [0; 4]));
        let inside = before != ' ' && letters.peek().is_some_and(|next| *next != ' ');
        if letter != ' ' || inside {
            used[at..at + wide].fill(true);
        }
        at += wide;
        before = letter;
    }
}

/// Where columns start: behind gaps in which no line has a letter.
fn bounds(used: &[bool]) -> Vec<usize> {
    let mut bounds = Vec::new();
    let mut gap = GAP;
    for (at, used) in used.iter().enumerate() {
        if *used && gap >= GAP {
            bounds.push(at);
        }
        gap = if *used { 0 } else { gap + 1 };
    }
    bounds
}

/// The cells of a line.
fn row(line: &Line, text: &str, bounds: &[usize]) -> Row {
    let mut cuts = Vec::new();
    let mut at = line.indent;
    let mut next = bounds.iter().skip(1).peekable();
    for (byte, letter) in text.char_indices() {
        if next.next_if(|bound| at >= **bound).is_some() {
            cuts.push(byte);
        }
        at += width(letter.encode_utf8(&mut [0; 4]));
    }
    let ends = cuts.iter().copied().chain([text.len()]);
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let mut row: Row = starts.zip(ends).map(|(start, end)| cell(line, start, end)).collect();
    row.resize(bounds.len(), Vec::new());
    row
}

/// The words of a line between two bytes, as a line of their own.
fn cell(line: &Line, start: usize, end: usize) -> Vec<Line> {
    let (head, _) = inline::split(line, end);
    let (_, words) = inline::split(&head, start);
    let runs: Vec<Run> = words.runs;
    let said = runs.iter().any(|run| !run.text.trim().is_empty());
    if said { vec![Line { runs, ..Line::default() }] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::parse::inline;
    use crate::read::{BlockKind, Line, Run, Style};
    use crate::source::Span;

    fn table(lines: &[&str]) -> Option<BlockKind> {
        let line = |text: &&str| {
            let run = Run { span: Span::new(0, text.len()), text: (*text).into(), style: Style::default() };
            Line { runs: vec![run], ..Line::default() }
        };
        read(&lines.iter().map(line).collect::<Vec<_>>())
    }

    #[test]
    fn certain_columns_are_a_table() {
        let found = table(&["Year     Ships   Tonnes", "2029       120    4,500", "2030       131    5,200"]);
        let Some(BlockKind::Table { header, rows, .. }) = found else { panic!("{found:?}") };
        assert_eq!((header.len(), rows.len()), (1, 2));
        assert_eq!(rows[1].iter().map(|cell| inline::text(cell)).collect::<Vec<_>>(), ["2030", "131", "5,200"]);
        let short = table(&["Year     Ships   Tonnes", "2029       120    4,500"]);
        assert!(matches!(short, Some(BlockKind::Table { header, .. }) if header.len() == 1));
        assert_eq!(table(&["Jane Roe     Press     5550 0121", "Ann Moor     Events    5550 0122"]), None);
        let list = ["1.     The ministers met,", "       (i)   in May;", "       (ii)  in June."];
        assert_eq!(table(&list), None);
    }

    #[test]
    fn others_stay_as_printed() {
        let gap = table(&["a    1   x", "b    2", "c    3   y"]);
        assert!(matches!(gap, Some(BlockKind::Preformatted { .. })), "{gap:?}");
        let crossed = table(&["The port of Tide    12", "Ebb    14 and more", "all of them    26"]);
        assert!(matches!(crossed, Some(BlockKind::Preformatted { .. })), "{crossed:?}");
        assert_eq!(table(&["one line", "and another", "and a third"]), None);
    }
}
