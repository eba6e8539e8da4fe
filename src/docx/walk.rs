//! The body of a document, block by block, in the order of the text.

use super::fields::Fields;
use super::gather;
use super::margins;
use super::notes::{Countings, Notes, Referred};
use super::numbering::Numbering;
use super::package::{Package, Relationships};
use super::paragraph::Open;
use super::styles::Styles;
use super::xml::{Element, Tree};
use super::{Block, Document, Refused, Told, What};
use std::rc::Rc;

/// Reads the document in a package.
pub(super) fn document(package: &Package<'_>) -> Result<Document, Refused> {
    let main = package.main()?;
    let tree = package.tree(&main)?;
    let ways = Rc::new(package.relationships(&main));
    let mut unread = Vec::new();
    let mut part = |kind: &str| part(package, ways.part(kind)?, &mut unread);
    let styles = part("styles").map(|tree| Styles::read(&tree)).unwrap_or_default();
    let numbering = part("numbering").map(|tree| Numbering::read(&tree, &styles)).unwrap_or_default();
    let notes = Notes::new(part("footnotes"), part("endnotes"));
    let counting = Countings::read(part("settings").as_ref(), tree.root());
    let mut walker = Walker::new(styles, numbering, counting, Rc::clone(&ways));
    walker.told.extend(unread.into_iter().map(|name| Told { what: What::Unread, range: 0..0, words: name }));
    let body = tree.root().child("body").ok_or(Refused::Damaged("it has no text"))?;
    let margins = margins::Margins::find(package, &walker.ways, body);
    margins.letterhead(package, &mut walker);
    walker.begin_body();
    walker.fields = Fields::of(body);
    walker.blocks(body);
    walker.finish_paragraph();
    walker.blocks = gather::lines(std::mem::take(&mut walker.blocks), &walker.text);
    notes.write(package, &ways, &mut walker);
    margins.rest(package, &mut walker);
    walker.tell_comments();
    Ok(Document { text: walker.text, blocks: walker.blocks, told: walker.told })
}

/// The tree of a part; one that cannot be read is told.
fn part(package: &Package<'_>, name: &str, unread: &mut Vec<String>) -> Option<Tree> {
    let tree = package.tree(name);
    if tree.is_err() {
        unread.push(name.to_owned());
    }
    tree.ok()
}

/// What a walk through a document has so far.
pub(super) struct Walker {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) counting: Countings,
    /// Where the part at hand leads.
    pub(super) ways: Rc<Relationships>,
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) told: Vec<Told>,
    pub(super) fields: Fields,
    /// What ends a paragraph and a line in the text: a line feed, in the cells of a table a space.
    pub(super) line_end: char,
    /// Page headers and footers: a tab parts fields of a line.
    pub(super) in_margin: bool,
    /// Where the text of the body begins.
    pub(super) body_start: usize,
    /// The paragraph whose end was deleted, which goes on in the next.
    pub(super) open: Option<Open>,
    /// An empty paragraph was the last.
    pub(super) blank: bool,
    /// The notes that the text refers to so far, each with its printed mark.
    pub(super) referred: Vec<Referred>,
    pub(super) comments: usize,
    /// Inside a tracked change that inserts.
    pub(super) inserting: usize,
}

impl Walker {
    fn new(styles: Styles, numbering: Numbering, counting: Countings, ways: Rc<Relationships>) -> Self {
        Walker {
            styles,
            numbering,
            counting,
            ways,
            text: String::new(),
            blocks: Vec::new(),
            told: Vec::new(),
            fields: Fields::default(),
            line_end: '\n',
            in_margin: false,
            body_start: 0,
            open: None,
            blank: false,
            referred: Vec::new(),
            comments: 0,
            inserting: 0,
        }
    }

    /// Headers are done, what comes is the body.
    fn begin_body(&mut self) {
        self.body_start = self.text.len();
        self.blank = false;
    }

    /// Whether no words of the body stand yet.
    pub(super) fn is_at_top(&self) -> bool {
        self.text[self.body_start..].trim().is_empty()
    }

    /// Reads the blocks in an element.
    pub(super) fn blocks(&mut self, container: Element<'_>) {
        for element in container.children() {
            match element.name() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "del" | "moveFrom" => self.tell_deleted(element),
                "ins" | "moveTo" => {
                    self.inserting += 1;
                    self.blocks(element);
                    self.inserting -= 1;
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.blocks(chosen);
                    }
                }
                "altChunk" => {
                    let at = self.text.len();
                    let words = "a document inside it".to_owned();
                    self.told.push(Told { what: What::Unread, range: at..at, words });
                }
                "sectPr" | "pPr" | "rPr" | "tblPr" => {}
                _ => self.blocks(element),
            }
        }
    }

    /// Tells of words that a tracked change takes away.
    pub(super) fn tell_deleted(&mut self, element: Element<'_>) {
        let mut words = String::new();
        collect_words(element, &mut words);
        self.tell_words(What::Deleted, words);
    }

    /// Tells of words that are not in the text; such as follow one another are told as one.
    pub(super) fn tell_words(&mut self, what: What, words: String) {
        if words.trim().is_empty() {
            return;
        }
        let at = self.text.len();
        match self.told.last_mut() {
            Some(last) if last.what == what && last.range == (at..at) => last.words.push_str(&words),
            _ => self.told.push(Told { what, range: at..at, words }),
        }
    }

    fn tell_comments(&mut self) {
        if self.comments > 0 {
            let words = self.comments.to_string();
            self.told.push(Told { what: What::Comments, range: 0..0, words });
        }
    }
}

/// Of several forms of one thing, the one to read: the newest.
pub(super) fn chosen(element: Element<'_>) -> Option<Element<'_>> {
    element.child("Choice").or_else(|| element.child("Fallback"))
}

/// All words in an element, a line a paragraph.
pub(super) fn collect_words(element: Element<'_>, words: &mut String) {
    match element.name() {
        "t" | "delText" => words.push_str(&element.text()),
        "tab" | "br" | "cr" => words.push(' '),
        "p" => {
            element.children().for_each(|child| collect_words(child, words));
            words.push('\n');
        }
        "AlternateContent" => {
            if let Some(chosen) = chosen(element) {
                collect_words(chosen, words);
            }
        }
        "pPr" | "rPr" | "tblPr" | "sectPr" => {}
        _ => element.children().for_each(|child| collect_words(child, words)),
    }
}
