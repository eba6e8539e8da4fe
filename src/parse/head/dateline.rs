//! What the dateline and the end mark say: place, date and who carries or issues the text.

use super::super::dates;
use super::super::inline;
use super::super::institution;
use super::super::masthead::{self, DASHES, Said, What};
use super::super::pieces::{Piece, Shape};
use super::super::tail;
use super::super::words::{self, Sign};
use super::{Told, place};
use crate::read::Line;
use crate::release::Field;
use std::borrow::Cow;

/// No more pieces are looked at.
const PIECES: usize = 20;

/// What the dateline says: at the start of the first paragraph, or behind the items and captions above it; or at the
/// start of the second, where the text names its place again.
pub(super) fn read(pieces: &[Piece]) -> Vec<Told> {
    const MOST_BEFORE: usize = 12;
    const LONGEST_CAPTION: usize = 160;
    let mut behind_prose = false;
    for (index, piece) in pieces.iter().take(MOST_BEFORE).enumerate() {
        let start = match &piece.shape {
            // `3 March 2031, Port Tide: The…` is no number.
            Shape::Words(Some(start)) if !dates::is_first(head_of(&piece.text)) => start.length,
            Shape::Words(Some(_)) => 0,
            Shape::Words(None) => 0,
            Shape::Item { .. } | Shape::Whole(_) => continue,
            Shape::Heading { .. } => return Vec::new(),
        };
        let text = &piece.text[start.min(piece.text.len())..];
        let inset = piece.text.len() - text.trim_start().len();
        let evident =
            |place: &str| is_known_place(place, pieces) || (!behind_prose && stands_like_a_place(place, index, pieces));
        let said = masthead::read_dateline(text.trim_start(), evident).unwrap_or_default();
        let shift = |said: &Said| said.range.start + inset..said.range.end + inset;
        // `2. Norland – Port fees.` is an item of a list, unless a date is in it.
        let numbered = matches!(piece.shape, Shape::Words(Some(_)));
        let listed = numbered && !said.iter().any(|said| matches!(said.what, What::Date(..)));
        let wanted = |said: &Said| !listed && (!behind_prose || is_named_again(said, index, pieces));
        if said.first().is_some_and(wanted) {
            let first = piece.lines.first().map(std::slice::from_ref).unwrap_or_default();
            // The lines above the date are none of its place.
            let on_first =
                |said: &Said| said.what.field() != Some(Field::Located) || is_on_first_line(shift(said).end, piece);
            return said
                .into_iter()
                .filter(on_first)
                .map(|said| (said.clone(), place(first, piece.span, shift(&said))))
                .collect();
        }
        let caption =
            piece.text.chars().count() <= LONGEST_CAPTION && start == 0 && !piece.text.trim_end().ends_with('.');
        if !caption && std::mem::replace(&mut behind_prose, true) {
            return Vec::new();
        }
    }
    Vec::new()
}

/// No day is longer.
fn head_of(text: &str) -> &str {
    const LONGEST: usize = 40;
    &text[..text.floor_char_boundary(LONGEST.min(text.len()))]
}

/// Whether the text names a place again inside a sentence: `Geneva – The council…`, `they met in Geneva`.
fn is_known_place(place: &str, pieces: &[Piece]) -> bool {
    place.contains(char::is_uppercase)
        && pieces.iter().take(PIECES).any(|piece| {
            piece.text.match_indices(place).any(|(at, _)| {
                let before = &piece.text[..at];
                before.ends_with(' ') && before.trim_end().ends_with(char::is_lowercase)
            })
        })
}

/// Whether a word in small letters stands like a place before the dash of the first paragraph, `Port Tide – The
/// council opened …`: a sentence begins behind the dash, no second dash makes an aside of it, no other paragraph begins
/// so, and the word is no label and no common noun of the text.
fn stands_like_a_place(place: &str, index: usize, pieces: &[Piece]) -> bool {
    const MOST_WORDS: usize = 5;
    let text = pieces[index].text.trim_start().trim_start_matches(['(', '[']);
    let Some(behind) = text.strip_prefix(place) else { return false };
    let sentence = behind.trim_start_matches([' ', ')', ']', '\u{A0}']).trim_start_matches(DASHES).trim_start();
    let first = sentence.split(". ").next().unwrap_or_default();
    let aside = DASHES.iter().any(|dash| first.contains(&format!(" {dash} ")));
    let begins = sentence.starts_with(|letter: char| letter.is_uppercase() || "“\"«„".contains(letter));
    let label = tail::group(place).is_some() || !masthead::read(place).is_empty() || institution::rank(place) > 0;
    let small = place.to_lowercase();
    let noun = || pieces.iter().take(PIECES).any(|piece| piece.text.contains(&small));
    let others = || (0..pieces.len().min(PIECES)).any(|other| other != index && begins_with_dash(&pieces[other].text));
    let short = place.split_whitespace().count() <= MOST_WORDS && small != place;
    short && begins && !aside && !label && ends_sentence(sentence) && !noun() && !others()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '”', '"', '»', ':', ')'])
}

