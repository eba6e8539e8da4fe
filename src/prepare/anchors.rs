//! The anchors of paragraphs and notes, settled before any text is drawn, because text refers forward.

use super::depth::children;
use crate::release::{Block, Note};
use std::collections::{BTreeMap, BTreeSet};

/// The anchors of a body, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Of each numbered paragraph.
    pub(super) paragraphs: Vec<Anchor>,
    /// Of each note.
    pub(super) notes: Vec<String>,
    /// The first paragraph with these labels, such as `["4", "a"]`.
    by_labels: BTreeMap<Vec<String>, usize>,
    /// The notes with this label.
    by_mark: BTreeMap<String, Vec<usize>>,
}

/// The anchor of one numbered paragraph.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    /// Such as `p4-a`.
    pub(super) id: String,
    /// Such as `4 (a)`.
    pub(super) citation: String,
}

impl Anchors {
    /// The anchors of `blocks`.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut natural = BTreeSet::new();
        natural_ids(blocks, "p", &mut natural);
        let mut maker = Maker { natural, used: BTreeSet::new(), counts: BTreeMap::new(), anchors: Anchors::default() };
        maker.walk(blocks, None);
        maker.anchors
    }

    /// The anchor of the paragraph with these labels.
    pub(super) fn paragraph(&self, labels: &[String]) -> Option<&Anchor> {
        self.by_labels.get(labels).map(|&index| &self.paragraphs[index])
    }

    /// Which note a reference with this label means, behind which `passed` notes stand already: where each page
    /// counts its notes anew, the next one; else the last.
    pub(super) fn note(&self, label: &str, passed: usize) -> Option<usize> {
        let notes = self.by_mark.get(label)?;
        notes.get(notes.partition_point(|&note| note < passed)).or(notes.last()).copied()
    }
}

/// The anchors that paragraphs would have if no number were printed twice.
fn natural_ids(blocks: &[Block], parent: &str, ids: &mut BTreeSet<String>) {
    for block in blocks {
        let own = numbered_label(block).map(|label| child_id(parent, label));
        for inner in children(block) {
            natural_ids(inner, own.as_deref().unwrap_or(parent), ids);
        }
        ids.extend(own);
    }
}

fn numbered_label(block: &Block) -> Option<&str> {
    let Block::Paragraph(paragraph) = block else { return None };
    paragraph.number.as_ref().map(|number| number.label.as_str())
}

struct Maker {
    natural: BTreeSet<String>,
    used: BTreeSet<String>,
    /// How far the count of a repeated number has come, so that a thousand repeats do not count a million times.
    counts: BTreeMap<String, usize>,
    anchors: Anchors,
}

/// The numbered paragraph around a place.
struct Parent {
    labels: Vec<String>,
    anchor: Anchor,
}

impl Maker {
    fn walk(&mut self, blocks: &[Block], parent: Option<&Parent>) {
        for block in blocks {
            let own = numbered_label(block).map(|label| self.paragraph(label, parent));
            if let Block::Notes(notes) = block {
                notes.notes.iter().for_each(|note| self.note(note));
            }
            for inner in children(block) {
                self.walk(inner, own.as_ref().or(parent));
            }
        }
    }

    fn paragraph(&mut self, label: &str, parent: Option<&Parent>) -> Parent {
        let id = self.free(child_id(parent.map_or("p", |parent| &parent.anchor.id), label));
        let mut labels = parent.map_or_else(Vec::new, |parent| parent.labels.clone());
        labels.push(label.to_owned());
        let citation = match parent {
            Some(parent) if label.starts_with(&format!("{}.", parent.labels[parent.labels.len() - 1])) => {
                label.to_owned()
            }
            Some(parent) => format!("{} ({label})", parent.anchor.citation),
            None => label.to_owned(),
        };
        let anchor = Anchor { id, citation };
        self.anchors.by_labels.entry(labels.clone()).or_insert(self.anchors.paragraphs.len());
        self.anchors.paragraphs.push(anchor.clone());
        Parent { labels, anchor }
    }

    fn note(&mut self, note: &Note) {
        let index = self.anchors.notes.len();
        let slug = slug(&note.label);
        let wanted = if slug.is_empty() { format!("n{}", index + 1) } else { format!("n{slug}") };
        let id = self.free(wanted);
        self.anchors.notes.push(id);
        if !note.label.is_empty() {
            self.anchors.by_mark.entry(note.label.clone()).or_default().push(index);
        }
    }

    /// `wanted`, or the first of `wanted-2`, `wanted-3` … that no other paragraph has or would have.
    fn free(&mut self, wanted: String) -> String {
        if self.used.insert(wanted.clone()) {
            return wanted;
        }
        let count = self.counts.entry(wanted.clone()).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{wanted}-{count}");
            if !self.natural.contains(&id) && self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The anchor of the paragraph `label` in the paragraph `parent`: `p4` and `a` give `p4-a`, `p4` and `4.2` give `p4-2`.
fn child_id(parent: &str, label: &str) -> String {
    let slug = slug(label);
    let slug = if slug.is_empty() { "x".to_owned() } else { slug };
    if parent == "p" {
        return format!("p{slug}");
    }
    let own = parent.rsplit(['p', '-']).next().unwrap_or_default();
    let rest = slug.strip_prefix(own).and_then(|rest| rest.strip_prefix('-')).filter(|_| label.contains('.'));
    format!("{parent}-{}", rest.unwrap_or(&slug))
}

/// A label in the letters that an address carries unchanged: `4` stays, `IV` becomes `iv`, `가` becomes `uac00`.
fn slug(label: &str) -> String {
    let mut slug = String::new();
    for letter in label.chars() {
        match letter {
            _ if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            _ if letter.is_alphanumeric() => slug.push_str(&format!("u{:x}", u32::from(letter))),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn labels_become_addresses() {
        assert_eq!(slug("4"), "4");
        assert_eq!(slug("1.1"), "1-1");
        assert_eq!(slug("IV"), "iv");
        assert_eq!(slug("가"), "uac00");
        assert_eq!(slug("**"), "");
    }
}
