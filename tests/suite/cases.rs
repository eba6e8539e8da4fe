//! The corpus: a folder a case, the input beside what is expected of it.

use chancery::Source;
use std::fs;
use std::path::{Path, PathBuf};

/// One release to hold the pipeline against.
pub(crate) struct Case {
    /// The folder's name.
    pub(crate) name: String,
    /// Where the expected files are.
    pub(crate) folder: PathBuf,
    /// The input.
    pub(crate) source: Source,
}

/// Every `tests/corpus/<case>/input.*`, by name.
pub(crate) fn corpus() -> Vec<Case> {
    let mut folders = list(&root().join("tests/corpus"));
    folders.retain(|folder| folder.is_dir());
    folders.into_iter().map(|folder| case(input_of(&folder), folder)).collect()
}

/// Every release of `samples/`, by name. They have no expected files of their own.
pub(crate) fn samples() -> Vec<Case> {
    list(&root().join("samples"))
        .into_iter()
        .filter(|path| path.is_file())
        .map(|path| case(path.clone(), path))
        .collect()
}

/// The case of an input, whose expected files are in `folder`.
pub(crate) fn case(input: PathBuf, folder: PathBuf) -> Case {
    let bytes = fs::read(&input).expect("an input can be read");
    let name = input.strip_prefix(root()).expect("inputs are in the repository").to_string_lossy().replace('\\', "/");
    let source = Source::decode(name, bytes).expect("an input of the corpus is a text");
    Case { name: folder.file_name().expect("a folder has a name").to_string_lossy().into_owned(), folder, source }
}

fn input_of(folder: &Path) -> PathBuf {
    let is_input = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == "input");
    list(folder).into_iter().find(is_input).unwrap_or_else(|| panic!("no input.* in {}", folder.display()))
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.sort();
    paths
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
