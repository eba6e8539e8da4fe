//! A text run to the operators that show it.
//!
//! A run is one `TJ` where it can be. The pen is kept in thousandths of an em, as the viewer moves it, and set right
//! before a glyph whenever it is a thousandth off: what one correction rounds away is in the next, so that a line never
//! drifts.

use super::font::{Code, Font, text_of};
use super::object::hundredths;
use crate::page::document::{Glyph, TextRun};
use printpdf::{DictItem, Op};
use std::ops::Range;

/// How far a glyph may be from its place, in thousandths of an em.
const TOLERANCE: f64 = 1.0;

/// Glyphs that are shown together.
#[derive(Debug, PartialEq)]
pub(super) struct Span {
    /// By their places in the run.
    pub(super) glyphs: Range<usize>,
    /// What they stand for, where their own texts do not say it.
    pub(super) actual: Option<String>,
}

/// Fewer glyphs than this say nothing of how a line is set.
const MIN_GLYPHS: usize = 6;

/// What most glyphs of a run are set apart by, in thousandths of a point (ISO 32000-1 9.3.2): one number instead of one
/// at every glyph. `None` where the run is too short to tell.
pub(super) fn spacing(run: &TextRun, size: f32, font: &Font) -> Option<i32> {
    if run.glyphs.len() < MIN_GLYPHS {
        return None;
    }
    let apart = |glyph: &Glyph| {
        let width = font.code(glyph.id).map_or(0.0, |code| f32::from(code.width));
        ((glyph.advance - width * size / 1000.0) * 1000.0).round() as i32
    };
    let mut apart: Vec<i32> = run.glyphs.iter().map(apart).collect();
    let middle = apart.len() / 2;
    let (_, &mut usual, _) = apart.select_nth_unstable(middle);
    // Rounded widths of a font make as much.
    Some(if usual.abs() as f32 * 2.0 <= size { 0 } else { usual })
}

/// The text state while a run is shown, from the start of the run at the text cursor.
pub(super) struct Pen {
    size: f64,
    /// What the viewer adds to every advance, in thousandths of an em.
    spacing: f64,
    /// Where the viewer's pen is, in thousandths of an em.
    at: f64,
    /// Where it should be, in points.
    target: f64,
    /// How far glyphs are above the baseline, in hundredths of a point.
    rise: i32,
    ops: Vec<Op>,
    items: Vec<DictItem>,
    codes: Vec<u8>,
}

impl Pen {
    /// At the start of a run of this size, with a spacing in thousandths of a point.
    pub(super) fn new(size: f32, spacing: i32) -> Self {
        let (ops, items, codes) = (Vec::new(), Vec::new(), Vec::new());
        let (size, spacing) = (f64::from(size), f64::from(spacing) / f64::from(size));
        Self { size, spacing, at: 0.0, target: 0.0, rise: 0, ops, items, codes }
    }

    /// Shows glyphs after those shown before.
    pub(super) fn show(&mut self, glyphs: &[Glyph], font: &Font) -> impl Iterator<Item = Op> {
        for &glyph in glyphs {
            self.glyph(glyph, font.code(glyph.id));
        }
        self.set_rise(0);
        self.flush();
        self.ops.drain(..)
    }

    fn glyph(&mut self, glyph: Glyph, code: Option<&Code>) {
        self.set_rise(hundredths(glyph.dy));
        self.move_to((self.target + f64::from(glyph.dx)) * 1000.0 / self.size);
        if let Some(code) = code {
            self.codes.extend(code.cid.to_be_bytes());
            self.at += f64::from(code.width) + self.spacing;
        }
        self.target += f64::from(glyph.advance);
    }

    fn set_rise(&mut self, rise: i32) {
        if rise != self.rise {
            self.flush();
            self.ops.push(Op::SetLineOffset { multiplier: rise as f32 / 100.0 });
            self.rise = rise;
        }
    }

    fn move_to(&mut self, place: f64) {
        let correction = (self.at - place).round();
        if (self.at - place).abs() < TOLERANCE {
            return;
        }
        self.end_string();
        self.items.push(DictItem::Int(correction as i64));
        self.at -= correction;
    }

    fn end_string(&mut self) {
        if !self.codes.is_empty() {
            self.items.push(DictItem::String { data: std::mem::take(&mut self.codes), literal: true });
        }
    }

    /// Shows what has come together. `printpdf`'s own operation for this writes a string for each glyph, in
    /// hexadecimal: the same page in three times the bytes and the time.
    fn flush(&mut self) {
        self.end_string();
        if !self.items.is_empty() {
            let items = DictItem::Array(std::mem::take(&mut self.items));
            self.ops.push(Op::Unknown { key: "TJ".to_owned(), value: vec![items] });
        }
    }
}

/// Splits a run where it changes between glyphs that stand for what their font says and glyphs that do not.
pub(super) fn spans(run: &TextRun, font: &Font) -> Vec<Span> {
    if let Some(actual) = &run.actual_text {
        return vec![Span { glyphs: 0..run.glyphs.len(), actual: Some(actual.clone()) }];
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut start = 0;
    while start < run.glyphs.len() {
        let end = end_of_cluster(&run.glyphs, start);
        let text = text_of(run, run.glyphs[start]);
        let is_said = end == start + 1 && font.code(run.glyphs[start].id).is_some_and(|code| says(&code.text, text));
        match spans.last_mut() {
            Some(Span { glyphs, actual: None }) if is_said => glyphs.end = end,
            Some(Span { glyphs, actual: Some(actual) }) if !is_said => {
                // From right to left, what is drawn next is read before.
                let is_before = run.glyphs[start].text.0 < run.glyphs[glyphs.start].text.0;
                actual.insert_str(if is_before { 0 } else { actual.len() }, text);
                glyphs.end = end;
            }
            _ => spans.push(Span { glyphs: start..end, actual: (!is_said).then(|| text.to_owned()) }),
        }
        start = end;
    }
    spans
}

/// A cluster ends before the next glyph that has characters.
fn end_of_cluster(glyphs: &[Glyph], start: usize) -> usize {
    let rest = &glyphs[start + 1..];
    start + 1 + rest.iter().take_while(|glyph| glyph.text.0 == glyph.text.1).count()
}

/// Whether a font's text of a glyph is the text it stands for. One space is as good as another: what is kept together by
/// a no-break space has been kept together.
fn says(usual: &str, text: &str) -> bool {
    let is_space = |text: &str| text.chars().count() == 1 && text.starts_with(char::is_whitespace);
    usual == text || (is_space(usual) && is_space(text))
}
