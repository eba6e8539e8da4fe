//! Writing output: a file is there whole, or what was there before is.
//!
//! The bytes go to a file with a passing name in the same folder, which then takes the place of the target in one
//! step. What is no regular file (a pipe, `/dev/stdout`, a link that leads nowhere) is written to directly.

use crate::error::Error;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file that is written but has not yet taken its place.
///
/// Several outputs that belong together are staged first and committed after, so that a full disk is noticed
/// before any of them changed.
///
/// ```
/// use chancery::output::Staged;
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("tides.md");
/// let staged = Staged::new(&path, b"The harbour is open.")?;
/// assert!(!path.exists());
/// staged.commit()?;
/// assert_eq!(std::fs::read(&path)?, b"The harbour is open.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Staged {
    /// As it was given, for messages.
    path: PathBuf,
    bytes: Written,
}

#[derive(Debug)]
enum Written {
    /// In a file that waits to take the place of `target`.
    Aside { file: NamedTempFile, target: PathBuf },
    /// Not yet: the target takes no other file in its place.
    Held(Vec<u8>),
}

impl Staged {
    /// Writes `bytes` beside `path`.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn new(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let bytes = stage(path, bytes).map_err(|source| Error::Write { path: path.to_owned(), source })?;
        Ok(Staged { path: path.to_owned(), bytes })
    }

    /// Puts it into its place.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn commit(self) -> Result<(), Error> {
        let done = match self.bytes {
            Written::Aside { file, target } => file.persist(target).map(drop).map_err(|error| error.error),
            Written::Held(bytes) => write_directly(&self.path, &bytes),
        };
        done.map_err(|source| Error::Write { path: self.path, source })
    }
}

/// Writes one file, whole or not at all.
///
/// # Errors
/// [`Error::Write`].
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    Staged::new(path, bytes)?.commit()
}

fn stage(path: &Path, bytes: &[u8]) -> io::Result<Written> {
    let (target, permissions) = match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(there) if !there.is_file() => return Ok(Written::Held(bytes.to_vec())),
        Ok(there) => (writable(path)?, Some(there.permissions())),
        Err(_) if path.is_symlink() => return Ok(Written::Held(bytes.to_vec())),
        Err(_) => (path.to_owned(), None),
    };
    let mut file = passing_file(&target)?;
    file.as_file_mut().write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    Ok(Written::Aside { file, target })
}

/// Where the file really is (through links), if this user may write to it: renaming would not ask.
fn writable(path: &Path) -> io::Result<PathBuf> {
    OpenOptions::new().write(true).open(path)?;
    fs::canonicalize(path)
}

/// An empty file in the target's folder, with the permissions that any new file gets.
fn passing_file(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut failed = None;
    let create = |path: &Path| {
        let file = OpenOptions::new().write(true).create_new(true).open(path);
        file.inspect_err(|error| failed = error.raw_os_error())
    };
    let file = tempfile::Builder::new().prefix(".chancery-").suffix(".tmp").make_in(folder, create);
    // The system's error itself: the crate's own names a path that nobody gave.
    file.map_err(|error| failed.map_or(error, io::Error::from_raw_os_error))
}

fn write_directly(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Staged, write};
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_staged_file_that_is_dropped_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "before").unwrap();
        drop(Staged::new(&path, b"after").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_stays_a_link_and_a_mode_stays_a_mode() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "before").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real", &link).unwrap();
        write(&link, b"after").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "after");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("ours"), folder.path().join("plain"));
        write(&ours, b"").unwrap();
        fs::write(&plain, "").unwrap();
        let mode = |path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(ours), mode(plain));
    }

    #[test]
    fn a_link_that_leads_nowhere_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        symlink("absent", &link).unwrap();
        write(&link, b"after").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("absent")).unwrap(), "after");
    }
}
