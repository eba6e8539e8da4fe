//! Blocks to pieces: each the words of one paragraph, item or heading, with what it begins with.
//!
//! A paragraph of a plain text may hold several numbers or bullets without blank lines between them; a list of a
//! format is taken apart again, its depth kept as indentation, so that one grammar reads both.

use super::numbering::{self, Candidate, Reading};
use super::{bullets, captions, glued_headings, inline, lost, nested, quotes, split, tables, tail};
use crate::diagnostic::Diagnostic;
use crate::read::{Block, BlockKind, Format, Line, ListItem, Run};
use crate::source::Span;
use std::collections::BTreeSet;
use std::ops::Range;

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
/// So many lines of an item are looked at for numbers.
const MOST_LINES: usize = 100;

/// What the parts of this step hand on: the pieces so far, and what there is to say.
pub(super) struct Context<'a> {
    pub(super) format: Format,
    /// How wide the lines of the text are, in columns.
    pub(super) page: usize,
    /// What the lines so far begin with that may be numbers.
    pub(super) numbers: BTreeSet<Reading>,
    /// The blocks are those of a quotation already.
    quoted: bool,
    pub(super) pieces: Vec<Piece>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    pub(super) fn new(blocks: &[Block], format: Format, quoted: bool, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        let page = if format == Format::Text { glued_headings::page(blocks) } else { 0 };
        Self { format, page, numbers: BTreeSet::new(), quoted, pieces: Vec::new(), diagnostics }
    }
}

impl Piece {
    /// A piece that is a whole paragraph.
    pub(super) fn whole_paragraph(span: Span, lines: Vec<Line>, indent: usize, shape: Shape) -> Self {
        let text = inline::text(&lines);
        Piece { span, lines, text, indent, starts_paragraph: true, ends_paragraph: true, after_stop: true, shape }
    }

    /// Whether a list of the format draws its number or bullet, which then stands in none of the lines.
    pub(super) fn has_drawn_mark(&self) -> bool {
        match &self.shape {
            Shape::Words(Some(start)) => start.length == 0,
            Shape::Item { length, .. } => *length == 0,
            _ => false,
        }
    }
}

/// Takes blocks apart.
pub(super) fn pieces(blocks: &[Block], format: Format, diagnostics: &mut Vec<Diagnostic>) -> Vec<Piece> {
    take(blocks, Context::new(blocks, format, false, diagnostics))
}

/// Takes the blocks of a quotation apart.
pub(super) fn of_quote(blocks: &[Block], diagnostics: &mut Vec<Diagnostic>) -> Vec<Piece> {
    take(blocks, Context::new(blocks, Format::Markdown, true, diagnostics))
}

fn take(blocks: &[Block], mut context: Context<'_>) -> Vec<Piece> {
    flatten(blocks, 0, &mut context);
    let mut pieces = context.pieces;
    number_headings(&mut pieces);
    nested::part(join_lone_numbers(pieces))
}

/// Numbers the headings of a level that count: `2. Spending` behind `1. Income`; three from the first on where nothing sets the
/// number off, `1 Income`.
fn number_headings(pieces: &mut [Piece]) {
    const FEWEST_BARE: u32 = 3;
    let candidate = |piece: &Piece| match &piece.shape {
        Shape::Heading { level, .. } => {
            let whole = |candidate: &Candidate| candidate.length < piece.text.trim_end().len();
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
            let is_there = |reading: Reading| all.contains(&(level, reading));
            if candidate.form == numbering::Form::Marked {
                return reading.before().is_some_and(is_there) || is_there(reading.next());
            }
            let first = (1..=FEWEST_BARE).all(|value| is_there(Reading { value, ..reading.clone() }));
            first && (reading.value == 1 || reading.before().is_some_and(is_there))
        };
        if candidate.readings.iter().any(counts) {
            let printed = piece.text[..candidate.length].to_owned();
            let start = Start { printed, length: candidate.length, candidate, certain: false };
            piece.shape = Shape::Heading { level, start: Some(start) };
        }
    }
}

/// A number on a line of its own takes the words below it.
fn join_lone_numbers(mut pieces: Vec<Piece>) -> Vec<Piece> {
    leave_lone_names(&mut pieces);
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

/// `Article 8` on a line of its own, where no other article is numbered: what the words below are about.
fn leave_lone_names(pieces: &mut [Piece]) {
    let start = |piece: &Piece| match &piece.shape {
        Shape::Words(Some(start)) if start.candidate.readings.iter().any(|reading| reading.style.is_named()) => {
            Some((start.length, start.candidate.readings.clone()))
        }
        _ => None,
    };
    let all: BTreeSet<Reading> = pieces.iter().filter_map(start).flat_map(|(_, readings)| readings).collect();
    for piece in pieces.iter_mut() {
        let Some((length, readings)) = start(piece) else { continue };
        let counted = |reading: &Reading| {
            all.contains(&reading.next()) || reading.before().is_some_and(|before| all.contains(&before))
        };
        if length > 0 && length == piece.text.len() && !readings.iter().any(counted) {
            piece.shape = Shape::Words(None);
        }
    }
}

fn flatten(blocks: &[Block], indent: usize, context: &mut Context<'_>) {
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let before = at.checked_sub(1).map(|before| &blocks[before]);
        if context.format == Format::Text
            && let Some(lines) = quotes::listed(block, before, context.page)
        {
            split::paragraph(&lines, block.span, indent, None, context);
            at += 1;
            continue;
        }
        if !context.quoted
            && let Some((quote, count)) = quotes::read(&blocks[at..], before, context)
        {
            context.pieces.push(whole(quote, indent));
            at += count;
            continue;
        }
        at += 1;
        match &block.kind {
            BlockKind::Paragraph { lines } => {
                let next = lost::first_number(blocks.get(at));
                match tables::inside(lines).filter(|_| context.format == Format::Text) {
                    Some(rows) => flatten_table(lines, rows, indent, next, context),
                    None => flatten_paragraph(lines, block.span, indent, next, context),
                }
            }
            BlockKind::Heading { level, lines } => {
                let shape = Shape::Heading { level: *level, start: None };
                context.pieces.push(Piece::whole_paragraph(block.span, lines.clone(), indent, shape));
            }
            BlockKind::List { items } => {
                for item in items {
                    let rest = take_item(item, block.span, indent, context);
                    flatten(rest, indent + STEP, context);
                }
            }
            // Signs of our editions say nothing in a text that is none.
            BlockKind::Marker(_) | BlockKind::Fields(_) | BlockKind::Evidence(_) => {}
            _ => context.pieces.push(whole(block.clone(), indent)),
        }
    }
}

