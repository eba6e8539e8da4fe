//! HTML and CSS to pages: a documented subset of CSS Paged Media (`docs/css.md`).

mod boxes;
mod build;
mod counters;
mod css;
pub mod document;
mod dom;
pub mod font;
mod page_rules;
mod roles;
mod structure_text;
mod style;
mod styler;
mod tags;
