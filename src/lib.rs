#![doc = "chancery reads official releases and publishes them."]

mod attachments;
mod diagnostic;
mod error;
pub mod input;
pub mod output;
pub mod page;
pub mod parse;
pub mod pdf;
mod pipeline;
pub mod prepare;
mod read;
pub mod release;
pub mod render;
pub mod report;
mod source;
pub mod theme;

pub use diagnostic::{Diagnostic, Diagnostics, Severity, codes};
pub use error::Error;
pub use page::font::{FontOptions, Fonts};
pub use parse::{Parsed, parse};
pub use pipeline::{OutputFormat, Published, Publisher, UnknownFormat};
pub use read::Format;
pub use release::Release;
pub use render::Profile;
pub use source::{LineColumn, NotText, Source, Span};
pub use theme::Theme;
