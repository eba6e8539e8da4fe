//! A text of anybody's: fields, masthead, body and tail by their form.

use super::body;
use super::evidence;
use super::fields::{self, Hand};
use super::glued_end;
use super::head;
use super::language::{self, Found};
use super::lost_fields;
use super::notes;
use super::opening::{self, Opening, Place, Unit};
use super::pieces::{self, Piece};
use super::stray;
use super::{Origins, tree};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, FieldText, Format};
use crate::release::{MastheadLine, Release, plain_text};
use crate::source::Span;

/// Reads a release from blocks.
pub(super) fn parse(
    blocks: &[Block],
    format: Format,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) -> Release {
    let mut release = Release::default();
    let (front, blocks) = match blocks.split_first() {
        Some((Block { kind: BlockKind::Fields(fields), span }, rest)) => (Some((fields, *span)), rest),
        _ => (None, blocks),
    };
    if let Some((fields, _)) = front {
        fields::apply(fields, Hand::Other, &mut release, origins, diagnostics);
    }
    let (page, blocks) = evidence::split(blocks);
    let known = (!release.title.is_empty()).then(|| plain_text(&release.title));
    let blocks = lost_fields::part(blocks, diagnostics);
    let Opening { mut units, mut rest } = opening::open(&blocks, format, known.as_deref(), page);
    glued_end::part(&mut rest);
    let pieces = pieces::pieces(&rest, format, diagnostics);
    let dateline = head::dateline(&pieces);
    head::know_places(&mut units, &dateline);
    let marks = notes::marks_of(&pieces, &units, diagnostics);

    head::read_masthead(&units, &marks, &mut release, origins);
    if known.is_some() && !release.masthead.contains(&MastheadLine::Title) {
        release.masthead.insert(0, MastheadLine::Title);
    }
    tell_language(&pieces, &units, page, &mut release, origins, diagnostics);
    head::read_fields(&units, dateline, &pieces, page, &mut release, origins, diagnostics);
    let nodes = body::body(&pieces, &marks, 0, diagnostics);
    release.body = tree::finish(nodes, "/body", origins);
    evidence::apply(page, &mut release, origins, diagnostics);
    stray::hold(stray::Places { units: &units, blocks: &rest, page }, &mut release, origins, diagnostics);
    head::date_late(&mut release, &pieces, origins);
    if release.title.is_empty() && !release.body.is_empty() {
        let at = pieces.first().map_or(Span::at(0), |piece| Span::at(piece.span.start()));
        let hint = "put it on a line of its own above the text, or pass `--set title=…`";
        diagnostics.push(Diagnostic::warning(codes::NO_TITLE, at, "no title was found").with_hint(hint));
    }
    release
}

fn tell_language(
    pieces: &[Piece],
    units: &[(Unit, Place)],
    page: &[FieldText],
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if release.language.is_some() {
        return;
    }
    let is_title = |(_, place): &&(Unit, Place)| matches!(place, Place::Title | Place::Subtitle);
    let (titles, others): (Vec<_>, Vec<_>) = units.iter().partition(is_title);
    let titles = titles.into_iter().map(|(unit, _)| unit.text.as_str());
    let paragraphs = titles.chain(pieces.iter().map(|piece| piece.text.as_str()));
    let found = language::tell(paragraphs, others.into_iter().map(|(unit, _)| unit.text.as_str()));
    if let Some(said) = evidence::language(page) {
        match found {
            Found::Certain(tag) if !evidence::same_language(tag, &said.value) => {
                diagnostics.push(evidence::language_differs(&said, tag));
            }
            _ => {
                origins.push("/language".to_owned(), said.span);
                release.language = Some(said.value);
                return;
            }
        }
    }
    match found {
        Found::Certain(tag) => release.language = Some(tag.to_owned()),
        Found::Likely(tag) => {
            let message = format!("the language is probably `{tag}`, but the text does not say so clearly");
            let hint = format!("pass `--set language={tag}`, or what it is");
            let note = Diagnostic::note(codes::LANGUAGE_UNCERTAIN, Span::at(0), message);
            diagnostics.push(note.without_span().with_hint(hint));
            release.language = Some(tag.to_owned());
        }
        Found::Unknown => {}
    }
}
