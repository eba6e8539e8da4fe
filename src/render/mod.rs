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
mod site;

pub use markdown::Profile;
pub(crate) use quote::quoted;

use crate::error::Error;
use crate::prepare::{Briefing, Inline};
use crate::theme::{Target, Theme};
use engine::Engine;
use serde::Serialize;
use std::sync::OnceLock;

/// Renders briefings with one theme. Each format's templates are parsed when the first briefing needs them, and once.
///
/// ```
/// use chancery::{Release, prepare::prepare, render::{Profile, Renderer}, theme::Theme};
/// let release = Release { issuer: Some("Ministry of Tides".into()), ..Release::default() };
/// let briefing = prepare(&release, &Default::default()).briefing;
/// let renderer = Renderer::new(Theme::built_in(), Profile::Gfm);
/// assert!(renderer.markdown(&briefing).unwrap().starts_with("---\n"));
/// assert!(renderer.html(&briefing).unwrap().starts_with("<!DOCTYPE html>"));
/// ```
#[derive(Debug)]
pub struct Renderer {
    theme: Theme,
    profile: Profile,
    markdown: OnceLock<Engine>,
    html: OnceLock<Engine>,
    paper: OnceLock<Engine>,
    site: OnceLock<Engine>,
}

impl Renderer {
    /// A renderer with the templates and style sheets of `theme`, whose Markdown is for `profile`.
    pub fn new(theme: Theme, profile: Profile) -> Self {
        let [markdown, html, paper, site] = [const { OnceLock::new() }; 4];
        Renderer { theme, profile, markdown, html, paper, site }
    }

    /// What it renders with.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Parses the templates for `target`; what is wrong in them is told when they are used.
    pub(crate) fn make_ready(&self, target: Target) {
        let _ = self.engine(target);
    }

    /// Renders the Markdown of a briefing.
    ///
    /// # Errors
    /// [`Error::Template`], when the theme's template has a mistake.
    pub fn markdown(&self, briefing: &Briefing) -> Result<String, Error> {
        self.markdown_with(briefing, "")
    }

    /// The same with `more` lines of front matter, in its syntax.
    pub(crate) fn markdown_with(&self, briefing: &Briefing, more: &str) -> Result<String, Error> {
        markdown::render(self.engine(Target::Markdown)?, briefing, self.profile, more)
    }

    /// Marked text as a line of Markdown.
    pub(crate) fn markdown_line(&self, content: &[Inline]) -> String {
        markdown::line(content, self.profile)
    }

    /// Renders the web page of a briefing: one file that needs no other, and no script.
    ///
    /// # Errors
    /// [`Error::Template`], when the theme's template has a mistake.
    pub fn html(&self, briefing: &Briefing) -> Result<String, Error> {
        html::render(self.engine(Target::Html)?, briefing, &self.theme)
    }

    /// Renders the HTML of a briefing that is laid out on paper, with the theme's style sheets for
    /// [`Medium::Print`](crate::theme::Medium::Print).
    ///
    /// # Errors
    /// [`Error::Template`], when the theme's template has a mistake.
    pub fn paper(&self, briefing: &Briefing) -> Result<String, Error> {
        paper::render(self.engine(Target::Paper)?, briefing)
    }

    /// The style sheet of the pages of a site.
    pub(crate) fn site_css(&self) -> String {
        site::css(&self.theme)
    }

    /// Renders the page of a briefing in a site, which templates see as `site`.
    pub(crate) fn site_page(
        &self,
        briefing: &Briefing,
        site: &impl Serialize,
        canonical: Option<&str>,
    ) -> Result<String, Error> {
        site::page(self.engine(Target::Site)?, briefing, site, canonical)
    }

    /// Renders a list of a site.
    pub(crate) fn site_list(&self, page: &impl Serialize) -> Result<String, Error> {
        site::list(self.engine(Target::Site)?, page)
    }

    /// Renders a page of a site that leads to another one.
    pub(crate) fn site_moved(&self, page: &impl Serialize) -> Result<String, Error> {
        site::moved(self.engine(Target::Site)?, page)
    }

    /// Renders the page of a site with its search.
    pub(crate) fn site_search(&self, page: &impl Serialize) -> Result<String, Error> {
        site::search(self.engine(Target::Site)?, page)
    }

    /// The engine for `target`, made first where there is none yet.
    fn engine(&self, target: Target) -> Result<&Engine, Error> {
        let theme = &self.theme;
        match target {
            Target::Markdown => made(&self.markdown, || markdown::engine(theme, self.profile)),
            Target::Html => made(&self.html, || html::engine(theme)),
            Target::Paper => made(&self.paper, || paper::engine(theme)),
            Target::Site => made(&self.site, || site::engine(theme)),
        }
    }
}

/// What is in `cell`, made first where there is nothing yet.
fn made(cell: &OnceLock<Engine>, make: impl FnOnce() -> Result<Engine, Error>) -> Result<&Engine, Error> {
    match cell.get() {
        Some(engine) => Ok(engine),
        None => make().map(|engine| cell.get_or_init(|| engine)),
    }
}

/// Renders the Markdown of one briefing; a [`Renderer`] is for many.
///
/// # Errors
/// [`Error::Template`], when the theme's template has a mistake.
pub fn markdown(briefing: &Briefing, theme: &Theme, profile: Profile) -> Result<String, Error> {
    Renderer::new(theme.clone(), profile).markdown(briefing)
}

/// Renders the web page of one briefing; a [`Renderer`] is for many.
///
/// # Errors
/// [`Error::Template`], when the theme's template has a mistake.
pub fn html(briefing: &Briefing, theme: &Theme) -> Result<String, Error> {
    Renderer::new(theme.clone(), Profile::default()).html(briefing)
}

/// Renders the HTML for paper of one briefing; a [`Renderer`] is for many.
///
/// # Errors
/// [`Error::Template`], when the theme's template has a mistake.
pub fn paper(briefing: &Briefing, theme: &Theme) -> Result<String, Error> {
    Renderer::new(theme.clone(), Profile::default()).paper(briefing)
}

#[cfg(test)]
mod tests;
