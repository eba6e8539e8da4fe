//! A paragraph to lines: where they end, and their glyphs in place.

use super::Layout;
use super::atoms::{
    After, Atom, Kind, atoms, between_letters, elasticity, gives_between_letters, hangs, hyphenated, places, shredded,
    widest_letter, width_of,
};
use super::galley::{Class, Event, Slab};
use super::hanging;
use super::inline::{Paragraph, SpanKind};
use super::run::{Letters, LineItems, Piece};
use crate::page::boxes::TextAlign;
use crate::page::text::Cache;
use crate::page::text::balance::balance;
use crate::page::text::bidi::visual_order;
use crate::page::text::total_fit::{Measure, Tolerance, break_lines};
use std::borrow::Cow;

/// How bad lines may be before words are hyphenated, and after. The first is where a space is half as wide again as it
/// should be, and a line begins to look loose.
const WITHOUT_HYPHENS: f64 = 120.0;
const WITH_HYPHENS: f64 = 300.0;

/// How far short a ragged line may comfortably be, of the measure, and at least in ems.
const RAGGED: f64 = 0.12;
const RAGGED_EMS: f64 = 4.0;

/// Letters are set apart to this many times what they give and no more, so that it is never seen.
const MOST_APART: f32 = 1.5;

/// A line whose spaces would be stretched more than this many times what they give (to six times their width) is left
/// as it is: a short line looks better than a hole.
const MOST_STRETCHED: f32 = 10.0;

/// What is too long is shrunk to this many times what it should be, so that words do not touch.
const MOST_SHRUNK: f32 = 1.5;

/// About how wide a hyphen is, in ems: where a word is parted is chosen before the hyphen is shaped.
const HYPHEN: f32 = 0.3;

/// Two ends of some atoms: first, and one past the last.
type Stretch = (usize, usize);

/// Breaks a paragraph into lines of `width`, the left end of which is at `x`.
pub(super) fn lines(layout: &mut Layout<'_>, paragraph: &Paragraph, x: f32, width: f32) -> Vec<Slab> {
    let indent = paragraph.style.text.indent.resolve(width).unwrap_or(0.0);
    let base = atoms(layout, paragraph);
    let indent = indent - base.first().map_or(0.0, |first| hanging::over_start(&layout.cache, paragraph, first));
    let mut slabs = Vec::new();
    let mut start = 0;
    while start < base.len() {
        let end =
            base[start..].iter().position(|atom| atom.after == After::Must).map_or(base.len(), |at| start + at + 1);
        let indent = if start == 0 { indent } else { 0.0 };
        let (atoms, ends) = break_stretch(layout, paragraph, &base[start..end], indent, width);
        let mut from = 0;
        for &to in &ends {
            let is_last = Some(&to) == ends.last();
            let indent = if from == 0 { indent } else { 0.0 };
            let follows_hyphen = from > 0 && atoms[from - 1].after == After::Hyphen;
            slabs.push(line(layout, paragraph, &atoms, (from, to + 1), Room { x, width, indent, is_last }));
            // No page ends within a word.
            if let Some(slab) = slabs.last_mut().filter(|_| follows_hyphen) {
                slab.class = Class::Widow;
            }
            from = to + 1;
        }
        start = end;
    }
    if let Some(first) = slabs.first_mut() {
        let events = paragraph.events.iter().filter(|(at, _)| *at == 0);
        first.events.extend(events.map(|(_, event)| event.clone()));
    }
    slabs
}

