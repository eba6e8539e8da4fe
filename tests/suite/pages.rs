//! Pages as text, so that layout and accessibility are compared like source.

use chancery::page::document::{Artifact, Document, Element, Item, Kid, Mark, Page, Target, TextRun};
use std::fmt::Write as _;

/// How much of an element's words its line shows.
const SHOWN: usize = 56;

/// The lines of every page from top to bottom, then the structure tree, the bookmarks and the destinations.
pub(crate) fn describe(document: &Document) -> String {
    let mut text = format!("{} [{}]\n", document.title, document.language);
    for (number, page) in document.pages.iter().enumerate() {
        let _ = writeln!(text, "\npage {} ({:.0} x {:.0} pt)", number + 1, page.width, page.height);
        page_lines(page, &mut text);
    }
    text.push_str("\nstructure\n");
    let words = words_of_contents(document);
    element(document, &words, 0, 1, &mut text);
    text.push_str("\nbookmarks\n");
    bookmarks(&document.outline, 1, &mut text);
    text.push_str("\ndestinations\n");
    for destination in &document.destinations {
        let _ = writeln!(text, "  {} page {}", destination.name, destination.page + 1);
    }
    text
}

fn page_lines(page: &Page, text: &mut String) {
    let mut line: Option<Line> = None;
    for item in &page.items {
        match item {
            Item::Text(run) => match &mut line {
                Some(line) if line.takes(run) => line.add(run),
                _ => {
                    flush(line.replace(Line::new(run)), text);
                }
            },
            Item::Link { target, .. } => {
                flush(line.take(), text);
                let _ = writeln!(text, "  -> {}", leads_to(target));
            }
            Item::Turned { runs, .. } => {
                flush(line.take(), text);
                let words: String = runs.iter().map(|run| run.text.as_str()).collect();
                let _ = writeln!(text, "  (turned) {words}");
            }
            Item::Image { .. } | Item::Fill { .. } => {}
        }
    }
    flush(line, text);
}

fn leads_to(target: &Target) -> String {
    match target {
        Target::Uri(uri) => uri.clone(),
        Target::Destination(name) => format!("#{name}"),
    }
}

fn flush(line: Option<Line>, text: &mut String) {
    if let Some(line) = line {
        let _ = writeln!(text, "{}{}", line.prefix, line.words);
    }
}

/// Runs that follow one another on one baseline.
struct Line {
    y: f32,
    end: f32,
    prefix: &'static str,
    words: String,
}

impl Line {
    fn new(run: &TextRun) -> Self {
        let mut line = Line { y: run.y, end: run.x, prefix: prefix(run.mark), words: String::new() };
        line.add(run);
        line
    }

    fn takes(&self, run: &TextRun) -> bool {
        (self.y - run.y).abs() < 0.01 && self.prefix == prefix(run.mark)
    }

    fn add(&mut self, run: &TextRun) {
        let gap = run.x - self.end;
        if !self.words.is_empty() && !self.words.ends_with(' ') && !run.text.starts_with(' ') && gap > run.size * 0.1 {
            self.words.push(' ');
        }
        self.words.push_str(&run.text);
        self.end = run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
    }
}

fn prefix(mark: Mark) -> &'static str {
    match mark {
        Mark::Content(_) => "  ",
        Mark::Artifact(Artifact::Header) => "  (head) ",
        Mark::Artifact(Artifact::Footer) => "  (foot) ",
        Mark::Artifact(Artifact::Pagination) => "  (margin) ",
        Mark::Artifact(Artifact::Watermark) => "  (watermark) ",
        Mark::Artifact(Artifact::Layout) => "  (layout) ",
    }
}

/// The words of each piece of content, over all pages.
fn words_of_contents(document: &Document) -> Vec<String> {
    let mut words = vec![String::new(); document.structure.contents.len()];
    for item in document.pages.iter().flat_map(|page| &page.items) {
        if let Item::Text(run) = item
            && let Mark::Content(content) = run.mark
        {
            words[content.0 as usize].push_str(&run.text);
        }
    }
    words
}

fn element(document: &Document, words: &[String], at: usize, depth: usize, text: &mut String) {
    let element = &document.structure.elements[at];
    let mut own = String::new();
    let mut kids = Vec::new();
    for kid in &element.kids {
        match kid {
            Kid::Content(content) => own.push_str(&words[content.0 as usize]),
            Kid::Element(kid) => kids.push(kid.0 as usize),
        }
    }
    let _ = writeln!(text, "{:width$}{}{}", "", head(element), quoted(&own), width = depth * 2);
    for kid in kids {
        self::element(document, words, kid, depth + 1, text);
    }
}

/// `Note #n1 lang=ko`.
fn head(element: &Element) -> String {
    let mut head = format!("{:?}", element.role);
    if let Some(id) = &element.id {
        let _ = write!(head, " #{id}");
    }
    if let Some(language) = &element.language {
        let _ = write!(head, " lang={language}");
    }
    if let Some(alternative) = &element.alternative {
        let _ = write!(head, " alt={alternative:?}");
    }
    if let Some(expansion) = &element.expansion {
        let _ = write!(head, " expansion={expansion:?}");
    }
    if let Some(scope) = element.scope {
        let _ = write!(head, " scope={scope:?}");
    }
    for (span, name) in [(element.column_span, "columns"), (element.row_span, "rows")] {
        if span > 1 {
            let _ = write!(head, " {name}={span}");
        }
    }
    head
}

fn quoted(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().count() {
        0 => String::new(),
        count if count <= SHOWN => format!(" {words:?}"),
        _ => format!(" {:?}…", words.chars().take(SHOWN).collect::<String>()),
    }
}

fn bookmarks(list: &[chancery::page::document::Bookmark], depth: usize, text: &mut String) {
    for bookmark in list {
        let _ = writeln!(text, "{:width$}{} (page {})", "", bookmark.title, bookmark.page + 1, width = depth * 2);
        bookmarks(&bookmark.children, depth + 1, text);
    }
}
