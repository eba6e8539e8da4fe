//! `chancery init`: a small site to begin with.

use super::Exit;
use super::files;
use super::stdout;
use super::stop::Stop;
use clap::Args;
use std::path::PathBuf;

/// Begins a site: a commented chancery.toml, and two releases of an invented ministry
///
/// Asks nothing. A file that is already there and is different is left as it is, and nothing is written.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {
    /// The folder, made if absent
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    folder: PathBuf,
}

const EXAMPLES: &str = "\
Example:
  chancery init press
  chancery build press";

/// The files of the beginning. The releases are the samples of the manual.
const FILES: [(&str, &str); 3] = [
    ("chancery.toml", include_str!("init/chancery.toml")),
    ("releases/harbour-talks.txt", include_str!("../../samples/harbour-talks.txt")),
    ("releases/statement.md", include_str!("../../samples/statement.md")),
];

pub(crate) fn run(init: &Init) -> Result<Exit, Stop> {
    let files: Vec<_> = FILES.iter().map(|(name, text)| (init.folder.join(name), text.as_bytes().to_vec())).collect();
    files::hand_out(&files)?;
    stdout::write(files::names(&files).as_bytes())?;
    Ok(Exit::Done)
}
