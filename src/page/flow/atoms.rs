//! A paragraph as what a line is filled with: words, spaces and objects, each measured.

use super::Layout;
use super::hanging;
use super::inline::{Paragraph, Span, SpanKind};
use crate::page::boxes::{Hyphens, TextStyle, WhiteSpace};
use crate::page::css::warnings::excerpt;
use crate::page::text::total_fit::{Place, PlaceKind, Sum};
use crate::page::text::{Cache, Word, WordId, bidi, opportunity};
use std::ops::Range;

/// Longer words are shaped in pieces, so that no input makes shaping slow.
const MAX_WORD: usize = 512;

/// As wide as an ideograph; drawn as a space, so that no font needs to have it.
const IDEOGRAPHIC_SPACE: char = '\u{3000}';

/// A tab is as wide as so many spaces.
const TAB: f32 = 8.0;

/// How far a space may be stretched and shrunk to justify a line, of its width (as TeX does with Computer Modern).
const STRETCH: f32 = 0.5;
const SHRINK: f32 = 0.33;

/// How far two letters may be set apart and together, in ems: less than is seen, but a line has many.
const LETTERS_STRETCH: f32 = 0.006;
const LETTERS_SHRINK: f32 = 0.004;

/// How far two ideographs may be set apart to justify a line, in ems.
const BETWEEN_IDEOGRAPHS: f32 = 0.1;

/// Something of a line that is not broken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) kind: Kind,
    /// An index of [`Paragraph::spans`].
    pub(super) span: usize,
    /// Its bytes of the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The embedding level: odd from right to left.
    pub(super) level: u8,
    /// At its size, not justified.
    pub(super) width: f32,
    /// Whether a line may end after it.
    pub(super) after: After,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Word(WordId),
    /// A part of the word that stands at these bytes of the text.
    Part {
        word: WordId,
        whole: (usize, usize),
    },
    Space(WordId),
    /// A space of another width that keeps it.
    Tab(WordId),
    Object(usize),
    Spacer,
    Break,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    No,
    Free,
    Hyphen,
    Emergency,
    Must,
}

/// The stretches that are in the other direction than the paragraph.
fn turned(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut turned: Vec<Range<usize>> = Vec::new();
    for span in &paragraph.spans {
        match turned.last_mut() {
            _ if span.style.text.right_to_left == paragraph.style.text.right_to_left => {}
            Some(last) if last.end == span.start => last.end = span.end,
            _ => turned.push(span.start..span.end),
        }
    }
    turned
}

/// Cuts a paragraph into atoms.
pub(super) fn atoms(layout: &mut Layout<'_>, paragraph: &Paragraph) -> Vec<Atom> {
    let text = &paragraph.text;
    let is_korean =
        paragraph.spans.first().is_some_and(|span| &*span.language == "ko" || span.language.starts_with("ko-"));
    let keep_all = paragraph.style.text.keep_all || is_korean;
    let mut cutter = Cutter {
        layout,
        text,
        ends: opportunity::opportunities(text, keep_all),
        next_end: 0,
        levels: bidi::levels(text, paragraph.style.text.right_to_left, &turned(paragraph)),
        atoms: Vec::with_capacity(text.len() / 3 + 1),
    };
    for (index, span) in paragraph.spans.iter().enumerate() {
        match span.kind {
            SpanKind::Text => cutter.text(index, span),
            SpanKind::Object(object) => {
                let width = paragraph.objects[object].width;
                cutter.push(index, span, Kind::Object(object), span.start..span.end, width);
            }
            SpanKind::Spacer(width) => cutter.push(index, span, Kind::Spacer, span.start..span.end, width),
            SpanKind::Break => cutter.push(index, span, Kind::Break, span.start..span.end, 0.0),
        }
    }
    let mut atoms = cutter.atoms;
    if let Some(last) = atoms.last_mut() {
        last.after = After::Must;
    }
    atoms
}

struct Cutter<'l, 'a, 't> {
    layout: &'l mut Layout<'a>,
    text: &'t str,
    /// Where lines may end, and the first of them that is still ahead.
    ends: Vec<usize>,
    next_end: usize,
    levels: Option<Vec<u8>>,
    atoms: Vec<Atom>,
}

