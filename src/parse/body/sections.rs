//! Under which sections a heading stands.

use super::super::headings::Dress;
use super::super::outline::Role;
use super::super::pieces::Piece;
use super::super::words::{self, Sign};
use super::{Builder, Frame, Open};
use crate::parse::tree::Part;
use crate::release::Block;

impl Builder<'_> {
    /// How many sections stay open before a heading: those over the innermost of its dress, or over all that it ends;
    /// `A. Growth` without a word of its own stands over what is directly below.
    pub(super) fn section_of(&self, piece: &Piece, dress: &Dress) -> usize {
        let section = |frame: &Frame, ends: &dyn Fn(&Dress) -> bool| match &frame.open {
            Open::Section(open) => ends(open),
            _ => false,
        };
        let numbered = |dress: &Dress| matches!(dress, Dress::Numbered(_));
        let marked = |dress: &Dress| matches!(dress, Dress::Marked(_));
        if !marked(dress) && is_annex(&piece.text) {
            let outer = self.frames.iter().position(|frame| section(frame, &|open| !marked(open)));
            return outer.unwrap_or(self.frames.len());
        }
        let under = !numbered(dress) && !marked(dress);
        if self.frames.last().is_some_and(|last| under && last.node.children.is_empty() && section(last, &numbered)) {
            return self.frames.len();
        }
        if let Some(above) = self.frames.iter().rposition(|frame| under && goes_on(frame, &piece.text)) {
            return above + 1;
        }
        let alike = self.frames.iter().rposition(|frame| section(frame, &|open| open == dress));
        let ended = || self.frames.iter().position(|frame| section(frame, &|open| open.ends_before(dress)));
        // `Biographies` directly over `1. Jane Roe` heads the numbers.
        let has_words = || matches!(self.frames.as_slice(), [only] if !only.node.children.is_empty());
        let beside = || (self.prelude && numbered(dress) && has_words()).then_some(0);
        alike.or_else(ended).or_else(beside).unwrap_or(self.frames.len())
    }
}

/// Whether the number of a heading goes on from that of a section: `A.1. Reform` under `A. Trade`.
fn goes_on(frame: &Frame, heading: &str) -> bool {
    let Part::Block(Block::Section(section)) = &frame.node.part else { return false };
    let Some(number) = &section.heading.number else { return false };
    let rest = heading.trim_start().strip_prefix(number.label.as_str()).and_then(|rest| rest.strip_prefix('.'));
    rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// `Annex`, `Annex II – Plan`, `Annex 1: Table`: it stands under no section of the text.
fn is_annex(heading: &str) -> bool {
    const LONGEST: usize = 4;
    let Some(rest) = words::after(Sign::Attachments, heading.trim()) else { return false };
    let number = rest.split_whitespace().next().unwrap_or_default().trim_end_matches([':', '.', '–', '—', '-']);
    let counts = number.len() <= LONGEST
        && (number.bytes().all(|byte| byte.is_ascii_digit())
            || number.chars().all(|letter| "IVXABCDEF".contains(letter)));
    counts && (rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Whether the first heading, `Preamble`, stands beside the numbered ones that follow: no other is dressed like it, so
/// that it is not one of several that stand over numbers.
pub(super) fn begins_with_prelude(pieces: &[Piece], roles: &[Role]) -> bool {
    let mut headings = roles.iter().zip(pieces).filter_map(|(role, piece)| match role {
        Role::Heading(dress) => Some((dress, piece.text.trim())),
        _ => None,
    });
    let (Some((first, _)), Some((Dress::Numbered(style), _))) = (headings.next(), headings.next()) else {
        return false;
    };
    let mut more = 0;
    for (dress, text) in headings {
        more += usize::from(matches!(dress, Dress::Numbered(other) if other == style));
        // `A.1. Reform` is a part of `A. Trade`.
        let part = text.split_once('.').is_some_and(|(letter, rest)| {
            letter.len() == 1 && rest.starts_with(|letter: char| letter.is_ascii_digit())
        });
        if matches!(dress, Dress::Marked(_)) || dress == first && !part && !is_annex(text) {
            return false;
        }
    }
    more > 0 && !matches!(first, Dress::Marked(_) | Dress::Numbered(_))
}
