//! HTML and CSS to pages: a documented subset of CSS Paged Media (`docs/css.md`).

mod boxes;
mod css;
pub(crate) mod dom;
pub mod document;
pub mod font;