/// The least and the greatest width of a paragraph: of its longest word, and of its longest line unbroken.
pub(super) fn widths(layout: &mut Layout<'_>, paragraph: &Paragraph) -> (f32, f32) {
    let indent = paragraph.style.text.indent.resolve(0.0).unwrap_or(0.0);
    let (mut least, mut most): (f32, f32) = (0.0, 0.0);
    let (mut word, mut line, mut hanging) = (0.0, indent, 0.0);
    for atom in atoms(layout, paragraph) {
        if hangs(paragraph, &atom) {
            hanging += atom.width;
        } else {
            let anywhere = paragraph.spans[atom.span].style.text.overflow_wrap_anywhere;
            word = if anywhere { widest_letter(&layout.cache, paragraph, &atom) } else { word + hanging + atom.width };
            line += hanging + atom.width;
            hanging = 0.0;
        }
        least = least.max(word);
        most = most.max(line);
        if atom.after != After::No {
            word = 0.0;
            line += hanging;
            hanging = 0.0;
        }
        if atom.after == After::Must {
            line = 0.0;
        }
    }
    (least, most)
}

/// Chooses the lines of atoms up to a forced end: the atoms, cut further where need be, and the last of each line.
fn break_stretch<'a>(
    layout: &mut Layout<'_>,
    paragraph: &Paragraph,
    atoms: &'a [Atom],
    indent: f32,
    width: f32,
) -> (Cow<'a, [Atom]>, Vec<usize>) {
    let text = &paragraph.style.text;
    let ragged =
        (text.align != TextAlign::Justify).then(|| (f64::from(width) * RAGGED).max(RAGGED_EMS * f64::from(text.size)));
    let measure = Measure { first: f64::from(width - indent), rest: f64::from(width), ragged };
    if text.balance && ragged.is_some() {
        let (places, ends) = places(&layout.cache, paragraph, atoms, |_| 0.0);
        if let Some(chosen) = balance(&places, measure) {
            return (atoms.into(), chosen.into_iter().map(|place| ends[place]).collect());
        }
    }
    let hyphen = text.size * HYPHEN;
    let solve = |cache: &Cache, atoms: &[Atom], tolerance| {
        let (places, ends) = places(cache, paragraph, atoms, |_| hyphen);
        let chosen = break_lines(&places, measure, tolerance)?;
        Some(chosen.into_iter().map(|place| ends[place]).collect::<Vec<_>>())
    };
    if let Some(ends) = solve(&layout.cache, atoms, Tolerance::Badness(WITHOUT_HYPHENS)) {
        return (atoms.into(), ends);
    }
    let mut atoms = Cow::from(atoms);
    if let Some(cut) = hyphenated(layout, paragraph, &atoms) {
        atoms = cut.into();
        if let Some(ends) = solve(&layout.cache, &atoms, Tolerance::Badness(WITH_HYPHENS)) {
            return (atoms, ends);
        }
    }
    let room = width.min(width - indent).max(1.0);
    if atoms.iter().any(|atom| atom.width > room) {
        atoms = shredded(layout, paragraph, &atoms, room).into();
    }
    let ends = solve(&layout.cache, &atoms, Tolerance::Any).unwrap_or_else(|| vec![atoms.len() - 1]);
    (atoms, ends)
}

/// Where a line goes.
#[derive(Clone, Copy)]
struct Room {
    x: f32,
    width: f32,
    indent: f32,
    is_last: bool,
}

/// Sets the atoms from `from` up to `to` as one line.
fn line(layout: &mut Layout<'_>, paragraph: &Paragraph, atoms: &[Atom], stretch: Stretch, room: Room) -> Slab {
    let atoms = &atoms[stretch.0..stretch.1];
    let (pieces, levels) = pieces(layout, paragraph, atoms);
    let natural: f32 = pieces.iter().map(|piece| piece.width).sum();
    let solid = atoms.iter().rev().find(|atom| !hangs(paragraph, atom)).filter(|atom| atom.after != After::Hyphen);
    let hanging = solid.map_or(0.0, |atom| hanging::over_end(&layout.cache, paragraph, atom, room.is_last));
    let available = room.width - room.indent + hanging;
    let slack = available - natural;
    let justify = paragraph.style.text.align == TextAlign::Justify;
    let stretched = justify && (!room.is_last || slack < 0.0);
    let set = if stretched { Set::new(&pieces, slack) } else { Set::default() };
    let used = natural + pieces.iter().map(|piece| set.extra(piece)).sum::<f32>();
    let right_to_left = paragraph.style.text.right_to_left;
    let start = if right_to_left { -hanging } else { room.indent };
    let x = room.x + start + aligned(paragraph.style.text.align, right_to_left, available - used);

    let extent = pieces.iter().fold(paragraph.strut, |extent, piece| extent.with(piece.extent));
    let mut items = LineItems::new(layout, paragraph, x, extent.above);
    let order = if levels.iter().all(|&level| level == 0) { None } else { Some(visual_order(&levels)) };
    for place in 0..pieces.len() {
        let piece = &pieces[order.as_ref().map_or(place, |order| order[place])];
        items.push(piece, set.extra(piece));
    }
    let mut slab = Slab::new(extent.above + extent.below, Some(extent.above), items.finish());
    slab.events = events(paragraph, atoms);
    slab
}