/// `Moderator – Thank you`, `Port Lamb – The council …`: a few words, a dash, a sentence.
fn begins_with_dash(text: &str) -> bool {
    const FARTHEST: usize = 40;
    let start = &text[..text.floor_char_boundary(FARTHEST.min(text.len()))];
    let dash = [" – ", " — ", " - "].iter().find_map(|dash| start.split_once(dash));
    dash.is_some_and(|(head, rest)| head.starts_with(char::is_uppercase) && rest.starts_with(char::is_uppercase))
}

/// Whether the paragraphs but for that at `index` name a place, in whatever letters: `GENEVA – …`, `in Geneva`.
fn is_named_again(said: &Said, index: usize, pieces: &[Piece]) -> bool {
    let What::Located(place) = &said.what else { return false };
    let place = place.to_lowercase();
    let others = pieces.iter().take(PIECES).enumerate().filter(|(other, _)| *other != index);
    others.into_iter().any(|(_, piece)| {
        let text = piece.text.to_lowercase();
        text.match_indices(&place).any(|(at, _)| {
            let apart = !text[at + place.len()..].starts_with(char::is_alphanumeric);
            text[..at].ends_with(' ') && text[..at].trim_end().ends_with(char::is_alphabetic) && apart
        })
    })
}

/// Whether byte `end` of a paragraph lies in its first line.
fn is_on_first_line(end: usize, piece: &Piece) -> bool {
    let first = || piece.lines.first().map_or(0, |line| inline::line_text(line).len());
    piece.lines.len() < 2 || end <= first()
}

/// `ICRC` of `Geneva (ICRC) –` is no wire where the text has it again behind the name that it is short for, or the
/// title speaks of it: it is who issues the text.
pub(super) fn own_name((said, span): Told, title: &str, pieces: &[Piece]) -> Option<Told> {
    const LENGTH: std::ops::RangeInclusive<usize> = 2..=8;
    let What::Distribution { by: Some(wire), .. } = &said.what else { return Some((said, span)) };
    let capitals = |word: &&str| LENGTH.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let Some(short) = wire.split_whitespace().find(capitals) else { return Some((said, span)) };
    let bracketed = format!("({short})");
    // Behind a name of several words, and not before the dash of the dateline itself.
    let in_text = |piece: &Piece| {
        piece.text.match_indices(&bracketed).any(|(at, _)| {
            let dash = piece.text[at + bracketed.len()..].trim_start().starts_with(DASHES);
            !dash && piece.text[..at].split_whitespace().rev().take(2).count() == 2
        })
    };
    let in_title = title.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == short);
    let text = |piece: &&Piece| matches!(piece.shape, Shape::Words(_) | Shape::Item { .. });
    if !in_title && !pieces.iter().take(PIECES).filter(text).any(in_text) {
        return Some((said, span));
    }
    // `ILO News` is what it calls its service.
    (wire == short).then(|| (Said { range: said.range.clone(), what: What::Issuer(wire.clone()) }, span))
}

