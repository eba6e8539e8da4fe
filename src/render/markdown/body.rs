//! The body as Markdown: one function for each kind of block, each giving its parts, which blank lines keep apart.

use super::inline::{Place, Writer, attribute, destination, longest_run, note_label};
use super::marker;
use super::profile::Profile;
use super::table;
use crate::prepare::{Block, Briefing, Contact, Figure, Inline, ListItem, Note, Numbered, Section, Signature};
use crate::release::{Number, PassageClass};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The deepest heading that Markdown has.
const DEEPEST_HEADING: usize = 6;

/// How far the blocks of a footnote are indented.
const NOTE_INDENT: &str = "    ";

/// Writes the blocks of one briefing.
pub(super) struct Body {
    profile: Profile,
    /// The notes that have a definition, by their anchors.
    defined: BTreeSet<String>,
}

impl Body {
    pub(super) fn new(briefing: &Briefing, profile: Profile) -> Self {
        let mut defined = BTreeSet::new();
        if profile.has_extensions() {
            collect_defined(&briefing.blocks, profile, &mut defined, &mut BTreeSet::new());
        }
        Self { profile, defined }
    }

    /// The whole body.
    pub(super) fn write(&self, blocks: &[Block]) -> String {
        self.blocks(blocks, 2).join("\n\n")
    }

