//! HTML and CSS to pages: a documented subset of CSS Paged Media (`docs/css.md`).

mod boxes;
pub mod document;
mod flow;
pub mod font;
mod text;
