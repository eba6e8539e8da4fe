//! Quotations that no format marks: lines behind `>`, words set in from the margin, and words in quotation marks with
//! the name of who said them below.

use super::bullets;
use super::contacts;
use super::glued_headings::had_room;
use super::inline;
use super::numbering;
use super::pieces::{Context, ends_clause};
use super::signature;
use super::split::{begins_attribution, width};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, Format, Line};
use crate::source::Span;

/// Reads the quotation that `blocks` begin with, and how many of them it takes; `before` stands above it.
pub(super) fn read(blocks: &[Block], before: Option<&Block>, context: &mut Context<'_>) -> Option<(Block, usize)> {
    let (first, rest) = blocks.split_first()?;
    let BlockKind::Paragraph { lines } = &first.kind else { return None };
    let text = context.format == Format::Text;
    if text && lines.iter().all(|line| inline::line_text(line).starts_with('>')) {
        return Some((behind_signs(first.span, lines, context.diagnostics)?, 1));
    }
    if let Some(quote) = with_name_inside(first.span, lines) {
        return Some((quote, 1));
    }
    let quoted = is_quoted(lines);
    let name = rest.first().filter(|next| quoted && is_name(next));
    if let Some(name) = name.filter(|_| rest.get(1).is_none_or(|next| !is_name(next))) {
        let span = first.span.to(name.span);
        return Some((quote(span, vec![first.clone(), name.clone()]), 2));
    }
    if text && is_set_in(lines, before) {
        return Some((set_in(first.span, lines), 1));
    }
    text.then(|| said_below(blocks, before)).flatten()
}

/// Paragraphs that are set in below words that announce them: `The minister said:`
fn said_below(blocks: &[Block], before: Option<&Block>) -> Option<(Block, usize)> {
    let BlockKind::Paragraph { lines: above } = &before?.kind else { return None };
    if !inline::line_text(above.last()?).trim_end().ends_with([':', '：']) {
        return None;
    }
    // What a numbered paragraph announces are things.
    if numbering::read(&inline::line_text(above.first()?)).is_some() {
        return None;
    }
    let margin = above.iter().map(|line| line.indent).min()?;
    let prose = |block: &&Block| match &block.kind {
        BlockKind::Paragraph { lines } => {
            lines.iter().all(|line| line.indent >= margin + SET_IN) && !is_marked(lines) && ends_sentence(lines)
        }
        _ => false,
    };
    let count = blocks.iter().take_while(prose).count();
    let span = blocks.first()?.span.to(blocks.get(count.checked_sub(1)?)?.span);
    Some((quote(span, blocks[..count].to_vec()), count))
}

/// Whether words are a sentence, not the name of a thing.
fn ends_sentence(lines: &[Line]) -> bool {
    const FEWEST_WORDS: usize = 5;
    let text = inline::text(lines);
    text.trim_end().ends_with(['.', '!', '?', '”', '"', '。']) && text.split_whitespace().count() >= FEWEST_WORDS
}

fn quote(span: Span, blocks: Vec<Block>) -> Block {
    Block { span, kind: BlockKind::Quote { blocks, attribution: Vec::new() } }
}

/// `> The bridge is open.`
fn behind_signs(span: Span, lines: &[Line], diagnostics: &mut Vec<Diagnostic>) -> Option<Block> {
    let bare = |line: &Line| {
        let mut line = line.clone();
        inline::cut(&mut line, 1);
        line
    };
    let lines: Vec<Line> = lines.iter().map(bare).collect();
    let mut blocks: Vec<Block> = Vec::new();
    for part in lines.split(|line| inline::line_text(line).trim().is_empty()) {
        let named = part.len() > 1 && part.last().is_some_and(|last| begins_attribution(&inline::line_text(last)));
        let (words, name) = part.split_at(part.len() - usize::from(named));
        blocks.extend([words, name].map(<[Line]>::to_vec).into_iter().filter_map(inline::paragraph));
    }
    let message = "the `>` before these lines were left out; they are a quotation";
    let note = Diagnostic::note(codes::DRAWN_SIGNS, span, message);
    (!blocks.is_empty()).then(|| diagnostics.push(note))?;
    Some(quote(span, blocks))
}

/// Words in quotation marks whose last line is who said them.
fn with_name_inside(span: Span, lines: &[Line]) -> Option<Block> {
    let (name, words) = lines.split_last()?;
    let last = words.last().map(inline::line_text)?;
    let named = closes(&last) && opens(&inline::line_text(&words[0])) && is_attribution(&inline::line_text(name));
    if !named {
        return None;
    }
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        last.hard_break = None;
    }
    Some(quote(span, vec![inline::paragraph(words)?, inline::paragraph(vec![name.clone()])?]))
}

/// Whether a paragraph is in quotation marks from its first word to its last.
fn is_quoted(lines: &[Line]) -> bool {
    let ends = lines.first().zip(lines.last());
    ends.is_some_and(|(first, last)| opens(&inline::line_text(first)) && closes(&inline::line_text(last)))
}

