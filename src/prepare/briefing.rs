//! What the templates see: plain data in which everything that two formats must agree on is decided.

use crate::release::{ConditionClass, Field, KindClass, Number, PassageClass};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A release made ready for its readers.
///
/// The fields are documented for the authors of templates in `docs/templates.md`, which a test holds to this type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Briefing {
    /// The language, a BCP 47 tag; `en` where the release does not say.
    pub language: String,
    /// Whether the release itself says its language.
    pub language_stated: bool,
    /// The way its script runs.
    pub direction: Direction,
    /// The words that templates add, in the language: `words.contents`.
    pub words: BTreeMap<String, String>,
    /// Who issues it.
    pub issuer: Option<String>,
    /// Who issues it together with the issuer.
    pub co_issuers: Vec<String>,
    /// For whom the issuer speaks.
    pub on_behalf_of: Option<String>,
    /// What kind of text it is.
    pub kind: Option<Kind>,
    /// The issuer's number for it.
    pub reference: Option<String>,
    /// The text that it is an edition of, by the name that all editions give.
    pub edition_of: Option<String>,
    /// A protective marking.
    pub classification: Option<String>,
    /// The day it was released.
    pub date: Option<Date>,
    /// The place of the dateline.
    pub located: Option<String>,
    /// When it may be published.
    pub condition: Option<Condition>,
    /// To whom it is sent.
    pub addressee: Option<String>,
    /// That it corrects an earlier text.
    pub correction: Option<String>,
    /// That it is withdrawn.
    pub withdrawal: Option<Withdrawal>,
    /// What stands over it in our words: that it is withdrawn, or corrected where no printed line says so.
    pub notices: Vec<Notice>,
    /// Who carried it, and when.
    pub distribution: Option<Distribution>,
    /// Where it was published, as printed.
    pub url: Option<String>,
    /// The same, where it is an address that a page may name as its own (`http` or `https`).
    pub canonical: Option<String>,
    /// The title.
    pub title: Vec<Inline>,
    /// The line below the title.
    pub subtitle: Vec<Inline>,
    /// What to call it in plain words; never empty.
    pub name: String,
    /// The same, cut at a word for a running head.
    pub short_name: String,
    /// The first paragraph in plain words, cut at a word.
    pub description: String,
    /// What is printed before the body, in order; holds the title's place exactly once.
    pub masthead: Vec<MastheadPart>,
    /// The body.
    pub blocks: Vec<Block>,
    /// The sections, for a table of contents.
    pub outline: Vec<OutlineEntry>,
    /// The day that counts as today, where one was given.
    pub today: Option<Date>,
}

/// The way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// The kind of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// The word as printed.
    pub printed: String,
    /// What it means.
    pub class: KindClass,
}

/// A day, or a minute of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Date {
    /// In ISO 8601, for machines: `2024-08-07`.
    pub iso: String,
    /// In the language, for people: `7 August 2024`.
    pub words: String,
}

/// When a release may be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// The words as printed.
    pub printed: String,
    /// What they mean.
    pub class: ConditionClass,
    /// When an embargo ends.
    pub until: Option<Date>,
}

/// That a release is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withdrawal {
    /// The words as printed, or the reason; may be empty.
    pub printed: String,
    /// When it was withdrawn.
    pub at: Option<Date>,
}

/// What stands over a release in our words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// What is said: `withdrawn`, `corrected`.
    pub class: &'static str,
    /// The same in the language of the release: `Withdrawn on 4 March 2031`.
    pub heading: String,
    /// The words that somebody gave for it, where no line of the release has them.
    pub text: Option<String>,
}

/// Who carried a release, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Distribution {
    /// The distributor.
    pub by: Option<String>,
    /// When it was distributed.
    pub at: Option<Date>,
}

/// A part of the masthead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MastheadPart {
    /// Here the title stands.
    Title {
        /// Whether the text says so; a title from elsewhere goes after the lines.
        stated: bool,
    },
    /// Here the subtitle stands.
    Subtitle {
        /// Whether the text says so; a subtitle from elsewhere goes after the title.
        stated: bool,
    },
    /// Lines that are printed one after another.
    Lines {
        /// The lines.
        lines: Vec<MastheadLine>,
        /// Whether each of them only repeats what a letterhead shows.
        repeats: bool,
    },
}

/// A line of the masthead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MastheadLine {
    /// The words as printed.
    pub content: Vec<Inline>,
    /// The fields it says.
    pub says: Vec<Field>,
    /// Whether it is the issuer, kind, date or reference and nothing more, so that a letterhead already shows it.
    pub repeats: bool,
}

