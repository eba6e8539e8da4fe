//! The parts of a body.

use super::{Inline, Moment};
#[cfg(test)]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A part of the body, in the order of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Block {
    /// A heading and what stands under it.
    Section(Section),
    /// A paragraph, numbered or not.
    Paragraph(Paragraph),
    /// A list without numbers.
    List(List),
    /// A passage set apart as somebody's words.
    Quote(Quote),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// Footnotes, end notes, notes to editors.
    Notes(Notes),
    /// Whom to ask.
    Contacts(Contacts),
    /// A passage apart from the argument: `About the Ministry`, background, a disclaimer, attachments.
    Boilerplate(Passage),
    /// Who signed it, where and when.
    Signature(Signature),
    /// Lines that are printed as they are, spaces and all.
    Preformatted {
        /// The lines, joined by line feeds.
        text: String,
    },
    /// A printed line across the page: `---`, `* * *`.
    Break {
        /// The characters as printed; empty where it was drawn.
        printed: String,
    },
    /// The mark that says the release ends here: `###`, `- 30 -`, `(끝)`.
    EndMark {
        /// As printed.
        printed: String,
    },
}

impl Block {
    /// Its name in the JSON of the model.
    pub fn name(&self) -> &'static str {
        match self {
            Block::Section(_) => "section",
            Block::Paragraph(_) => "paragraph",
            Block::List(_) => "list",
            Block::Quote(_) => "quote",
            Block::Table(_) => "table",
            Block::Figure(_) => "figure",
            Block::Notes(_) => "notes",
            Block::Contacts(_) => "contacts",
            Block::Boilerplate(_) => "boilerplate",
            Block::Signature(_) => "signature",
            Block::Preformatted { .. } => "preformatted",
            Block::Break { .. } => "break",
            Block::EndMark { .. } => "end_mark",
        }
    }

    /// The lists of blocks in it, in the order of the text.
    pub(crate) fn children(&self) -> Vec<&[Block]> {
        match self {
            Block::Section(section) => vec![&section.blocks],
            Block::Paragraph(paragraph) => vec![&paragraph.blocks],
            Block::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
            Block::Quote(quote) => vec![&quote.blocks],
            Block::Notes(notes) => notes.notes.iter().map(|note| note.blocks.as_slice()).collect(),
            Block::Boilerplate(passage) => vec![&passage.blocks],
            _ => Vec::new(),
        }
    }
}

/// A heading and what stands under it, down to the next heading of its level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The heading.
    pub heading: Heading,
    /// What stands under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

/// The words over a section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Its printed number, where it has one: `II.`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// Its words.
    pub content: Vec<Inline>,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// Its printed number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// Its words.
    pub content: Vec<Inline>,
    /// What belongs to it: sub-paragraphs, lists, tables, a second paragraph without a number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

/// A printed number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// As printed, punctuation and all: `4.`, `(b)`, `제3조`, `٤.`.
    pub printed: String,
    /// The number alone, in the form a citation uses: `4`, `b`, `3`, `4`.
    pub label: String,
}

/// A list without numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListItem {
    /// The bullet as printed: `•`, `-`, `※`.
    pub bullet: String,
    /// Its words.
    pub content: Vec<Inline>,
    /// What belongs to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

/// A passage set apart as somebody's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The words.
    pub blocks: Vec<Block>,
    /// Who said them, where that is printed apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attribution: Vec<Inline>,
}

/// A table: rows of cells, the first rows being headers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The line that names it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// The rows of column headers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<Vec<Cell>>,
    /// The other rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Its words.
    pub content: Vec<Inline>,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Where it is, as printed.
    pub url: String,
    /// What it shows, for those who cannot see it (schema.org `accessibilitySummary` of an `ImageObject`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alternative: String,
    /// The words below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
}

/// Notes at the end, under a heading or none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notes {
    /// The words over them: `Notes to editors`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heading: Vec<Inline>,
    /// The notes.
    pub notes: Vec<Note>,
}

/// One note.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Its mark as printed, punctuation and all: `1.`, `[1]`, `*`. Empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// The mark alone; a [`Inline::FootnoteRef`] with the same label refers to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Its words.
    pub content: Vec<Inline>,
    /// What belongs to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

/// Whom to ask (schema.org `contactPoint`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// The words over them: `Media contacts`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heading: Vec<Inline>,
    /// The contacts.
    pub contacts: Vec<Contact>,
}

/// One contact: its printed lines, and what was understood from them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The words as printed.
    pub content: Vec<Inline>,
    /// The person or office (schema.org `name`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they do (schema.org `contactType`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Telephone numbers, as printed (schema.org `telephone`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub telephone: Vec<String>,
    /// Mail addresses (schema.org `email`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub email: Vec<String>,
    /// Fax numbers, as printed (schema.org `faxNumber`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fax: Vec<String>,
    /// Web addresses (schema.org `url`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub url: Vec<String>,
    /// When somebody answers, as printed behind a label such as `Hours:` (schema.org `hoursAvailable`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Where letters go, as printed behind a label such as `Address:` (schema.org `address`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Who signed, where and when: the printed lines, and what was understood from them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The words as printed: `Done at Port Tide, 3 March 2031`, `(signed) Jane Roe`.
    pub content: Vec<Inline>,
    /// Where it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Moment>,
    /// Who signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What a passage apart from the argument is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PassageClass {
    /// What the issuer says of itself below every release: `About the Ministry`.
    #[default]
    About,
    /// What came before: `Background`.
    Background,
    /// What the text is not: `This is an unofficial translation`.
    Disclaimer,
    /// What goes with the text: `Annexes`.
    Attachments,
    /// What else there is to read: `See also`.
    Related,
}

impl PassageClass {
    /// Whether it is what a passage is that says nothing of it.
    pub fn is_about(&self) -> bool {
        *self == PassageClass::About
    }
}

/// A passage, mostly under a heading of its own, that is not part of the argument.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// What it is.
    #[serde(default, skip_serializing_if = "PassageClass::is_about")]
    pub class: PassageClass,
    /// The words over it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heading: Vec<Inline>,
    /// The passage.
    pub blocks: Vec<Block>,
}
