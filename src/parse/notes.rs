//! Notes and the references to them: which marks of a text have a note, and which of either stands alone.

use super::bare_notes;
use super::body;
use super::bullets;
use super::inline;
use super::marks::{self, Form, Found, Mark, Marks};
use super::opening::{Place, Unit};
use super::outline::Role;
use super::pieces::{self, Piece, Shape};
use super::tail::{self, Group};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{BlockKind, Line, Run};
use crate::source::Span;
use std::collections::BTreeSet;

/// The mark that a piece begins with; gives how many bytes of its first line it takes.
pub(super) fn leading(piece: &Piece) -> Option<(Mark, usize)> {
    if let Shape::Words(_) = piece.shape
        && let Some(run) = piece.lines.first().and_then(|line| line.runs.first())
        && let Some(mark) = marks::raised_by_format(&run.text, &run.style)
    {
        return (piece.text.trim().len() > run.text.trim().len()).then_some((mark, run.text.len()));
    }
    marks::leading(&piece.text)
}

/// Whether a piece is one of several items whose bullet is a star, `* lights;` over `* piers.`: each note has a mark of
/// its own.
pub(super) fn is_starred_item(pieces: &[Piece], index: usize) -> bool {
    let starred = |piece: Option<&Piece>| {
        piece.is_some_and(|piece| matches!(&piece.shape, Shape::Item { bullet, .. } if bullet == "*"))
    };
    let above = index.checked_sub(1).and_then(|above| pieces.get(above));
    starred(pieces.get(index)) && (starred(above) || starred(pieces.get(index + 1)))
}

/// The marks of notes: those that a note begins with, and that the text refers to. Tells of references without a note.
pub(super) fn marks_of(pieces: &[Piece], units: &[(Unit, Place)], diagnostics: &mut Vec<Diagnostic>) -> Marks {
    let titled = |(unit, _): &(Unit, Place)| unit.text.contains("[1]");
    let numbered = pieces::are_numbered_in_brackets(pieces) && !units.iter().any(titled);
    let bare = bare_notes::find(pieces);
    let wanted = wanted(pieces, numbered, &bare.notes);
    let mut known = Marks::default();
    pieces.iter().filter_map(format_label).for_each(|label| known.insert_told(label.to_owned()));
    bare.behind.into_iter().for_each(|figure| known.insert_bare(figure));
    let titles = units.iter().map(|(unit, _)| (unit.lines.as_slice(), 0));
    let texts = pieces.iter().map(|piece| (piece.lines.as_slice(), leading(piece).map_or(0, |(_, length)| length)));
    let mut alone = Vec::new();
    for (lines, own) in titles.chain(texts) {
        for reference in references(lines, own) {
            if wanted.contains(&reference.mark) {
                known.insert(reference.mark);
            } else {
                alone.push(reference);
            }
        }
    }
    let forms = Forms::of(&wanted);
    let missing = alone.into_iter().filter(|reference| is_doubtless(reference, &forms));
    diagnostics.extend(missing.map(|Reference { mark, span, .. }| {
        let message = format!("the text refers to a note `{}`, which is not there", mark.label);
        Diagnostic::warning(codes::NOTE_MISSING, span, message).with_hint("add the note, or take out its mark")
    }));
    known
}

/// The marks that notes begin with, in the forms in which a text may refer to them; `[4]` is none where paragraphs are
/// `numbered` so; `bare` are the notes that begin with a figure alone.
fn wanted(pieces: &[Piece], numbered: bool, bare: &[usize]) -> BTreeSet<Mark> {
    let mut wanted = BTreeSet::new();
    let mut in_notes = false;
    for (index, piece) in pieces.iter().enumerate() {
        if let Some(group) = heads(piece) {
            in_notes = group == Group::Notes;
            continue;
        }
        let number = |mark: &Mark| mark.form == Form::Round || (numbered && mark.form == Form::Bracketed);
        let note = || leading(piece).filter(|_| in_notes || !is_starred_item(pieces, index));
        wanted.extend(note().map(|(mark, _)| mark).filter(|mark| !number(mark)));
        wanted.extend(in_notes.then(|| listed(piece)).into_iter().flatten());
        if let Some(label) = format_label(piece) {
            wanted.insert(Mark { form: Form::Bracketed, label: label.to_owned() });
        }
    }
    wanted.extend(closing(pieces).chain(counted(pieces)).flat_map(|index| listed(&pieces[index])));
    wanted.extend(bare.iter().flat_map(|&index| listed(&pieces[index])));
    wanted.extend(ruled(pieces).into_iter().flatten().flat_map(|index| listed(&pieces[index])));
    wanted
}

