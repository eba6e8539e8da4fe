//! `chancery config`: every option, its value and where it came from.

use super::Exit;
use super::arguments::{PublishingFlags, ReadingFlags, TalkFlags};
use super::settings::{self, Chosen, Flags, Settings};
use super::sources::Input;
use super::stdout;
use super::stop::Stop;
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::fmt::Display;
use std::path::PathBuf;

/// Prints the options that hold for an input, and where each came from
///
/// Options come from the command line, then from the file `chancery.toml` that is found first upward from the
/// input's folder, then from the defaults. The keys of the file are the names of the options, paths in it are
/// relative to it, and a table [set] holds what --set says.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Config {
    /// The release whose options are asked for; without it, those of the current folder
    #[arg(default_value = "-", hide_default_value = true)]
    input: OsString,
    #[command(flatten)]
    publishing: PublishingFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Example of a chancery.toml:
  format = [\"md\", \"html\", \"pdf\"]
  output = \"public/\"
  profile = \"hugo\"
  theme = \"theme\"

  [set]
  issuer = \"Ministry of Tides\"
  language = \"en\"";

pub(crate) fn run(config: Config, talk: TalkFlags) -> Result<Exit, Stop> {
    let flags = Flags { talk, reading: config.reading, publishing: config.publishing };
    let settings = settings::of_input(&Input::from(config.input), &flags)?;
    stdout::write(print(&settings).as_bytes())?;
    Ok(Exit::Done)
}

/// The settings as a `chancery.toml`, the origins as comments.
fn print(settings: &Settings) -> String {
    let rows = rows(settings);
    let width = rows.iter().map(|(row, _)| row.chars().count()).filter(|&width| width < 60).max().unwrap_or(0);
    let file = settings.file.as_ref().map_or_else(|| "no chancery.toml".into(), |path| path.display().to_string());
    let rows = rows.into_iter().map(|(row, origin)| {
        if origin.is_empty() { format!("{row}\n") } else { format!("{row:width$}  # {origin}\n") }
    });
    std::iter::once(format!("# {file}\n")).chain(rows).collect()
}

/// Each line of TOML, with where its value came from.
fn rows(settings: &Settings) -> Vec<(String, String)> {
    let mut rows = vec![
        row("from", optional(settings.from.value), &settings.from),
        row("format", list(&settings.format.value), &settings.format),
        row("output", optional(settings.output.value.as_ref().map(|path| path.display())), &settings.output),
        row("template", optional(settings.template.value.as_ref()), &settings.template),
        row("style", paths(&settings.style.value), &settings.style),
        row("theme", optional(settings.theme.value.as_ref().map(|path| path.display())), &settings.theme),
        row("profile", Some(quoted(settings.profile.value.name())), &settings.profile),
        row("date", optional(settings.date.value), &settings.date),
        row("font-path", paths(&settings.font_path.value), &settings.font_path),
        row("no-system-fonts", Some(settings.no_system_fonts.value.to_string()), &settings.no_system_fonts),
        row("strict", Some(settings.strict.value.to_string()), &settings.strict),
        row("deny", list(&settings.deny.value), &settings.deny),
        row("allow", list(&settings.allow.value), &settings.allow),
        row("diagnostics", named(settings.diagnostics.value), &settings.diagnostics),
        row("color", named(settings.color.value), &settings.color),
        row("quiet", Some(settings.quiet.value.to_string()), &settings.quiet),
    ];
    for (name, table) in [("set", &settings.set), ("site", &settings.site)] {
        rows.extend((!table.is_empty()).then(|| (format!("\n[{name}]"), String::new())));
        rows.extend(table.iter().map(|(key, value)| row(key, Some(quoted(&value.value)), value)));
    }
    for target in &settings.target.value {
        rows.push(("\n[[target]]".to_owned(), settings.target.origin.to_string()));
        let keys = [
            ("kind", Some(quoted(target.kind.name()))),
            ("output", Some(quoted(target.output.display()))),
            ("title", target.title.as_ref().map(quoted)),
            ("weight", target.weight.map(|weight| weight.to_string())),
        ];
        let said = keys.into_iter().filter_map(|(key, value)| Some((format!("{key} = {}", value?), String::new())));
        rows.extend(said);
    }
    rows
}

/// `key = value`, or the key commented out where it has no value.
fn row<T>(key: &str, value: Option<String>, chosen: &Chosen<T>) -> (String, String) {
    let row = value.map_or_else(|| format!("# {key} ="), |value| format!("{key} = {value}"));
    (row, chosen.origin.to_string())
}

fn quoted(text: impl Display) -> String {
    toml::Value::String(text.to_string()).to_string()
}

fn optional(value: Option<impl Display>) -> Option<String> {
    value.map(quoted)
}

fn list(items: &[impl Display]) -> Option<String> {
    let items: Vec<String> = items.iter().map(quoted).collect();
    (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
}

fn paths(paths: &[PathBuf]) -> Option<String> {
    list(&paths.iter().map(|path| path.display()).collect::<Vec<_>>())
}

fn named(value: impl ValueEnum) -> Option<String> {
    value.to_possible_value().map(|value| quoted(value.get_name()))
}
