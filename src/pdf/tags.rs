//! The structure tree (ISO 32000-1 14.7) and the way back from marked contents and links to it.

use super::draft::{Draft, typed};
use super::links::{Link, rectangle};
use super::object::{bytes, dictionary, name, text};
use crate::page::document::{
    ContentId, Document, Element, ElementId, Item, Kid, ListNumbering, Mark, Role, Scope, Structure,
};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// Adds the structure tree. `marks` has the marked contents of each page, by their ids.
pub(super) fn add(draft: &mut Draft, document: &Document, marks: &[Vec<ContentId>], links: &[Link]) {
    let root = draft.reserve();
    let tree = Tree::new(draft, document, marks, links);
    for (index, element) in document.structure.elements.iter().enumerate() {
        if let Some(id) = tree.ids[index] {
            let parent = tree.parents[index].and_then(|parent| tree.ids[parent]).unwrap_or(root);
            let element = tree.element(index, element, parent, &draft.pages);
            draft.set(id, element);
        }
    }
    let mut entries = typed("StructTreeRoot", []);
    entries.set("K", tree.ids[0].into_iter().map(Object::from).collect::<Vec<_>>());
    entries.set("ParentTree", tree.parent_tree(draft, marks));
    entries.set("ParentTreeNextKey", (marks.len() + links.len()) as i64);
    if !tree.notes.is_empty() {
        entries.set("IDTree", tree.id_tree());
    }
    draft.set(root, entries);
    draft.catalog.set("StructTreeRoot", root);
    draft.catalog.set("MarkInfo", dictionary([("Marked", true.into())]));
    for page in 0..marks.len() {
        if let Some(entry) = draft.page_mut(page) {
            entry.set("StructParents", page as i64);
            entry.set("Tabs", name("S"));
        }
    }
}

/// The structure with all that is known of it, by element.
struct Tree<'a> {
    document: &'a Document,
    links: &'a [Link],
    /// Of the elements that are written.
    ids: Vec<Option<ObjectId>>,
    parents: Vec<Option<usize>>,
    /// The marks of each content: page and id on it.
    pieces: Vec<Vec<(usize, i64)>>,
    /// The links of each element.
    annotations: BTreeMap<ElementId, Vec<usize>>,
    /// The ids of the notes, each its own, by their place.
    notes: BTreeMap<usize, String>,
}

impl<'a> Tree<'a> {
    fn new(draft: &mut Draft, document: &'a Document, marks: &[Vec<ContentId>], links: &'a [Link]) -> Self {
        let structure = &document.structure;
        let mut pieces = vec![Vec::new(); structure.contents.len()];
        for (page, marks) in marks.iter().enumerate() {
            for (id, content) in marks.iter().enumerate() {
                pieces[content.0 as usize].push((page, id as i64));
            }
        }
        let mut annotations: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, link) in links.iter().enumerate() {
            annotations.entry(link.element).or_default().push(index);
        }
        let kept = kept(structure, &pieces, &annotations);
        let ids: Vec<_> = kept.iter().map(|kept| kept.then(|| draft.reserve())).collect();
        let notes = notes(structure, &ids);
        Self { document, links, ids, parents: parents(structure), pieces, annotations, notes }
    }

    fn element(&self, index: usize, element: &Element, parent: ObjectId, pages: &[ObjectId]) -> Dictionary {
        let mut entries = dictionary([("S", name(element.role.name())), ("P", parent.into())]);
        let first_page = self.first_page(element);
        if let Some(page) = first_page {
            entries.set("Pg", pages[page]);
        }
        let mut kids: Vec<Object> = element.kids.iter().flat_map(|kid| self.kid(*kid, first_page, pages)).collect();
        let annotations = self.annotations.get(&ElementId(index as u32)).into_iter().flatten();
        kids.extend(annotations.map(|&link| object_reference(&self.links[link], pages)));
        match kids.len() {
            0 => {}
            1 => entries.set("K", kids.remove(0)),
            _ => entries.set("K", kids),
        }
        self.describe(index, element, &mut entries);
        entries
    }

    /// The page that the ids of its marks are on, unless they say otherwise.
    fn first_page(&self, element: &Element) -> Option<usize> {
        element.kids.iter().find_map(|kid| match kid {
            Kid::Content(content) => self.pieces[content.0 as usize].first().map(|(page, _)| *page),
            Kid::Element(_) => None,
        })
    }

    fn kid(&self, kid: Kid, first_page: Option<usize>, pages: &[ObjectId]) -> Vec<Object> {
        match kid {
            Kid::Element(element) => self.ids[element.0 as usize].map(Object::from).into_iter().collect(),
            Kid::Content(content) => {
                let pieces = self.pieces[content.0 as usize].iter();
                let piece = |&(page, id): &(usize, i64)| match Some(page) == first_page {
                    true => id.into(),
                    false => typed("MCR", [("Pg", pages[page].into()), ("MCID", id.into())]).into(),
                };
                pieces.map(piece).collect()
            }
        }
    }

    /// What is said of an element beside its contents.
    fn describe(&self, index: usize, element: &Element, entries: &mut Dictionary) {
        let texts = [("Lang", &element.language), ("Alt", &element.alternative), ("E", &element.expansion)];
        for (key, value) in texts {
            if let Some(value) = value {
                entries.set(key, text(value));
            }
        }
        if let Some(id) = self.notes.get(&index) {
            entries.set("ID", bytes(id.as_str()));
        }
        if let Some(attributes) = self.attributes(element) {
            entries.set("A", attributes);
        }
    }

    /// ISO 32000-1 14.8.5.
    fn attributes(&self, element: &Element) -> Option<Dictionary> {
        match element.role {
            Role::Th | Role::Td => table_attributes(element),
            Role::L => {
                let numbering = element.list_numbering?;
                Some(dictionary([("O", name("List")), ("ListNumbering", name(numbering_name(numbering)))]))
            }
            Role::Figure => self.figure_attributes(element),
            _ => None,
        }
    }

    /// Where the image is, for those who reflow the page around it.
    fn figure_attributes(&self, element: &Element) -> Option<Dictionary> {
        let page = &self.document.pages[self.first_page(element)?];
        let bounds = page.items.iter().find_map(|item| match item {
            Item::Image { area, mark: Mark::Content(content), .. } => {
                element.kids.contains(&Kid::Content(*content)).then(|| rectangle(page, *area))
            }
            _ => None,
        })?;
        Some(dictionary([("O", name("Layout")), ("Placement", name("Block")), ("BBox", bounds)]))
    }

    /// From the ids of notes to the notes, in the order of the ids.
    fn id_tree(&self) -> Dictionary {
        let sorted: BTreeMap<_, _> = self.notes.iter().map(|(index, id)| (id, self.ids[*index])).collect();
        let names = sorted.into_iter().filter_map(|(name, id)| Some([bytes(name.as_str()), id?.into()]));
        dictionary([("Names", names.flatten().collect::<Vec<_>>().into())])
    }

    /// From marked contents, by page, and from links to their elements.
    fn parent_tree(&self, draft: &mut Draft, marks: &[Vec<ContentId>]) -> Dictionary {
        let owner = |element: ElementId| self.ids[element.0 as usize].map_or(Object::Null, Object::from);
        let mut numbers = Vec::new();
        for (page, marks) in marks.iter().enumerate() {
            let owners = marks.iter().map(|content| owner(self.document.structure.contents[content.0 as usize]));
            let owners = draft.add(owners.collect::<Vec<_>>());
            numbers.extend([(page as i64).into(), owners.into()]);
        }
        numbers.extend(self.links.iter().flat_map(|link| [link.key.into(), owner(link.element)]));
        dictionary([("Nums", numbers.into())])
    }
}

