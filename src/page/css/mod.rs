//! Style sheets: read, matched against elements, computed. `docs/css.md` says what is understood.
//!
//! cssparser makes tokens, selectors matches; what a property takes, the cascade and the warnings are ours.

mod apply;
mod body;
pub(crate) mod cascade;
pub(crate) mod content;
pub(crate) mod declared;
mod font_face;
mod media;
pub(crate) mod page_rule;
pub(crate) mod properties;
mod properties_box;
mod properties_text;
pub(crate) mod rules;
pub(crate) mod selector;
pub(crate) mod sheet;
mod values;
mod variables;
pub(crate) mod warnings;
