//! A folder of files that appears whole: it is made beside the one that is there, whose files that stay the same are
//! linked into it, and the two change places in one step.
//!
//! Beside `public` lie, while it is made, `.public.chancery-new` and `.public.chancery-lock`. Whatever a run leaves behind
//! that was stopped (killed, or the disk full), the next one takes away.

use super::manifest::{self, File, Manifest};
use super::others::Change;
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held while a tree is made; another run waits for its end.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "the file is locked as long as it is open")] fs::File);

/// The folder of files that wait for their paths.
const WAITING: &str = ".chancery-waiting";

/// A file that waits for its path.
#[derive(Debug)]
pub(super) struct Aside {
    /// Where it lies until then.
    pub(super) place: PathBuf,
    pub(super) file: File,
}

/// How a file that is there is known to be the one that was made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Check {
    /// By its size, which tells one that was cut off.
    Size,
    /// By all that is in it.
    Content,
}

/// A tree that is being made.
#[derive(Debug)]
pub(super) struct Tree {
    /// Where it will be.
    target: PathBuf,
    staging: PathBuf,
    /// Where the one that is there goes for a moment, where the system cannot exchange two.
    aside: PathBuf,
    /// What is there now.
    before: BTreeMap<String, File>,
    check: Check,
    made: Mutex<Made>,
    /// How many files wait for their paths.
    waiting: AtomicUsize,
    _lock: Lock,
}

/// A tree that lacks nothing and is not in its place yet.
pub(super) struct Ready {
    tree: Tree,
    counts: Counts,
}

/// What is in a tree so far.
#[derive(Debug, Default)]
struct Made {
    files: BTreeMap<String, File>,
    folders: BTreeSet<PathBuf>,
    /// How many of the files are new.
    written: usize,
}

/// How many files a tree has that the one before it had not, or had otherwise, and how many it has no more.
pub(super) struct Counts {
    pub(super) written: usize,
    pub(super) removed: usize,
}

/// Begins the tree at `target`, when no other run makes it; gives what is there.
pub(super) fn begin(target: &Path, check: Check) -> Result<(Tree, Manifest), Error> {
    // A folder would take the place of a file, or of a device.
    if target.symlink_metadata().is_ok() && !target.is_dir() {
        return Err(Error::InTheWay { path: target.to_owned() });
    }
    // Where a link leads is exchanged, and not the link.
    let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
    let lock = lock(&target)?;
    let before = Manifest::of(&target);
    Ok((Tree::new(&target, &before, check, lock)?, before))
}

