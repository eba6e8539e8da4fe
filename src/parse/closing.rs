//! The close of a text, where no number and no heading follows: what has no heading of its own there is told by its
//! form (end marks, contacts, signatures, disclaimers, `Annexes: …`), and a heading of the tail that stands before more
//! of the argument is made a heading like others.

use super::body::is_list;
use super::contacts;
use super::dates;
use super::groups::{self, dress_of};
use super::headings::Dress;
use super::inline;
use super::institution;
use super::notes::{self, is_note};
use super::outline::Role;
use super::pieces::{self, Piece, Shape};
use super::signature::{self, Says};
use super::tail::{self, Group};
use super::words::{self, Sign};
use crate::diagnostic::{Diagnostic, codes};
use crate::release::PassageClass;
use std::borrow::Cow;

/// Tells what the pieces of the close are.
pub(super) fn settle(pieces: &[Piece], roles: &mut [Role], diagnostics: &mut Vec<Diagnostic>) {
    drop_early_groups(pieces, roles);
    let tail = start(roles);
    for index in 0..pieces.len() {
        if let Some(role) = strong_form(pieces, roles, index)
            .or_else(|| (index >= tail).then(|| own_form(pieces, roles, index)).flatten())
        {
            roles[index] = role;
        }
        if index >= tail
            && matches!(roles[index], Role::Plain | Role::Heading(_))
            && tail::is_furniture(&pieces[index].text)
        {
            tell_furniture(&pieces[index], diagnostics);
            roles[index] = Role::Plain;
        }
    }
    head_contacts(pieces, roles, tail);
    join_signatures(pieces, roles);
    raise_stars(pieces, roles, tail);
}

/// `Further information:` over contacts that were told by their form heads them.
fn head_contacts(pieces: &[Piece], roles: &mut [Role], tail: usize) {
    const MOST_WORDS: usize = 8;
    for index in tail.max(1)..pieces.len().saturating_sub(1) {
        let piece = &pieces[index];
        let text = piece.text.trim();
        let heads = piece.starts_paragraph
            && piece.ends_paragraph
            && piece.lines.len() == 1
            && text.ends_with([':', '：'])
            && text.split_whitespace().count() <= MOST_WORDS
            && groups::says_how(&pieces[index + 1]);
        if heads && is_open(piece, &roles[index]) && matches!(roles[index + 1], Role::ContactLine) {
            roles[index] = Role::Group(Group::Contacts);
        }
    }
}

/// A line of a saved page that is none of the text.
fn tell_furniture(piece: &Piece, diagnostics: &mut Vec<Diagnostic>) {
    let message = format!("`{}` looks like a button of a web page; it is kept as text", piece.text.trim());
    let hint = "take the line out if it is none of the release";
    diagnostics.push(Diagnostic::note(codes::PAGE_REMAINS, piece.span, message).with_hint(hint));
}

/// `About …` heads a passage only where nothing but the tail follows it; elsewhere it is a heading like others.
fn drop_early_groups(pieces: &[Piece], roles: &mut [Role]) {
    let (mut numbers, mut headings) = (false, false);
    for index in (0..roles.len()).rev() {
        match &roles[index] {
            Role::Heading(_) => headings = true,
            Role::Number(_) => numbers = true,
            Role::Group(Group::Passage(class)) => {
                let listed = is_list(*class) && is_listed(pieces, roles, index);
                let right = listed || !is_list(*class);
                if index > 0 && right && !headings && (listed || !numbers) {
                    numbers = false;
                } else {
                    roles[index] = Role::Heading(dress_of(&pieces[index]));
                    headings = true;
                }
            }
            Role::Group(Group::Notes) if (headings || numbers) && is_prose(roles, index) => {
                roles[index] = Role::Heading(dress_of(&pieces[index]));
                let end = (index + 1..roles.len()).find(|&index| !is_note(&roles[index])).unwrap_or(roles.len());
                roles[index + 1..end].fill(Role::Plain);
                headings = true;
            }
            _ => {}
        }
    }
}

/// Whether no piece under a heading of notes has a mark.
fn is_prose(roles: &[Role], heading: usize) -> bool {
    let under = roles[heading + 1..].iter().take_while(|role| is_note(role));
    under.into_iter().all(|role| matches!(role, Role::NoteLine { marked: false }))
}

