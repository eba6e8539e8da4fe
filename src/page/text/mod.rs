//! Text to glyphs: shaping, direction, break opportunities, hyphens and lines.
//!
//! Words go in, with a [`Manner`] each; shaped words come out, measured in ems. Nothing here knows of boxes or pages.

pub(crate) mod balance;
pub(crate) mod bidi;
pub(crate) mod hyphenate;
pub(crate) mod opportunity;
mod shape;
pub(crate) mod total_fit;

pub(crate) use shape::{Cache, Manner, MannerId, Word, WordGlyph, WordId};
