//! Which format a source is in.

use crate::source::Source;
use std::fmt;
use std::str::FromStr;

/// A format that releases are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown: CommonMark with GFM tables and footnotes, and front matter.
    Markdown,
    /// HTML: a page, or a part of one.
    Html,
    /// A Word document: Office Open XML, `.docx`.
    Docx,
    /// The model's own JSON.
    Json,
}

/// A text that names no [`Format`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected text, markdown, html, docx or json")]
pub struct UnknownInputFormat;

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] = [Format::Text, Format::Markdown, Format::Html, Format::Docx, Format::Json];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Json => "json",
        }
    }

    /// The format of `source`: a Word document by its bytes, others by the ending of their name, else by what they
    /// begin with.
    ///
    /// ```
    /// use chancery::{Format, Source};
    /// assert_eq!(Format::of(&Source::new("a.md", "one")), Format::Markdown);
    /// assert_eq!(Format::of(&Source::new("<stdin>", "---\ntitle: one\n---\n")), Format::Markdown);
    /// assert_eq!(Format::of(&Source::new("<stdin>", "{\"title\": []}")), Format::Json);
    /// assert_eq!(Format::of(&Source::new("<stdin>", "<!DOCTYPE html>\n<p>one")), Format::Html);
    /// assert_eq!(Format::of(&Source::new("a", "one")), Format::Text);
    /// ```
    pub fn of(source: &Source) -> Self {
        if source.is_word() {
            return Format::Docx;
        }
        by_name(source.name()).unwrap_or_else(|| by_content(source.text()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownInputFormat;

    fn from_str(name: &str) -> Result<Self, UnknownInputFormat> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or(UnknownInputFormat)
    }
}

fn by_name(name: &str) -> Option<Format> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdx" | "mkd" => Some(Format::Markdown),
        "txt" | "text" => Some(Format::Text),
        "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
        "json" => Some(Format::Json),
        _ => None,
    }
}

fn by_content(text: &str) -> Format {
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or_default().trim_end();
    if first.starts_with('{') && (first == "{" || first.contains('"')) {
        Format::Json
    } else if matches!(first, "---" | "+++") || first.starts_with("# ") || text.contains("\n<!-- body") {
        Format::Markdown
    } else if begins_html(start) {
        Format::Html
    } else {
        Format::Text
    }
}

/// Whether a text begins with a tag that a page or a part of one begins with.
fn begins_html(text: &str) -> bool {
    const TAGS: [&str; 22] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "meta",
        "main",
        "article",
        "section",
        "header",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "table",
        "ul",
        "ol",
        "nav",
        "center",
        "font",
        "span",
        "blockquote",
    ];
    let mut rest = text.trim_start_matches('\u{FEFF}');
    while let Some(comment) = rest.strip_prefix("<!--").or(rest.strip_prefix("<?xml")) {
        let Some((_, behind)) = comment.split_once('>') else { return false };
        rest = behind.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name = |name: &&'static str| {
        let found = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        found && tag[name.len()..].starts_with(|letter: char| letter == '>' || letter == '/' || letter.is_whitespace())
    };
    TAGS.iter().any(name)
}