/// Whether what stands under a heading are names of things, not paragraphs: `1. Table of dues (PDF)`.
fn is_listed(pieces: &[Piece], roles: &[Role], heading: usize) -> bool {
    const LONGEST: usize = 200;
    let entry = |index: usize| {
        let text = pieces[index].text.trim_end();
        let sentence = text.ends_with(['.', '。']) && text.split_whitespace().count() > 4;
        let words = matches!(roles[index], Role::Plain | Role::Item | Role::Number(_) | Role::NoteLine { .. });
        let linked = pieces[index].lines.iter().flat_map(|line| &line.runs).any(|run| run.style.link.is_some());
        words && (linked || text.chars().count() <= LONGEST && !sentence)
    };
    heading + 1 < pieces.len() && entry(heading + 1)
}

/// Where the close begins: behind the last number of the argument.
fn start(roles: &[Role]) -> usize {
    let mut start = 0;
    let mut listed = false;
    for (index, role) in roles.iter().enumerate() {
        match role {
            Role::Group(group) => listed = matches!(group, Group::Passage(class) if is_list(*class)),
            Role::Number(_) if !listed => start = index + 1,
            Role::Heading(_) => listed = false,
            _ => {}
        }
    }
    start
}

/// What may be told anew: words, and lines that are headings by nothing but their look.
fn is_open(piece: &Piece, role: &Role) -> bool {
    let plain =
        matches!(role, Role::Plain | Role::Heading(Dress::Plain | Dress::Colon | Dress::Strong | Dress::Capitals));
    plain && matches!(piece.shape, Shape::Words(_)) && !piece.lines.is_empty()
}

/// What a piece is wherever it stands behind the first: `(signed) Jane Roe`.
fn strong_form(pieces: &[Piece], roles: &[Role], index: usize) -> Option<Role> {
    let piece = &pieces[index];
    let open = index > 0 && piece.starts_paragraph && is_open(piece, &roles[index]);
    if !open || !piece.lines.iter().any(|line| signature::may_begin(&inline::line_text(line))) {
        return None;
    }
    let strong = |says| matches!(says, Says::Done | Says::Signed | Says::Valediction);
    says_all(piece).is_some_and(|all| all.into_iter().any(strong)).then_some(Role::Signature { joins: false })
}

/// What every line of a piece says of a signature; nothing where one says nothing.
fn says_all(piece: &Piece) -> Option<Vec<Says>> {
    const MOST_LINES: usize = 12;
    if piece.lines.len() > MOST_LINES {
        return None;
    }
    if signature::is_done(&piece.text) {
        return Some(vec![Says::Done]);
    }
    piece.lines.iter().map(|line| signature::says(&inline::line_text(line))).collect()
}

/// What a piece of the close is by its form.
fn own_form(pieces: &[Piece], roles: &[Role], index: usize) -> Option<Role> {
    let piece = &pieces[index];
    let text = piece.text.trim();
    let starred =
        matches!(&piece.shape, Shape::Item { length, .. } if *length > 0) && matches!(roles[index], Role::Item);
    let under_heading = index > 0 && matches!(roles[index - 1], Role::Group(Group::Passage(PassageClass::Disclaimer)));
    if starred && !under_heading && tail::is_disclaimer(text) {
        return Some(Role::RunIn(PassageClass::Disclaimer));
    }
    if !is_open(piece, &roles[index]) || !piece.starts_paragraph {
        return None;
    }
    if index > 0 && piece.ends_paragraph && tail::is_end_word(text) && ends_before(pieces, roles, index) {
        return Some(Role::EndMark);
    }
    if !under_heading && tail::is_disclaimer(text) {
        return Some(Role::RunIn(PassageClass::Disclaimer));
    }
    if index == 0 {
        return None;
    }
    if tail::is_counted_attachment(text) && !is_sentence_behind(pieces, index) {
        return Some(Role::RunIn(PassageClass::Attachments));
    }
    match tail::run_in(text).or_else(|| strong_lead(piece)) {
        Some(Group::Passage(class)) => return Some(Role::RunIn(class)),
        Some(Group::Notes) => return Some(Role::NoteLine { marked: false }),
        _ => {}
    }
    let ends_text = index + 1 == pieces.len() || matches!(roles[index - 1], Role::EndMark);
    if is_contact(piece, ends_text) {
        let behind = matches!(roles[index - 1], Role::ContactLine | Role::ContactMore);
        let line = piece.lines.first().map(inline::line_text).unwrap_or_default();
        let more = behind && piece.lines.len() == 1 && !contacts::is_whole(&line);
        return Some(if more { Role::ContactMore } else { Role::ContactLine });
    }
    (is_aside(pieces, roles, index) || is_of_issuer(piece, &roles[index - 1]))
        .then_some(Role::RunIn(PassageClass::About))
}

