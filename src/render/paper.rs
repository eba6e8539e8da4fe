//! The HTML that is laid out on paper. Its style sheets go beside it, not into it.

use super::engine::Engine;
use super::html::{escape, inline};
use crate::error::Error;
use crate::prepare::Briefing;
use crate::theme::{Target, Theme};

/// Renders the HTML for paper.
pub(super) fn render(briefing: &Briefing, theme: &Theme) -> Result<String, Error> {
    let engine = Engine::new(theme, Target::Paper, escape, |tera| tera.register_filter("inline", inline))?;
    engine.render(briefing, |_| {})
}
