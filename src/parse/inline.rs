//! Lines of runs to [`Inline`]s, in the one order that equal looks always take: a link holds what is strong, that
//! holds emphasis, that superscript, that code.

use super::links;
use super::marks::Marks;
use crate::read::{Block, BlockKind, Line, Run, Style};
use crate::release::Inline;
use crate::source::Span;
use std::borrow::Cow;

/// How far the words of lines may be understood.
#[derive(Clone, Copy, Debug)]
pub(super) enum Words<'a> {
    /// White space is tidied, addresses become links, the marks of notes become references.
    Tidied(&'a Marks),
    /// Our own editions: as they stand.
    Exact,
}

/// A stretch of one look.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) style: Style,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Words(String),
    Reference(String),
    Break,
}

/// The words of a line.
pub(super) fn line_text(line: &Line) -> Cow<'_, str> {
    match line.runs.as_slice() {
        [run] => Cow::Borrowed(&run.text),
        runs => runs.iter().map(|run| run.text.as_str()).collect(),
    }
}

/// The runs of a line, neighbours of one look as one: an escape, `\[1\]`, parts words that belong together.
/// Stars that Markdown left over stay apart, and mark nothing.
pub(super) fn alike(line: &Line) -> Cow<'_, [Run]> {
    let joins = |last: &Run, run: &Run| {
        last.style == run.style
            && run.style.footnote.is_none()
            && !last.text.ends_with('*')
            && !run.text.starts_with('*')
    };
    if !line.runs.windows(2).any(|pair| joins(&pair[0], &pair[1])) {
        return Cow::Borrowed(&line.runs);
    }
    let mut alike: Vec<Run> = Vec::with_capacity(line.runs.len());
    for run in &line.runs {
        match alike.last_mut().filter(|last| joins(last, run)) {
            Some(last) => {
                last.text.push_str(&run.text);
                last.span = last.span.to(run.span);
            }
            None => alike.push(run.clone()),
        }
    }
    Cow::Owned(alike)
}

/// The words of lines, joined as they would be printed in one.
pub(super) fn text(lines: &[Line]) -> String {
    let mut words = String::new();
    for line in lines {
        let next = line_text(line);
        if !words.is_empty() && needs_space(&words, &next) {
            words.push(' ');
        }
        words.push_str(next.trim());
    }
    words
}

/// The place of the bytes `range` of [`line_text`] in the source.
pub(super) fn span_in(line: &Line, range: std::ops::Range<usize>) -> Span {
    let mut at = 0;
    let mut found: Option<Span> = None;
    for run in &line.runs {
        let end = at + run.text.len();
        if end > range.start && at < range.end {
            let exact = run.text.len() == run.span.end() - run.span.start();
            let part = range.start.max(at) - at..range.end.min(end) - at;
            let span = if exact { run.span.slice(part) } else { run.span };
            found = Some(found.map_or(span, |before| before.to(span)));
        }
        at = end;
    }
    found.or(line.runs.first().map(|run| run.span)).unwrap_or(Span::at(0))
}

/// A paragraph of lines; nothing where they have no words.
pub(super) fn paragraph(lines: Vec<Line>) -> Option<Block> {
    Some(Block { span: span(&lines)?, kind: BlockKind::Paragraph { lines } })
}

/// The place of lines in the source.
pub(super) fn span(lines: &[Line]) -> Option<Span> {
    let mut runs = lines.iter().flat_map(|line| &line.runs).map(|run| run.span);
    let first = runs.next()?;
    Some(runs.fold(first, Span::to))
}

/// Takes the first `length` bytes off a line, and the white space behind them.
pub(super) fn cut(line: &mut Line, length: usize) {
    drop_bytes(line, length);
    let letters = line.runs.iter().flat_map(|run| run.text.chars());
    let space = letters.take_while(|letter| letter.is_whitespace()).map(char::len_utf8).sum();
    drop_bytes(line, space);
    // A run without characters begins nothing.
    let empty = line.runs.iter().take_while(|run| run.text.is_empty()).count();
    line.runs.drain(..empty);
}

/// Takes the first `length` bytes off a line, and one space behind them.
pub(super) fn cut_exactly(line: &mut Line, length: usize) {
    let spaced = line_text(line)[length..].starts_with(' ');
    drop_bytes(line, length + usize::from(spaced));
}

/// A line cut before the byte `at`, which is none of white space: what stands before it, and what it begins.
pub(super) fn split(line: &Line, at: usize) -> (Line, Line) {
    let (mut head, mut tail) = (line.clone(), line.clone());
    tail.indent = 0;
    tail.anchor = None;
    head.hard_break = None;
    drop_bytes(&mut tail, at);
    let mut left = at;
    head.runs.retain_mut(|run| {
        let kept = run.text.len().min(left);
        left -= kept;
        if kept < run.text.len() {
            if run.text.len() == run.span.end() - run.span.start() {
                run.span = run.span.slice(0..kept);
            }
            run.text.truncate(kept);
        }
        kept > 0
    });
    (head, tail)
}

