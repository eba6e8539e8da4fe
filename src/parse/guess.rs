//! A text of anybody's: fields, masthead, body and tail by their form.

use super::body;
use super::dates::{Order, Printed};
use super::fields::{self, Hand};
use super::inline::{self, Words};
use super::language::{self, Found};
use super::lost_fields;
use super::marks::Marks;
use super::masthead::{self, Said, What};
use super::notes;
use super::opening::{self, Opening, Place, Unit};
use super::pieces::{self, Piece, Shape};
use super::settle;
use super::{Origins, tree};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, Format};
use crate::release::{Condition, Distribution, Kind, MastheadLine, Release, plain_text};
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
    let known = (!release.title.is_empty()).then(|| plain_text(&release.title));
    let blocks = lost_fields::part(blocks, diagnostics);
    let Opening { units, rest } = opening::open(&blocks, format, known.as_deref());
    let pieces = pieces::pieces(&rest, format, diagnostics);
    let marks = notes::marks_of(&pieces, &units, diagnostics);

    read_masthead(&units, &marks, &mut release, origins);
    if known.is_some() && !release.masthead.contains(&MastheadLine::Title) {
        release.masthead.insert(0, MastheadLine::Title);
    }
    tell_language(&pieces, &units, &mut release, diagnostics);
    read_fields(&units, &pieces, &mut release, origins, diagnostics);
    let nodes = body::body(&pieces, &marks, 0, diagnostics);
    release.body = tree::finish(nodes, "/body", origins);
    if release.title.is_empty() && !release.body.is_empty() {
        let at = pieces.first().map_or(Span::at(0), |piece| Span::at(piece.span.start()));
        let hint = "put it on a line of its own above the text, or pass `--set title=…`";
        diagnostics.push(Diagnostic::warning(codes::NO_TITLE, at, "no title was found").with_hint(hint));
    }
    release
}

/// The printed lines, with the title and the subtitle where they stand.
fn read_masthead(units: &[(Unit, Place)], marks: &Marks, release: &mut Release, origins: &mut Origins) {
    for (unit, place) in units {
        let words = Words::Tidied(marks);
        let line = match place {
            Place::Title => {
                // A title that front matter gives as well is the same, without its look.
                release.title = inline::content(&undressed(unit), words);
                if !release.title.is_empty() {
                    origins.push("/title".to_owned(), unit.span);
                }
                MastheadLine::Title
            }
            Place::Subtitle => {
                release.subtitle = inline::content(&undressed(unit), words);
                origins.push("/subtitle".to_owned(), unit.span);
                MastheadLine::Subtitle
            }
            Place::Line | Place::Issuer => {
                let pointer = format!("/masthead/{}", release.masthead.len());
                origins.push(pointer, unit.span);
                let issuer = (*place == Place::Issuer).then_some(crate::release::Field::Issuer);
                let says = issuer.into_iter().chain(unit.said.iter().map(|said| said.what.field())).collect();
                MastheadLine::Line { content: inline::content(&unit.lines, words), says }
            }
        };
        if *place == Place::Issuer && release.issuer.is_none() {
            release.issuer = Some(unit.text.clone());
            origins.push("/issuer".to_owned(), unit.span);
        }
        release.masthead.push(line);
    }
}

/// A title that is strong or stressed as a whole says so by its place.
fn undressed(unit: &Unit) -> Vec<crate::read::Line> {
    let dressed = inline::all(&unit.lines, |style| style.strong) || inline::all(&unit.lines, |style| style.emphasis);
    if dressed { inline::undressed(&unit.lines) } else { unit.lines.clone() }
}