/// Waits until no other run makes this tree.
fn lock(target: &Path) -> Result<Lock, Error> {
    let path = beside(target, "lock")?;
    let failed = |source| Error::Write { path: path.clone(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    // It keeps its time: who watches the folder around it has nothing to see.
    let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    file.lock().map_err(failed)?;
    Ok(Lock(file))
}

/// `.public.chancery-new` beside `public`.
fn beside(target: &Path, what: &str) -> Result<PathBuf, Error> {
    let no_name = || Error::Write { path: target.to_owned(), source: io::ErrorKind::InvalidFilename.into() };
    let name = target.file_name().ok_or_else(no_name)?;
    Ok(target.with_file_name(format!(".{}.chancery-{what}", name.to_string_lossy())))
}

impl Tree {
    fn new(target: &Path, before: &Manifest, check: Check, lock: Lock) -> Result<Self, Error> {
        let (staging, aside) = (beside(target, "new")?, beside(target, "old")?);
        if !target.exists() && aside.exists() {
            // A run was stopped between two steps of changing places.
            fs::rename(&aside, target).map_err(|source| Error::Write { path: target.to_owned(), source })?;
        }
        remove(&staging)?;
        remove(&aside)?;
        Ok(Tree {
            target: target.to_owned(),
            staging,
            aside,
            before: before.files().clone(),
            check,
            made: Mutex::default(),
            waiting: AtomicUsize::new(0),
            _lock: lock,
        })
    }

    /// Adds a file. One that is there with the same content is linked, so that it keeps its time.
    pub(super) fn add(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let file = File::of(bytes);
        if self.stays(path, file) {
            self.note(path, file, false);
            return Ok(());
        }
        let place = self.place(path)?;
        fs::write(&place, bytes).map_err(|source| self.failed(path, source))?;
        self.note(path, file, true);
        Ok(())
    }

    /// Writes a file whose path will be known when all releases are: until then it does not have to stay in memory.
    pub(super) fn set_aside(&self, bytes: &[u8]) -> Result<Aside, Error> {
        let path = format!("{WAITING}/{}", self.waiting.fetch_add(1, Ordering::Relaxed));
        let place = self.place(&path)?;
        fs::write(&place, bytes).map_err(|source| self.failed("", source))?;
        Ok(Aside { place, file: File::of(bytes) })
    }

    /// Adds a file that was set aside, or links one that is there with the same content.
    pub(super) fn adopt(&self, Aside { place, file }: &Aside, path: &str) -> Result<(), Error> {
        if self.stays(path, *file) {
            self.note(path, *file, false);
            return Ok(());
        }
        self.link_from(place, path)?;
        self.note(path, *file, true);
        Ok(())
    }

    /// Adds a file that is in the tree that is there, perhaps elsewhere.
    pub(super) fn keep(&self, from: &str, file: File, path: &str) -> Result<(), Error> {
        self.link(from, path)?;
        self.note(path, file, from != path);
        Ok(())
    }

    /// Whether the tree that is made has this file so far.
    pub(super) fn makes(&self, path: &str) -> bool {
        self.made().files.contains_key(path)
    }

    /// Adds a file that was made before and lies elsewhere.
    pub(super) fn add_from(&self, path: &str, file: File, from: &Path) -> Result<(), Error> {
        if self.stays(path, file) {
            self.note(path, file, false);
            return Ok(());
        }
        let bytes = fs::read(from).map_err(|source| Error::Read { path: from.to_owned(), source })?;
        self.add(path, &bytes)
    }

    /// Whether the tree that is there has this file.
    pub(super) fn has(&self, path: &str, file: File) -> bool {
        let place = self.target.join(path);
        match self.check {
            Check::Size => file.has_size_of(&place),
            Check::Content => file.is_content_of(&place),
        }
    }

    /// Links a file that is there as it shall be.
    fn stays(&self, path: &str, file: File) -> bool {
        self.before.get(path) == Some(&file) && self.has(path, file) && self.link(path, path).is_ok()
    }

    fn link(&self, from: &str, path: &str) -> Result<(), Error> {
        self.link_from(&self.target.join(from), path)
    }

    fn link_from(&self, from: &Path, path: &str) -> Result<(), Error> {
        let to = self.place(path)?;
        let copied = || fs::copy(from, &to).map(drop);
        fs::hard_link(from, &to).or_else(|_| copied()).map_err(|source| self.failed(path, source))
    }

    /// Where a file goes, its folder made.
    fn place(&self, path: &str) -> Result<PathBuf, Error> {
        let place = self.staging.join(path);
        let folder = place.parent().unwrap_or(&self.staging);
        // Known only when it is there: another thread may want to write into it at once.
        if !self.made().folders.contains(folder) {
            fs::create_dir_all(folder).map_err(|source| self.failed(path, source))?;
            self.made().folders.insert(folder.to_owned());
        }
        Ok(place)
    }

    fn note(&self, path: &str, file: File, is_new: bool) {
        let mut made = self.made();
        made.written += usize::from(is_new);
        made.files.insert(path.to_owned(), file);
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The path as a person knows it: below the folder where it will be.
    fn failed(&self, path: &str, source: io::Error) -> Error {
        // Only what we make is where we make it.
        let is_both = matches!(
            source.kind(),
            io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory | io::ErrorKind::AlreadyExists
        );
        if is_both && !path.is_empty() {
            let is_file = |around: &&Path| around.to_str().is_some_and(|name| self.makes(name));
            let both = Path::new(path).ancestors().skip(1).find(is_file).unwrap_or(Path::new(path));
            return Error::FileAndFolder { path: self.target.join(both) };
        }
        Error::Write { path: self.target.join(path), source }
    }

    /// Puts the tree into its place, with the files of others that are there.
    #[cfg(test)]
    pub(super) fn take_place(self, manifest: Manifest) -> Result<Counts, Error> {
        self.ready(manifest)?.take_place()
    }

    /// Ends the making of the tree, with the files of others that are there.
    pub(super) fn ready(self, manifest: Manifest) -> Result<Ready, Error> {
        let Made { files, written, .. } = std::mem::take(&mut *self.made());
        let removed = self.before.keys().filter(|path| !files.contains_key(*path)).count();
        let Tree { target, staging, before, .. } = &self;
        Change { target, staging, before, made: &files }.carry_over()?;
        remove(&self.staging.join(WAITING))?;
        let manifest = manifest.with_files(files);
        let place = self.place(manifest::NAME)?;
        fs::write(&place, manifest.to_json()).map_err(|source| self.failed(manifest::NAME, source))?;
        Ok(Ready { tree: self, counts: Counts { written, removed } })
    }
}

impl Ready {
    /// Puts the tree into its place.
    pub(super) fn take_place(self) -> Result<Counts, Error> {
        let Tree { staging, target, aside, .. } = &self.tree;
        change_places(staging, target, aside).map_err(|source| self.tree.failed("", source))?;
        remove(staging)?;
        Ok(self.counts)
    }
}

impl Drop for Tree {
    /// What was not put into its place is taken away.
    fn drop(&mut self) {
        _ = remove(&self.staging);
    }
}

fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Error::Write { path: folder.to_owned(), source })
        }
        _ => Ok(()),
    }
}

