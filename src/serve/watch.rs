//! Waits for changes of what a site is made from.
//!
//! Folders are watched one by one, so that what a build writes (the site has as many folders as releases) is not, and a
//! second list is made after each change: folders come and go.

use chancery::site::MANIFEST;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long nothing happens before a change is over: an editor writes and renames, a checkout changes a thousand files.
const QUIET: Duration = Duration::from_millis(60);

/// A change is over after this time, though more happens: a build then follows the build.
const LONGEST: Duration = Duration::from_millis(1500);

/// How often files are looked at where the system does not tell.
const POLLED: Duration = Duration::from_millis(700);

/// Folders deeper than this are a mistake, such as one that holds itself.
const DEEPEST: usize = 32;

/// What is watched.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Scope {
    /// Folders that are watched with all below them, but for what is hidden.
    pub(crate) folders: Vec<PathBuf>,
    /// Files that are watched by themselves; they need not be there.
    pub(crate) files: Vec<PathBuf>,
    /// Folders that are written to.
    pub(crate) outputs: Vec<PathBuf>,
}

/// Waits for changes.
pub(crate) struct Watch {
    watcher: Box<dyn Watcher>,
    is_polled: bool,
    sender: Sender<notify::Result<Event>>,
    events: Receiver<notify::Result<Event>>,
    watched: BTreeSet<PathBuf>,
    rules: Rules,
}

/// Which changes count.
#[derive(Default)]
struct Rules {
    /// Folders in which everything counts that is not hidden.
    folders: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
    outputs: Vec<PathBuf>,
}

impl Watch {
    /// Waits by what the system tells; by looking again and again where it does not, or where that is asked for.
    ///
    /// # Errors
    /// Where neither can be.
    pub(crate) fn new(is_polled: bool) -> notify::Result<Self> {
        let (sender, events) = channel();
        let told = (!is_polled).then(|| RecommendedWatcher::new(sender.clone(), Config::default()));
        let (watcher, is_polled): (Box<dyn Watcher>, bool) = match told {
            Some(Ok(watcher)) => (Box::new(watcher), false),
            _ => (polling(&sender)?, true),
        };
        Ok(Watch { watcher, is_polled, sender, events, watched: BTreeSet::new(), rules: Rules::default() })
    }

    /// Watches what is there now. What changes from here on is told by [`wait`](Self::wait). A system that has no more
    /// watches to give is asked again and again from then on.
    ///
    /// # Errors
    /// Where a folder cannot be watched.
    pub(crate) fn look_at(&mut self, scope: &Scope) -> notify::Result<()> {
        self.rules = Rules::of(scope);
        let parents = self.rules.files.iter().filter_map(|file| file.parent()).filter(|folder| folder.is_dir());
        let wanted: BTreeSet<PathBuf> = self.rules.folders.iter().cloned().chain(parents.map(Path::to_owned)).collect();
        if self.watch(&wanted).is_err() && !self.is_polled {
            (self.watcher, self.is_polled) = (polling(&self.sender)?, true);
            self.watched.clear();
            self.watch(&wanted)?;
        }
        self.watched = wanted;
        Ok(())
    }

