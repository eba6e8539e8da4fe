//! Marked text as Markdown.

use super::address;
use super::escape::{Around, push_text};
use super::marker;
use super::profile::Profile;
use crate::prepare::{HARMLESS_SCHEMES, Inline};
use std::collections::BTreeSet;

/// What a line of Markdown is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// Writes marked text into one line.
pub(super) struct Writer<'a> {
    profile: Profile,
    place: Place,
    out: String,
    in_link: bool,
    /// The notes that have a definition, `[^1]: …`, by their anchors.
    defined: Option<&'a BTreeSet<String>>,
}

/// A line that holds `content`, or the marker for nothing.
pub(super) fn block(content: &[Inline], profile: Profile, place: Place) -> String {
    let mut writer = Writer::new(profile, place, "");
    writer.push_all(content);
    let line = writer.finish();
    if line.is_empty() && place != Place::Cell { marker::plain(profile, "empty") } else { line }
}

impl<'a> Writer<'a> {
    /// A writer of a line that begins with `start`.
    pub(super) fn new(profile: Profile, place: Place, start: impl Into<String>) -> Self {
        Self { profile, place, out: start.into(), in_link: false, defined: None }
    }

    /// The same, with the notes that have a definition.
    pub(super) fn with_notes(mut self, defined: &'a BTreeSet<String>) -> Self {
        self.defined = Some(defined);
        self
    }

    /// The line; a space at its end is one that Markdown would drop.
    pub(super) fn finish(self) -> String {
        match self.out.strip_suffix(' ') {
            Some(line) => format!("{line}&#32;"),
            None => self.out,
        }
    }

    pub(super) fn push_all(&mut self, content: &[Inline]) {
        for (index, inline) in content.iter().enumerate() {
            self.push(inline, content.get(index + 1));
        }
    }

    fn push(&mut self, inline: &Inline, next: Option<&Inline>) {
        match inline {
            Inline::Text(text) => self.push_text(text, next),
            Inline::Emphasis(content) => self.push_stressed(content, next, "*", "em"),
            Inline::Strong(content) => self.push_stressed(content, next, "**", "strong"),
            Inline::Superscript(content) => self.push_element("sup", content),
            Inline::Code(text) => self.push_code(text),
            Inline::Link { url, content, .. } => self.push_link(url, content),
            Inline::Reference { href, content } if href.starts_with('#') && !self.in_link => {
                self.out.push_str(&format!("<a href=\"{}\" data-ref=\"\">", attribute(href)));
                self.push_all(content);
                self.out.push_str("</a>");
            }
            Inline::Reference { content, .. } => self.push_all(content),
            Inline::NoteRef { id, target, label } => self.push_note_ref([id, target, label], next),
            Inline::LineBreak => self.out.push_str(if self.profile.is_mdx() { "<br/>" } else { "<br>" }),
        }
    }

    fn push_text(&mut self, text: &str, next: Option<&Inline>) {
        let at_start = self.out.is_empty();
        let around = Around { profile: self.profile, place: self.place, at_start, in_link: self.in_link };
        let start = self.out.len();
        push_text(text, around, &mut self.out);
        if !self.in_link {
            let goes_on = next.is_some_and(|next| !matches!(next, Inline::LineBreak));
            address::tame(&mut self.out, start, goes_on, self.profile);
        }
    }

    /// The Markdown of `content` alone, not at the start of a line.
    fn inside(&mut self, content: &[Inline]) -> String {
        let before = std::mem::replace(&mut self.out, "\u{0}".to_owned());
        self.push_all(content);
        let inside = std::mem::replace(&mut self.out, before);
        inside[1..].to_owned()
    }

    /// Stressed words: with asterisks where these can be nothing else (CommonMark 6.2, left- and right-flanking), that is
    /// around a word with spaces or plain punctuation outside; otherwise as an element.
    fn push_stressed(&mut self, content: &[Inline], next: Option<&Inline>, mark: &str, tag: &str) {
        let inside = self.inside(content);
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let is_apart = |letter: char| letter == ' ' || (letter.is_ascii_punctuation() && !"*_".contains(letter));
        let apart_before = self.out.chars().next_back().is_none_or(is_apart);
        let apart_after = match next {
            None => true,
            Some(Inline::Text(text)) => text.chars().next().is_some_and(is_apart),
            Some(Inline::Emphasis(_) | Inline::Strong(_) | Inline::Reference { .. }) => false,
            Some(_) => true,
        };
        let flanks = is_word(inside.chars().next()) && is_word(inside.chars().next_back());
        let (open, close) = if flanks && apart_before && apart_after {
            (mark.to_owned(), mark.to_owned())
        } else {
            (format!("<{tag}>"), format!("</{tag}>"))
        };
        self.out.push_str(&open);
        self.out.push_str(&inside);
        self.out.push_str(&close);
    }

