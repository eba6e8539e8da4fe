//! Drawing diagnostics and errors: for a person, for an editor, for a program.
//!
//! Comes in: what is to be said, as data, and the source it is about. Goes out: text on a writer. A line of a
//! source is shown through a window around the place, because the line of a release is a paragraph and may be
//! megabytes long. Control characters and marks that turn the direction of writing are shown as symbols, so that
//! a text cannot play tricks on the terminal.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{LineColumn, Source, Span};
use serde::Serialize;
use std::error::Error;
use std::io::{self, Write};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With the line of the source and a caret below the place.
    Human {
        /// With ANSI colours.
        colour: bool,
    },
    /// One line each: `tides.txt:3:1: warning: the message [its-code]`.
    Short,
    /// One JSON object a line.
    Json,
}

/// How many diagnostics of one source are drawn. Nobody reads more, and a text made to annoy has a hundred thousand.
const MOST: usize = 1000;

/// How many characters of a line are shown before the place, at most.
const BEFORE: usize = 40;

/// How many characters of a line are shown from the place on, at most.
const AFTER: usize = 60;

/// Draws `items`, which are about `source`.
///
/// ```
/// use chancery::{Diagnostic, Source, Span, report};
///
/// let source = Source::new("tides.txt", "Ministry of Tides\n03/04/2031");
/// let doubt = Diagnostic::warning("ambiguous-date", Span::new(18, 28), "day and month can be read two ways");
/// let mut drawn = Vec::new();
/// report::write(&mut drawn, &source, &[doubt], report::Style::Human { colour: false }).unwrap();
/// assert_eq!(
///     String::from_utf8(drawn).unwrap(),
///     "warning[ambiguous-date]: day and month can be read two ways\n \
///       --> tides.txt:2:1\n  |\n2 | 03/04/2031\n  | ^^^^^^^^^^\n\n"
/// );
/// ```
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(out: &mut impl Write, source: &Source, items: &[Diagnostic], style: Style) -> io::Result<()> {
    let (drawn, rest) = items.split_at(items.len().min(MOST));
    for item in drawn {
        match style {
            Style::Human { colour } => out.write_all(human(source, item, colour).as_bytes())?,
            Style::Short => out.write_all(short(source, item).as_bytes())?,
            Style::Json => write_json(out, &Line::of_diagnostic(source, item))?,
        }
    }
    if rest.is_empty() { Ok(()) } else { write_rest(out, source, rest.len(), style) }
}

/// Draws what stopped a run: what happened, its causes, and the way out where there is one.
///
/// ```
/// use chancery::{Error, report};
///
/// let cause = std::io::Error::other("the disk is gone");
/// let error = Error::Read { path: "tides.txt".into(), source: cause };
/// let mut drawn = Vec::new();
/// report::write_error(&mut drawn, &error, Some("find the disk"), report::Style::Short).unwrap();
/// assert_eq!(String::from_utf8(drawn).unwrap(), "error: cannot read `tides.txt`: the disk is gone (find the disk)\n");
/// ```
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_error(out: &mut impl Write, error: &dyn Error, hint: Option<&str>, style: Style) -> io::Result<()> {
    let message = error.to_string();
    let causes: Vec<String> = causes(error).collect();
    match style {
        Style::Human { colour } => {
            let ink = Ink::new(colour, Severity::Error);
            let mut drawn = ink.title("error", &message);
            for cause in &causes {
                drawn += &ink.aside(0, "cause", cause);
            }
            drawn += &hint.map(|hint| ink.aside(0, "hint", hint)).unwrap_or_default();
            writeln!(out, "{drawn}")
        }
        Style::Short => {
            let chain = std::iter::once(&message).chain(&causes).map(String::as_str).collect::<Vec<_>>().join(": ");
            let hint = hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
            writeln!(out, "error: {}", visible(&format!("{chain}{hint}")))
        }
        Style::Json => write_json(out, &Line { hint, causes, ..Line::new("error", &message) }),
    }
}

fn causes(error: &dyn Error) -> impl Iterator<Item = String> {
    std::iter::successors(error.source(), |&cause| cause.source()).map(ToString::to_string)
}

