//! What each piece is: heading, number, item, end mark, or words. All doubts are settled here, from the pieces and
//! their neighbours; [`body`](super::body) then only builds.

use super::body::is_list;
use super::bullets;
use super::closing;
use super::groups;
use super::headings::{self, Dress, Habits};
use super::inline;
use super::marks::Marks;
use super::notes;
use super::numbered_headings;
use super::numbering::{Form, Reading};
use super::pieces::{self, Piece, Shape, Start};
use super::sequence::{Evidence, Placed, Sequence, Step};
use super::tail::{self, Group};
use crate::diagnostic::{Diagnostic, codes};
use crate::release::PassageClass;
use crate::source::Span;
use std::borrow::Cow;
use std::collections::HashMap;

/// What a piece is.
#[derive(Clone, Debug)]
pub(super) enum Role {
    Plain,
    Number(Placed),
    Item,
    Heading(Dress),
    Group(Group),
    /// A note, with a mark or without.
    NoteLine {
        marked: bool,
    },
    /// Words that go on in the note before them.
    NoteMore,
    /// A contact, or its first line.
    ContactLine,
    /// Words that go on in the contact before them.
    ContactMore,
    /// A passage whose label, if it has one, stands in its first line.
    RunIn(PassageClass),
    /// Who signed, where and when; `joins` what stands before it.
    Signature {
        joins: bool,
    },
    EndMark,
    Rule,
    Whole,
}

/// Tells what every piece is.
pub(super) fn roles(pieces: &[Piece], marks: &Marks, diagnostics: &mut Vec<Diagnostic>) -> Vec<Role> {
    let habits = headings::habits(pieces);
    let mut roles: Vec<Role> = (0..pieces.len()).map(|index| form(pieces, index, habits)).collect();
    let marked = roles.iter_mut().zip(pieces).enumerate().filter(|_| !marks.is_empty());
    for (_, (role, piece)) in marked.filter(|(index, _)| !notes::is_starred_item(pieces, *index)) {
        let mark = notes::leading(piece).filter(|(mark, _)| marks.contains(mark));
        let unmarked = matches!(role, Role::Heading(Dress::Plain | Dress::Colon | Dress::Strong | Dress::Capitals));
        if mark.is_some() && (unmarked || matches!(role, Role::Plain | Role::Item)) {
            *role = Role::NoteLine { marked: true };
        }
    }
    join_notes(pieces, &mut roles);
    groups::claim(pieces, marks, &mut roles);
    place_numbers(pieces, &mut roles, diagnostics);
    numbered_headings::raise(pieces, &mut roles);
    closing::settle(pieces, &mut roles, diagnostics);
    notes::tell_unused(pieces, &roles, marks, diagnostics);
    roles
}

/// A note that nothing refers to stands among others that something does; words between two go on in the first.
fn join_notes(pieces: &[Piece], roles: &mut [Role]) {
    for index in 1..pieces.len() {
        if !matches!(roles[index], Role::Plain) || !matches!(roles[index - 1], Role::NoteLine { .. }) {
            continue;
        }
        let next = matches!(roles.get(index + 1), Some(Role::NoteLine { .. }));
        let deeper = pieces[index].indent > pieces[index - 1].indent;
        if notes::leading(&pieces[index]).is_some() {
            roles[index] = Role::NoteLine { marked: true };
        } else if (next || deeper) && matches!(pieces[index].shape, Shape::Words(None)) {
            roles[index] = Role::NoteMore;
        }
    }
}

/// What a piece is by its own form and the next one's.
fn form(pieces: &[Piece], index: usize, habits: Habits) -> Role {
    let piece = &pieces[index];
    let text = piece.text.trim();
    match &piece.shape {
        Shape::Whole(_) => Role::Whole,
        Shape::Item { .. } => Role::Item,
        Shape::Heading { level, .. } => tail::group(text).map_or(Role::Heading(Dress::Marked(*level)), Role::Group),
        _ if piece.has_drawn_mark() => Role::Plain,
        Shape::Words(_) if tail::is_end_mark(text) => Role::EndMark,
        Shape::Words(_) if bullets::is_rule(text) => Role::Rule,
        Shape::Words(Some(_)) => Role::Plain,
        Shape::Words(None) => words_form(pieces, index, habits),
    }
}

