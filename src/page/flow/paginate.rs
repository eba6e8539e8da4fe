//! A galley into pages: where each page ends, and what is on it at which place.

use super::decor::{Cut, Decor};
use super::foot::{self, Notes};
use super::galley::{Band, Cell, Class, Event, Galley, Head, Piece, Side, translate};
use super::page_box::PageBoxes;
use crate::error::Error;
use crate::page::document::{Destination, Item, Page};
use std::collections::VecDeque;
use std::sync::Arc;

/// What is as near as this to fitting fits: a hundredth of a point, more than sums of lines are wrong by.
pub(super) const CLOSE: f32 = 0.01;

/// A head that takes more than this part of the page is not repeated.
const MAX_HEAD: f32 = 0.5;

/// A document past this is no document but a mistake in a style sheet.
const MAX_PAGES: usize = 100_000;

/// Pages, and what they are to be referred to by.
#[derive(Debug, Default)]
pub(super) struct Paginated {
    pub(super) pages: Vec<Page>,
    /// The named page that each page is.
    pub(super) names: Vec<Option<String>>,
    pub(super) destinations: Vec<Destination>,
    /// Level, title, page and place of each.
    pub(super) bookmarks: Vec<(u8, Destination)>,
    /// Page, name and value of each `string-set`, in order.
    pub(super) strings: Vec<(usize, String, String)>,
}

/// What a page has for a galley: its height, and the notes that it shares it with.
#[derive(Clone, Copy)]
pub(super) struct Room<'n> {
    height: f32,
    notes: Option<&'n Notes>,
}

impl Room<'_> {
    /// Room that no notes share: that of a cell, or of the notes themselves.
    fn alone(height: f32) -> Self {
        Self { height, notes: None }
    }

    /// What the notes take that a piece calls.
    fn called_by(self, piece: &Piece) -> f32 {
        self.notes.map_or(0.0, |notes| notes.height_of(piece))
    }
}

/// Cuts a galley into pages; the footnotes that a page calls stand at its foot.
pub(super) fn paginate(
    galley: Galley,
    mut notes: Notes,
    boxes: &PageBoxes,
    right_to_left: bool,
) -> Result<Paginated, Error> {
    let mut paged = Paginated::default();
    let mut pieces = galley.pieces;
    let mut name = None;
    loop {
        let is_done = !pieces.iter().any(|piece| piece.class().is_some());
        if is_done && !paged.pages.is_empty() && !notes.has_carried() {
            break;
        }
        let index = paged.pages.len();
        let forced = match first_class(&pieces) {
            Some(Class::Forced(side)) => Some(side),
            _ => None,
        };
        if let Some(next) = named(&pieces) {
            name = next;
        }
        let sheet = boxes.page(index, name.as_deref())?;
        let mut page = Page { width: sheet.width, height: sheet.height, items: Vec::new() };
        let is_other_side = match forced {
            Some(Side::Left) => index.is_multiple_of(2),
            Some(Side::Right) => !index.is_multiple_of(2),
            _ => false,
        };
        if !is_other_side && index < MAX_PAGES {
            let height = sheet.height - sheet.margin.top - sheet.margin.bottom;
            let keep_gaps = index == 0 || forced.is_some();
            let fit = fit(&pieces, Room { height, notes: Some(&notes) }, keep_gaps);
            let taken = split(&mut pieces, &fit, height);
            if !pieces.iter().any(|piece| piece.class().is_some()) {
                notes.release();
            }
            let used = taken_height(&taken, keep_gaps);
            let at_foot = notes.take(&taken, height - used);
            let mut sink = Sink { x: sheet.margin.left, items: Vec::new(), events: Vec::new() };
            sink.emit(taken, sheet.margin.top, keep_gaps);
            if !at_foot.is_empty() {
                let top = sheet.height - sheet.margin.bottom - at_foot.iter().map(Piece::height).sum::<f32>();
                let width = sheet.width - sheet.margin.left - sheet.margin.right;
                sink.items.push(foot::rule(sheet.margin.left, top - foot::separator(), width, right_to_left));
                sink.emit(at_foot, top, true);
            }
            page.items = sink.items;
            paged.note(index, sink.events);
        } else if index >= MAX_PAGES {
            return Err(Error::TooManyPages { limit: MAX_PAGES });
        }
        paged.pages.push(page);
        paged.names.push(name.clone());
    }
    Ok(paged)
}

