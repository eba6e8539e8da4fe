//! Blocks to pieces: each the words of one paragraph, item or heading, with what it begins with.
//!
//! A paragraph of a plain text may hold several numbers or bullets without blank lines between them; a list of a
//! format is taken apart again, its depth kept as indentation, so that one grammar reads both.

use super::inline;
use super::links;
use super::marks;
use super::notes;
use super::numbering::{self, Candidate, Reading};
use super::tables;
use super::tail::{self, Group};
use crate::diagnostic::Diagnostic;
use crate::read::{Block, BlockKind, Format, Line, ListItem, Run};
use crate::release::PassageClass;
use crate::source::Span;
use std::collections::BTreeSet;

/// One piece.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) lines: Vec<Line>,
    /// The words of the lines in one.
    pub(super) text: String,
    pub(super) indent: usize,
    /// At the start of a paragraph, not of a line in it.
    pub(super) starts_paragraph: bool,
    /// At the end of a paragraph.
    pub(super) ends_paragraph: bool,
    /// The line before ends a sentence or clause.
    pub(super) after_stop: bool,
    pub(super) shape: Shape,
}

/// What a piece is, by its form.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// Words, which may begin with a number.
    Words(Option<Start>),
    /// An item; `length` bytes of its first line are the bullet.
    Item { bullet: String, length: usize },
    /// A heading that the format marks as one, which may have a number.
    Heading { level: u8, start: Option<Start> },
    /// Something that stands for itself: a table, a quotation, a picture.
    Whole(Box<Block>),
}

/// What may be a number.
#[derive(Clone, Debug)]
pub(super) struct Start {
    pub(super) candidate: Candidate,
    /// As printed.
    pub(super) printed: String,
    /// The bytes of the first line that it takes; none where the format set it apart.
    pub(super) length: usize,
    /// The format or an anchor says that it is a number.
    pub(super) certain: bool,
}

/// How much deeper the words of a list stand than the list.
const STEP: usize = 4;

/// Takes blocks apart.
pub(super) fn pieces(blocks: &[Block], format: Format, diagnostics: &mut Vec<Diagnostic>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    flatten(blocks, 0, format, &mut pieces, diagnostics);
    number_headings(&mut pieces);
    join_lone_numbers(pieces)
}

/// Numbers the headings of a level that count: `2. Spending` behind `1. Income`.
fn number_headings(pieces: &mut [Piece]) {
    let candidate = |piece: &Piece| match &piece.shape {
        Shape::Heading { level, .. } => {
            let whole = |candidate: &Candidate| !candidate.touches && candidate.length < piece.text.trim_end().len();
            numbering::read(&piece.text).filter(whole).map(|candidate| (*level, candidate))
        }
        _ => None,
    };
    let all: BTreeSet<(u8, Reading)> = pieces
        .iter()
        .filter_map(candidate)
        .flat_map(|(level, candidate)| candidate.readings.into_iter().map(move |reading| (level, reading)))
        .collect();
    for piece in pieces.iter_mut() {
        let Some((level, candidate)) = candidate(piece) else { continue };
        let counts = |reading: &Reading| {
            let before = reading.before().is_some_and(|before| all.contains(&(level, before)));
            before || all.contains(&(level, reading.next()))
        };
        if candidate.readings.iter().any(counts) {
            let printed = piece.text[..candidate.length].to_owned();
            let start = Start { printed, length: candidate.length, candidate, certain: false };
            piece.shape = Shape::Heading { level, start: Some(start) };
        }
    }
}

/// A number on a line of its own takes the words below it.
fn join_lone_numbers(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let lone = joined.last_mut().filter(|last| {
            let number =
                matches!(&last.shape, Shape::Words(Some(start)) if start.length == last.text.len() && start.length > 0);
            number && matches!(piece.shape, Shape::Words(None))
        });
        match lone {
            Some(number) => {
                number.span = number.span.to(piece.span);
                number.lines.extend(piece.lines);
                number.text = format!("{} {}", number.text, piece.text);
                number.ends_paragraph = piece.ends_paragraph;
            }
            None => joined.push(piece),
        }
    }
    joined
}

