#![doc = "chancery reads official releases and publishes them."]

mod diagnostic;
mod error;
pub mod input;
pub mod output;
pub mod report;
mod source;

pub mod page;
mod read;
pub mod release;

pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use error::Error;
pub use release::Release;
pub use source::{LineColumn, NotText, Source, Span};