/// The items of a galley that is not cut, from its top, and what is said in it.
pub(super) fn whole(galley: Galley, events: &mut Vec<Event>) -> Vec<Item> {
    let mut sink = Sink { x: 0.0, items: Vec::new(), events: Vec::new() };
    sink.emit(galley.pieces, 0.0, true);
    events.extend(sink.events.into_iter().map(|(_, event)| event));
    sink.items
}

impl Paginated {
    fn note(&mut self, page: usize, events: Vec<(f32, Event)>) {
        for (y, event) in events {
            match event {
                Event::Anchor(name) => self.destinations.push(Destination { name, page, y }),
                Event::Bookmark(level, name) => self.bookmarks.push((level, Destination { name, page, y })),
                Event::String(name, value) => self.strings.push((page, name, value)),
                Event::Page(_) | Event::Note(_) => {}
            }
        }
    }
}

fn first_class(pieces: &VecDeque<Piece>) -> Option<Class> {
    pieces.iter().find_map(Piece::class)
}

/// The page that the next slab is to be on, if something before it says.
fn named(pieces: &VecDeque<Piece>) -> Option<Option<String>> {
    let before = pieces.iter().take_while(|piece| piece.class().is_none());
    let names = before.filter_map(|piece| match piece {
        Piece::Event(Event::Page(name)) => Some(name.clone()),
        _ => None,
    });
    names.last()
}

/// What of a galley goes on a page: the pieces up to `end`, and so much of the band there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fit {
    end: usize,
    tear: Option<f32>,
    /// How good the break after it is.
    class: Class,
    /// Whether a slab is on the page.
    placed: bool,
}

/// Fills `room` with pieces up to the last of the best places to break.
fn fit(pieces: &VecDeque<Piece>, room: Room<'_>, keep_gaps: bool) -> Fit {
    let mut y = 0.0;
    // What the notes take that are called so far, with what is above them.
    let mut called = room.notes.map_or(0.0, |notes| notes.carried_height(room.height));
    let mut placed = false;
    let mut best: [Option<usize>; 4] = [None; 4];
    // Where a break before the next slab would cut: before the gap and the boxes that begin there.
    let mut cut = 0;
    // What a row has above it on every page.
    let mut head = 0.0;
    for (at, piece) in pieces.iter().enumerate() {
        let Some(class) = piece.class() else {
            head = match piece {
                Piece::Head(rows, _) => repeated(rows, room.height),
                Piece::HeadEnd => 0.0,
                _ => head,
            };
            let counts = placed || keep_gaps || !matches!(piece, Piece::Gap(_));
            y += if counts { piece.height() } else { 0.0 };
            called = with_notes(called, room.called_by(piece));
            if matches!(piece, Piece::Close | Piece::HeadEnd) && cut == at && placed {
                cut = at + 1;
            }
            continue;
        };
        if placed {
            match class {
                Class::Forced(_) => return Fit { end: cut, tear: None, class, placed },
                Class::Free | Class::Widow | Class::Avoid | Class::Never => best[rank(class)] = Some(cut),
            }
        }
        let own = room.called_by(piece);
        if y + piece.height() + with_notes(called, Notes::least(own, room.height)) > room.height + CLOSE {
            if let Piece::Band(band) = piece
                && (band.tears || !placed || head + band.height > room.height)
                && let height = height_of_part(band, room, y, called)
                && can_tear(band, height, !placed)
            {
                return Fit { end: at, tear: Some(height), class: Class::Free, placed: true };
            }
            let found = [Class::Free, Class::Widow, Class::Avoid, Class::Never].into_iter();
            if let Some((class, end)) = found.filter_map(|class| Some((class, best[rank(class)]?))).next() {
                return Fit { end, tear: None, class, placed };
            }
            if called > 0.0 && !placed {
                // The notes that went on leave no room for it; they end first.
                return Fit { end: 0, tear: None, class: Class::Free, placed };
            }
            // The first slab is taller than the page: it sticks out.
        }
        y += piece.height();
        called = with_notes(called, own);
        placed = true;
        cut = at + 1;
    }
    Fit { end: pieces.len(), tear: None, class: Class::Free, placed }
}

/// What rows take that are repeated: nothing where they are too tall for that.
fn repeated(head: &Head, room: f32) -> f32 {
    if head.height > room * MAX_HEAD { 0.0 } else { head.height }
}