fn drop_bytes(line: &mut Line, length: usize) {
    let mut left = length;
    let mut runs: std::collections::VecDeque<Run> = std::mem::take(&mut line.runs).into();
    while left > 0
        && let Some(run) = runs.front_mut()
    {
        if run.text.len() <= left {
            left -= run.text.len();
            runs.pop_front();
        } else {
            cut_run(run, left);
            left = 0;
        }
    }
    line.runs = runs.into();
}

fn cut_run(run: &mut Run, length: usize) {
    if run.text.len() == run.span.end() - run.span.start() {
        run.span = run.span.slice(length..run.text.len());
    }
    run.text.drain(..length);
}

/// Lines to content.
pub(super) fn content(lines: &[Line], words: Words<'_>) -> Vec<Inline> {
    let atoms = match words {
        Words::Exact => atoms(lines),
        Words::Tidied(marks) => {
            let atoms = atoms(&tidied(lines));
            let linked = atoms.into_iter().flat_map(links::link_addresses);
            linked.flat_map(|atom| marks.refer(atom)).collect()
        }
    };
    let mut content = nest(&merged(atoms), 0);
    content.shrink_to_fit();
    content
}

/// Lines without white space around them, and without empty ones around all.
fn tidied(lines: &[Line]) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.iter().map(tidied_line).collect();
    let kept = lines.iter().rposition(|line| !line.runs.is_empty()).map_or(0, |last| last + 1);
    lines.truncate(kept);
    if let Some(last) = lines.last_mut() {
        last.hard_break = None;
    }
    let empty = lines.iter().take_while(|line| line.runs.is_empty()).count();
    lines.drain(..empty);
    lines
}

fn tidied_line(line: &Line) -> Line {
    let mut line = line.clone();
    cut(&mut line, 0);
    while let Some(run) = line.runs.last_mut() {
        let kept = run.text.trim_end().len();
        if kept < run.text.len() && run.text.len() == run.span.end() - run.span.start() {
            run.span = run.span.slice(0..kept);
        }
        run.text.truncate(kept);
        if !run.text.is_empty() {
            break;
        }
        line.runs.pop();
    }
    if let Cow::Owned(runs) = alike(&line) {
        line.runs = runs;
    }
    for run in &mut line.runs {
        if run.text.contains('\t') {
            run.text = run.text.replace('\t', " ");
        }
    }
    line
}

/// The runs of lines, with what stands between the lines.
fn atoms(lines: &[Line]) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut hard_break: Option<&Style> = None;
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            atoms.extend(between(atoms.last(), line, hard_break));
        }
        hard_break = line.hard_break.as_ref();
        atoms.extend(line.runs.iter().map(|run| {
            let style = Style { footnote: None, ..run.style.clone() };
            let kind = match &run.style.footnote {
                Some(label) => Kind::Reference(label.clone()),
                None => Kind::Words(run.text.clone()),
            };
            Atom { style, kind }
        }));
    }
    if hard_break.is_some() {
        atoms.extend(between(atoms.last(), &Line::default(), hard_break));
    }
    atoms
}

/// A break, a space or nothing, as the line ends that stands before.
fn between(last: Option<&Atom>, next: &Line, hard_break: Option<&Style>) -> Option<Atom> {
    let plain = Style::default();
    let before = last.map_or(&plain, |atom| &atom.style);
    let behind = next.runs.first().map_or(&plain, |run| &run.style);
    let style = common(before, behind);
    if let Some(style) = hard_break {
        return Some(Atom { style: style.clone(), kind: Kind::Break });
    }
    let before = match &last?.kind {
        Kind::Words(words) => words.as_str(),
        Kind::Reference(_) => "1",
        Kind::Break => return None,
    };
    let behind = next.runs.first()?;
    needs_space(before, &behind.text).then(|| Atom { style, kind: Kind::Words(" ".to_owned()) })
}

fn common(one: &Style, other: &Style) -> Style {
    Style {
        emphasis: one.emphasis && other.emphasis,
        strong: one.strong && other.strong,
        code: one.code && other.code,
        superscript: one.superscript && other.superscript,
        link: one.link.clone().filter(|_| one.is_of_link(other)),
        footnote: None,
    }
}

/// Whether a space stands for the end of a line between `before` and `behind`.
fn needs_space(before: &str, behind: &str) -> bool {
    let (Some(last), Some(first)) = (before.trim_end().chars().last(), behind.trim_start().chars().next()) else {
        return false;
    };
    let compound = last == '-'
        && first.is_alphabetic()
        && before.trim_end().chars().rev().nth(1).is_some_and(char::is_alphanumeric);
    // A soft hyphen divides a word where the line ends.
    !(last == '\u{AD}' || compound || is_unspaced(last) && is_unspaced(first))
}

/// Whether `letter` is of a script that has no spaces between words: Han, kana, and their punctuation. Not Korean.
pub(super) fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{2FFF}' | '\u{3000}'..='\u{30FF}' | '\u{31C0}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a letter is a syllable of Hangul.
pub(super) fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{AC00}'..='\u{D7A3}')
}

