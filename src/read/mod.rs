//! Files to blocks: one file a format, all giving the same [`Block`]s with spans.
//!
//! A reader knows how its format sets things apart (blank lines, `#`, `<p>`) and nothing of what a release is;
//! that is [`parse`](crate::parse)'s. It keeps every visible character, in order.

mod block;
mod docx;
mod format;
mod front_matter;
mod html;
mod html_tag;
mod legible;
mod lines;
mod markdown;
mod raised;
mod runs;
mod stress;
mod text;
mod yaml;

pub(crate) use block::{Anchor, Block, BlockKind, FieldText, Line, ListItem, Marker, Row, Run, Style};
pub use format::{Format, UnknownInputFormat};

use crate::diagnostic::Diagnostic;
use crate::source::Source;
pub(crate) use runs::{LeftOut, digit, is_control};
pub(crate) use text::TAB;

/// How deep blocks may stand in blocks. What is deeper stays, at this depth: no release needs more, and the
/// model's JSON, five brackets a list, must stay within the 128 that JSON readers allow.
pub(crate) const MAX_DEPTH: usize = 16;

/// The blocks of `source`, read as what it is. JSON has no blocks: it is the model already.
pub(crate) fn read(source: &Source, format: Format, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    legible::check(source, diagnostics);
    match format {
        Format::Docx => docx::read(source, diagnostics),
        Format::Markdown => markdown::read(source, diagnostics),
        Format::Html => html::read(source, diagnostics),
        Format::Text | Format::Json => text::read(source, diagnostics),
    }
}
