#![doc = "chancery reads official releases and publishes them."]

mod diagnostic;
mod error;
mod source;

pub mod page;
pub mod parse;
mod read;
pub mod release;

pub use diagnostic::codes;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use error::Error;
pub use parse::{Parsed, parse};
pub use read::Format;
pub use release::Release;
pub use source::{LineColumn, NotText, Source, Span};
