//! Builds the structure tree while the document is walked through.
//!
//! What the standard asks for and HTML leaves open is put right here: text in a section stands in a `P`, what is in an
//! `LI` in `Lbl` or `LBody`, headings do not skip a level, notes have an id.

use crate::page::document::{Artifact, ContentId, Element, ElementId, Kid, Mark, Role, Structure};

/// The structure so far, and where in it we are.
#[derive(Debug)]
pub(crate) struct Tags {
    structure: Structure,
    /// The open elements, outermost first; never empty.
    open: Vec<Open>,
    /// The headings above: the level asked for and the level given.
    headings: Vec<(u8, u8)>,
    notes: u32,
    /// How many artifacts we are in.
    artifacts: u32,
}

#[derive(Debug)]
struct Open {
    id: ElementId,
    parent: ElementId,
    role: Role,
    language: String,
    /// An element that HTML does not have, to which more may be added: a `P` in a section, an `LBody` in an `LI`.
    added: Option<ElementId>,
}

/// What to close again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(crate) enum Opened {
    Element(ElementId),
    /// A block without an element of its own.
    Block,
    Artifact,
    Nothing,
}

impl Tags {
    /// A structure with its root.
    pub(crate) fn new(language: &str) -> Self {
        let root = Element::of(Role::Document);
        let open = Open {
            id: ElementId(0),
            parent: ElementId(0),
            role: Role::Document,
            language: language.to_owned(),
            added: None,
        };
        let structure = Structure { elements: vec![root], contents: Vec::new() };
        Self { structure, open: vec![open], headings: Vec::new(), notes: 0, artifacts: 0 }
    }

    /// Opens an element; what follows is in it. Its `role` is that of the HTML element; a heading may get another level,
    /// see [`Tags::element`].
    pub(crate) fn open(&mut self, mut element: Element, language: &str) -> Opened {
        if self.artifacts > 0 {
            return Opened::Nothing;
        }
        if let Role::H(level) = element.role {
            element.role = Role::H(self.heading_level(level));
        }
        if element.role == Role::Note && element.id.is_none() {
            self.notes += 1;
            element.id = Some(format!("note-{}", self.notes));
        }
        if self.top().language != language {
            element.language = Some(language.to_owned());
        }
        let role = element.role;
        let parent = self.place(Some(role));
        let id = self.add(parent, element);
        self.open.push(Open { id, parent, role, language: language.to_owned(), added: None });
        Opened::Element(id)
    }

    /// A block without an element of its own begins: text before it and in it is not one paragraph.
    pub(crate) fn open_block(&mut self) -> Opened {
        self.end_paragraph();
        Opened::Block
    }

    /// What follows is not part of what the document says.
    pub(crate) fn open_artifact(&mut self) -> Opened {
        self.artifacts += 1;
        Opened::Artifact
    }

    /// Ends what [`Tags::open`] and the like have begun.
    pub(crate) fn close(&mut self, opened: Opened) {
        match opened {
            Opened::Nothing => {}
            Opened::Block => self.end_paragraph(),
            Opened::Artifact => self.artifacts -= 1,
            Opened::Element(_) => {
                if let Some(closed) = self.open.pop() {
                    self.prune(&closed);
                }
            }
        }
    }

    /// The element that was opened last, as far as it is open.
    pub(crate) fn element(&self, opened: Opened) -> Option<&Element> {
        match opened {
            Opened::Element(id) => Some(&self.structure.elements[id.0 as usize]),
            _ => None,
        }
    }

    /// A piece of content at this place.
    pub(crate) fn content(&mut self) -> Mark {
        if self.artifacts > 0 {
            return Mark::Artifact(Artifact::Layout);
        }
        let parent = self.place(None);
        let id = ContentId(self.structure.contents.len() as u32);
        self.structure.contents.push(parent);
        self.structure.elements[parent.0 as usize].kids.push(Kid::Content(id));
        Mark::Content(id)
    }

