//! One paragraph to its pieces: lines that begin with a number or bullet, or that head the lines below them.

use super::body::is_list;
use super::bullets;
use super::contacts;
use super::glued_headings;
use super::headings;
use super::inline;
use super::links;
use super::lost;
use super::marks;
use super::notes;
use super::numbering::{self, Form, Reading};
use super::pieces::{Context, Piece, Shape, Start, ends_clause};
use super::tail::{self, Group};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Format, Line};
use crate::release::PassageClass;
use crate::source::Span;
use std::borrow::Cow;

/// Takes a paragraph apart. `next` is the number that the paragraph behind it begins with.
pub(super) fn paragraph(lines: &[Line], span: Span, indent: usize, next: Option<u32>, context: &mut Context<'_>) {
    let mut rest = lines;
    while heads_others(rest, context) {
        rest = take_heading(rest, indent, context);
    }
    while let Some(end) = inner_group(rest) {
        let (before, behind) = rest.split_at(end);
        unheaded(before, inline::span(before).unwrap_or(span), indent, None, context);
        rest = take_heading(behind, indent, context);
    }
    let whole = rest.len() == lines.len();
    let Some(span) = (if whole { Some(span) } else { inline::span(rest) }) else { return };
    unheaded(rest, span, indent, next, context);
}

/// Where a line in a paragraph heads the contacts or links below it, and what stands above it has ended: a line that
/// says how to reach somebody, a sentence, or several short lines.
fn inner_group(lines: &[Line]) -> Option<usize> {
    const MOST_LINES: usize = 60;
    /// A sentence with more words is prose.
    const FEWEST_WORDS: usize = 8;
    if lines.len() > MOST_LINES {
        return None;
    }
    (1..lines.len().saturating_sub(1)).find(|&index| {
        let Some(group) = tail::group(&inline::line_text(&lines[index])) else { return false };
        let [above, line, next] = [-1, 0, 1].map(|by| inline::line_text(&lines[index.saturating_add_signed(by)]));
        let labelled = line.trim_end().ends_with([':', '：']);
        let told = || contacts::says_how(&above);
        let all_above = || lines[..index].iter().map(inline::line_text);
        let reached = || all_above().any(|line| contacts::says_how(&line));
        let said = || all_above().any(|line| ends_clause(&line) && line.split_whitespace().count() > FEWEST_WORDS);
        let ended = || ends_clause(&above) || told() || index > 1 && !contacts::may_name(&above) && !reached();
        match group {
            Group::Notes => labelled && ends_clause(&above) && numbering::read(&next).is_some(),
            Group::Contacts => labelled && ended() || contacts::may_name(&next) && said(),
            Group::Passage(class) => is_list(class) && told(),
        }
    })
}

/// Takes the lines apart that no heading stands above.
fn unheaded(lines: &[Line], span: Span, indent: usize, next: Option<u32>, context: &mut Context<'_>) {
    let parts = glued_headings::part(lines, next, context);
    for (index, part) in parts.iter().enumerate() {
        let next = parts.get(index + 1).map_or(next, |next| lost::number_of(next));
        let span = if parts.len() == 1 { Some(span) } else { inline::span(part) };
        if let Some(span) = span {
            unglued(part, span, indent, next, context);
        }
    }
}

/// Takes lines apart of which none heads others.
fn unglued(lines: &[Line], span: Span, indent: usize, next: Option<u32>, context: &mut Context<'_>) {
    match lost::numbers(lines, next, context.diagnostics) {
        Some(paragraphs) => {
            for lines in paragraphs {
                let span = inline::span(&lines).unwrap_or(span);
                split(&lines, span, indent, context);
            }
        }
        None => split(lines, span, indent, context),
    }
}

/// More lines than this are not looked at behind a heading.
const MOST_PROSE: usize = 100;

/// Whether the first line of a paragraph heads the others.
fn heads_others(lines: &[Line], context: &Context<'_>) -> bool {
    let [first, second, rest @ ..] = lines else { return false };
    let text = inline::line_text(first);
    let text = text.trim();
    if context.format == Format::Text && is_underline(&inline::line_text(second), text) {
        return true;
    }
    if stands_apart(first, &lines[1..], context.page) {
        return true;
    }
    let prose = || {
        if rest.len() > MOST_PROSE {
            return false;
        }
        let words = inline::text(&lines[1..]);
        ends_clause(&words) && words.len() > 2 * text.len()
    };
    let strong = |line: &Line| inline::all(std::slice::from_ref(line), |style| style.strong);
    let run_in = first.hard_break.is_some() && strong(first) && !strong(second) && !text.ends_with(['.', ',', ';']);
    run_in && (tail::group(text).is_some() || prose())
}

