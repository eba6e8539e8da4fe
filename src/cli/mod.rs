//! The command line: arguments, a call of the library, what it gives printed, an exit code.
//!
//! One file a subcommand. What they share: [`arguments`] (the options), [`settings`] (options from the command line
//! laid over those of `chancery.toml`), [`voice`] (stderr), [`destination`] (where outputs go), [`stop`] (what
//! ends a run, and its hints).

mod arguments;
mod build;
mod check;
mod completions;
mod config;
mod config_file;
mod destination;
mod extract;
mod files;
mod findings;
mod glyphs;
mod index;
mod init;
mod inspect;
mod man;
mod nearest;
mod outline;
mod plan;
mod progress;
mod render;
mod schema;
mod serve;
mod settings;
mod sources;
mod stdout;
mod stop;
mod stream;
mod theme;
mod verdicts;
mod voice;
mod watch;

use arguments::{Arguments, Command};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;
use stop::Stop;
use voice::Voice;

/// How much room for its calls a thread has, in bytes: as the main thread, so that texts may be nested as deep in all of them.
const STACK: usize = 8 * 1024 * 1024;

/// How a run ended, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// What was asked is done; there may have been warnings.
    Done = 0,
    /// A release has errors, or warnings under `--strict`.
    Faulty = 1,
    /// Something could not be read, written or understood as a command.
    Stopped = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Runs the command that `arguments` (with the program's name first) ask for.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> Exit {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(answer) => return print_answer(&answer),
    };
    let mut voice = Voice::from_flags(&arguments.talk);
    match run_command(arguments, &mut voice) {
        Ok(exit) => exit,
        Err(Stop::ClosedPipe) => Exit::Done,
        Err(stop) => {
            voice.stop(&stop);
            Exit::Stopped
        }
    }
}

fn run_command(arguments: Arguments, voice: &mut Voice) -> Result<Exit, Stop> {
    let talk = arguments.talk;
    match arguments.command {
        Command::Render(render) => render::run(render, talk, voice),
        Command::Build(build) => build::run(build, talk, voice),
        Command::Serve(serve) => serve::run(&serve, &talk, voice),
        Command::Watch(watch) => watch::run(&watch, &talk, voice),
        Command::Index(index) => index::run(index, talk, voice),
        Command::Init(init) => init::run(&init),
        Command::Stream(stream) => stream::run(stream, talk),
        Command::Check(check) => check::run(check, talk, voice),
        Command::Inspect(inspect) => inspect::run(inspect, talk, voice),
        Command::Schema => schema::run(),
        Command::Theme(theme) => theme::run(theme),
        Command::Extract(extract) => extract::run(&extract),
        Command::Config(config) => config::run(config, talk),
        Command::Completions(completions) => completions::run(&completions),
        Command::Man(man) => man::run(&man),
    }
}

/// Prints what clap has to say: help and version on stdout, a mistake in the arguments on stderr.
fn print_answer(answer: &clap::Error) -> Exit {
    // A reader that has gone away is no error, and there is nobody else to tell.
    let _ = answer.print();
    if answer.use_stderr() { Exit::Stopped } else { Exit::Done }
}