/// Whether prose stands behind a piece, so that it ends nothing, and heads an annex rather than names one.
fn is_sentence_behind(pieces: &[Piece], index: usize) -> bool {
    const LONGEST: usize = 60;
    pieces.get(index + 1).is_some_and(|next| next.text.chars().count() > LONGEST && pieces::ends_clause(&next.text))
}

/// Whether the piece before ends a sentence, or is none: `Ends` behind `and so it` is a word of it.
fn ends_before(pieces: &[Piece], roles: &[Role], index: usize) -> bool {
    let before = &pieces[index - 1];
    !matches!(roles[index - 1], Role::Plain | Role::Number(_))
        || pieces::ends_clause(&before.text)
        || before.text.is_empty()
}

/// `**About the Bank.** The Bank keeps…`: strong words that head the words behind them.
fn strong_lead(piece: &Piece) -> Option<Group> {
    let runs = &piece.lines.first()?.runs;
    let lead: String = runs.iter().take_while(|run| run.style.strong).map(|run| run.text.as_str()).collect();
    let more = runs.iter().any(|run| !run.style.strong && !run.text.trim().is_empty());
    let group = tail::group(lead.trim().trim_end_matches(['.', ':', '–', '—', ' ']))?;
    (more && !lead.trim().is_empty() && group != Group::Contacts).then_some(group)
}

/// Whether words without a heading say how to reach somebody, line by line, or in a sentence that begins so.
fn is_contact(piece: &Piece, ends_text: bool) -> bool {
    const LONGEST: usize = 400;
    const LONGEST_LINE: usize = 120;
    if piece.text.len() > LONGEST || !groups::says_how(piece) {
        return false;
    }
    let named = |word: &str| words::is(Sign::Contact, word.trim_matches(','));
    let asks = ends_text && piece.text.split_whitespace().any(named);
    if asks || words::after(Sign::Contact, piece.text.trim()).is_some() {
        return true;
    }
    let lines: Vec<Cow<'_, str>> = piece.lines.iter().map(inline::line_text).collect();
    let sentence = |line: &Cow<'_, str>| line.trim_end().ends_with(['.', '。']) && line.split_whitespace().count() > 6;
    // `The source is to be named where this is printed.`, behind all else.
    let said = if lines.len() > 2 { &lines[..lines.len() - 1] } else { &lines[..] };
    let short = said.iter().all(|line| line.chars().count() <= LONGEST_LINE && !sentence(line));
    let reaches = |line: &Cow<'_, str>| contacts::is_labelled(line) || contacts::is_whole(line);
    let told = |line: &Cow<'_, str>| contacts::is_labelled(line) || contacts::is_only_how(line);
    let wrapped = piece.text.split_whitespace().count() > 8 && !lines.iter().any(told);
    // An address and a web page say where a house is, not whom to reach.
    let reached = lines.iter().any(|line| contacts::reaches(line));
    short && reached && (lines.iter().any(reaches) || lines.len() > 1 && !wrapped)
}

/// A short passage in emphasis behind an end mark or a line: what the issuer says of itself.
fn is_aside(pieces: &[Piece], roles: &[Role], index: usize) -> bool {
    const SHORTEST: usize = 60;
    let piece = &pieces[index];
    let stressed = inline::all(&piece.lines, |style| style.emphasis) && piece.text.chars().nth(SHORTEST - 1).is_some();
    let dated = || dates::find(&piece.text).is_some();
    let apart = matches!(roles[index - 1], Role::EndMark | Role::Rule) || notes::is_separator(&pieces[index - 1]);
    stressed && apart && !dated() && pieces::ends_clause(&piece.text)
}