impl Cutter<'_, '_, '_> {
    fn text(&mut self, index: usize, span: &Span) {
        let mut at = span.start;
        while at < span.end {
            let rest = &self.text[at..span.end];
            let letter = rest.chars().next().unwrap_or(' ');
            let end = at + letter.len_utf8();
            match letter {
                ' ' | '\u{A0}' | IDEOGRAPHIC_SPACE => self.space(index, span, at..end),
                '\t' => self.tab(index, span, at..end),
                '\n' => self.push(index, span, Kind::Break, at..end, 0.0),
                '\u{200B}' => self.push(index, span, Kind::Spacer, at..end, 0.0),
                _ => {
                    let end = self.word_end(at, span.end);
                    self.word(index, span, at..end);
                    at = end;
                    continue;
                }
            }
            at = end;
        }
    }

    /// Where the word that begins at `start` ends: at a space, where a line may end, where the direction turns.
    fn word_end(&mut self, start: usize, limit: usize) -> usize {
        while self.ends.get(self.next_end).is_some_and(|&end| end <= start) {
            self.next_end += 1;
        }
        let limit = self.ends.get(self.next_end).map_or(limit, |&end| end.min(limit));
        let level = self.levels.as_ref().map(|levels| levels[start]);
        let letters = &self.text.as_bytes()[start..limit.min(start + MAX_WORD)];
        // Letters of ASCII end no word and do not turn; nearly every word is of them to its end.
        let plain = if level.is_some() { 0 } else { letters.iter().take_while(|byte| byte.is_ascii_graphic()).count() };
        for (offset, letter) in self.text[start + plain..limit].char_indices() {
            let (at, offset) = (start + plain + offset, plain + offset);
            let turns = level.is_some() && self.levels.as_ref().map(|levels| levels[at]) != level;
            let ends = matches!(letter, ' ' | '\u{A0}' | IDEOGRAPHIC_SPACE | '\t' | '\n' | '\u{200B}');
            if offset > 0 && (ends || turns || offset >= MAX_WORD) {
                return at;
            }
        }
        limit
    }

    fn word(&mut self, index: usize, span: &Span, range: std::ops::Range<usize>) {
        let odd = self.level(range.start) % 2 == 1;
        let manner = if odd { self.layout.manner(&span.style.text, &span.language, true).0 } else { span.manner };
        let word = self.layout.shape(&self.text[range.clone()], manner);
        let width = width_of(&self.layout.cache, word, span);
        self.push(index, span, Kind::Word(word), range.clone(), width);
        if let Some(last) = self.atoms.last_mut()
            && last.after == After::No
            && range.len() >= MAX_WORD
        {
            last.after = After::Emergency;
        }
    }

    fn space(&mut self, index: usize, span: &Span, range: std::ops::Range<usize>) {
        let word = self.layout.shape(" ", span.manner);
        let width = if self.text[range.clone()].starts_with(IDEOGRAPHIC_SPACE) {
            span.style.text.size
        } else {
            width_of(&self.layout.cache, word, span)
        };
        self.push(index, span, Kind::Space(word), range, width + span.style.text.word_spacing);
    }

    fn tab(&mut self, index: usize, span: &Span, range: std::ops::Range<usize>) {
        let word = self.layout.shape(" ", span.manner);
        let width = width_of(&self.layout.cache, word, span) * TAB;
        self.push(index, span, Kind::Tab(word), range, width);
    }

    fn push(&mut self, span_index: usize, span: &Span, kind: Kind, range: std::ops::Range<usize>, width: f32) {
        while self.ends.get(self.next_end).is_some_and(|&end| end < range.end) {
            self.next_end += 1;
        }
        let wraps = !matches!(span.style.text.white_space, WhiteSpace::NoWrap | WhiteSpace::Pre);
        let may_end = self.ends.get(self.next_end) == Some(&range.end);
        let after = match kind {
            Kind::Break => After::Must,
            _ if may_end && wraps => After::Free,
            _ => After::No,
        };
        let level = self.level(range.start);
        self.atoms.push(Atom { kind, span: span_index, start: range.start, end: range.end, level, width, after });
    }

    fn level(&self, at: usize) -> u8 {
        self.levels.as_ref().map_or(0, |levels| levels[at])
    }
}

/// The width of a word at the span's size.
pub(super) fn width_of(cache: &Cache, word: WordId, span: &Span) -> f32 {
    measure(cache, word, span, None)
}

/// The width of a word, or of the part of it at some of its bytes, at the span's size.
#[inline]
pub(super) fn measure(cache: &Cache, word: WordId, span: &Span, part: Option<(usize, usize)>) -> f32 {
    let (word, style) = (cache.word(word), &span.style.text);
    if part.is_none() && style.letter_spacing == 0.0 {
        word.width * style.size
    } else {
        measure_letters(word, style, part)
    }
}

fn measure_letters(word: &Word, style: &TextStyle, part: Option<(usize, usize)>) -> f32 {
    let within = |start: u32| part.is_none_or(|(from, to)| (from..to).contains(&(start as usize)));
    let ems: f32 = match part {
        None => word.width,
        Some(_) => word.glyphs.iter().filter(|glyph| within(glyph.start)).map(|glyph| glyph.advance).sum(),
    };
    let spacing = if style.letter_spacing == 0.0 {
        0.0
    } else {
        let clusters = word.glyphs.iter().filter(|glyph| glyph.is_letter() && within(glyph.start)).count();
        style.letter_spacing * clusters as f32
    };
    ems * style.size + spacing
}