/// So many lines say how wide a paragraph is.
const MOST_MEASURED: usize = 60;

/// Whether the first line of a paragraph heads the notes, contacts or the like below it, or is drawn above them.
fn stands_apart(first: &Line, rest: &[Line], page: usize) -> bool {
    let text = inline::line_text(first);
    if bullets::is_rule(text.trim()) && text.trim_start().starts_with('_') {
        return true;
    }
    let Some(group) = tail::group(&text) else { return false };
    let next = inline::line_text(&rest[0]);
    let bracketed = text.trim_start().starts_with(['【', '<', '[', '〈', '《', '＜', '［', '■', '☎']);
    let labelled = text.trim_end().ends_with([':', '：']) && group != Group::Passage(PassageClass::About);
    let capitals = !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
    let listed = || {
        bullets::read(&next).is_some()
            || numbering::read(&next).is_some()
            || links::addresses(&next).first().is_some_and(|(range, _)| range.start == 0)
    };
    // A line with room for the next word ended on purpose.
    let widest = || rest.iter().take(MOST_MEASURED).map(|line| width(&inline::line_text(line))).max().unwrap_or(0);
    let short = || !goes_on(&next) && (is_short(&text, widest()) || glued_headings::had_room(first, &rest[0], page));
    labelled || bracketed || capitals || first.hard_break.is_some() || listed() || short()
}

/// A heading in plain text is no longer than this, in characters.
const LONGEST_UNDERLINED: usize = 100;

/// Whether `line` is drawn under the words of a heading: `======`, about as long as they are.
fn is_underline(line: &str, heading: &str) -> bool {
    let line = line.trim();
    let drawn = bullets::is_rule(line) && line.starts_with(['=', '-', '~', '_', '‾', '─', '━']) && !line.contains(' ');
    let (length, width) = (line.chars().count(), heading.chars().count());
    let alike = length * 2 >= width && width <= LONGEST_UNDERLINED;
    let columns = heading.contains("  ") || heading.contains(['\t', '|']);
    let words = heading.chars().any(char::is_alphabetic) && !heading.ends_with(['.', ',', ';']);
    drawn && alike && words && !columns && bullets::read(heading).is_none() && !bullets::is_rule(heading)
}

/// Adds the heading; leaves out the line that is drawn under it, and says so. Gives the lines that are left.
fn take_heading<'a>(lines: &'a [Line], indent: usize, context: &mut Context<'_>) -> &'a [Line] {
    let (first, rest) = lines.split_at(1);
    let head: Vec<Line> = first.iter().map(|line| Line { hard_break: None, ..line.clone() }).collect();
    let span = inline::span(&head).unwrap_or(Span::at(0));
    let rule = rest.first().map(inline::line_text).filter(|rule| is_underline(rule, &inline::text(&head)));
    let Some(rule) = rule.filter(|_| context.format == Format::Text) else {
        context.pieces.push(Piece::whole_paragraph(span, head, indent, Shape::Words(None)));
        return rest;
    };
    let level = match rule.trim().chars().next() {
        Some('=' | '━') => 1,
        Some('-' | '─' | '_') => 2,
        _ => 3,
    };
    let rule_span = inline::span(&rest[..1]).unwrap_or(span);
    let message = "the line drawn under this heading was left out; the heading has its own look";
    context.diagnostics.push(Diagnostic::note(codes::DRAWN_SIGNS, rule_span, message));
    context.pieces.push(Piece::whole_paragraph(span, head, indent, Shape::Heading { level, start: None }));
    &rest[1..]
}

