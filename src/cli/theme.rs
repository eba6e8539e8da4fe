//! `chancery theme`: the built-in templates and styles, to change them.

use super::Exit;
use super::files;
use super::stdout;
use super::stop::Stop;
use chancery::Theme as Looks;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Works with templates and styles
#[derive(Args, Debug)]
pub(crate) struct Theme {
    #[command(subcommand)]
    command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
enum ThemeCommand {
    Export(Export),
}

/// Writes the built-in templates and styles into a folder
///
/// Change what you want to change and delete the rest: `render --theme DIR` lays the folder over the built-in ones.
/// A file that is already there and is different is left as it is, and nothing is written.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
struct Export {
    /// The folder, made if absent
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The theme to begin with: `briefing`, `communique` or `wire`
    #[arg(long, value_name = "NAME", default_value = "briefing", hide_default_value = true,
          value_parser = PossibleValuesParser::new(Looks::NAMES), hide_possible_values = true)]
    theme: String,
}

const EXAMPLES: &str = "\
Example:
  chancery theme export my-theme
  chancery render tides.txt -o tides.pdf --theme my-theme";

pub(crate) fn run(theme: Theme) -> Result<Exit, Stop> {
    let ThemeCommand::Export(Export { folder, theme }) = theme.command;
    let files = Looks::named(&theme).unwrap_or_default().export().into_iter();
    let files: Vec<_> = files.map(|(path, contents)| (folder.join(path), contents.bytes().to_vec())).collect();
    files::hand_out(&files)?;
    stdout::write(files::names(&files).as_bytes())?;
    Ok(Exit::Done)
}
