//! Headings that have a number: `II. Security` over the paragraphs of that part.

use super::headings::{Dress, LONGEST_PLAIN, is_in_capitals, is_strong};
use super::marks;
use super::numbering::Style;
use super::outline::Role;
use super::pieces::{self, Piece, Shape};
use super::sequence::{Placed, Step};
use std::collections::{BTreeMap, BTreeSet};

/// A heading with a number is no longer than this, in characters.
const LONGEST: usize = LONGEST_PLAIN + 20;

/// So many headings may stand one over the other.
const MOST_RANKS: usize = 3;

/// How far a number looks like one of a heading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    Paragraph,
    /// A short line, but what stands under it says nothing.
    Line,
    /// A short line between two numbers of a sequence that goes on through it.
    Between,
    Heading,
}

/// Makes headings of the numbers of a style when every one of them is a short line over something longer.
pub(super) fn raise(pieces: &[Piece], roles: &mut [Role]) {
    let mut looks: BTreeMap<Style, Vec<Look>> = BTreeMap::new();
    for index in 0..pieces.len() {
        if let Role::Number(placed) = &roles[index] {
            looks.entry(placed.reading.style.clone()).or_default().push(look(pieces, roles, index));
        }
    }
    let mut heads: BTreeMap<Style, bool> = looks.iter().map(|(style, looks)| (style.clone(), head(looks))).collect();
    let between = |looks: &Vec<Look>| head(looks) && several_between(looks);
    let outer: BTreeSet<Style> =
        looks.iter().filter(|(_, looks)| between(looks)).map(|(style, _)| style.clone()).collect();
    drop_inner(roles, &outer, &mut heads);
    for role in roles.iter_mut() {
        if let Role::Number(placed) = role
            && heads.get(&placed.reading.style) == Some(&true)
        {
            *role = Role::Heading(Dress::Numbered(placed.reading.style.clone()));
        }
    }
}

/// Whether the numbers that look so are headings. One line between two numbers may be the only item of a list.
fn head(looks: &[Look]) -> bool {
    let between = several_between(looks);
    let heads = looks.iter().filter(|look| **look == Look::Heading || (between && **look == Look::Between)).count();
    heads * 2 >= looks.len() && !looks.contains(&Look::Paragraph)
}

fn several_between(looks: &[Look]) -> bool {
    looks.iter().filter(|look| **look == Look::Between).count() > 1
}

/// What stands under a number that is no heading is none either: `(a)` under `1.`; those of `outer` stand between them.
fn drop_inner(roles: &[Role], outer: &BTreeSet<Style>, heads: &mut BTreeMap<Style, bool>) {
    let mut open: Vec<&Style> = Vec::new();
    for role in roles {
        let Role::Number(placed) = role else { continue };
        open.truncate(placed.level);
        let style = &placed.reading.style;
        let inner = |above: &&Style| *above != style && heads.get(above) == Some(&false) && !outer.contains(style);
        if open.last().is_some_and(inner) {
            heads.insert(style.clone(), false);
        }
        open.push(style);
    }
}

fn look(pieces: &[Piece], roles: &[Role], index: usize) -> Look {
    let piece = &pieces[index];
    let Role::Number(placed) = &roles[index] else { return Look::Paragraph };
    let Shape::Words(Some(start)) = &piece.shape else { return Look::Paragraph };
    let words = piece.text.get(start.length..).unwrap_or_default().trim_start();
    let dressed = is_strong(piece) || is_in_capitals(words);
    let alone = piece.starts_paragraph && piece.ends_paragraph && piece.indent == 0;
    let listed = start.certain && start.length == 0 && !is_strong(piece);
    let short = piece.text.chars().count() <= LONGEST && !pieces::ends_clause(&piece.text);
    // `(a) by day, with` goes on in what follows; the words of a heading begin one.
    let begins = !words.is_empty() && !words.starts_with(char::is_lowercase);
    if !(alone && !listed && short && begins) {
        return Look::Paragraph;
    }
    let Some((next, role)) = pieces.get(index + 1).zip(roles.get(index + 1)) else { return Look::Paragraph };
    let below = roles[index + 1..].iter().take(MOST_RANKS).find(|role| !matches!(role, Role::Heading(_)));
    let goes_on = |other: &Placed| other.level < placed.level && other.step == Step::Continues;
    if matches!(below, Some(Role::Number(other)) if goes_on(other)) {
        return Look::Between;
    }
    match role {
        Role::Plain if !pieces::ends_clause(marks::without_last(&next.text)) => Look::Paragraph,
        Role::Plain if dressed || next.text.len() > piece.text.len() => Look::Heading,
        Role::Number(other) if other.reading.style != placed.reading.style && other.level > placed.level => {
            Look::Heading
        }
        Role::Heading(Dress::Capitals | Dress::Strong) if dressed => Look::Heading,
        Role::Plain | Role::Heading(_) => Look::Line,
        Role::Item | Role::Whole if dressed => Look::Heading,
        Role::Item | Role::Whole => Look::Line,
        _ => Look::Paragraph,
    }
}