/// The forms in which a text may refer to a note of a list of notes: `1. See…` is meant by `¹` and `[1]`.
fn listed(piece: &Piece) -> Vec<Mark> {
    let (printed, label, _) = body::note_mark(piece);
    let round = printed.starts_with('(').then_some(Form::Round);
    let forms = [Form::Bracketed, Form::Raised, Form::Sign].into_iter().chain(round);
    forms.filter(|_| !label.is_empty()).map(|form| Mark { form, label: label.clone() }).collect()
}

/// The group that a piece heads.
fn heads(piece: &Piece) -> Option<Group> {
    const LONGEST: usize = 120;
    let words = matches!(piece.shape, Shape::Words(None) | Shape::Heading { .. });
    let alone = words && piece.starts_paragraph && piece.text.len() < LONGEST;
    if alone { tail::group(&piece.text) } else { None }
}

/// A line that parts notes from the text above them.
pub(super) fn is_separator(piece: &Piece) -> bool {
    match &piece.shape {
        Shape::Whole(block) => matches!(block.kind, BlockKind::Break),
        Shape::Words(_) => bullets::is_rule(piece.text.trim()),
        _ => false,
    }
}

/// The label of a note that the format marks as one.
fn format_label(piece: &Piece) -> Option<&str> {
    match &piece.shape {
        Shape::Whole(block) => match &block.kind {
            BlockKind::Note { label, .. } => Some(label),
            _ => None,
        },
        _ => None,
    }
}

/// A mark in a text that may refer to a note.
struct Reference {
    mark: Mark,
    span: Span,
    /// It stands directly behind a word.
    glued: bool,
}

/// The marks in lines that may refer to notes; not those in the first `own` bytes.
fn references(lines: &[Line], own: usize) -> Vec<Reference> {
    let mut references = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let own = if index == 0 { own } else { 0 };
        let mut at = 0;
        for run in inline::alike(line).iter() {
            let found = in_run(run).into_iter().filter(|found| at + found.start >= own);
            references.extend(found.map(|found| Reference {
                span: inline::span_in(line, at + found.start..at + found.end),
                glued: found.glued,
                mark: found.mark,
            }));
            at += run.text.len();
        }
    }
    references
}

/// The marks in characters that look alike.
fn in_run(run: &Run) -> Vec<Found> {
    if run.style.code || run.style.footnote.is_some() {
        return Vec::new();
    }
    if let Some(mark) = marks::raised_by_format(&run.text, &run.style) {
        return vec![Found { mark, start: 0, end: run.text.len(), glued: true }];
    }
    // A star in an address is part of the address.
    let outside = |found: &Found| run.style.link.is_none() || found.mark.form != Form::Sign;
    marks::find_in(&run.text, &run.style).into_iter().filter(outside).collect()
}

/// The forms of the marks that notes have.
struct Forms {
    forms: BTreeSet<Form>,
    /// One of them is a star, not `※1`.
    stars: bool,
}

impl Forms {
    fn of(wanted: &BTreeSet<Mark>) -> Self {
        let forms = wanted.iter().filter(|mark| mark.label != "*").map(|mark| mark.form).collect();
        let stars = wanted.iter().any(|mark| mark.form == Form::Sign && is_star(&mark.label));
        Self { forms, stars }
    }
}

