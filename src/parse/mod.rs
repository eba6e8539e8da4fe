//! Blocks to a [`Release`].
//!
//! The grammar, by form: position, punctuation, typography, labels and succession. Words of a language come from
//! the files in `words/` only.
//!
//! ```text
//! release     = [ fields ] [ evidence ] masthead body      evidence: what a page says of itself; evidence.rs
//! masthead    = { issuer | bar | line | title | subtitle }            opening.rs, masthead.rs; its fields: head.rs
//!               below a title that is marked as one, silent lines too, where a line that says something follows (below.rs);
//!               pictures among its lines go before the text (floats.rs); a list of fields above the text is read as well;
//!               it ends before a short sentence below title and date, before the heading of contacts or links there
//!               (sentences.rs), and before who speaks or `WHEN:`, where the text has several (speakers.rs)
//! bar         = field { "|" field }      beside a date, a few words that say nothing else are the kind, or the issuer
//!             | field { dash field }     where each side says something;   label ":" value { label ":" value }
//! line        = condition | correction | kind [ reference ] | [ place "," ] date [ "," place ] | reference
//!             | date kind [ place ] | date office | town "," country, beside a date              opening/towns.rs
//!             | label [ ":" ] value | label newline value | distribution | addressee | aside | contact | crumbs
//! distribution = "Distributed by" name "on" date                      words: distributed, on
//! aside       = caption | date of something else | how a text was adopted, or how far it is: `DRAFT`     known, and no field
//!             | address below a name | code below a number | office below a minister's name      opening/letterhead.rs
//! issuer      = the line before the title that is most like a name (institution.rs), with its peers; else an
//!               institution below the title; else "Issued by:" in the tail; else who the title says it is by; else the
//!               name over the date that ends the text. What tells something is no name (headline.rs)
//! title       = the heading, or the line over a row of stars; else the silent line that the most speaks for: behind lines
//!               that say something, strong, no name, no sentence (opening/places.rs); none where only names stand above the
//!               text. A kind and the line below it that says whose or of what are one title, as are the lines of a name
//!               (opening/joined.rs)
//! subtitle    = the lines under the title: no sentence, no heading, in emphasis where the format has it; a heading where a
//!               date follows or no other of its rank does, strong where the text has no headings; or between two dashes;
//!               below the date, too, where the text has no headings like it
//! body        = { section | item | numbered | plain | whole } tail    outline.rs, body.rs
//! section     = heading { block }        a heading is marked, numbered, underlined, in capitals, strong, or a short line
//!               over prose, with a colon or without: no sentence, no date, nobody's words     headings.rs, numbered_headings.rs
//!               it may stand directly over a number, without a blank line between them        glued_headings.rs
//!               `A.1` stands under `A`, an annex under no other                               body/sections.rs
//! numbered    = number words { plain | item | numbered of a deeper level }      numbering.rs, numerals.rs, sequence.rs
//! number      = marked: "1." "1)" "(1)" "[1]" "1.-" "(a)" "a." "(i)" "I." "1.1" "①" "§ 3" "§ 1º" "Article 2" "المادة (2)" "제1조" "가." "一、" "壹、"
//!               that follows, begins or, at the start of a paragraph, breaks a sequence
//!             | loose: "1.The" "1 -" "1º" "١-" "OP4." "１　" "PRIMERO.-" that follows, or begins what goes on
//!             | bare: "1 The" "OP4 Decides" "Article 2 The" that follows, or begins a run of three, at the start of a paragraph
//!               two numbers on one line, "3. (a)", stand one under the other        nested.rs
//!               the first of several that are quoted has the mark before it, `"(1)`   split.rs
//! item        = bullet words { deeper block }         deeper by indentation, or by the bullet: "□" "○" "-"    bullets.rs
//! plain       = words without a number: between two numbers of a sequence they belong to the number before them
//! lines       = words that end on purpose: names, or clauses with a semicolon, one a line       split.rs, quotes.rs
//! stray       = an embargo with its end in a table, a quotation, an item, behind the text, or in a silent line of the
//!               masthead: it holds as well, and is told                              stray.rs
//! whole       = table [ caption ] | quotation [ name ] | figure [ caption ] | preformatted
//!               tables.rs, aligned.rs, quotes.rs, captions.rs
//! lost breaks = a run of three numbers, each behind a sentence and before another, in one line; fields of a masthead
//!               that touch: parted before anything else is read                     lost.rs, lost_fields.rs
//! tail        = { notes | contacts | passage | signature | end mark }  tail.rs, groups.rs, closing.rs
//! notes       = [ heading | rule ] { mark words { plain } }            the text refers to a mark: notes.rs, marks.rs;
//!               to each of them, as `[1]`, where "1." closes the text
//! mark        = "[1]" "[a]" "[Note 1]" "¹" "*" "(*)" "1/" "（注1）" "※1"; under a heading or rule, or at the very end, "1."
//!               "1" "(1)"; "1" anywhere, where the text has such figures behind words in the same order   bare_notes.rs
//! contacts    = [ heading ] { name | label number | address }          contacts.rs; the next begins with a name that has
//!               a number or address of its own, or each has a line: several.rs; who it is: contacts/names.rs; each may
//!               stand in a cell or an item of its own under the heading: cards.rs
//! passage     = ( heading | label ":" ) { block }                      about, background, disclaimer, attachments, related
//!             | name words, directly behind an end mark
//! signature   = { "Done at" place date | "(signed)" name | "Yours sincerely," name | party | place "," date
//!               | name beside these }            behind some text, and with no kind among its lines: signature.rs
//!             | name and office, or office and name, where nothing but the tail follows
//!             | name and date before the title of an annex
//! end mark    = "###" | "- 30 -" | "--oOo--" | "///" | word for an end, dressed, in capitals or alone where nothing of the body
//!               follows, or with "/" and the date, or in capitals with the time; in capitals behind the last sentence, or on the line below it, too      glued_end.rs
//! day         = of a label, a line, a dateline; else of the only signature, of a line alone below the first paragraph, of
//!               the title; never the days of a meeting, but of what it closes with: a communiqué       head/late.rs
//! behind      = a line of the tail that is the number of the text, "Release no.: 31/12" or "PR/31/12", or its issuer    head.rs
//! dateline    = [ condition dash ] place [ "," date ] [ wire ] dash, or place "," date ".", or place dash date ( dash | ":" ),
//!               or date ( dash | "," ) place ( dash | ":" ), or in brackets, at the start of the first paragraph, or behind
//!               the items and captions above it; its words stay in it. A place in small letters without a date stands before a sentence, and once
//!               only; a name in brackets that the text has again is no wire but who issues it
//!               masthead/dateline.rs, head/dateline.rs
//! ```
//!
//! A Markdown text with the sign `<!-- body -->` is an edition of our own and is read as it says, without this
//! grammar (edition.rs).