/// Splits a paragraph at lines that begin with a number or bullet.
fn split(lines: &[Line], span: Span, indent: usize, context: &mut Context<'_>) {
    let texts: Vec<Cow<'_, str>> = lines.iter().map(inline::line_text).collect();
    let widest = texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let mut starts: Vec<(usize, Shape)> = Vec::new();
    let first = texts.first().map(|first| FirstLine::of(first)).unwrap_or_default();
    let mut quoted = quoted_number(&texts);
    for (index, line) in lines.iter().enumerate() {
        let opens = || goes_on_as_list(&starts, &texts[index]) || opens_list(lines, &texts, index);
        let shape = match quoted.take() {
            Some(start) => Shape::Words(Some(start)),
            None => shape_of(line, &texts[index], index == 0, opens),
        };
        if let Shape::Words(Some(start)) = &shape {
            context.numbers.extend(start.candidate.readings.iter().cloned());
        }
        let note = index > 0 && first.begins_note_before(&texts[index], starts.len());
        if index == 0 || note || !matches!(shape, Shape::Words(None)) {
            starts.push((index, shape));
        }
    }
    let count = starts.len();
    let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).chain([lines.len()]).collect();
    let follows: Vec<bool> = (0..count).map(|at| at > 0 && follows(&starts[at - 1], &starts[at])).collect();
    for (number, ((start, shape), end)) in starts.into_iter().zip(ends).enumerate() {
        let mut own = lines[start..end].to_vec();
        if context.format == Format::Text {
            keep_short_lines(&mut own);
            keep_listed_lines(&mut own, context.page);
            keep_labelled_lines(&mut own);
        }
        // For words that are no number after all, and go on here.
        let ends = |line: &str, next| ends_with_name(line) && ends_on_purpose(line, next, widest);
        if context.format == Format::Text && end < lines.len() && ends(&texts[end - 1], &texts[end]) {
            own[end - 1 - start].hard_break.get_or_insert_default();
        }
        let span = if count == 1 { span } else { inline::span(&own).unwrap_or(span) };
        let ended = || {
            let above = &texts[start - 1];
            let item = bullets::read(above).is_some() && !headings::ends_with_small_word(above);
            ends_clause(above)
                || is_short(above, widest)
                // `(i)` further in than the words that go on in it.
                || (is_first(&shape) && lines[start].indent > lines[start - 1].indent)
                || (item && glued_headings::had_room(&lines[start - 1], &lines[start], context.page))
        };
        let after_stop = start == 0 || follows[number] || ended();
        let indent = indent + own[0].indent;
        let text = inline::text(&own);
        let (starts_paragraph, ends_paragraph) = (number == 0, number + 1 == count);
        let piece = Piece { span, lines: own, text, indent, starts_paragraph, ends_paragraph, after_stop, shape };
        context.pieces.push(piece);
    }
}

/// Whether a line begins with the first number of a sequence.
fn is_first(shape: &Shape) -> bool {
    matches!(shape, Shape::Words(Some(start)) if start.candidate.form == Form::Marked && start.candidate.is_first())
}

/// Whether a line begins with the number behind that of the line directly above.
fn follows((above, before): &(usize, Shape), (line, shape): &(usize, Shape)) -> bool {
    let (Shape::Words(Some(before)), Shape::Words(Some(start))) = (before, shape) else { return false };
    let next = |reading: &Reading| start.candidate.readings.contains(&reading.next());
    above + 1 == *line && before.candidate.readings.iter().any(next)
}

/// Whether a bullet stands where one stood before: in the item above, or above the number that is open.
fn goes_on_as_list(starts: &[(usize, Shape)], text: &str) -> bool {
    let like = |(_, shape): &(usize, Shape)| matches!(shape, Shape::Item { bullet, .. } if text.starts_with(bullet));
    match starts.last() {
        Some((_, Shape::Item { .. })) => true,
        Some((_, Shape::Words(Some(_)))) => starts.iter().rev().take(MOST_STARTS).any(like),
        _ => false,
    }
}

/// How far up a bullet like another is looked for.
const MOST_STARTS: usize = 20;

/// Whether a bullet may stand at the start of a line: not a dash in the middle of a sentence.
fn opens_list(lines: &[Line], texts: &[Cow<'_, str>], index: usize) -> bool {
    let introduced = index == 0 || texts[index - 1].trim_end().ends_with([':', '：']);
    // `1. The pier opens.`, and below it `- by day`.
    let under_number = || {
        let above = &texts[index - 1];
        let set_in = lines[index].indent > lines[index - 1].indent;
        let parts = || texts.get(index + 1).is_some_and(|next| begins_number(next)) && begins_number(above);
        ends_clause(above) && !above.ends_with(',') && (set_in || parts())
    };
    introduced
        || under_number()
        || bullets::read(&texts[index]).is_some_and(|(bullet, _)| bullets::is_certain(&bullet))
        || {
            let like = |text: &&Cow<'_, str>| {
                text.chars().next() == texts[index].chars().next() && bullets::read(text).is_some()
            };
            texts[index + 1..].iter().take(2).any(|text| like(&text))
        }
}

/// Whether a line begins with what is a number by its form.
fn begins_number(text: &str) -> bool {
    numbering::read(text).is_some_and(|candidate| candidate.form == Form::Marked)
}

