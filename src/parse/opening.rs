//! Where the masthead ends, and which of its lines are the issuer, the title and the subtitle.

use super::bullets;
use super::inline;
use super::masthead::{self, Said};
use super::numbering;
use super::pieces;
use super::words::{self, Sign};
use crate::read::{Block, BlockKind, Format, Line};
use crate::source::Span;

/// A line, or a few wrapped ones, that may belong to the masthead.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) lines: Vec<Line>,
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) said: Vec<Said>,
    heading: bool,
    /// The block that it is from, and its first line there.
    block: usize,
    line: usize,
}

/// What a unit is in the masthead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Line,
    Issuer,
    Title,
    Subtitle,
}

/// The masthead, and what is left for the body.
#[derive(Debug, Default)]
pub(super) struct Opening {
    pub(super) units: Vec<(Unit, Place)>,
    pub(super) rest: Vec<Block>,
}

/// A masthead has no more lines than this.
const MOST_UNITS: usize = 24;
/// A paragraph that ends with a full stop and is longer than this is prose, in characters.
const LONGEST_LINE: usize = 120;
/// A line narrower than this was not ended because it was full, in characters.
const WRAPPED: usize = 45;

/// Parts the masthead from the body. `title` is the title that front matter or settings give.
pub(super) fn open(blocks: &[Block], format: Format, title: Option<&str>) -> Opening {
    let mut units = units(blocks, format);
    let places = match title {
        Some(title) => places_under(&units, title),
        None => places(&units),
    };
    let end = units.get(places.len()).map(|unit| (unit.block, unit.line));
    let after_last = units.last().map_or((0, 0), |last| after(blocks, last));
    let rest = rest(blocks, end.unwrap_or(after_last));
    units.truncate(places.len());
    Opening { units: units.into_iter().zip(places).collect(), rest }
}

/// What stands behind a unit.
fn after(blocks: &[Block], unit: &Unit) -> (usize, usize) {
    match &blocks[unit.block].kind {
        BlockKind::Paragraph { lines } if unit.line + unit.lines.len() < lines.len() => {
            (unit.block, unit.line + unit.lines.len())
        }
        _ => (unit.block + 1, 0),
    }
}

/// The blocks from a line on.
fn rest(blocks: &[Block], (block, line): (usize, usize)) -> Vec<Block> {
    let mut rest = blocks.get(block..).unwrap_or_default().to_vec();
    if let Some(Block { span, kind: BlockKind::Paragraph { lines } }) = rest.first_mut().filter(|_| line > 0) {
        lines.drain(..line);
        *span = inline::span(lines).unwrap_or(*span);
    }
    rest
}

/// The lines up to the first that can only be of the body.
fn units(blocks: &[Block], format: Format) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let widest = widest(blocks);
    for (index, block) in blocks.iter().enumerate() {
        let (lines, heading) = match &block.kind {
            BlockKind::Paragraph { lines } => (lines, false),
            // A heading that the format numbers is not the title.
            BlockKind::Heading { lines, .. } if !is_anchored(lines) && !units.iter().any(|unit| unit.heading) => {
                (lines, true)
            }
            _ => break,
        };
        if !heading && is_body(lines) {
            break;
        }
        for range in printed_lines(lines, format, heading, widest) {
            let lines = lines[range.clone()].to_vec();
            let text = inline::text(&lines).trim().to_owned();
            let said = if heading { Vec::new() } else { masthead::read(&text) };
            // `3. März 2031` is a date, not the third paragraph.
            let dated = said.first().is_some_and(|said| said.range.start == 0);
            let number = !dated
                && numbering::read(&text).is_some_and(|candidate| {
                    candidate.form == numbering::Form::Marked && candidate.length < text.len()
                });
            if units.len() == MOST_UNITS || (!heading && (number || begins_body(&text))) {
                return units;
            }
            let span = inline::span(&lines).unwrap_or(block.span);
            units.push(Unit { lines, text, span, said, heading, block: index, line: range.start });
        }
    }
    units
}

/// Whether a paragraph is prose, or holds a number's anchor.
fn is_body(lines: &[Line]) -> bool {
    let length: usize = lines.iter().flat_map(|line| &line.runs).map(|run| run.text.chars().count()).sum();
    let text = || inline::text(lines);
    is_anchored(lines)
        || (length > LONGEST_LINE
            && (pieces::ends_clause(&text()) || text().contains(". ") || length > 3 * LONGEST_LINE))
}

/// Whether the format says that a number begins in some line.
fn is_anchored(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.anchor.is_some())
}

/// Whether a short line can only be of the body: an end mark, an item, a salutation.
fn begins_body(text: &str) -> bool {
    let item = text.starts_with(['•', '◦', '●', '▪', '■', '※']) || text.starts_with("- ") || text.starts_with("* ");
    super::tail::is_end_mark(text)
        || bullets::is_rule(text)
        || item
        || text.ends_with([',', ';'])
        || super::tail::is_contact_line(text)
}

/// The width of the widest line, in characters: how wide the text was set.
fn widest(blocks: &[Block]) -> usize {
    let lines = blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Paragraph { lines } => lines.as_slice(),
        _ => &[],
    });
    lines.map(|line| inline::line_text(line).chars().count()).max().unwrap_or(0)
}

/// The lines of a paragraph as they were meant: a line that was full goes on in the next.
fn printed_lines(lines: &[Line], format: Format, heading: bool, widest: usize) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let goes_on = index > 0 && {
            let before = &lines[index - 1];
            let full = || is_full(&inline::line_text(before), &inline::line_text(line), widest);
            heading || (before.hard_break.is_none() && (format == Format::Markdown || full()))
        };
        match ranges.last_mut().filter(|_| goes_on) {
            Some(range) => range.end = index + 1,
            None => ranges.push(index..index + 1),
        }
    }
    ranges
}

