//! `chancery man`: the manual page, or that of a command.

use super::Exit;
use super::arguments::Arguments;
use super::stdout;
use super::stop::Stop;
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man as Page;

/// Prints the manual page, or that of a command
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// The command, such as `render` or `theme export`
    command: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  chancery man | man -l -
  chancery man render | man -l -";

pub(crate) fn run(man: &Man) -> Result<Exit, Stop> {
    let page = Page::new(command(&man.command)?);
    let mut roff = Vec::new();
    page.render(&mut roff).map_err(Stop::Stdout)?;
    stdout::write(&roff)?;
    Ok(Exit::Done)
}

/// The command of that name; building it gives it the name of its page: `chancery-theme-export`.
fn command(names: &[String]) -> Result<Command, Stop> {
    let mut command = Arguments::command();
    command.build();
    for name in names {
        let inner = command.find_subcommand(name).cloned();
        command = inner.ok_or_else(|| Stop::NoSuchCommand { name: names.join(" ") })?;
    }
    Ok(command)
}
