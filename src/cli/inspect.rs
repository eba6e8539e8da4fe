//! `chancery inspect`: what was understood of a release, and from which words.

use super::Exit;
use super::arguments::{ReadingFlags, TalkFlags};
use super::outline;
use super::settings::{self, Flags};
use super::sources::Input;
use super::stdout;
use super::stop::Stop;
use super::voice::Voice;
use chancery::release::{MastheadLine, Release, plain_text};
use chancery::{Diagnostic, Diagnostics, Parsed, Source, Span, codes, parse};
use clap::Args;
use std::collections::BTreeMap;
use std::ffi::OsString;

/// Shows what was understood of a release
///
/// Every field with its value and the words it was read from, the outline of the body with its printed numbers, and
/// what was not understood or left out. A field that is not said can be said with --set.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Inspect {
    /// The release: text, Markdown, HTML, Word or JSON; `-` is stdin
    input: OsString,
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Examples:
  chancery inspect tides.txt
  chancery inspect tides.txt --set classification=OFFICIAL";

/// How many characters of a text are shown.
pub(super) const SHOWN: usize = 72;

pub(crate) fn run(inspect: Inspect, talk: TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    let input = Input::from(inspect.input);
    let flags = Flags { talk, reading: inspect.reading, ..Flags::default() };
    let settings = settings::of_input(&input, &flags)?;
    voice.adopt_settings(&settings);
    let source = input.read()?;
    let parsed = parse(&source, &settings.parse_options()?);
    stdout::write(Shown::new(&source, &parsed).print().as_bytes())?;
    Ok(voice.say(&Diagnostics { source: source.clone(), items: parsed.diagnostics }, settings.strict.value))
}

/// A release as it is shown.
pub(super) struct Shown<'a> {
    source: &'a Source,
    pub(super) parsed: &'a Parsed,
    origins: BTreeMap<&'a str, Span>,
}

impl<'a> Shown<'a> {
    fn new(source: &'a Source, parsed: &'a Parsed) -> Self {
        Shown { source, parsed, origins: parsed.origins.iter().collect() }
    }

    fn print(&self) -> String {
        let body = outline::print(self);
        let body = if body.is_empty() { "  (nothing)\n".to_owned() } else { body };
        let mut shown = format!("Fields\n{}\nBody\n{body}", self.fields());
        let lines = self.not_understood();
        if !lines.is_empty() {
            shown += &format!("\nNot understood\n{lines}");
        }
        let lines = self.left_out();
        if !lines.is_empty() {
            shown += &format!("\nLeft out\n{lines}");
        }
        shown
    }

    fn fields(&self) -> String {
        let fields = fields(&self.parsed.release);
        let width = fields.iter().map(|field| field.name.len()).max().unwrap_or(0);
        let line = |field: &Field| {
            let name = field.name;
            match &field.value {
                None => format!("  {name:width$}  -\n"),
                Some(value) => format!("  {name:width$}  {value}{}\n", self.evidence(field.pointer, value)),
            }
        };
        fields.iter().map(line).collect()
    }

    /// `  (line 3, from "3 March 2031")`; the words only where they are not the value itself.
    fn evidence(&self, pointer: &str, value: &str) -> String {
        // A field may have been read together with its neighbours: who distributed a release, and when.
        let whole = pointer.rsplit_once('/').map_or("", |(whole, _)| whole);
        let Some(span) = self.span(pointer).or_else(|| self.span(whole)) else { return String::new() };
        let words = one_line(self.source.slice(span));
        let line = self.line(span);
        if words == value {
            format!("  (line {line})")
        } else {
            format!("  (line {line}, from \"{}\")", shorten(&words))
        }
    }

    /// Where the thing at `pointer` of the model was read from.
    pub(super) fn span(&self, pointer: &str) -> Option<Span> {
        self.origins.get(pointer).copied()
    }

    pub(super) fn line(&self, span: Span) -> usize {
        self.source.line_column(span.start()).line
    }

