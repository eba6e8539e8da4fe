//! What belongs to the notes and the contacts that a heading opens, by the form of the pieces under it.

use super::bare_notes;
use super::body;
use super::contacts;
use super::dates;
use super::headings::Dress;
use super::inline;
use super::marks::Marks;
use super::masthead;
use super::notes;
use super::outline::Role;
use super::pieces::{Piece, Shape};
use super::tail::{self, Group};
use super::words::{self, Sign};
use crate::read::BlockKind;

/// Tells which pieces are notes and contacts. A heading without any is a heading like others.
pub(super) fn claim(pieces: &[Piece], marks: &Marks, roles: &mut [Role]) {
    for index in 0..pieces.len() {
        let claimed = match roles[index] {
            Role::Group(Group::Notes) => claim_notes(pieces, roles, index + 1),
            Role::Group(Group::Contacts) => claim_contacts(pieces, roles, index + 1),
            _ => continue,
        };
        if !claimed && is_dated(pieces, index) {
            roles[index] = Role::Plain;
        } else if !claimed {
            roles[index] = Role::Heading(dress_of(&pieces[index]));
        }
    }
    for index in bare_notes::find(pieces).notes {
        if matches!(roles[index], Role::Plain | Role::Heading(Dress::Plain)) {
            roles[index] = Role::NoteLine { marked: true };
        }
    }
    for run in notes::ruled(pieces).into_iter().chain([notes::closing(pieces), notes::counted(pieces)]) {
        let plain = run.clone().all(|index| matches!(roles[index], Role::Plain | Role::NoteLine { .. }));
        if plain && run.clone().any(|index| marks.has_label(&body::note_mark(&pieces[index]).1)) {
            roles[run].fill(Role::NoteLine { marked: true });
        }
    }
}

/// The dress of a heading of a group, where it heads something else after all.
pub(super) fn dress_of(piece: &Piece) -> Dress {
    match piece.shape {
        Shape::Heading { level, .. } => Dress::Marked(level),
        _ if inline::all(&piece.lines, |style| style.strong) => Dress::Strong,
        _ if !piece.text.chars().any(char::is_lowercase) && piece.text.chars().any(char::is_uppercase) => {
            Dress::Capitals
        }
        _ => Dress::Plain,
    }
}

fn is_words(role: &Role, piece: &Piece) -> bool {
    matches!(role, Role::Plain | Role::Item | Role::NoteLine { .. }) && !piece.lines.is_empty()
}

/// Notes go down to the next heading or group. Where they are counted, they begin with the first.
fn claim_notes(pieces: &[Piece], roles: &mut [Role], start: usize) -> bool {
    // A format that knows notes has told them already.
    let told =
        |piece: &Piece| matches!(&piece.shape, Shape::Whole(block) if matches!(block.kind, BlockKind::Note { .. }));
    if pieces.get(start).is_some_and(told) {
        return true;
    }
    let ends = |index: usize| !is_words(&roles[index], &pieces[index]) || index > start && begins_other(&pieces[index]);
    let end = (start..pieces.len()).find(|&index| ends(index)).unwrap_or(pieces.len());
    let marked = marked(&pieces[start..end]);
    let first = (start..end).find_map(|index| match &pieces[index].shape {
        Shape::Words(Some(first)) if marked[index - start] => Some(first),
        _ => None,
    });
    let begins = first.is_none_or(|first| first.candidate.readings.iter().any(|reading| reading.value == 1));
    if start == end || !begins {
        return false;
    }
    let last = marked.iter().rposition(|&marked| marked);
    let mut noted = None;
    for index in start..end {
        let marked = marked[index - start];
        let deeper = noted.is_some_and(|noted: usize| pieces[index].indent > pieces[noted].indent);
        // Words between two notes, or set deeper, go on in the note before them.
        let more = !marked && noted.is_some() && (deeper || last.is_some_and(|last| index - start < last));
        noted = if marked { Some(index) } else { noted };
        roles[index] = if more { Role::NoteMore } else { Role::NoteLine { marked } };
    }
    true
}

