//! The model of a release: what it says, with no trace of the file it came from or the page it goes to.
//!
//! [`Release`] is plain data. It is written as JSON with the names below, and reading that JSON gives an equal
//! value. Where IPTC [ninjs] 3.0 or [schema.org] have a name for a thing, the field's description says which.
//!
//! Two rules keep promise one, that nothing is lost: the **printed words** are always kept (`masthead`, `printed`,
//! `content`), and what was **understood** from them stands beside as typed fields (`date_published`, `label`,
//! `class`). Order is the order of the text.
//!
//! [ninjs]: https://iptc.org/standards/ninjs/
//! [schema.org]: https://schema.org/NewsArticle

mod block;
mod inline;
mod json;
mod language;
mod moment;
mod printed;

pub use block::{
    Block, Cell, Contact, Contacts, Figure, Heading, List, ListItem, Note, Notes, Number, Paragraph, Passage,
    PassageClass, Quote, Section, Signature, Table,
};
pub(crate) use inline::last_letter;
pub use inline::{Inline, plain_text};
pub use language::is_language_tag;
pub use moment::{Moment, ParseMomentError};
pub use printed::printed_text;

#[cfg(test)]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An official release: press release, statement, readout, communiqué, declaration.
///
/// ```
/// use chancery::{Release, Source, parse};
///
/// let text = "Ministry of Tides\n\n3 March 2031 | Statement\n\nOn the new harbour\n\n1. The harbour is open.";
/// let release = parse(&Source::new("tides.txt", text), &Default::default()).release;
/// assert_eq!(release.issuer.as_deref(), Some("Ministry of Tides"));
/// assert_eq!(release.date_published.unwrap().to_string(), "2031-03-03");
/// assert_eq!(Release::from_json(&release.to_json()).unwrap(), release);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(
    test,
    schemars(description = "An official release: press release, statement, readout, communiqué, declaration.")
)]
pub struct Release {
    /// Who issues it, as printed (schema.org `publisher`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Who issues it together with the issuer, as printed, in the order of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub co_issuers: Vec<String>,
    /// For whom the issuer speaks, as printed: `the Harbour Union` of `on behalf of the Harbour Union`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
    /// What kind of text it is (schema.org `genre`, ninjs `genres`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The issuer's number for it, as printed (schema.org `identifier`, ninjs `altids`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Its title (schema.org and ninjs `headline`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<Inline>,
    /// The line below the title that says more (schema.org `alternativeHeadline`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subtitle: Vec<Inline>,
    /// Its language, a BCP 47 tag (schema.org `inLanguage`, ninjs `language`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The day it was released, with the time where it is printed (schema.org `datePublished`, ninjs `firstcreated`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<Moment>,
    /// The place of the dateline (schema.org `locationCreated`, ninjs `located`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub located: Option<String>,
    /// When it may be published (ninjs `embargoed` is its `until`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// To whom it is sent, as printed: `News editors` (schema.org `audience`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    /// That it corrects an earlier text, as printed (schema.org `correction`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// That it is withdrawn (schema.org `creativeWorkStatus`, ninjs `pubstatus` `canceled`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<Withdrawal>,
    /// Who carried it, and when (ninjs `infosources` with role distributor; schema.org `sdPublisher`, `sdDatePublished`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<Distribution>,
    /// Where it was published (schema.org and ninjs `url`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The text that it is an edition of, by any name that its editions in other languages give as well: `talks-2031`; never
    /// read from the text (schema.org `exampleOfWork`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition_of: Option<String>,
    /// A protective marking, such as `OFFICIAL`; never read from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// Everything printed before the body, in order. The fields above are what was understood from it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub masthead: Vec<MastheadLine>,
    /// The text (schema.org `articleBody`, ninjs `bodies`), down to and with its notes, contacts and end mark.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
}

/// The kind of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The word as printed: `Press release`, `보도자료`.
    pub printed: String,
    /// What it means.
    pub class: KindClass,
}

/// The kinds of release that are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum KindClass {
    /// A press release, news release, media release.
    PressRelease,
    /// A statement of a person or body.
    Statement,
    /// A statement of several issuers together.
    JointStatement,
    /// What was said in a call or meeting, told afterwards.
    Readout,
    /// The agreed text at the end of a meeting.
    Communique,
    /// A solemn text: declaration, proclamation.
    Declaration,
    /// A resolution or decision of a body.
    Resolution,
    /// A speech or remarks.
    Speech,
    /// A sheet of facts or background.
    FactSheet,
    /// A notice or advisory to the media or the public.
    Notice,
    /// Something else; the printed word says what.
    #[default]
    Other,
}

/// When a release may be published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The words as printed: `FOR IMMEDIATE RELEASE`, `Embargoed until 3 March 2031, 18:00 CET`.
    pub printed: String,
    /// What they mean.
    pub class: ConditionClass,
    /// When an embargo ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

/// The conditions that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ConditionClass {
    /// For immediate release.
    Immediate,
    /// Held back until a time.
    Embargoed,
    /// To be checked against delivery.
    CheckAgainstDelivery,
}

/// That a release is withdrawn: it keeps its address, and says so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Withdrawal {
    /// The words as printed, `WITHDRAWN on 4 March 2031`, or a reason that somebody gave beside the text; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// When it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

/// Who carried a release to its readers, and when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Distribution {
    /// The distributor, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When it was distributed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

/// One printed line or paragraph before the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MastheadLine {
    /// Here the title stands.
    Title,
    /// Here the subtitle stands.
    Subtitle,
    /// Any other line, with its words.
    Line {
        /// The words as printed.
        content: Vec<Inline>,
        /// The fields that were understood from it, in its order; empty where nothing was.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        says: Vec<Field>,
    },
}

/// A field that a line of the masthead says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the fields of `Release`")]
pub enum Field {
    Issuer,
    CoIssuers,
    OnBehalfOf,
    Kind,
    Reference,
    Title,
    Subtitle,
    Language,
    DatePublished,
    Located,
    Condition,
    Addressee,
    Correction,
    Withdrawal,
    Distribution,
    Url,
    Classification,
}