/// The same atoms with their words cut where they may be hyphenated; `None` where no word may.
pub(super) fn hyphenated(layout: &mut Layout<'_>, paragraph: &Paragraph, atoms: &[Atom]) -> Option<Vec<Atom>> {
    let mut out = Vec::with_capacity(atoms.len() * 2);
    for atom in atoms {
        let points = hyphen_points(layout, paragraph, atom);
        cut_word(layout, paragraph, atom, &points, After::Hyphen, &mut out);
    }
    (out.len() > atoms.len()).then_some(out)
}

fn hyphen_points(layout: &mut Layout<'_>, paragraph: &Paragraph, atom: &Atom) -> Vec<usize> {
    let Kind::Word(word) = atom.kind else { return Vec::new() };
    let span = &paragraph.spans[atom.span];
    let style = &span.style.text;
    if style.hyphens == Hyphens::None || matches!(style.white_space, WhiteSpace::NoWrap | WhiteSpace::Pre) {
        return Vec::new();
    }
    let from = paragraph.soft_hyphens.partition_point(|&at| at as usize <= atom.start);
    let soft = paragraph.soft_hyphens[from..].iter().map(|&at| at as usize).take_while(|&at| at < atom.end);
    let mut points: Vec<usize> = soft.collect();
    if points.is_empty() && style.hyphens == Hyphens::Auto && atom.level.is_multiple_of(2) {
        let letters = &paragraph.text[atom.start..atom.end];
        let known = layout.cache.hyphens(word, letters, span.manner);
        points.extend(known.iter().map(|&at| atom.start + at as usize));
    }
    points
}

/// Words and addresses of more letters than this are none that anybody meant.
const LONGEST_WORD: usize = 300;

/// The same atoms with every word that is wider than `width` cut between any two letters.
pub(super) fn shredded(layout: &mut Layout<'_>, paragraph: &Paragraph, atoms: &[Atom], width: f32) -> Vec<Atom> {
    let mut out = Vec::with_capacity(atoms.len());
    for atom in atoms {
        let points = if atom.width > width { cluster_starts(&layout.cache, atom) } else { Vec::new() };
        if points.len() > LONGEST_WORD && layout.divided.is_none() {
            layout.divided = Some(excerpt(&paragraph.text[atom.start..atom.end]));
        }
        cut_word(layout, paragraph, atom, &points, After::Emergency, &mut out);
    }
    out
}

/// The width of what of an atom is not parted even where there is no room for a word: of its widest letter.
pub(super) fn widest_letter(cache: &Cache, paragraph: &Paragraph, atom: &Atom) -> f32 {
    let (Kind::Word(word) | Kind::Part { word, .. }) = atom.kind else { return atom.width };
    let widest = cache.word(word).glyphs.iter().map(|glyph| glyph.advance).fold(0.0, f32::max);
    widest * paragraph.spans[atom.span].style.text.size
}

fn cluster_starts(cache: &Cache, atom: &Atom) -> Vec<usize> {
    let (Kind::Word(word) | Kind::Part { word, .. }) = atom.kind else { return Vec::new() };
    let whole = whole(atom).0;
    let owners = cache.word(word).glyphs.iter().filter(|glyph| glyph.is_letter());
    let starts = owners.map(|glyph| whole + glyph.start as usize);
    let mut starts: Vec<usize> = starts.filter(|&at| at > atom.start && at < atom.end).collect();
    starts.sort_unstable();
    starts
}

fn whole(atom: &Atom) -> (usize, usize) {
    match atom.kind {
        Kind::Part { whole, .. } => whole,
        _ => (atom.start, atom.end),
    }
}

fn cut_word(
    layout: &Layout<'_>,
    paragraph: &Paragraph,
    atom: &Atom,
    points: &[usize],
    after: After,
    out: &mut Vec<Atom>,
) {
    let (Kind::Word(word) | Kind::Part { word, .. }) = atom.kind else { return out.push(*atom) };
    if points.is_empty() {
        return out.push(*atom);
    }
    let whole = whole(atom);
    let span = &paragraph.spans[atom.span];
    let mut start = atom.start;
    for &end in points.iter().chain([&atom.end]) {
        let part = (start - whole.0, end - whole.0);
        let width = measure(&layout.cache, word, span, Some(part));
        let after = if end == atom.end { atom.after } else { after };
        out.push(Atom { kind: Kind::Part { word, whole }, start, end, width, after, ..*atom });
        start = end;
    }
}

