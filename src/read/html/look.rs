//! What an element says of itself by its attributes, and the words that mean something in them.

use crate::dom::{Dom, NodeId};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The lists of `furniture.words`.
static WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("furniture.words").lines().filter(|line| !line.starts_with('#'));
    let lists = lines.filter_map(|line| line.split_once(" = "));
    lists.map(|(name, list)| (name, list.split("; ").map(str::trim).collect())).collect()
});

/// The longest attribute that is searched for words, in bytes: names and addresses are shorter.
const LONGEST: usize = 2000;

fn listed(list: &str, word: &str) -> bool {
    WORDS.get(list).is_some_and(|words| words.contains(&word))
}

/// An attribute of a length that says something.
fn short<'a>(dom: &'a Dom, id: NodeId, name: &str) -> &'a str {
    dom.attribute(id, name).filter(|value| value.len() <= LONGEST).unwrap_or_default()
}

/// The value of a property in the `style` attribute, in small letters and without spaces.
pub(super) fn style(dom: &Dom, id: NodeId, property: &str) -> Option<String> {
    let value = short(dom, id, "style").split(';').filter_map(|declaration| declaration.split_once(':'));
    let mut own = value.filter(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    own.next_back().map(|(_, value)| value.trim().trim_end_matches("!important").trim().to_ascii_lowercase())
}

/// The classes and the id.
fn names(dom: &Dom, id: NodeId) -> impl Iterator<Item = String> {
    let names = [short(dom, id, "class"), short(dom, id, "id")].into_iter().flat_map(str::split_whitespace);
    names.map(str::to_ascii_lowercase).collect::<Vec<_>>().into_iter()
}

fn has_part(dom: &Dom, id: NodeId, list: &str) -> bool {
    let parts = |name: String| name.split(|c: char| !c.is_alphanumeric()).any(|part| listed(list, part));
    names(dom, id).any(parts)
}

/// Whether a class or the id names what is no part of a text. Supporting evidence only.
pub(super) fn is_named_furniture(dom: &Dom, id: NodeId) -> bool {
    has_part(dom, id, "part")
}

/// Whether a class or the id names a list of topics. Supporting evidence only.
pub(super) fn is_named_topics(dom: &Dom, id: NodeId) -> bool {
    has_part(dom, id, "topic")
}

/// Whether a class or the id names the way through a site. Supporting evidence only.
pub(super) fn is_named_way(dom: &Dom, id: NodeId) -> bool {
    has_part(dom, id, "way")
}

/// Whether a class or the id says that a part tells when the page was changed. Supporting evidence only.
pub(super) fn is_named_change(dom: &Dom, id: NodeId) -> bool {
    has_part(dom, id, "change")
}

/// Whether a class or the id names a button, or words about one. Supporting evidence only.
pub(super) fn is_named_button(dom: &Dom, id: NodeId) -> bool {
    has_part(dom, id, "bare")
}

/// Whether the id or a class is the whole name of the head of a site. Supporting evidence only.
pub(super) fn is_named_head(dom: &Dom, id: NodeId) -> bool {
    names(dom, id).any(|name| listed("head", &name))
}

/// Whether a class names a number or bullet.
pub(super) fn is_named_number(dom: &Dom, id: NodeId) -> bool {
    has_part(dom, id, "number")
}

/// Whether a class or the id names what a page shows on a click. Supporting evidence only.
pub(super) fn is_named_panel(dom: &Dom, id: NodeId) -> bool {
    has_part(dom, id, "panel")
}

/// Whether a class says that the element is for screen readers alone.
pub(super) fn is_unseen(dom: &Dom, id: NodeId) -> bool {
    names(dom, id).any(|name| listed("unseen", &name) || name.ends_with("-visually-hidden"))
}

/// Whether nobody sees the element, or only screen readers do.
pub(super) fn is_hidden(dom: &Dom, id: NodeId) -> bool {
    let value = |name: &str| dom.attribute(id, name);
    let away = value("style").is_some() && {
        let is = |property, wanted: &str| style(dom, id, property).is_some_and(|value| value == wanted);
        is("display", "none") || is("visibility", "hidden") || is("mso-hide", "all")
    };
    value("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || value("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || away
        || is_unseen(dom, id)
}

/// Whether the role, or the element itself, is that of something that is no part of a text.
pub(super) fn is_control(dom: &Dom, id: NodeId) -> bool {
    let role = short(dom, id, "role").to_ascii_lowercase();
    role.split_whitespace().next().is_some_and(|role| listed("role", role))
        || dom.name(id).is_some_and(|name| listed("control", name))
}

/// Whether a link only passes the page on, prints it, leads to its top, or is a button.
pub(super) fn is_service(href: &str) -> bool {
    let script = href.trim_start().get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"));
    script || matches!(href.trim(), "#" | "#top" | "#main" | "#content" | "#main-content") || is_share(href)
}

/// Whether a link passes the page on to others; one that prints may lead to what is printed.
pub(super) fn is_passed_on(href: &str) -> bool {
    is_share(href) && !href.contains("print")
}

/// Whether a link passes the page on, prints it or saves it.
pub(super) fn is_share(href: &str) -> bool {
    let href = href[..href.floor_char_boundary(LONGEST)].trim().to_ascii_lowercase();
    WORDS.get("share").is_some_and(|words| words.iter().any(|word| href.contains(word)))
}

/// Whether an inline element stands on lines of its own because its style says so.
pub(super) fn is_block_by_style(dom: &Dom, id: NodeId) -> bool {
    let display = style(dom, id, "display");
    display.is_some_and(|display| matches!(display.as_str(), "block" | "flex" | "grid" | "table" | "list-item"))
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(dom: &Dom, id: NodeId) -> bool {
    const BLOCKS: [&str; 52] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
        "xmp",
        "tbody",
        "tr",
    ];
    let name = dom.name(id).map(|name| &**name).unwrap_or_default();
    BLOCKS.contains(&name) || matches!(name, "td" | "th" | "thead" | "tfoot") || is_block_by_style(dom, id)
}

/// Whether a heading was made up by a template for a text without a title, as our own pages say.
pub(super) fn is_generated(dom: &Dom, id: NodeId) -> bool {
    dom.ancestors(id).any(|around| dom.attribute(around, "data-untitled").is_some())
}

/// Whether nobody ever sees what is in the element: code, and what the head of a page holds.
pub(super) fn is_code(dom: &Dom, id: NodeId) -> bool {
    let name = dom.name(id).map(|name| &**name).unwrap_or_default();
    matches!(name, "script" | "style" | "head" | "title" | "meta" | "link" | "base" | "template" | "param")
}

#[cfg(test)]
mod tests {
    use super::{is_hidden, is_named_furniture, is_service};
    use crate::dom::{Dom, NodeId};

    fn first(html: &str) -> (Dom, NodeId) {
        let dom = Dom::parse(html);
        let id = dom.elements().nth(3).unwrap();
        (dom, id)
    }

    #[test]
    fn names_and_styles_are_evidence() {
        let named = |html| {
            let (dom, id) = first(html);
            is_named_furniture(&dom, id)
        };
        assert!(named("<div class='article-share_bar'>") && !named("<div class='shareholders views-row'>"));
        let hidden = |html| {
            let (dom, id) = first(html);
            is_hidden(&dom, id)
        };
        assert!(hidden("<p style='color:red; Display : NONE'>") && hidden("<p hidden>"));
        assert!(!hidden("<p style='display:block'>"));
    }

    #[test]
    fn links_that_share_or_print() {
        assert!(
            is_service("https://www.facebook.com/sharer/sharer.php?u=x") && is_service("javascript:window.print()")
        );
        assert!(!is_service("https://tides.example/annex.pdf") && !is_service("#_ftn1"));
    }
}