    fn watch(&mut self, wanted: &BTreeSet<PathBuf>) -> notify::Result<()> {
        for gone in self.watched.difference(wanted) {
            // One that was taken away is not watched any more anyway.
            _ = self.watcher.unwatch(gone);
        }
        for folder in wanted {
            // To ask again is to look again, for a system that is asked; for one that tells, another folder may have the
            // name of one that was watched.
            if self.is_polled && self.watched.contains(folder) {
                continue;
            }
            match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
                Err(error) if folder.is_dir() => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Waits until something has changed and the change is over. `false` where nothing can come any more.
    #[expect(clippy::disallowed_methods, reason = "a change has an end in time; nothing that is written depends on it")]
    pub(crate) fn wait(&self) -> bool {
        loop {
            match self.events.recv() {
                Ok(event) if self.rules.count(&event) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        let begin = Instant::now();
        let mut quiet_since = begin;
        while begin.elapsed() < LONGEST && quiet_since.elapsed() < QUIET {
            match self.events.recv_timeout(QUIET.saturating_sub(quiet_since.elapsed())) {
                Ok(event) if self.rules.count(&event) => quiet_since = Instant::now(),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }
}

/// A watcher that looks again and again.
fn polling(sender: &Sender<notify::Result<Event>>) -> notify::Result<Box<dyn Watcher>> {
    let config = Config::default().with_poll_interval(POLLED);
    Ok(Box::new(PollWatcher::new(sender.clone(), config)?))
}

impl Rules {
    fn of(scope: &Scope) -> Self {
        let mut rules = Rules { outputs: scope.outputs.iter().map(|path| whole(path)).collect(), ..Rules::default() };
        // A folder that is taken away may come back: its own folder tells of it.
        rules.files = scope.files.iter().chain(&scope.folders).map(|path| whole(path)).collect();
        for folder in &scope.folders {
            rules.gather(&whole(folder), 0);
        }
        rules
    }

    /// A folder and those below it, but for what is hidden and what is written to.
    fn gather(&mut self, folder: &Path, depth: usize) {
        let is_site = || depth > 0 && folder.join(MANIFEST).is_file();
        if depth > DEEPEST || self.outputs.iter().any(|output| output == folder) || is_site() {
            return;
        }
        let Ok(entries) = folder.read_dir() else { return };
        self.folders.insert(folder.to_owned());
        for entry in entries.flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) && !is_passed_over(&entry.file_name()) {
                self.gather(&entry.path(), depth + 1);
            }
        }
    }

    /// Whether something that happened may change the site. Where the system has lost count, anything may have.
    fn count(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        let is_read = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => true,
            _ => false,
        };
        // A folder is changed by what is written in it; that is told by itself, where it counts.
        let is_content = matches!(event.kind, EventKind::Modify(what) if !matches!(what, ModifyKind::Name(_)));
        let concerns = |path: &PathBuf| self.concern(path) && !(is_content && self.folders.contains(path));
        !is_read && (event.need_rescan() || event.paths.iter().any(concerns))
    }

    fn concern(&self, path: &Path) -> bool {
        if self.files.contains(path) || self.folders.contains(path) {
            return true;
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return false };
        let is_output = self.outputs.iter().any(|output| path.starts_with(output));
        self.folders.contains(folder) && !is_passed_over(name) && !is_output
    }
}

/// What is no part of a site: what is hidden, and what editors keep beside a file. A release may show pictures from a folder
/// that is passed over otherwise.
fn is_passed_over(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.ends_with('~')
}

/// The path without links, as events have it; what is not there yet has its folder's.
fn whole(path: &Path) -> PathBuf {
    let of_folder = || {
        let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?;
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(of_folder).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{MANIFEST, Rules, Scope};
    use notify::event::{AccessKind, AccessMode, CreateKind, MetadataKind, ModifyKind};
    use notify::{Event, EventKind};
    use std::fs;

    #[test]
    fn changes_of_sources_count_and_those_of_a_build_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let press = fs::canonicalize(folder.path()).unwrap();
        for below in ["2031/03", "public/2031", "built", ".git", "_pictures", "look", ".look"] {
            fs::create_dir_all(press.join(below)).unwrap();
        }
        fs::write(press.join("built").join(MANIFEST), "{}").unwrap();
        let rules = Rules::of(&Scope {
            folders: vec![press.clone()],
            files: vec![press.join(".look/own.css")],
            outputs: vec![press.join("public")],
        });
        let counts = |kind, name: &str| rules.count(&Ok(Event::new(kind).add_path(press.join(name))));
        let made = EventKind::Create(CreateKind::File);
        for name in ["a.txt", "2031/03/b.png", "_pictures/c.png", "look/site.css", ".look/own.css", "new folder"] {
            assert!(counts(made, name), "{name}");
        }
        for name in [
            "public",
            "public/2031",
            ".public.chancery-new",
            "built/a.html",
            "_drafts/a.txt",
            "a.txt~",
            ".a.txt.swp",
            ".git/index",
        ] {
            assert!(!counts(made, name), "{name}");
        }
        assert!(!counts(EventKind::Access(AccessKind::Open(AccessMode::Read)), "a.txt"));
        assert!(counts(EventKind::Access(AccessKind::Close(AccessMode::Write)), "a.txt"));
        // As a system tells that is asked again and again: the time of the folder is another after each build.
        assert!(!counts(EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime)), ""));
        assert!(rules.count(&Err(notify::Error::generic("lost"))));
    }
}
