//! The HTML that is laid out on paper. Its style sheets go beside it, not into it.

use super::engine::Engine;
use super::html::{escape, inline};
use crate::error::Error;
use crate::prepare::Briefing;
use crate::theme::{Target, Theme};

/// The engine for paper.
pub(super) fn engine(theme: &Theme) -> Result<Engine, Error> {
    Engine::new(theme, Target::Paper, escape, |tera| tera.register_filter("inline", inline))
}

/// Renders the HTML for paper.
pub(super) fn render(engine: &Engine, briefing: &Briefing) -> Result<String, Error> {
    engine.render(briefing, |_| {})
}
