//! Fields: `HYPERLINK "https://…"`, `PAGE`. What a field comes to is printed, what it is called is not.

use super::walk::chosen;
use super::xml::Element;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The fields of a story (the body, a note, a header, a box) that are open, one inside the other; they may reach over
/// paragraphs.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// The signs that begin a field without an end, by their place: what stands behind them is words of the text.
    endless: BTreeSet<u32>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Behind the instruction: what stands here is printed.
    shows: bool,
    link: Option<Rc<str>>,
}

/// How deep fields may stand in one another.
const MOST: usize = 64;

impl Fields {
    /// The fields of a story, of which none is open yet.
    pub(super) fn of(story: Element<'_>) -> Self {
        let mut begun = Vec::new();
        match_signs(story, &mut begun);
        Self { open: Vec::new(), endless: begun.into_iter().collect() }
    }

    /// A field begins, with the sign at the place `sign` where it has one.
    pub(super) fn begin(&mut self, sign: Option<Element<'_>>) {
        let ends = sign.is_none_or(|sign| !self.endless.contains(&sign.place()));
        if ends && self.open.len() < MOST {
            self.open.push(Field::default());
        }
    }

    /// The instruction of the innermost field goes on.
    pub(super) fn instruct(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shows) {
            field.instruction.push_str(words);
        }
    }

    /// What the innermost field comes to begins here.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.shows = true;
            field.link = link(&field.instruction);
        }
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Whether words at this place are printed.
    pub(super) fn shows(&self) -> bool {
        self.open.iter().all(|field| field.shows)
    }

    /// Where words at this place lead.
    pub(super) fn link(&self) -> Option<Rc<str>> {
        self.open.iter().rev().find_map(|field| field.link.clone())
    }

    /// Whether words at this place are the number of a page.
    pub(super) fn is_page_number(&self) -> bool {
        self.open.iter().any(|field| is_page_number(&field.instruction))
    }
}

/// Finds in `container`, as it is read, the signs that begin a field, and forgets each where its end comes.
fn match_signs(container: Element<'_>, begun: &mut Vec<u32>) {
    for element in container.children() {
        match element.name() {
            "fldChar" => match element.attribute("fldCharType") {
                Some("begin") => begun.push(element.place()),
                Some("separate") => {}
                _ => drop(begun.pop()),
            },
            // Deleted words are not read, boxes are stories of their own.
            "del" | "moveFrom" | "drawing" | "pict" | "object" | "pPr" | "rPr" => {}
            "AlternateContent" => chosen(element).into_iter().for_each(|chosen| match_signs(chosen, begun)),
            _ => match_signs(element, begun),
        }
    }
}

/// Whether an instruction asks for the number of a page, or how many there are.
pub(super) fn is_page_number(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    matches!(name.as_str(), "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "PAGEREF")
}

/// Where `HYPERLINK "https://…"` leads; nowhere where it leads to a place in the document (`\l`).
pub(super) fn link(instruction: &str) -> Option<Rc<str>> {
    let instruction = instruction.trim();
    let (name, rest) = instruction.split_once(char::is_whitespace)?;
    if !name.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let rest = rest.trim_start();
    let url = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\'))?,
    };
    (!url.is_empty()).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn links_lead_out_of_the_document() {
        assert_eq!(link(" HYPERLINK \"https://a.example/b\" \\o \"tip\" ").as_deref(), Some("https://a.example/b"));
        assert_eq!(link("hyperlink mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
        assert_eq!(link("HYPERLINK \\l \"_Toc1\""), None);
        assert_eq!(link("PAGE \\* MERGEFORMAT"), None);
    }
}