fn flatten(
    blocks: &[Block],
    indent: usize,
    format: Format,
    pieces: &mut Vec<Piece>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph { lines } => {
                let table = (format == Format::Text).then(|| tables::read(lines, block.span, diagnostics)).flatten();
                match table {
                    Some(table) => pieces.push(piece(block.span, Vec::new(), indent, Shape::Whole(Box::new(table)))),
                    None => split_under_heading(lines, block.span, indent, format, pieces),
                }
            }
            BlockKind::Heading { level, lines } => {
                pieces.push(piece(block.span, lines.clone(), indent, Shape::Heading { level: *level, start: None }));
            }
            BlockKind::List { items } => {
                for item in items {
                    let rest = take_item(item, block.span, indent, pieces);
                    flatten(rest, indent + STEP, format, pieces, diagnostics);
                }
            }
            // Signs of our editions say nothing in a text that is none.
            BlockKind::Marker(_) | BlockKind::Fields(_) => {}
            _ => pieces.push(piece(block.span, Vec::new(), indent, Shape::Whole(Box::new(block.clone())))),
        }
    }
}

fn piece(span: Span, lines: Vec<Line>, indent: usize, shape: Shape) -> Piece {
    let text = inline::text(&lines);
    Piece { span, lines, text, indent, starts_paragraph: true, ends_paragraph: true, after_stop: true, shape }
}

/// An item: its first paragraph with the bullet or number; gives what else it holds.
fn take_item<'a>(item: &'a ListItem, list: Span, indent: usize, pieces: &mut Vec<Piece>) -> &'a [Block] {
    let (lines, rest) = match item.blocks.split_first() {
        Some((Block { kind: BlockKind::Paragraph { lines }, .. }, rest)) => (lines.clone(), rest),
        _ => (Vec::new(), item.blocks.as_slice()),
    };
    let first = item.blocks.first().map_or(Span::at(list.start()), |block| block.span);
    if let Some(lines) = listed_end(&item.marker, &lines, first) {
        pieces.push(piece(first, lines, indent, Shape::Words(None)));
        return rest;
    }
    let shape = match numbering::read(&item.marker).filter(|candidate| candidate.length == item.marker.len()) {
        Some(candidate) => {
            Shape::Words(Some(Start { candidate, printed: item.marker.clone(), length: 0, certain: true }))
        }
        None => Shape::Item { bullet: item.marker.clone(), length: 0 },
    };
    pieces.push(piece(first, lines, indent, shape));
    rest
}

/// Splits a paragraph behind a first line that stands apart: `Contacts:` or `Notes:`, which heads the others, or a
/// rule above notes.
fn split_under_heading(lines: &[Line], span: Span, indent: usize, format: Format, pieces: &mut Vec<Piece>) {
    if let [first, rest @ ..] = lines
        && let Some(rest_span) = inline::span(rest)
        && stands_apart(first, rest)
    {
        let head = vec![Line { hard_break: None, ..first.clone() }];
        pieces.push(piece(inline::span(&head).unwrap_or(span), head, indent, Shape::Words(None)));
        split_under_heading(rest, rest_span, indent, format, pieces);
    } else {
        split(lines, span, indent, format, pieces);
    }
}

/// `- ende -`: an item to Markdown, and the mark of an end.
fn listed_end(marker: &str, lines: &[Line], at: Span) -> Option<Vec<Line>> {
    let [line] = lines else { return None };
    let dashed = matches!(marker, "-" | "–" | "—" | "*" | "+") && inline::line_text(line).ends_with(marker);
    if !dashed || !tail::is_end_mark(&format!("{marker} {}", inline::line_text(line))) {
        return None;
    }
    let style = line.runs.first().map(|run| run.style.clone()).unwrap_or_default();
    let mut line = line.clone();
    line.runs.insert(0, Run { span: Span::at(at.start()), text: format!("{marker} "), style });
    Some(vec![line])
}