/// What notes take when `more` of them come to those that are called.
fn with_notes(called: f32, more: f32) -> f32 {
    match more {
        0.0 => called,
        _ if called == 0.0 => more + foot::separator(),
        _ => called + more,
    }
}

/// How much of a band may stand below `y`, where the notes that this part calls have room too.
fn height_of_part(band: &Band, room: Room<'_>, y: f32, called: f32) -> f32 {
    let mut height = room.height - y - called;
    // A lower part calls no more notes than a higher one: a few steps find one that fits.
    for _ in 0..3 {
        let own = room.notes.map_or(0.0, |notes| notes.height_within(band, height));
        let fits = room.height - y - with_notes(called, own);
        if fits >= height {
            break;
        }
        height = fits;
    }
    height
}

/// Takes what fits into `room` off some pieces.
pub(super) fn cut(pieces: &mut VecDeque<Piece>, room: f32) -> VecDeque<Piece> {
    let fit = fit(pieces, Room::alone(room), true);
    split(pieces, &fit, room)
}

fn rank(class: Class) -> usize {
    match class {
        Class::Free => 0,
        Class::Widow => 1,
        Class::Avoid => 2,
        Class::Never | Class::Forced(_) => 3,
    }
}

/// Whether a good part of a band can stand in `room`; any part, where it is the first on the page.
fn can_tear(band: &Band, room: f32, is_first: bool) -> bool {
    let mut any = false;
    for cell in &band.cells {
        let inner = room - cell.y - cell.inset;
        if cell.y >= room || cell.galley.height() <= inner {
            any |= cell.y < room && !cell.galley.is_empty() && !is_first;
            continue;
        }
        let fit = fit(&cell.galley.pieces, Room::alone(inner), true);
        let fits = fit.placed && fit.end > 0 && fit.end < cell.galley.pieces.len() || fit.tear.is_some();
        let overflows = fit.end > 0 && height_of(&cell.galley.pieces, fit.end) > inner + CLOSE;
        let good = fits && !overflows && fit.class <= Class::Widow;
        if !good && !is_first {
            return false;
        }
        any |= fits;
    }
    any
}

/// How tall pieces stand on a page.
fn taken_height(pieces: &VecDeque<Piece>, keep_gaps: bool) -> f32 {
    let first = pieces.iter().position(|piece| piece.class().is_some()).unwrap_or(0);
    let counts = |(at, piece): &(usize, &Piece)| keep_gaps || *at >= first || !matches!(piece, Piece::Gap(_));
    pieces.iter().enumerate().filter(counts).map(|(_, piece)| piece.height()).sum()
}

fn height_of(pieces: &VecDeque<Piece>, end: usize) -> f32 {
    pieces.iter().take(end).map(Piece::height).sum()
}

/// Takes what fits off the front; boxes that are not at their end go on in what is left.
fn split(pieces: &mut VecDeque<Piece>, fit: &Fit, room: f32) -> VecDeque<Piece> {
    let mut taken: VecDeque<Piece> = pieces.drain(..fit.end.min(pieces.len())).collect();
    if let Some(height) = fit.tear
        && let Some(Piece::Band(band)) = pieces.pop_front()
    {
        let (top, bottom) = tear(*band, height);
        taken.push_back(Piece::Band(Box::new(top)));
        pieces.push_front(Piece::Band(Box::new(bottom)));
    }
    for piece in still_open(&taken, room).into_iter().rev() {
        pieces.push_front(piece);
    }
    taken
}

/// What begins in some pieces and does not end there, to begin the next ones with.
fn still_open(taken: &VecDeque<Piece>, room: f32) -> Vec<Piece> {
    let mut open = Vec::new();
    for piece in taken {
        match piece {
            Piece::Open(decor, _) => open.push(Piece::Open(Arc::clone(decor), true)),
            Piece::Head(head, _) if repeated(head, room) == 0.0 => {
                open.push(Piece::Head(Arc::new(Head::default()), true));
            }
            Piece::Head(head, _) => open.push(Piece::Head(Arc::clone(head), true)),
            Piece::Close | Piece::HeadEnd => drop(open.pop()),
            _ => {}
        }
    }
    open
}

