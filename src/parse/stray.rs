//! An embargo that stands where none is looked for: in a table, a quotation or a heading, behind the text, in words that are
//! no line of a masthead. It holds, since nothing is worse than a text that goes out too early, and is told.

use super::Origins;
use super::condition;
use super::dates;
use super::inline;
use super::opening::{Place, Unit};
use super::words::{self, Sign};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, Line};
use crate::release::{Condition, ConditionClass, Release};
use crate::source::Span;

/// Holds `release` back by the embargoes among `units` and `blocks` that nothing has read yet.
pub(super) fn hold(
    units: &[(Unit, Place)],
    blocks: &[Block],
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found: Vec<(Condition, Span)> = Vec::new();
    let silent = |(unit, place): &&(Unit, Place)| unit.said.is_empty() && *place != Place::Title;
    for (unit, _) in units.iter().filter(silent) {
        found.extend(named(&unit.text, release).or_else(|| own(&unit.text, release)).map(|said| (said, unit.span)));
    }
    blocks.iter().for_each(|block| visit(block, &mut |lines| in_lines(lines, release, &mut found)));
    for (said, span) in found {
        diagnostics.push(told(span));
        if release.condition.as_ref().is_none_or(|known| condition::outweighs(&said, known)) {
            release.condition = Some(said);
            origins.push("/condition".to_owned(), span);
        }
    }
}

fn told(span: Span) -> Diagnostic {
    let message = "this looks like an embargo, and stands where none is looked for: it holds the release back";
    let hint = "put it on a line of its own above the title; where it is none, pass `--set condition=`";
    Diagnostic::warning(codes::STRAY_EMBARGO, span, message).with_hint(hint)
}

/// Every group of lines that a block holds.
fn visit(block: &Block, each: &mut impl FnMut(&[Line])) {
    match &block.kind {
        BlockKind::Paragraph { lines } | BlockKind::Heading { lines, .. } => each(lines),
        BlockKind::List { items } => items.iter().flat_map(|item| &item.blocks).for_each(|block| visit(block, each)),
        BlockKind::Quote { blocks, .. } | BlockKind::Note { blocks, .. } => {
            blocks.iter().for_each(|block| visit(block, each));
        }
        BlockKind::Table { header, rows, caption } => {
            each(caption);
            for row in header.iter().chain(rows) {
                row.iter().for_each(|cell| each(cell));
                // `Embargo` beside `5 March 2031, 18:00 CET`.
                each(&row.concat());
            }
        }
        _ => {}
    }
}

fn in_lines(lines: &[Line], release: &Release, found: &mut Vec<(Condition, Span)>) {
    let texts: Vec<String> = lines.iter().map(|line| inline::line_text(line).into_owned()).collect();
    let whole = [texts.join(" ")];
    let begins = |index: usize| index == 0 || ends(&texts[index - 1]);
    let own_lines = texts.iter().enumerate().filter(|(index, _)| begins(*index)).map(|(_, text)| text);
    let said = own_lines.chain(&whole).find_map(|text| own(text, release));
    if let (Some(said), Some(span)) = (said, inline::span(lines)) {
        found.push((said, span));
    }
}

/// Whether the next line begins anew: this one is short, or ends a sentence.
fn ends(text: &str) -> bool {
    const SHORT: usize = 60;
    text.chars().count() < SHORT || text.trim_end().ends_with(['.', ':', '!', '?', '。', '-', '='])
}

/// No line that says when a text may be published is longer, in bytes.
const LONGEST: usize = 200;

/// A line that is an embargo with its end, wherever it stands.
fn own(text: &str, release: &Release) -> Option<Condition> {
    let text = text.trim();
    let (class, until) = condition::read(text).filter(|_| text.len() <= LONGEST)?;
    (class == ConditionClass::Embargoed).then_some(())?;
    Some(condition(text, &until?, release))
}

/// A line of the masthead that has the words of an embargo and a day in it, and says nothing that is known.
fn named(text: &str, release: &Release) -> Option<Condition> {
    let mut starts = words::starts(text).filter(|_| text.len() <= LONGEST && dates::has_figures(text));
    starts.find(|&at| words::after(Sign::Embargo, &text[at..]).is_some())?;
    let until = dates::find_end(text, 0)?.printed;
    Some(condition(text, &until, release))
}

fn condition(printed: &str, until: &dates::Printed, release: &Release) -> Condition {
    let near = || until.moment_near(release.date_published?.date);
    let until = until.moment(None).or_else(near);
    Condition { printed: printed.to_owned(), class: ConditionClass::Embargoed, until }
}