/// How a line is justified: what its pieces are stretched by (shrunk, below 0), of what each can give.
#[derive(Clone, Copy, Default)]
struct Set {
    letters: f32,
    spaces: f32,
}

impl Set {
    fn new(pieces: &[Piece], slack: f32) -> Self {
        let give = |letters: bool| {
            let alike = pieces.iter().filter(|piece| piece.gives_between_letters == letters);
            alike.map(|piece| piece.give(slack)).sum::<f32>()
        };
        let (letters, spaces) = (give(true), give(false));
        if spaces <= 0.0 {
            return Self::default();
        }
        let apart = (slack / (letters + spaces)).clamp(-1.0, MOST_APART);
        match (slack - apart * letters) / spaces {
            ratio if ratio > MOST_STRETCHED => Self::default(),
            ratio => Self { letters: apart, spaces: ratio.max(-MOST_SHRUNK) },
        }
    }

    fn extra(self, piece: &Piece) -> f32 {
        let ratio = if piece.gives_between_letters { self.letters } else { self.spaces };
        ratio * piece.give(ratio)
    }
}

/// How far from the left a line of less than the full width begins.
fn aligned(align: TextAlign, right_to_left: bool, slack: f32) -> f32 {
    let right = match align {
        TextAlign::Left => false,
        TextAlign::Right => true,
        TextAlign::Start | TextAlign::Justify => right_to_left,
        TextAlign::End => !right_to_left,
        TextAlign::Center => return (slack / 2.0).max(0.0),
    };
    // What is too long sticks out at the end, not at the start.
    if right && (slack > 0.0 || right_to_left) { slack } else { 0.0 }
}

fn events(paragraph: &Paragraph, atoms: &[Atom]) -> Vec<Event> {
    let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { return Vec::new() };
    let is_end = last.end == paragraph.text.len();
    let on_line = |at: usize| (at >= first.start && at < last.end && at > 0) || (is_end && at == last.end);
    let events = paragraph.events.iter().filter(|(at, _)| on_line(*at as usize));
    let mut events: Vec<Event> = events.map(|(_, event)| event.clone()).collect();
    for atom in atoms {
        if let Kind::Object(object) = atom.kind {
            events.extend(paragraph.objects[object].events.iter().cloned());
        }
    }
    events
}

/// The atoms of one line as they are drawn, in logical order, and their levels: parts of a word joined again, spaces
/// at the end without width, a hyphen where a word is cut.
fn pieces(layout: &mut Layout<'_>, paragraph: &Paragraph, atoms: &[Atom]) -> (Vec<Piece>, Vec<u8>) {
    let base = u8::from(paragraph.style.text.right_to_left);
    let hanging = atoms.iter().rev().take_while(|atom| hangs(paragraph, atom)).count();
    let solid = atoms.len() - hanging;
    let mut pieces = Vec::with_capacity(atoms.len() + 1);
    let mut levels = Vec::with_capacity(atoms.len() + 1);
    let mut at = 0;
    while at < atoms.len() {
        let atom = &atoms[at];
        let mut end = at + 1;
        while end < atoms.len() && is_same_word(&atoms[end - 1], &atoms[end]) {
            end += 1;
        }
        if let Some(mut piece) = piece(layout, paragraph, atom, atoms[end - 1].end) {
            if end == solid
                && let Some(word) = piece.word
            {
                // What is after the last letter is not seen.
                piece.elasticity = between_letters(&layout.cache, word, paragraph.spans[piece.span].style.text.size);
            }
            if at >= solid {
                piece.width = 0.0;
                piece.elasticity = (0.0, 0.0);
            }
            pieces.push(piece);
            levels.push(if at >= solid { base } else { atom.level });
        }
        at = end;
    }
    if let Some(last) = atoms.last()
        && last.after == After::Hyphen
    {
        pieces.push(hyphen(layout, paragraph, last));
        levels.push(last.level);
    }
    (pieces, levels)
}

