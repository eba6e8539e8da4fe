//! Characters to runs, without those that no page shows.

use super::{Run, Style};
use crate::diagnostic::{Diagnostic, codes};

use crate::source::Span;

/// The value of a decimal digit: European, Arabic-Indic, Persian, Devanagari, Thai or full-width.
#[inline]
pub(crate) fn digit(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => Some(letter as u32 - '0' as u32),
        '\u{660}'..='\u{669}' => Some(letter as u32 - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(letter as u32 - 0x6F0),
        '\u{966}'..='\u{96F}' => Some(letter as u32 - 0x966),
        '\u{E50}'..='\u{E59}' => Some(letter as u32 - 0xE50),
        '\u{FF10}'..='\u{FF19}' => Some(letter as u32 - 0xFF10),
        _ => None,
    }
}

/// The control characters that were left out so far.
#[derive(Default)]
pub(crate) struct LeftOut {
    count: usize,
    first: Option<(Span, char)>,
}

impl LeftOut {
    /// `place` is where the source has it, as it is or as a reference to it.
    pub(crate) fn add(&mut self, place: Span, letter: char) {
        self.count += 1;
        self.first.get_or_insert((place, letter));
    }

    /// The same where the source has it as it is.
    pub(crate) fn add_at(&mut self, at: usize, letter: char) {
        self.add(Span::new(at, at + letter.len_utf8()), letter);
    }

    /// Adds those of a part, whose places are elsewhere in the source.
    pub(super) fn join(&mut self, part: LeftOut, moved: impl Fn(Span) -> Span) {
        self.count += part.count;
        self.first = self.first.or(part.first.map(|(place, letter)| (moved(place), letter)));
    }

    /// Tells of them, all in one.
    pub(crate) fn report(self, diagnostics: &mut Vec<Diagnostic>) {
        let Some((span, letter)) = self.first else { return };
        let others = match self.count - 1 {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let message = format!("control character U+{:04X} left out{others}", u32::from(letter));
        diagnostics.push(
            Diagnostic::warning(codes::CONTROL_CHARACTER, span, message)
                .with_hint("no page can show it; save the text anew without it"),
        );
    }
}

/// Whether `letter` is a control character that says nothing in a text.
pub(crate) fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// Adds `text`, which stands in the source at `span` as it is, to `runs`.
pub(super) fn push_verbatim(runs: &mut Vec<Run>, text: &str, start: usize, style: &Style, left_out: &mut LeftOut) {
    let mut from = 0;
    // U+0080 to U+009F begin with C2.
    let may_be = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || matches!(byte, 0x7F | 0xC2);
    if !text.bytes().fold(false, |found, byte| found | may_be(byte)) {
        return push_stretch(runs, text, start, style);
    }
    for (at, letter) in text.char_indices().filter(|&(_, letter)| is_control(letter)) {
        push_stretch(runs, &text[from..at], start + from, style);
        from = at + letter.len_utf8();
        left_out.add_at(start + at, letter);
    }
    push_stretch(runs, &text[from..], start + from, style);
}

fn push_stretch(runs: &mut Vec<Run>, text: &str, start: usize, style: &Style) {
    if !text.is_empty() {
        let span = Span::new(start, start + text.len());
        runs.push(Run { span, text: text.to_owned(), style: style.clone() });
    }
}
