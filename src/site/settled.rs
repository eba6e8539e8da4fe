//! Where folders lie, and that a site does not go where its releases are.

use super::Site;
use crate::error::Error;
use std::path::{Component, Path, PathBuf};

/// A folder that is exchanged whole cannot hold the releases: they would be files of somebody else's in the site, and what
/// the site has would be read as releases.
pub(super) fn refuse_into_releases(site: &Site<'_>) -> Result<(), Error> {
    if !settled(site.folder).starts_with(settled(site.output)) {
        return Ok(());
    }
    Err(Error::IntoReleases { output: site.output.to_owned(), folder: site.folder.to_owned() })
}

/// Where a path leads, though not all of it need be there yet.
pub(super) fn settled(path: &Path) -> PathBuf {
    let mut settled = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => drop(settled.pop()),
            Component::CurDir => {}
            part => settled.push(part),
        }
        settled = settled.canonicalize().unwrap_or(settled);
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::settled;
    use std::path::Path;

    #[test]
    fn places_are_known_before_they_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        assert_eq!(settled(&folder.path().join("a/./b/../c")), real.join("a/c"));
        assert_eq!(settled(Path::new("x")), std::env::current_dir().unwrap().join("x"));
    }
}
