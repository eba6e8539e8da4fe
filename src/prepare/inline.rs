//! Text inside a paragraph: which words are links, name a paragraph or an address.

use super::address::{dialled, followable};
use super::anchors::Anchors;
use super::briefing::Inline;
use super::depth::{is_too_deep, marked};
use super::reference;
use super::warning;
use crate::diagnostic::{Diagnostic, codes};
use crate::release;
use std::collections::BTreeSet;

/// Resolves text; it must see the texts in the order in which they are printed, because references are counted.
pub(super) struct Resolver<'a> {
    anchors: &'a Anchors,
    language: &'a str,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    /// The anchors of the references to each note.
    pub(super) references: Vec<Vec<String>>,
    used: BTreeSet<String>,
    /// How many notes stand before this place.
    notes: usize,
    /// Where we are, in words: `paragraph 4`.
    pub(super) place: Option<String>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(anchors: &'a Anchors, language: &'a str, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        let references = vec![Vec::new(); anchors.notes.len()];
        Self { anchors, language, diagnostics, references, used: BTreeSet::new(), notes: 0, place: None }
    }

    /// Goes past so many notes; gives how many stand before them.
    pub(super) fn pass_notes(&mut self, count: usize) -> usize {
        self.notes += count;
        self.notes - count
    }

    /// The text with its links and references resolved.
    pub(super) fn resolve(&mut self, content: &[release::Inline]) -> Vec<Inline> {
        let mut out = Vec::with_capacity(content.len());
        self.push_all(content, &mut out, Around { marks: 0, link: false });
        out
    }

    fn push_all(&mut self, content: &[release::Inline], out: &mut Vec<Inline>, around: Around) {
        content.iter().for_each(|inline| self.push(inline, out, around));
    }

    fn push(&mut self, inline: &release::Inline, out: &mut Vec<Inline>, around: Around) {
        if let Some(content) = marked(inline).filter(|_| is_too_deep(around.marks)) {
            return self.push_words(content, out);
        }
        let around = Around { marks: around.marks + 1, ..around };
        match inline {
            release::Inline::Text(text) if around.link => out.push(Inline::Text(text.clone())),
            release::Inline::Text(text) => self.push_text(text, out),
            release::Inline::Code(text) => out.push(Inline::Code(text.clone())),
            release::Inline::LineBreak {} => out.push(Inline::LineBreak),
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
        self.push_all(content, &mut out, around);
        out
    }

    /// The words of marks that lie too deep.
    fn push_words(&mut self, content: &[release::Inline], out: &mut Vec<Inline>) {
        out.push(Inline::Text(release::plain_text(content)));
    }

    fn push_text(&mut self, text: &str, out: &mut Vec<Inline>) {
        let mut rest = 0;
        for mention in reference::mentions(self.language, text) {
            let Some(anchor) = self.paragraph(&mention.labels) else {
                self.report_nothing(&text[mention.range]);
                continue;
            };
            out.extend((rest < mention.range.start).then(|| Inline::Text(text[rest..mention.range.start].to_owned())));
            let content = vec![Inline::Text(text[mention.range.clone()].to_owned())];
            out.push(Inline::Reference { href: format!("#{anchor}"), content });
            rest = mention.range.end;
        }
        if rest < text.len() || text.is_empty() {
            out.push(Inline::Text(text[rest..].to_owned()));
        }
    }

    /// The anchor of the paragraph with these labels, or of the one that it would lie in: `4 (b)` may be printed in `4`.
    fn paragraph(&self, labels: &[String]) -> Option<&'a str> {
        let anchors = self.anchors;
        (1..=labels.len())
            .rev()
            .find_map(|length| anchors.paragraph(&labels[..length]))
            .map(|anchor| anchor.id.as_str())
    }

    fn report_nothing(&mut self, words: &str) {
        if self.anchors.paragraphs.is_empty() {
            return;
        }
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