/// Which elements are written: those with contents or links, the root, and empty cells, without which a table would
/// have holes.
fn kept(
    structure: &Structure,
    pieces: &[Vec<(usize, i64)>],
    annotations: &BTreeMap<ElementId, Vec<usize>>,
) -> Vec<bool> {
    let mut kept = vec![false; structure.elements.len()];
    for (index, element) in structure.elements.iter().enumerate().rev() {
        let has_kids = element.kids.iter().any(|kid| match kid {
            Kid::Element(element) => kept[element.0 as usize],
            Kid::Content(content) => !pieces[content.0 as usize].is_empty(),
        });
        let has_links = annotations.contains_key(&ElementId(index as u32));
        kept[index] = has_kids || has_links || index == 0 || matches!(element.role, Role::Td | Role::Th);
    }
    kept
}

fn parents(structure: &Structure) -> Vec<Option<usize>> {
    let mut parents = vec![None; structure.elements.len()];
    for (parent, element) in structure.elements.iter().enumerate() {
        for kid in &element.kids {
            if let Kid::Element(element) = kid {
                parents[element.0 as usize] = Some(parent);
            }
        }
    }
    parents
}

/// Each note has an id that no other has (ISO 14289-1 7.9).
fn notes(structure: &Structure, ids: &[Option<ObjectId>]) -> BTreeMap<usize, String> {
    let mut taken = BTreeSet::new();
    let mut notes = BTreeMap::new();
    for (index, (element, id)) in structure.elements.iter().zip(ids).enumerate() {
        if element.role != Role::Note || id.is_none() {
            continue;
        }
        let own = element.id.clone().filter(|own| !taken.contains(own));
        let mut note = own.unwrap_or_else(|| format!("note-{index}"));
        while !taken.insert(note.clone()) {
            note.push('-');
        }
        notes.insert(index, note);
    }
    notes
}

fn object_reference(link: &Link, pages: &[ObjectId]) -> Object {
    typed("OBJR", [("Obj", link.annotation.into()), ("Pg", pages[link.page].into())]).into()
}

/// ISO 32000-1 14.8.5.7.
fn table_attributes(element: &Element) -> Option<Dictionary> {
    let mut entries = dictionary([("O", name("Table"))]);
    let scope = element.scope.filter(|_| element.role == Role::Th);
    if let Some(scope) = scope {
        entries.set("Scope", name(scope_name(scope)));
    }
    for (key, span) in [("ColSpan", element.column_span), ("RowSpan", element.row_span)] {
        if span > 1 {
            entries.set(key, i64::from(span));
        }
    }
    (entries.len() > 1).then_some(entries)
}

fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Row => "Row",
        Scope::Column => "Column",
        Scope::Both => "Both",
    }
}

fn numbering_name(numbering: ListNumbering) -> &'static str {
    match numbering {
        ListNumbering::None => "None",
        ListNumbering::Disc => "Disc",
        ListNumbering::Decimal => "Decimal",
        ListNumbering::LowerRoman => "LowerRoman",
        ListNumbering::UpperRoman => "UpperRoman",
        ListNumbering::LowerAlpha => "LowerAlpha",
        ListNumbering::UpperAlpha => "UpperAlpha",
    }
}
