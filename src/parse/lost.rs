//! Lost breaks: numbered paragraphs that run on in one line, found again where the evidence is strong.
//!
//! The words and their order stay as they are; only where paragraphs begin is put back, and that is always told.

use super::inline;
use super::numbering::{self, Form};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, Line};

/// A number that may begin a paragraph: in which line, at which byte of it, and its value.
#[derive(Clone, Copy, Debug)]
struct Site {
    line: usize,
    at: usize,
    value: u32,
}

/// So many numbers in succession are no chance.
const FEWEST: usize = 3;

/// The number in figures that a block begins with.
pub(super) fn first_number(block: Option<&Block>) -> Option<u32> {
    let BlockKind::Paragraph { lines } = &block?.kind else { return None };
    number_of(lines)
}

/// The number in figures that lines begin with.
pub(super) fn number_of(lines: &[Line]) -> Option<u32> {
    value(&inline::line_text(lines.first()?))
}

/// The paragraphs that run on in `lines`, each behind the end of a sentence and with the next number; `next` is the
/// number that the paragraph behind them begins with.
pub(super) fn numbers(lines: &[Line], next: Option<u32>, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Vec<Line>>> {
    let inside = |site: &&Site| site.at > 0;
    let sites = sites(lines)?;
    let run = run(&sites);
    let last = run.last()?;
    let goes_on = next == Some(last.value + 1);
    let first = run.iter().find(inside)?;
    let line = &lines[first.line];
    let span = inline::span_in(line, first.at..inline::line_text(line).len());
    if run.len() + usize::from(goes_on) < FEWEST {
        if run.len() + 1 == FEWEST && run[0].value == 1 {
            let message = "numbers stand in the middle of this paragraph; if they begin paragraphs, breaks were lost";
            let hint = "put each numbered paragraph on a line of its own";
            diagnostics.push(Diagnostic::note(codes::LOST_BREAKS, span, message).with_hint(hint));
        }
        return None;
    }
    let count = run.iter().filter(inside).count();
    let numbers = if count == 1 { "numbered paragraph runs" } else { "numbered paragraphs run" };
    let message = format!("{count} {numbers} on in one line; each begins a paragraph again");
    let hint = "put each numbered paragraph on a line of its own";
    diagnostics.push(Diagnostic::warning(codes::LOST_BREAKS, span, message).with_hint(hint));
    Some(cut(lines, &run))
}

/// The value of the number in figures that `text` begins with: `4.`, `4)`, `4、`
fn value(text: &str) -> Option<u32> {
    if !text.starts_with(|letter: char| letter.is_numeric() || inline::is_unspaced(letter)) {
        return None;
    }
    let candidate = numbering::read(text).filter(|candidate| candidate.form == Form::Marked)?;
    let [reading] = candidate.readings.as_slice() else { return None };
    (reading.style.is_plain() && candidate.length < text.trim_end().len()).then_some(reading.value)
}

/// Every number at the start of a line or behind the end of a sentence, where there is one of the latter.
fn sites(lines: &[Line]) -> Option<Vec<Site>> {
    let mut sites = Vec::new();
    for (line, words) in lines.iter().enumerate() {
        let text = inline::line_text(words);
        if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let may_be_number = |byte: u8| byte.is_ascii_digit() || !byte.is_ascii();
        let places = text.bytes().enumerate().filter(|&(at, byte)| may_be_number(byte) && text.is_char_boundary(at));
        for (at, _) in places {
            let (before, behind) = text.split_at(at);
            let is_number = behind.starts_with(char::is_numeric) && !before.ends_with(char::is_alphanumeric);
            if is_number && is_behind_sentence(before) && begins_sentence(behind) {
                sites.extend(value(behind).map(|value| Site { line, at, value }));
            }
        }
    }
    if sites.is_empty() {
        return None;
    }
    let first = |(line, words)| Some(Site { line, at: 0, value: value(&inline::line_text(words))? });
    sites.extend(lines.iter().enumerate().filter_map(first));
    sites.sort_by_key(|site| (site.line, site.at));
    Some(sites)
}

/// Whether a sentence ends behind `before`. One that ends with a figure does where a space follows: `3.2` goes on.
fn is_behind_sentence(before: &str) -> bool {
    let bare = before.trim_end_matches(|letter: char| letter.is_whitespace() || "\"”»)’".contains(letter));
    let marks = ['.', '!', '?', ';', ':', '。', '；', '：', '！', '？'];
    bare.strip_suffix(marks).is_some_and(|sentence| {
        !sentence.ends_with(|letter: char| letter.is_ascii_digit()) || before.ends_with(char::is_whitespace)
    })
}

/// Whether behind the number words begin a sentence: `2. The`, not `2. and`.
fn begins_sentence(text: &str) -> bool {
    // No number is longer, in characters.
    const LONGEST: usize = 12;
    let is_number = |letter: char| letter.is_numeric() || ".)、．".contains(letter);
    let end = text.char_indices().take(LONGEST + 1).find(|&(_, letter)| !is_number(letter));
    let Some((end, _)) = end else { return false };
    text[end..]
        .trim_start()
        .trim_start_matches(['"', '“', '«', '('])
        .starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase())
}

