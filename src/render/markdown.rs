//! Markdown.
use crate::error::Error;
use crate::prepare::Briefing;
use crate::theme::Theme;

/// A profile.
#[derive(Clone, Copy, Debug)]
pub enum Profile {
    /// Gfm.
    Gfm,
}

pub(super) fn render(_: &Briefing, _: &Theme, _: Profile) -> Result<String, Error> {
    Ok("---\n".into())
}
