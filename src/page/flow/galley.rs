//! What a flow is made of before it is cut into pages: slabs that are not torn, gaps that vanish at a break, and the
//! boxes around them.
//!
//! A galley is one column of any height. Its places to break are before its slabs; how good a break would be there
//! is said by the slab's [`Class`].

use super::decor::{Cut, Decor};
use crate::page::boxes::Break;
use crate::page::document::Item;
use std::collections::VecDeque;
use std::sync::Arc;

/// A column, from its top.
#[derive(Debug, Clone, Default)]
pub(super) struct Galley {
    pub(super) pieces: VecDeque<Piece>,
    /// How good a break after the last slab would be, as far as the galley knows.
    pub(super) class_after: Class,
}

#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A margin.
    Gap(f32),
    Slab(Slab),
    Band(Box<Band>),
    /// A box with a border or background begins; `true` where it goes on from the page before.
    Open(Arc<Decor>, bool),
    Close,
    Event(Event),
    /// Rows that stand again at the top of each page begin to be in force; `true` on the pages after the first.
    Head(Arc<Head>, bool),
    HeadEnd,
}

/// What a place in the flow says besides what it shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Event {
    Anchor(String),
    Bookmark(u8, String),
    String(String, String),
    /// The named page that follows stands on.
    Page(Option<String>),
    /// A footnote belongs here.
    Note(u32),
}

/// How good a break is, from the best to the worst; or that there must be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Class {
    #[default]
    Free,
    /// It would leave too few lines of a paragraph together.
    Widow,
    /// The style sheet asks to avoid it.
    Avoid,
    /// It would part a border from what it is around.
    Never,
    Forced(Side),
}

/// The page that a forced break goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Any,
    Left,
    Right,
}

impl From<Break> for Class {
    fn from(value: Break) -> Self {
        match value {
            Break::Auto => Class::Free,
            Break::Avoid => Class::Avoid,
            Break::Page => Class::Forced(Side::Any),
            Break::Left => Class::Forced(Side::Left),
            Break::Right => Class::Forced(Side::Right),
        }
    }
}

/// Something that is not torn: a line, an image, the padding of a box. Its items are placed from its top.
#[derive(Debug, Clone, Default)]
pub(super) struct Slab {
    pub(super) height: f32,
    pub(super) baseline: Option<f32>,
    pub(super) class: Class,
    pub(super) items: Vec<Item>,
    pub(super) events: Vec<Event>,
}

impl Slab {
    pub(super) fn new(height: f32, baseline: Option<f32>, items: Vec<Item>) -> Self {
        Self { height: height.max(0.0), baseline, class: Class::Free, items, events: Vec::new() }
    }
}

/// Columns side by side: a flex row or a row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    pub(super) cells: Vec<Cell>,
    pub(super) height: f32,
    pub(super) class: Class,
    /// Whether it may be torn wherever a page ends, or only where it is taller than a page.
    pub(super) tears: bool,
}

/// One column of a band.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// From the top of the band.
    pub(super) y: f32,
    pub(super) height: f32,
    /// The first of its contents, from its own top.
    pub(super) inset: f32,
    pub(super) decor: Option<Arc<Decor>>,
    /// Where the cell is torn from its part on another page.
    pub(super) cut: Cut,
    pub(super) galley: Galley,
}

/// Rows that are repeated.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) height: f32,
    pub(super) items: Vec<Item>,
}

impl Piece {
    pub(super) fn height(&self) -> f32 {
        match self {
            Piece::Gap(height) => *height,
            Piece::Slab(slab) => slab.height,
            Piece::Band(band) => band.height,
            Piece::Head(head, true) => head.height,
            Piece::Head(..) | Piece::Open(..) | Piece::Close | Piece::Event(_) | Piece::HeadEnd => 0.0,
        }
    }

    /// The class of a piece that a page may break before.
    pub(super) fn class(&self) -> Option<Class> {
        match self {
            Piece::Slab(slab) => Some(slab.class),
            Piece::Band(band) => Some(band.class),
            _ => None,
        }
    }

    pub(super) fn class_mut(&mut self) -> Option<&mut Class> {
        match self {
            Piece::Slab(slab) => Some(&mut slab.class),
            Piece::Band(band) => Some(&mut band.class),
            _ => None,
        }
    }
}

impl Galley {
    pub(super) fn height(&self) -> f32 {
        self.pieces.iter().map(Piece::height).sum()
    }

    /// Where the first line's baseline is, from the top.
    pub(super) fn baseline(&self) -> Option<f32> {
        let mut y = 0.0;
        for piece in &self.pieces {
            match piece {
                Piece::Slab(Slab { baseline: Some(baseline), .. }) => return Some(y + baseline),
                Piece::Band(band) => {
                    let baselines =
                        band.cells.iter().filter_map(|cell| Some(cell.y + cell.inset + cell.galley.baseline()?));
                    if let Some(first) = baselines.reduce(f32::min) {
                        return Some(y + first);
                    }
                }
                _ => {}
            }
            y += piece.height();
        }
        None
    }

    /// Where the last line's baseline is, from the top.
    pub(super) fn last_baseline(&self) -> Option<f32> {
        let mut y = self.height();
        for piece in self.pieces.iter().rev() {
            y -= piece.height();
            if let Piece::Slab(Slab { baseline: Some(baseline), .. }) = piece {
                return Some(y + baseline);
            }
        }
        self.baseline()
    }

    /// Whether it shows or says anything.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Gap(_)))
    }
}

