//! Footnotes: how much of a page they take, and what of them stands at its foot (CSS Generated Content for Paged
//! Media 3, 2).
//!
//! A note stands on the page that calls it. One that is taller than half a page may begin there with a few lines and
//! go on at the foot of the next pages.

use super::galley::{Band, Event, Galley, Piece};
use super::paginate::{self, CLOSE};
use crate::page::document::{Area, Colour, Item};
use std::collections::{BTreeMap, VecDeque};

/// The white space above the rule over the notes, and below it, in points.
const ABOVE_RULE: f32 = 9.0;
const BELOW_RULE: f32 = 4.5;

/// How thick the rule is, and how long: no longer than this part of the text's width.
const RULE: f32 = 0.5;
const RULE_PART: f32 = 0.3;

/// So much of the page's notes that went on from the page before may take at most, so that its own text has room too.
const MOST_CARRIED: f32 = 0.7;

/// A note is parted only where it is taller than this part of the page, and this much of it, in points, stands where it is
/// called.
const TALL: f32 = 0.5;
const LEAST_PART: f32 = 36.0;

/// The notes of a document that are not on a page yet.
#[derive(Debug, Default)]
pub(super) struct Notes {
    waiting: BTreeMap<u32, Galley>,
    /// What did not fit on the pages before.
    carried: VecDeque<Piece>,
}

impl Notes {
    pub(super) fn new(notes: BTreeMap<u32, Galley>) -> Self {
        Self { waiting: notes, carried: VecDeque::new() }
    }

    pub(super) fn has_carried(&self) -> bool {
        !self.carried.is_empty()
    }

    /// How much of a page of this height the notes from the page before take, their rule included.
    pub(super) fn carried_height(&self, page: f32) -> f32 {
        if self.carried.is_empty() {
            return 0.0;
        }
        let height: f32 = self.carried.iter().map(Piece::height).sum();
        (height + separator()).min(page * MOST_CARRIED)
    }

    /// How tall the notes are that a piece calls.
    pub(super) fn height_of(&self, piece: &Piece) -> f32 {
        if self.waiting.is_empty() {
            return 0.0;
        }
        self.height(&calls([piece]))
    }

    /// How tall the notes are that are called in the upper `height` of a band.
    pub(super) fn height_within(&self, band: &Band, height: f32) -> f32 {
        let mut found = Vec::new();
        for cell in &band.cells {
            let mut y = cell.y + cell.inset;
            for piece in &cell.galley.pieces {
                if y < height {
                    find(piece, &mut found);
                }
                y += piece.height();
            }
        }
        self.height(&found)
    }

    fn height(&self, called: &[u32]) -> f32 {
        called.iter().filter_map(|number| self.waiting.get(number)).map(Galley::height).sum()
    }

    /// The least of some notes that must stand where they are called, `height` being all of them.
    pub(super) fn least(height: f32, page: f32) -> f32 {
        if height > page * TALL { height.min(LEAST_PART) } else { height }
    }

    /// Takes what stands at the foot of a page that has `room` left and shows `taken`. Where the page shows nothing
    /// else, at least one line of them does.
    pub(super) fn take(&mut self, taken: &VecDeque<Piece>, room: f32) -> VecDeque<Piece> {
        for number in calls(taken) {
            if let Some(note) = self.waiting.remove(&number) {
                self.carried.extend(note.pieces);
            }
        }
        let room = room - separator();
        let height: f32 = self.carried.iter().map(Piece::height).sum();
        if height <= room + CLOSE {
            return std::mem::take(&mut self.carried);
        }
        let first = self.carried.iter().find(|piece| piece.class().is_some()).map_or(0.0, Piece::height);
        let shows_text = taken.iter().any(|piece| piece.class().is_some());
        if shows_text && first > room + CLOSE {
            return VecDeque::new();
        }
        paginate::cut(&mut self.carried, room)
    }

    /// Notes that nothing on a page has called follow on the last.
    pub(super) fn release(&mut self) {
        for (_, note) in std::mem::take(&mut self.waiting) {
            self.carried.extend(note.pieces);
        }
    }
}

/// The white space and the rule above notes.
pub(super) fn separator() -> f32 {
    ABOVE_RULE + RULE + BELOW_RULE
}

/// The rule over the notes of a page, the top of which is at `y`.
pub(super) fn rule(x: f32, y: f32, width: f32, right_to_left: bool) -> Item {
    let length = width * RULE_PART;
    let x = if right_to_left { x + width - length } else { x };
    Item::Fill { area: Area { x, y: y + ABOVE_RULE, width: length, height: RULE }, colour: Colour::BLACK }
}

fn calls<'p>(pieces: impl IntoIterator<Item = &'p Piece>) -> Vec<u32> {
    let mut found = Vec::new();
    for piece in pieces {
        find(piece, &mut found);
    }
    found
}

fn find(piece: &Piece, found: &mut Vec<u32>) {
    let number = |event: &Event| match event {
        Event::Note(number) => Some(*number),
        _ => None,
    };
    match piece {
        Piece::Slab(slab) => found.extend(slab.events.iter().filter_map(number)),
        Piece::Event(event) => found.extend(number(event)),
        Piece::Band(band) => {
            let inner = band.cells.iter().flat_map(|cell| &cell.galley.pieces);
            inner.for_each(|piece| find(piece, found));
        }
        _ => {}
    }
}