/// `The Bank of Tides is …`, behind an end mark: prose that begins with a name.
fn is_of_issuer(piece: &Piece, before: &Role) -> bool {
    const SHORTEST: usize = 60;
    let text = piece.text.trim();
    let prose = matches!(before, Role::EndMark) && text.len() >= SHORTEST && pieces::ends_clause(text);
    if !prose || words::after(Sign::Contact, text).is_some() || dates::find(text).is_some() {
        return false;
    }
    let of_name = |word: &&str| word.starts_with(char::is_uppercase) || words::is(Sign::NameJoining, word);
    let name: Vec<&str> = text.split_whitespace().take_while(of_name).collect();
    name.len() > 1 && institution::rank(&name.join(" ")) > 1
}

/// The most pieces that are joined to one signature.
const MOST_JOINED: usize = 12;

/// Names, offices, places and dates beside a signature belong to it; without one, place and date close a text.
fn join_signatures(pieces: &[Piece], roles: &mut [Role]) {
    let tail = start(roles);
    let says = |index: usize| says_all(&pieces[index]).unwrap_or_default();
    // `For more information` is nobody's name, whatever stands below it.
    let heads = |piece: &Piece| tail::group(piece.text.trim()) == Some(Group::Contacts);
    let open = |roles: &[Role], index: usize| {
        let piece = &pieces[index];
        index > 0 && piece.starts_paragraph && is_open(piece, &roles[index]) && !heads(piece)
    };
    // `The chair said:` goes on with the text; `For the Ministry:` signs it.
    let introduces = |roles: &[Role], index: usize| {
        let colon = |piece: &Piece| piece.text.trim_end().ends_with([':', '：']);
        let plain = matches!(roles.get(index), Some(Role::Plain | Role::Heading(Dress::Colon)));
        plain && index + 1 < pieces.len() && colon(&pieces[index]) && says(index).first() != Some(&Says::Party)
    };
    let goes_on = goes_on_behind(pieces, roles);
    // What signs a text stands behind some of it.
    let told = |piece: &Piece| !matches!(piece.shape, Shape::Words(None)) || pieces::ends_clause(&piece.text);
    let text = pieces.iter().position(told).unwrap_or(pieces.len());
    for index in tail.max(1)..pieces.len() {
        // `Fact sheet on tides`, `3 March 2031` are titles and dates of other texts.
        if matches!(roles[index - 1], Role::Group(Group::Passage(class)) if is_list(class)) {
            continue;
        }
        let all = if open(roles, index) { says(index) } else { continue };
        let inside = goes_on[index] && signature::is_bare_date(&pieces[index].text);
        let dated = all.contains(&Says::Dated)
            && !inside
            && !is_sentence_behind(pieces, index)
            && !introduces(roles, index + 1);
        let behind = || is_party(pieces, index + 2) || is_over_names(pieces, roles, index);
        let parties = all.first() == Some(&Says::Party) && (all.len() > 1 || behind());
        if (dated || parties || is_undated(pieces, roles, index)) && index > text {
            roles[index] = Role::Signature { joins: false };
        }
    }
    for index in 1..pieces.len() {
        if is_signature(&roles[index - 1]) && open(roles, index) && is_name(&says(index)) {
            roles[index] = Role::Signature { joins: false };
        }
    }
    for index in (tail.max(1)..pieces.len().saturating_sub(1)).rev() {
        let stands = || is_behind_stop(pieces, index) && is_name(&says(index));
        if open(roles, index) && is_signature(&roles[index + 1]) && stands() {
            roles[index] = Role::Signature { joins: false };
        }
    }
    if let Some(index) = before_annex(pieces, roles).filter(|&index| open(roles, index)) {
        roles[index] = Role::Signature { joins: false };
    }
    let mut joined = 0;
    for index in 1..pieces.len() {
        let joins = is_signature(&roles[index]) && is_signature(&roles[index - 1]) && joined < MOST_JOINED;
        joined = if joins { joined + 1 } else { 0 };
        if joins {
            roles[index] = Role::Signature { joins: true };
        }
    }
}