/// Which note the first line of a paragraph may begin with.
#[derive(Default)]
struct FirstLine {
    marked: bool,
    counted: bool,
}

impl FirstLine {
    fn of(text: &str) -> Self {
        Self { marked: marks::leading(text).is_some(), counted: notes::bare(text) == Some(1) }
    }

    /// Whether another line, behind so many that begin something, begins the next note: `[2] See…`, or `2 See…`.
    fn begins_note_before(&self, text: &str, before: usize) -> bool {
        self.marked && marks::leading(text).is_some()
            || self.counted && notes::bare(text) == u32::try_from(before + 1).ok()
    }
}

/// `"(1) The parties …`: the first number of what is quoted over several paragraphs.
fn quoted_number(texts: &[Cow<'_, str>]) -> Option<Start> {
    const MARKS: [char; 6] = ['"', '“', '”', '«', '»', '„'];
    let first = texts.first()?;
    let quoted = first.strip_prefix(numbering::OPENING_MARKS)?;
    if quoted.contains(MARKS) || texts[1..].iter().any(|text| text.contains(MARKS)) {
        return None;
    }
    let candidate = numbering::read(quoted).filter(|it| it.form == Form::Marked && it.is_first())?;
    let candidate = candidate.behind(first.len() - quoted.len());
    let length = candidate.length;
    Some(Start { printed: first[..length].to_owned(), length, candidate, certain: false })
}

/// What a line begins with.
fn shape_of(line: &Line, text: &str, starts_paragraph: bool, opens_list: impl Fn() -> bool) -> Shape {
    if let Some(anchor) = &line.anchor
        && let Some(start) = anchored(text, anchor.number.as_deref())
    {
        return Shape::Words(Some(start));
    }
    if let Some(bullet) = line.anchor.as_ref().and_then(|anchor| marked_bullet(text, anchor.number.as_deref()?)) {
        return Shape::Item { length: bullet.len(), bullet };
    }
    if let Some((bullet, length)) = bullets::read(text)
        && opens_list()
    {
        return Shape::Item { bullet, length };
    }
    // `12 Quay Street` in the middle of a paragraph is no number.
    let read = numbering::read(text).filter(|candidate| candidate.form != Form::Bare || starts_paragraph);
    // `(055) 123-4567`
    let read = read.filter(|_| !contacts::is_only_how(text));
    Shape::Words(read.map(|candidate| {
        let length = candidate.length;
        Start { printed: text[..length].to_owned(), length, candidate, certain: false }
    }))
}

/// The bullet that the format says a line begins with, whatever sign it is.
fn marked_bullet(text: &str, printed: &str) -> Option<String> {
    let sign = !printed.is_empty() && !printed.contains(char::is_alphanumeric) || printed == "o";
    (sign && text.starts_with(printed)).then(|| printed.to_owned())
}

/// The number behind an anchor: an earlier edition of ours put it there.
fn anchored(text: &str, number: Option<&str>) -> Option<Start> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let printed = number.unwrap_or(&text[..end]).to_owned();
    let candidate = numbering::read_whole(&printed).filter(|_| text.starts_with(&printed))?;
    Some(Start { length: printed.len(), printed, candidate, certain: true })
}

/// A line narrower than this part of the widest was not ended because it was full.
const FULL: f32 = 0.6;
/// Lines of a text that wraps its lines are about as wide as this, at least.
const NARROWEST_PAGE: usize = 40;

fn is_short(line: &str, widest: usize) -> bool {
    (width(line) as f32) < FULL * widest as f32
}

/// Whether a line ends before `next` on purpose, as in an address: it had room for the next word.
fn ends_on_purpose(line: &str, next: &str, widest: usize) -> bool {
    begins_attribution(next) || ((widest < NARROWEST_PAGE || is_short(line, widest)) && !goes_on(next))
}

/// `Ministry of Tides` may be all of a line, `The repairs cost` goes on.
fn ends_with_name(line: &str) -> bool {
    let last = line.split_whitespace().last().unwrap_or_default();
    ends_clause(line) || !last.starts_with(char::is_lowercase)
}

/// Marks the lines that end on purpose.
fn keep_short_lines(lines: &mut [Line]) {
    let widest = lines.iter().map(|line| width(&inline::line_text(line))).max().unwrap_or(0);
    for index in 0..lines.len() - 1 {
        let (line, next) = (inline::line_text(&lines[index]), inline::line_text(&lines[index + 1]));
        if ends_on_purpose(&line, &next, widest) {
            lines[index].hard_break.get_or_insert_default();
        }
    }
}