/// A paragraph, which may be a table.
fn flatten_paragraph(lines: &[Line], span: Span, indent: usize, next: Option<u32>, context: &mut Context<'_>) {
    let text = context.format == Format::Text;
    match text.then(|| tables::read(lines, span, context.diagnostics)).flatten() {
        Some(table) => context.pieces.push(whole(table, indent)),
        None => split::paragraph(lines, span, indent, next, context),
    }
}

/// A paragraph with a table in it: the words above the `rows`, these, and the words below them.
fn flatten_table(lines: &[Line], rows: Range<usize>, indent: usize, next: Option<u32>, context: &mut Context<'_>) {
    let (head, rest) = lines.split_at(rows.start);
    let (rows, tail) = rest.split_at(rows.len());
    let named = head.last().is_some_and(|line| captions::is_named(&inline::line_text(line)));
    let (head, caption) = head.split_at(head.len() - usize::from(named));
    for (part, next) in [(head, None), (caption, None), (rows, None), (tail, next)] {
        if let Some(span) = inline::span(part) {
            flatten_paragraph(part, span, indent, next, context);
        }
    }
}

fn whole(block: Block, indent: usize) -> Piece {
    Piece::whole_paragraph(block.span, Vec::new(), indent, Shape::Whole(Box::new(block)))
}

/// An item: its first paragraph with the bullet or number; gives what else it holds.
fn take_item<'a>(item: &'a ListItem, list: Span, indent: usize, context: &mut Context<'_>) -> &'a [Block] {
    let (lines, rest) = match item.blocks.split_first() {
        Some((Block { kind: BlockKind::Paragraph { lines }, .. }, rest)) => (lines.as_slice(), rest),
        _ => (&[][..], item.blocks.as_slice()),
    };
    let (lines, inner) = lines.split_at(inner_numbers(lines));
    let lines = lines.to_vec();
    let pieces = &mut context.pieces;
    let first = item.blocks.first().map_or(Span::at(list.start()), |block| block.span);
    if let Some(lines) = listed_end(&item.marker, &lines, first) {
        pieces.push(Piece::whole_paragraph(first, lines, indent, Shape::Words(None)));
        return rest;
    }
    let is_bullet = bullets::read(&format!("{} A", item.marker)).is_some();
    let shape = match numbering::read_whole(&item.marker).filter(|_| !is_bullet) {
        Some(candidate) => {
            Shape::Words(Some(Start { candidate, printed: item.marker.clone(), length: 0, certain: true }))
        }
        None => Shape::Item { bullet: item.marker.clone(), length: 0 },
    };
    pieces.push(Piece::whole_paragraph(first, lines, indent, shape));
    if let Some(span) = inline::span(inner) {
        split::paragraph(inner, span, indent + STEP, None, context);
    }
    rest
}

/// Where in the lines of an item numbers begin that stand under it, as in `a) by day;`, `b) by night.`, which is no
/// list to Markdown; else where the lines end.
fn inner_numbers(lines: &[Line]) -> usize {
    let marked =
        |line: &Line| numbering::read(&inline::line_text(line)).filter(|it| it.form == numbering::Form::Marked);
    let begins = |at: &usize| {
        let first = marked(&lines[*at]).and_then(|it| it.readings.into_iter().find(|reading| reading.value == 1));
        first.is_some_and(|first| {
            lines[at + 1..]
                .iter()
                .take(MOST_LINES)
                .filter_map(marked)
                .any(|second| second.readings.contains(&first.next()))
        })
    };
    (1..lines.len()).take(MOST_LINES).find(begins).unwrap_or(lines.len())
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

/// Whether the paragraphs have numbers such as `[4]`, as in the judgments of courts, and no notes have: nothing before
/// `[1]` refers to it.
pub(super) fn are_numbered_in_brackets(pieces: &[Piece]) -> bool {
    let bracketed = |piece: &Piece, value| match &piece.shape {
        Shape::Words(Some(start)) => {
            start.candidate.readings.iter().any(|reading| reading.style.is_bracketed() && reading.value == value)
        }
        _ => false,
    };
    let Some(first) = pieces.iter().position(|piece| bracketed(piece, 1)) else { return false };
    let (before, behind) = pieces.split_at(first);
    behind.iter().any(|piece| bracketed(piece, 2)) && !before.iter().any(|piece| piece.text.contains("[1]"))
}

/// Whether a line ends a sentence or clause.
pub(super) fn ends_clause(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', ')', '»', '」']);
    let conjunction = [" and", " or", " et", " ou", " y", " o", " und", " oder", " и"];
    text.ends_with(['.', ':', ';', '!', '?', '。', '；', '：', '…', '،', '؛', ',', '？', '！'])
        || conjunction.iter().any(|word| text.ends_with(word))
}