/// Whether `line` ended because it was full: the next word had no room, or the words plainly go on.
fn is_full(line: &str, next: &str, widest: usize) -> bool {
    const SMALL_WORD: usize = 4;
    let width = line.chars().count();
    let first = next.split_whitespace().next().unwrap_or_default().chars().count();
    let last = line.split_whitespace().last().unwrap_or_default();
    // `Outcome of the Talks among` is no whole title.
    let unfinished = last.len() <= SMALL_WORD && last.bytes().all(|byte| byte.is_ascii_lowercase());
    let goes_on = unfinished || next.starts_with(char::is_lowercase);
    width >= WRAPPED && !line.contains('|') && (goes_on || width + 1 + first > widest)
}

/// The places of the units where the title is known: lines that say something, the title again, a deck.
fn places_under(units: &[Unit], title: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let same = |text: &str| letters(text).eq(letters(title));
    for (index, unit) in units.iter().enumerate() {
        let deck = inline::all(&unit.lines, |style| style.emphasis) && !places.contains(&Place::Subtitle);
        // Lines before the title's repetition, or before a line that says something, name the issuer.
        let named = |more: &Unit| same(&more.text) || !more.said.is_empty();
        let issuer = index == 0 && !unit.heading && units.get(1).is_some_and(named) && !places.contains(&Place::Issuer);
        places.push(if same(&unit.text) && !places.contains(&Place::Title) {
            Place::Title
        } else if !unit.said.is_empty() {
            Place::Line
        } else if deck && index + 1 == units.len() {
            Place::Subtitle
        } else if issuer {
            Place::Issuer
        } else {
            return places;
        });
    }
    places
}

/// What two prints of a title have in common, whatever marks stand in them.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric())
}

/// The places of the units where the title must be found among them.
fn places(units: &[Unit]) -> Vec<Place> {
    let Some((title, issuer)) = choose(units) else {
        let lines = units.iter().take_while(|unit| !unit.said.is_empty()).count();
        return vec![Place::Line; lines];
    };
    let mut places = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        places.push(if index == title {
            Place::Title
        } else if Some(index) == issuer {
            Place::Issuer
        } else if index < title || !unit.said.is_empty() {
            Place::Line
        } else if index == title + 1 && is_subtitle(unit, &units[title]) {
            Place::Subtitle
        } else {
            break;
        });
    }
    places
}

/// The units that are the title and the issuer.
fn choose(units: &[Unit]) -> Option<(usize, Option<usize>)> {
    let is_silent = |&index: &usize| units[index].said.is_empty() && !is_path(&units[index].text);
    let silent: Vec<usize> = (0..units.len()).filter(is_silent).collect();
    // Of the lines before the title, the first that names an institution; else the first.
    let issuer_before = |title: usize| {
        let mut before = silent.iter().copied().take_while(|&index| index < title);
        before.clone().find(|&index| names_institution(&units[index].text)).or_else(|| before.next())
    };
    if let Some(title) = units.iter().position(|unit| unit.heading) {
        return Some((title, issuer_before(title)));
    }
    let (&first, others) = silent.split_first()?;
    let Some(&second) = others.first() else {
        // `The harbour is open.` alone is a text without a title.
        let sentence = is_sentence(&units[first].text) && units[first].text.split_whitespace().count() > 2;
        return (!sentence || units.len() > 1).then_some((first, None));
    };
    let told = |range: std::ops::Range<usize>| units[range].iter().any(|unit| !unit.said.is_empty());
    let behind_told = others.iter().copied().find(|&other| told(first..other));
    match behind_told {
        Some(title) if !is_sentence(&units[title].text) => Some((title, issuer_before(title))),
        _ if names_institution(&units[first].text) && !is_sentence(&units[second].text) => Some((second, Some(first))),
        _ => Some((first, None)),
    }
}

/// `Home > News > Press releases`: the way through a site.
fn is_path(text: &str) -> bool {
    [" > ", " › ", " » ", " → "].iter().any(|sign| text.contains(sign))
}

/// `Ministry of Tides`, `European Bank`: an institution's word first or last.
pub(super) fn names_institution(text: &str) -> bool {
    const MOST_WORDS: usize = 14;
    let few = text.split_whitespace().count() <= MOST_WORDS;
    let bare = words::after(Sign::On, text).map_or(text, str::trim_start);
    let last = text.split_whitespace().last().unwrap_or_default();
    few && (words::after(Sign::Institution, bare).is_some() || words::is(Sign::Institution, last))
}

fn is_sentence(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    let abbreviation = last.trim_end_matches('.').contains('.') || last.trim_end_matches('.').chars().count() <= 3;
    (text.ends_with('.') && !abbreviation) || text.ends_with(['。', '!', ':'])
}

/// The line under a title: more than a word or two, and no sentence.
fn is_subtitle(unit: &Unit, title: &Unit) -> bool {
    const FEWEST_WORDS: usize = 4;
    let text = &unit.text;
    let deck = inline::all(&unit.lines, |style| style.emphasis);
    let capitals = !text.chars().any(char::is_lowercase) && title.text.chars().any(char::is_lowercase);
    let unspaced = text.chars().any(inline::is_unspaced);
    let long = text.split_whitespace().count() >= FEWEST_WORDS || unspaced;
    let strong = inline::all(&unit.lines, |style| style.strong && !style.emphasis);
    deck || (long && !is_sentence(text) && !capitals && !strong && super::tail::group(text).is_none())
}