/// The date right behind the end mark: `Ends/Monday, 3 March 2031`, `完` over `2031年3月3日`.
pub(super) fn behind_end(pieces: &[Piece]) -> Option<Told> {
    const LAST: usize = 16;
    let tail = &pieces[pieces.len().saturating_sub(LAST)..];
    let lines = tail.iter().flat_map(|piece| &piece.lines);
    let lines: Vec<(Cow<'_, str>, &Line)> = lines.map(|line| (inline::line_text(line), line)).collect();
    let date = |text: &str| {
        let said = masthead::read(text.trim());
        said.into_iter().find(|said| matches!(&said.what, What::Date(date, _) if !date.is_range))
    };
    lines.iter().enumerate().find_map(|(index, (text, line))| {
        let mark = tail::is_end_mark(text) || tail::is_end_word(text);
        let beside = words::after(Sign::End, text.trim()).and_then(|rest| rest.trim_start().strip_prefix('/'));
        match beside {
            Some(rest) => Some((date(rest)?, inline::span_in(line, 0..text.len()))),
            None => {
                let (next, line) = lines.get(index + 1).filter(|_| mark)?;
                Some((date(next)?, inline::span_in(line, 0..next.len())))
            }
        }
    })
}

/// `31-245` alone right behind the end mark.
pub(super) fn number_behind_end(pieces: &[Piece]) -> Option<Told> {
    const LAST: usize = 16;
    let tail = &pieces[pieces.len().saturating_sub(LAST)..];
    tail.windows(2).find_map(|pair| {
        let number = pair[1].text.trim();
        let alone = tail::is_end_mark(pair[0].text.trim()) && masthead::is_bare_number(number);
        let what = || What::Reference(number.to_owned());
        alone.then(|| (Said { range: 0..number.len(), what: what() }, pair[1].span))
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::parse;
    use crate::release::Release;
    use crate::source::Source;

    fn read(text: &str) -> Release {
        parse(&Source::new("sample.txt", text), &Default::default()).release
    }

    /// The place of a text that begins with `start`.
    fn place(start: &str) -> Option<String> {
        let text = "to share their pilots from the spring of next year, and to keep the two light ships of the strait.";
        let body = format!("{start} {text}\n\nThe pilots go on board in any wind. The minister thanked them for it.\n");
        read(&format!("Harbours keep the pilots of the strait\n\n{body}")).located
    }

    #[test]
    fn places_before_a_dash() {
        for (start, found) in [
            ("Lundmark – The harbours agreed", "Lundmark"),
            ("Lundmark, Norland – Harbours agreed", "Lundmark, Norland"),
            ("Port Lamb, NL — The harbours agreed", "Port Lamb, NL"),
            ("(Lundmark) – The harbours agreed", "Lundmark"),
            ("[Port Lamb] - The harbours agreed", "Port Lamb"),
        ] {
            assert_eq!(place(start).as_deref(), Some(found), "{start}");
        }
        for none in [
            "Pilots – The harbours agreed",
            "Lundmark – the old one – agreed",
            "Lundmark – The port, not the town – agreed",
            "Background – The harbours agreed",
            "Press release – The harbours agreed",
            "The Council – Members agreed",
            "(Unofficial translation) – The harbours agreed",
            "(Lundmark) The harbours agreed",
        ] {
            assert_eq!(place(none), None, "{none}");
        }
        let talk = "Talk on the pilots\n\nModerator – Thank you. We have an hour for the questions of the press, and the minister has four.\n\n\
            Minister – The harbours keep their pilots, as I have said before, and nobody will lose a boat by it.\n";
        assert_eq!(read(talk).located, None);
    }

    #[test]
    fn names_in_brackets() {
        let said = |body: &str| {
            let release = read(&format!("Crews are given water\n\n3 March 2031\n\n{body}\n\nThe visits go on.\n"));
            (release.issuer, release.distribution.and_then(|distribution| distribution.by))
        };
        let own =
            "Port Lamb (SRO) – Teams of the Straits Relief Organisation (SRO) reached the last of the ships today.";
        assert_eq!(said(own), (Some("SRO".to_owned()), None));
        let service =
            "PORT LAMB (SRO News) – Teams of the Straits Relief Organisation (SRO) reached the last ships today.";
        assert_eq!(said(service), (None, None));
        let wire =
            "Port Lamb (NTW) – Teams of the Straits Relief Organisation (SRO) reached the last of the ships today.";
        assert_eq!(said(wire), (None, Some("NTW".to_owned())));
    }

    #[test]
    fn dates_behind_the_end() {
        let body = "The office announced a plan for shore power at all of its piers today. It has three stages.";
        for end in ["Ends/Monday, March 3, 2031\nIssued at 17:30", "– Ends –\n\nMonday, 3 March 2031"] {
            let release = read(&format!("Shore power at all piers\n*********************\n\n{body}\n\n{end}\n"));
            assert_eq!(release.date_published.map(|date| date.to_string()).as_deref(), Some("2031-03-03"), "{end}");
        }
    }
}
