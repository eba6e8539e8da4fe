//! The pieces of a line to items: glyphs in runs, links, underlines, backgrounds.

use super::Layout;
use super::galley::translate;
use super::inline::Extent;
use super::inline::{Paragraph, Span};
use crate::page::boxes::TextStyle;
use crate::page::document::{Area, FaceId, Glyph, Item, TextRun};
use crate::page::text::{WordGlyph, WordId};

/// What a hyphen stands for that is not in the text (ISO 32000-1 14.8.2.2.3).
const SOFT_HYPHEN: &str = "\u{AD}";

/// A space that has no width of its own in the text: where bytes of the text cannot be named.
const FROM_NOWHERE: (u32, u32) = (u32::MAX, u32::MAX);

/// About as many as a line has, so that a run need not grow.
const LETTERS_A_LINE: usize = 96;

/// Something of a line, to be drawn.
pub(super) struct Piece {
    pub(super) word: Option<WordId>,
    pub(super) span: usize,
    /// Where its letters begin in the paragraph's text.
    pub(super) start: usize,
    pub(super) width: f32,
    /// How far justification may make it wider and narrower.
    pub(super) elasticity: (f32, f32),
    /// Whether it gives between all of its letters, not at its end.
    pub(super) gives_between_letters: bool,
    pub(super) right_to_left: bool,
    pub(super) extent: Extent,
    pub(super) letters: Letters,
}

/// Which letters of the text a piece's glyphs stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// Those of its word, from its start on.
    OfTheWord,
    /// All up to here: a no-break space is drawn as a space, and is longer.
    UpTo(usize),
    /// A hyphen that is not in the text.
    SoftHyphen,
}

impl Piece {
    /// What the piece can give to a line that is too short, or too long where `slack` is below 0.
    pub(super) fn give(&self, slack: f32) -> f32 {
        if slack < 0.0 { self.elasticity.1 } else { self.elasticity.0 }
    }
}

/// Makes the items of one line, from left to right.
pub(super) struct LineItems<'l, 'a> {
    layout: &'l mut Layout<'a>,
    paragraph: &'l Paragraph,
    x: f32,
    baseline: f32,
    /// With where in the text each comes from: they are read in that order, and drawn in any.
    items: Vec<(usize, Item)>,
    turns: bool,
    /// Where the links of the line are: their index, left and right end.
    links: Vec<(usize, f32, f32)>,
    run: Option<Run>,
}

/// A run that is being made.
struct Run {
    x: f32,
    face: FaceId,
    /// The face, by the cache.
    number: u16,
    span: usize,
    /// Where in the text its first piece, from the left, begins.
    start: usize,
    right_to_left: bool,
    text: String,
    glyphs: Vec<Glyph>,
    /// From right to left, where the letters of each glyph are in the paragraph's text.
    sources: Vec<(u32, u32)>,
}

impl<'l, 'a> LineItems<'l, 'a> {
    pub(super) fn new(layout: &'l mut Layout<'a>, paragraph: &'l Paragraph, x: f32, baseline: f32) -> Self {
        Self { layout, paragraph, x, baseline, items: Vec::new(), turns: false, links: Vec::new(), run: None }
    }

    /// Adds a piece, wider by `extra`.
    pub(super) fn push(&mut self, piece: &Piece, extra: f32) {
        let Some(word) = piece.word else {
            self.close();
            if let Some(object) = self.paragraph.object_of(piece.span) {
                self.object(object, piece);
            }
            self.x += piece.width;
            return;
        };
        let before = self.x;
        let loose = self.layout.cache.word(word).loose;
        let between = if piece.gives_between_letters && loose > 0 { extra / f32::from(loose) } else { 0.0 };
        if !self.plain(word, piece, between) {
            // Not borrowed, so that runs may be closed meanwhile; words are short.
            for at in 0..self.layout.cache.word(word).glyphs.len() {
                let glyph = self.layout.cache.word(word).glyphs[at];
                self.glyph(glyph, piece, between);
            }
        }
        let width = piece.width + extra;
        if let Some(run) = &mut self.run
            && let Some(last) = run.glyphs.last_mut()
        {
            // Spacing, justification and hanging change the last glyph's advance.
            last.advance += before + width - self.x;
        }
        self.x = before + width;
    }