/// The drawing for a person: title, place, line, caret, hint.
fn human(source: &Source, item: &Diagnostic, colour: bool) -> String {
    let ink = Ink::new(colour, item.severity);
    let mut drawn = ink.title(&format!("{}[{}]", item.severity, item.code), &item.message);
    let mut margin = 0;
    match item.span {
        None => drawn += &format!(" {} {}\n", ink.frame("-->"), visible(source.name())),
        Some(span) => {
            let LineColumn { line, column } = source.line_column(span.start());
            let number = line.to_string();
            margin = number.len();
            let window = Window::around(source, span);
            let (gap, bar) = (" ".repeat(margin), ink.frame("|"));
            drawn += &format!("{gap}{} {}:{line}:{column}\n", ink.frame("-->"), visible(source.name()));
            drawn += &format!("{gap} {bar}\n{} {bar} {}\n", ink.frame(&number), window.text);
            drawn += &format!("{gap} {bar} {}{}\n", " ".repeat(window.mark.start), ink.mark(&window.carets()));
        }
    }
    drawn += &item.hint.as_ref().map(|hint| ink.aside(margin, "hint", hint)).unwrap_or_default();
    drawn.push('\n');
    drawn
}

/// The colours of one drawing: ANSI codes, or none.
struct Ink {
    colour: bool,
    /// Of the severity.
    code: &'static str,
}

impl Ink {
    const BOLD: &str = "1";
    const BLUE: &str = "1;34";

    fn new(colour: bool, severity: Severity) -> Self {
        let code = match severity {
            Severity::Note => "1;32",
            Severity::Warning => "1;33",
            Severity::Error => "1;31",
        };
        Ink { colour, code }
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn title(&self, label: &str, message: &str) -> String {
        let message = self.paint(Self::BOLD, &format!(": {}", visible(message)));
        format!("{}{message}\n", self.paint(self.code, label))
    }

    fn frame(&self, text: &str) -> String {
        self.paint(Self::BLUE, text)
    }

    fn mark(&self, text: &str) -> String {
        self.paint(self.code, text)
    }

    /// A line below the drawing: `= hint: say which with --set`.
    fn aside(&self, margin: usize, name: &str, text: &str) -> String {
        let name = self.paint(Self::BOLD, &format!("{name}:"));
        format!("{} {} {name} {}\n", " ".repeat(margin), self.frame("="), visible(text))
    }
}

/// The part of a line that is shown, and which columns of it the carets are below.
struct Window {
    text: String,
    mark: Range<usize>,
}

impl Window {
    fn around(source: &Source, span: Span) -> Self {
        let line = source.line_span(span.start());
        let start = span.start().clamp(line.start(), line.end());
        let before = source.slice(Span::new(line.start(), start));
        let after = source.slice(Span::new(start, line.end()));
        let from = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(AFTER).map_or(after.len(), |(at, _)| at);
        let marked = (span.end().clamp(start, line.end()) - start).min(to);
        let (lead, trail) = (if from > 0 { "…" } else { "" }, if to < after.len() { "…" } else { "" });
        let before = format!("{lead}{}", visible(&before[from..]));
        let mark_start = before.width();
        let mark = mark_start..mark_start + visible(&after[..marked]).width();
        Window { text: format!("{before}{}{trail}", visible(&after[..to])), mark }
    }

    fn carets(&self) -> String {
        "^".repeat(self.mark.len().max(1))
    }
}

fn short(source: &Source, item: &Diagnostic) -> String {
    let place = item.span.map(|span| source.line_column(span.start()));
    let place = place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
    let (name, message) = (visible(source.name()), visible(&item.message));
    format!("{name}{place}: {}: {message} [{}]\n", item.severity, item.code)
}

/// The text with what would break the line or command the terminal shown as symbols.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => shown.push_str("    "),
            '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + letter as u32)),
            '\x7f' => shown.push('␡'),
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => shown.push('\u{fffd}'),
            '\u{2028}' | '\u{2029}' => shown.push(' '),
            _ => shown.push(letter),
        }
    }
    shown
}

/// What a program reads; `docs/diagnostics.md` describes it.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
struct Line<'a> {
    severity: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Place>,
}

/// A place in a file: the byte of the decoded text from 0, line and column (in characters) from 1.
#[derive(Serialize)]
struct Place {
    byte: usize,
    line: usize,
    column: usize,
}

impl<'a> Line<'a> {
    fn new(severity: &'a str, message: &'a str) -> Self {
        Line { severity, code: None, message, hint: None, causes: Vec::new(), file: None, start: None, end: None }
    }

