//! Files that are handed out: written where there is room for them, never over a file that is different.

use super::stop::Stop;
use chancery::Error;
use chancery::output::Staged;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the folder that `path` is in, where it is absent.
fn make_folder_of(path: &Path) -> Result<(), Stop> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let failed = |source| Error::Write { path: path.to_owned(), source };
    fs::create_dir_all(folder).map_err(failed).map_err(Stop::from)
}

/// Writes all of `files`, or none when one of them would replace a file that is different.
pub(crate) fn hand_out(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Stop> {
    for (path, bytes) in files {
        match fs::read(path) {
            Ok(there) if there != *bytes => return Err(Stop::WouldOverwrite { path: path.clone() }),
            _ => {}
        }
    }
    write_all(files.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice())))
}

/// Writes files that belong together, with their folders: all are beside their places before the first takes its own.
pub(crate) fn write_all<'a>(files: impl Iterator<Item = (&'a Path, &'a [u8])>) -> Result<(), Stop> {
    let mut staged = Vec::new();
    for (path, bytes) in files {
        make_folder_of(path)?;
        staged.push(Staged::new(path, bytes)?);
    }
    staged.into_iter().try_for_each(Staged::commit).map_err(Stop::from)
}

/// What a person or a script wants to know afterwards: one path a line.
pub(crate) fn names(files: &[(PathBuf, Vec<u8>)]) -> String {
    files.iter().map(|(path, _)| format!("{}\n", path.display())).collect()
}
