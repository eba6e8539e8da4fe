//! A folder of its own for each test, and the program run in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program under test.
pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_chancery");

/// A folder of its own.
pub(super) struct Room(TempDir);

/// What a run gave.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) code: i32,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: String,
}

impl Room {
    pub(super) fn new() -> Self {
        Room(tempfile::tempdir().unwrap())
    }

    /// A room with one file, the release of these tests.
    pub(super) fn with_tides() -> Self {
        Room::new().file("tides.txt", super::TIDES)
    }

    /// The same, with a file in it; folders are made.
    pub(super) fn file(self, name: &str, contents: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
        self
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all files in the room, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        collect(self.0.path(), self.0.path(), &mut names);
        names.sort();
        names
    }

    /// The program, to be run here.
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the program with these words, as in `render tides.txt -f md`.
    pub(super) fn run(&self, words: &str) -> Ran {
        self.command(PROGRAM).args(words.split_whitespace()).output().unwrap().into()
    }

    /// The same, with something on stdin.
    pub(super) fn pipe(&self, words: &str, input: &[u8]) -> Ran {
        let mut command = self.command(PROGRAM);
        command.args(words.split_whitespace()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // The program may have read enough, or nothing.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap().into()
    }

    /// Runs a line of shell, in which `chancery` is the program.
    pub(super) fn shell(&self, line: &str) -> Ran {
        let line = format!("chancery() {{ '{PROGRAM}' \"$@\"; }}; {line}");
        self.command("bash").args(["-c", &line]).output().unwrap().into()
    }
}

fn collect(root: &Path, folder: &Path, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, names);
        } else {
            names.push(path.strip_prefix(root).unwrap().display().to_string());
        }
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Ran {
            code: output.status.code().expect("ended by itself"),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Fails the test unless the run ended so.
    #[track_caller]
    pub(super) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.stderr);
        self
    }

    /// Fails the test unless stderr has these words.
    #[track_caller]
    pub(super) fn says(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "expected `{words}` in:\n{}", self.stderr);
        self
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }
}
