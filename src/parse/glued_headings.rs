//! Headings without a blank line between them and what they head: `Safety of navigation`, and directly below it
//! `3. The Council decided …`.

use super::bullets;
use super::headings::{self, LONGEST_PLAIN};
use super::inline;
use super::lost;
use super::numbering::{self, Candidate, Form, Reading};
use super::pieces::{Context, ends_clause};
use super::split::width;
use crate::read::{Block, BlockKind, Format, Line};
use std::collections::{BTreeMap, BTreeSet};

/// A line narrower than this part of the page, with the next word on it, was not ended because it was full.
const ROOM: f32 = 0.85;
/// Nobody wraps lines that are wider, in columns.
pub(super) const WIDEST_PAGE: usize = 125;
/// Lines with fewer spaces are names and headings.
const FEWEST_SPACES: usize = 4;
/// So wide is what goes on the next line where words have no spaces, in columns.
const UNSPACED: usize = 4;
/// So many headings stand one over the other.
const MOST_RANKS: usize = 3;
const MOST_WORDS: usize = 12;

/// How wide the lines of a text are: those of prose, where it wraps them.
pub(super) fn page(blocks: &[Block]) -> usize {
    let lines = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph { lines } => Some(lines),
        _ => None,
    });
    let widths: Vec<usize> = lines.flatten().filter_map(prose_width).collect();
    let wide = widths.iter().filter(|width| **width > WIDEST_PAGE).count();
    let unwrapped = wide > 0 && wide * 8 >= widths.len();
    widths.into_iter().filter(|width| unwrapped || *width <= WIDEST_PAGE).max().unwrap_or(0)
}

/// How far a line reaches that is more than a name or heading.
fn prose_width(line: &Line) -> Option<usize> {
    let text = inline::line_text(line);
    let prose = !text.is_ascii() || text.bytes().filter(|byte| *byte == b' ').count() > FEWEST_SPACES;
    prose.then(|| line.indent + width(&text))
}

/// Whether a line ended on purpose: the first word of the next had room on it.
pub(super) fn had_room(line: &Line, next: &Line, page: usize) -> bool {
    let next = inline::line_text(next);
    let word = next.split_whitespace().next().unwrap_or_default();
    // Han and kana may be parted anywhere.
    let first = if word.contains(inline::is_unspaced) { UNSPACED } else { width(word) };
    ((line.indent + width(&inline::line_text(line)) + 1 + first) as f32) < ROOM * page as f32
}

/// Parts the lines of a paragraph where one heads those below it.
pub(super) fn part<'a>(lines: &'a [Line], next: Option<u32>, context: &Context<'_>) -> Vec<&'a [Line]> {
    if context.format != Format::Text || lines.len() < 2 {
        return vec![lines];
    }
    let mut cuts = vec![0];
    let counted = counted(lines, next, &context.numbers);
    let ends = counted.iter().copied().skip(1).chain([lines.len()]);
    for (index, end) in counted.iter().copied().zip(ends) {
        // Over the things of a list, which are no sentences, stands nothing but another of them.
        let said = || lines[index..end].iter().any(|line| ends_clause(&inline::line_text(line)));
        let first = if said() { first_heading(lines, index, context.page) } else { index };
        let after = cuts.last().map_or(0, |last| last + 1);
        cuts.extend((first.max(after)..index).chain((first < index).then_some(index)));
    }
    if cuts.len() == 1 && heads_prose(lines, context.page) {
        cuts.push(1);
    }
    let ends = cuts.iter().copied().skip(1).chain([lines.len()]);
    cuts.iter().zip(ends).map(|(start, end)| &lines[*start..end]).collect()
}

/// The lines, but the first, that begin with a number that goes on in a sequence, or begins one. `before` are the
/// numbers of the text so far, `next` is that of the paragraph behind.
fn counted(lines: &[Line], next: Option<u32>, before: &BTreeSet<Reading>) -> Vec<usize> {
    let numbers: Vec<Option<Candidate>> = lines.iter().map(|line| Some(number(line)?.0)).collect();
    let mut last: BTreeMap<&Reading, usize> = BTreeMap::new();
    for (index, number) in numbers.iter().enumerate() {
        last.extend(number.iter().flat_map(|number| &number.readings).map(|reading| (reading, index)));
    }
    let mut known: BTreeSet<&Reading> = BTreeSet::new();
    let mut counted = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let Some(number) = number else { continue };
        let goes_on = |reading: &Reading| match reading.before() {
            Some(one) => known.contains(&one) || before.contains(&one),
            None => last.get(&reading.next()).is_some_and(|second| *second > index),
        };
        let followed = || next == Some(2) && lost::number_of(&lines[index..]) == Some(1);
        if index > 0 && (number.readings.iter().any(goes_on) || followed()) {
            counted.push(index);
        }
        known.extend(&number.readings);
    }
    counted
}

/// The number that a line begins with, and its words, which may begin a sentence.
fn number(line: &Line) -> Option<(Candidate, String)> {
    let text = inline::line_text(line);
    let number = numbering::read(&text).filter(|candidate| candidate.form == Form::Marked)?;
    let words = text[number.length..].trim().to_owned();
    (!words.is_empty() && !words.starts_with(char::is_lowercase)).then_some((number, words))
}

