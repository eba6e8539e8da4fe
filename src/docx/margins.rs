//! Page headers and footers: the letterhead of the first page is part of the release, what every page repeats is not.

use super::fields::Fields;
use super::package::{Package, Relationships};
use super::walk::{Walker, collect_words};
use super::xml::Element;
use super::{Block, Line, Paragraph, Told, What};
use std::collections::BTreeSet;
use std::rc::Rc;

/// So many figures in a line are a telephone number or an address.
const FIGURES_OF_ADDRESS: usize = 7;

/// The headers and footers of a document.
pub(super) struct Margins {
    /// The part that heads the first page.
    letterhead: Option<String>,
    /// The document has a first page of its own: what heads it is a letterhead, whatever it says.
    own_first_page: bool,
    /// The others, in the order of the sections.
    others: Vec<(String, &'static str)>,
    /// Every paragraph of the body, by its letters, and all of them in one.
    paragraphs: BTreeSet<String>,
    letters: String,
}

impl Margins {
    /// Finds the headers and footers that the sections of a body name.
    pub(super) fn find(package: &Package<'_>, ways: &Relationships, body: Element<'_>) -> Self {
        let mut sections = Vec::new();
        collect_sections(body, &mut sections);
        let target = |reference: Element<'_>| {
            let way = ways.get(reference.attribute("id")?).filter(|way| !way.external && package.has(&way.target))?;
            Some(way.target.clone())
        };
        let first = sections.first().copied();
        let own_first_page = first.and_then(|section| section.switch("titlePg")) == Some(true);
        let wanted = if own_first_page { "first" } else { "default" };
        let is_wanted = |child: &Element<'_>| {
            child.name() == "headerReference" && child.attribute("type").unwrap_or("default") == wanted
        };
        let letterhead = first.and_then(|section| section.children().find(is_wanted)).and_then(target);
        let mut others = Vec::new();
        for reference in sections.iter().flat_map(|section| section.children()) {
            let name = match reference.name() {
                "headerReference" => "header",
                "footerReference" => "footer",
                _ => continue,
            };
            let unused = reference.attribute("type") == Some("first") && !own_first_page && sections.len() == 1;
            if let Some(part) = target(reference).filter(|part| !unused && Some(part) != letterhead.as_ref())
                && !others.iter().any(|(known, _)| *known == part)
            {
                others.push((part, name));
            }
        }
        let mut words = String::new();
        collect_words(body, &mut words);
        let paragraphs = words.lines().map(letters).filter(|letters| !letters.is_empty()).collect();
        Margins { letterhead, own_first_page, others, paragraphs, letters: letters(&words) }
    }

    /// Writes the letterhead before the body.
    pub(super) fn letterhead(&self, package: &Package<'_>, walker: &mut Walker) {
        let Some(part) = &self.letterhead else { return };
        let repeats = |line: &str| !self.own_first_page && self.paragraphs.contains(&letters(line));
        self.write(package, part, walker, |line| !repeats(line));
    }

    /// Writes the other headers and footers behind the body: addresses stay, the rest is told.
    pub(super) fn rest(&self, package: &Package<'_>, walker: &mut Walker) {
        let mut known = BTreeSet::new();
        for (part, name) in &self.others {
            // One that cannot be read is told where it would be written.
            if let Ok(tree) = package.tree(part) {
                let mut words = String::new();
                collect_words(tree.root(), &mut words);
                if !known.insert(letters(&words)) {
                    continue;
                }
            }
            let keeps = |line: &str| *name == "footer" && is_address(line) && !self.letters.contains(&letters(line));
            self.write(package, part, walker, keeps);
        }
    }

    /// Writes a header or footer: lines that `keeps` wants are blocks, the others are told.
    fn write(&self, package: &Package<'_>, part: &str, walker: &mut Walker, keeps: impl Fn(&str) -> bool) {
        let Ok(tree) = package.tree(part) else {
            return walker.told.push(Told { what: What::Unread, range: 0..0, words: part.to_owned() });
        };
        let outer = std::mem::replace(&mut walker.ways, Rc::new(package.relationships(part)));
        let before = std::mem::take(&mut walker.blocks);
        walker.in_margin = true;
        walker.fields = Fields::of(tree.root());
        walker.blocks(tree.root());
        walker.finish_paragraph();
        walker.in_margin = false;
        walker.ways = outer;
        let blocks = std::mem::replace(&mut walker.blocks, before);
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => sort_lines(paragraph, walker, &keeps),
                Block::Table { range, .. } => {
                    let words = walker.text[range.clone()].to_owned();
                    walker.told.push(Told { what: What::Furniture, range, words });
                }
                other => walker.blocks.push(other),
            }
        }
    }
}

/// Parts the lines of a paragraph into those that stay and those that are told.
fn sort_lines(paragraph: Paragraph, walker: &mut Walker, keeps: &impl Fn(&str) -> bool) {
    let range = |line: &Line| Some(line.runs.first()?.range.start..line.runs.last()?.range.end);
    let mut kept = Vec::new();
    for line in paragraph.lines {
        let Some(place) = range(&line) else { continue };
        let words = &walker.text[place.clone()];
        if words.trim().is_empty() {
            continue;
        }
        if !line.paged && keeps(words) {
            kept.push(line);
        } else {
            let words = words.trim().to_owned();
            walker.told.push(Told { what: What::Furniture, range: place, words });
        }
    }
    if let (Some(first), Some(last)) = (kept.first().and_then(range), kept.last().and_then(range)) {
        walker.blocks.push(Block::Paragraph(Paragraph {
            range: first.start..last.end,
            lines: kept,
            ..Paragraph::default()
        }));
    }
}

fn collect_sections<'a>(container: Element<'a>, sections: &mut Vec<Element<'a>>) {
    for element in container.children() {
        match element.name() {
            "sectPr" => sections.push(element),
            "r" | "tbl" => {}
            _ => collect_sections(element, sections),
        }
    }
}

/// Whether a line looks like a way to reach somebody.
fn is_address(line: &str) -> bool {
    let figures = line.chars().filter(|letter| letter.is_numeric()).count();
    line.contains('@') || line.contains("www.") || line.contains("://") || figures >= FIGURES_OF_ADDRESS
}

/// What two prints of a line have in common.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
