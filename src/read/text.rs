//! Plain text: paragraphs are set apart by blank lines, and nothing else is marked.

use super::runs::{self, LeftOut};
use super::{Block, BlockKind, Line, Style};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// How far apart tab stops stand, in columns.
const TAB: usize = 8;

/// Reads a plain text.
pub(super) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = Vec::new();
    let mut left_out = LeftOut::default();
    for (start, line, end) in printed_lines(source.text()) {
        match read_line(line, start, &mut left_out) {
            Some(line) => lines.push(Line { hard_break: (end == End::Break).then(Style::default), ..line }),
            None => close(&mut blocks, &mut lines),
        }
        if end == End::Paragraph {
            close(&mut blocks, &mut lines);
        }
    }
    close(&mut blocks, &mut lines);
    left_out.report(diagnostics);
    blocks
}

/// Ends the paragraph that is open.
fn close(blocks: &mut Vec<Block>, lines: &mut Vec<Line>) {
    let lines = std::mem::take(lines);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
    let span = line_span(first).to(line_span(last));
    blocks.push(Block { span, kind: BlockKind::Paragraph { lines } });
}

fn line_span(line: &Line) -> Span {
    match (line.runs.first(), line.runs.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::at(0),
    }
}

/// How a line ends.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Line,
    /// A break inside a paragraph: a vertical tab, as word processors write one.
    Break,
    /// The end of a page or paragraph: a form feed, a paragraph separator.
    Paragraph,
}

/// The lines of `text` with where they start and how they end.
fn printed_lines(text: &str) -> impl Iterator<Item = (usize, &str, End)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let found = rest.char_indices().find_map(|(at, letter)| Some((at, letter, line_end(letter)?)));
        let (length, next, end) = match found {
            None => (rest.len(), rest.len(), End::Line),
            Some((at, '\r', end)) if rest[at..].starts_with("\r\n") => (at, at + 2, end),
            Some((at, letter, end)) => (at, at + letter.len_utf8(), end),
        };
        let line = (start, &rest[..length], end);
        start += next;
        Some(line)
    })
}

fn line_end(letter: char) -> Option<End> {
    match letter {
        '\n' | '\r' | '\u{85}' | '\u{2028}' => Some(End::Line),
        '\u{B}' => Some(End::Break),
        '\u{C}' | '\u{2029}' => Some(End::Paragraph),
        _ => None,
    }
}

/// Reads one line; `None` where nothing is printed on it.
fn read_line(line: &str, start: usize, left_out: &mut LeftOut) -> Option<Line> {
    let words = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let at = line.len() - words.len();
    let mut runs = Vec::new();
    runs::push_verbatim(&mut runs, words.trim_end(), start + at, &Style::default(), left_out);
    let printed = runs.iter().any(|run| !run.text.trim().is_empty());
    printed.then(|| Line { indent: columns(&line[..at]), runs, ..Line::default() })
}

/// How wide white space is.
fn columns(space: &str) -> usize {
    space.chars().fold(0, |column, letter| match letter {
        '\t' => (column / TAB + 1) * TAB,
        '\u{3000}' => column + 2,
        '\u{FEFF}' | '\u{200B}' => column,
        _ => column + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::BlockKind;
    use crate::source::Source;

    fn lines(text: &str) -> Vec<Vec<(usize, String)>> {
        let mut diagnostics = Vec::new();
        let blocks = read(&Source::new("a.txt", text), &mut diagnostics);
        let paragraph = |kind| match kind {
            BlockKind::Paragraph { lines } => lines,
            other => panic!("{other:?}"),
        };
        let words = |line: crate::read::Line| (line.indent, line.runs.into_iter().map(|run| run.text).collect());
        blocks.into_iter().map(|block| paragraph(block.kind).into_iter().map(words).collect()).collect()
    }

    #[test]
    fn blank_lines_and_form_feeds_part_paragraphs() {
        assert_eq!(lines("one\r\n\ttwo  \r\n \r\nthree\x0Cfour").len(), 3);
        assert_eq!(lines("one\r\n\ttwo  ")[0], [(0, "one".into()), (8, "two".into())]);
    }

    #[test]
    fn control_characters_are_left_out_and_told() {
        let mut diagnostics = Vec::new();
        read(&Source::new("a.txt", "a\0b\x07c"), &mut diagnostics);
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].message.ends_with("and 1 more"), "{}", diagnostics[0].message);
        assert_eq!(lines("a\0b")[0], [(0, "ab".into())]);
    }
}
