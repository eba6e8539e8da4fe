//! Footnotes: a link that is only a mark leads to a block further down, which begins with the mark or leads back.

use super::look;
use super::weight::Weights;
use crate::dom::{Dom, NodeId};
use std::collections::{BTreeSet, HashMap};

/// The notes of a page.
#[derive(Default)]
pub(super) struct Notes {
    /// The links that refer to a note, with its label.
    pub(super) references: HashMap<NodeId, String>,
    /// The elements that hold a note.
    pub(super) texts: HashMap<NodeId, NoteText>,
}

/// A note's own words.
#[derive(Debug)]
pub(super) struct NoteText {
    pub(super) label: String,
    /// Where links in it lead that only lead back.
    pub(super) back: Vec<String>,
}

/// The longest mark, in characters: `[12]`, `***`.
const LONGEST: usize = 6;

/// The label of a mark: `1` of `[1]`, `*` of `*`.
pub(super) fn label(mark: &str) -> Option<String> {
    let mark = mark.trim();
    if mark.is_empty() || mark.chars().count() > LONGEST {
        return None;
    }
    let bare = mark.trim_matches(['[', ']', '(', ')', '（', '）', '.', ' ', '/', '^']);
    let signs = !bare.is_empty() && bare.chars().all(|letter| "*†‡§#".contains(letter));
    let figures = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_digit());
    let letter =
        bare != mark && bare.len() <= 4 && bare.bytes().all(|byte| byte.is_ascii_lowercase()) && !bare.is_empty();
    let raised = bare.chars().next().is_some_and(|letter| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(letter));
    let named = |rest: &str| !rest.is_empty() && rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let named = bare.strip_prefix(['注', '註', '주']).is_some_and(|rest| named(rest.trim_start()));
    (signs || figures || letter || raised || named).then(|| bare.to_owned())
}

/// Finds the notes among what is seen.
pub(super) fn find(dom: &Dom, weights: &Weights) -> Notes {
    let mut targets: HashMap<&str, NodeId> = HashMap::new();
    for &id in &weights.order {
        let names = [dom.attribute(id, "id"), dom.attribute(id, "name").filter(|_| dom.is(id, "a"))];
        for name in names.into_iter().flatten() {
            targets.entry(name).or_insert(id);
        }
    }
    let mut notes = Notes::default();
    let marks = weights.order.iter().copied().filter_map(|id| mark(dom, weights, id, &targets));
    for Mark { link, label, target, down } in marks.collect::<Vec<_>>() {
        let Some(holder) = holder(dom, weights, target, link, &label) else { continue };
        // A second reference may stand behind the note.
        if !down && notes.texts.get(&holder).is_none_or(|text| text.label != label) {
            continue;
        }
        let around = [Some(link), dom.node(link).parent, dom.node(link).first_child].into_iter().flatten();
        let own = around.flat_map(|id| [dom.attribute(id, "id"), dom.attribute(id, "name")]).flatten();
        let own: Vec<String> = own.map(str::to_owned).collect();
        let text = notes.texts.entry(holder).or_insert(NoteText { label: label.clone(), back: Vec::new() });
        text.back.extend(own);
        notes.references.insert(link, label);
    }
    add_neighbours(dom, &mut notes);
    notes
}

/// A note that nothing refers to stands in a list among others that something does: with its own mark, or counted as
/// these are.
fn add_neighbours(dom: &Dom, notes: &mut Notes) {
    let items = notes.texts.keys().filter(|&&id| dom.is(id, "li"));
    let lists: BTreeSet<NodeId> = items.filter_map(|&id| dom.node(id).parent).collect();
    for list in lists {
        let items: Vec<NodeId> = dom.children(list).filter(|&id| dom.is(id, "li")).collect();
        let known = |(item, count): (&NodeId, usize)| Some(notes.texts.get(item)?.label == count.to_string());
        let counted = dom.is(list, "ol") && items.iter().zip(1..).filter_map(known).all(|same| same);
        for (item, count) in items.into_iter().zip(1_usize..) {
            let first = dom.children(item).find(|&id| dom.name(id).is_some());
            let own = first.and_then(|first| label(&dom.text_start(first, LONGEST * 4)));
            if let Some(label) = own.or_else(|| counted.then(|| count.to_string())) {
                notes.texts.entry(item).or_insert(NoteText { label, back: Vec::new() });
            }
        }
    }
}

struct Mark {
    link: NodeId,
    label: String,
    target: NodeId,
    down: bool,
}

/// A link that is a mark; whether it leads further down.
fn mark(dom: &Dom, weights: &Weights, link: NodeId, targets: &HashMap<&str, NodeId>) -> Option<Mark> {
    let href = dom.attribute(link, "href").filter(|_| dom.is(link, "a"))?;
    let (_, name) = href.split_once('#')?;
    let target = *targets.get(name)?;
    let small = weights.get(link).text <= LONGEST * 4;
    let down = weights.get(target).position > weights.get(link).position;
    let label = small.then(|| label(&dom.text(link))).flatten()?;
    let refers = leads_back_to(dom, target, link) || !is_word(dom, link, &label);
    refers.then_some(Mark { link, label, target, down })
}

