//! `chancery check`: what there is to say about releases, and nothing else.

use super::Exit;
use super::arguments::{ReadingFlags, TalkFlags};
use super::settings::{self, Flags, Settings};
use super::sources::Input;
use super::stop::Stop;
use super::voice::Voice;
use chancery::prepare::{self, prepare};
use chancery::{Diagnostics, parse};
use clap::Args;
use std::ffi::OsString;

/// Prints the diagnostics of releases and writes nothing
///
/// A diagnostic names what is doubtful, shows the place, and says what to do. `--diagnostics json` gives one JSON
/// object a line for other programs.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// The releases: text, Markdown, HTML or JSON; `-` is stdin
    #[arg(required = true)]
    input: Vec<OsString>,
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Examples:
  chancery check tides.txt
  chancery check --strict --diagnostics short releases/*.txt

Exit status:
  0  no errors; there may have been warnings
  1  a release has errors, or warnings under --strict
  2  a release cannot be read, or the command is wrong";

pub(crate) fn run(check: Check, talk: TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
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
    let items = parsed.diagnostics.into_iter().chain(prepared.diagnostics).collect();
    Ok(voice.say(&Diagnostics { source, items }, settings.strict.value))
}
