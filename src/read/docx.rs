//! Word documents: what [`docx`](crate::docx) read, as blocks of the source's text.

use super::runs::{self, LeftOut};
use super::{Anchor, Block, BlockKind, FieldText, Line, Row, Style};
use crate::diagnostic::{Diagnostic, codes};
use crate::docx::{self, Document, Kind, Told, What};
use crate::source::{Source, Span};
use std::ops::Range;

/// How far apart tab stops stand, in columns.
const TAB: usize = 4;
/// So many tracked changes are listed one by one.
const MOST_CHANGES: usize = 20;
/// Words that are told of are shown up to this length, in characters.
const SHOWN: usize = 60;

/// Reads a Word document. The text of `source` is what opening its bytes gave: ranges of one are spans of the other.
pub(super) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let document = match docx::open(source.bytes()) {
        Ok(document) if document.text == source.text() => document,
        _ => return super::text::read(source, diagnostics),
    };
    let mut reader = Reader { text: source.text(), left_out: LeftOut::default() };
    let mut blocks = reader.blocks(&document.blocks);
    super::raised::notes(&mut blocks);
    super::text::leave_out_typed(&mut blocks, diagnostics);
    reader.left_out.report(diagnostics);
    tell(&document, diagnostics);
    let margins = document.told.iter().filter(|told| told.what == What::Furniture);
    let left_out: Vec<FieldText> = margins.map(left_out).collect();
    if !left_out.is_empty() {
        blocks.insert(0, Block { span: Span::at(0), kind: BlockKind::Evidence(left_out) });
    }
    blocks
}

/// Words in the margin of a page, which may say that the text is under embargo.
fn left_out(told: &Told) -> FieldText {
    FieldText { name: FieldText::LEFT_OUT.to_owned(), value: told.words.clone(), span: span(&told.range) }
}

struct Reader<'a> {
    text: &'a str,
    left_out: LeftOut,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[docx::Block]) -> Vec<Block> {
        let mut read: Vec<Block> = Vec::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| kind(&blocks[before]));
            let block = match block {
                docx::Block::Paragraph(paragraph) => self.paragraph(paragraph),
                docx::Block::Table { range, header, rows } => {
                    let (header, rows) = (self.rows(header), self.rows(rows));
                    Some(Block { span: span(range), kind: BlockKind::Table { caption: Vec::new(), header, rows } })
                }
                docx::Block::Picture { at, description } => {
                    let kind =
                        BlockKind::Figure { url: String::new(), alternative: description.clone(), caption: Vec::new() };
                    Some(Block { span: Span::at(*at), kind })
                }
                docx::Block::Note { range, label, blocks } => {
                    let kind =
                        BlockKind::Note { printed: label.clone(), label: label.clone(), blocks: self.blocks(blocks) };
                    Some(Block { span: span(range), kind })
                }
            };
            if let Some(block) = block {
                let together = before.filter(|before| Some(*before) == kind(&blocks[index]));
                push(&mut read, block, together);
            }
        }
        read
    }

    fn paragraph(&mut self, paragraph: &docx::Paragraph) -> Option<Block> {
        let mut lines = self.lines(&paragraph.lines);
        let first = lines.first_mut()?;
        first.indent += paragraph.indent;
        if let Some(number) = &paragraph.number {
            first.anchor = Some(Anchor { number: Some(self.text[number.clone()].to_owned()), label: None });
        }
        let kind = match paragraph.kind {
            Kind::Title => BlockKind::Heading { level: 1, lines },
            Kind::Heading(level) => BlockKind::Heading { level, lines },
            Kind::Quote => {
                let span = span(&paragraph.range);
                BlockKind::Quote {
                    blocks: vec![Block { span, kind: BlockKind::Paragraph { lines } }],
                    attribution: Vec::new(),
                }
            }
            Kind::Subtitle => BlockKind::Paragraph { lines: stressed(lines) },
            Kind::Body => BlockKind::Paragraph { lines },
        };
        Some(Block { span: span(&paragraph.range), kind })
    }

    /// The lines that have words; each but the last ends on purpose.
    fn lines(&mut self, lines: &[docx::Line]) -> Vec<Line> {
        let mut read: Vec<Line> = lines.iter().filter_map(|line| self.line(line)).collect();
        if let Some((_, others)) = read.split_last_mut() {
            others.iter_mut().for_each(|line| line.hard_break = Some(Style::default()));
        }
        read
    }

    fn line(&mut self, line: &docx::Line) -> Option<Line> {
        let mut read = Line::default();
        for run in &line.runs {
            let mut words = &self.text[run.range.clone()];
            if read.runs.is_empty() {
                let space = words.len() - words.trim_start().len();
                read.indent = columns(&words[..space], read.indent);
                words = &words[space..];
            }
            let start = run.range.end - words.len();
            let style = Style {
                emphasis: run.look.emphasis,
                strong: run.look.strong,
                code: false,
                superscript: run.look.superscript,
                link: run.look.link.clone(),
                footnote: run.look.note.clone(),
            };
            runs::push_verbatim(&mut read.runs, words, start, &style, &mut self.left_out);
        }
        read.runs.iter().any(|run| !run.text.trim().is_empty()).then_some(read)
    }

    fn rows(&mut self, rows: &[docx::Row]) -> Vec<Row> {
        rows.iter().map(|row| row.iter().map(|cell| self.lines(cell)).collect()).collect()
    }
}

