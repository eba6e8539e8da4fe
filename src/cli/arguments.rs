//! The options, as clap reads them and `--help` explains them.
//!
//! Every option that `chancery.toml` can also set is an `Option` or a list here: nothing said is told apart from the
//! default. [`settings`](super::settings) adds the defaults.

use super::build::Build;
use super::check::Check;
use super::completions::Completions;
use super::config::Config;
use super::extract::Extract;
use super::index::Index;
use super::init::Init;
use super::inspect::Inspect;
use super::man::Man;
use super::render::Render;
use super::serve::Serve;
use super::stream::Stream;
use super::theme::Theme;
use super::watch::Watch;
use chancery::parse::Settings;
use chancery::{Format, OutputFormat, Profile};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Publishes official releases as Markdown, HTML, accessible PDF and JSON.
///
/// chancery reads a press release, statement, readout, communiqué or declaration, and publishes it with one number
/// and one anchor for every paragraph, the same in every format. Markdown and JSON read back to the same release;
/// the PDF (PDF/UA-1 and PDF/A-3a) carries the source file in it.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) talk: TalkFlags,
}

const AFTER_HELP: &str = "\
Examples:
  chancery render tides.txt -f md,html,pdf,json -o public/
  chancery render tides.txt -o tides.pdf --set issuer='Ministry of Tides'
  chancery check --strict releases/*.txt
  chancery build
  chancery serve
  chancery inspect tides.txt

Exit status:
  0  done; there may have been warnings
  1  a release has errors, or warnings under --strict
  2  could not run: a file cannot be read or written, or the command is wrong

Options can also stand in a file chancery.toml beside the input or in a folder above it; see
`chancery config --help`.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Render(Render),
    Init(Init),
    Build(Build),
    Serve(Serve),
    Watch(Watch),
    Index(Index),
    Stream(Stream),
    Check(Check),
    Inspect(Inspect),
    /// Prints the JSON Schema of a release
    ///
    /// The schema (JSON Schema 2020-12) describes what `render -f json` writes and what a `.json` input must be.
    Schema,
    Theme(Theme),
    Extract(Extract),
    Config(Config),
    Completions(Completions),
    Man(Man),
}

/// How to speak on stderr.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Messages")]
pub(crate) struct TalkFlags {
    /// How diagnostics are printed on stderr: with the line and a caret (the default), one line each, or as
    /// JSON lines
    #[arg(long, global = true, value_name = "STYLE")]
    pub(crate) diagnostics: Option<DiagnosticsStyle>,
    /// When to use colours; `auto`, the default, looks at the terminal and honours NO_COLOR
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<Colour>,
    /// Print errors only
    #[arg(long, short, global = true, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          value_name = "BOOL", hide_possible_values = true)]
    pub(crate) quiet: Option<bool>,
}

/// The forms of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiagnosticsStyle {
    #[default]
    Human,
    Short,
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    #[default]
    Auto,
    Always,
    Never,
}

/// How to understand a release.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingFlags {
    /// Say what the text does not: issuer, language, reference, classification, url ... (repeatable)
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_value, long_help = set_help())]
    pub(crate) set: Vec<(String, String)>,
    /// The format of the input; told by its name and content where it is not said
    #[arg(long, value_name = "FORMAT", value_parser = input_format())]
    pub(crate) from: Option<Format>,
    /// Treat warnings as errors: nothing is written, and the exit status is 1
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL",
          hide_possible_values = true)]
    pub(crate) strict: Option<bool>,
    /// Make diagnostics of these codes errors (repeatable, or joined by commas); `chancery check --explain CODE` tells
    /// of one
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,
    /// Hide diagnostics of these codes (repeatable, or joined by commas); errors stay
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
    /// The day that templates see as today, and that a date in the future is told by; there is none without it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<Date>,
}

/// What to write, and where.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Publishing")]
pub(crate) struct PublishingFlags {
    /// The formats to write, with commas between; without it the ending of --output says which
    #[arg(long, short, value_name = "FORMAT", value_delimiter = ',', value_parser = output_format())]
    pub(crate) format: Vec<OutputFormat>,
    /// The file to write, or the folder; `-` is stdout
    ///
    /// With one input and one format it is a file, unless it is a folder that exists or ends with `/`. Otherwise it
    /// is a folder, made if absent, and the files in it are named after the inputs. Without it, files are written
    /// beside their inputs.
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) look: LookFlags,
}

/// How outputs look.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Publishing")]
pub(crate) struct LookFlags {
    /// A template to use instead of the built-in one: a file, or the name of one in the theme
    ///
    /// The ending of a file says what it makes: `.md` Markdown, `.html` a web page, `.pdf.html` the pages of a PDF. A
    /// name, such as `briefing`, is that of a template for each format that is asked for.
    #[arg(long, value_name = "FILE|NAME")]
    pub(crate) template: Option<String>,
    /// A style sheet to add after those of the theme (repeatable)
    ///
    /// One that ends in `print.css` is for PDF only, one that ends in `screen.css` for HTML only, any other for both.
    #[arg(long, value_name = "FILE")]
    pub(crate) style: Vec<PathBuf>,
    /// How it looks: `briefing` (the default), `communique` or `wire`, or a folder of templates and styles
    ///
    /// `communique` is for long texts: contents with page numbers, headings and numbers in the margin. `wire` is plain and
    /// double spaced, for editors with a pencil. A folder is laid over the briefing; see `chancery theme export`.
    #[arg(long, value_name = "NAME|DIR")]
    pub(crate) theme: Option<PathBuf>,
    /// The Markdown dialect and its front matter; `gfm` is the default
    #[arg(long, value_name = "NAME", value_parser = profile())]
    pub(crate) profile: Option<Profile>,
    /// A folder to look for fonts in, before those of the system (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(crate) font_path: Vec<PathBuf>,
    /// Use only the built-in fonts and those of --font-path
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL",
          hide_possible_values = true)]
    pub(crate) no_system_fonts: Option<bool>,
}

/// Reads `2031-03-03`.
fn day(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "expected a day such as 2031-03-03")
}

/// What `--set` takes.
fn set_help() -> String {
    let keys = Settings::KEYS.join(", ");
    format!(
        "Say what the text does not (repeatable)\n\nThe keys are {keys}. What is said here wins over what the text says."
    )
}

/// Reads `issuer=Ministry of Tides`.
fn key_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("expected KEY=VALUE, such as `issuer=Ministry of Tides`")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

pub(crate) fn output_format() -> impl TypedValueParser<Value = OutputFormat> {
    let names = OutputFormat::ALL.map(OutputFormat::extension);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<OutputFormat>())
}

fn input_format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse::<Format>())
}

fn profile() -> impl TypedValueParser<Value = Profile> {
    let names = Profile::ALL.map(Profile::name);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Profile>())
}