fn opens(text: &str) -> bool {
    text.trim_start().starts_with(['"', '“', '«', '„', '‘', '「', '『', '»'])
}

fn closes(text: &str) -> bool {
    text.trim_end().trim_end_matches(['.', ',']).ends_with(['"', '”', '»', '“', '’', '」', '』', '«'])
}

/// The longest line that names who is quoted, in characters.
const LONGEST_NAME: usize = 120;

/// `— Jane Roe, Minister of Tides`
fn is_name(block: &Block) -> bool {
    let BlockKind::Paragraph { lines } = &block.kind else { return false };
    let [line] = lines.as_slice() else { return false };
    let text = inline::line_text(line);
    text.chars().count() <= LONGEST_NAME && is_attribution(&text)
}

/// Whether a line behind quoted words says whose they are: with a dash, `— Jane Roe`, or a name with an office, `Jane
/// Roe, Minister of Tides`.
fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    let bare = line.strip_prefix("- ").unwrap_or(line);
    let officer = |(name, office): (&str, &str)| signature::has_post(office) && signature::is_person(name);
    let named = || !ends_clause(bare) && bare.split_once(", ").is_some_and(officer);
    begins_attribution(line) || line.chars().count() <= LONGEST_NAME && named()
}

/// Words set in from the margin by so much are set apart.
const SET_IN: usize = 4;

/// Whether every line stands farther in than the words before, and these announce it, or quotation marks say it.
fn is_set_in(lines: &[Line], before: Option<&Block>) -> bool {
    let Some(above) = lines_above(lines, before) else { return false };
    let announced = above.last().is_some_and(|line| inline::line_text(line).trim_end().ends_with([':', '：']));
    let quoted = lines.first().is_some_and(|line| opens(&inline::line_text(line)));
    ((lines.len() > 1 && announced) || is_quoted(lines) || (quoted && lines.len() > 1)) && !is_marked(lines)
}

/// The lines above, where every one of `lines` stands farther in.
fn lines_above<'a>(lines: &[Line], before: Option<&'a Block>) -> Option<&'a [Line]> {
    let BlockKind::Paragraph { lines: above } = &before?.kind else { return None };
    let margin = above.iter().map(|line| line.indent).min()?;
    lines.iter().all(|line| line.indent >= margin + SET_IN).then_some(above)
}

/// Whether lines have bullets or numbers, or say whom to reach.
fn is_marked(lines: &[Line]) -> bool {
    let marked = |line: &Line| {
        let text = inline::line_text(line);
        bullets::read(&text).is_some() || numbering::read(&text).is_some()
    };
    // `please contact:`, and those to be reached set in below.
    let contacts = || lines.iter().all(|line| contacts::says_how(&inline::line_text(line)));
    lines.iter().any(marked) || contacts()
}

/// The lines of a list without bullets that is set in from the margin: things that the words above announce, or that
/// each begin with a capital, each on a line that ended on purpose.
pub(super) fn listed(block: &Block, before: Option<&Block>, page: usize) -> Option<Vec<Line>> {
    let BlockKind::Paragraph { lines } = &block.kind else { return None };
    let open = |line: &Line| inline::line_text(line).trim_end().ends_with(|letter: char| letter.is_alphanumeric());
    let quoted = |line: &Line| opens(&inline::line_text(line));
    let ended = || lines.windows(2).all(|pair| had_room(&pair[0], &pair[1], page));
    let capital = |line: &Line| inline::line_text(line).starts_with(char::is_uppercase);
    let things = || {
        lines.iter().all(capital)
            && lines.windows(2).all(|pair| pair[0].indent == pair[1].indent)
            && (lines.len() > 2 || lines.iter().all(|line| width(&inline::line_text(line)) < NARROW))
    };
    let set_in = || is_set_in(lines, before) || things() && lines_above(lines, before).is_some() && !is_marked(lines);
    let listed = lines.len() > 1 && ended() && lines.iter().all(|line| open(line) && !quoted(line)) && set_in();
    listed.then(|| {
        let mut lines = lines.clone();
        let last = lines.len() - 1;
        lines[..last].iter_mut().for_each(|line| line.hard_break = Some(Default::default()));
        lines
    })
}

/// Lines that are narrower than this were not ended because they were full.
const NARROW: usize = 48;

/// A passage set in: its short lines stay lines, as in a poem; a last one behind a dash is whose it is.
fn set_in(span: Span, lines: &[Line]) -> Block {
    let named = lines.len() > 1 && begins_attribution(&inline::line_text(&lines[lines.len() - 1]));
    let (words, name) = lines.split_at(lines.len() - usize::from(named));
    let mut words = words.to_vec();
    if words.iter().all(|line| width(&inline::line_text(line)) < NARROW) {
        let last = words.len() - 1;
        words[..last].iter_mut().for_each(|line| line.hard_break = Some(Default::default()));
    }
    quote(span, [words, name.to_vec()].into_iter().filter_map(inline::paragraph).collect())
}