/// Whether a mark without a note can be nothing else than one: notes of its form are there, or its form says so.
fn is_doubtless(Reference { mark, glued, .. }: &Reference, forms: &Forms) -> bool {
    const MOST: u32 = 99;
    let figure = mark.label.parse::<u32>().is_ok_and(|figure| (1..=MOST).contains(&figure));
    let has_form = forms.forms.contains(&mark.form);
    match mark.form {
        Form::Bracketed => figure && (*glued || has_form),
        Form::Raised | Form::Slashed => figure && has_form,
        Form::Sign => forms.stars && is_star(&mark.label),
        Form::Round | Form::RoundSign => false,
    }
}

fn is_star(label: &str) -> bool {
    label.starts_with(['*', '†', '‡'])
}

/// Tells of notes that nothing refers to, where the text refers to others beside them.
pub(super) fn tell_unused(pieces: &[Piece], roles: &[Role], marks: &Marks, diagnostics: &mut Vec<Diagnostic>) {
    let noted: Vec<(usize, Span, String, String)> = (0..pieces.len())
        .filter(|&index| matches!(roles[index], Role::NoteLine { marked: true }))
        .map(|index| {
            let (printed, label, length) = body::note_mark(&pieces[index]);
            // A mark that a list draws stands nowhere in the text.
            let own = pieces[index].lines.first().filter(|_| length > 0).map(|line| inline::span_in(line, 0..length));
            (index, own.unwrap_or(pieces[index].span), printed, label)
        })
        .collect();
    for run in noted.chunk_by(|one, other| (one.0..other.0).all(|index| is_note(&roles[index]))) {
        let used = |label: &String| !label.is_empty() && marks.has_label(label);
        if !run.iter().any(|(_, _, _, label)| used(label)) {
            continue;
        }
        for (_, span, printed, _) in run.iter().filter(|(_, _, _, label)| !label.is_empty() && !used(label)) {
            let message = format!("nothing in the text refers to the note `{}`", printed.trim());
            let hint = "put its mark where it belongs, or take the note out";
            diagnostics.push(Diagnostic::warning(codes::NOTE_UNUSED, *span, message).with_hint(hint));
        }
    }
}

/// Whether a piece is a note, or goes on in one.
pub(super) fn is_note(role: &Role) -> bool {
    matches!(role, Role::NoteLine { .. } | Role::NoteMore)
}

/// The notes behind a line that parts them from the text, counted from one: `_____`, then `1 See…`. A line that is
/// drawn with `_` is one before notes anywhere; behind another, nothing may follow but the tail.
pub(super) fn ruled(pieces: &[Piece]) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    for start in 1..pieces.len() {
        if !is_separator(&pieces[start - 1]) {
            continue;
        }
        let counted = pieces[start..].iter().zip(1..).take_while(|(piece, count)| counts(piece, *count)).count();
        let end = start + counted;
        let underlined = pieces[start - 1].text.trim().starts_with('_');
        let closed = pieces
            .get(end)
            .is_none_or(|next| heads(next).is_some() || is_separator(next) || tail::is_end_mark(&next.text));
        if counted > 0 && (underlined || closed) {
            runs.push(start..end);
        }
    }
    runs
}

/// The figure that a line begins with, without any sign behind it: `1 See…`. Only a note's where notes stand.
pub(super) fn bare(text: &str) -> Option<u32> {
    const MOST_FIGURES: usize = 2;
    let end = text.find(|letter: char| !letter.is_ascii_digit())?;
    let rest = text[end..].strip_prefix([' ', '\u{A0}', '\t'])?.trim_start();
    let words = rest.starts_with(|letter: char| letter.is_alphabetic() || "«“\"(".contains(letter));
    let words = words && !rest.starts_with(char::is_lowercase) && end <= MOST_FIGURES;
    words.then(|| text[..end].parse().ok()).flatten()
}

/// Whether a piece begins with the number `count`.
fn counts(piece: &Piece, count: u32) -> bool {
    match &piece.shape {
        Shape::Words(Some(start)) => start.length > 0 && start.candidate.label == count.to_string(),
        Shape::Words(None) if bare(&piece.text) == Some(count) => true,
        _ => leading(piece).is_some_and(|(mark, _)| mark.label == count.to_string()),
    }
}

