//! What each piece is: heading, number, item, end mark, or words. All doubts are settled here, from the pieces and
//! their neighbours; [`body`](super::body) then only builds.

use super::body::is_list;
use super::closing;
use super::groups;
use super::inline;
use super::marks::Marks;
use super::notes;
use super::numbering::{Reading, Style};
use super::pieces::{self, Piece, Shape, Start};
use super::sequence::{Evidence, Placed, Sequence, Step};
use super::tail::{self, Group};
use crate::diagnostic::{Diagnostic, codes};
use crate::release::PassageClass;
use crate::source::Span;
use std::collections::{BTreeMap, HashMap};

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

/// How a heading is dressed: headings dressed alike are of one level.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dress {
    /// The format says the level.
    Marked(u8),
    Numbered(Style),
    Capitals,
    Strong,
    Plain,
}

/// The longest heading in capitals or strong letters, and the longest plain one, in characters.
const LONGEST_DRESSED: usize = 200;
const LONGEST_PLAIN: usize = 80;
const MOST_PLAIN_WORDS: usize = 12;
/// Han and kana have no spaces; so many of them are a line of a text, not a heading.
const LONGEST_UNSPACED: usize = 30;

/// Tells what every piece is.
pub(super) fn roles(pieces: &[Piece], marks: &Marks, diagnostics: &mut Vec<Diagnostic>) -> Vec<Role> {
    let mut roles: Vec<Role> = (0..pieces.len()).map(|index| form(pieces, index)).collect();
    for (role, piece) in roles.iter_mut().zip(pieces).filter(|_| !marks.is_empty()) {
        let mark = notes::leading(piece).filter(|(mark, _)| marks.contains(mark));
        let unmarked = matches!(role, Role::Heading(Dress::Plain | Dress::Strong | Dress::Capitals));
        if mark.is_some() && (unmarked || matches!(role, Role::Plain | Role::Item)) {
            *role = Role::NoteLine { marked: true };
        }
    }
    join_notes(pieces, &mut roles);
    groups::claim(pieces, marks, &mut roles);
    place_numbers(pieces, &mut roles, diagnostics);
    raise_numbered_headings(pieces, &mut roles);
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
fn form(pieces: &[Piece], index: usize) -> Role {
    let piece = &pieces[index];
    let text = piece.text.trim();
    match &piece.shape {
        Shape::Whole(_) => Role::Whole,
        Shape::Item { .. } => Role::Item,
        Shape::Heading { level, .. } => tail::group(text).map_or(Role::Heading(Dress::Marked(*level)), Role::Group),
        Shape::Words(_) if tail::is_end_mark(text) => Role::EndMark,
        Shape::Words(_) if pieces::is_rule(text) => Role::Rule,
        Shape::Words(Some(_)) => Role::Plain,
        Shape::Words(None) => words_form(pieces, index),
    }
}

fn words_form(pieces: &[Piece], index: usize) -> Role {
    let piece = &pieces[index];
    let text = piece.text.trim();
    let alone = piece.starts_paragraph && piece.ends_paragraph && text.len() <= LONGEST_DRESSED * 4;
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
    match next.and_then(|next| dress(piece, next, index.checked_sub(1).map(|before| &pieces[before]))) {
        Some(dress) => Role::Heading(dress),
        None => Role::Plain,
    }
}

/// The dress of a line that is a heading, before `next`.
fn dress(piece: &Piece, next: &Piece, before: Option<&Piece>) -> Option<Dress> {
    let text = piece.text.trim();
    let length = text.chars().count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters == 0 || length > LONGEST_DRESSED {
        return None;
    }
    if inline::all(&piece.lines, |style| style.strong) {
        return Some(Dress::Strong);
    }
    let upper = text.chars().filter(|letter| letter.is_uppercase()).count();
    let lower = text.chars().filter(|letter| letter.is_lowercase()).count();
    if lower == 0 && upper > 2 && !text.ends_with([',', ';']) {
        return Some(Dress::Capitals);
    }
    (piece.lines.len() == 1 && is_plain_heading(text, length, next, before)).then_some(Dress::Plain)
}

/// A short line without a full stop, between paragraphs that have one.
fn is_plain_heading(text: &str, length: usize, next: &Piece, before: Option<&Piece>) -> bool {
    let short = length <= LONGEST_PLAIN && text.split_whitespace().count() <= MOST_PLAIN_WORDS;
    let unspaced = text.chars().filter(|&letter| inline::is_unspaced(letter)).count() <= LONGEST_UNSPACED;
    let closed = text.ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '？' | ')' | '”' | '’' | '"'));
    let begins = text.starts_with(|c: char| !c.is_lowercase());
    let behind_stop =
        before.is_none_or(|before| pieces::ends_clause(&before.text) || !matches!(before.shape, Shape::Words(_)));
    let over_prose = match next.shape {
        Shape::Words(None) => next.text.len() > 2 * text.len() && pieces::ends_clause(&next.text),
        Shape::Words(Some(_)) => pieces::ends_clause(&next.text),
        _ => false,
    };
    short && unspaced && !closed && begins && behind_stop && over_prose
}

