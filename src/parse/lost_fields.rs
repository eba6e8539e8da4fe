//! Lost breaks in a masthead: `Press Release3 March 2031Outcome of the TalksThe ministers …`
//!
//! Where words touch that no text lets touch, and what lies between two such places is a kind or a date, lines ran
//! together. They are parted again, and that is told.

use super::dates;
use super::inline;
use super::words;
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, Line};
use std::borrow::Cow;

/// A masthead ends within so many bytes.
const LOOKED_AT: usize = 800;
/// A whole release on one line is at least so long, in bytes.
const LONG: usize = 600;
/// The longest field or title, in bytes.
const LONGEST: usize = 300;

/// The blocks with the lines of the first one parted, where they ran together.
pub(super) fn part<'a>(blocks: &'a [Block], diagnostics: &mut Vec<Diagnostic>) -> Cow<'a, [Block]> {
    let Some((Block { kind: BlockKind::Paragraph { lines }, span }, rest)) = blocks.split_first() else {
        return Cow::Borrowed(blocks);
    };
    let Some((first, others)) = lines.split_first() else { return Cow::Borrowed(blocks) };
    let text = inline::line_text(first);
    let alone = rest.is_empty() && others.is_empty();
    let mut cuts = glued(&text);
    if cuts.is_empty() && alone {
        cuts = gaps(&text);
    }
    if cuts.is_empty() {
        if alone && text.len() > LONG {
            let message = "the whole release stands on one line; where its title and paragraphs begin is lost";
            let hint = "put the title and each paragraph on a line of its own";
            diagnostics.push(Diagnostic::note(codes::LOST_BREAKS, *span, message).with_hint(hint));
        }
        return Cow::Borrowed(blocks);
    }
    let told = inline::span_in(first, 0..cuts.last().copied().unwrap_or_default());
    let message = "the lines of the masthead ran together; they are parted again";
    let hint = "put each of them on a line of its own";
    diagnostics.push(Diagnostic::warning(codes::LOST_BREAKS, told, message).with_hint(hint));
    let mut parted: Vec<Block> = parts(first, others, &cuts).into_iter().filter_map(inline::paragraph).collect();
    parted.extend(rest.iter().cloned());
    Cow::Owned(parted)
}

/// The first line cut at `cuts`; the lines below go on in the last part.
fn parts(first: &Line, others: &[Line], cuts: &[usize]) -> Vec<Vec<Line>> {
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let (mut rest, mut at) = (first.clone(), 0);
    for &cut in cuts {
        let (head, tail) = inline::split(&rest, cut - at);
        parts.push(vec![head]);
        (rest, at) = (tail, cut);
    }
    parts.push(std::iter::once(rest).chain(others.iter().cloned()).collect());
    parts
}

/// Where fields touch: around each kind and date that touches its neighbours, and where the title ends behind them.
fn glued(text: &str) -> Vec<usize> {
    let mut seams = seams(text);
    if seams.is_empty() {
        return seams;
    }
    let dates = dates::find_all(&text[..text.floor_char_boundary(LOOKED_AT.min(text.len()))]);
    // `3 March 2031 12:01AM` is one date with its time.
    seams.retain(|seam| !dates.iter().any(|date| date.range.start < *seam && *seam < date.range.end));
    let ends: Vec<usize> = std::iter::once(0).chain(seams.iter().copied()).collect();
    let known: Vec<usize> = (0..seams.len()).filter(|&at| is_field(&text[ends[at]..ends[at + 1]])).collect();
    let Some(&last) = known.last() else { return Vec::new() };
    let mut cuts: Vec<usize> = known.iter().flat_map(|&at| [ends[at], ends[at + 1]]).filter(|&cut| cut > 0).collect();
    let behind = ends[last + 1];
    cuts.extend(seams.iter().find(|&&seam| seam > behind && seam - behind <= LONGEST));
    cuts.dedup();
    cuts
}