/// The numbers that follow one another: from 1, or from the number at the start of all.
fn run(sites: &[Site]) -> Vec<Site> {
    let mut run: Vec<Site> = Vec::new();
    for site in sites {
        let begins = run.is_empty() && (site.value == 1 || (site.line == 0 && site.at == 0));
        if begins || run.last().is_some_and(|last| last.value + 1 == site.value) {
            run.push(*site);
        } else if site.value == 1 && run.len() == 1 {
            run[0] = *site;
        }
    }
    run
}

/// The lines cut before each number.
fn cut(lines: &[Line], run: &[Site]) -> Vec<Vec<Line>> {
    let mut paragraphs: Vec<Vec<Line>> = vec![Vec::new()];
    let mut sites = run.iter().peekable();
    for (index, line) in lines.iter().enumerate() {
        let mut rest = line.clone();
        let mut taken = 0;
        while let Some(site) = sites.next_if(|site| site.line == index) {
            let (head, tail) = inline::split(&rest, site.at - taken);
            taken = site.at;
            if let Some(last) = paragraphs.last_mut().filter(|_| !head.runs.is_empty()) {
                last.push(head);
            }
            paragraphs.push(Vec::new());
            rest = tail;
        }
        if let Some(last) = paragraphs.last_mut() {
            last.push(rest);
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::{numbers, sites};
    use crate::parse::inline;
    use crate::read::{Line, Run, Style};
    use crate::source::Span;

    fn line(text: &str) -> Line {
        let run = Run { span: Span::new(0, text.len()), text: text.into(), style: Style::default() };
        Line { runs: vec![run], ..Line::default() }
    }

    fn parted(text: &str) -> Option<Vec<String>> {
        let lines: Vec<_> = text.lines().map(line).collect();
        let paragraphs = numbers(&lines, None, &mut Vec::new())?;
        Some(paragraphs.iter().map(|lines| inline::text(lines)).collect())
    }

    #[test]
    fn three_in_succession_are_found_again() {
        let found = parted("They agreed. 1. The pier opens. 2. The bridge\nstays. 3. They go.").unwrap();
        assert_eq!(found, ["They agreed.", "1. The pier opens.", "2. The bridge stays.", "3. They go."]);
        assert_eq!(parted("1. 港口开放。2. 码头关闭。3. 双方磋商。").unwrap().len(), 3);
    }

    #[test]
    fn fewer_are_words() {
        for text in
            ["In May. 2. The pier.", "They won 3. Then 4. It", "1. One. 2. Two.", "a 1.5. The 2.5. The 3.5. The"]
        {
            assert_eq!(parted(text), None, "{text}");
        }
        assert!(sites(&[line("No. 1. and 2. but")]).is_none());
    }
}
