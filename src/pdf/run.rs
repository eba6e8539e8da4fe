//! A text run to the operators that show it.
//!
//! A run is one `TJ` where it can be. The pen is kept in thousandths of an em, as the viewer moves it, and set right
//! before a glyph whenever it is a thousandth off: what one correction rounds away is in the next, so that a line never
//! drifts.

use super::content::Content;
use super::font::{Font, Part, text_of};
use super::object::hundredths;
use crate::page::document::{Glyph, TextRun};
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
        let width = font.code(glyph.id).map_or(0.0, |(_, code)| f32::from(code.width));
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
    /// In hundredths of a point.
    hundredths: i32,
    /// In points.
    size: f64,
    /// What the viewer adds to every advance, in thousandths of an em.
    spacing: f64,
    /// Where the viewer's pen is, in thousandths of an em.
    at: f64,
    /// Where it should be, in points.
    target: f64,
    /// How far glyphs are above the baseline, in hundredths of a point.
    rise: i32,
    /// Which font of the face is set.
    part: Part,
    open: Open,
}

/// What of a `TJ` is begun.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Array,
    String,
}

impl Pen {
    /// At the start of a run of this size in hundredths of a point, with a spacing in thousandths of a point.
    pub(super) fn new(hundredths: i32, spacing: i32) -> Self {
        let size = f64::from(hundredths) / 100.0;
        let spacing = f64::from(spacing) / size;
        Self { hundredths, size, spacing, at: 0.0, target: 0.0, rise: 0, part: Part::Main, open: Open::Nothing }
    }

    /// Shows glyphs after those shown before.
    pub(super) fn show(&mut self, content: &mut Content, glyphs: &[Glyph], font: &Font) {
        for &glyph in glyphs {
            self.glyph(content, glyph, font);
        }
        self.set_rise(content, 0);
        self.set_part(content, Part::Main, font);
        self.flush(content);
    }

    #[inline]
    fn glyph(&mut self, content: &mut Content, glyph: Glyph, font: &Font) {
        if glyph.dy != 0.0 || self.rise != 0 {
            self.set_rise(content, hundredths(glyph.dy));
        }
        let code = font.code(glyph.id);
        if let Some((part, _)) = code {
            self.set_part(content, part, font);
        }
        self.move_to(content, (self.target + f64::from(glyph.dx)) * 1000.0 / self.size);
        if let Some((_, code)) = code {
            self.open_to(content, Open::String);
            content.code(code.cid);
            self.at += f64::from(code.width) + self.spacing;
        }
        self.target += f64::from(glyph.advance);
    }

    #[inline]
    fn set_rise(&mut self, content: &mut Content, rise: i32) {
        if rise != self.rise {
            self.flush(content);
            content.number(rise, 100).operator("Ts");
            self.rise = rise;
        }
    }

    #[inline]
    fn set_part(&mut self, content: &mut Content, part: Part, font: &Font) {
        if part != self.part {
            self.flush(content);
            content.name(font.name(part)).number(self.hundredths, 100).operator("Tf");
            self.part = part;
        }
    }

    #[inline]
    fn move_to(&mut self, content: &mut Content, place: f64) {
        let off = self.at - place;
        if off.abs() < TOLERANCE {
            return;
        }
        let correction = off.round();
        self.open_to(content, Open::Array);
        content.decimal(correction as i32, 1);
        self.at -= correction;
    }

    /// Shows what has come together.
    fn flush(&mut self, content: &mut Content) {
        if self.open != Open::Nothing {
            self.open_to(content, Open::Array);
            content.operator("]TJ");
            self.open = Open::Nothing;
        }
    }

    /// Begins a `TJ`, and begins or ends a string in it.
    #[inline]
    fn open_to(&mut self, content: &mut Content, open: Open) {
        if self.open != open {
            content.raw(match (self.open, open) {
                (Open::Nothing, Open::Array) => "[",
                (Open::Nothing, _) => "[(",
                (Open::Array, _) => "(",
                (Open::String, _) => ")",
            });
            self.open = open;
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
        let is_said =
            end == start + 1 && font.code(run.glyphs[start].id).is_some_and(|(_, code)| says(&code.text, text));
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