/// A section in the table of contents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutlineEntry {
    /// Its anchor.
    pub id: String,
    /// Its printed number.
    pub number: Option<Number>,
    /// Its heading in plain words.
    pub name: String,
    /// The sections in it.
    pub children: Vec<OutlineEntry>,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A heading and what stands under it.
    Section(Section),
    /// Numbered paragraphs that follow one another.
    Paragraphs {
        /// The paragraphs.
        items: Vec<Numbered>,
        /// How wide the widest of their numbers is, in Latin letters: a Han character counts as two.
        widest: usize,
    },
    /// A paragraph without a number.
    Paragraph {
        /// Its words.
        content: Vec<Inline>,
        /// Whether they end with a colon.
        introduces: bool,
        /// What belongs to it.
        blocks: Vec<Block>,
    },
    /// A list without numbers.
    List {
        /// Its items.
        items: Vec<ListItem>,
    },
    /// A passage set apart as somebody's words.
    Quote {
        /// The words.
        blocks: Vec<Block>,
        /// Who said them.
        attribution: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// Notes under a heading or none.
    Notes {
        /// The words over them.
        heading: Vec<Inline>,
        /// The level of that heading.
        level: usize,
        /// How many there are, in words: `2 notes`.
        count: String,
        /// Whether they are footnotes: there is no heading over them, and each has its mark in the text.
        are_called: bool,
        /// The notes.
        items: Vec<Note>,
    },
    /// Whom to ask.
    Contacts {
        /// The words over them.
        heading: Vec<Inline>,
        /// The level of that heading.
        level: usize,
        /// The contacts.
        items: Vec<Contact>,
    },
    /// A passage apart from the argument.
    Boilerplate {
        /// What it is: `about`, `background`, `disclaimer`, `attachments`, `related`.
        class: PassageClass,
        /// The words over it.
        heading: Vec<Inline>,
        /// The level of that heading.
        level: usize,
        /// The passage.
        blocks: Vec<Block>,
    },
    /// Who signed it, where and when.
    Signature(Signature),
    /// Lines that are printed as they are.
    Preformatted {
        /// The lines.
        text: String,
    },
    /// A line across the page.
    Break {
        /// The characters as printed.
        printed: String,
    },
    /// The mark of the end.
    EndMark {
        /// As printed.
        printed: String,
    },
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Its anchor: `s1`, `s1-2`.
    pub id: String,
    /// The level of the heading, 2 to 6.
    pub level: usize,
    /// Its printed number.
    pub number: Option<Number>,
    /// The heading.
    pub content: Vec<Inline>,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A numbered paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Numbered {
    /// Its anchor, the same in every format: `p4`, `p4-a`.
    pub id: String,
    /// The number as printed: `4.`.
    pub number: String,
    /// The number alone: `4`.
    pub label: String,
    /// How to cite it, with the paragraphs it belongs to: `4 (a)`.
    pub citation: String,
    /// Its words.
    pub content: Vec<Inline>,
    /// Whether they end with a colon: they stay with what follows.
    pub introduces: bool,
    /// What belongs to it.
    pub blocks: Vec<Block>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListItem {
    /// The bullet as printed.
    pub bullet: String,
    /// The bullet as a page shows it: `•` for a sign that only a font of symbols has.
    pub sign: String,
    /// Its words.
    pub content: Vec<Inline>,
    /// Whether they end with a colon.
    pub introduces: bool,
    /// What belongs to it.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// The line that names it.
    pub caption: Vec<Inline>,
    /// The rows of column headers.
    pub header: Vec<Vec<Cell>>,
    /// The other rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many cells the longest row has.
    pub columns: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Its words.
    pub content: Vec<Inline>,
    /// Whether it stands in a column of figures, which are set to the end of the line to be compared.
    pub figures: bool,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Where it is, as printed.
    pub url: String,
    /// The same, where a link may lead there.
    pub href: Option<String>,
    /// The picture as an address that holds it (`data:image/png;…`), where there is one.
    pub data: Option<String>,
    /// What it shows.
    pub alternative: String,
    /// The words below it.
    pub caption: Vec<Inline>,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// Its anchor: `n1`.
    pub id: String,
    /// Its mark as printed: `[1]`.
    pub printed: String,
    /// The mark alone: `1`.
    pub label: String,
    /// Its words.
    pub content: Vec<Inline>,
    /// What belongs to it.
    pub blocks: Vec<Block>,
    /// The anchors of the references to it: `r1`, `r1-2`.
    pub references: Vec<String>,
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contact {
    /// The words as printed, with links for mail addresses and telephone numbers.
    pub content: Vec<Inline>,
    /// The person or office.
    pub name: Option<String>,
    /// What they do.
    pub role: Option<String>,
    /// Telephone numbers as printed.
    pub telephone: Vec<String>,
    /// Mail addresses.
    pub email: Vec<String>,
    /// Fax numbers as printed.
    pub fax: Vec<String>,
    /// Web addresses.
    pub url: Vec<String>,
    /// When somebody answers, as printed.
    pub hours: Option<String>,
    /// Where letters go, as printed.
    pub address: Option<String>,
}

/// Who signed, where and when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Signature {
    /// The words as printed.
    pub content: Vec<Inline>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Who.
    pub name: Option<String>,
}

/// Text inside a paragraph, its links and references resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Words.
    Text(String),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Important words.
    Strong(Vec<Inline>),
    /// Words of a computer.
    Code(String),
    /// Raised text.
    Superscript(Vec<Inline>),
    /// A link of the text.
    Link {
        /// Where it leads, as printed.
        url: String,
        /// The same, where a reader may be led there; otherwise the words and the address are printed as text.
        href: Option<String>,
        /// Its words.
        content: Vec<Inline>,
    },
    /// Words that lead somewhere though nobody wrote a link: `paragraph 4`, a mail address. The link is ours.
    Reference {
        /// The anchor, `#p4`, or the address, `mailto:press@tides.example`.
        href: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A reference to a note.
    NoteRef {
        /// Its own anchor, `r1`; empty where there is no such note.
        id: String,
        /// The anchor of the note, `n1`; empty where there is no such note.
        target: String,
        /// The mark as printed.
        label: String,
    },
    /// A line break that was printed on purpose.
    LineBreak,
}
