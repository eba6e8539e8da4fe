//! Which format a source is in.

use crate::source::Source;

/// A format that releases are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown: CommonMark with GFM tables and footnotes, and front matter.
    Markdown,
    /// A Word document: Office Open XML, `.docx`.
    Docx,
    /// The model's own JSON.
    Json,
}

impl Format {
    /// The format of `source`: a Word document by its bytes, others by the ending of their name, else by what they
    /// begin with.
    ///
    /// ```
    /// use chancery::{Format, Source};
    /// assert_eq!(Format::of(&Source::new("a.md", "one")), Format::Markdown);
    /// assert_eq!(Format::of(&Source::new("<stdin>", "---\ntitle: one\n---\n")), Format::Markdown);
    /// assert_eq!(Format::of(&Source::new("<stdin>", "{\"title\": []}")), Format::Json);
    /// assert_eq!(Format::of(&Source::new("a", "one")), Format::Text);
    /// ```
    pub fn of(source: &Source) -> Self {
        if source.is_word() {
            return Format::Docx;
        }
        by_name(source.name()).unwrap_or_else(|| by_content(source.text()))
    }
}

fn by_name(name: &str) -> Option<Format> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdx" | "mkd" => Some(Format::Markdown),
        "txt" | "text" => Some(Format::Text),
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
    } else {
        Format::Text
    }
}
