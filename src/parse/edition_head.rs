//! The head of an edition of our own: front matter, printed lines, title and subtitle, down to `<!-- body … -->`.

use super::edition::content;
use super::fields::{self, Hand};
use super::masthead::{self, What};
use super::{Origins, condition, inline};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, Line, Marker};
use crate::release::{Condition, ConditionClass, Field, MastheadLine, Release, plain_text};
use crate::source::Span;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What the sign says of one line of the masthead.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Shape {
    Says(Vec<Field>),
    Named(Named),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Named {
    Title,
    Subtitle,
}

/// A printed paragraph of the head.
struct Printed<'a> {
    lines: &'a [Line],
    span: Span,
    /// The sign `<!-- subtitle -->` stands before it.
    is_subtitle: bool,
    /// It stands directly under the title.
    under_title: bool,
}

/// Reads the head; `sign` is the block that ends it.
pub(super) fn read(
    blocks: &[Block],
    sign: Option<&Block>,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) -> Release {
    let mut release = Release::default();
    let mut printed = Vec::new();
    read_blocks(blocks, &mut release, &mut printed, origins, diagnostics);
    let mut said = sign.map(|sign| argument(sign, diagnostics)).unwrap_or_default();
    let shape = said.remove("masthead").and_then(|shape| serde_json::from_value::<Vec<Shape>>(shape).ok());
    match shape {
        Some(shape) => shaped(&shape, printed, &mut release, origins),
        None => unshaped(printed, &mut release, origins),
    }
    let before = release.condition.clone();
    override_with(said, &mut release, sign, diagnostics);
    if let Some(before) = before {
        hold(before, &mut release);
    }
    release
}

/// Whoever adds an embargo to an edition means it, whatever its sign says.
fn hold(said: Condition, release: &mut Release) {
    if said.class == ConditionClass::Embargoed
        && release.condition.as_ref().is_none_or(|known| condition::outweighs(&said, known))
    {
        release.condition = Some(said);
    }
}

fn read_blocks<'a>(
    blocks: &'a [Block],
    release: &mut Release,
    printed: &mut Vec<Printed<'a>>,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (mut is_subtitle, mut under_title) = (false, false);
    let mut is_notice = false;
    for block in blocks {
        let span = block.span;
        match &block.kind {
            BlockKind::Fields(found) => fields::apply(found, Hand::Ours, release, origins, diagnostics),
            BlockKind::Heading { lines, .. } => {
                release.title = content(lines);
                origins.push("/title".to_owned(), span);
                under_title = true;
            }
            BlockKind::Paragraph { lines } => {
                printed.push(Printed { lines, span, is_subtitle, under_title });
                (is_subtitle, under_title) = (false, false);
            }
            BlockKind::Marker(Marker { name, .. }) if name == "empty" => {
                printed.push(Printed { lines: &[], span, is_subtitle, under_title: false });
                is_subtitle = false;
            }
            BlockKind::Marker(Marker { name, .. }) if name == "subtitle" => is_subtitle = true,
            BlockKind::Marker(Marker { name, .. }) if name == "notice" => is_notice = true,
            // Our words for what a field says.
            BlockKind::Quote { .. } if is_notice => is_notice = false,
            _ => {
                let message = "only paragraphs and the title stand before the sign `body`";
                diagnostics.push(Diagnostic::warning(codes::UNKNOWN_MARKER, span, message));
            }
        }
    }
}

/// The object that the sign holds.
fn argument(sign: &Block, diagnostics: &mut Vec<Diagnostic>) -> Map<String, Value> {
    let BlockKind::Marker(marker) = &sign.kind else { return Map::new() };
    if marker.argument.is_empty() {
        return Map::new();
    }
    serde_json::from_str(&marker.argument).unwrap_or_else(|error| {
        let message = format!("the sign `body` does not say what it should: {error}");
        diagnostics.push(Diagnostic::warning(codes::UNKNOWN_MARKER, sign.span, message));
        Map::new()
    })
}

impl Printed<'_> {
    /// The words of a subtitle, which is in emphasis unless its sign says that it is as it stands.
    fn subtitle(&self) -> Vec<crate::release::Inline> {
        let mut lines = self.lines.to_vec();
        if !self.is_subtitle {
            lines.iter_mut().flat_map(|line| &mut line.runs).for_each(|run| run.style.emphasis = false);
        }
        content(&lines)
    }

    fn is_stressed(&self) -> bool {
        inline::all(self.lines, |style| style.emphasis)
    }
}

