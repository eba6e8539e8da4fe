//! Where a text begins with a question: `Frage: Wann öffnet der Hafen?` over `Petersen: Morgen.`

use super::super::inline;
use super::super::masthead;
use super::super::pieces;
use crate::read::{Block, BlockKind};

/// Whether a line is the first of a dialogue: the next paragraph has a label of the same form, and another one. One of
/// them is a sentence, so that `Topic: tides` over `Region: north` is none.
pub(super) fn begins(text: &str, behind: &[Block]) -> bool {
    let Some((own, form)) = label(text) else { return false };
    let Some(BlockKind::Paragraph { lines }) = behind.first().map(|block| &block.kind) else { return false };
    let next = inline::text(lines);
    let said = |text: &str| pieces::ends_clause(text) || text.trim_end().ends_with(['?', '!', '？', '！', '؟']);
    label(next.trim()).is_some_and(|(other, same)| same == form && other != own) && (said(text) || said(&next))
}

/// The label that a line begins with, and what sets it apart.
fn label(text: &str) -> Option<(&str, &'static str)> {
    const MOST_WORDS: usize = 3;
    const LONGEST: usize = 24;
    const BRACKETS: [(&str, &str); 3] = [("【", "】"), ("〈", "〉"), ("<", ">")];
    const MARKS: [&str; 5] = [".- ", ".– ", " : ", ": ", "："];
    let bracketed =
        BRACKETS.iter().find_map(|(open, close)| Some((text.strip_prefix(open)?.split_once(close)?, *open)));
    let marked = || MARKS.iter().find_map(|mark| Some((text.split_once(mark)?, *mark)));
    let ((label, words), form) = bracketed.or_else(marked)?;
    let short = label.chars().count() <= LONGEST && label.split_whitespace().count() <= MOST_WORDS;
    let named = label.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase());
    let field = masthead::is_label(label.trim_end()) || !masthead::read(text).is_empty();
    (short && named && !words.trim().is_empty() && !field).then_some((label, form))
}
