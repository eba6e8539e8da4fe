//! A text of anybody's: fields, masthead, body and tail by their form.

use super::body;
use super::evidence;
use super::fields::{self, Hand};
use super::head;
use super::language::{self, Found};
use super::lost_fields;
use super::marks::{self, Form, Mark, Marks};
use super::opening::{self, Opening, Place, Unit};
use super::pieces::{self, Piece, Shape};
use super::tail::{self, Group};
use super::{Origins, tree};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, FieldText, Format};
use crate::release::{MastheadLine, Release, plain_text};
use crate::source::Span;
use std::collections::BTreeSet;

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
    let Opening { mut units, rest } = opening::open(&blocks, format, known.as_deref(), page);
    let pieces = pieces::pieces(&rest, format, diagnostics);
    head::know_places(&mut units, &pieces);
    let marks = marks_of(&pieces, &units);

    head::read_masthead(&units, &marks, &mut release, origins);
    if known.is_some() && !release.masthead.contains(&MastheadLine::Title) {
        release.masthead.insert(0, MastheadLine::Title);
    }
    tell_language(&pieces, &units, page, &mut release, origins, diagnostics);
    head::read_fields(&units, &pieces, page, &mut release, origins, diagnostics);
    let nodes = body::body(&pieces, &marks, 0, diagnostics);
    release.body = tree::finish(nodes, "/body", origins);
    evidence::apply(page, &mut release, origins, diagnostics);
    if release.title.is_empty() && !release.body.is_empty() {
        let at = pieces.first().map_or(Span::at(0), |piece| Span::at(piece.span.start()));
        let hint = "put it on a line of its own above the text, or pass `--set title=…`";
        diagnostics.push(Diagnostic::warning(codes::NO_TITLE, at, "no title was found").with_hint(hint));
    }
    release
}

/// The marks of notes: those that a note begins with, and that the text refers to.
fn marks_of(pieces: &[Piece], units: &[(Unit, Place)]) -> Marks {
    let mut wanted: BTreeSet<Mark> = BTreeSet::new();
    let mut in_notes = false;
    let numbered = pieces::are_numbered_in_brackets(pieces);
    for piece in pieces {
        let heads = piece.text.len() < 120 && tail::group(&piece.text).is_some();
        in_notes = if heads { tail::group(&piece.text) == Some(Group::Notes) } else { in_notes };
        let leading = marks::leading(&piece.text).map(|(mark, _)| mark);
        wanted.extend(leading.filter(|mark| !(numbered && mark.form == Form::Bracketed)));
        let (_, label, _) = if in_notes && !heads { body::note_mark(piece) } else { Default::default() };
        if !label.is_empty() {
            let mark = |form| Mark { form, label: label.clone() };
            wanted.extend([mark(Form::Bracketed), mark(Form::Raised), mark(Form::Sign)]);
        }
        if let BlockKind::Note { label, .. } = &whole_kind(piece) {
            wanted.insert(Mark { form: Form::Bracketed, label: label.clone() });
        }
    }
    let mut marks = Marks::default();
    if wanted.is_empty() {
        return marks;
    }
    let titles = units.iter().map(|(unit, _)| (unit.text.as_str(), 0));
    let texts = pieces.iter().map(|piece| {
        let own = marks::leading(&piece.text).map_or(0, |(_, length)| length);
        (piece.text.as_str(), own)
    });
    for (text, own) in titles.chain(texts) {
        let found = marks::find_all(&text[own..]).into_iter().map(|found| found.mark);
        found.filter(|mark| wanted.contains(mark)).for_each(|mark| marks.insert(mark));
    }
    marks
}

fn whole_kind(piece: &Piece) -> BlockKind {
    match &piece.shape {
        Shape::Whole(block) if matches!(block.kind, BlockKind::Note { .. }) => block.kind.clone(),
        _ => BlockKind::Break,
    }
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
    let titles = units.iter().filter(|(_, place)| *place == Place::Title).map(|(unit, _)| unit.text.as_str());
    let found = language::tell(titles.chain(pieces.iter().map(|piece| piece.text.as_str())));
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
