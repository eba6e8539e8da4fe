//! Styles: what a paragraph or its words look like by the name of their style, and what they say of themselves.

use super::xml::{Element, Tree};
use std::collections::{HashMap, HashSet};

/// How long a chain of styles, each based on the next, is followed.
const MOST_BASES: usize = 24;

/// What the style of a paragraph says that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A paragraph.
    #[default]
    Body,
    /// The title of the document.
    Title,
    /// The line below it.
    Subtitle,
    /// A heading, of a level from 1.
    Heading(u8),
    /// Somebody's words.
    Quote,
}

/// How words look; `None` where nothing says.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) superscript: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) font: Option<String>,
}

impl Words {
    /// Reads `w:rPr`.
    pub(super) fn read(properties: Element<'_>) -> Self {
        let font = properties.child("rFonts").and_then(|fonts| fonts.attribute("hAnsi"));
        Words {
            strong: properties.switch("b"),
            emphasis: properties.switch("i"),
            superscript: properties.value("vertAlign").map(|place| place == "superscript"),
            hidden: properties.switch("vanish"),
            font: font.map(str::to_owned),
        }
    }

    /// What this says, and where it is silent what `other` says.
    pub(super) fn or(&self, other: &Words) -> Words {
        Words {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            superscript: self.superscript.or(other.superscript),
            hidden: self.hidden.or(other.hidden),
            font: self.font.clone().or_else(|| other.font.clone()),
        }
    }
}

/// A place in a list, as far as it is said: the list's number and the level in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
}

/// What `w:pPr` says, of a style or of a paragraph itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) kind: Option<Kind>,
    pub(super) numbered: Numbered,
    /// How far it is set in from the left, and its first line from that to the left, in twentieths of a point.
    pub(super) left: Option<i32>,
    pub(super) hanging: Option<i32>,
    pub(super) words: Words,
}

impl Paragraph {
    /// Reads `w:pPr`.
    pub(super) fn read(properties: Element<'_>) -> Self {
        let number = |name: &str| properties.child("numPr").and_then(|numbers| numbers.value(name));
        let indent = |name: &str| properties.child("ind").and_then(|indent| indent.attribute(name)?.parse().ok());
        let level = properties.value("outlineLvl").and_then(|level| level.parse::<u8>().ok());
        Paragraph {
            kind: level.map(|level| if level < 9 { Kind::Heading(level + 1) } else { Kind::Body }),
            numbered: Numbered {
                list: number("numId").and_then(|list| list.parse().ok()),
                level: number("ilvl").and_then(|level| level.parse().ok()),
            },
            left: indent("left").or_else(|| indent("start")),
            hanging: indent("hanging"),
            words: Words::default(),
        }
    }

    /// What this says, and where it is silent what `other` says.
    pub(super) fn or(&self, other: &Paragraph) -> Paragraph {
        Paragraph {
            kind: self.kind.or(other.kind),
            numbered: Numbered {
                list: self.numbered.list.or(other.numbered.list),
                level: self.numbered.level.or(other.numbered.level),
            },
            left: self.left.or(other.left),
            hanging: self.hanging.or(other.hanging),
            words: self.words.or(&other.words),
        }
    }
}

/// The styles of a document, each with what it takes over from those it is based on.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Paragraph>,
    /// That of paragraphs which name none.
    default: Paragraph,
    /// The styles of tables that dress the first row in their own way.
    heading_rows: HashSet<String>,
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(tree: &Tree) -> Self {
        let elements: HashMap<&str, Element<'_>> = tree
            .root()
            .children()
            .filter(|style| style.name() == "style")
            .filter_map(|style| Some((style.attribute("styleId")?, style)))
            .collect();
        let resolved = |id: &str| resolve(id, &elements);
        let is_default = |style: &Element<'_>| {
            style.attribute("type") == Some("paragraph") && matches!(style.attribute("default"), Some("1" | "true"))
        };
        let default = elements.iter().filter(|(_, style)| is_default(style)).map(|(id, _)| *id).min();
        Styles {
            default: default.map(resolved).unwrap_or_default(),
            heading_rows: elements
                .iter()
                .filter(|(_, style)| heads_rows(**style))
                .map(|(&id, _)| id.to_owned())
                .collect(),
            styles: elements.keys().map(|&id| (id.to_owned(), resolved(id))).collect(),
        }
    }

    /// What the style `id` says.
    pub(super) fn get(&self, id: Option<&str>) -> &Paragraph {
        id.and_then(|id| self.styles.get(id)).unwrap_or(&self.default)
    }

    /// Whether the table style `id` dresses the first row in its own way.
    pub(super) fn heads_rows(&self, id: &str) -> bool {
        self.heading_rows.contains(id)
    }

    /// What the character style `id` says of words.
    pub(super) fn words(&self, id: &str) -> Option<&Words> {
        self.styles.get(id).map(|style| &style.words)
    }
}

fn heads_rows(style: Element<'_>) -> bool {
    style.children().any(|part| part.name() == "tblStylePr" && part.attribute("type") == Some("firstRow"))
}

/// A style with what the styles below it say.
fn resolve(id: &str, elements: &HashMap<&str, Element<'_>>) -> Paragraph {
    let mut whole = Paragraph::default();
    let mut next = Some(id);
    for _ in 0..MOST_BASES {
        let Some(style) = next.and_then(|id| elements.get(id)) else { break };
        whole = whole.or(&own(*style));
        next = style.value("basedOn");
    }
    whole
}

/// What a style says itself. Its name is the same in every language of Word, unlike its id.
fn own(style: Element<'_>) -> Paragraph {
    let mut own = style.child("pPr").map(Paragraph::read).unwrap_or_default();
    own.words = style.child("rPr").map(Words::read).unwrap_or_default();
    own.kind = style.value("name").and_then(kind_of_name).or(own.kind);
    own
}

fn kind_of_name(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "title" => Some(Kind::Title),
        "subtitle" => Some(Kind::Subtitle),
        "quote" | "intense quote" | "quotations" | "block text" => Some(Kind::Quote),
        _ => {
            let level = name.strip_prefix("heading ")?.parse::<u8>().ok()?;
            (1..=9).contains(&level).then_some(Kind::Heading(level))
        }
    }
}
