//! Words to lines, with white space collapsed as CSS does (CSS Text 3, 4.1).

use crate::read::runs::{self, LeftOut};
use crate::read::{Line, Run, Style};
use crate::source::Span;

/// The lines of one paragraph while it is read.
#[derive(Default)]
pub(super) struct Flow {
    lines: Vec<Line>,
    /// White space that is printed if a word follows: where it stands, and whether it ends a line of the source.
    space: Option<(Span, bool, Style)>,
}

/// White space that collapses; a no-break space does not.
fn collapses(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

impl Flow {
    /// Adds words that come from `span`.
    pub(super) fn words(&mut self, text: &str, span: Span, style: &Style, left_out: &mut LeftOut) {
        let exact = text.len() == span.end() - span.start();
        let place = |from: usize, to: usize| if exact { span.slice(from..to) } else { span };
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let space = rest.find(|c| !collapses(c)).unwrap_or(rest.len());
            if space > 0 {
                let ends_line = rest[..space].contains('\n');
                self.space.get_or_insert_with(|| (place(at, at + space), ends_line, style.clone()));
                at += space;
                continue;
            }
            // Words with single spaces between them are one run.
            let length = stretch(rest);
            self.push(&rest[..length], place(at, at + length), style, left_out);
            at += length;
        }
    }

    fn push(&mut self, words: &str, span: Span, style: &Style, left_out: &mut LeftOut) {
        if self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        let Some(line) = self.lines.last_mut() else { return };
        if let Some((place, ends_line, look)) = self.space.take()
            && let Some(last) = line.runs.last()
            && !(ends_line && is_wide(last.text.chars().last()) && is_wide(words.chars().next()))
        {
            let look = if look == *style || look == last.style { look } else { Style::default() };
            line.runs.push(Run { span: place, text: " ".to_owned(), style: Style { footnote: None, ..look } });
        }
        if words.len() == span.end() - span.start() {
            runs::push_verbatim(&mut line.runs, words, span.start(), style, left_out);
        } else {
            words.chars().filter(|&letter| runs::is_control(letter)).for_each(|letter| left_out.add(span, letter));
            let text: String = words.chars().filter(|letter| !runs::is_control(*letter)).collect();
            line.runs.push(Run { span, text, style: style.clone() });
        }
    }

    /// Sets what follows apart from the words before it, as a tab does; `place` is where it comes from.
    pub(super) fn gap(&mut self, place: Span) {
        self.space = None;
        let Some(line) = self.lines.last_mut().filter(|line| !line.runs.is_empty()) else { return };
        line.runs.push(Run { span: Span::at(place.start()), text: "\t".to_owned(), style: Style::default() });
    }

    /// A line break with the look that it has, or a line end of the source that is printed; whether it ends the
    /// paragraph, because the line has no words.
    pub(super) fn line_end(&mut self, hard_break: Option<&Style>) -> bool {
        self.space = None;
        let Some(line) = self.lines.last_mut() else { return false };
        if line.runs.iter().all(is_blank) {
            return true;
        }
        line.hard_break = hard_break.cloned();
        self.lines.push(Line::default());
        false
    }

    /// Whether no word stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.iter().flat_map(|line| &line.runs).all(is_blank)
    }

    /// Ends the paragraph: its lines, without those around it that have no words.
    pub(super) fn take(&mut self) -> Vec<Line> {
        self.space = None;
        let mut lines = std::mem::take(&mut self.lines);
        lines.retain(|line| !line.runs.iter().all(is_blank));
        lines.iter_mut().for_each(trim_unseen);
        if let Some(last) = lines.last_mut() {
            last.hard_break = None;
        }
        lines
    }
}

/// A sign without a width, which editors of pages leave at the ends of paragraphs.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}' | '\u{FEFF}')
}

fn is_blank(run: &Run) -> bool {
    run.text.chars().all(|letter| letter.is_whitespace() || is_unseen(letter))
}