/// Where a word touches the next: a small letter before a capital, a letter before a figure, a figure before a letter.
fn seams(text: &str) -> Vec<usize> {
    let mut seams = Vec::new();
    let mut before = ' ';
    let mut small = 0;
    for (at, letter) in text.char_indices().take_while(|(at, _)| *at < LOOKED_AT) {
        // `McDonald`, `iPhone` and `B2B` are words; three small letters before a capital seldom are one.
        let camel = small >= 3 && letter.is_uppercase() && is_word_start(&text[at..]);
        let figure = small >= 3 && letter.is_ascii_digit();
        let behind = before.is_ascii_digit() && letter.is_uppercase() && is_word_start(&text[at..]);
        let closed = matches!(before, ')' | '.') && letter.is_uppercase() && is_word_start(&text[at..]);
        if camel || figure || behind || closed {
            seams.push(at);
        }
        small = if letter.is_alphabetic() && !letter.is_uppercase() { small + 1 } else { 0 };
        before = letter;
    }
    seams
}

/// Whether a capital begins a word of small letters, or one in capitals.
fn is_word_start(text: &str) -> bool {
    let mut letters = text.chars().skip(1);
    letters.next().is_none_or(|second| second.is_alphabetic() || second.is_whitespace())
}

/// Whether all of a text is a kind or a date.
fn is_field(text: &str) -> bool {
    let text = text.trim();
    let whole = || dates::find(text).is_some_and(|date| date.range == (0..text.len()));
    text.len() <= LONGEST && (words::kind(text).is_some() || whole())
}

/// Where fields are set apart by wide gaps in a release that is one line: up to the title behind the last known one.
fn gaps(text: &str) -> Vec<usize> {
    const MOST_FIELDS: usize = 6;
    let mut cuts = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive("  ") {
        at += part.len();
        let spaces = text[at..].len() - text[at..].trim_start_matches(' ').len();
        if part.trim().is_empty() || at >= LOOKED_AT || cuts.len() == MOST_FIELDS {
            continue;
        }
        if part.ends_with("  ") {
            cuts.push(at + spaces);
        }
    }
    let starts: Vec<usize> = std::iter::once(0).chain(cuts.iter().copied()).collect();
    let known = (0..cuts.len()).rposition(|field| is_field(&text[starts[field]..cuts[field]]));
    let Some(known) = known else { return Vec::new() };
    let title = cuts.get(known + 1).filter(|&&end| !text[cuts[known]..end].trim_end().ends_with(['.', '。']));
    cuts.truncate(known + 1 + usize::from(title.is_some()));
    cuts
}

#[cfg(test)]
mod tests {
    use super::{gaps, glued};

    fn cut(text: &str, cuts: &[usize]) -> Vec<String> {
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([text.len()]);
        starts.zip(ends).map(|(start, end)| text[start..end].trim().to_owned()).collect()
    }

    #[test]
    fn fields_that_touch_are_parted() {
        let text = "Ministry of TidesPress Release3 March 2031Outcome of the TalksThe ministers met in PortLand.";
        let fields = ["Ministry of Tides", "Press Release", "3 March 2031", "Outcome of the Talks"];
        assert_eq!(cut(text, &glued(text))[..4], fields);
        for words in [
            "The McDonald report of 3 March 2031",
            "LinkedIn and YouTube agreed",
            "3 March 2031 12:01AM EST | Press Release",
        ] {
            assert_eq!(glued(words), [0; 0], "{words}");
        }
    }

    #[test]
    fn wide_gaps_part_fields() {
        let text = "Ministry of Tides   3 March 2031  Statement  On the harbour  The ministers met.  They agreed.";
        let parts =
            ["Ministry of Tides", "3 March 2031", "Statement", "On the harbour", "The ministers met.  They agreed."];
        assert_eq!(cut(text, &gaps(text)), parts);
        assert_eq!(gaps("The ministers met.  They agreed.  They parted."), [0; 0]);
    }
}