/// Marks the lines that are things of a list without bullets: each ends with a semicolon, or is the name of something in
/// a text that does not wrap its lines.
fn keep_listed_lines(lines: &mut [Line], page: usize) {
    let texts: Vec<String> = lines.iter().map(|line| inline::line_text(line).trim().to_owned()).collect();
    let capital = |text: &String| text.starts_with(char::is_uppercase);
    let closed = |text: &String| is_closed_thing(text);
    let name = |text: &String| !text.ends_with([',', '-']) && !headings::ends_with_small_word(text);
    let names = page > glued_headings::WIDEST_PAGE
        && texts.iter().skip(1).all(capital)
        && texts[..texts.len() - 1].iter().all(name);
    for (index, pair) in texts.windows(2).enumerate() {
        let announced = pair[0].ends_with([':', '：']) && closed(&pair[1]);
        if names || (capital(&pair[1]) && (closed(&pair[0]) || announced)) {
            lines[index].hard_break.get_or_insert_default();
        }
    }
}

/// Marks the lines above those that begin with a label, where several do: `WHEN: Friday`, `Venue: the pier`, `問　…`.
fn keep_labelled_lines(lines: &mut [Line]) {
    /// So many labels are a form.
    const FEWEST: usize = 2;
    let labels: Vec<bool> = lines.iter().map(|line| begins_with_label(&inline::line_text(line))).collect();
    if labels.iter().filter(|label| **label).count() < FEWEST {
        return;
    }
    for (index, line) in lines.iter_mut().enumerate() {
        if labels.get(index + 1) == Some(&true) {
            line.hard_break.get_or_insert_default();
        }
    }
}

/// Whether a line is a short label and its value: a colon parts them, or a wide space does, behind words without spaces.
fn begins_with_label(text: &str) -> bool {
    const LONGEST: usize = 20;
    const MOST_WORDS: usize = 3;
    let Some((label, value)) = text.trim().split_once([':', '：', '\u{3000}']) else { return false };
    let colon = value.is_empty() || value.starts_with(char::is_whitespace) || label.ends_with(inline::is_unspaced);
    let begins = |letter: char| letter.is_uppercase() || inline::is_unspaced(letter);
    colon
        && !value.trim().is_empty()
        && width(label) <= LONGEST
        && label.split_whitespace().count() <= MOST_WORDS
        && label.starts_with(begins)
        && label.chars().all(|letter| letter.is_alphabetic() || " -/’'".contains(letter))
}

/// `the pilots;`, `the crews; and`: a thing of a list ends, if for a small word before the last of them.
fn is_closed_thing(text: &str) -> bool {
    const SMALL: usize = 4;
    let last = text.rsplit([';', '；']).next().unwrap_or_default();
    let small = last.strip_prefix(' ').is_some_and(|word| word.len() <= SMALL && word.chars().all(char::is_lowercase));
    last.len() < text.len() && (last.is_empty() || small)
}

/// Whether a line goes on in a sentence: its first word is small, and no address.
fn goes_on(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let word = first.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    first.starts_with(char::is_lowercase) && word.chars().all(|letter| letter.is_alphabetic() || letter == '-')
}

/// `— Henrik Vasmer, chair of the Board`, the line that says whose words stand above it.
pub(super) fn begins_attribution(line: &str) -> bool {
    let name = ["—", "–", "―", "--"].iter().find_map(|dash| line.trim().strip_prefix(*dash)).map(str::trim_start);
    name.is_some_and(|name| name.starts_with(char::is_uppercase) && !ends_clause(name))
}

/// How wide a text is, in columns.
#[inline]
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|letter| if inline::is_unspaced(letter) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::{begins_attribution, goes_on, is_underline};

    #[test]
    fn lines_say_how_they_go_on() {
        assert!(goes_on("that hangs") && !goes_on("press@tides.example") && !goes_on("Jane Roe"));
        assert!(begins_attribution("— Jane Roe, minister") && !begins_attribution("– as they said –"));
    }

    #[test]
    fn headings_are_underlined_at_their_length() {
        assert!(is_underline("==========", "Next steps") && is_underline("~~~~", "Fees"));
        assert!(!is_underline("---", "The ministers met again in May") && !is_underline("-----", "Year  Ships"));
        assert!(!is_underline("* * *", "Fees") && !is_underline("-----", "It is open."));
    }
}