/// The notes that close a text and are counted in round brackets, `(1) See…`, where nothing else is.
pub(super) fn closing(pieces: &[Piece]) -> std::ops::Range<usize> {
    // `(055) 123-456` is a telephone number.
    const MOST_FIGURES: usize = 2;
    let short = |mark: &Mark| mark.form == Form::Round && mark.label.len() <= MOST_FIGURES;
    let is_round = |piece: &Piece| marks::leading(&piece.text).is_some_and(|(mark, _)| short(&mark));
    let counted = |index: usize| pieces[..=index].iter().rev().take_while(|piece| is_round(piece)).count();
    let Some(last) = pieces.iter().rposition(is_round) else { return 0..0 };
    let start = last + 1 - counted(last);
    let behind = &pieces[last + 1..];
    let closes = || {
        behind.iter().all(|piece| tail::is_end_mark(&piece.text))
            || behind.first().is_some_and(is_closed)
            || behind.len() == 1 && is_short(&behind[0])
            || refers_glued(&pieces[..start], last + 1 - start)
    };
    let in_order = pieces[start..=last].iter().zip(1..).all(|(piece, count)| counts(piece, count));
    let alone = start > 0 && !pieces[..start].iter().any(is_round);
    if in_order && alone && closes() { start..last + 1 } else { 0..0 }
}

/// The notes that close a text and are counted `1. See…`, where the text refers to each of them, `[1]` or `¹`.
pub(super) fn counted(pieces: &[Piece]) -> std::ops::Range<usize> {
    let with_stop = |piece: &Piece| match &piece.shape {
        Shape::Words(Some(start)) => start.length > 0 && piece.starts_paragraph && start.printed.ends_with('.'),
        _ => false,
    };
    let Some(last) = pieces.iter().rposition(with_stop) else { return 0..0 };
    let start = last + 1 - pieces[..=last].iter().rev().take_while(|piece| with_stop(piece)).count();
    let in_order = || pieces[start..=last].iter().zip(1..).all(|(piece, count)| counts(piece, count));
    let closes = pieces.get(last + 1).is_none_or(is_closed);
    let count = last + 1 - start;
    if start > 0 && closes && in_order() && refers_in_brackets(&pieces[..start], count) {
        start..last + 1
    } else {
        0..0
    }
}

/// Whether words in `pieces` refer to each of the notes `1` to `count`, in their order.
fn refers_in_brackets(pieces: &[Piece], count: usize) -> bool {
    let runs = pieces.iter().flat_map(|piece| &piece.lines).flat_map(|line| &line.runs);
    let found = runs.flat_map(|run| marks::find_in(&run.text, &run.style));
    let marks = found.filter(|found| matches!(found.mark.form, Form::Bracketed | Form::Raised));
    let wanted = |before: usize, label: &str| label == (before + 1).to_string();
    marks.fold(0, |before, found| if wanted(before, &found.mark.label) { before + 1 } else { before }) == count
}

/// A line that a text may end with behind its notes: `Reproduction is permitted if the source is named`.
fn is_short(piece: &Piece) -> bool {
    const LONGEST: usize = 80;
    matches!(piece.shape, Shape::Words(None)) && piece.text.len() <= LONGEST
}

/// Whether words in `pieces` have each of the marks `(1)` to `(count)` directly behind them: `our income(1)`.
fn refers_glued(pieces: &[Piece], count: usize) -> bool {
    let runs = pieces.iter().flat_map(|piece| &piece.lines).flat_map(|line| &line.runs);
    let found = runs.flat_map(|run| marks::find_in(&run.text, &run.style));
    let glued = found.filter(|found| found.mark.form == Form::Round && found.glued);
    let labels: BTreeSet<String> = glued.map(|found| found.mark.label).collect();
    (1..=count).all(|count| labels.contains(&count.to_string()))
}

/// Whether a piece begins the tail, so that what stands before it has ended.
fn is_closed(piece: &Piece) -> bool {
    heads(piece).is_some() || tail::is_end_mark(&piece.text)
}
