//! [`Briefing`] in, text out: Markdown, a web page, the HTML that is laid out on paper. The only user of Tera.
//!
//! Each format has an engine of its own with its own escape function, so that `{{ issuer }}` is right in each of them.
//! Filters that give markup (`inline`, `body`, `json` …) escape what goes into them and are safe by construction. What a
//! template may see and call is described in `docs/templates.md`.

mod engine;
mod filters;
mod html;
mod markdown;
mod paper;
mod quote;
mod schema_org;

pub use markdown::Profile;

use crate::error::Error;
use crate::prepare::Briefing;
use crate::theme::Theme;

/// Renders the Markdown of a briefing.
///
/// ```
/// use chancery::{Release, prepare::prepare, render, theme::Theme};
/// let release = Release { issuer: Some("Ministry of Tides".into()), ..Release::default() };
/// let briefing = prepare(&release, &Default::default()).briefing;
/// let markdown = render::markdown(&briefing, &Theme::built_in(), render::Profile::Gfm).unwrap();
/// assert!(markdown.starts_with("---\n"));
/// ```
///
/// # Errors
/// [`Error::Template`], when the theme's template has a mistake.
pub fn markdown(briefing: &Briefing, theme: &Theme, profile: Profile) -> Result<String, Error> {
    markdown::render(briefing, theme, profile)
}

/// Renders the web page of a briefing: one file that needs no other, and no script.
///
/// # Errors
/// [`Error::Template`], when the theme's template has a mistake.
pub fn html(briefing: &Briefing, theme: &Theme) -> Result<String, Error> {
    html::render(briefing, theme)
}

/// Renders the HTML of a briefing that is laid out on paper, with the theme's style sheets for
/// [`Medium::Print`](crate::theme::Medium::Print).
///
/// # Errors
/// [`Error::Template`], when the theme's template has a mistake.
pub fn paper(briefing: &Briefing, theme: &Theme) -> Result<String, Error> {
    paper::render(briefing, theme)
}

#[cfg(test)]
mod tests;