/// Where the lines of some atoms may end, with the atom each is after.
pub(super) fn places(
    cache: &Cache,
    paragraph: &Paragraph,
    atoms: &[Atom],
    hyphen: impl Fn(&Atom) -> f32,
) -> (Vec<Place>, Vec<usize>) {
    let words = atoms.len() / 2 + 1;
    let (mut places, mut ends) = (Vec::with_capacity(words), Vec::with_capacity(words));
    let mut sum = Sum::default();
    // Up to the last thing that is not a space, which a line's end leaves hanging.
    let mut end = Sum::default();
    let mut solid = None;
    let last = atoms.len() - 1;
    for (index, atom) in atoms.iter().enumerate() {
        let width = f64::from(atom.width);
        sum.width += width;
        let (stretch, shrink) = elasticity(cache, paragraph, atom);
        sum.stretch += f64::from(stretch);
        sum.shrink += f64::from(shrink);
        if !hangs(paragraph, atom) {
            (end, solid) = (sum, Some(atom));
        }
        let kind = match atom.after {
            After::No => continue,
            After::Free if is_after_hyphen(paragraph, atom) => PlaceKind::Hyphen,
            After::Free | After::Must => PlaceKind::Space,
            After::Hyphen if is_name(paragraph, atom) => PlaceKind::HyphenInName,
            After::Hyphen => PlaceKind::Hyphen,
            After::Emergency => PlaceKind::Emergency,
        };
        let hanging = || solid.map_or(0.0, |solid| hanging::over_end(cache, paragraph, solid, index == last));
        let added = if atom.after == After::Hyphen { hyphen(atom) } else { -hanging() };
        places.push(Place { end, next: sum, added: f64::from(added), kind });
        ends.push(index);
    }
    (places, ends)
}

/// How far an atom may be stretched and shrunk, in points: a space, what is between ideographs, and by very little
/// what is between letters.
#[inline]
pub(super) fn elasticity(cache: &Cache, paragraph: &Paragraph, atom: &Atom) -> (f32, f32) {
    let size = paragraph.spans[atom.span].style.text.size;
    match atom.kind {
        Kind::Space(_) => (atom.width * STRETCH, atom.width * SHRINK),
        Kind::Word(_) if atom.after == After::Free && paragraph.text[..atom.end].ends_with(is_ideograph) => {
            (size * BETWEEN_IDEOGRAPHS, 0.0)
        }
        Kind::Word(word) => between_letters(cache, word, size),
        Kind::Part { word, whole } => {
            let part = (atom.end - atom.start) as f32 / (whole.1 - whole.0).max(1) as f32;
            between_letters(cache, word, size * part)
        }
        _ => (0.0, 0.0),
    }
}

/// How far the letters of a word may be set apart and together, all of them.
pub(super) fn between_letters(cache: &Cache, word: WordId, size: f32) -> (f32, f32) {
    let room = size * f32::from(cache.word(word).loose);
    (room * LETTERS_STRETCH, room * LETTERS_SHRINK)
}

/// Whether what an atom gives is between its letters.
pub(super) fn gives_between_letters(cache: &Cache, atom: &Atom) -> bool {
    match atom.kind {
        Kind::Word(word) | Kind::Part { word, .. } => cache.word(word).loose > 0,
        _ => false,
    }
}

/// Whether a part of a word is of a name: in German, all nouns look like names.
fn is_name(paragraph: &Paragraph, atom: &Atom) -> bool {
    let word = &paragraph.text[whole(atom).0..];
    let letter = word.chars().find(|letter| letter.is_alphabetic());
    letter.is_some_and(char::is_uppercase) && !paragraph.spans[atom.span].language.starts_with("de")
}

/// Whether a line that ends after an atom ends with a hyphen of the text.
fn is_after_hyphen(paragraph: &Paragraph, atom: &Atom) -> bool {
    paragraph.text[..atom.end].ends_with(['-', '\u{2010}'])
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter as u32, 0x2E80..=0x312F | 0x31A0..=0xA4CF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

/// Whether an atom takes no room at the end of a line.
#[inline]
pub(super) fn hangs(paragraph: &Paragraph, atom: &Atom) -> bool {
    !matches!(atom.kind, Kind::Word(_) | Kind::Part { .. }) && is_blank(paragraph, atom)
}

fn is_blank(paragraph: &Paragraph, atom: &Atom) -> bool {
    match atom.kind {
        Kind::Space(_) => {
            let white_space = paragraph.spans[atom.span].style.text.white_space;
            white_space != WhiteSpace::Pre && !paragraph.text[atom.start..].starts_with('\u{A0}')
        }
        Kind::Break => true,
        Kind::Spacer => atom.width == 0.0,
        _ => false,
    }
}
