//! What only the text of a release begins with: prose, a number, an item, a dateline, an end mark.

use super::super::masthead::{Said, What};
use super::super::words::{self, Sign};
use super::super::{bullets, inline, masthead, numbering, pieces, signature, tail};
use super::{LONGEST_LINE, Unit, is_anchored, places};
use crate::read::{Block, BlockKind, Line};

/// Likewise in a script without spaces, whose signs say more and are wider.
const LONGEST_UNSPACED: usize = 60;

/// Whether a line is of a paragraph with a number; `3. März 2031` is a date, `N. 0276` a number of the issuer's, and
/// `12 ministers meet` a title.
pub(super) fn is_numbered(text: &str, said: &[Said]) -> bool {
    let labelled = |said: &Said| matches!(said.what, What::Reference(_)) && said.range.end == text.len();
    let dated = said.first().is_some_and(|said| said.range.start == 0 || labelled(said));
    let marked = |found: &numbering::Candidate| found.form == numbering::Form::Marked && found.length < text.len();
    !dated && numbering::read(text).is_some_and(|found| marked(&found))
}

/// Whether a line begins with the first number of several, and `blocks` with its paragraph: `１　港を開く。` over
/// `２　灯台を守る。`
pub(super) fn begins_run(text: &str, blocks: &[Block]) -> bool {
    /// Further on, the next number is of something else.
    const NEAR: usize = 8;
    const MOST_LINES: usize = 20;
    let Some(first) = numbering::read(text).filter(|first| first.form == numbering::Form::Loose && first.is_first())
    else {
        return false;
    };
    let next: Vec<_> = first.readings.iter().map(numbering::Reading::next).collect();
    let follows = |line: &Line| {
        let found = numbering::read(inline::line_text(line).trim());
        found.is_some_and(|found| found.readings.iter().any(|reading| next.contains(reading)))
    };
    blocks.iter().take(NEAR).any(|block| match &block.kind {
        BlockKind::Paragraph { lines } => lines.iter().take(MOST_LINES).any(follows),
        _ => false,
    })
}

/// Whether a paragraph is prose, or holds a number's anchor.
pub(super) fn is_body(lines: &[Line]) -> bool {
    let length: usize = lines.iter().flat_map(|line| &line.runs).map(|run| run.text.chars().count()).sum();
    let text = || inline::text(lines);
    let unspaced = || text().chars().next().is_some_and(inline::is_unspaced);
    let prose = || (pieces::ends_clause(&text()) && !is_titled_by_kind(&text())) || has_sentence_inside(&text());
    is_anchored(lines)
        || (length > LONGEST_LINE && (prose() || length > 3 * LONGEST_LINE))
        || (length > LONGEST_UNSPACED && unspaced() && prose())
        || opens_with_dateline(&text())
}

/// Whether a sentence ends before another: `The harbour is open. It`, but not `Karim A. Roe`, `Art. 3`.
pub(super) fn has_sentence_inside(text: &str) -> bool {
    const SHORTEST_WORD: usize = 4;
    let ends = |at: usize| {
        let word = text[..at].rsplit([' ', '\u{A0}']).next().unwrap_or_default();
        word.chars().count() >= SHORTEST_WORD || word.ends_with([')', '»', '”', '"'])
    };
    text.match_indices(". ").any(|(at, _)| ends(at)) || text.trim_end_matches('。').contains('。')
}

/// `Joint declaration by Ostmark and Westmark on the harbour.`: a long title may end with a full stop.
fn is_titled_by_kind(text: &str) -> bool {
    let kind = masthead::leading_kind(text).map(|(end, _)| text[end..].trim_start());
    kind.is_some_and(|rest| [Sign::By, Sign::Of].iter().any(|&sign| words::after(sign, rest).is_some()))
}

/// Whether a short line can only be of the body: an end mark, an item, a salutation, a signature.
pub(super) fn begins_body(text: &str, said: &[Said]) -> bool {
    let signs = ["- ", "* ", "· ", "·\u{A0}"];
    // `※ 3월 3일 이후 보도하여 주시기 바랍니다` says when the text may be published.
    let note = text.starts_with('※') && said.is_empty();
    // `□ 이 표는 …`, as Korean texts begin; `○ 일시: …` may be a field of a letterhead.
    let drawn = || {
        let mark = bullets::read(text).filter(|(mark, _)| said.is_empty() && bullets::is_certain(mark));
        mark.is_some() && !text.contains([':', '：'])
    };
    let item = note
        || text.starts_with(['•', '◦', '●', '▪', '■'])
        || signs.iter().any(|sign| text.starts_with(sign))
        || drawn();
    tail::is_end_mark(text)
        || tail::is_end_word(text)
        || bullets::is_rule(text)
        || signature::may_begin(text)
        || (item && !is_framed_deck(text))
        || text.ends_with([',', ';'])
}

/// Whether a sentence stands behind `Port Tide, 3 March 2031:`.
pub(super) fn is_led(units: &[Unit], text: &str) -> bool {
    let dated = |said: &Said| matches!(said.what, What::Date(..));
    let leads = |unit: &Unit| unit.text.ends_with([':', '：']) && unit.said.last().is_some_and(dated);
    units.last().is_some_and(leads) && places::is_sentence(text)
}

/// `- 선원 교육 24시간으로 확대 -`: a deck between two dashes.
fn is_framed_deck(text: &str) -> bool {
    ["- ", "– "]
        .iter()
        .any(|sign| text.strip_prefix(sign).is_some_and(|rest| rest.ends_with(&format!(" {}", sign.trim()))))
}

/// Whether a line below a title is of the text: a sentence with its `。`, what a list is said to follow, `问：`, `Q:`.
pub(super) fn is_plainly_body(text: &str) -> bool {
    let unspaced = text.chars().next().is_some_and(inline::is_unspaced);
    let leads = text.ends_with(['：', ':', '；']) && !masthead::is_label(text);
    let speaker = text.chars().nth(1).is_some_and(|letter| matches!(letter, ':' | '：'));
    speaker || (unspaced && (text.contains('。') || leads))
}

/// `PORT TIDE, 3 March 2031 – The harbour is open.`: a sentence behind a dateline is the text, however short.
fn opens_with_dateline(text: &str) -> bool {
    pieces::ends_clause(text)
        && masthead::read(text).is_empty()
        && masthead::read_dateline(text, |_| false)
            .is_some_and(|said| said.iter().all(|said| said.range.end + 8 < text.len()))
}