/// Whether the first line of a paragraph heads the others, or is drawn above them.
fn stands_apart(first: &Line, rest: &[Line]) -> bool {
    let text = inline::line_text(first);
    if is_rule(text.trim()) && text.trim_start().starts_with('_') {
        return true;
    }
    let Some(group) = tail::group(&text) else { return false };
    let next = inline::line_text(&rest[0]);
    let bracketed = text.trim_start().starts_with(['【', '<', '[', '〈', '《', '＜', '［', '■', '☎']);
    let labelled = text.trim_end().ends_with([':', '：']) && group != Group::Passage(PassageClass::About);
    let capitals = !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
    let listed = read_bullet(&next).is_some()
        || numbering::read(&next).is_some()
        || links::addresses(&next).first().is_some_and(|(range, _)| range.start == 0);
    // A line with room for the next word ended on purpose.
    let widest = rest.iter().map(|line| width(&inline::line_text(line))).max().unwrap_or(0);
    let short = (width(&text) as f32) < FULL * widest as f32 && !goes_on(&next);
    labelled || bracketed || capitals || listed || short || first.hard_break.is_some()
}

/// Splits a paragraph at lines that begin with a number or bullet.
fn split(lines: &[Line], span: Span, indent: usize, format: Format, pieces: &mut Vec<Piece>) {
    let mut starts: Vec<(usize, Shape)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = inline::line_text(line);
        let in_list = matches!(starts.last(), Some((_, Shape::Item { .. })));
        let before = index.checked_sub(1).map(|before| inline::line_text(&lines[before]));
        let opens_list = index == 0 || in_list || before.is_some_and(|before| before.trim_end().ends_with([':', '：']));
        let shape = shape_of(line, &text, opens_list);
        let note = index > 0 && begins_note(lines, &text, starts.len());
        if index == 0 || note || !matches!(shape, Shape::Words(None)) {
            starts.push((index, shape));
        }
    }
    let count = starts.len();
    let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).chain([lines.len()]).collect();
    for (number, ((start, shape), end)) in starts.into_iter().zip(ends).enumerate() {
        let mut own = lines[start..end].to_vec();
        if format == Format::Text {
            keep_short_lines(&mut own);
        }
        let span = if count == 1 { span } else { inline::span(&own).unwrap_or(span) };
        let after_stop = start == 0 || ends_clause(&inline::line_text(&lines[start - 1]));
        let indent = indent + own[0].indent;
        let text = inline::text(&own);
        let (starts_paragraph, ends_paragraph) = (number == 0, number + 1 == count);
        pieces.push(Piece { span, lines: own, text, indent, starts_paragraph, ends_paragraph, after_stop, shape });
    }
}

/// Whether a line of a paragraph that begins with a note begins the next: `[2] See…`, or `2 See…` as the second.
fn begins_note(lines: &[Line], text: &str, before: usize) -> bool {
    let first = inline::line_text(&lines[0]);
    let marked = marks::leading(&first).is_some() && marks::leading(text).is_some();
    let counted = || notes::bare(&first) == Some(1) && notes::bare(text) == u32::try_from(before + 1).ok();
    marked || counted()
}

/// What a line begins with.
fn shape_of(line: &Line, text: &str, opens_list: bool) -> Shape {
    if let Some(anchor) = &line.anchor
        && let Some(start) = anchored(text, anchor.number.as_deref())
    {
        return Shape::Words(Some(start));
    }
    if opens_list && let Some((bullet, length)) = read_bullet(text) {
        return Shape::Item { bullet, length };
    }
    Shape::Words(numbering::read(text).map(|candidate| {
        let length = candidate.length;
        Start { printed: text[..length].to_owned(), length, candidate, certain: false }
    }))
}

/// The number behind an anchor: an earlier edition of ours put it there.
fn anchored(text: &str, number: Option<&str>) -> Option<Start> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let printed = number.unwrap_or(&text[..end]).to_owned();
    let candidate = numbering::read(&printed).filter(|_| text.starts_with(&printed))?;
    Some(Start { length: printed.len(), printed, candidate, certain: true })
}