/// Whether a piece without a mark is a contact or a passage: `For more information, call …`, `About the Bank: …`.
fn begins_other(piece: &Piece) -> bool {
    if !matches!(piece.shape, Shape::Words(None)) {
        return false;
    }
    let text = piece.text.trim();
    let contact = || words::after(Sign::Contact, text).is_some() && says_how(piece);
    matches!(tail::run_in(text), Some(Group::Passage(_))) || contact()
}

/// Which pieces begin with a mark. A figure alone is one where it counts on: `2031 was…` and `12 ships` do not.
fn marked(pieces: &[Piece]) -> Vec<bool> {
    let mut before = 0;
    let mut marked = Vec::with_capacity(pieces.len());
    for piece in pieces {
        marked.push(match &piece.shape {
            Shape::Words(Some(start)) => {
                let bare = start.printed.chars().all(char::is_numeric);
                let next = |value: u32| value == before + 1 || value == 1;
                let counts = start.candidate.readings.iter().any(|reading| next(reading.value));
                let date = || dates::find(&piece.text).is_some_and(|date| date.range.start == 0);
                let mark = start.certain || ((!bare || counts) && !date());
                before = if mark {
                    start.candidate.readings.first().map_or(before, |reading| reading.value)
                } else {
                    before
                };
                mark
            }
            Shape::Item { .. } => true,
            _ => {
                let counted = notes::bare(&piece.text).filter(|&figure| figure == before + 1);
                before = counted.unwrap_or(before);
                counted.is_some() || notes::leading(piece).is_some()
            }
        });
    }
    marked
}

/// So many pieces behind the last number or address no other is looked for.
const MOST_BETWEEN: usize = 60;

/// The most lines that are joined to one contact.
const MOST_JOINED: usize = 12;

/// Contacts go down to the last piece that says how to reach somebody.
fn claim_contacts(pieces: &[Piece], roles: &mut [Role], start: usize) -> bool {
    let mut end = start;
    let mut last_how = None;
    let open = |end: usize, last_how: Option<usize>| {
        may_be_contact(&roles[end], &pieces[end]) || is_inner_heading(pieces, roles, start, end, last_how)
    };
    let is_near = |end: usize, last_how: Option<usize>| end - last_how.unwrap_or(start) <= MOST_BETWEEN;
    while end < pieces.len() && is_near(end, last_how) && open(end, last_how) {
        last_how = if says_how(&pieces[end]) || is_labelled(&pieces[end]) { Some(end) } else { last_how };
        end += 1;
    }
    if is_before_others(pieces, start, end) {
        return false;
    }
    // Without any number or address: a name directly under the heading.
    let named = start < end && is_lone_name(&pieces[start]);
    let end = last_how.map_or(start + usize::from(named), |last| last + 1);
    let mut joined = 0;
    for (index, role) in roles.iter_mut().enumerate().take(end).skip(start) {
        let more = index > start && joined < MOST_JOINED && joins(pieces, start, index, joined);
        joined = if more { joined + 1 } else { 0 };
        *role = if more { Role::ContactMore } else { Role::ContactLine };
    }
    end > start
}

/// `More information`, links and the like, and `Media contacts:` below them: these alone are of whom to reach.
fn is_before_others(pieces: &[Piece], start: usize, end: usize) -> bool {
    let labelled = |index: &usize| pieces.get(*index).is_some_and(is_labelled_group);
    let inner = (start + 2..=end).find(labelled);
    inner.is_some_and(|inner| !pieces[start..inner].iter().any(says_how) && tail::group(&pieces[start].text).is_none())
}

/// Whether a heading among contacts is of one of them: deeper than theirs, `Contacts` over `Media:`, or the office of who
/// stands above it, `Jane Roe` over `Press officer`.
fn is_inner_heading(pieces: &[Piece], roles: &[Role], start: usize, index: usize, last_how: Option<usize>) -> bool {
    const LONGEST: usize = 80;
    let piece = &pieces[index];
    let group = matches!(roles[index], Role::Group(Group::Contacts));
    let nested = index == start || matches!(roles[start], Role::Group(Group::Contacts));
    let deeper = match (&piece.shape, &pieces[start - 1].shape) {
        (Shape::Heading { level, .. }, Shape::Heading { level: outer, .. }) => level > outer,
        (Shape::Words(None), _) => group && nested,
        _ => false,
    };
    let office = || group && index > start && last_how.is_none_or(|last| last + 1 < index) && !is_labelled_group(piece);
    let heading = group || matches!(roles[index], Role::Heading(Dress::Marked(_)));
    let short = piece.text.len() <= LONGEST;
    heading && short && (deeper || matches!(piece.shape, Shape::Words(None)) && office())
}

