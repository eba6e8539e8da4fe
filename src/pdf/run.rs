//! A text run to the operators that show it.
//!
//! A run is one `TJ` where it can be. The pen is kept in thousandths of an em, as the viewer moves it, and set right
//! before a glyph whenever it is a thousandth off: what one correction rounds away is in the next, so that a line never
//! drifts.

use super::content::Content;
use super::font::{Code, Font, Part, SPACE, text_of};
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

/// How a glyph is shown; one that a font lacks is not.
pub(super) type Shown<'f> = Option<Sign<'f>>;

/// The code that shows a glyph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign<'f> {
    code: &'f Code,
    /// Which font has it.
    part: Part,
    /// Whether it is two bytes.
    is_wide: bool,
}

impl Sign<'_> {
    /// Whether the word spacing counts.
    #[inline]
    fn is_space(self) -> bool {
        self.code.cid == SPACE && !self.is_wide
    }
}

/// How the glyphs of a run are shown.
pub(super) fn shown<'f>(run: &TextRun, font: &'f Font) -> Vec<Shown<'f>> {
    let is_wide = [Part::Main, Part::More].map(|part| font.is_wide(part));
    let sign = |(part, code)| Sign { code, part, is_wide: is_wide[part as usize] };
    run.glyphs.iter().map(|glyph| font.code(glyph.id).map(sign)).collect()
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
const ENOUGH_GLYPHS: usize = 16;

/// What most glyphs of a run are set apart by, and most spaces: one number instead of one at every glyph. What the run is too
/// short to tell stays as it is.
pub(super) fn spacing(run: &TextRun, shown: &[Shown<'_>], size: f32, before: Spacing) -> Spacing {
    if run.glyphs.len() < MIN_GLYPHS {
        return before;
    }
    let apart = |glyph: &Glyph, sign: Sign<'_>| whole(glyph.advance * 1000.0 - f32::from(sign.code.width) * size);
    let (mut letters, mut spaces) = (Vec::with_capacity(ENOUGH_GLYPHS), Vec::with_capacity(ENOUGH_GLYPHS));
    let every = run.glyphs.len().div_ceil(ENOUGH_GLYPHS);
    let mut next = 0;
    for (place, (glyph, shown)) in run.glyphs.iter().zip(shown).enumerate() {
        match shown {
            Some(sign) if sign.is_space() => spaces.push(apart(glyph, *sign)),
            Some(sign) if place >= next => {
                letters.push(apart(glyph, *sign));
                next = place + every;
            }
            _ => {}
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
            if let Some(sign) = *shown {
                if glyph.dy != 0.0 || self.rise != 0 || sign.part != self.part {
                    self.set_rise(content, hundredths(glyph.dy));
                    self.set_part(content, sign.part);
                }
                let off = self.at - (self.target + f64::from(glyph.dx)) * self.per_point;
                if off.abs() >= TOLERANCE {
                    self.correct(content, off);
                }
                if self.open != Open::String {
                    self.open_to(content, Open::String);
                }
                self.at += f64::from(sign.code.width) + self.spacing.0;
                let [high, low] = sign.code.cid.to_be_bytes();
                if sign.is_wide {
                    content.code_byte(high);
                } else if sign.is_space() {
                    self.at += self.spacing.1;
                }
                content.code_byte(low);
            }
            self.target += f64::from(glyph.advance);
        }
        self.set_rise(content, 0);
        self.set_part(content, Part::Main);
        self.flush(content);
    }

    fn set_rise(&mut self, content: &mut Content, rise: i32) {
        if rise != self.rise {
            self.flush(content);
            content.number(rise, 100).operator("Ts");
            self.rise = rise;
        }
    }

    fn set_part(&mut self, content: &mut Content, part: Part) {
        if part != self.part {
            self.flush(content);
            content.name(self.font.name(part)).number(self.hundredths, 100).operator("Tf");
            self.part = part;
        }
    }

    /// Sets the pen right.
    fn correct(&mut self, content: &mut Content, off: f64) {
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
    let mut spans = Vec::new();
    let says = |place: usize| shown[place].is_some_and(|sign| sign.code.says(run, run.glyphs[place]));
    for word in words(run) {
        let has_marks = !run.right_to_left && word.clone().any(|place| goes_on(run, &run.glyphs[place]));
        let is_raised = |place: usize| run.glyphs[place].dy != 0.0;
        // What is raised is drawn by an operator of its own, which some readers take to be another word.
        if has_marks && (word.clone().all(says) || word.clone().any(is_raised)) {
            spans.push(Span { actual: Some(texts(run, &word)), glyphs: word });
        } else {
            split(run, word, says, &mut spans);
        }
    }
    spans
}

/// The words of a run that has clusters, and what is between them; any other run is one word. So is what is read from right to
/// left: readers turn around what is said in the place of glyphs, so that it is best said of a few.
fn words(run: &TextRun) -> impl Iterator<Item = Range<usize>> {
    let has_clusters = !run.right_to_left && run.glyphs.iter().any(|glyph| goes_on(run, glyph));
    let is_space = |glyph: &Glyph| text_of(run, *glyph).starts_with(char::is_whitespace);
    let parts = run.glyphs.chunk_by(move |one, next| !has_clusters || is_space(one) == is_space(next));
    parts.scan(0, |start, part| {
        let range = *start..*start + part.len();
        *start = range.end;
        Some(range)
    })
}

/// Splits a word between clusters.
fn split(run: &TextRun, word: Range<usize>, says: impl Fn(usize) -> bool, spans: &mut Vec<Span>) {
    // What stands for one letter that its font says, as nearly all do.
    let is_said = |place: usize| {
        let is_alone = run.glyphs[place + 1..word.end].first().is_none_or(|next| !goes_on(run, next));
        is_alone && says(place)
    };
    let mut start = word.start;
    while start < word.end {
        // What has been said in the place of glyphs goes on behind a mark: some readers take it to end where its last glyph is,
        // and put a space behind that.
        let is_open = start > word.start && run.glyphs[start - 1].is_mark && !run.right_to_left;
        let said = if is_open { 0 } else { (start..word.end).take_while(|&place| is_said(place)).count() };
        let end = if said > 0 { start + said } else { end_of_cluster(run, start, word.end) };
        let actual = (said == 0).then(|| texts(run, &(start..end)));
        match (spans.last_mut(), actual) {
            (Some(Span { glyphs: before, actual: None }), None) => before.end = end,
            // What is drawn next is read before.
            (Some(Span { glyphs: before, actual: Some(all) }), Some(actual)) if run.right_to_left => {
                before.end = end;
                all.insert_str(0, &actual);
            }
            (Some(Span { glyphs: before, actual: Some(all) }), Some(actual)) if is_open => {
                before.end = end;
                all.push_str(&actual);
            }
            (_, actual) => spans.push(Span { glyphs: start..end, actual }),
        }
        start = end;
    }
}

/// The texts of some glyphs.
fn texts(run: &TextRun, glyphs: &Range<usize>) -> String {
    run.glyphs[glyphs.clone()].iter().map(|glyph| text_of(run, *glyph)).collect()
}

/// Whether a glyph belongs to the one before it. The marks of what is read from right to left are said by themselves.
fn goes_on(run: &TextRun, glyph: &Glyph) -> bool {
    glyph.text.0 == glyph.text.1 || glyph.is_mark && !run.right_to_left
}

/// A cluster ends before the next glyph that does not belong to it.
fn end_of_cluster(run: &TextRun, start: usize, end: usize) -> usize {
    start + 1 + run.glyphs[start + 1..end].iter().take_while(|glyph| goes_on(run, glyph)).count()
}