/// The signs that are bullets wherever they begin a line.
const BULLETS: &str = "•◦●○■□▪▫▶►▲△▷◆◇❖➢➤✓✔∙‣⁃※ㅇ・";
/// The signs that are bullets with a space behind them, and dashes, stars or letters otherwise.
const DASHES: &str = "-–—*+·o";

/// Reads the bullet that a line begins with; gives how long it is.
fn read_bullet(text: &str) -> Option<(String, usize)> {
    let first = text.chars().next()?;
    let length = first.len_utf8();
    let rest = &text[length..];
    let private = ('\u{E000}'..='\u{F8FF}').contains(&first);
    // `・完成予想図` has its bullet without a space.
    let spaced = (rest.starts_with(char::is_whitespace) || first == '・') && !rest.trim().is_empty();
    let bullet = spaced && (BULLETS.contains(first) || DASHES.contains(first) || private);
    (bullet && !super::tail::is_end_mark(text) && !is_rule(text)).then(|| (first.to_string(), length))
}

/// Whether a line is drawn across the page with signs: `* * *`, `-----`.
pub(super) fn is_rule(text: &str) -> bool {
    let mut signs = text.chars().filter(|letter| !letter.is_whitespace());
    let Some(first) = signs.next() else { return false };
    let drawn = matches!(first, '*' | '-' | '–' | '—' | '_' | '=' | '~' | '·');
    drawn && signs.clone().count() >= 2 && signs.all(|letter| letter == first)
}

/// Whether a line ends a sentence or clause.
pub(super) fn ends_clause(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', ')', '»', '」']);
    let conjunction = [" and", " or", " et", " ou", " y", " o", " und", " oder", " и"];
    text.ends_with(['.', ':', ';', '!', '?', '。', '；', '：', '…', '،', '؛', ',', '？', '！'])
        || conjunction.iter().any(|word| text.ends_with(word))
}

/// A line narrower than this part of the widest was not ended because it was full.
const FULL: f32 = 0.6;
/// Lines of a text that wraps its lines are about as wide as this, at least.
const NARROWEST_PAGE: usize = 40;

/// Marks the lines that end on purpose, as in an address: those that had room for the next word.
fn keep_short_lines(lines: &mut [Line]) {
    let widths: Vec<usize> = lines.iter().map(|line| width(&inline::line_text(line))).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    let count = lines.len();
    for index in 0..count - 1 {
        let short = (widths[index] as f32) < FULL * widest as f32;
        let next = inline::line_text(&lines[index + 1]);
        if begins_attribution(&next) || ((widest < NARROWEST_PAGE || short) && !goes_on(&next)) {
            lines[index].hard_break.get_or_insert_default();
        }
    }
}

/// Whether a line goes on in a sentence: its first word is small, and no address.
fn goes_on(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let word = first.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    first.starts_with(char::is_lowercase) && word.chars().all(|letter| letter.is_alphabetic() || letter == '-')
}

/// `— Henrik Vasmer, chair of the Board`, the line that says whose words stand above it.
fn begins_attribution(line: &str) -> bool {
    let name = line.strip_prefix(['—', '–', '―']).map(str::trim_start);
    name.is_some_and(|name| name.starts_with(char::is_uppercase) && !ends_clause(name))
}

fn width(text: &str) -> usize {
    text.chars().map(|letter| if inline::is_unspaced(letter) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::{goes_on, is_rule, read_bullet};

    #[test]
    fn bullets_have_a_space_behind_them() {
        assert_eq!(read_bullet("- one").map(|(bullet, _)| bullet).as_deref(), Some("-"));
        assert_eq!(read_bullet("※ 참고").map(|(_, length)| length), Some(3));
        for text in ["-30-", "- 30 -", "*bold*", "– ENDS –", "* * *", "over", "-"] {
            assert_eq!(read_bullet(text), None, "{text}");
        }
        assert!(goes_on("that hangs") && !goes_on("press@tides.example") && !goes_on("Jane Roe"));
        assert!(is_rule("-----") && is_rule("* * *") && !is_rule("- 30 -") && !is_rule("--"));
    }
}