    /// Adds a word or a space as a whole where it is as nearly all are: from left to right, in one face, each glyph with letters
    /// of its own. Says whether it was.
    fn plain(&mut self, word: WordId, piece: &Piece, between: f32) -> bool {
        let Some((face, end)) = self.layout.cache.word(word).plain else { return false };
        let (end, is_space) = match piece.letters {
            Letters::OfTheWord => (piece.start + end as usize, false),
            Letters::UpTo(end) => (end, true),
            Letters::SoftHyphen => return false,
        };
        let glyphs = self.layout.cache.word(word).glyphs.len();
        if piece.right_to_left || (is_space && (glyphs != 1 || self.paragraph.text[piece.start..end] == *"\t")) {
            return false;
        }
        self.open(face, piece);
        let (paragraph, Some(run)) = (self.paragraph, &mut self.run) else { return false };
        let style = text_style(paragraph, piece.span);
        let glyphs = &self.layout.cache.word(word).glyphs;
        let Some(letters) = paragraph.text.get(piece.start..end) else { return false };
        let before = run.text.len() as u32;
        run.text.push_str(letters);
        run.glyphs.extend(glyphs.iter().map(|glyph| {
            let advance = glyph.advance * style.size + style.letter_spacing + between;
            self.x += advance;
            let end = if is_space { letters.len() as u32 } else { glyph.end };
            let text = (before + glyph.start, before + end);
            let (dx, dy) = (glyph.dx * style.size, glyph.dy * style.size);
            Glyph { id: glyph.id, advance, dx, dy, text, is_mark: false }
        }));
        true
    }

    fn glyph(&mut self, glyph: WordGlyph, piece: &Piece, between: f32) {
        self.open(glyph.face, piece);
        let paragraph = self.paragraph;
        let style = text_style(paragraph, piece.span);
        let Some(run) = &mut self.run else { return };
        let start = piece.start as u32;
        let source = match piece.letters {
            Letters::OfTheWord => (start + glyph.start, start + glyph.end),
            Letters::UpTo(end) => (start, end as u32),
            Letters::SoftHyphen => FROM_NOWHERE,
        };
        let text = if run.right_to_left {
            run.sources.push(source);
            (0, 0)
        } else {
            append(&mut run.text, &paragraph.text, source)
        };
        let spacing = if glyph.is_letter() { style.letter_spacing } else { 0.0 };
        let advance = glyph.advance * style.size + spacing + between;
        // A mark is set on its letter, not on the space behind it.
        let dx = glyph.dx * style.size - if glyph.is_mark { style.letter_spacing } else { 0.0 };
        run.glyphs.push(Glyph { id: glyph.id, advance, dx, dy: glyph.dy * style.size, text, is_mark: glyph.is_mark });
        self.x += advance;
    }

    /// Makes sure that the run is one for this piece and face.
    #[inline]
    fn open(&mut self, number: u16, piece: &Piece) {
        let fits = self.run.as_ref().is_some_and(|run| {
            run.span == piece.span && run.number == number && run.right_to_left == piece.right_to_left
        });
        if !fits {
            self.begin(number, piece);
        }
    }

    fn begin(&mut self, number: u16, piece: &Piece) {
        self.close();
        let letters = self.paragraph.text.len().min(LETTERS_A_LINE);
        self.run = Some(Run {
            x: self.x,
            face: self.layout.face_id(number),
            number,
            span: piece.span,
            start: piece.start,
            right_to_left: piece.right_to_left,
            text: String::with_capacity(letters),
            glyphs: Vec::with_capacity(letters),
            sources: Vec::new(),
        });
    }

    fn close(&mut self) {
        let Some(mut run) = self.run.take() else { return };
        if run.right_to_left {
            run.start = run.first_letter();
            run.read_backwards(&self.paragraph.text);
            self.turns = true;
        }
        let span = &self.paragraph.spans[run.span];
        let y = self.baseline - span.context.raise;
        let width = self.x - run.x;
        self.decorate(span, run.start, (run.x, y), width);
        if let Some(link) = span.context.link {
            self.extend_link(link, run.x, run.x + width);
        }
        let item = Item::Text(TextRun {
            x: run.x,
            y,
            face: run.face,
            size: span.style.text.size,
            colour: span.style.text.colour,
            mark: span.mark,
            text: run.text,
            glyphs: run.glyphs,
            right_to_left: run.right_to_left,
        });
        self.items.push((run.start, item));
    }