    /// The role of the innermost open element.
    pub(crate) fn role(&self) -> Role {
        self.top().role
    }

    /// The language of the innermost open element.
    pub(crate) fn language(&self) -> &str {
        &self.top().language
    }

    pub(crate) fn finish(self) -> Structure {
        self.structure
    }

    fn top(&self) -> &Open {
        &self.open[self.open.len() - 1]
    }

    fn top_mut(&mut self) -> &mut Open {
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn add(&mut self, parent: ElementId, element: Element) -> ElementId {
        let id = ElementId(self.structure.elements.len() as u32);
        self.structure.elements.push(element);
        self.structure.elements[parent.0 as usize].kids.push(Kid::Element(id));
        id
    }

    fn add_role(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.add(parent, Element::of(role))
    }

    /// The element that a child of this role, or content, belongs to: the innermost, or one that must stand between.
    fn place(&mut self, role: Option<Role>) -> ElementId {
        let (id, added) = (self.top().id, self.top().added);
        let steps: &[Role] = match (self.top().role, role) {
            (Role::L, Some(Role::Li | Role::Caption)) => &[],
            // `dt` and `dd` share an item.
            (Role::L, Some(Role::Lbl)) => return self.new_item(id),
            (Role::L, Some(Role::LBody)) => return added.unwrap_or_else(|| self.new_item(id)),
            (Role::L, _) => &[Role::Li, Role::LBody],
            (Role::Li, Some(Role::Lbl | Role::LBody)) => &[],
            (Role::Li, _) => &[Role::LBody],
            (Role::Table | Role::THead | Role::TBody | Role::TFoot, None) => &[Role::Tr, Role::Td],
            (Role::Tr, None) => &[Role::Td],
            (_, Some(Role::Li)) => &[Role::L],
            (top, role) if is_grouping(top) && role.is_none_or(is_inline) => &[Role::P],
            _ => &[],
        };
        if steps.is_empty() {
            self.top_mut().added = None;
            return id;
        }
        if let Some(added) = added {
            return added;
        }
        let innermost = steps.iter().fold(id, |parent, &role| self.add_role(parent, role));
        self.top_mut().added = Some(innermost);
        innermost
    }

    fn new_item(&mut self, list: ElementId) -> ElementId {
        let item = self.add_role(list, Role::Li);
        self.top_mut().added = Some(item);
        item
    }

    /// Text that follows does not belong to a paragraph that was added before.
    fn end_paragraph(&mut self) {
        if is_grouping(self.top().role) {
            self.top_mut().added = None;
        }
    }

    /// The first heading has level 1 and none is more than one below the one it is under (ISO 14289-1, 7.4.2).
    fn heading_level(&mut self, asked: u8) -> u8 {
        while self.headings.last().is_some_and(|&(above, _)| above >= asked) {
            self.headings.pop();
        }
        let given = self.headings.last().map_or(1, |&(_, given)| given + 1).min(6);
        self.headings.push((asked, given));
        given
    }

    /// Takes an empty element out again, where it says nothing.
    fn prune(&mut self, closed: &Open) {
        let element = &self.structure.elements[closed.id.0 as usize];
        let says_something = matches!(element.role, Role::Td | Role::Th | Role::Tr | Role::Link | Role::Figure);
        let is_last = closed.id.0 as usize + 1 == self.structure.elements.len();
        if !says_something && is_last && element.kids.is_empty() {
            self.structure.elements.pop();
            self.structure.elements[closed.parent.0 as usize].kids.pop();
        }
    }
}

/// Holds blocks only.
fn is_grouping(role: Role) -> bool {
    matches!(role, Role::Document | Role::Part | Role::Sect | Role::Div | Role::BlockQuote)
}

/// Stands in a line of text.
fn is_inline(role: Role) -> bool {
    matches!(role, Role::Span | Role::Quote | Role::Reference | Role::Code | Role::Link | Role::Lbl)
}