/// Tears a band in two, the first of at most `height`.
fn tear(band: Band, height: f32) -> (Band, Band) {
    let mut top = Band { cells: Vec::new(), height: 0.0, ..band };
    let mut bottom = Band { cells: Vec::new(), height: 0.0, class: Class::Free, ..band };
    for mut cell in band.cells {
        if cell.y >= height {
            bottom.cells.push(Cell { y: cell.y - height, ..cell });
            continue;
        }
        let inner = height - cell.y - cell.inset;
        let mut rest = Galley::default();
        if cell.galley.height() > inner {
            let fit = fit(&cell.galley.pieces, Room::alone(inner), true);
            let taken = if fit.placed { split(&mut cell.galley.pieces, &fit, inner) } else { VecDeque::new() };
            rest = std::mem::replace(&mut cell.galley, Galley { pieces: taken, class_after: Class::Free });
        }
        let reaches = cell.y + cell.height > height;
        if reaches && (cell.decor.is_some() || !rest.pieces.is_empty()) {
            let content = rest.height();
            let decor = cell.decor.clone();
            let cut = Cut { above: true, ..cell.cut };
            bottom.cells.push(Cell { y: 0.0, height: content, inset: 0.0, decor, cut, galley: rest });
            cell.cut.below = true;
        }
        cell.height = if reaches { height - cell.y } else { cell.height };
        top.cells.push(cell);
    }
    top.height = top.cells.iter().map(|cell| cell.y + cell.height).fold(0.0, f32::max);
    bottom.height = bottom.cells.iter().map(|cell| cell.y + cell.height).fold(0.0, f32::max);
    for cell in &mut bottom.cells {
        if cell.cut.above {
            cell.height = bottom.height;
        }
    }
    (top, bottom)
}

/// What is put on a page.
struct Sink {
    /// Where the left end of the galley is.
    x: f32,
    items: Vec<Item>,
    events: Vec<(f32, Event)>,
}

/// A box that has begun: where, and before which item it is to be drawn.
struct Begun {
    decor: Option<Arc<Decor>>,
    top: f32,
    at: usize,
    goes_on: bool,
}

impl Sink {
    fn emit(&mut self, pieces: VecDeque<Piece>, top: f32, keep_gaps: bool) {
        let mut y = top;
        let mut placed = keep_gaps;
        let mut begun: Vec<Begun> = Vec::new();
        for piece in pieces {
            let height = piece.height();
            match piece {
                Piece::Gap(_) => y += if placed { height } else { 0.0 },
                Piece::Slab(slab) => {
                    placed = true;
                    self.items_at(slab.items, y);
                    self.events.extend(slab.events.into_iter().map(|event| (y, event)));
                    y += height;
                }
                Piece::Band(band) => {
                    placed = true;
                    self.band(*band, y);
                    y += height;
                }
                Piece::Event(event) => self.events.push((y, event)),
                Piece::Open(decor, goes_on) => {
                    begun.push(Begun { decor: Some(decor), top: y, at: self.items.len(), goes_on });
                }
                Piece::Head(head, goes_on) => {
                    begun.push(Begun { decor: None, top: y, at: 0, goes_on });
                    if goes_on {
                        self.items_at(head.items.clone(), y);
                        y += head.height;
                    }
                }
                Piece::Close | Piece::HeadEnd => {
                    if let Some(begun) = begun.pop() {
                        self.decorate(&begun, y, false);
                    }
                }
            }
        }
        while let Some(begun) = begun.pop() {
            self.decorate(&begun, y, true);
        }
    }

    fn items_at(&mut self, mut items: Vec<Item>, y: f32) {
        translate(&mut items, self.x, y);
        self.items.append(&mut items);
    }

    fn decorate(&mut self, begun: &Begun, bottom: f32, below: bool) {
        let Some(decor) = &begun.decor else { return };
        let mut items = Vec::new();
        decor.items(begun.top, bottom, Cut { above: begun.goes_on, below }, &mut items);
        translate(&mut items, self.x, 0.0);
        self.items.splice(begun.at..begun.at, items);
    }

    fn band(&mut self, band: Band, y: f32) {
        for cell in &band.cells {
            if let Some(decor) = &cell.decor {
                let mut items = Vec::new();
                decor.items(cell.y, cell.y + cell.height, cell.cut, &mut items);
                self.items_at(items, y);
            }
        }
        for cell in band.cells {
            self.emit(cell.galley.pieces, y + cell.y + cell.inset, true);
        }
    }
}