fn tell_language(pieces: &[Piece], units: &[(Unit, Place)], release: &mut Release, diagnostics: &mut Vec<Diagnostic>) {
    /// More characters than the detection looks at.
    const ENOUGH: usize = 4000;
    if release.language.is_some() {
        return;
    }
    let mut sample = String::new();
    let titles = units.iter().filter(|(_, place)| *place == Place::Title).map(|(unit, _)| unit.text.as_str());
    for text in pieces.iter().map(|piece| piece.text.as_str()).chain(titles) {
        sample.push_str(text.get(..ENOUGH).unwrap_or(text));
        sample.push('\n');
        if sample.len() > ENOUGH {
            break;
        }
    }
    match language::tell(&sample) {
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

/// What the masthead and the dateline say, with the place of each.
fn said(units: &[(Unit, Place)], pieces: &[Piece]) -> Vec<(Said, Span)> {
    let place = |lines: &[crate::read::Line], span, range: &std::ops::Range<usize>| match lines {
        [line] => inline::span_in(line, range.clone()),
        _ => span,
    };
    let mut all = Vec::new();
    for (unit, _) in units {
        all.extend(unit.said.iter().map(|said| (said.clone(), place(&unit.lines, unit.span, &said.range))));
    }
    if let Some(piece) = pieces.first().filter(|piece| matches!(piece.shape, Shape::Words(_))) {
        let start = match &piece.shape {
            Shape::Words(Some(start)) => start.length,
            _ => 0,
        };
        let text = &piece.text[start.min(piece.text.len())..];
        let inset = piece.text.len() - text.trim_start().len();
        let shift = |said: &Said| said.range.start + inset..said.range.end + inset;
        let dateline = masthead::read_dateline(text.trim_start()).unwrap_or_default();
        let first = piece.lines.first().map(std::slice::from_ref).unwrap_or_default();
        all.extend(dateline.into_iter().map(|said| {
            let span = place(first, piece.span, &shift(&said));
            (said, span)
        }));
    }
    all
}

/// Sets the fields that the masthead and the dateline say; the first to say one is believed.
fn read_fields(
    units: &[(Unit, Place)],
    pieces: &[Piece],
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let said = said(units, pieces);
    let order = settle_order(&said, pieces, release, diagnostics);
    for (said, span) in said {
        set(said.what, order, span, release, origins);
    }
    if release.kind.is_none()
        && let Some((printed, class)) = masthead::kind_in_title(&plain_text(&release.title))
    {
        release.kind = Some(Kind { printed, class });
        if let Some(span) = origins.get("/title") {
            origins.push("/kind".to_owned(), span);
        }
    }
}

fn set(what: What, order: Option<Order>, span: Span, release: &mut Release, origins: &mut Origins) {
    let moment = |date: &Printed| date.moment(order);
    let pointer = match what {
        What::Issuer(name) if release.issuer.is_none() => {
            release.issuer = Some(name);
            "/issuer"
        }
        What::Kind { printed, class } if release.kind.is_none() => {
            release.kind = Some(Kind { printed, class });
            "/kind"
        }
        What::Reference(printed) if release.reference.is_none() => {
            release.reference = Some(printed);
            "/reference"
        }
        What::Date(date) if release.date_published.is_none() && moment(&date).is_some() => {
            release.date_published = moment(&date);
            "/date_published"
        }
        What::Located(place) if release.located.is_none() => {
            release.located = Some(place);
            "/located"
        }
        What::Condition { printed, class, until } if release.condition.is_none() => {
            let until = until.as_ref().and_then(moment);
            release.condition = Some(Condition { printed, class, until });
            "/condition"
        }
        What::Distribution { by, at } if release.distribution.is_none() => {
            let at = at.as_ref().and_then(moment);
            release.distribution = Some(Distribution { by, at });
            "/distribution"
        }
        _ => return,
    };
    origins.push(pointer.to_owned(), span);
}

/// Settles how dates in figures are read, and tells by what evidence.
fn settle_order(
    said: &[(Said, Span)],
    pieces: &[Piece],
    release: &Release,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Order> {
    /// Evidence stands near the start of a text; so many bytes are looked at.
    const LOOKED_AT: usize = 100_000;
    let date = |what: &What| match what {
        What::Date(date) => Some(date.clone()),
        What::Condition { until, .. } => until.clone(),
        What::Distribution { at, .. } => at.clone(),
        _ => None,
    };
    let dates: Vec<(Printed, Span)> = said.iter().filter_map(|(said, span)| Some((date(&said.what)?, *span))).collect();
    let (doubtful, span) = dates.iter().find(|(date, _)| date.moment(None).is_none())?;
    let mut body = String::new();
    for piece in pieces {
        if body.len() + piece.text.len() > LOOKED_AT {
            break;
        }
        body.push_str(&piece.text);
        body.push('\n');
    }
    let all: Vec<&Printed> = dates.iter().map(|(date, _)| date).collect();
    match settle::settle(&all, &body, release.language.as_deref()) {
        Some(settled) => {
            let read = doubtful.moment(Some(settled.order)).map(|moment| moment.date.to_string()).unwrap_or_default();
            let message = format!("this date could be read two ways; it is {read}, because {}", settled.evidence);
            diagnostics.push(Diagnostic::note(codes::AMBIGUOUS_DATE, *span, message));
            Some(settled.order)
        }
        None => {
            let message = "this date could be read two ways, and nothing in the text says which is meant";
            let hint = "write the month as a word, or pass `--set date=YYYY-MM-DD`";
            diagnostics.push(Diagnostic::warning(codes::AMBIGUOUS_DATE, *span, message).with_hint(hint));
            None
        }
    }
}