/// Decides which candidates are numbers, and tells of what is out of order.
fn place_numbers(pieces: &[Piece], roles: &mut [Role], diagnostics: &mut Vec<Diagnostic>) {
    let places = places(pieces);
    let mut sequence = Sequence::default();
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
        let evidence = Evidence {
            starts_paragraph: piece.starts_paragraph,
            after_stop: piece.after_stop || listed,
            certain: start.certain,
            indent: piece.indent,
        };
        if let Some(placed) = sequence.place(&start.candidate, &piece.text, evidence, successor) {
            diagnostics.extend(tell(&placed, start, piece.span));
            roles[index] = Role::Number(placed);
        }
    }
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
fn tell(placed: &Placed, start: &Start, span: Span) -> Option<Diagnostic> {
    let printed = &start.printed;
    let (code, message) = match (placed.step, placed.before) {
        (Step::Begins | Step::Continues, _) => return None,
        (Step::BeginsLate, _) => (codes::NUMBER_START, format!("the sequence begins with `{printed}`")),
        (Step::Skips, Some(before)) => {
            let missing = placed.reading.value - before - 1;
            let numbers = if missing == 1 { "number is" } else { "numbers are" };
            (codes::NUMBER_GAP, format!("{missing} {numbers} missing before `{printed}`"))
        }
        (Step::Repeats, _) => (codes::NUMBER_REPEATED, format!("`{printed}` stands here again")),
        (_, _) => (codes::NUMBER_DISORDER, format!("`{printed}` is lower than the number before it")),
    };
    let end = span.start() + start.length.min(span.end() - span.start());
    Some(Diagnostic::warning(code, Span::new(span.start(), end), message).with_hint("the number is kept as printed"))
}

/// Makes headings of the numbers of a style when every one of them is a short line over something longer.
fn raise_numbered_headings(pieces: &[Piece], roles: &mut [Role]) {
    let mut heads: BTreeMap<Style, bool> = BTreeMap::new();
    for index in 0..pieces.len() {
        if let Role::Number(placed) = &roles[index] {
            let head = is_numbered_heading(pieces, roles, index);
            heads.entry(placed.reading.style.clone()).and_modify(|all| *all &= head).or_insert(head);
        }
    }
    drop_inner_headings(roles, &mut heads);
    for role in roles.iter_mut() {
        if let Role::Number(placed) = role
            && heads.get(&placed.reading.style) == Some(&true)
        {
            *role = Role::Heading(Dress::Numbered(placed.reading.style.clone()));
        }
    }
}

/// What stands under a number that is no heading is none either: `(a)` under `1.`
fn drop_inner_headings(roles: &[Role], heads: &mut BTreeMap<Style, bool>) {
    let mut open: Vec<&Style> = Vec::new();
    for role in roles {
        let Role::Number(placed) = role else { continue };
        open.truncate(placed.level);
        let style = &placed.reading.style;
        if open.last().is_some_and(|outer| *outer != style && heads.get(outer) == Some(&false)) {
            heads.insert(style.clone(), false);
        }
        open.push(style);
    }
}

fn is_numbered_heading(pieces: &[Piece], roles: &[Role], index: usize) -> bool {
    let (piece, Some(next)) = (&pieces[index], pieces.get(index + 1)) else { return false };
    let Role::Number(placed) = &roles[index] else { return false };
    let alone = piece.starts_paragraph && piece.ends_paragraph && piece.indent == 0;
    let listed = matches!(&piece.shape, Shape::Words(Some(start)) if start.certain && start.length == 0);
    let short = piece.text.chars().count() <= LONGEST_PLAIN + 20 && !pieces::ends_clause(&piece.text);
    // `(a) by day, with` goes on in what follows; the words of a heading begin one.
    let begins = |start: &Start| {
        let words = piece.text[start.length.min(piece.text.len())..].trim_start();
        !words.is_empty() && !words.starts_with(char::is_lowercase)
    };
    let words = matches!(&piece.shape, Shape::Words(Some(start)) if begins(start));
    let over_another = match &roles[index + 1] {
        Role::Plain => next.text.len() > piece.text.len() && pieces::ends_clause(&next.text),
        Role::Number(other) => other.reading.style != placed.reading.style && other.level > placed.level,
        _ => false,
    };
    alone && !listed && short && words && over_another
}

/// Lines that begin with what is no number after all go on in the words before them.
pub(super) fn rejoin(pieces: &[Piece], roles: Vec<Role>) -> (Vec<Piece>, Vec<Role>) {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut kept: Vec<Role> = Vec::with_capacity(pieces.len());
    for (piece, role) in pieces.iter().zip(roles) {
        let goes_on = !piece.starts_paragraph && matches!(role, Role::Plain);
        match joined.last_mut().filter(|last| goes_on && !last.ends_paragraph && !last.lines.is_empty()) {
            Some(last) => {
                last.span = last.span.to(piece.span);
                last.text = format!("{} {}", last.text, piece.text);
                last.lines.extend_from_slice(&piece.lines);
                last.ends_paragraph = piece.ends_paragraph;
            }
            None => {
                joined.push(piece.clone());
                kept.push(role);
            }
        }
    }
    (joined, kept)
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