/// Who signs what is issued with rules of its own: a name over a date, behind a stop, and below it the title of an annex
/// over the first number of the text.
fn before_annex(pieces: &[Piece], roles: &[Role]) -> Option<usize> {
    let number = roles.iter().position(|role| matches!(role, Role::Number(_)))?;
    let index = number.checked_sub(2).filter(|index| *index > 0)?;
    let [piece, title] = [&pieces[index], &pieces[index + 1]];
    let titled = title.lines.len() == 1 && !pieces::ends_clause(&title.text) && title.starts_paragraph;
    let whole = titled && piece.ends_paragraph && is_behind_stop(pieces, index);
    let all = whole.then(|| says_all(piece)).flatten()?;
    matches!(all.as_slice(), [Says::Name, .., Says::Dated]).then_some(index)
}

/// Whether nothing but the tail stands behind a piece.
fn closes(roles: &[Role], index: usize) -> bool {
    roles.get(index + 1).is_none_or(|role| {
        matches!(role, Role::Group(_) | Role::ContactLine | Role::RunIn(_) | Role::EndMark | Role::Signature { .. })
    })
}

/// Whether names alone stand between a party, `On behalf of the Board`, and the tail.
fn is_over_names(pieces: &[Piece], roles: &[Role], party: usize) -> bool {
    const MOST: usize = 3;
    let named = |index: &usize| pieces.get(*index).and_then(says_all).is_some_and(|all| is_name(&all));
    let last = (party + 1..=party + MOST).take_while(named).last();
    last.is_some_and(|last| closes(roles, last))
}

/// Whether who signs stands last, behind a full stop, with an office and no date: on lines of a paragraph, or the name
/// and the office each on a line alone.
fn is_undated(pieces: &[Piece], roles: &[Role], index: usize) -> bool {
    let piece = &pieces[index];
    let quoted = pieces[index - 1].text.starts_with(['“', '"', '«', '„', '»', '「']);
    let alone = |piece: &Piece| piece.starts_paragraph && piece.ends_paragraph;
    if quoted || !alone(piece) || !is_behind_stop(pieces, index) {
        return false;
    }
    let line_alone = |index: usize| {
        let open = pieces.get(index).filter(|piece| is_open(piece, &roles[index]) && alone(piece));
        open.is_some_and(|piece| piece.lines.len() == 1)
    };
    let last = if line_alone(index) && line_alone(index + 1) { index + 1 } else { index };
    let lines = pieces[index..=last].iter().flat_map(|piece| &piece.lines).map(inline::line_text);
    let lines: Vec<Cow<'_, str>> = lines.collect();
    closes(roles, last) && signature::is_signer(&lines.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

/// Behind which pieces more of the text follows, prose or the heading of some, before what closes it.
fn goes_on_behind(pieces: &[Piece], roles: &[Role]) -> Vec<bool> {
    let mut goes_on = vec![false; pieces.len()];
    for index in (0..pieces.len().saturating_sub(1)).rev() {
        let further = goes_on[index + 1];
        goes_on[index] = match &roles[index + 1] {
            Role::Heading(Dress::Marked(_) | Dress::Numbered(_)) | Role::Number(_) => true,
            Role::Plain => is_sentence_behind(pieces, index) || further,
            Role::Heading(_) | Role::Item | Role::Whole => further,
            _ => false,
        };
    }
    goes_on
}

fn is_signature(role: &Role) -> bool {
    matches!(role, Role::Signature { .. })
}

/// Whether all lines may be names, offices or parties, and there are few.
fn is_name(all: &[Says]) -> bool {
    (1..=3).contains(&all.len()) && all.iter().all(|says| matches!(says, Says::Name | Says::Party | Says::Dated))
}

fn is_behind_stop(pieces: &[Piece], index: usize) -> bool {
    pieces::ends_clause(&pieces[index - 1].text)
}

/// Whether the other party signs there: `For the Board:` behind `For the Ministry:` and a name.
fn is_party(pieces: &[Piece], index: usize) -> bool {
    pieces.get(index).and_then(says_all).is_some_and(|all| all.first() == Some(&Says::Party))
}

/// `***` is an end mark where nothing of the argument stands behind it.
fn raise_stars(pieces: &[Piece], roles: &mut [Role], tail: usize) {
    for index in tail.max(1)..pieces.len() {
        let starred = matches!(roles[index], Role::Rule) && tail::is_starred_end(pieces[index].text.trim());
        if starred && closes(roles, index) {
            roles[index] = Role::EndMark;
        }
    }
}
