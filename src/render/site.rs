//! The pages of a site: those of releases, with the site around them, and its lists.

use super::engine::Engine;
use super::html;
use super::schema_org;
use crate::error::Error;
use crate::prepare::Briefing;
use crate::theme::{Medium, Target, Theme};
use serde::Serialize;
use tera::Context;

/// The template of lists.
const LIST: &str = "list.html";

/// The template of pages that lead elsewhere.
const MOVED: &str = "moved.html";

/// The template of the page with the search.
const SEARCH: &str = "search.html";

pub(super) fn engine(theme: &Theme) -> Result<Engine, Error> {
    html::engine_for(theme, Target::Site)
}

/// The style sheet of all pages.
pub(super) fn css(theme: &Theme) -> String {
    theme.sheets(Medium::Site).iter().flat_map(|sheet| [sheet.text(), "\n"]).collect()
}

/// The page of a release. `canonical` is its whole address in the site, which goes before the one that the release says.
pub(super) fn page(
    engine: &Engine,
    briefing: &Briefing,
    site: &impl Serialize,
    canonical: Option<&str>,
) -> Result<String, Error> {
    let mut article = schema_org::article(briefing);
    article.extend(canonical.map(|canonical| ("url".to_owned(), canonical.into())));
    engine.render(briefing, |context| {
        context.insert("schema_org", &article);
        context.insert("site", site);
        canonical.iter().for_each(|canonical| context.insert("canonical", canonical));
    })
}

/// A list, of which `page` is all that the template sees.
pub(super) fn list(engine: &Engine, page: &impl Serialize) -> Result<String, Error> {
    other(engine, LIST, page)
}

/// The page at an address where a release was, of which `page` is all that the template sees.
pub(super) fn moved(engine: &Engine, page: &impl Serialize) -> Result<String, Error> {
    other(engine, MOVED, page)
}

/// The page with the search, of which `page` is all that the template sees.
pub(super) fn search(engine: &Engine, page: &impl Serialize) -> Result<String, Error> {
    other(engine, SEARCH, page)
}

fn other(engine: &Engine, template: &str, page: &impl Serialize) -> Result<String, Error> {
    let context = Context::from_serialize(page).expect("it has only string keys");
    engine.render_other(template, &context)
}