/// The masthead as the sign gives its shape.
fn shaped(shape: &[Shape], mut printed: Vec<Printed<'_>>, release: &mut Release, origins: &mut Origins) {
    let named = shape.iter().any(|shape| matches!(shape, Shape::Named(Named::Subtitle)));
    let lines = shape.iter().filter(|shape| matches!(shape, Shape::Says(_))).count();
    if !named && printed.len() > lines {
        take_subtitle(&mut printed, release, origins);
    }
    let mut printed = printed.into_iter();
    for shape in shape {
        let line = match shape {
            Shape::Named(Named::Title) => MastheadLine::Title,
            Shape::Named(Named::Subtitle) => {
                if let Some(printed) = printed.next() {
                    release.subtitle = printed.subtitle();
                    origins.push("/subtitle".to_owned(), printed.span);
                }
                MastheadLine::Subtitle
            }
            Shape::Says(says) => {
                let Some(printed) = printed.next() else { continue };
                push_origin(release, printed.span, origins);
                MastheadLine::Line { content: content(printed.lines), says: says.clone() }
            }
        };
        release.masthead.push(line);
    }
    printed.for_each(|printed| push_line(&printed, release, origins));
}

/// A head without a shape: somebody took the lines away, or wrote them.
fn unshaped(mut printed: Vec<Printed<'_>>, release: &mut Release, origins: &mut Origins) {
    take_subtitle(&mut printed, release, origins);
    printed.iter().for_each(|printed| push_line(printed, release, origins));
}

/// Takes the paragraph that is the subtitle by its sign, or by its emphasis under the title.
fn take_subtitle(printed: &mut Vec<Printed<'_>>, release: &mut Release, origins: &mut Origins) {
    let signed = printed.iter().position(|printed| printed.is_subtitle);
    // Where the title is that of the front matter alone, the subtitle is known by its words.
    let is_told = |printed: &Printed<'_>| {
        !release.subtitle.is_empty() && plain_text(&printed.subtitle()) == plain_text(&release.subtitle)
    };
    let is_it = |printed: &Printed<'_>| printed.is_stressed() && (printed.under_title || is_told(printed));
    let found = signed.or_else(|| printed.iter().position(is_it));
    if let Some(index) = found {
        let subtitle = printed.remove(index);
        release.subtitle = subtitle.subtitle();
        origins.push("/subtitle".to_owned(), subtitle.span);
    }
}

fn push_line(printed: &Printed<'_>, release: &mut Release, origins: &mut Origins) {
    push_origin(release, printed.span, origins);
    let said = masthead::read(&inline::text(printed.lines));
    let says = said.iter().filter_map(|said| said.what.field()).collect();
    for said in said {
        if let What::Condition { printed, class, until } = said.what {
            hold(Condition { printed, class, until: until.and_then(|until| until.moment(None)) }, release);
        }
    }
    release.masthead.push(MastheadLine::Line { content: content(printed.lines), says });
}

fn push_origin(release: &Release, span: Span, origins: &mut Origins) {
    origins.push(format!("/masthead/{}", release.masthead.len()), span);
}

/// Writes the fields that the sign gives over those of the front matter.
fn override_with(
    said: Map<String, Value>,
    release: &mut Release,
    sign: Option<&Block>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if said.is_empty() {
        return;
    }
    let keys: Vec<String> = said.keys().cloned().collect();
    let given = match serde_json::from_value::<Release>(Value::Object(said)) {
        Ok(given) => given,
        Err(error) => {
            let span = sign.map_or(Span::at(0), |sign| sign.span);
            let message = format!("the sign `body` does not say what it should: {error}");
            return diagnostics.push(Diagnostic::warning(codes::UNKNOWN_MARKER, span, message));
        }
    };
    let Release { issuer, kind, reference, title, subtitle, language, date_published, .. } = given;
    let Release { located, condition, distribution, url, classification, .. } = given;
    let Release { co_issuers, on_behalf_of, addressee, correction, withdrawal, edition_of, .. } = given;
    for key in keys {
        match key.as_str() {
            "issuer" => release.issuer.clone_from(&issuer),
            "co_issuers" => release.co_issuers.clone_from(&co_issuers),
            "on_behalf_of" => release.on_behalf_of.clone_from(&on_behalf_of),
            "kind" => release.kind.clone_from(&kind),
            "reference" => release.reference.clone_from(&reference),
            "title" => release.title.clone_from(&title),
            "subtitle" => release.subtitle.clone_from(&subtitle),
            "language" => release.language.clone_from(&language),
            "date_published" => release.date_published = date_published,
            "located" => release.located.clone_from(&located),
            "condition" => release.condition.clone_from(&condition),
            "addressee" => release.addressee.clone_from(&addressee),
            "correction" => release.correction.clone_from(&correction),
            "withdrawal" => release.withdrawal.clone_from(&withdrawal),
            "distribution" => release.distribution.clone_from(&distribution),
            "url" => release.url.clone_from(&url),
            "edition_of" => release.edition_of.clone_from(&edition_of),
            "classification" => release.classification.clone_from(&classification),
            _ => {}
        }
    }
}
