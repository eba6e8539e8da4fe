//! The releases below a folder.

use super::{Site, manifest};
use crate::error::Error;
use crate::input;
use crate::source::Source;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The endings of files that can be releases.
const ENDINGS: [&str; 7] = ["txt", "md", "markdown", "html", "htm", "docx", "json"];

/// What lies in folders to be read by whoever looks into them, and is no release.
const ABOUT_FOLDERS: [&str; 3] = ["README", "CHANGELOG", "LICENSE"];

/// Folders deeper than this are a mistake, such as one that holds itself.
const DEEPEST: usize = 32;

/// The files that are releases, as paths below the folder with strokes between, in order. Files and folders whose names
/// begin with a full stop or `_` are passed over, and so are a README and the like, and so is what the site is made of and what a build makes.
pub(super) fn find(site: &Site<'_>) -> Result<Vec<String>, Error> {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let own = site.passed_over.iter().map(PathBuf::as_path).chain([site.output]).filter_map(whole).collect::<Vec<_>>();
    let mut found = Vec::new();
    gather(site.folder, "", &own, 0, &mut found)?;
    found.sort_unstable();
    Ok(found)
}

fn gather(folder: &Path, below: &str, own: &[PathBuf], depth: usize, found: &mut Vec<String>) -> Result<(), Error> {
    let failed = |source| Error::Read { path: folder.to_owned(), source };
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in folder.read_dir().map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(failed)?;
        let path = entry.path();
        let name = format!("{below}{name}");
        let is_release =
            || path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        let of_folder =
            path.file_stem().is_some_and(|stem| ABOUT_FOLDERS.iter().any(|known| stem.eq_ignore_ascii_case(known)));
        if of_folder || name[below.len()..].starts_with(['.', '_']) || own.iter().any(|own| is_same(own, &path)) {
            continue;
        }
        if kind.is_dir() && path.join(manifest::NAME).is_file() {
            // A site that was built before, with another `-o`.
            continue;
        }
        if kind.is_dir() {
            gather(&path, &format!("{name}/"), own, depth + 1, found)?;
        } else if is_release() && path.is_file() {
            found.push(name);
        }
    }
    Ok(())
}

/// Whether a path, which may lead through links, is `own`, which does not.
fn is_same(own: &Path, path: &Path) -> bool {
    own.file_name() == path.file_name() && fs::canonicalize(path).is_ok_and(|path| path == own)
}

/// Reads one of them. It has the name that it has below the folder, wherever that is.
pub(super) fn read(folder: &Path, name: &str) -> Result<Source, Error> {
    let path = folder.join(name);
    if name.contains(char::REPLACEMENT_CHARACTER) && !path.exists() {
        // A name that is no Unicode cannot be a part of an address.
        let why = io::Error::new(io::ErrorKind::InvalidFilename, "its name is not UTF-8: rename it");
        return Err(Error::Read { path, source: why });
    }
    let bytes = input::read_bytes(&path)?;
    Source::decode(name, bytes).map_err(|why| Error::NotText { name: name.to_owned(), why })
}
