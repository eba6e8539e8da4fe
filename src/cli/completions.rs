//! `chancery completions`: scripts for shells.

use super::Exit;
use super::arguments::Arguments;
use super::stdout;
use super::stop::Stop;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Prints the completion script of a shell
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  chancery completions bash > ~/.local/share/bash-completion/completions/chancery
  chancery completions zsh > ~/.zfunc/_chancery
  chancery completions fish > ~/.config/fish/completions/chancery.fish";

pub(crate) fn run(completions: &Completions) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Arguments::command(), "chancery", &mut script);
    stdout::write(&script)?;
    Ok(Exit::Done)
}
