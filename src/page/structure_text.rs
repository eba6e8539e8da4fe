//! The structure as text, for people and tests: accessibility is compared line by line, like source.

use crate::page::document::{Element, ElementId, Kid, Structure};
use std::fmt::Write;

/// How deep the text goes; HTML nests no deeper.
const MAX_DEPTH: usize = 500;

impl Structure {
    /// One element a line, indented, with what is said of it; neighbouring pieces of content are one line, counted.
    ///
    /// ```
    /// use chancery::page::document::{Element, ElementId, ContentId, Kid, Role, Structure};
    /// let heading = Element { role: Role::H(1), kids: vec![Kid::Content(ContentId(0))], ..Element::default() };
    /// let root = Element { role: Role::Document, kids: vec![Kid::Element(ElementId(1))], ..Element::default() };
    /// let structure = Structure { elements: vec![root, heading], contents: vec![ElementId(1)] };
    /// assert_eq!(structure.to_text(), "Document\n  H1\n    1 content\n");
    /// ```
    pub fn to_text(&self) -> String {
        self.text_of(ElementId(0), 0)
    }

    fn text_of(&self, id: ElementId, depth: usize) -> String {
        let mut text = String::new();
        let Some(element) = self.elements.get(id.0 as usize) else { return text };
        let _ = writeln!(text, "{:1$}{2}", "", depth * 2, describe(element));
        if depth >= MAX_DEPTH {
            return text;
        }
        let mut contents = 0;
        let flush = |contents: &mut usize, text: &mut String| {
            if *contents > 0 {
                let _ = writeln!(text, "{:1$}{2} content", "", depth * 2 + 2, *contents);
            }
            *contents = 0;
        };
        for kid in &element.kids {
            match kid {
                Kid::Content(_) => contents += 1,
                Kid::Element(kid) => {
                    flush(&mut contents, &mut text);
                    text.push_str(&self.text_of(*kid, depth + 1));
                }
            }
        }
        flush(&mut contents, &mut text);
        text
    }
}

/// `TH #id lang=ko alt="…" expansion="…" scope=Row columns=2 rows=3 numbering=Decimal`.
fn describe(element: &Element) -> String {
    let mut line = element.role.name().to_owned();
    let mut say = |text: String| {
        line.push(' ');
        line.push_str(&text);
    };
    if let Some(id) = &element.id {
        say(format!("#{id}"));
    }
    if let Some(language) = &element.language {
        say(format!("lang={language}"));
    }
    if let Some(alternative) = &element.alternative {
        say(format!("alt={alternative:?}"));
    }
    if let Some(expansion) = &element.expansion {
        say(format!("expansion={expansion:?}"));
    }
    if let Some(scope) = element.scope {
        say(format!("scope={scope:?}"));
    }
    if element.column_span > 1 {
        say(format!("columns={}", element.column_span));
    }
    if element.row_span > 1 {
        say(format!("rows={}", element.row_span));
    }
    if let Some(numbering) = element.list_numbering {
        say(format!("numbering={numbering:?}"));
    }
    line
}