    fn of_diagnostic(source: &'a Source, item: &'a Diagnostic) -> Self {
        let place = |byte| {
            let LineColumn { line, column } = source.line_column(byte);
            Place { byte, line, column }
        };
        Line {
            code: Some(item.code),
            hint: item.hint.as_deref(),
            file: Some(source.name()),
            start: item.span.map(|span| place(span.start())),
            end: item.span.map(|span| place(span.end())),
            ..Line::new(item.severity.as_str(), &item.message)
        }
    }
}

fn write_json(out: &mut impl Write, line: &Line<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn write_rest(out: &mut impl Write, source: &Source, count: usize, style: Style) -> io::Result<()> {
    let message = format!("{count} more about `{}` are not shown", source.name());
    match style {
        Style::Human { .. } => writeln!(out, "{message}\n"),
        Style::Short => writeln!(out, "{message}"),
        Style::Json => write_json(out, &Line { file: Some(source.name()), ..Line::new("note", &message) }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, Window, write};
    use crate::{Diagnostic, Source, Span};

    fn draw(text: &str, span: Span, style: Style) -> String {
        let mut drawn = Vec::new();
        let doubt = Diagnostic::warning("odd", span, "something odd").with_hint("look at it");
        write(&mut drawn, &Source::new("a.txt", text), &[doubt], style).unwrap();
        String::from_utf8(drawn).unwrap()
    }

    #[test]
    fn a_hint_stands_below() {
        let drawn = draw("one\ntwo three", Span::new(8, 13), Style::Human { colour: false });
        assert_eq!(
            drawn,
            "warning[odd]: something odd\n --> a.txt:2:5\n  |\n2 | two three\n  |     ^^^^^\n  = hint: look at it\n\n"
        );
    }

    #[test]
    fn a_long_line_is_seen_through_a_window() {
        let line = "x".repeat(5_000_000) + "HERE" + &"y".repeat(5_000_000);
        let drawn = draw(&line, Span::new(5_000_000, 5_000_004), Style::Human { colour: false });
        assert!(drawn.len() < 1000, "{}", drawn.len());
        assert!(drawn.contains("a.txt:1:5000001"));
        let window = Window::around(&Source::new("a", line), Span::new(5_000_000, 5_000_004));
        assert_eq!(window.mark, 41..45);
        assert_eq!(window.text.chars().skip(41).take(4).collect::<String>(), "HERE");
    }

    #[test]
    fn carets_stand_below_wide_letters_and_tabs() {
        let drawn = draw("외교부 08/07", Span::new(10, 15), Style::Human { colour: false });
        assert!(drawn.contains("1 | 외교부 08/07\n  |        ^^^^^"), "{drawn}");
        let drawn = draw("a\tb", Span::new(2, 3), Style::Human { colour: false });
        assert!(drawn.contains("1 | a    b\n  |      ^"), "{drawn}");
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        for style in [Style::Human { colour: false }, Style::Short, Style::Json] {
            let mut drawn = Vec::new();
            let doubt = Diagnostic::error("odd", Span::at(0), "`\u{1b}[2J` is odd").with_hint("\u{1b}c");
            write(&mut drawn, &Source::new("a.txt", "\u{1b}[2J\u{202e}"), &[doubt], style).unwrap();
            assert!(!drawn.contains(&0x1b), "{style:?}");
        }
    }

    #[test]
    fn a_span_over_lines_is_drawn_on_its_first() {
        let drawn = draw("one\ntwo", Span::new(1, 6), Style::Human { colour: false });
        assert!(drawn.contains("1 | one\n  |  ^^\n"), "{drawn}");
    }

    #[test]
    fn a_program_gets_one_object_a_line() {
        let drawn = draw("one\ntwo", Span::new(4, 7), Style::Json);
        let line: serde_json::Value = serde_json::from_str(drawn.trim_end()).unwrap();
        assert_eq!(line["start"], serde_json::json!({"byte": 4, "line": 2, "column": 1}));
        assert_eq!((&line["code"], &line["file"]), (&"odd".into(), &"a.txt".into()));
        assert_eq!(drawn.lines().count(), 1);
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let doubts = vec![Diagnostic::warning("odd", Span::at(0), "odd"); 1500];
        let mut drawn = Vec::new();
        write(&mut drawn, &Source::new("a.txt", "a"), &doubts, Style::Short).unwrap();
        assert!(String::from_utf8(drawn).unwrap().ends_with("500 more about `a.txt` are not shown\n"));
    }
}
