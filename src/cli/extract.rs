//! `chancery extract`: what is embedded in a PDF of ours.

use super::Exit;
use super::files;
use super::stdout;
use super::stop::Stop;
use chancery::{Error, input, pdf};
use clap::Args;
use std::path::{Path, PathBuf};

/// Gives back the source and the JSON embedded in a PDF
///
/// Every PDF that chancery writes carries the file it was made from, byte for byte, and the release as JSON. Both
/// are written into a folder, and their paths are printed. A file that is already there and is different is left as
/// it is, and nothing is written.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Extract {
    /// A PDF that chancery wrote
    #[arg(value_name = "FILE.pdf")]
    file: PathBuf,
    /// The folder to write into, made if absent; without it, the folder of the PDF
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Example:
  chancery extract tides.pdf -o source/";

pub(crate) fn run(extract: &Extract) -> Result<Exit, Stop> {
    let beside = extract.file.parent().unwrap_or(Path::new(""));
    let folder = extract.output.as_deref().unwrap_or(beside);
    let failed = |why| Error::Extract { name: extract.file.display().to_string(), why };
    let attachments = pdf::extract(&input::read_bytes(&extract.file)?).map_err(failed)?;
    let files: Vec<_> = attachments.into_iter().map(|one| (folder.join(one.name), one.bytes)).collect();
    files::hand_out(&files)?;
    stdout::write(files::names(&files).as_bytes())?;
    Ok(Exit::Done)
}