mod aligned;
mod bare_notes;
mod body;
mod bullets;
mod captions;
mod cards;
mod closing;
mod condition;
mod contacts;
mod dates;
mod edition;
mod edition_head;
mod edition_tail;
mod evidence;
mod fields;
mod glued_end;
mod glued_headings;
mod groups;
mod guess;
mod head;
mod headings;
mod headline;
mod inline;
mod institution;
mod json;
mod language;
mod links;
mod lost;
mod lost_fields;
mod marks;
mod masthead;
mod nested;
mod notes;
mod numbered_headings;
mod numbering;
mod numerals;
mod opening;
mod origins;
mod outline;
mod pieces;
mod quotes;
pub(crate) mod readings;
mod script;
mod sequence;
mod settings;
mod settle;
mod several;
mod signature;
mod split;
mod starts;
mod stray;
mod tables;
mod tail;
mod tree;
mod words;

pub use origins::Origins;
pub use settings::{SettingError, Settings};

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::read::{self, Block, BlockKind, Format};
use crate::release::Release;
use crate::source::{Source, Span};

/// How to read a text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Fields that override what the text says.
    pub settings: Settings,
    /// The format; told by name and content where `None`.
    pub from: Option<Format>,
}

/// A release with what there is to say of how it was read.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The model.
    pub release: Release,
    /// Doubts and choices, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Where in the text the parts of the model come from.
    pub origins: Origins,
    /// The format that it was read from.
    pub format: Format,
}

impl Parsed {
    /// The release alone, where nothing of what there is to say is an error.
    ///
    /// # Errors
    /// The diagnostics, where one of them is an error.
    pub fn into_result(self) -> Result<Release, Vec<Diagnostic>> {
        let failed = self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        if failed { Err(self.diagnostics) } else { Ok(self.release) }
    }
}

/// Reads a release from a text, Markdown, HTML, a Word document or its own JSON. Never fails: what is doubtful stays
/// text, and is told.
///
/// ```
/// use chancery::{Source, parse};
/// let source = Source::new("a.txt", "Tide tables\n\n1. One.\n\n3. Three.");
/// let parsed = parse(&source, &Default::default());
/// assert_eq!(parsed.diagnostics[0].code, "number-gap");
/// assert_eq!(source.slice(parsed.origins.get("/body/1/paragraph/number").unwrap()), "3.");
/// ```
pub fn parse(source: &Source, options: &Options) -> Parsed {
    let mut diagnostics = Vec::new();
    let mut origins = Origins::default();
    let format = options.from.unwrap_or_else(|| Format::of(source));
    let mut release = match format {
        Format::Json => json::read(source, &mut diagnostics),
        _ => {
            let mut blocks = read::read(source, format, &mut diagnostics);
            if blocks.iter().any(is_body_sign) {
                edition::parse(&blocks, &mut origins, &mut diagnostics)
            } else {
                starts::settle(&mut blocks);
                if matches!(format, Format::Html | Format::Docx) {
                    cards::lay_out(&mut blocks);
                }
                guess::parse(&blocks, format, &mut origins, &mut diagnostics)
            }
        }
    };
    options.settings.apply_to(&mut release);
    if release.body.is_empty() && release.title.is_empty() && release.masthead.is_empty() {
        let message = "the source has no text";
        diagnostics.push(Diagnostic::error(codes::EMPTY_RELEASE, Span::at(0), message));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.map(Span::start));
    Parsed { release, diagnostics, origins, format }
}

fn is_body_sign(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Marker(marker) if marker.name == "body" && !marker.closes)
}

#[cfg(test)]
mod tests;
