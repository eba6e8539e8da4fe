//! The words of a paragraph, run by run.

use super::paragraph::Open;
use super::styles::Words;
use super::symbols;
use super::walk::{Walker, chosen};
use super::xml::Element;
use super::{Look, What};
use std::rc::Rc;

/// What words look like where nothing of their own says.
#[derive(Clone)]
pub(super) struct Base {
    pub(super) words: Words,
    pub(super) link: Option<Rc<str>>,
}

impl Walker {
    /// Reads what stands in a paragraph.
    pub(super) fn inline(&mut self, container: Element<'_>, open: &mut Open, base: &Base) {
        for element in container.children() {
            match element.name() {
                "r" => self.run(element, open, base),
                "del" | "moveFrom" => self.tell_deleted(element),
                "ins" | "moveTo" => {
                    self.inserting += 1;
                    self.inline(element, open, base);
                    self.inserting -= 1;
                }
                "hyperlink" => {
                    let way = element.attribute("id").and_then(|id| self.ways.get(id)).filter(|way| way.external);
                    let link = way.map(|way| Rc::from(way.target.as_str()));
                    self.inline(element, open, &Base { link: link.or_else(|| base.link.clone()), ..base.clone() });
                }
                "fldSimple" => {
                    self.fields.begin(None);
                    self.fields.instruct(element.attribute("instr").unwrap_or_default());
                    self.fields.separate();
                    self.inline(element, open, base);
                    self.fields.end();
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.inline(chosen, open, base);
                    }
                }
                // Letters of an equation stand in no run of the text's.
                "t" => self.words(&element.text(), open, base),
                "pPr" | "rPr" => {}
                _ => self.inline(element, open, base),
            }
        }
    }

    /// Reads a run.
    fn run(&mut self, run: Element<'_>, open: &mut Open, base: &Base) {
        let own = run.child("rPr");
        let style = own.and_then(|own| own.value("rStyle")).and_then(|id| self.styles.words(id));
        let own = own.map(Words::read).unwrap_or_default();
        let words = style.map_or_else(|| own.clone(), |style| own.or(style)).or(&base.words);
        self.run_parts(run, open, &Base { words, link: base.link.clone() });
    }

    fn run_parts(&mut self, run: Element<'_>, open: &mut Open, base: &Base) {
        let mut parts = run.children().peekable();
        while let Some(part) = parts.next() {
            match part.name() {
                "t" => self.words(&part.text(), open, base),
                "tab" | "ptab" if self.in_margin => self.push_break(open),
                "tab" | "ptab" => self.words("\t", open, base),
                "br" | "cr" if base.words.hidden != Some(true) && self.fields.shows() => self.push_break(open),
                "br" | "cr" => {}
                "noBreakHyphen" => self.words("\u{2011}", open, base),
                "softHyphen" => self.words("\u{AD}", open, base),
                "sym" => self.symbol(part, open, base),
                "footnoteReference" | "endnoteReference" => {
                    let custom = part.attribute("customMarkFollows").is_some_and(|value| value != "0");
                    let mark = parts.next_if(|next| custom && matches!(next.name(), "t" | "sym"));
                    let typed = mark.map(|mark| sign(mark).map_or_else(|| mark.text(), String::from));
                    self.refer(part, typed.or(custom.then(String::new)), open);
                }
                "fldChar" => match part.attribute("fldCharType") {
                    Some("begin") => self.fields.begin(Some(part)),
                    Some("separate") => self.fields.separate(),
                    _ => self.fields.end(),
                },
                "instrText" => self.fields.instruct(&part.text()),
                "delText" => self.tell_words(What::Deleted, part.text()),
                "commentReference" => self.comments += 1,
                // What hangs on a paragraph is read by itself.
                "drawing" | "pict" | "object" => {}
                "AlternateContent" => {
                    if let Some(chosen) = chosen(part) {
                        self.run_parts(chosen, open, base);
                    }
                }
                "ruby" => self.ruby(part, open, base),
                "pgNum" => {
                    if let Some(line) = open.paragraph.lines.last_mut() {
                        line.paged = true;
                    }
                }
                "rPr" | "footnoteRef" | "endnoteRef" => {}
                _ => self.inline(part, open, base),
            }
        }
    }

    /// Adds words, or tells of them where they are hidden.
    fn words(&mut self, words: &str, open: &mut Open, base: &Base) {
        if !self.fields.shows() {
            return;
        }
        if base.words.hidden == Some(true) {
            return self.tell_words(What::Hidden, words.to_owned());
        }
        let font = base.words.font.as_deref().unwrap_or_default();
        let private = |letter: char| ('\u{F020}'..='\u{F0FF}').contains(&letter);
        let plain = |letter: char| match letter {
            '\n' | '\r' => ' ',
            letter if private(letter) => symbols::sign(font, letter),
            letter => letter,
        };
        let words: String = words.chars().map(plain).collect();
        let look = Look {
            strong: base.words.strong == Some(true),
            emphasis: base.words.emphasis == Some(true),
            superscript: base.words.superscript == Some(true),
            link: base.link.clone().or_else(|| self.fields.link()),
            note: None,
        };
        self.push_words(open, &words, look);
    }

    /// `w:sym`: a character of a symbol font.
    fn symbol(&mut self, part: Element<'_>, open: &mut Open, base: &Base) {
        if let Some(sign) = sign(part) {
            self.words(sign.encode_utf8(&mut [0; 4]), open, base);
        }
    }

    /// Words with a gloss above them: both are printed, the gloss in brackets.
    fn ruby(&mut self, ruby: Element<'_>, open: &mut Open, base: &Base) {
        if let Some(words) = ruby.child("rubyBase") {
            self.inline(words, open, base);
        }
        if let Some(gloss) = ruby.child("rt") {
            self.words("（", open, base);
            self.inline(gloss, open, base);
            self.words("）", open, base);
        }
    }
}

/// The character that a `w:sym` shows.
fn sign(part: Element<'_>) -> Option<char> {
    let code = part.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
    code.and_then(char::from_u32).map(|letter| symbols::sign(part.attribute("font").unwrap_or_default(), letter))
}