/// The first of the headings that stand directly over the line `index`, or that line.
fn first_heading(lines: &[Line], index: usize, page: usize) -> usize {
    let mut first = index;
    while first > 0 && index - first < MOST_RANKS && is_heading(&lines[first - 1], &lines[first], page) {
        first -= 1;
    }
    // A line behind a colon or a semicolon is one of a list; bullets often stand without a full stop.
    let ended = first.checked_sub(1).is_none_or(|above| {
        let text = inline::line_text(&lines[above]);
        let item = bullets::read(&text).is_some() && !ends_clause(&text);
        let words = text.trim_end().trim_end_matches(['"', '”', '’', ')', '»', '」']);
        words.ends_with(['.', '!', '?', '。']) || (item && had_room(&lines[above], &lines[first], page))
    });
    if ended { first } else { index }
}

/// Whether a line looks like a heading that stands over `next`: short, ended on purpose, and no sentence.
fn is_heading(line: &Line, next: &Line, page: usize) -> bool {
    let text = inline::line_text(line);
    let text = text.trim();
    let own = number(line).map(|(_, words)| words);
    let goes_on = own.is_none() && headings::ends_with_small_word(text);
    let words = own.unwrap_or_else(|| text.to_owned());
    let closed = text.ends_with(|letter: char| !letter.is_alphanumeric() && !")”’\"?？".contains(letter));
    words.starts_with(|letter: char| letter.is_alphanumeric() && !letter.is_lowercase())
        && !closed
        && text.chars().count() <= LONGEST_PLAIN
        && text.split_whitespace().count() <= MOST_WORDS
        && bullets::read(text).is_none()
        && !goes_on
        && had_room(line, next, page)
}

/// The signs that a heading in Japanese or Korean begins with.
const SIGNS: [char; 10] = ['■', '◆', '●', '◎', '○', '□', '◇', '★', '☆', '▼'];
/// Such a heading is no wider, in columns.
const WIDEST_HEADING: usize = 40;

/// Whether the first line of a paragraph, behind a number or a sign, heads prose without spaces, or items:
/// `１．改正の概要`, and below it `昨年の…です。`; `■概要`, and below it `・隻数…`
fn heads_prose(lines: &[Line], page: usize) -> bool {
    let text = inline::line_text(&lines[0]);
    let text = text.trim();
    let marked = number(&lines[0]).map(|(_, words)| words).or_else(|| text.strip_prefix(SIGNS).map(str::to_owned));
    let Some(words) = marked else { return false };
    let unspaced = words.chars().filter(|letter| inline::is_unspaced(*letter)).count();
    let prose = lines.last().is_some_and(|last| inline::line_text(last).trim_end().ends_with('。'));
    let items = text.starts_with(SIGNS) && bullets::read(&inline::line_text(&lines[1])).is_some();
    unspaced * 2 > words.chars().count()
        && !words.contains(['。', '、', '：', ':', '，'])
        && width(text) <= WIDEST_HEADING
        && (prose || items)
        && number(&lines[1]).is_none()
        && had_room(&lines[0], &lines[1], page)
}

#[cfg(test)]
mod tests {
    use super::part;
    use crate::parse::inline;
    use crate::parse::pieces::Context;
    use crate::read::{Block, BlockKind, Format, Line, Run, Style};
    use crate::source::Span;

    fn line(text: &str) -> Line {
        let run = Run { span: Span::new(0, text.len()), text: text.into(), style: Style::default() };
        Line { runs: vec![run], ..Line::default() }
    }

    /// The parts of a paragraph under another that is as wide as the page.
    fn parts(text: &str) -> Vec<String> {
        let wide = "The ministers met in Elstan, and spoke of the harbours, of the fees and of the tides.";
        let paragraph = |lines| Block { span: Span::at(0), kind: BlockKind::Paragraph { lines } };
        let lines: Vec<Line> = text.lines().map(line).collect();
        let blocks = [paragraph(vec![line(wide)]), paragraph(lines.clone())];
        let mut diagnostics = Vec::new();
        let context = Context::new(&blocks, Format::Text, false, &mut diagnostics);
        part(&lines, None, &context).into_iter().map(inline::text).collect()
    }

    #[test]
    fn a_short_line_heads_the_number_below() {
        let text = "1. The pier is open.\nFees\n2. Ships pay less.\nA. Crews\nTheir training\n3. It goes on.";
        let expected =
            ["1. The pier is open.", "Fees", "2. Ships pay less.", "A. Crews", "Their training", "3. It goes on."];
        assert_eq!(parts(text), expected);
        assert_eq!(parts("■背景\n昨年の法改正です。"), ["■背景", "昨年の法改正です。"]);
    }

    #[test]
    fn lines_that_go_on_head_nothing() {
        for text in [
            "1. The pier is open to all ships of the members, in accordance with the rule in Part\n2. Ships pay less.",
            "1. We want:\nFish\n2. We want meat.",
            "1. Fish.\nCoastal waters\n2. Meat",
            "Quay Street\n12. The harbour is open.",
        ] {
            assert_eq!(parts(text).len(), 1, "{text}");
        }
    }
}