    /// The parts of `blocks`; headings in them have the level `level`.
    fn blocks(&self, blocks: &[Block], level: usize) -> Vec<String> {
        let mut parts = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let previous = index.checked_sub(1).map(|index| &blocks[index]);
            match (previous, block) {
                (Some(Block::Section(_)), Block::Section(_)) => {}
                (Some(Block::Section(_)), _) => self.close_section(&blocks[..index], level, &mut parts),
                (Some(Block::List { .. }), Block::List { .. } | Block::Preformatted { .. }) => {
                    parts.push(self.marker(""));
                }
                _ => {}
            }
            self.block(block, level, &mut parts);
        }
        parts
    }

    /// Ends the section of `level`, and with it those in it, where `blocks` end with one.
    fn close_section(&self, blocks: &[Block], level: usize, parts: &mut Vec<String>) {
        if matches!(blocks.last(), Some(Block::Section(_))) {
            parts.push(self.marker(&format!("/section {level}")));
        }
    }

    fn block(&self, block: &Block, level: usize, parts: &mut Vec<String>) {
        match block {
            Block::Section(section) => self.section(section, level, parts),
            Block::Paragraphs { items, .. } => items.iter().for_each(|item| self.numbered(item, level, parts)),
            Block::Paragraph { content, blocks, .. } => {
                parts.push(self.line(content));
                self.within(blocks, level, parts);
            }
            Block::List { items } => self.list(items, level, parts),
            Block::Quote { blocks, attribution } => self.quote(blocks, attribution, level, parts),
            Block::Table(table) => parts.extend(table::write(table, self.profile, &self.defined)),
            Block::Figure(figure) => self.figure(figure, parts),
            Block::Notes { heading, items, .. } => self.notes(heading, items, level, parts),
            Block::Contacts { heading, items, .. } => self.contacts(heading, items, level, parts),
            Block::Boilerplate { class, heading, blocks, .. } => {
                parts.push(self.passage_sign(*class, heading.is_empty()));
                self.passage(heading, blocks, level, parts);
            }
            Block::Signature(signature) => self.signature(signature, parts),
            Block::Preformatted { text } => parts.push(preformatted(text, self.profile)),
            Block::Break { printed } if printed.is_empty() => parts.push("---".to_owned()),
            Block::Break { printed } => self.mark("break", printed, parts),
            Block::EndMark { printed } => self.mark("end-mark", printed, parts),
        }
    }

    fn marker(&self, name: &str) -> String {
        marker::plain(self.profile, name)
    }

    /// A line that begins with `start`.
    fn line_after(&self, start: String, content: &[Inline], place: Place) -> String {
        let mut writer = Writer::new(self.profile, place, start).with_notes(&self.defined);
        writer.push_all(content);
        writer.finish()
    }

    /// A line, or the marker for nothing.
    fn line(&self, content: &[Inline]) -> String {
        let line = self.line_after(String::new(), content, Place::Paragraph);
        if line.is_empty() { self.marker("empty") } else { line }
    }

    fn heading(&self, content: &[Inline], number: Option<(&str, &Number)>, level: usize) -> String {
        let marks = "#".repeat(level.min(DEEPEST_HEADING));
        let words = match number {
            Some((id, number)) => self.after_number(id, number, content, Place::Heading),
            None => self.line_after(String::new(), content, Place::Heading),
        };
        let words = if words.is_empty() { self.marker("empty") } else { words };
        format!("{marks} {words}")
    }

    /// `<a id="p4"></a>4. text`, with attributes where the number's look does not give the number.
    fn after_number(&self, id: &str, number: &Number, content: &[Inline], place: Place) -> String {
        let mut start = format!("<a id=\"{id}\"");
        if number.printed.contains(char::is_whitespace) {
            start.push_str(&format!(" data-number=\"{}\"", attribute(&number.printed)));
        }
        if number.printed.trim_matches(|letter: char| !letter.is_alphanumeric()) != number.label {
            start.push_str(&format!(" data-label=\"{}\"", attribute(&number.label)));
        }
        start.push_str("></a>");
        let start = self.line_after(start, &[Inline::Text(number.printed.clone())], place);
        if content.is_empty() { start } else { self.line_after(start + " ", content, place) }
    }

    fn section(&self, section: &Section, level: usize, parts: &mut Vec<String>) {
        if level > DEEPEST_HEADING {
            parts.push(self.marker(&format!("section {level}")));
        }
        let number = section.number.as_ref().map(|number| (section.id.as_str(), number));
        parts.push(self.heading(&section.content, number, level));
        parts.extend(self.blocks(&section.blocks, level + 1));
    }

    fn numbered(&self, item: &Numbered, level: usize, parts: &mut Vec<String>) {
        let number = Number { printed: item.number.clone(), label: item.label.clone() };
        parts.push(self.after_number(&item.id, &number, &item.content, Place::Paragraph));
        self.within(&item.blocks, level, parts);
    }

    /// What belongs to a paragraph.
    fn within(&self, blocks: &[Block], level: usize, parts: &mut Vec<String>) {
        if !blocks.is_empty() {
            parts.push(self.marker("within"));
            parts.extend(self.blocks(blocks, level));
            parts.push(self.marker("/within"));
        }
    }

    fn list(&self, items: &[ListItem], level: usize, parts: &mut Vec<String>) {
        let first = items.first().map_or("", |item| item.bullet.as_str());
        let is_even = items.iter().all(|item| item.bullet == first);
        let is_markdown = is_even && ["-", "*", "+"].contains(&first);
        if !is_markdown {
            let all = items.iter().take(if is_even { 1 } else { items.len() }).map(|item| item.bullet.as_str());
            parts.push(marker::with(self.profile, "bullets", &json!(all.collect::<Vec<_>>())));
        }
        if items.is_empty() {
            return;
        }
        let bullet = if is_markdown { first } else { "-" };
        let is_tight = items.iter().all(|item| item.blocks.is_empty());
        let item = |item: &ListItem| {
            let mut inner = vec![self.line(&item.content)];
            inner.extend(self.blocks(&item.blocks, level));
            let indent = " ".repeat(self.profile.indent());
            format!("{bullet}{}{}", &indent[1..], indented(&inner.join("\n\n"), &indent))
        };
        let items: Vec<_> = items.iter().map(item).collect();
        parts.push(items.join(if is_tight { "\n" } else { "\n\n" }));
    }

    fn quote(&self, blocks: &[Block], attribution: &[Inline], level: usize, parts: &mut Vec<String>) {
        let mut inner = self.blocks(blocks, level);
        if blocks.is_empty() {
            inner.push(self.marker(""));
        }
        if !attribution.is_empty() {
            inner.push(self.marker("attribution"));
            inner.push(self.line(attribution));
        }
        let inner = inner.join("\n\n");
        let quoted = inner.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
        parts.push(quoted.collect::<Vec<_>>().join("\n"));
    }

    fn figure(&self, figure: &Figure, parts: &mut Vec<String>) {
        let words = Inline::Text(figure.alternative.clone());
        let link = Inline::Link { url: String::new(), href: None, content: vec![words] };
        let words = self.line_after(String::new(), &[link], Place::Paragraph);
        let words = words.strip_suffix("(<>)").unwrap_or(&words);
        parts.push(format!("!{words}({})", destination(&figure.url)));
        if !figure.caption.is_empty() {
            parts.push(self.marker("figcaption"));
            parts.push(self.line(&figure.caption));
        }
    }

    fn notes(&self, heading: &[Inline], items: &[Note], level: usize, parts: &mut Vec<String>) {
        let marks: Vec<_> = items.iter().map(|note| json!([note.printed, note.label])).collect();
        parts.push(marker::with(self.profile, "notes", &Value::Array(marks)));
        self.optional_heading(heading, level, parts);
        items.iter().for_each(|note| self.note(note, level, parts));
        parts.push(self.marker("/notes"));
    }

    fn note(&self, note: &Note, level: usize, parts: &mut Vec<String>) {
        if self.defined.contains(&note.id) {
            let mut inner = vec![self.line(&note.content)];
            inner.extend(self.blocks(&note.blocks, level));
            let label = note_label(&note.label);
            return parts.push(format!("[^{label}]: {}", indented(&inner.join("\n\n"), NOTE_INDENT)));
        }
        parts.push(self.marker("note"));
        let anchor = if note.references.is_empty() { String::new() } else { format!("<a id=\"{}\"></a>", note.id) };
        let start = self.line_after(anchor, &[Inline::Text(note.printed.clone())], Place::Paragraph);
        let start = if note.printed.is_empty() || note.content.is_empty() { start } else { start + " " };
        let line = self.line_after(start, &note.content, Place::Paragraph);
        parts.push(if line.is_empty() { self.marker("empty") } else { line });
        parts.extend(self.blocks(&note.blocks, level));
        self.close_section(&note.blocks, level, parts);
    }

    fn contacts(&self, heading: &[Inline], items: &[Contact], level: usize, parts: &mut Vec<String>) {
        parts.push(self.marker("contacts"));
        self.optional_heading(heading, level, parts);
        for contact in items {
            parts.push(marker::with(self.profile, "contact", &understood(contact)));
            parts.push(self.line(&contact.content));
        }
        parts.push(self.marker("/contacts"));
    }

    fn signature(&self, signature: &Signature, parts: &mut Vec<String>) {
        let date = signature.date.as_ref().map(|date| date.iso.clone());
        let understood = [("place", &signature.place), ("date", &date), ("name", &signature.name)];
        let members: Map<_, _> = understood.into_iter().filter_map(member).collect();
        parts.push(marker::with(self.profile, "signature", &Value::Object(members)));
        parts.push(self.line(&signature.content));
    }

    /// The sign that a passage begins with: what it is, and whether it lacks a heading.
    fn passage_sign(&self, class: PassageClass, headless: bool) -> String {
        let mut members = Map::new();
        if !class.is_about() {
            members.insert("class".to_owned(), json!(class));
        }
        if headless {
            members.insert("heading".to_owned(), json!(false));
        }
        match members.is_empty() {
            true => self.marker("boilerplate"),
            false => marker::with(self.profile, "boilerplate", &Value::Object(members)),
        }
    }

    fn passage(&self, heading: &[Inline], blocks: &[Block], level: usize, parts: &mut Vec<String>) {
        self.optional_heading(heading, level, parts);
        parts.extend(self.blocks(blocks, level + usize::from(!heading.is_empty())));
        parts.push(self.marker("/boilerplate"));
    }

    fn optional_heading(&self, heading: &[Inline], level: usize, parts: &mut Vec<String>) {
        if !heading.is_empty() {
            parts.push(self.heading(heading, None, level));
        }
    }

    /// Printed characters that Markdown would take for a mark.
    fn mark(&self, name: &str, printed: &str, parts: &mut Vec<String>) {
        parts.push(self.marker(name));
        parts.push(self.line(&[Inline::Text(printed.to_owned())]));
    }
}

