//! A text run to the operators that show it.
//!
//! A run is one `TJ` where it can be. The pen is kept in thousandths of an em, as the viewer moves it, and set right
//! before a glyph whenever it is a thousandth off: what one correction rounds away is in the next, so that a line never
//! drifts.

use super::content::Content;
use super::font::{Code, Font, Part, text_of};
use super::object::{hundredths, whole};
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

/// The code that shows a glyph, and the font that has it; a glyph that a font lacks is not shown.
pub(super) type Shown<'f> = Option<(Part, &'f Code)>;

/// The codes of a run's glyphs.
pub(super) fn shown<'f>(run: &TextRun, font: &'f Font) -> Vec<Shown<'f>> {
    run.glyphs.iter().map(|glyph| font.code(glyph.id)).collect()
}

/// What a viewer adds to advances, in thousandths of a point (ISO 32000-1 9.3.2 and 9.3.3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spacing {
    /// To each.
    pub(super) letters: i32,
    /// To that of a space besides.
    pub(super) words: i32,
}

/// Fewer glyphs than this say nothing of how a line is set.
const MIN_GLYPHS: usize = 6;

/// So many glyphs say how a line is set.
const ENOUGH_GLYPHS: usize = 32;

/// What most glyphs of a run are set apart by, and most spaces: one number instead of one at every glyph. What the run is too
/// short to tell stays as it is.
pub(super) fn spacing(run: &TextRun, shown: &[Shown<'_>], size: f32, font: &Font, before: Spacing) -> Spacing {
    if run.glyphs.len() < MIN_GLYPHS {
        return before;
    }
    let apart = |glyph: &Glyph, code: Shown<'_>| {
        let width = code.map_or(0.0, |(_, code)| f32::from(code.width));
        whole((glyph.advance - width * size / 1000.0) * 1000.0)
    };
    let (mut letters, mut spaces) = (Vec::with_capacity(ENOUGH_GLYPHS), Vec::new());
    let every = run.glyphs.len().div_ceil(ENOUGH_GLYPHS);
    for (index, (glyph, code)) in run.glyphs.iter().zip(shown).enumerate() {
        if font.is_space(*code) {
            spaces.push(apart(glyph, *code));
        } else if index % every == 0 {
            letters.push(apart(glyph, *code));
        }
    }
    // Rounded widths of a font make as much.
    let settled = |apart: i32| if apart.abs() as f32 * 2.0 <= size { 0 } else { apart };
    let letters = middle(&mut letters).map_or(before.letters, settled);
    let words = middle(&mut spaces).map_or(before.words, |apart| settled(apart - letters));
    Spacing { letters, words }
}

fn middle(numbers: &mut [i32]) -> Option<i32> {
    let middle = numbers.len() / 2;
    (!numbers.is_empty()).then(|| *numbers.select_nth_unstable(middle).1)
}

/// The text state while a run is shown, from the start of the run at the text cursor.
pub(super) struct Pen<'f> {
    font: &'f Font,
    /// In hundredths of a point.
    hundredths: i32,
    /// Thousandths of an em in a point.
    per_point: f64,
    /// What the viewer adds to every advance, and to that of a space, in thousandths of an em.
    spacing: (f64, f64),
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

impl<'f> Pen<'f> {
    /// At the start of a run of this size in hundredths of a point.
    pub(super) fn new(font: &'f Font, hundredths: i32, spacing: Spacing) -> Self {
        let per_point = 100_000.0 / f64::from(hundredths);
        let [letters, words] = [spacing.letters, spacing.words].map(|of| f64::from(of) / 1000.0 * per_point);
        let (part, open) = (Part::Main, Open::Nothing);
        Self { font, hundredths, per_point, spacing: (letters, words), at: 0.0, target: 0.0, rise: 0, part, open }
    }

    /// Shows glyphs after those shown before.
    pub(super) fn show(&mut self, content: &mut Content, glyphs: &[Glyph], shown: &[Shown<'f>]) {
        for (glyph, shown) in glyphs.iter().zip(shown) {
            self.glyph(content, glyph, *shown);
        }
        self.set_rise(content, 0);
        self.set_part(content, Part::Main);
        self.flush(content);
    }

    #[inline]
    fn glyph(&mut self, content: &mut Content, glyph: &Glyph, shown: Shown<'f>) {
        if glyph.dy != 0.0 || self.rise != 0 {
            self.set_rise(content, hundredths(glyph.dy));
        }
        if let Some((part, _)) = shown {
            self.set_part(content, part);
        }
        self.move_to(content, (self.target + f64::from(glyph.dx)) * self.per_point);
        if let Some((part, code)) = shown {
            self.open_to(content, Open::String);
            let [high, low] = code.cid.to_be_bytes();
            if self.font.is_wide(part) {
                content.code_byte(high);
            }
            content.code_byte(low);
            self.at += f64::from(code.width) + self.spacing.0;
            if self.font.is_space(shown) {
                self.at += self.spacing.1;
            }
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
    fn set_part(&mut self, content: &mut Content, part: Part) {
        if part != self.part {
            self.flush(content);
            content.name(self.font.name(part)).number(self.hundredths, 100).operator("Tf");
            self.part = part;
        }
    }

    #[inline]
    fn move_to(&mut self, content: &mut Content, place: f64) {
        let off = self.at - place;
        if off.abs() < TOLERANCE {
            return;
        }
        let correction = off.round() as i32;
        self.open_to(content, Open::Array);
        content.decimal(correction, 1);
        self.at -= f64::from(correction);
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
pub(super) fn spans(run: &TextRun, shown: &[Shown<'_>]) -> Vec<Span> {
    if let Some(actual) = &run.actual_text {
        return vec![Span { glyphs: 0..run.glyphs.len(), actual: Some(actual.clone()) }];
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut start = 0;
    while start < run.glyphs.len() {
        let end = end_of_cluster(&run.glyphs, start);
        let text = text_of(run, run.glyphs[start]);
        let is_said = end == start + 1 && shown[start].is_some_and(|(_, code)| says(&code.text, text));
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
#[inline]
fn says(usual: &str, text: &str) -> bool {
    if let ([usual], [text]) = (usual.as_bytes(), text.as_bytes()) {
        return usual == text;
    }
    let is_space = |text: &str| text.chars().count() == 1 && text.starts_with(char::is_whitespace);
    usual == text || (is_space(usual) && is_space(text))
}