fn words_form(pieces: &[Piece], index: usize, habits: Habits) -> Role {
    let piece = &pieces[index];
    let text = piece.text.trim();
    let alone = piece.starts_paragraph && piece.ends_paragraph && text.len() <= headings::LONGEST * 4;
    if alone
        && index + 1 < pieces.len()
        && let Some(group) = tail::group(text)
    {
        return Role::Group(group);
    }
    if piece.starts_paragraph && tail::is_contact_line(text) {
        return Role::ContactLine;
    }
    let next = pieces.get(index + 1).filter(|_| alone);
    let before = quotation_before(pieces, index).or_else(|| index.checked_sub(1).map(|before| &pieces[before]));
    match next.and_then(|next| headings::dress(piece, next, before, habits)) {
        Some(dress) => Role::Heading(dress),
        None => Role::Plain,
    }
}

/// The words in quotation marks above a piece, where the line between the two says whose they are: `Jane Roe, Minister
/// of Tides`.
fn quotation_before(pieces: &[Piece], index: usize) -> Option<&Piece> {
    const LONGEST_NAME: usize = 120;
    let [quoted, name] = pieces.get(index.checked_sub(2)?..index)? else { return None };
    let text = name.text.trim();
    let names = matches!(name.shape, Shape::Words(None))
        && name.starts_paragraph
        && name.ends_paragraph
        && text.len() <= LONGEST_NAME
        && text.starts_with(char::is_uppercase)
        && text.contains(", ")
        && !pieces::ends_clause(text);
    let words = quoted.text.trim();
    let marked = words.starts_with(['"', '“', '«', '„']) && words.ends_with(['"', '”', '»', '“']);
    (names && marked).then_some(quoted)
}

/// Decides which candidates are numbers, and tells of what is out of order.
fn place_numbers(pieces: &[Piece], roles: &mut [Role], diagnostics: &mut Vec<Diagnostic>) {
    let places = places(pieces);
    let mut sequence = Sequence::default();
    let mut last_number = None;
    // Names of attachments end without a full stop.
    let mut listed = false;
    for (index, piece) in pieces.iter().enumerate() {
        if matches!(roles[index], Role::Heading(_) | Role::Group(_)) {
            sequence.heading();
            listed = matches!(roles[index], Role::Group(Group::Passage(class)) if is_list(class));
        }
        let Shape::Words(Some(start)) = &piece.shape else { continue };
        if !matches!(roles[index], Role::Plain) {
            continue;
        }
        let successor = |reading: &Reading| {
            let all = places.get(&reading.next())?;
            all.get(all.partition_point(|&place| place <= index)).copied()
        };
        let below =
            last_number.is_some_and(|last| last + 1 == index) && is_under_name(&pieces[index - 1], start, piece);
        if begins_sections(piece, start, pieces.get(index + 1)) {
            sequence.section();
        }
        let evidence = Evidence {
            // Words without spaces are not wrapped before a bracket by chance.
            starts_paragraph: piece.starts_paragraph || (below && is_unspaced_behind(start, piece)),
            after_stop: piece.after_stop || listed || below,
            certain: start.certain,
            parted: last_number.is_none_or(|last| last + 1 < index),
            indent: piece.indent,
        };
        if let Some(placed) = sequence.place(&start.candidate, &piece.text, evidence, successor) {
            let told = tell(&placed, start, piece).filter(|told| {
                // The first paragraph of some texts has no number: what counts begins with the second.
                !(told.code == codes::NUMBER_START && index == 1 && placed.reading.value == 2 && is_prose(&pieces[0]))
            });
            diagnostics.extend(told);
            last_number = Some(index);
            roles[index] = Role::Number(placed);
        }
    }
}

/// Whether a number stands right below another that has but a name: `(1) Visit to Ostmark` below `1. Opening Remarks`.
fn is_under_name(above: &Piece, start: &Start, piece: &Piece) -> bool {
    const LONGEST: usize = 60;
    let capital =
        |text: &str| text.trim_start().starts_with(|letter: char| letter.is_uppercase() || inline::is_unspaced(letter));
    let alone = above.lines.len() == 1 && above.text.chars().count() <= LONGEST;
    let ended = !above.text.trim_end().ends_with(',') && !headings::ends_with_small_word(&above.text);
    alone && ended && piece.text.get(start.length..).is_some_and(capital)
}

fn is_unspaced_behind(start: &Start, piece: &Piece) -> bool {
    let words = piece.text.get(start.length..).unwrap_or_default();
    start.candidate.form == Form::Marked && words.trim_start().starts_with(inline::is_unspaced)
}

