//! A number behind a number on one line, `3. (a) The harbour …`: the first of those that stand under it.

use super::inline;
use super::numbering::{self, Candidate, Form, Reading};
use super::pieces::{Piece, Shape, Start};
use std::collections::HashMap;

/// Parts the pieces whose words begin with the first number of a sequence that goes on below.
pub(super) fn part(pieces: Vec<Piece>) -> Vec<Piece> {
    let inner: Vec<Option<Candidate>> = pieces.iter().map(inner).collect();
    if inner.iter().all(Option::is_none) {
        return pieces;
    }
    let places = places(&pieces);
    let next = |reading: &Reading, at: usize| {
        let all = places.get(&reading.next())?;
        all.get(all.partition_point(|&place| place <= at)).copied()
    };
    let mut parted = Vec::with_capacity(pieces.len());
    for (at, (piece, inner)) in pieces.iter().zip(inner).enumerate() {
        let own = start(piece).and_then(|start| start.candidate.readings.iter().filter_map(|own| next(own, at)).min());
        let goes_on = |reading: &Reading| {
            reading.value == 1 && next(reading, at).is_some_and(|inner| own.is_none_or(|own| inner < own))
        };
        match inner.filter(|inner| inner.readings.iter().any(goes_on)) {
            Some(inner) => parted.extend(cut(piece, inner)),
            None => parted.push(piece.clone()),
        }
    }
    parted
}

fn start(piece: &Piece) -> Option<&Start> {
    match &piece.shape {
        Shape::Words(start) => start.as_ref(),
        _ => None,
    }
}

/// The number that the words behind a piece's own number begin with, where it is of another form.
fn inner(piece: &Piece) -> Option<Candidate> {
    let start = start(piece)?;
    let words = piece.text.get(inner_start(&piece.text, start.length)..)?;
    let candidate = numbering::read(words).filter(|inner| inner.form == Form::Marked && inner.length < words.len())?;
    let other = |reading: &Reading| start.candidate.readings.iter().all(|own| own.style != reading.style);
    // `1. 1.2 million` holds an amount, and so may anything without a mark.
    let marked = |reading: &Reading| !reading.style.is_bare_decimal() && !reading.style.is_initial();
    candidate.readings.iter().all(|reading| other(reading) && marked(reading)).then_some(candidate)
}

/// Where the words behind an outer number begin: behind its heading in brackets, `제2조(개방) ①`.
fn inner_start(text: &str, outer: usize) -> usize {
    const LONGEST: usize = 90;
    let words = text[outer..].trim_start();
    let behind = words.strip_prefix('(').filter(|_| outer > 0).and_then(|inside| inside.split_once(')'));
    let headed = behind.filter(|(heading, rest)| {
        let ring = |letter| super::numerals::enclosed(letter).is_some();
        heading.len() <= LONGEST && rest.trim_start().starts_with(ring)
    });
    text.len() - headed.map_or(words, |(_, rest)| rest.trim_start()).len()
}

/// Where each reading stands.
fn places(pieces: &[Piece]) -> HashMap<&Reading, Vec<usize>> {
    let mut places: HashMap<&Reading, Vec<usize>> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        for reading in start(piece).into_iter().flat_map(|start| &start.candidate.readings) {
            places.entry(reading).or_default().push(at);
        }
    }
    places
}

/// The outer number alone, and the inner one with the words.
fn cut(piece: &Piece, inner: Candidate) -> Vec<Piece> {
    let Some((outer, first)) = start(piece).zip(piece.lines.first()) else { return vec![piece.clone()] };
    let text = inline::line_text(first);
    let from = inner_start(&text, outer.length);
    let (head, tail) = inline::split(first, from);
    let lines: Vec<_> = std::iter::once(tail).chain(piece.lines[1..].iter().cloned()).collect();
    let span = |lines: &[_]| inline::span(lines).unwrap_or(piece.span);
    let head = if from == 0 { Vec::new() } else { vec![head] };
    let length = inner.length;
    let text = inline::text(&lines);
    let start = Start { printed: text[..length].to_owned(), length, candidate: inner, certain: false };
    let outer =
        Piece { span: span(&head), text: inline::text(&head), lines: head, ends_paragraph: false, ..piece.clone() };
    let inner_piece = Piece {
        span: span(&lines),
        text,
        lines,
        starts_paragraph: false,
        after_stop: true,
        shape: Shape::Words(Some(start)),
        ..piece.clone()
    };
    vec![outer, inner_piece]
}