/// Puts `new` where `old` is, and `old`, where there is one, where `new` was.
fn change_places(new: &Path, old: &Path, aside: &Path) -> io::Result<()> {
    if !old.exists() {
        return fs::rename(new, old);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    // Where the system cannot do it in one step, the address leads nowhere for the moment between two.
    fs::rename(old, aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(aside, old)?;
        return Err(error);
    }
    fs::rename(aside, new)
}

#[cfg(test)]
mod tests {
    use super::{Check, Tree, lock};
    use crate::site::manifest::Manifest;
    use rayon::prelude::*;
    use std::fs;
    use std::path::Path;

    fn tree(target: &Path) -> Tree {
        Tree::new(target, &Manifest::of(target), Check::Size, lock(target).unwrap()).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_tree_takes_the_place_of_the_one_before_and_keeps_what_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("public");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("CNAME"), "tides.example").unwrap();
        let first = tree(&target);
        first.add("a/index.html", b"one").unwrap();
        first.add("b.txt", b"two").unwrap();
        assert_eq!(names(&target), ["CNAME"], "nothing is seen before its time");
        let counts = first.take_place(Manifest::default()).unwrap();
        assert_eq!((counts.written, counts.removed), (2, 0));
        assert_eq!(names(&target), [".chancery.json", "CNAME", "a", "b.txt"]);
        let second = tree(&target);
        second.add("a/index.html", b"one").unwrap();
        let counts = second.take_place(Manifest::default()).unwrap();
        assert_eq!((counts.written, counts.removed), (0, 1));
        assert_eq!(names(&target), [".chancery.json", "CNAME", "a"]);
        assert_eq!(names(folder.path()), [".public.chancery-lock", "public"]);
    }

    #[test]
    fn many_threads_write_into_one_folder() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("public");
        let tree = tree(&target);
        let numbers: Vec<usize> = (0..64).collect();
        // Each folder is new to all threads at the same moment.
        numbers.par_iter().for_each(|number| {
            let file = tree.set_aside(b"one").unwrap();
            tree.adopt(&file, &format!("{}/{number}.txt", number / 8)).unwrap();
        });
        tree.take_place(Manifest::default()).unwrap();
        assert_eq!(names(&target), [".chancery.json", "0", "1", "2", "3", "4", "5", "6", "7"]);
        assert_eq!(names(&target.join("7")).len(), 8);
    }

    #[test]
    fn a_file_of_somebody_else_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("public");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("index.html"), "mine").unwrap();
        let tree = tree(&target);
        tree.add("index.html", b"ours").unwrap();
        assert!(tree.take_place(Manifest::default()).is_err());
        assert_eq!(fs::read(target.join("index.html")).unwrap(), b"mine");
        assert_eq!(names(folder.path()), [".public.chancery-lock", "public"]);
    }
}
