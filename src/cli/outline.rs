//! The outline of a body, as `chancery inspect` shows it.

use super::inspect::{Shown, one_line, shorten};
use chancery::release::{Block, Inline, Number, PassageClass, plain_text};

/// How deep the outline goes. Nobody numbers deeper, and the depth of a JSON release is whatever its maker liked.
const DEPTH: usize = 12;

/// The blocks of the body, one a line, with numbers as printed and the lines they stand on.
pub(super) fn print(shown: &Shown<'_>) -> String {
    let mut outline = Outline { shown, lines: Vec::new() };
    outline.blocks(&shown.parsed.release.body, "/body", 0);
    let width = outline.lines.iter().map(|(line, _)| line.len()).max().unwrap_or(0);
    outline.lines.iter().map(|(line, text)| format!("  {line:>width$}  {text}\n")).collect()
}

struct Outline<'a> {
    shown: &'a Shown<'a>,
    /// Line numbers and texts.
    lines: Vec<(String, String)>,
}

impl Outline<'_> {
    fn blocks(&mut self, blocks: &[Block], pointer: &str, depth: usize) {
        if depth == DEPTH {
            return self.line("", depth, "…");
        }
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, &format!("{pointer}/{index}"), depth);
        }
    }

    fn block(&mut self, block: &Block, pointer: &str, depth: usize) {
        let name = block.name();
        let inner = format!("{pointer}/{name}");
        match block {
            Block::Section(section) => {
                let heading = numbered(section.heading.number.as_ref(), &section.heading.content);
                self.line(pointer, depth, &format!("# {heading}"));
                self.blocks(&section.blocks, &format!("{inner}/blocks"), depth + 1);
            }
            Block::Paragraph(paragraph) => {
                self.line(pointer, depth, &numbered(paragraph.number.as_ref(), &paragraph.content));
                self.blocks(&paragraph.blocks, &format!("{inner}/blocks"), depth + 1);
            }
            Block::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    let at = format!("{inner}/items/{index}");
                    self.line(&at, depth, &format!("{} {}", item.bullet, plain_text(&item.content)));
                    self.blocks(&item.blocks, &format!("{at}/blocks"), depth + 1);
                }
            }
            Block::Quote(quote) => {
                self.line(pointer, depth, "(quotation)");
                self.blocks(&quote.blocks, &format!("{inner}/blocks"), depth + 1);
            }
            Block::Notes(notes) => {
                self.line(pointer, depth, &format!("(notes) {}", plain_text(&notes.heading)));
                for (index, note) in notes.notes.iter().enumerate() {
                    let text = format!("{} {}", note.printed, plain_text(&note.content));
                    self.line(&format!("{inner}/notes/{index}"), depth + 1, &text);
                }
            }
            Block::Boilerplate(passage) => {
                let class = passage_name(passage.class);
                self.line(pointer, depth, &format!("({class}) {}", plain_text(&passage.heading)));
                self.blocks(&passage.blocks, &format!("{inner}/blocks"), depth + 1);
            }
            leaf => self.line(pointer, depth, &describe(leaf)),
        }
    }

    fn line(&mut self, pointer: &str, depth: usize, text: &str) {
        let line = self.shown.span(pointer).map(|span| format!("line {}", self.shown.line(span)));
        self.lines.push((line.unwrap_or_default(), format!("{}{}", "  ".repeat(depth), shorten(&one_line(text)))));
    }
}

/// What a passage is, in a word.
fn passage_name(class: PassageClass) -> &'static str {
    match class {
        PassageClass::Background => "background",
        PassageClass::Disclaimer => "disclaimer",
        PassageClass::Attachments => "attachments",
        PassageClass::Related => "related",
        _ => "boilerplate",
    }
}

/// A block that holds no others, in a line.
fn describe(block: &Block) -> String {
    match block {
        Block::Table(table) => {
            let columns = table.rows.iter().chain(&table.header).map(Vec::len).max().unwrap_or(0);
            let size = format!("(table of {} rows and {columns} columns)", table.rows.len());
            format!("{size} {}", plain_text(&table.caption))
        }
        Block::Figure(figure) => format!("(figure {}) {}", figure.url, plain_text(&figure.caption)),
        Block::Contacts(contacts) => {
            let people = contacts.contacts.len();
            let word = if people == 1 { "contact" } else { "contacts" };
            format!("({people} {word}) {}", plain_text(&contacts.heading))
        }
        Block::Signature(signature) => format!("(signature) {}", plain_text(&signature.content)),
        Block::Preformatted { text } => format!("(preformatted) {text}"),
        Block::Break { printed } => format!("(break) {printed}"),
        Block::EndMark { printed } => format!("(end mark) {printed}"),
        _ => format!("({})", block.name()),
    }
}

fn numbered(number: Option<&Number>, content: &[Inline]) -> String {
    let number = number.map(|number| format!("{} ", number.printed)).unwrap_or_default();
    format!("{number}{}", plain_text(content))
}
