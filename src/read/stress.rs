//! What converters write into Markdown that CommonMark takes for words: stress that ends behind white space
//! (`**Lights: ** The Office`), and lines of nothing but a no-break space where a blank line is meant.
//!
//! Signs change places with white space, and white space becomes other white space, so that every other byte stays where the
//! source has it.

use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;
use std::borrow::Cow;
use std::ops::Range;

const NO_BREAK_SPACE: char = '\u{a0}';
const HARD_BREAK: &str = "  \n";

/// The text with its stress as it is meant; `base` is where it starts in the source.
pub(super) fn settled<'t>(text: &'t str, base: usize, diagnostics: &mut Vec<Diagnostic>) -> Cow<'t, str> {
    if !text.contains(['*', NO_BREAK_SPACE]) {
        return Cow::Borrowed(text);
    }
    let mut settled = Cow::Borrowed(text);
    for block in blocks(text) {
        let mut told = 0..0;
        for Turn { range, second, stress } in loose_signs(text, block) {
            if told != stress {
                diagnostics.push(note(Span::new(base + stress.start, base + stress.end)));
                told = stress;
            }
            let turned = format!("{}{}", &text[second..range.end], &text[range.start..second]);
            settled.to_mut().replace_range(range, &turned);
        }
    }
    for line in empty_lines(text) {
        let blank = " ".repeat(line.len());
        settled.to_mut().replace_range(line, &blank);
    }
    settled
}

fn note(span: Span) -> Diagnostic {
    let message = "white space stands between words and the `*` that stress them; they are stressed all the same";
    Diagnostic::note(codes::LOOSE_STRESS, span, message).with_hint("put the signs right before and behind the words")
}

/// Signs and the white space that they change places with: a range, and where the second of the two begins in it; and
/// the words that they stress, with both signs.
struct Turn {
    range: Range<usize>,
    second: usize,
    stress: Range<usize>,
}

/// The paragraphs and items of a text, without code, quotations, tables and HTML.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut fenced = false;
    for (at, line) in lines(text) {
        let words = line.trim_start_matches([' ', '\t']);
        let fence = words.starts_with("```") || words.starts_with("~~~");
        if fence || fenced || words.is_empty() || words.starts_with(['<', '>', '|']) {
            blocks.extend(open.take());
            fenced ^= fence;
        } else {
            open.get_or_insert(at..at).end = at + line.len();
        }
    }
    blocks.extend(open);
    blocks
}

/// The lines of a text without their ends, and where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split('\n').map(move |line| {
        let at = next;
        next += line.len() + 1;
        (at, line.strip_suffix('\r').unwrap_or(line))
    })
}

/// The signs of a block that end stress behind white space, or begin it before the end of a line.
fn loose_signs(text: &str, block: Range<usize>) -> Vec<Turn> {
    const LONGEST: usize = 2;
    let mut turns: Vec<Turn> = Vec::new();
    // Where stress of one sign and of two began, and the turn of its first sign.
    let mut open: [Option<(usize, Option<usize>)>; LONGEST + 1] = [None; LONGEST + 1];
    for signs in runs_of_stars(text, block.clone()) {
        let (before, behind) = (&text[block.start..signs.start], &text[signs.end..block.end]);
        let length = signs.len();
        if length > LONGEST {
            return Vec::new();
        }
        let words = before.trim_end();
        let white = block.start + words.len()..signs.start;
        if let Some((start, turn)) = open[length].take() {
            let stress = start..signs.end;
            if let Some(turn) = turn {
                turns[turn].stress = stress.clone();
            }
            if !white.is_empty() {
                if !ends_here(words, &text[white.clone()], behind, length) {
                    return Vec::new();
                }
                turns.push(Turn { range: white.start..signs.end, second: signs.start, stress });
            }
        } else if behind.starts_with(HARD_BREAK) && (before.is_empty() || before.ends_with('\n')) {
            open[length] = Some((signs.start, Some(turns.len())));
            let white = behind.len() - behind.trim_start().len();
            turns.push(Turn { range: signs.start..signs.end + white, second: signs.end, stress: signs });
        } else if behind.starts_with(|next: char| !next.is_whitespace()) && !before.ends_with(char::is_alphanumeric) {
            open[length] = Some((signs.start, None));
        }
    }
    // A sign that begins before the end of a line is no stress without one that ends it.
    if open.iter().any(Option::is_some) { Vec::new() } else { turns }
}

