//! The releases below a folder.

use super::place::edition;
use super::shard::Shard;
use super::{Site, manifest};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::error::Error;
use crate::input;
use crate::source::{Source, Span};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The endings of files that can be releases.
const ENDINGS: [&str; 7] = ["txt", "md", "markdown", "html", "htm", "docx", "json"];

/// What lies in folders to be read by whoever looks into them, and is no release.
const ABOUT_FOLDERS: [&str; 3] = ["README", "CHANGELOG", "LICENSE"];

/// Folders deeper than this are a mistake, such as one that holds itself.
const DEEPEST: usize = 32;

/// The file with the settings of a folder.
pub const SETTINGS: &str = "chancery.toml";

/// What lies below a folder.
#[derive(Default)]
pub(super) struct Found {
    /// The files that are releases, as paths below the folder with strokes between, in order.
    pub(super) names: Vec<String>,
    /// What there is to say of folders that are not read.
    pub(super) passed_over: Vec<Diagnostics>,
    /// Folders that have settings of their own, as `2031/`.
    settings: Vec<String>,
}

/// What is below the folder of a site. Files and folders whose names begin with a full stop or `_` are passed over, and so
/// are a README and the like, and so is what the site is made of and what a build makes.
pub(super) fn find(site: &Site<'_>) -> Result<Found, Error> {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let own = site.passed_over.iter().map(PathBuf::as_path).chain([site.output]).filter_map(whole).collect();
    let mut look = Look { folder: whole(site.folder), own, found: Found::default() };
    look.walk(site.folder, "", 0)?;
    let mut found = look.found;
    found.names.sort_unstable();
    found.passed_over.sort_by(|one, other| one.source.name().cmp(other.source.name()));
    Ok(found)
}

impl Found {
    /// Leaves out what is in other shards. Of folders only the first shard tells.
    pub(super) fn leave_to(&mut self, shard: Shard) {
        self.names.retain(|name| shard.has(name));
        if shard.number() != 1 {
            self.passed_over.clear();
        }
    }

    /// A release below settings of its own is not published by others: these may be what holds it back.
    pub(super) fn refuse_other_settings(&self, site: &Site<'_>, name: &str) -> Result<(), Error> {
        match self.settings_of(name) {
            Some(folder) => Err(Error::OtherSettings { path: site.folder.join(folder).join(SETTINGS) }),
            None => Ok(()),
        }
    }

    /// Whether a release is the first of those below the same settings.
    pub(super) fn is_first_below_settings(&self, name: &str) -> bool {
        let first = |folder: &str| self.names.partition_point(|other| other.as_str() < folder);
        self.settings_of(name).and_then(|folder| self.names.get(first(folder))).is_some_and(|first| first == name)
    }

    fn settings_of(&self, name: &str) -> Option<&str> {
        self.settings.iter().map(String::as_str).find(|folder| name.starts_with(folder))
    }
}

/// A look through folders.
struct Look {
    /// The folder of the site, without links.
    folder: Option<PathBuf>,
    /// What the site is made of, and where it goes.
    own: Vec<PathBuf>,
    found: Found,
}

impl Look {
    /// Looks into a folder, which is called `below` as a part of names.
    fn walk(&mut self, folder: &Path, below: &str, depth: usize) -> Result<(), Error> {
        let failed = |source| Error::Read { path: folder.to_owned(), source };
        if depth > DEEPEST {
            self.pass_over(below, &format!("it is deeper than {DEEPEST} folders"), "put it further up");
            return Ok(());
        }
        for entry in folder.read_dir().map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_set_aside(&name) || self.own.iter().any(|own| is_same(own, &path)) {
                continue;
            }
            let is_folder = entry.file_type().map_err(failed)?.is_dir();
            let in_folder = format!("{below}{name}");
            if is_folder && path.join(manifest::NAME).is_file() {
                // A site that was built before, with another `-o`.
            } else if is_folder {
                self.walk(&path, &format!("{in_folder}/"), depth + 1)?;
            } else if is_release(&name) && path.is_file() {
                self.found.names.push(in_folder);
            } else if path.is_dir() && self.leads_elsewhere(&path) && holds_releases(&path) {
                self.pass_over(&in_folder, "it is a link", "put the folder itself there");
            } else if name == SETTINGS && depth > 0 {
                self.found.settings.push(below.to_owned());
            }
        }
        Ok(())
    }

    fn pass_over(&mut self, folder: &str, why: &str, way_out: &str) {
        let folder = folder.trim_end_matches('/');
        let message = format!("the releases in the folder `{folder}` are not read: {why}");
        let warning = Diagnostic::warning(codes::FOLDER_NOT_READ, Span::at(0), message).without_span();
        let warning = warning.with_hint(format!("{way_out}, or begin its name with `_` to pass it over"));
        self.found.passed_over.push(Diagnostics { source: Source::new(folder, ""), items: vec![warning] });
    }

    /// Whether a link leads out of the folder; what is in it is found without the link.
    fn leads_elsewhere(&self, link: &Path) -> bool {
        match (fs::canonicalize(link), &self.folder) {
            (Ok(place), Some(folder)) => !place.starts_with(folder),
            _ => false,
        }
    }
}

/// Whether a name is that of what is no release, whatever its ending.
fn is_set_aside(name: &str) -> bool {
    let text = edition(name).map(|(text, _)| text);
    let stem = text.or_else(|| Path::new(name).file_stem()?.to_str()).unwrap_or(name);
    name.starts_with(['.', '_']) || ABOUT_FOLDERS.iter().any(|known| stem.eq_ignore_ascii_case(known))
}

/// Whether a file can be a release, by the names that lead to it.
pub(super) fn can_be(name: &str) -> bool {
    is_release(name) && !name.split('/').any(is_set_aside)
}

fn is_release(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether there are releases in a folder.
fn holds_releases(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        !is_set_aside(&name) && if is_folder { holds_releases(&entry.path()) } else { is_release(&name) }
    })
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
