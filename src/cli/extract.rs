//! `chancery extract`: what is embedded in a PDF of ours.

use super::Exit;
use super::files;
use super::stdout;
use super::stop::Stop;
use chancery::{Error, input, pdf};
use clap::Args;
use std::path::{Component, Path, PathBuf};

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
    let files = attachments.into_iter().filter_map(|one| Some((folder.join(file_name(&one.name)?), one.bytes)));
    let files: Vec<(PathBuf, Vec<u8>)> = files.collect();
    files::hand_out(&files)?;
    stdout::write(files::names(&files).as_bytes())?;
    Ok(Exit::Done)
}

/// The last part of a name: a PDF made to harm cannot say where a file goes.
fn file_name(name: &str) -> Option<&Path> {
    let name = name.rsplit(['/', '\\']).next().map(Path::new)?;
    let mut parts = name.components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::file_name;
    use std::path::Path;

    #[test]
    fn a_name_stays_in_its_folder() {
        assert_eq!(file_name("tides.txt"), Some(Path::new("tides.txt")));
        assert_eq!(file_name("../../etc/passwd"), Some(Path::new("passwd")));
        assert_eq!(file_name("..\\a.txt"), Some(Path::new("a.txt")));
        assert_eq!(file_name(".."), None);
        assert_eq!(file_name("a/"), None);
    }
}
