//! The anchors of paragraphs and notes, settled before any text is drawn, because text refers forward.

use super::reference::{Family, Form, Mention, key};
use crate::release::{Block, Note, Number};
use std::collections::{BTreeMap, BTreeSet};

/// The anchors of a body, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Of each numbered paragraph.
    pub(super) paragraphs: Vec<Anchor>,
    /// Of each note.
    pub(super) notes: Vec<String>,
    /// What has these labels, such as `["4", "a"]`.
    by_labels: BTreeMap<(Family, Vec<String>), Vec<Target>>,
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

/// What words may lead to: a paragraph or a section.
#[derive(Clone, Debug)]
struct Target {
    id: String,
    /// The anchor of the section that it is in.
    section: String,
}

/// What words lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// The anchor.
    One(&'a str),
    /// Several, and nothing says which.
    Several,
    Nothing,
}

impl Anchors {
    /// The anchors of `blocks`; `form` is how the language names paragraphs.
    pub(super) fn of(blocks: &[Block], form: Option<&Form>) -> Self {
        let mut natural = BTreeSet::new();
        natural_ids(blocks, "p", &mut natural);
        let (used, counts) = (BTreeSet::new(), BTreeMap::new());
        let mut maker = Maker { form, natural, used, counts, section: String::new(), anchors: Anchors::default() };
        maker.walk(blocks, None, Some("s"));
        maker.anchors
    }

    /// What a mention in `section` leads to; `4 (b)` may be printed in `4`.
    pub(super) fn find(&self, mention: &Mention, section: &str) -> Found<'_> {
        let labels = &mention.labels;
        let families = [Some(mention.family), mention.or_heading.then_some(Family::Heading)];
        let found = (1..=labels.len()).rev().find_map(|length| {
            let named = |family| self.by_labels.get(&(family, labels[..length].to_vec()));
            let found = families.into_iter().flatten().find_map(named)?;
            Some(match found.as_slice() {
                [only] => Found::One(&only.id),
                several => {
                    let mut here = several.iter().filter(|target| target.section == section);
                    here.next().filter(|_| here.next().is_none()).map_or(Found::Several, |only| Found::One(&only.id))
                }
            })
        });
        found.unwrap_or(Found::Nothing)
    }

    /// Whether anything that `mention` could mean is numbered here.
    pub(super) fn has_family(&self, family: Family) -> bool {
        self.by_labels.range((family, Vec::new())..).next().is_some_and(|((found, _), _)| *found == family)
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
        for inner in block.children() {
            natural_ids(inner, own.as_deref().unwrap_or(parent), ids);
        }
        ids.extend(own);
    }
}

fn numbered_label(block: &Block) -> Option<&str> {
    number(block).map(|number| number.label.as_str())
}

fn number(block: &Block) -> Option<&Number> {
    let Block::Paragraph(paragraph) = block else { return None };
    paragraph.number.as_ref()
}

/// Whether the last label is a figure under a letter, as in `II`, `3`: then it is cited alone, `paragraph 3`.
fn is_apart(labels: &[String]) -> bool {
    let is_figure = |label: &String| key(label).starts_with(|letter: char| letter.is_ascii_digit());
    matches!(labels, [before @ .., last] if !before.is_empty() && is_figure(last) && !before.iter().any(is_figure))
}

/// The anchor of the section number `count` in the section `parent`; `s` at the top.
pub(super) fn section_id(parent: &str, count: usize) -> String {
    let joint = if parent == "s" { "" } else { "-" };
    format!("{parent}{joint}{count}")
}

struct Maker<'a> {
    form: Option<&'a Form>,
    /// The anchor of the section around.
    section: String,
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
    family: Family,
}

impl Maker<'_> {
    /// `section` is the anchor of the section around, or `None` inside what has no place in the table of contents.
    fn walk(&mut self, blocks: &[Block], parent: Option<&Parent>, section: Option<&str>) {
        let mut sections = 0;
        for block in blocks {
            if let Block::Section(part) = block {
                sections += 1;
                let id = section.map(|section| section_id(section, sections));
                self.heading(part.heading.number.as_ref(), id.as_deref());
                let around = id.as_ref().map(|id| std::mem::replace(&mut self.section, id.clone()));
                self.walk(&part.blocks, parent, id.as_deref());
                self.section = around.unwrap_or_else(|| std::mem::take(&mut self.section));
                continue;
            }
            let own = number(block).map(|number| self.paragraph(number, parent));
            if let Block::Notes(notes) = block {
                notes.notes.iter().for_each(|note| self.note(note));
            }
            for inner in block.children() {
                self.walk(inner, own.as_ref().or(parent), None);
            }
        }
    }

    /// A heading with a number, which words such as `section II` or `Article 2` may lead to.
    fn heading(&mut self, number: Option<&Number>, id: Option<&str>) {
        if let (Some(number), Some(id)) = (number, id) {
            let family = self.named(number).unwrap_or(Family::Heading);
            self.target(family, vec![number.label.clone()], id.to_owned());
        }
    }

    fn named(&self, number: &Number) -> Option<Family> {
        self.form.and_then(|form| form.named(&number.printed))
    }

    fn target(&mut self, family: Family, labels: Vec<String>, id: String) {
        let labels = labels.iter().map(|label| key(label)).collect();
        let target = Target { id, section: self.section.clone() };
        self.anchors.by_labels.entry((family, labels)).or_default().push(target);
    }

    fn paragraph(&mut self, number: &Number, parent: Option<&Parent>) -> Parent {
        let label = number.label.as_str();
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
        let family = parent.map_or_else(|| self.named(number).unwrap_or(Family::Paragraph), |parent| parent.family);
        self.target(family, labels.clone(), anchor.id.clone());
        if is_apart(&labels) {
            self.target(Family::Paragraph, vec![label.to_owned()], anchor.id.clone());
        }
        self.anchors.paragraphs.push(anchor.clone());
        Parent { labels, anchor, family }
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

/// A label in the letters that an address carries unchanged: `4` stays, `IV` becomes `iv`, `四` `4`, `가` `uac00`.
fn slug(label: &str) -> String {
    let mut slug = String::new();
    for letter in key(label).chars() {
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
        assert_eq!(slug("十二"), "12");
        assert_eq!(slug("**"), "");
    }
}
