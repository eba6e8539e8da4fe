//! Paragraphs: their number, their words, and what hangs on them.

use super::drawing::Hangings;
use super::runs::Base;
use super::styles::{self, Kind, Numbered};
use super::walk::Walker;
use super::xml::Element;
use super::{Block, Line, Look, Paragraph, Run, Told, What};
use std::ops::Range;

/// How much deeper a level of a list stands, in columns.
const STEP: usize = 4;
/// How wide a column is, in twentieths of a point: four to half an inch.
const COLUMN: i32 = 180;
/// Nothing is set in further.
const MOST_COLUMNS: i32 = 60;
/// A heading is not longer, in characters; what is longer is a paragraph in the dress of one.
const LONGEST_HEADING: usize = 240;
/// A heading that ends with a full stop is not longer.
const LONGEST_SENTENCE: usize = 100;

/// A paragraph that is being read.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) paragraph: Paragraph,
    /// Its place in a list, with its style, until its number is printed.
    pending: Option<(Numbered, Option<String>)>,
    /// Where inserted words stand in it.
    inserted: Option<Range<usize>>,
}

impl Walker {
    /// Reads a paragraph.
    pub(super) fn paragraph(&mut self, element: Element<'_>) {
        let own = element.child("pPr");
        let style = own.and_then(|own| own.value("pStyle"));
        let look = own.map(styles::Paragraph::read).unwrap_or_default().or(self.styles.get(style));
        let mark = own.and_then(|own| own.child("rPr"));
        let is_marked = |name: &str| mark.is_some_and(|mark| mark.child(name).is_some());
        let hangings = Hangings::find(element);
        if !hangings.behind_words && self.open.is_none() {
            self.hangings(&hangings);
        }
        let waits = hangings.behind_words || self.open.is_some();
        let mut open = self.open.take().unwrap_or_else(|| Open::new(self.text.len(), &look, style, self.blank));
        if is_marked("vanish") {
            open.pending = None;
        }
        let heads = !matches!(look.kind, None | Some(Kind::Body));
        let words = if heads { styles::Words { hidden: look.words.hidden, ..Default::default() } } else { look.words };
        self.inline(element, &mut open, &Base { words, link: None });
        let goes_on = is_marked("del") || is_marked("moveFrom");
        if goes_on {
            self.open = Some(open).filter(|open| !open.paragraph.lines.is_empty());
        } else {
            self.close(open);
        }
        if waits {
            self.hangings(&hangings);
        }
    }

    /// Ends the paragraph that was to go on in one that never came.
    pub(super) fn finish_paragraph(&mut self) {
        if let Some(open) = self.open.take() {
            self.close(open);
        }
    }

    fn close(&mut self, mut open: Open) {
        self.print_number(&mut open, Bullets::NeedWords);
        let Open { mut paragraph, inserted, .. } = open;
        self.blank = paragraph.lines.is_empty();
        if !paragraph.lines.is_empty() {
            paragraph.range.end = self.text.len();
            self.text.push(self.line_end);
            if let Some(range) = inserted {
                let words = self.text[range.clone()].to_owned();
                self.told.push(Told { what: What::Inserted, range, words });
            }
            let words = self.text[paragraph.range.clone()].trim();
            let length = words.chars().count();
            let sentence = words.ends_with(['.', ';', '。']) && length > LONGEST_SENTENCE;
            if matches!(paragraph.kind, Kind::Heading(_)) && (length > LONGEST_HEADING || sentence) {
                paragraph.kind = Kind::Body;
            }
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// Prints the number of a paragraph before its first words.
    fn print_number(&mut self, open: &mut Open, bullets: Bullets) {
        let Some((numbered, style)) = open.pending.take() else { return };
        let Some(printed) = self.numbering.next(numbered, style.as_deref()) else { return };
        if printed.bullet && bullets == Bullets::NeedWords {
            return;
        }
        let start = self.text.len();
        self.text.push_str(&printed.text);
        let number = start..self.text.len();
        self.text.push_str(printed.space);
        let line = Line { runs: vec![Run { range: start..self.text.len(), look: Look::default() }], paged: false };
        open.paragraph.lines.push(line);
        open.paragraph.range.start = start;
        open.paragraph.indent = usize::from(printed.level) * STEP;
        open.paragraph.number = Some(number);
    }

    /// Adds words to a paragraph.
    pub(super) fn push_words(&mut self, open: &mut Open, words: &str, look: Look) {
        if words.is_empty() {
            return;
        }
        self.print_number(open, Bullets::Printed);
        if open.paragraph.lines.is_empty() {
            open.paragraph.range.start = self.text.len();
            open.paragraph.lines.push(Line::default());
        }
        let start = self.text.len();
        self.text.push_str(words);
        let range = start..self.text.len();
        if self.inserting > 0 {
            let from = open.inserted.as_ref().map_or(start, |known| known.start);
            open.inserted = Some(from..range.end);
        }
        let paged = self.fields.is_page_number();
        let Some(line) = open.paragraph.lines.last_mut() else { return };
        line.paged |= paged;
        match line.runs.last_mut().filter(|last| last.look == look && last.range.end == start && look.note.is_none()) {
            Some(last) if open.paragraph.number.as_ref().is_none_or(|number| number.start < last.range.start) => {
                last.range.end = range.end;
            }
            _ => line.runs.push(Run { range, look }),
        }
    }

    /// Ends a line in a paragraph.
    pub(super) fn push_break(&mut self, open: &mut Open) {
        if !open.paragraph.lines.is_empty() {
            self.text.push(self.line_end);
            open.paragraph.lines.push(Line::default());
        }
    }
}

/// Whether a bullet is printed: without words there is no item.
#[derive(Clone, Copy, PartialEq)]
enum Bullets {
    Printed,
    NeedWords,
}

impl Open {
    fn new(at: usize, look: &styles::Paragraph, style: Option<&str>, after_blank: bool) -> Self {
        let inset = look.left.unwrap_or(0).saturating_sub(look.hanging.unwrap_or(0)) / COLUMN;
        let numbered = look.numbered.list.is_some_and(|list| list != 0);
        let paragraph = Paragraph {
            range: at..at,
            kind: look.kind.unwrap_or_default(),
            indent: inset.clamp(0, MOST_COLUMNS) as usize,
            after_blank,
            ..Paragraph::default()
        };
        let pending = numbered.then(|| (look.numbered, style.map(str::to_owned)));
        Open { paragraph, pending, inserted: None }
    }
}
