//! `chancery check`: what there is to say about releases, and nothing else.

use super::Exit;
use super::arguments::{ReadingFlags, TalkFlags};
use super::settings::{self, Flags, Settings};
use super::sources::Input;
use super::stdout;
use super::stop::Stop;
use super::voice::Voice;
use chancery::prepare::{self, prepare};
use chancery::{Diagnostics, Span, lint, parse};
use clap::Args;
use std::ffi::OsString;

/// Says what is doubtful in releases before they are published, and writes nothing
///
/// How the text was read, and what an editor would say of it: dates that contradict each other, a placeholder that was
/// left in, an embargo without a zone. A diagnostic shows the place and says what to do; `--diagnostics json` gives
/// one JSON object a line for other programs.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// The releases: text, Markdown, HTML, Word or JSON; `-` is stdin
    #[arg(required_unless_present = "explain")]
    input: Vec<OsString>,
    /// Print what a code means, with an example, instead
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Examples:
  chancery check tides.txt
  chancery check --strict --diagnostics short releases/*.txt
  chancery check tides.txt --deny placeholder,no-date --allow double-space
  chancery check --explain embargo-end

Exit status:
  0  no errors; there may have been warnings
  1  a release has errors, also by --deny, or warnings under --strict
  2  a release cannot be read, or the command is wrong";

pub(crate) fn run(check: Check, talk: TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    if let Some(code) = check.explain {
        stdout::write(explanation(&code)?.as_bytes())?;
        return Ok(Exit::Done);
    }
    let inputs: Vec<Input> = check.input.into_iter().map(Input::from).collect();
    let flags = Flags { talk, reading: check.reading, ..Flags::default() };
    let all_settings = settings::of_inputs(&inputs, &flags)?;
    let mut worst = Exit::Done;
    for (input, settings) in inputs.iter().zip(all_settings) {
        voice.adopt_settings(&settings);
        worst = worst.max(check_one(input, &settings, voice).unwrap_or_else(|stop| {
            voice.stop(&stop);
            Exit::Stopped
        }));
    }
    Ok(worst)
}

fn check_one(input: &Input, settings: &Settings, voice: &mut Voice) -> Result<Exit, Stop> {
    let source = input.read()?;
    let parsed = parse(&source, &settings.parse_options()?);
    let prepared = prepare(&parsed.release, &prepare::Options::default());
    let linted = lint(&source, &parsed, settings.date.value);
    let mut items: Vec<_> = parsed.diagnostics.into_iter().chain(prepared.diagnostics).chain(linted).collect();
    items.sort_by_key(|item| item.span.map(Span::start));
    Ok(voice.say(&Diagnostics { source, items }, settings.strict.value))
}

/// The section of `docs/diagnostics.md` about a code.
fn explanation(code: &str) -> Result<String, Stop> {
    const PAGE: &str = include_str!("../../docs/diagnostics.md");
    let unknown = || Stop::UnknownCode { option: "explain", code: code.to_owned() };
    let (_, section) = PAGE.split_once(&format!("\n## `{code}`\n")).ok_or_else(unknown)?;
    let end = section.find("\n## ").unwrap_or(section.len()).min(section.find("\n# ").unwrap_or(section.len()));
    Ok(format!("{code}\n\n{}\n", section[..end].trim()))
}
