//! What hangs on a paragraph: boxes with text, pictures, watermarks.

use super::fields::Fields;
use super::walk::{Walker, chosen};
use super::xml::Element;
use super::{Block, Told, What};

/// Something that hangs on a paragraph.
pub(super) enum Hung<'a> {
    /// The paragraphs of a box.
    Text(Element<'a>),
    /// A picture with the words that describe it, or none.
    Picture(&'a str),
    /// Letters drawn across the page.
    Watermark(&'a str),
}

/// What hangs on a paragraph, with whether words of its own stand before the first of it.
#[derive(Default)]
pub(super) struct Hangings<'a> {
    pub(super) all: Vec<Hung<'a>>,
    pub(super) behind_words: bool,
}

impl<'a> Hangings<'a> {
    /// Finds what hangs on a paragraph. Of two forms of one thing only one counts.
    pub(super) fn find(paragraph: Element<'a>) -> Self {
        let mut hangings = Hangings::default();
        hangings.look_in(paragraph);
        hangings
    }

    fn look_in(&mut self, container: Element<'a>) {
        for element in container.children() {
            match element.name() {
                "t" if self.all.is_empty() => self.behind_words |= !element.text().trim().is_empty(),
                "drawing" | "pict" | "object" => self.look_at_drawing(element),
                "AlternateContent" => chosen(element).into_iter().for_each(|chosen| self.look_in(chosen)),
                "pPr" | "rPr" | "del" | "moveFrom" | "t" => {}
                _ => self.look_in(element),
            }
        }
    }

    fn look_at_drawing(&mut self, drawing: Element<'a>) {
        let before = self.all.len();
        self.find_boxes(drawing);
        if self.all.len() > before {
            return;
        }
        let said = |element: Element<'a>| {
            let words = ["descr", "alt", "title"].into_iter().filter_map(move |name| element.attribute(name));
            words.map(str::trim).find(|words| !words.is_empty())
        };
        let named = ["docPr", "shape", "imagedata"].into_iter().filter_map(|name| drawing.find(name));
        let described = named.filter_map(said).next();
        let is_picture =
            described.is_some() || ["blip", "imagedata", "docPr"].iter().any(|name| drawing.find(name).is_some());
        if is_picture {
            self.all.push(Hung::Picture(described.unwrap_or_default()));
        }
    }

    fn find_boxes(&mut self, container: Element<'a>) {
        for element in container.children() {
            match element.name() {
                "txbxContent" => self.all.push(Hung::Text(element)),
                "textpath" => self.all.extend(element.attribute("string").map(Hung::Watermark)),
                "AlternateContent" => chosen(element).into_iter().for_each(|chosen| self.find_boxes(chosen)),
                _ => self.find_boxes(element),
            }
        }
    }
}

impl Walker {
    /// Reads what hangs on a paragraph.
    pub(super) fn hangings(&mut self, hangings: &Hangings<'_>) {
        for hung in &hangings.all {
            let at = self.text.len();
            match hung {
                Hung::Text(content) => self.boxed(*content),
                Hung::Picture(description) if description.is_empty() || self.in_margin || self.is_at_top() => {
                    self.told.push(Told { what: What::Picture, range: at..at, words: (*description).to_owned() });
                }
                Hung::Picture(description) => {
                    self.blocks.push(Block::Picture { at, description: (*description).to_owned() });
                }
                Hung::Watermark(words) => {
                    self.text.push_str(words);
                    let range = at..self.text.len();
                    self.text.push(self.line_end);
                    self.told.push(Told { what: What::Furniture, range, words: (*words).to_owned() });
                }
            }
        }
    }

    /// Reads a box: its paragraphs are not the one that it hangs on.
    fn boxed(&mut self, content: Element<'_>) {
        let open = self.open.take();
        let fields = std::mem::replace(&mut self.fields, Fields::of(content));
        self.blank = true;
        self.blocks(content);
        self.finish_paragraph();
        self.blank = true;
        self.fields = fields;
        self.open = open;
    }
}