    /// What is of the page and not of the release.
    fn left_out(&self) -> String {
        let furniture = self.parsed.diagnostics.iter().filter(|diagnostic| diagnostic.code == codes::FURNITURE);
        let print = |diagnostic: &Diagnostic| {
            let line = diagnostic.span.map(|span| format!("line {}: ", self.line(span)));
            format!("  {}{}\n", line.unwrap_or_default(), one_line(&diagnostic.message))
        };
        furniture.map(print).collect()
    }

    /// The lines of the masthead that say nothing we know.
    fn not_understood(&self) -> String {
        let lines = self.parsed.release.masthead.iter().enumerate();
        let lines = lines.filter_map(|(index, line)| match line {
            MastheadLine::Line { content, says } if says.is_empty() => Some((index, plain_text(content))),
            _ => None,
        });
        // A drawn line says nothing.
        let lines = lines.filter(|(_, words)| words.contains(char::is_alphanumeric));
        let print = |(index, words): (usize, String)| {
            let line = self.span(&format!("/masthead/{index}")).map(|span| format!("line {}: ", self.line(span)));
            format!("  {}\"{}\"\n", line.unwrap_or_default(), shorten(&one_line(&words)))
        };
        lines.map(print).collect()
    }
}

/// One field of the model.
struct Field {
    name: &'static str,
    /// Where it is in the model.
    pointer: &'static str,
    value: Option<String>,
}

/// Every field of the head, in the order of the model.
fn fields(release: &Release) -> Vec<Field> {
    let field = |name, pointer, value: Option<String>| Field { name, pointer, value };
    let words = |content: &[_]| Some(plain_text(content)).filter(|words| !words.is_empty());
    let list = |names: &[String]| Some(names.join("; ")).filter(|names| !names.is_empty());
    let condition = release.condition.as_ref();
    let distribution = release.distribution.as_ref();
    let kind = release.kind.as_ref().map(|kind| with_class(&kind.printed, &kind.class));
    vec![
        field("issuer", "/issuer", release.issuer.clone()),
        field("issued with", "/co_issuers", list(&release.co_issuers)),
        field("on behalf of", "/on_behalf_of", release.on_behalf_of.clone()),
        field("kind", "/kind", kind),
        field("reference", "/reference", release.reference.clone()),
        field("title", "/title", words(&release.title)),
        field("subtitle", "/subtitle", words(&release.subtitle)),
        field("language", "/language", release.language.clone()),
        field("date_published", "/date_published", release.date_published.map(|date| date.to_string())),
        field("located", "/located", release.located.clone()),
        field("condition", "/condition", condition.map(|one| with_class(&one.printed, &one.class))),
        field("embargoed until", "/condition/until", condition.and_then(|one| one.until).map(|at| at.to_string())),
        field("addressee", "/addressee", release.addressee.clone()),
        field("correction", "/correction", release.correction.clone()),
        field("withdrawal", "/withdrawal", release.withdrawal.as_ref().map(|one| one.printed.clone())),
        field(
            "withdrawn at",
            "/withdrawal/at",
            release.withdrawal.as_ref().and_then(|one| one.at).map(|at| at.to_string()),
        ),
        field("distributed by", "/distribution/by", distribution.and_then(|one| one.by.clone())),
        field("distributed at", "/distribution/at", distribution.and_then(|one| one.at).map(|at| at.to_string())),
        field("url", "/url", release.url.clone()),
        field("edition of", "/edition_of", release.edition_of.clone()),
        field("classification", "/classification", release.classification.clone()),
    ]
}

/// `Press release [press-release]`.
fn with_class(printed: &str, class: &impl serde::Serialize) -> String {
    match serde_json::to_value(class) {
        Ok(serde_json::Value::String(class)) => format!("{printed} [{class}]"),
        _ => printed.to_owned(),
    }
}

/// The words on one line, with nothing in them that a terminal obeys.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

/// The beginning of a long text.
pub(super) fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