/// Whether a figure stands in the line as a word does, as in `paragraphs 3 and 4`: a mark is raised, in brackets, named
/// as one, or touches the word before it.
fn is_word(dom: &Dom, link: NodeId, label: &str) -> bool {
    let raised = |id: NodeId| dom.is(id, "sup");
    let bare = dom.text(link).trim() == label && label.bytes().all(|byte| byte.is_ascii_digit());
    let around = dom.ancestors(link).take(2).any(raised) || dom.children(link).any(raised);
    let named = ["class", "role", "rel", "epub:type"]
        .iter()
        .filter_map(|name| dom.attribute(link, name))
        .any(|value| value.to_ascii_lowercase().contains("note"));
    let before = dom.node(link).previous.map(|id| dom.text(id)).unwrap_or_default();
    bare && !around && !named && before.ends_with(char::is_whitespace)
}

/// Whether a link in what stands around `target` leads to the link of a mark, or to what it is in.
fn leads_back_to(dom: &Dom, target: NodeId, link: NodeId) -> bool {
    const MOST: usize = 200;
    let own: Vec<&str> =
        [Some(link), dom.node(link).parent].into_iter().flatten().filter_map(|id| dom.attribute(id, "id")).collect();
    dom.within(target)
        .take(MOST)
        .filter_map(|inner| dom.attribute(inner, "href"))
        .any(|href| href.strip_prefix('#').is_some_and(|name| own.contains(&name)))
}

/// The element that holds the note: the block with the target, or what stands around it with further paragraphs.
fn holder(dom: &Dom, weights: &Weights, target: NodeId, link: NodeId, label: &str) -> Option<NodeId> {
    let block = std::iter::once(target).chain(dom.ancestors(target)).find(|&id| look::is_block(dom, id))?;
    let whole = dom.node(block).parent.filter(|&parent| {
        let first = dom.children(parent).find(|&id| weights.get(id).text > 0 || dom.name(id).is_some());
        let kind = dom.name(parent).map(|name| &**name).unwrap_or_default();
        let named = dom.attribute(parent, "id").is_some() || matches!(kind, "li" | "aside");
        dom.is(block, "p") && first == Some(block) && matches!(kind, "li" | "aside" | "div" | "dd") && named
    });
    let whole = whole.filter(|&id| holds_one(dom, weights, id));
    let holder = whole.unwrap_or(block);
    let around_link = dom.ancestors(link).any(|id| id == holder);
    // A heading or a whole section is no note.
    let kind = dom.name(holder).map(|name| &**name).unwrap_or_default();
    let begins = dom.is(holder, "li") || begins_with(dom, holder, label) || leads_back(dom, holder);
    let fits = matches!(kind, "p" | "div" | "li" | "aside" | "dd" | "td" | "section");
    (!around_link && fits && begins).then_some(holder)
}

/// Whether an element that may hold a note holds no other.
fn holds_one(dom: &Dom, weights: &Weights, id: NodeId) -> bool {
    /// A note has fewer elements.
    const MOST: usize = 200;
    let marks = dom
        .within(id)
        .take(MOST)
        .filter(|&inner| dom.is(inner, "a") && dom.attribute(inner, "href").is_some_and(|href| href.starts_with('#')));
    let small = |&link: &NodeId| weights.get(link).text <= LONGEST * 4;
    marks.filter(small).filter(|&link| label(&dom.text(link)).is_some()).count() <= 1
}

fn begins_with(dom: &Dom, id: NodeId, wanted: &str) -> bool {
    leading(&dom.text_start(id, 80), wanted).is_some()
}

/// The mark that a text begins with, where it is that of `wanted`: how long it is.
pub(super) fn leading(text: &str, wanted: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let forms = [
        format!("[{wanted}]"),
        format!("({wanted})"),
        format!("（{wanted}）"),
        format!("{wanted}."),
        format!("{wanted})"),
        format!("{wanted}/"),
        wanted.to_owned(),
    ];
    let form = forms.iter().find(|form| rest.starts_with(form.as_str()))?;
    let behind = rest[form.len()..].chars().next();
    let ends = form != wanted
        || behind.is_none_or(|letter| !letter.is_alphanumeric())
        || !wanted.ends_with(|c: char| c.is_ascii_digit());
    ends.then_some(start + form.len())
}

fn leads_back(dom: &Dom, id: NodeId) -> bool {
    const MOST: usize = 200;
    dom.within(id).take(MOST).any(|inner| {
        dom.is(inner, "a") && dom.attribute(inner, "href").is_some_and(|href| href.starts_with('#') && href.len() > 1)
    })
}

#[cfg(test)]
mod tests {
    use super::{label, leading};

    #[test]
    fn marks_are_short() {
        let labels = ["[1]", "(2)", "*", "12", "[a]", "see", "2031", "1.1"].map(label);
        let found: Vec<_> = labels.iter().map(|label| label.as_deref().unwrap_or("-")).collect();
        assert_eq!(found, ["1", "2", "*", "12", "a", "-", "-", "-"]);
        assert_eq!(leading(" [1] See", "1"), Some(4));
        assert_eq!(leading("12 May", "1"), None);
    }
}
