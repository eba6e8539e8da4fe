#![doc = "chancery reads official releases and publishes them."]

mod diagnostic;
mod error;
mod source;

pub mod page;
pub mod parse;
pub mod prepare;
mod read;
pub mod release;
pub mod render;
pub mod theme;

pub use diagnostic::codes;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use error::Error;
pub use parse::{Parsed, parse};
pub use read::Format;
pub use release::Release;
pub use source::{LineColumn, NotText, Source, Span};