fn is_same_word(a: &Atom, b: &Atom) -> bool {
    match (a.kind, b.kind) {
        (Kind::Part { whole, .. }, Kind::Part { whole: other, .. }) => whole == other && a.end == b.start,
        _ => false,
    }
}

fn piece(layout: &mut Layout<'_>, paragraph: &Paragraph, atom: &Atom, end: usize) -> Option<Piece> {
    let span = &paragraph.spans[atom.span];
    let mut piece = Piece {
        word: None,
        span: atom.span,
        start: atom.start,
        width: atom.width,
        elasticity: elasticity(&layout.cache, paragraph, atom),
        gives_between_letters: gives_between_letters(&layout.cache, atom),
        right_to_left: atom.level % 2 == 1,
        extent: span.extent.raised(span.context.raise),
        letters: Letters::OfTheWord,
    };
    match atom.kind {
        Kind::Word(word) => piece.word = Some(word),
        Kind::Space(word) | Kind::Tab(word) => {
            piece.word = Some(word);
            piece.letters = Letters::UpTo(atom.end);
        }
        Kind::Part { word, whole } => {
            let word = if whole == (atom.start, end) {
                word
            } else {
                let manner = layout.manner(&span.style.text, &span.language, piece.right_to_left).0;
                layout.shape(&paragraph.text[atom.start..end], manner)
            };
            piece.word = Some(word);
            piece.width = width_of(&layout.cache, word, span);
            piece.elasticity = between_letters(&layout.cache, word, span.style.text.size);
        }
        Kind::Object(object) => {
            piece.extent = paragraph.objects[object].extent.raised(span.context.raise);
        }
        Kind::Spacer => {}
        Kind::Break => {
            // A space that takes no room, so that the words on either side are not read as one.
            piece.span = text_before(paragraph, atom.span)?;
            piece.word = Some(layout.shape(" ", paragraph.spans[piece.span].manner));
            piece.letters = Letters::UpTo(atom.end);
        }
    }
    Some(piece)
}

/// The span that the white space of a line's end belongs to: its own, or the text before a `<br>`.
fn text_before(paragraph: &Paragraph, span: usize) -> Option<usize> {
    let is_text = |span: &usize| paragraph.spans[*span].kind == SpanKind::Text;
    Some(span).filter(is_text).or_else(|| span.checked_sub(1).filter(is_text))
}

fn hyphen(layout: &mut Layout<'_>, paragraph: &Paragraph, atom: &Atom) -> Piece {
    let span = &paragraph.spans[atom.span];
    let word = layout.shape("-", span.manner);
    Piece {
        word: Some(word),
        span: atom.span,
        start: atom.end,
        width: width_of(&layout.cache, word, span),
        elasticity: (0.0, 0.0),
        gives_between_letters: false,
        right_to_left: atom.level % 2 == 1,
        extent: span.extent.raised(span.context.raise),
        letters: Letters::SoftHyphen,
    }
}

impl Paragraph {
    /// The object a piece stands for.
    pub(super) fn object_of(&self, span: usize) -> Option<usize> {
        match self.spans[span].kind {
            SpanKind::Object(object) => Some(object),
            _ => None,
        }
    }
}