/// Whether a piece is `A. FISHERIES`, the first of its sections, over numbers that begin anew.
fn begins_sections(piece: &Piece, start: &Start, next: Option<&Piece>) -> bool {
    let alone = piece.starts_paragraph && piece.ends_paragraph;
    let first = start.candidate.readings.iter().any(|reading| reading.value == 1 && reading.style.is_initial());
    let anew = |next: &Piece| {
        let Shape::Words(Some(number)) = &next.shape else { return false };
        number.candidate.readings.iter().any(|reading| reading.value == 1 && reading.style.is_decimal())
    };
    alone && first && headings::is_in_capitals(&piece.text) && next.is_some_and(anew)
}

/// Whether a piece is a paragraph without a number.
fn is_prose(piece: &Piece) -> bool {
    matches!(piece.shape, Shape::Words(None)) && pieces::ends_clause(&piece.text)
}

/// Where each reading of a candidate stands.
fn places(pieces: &[Piece]) -> HashMap<&Reading, Vec<usize>> {
    let mut places: HashMap<&Reading, Vec<usize>> = HashMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        if let Shape::Words(Some(start)) = &piece.shape {
            for reading in &start.candidate.readings {
                places.entry(reading).or_default().push(index);
            }
        }
    }
    places
}

/// What is to be said of a number out of order.
fn tell(placed: &Placed, start: &Start, piece: &Piece) -> Option<Diagnostic> {
    let printed = &start.printed;
    let expected = start.candidate.print_like(printed, &placed.reading, placed.before.map_or(1, |before| before + 1));
    let (code, message) = match (placed.step, expected) {
        (Step::Begins | Step::Continues, _) => return None,
        (Step::BeginsLate, _) => (codes::NUMBER_START, format!("the sequence begins with `{printed}`")),
        (Step::Skips, Some(expected)) => (codes::NUMBER_GAP, format!("expected `{expected}`, found `{printed}`")),
        (Step::Skips, None) => (codes::NUMBER_GAP, format!("a number is missing before `{printed}`")),
        (Step::Repeats, Some(expected)) => {
            (codes::NUMBER_REPEATED, format!("expected `{expected}`, found `{printed}` again"))
        }
        (Step::Repeats, None) => (codes::NUMBER_REPEATED, format!("`{printed}` stands here again")),
        (Step::GoesBack, Some(expected)) => {
            (codes::NUMBER_DISORDER, format!("expected `{expected}`, found `{printed}`, which is lower"))
        }
        (Step::GoesBack, None) => (codes::NUMBER_DISORDER, format!("`{printed}` is lower than the number before it")),
    };
    // Marks of the format may stand before the number: `**③** Three.`
    let own = piece.lines.first().filter(|_| start.length > 0).map(|line| inline::span_in(line, 0..start.length));
    let span = own.unwrap_or(Span::at(piece.span.start()));
    Some(Diagnostic::warning(code, span, message).with_hint("the number is kept as printed"))
}

/// Lines that begin with what is no number after all go on in the words before them.
pub(super) fn rejoin(pieces: &[Piece], roles: Vec<Role>) -> (Cow<'_, [Piece]>, Vec<Role>) {
    let goes_on = |piece: &Piece, role: &Role| !piece.starts_paragraph && matches!(role, Role::Plain);
    if !pieces.iter().zip(&roles).any(|(piece, role)| goes_on(piece, role)) {
        return (Cow::Borrowed(pieces), roles);
    }
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut kept: Vec<Role> = Vec::with_capacity(pieces.len());
    for (piece, role) in pieces.iter().zip(roles) {
        match joined.last_mut().filter(|last| goes_on(piece, &role) && !last.ends_paragraph && !last.lines.is_empty()) {
            Some(last) => {
                last.span = last.span.to(piece.span);
                last.text.push(' ');
                last.text.push_str(&piece.text);
                last.lines.extend_from_slice(&piece.lines);
                last.ends_paragraph = piece.ends_paragraph;
            }
            None => {
                joined.push(piece.clone());
                kept.push(role);
            }
        }
    }
    (Cow::Owned(joined), kept)
}

/// Which pieces have a number behind them that continues the sequence, before the next heading.
pub(super) fn followed_by_number(roles: &[Role]) -> Vec<bool> {
    let mut follows = vec![false; roles.len()];
    let mut next = false;
    for (index, role) in roles.iter().enumerate().rev() {
        follows[index] = next;
        match role {
            Role::Number(placed) => next = placed.level > 0 || !matches!(placed.step, Step::Begins | Step::BeginsLate),
            Role::Plain | Role::Item | Role::Rule | Role::Whole => {}
            _ => next = false,
        }
    }
    follows
}