/// What a paragraph is, where it may stand together with its neighbours.
fn kind(block: &docx::Block) -> Option<Kind> {
    match block {
        docx::Block::Paragraph(paragraph) => {
            Some(paragraph.kind).filter(|kind| matches!(kind, Kind::Title | Kind::Quote))
        }
        _ => None,
    }
}

/// Adds a block; the paragraphs of one title or quotation are one.
fn push(read: &mut Vec<Block>, block: Block, together: Option<Kind>) {
    if together.is_some()
        && let Some(last) = read.last_mut()
    {
        let whole = last.span.to(block.span);
        match (&mut last.kind, block.kind) {
            (BlockKind::Quote { blocks, .. }, BlockKind::Quote { blocks: more, .. }) => blocks.extend(more),
            (BlockKind::Heading { lines, .. }, BlockKind::Heading { lines: more, .. }) => lines.extend(more),
            (_, kind) => return read.push(Block { span: block.span, kind }),
        }
        last.span = whole;
    } else {
        read.push(block);
    }
}

/// A deck says by its look what it is.
fn stressed(mut lines: Vec<Line>) -> Vec<Line> {
    lines.iter_mut().flat_map(|line| &mut line.runs).for_each(|run| run.style.emphasis = true);
    lines
}

fn columns(space: &str, from: usize) -> usize {
    space.chars().fold(from, |column, letter| if letter == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// Tells of what is not among the blocks.
fn tell(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let is_change = |told: &&Told| matches!(told.what, What::Inserted | What::Deleted);
    let (changes, others): (Vec<&Told>, Vec<&Told>) = document.told.iter().partition(is_change);
    let listed = changes.iter().take(MOST_CHANGES).chain(&others);
    diagnostics.extend(listed.map(|told| tell_one(told)));
    if let Some(next) = changes.get(MOST_CHANGES) {
        let message = format!("{} more tracked changes", changes.len() - MOST_CHANGES);
        diagnostics.push(Diagnostic::warning(codes::TRACKED_CHANGES, span(&next.range), message));
    }
}

fn tell_one(told: &Told) -> Diagnostic {
    let span = span(&told.range);
    let words = shown(&told.words);
    match told.what {
        What::Furniture => {
            Diagnostic::note(codes::FURNITURE, span, format!("{words} in the margin of the page was left out"))
        }
        What::Inserted => {
            Diagnostic::warning(codes::TRACKED_CHANGES, span, "a tracked change inserts these words; they were kept")
                .with_hint("accept or reject all changes before publication")
        }
        What::Deleted => {
            let message = format!("a tracked change deletes {words}; it was left out");
            Diagnostic::warning(codes::TRACKED_CHANGES, span, message)
                .with_hint("accept or reject all changes before publication: the deleted words are still in the file")
        }
        What::Hidden => {
            Diagnostic::warning(codes::HIDDEN_TEXT, span, format!("the hidden words {words} were left out"))
                .with_hint("delete them, or show them: who gets the file can read them")
        }
        What::Comments => {
            let count =
                if told.words == "1" { "1 comment was".to_owned() } else { format!("{} comments were", told.words) };
            Diagnostic::note(codes::COMMENTS, span, format!("{count} left out"))
                .without_span()
                .with_hint("delete them before publication: who gets the file can read them")
        }
        What::Picture if told.words.is_empty() => {
            Diagnostic::note(codes::PICTURE, span, "a picture without a description was left out")
                .with_hint("if it says something, give it alternative text in Word")
        }
        What::Picture => {
            Diagnostic::note(codes::PICTURE, span, format!("the picture {words} of the letterhead was left out"))
        }
        What::Unread => Diagnostic::warning(codes::PART_UNREAD, span, format!("{words} in the file could not be read"))
            .with_hint("open the file in Word and save it again"),
    }
}

/// The beginning of some words, in backticks.
fn shown(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("`{}…`", words[..end].trim_end()),
        None => format!("`{words}`"),
    }
}
