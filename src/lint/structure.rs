//! Parts that are not whole: a heading without text, a picture that says nothing to those who cannot see it.

use super::passage::{Passage, PassageKind};
use super::{Desk, words};
use crate::diagnostic::{Severity, codes};
use crate::release::{Block, Inline, List, ListItem, Paragraph, Section, plain_text};
use crate::source::Span;

pub(super) fn lint(desk: &mut Desk<'_>) {
    let release = desk.release;
    blocks(desk, &release.body, "/body");
    for passage in desk.passages {
        links(desk, passage, passage.content);
    }
}

fn blocks(desk: &mut Desk<'_>, all: &[Block], pointer: &str) {
    for (at, block) in all.iter().enumerate() {
        let here = format!("{pointer}/{at}");
        let below = |field: &str| format!("{here}/{}/{field}", block.name());
        match block {
            Block::Section(section) => {
                empty_section(desk, section, &here);
                blocks(desk, &section.blocks, &below("blocks"));
            }
            Block::Paragraph(paragraph) => {
                empty_paragraph(desk, paragraph, &here);
                blocks(desk, &paragraph.blocks, &below("blocks"));
            }
            Block::List(list) => items(desk, list, &below("items")),
            Block::Quote(quote) => blocks(desk, &quote.blocks, &below("blocks")),
            Block::Boilerplate(passage) => blocks(desk, &passage.blocks, &below("blocks")),
            Block::Table(table) if table.header.is_empty() && table.rows.len() > 1 => {
                let message = "a table has no row of headers".to_owned();
                let hint = "name the columns in a first row: a screen reader says the name with each cell";
                say(desk, (Severity::Note, codes::TABLE_WITHOUT_HEADER), &here, message, hint);
            }
            Block::Figure(figure) if figure.alternative.trim().is_empty() => {
                let message = format!("nothing says what the picture `{}` shows", figure.url);
                let hint = "say it in words, for those who cannot see it: `![The harbour from the sea](harbour.png)`";
                say(desk, (Severity::Warning, codes::FIGURE_WITHOUT_ALT), &here, message, hint);
            }
            _ => {}
        }
    }
    for (at, pair) in all.windows(2).enumerate() {
        if let [Block::Paragraph(one), Block::Paragraph(next)] = pair {
            mixed_numbers(desk, one, next, &format!("{pointer}/{}", at + 1));
        }
    }
}

fn items(desk: &mut Desk<'_>, list: &List, pointer: &str) {
    for (at, item) in list.items.iter().enumerate() {
        let here = format!("{pointer}/{at}");
        empty_item(desk, item, &here);
        blocks(desk, &item.blocks, &format!("{here}/blocks"));
    }
}

fn say(desk: &mut Desk<'_>, about: (Severity, &'static str), pointer: &str, message: String, hint: &str) {
    let place = desk.places.get(pointer);
    let line = place.map(|span| first_line(desk, span));
    desk.say_at(about, line, message, hint);
}

fn first_line(desk: &Desk<'_>, span: Span) -> Span {
    let text = desk.source.slice(span);
    span.slice(0..text.find('\n').unwrap_or(text.len()))
}

/// A heading that is marked as one, with a number or by its format; words that only look like one may be something else.
fn empty_section(desk: &mut Desk<'_>, section: &Section, pointer: &str) {
    let place = desk.places.get(pointer);
    let marked = place.is_none_or(|span| desk.source.slice(span).starts_with(['#', '<']));
    if section.blocks.is_empty() && (marked || section.heading.number.is_some()) {
        let message = format!("no text stands under the heading `{}`", plain_text(&section.heading.content));
        let hint = "add the text, or delete the heading";
        say(desk, (Severity::Warning, codes::HEADING_WITHOUT_TEXT), pointer, message, hint);
    }
}

fn empty_paragraph(desk: &mut Desk<'_>, paragraph: &Paragraph, pointer: &str) {
    let Some(number) = paragraph.number.as_ref().filter(|_| is_empty(&paragraph.content, &paragraph.blocks)) else {
        return;
    };
    let message = format!("no text stands behind `{}`", number.printed);
    say(desk, EMPTY_ITEM, pointer, message, "add the text, or delete the number");
}

const EMPTY_ITEM: (Severity, &str) = (Severity::Warning, codes::EMPTY_ITEM);

fn empty_item(desk: &mut Desk<'_>, item: &ListItem, pointer: &str) {
    if is_empty(&item.content, &item.blocks) {
        say(desk, EMPTY_ITEM, pointer, "an item of a list has no text".to_owned(), "add the text, or delete the item");
    }
}

fn is_empty(content: &[Inline], blocks: &[Block]) -> bool {
    blocks.is_empty() && !content.iter().any(|inline| matches!(inline, Inline::FootnoteRef { .. })) && {
        plain_text(content).trim().is_empty()
    }
}

/// `2.` and then `3)`, which may have been taken for words.
fn mixed_numbers(desk: &mut Desk<'_>, one: &Paragraph, next: &Paragraph, pointer: &str) {
    let Some(first) = &one.number else { return };
    let Some(wanted) = first.label.parse::<u32>().ok().and_then(|label| label.checked_add(1)) else { return };
    let words = plain_text(&next.content);
    let printed = match &next.number {
        Some(second) => second.printed.trim(),
        None => words.split_whitespace().next().unwrap_or_default(),
    };
    let [before, behind] = [dress(&first.printed, &first.label), dress(printed, &wanted.to_string())];
    if before.is_some() && behind.is_some() && before != behind {
        let message = format!("`{printed}` follows `{}`", first.printed.trim());
        let hint = "write the numbers of one sequence alike";
        say(desk, (Severity::Note, codes::MIXED_NUMBERS), pointer, message, hint);
    }
}

/// What stands around a number: `.`, `)` or `()`.
fn dress(printed: &str, label: &str) -> Option<&'static str> {
    let (before, behind) = printed.trim().split_once(label)?;
    match (before, behind) {
        ("", ".") => Some("."),
        ("", ")") => Some(")"),
        ("(", ")") => Some("()"),
        _ => None,
    }
}

/// A link whose words say nothing of where it leads: a list of links, as a screen reader gives it, reads `here, here`.
fn links(desk: &mut Desk<'_>, passage: &Passage<'_>, content: &[Inline]) {
    let mut told = false;
    each_link(content, &mut |inner| {
        let words = plain_text(inner).trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        if told || !words::says_nothing(&words) || passage.kind == PassageKind::Tail {
            return;
        }
        told = true;
        let printed = plain_text(inner);
        let at = whole_word(&passage.text, printed.trim());
        let message = format!("the link `{}` does not say where it leads", printed.trim());
        let hint = "make the words that name it the link: `[the report of the Council](…)`";
        desk.say((Severity::Note, codes::LINK_WITHOUT_MEANING), passage, at, message, hint);
    });
}

fn each_link(content: &[Inline], say: &mut impl FnMut(&[Inline])) {
    for inline in content {
        match inline {
            Inline::Link { content, .. } => say(content),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Superscript(inner) => each_link(inner, say),
            _ => {}
        }
    }
}

/// Where `words` stand in `text` as a word of their own; all of it where they do not.
fn whole_word(text: &str, words: &str) -> std::ops::Range<usize> {
    let letter = |letter: char| letter.is_alphanumeric();
    let mut places = text.match_indices(words).map(|(at, _)| at..at + words.len());
    let whole = places.find(|range| !text[..range.start].ends_with(letter) && !text[range.end..].starts_with(letter));
    whole.unwrap_or(0..text.len())
}