    /// The background, underline and strike of a run.
    fn decorate(&mut self, span: &Span, start: usize, (x, y): (f32, f32), width: f32) {
        let style = &span.style.text;
        let (metrics, size) = (span.metrics, style.size);
        if let Some(colour) = span.context.background {
            let height = (metrics.ascent + metrics.descent) * size;
            self.items
                .push((start, Item::Fill { area: Area { x, y: y - metrics.ascent * size, width, height }, colour }));
        }
        let (position, thickness) = metrics.underline;
        let mut stroke = |top: f32| {
            let area = Area { x, y: top, width, height: thickness * size };
            self.items.push((start, Item::Fill { area, colour: style.colour }));
        };
        if style.underline && width > 0.0 {
            stroke(y - position * size);
        }
        if style.strike_through && width > 0.0 {
            stroke(y - metrics.x_height * size * 0.6);
        }
    }

    fn extend_link(&mut self, link: usize, left: f32, right: f32) {
        match self.links.last_mut() {
            Some((last, _, end)) if *last == link => *end = right,
            _ => self.links.push((link, left, right)),
        }
    }

    fn object(&mut self, object: usize, piece: &Piece) {
        let mut items = self.paragraph.objects[object].items.clone();
        let raise = self.paragraph.spans[piece.span].context.raise;
        translate(&mut items, self.x, self.baseline - raise);
        self.items.extend(items.into_iter().map(|item| (piece.start, item)));
        if let Some(link) = self.paragraph.spans[piece.span].context.link {
            self.extend_link(link, self.x, self.x + piece.width);
        }
    }

    pub(super) fn finish(mut self) -> Vec<Item> {
        self.close();
        if self.turns {
            self.items.sort_by_key(|(start, _)| *start);
        }
        let mut items: Vec<Item> = self.items.into_iter().map(|(_, item)| item).collect();
        let strut = self.paragraph.strut;
        for (link, left, right) in self.links {
            let link = &self.paragraph.links[link];
            items.push(Item::Link {
                area: Area {
                    x: left,
                    y: self.baseline - strut.above,
                    width: right - left,
                    height: strut.above + strut.below,
                },
                target: link.target.clone(),
                element: link.element,
                description: link.description.clone(),
            });
        }
        items
    }
}

impl Run {
    /// Where in the text it begins: with its last piece, or within a word that has letters of two faces.
    fn first_letter(&self) -> usize {
        let sources = self.sources.iter().filter(|source| **source != FROM_NOWHERE);
        let first = sources.map(|source| source.0).min();
        first.map_or(self.start, |first| first as usize)
    }

    /// Gives each glyph its letters, the text being read from the right; marks stand behind their letter either way.
    fn read_backwards(&mut self, text: &str) {
        let mut end = self.sources.len();
        while end > 0 {
            let marks = self.glyphs[..end].iter().rev().take_while(|glyph| glyph.is_mark).count();
            let start = end.saturating_sub(marks + 1);
            for (glyph, source) in self.glyphs[start..end].iter_mut().zip(&self.sources[start..end]) {
                glyph.text = append(&mut self.text, text, *source);
            }
            end = start;
        }
    }
}

/// Appends the letters at `source` and says where they are now.
fn append(out: &mut String, text: &str, source: (u32, u32)) -> (u32, u32) {
    let start = out.len() as u32;
    let letters = if source == FROM_NOWHERE { SOFT_HYPHEN } else { &text[source.0 as usize..source.1 as usize] };
    // A tab is drawn as a wide space and copied as a space: what reads a PDF drops a tab.
    out.push_str(if letters == "\t" { " " } else { letters });
    (start, out.len() as u32)
}

fn text_style(paragraph: &Paragraph, span: usize) -> &TextStyle {
    &paragraph.spans[span].style.text
}