/// What was understood from a contact.
fn understood(contact: &Contact) -> Value {
    let mut members = Map::new();
    let text = [("name", &contact.name), ("role", &contact.role)];
    members.extend(text.into_iter().filter_map(member));
    let lists =
        [("telephone", &contact.telephone), ("email", &contact.email), ("fax", &contact.fax), ("url", &contact.url)];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    members.extend(lists.map(|(name, list)| (name.to_owned(), json!(list))));
    members.extend([("hours", &contact.hours), ("address", &contact.address)].into_iter().filter_map(member));
    Value::Object(members)
}

/// What was understood, under its name; nothing where nothing was.
fn member((name, text): (&str, &Option<String>)) -> Option<(String, Value)> {
    Some((name.to_owned(), json!(text.as_ref()?)))
}

/// The notes that get a definition: those referred to, in notes that stand at the top or in sections. Of several with one
/// label only the first: a second definition would be dropped.
fn collect_defined(blocks: &[Block], profile: Profile, defined: &mut BTreeSet<String>, labels: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Section(section) => collect_defined(&section.blocks, profile, defined, labels),
            Block::Notes { items, .. } => {
                let referred =
                    items.iter().filter(|note| !note.references.is_empty() && profile.takes_label(&note.label));
                let first = referred.filter(|note| labels.insert(note.label.to_lowercase()));
                defined.extend(first.map(|note| note.id.clone()));
            }
            _ => {}
        }
    }
}

/// A fenced block, its fence longer than any in it; as an element where the generator runs what is in a fence.
fn preformatted(text: &str, profile: Profile) -> String {
    if profile.runs_text(text) {
        let escapes = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("{", "&#123;"), ("}", "&#125;")];
        let text = escapes.iter().fold(text.to_owned(), |text, (letter, escape)| text.replace(letter, escape));
        return format!("<pre>\n{text}</pre>");
    }
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

/// The lines after the first one indented; blank lines stay blank.
fn indented(text: &str, indent: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
    out
}