/// `Media contact:`, over the contact itself.
fn is_labelled_group(piece: &Piece) -> bool {
    piece.text.trim_end().ends_with([':', '：']) && tail::group(&piece.text) == Some(Group::Contacts)
}

/// A line or two that may say who it is: no links, no date, no sentence, no text of some kind.
fn is_lone_name(piece: &Piece) -> bool {
    const MOST_LINES: usize = 2;
    const MOST_WORDS: usize = 4;
    let sentence = piece.text.trim_end().ends_with(['.', '。']) && piece.text.split_whitespace().count() > MOST_WORDS;
    if sentence || piece.lines.iter().any(|line| masthead::leading_kind(&inline::line_text(line)).is_some()) {
        return false;
    }
    let linked = piece.lines.iter().flat_map(|line| &line.runs).any(|run| run.style.link.is_some());
    piece.lines.len() <= MOST_LINES && !linked && dates::find(&piece.text).is_none()
}

/// `Press office` over a date alone is who the text is from, and heads nothing.
fn is_dated(pieces: &[Piece], heading: usize) -> bool {
    let whole =
        |next: &Piece| dates::find(&next.text).is_some_and(|date| date.range == (0..next.text.trim_end().len()));
    pieces.get(heading + 1).is_some_and(whole)
}

/// Whether a piece goes on in the contact before it: a number behind a name, or a second line before the first number.
fn joins(pieces: &[Piece], start: usize, index: usize, joined: usize) -> bool {
    let begun = index - 1 - joined;
    let has_how = pieces[begun.max(start)..index].iter().any(says_how);
    let single = pieces[index].lines.len() == 1;
    let only_how = pieces[index].lines.first().is_some_and(|line| {
        let text = inline::line_text(line);
        let how = contacts::says_how(&text) || contacts::is_labelled(&text);
        let desk = contacts::desk(&text).is_some() && !contacts::begins_line(&text);
        how && !desk && !contacts::is_whole(&text)
    });
    let address = || piece_begins_address(&pieces[index]) && begun == start && !has_how;
    only_how || address() || single && !has_how && !says_how(&pieces[index]) || is_labelled_group(&pieces[index - 1])
}

/// Whether a piece begins with a street or a town, so that its contact is named above.
fn piece_begins_address(piece: &Piece) -> bool {
    piece.lines.first().is_some_and(|line| contacts::may_be_address(&inline::line_text(line)))
}

/// Whether some line of a piece says how to reach somebody.
pub(super) fn says_how(piece: &Piece) -> bool {
    piece.lines.iter().any(|line| contacts::says_how(&inline::line_text(line)))
}

/// Whether a piece begins with a label such as `Hours:`.
fn is_labelled(piece: &Piece) -> bool {
    piece.lines.first().is_some_and(|line| contacts::is_labelled(&inline::line_text(line)))
}

/// Whether a piece may be of a contact: it says how to reach somebody, or is a few words and no sentence.
fn may_be_contact(role: &Role, piece: &Piece) -> bool {
    const LONGEST: usize = 600;
    // The bullet or number of a list that the format marks is not in its words.
    let outside = match &piece.shape {
        Shape::Item { length, .. } => *length == 0,
        Shape::Words(Some(start)) => start.certain && start.length == 0,
        Shape::Words(None) => false,
        _ => true,
    };
    let words = match role {
        Role::Heading(Dress::Plain | Dress::Colon | Dress::Strong | Dress::Capitals) => piece.text.len() < LONGEST / 4,
        Role::Plain | Role::Item | Role::ContactLine => true,
        _ => false,
    };
    let sentence = piece.text.trim_end().ends_with(['.', '。', '!']) && piece.text.split_whitespace().count() > 8;
    let unspaced = piece.text.ends_with('。') && piece.text.chars().count() > 40;
    !outside && words && piece.text.len() <= LONGEST && (says_how(piece) || !(sentence || unspaced))
}