/// Whether signs behind white space end what stands before it. At the start of a line, one that is not broken on purpose, they
/// may be a note's mark; and one star alone is, more often than not, but behind a stop.
fn ends_here(words: &str, white: &str, behind: &str, length: usize) -> bool {
    let rest = behind.trim_start_matches([' ', '\t', '\r', NO_BREAK_SPACE]);
    let ends_line = rest.is_empty() || rest.starts_with('\n');
    let is_alone = ends_line && white.contains('\n');
    let stops = words.ends_with(|last: char| !last.is_alphanumeric()) || white.contains(NO_BREAK_SPACE);
    let goes_on = !white.contains('\n') || white.starts_with(HARD_BREAK) || behind.starts_with(' ');
    !words.ends_with('*') && (ends_line || goes_on) && (length > 1 || stops || is_alone)
}

/// Each run of stars that are signs: not escaped, and not in code.
fn runs_of_stars(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let run = |from: usize, sign: u8| from + bytes[from..block.end].iter().take_while(|&&byte| byte == sign).count();
    let mut runs = Vec::new();
    let mut at = block.start;
    while at < block.end {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => {
                let end = run(at, b'`');
                let closing = text.get(end..block.end).and_then(|rest| rest.find(&text[at..end]));
                at = closing.map_or(end, |found| end + found + (end - at));
            }
            b'*' => {
                let end = run(at, b'*');
                runs.push(at..end);
                at = end;
            }
            _ => at += 1,
        }
    }
    runs
}

/// Lines of no-break spaces behind a break that is written out; what follows stands in no less.
fn empty_lines(text: &str) -> Vec<Range<usize>> {
    let white = [' ', '\t', NO_BREAK_SPACE];
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_empty = |line: &str| line.contains(NO_BREAK_SPACE) && matches!(line.trim_matches(white), "" | "\\");
    let breaks = |line: &str| line.ends_with("  ") || line.ends_with('\\');
    let all: Vec<(usize, &str)> = lines(text).collect();
    let mut found = Vec::new();
    let mut indent_below = usize::MAX;
    for (place, &(at, line)) in all.iter().enumerate().rev() {
        let above = place.checked_sub(1).map_or("", |above| all[above].1);
        if is_empty(line) && breaks(above) && !above.trim_matches(white).is_empty() && indent_below >= indent(line) {
            found.push(at..at + line.len());
        }
        if !line.trim_matches(white).is_empty() {
            indent_below = indent(line);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    fn settled(text: &str) -> Cow<'_, str> {
        super::settled(text, 0, &mut Vec::new())
    }

    #[test]
    fn stress_ends_where_its_words_end() {
        for (printed, meant) in [
            ("**Lights:\u{a0} ** The Office", "**Lights:**\u{a0}  The Office"),
            ("-   **Lights: **The *old* one", "-   **Lights:** The *old* one"),
            ("**Preamble  \n**  \nThe states", "**Preamble**  \n  \nThe states"),
            ("**Preamble  \n**The states", "**Preamble**  \nThe states"),
            ("**  \nPreamble** The states", "  \n**Preamble** The states"),
            ("*One line  \n*  \n*and another*", "*One line*  \n  \n*and another*"),
            ("*From the Mayor:\u{a0} *“So it is.”", "*From the Mayor:*\u{a0} “So it is.”"),
            ("**a** and **b **and **c**", "**a** and **b** and **c**"),
        ] {
            assert_eq!(settled(printed), meant);
            assert_eq!(printed.len(), meant.len());
        }
    }

    #[test]
    fn other_stars_stay() {
        for text in [
            "* item one\n* item two",
            "rates* rose, and prices** fell *",
            "**Estimates.\n**Forecasts.",
            "\\*\\*Lights: \\*\\* The",
            "`**Lights: **` The",
            "```\n**Lights: ** The\n```",
            "2 * 3 * 4",
            "5 *of these *and",
            "***",
            "**a",
            "**  \nSee the annex.",
        ] {
            assert_eq!(settled(text), text);
        }
    }

    #[test]
    fn a_line_of_a_no_break_space_is_blank() {
        assert_eq!(settled("one.  \n\u{a0}  \ntwo."), "one.  \n    \ntwo.");
        assert_eq!(settled("one.\\\n\u{a0}\\\ntwo."), "one.\\\n   \ntwo.");
        for text in ["one\n\u{a0}  \ntwo", "- one  \n  \u{a0}  \ntwo"] {
            assert_eq!(settled(text), text, "no break is written, or the item would end");
        }
    }
}
