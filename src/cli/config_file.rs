//! `chancery.toml`: options for all releases below a folder.
//!
//! Its keys are the names of the options, and `[set]` holds what `--set` says. A path in it is relative to the
//! folder it is in.
//!
//! ```toml
//! format = ["md", "html", "pdf"]
//! output = "public/"
//! [set]
//! issuer = "Ministry of Tides"
//! ```

mod site;
mod target;

pub(crate) use site::set as set_of_site;

use super::arguments::{Colour, DiagnosticsStyle};
use super::nearest::nearest;
use super::stop::Stop;
use super::verdicts;
use chancery::parse::{SettingError, Settings};
use chancery::site::{SETTINGS, Target};
use chancery::{Diagnostic, Diagnostics, Format, OutputFormat, Profile, Source, Span, Theme, codes, input};
use clap::ValueEnum;
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys it may have.
const KEYS: [&str; 19] = [
    "from",
    "format",
    "output",
    "template",
    "style",
    "theme",
    "profile",
    "date",
    "font-path",
    "no-system-fonts",
    "set",
    "site",
    "target",
    "strict",
    "deny",
    "allow",
    "diagnostics",
    "color",
    "quiet",
];

/// A `chancery.toml`, read.
#[derive(Debug)]
pub(crate) struct ConfigFile {
    pub(crate) path: PathBuf,
    pub(crate) values: Values,
}

/// A value with the line it is on.
#[derive(Clone, Debug)]
pub(crate) struct Filed<T> {
    pub(crate) value: T,
    pub(crate) line: usize,
}

/// What the file says; `None` where it says nothing.
#[derive(Debug, Default)]
pub(crate) struct Values {
    pub(crate) from: Option<Filed<Format>>,
    pub(crate) format: Option<Filed<Vec<OutputFormat>>>,
    pub(crate) output: Option<Filed<PathBuf>>,
    pub(crate) template: Option<Filed<String>>,
    pub(crate) style: Option<Filed<Vec<PathBuf>>>,
    pub(crate) theme: Option<Filed<PathBuf>>,
    pub(crate) profile: Option<Filed<Profile>>,
    pub(crate) date: Option<Filed<Date>>,
    pub(crate) font_path: Option<Filed<Vec<PathBuf>>>,
    pub(crate) no_system_fonts: Option<Filed<bool>>,
    pub(crate) set: Vec<(String, Filed<String>)>,
    pub(crate) site: Vec<(String, Filed<String>)>,
    pub(crate) target: Option<Filed<Vec<Target>>>,
    pub(crate) strict: Option<Filed<bool>>,
    pub(crate) deny: Option<Filed<Vec<String>>>,
    pub(crate) allow: Option<Filed<Vec<String>>>,
    pub(crate) diagnostics: Option<Filed<DiagnosticsStyle>>,
    pub(crate) color: Option<Filed<Colour>>,
    pub(crate) quiet: Option<Filed<bool>>,
}

/// The file that holds for things in `folder`: the first one upward from it.
pub(crate) fn find(folder: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok()?;
    folder.ancestors().map(|folder| folder.join(SETTINGS)).find(|path| path.is_file())
}