/// Makes a galley from the top downwards, collapsing margins (CSS 2, 8.3.1).
#[derive(Debug, Default)]
pub(super) struct Builder {
    pieces: Vec<Piece>,
    /// The greatest and the least of the margins that have met since the last slab.
    margin: (f32, f32),
    /// What begins after that margin.
    waiting: Vec<Piece>,
    /// How good a break before the next slab is.
    class: Class,
}

impl Builder {
    /// A margin, which is one with those it meets.
    pub(super) fn margin(&mut self, height: f32) {
        self.margin = (self.margin.0.max(height), self.margin.1.min(height));
    }

    /// The break before the next slab is no better than this.
    pub(super) fn class(&mut self, class: Class) {
        self.class = self.class.max(class);
    }

    pub(super) fn event(&mut self, event: Event) {
        self.waiting.push(Piece::Event(event));
    }

    pub(super) fn open(&mut self, decor: Decor) {
        self.waiting.push(Piece::Open(Arc::new(decor), false));
    }

    pub(super) fn close(&mut self) {
        self.end(Piece::Close);
    }

    pub(super) fn head(&mut self, head: Head) {
        self.waiting.push(Piece::Head(Arc::new(head), false));
    }

    pub(super) fn head_end(&mut self) {
        self.end(Piece::HeadEnd);
    }

    /// An end stands before the margin that follows, unless it is of something that has not begun.
    fn end(&mut self, end: Piece) {
        if self.waiting.iter().any(|piece| matches!(piece, Piece::Open(..) | Piece::Head(..))) {
            self.waiting.push(end);
        } else {
            self.pieces.push(end);
        }
    }

    pub(super) fn slab(&mut self, mut slab: Slab) {
        self.flush();
        slab.class = slab.class.max(std::mem::take(&mut self.class));
        self.pieces.push(Piece::Slab(slab));
    }

    pub(super) fn band(&mut self, mut band: Band) {
        self.flush();
        band.class = band.class.max(std::mem::take(&mut self.class));
        self.pieces.push(Piece::Band(Box::new(band)));
    }

    /// All of another galley.
    pub(super) fn append(&mut self, galley: Galley) {
        self.flush();
        let mut class = std::mem::take(&mut self.class);
        for mut piece in galley.pieces {
            if let Some(own) = piece.class_mut() {
                *own = (*own).max(std::mem::take(&mut class));
            }
            self.pieces.push(piece);
        }
        self.class = class.max(galley.class_after);
    }

    /// The pieces that came since `mark`.
    pub(super) fn since(&mut self, mark: usize) -> &mut [Piece] {
        &mut self.pieces[mark..]
    }

    /// How many pieces there are: a mark for [`Builder::keep_together`].
    pub(super) fn mark(&self) -> usize {
        self.pieces.len()
    }

    /// Makes every break within what came since `mark` one to be avoided.
    pub(super) fn keep_together(&mut self, mark: usize) {
        let since = &mut self.pieces[mark..];
        for class in since.iter_mut().filter_map(Piece::class_mut).skip(1) {
            *class = (*class).max(Class::Avoid);
        }
    }

    fn flush(&mut self) {
        let gap = self.margin.0 + self.margin.1;
        self.margin = (0.0, 0.0);
        if gap != 0.0 {
            self.pieces.push(Piece::Gap(gap));
        }
        self.pieces.append(&mut self.waiting);
    }

    pub(super) fn finish(mut self) -> Galley {
        self.flush();
        Galley { pieces: self.pieces.into(), class_after: self.class }
    }
}

/// Moves items.
pub(super) fn translate(items: &mut [Item], dx: f32, dy: f32) {
    for item in items {
        match item {
            Item::Text(run) => {
                run.x += dx;
                run.y += dy;
            }
            Item::Turned { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Item::Fill { area, .. } | Item::Image { area, .. } | Item::Link { area, .. } => {
                area.x += dx;
                area.y += dy;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Builder, Class, Piece, Slab};
    use crate::page::flow::decor::Decor;

    fn shape(builder: Builder) -> String {
        let describe = |piece: &Piece| match piece {
            Piece::Gap(height) => format!("gap {height}"),
            Piece::Slab(slab) => format!("slab {:?}", slab.class),
            Piece::Open(..) => "open".to_owned(),
            Piece::Close => "close".to_owned(),
            _ => "other".to_owned(),
        };
        builder.finish().pieces.iter().map(describe).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn margins_collapse_through_boxes_without_padding() {
        let mut builder = Builder::default();
        builder.slab(Slab::default());
        builder.margin(6.0);
        builder.margin(10.0);
        builder.open(Decor::default());
        builder.margin(-2.0);
        builder.slab(Slab::default());
        builder.margin(4.0);
        builder.close();
        builder.margin(12.0);
        builder.slab(Slab::default());
        assert_eq!(shape(builder), "slab Free, gap 8, open, slab Free, close, gap 12, slab Free");
    }

    #[test]
    fn what_is_said_of_a_break_is_said_of_the_next_slab() {
        let mut builder = Builder::default();
        builder.slab(Slab::default());
        builder.class(Class::Avoid);
        builder.class(Class::Free);
        builder.slab(Slab::default());
        let mark = builder.mark();
        builder.slab(Slab::default());
        builder.slab(Slab::default());
        builder.keep_together(mark);
        assert_eq!(shape(builder), "slab Free, slab Avoid, slab Free, slab Avoid");
    }
}
