//! Files to blocks: one file a format, all giving the same [`Block`]s with spans.
//!
//! A reader knows how its format sets things apart (blank lines, `#`, `<p>`) and nothing of what a release is;
//! that is [`parse`](crate::parse)'s. It keeps every visible character, in order.

mod block;

pub(crate) use block::{Block, BlockKind, FieldText, Line, ListItem, Run, Style};