/// Reads the file at `path`.
///
/// # Errors
/// [`Stop::Configuration`] with everything that is wrong in it.
pub(crate) fn read(path: &Path) -> Result<ConfigFile, Stop> {
    let source = input::read(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut reader = Reader { source: &source, folder, values: Values::default(), found: Vec::new() };
    match DeTable::parse(source.text()) {
        Ok(table) => reader.table(table.get_ref()),
        Err(error) => {
            let span = error.span().map_or(Span::at(0), |range| Span::new(range.start, range.end));
            reader.found.push(Diagnostic::error(codes::TOML_SYNTAX, span, error.message().replace('\n', ", ")));
        }
    }
    let Reader { values, found, .. } = reader;
    if found.is_empty() {
        return Ok(ConfigFile { path: path.to_owned(), values });
    }
    Err(Stop::Configuration(Diagnostics { source, items: found }))
}

struct Reader<'a> {
    source: &'a Source,
    folder: &'a Path,
    values: Values,
    found: Vec<Diagnostic>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            self.entry(key, value);
        }
    }

    fn entry(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Value<'_>) {
        match key.get_ref().as_ref() {
            "from" => self.values.from = self.parsed(value, "a format", &Format::ALL.map(Format::name)),
            "format" => self.values.format = self.formats(value),
            "output" => self.values.output = self.path(value),
            "template" => self.values.template = self.template(value),
            "style" => self.values.style = self.paths(value),
            "theme" => self.values.theme = self.theme(value),
            "profile" => self.values.profile = self.parsed(value, "a profile", &Profile::ALL.map(Profile::name)),
            "date" => self.values.date = self.date(value),
            "font-path" => self.values.font_path = self.paths(value),
            "no-system-fonts" => self.values.no_system_fonts = self.truth(value),
            "set" => self.set(value),
            "site" => self.site(value),
            "target" => self.values.target = self.targets(value),
            "strict" => self.values.strict = self.truth(value),
            "deny" => self.values.deny = self.codes(value),
            "allow" => self.values.allow = self.codes(value),
            "diagnostics" => self.values.diagnostics = self.named(value),
            "color" => self.values.color = self.named(value),
            "quiet" => self.values.quiet = self.truth(value),
            unknown => self.unknown_key(unknown, span_of(key), &KEYS),
        }
    }

    fn unknown_key(&mut self, key: &str, span: Span, known: &[&str]) {
        let hint = match nearest(key, known) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("known are {}", known.join(", ")),
        };
        self.found.push(Diagnostic::error(codes::UNKNOWN_KEY, span, format!("unknown key `{key}`")).with_hint(hint));
    }

    fn filed<T>(&self, value: &Value<'_>, read: T) -> Option<Filed<T>> {
        Some(Filed { value: read, line: self.source.line_column(value.span().start).line })
    }

    fn expected<T>(&mut self, value: &Value<'_>, what: &str) -> Option<T> {
        let found = &self.source.text()[value.span()];
        let found: String = found.chars().take(40).collect();
        let message = format!("expected {what}, found `{found}`");
        self.found.push(Diagnostic::error(codes::BAD_VALUE, span_of(value), message));
        None
    }

    fn text(&mut self, value: &Value<'_>) -> Option<Filed<String>> {
        match value.get_ref().as_str() {
            Some(text) => self.filed(value, text.to_owned()),
            None => self.expected(value, "a string"),
        }
    }

    fn truth(&mut self, value: &Value<'_>) -> Option<Filed<bool>> {
        match value.get_ref().as_bool() {
            Some(truth) => self.filed(value, truth),
            None => self.expected(value, "`true` or `false`"),
        }
    }

    /// A string, or a list of them.
    fn texts<'v>(&mut self, value: &'v Value<'_>) -> Option<Vec<&'v str>> {
        let texts = match value.get_ref() {
            DeValue::String(text) => Some(vec![text.as_ref()]),
            DeValue::Array(items) => items.iter().map(|item| item.get_ref().as_str()).collect(),
            _ => None,
        };
        if texts.is_none() { self.expected(value, "a string or a list of strings") } else { texts }
    }

    fn parsed<T: FromStr>(&mut self, value: &Value<'_>, what: &str, known: &[&str]) -> Option<Filed<T>> {
        match value.get_ref().as_str().map(str::parse) {
            Some(Ok(read)) => self.filed(value, read),
            _ => self.expected(value, &format!("{what} ({})", known.join(", "))),
        }
    }

    fn named<T: ValueEnum>(&mut self, value: &Value<'_>) -> Option<Filed<T>> {
        match value.get_ref().as_str().map(|name| T::from_str(name, false)) {
            Some(Ok(read)) => self.filed(value, read),
            _ => {
                let known = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
                let known: Vec<String> = known.map(|name| name.get_name().to_owned()).collect();
                self.expected(value, &format!("one of {}", known.join(", ")))
            }
        }
    }

    fn formats(&mut self, value: &Value<'_>) -> Option<Filed<Vec<OutputFormat>>> {
        let names = self.texts(value)?;
        let formats = names.iter().flat_map(|names| names.split(',')).map(|name| name.trim().parse());
        match formats.collect() {
            Ok(formats) => self.filed(value, formats),
            Err(_) => self.expected(value, "formats (md, html, pdf, json)"),
        }
    }

    /// Codes of diagnostics.
    fn codes(&mut self, value: &Value<'_>) -> Option<Filed<Vec<String>>> {
        let names = self.texts(value)?;
        let codes: Vec<String> =
            names.iter().flat_map(|names| names.split(',')).map(|name| name.trim().to_owned()).collect();
        let Some(unknown) = codes.iter().find(|code| !verdicts::is_code(code)) else { return self.filed(value, codes) };
        let message = format!("`{unknown}` is no code of a diagnostic");
        let bad = Diagnostic::error(codes::BAD_VALUE, span_of(value), message);
        self.found.push(bad.with_hint(verdicts::hint(unknown)));
        None
    }

    /// A TOML date, or one in a string.
    fn date(&mut self, value: &Value<'_>) -> Option<Filed<Date>> {
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        match text.parse() {
            Ok(date) => self.filed(value, date),
            Err(_) => self.expected(value, "a date such as 2031-03-03"),
        }
    }

    fn path(&mut self, value: &Value<'_>) -> Option<Filed<PathBuf>> {
        let text = self.text(value)?;
        // Stdout is where it is.
        let path = if text.value == "-" { "-".into() } else { self.folder.join(&text.value) };
        self.filed(value, path)
    }

    fn paths(&mut self, value: &Value<'_>) -> Option<Filed<Vec<PathBuf>>> {
        let texts = self.texts(value)?;
        let paths = texts.iter().map(|text| self.folder.join(text)).collect();
        self.filed(value, paths)
    }

    /// A file beside the configuration, or else a name.
    fn template(&mut self, value: &Value<'_>) -> Option<Filed<String>> {
        let mut text = self.text(value)?;
        let file = self.folder.join(&text.value);
        if let (true, Some(path)) = (file.is_file(), file.to_str()) {
            text.value = path.to_owned();
        }
        Some(text)
    }

    /// A name, or else a folder beside the configuration.
    fn theme(&mut self, value: &Value<'_>) -> Option<Filed<PathBuf>> {
        let mut path = self.path(value)?;
        if let Some(name) = value.get_ref().as_str().filter(|name| Theme::named(name).is_some()) {
            path.value = name.into();
        }
        Some(path)
    }

    fn set(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            self.expected::<()>(value, "a table, such as `set.issuer = \"Ministry of Tides\"`");
            return;
        };
        for (key, value) in table {
            let text = match value.get_ref() {
                DeValue::Datetime(date) => self.filed(value, date.to_string()),
                _ => self.text(value),
            };
            let Some(text) = text else { continue };
            match Settings::default().set(key.get_ref(), &text.value) {
                Ok(()) => self.values.set.push((key.get_ref().to_string(), text)),
                Err(SettingError::UnknownKey { key: name }) => self.unknown_key(&name, span_of(key), Settings::KEYS),
                Err(bad) => self.found.push(Diagnostic::error(codes::BAD_VALUE, span_of(value), bad.to_string())),
            }
        }
    }
}

fn span_of<T>(spanned: &Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}
