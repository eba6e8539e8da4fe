//! Plain text: paragraphs are set apart by blank lines, by their first lines or by their last, and nothing else is marked.
//!
//! Three things are undone first: what a page prints around a text ([`pages`]), a blank line after every line, and
//! paragraphs without a blank line between them ([`paragraphs`]).

mod pages;
mod paragraphs;

use super::runs::{self, LeftOut};
use super::{Block, BlockKind, Line, Style};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Source, Span};
pub(super) use pages::leave_out_typed;

/// How far apart tab stops stand, in columns.
pub(crate) const TAB: usize = 8;

/// A line that is not blank, as it stands in the text.
#[derive(Clone, Debug)]
struct Raw<'a> {
    /// Where its words begin.
    start: usize,
    /// Its words, without white space around them.
    words: &'a str,
    /// The white space before them, in columns.
    indent: usize,
    /// Whether it is an ideographic space.
    set_in: bool,
    /// How far it reaches, in columns.
    width: usize,
    /// How many blank lines stand before it.
    blanks: usize,
    /// A new page begins with it.
    page: bool,
    /// It begins a paragraph, whatever stands before it.
    parts: bool,
    /// A break ends it that is none of a paragraph: a vertical tab, as word processors write one.
    breaks: bool,
}

/// Reads a plain text.
pub(super) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let mut lines = raw_lines(source.text());
    pages::leave_out(&mut lines, diagnostics);
    let begins = paragraphs::beginnings(&mut lines);
    tell_divided_words(&lines, &begins, diagnostics);
    let mut blocks = Vec::new();
    let mut open = Vec::new();
    let mut left_out = LeftOut::default();
    for (line, begins) in lines.iter().zip(begins) {
        if begins {
            close(&mut blocks, &mut open);
        }
        open.extend(read_line(line, &mut left_out));
    }
    close(&mut blocks, &mut open);
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
    Break,
    Paragraph,
    Page,
}

/// The lines of `text` that are not blank.
fn raw_lines(text: &str) -> Vec<Raw<'_>> {
    let mut lines: Vec<Raw<'_>> = Vec::new();
    let (mut blanks, mut page, mut parts) = (0, false, false);
    for (start, line, end) in printed_lines(text) {
        let words = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let at = line.len() - words.len();
        let words = words.trim_end();
        if words.chars().all(|letter| runs::is_control(letter) || letter.is_whitespace()) && words.is_empty() {
            blanks += 1;
        } else {
            let indent = columns(&line[..at]);
            let width = indent + paragraphs::width(words);
            let (start, set_in, breaks) = (start + at, line[..at].ends_with('\u{3000}'), end == End::Break);
            lines.push(Raw { start, words, indent, set_in, width, blanks, page, parts, breaks });
            (blanks, page, parts) = (0, false, false);
        }
        page |= end == End::Page;
        parts |= end == End::Paragraph;
    }
    lines
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
        '\u{C}' => Some(End::Page),
        '\u{2029}' => Some(End::Paragraph),
        _ => None,
    }
}

/// Reads one line; `None` where nothing is printed on it.
fn read_line(line: &Raw<'_>, left_out: &mut LeftOut) -> Option<Line> {
    let mut runs = Vec::new();
    runs::push_verbatim(&mut runs, line.words, line.start, &Style::default(), left_out);
    let printed = runs.iter().any(|run| !run.text.trim().is_empty());
    let hard_break = line.breaks.then(Style::default);
    printed.then(|| Line { indent: line.indent, runs, hard_break, ..Line::default() })
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

/// Tells of the words that a hyphen divides over the end of a line, all in one.
fn tell_divided_words(lines: &[Raw<'_>], begins: &[bool], diagnostics: &mut Vec<Diagnostic>) {
    let is_divided = |index: usize| {
        let (above, below) = (&lines[index - 1], &lines[index]);
        let stem = above.words.strip_suffix(['-', '\u{2010}']);
        let word = stem.is_some_and(|stem| stem.ends_with(char::is_lowercase));
        word && !begins[index] && below.words.starts_with(char::is_lowercase)
    };
    let mut divided = (1..lines.len()).filter(|&index| is_divided(index));
    let Some(first) = divided.next() else { return };
    let line = &lines[first - 1];
    let word = line.words.len() - line.words.split_whitespace().next_back().map_or(0, str::len);
    let others = match divided.count() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let span = Span::new(line.start + word, line.start + line.words.len());
    let message = format!("a word is divided over the end of a line{others}; its hyphen is kept as printed");
    diagnostics.push(Diagnostic::note(codes::HYPHENATED, span, message).with_hint("write the word in one"));
}

#[cfg(test)]
mod tests;
