//! Markdown that reads back: text escaped as little as possible, the model's structure in comments where Markdown has no
//! form for it.
//!
//! The body is written here and not in a template, because its form is a contract with the reader of our own Markdown
//! (`parse(markdown(release)) == release`); the template sets the frame. A template that wants another body can write its
//! own from `blocks` and the `inline` filter, and is then not read back.

mod address;
mod body;
mod escape;
mod front_matter;
mod inline;
mod marker;
mod profile;
mod signs;
mod table;

pub use profile::Profile;

use super::engine::Engine;
use crate::error::Error;
use crate::prepare::{Briefing, Inline};
use crate::theme::{Target, Theme};
use body::Body;
use inline::{Place, Writer};
use serde::Deserialize;
use std::io;
use tera::{Kwargs, State, Tera, Value};

/// The engine for the Markdown of one profile.
pub(super) fn engine(theme: &Theme, profile: Profile) -> Result<Engine, Error> {
    Engine::new(theme, Target::Markdown, escape_value, |tera| register(tera, profile))
}

/// A line that may stand in a heading, too.
pub(super) fn line(content: &[Inline], profile: Profile) -> String {
    inline::block(content, profile, Place::Heading)
}

/// Renders the Markdown for one profile, with `more` lines of front matter.
pub(super) fn render(engine: &Engine, briefing: &Briefing, profile: Profile, more: &str) -> Result<String, Error> {
    let body = Body::new(briefing, profile).write(&briefing.blocks);
    engine.render(briefing, |context| {
        context.insert("profile", profile.name());
        context.insert("prints_title", &profile.prints_title());
        context.insert_value("front_matter", Value::safe_string(&front_matter::write(briefing, profile, more)));
        context.insert_value("notice_marker", Value::safe_string(&marker::plain(profile, "notice")));
        context.insert_value("body_marker", Value::safe_string(&front_matter::body_marker(briefing, profile)));
        context.insert_value("body", Value::safe_string(&body));
    })
}

fn register(tera: &mut Tera, profile: Profile) {
    tera.register_filter("inline", move |content: Value, _: Kwargs, _: &State| {
        write(&content, profile, Place::Paragraph)
    });
    tera.register_filter("heading", move |content: Value, _: Kwargs, _: &State| {
        write(&content, profile, Place::Heading)
    });
    tera.register_filter("subtitle", move |content: Value, _: Kwargs, _: &State| subtitle(&content, profile));
}

/// `content | inline`, `title | heading`: marked text at the start of a line.
fn write(content: &Value, profile: Profile, place: Place) -> tera::TeraResult<Value> {
    let content = Vec::<Inline>::deserialize(content).map_err(tera::Error::message)?;
    Ok(Value::safe_string(&inline::block(&content, profile, place)))
}

/// `subtitle | subtitle`: the paragraph of the subtitle, in `_…_` where that can be told from stressed words in it.
fn subtitle(content: &Value, profile: Profile) -> tera::TeraResult<Value> {
    let content = Vec::<Inline>::deserialize(content).map_err(tera::Error::message)?;
    let is_plain = content.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Reference { .. }));
    let mut writer = Writer::new(profile, Place::Paragraph, "_");
    writer.push_all(&content);
    let words = writer.finish();
    let inside = words.strip_prefix('_').unwrap_or_default();
    let stands = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let subtitle = if is_plain && stands(inside.chars().next()) && stands(inside.chars().last()) {
        format!("{words}_")
    } else {
        format!("{}\n\n{}", marker::plain(profile, "subtitle"), inline::block(&content, profile, Place::Paragraph))
    };
    Ok(Value::safe_string(&subtitle))
}

/// Escapes a plain value that a template prints, safe in every profile and place.
fn escape_value(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = Writer::new(Profile::Docusaurus, Place::Cell, "");
    writer.push_all(&[Inline::Text(text.to_owned())]);
    out.write_all(writer.finish().as_bytes())
}

#[cfg(test)]
mod tests;
