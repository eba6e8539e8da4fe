#![doc = "chancery reads official releases and publishes them."]

mod diagnostic;
mod error;
pub mod input;
pub mod output;
pub mod page;
mod pipeline;
mod read;
pub mod release;
pub mod report;
mod source;
mod standin;

pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use error::Error;
pub use pipeline::{OutputFormat, Published, Publisher, UnknownFormat};
pub use release::Release;
pub use source::{LineColumn, NotText, Source, Span};
pub use standin::parse::parse;
pub use standin::{FontOptions, Fonts, Profile, Theme, parse, pdf};
