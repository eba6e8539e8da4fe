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
  chancery man render > ~/.local/share/man/man1/chancery-render.1";

pub(crate) fn run(man: &Man) -> Result<Exit, Stop> {
    let page = Page::new(command(&man.command)?).source(concat!("chancery ", env!("CARGO_PKG_VERSION")));
    let mut roff = Vec::new();
    page.render(&mut roff).map_err(Stop::Stdout)?;
    stdout::write(with_headings(&String::from_utf8_lossy(&roff)).as_bytes())?;
    Ok(Exit::Done)
}

/// The page with what stands below the options in sections of its own, as it is printed: `EXAMPLES`, `EXIT STATUS`. The
/// generator calls all of it `EXTRA`.
fn with_headings(page: &str) -> String {
    let Some((page, below)) = page.split_once(".SH EXTRA\n") else { return page.to_owned() };
    let line = |line: &str| match line.strip_suffix(':').filter(|words| !words.starts_with(' ')) {
        Some(heading) => format!(".SH {}\n.nf\n", heading.to_uppercase()),
        None => format!("{line}\n"),
    };
    page.to_owned() + &below.lines().map(line).collect::<String>()
}

/// The command of that name; building it gives it the name of its page: `chancery-theme-export`.
fn command(names: &[String]) -> Result<Command, Stop> {
    let mut command = Arguments::command();
    command.build();
    for name in names {
        let inner = command.find_subcommand(name).cloned();
        let known = || command.get_subcommands().map(|command| command.get_name()).collect::<Vec<_>>().join(", ");
        command = inner.ok_or_else(|| Stop::NoSuchCommand { name: names.join(" "), known: known() })?;
    }
    Ok(command)
}
