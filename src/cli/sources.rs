//! The inputs that a command line names.

use super::stop::Stop;
use chancery::{Source, input};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// An input, as named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// `-`.
    Stdin,
    /// A path.
    File(PathBuf),
}

impl From<OsString> for Input {
    fn from(argument: OsString) -> Self {
        if argument == "-" { Input::Stdin } else { Input::File(argument.into()) }
    }
}

impl Input {
    /// What to call it in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Stdin => "<stdin>".to_owned(),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// What outputs are named after: `tides` for `releases/tides.txt`.
    pub(crate) fn stem(&self) -> PathBuf {
        let stem = match self {
            Input::Stdin => None,
            Input::File(path) => path.file_stem(),
        };
        stem.map_or_else(|| "release".into(), PathBuf::from)
    }

    /// The folder it is in; that of the process for stdin.
    pub(crate) fn folder(&self) -> PathBuf {
        let folder = match self {
            Input::Stdin => None,
            Input::File(path) => path.parent().filter(|folder| !folder.as_os_str().is_empty()),
        };
        folder.unwrap_or(Path::new(".")).to_owned()
    }

    /// Reads and decodes it.
    pub(crate) fn read(&self) -> Result<Source, Stop> {
        let source = match self {
            Input::Stdin => input::read_stream(&self.name(), std::io::stdin().lock()),
            Input::File(path) => input::read(path),
        };
        source.map_err(Stop::from)
    }
}

/// Refuses inputs that name stdin more than once: the second would be empty.
pub(crate) fn refuse_stdin_twice(inputs: &[Input]) -> Result<(), Stop> {
    match inputs.iter().filter(|input| **input == Input::Stdin).count() {
        0 | 1 => Ok(()),
        _ => Err(Stop::StdinTwice),
    }
}
