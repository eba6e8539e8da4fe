//! Which structure element an HTML element is.

use crate::dom::{Dom, NodeId};
use crate::page::document::{ListNumbering, Role, Scope};

/// What an element is in the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Role(Role),
    /// Nothing: what is in it belongs to the element around.
    Transparent,
    /// Not part of what the document says.
    Artifact,
}

/// The tag of an element: what `data-tag` says, else what HTML means by the element. `Err` with a `data-tag` that
/// names no structure type.
pub(crate) fn tag(dom: &Dom, id: NodeId) -> Result<Tag, (Tag, String)> {
    if dom.attribute(id, "aria-hidden") == Some("true") || dom.attribute(id, "data-artifact").is_some() {
        return Ok(Tag::Artifact);
    }
    match dom.attribute(id, "data-tag") {
        Some(name) => named(name).ok_or_else(|| (of_element(dom, id), name.to_owned())),
        None => Ok(of_element(dom, id)),
    }
}

/// A name of ISO 32000-1 14.8.4, `None` for no element of its own, or `Artifact`.
fn named(name: &str) -> Option<Tag> {
    match name {
        "Artifact" => Some(Tag::Artifact),
        "None" => Some(Tag::Transparent),
        _ => Role::named(name).map(Tag::Role),
    }
}

fn of_element(dom: &Dom, id: NodeId) -> Tag {
    let role = match dom.name(id).map_or("", |name| &**name) {
        "section" | "article" | "aside" => Role::Sect,
        "h1" => Role::H(1),
        "h2" => Role::H(2),
        "h3" => Role::H(3),
        "h4" => Role::H(4),
        "h5" => Role::H(5),
        "h6" => Role::H(6),
        "p" | "pre" | "address" | "summary" | "legend" => Role::P,
        "ol" | "ul" | "menu" if items_are_notes(dom, id) => return Tag::Transparent,
        "ol" | "ul" | "menu" | "dl" => Role::L,
        "li" => Role::Li,
        "dt" => Role::Lbl,
        "dd" => Role::LBody,
        "blockquote" => Role::BlockQuote,
        "q" => Role::Quote,
        "table" => Role::Table,
        "caption" | "figcaption" => Role::Caption,
        "thead" => Role::THead,
        "tbody" => Role::TBody,
        "tfoot" => Role::TFoot,
        "tr" => Role::Tr,
        "th" => Role::Th,
        "td" => Role::Td,
        "code" | "samp" | "kbd" => Role::Code,
        "figure" if images(dom, id) == 1 => Role::Figure,
        "figure" => Role::Div,
        "abbr" if dom.attribute(id, "title").is_some() => Role::Span,
        "a" if link(dom, id).is_some() => Role::Link,
        "hr" => return Tag::Artifact,
        _ => return Tag::Transparent,
    };
    Tag::Role(role)
}

/// A list whose items are `Note`s is no list: `L` may hold `LI` only.
fn items_are_notes(dom: &Dom, list: NodeId) -> bool {
    dom.child_named(list, "li").is_some_and(|item| dom.attribute(item, "data-tag") == Some("Note"))
}

/// How many images are in an element; more than two are as good as two.
fn images(dom: &Dom, figure: NodeId) -> usize {
    dom.within(figure).filter(|&id| dom.is(id, "img")).take(2).count()
}

/// Where an element leads, if that is a place to follow.
pub(crate) fn link(dom: &Dom, id: NodeId) -> Option<&str> {
    let href = dom.attribute(id, "href").map(str::trim).filter(|href| !href.is_empty() && *href != "#")?;
    let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
    let runs_code = ["javascript", "data", "vbscript"].iter().any(|code| scheme.eq_ignore_ascii_case(code));
    (dom.is(id, "a") && !runs_code).then_some(href)
}

/// What a header cell heads: what `scope` says, else by where it stands.
pub(crate) fn scope(dom: &Dom, cell: NodeId) -> Scope {
    match dom.attribute(cell, "scope").unwrap_or("").to_ascii_lowercase().as_str() {
        "row" | "rowgroup" => return Scope::Row,
        "col" | "colgroup" => return Scope::Column,
        _ => {}
    }
    let in_head =
        dom.node(cell).parent.and_then(|row| dom.node(row).parent).is_some_and(|section| dom.is(section, "thead"));
    let is_first =
        std::iter::successors(dom.node(cell).previous, |&id| dom.node(id).previous).all(|id| dom.name(id).is_none());
    if !in_head && is_first { Scope::Row } else { Scope::Column }
}

/// How many columns or rows a cell covers (HTML 4.9.11).
pub(crate) fn span(dom: &Dom, cell: NodeId, attribute: &str) -> u16 {
    const MOST: u16 = 1000;
    dom.attribute(cell, attribute).and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, MOST)
}

/// What `data-numbering` says.
pub(crate) fn numbering(dom: &Dom, list: NodeId) -> Option<ListNumbering> {
    Some(match dom.attribute(list, "data-numbering")? {
        "disc" => ListNumbering::Disc,
        "decimal" => ListNumbering::Decimal,
        "lower-roman" => ListNumbering::LowerRoman,
        "upper-roman" => ListNumbering::UpperRoman,
        "lower-alpha" => ListNumbering::LowerAlpha,
        "upper-alpha" => ListNumbering::UpperAlpha,
        _ => ListNumbering::None,
    })
}

/// How the items of a list are numbered by the label that is printed in the first: `4.`, `(a)`, `–`.
pub(crate) fn printed_numbering(dom: &Dom, list: NodeId) -> ListNumbering {
    let label = dom
        .child_named(list, "li")
        .and_then(|item| dom.children(item).find(|&id| dom.attribute(id, "data-tag") == Some("Lbl")))
        .map(|label| dom.text(label));
    let Some(label) = label else { return ListNumbering::None };
    let word = label.trim().trim_matches(|letter: char| letter.is_ascii_punctuation() || letter.is_whitespace());
    // `1.2(a)` is numbered by its last part.
    let last = word.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
    let all = |letters: &str| last.chars().all(|letter| letters.contains(letter));
    match last {
        "" if label.trim().is_empty() => ListNumbering::None,
        "" => ListNumbering::Disc,
        _ if last.chars().all(char::is_numeric) => ListNumbering::Decimal,
        // A list that begins with `i` begins with one, not with the ninth letter.
        _ if all("ivx") => ListNumbering::LowerRoman,
        _ if all("IVX") => ListNumbering::UpperRoman,
        _ if last.chars().all(|letter| letter.is_ascii_lowercase()) => ListNumbering::LowerAlpha,
        _ if last.chars().all(|letter| letter.is_ascii_uppercase()) => ListNumbering::UpperAlpha,
        _ => ListNumbering::None,
    }
}

#[cfg(test)]
mod tests {
    use crate::page::document::Role;

    #[test]
    fn the_manual_lists_every_type() {
        let manual = include_str!("../../docs/css.md");
        let list = manual.split("`data-tag=\"Note\"`").nth(1).expect("the list of types");
        for role in Role::ALL.into_iter().filter(|role| !matches!(role, Role::H(2..=5))) {
            assert_eq!(Role::named(role.name()), Some(role));
            assert!(list.contains(&format!("`{}`", role.name())), "{role:?} is not in docs/css.md");
        }
        assert_eq!(Role::named("Document"), None, "the root is never said");
    }
}