/// Takes signs without a width off the ends of a line, with the white space around them.
fn trim_unseen(line: &mut Line) {
    let blank = |letter: char| letter.is_whitespace() || is_unseen(letter);
    let first = line.runs.iter().position(|run| !is_blank(run)).unwrap_or(0);
    let from = line.runs.get(first).map_or(0, |run| run.text.len() - run.text.trim_start_matches(blank).len());
    let front: usize = line.runs[..first].iter().map(|run| run.text.len()).sum::<usize>() + from;
    let begins = line.runs[..first].iter().any(|run| run.text.contains(is_unseen));
    if begins || line.runs.get(first).is_some_and(|run| run.text[..from].contains(is_unseen)) {
        drop_front(std::slice::from_mut(line), front);
    }
    while line.runs.last().is_some_and(|run| is_blank(run) && run.text.contains(is_unseen)) {
        line.runs.pop();
    }
    let Some(last) = line.runs.last_mut() else { return };
    let end = last.text.trim_end_matches(blank).len();
    if last.text[end..].contains(is_unseen) {
        if last.text.len() == last.span.end() - last.span.start() {
            last.span = last.span.slice(0..end);
        }
        last.text.truncate(end);
    }
}

/// How far words go on with single spaces between them.
fn stretch(text: &str) -> usize {
    let mut end = text.len();
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if collapses(letter) {
            if before.is_some() || letter != ' ' {
                end = before.unwrap_or(at);
                break;
            }
            before = Some(at);
        } else {
            before = None;
        }
    }
    before.map_or(end, |space| space.min(end))
}

/// Whether no space is printed beside a letter where a line of the source ends: Han and kana (CSS Text 3, 4.1.3).
fn is_wide(letter: Option<char>) -> bool {
    letter.is_some_and(
        |letter| matches!(letter, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}'),
    )
}

/// Takes `length` bytes off the front of lines, and the white space behind them.
pub(super) fn drop_front(lines: &mut [Line], length: usize) {
    let Some(line) = lines.first_mut() else { return };
    let mut left = length;
    while let Some(run) = line.runs.first_mut() {
        let space = run.text.len() - run.text.trim_start().len();
        let cut = if left > 0 { left.min(run.text.len()) } else { space };
        if cut == 0 {
            return;
        }
        left = left.saturating_sub(cut);
        if cut == run.text.len() {
            line.runs.remove(0);
            continue;
        }
        if run.text.len() == run.span.end() - run.span.start() {
            run.span = run.span.slice(cut..run.text.len());
        }
        run.text.drain(..cut);
    }
}

/// The words of lines in one.
pub(super) fn text(lines: &[Line]) -> String {
    let line = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    lines.iter().map(line).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Flow, drop_front, text};
    use crate::read::Style;
    use crate::read::runs::LeftOut;
    use crate::source::Span;

    fn lines(words: &str) -> Vec<crate::read::Line> {
        let mut flow = Flow::default();
        flow.words(words, Span::new(0, words.len()), &Style::default(), &mut LeftOut::default());
        flow.take()
    }

    #[test]
    fn white_space_collapses_and_places_stay_true() {
        let words = "  One two\n   three \u{A0} four 共同\n声明 ";
        let found = lines(words);
        assert_eq!(text(&found), "One two three \u{A0} four 共同声明");
        for run in found[0].runs.iter().filter(|run| run.text != " ") {
            assert_eq!(&words[run.span.range()], run.text);
        }
    }

    #[test]
    fn signs_without_a_width_end_no_line() {
        let found = lines("\u{200B}\u{A0}1. Ports\u{200B}open \u{200B}");
        assert_eq!(text(&found), "1. Ports\u{200B}open");
        assert!(lines(" \u{200B}\u{FEFF}").is_empty());
    }

    #[test]
    fn the_front_is_dropped_with_its_space() {
        let mut found = lines("[1]  See there");
        drop_front(&mut found, 3);
        assert_eq!(text(&found), "See there");
    }
}