    fn push_element(&mut self, tag: &str, content: &[Inline]) {
        let inside = self.inside(content);
        self.out.push_str(&format!("<{tag}>{inside}</{tag}>"));
    }

    fn push_code(&mut self, text: &str) {
        let is_run = self.profile.runs_text(text);
        let is_hard = text.is_empty() || text.contains(|letter: char| letter.is_ascii_control());
        let is_barred = self.profile.has_bars_in_code() && text.contains('|');
        if is_hard || is_run || is_barred || self.out.ends_with('`') {
            let text = ['`', '*', '_', '[', ']', '\\', '~']
                .iter()
                .fold(attribute(text), |text, &mark| text.replace(mark, &format!("&#{};", u32::from(mark))));
            return self.out.push_str(&format!("<code>{text}</code>"));
        }
        let fence = "`".repeat(longest_run(text, '`') + 1);
        let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
        let pad = if text.starts_with('`') || text.ends_with('`') || is_padded { " " } else { "" };
        let text = if self.place == Place::Cell { text.replace('|', "\\|") } else { text.to_owned() };
        self.out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    fn push_link(&mut self, url: &str, content: &[Inline]) {
        if self.in_link {
            return self.push_all(content);
        }
        self.in_link = true;
        let inside = self.inside(content);
        self.in_link = false;
        if could_run(url) {
            self.out.push_str(&format!("<a data-url=\"{}\">{inside}</a>", attribute(url)));
        } else {
            self.out.push_str(&format!("[{inside}]({})", destination(url)));
        }
    }

    /// A reference to a note: as a footnote where the note is one. A bracket behind it would make a link of it, and it
    /// would undo a link around it.
    fn push_note_ref(&mut self, [id, target, label]: [&str; 3], next: Option<&Inline>) {
        let is_footnote = self.defined.is_some_and(|defined| defined.contains(target));
        if is_footnote && !self.in_link && !next.is_some_and(begins_with_bracket) {
            return self.out.push_str(&format!("[^{}]", note_label(label)));
        }
        let target = if is_footnote || self.in_link { "" } else { target };
        let words = attribute(label);
        self.out.push_str(&format!("<sup data-note=\"{words}\">"));
        if !target.is_empty() {
            self.out.push_str(&format!("<a href=\"#{target}\" id=\"{id}\">"));
        }
        let inside = self.inside(&[Inline::Text(label.to_owned())]);
        self.out.push_str(&inside);
        self.out.push_str(if target.is_empty() { "</sup>" } else { "</a></sup>" });
    }
}

/// Whether a bracket is the first thing that is written, even an escaped one.
fn begins_with_bracket(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.starts_with(['[', '(']),
        Inline::Link { .. } | Inline::NoteRef { .. } => true,
        Inline::Reference { content, .. } => content.first().is_some_and(begins_with_bracket),
        _ => false,
    }
}

/// The longest run of `mark` in a text.
pub(super) fn longest_run(text: &str, mark: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for letter in text.chars() {
        run = if letter == mark { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A value for an attribute in double quotes that may stand anywhere in a line, a table's cell too.
pub(super) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => out.push('\u{fffd}'),
            // A bar parts cells, and braces may be run.
            '|' | '{' | '}' => out.push_str(&format!("&#{};", u32::from(letter))),
            _ if letter.is_control() => out.push_str(&format!("&#{};", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out
}

/// Whether following an address could do more than show a page: it has a scheme that is not one of the harmless ones.
/// Browsers pass over white space and control characters in a scheme, so they do not count here either.
fn could_run(url: &str) -> bool {
    let plain: String = url.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
    let Some((scheme, _)) = plain.split_once(':') else { return false };
    let is_scheme = scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+.-".contains(letter));
    is_scheme && !HARMLESS_SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

/// The address of a link or picture: bare where it is plain, in angle brackets otherwise.
pub(super) fn destination(url: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/?#@!$'+,;=%".contains(letter);
    if !url.is_empty() && url.chars().all(is_plain) {
        return url.to_owned();
    }
    let mut out = String::from("<");
    for letter in url.chars() {
        match letter {
            '\\' | '<' | '>' | '|' => out.push_str(&format!("&#{};", u32::from(letter))),
            '&' => out.push_str("&amp;"),
            '{' | '}' => out.push_str(&format!("&#{};", u32::from(letter))),
            '\0' => out.push('\u{fffd}'),
            _ if letter.is_control() => out.push_str(&format!("&#{};", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out + ">"
}

/// The label of a footnote: what is not a letter, a digit or a usual mark is percent-encoded.
pub(super) fn note_label(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for letter in label.chars() {
        if letter.is_alphanumeric() || "*.-_†‡".contains(letter) {
            out.push(letter);
        } else {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}
