//! What lies in the folder of a site and no build has made: it is somebody else's, and stays where it is.
//!
//! Its files are linked into the new tree and its folders made there, empty ones too: a Git clone needs them. What would
//! keep the old tree from being taken away afterwards is found here, while nothing has changed yet.

use super::manifest::{self, File};
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

type Files = BTreeMap<String, File>;

/// A tree that takes the place of another.
pub(super) struct Change<'a> {
    /// Where the one lies that is there.
    pub(super) target: &'a Path,
    /// Where the new one is made.
    pub(super) staging: &'a Path,
    /// What a build has made of the one that is there.
    pub(super) before: &'a Files,
    /// What the new one has so far.
    pub(super) made: &'a Files,
}

impl Change<'_> {
    /// Brings what is somebody else's into the new tree.
    pub(super) fn carry_over(&self) -> Result<(), Error> {
        let ours = folders_of(self.before);
        let mut waiting = if self.target.exists() { vec![PathBuf::new()] } else { Vec::new() };
        while let Some(folder) = waiting.pop() {
            let entries = self.entries(&folder)?;
            // One that is no Unicode is never ours.
            if name(&folder).is_none_or(|name| !name.is_empty() && !ours.contains(name.as_str())) {
                self.make_folder(&folder)?;
            }
            for entry in entries {
                let path = folder.join(entry.file_name());
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    waiting.push(path);
                } else if name(&path).is_none_or(|name| !self.before.contains_key(&name) && name != manifest::NAME) {
                    self.link(&path)?;
                }
            }
        }
        Ok(())
    }

    /// What is in a folder that can be taken away with all that is in it.
    fn entries(&self, folder: &Path) -> Result<Vec<DirEntry>, Error> {
        // Without a stroke at its end.
        let path: PathBuf = self.target.components().chain(folder.components()).collect();
        let entries = path.read_dir().and_then(Iterator::collect);
        let entries = entries.map_err(|source| Error::Read { path: path.clone(), source })?;
        refuse_locked(&path)
            .and_then(|()| refuse_mounted(&path, self.target))
            .map_err(|source| Error::Write { path, source })?;
        Ok(entries)
    }

    fn make_folder(&self, path: &Path) -> Result<(), Error> {
        self.refuse_in_the_way(path, Path::is_file)?;
        let (from, to) = (self.target.join(path), self.staging.join(path));
        let rights = fs::metadata(&from).map(|folder| folder.permissions());
        fs::create_dir_all(&to)
            .and_then(|()| fs::set_permissions(to, rights?))
            .map_err(|source| Error::Write { path: from, source })
    }

    fn link(&self, path: &Path) -> Result<(), Error> {
        self.refuse_in_the_way(path, Path::exists)?;
        let (from, to) = (self.target.join(path), self.staging.join(path));
        let folder = to.parent().unwrap_or(self.staging);
        let copied = |_| fs::copy(&from, &to).map(drop);
        fs::create_dir_all(folder)
            .and_then(|()| fs::hard_link(&from, &to).or_else(copied))
            .map_err(|source| Error::Write { path: from.clone(), source })
    }

    /// Nothing of ours goes where something of somebody else's is.
    fn refuse_in_the_way(&self, path: &Path, is_taken: impl Fn(&Path) -> bool) -> Result<(), Error> {
        let is_made = name(path).is_some_and(|name| self.made.contains_key(&name));
        let is_in_the_way = is_made || is_taken(&self.staging.join(path));
        if is_in_the_way { Err(Error::InTheWay { path: self.target.join(path) }) } else { Ok(()) }
    }
}

/// The path as manifests have it.
fn name(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// The folders that these files lie in.
fn folders_of(files: &Files) -> BTreeSet<&str> {
    files.keys().flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end])).collect()
}

/// A folder whose files we may not take away.
#[cfg(target_os = "linux")]
fn refuse_locked(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK)?)
}

#[cfg(not(target_os = "linux"))]
fn refuse_locked(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A file system of its own cannot change its place, and what is in it would be lost with the old tree.
#[cfg(unix)]
fn refuse_mounted(folder: &Path, target: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    if fs::metadata(folder)?.dev() == fs::metadata(target)?.dev() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::CrossesDevices, "another file system is mounted there"))
}

#[cfg(not(unix))]
fn refuse_mounted(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}