/// Neighbours of one look as one.
fn merged(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut merged: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        match (merged.last_mut(), &atom.kind) {
            (_, Kind::Words(words)) if words.is_empty() => {}
            (Some(Atom { style, kind: Kind::Words(before) }), Kind::Words(words))
                if *style == atom.style && style.is_of_link(&atom.style) =>
            {
                before.push_str(words);
            }
            _ => merged.push(atom),
        }
    }
    merged
}

/// The looks that hold others, from the outside in.
const LAYERS: usize = 4;

fn nest(atoms: &[Atom], layer: usize) -> Vec<Inline> {
    let plain = |atom: &Atom| (layer..LAYERS).all(|layer| !has_layer(&atom.style, layer));
    if atoms.iter().all(plain) {
        return atoms.iter().map(leaf).collect();
    }
    let same = |one: &Atom, other: &Atom| match layer {
        0 => one.style.is_of_link(&other.style),
        _ => has_layer(&one.style, layer) == has_layer(&other.style, layer),
    };
    atoms.chunk_by(same).flat_map(|group| wrap(group, layer)).collect()
}

fn has_layer(style: &Style, layer: usize) -> bool {
    match layer {
        0 => style.link.is_some(),
        1 => style.strong,
        2 => style.emphasis,
        _ => style.superscript,
    }
}

fn wrap(group: &[Atom], layer: usize) -> Vec<Inline> {
    let inner = nest(group, layer + 1);
    let style = &group[0].style;
    if !has_layer(style, layer) {
        return inner;
    }
    vec![match (layer, &style.link) {
        (0, Some(url)) => Inline::Link { url: url.to_string(), content: inner },
        (1, _) => Inline::Strong(inner),
        (2, _) => Inline::Emphasis(inner),
        _ => Inline::Superscript(inner),
    }]
}

fn leaf(atom: &Atom) -> Inline {
    match &atom.kind {
        Kind::Words(words) if atom.style.code => Inline::Code(words.clone()),
        Kind::Words(words) => Inline::text(words.as_str()),
        Kind::Reference(label) => Inline::FootnoteRef { label: label.clone() },
        Kind::Break => Inline::LineBreak {},
    }
}

/// Content whose every word is strong or stressed, without these marks: they are the dress of a heading.
pub(super) fn undressed(lines: &[Line]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for run in lines.iter_mut().flat_map(|line| &mut line.runs) {
        run.style.strong = false;
        run.style.emphasis = false;
    }
    lines
}

/// Whether every word of `lines` looks as `look` says.
pub(super) fn all(lines: &[Line], look: impl Fn(&Style) -> bool) -> bool {
    let mut runs = lines.iter().flat_map(|line| &line.runs).filter(|run| !run.text.trim().is_empty()).peekable();
    runs.peek().is_some() && runs.all(|run| look(&run.style))
}

#[cfg(test)]
mod tests {
    use super::{Words, content, cut, line_text};
    use crate::parse::marks::Marks;
    use crate::read::{Line, Run, Style};
    use crate::release::Inline;
    use crate::source::Span;

    fn line(runs: &[(&str, Style)]) -> Line {
        let run = |(text, style): &(&str, Style)| Run {
            span: Span::new(0, text.len()),
            text: (*text).into(),
            style: style.clone(),
        };
        Line { runs: runs.iter().map(run).collect(), ..Line::default() }
    }

    fn plain(words: &str) -> Line {
        line(&[(words, Style::default())])
    }

    #[test]
    fn looks_nest_in_one_order() {
        let both = Style { strong: true, emphasis: true, ..Style::default() };
        let strong = Style { strong: true, ..Style::default() };
        let lines = [line(&[("a", both.clone()), ("b", strong)])];
        let expected = Inline::Strong(vec![Inline::Emphasis(vec![Inline::text("a")]), Inline::text("b")]);
        assert_eq!(content(&lines, Words::Exact), [expected]);
    }

    #[test]
    fn lines_are_joined_as_the_script_has_it() {
        let joined = |one, other| content(&[plain(one), plain(other)], Words::Tidied(&Marks::default()));
        assert_eq!(joined("one ", "two"), [Inline::text("one two")]);
        assert_eq!(joined("共同", "声明"), [Inline::text("共同声明")]);
        assert_eq!(joined("공동", "성명"), [Inline::text("공동 성명")]);
        assert_eq!(joined("ship-to-", "ship"), [Inline::text("ship-to-ship")]);
        assert_eq!(joined("naviga\u{AD}", "tion"), [Inline::text("naviga\u{AD}tion")]);
    }

    #[test]
    fn cutting_keeps_spans_true() {
        let mut cut_line = plain("1.  text");
        cut(&mut cut_line, 2);
        assert_eq!(line_text(&cut_line), "text");
        assert_eq!(cut_line.runs[0].span, Span::new(4, 8));
    }
}
