//! Text inside a paragraph: which words are links, name a paragraph or an address.

use super::address::{dialled, followable};
use super::anchors::{Anchors, Found};
use super::briefing::Inline;
use super::depth::{MAX_MARKS, marked};
use super::reference::{self, Form, Mention};
use super::warning;
use crate::diagnostic::{Diagnostic, codes};
use crate::release;
use std::collections::{BTreeSet, VecDeque};

/// Resolves text; it must see the texts in the order in which they are printed, because references are counted.
pub(super) struct Resolver<'a> {
    anchors: &'a Anchors,
    form: Option<&'a Form>,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The anchors of the references to each note.
    pub(super) references: Vec<Vec<String>>,
    used: BTreeSet<String>,
    /// How many notes stand before this place.
    notes: usize,
    /// Where we are, in words: `paragraph 4`.
    pub(super) place: Option<String>,
    /// The anchor of the section around; empty at the top.
    pub(super) section: String,
    /// What the text under way mentions, and how far it has come.
    mentions: VecDeque<Mention>,
    at: usize,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(anchors: &'a Anchors, form: Option<&'a Form>, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        let references = vec![Vec::new(); anchors.notes.len()];
        let (used, mentions) = (BTreeSet::new(), VecDeque::new());
        let (place, section) = (None, String::new());
        Self { anchors, form, diagnostics, references, used, notes: 0, place, section, mentions, at: 0 }
    }

    /// Goes past so many notes; gives how many stand before them.
    pub(super) fn pass_notes(&mut self, count: usize) -> usize {
        self.notes += count;
        self.notes - count
    }

    /// The text with its links and references resolved.
    pub(super) fn resolve(&mut self, content: &[release::Inline]) -> Vec<Inline> {
        // A mention is read in the whole text: what it is of may stand in a link behind it.
        let found = |form| reference::mentions(form, &release::plain_text(content));
        self.mentions = self.form.map(found).unwrap_or_default().into();
        self.at = 0;
        self.inside(content, Around { marks: 0, link: false })
    }

    fn push(&mut self, inline: &release::Inline, out: &mut Vec<Inline>, around: Around) {
        if let Some(content) = marked(inline).filter(|_| around.marks > MAX_MARKS) {
            let words = release::plain_text(content);
            self.pass(&words);
            return out.push(Inline::Text(words));
        }
        let around = Around { marks: around.marks + 1, ..around };
        match inline {
            release::Inline::Text(text) if around.link => out.push(Inline::Text(self.pass(text).to_owned())),
            release::Inline::Text(text) => self.push_text(text, out),
            release::Inline::Code(text) => out.push(Inline::Code(self.pass(text).to_owned())),
            release::Inline::LineBreak {} => {
                self.pass(" ");
                out.push(Inline::LineBreak);
            }
            release::Inline::Emphasis(content) => out.push(Inline::Emphasis(self.inside(content, around))),
            release::Inline::Strong(content) => out.push(Inline::Strong(self.inside(content, around))),
            release::Inline::Superscript(content) => out.push(Inline::Superscript(self.inside(content, around))),
            release::Inline::Link { url, content } => out.push(Inline::Link {
                url: url.clone(),
                href: followable(url).filter(|_| !around.link),
                content: self.inside(content, Around { link: true, ..around }),
            }),
            release::Inline::FootnoteRef { label } => out.push(self.note_ref(label)),
        }
    }

    fn inside(&mut self, content: &[release::Inline], around: Around) -> Vec<Inline> {
        let mut out = Vec::with_capacity(content.len());
        content.iter().for_each(|inline| self.push(inline, &mut out, around));
        out
    }

    /// Goes on behind `text`, whose mentions stay words.
    fn pass<'t>(&mut self, text: &'t str) -> &'t str {
        self.at += text.len();
        text
    }

    fn push_text(&mut self, text: &str, out: &mut Vec<Inline>) {
        let (start, end) = (self.at, self.at + self.pass(text).len());
        let mut rest = 0;
        while self.mentions.front().is_some_and(|mention| mention.range.start < end) {
            let Some(mention) = self.mentions.pop_front() else { break };
            if mention.range.start < start || mention.range.end > end {
                continue;
            }
            let range = mention.range.start - start..mention.range.end - start;
            let words = &text[range.clone()];
            let Some(anchor) = self.led_to(&mention, words) else { continue };
            out.extend((rest < range.start).then(|| Inline::Text(text[rest..range.start].to_owned())));
            let content = vec![Inline::Text(words.to_owned())];
            out.push(Inline::Reference { href: format!("#{anchor}"), content });
            rest = range.end;
        }
        if rest < text.len() || text.is_empty() {
            out.push(Inline::Text(text[rest..].to_owned()));
        }
    }

    /// The anchor that a mention leads to; one that leads nowhere is told.
    fn led_to(&mut self, mention: &Mention, words: &str) -> Option<&'a str> {
        match self.anchors.find(mention, &self.section) {
            Found::One(anchor) => Some(anchor),
            Found::Several => None,
            Found::Nothing => {
                if !mention.doubtful && self.anchors.has_family(mention.family) {
                    self.report_nothing(words);
                }
                None
            }
        }
    }

    fn report_nothing(&mut self, words: &str) {
        let place = self.place.clone().unwrap_or_else(|| "the text".to_owned());
        let message = format!("{place} refers to `{words}`, which is not there");
        let hint = "if it is a paragraph of another text, say which: `paragraph 4 of resolution 12`";
        self.diagnostics.push(warning(codes::REFERENCE_TO_NOTHING, message).with_hint(hint));
    }

    fn note_ref(&mut self, label: &str) -> Inline {
        let Some(note) = self.anchors.note(label, self.notes) else {
            return Inline::NoteRef { id: String::new(), target: String::new(), label: label.to_owned() };
        };
        let target = self.anchors.notes[note].clone();
        let base = format!("r{}", &target[1..]);
        let mut count = self.references[note].len() + 1;
        let mut id = if count == 1 { base.clone() } else { format!("{base}-{count}") };
        while !self.used.insert(id.clone()) {
            count += 1;
            id = format!("{base}-{count}");
        }
        self.references[note].push(id.clone());
        Inline::NoteRef { id, target, label: label.to_owned() }
    }
}

/// What lies around a stretch of text.
#[derive(Clone, Copy)]
struct Around {
    marks: usize,
    link: bool,
}

/// The words of a contact, with a link on each of its mail addresses and telephone numbers.
pub(super) fn with_addresses(content: Vec<Inline>, email: &[String], telephone: &[String]) -> Vec<Inline> {
    let mails = email.iter().map(|mail| (mail.as_str(), format!("mailto:{mail}")));
    let phones = telephone.iter().filter_map(|phone| Some((phone.as_str(), dialled(phone)?)));
    mails.chain(phones).fold(content, |content, (words, href)| match followable(&href) {
        Some(href) if !words.is_empty() => {
            content.into_iter().flat_map(|inline| linked(inline, words, &href)).collect()
        }
        _ => content,
    })
}

fn linked(inline: Inline, words: &str, href: &str) -> Vec<Inline> {
    let Inline::Text(text) = &inline else { return vec![inline] };
    let Some((before, after)) = text.split_once(words) else { return vec![inline] };
    let content = vec![Inline::Text(words.to_owned())];
    let mut out = vec![Inline::Text(before.to_owned()), Inline::Reference { href: href.to_owned(), content }];
    out.push(Inline::Text(after.to_owned()));
    out.retain(|inline| *inline != Inline::Text(String::new()));
    out
}
