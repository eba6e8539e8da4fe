//! Outlines that are filled and stroked: what an SVG is made of.
//!
//! Lengths are pixels (1/96 inch) from the top left corner of the drawing, y growing downwards.

use crate::page::document::Colour;

/// A step of a drawing, in painting order.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Up to its [`Shape::EndClip`], only what lies within this outline is seen.
    Clip(Outline, Rule),
    /// The end of the innermost clip.
    EndClip,
    /// An outline with its paint.
    Paint(Paint),
}

/// An outline with its paint.
#[derive(Debug, Clone, PartialEq)]
pub struct Paint {
    /// From the outline's and the stroke's own lengths to those of the drawing: `[a b c d e f]`, as in `matrix()`.
    pub matrix: [f32; 6],
    /// What is painted.
    pub outline: Outline,
    /// The inside.
    pub fill: Option<(Colour, Rule)>,
    /// The edge.
    pub stroke: Option<Stroke>,
    /// Whether the fill lies over the stroke.
    pub fill_last: bool,
}

/// What is inside an outline that crosses itself (ISO 32000-1 8.5.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the standard")]
pub enum Rule {
    NonZero,
    EvenOdd,
}

/// Lines and curves, one after the other.
pub type Outline = Vec<Segment>;

/// A part of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// A new beginning.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A Bézier curve of the third degree: two points that it is drawn to, and its end.
    Curve([[f32; 2]; 3]),
    /// A line back to the beginning.
    Close,
}

/// How an edge is drawn (ISO 32000-1 8.4.3).
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// With what.
    pub colour: Colour,
    /// How wide.
    pub width: f32,
    /// The ends: 0 butt, 1 round, 2 square.
    pub cap: u8,
    /// The corners: 0 mitre, 1 round, 2 bevel.
    pub join: u8,
    /// How long a mitre may be, in widths.
    pub miter_limit: f32,
    /// Lengths of strokes and gaps; none for one line.
    pub dashes: Vec<f32>,
    /// Where the pattern of dashes begins.
    pub dash_offset: f32,
}
