//! What ends a run, and the way out.

use super::index;
use super::verdicts;
use chancery::parse::SettingError;
use chancery::pdf::Unreadable;
use chancery::{Diagnostics, Error, NotText};
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// What ends a run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stop {
    #[error(transparent)]
    Library(Error),
    /// Errors in a `chancery.toml`, with their places.
    #[error("`{}` has errors", .0.source.name())]
    Configuration(Diagnostics),
    /// Whoever read our output has enough; no error.
    #[error("the reader closed the pipe")]
    ClosedPipe,
    #[error("a site cannot go to stdout")]
    SiteToStdout,
    #[error("`{folder}` is no folder", folder = folder.display())]
    NoFolder { folder: PathBuf },
    #[error("`{folder}` is in `{output}`, which would be written to", folder = folder.display(), output = output.display())]
    WatchesOutput { folder: PathBuf, output: PathBuf },
    #[error("cannot watch the folder")]
    Watch(#[source] notify::Error),
    #[error("the system tells of no more changes")]
    WatchEnded,
    #[error("cannot listen on {address}")]
    Listen {
        address: String,
        #[source]
        source: io::Error,
    },
    #[error("cannot read stdin")]
    Stdin(#[source] io::Error),
    #[error("cannot write to stdout")]
    Stdout(#[source] io::Error),
    #[error("unknown key `{key}` in `--set`")]
    UnknownSetting { key: String, nearest: Option<String>, known: String },
    #[error("cannot use `--set {key}={value}`")]
    BadSetting {
        key: String,
        value: String,
        #[source]
        why: SettingError,
    },
    #[error("no format is given for `{input}`")]
    NoFormat { input: String },
    #[error("stdin is named twice, and can be read once")]
    StdinTwice,
    #[error("{count} outputs cannot all go to stdout")]
    ManyToStdout { count: usize },
    #[error("`{first}` and `{second}` would both be written to `{output}`", output = output.display())]
    SameOutput { first: String, second: String, output: PathBuf },
    #[error("`{ending}` of `{output}` is no format", output = output.display())]
    NoSuchEnding { ending: String, output: PathBuf },
    #[error("writing `{output}` would overwrite the input `{input}`", output = output.display())]
    OverwritesInput { input: String, output: PathBuf },
    #[error("writing `{output}` would overwrite `{file}`, which it is made with", output = output.display(), file = file.display())]
    OverwritesLook { file: PathBuf, output: PathBuf },
    #[error("the template `{template}` makes no {formats}")]
    TemplateUnused { template: String, formats: String },
    #[error("a site shows nothing with the template `{template}`")]
    TemplateOfNoSite { template: String },
    #[error("`{path}` is there already and is different", path = path.display())]
    WouldOverwrite { path: PathBuf },
    #[error("the ending of the template `{template}` does not say what it makes")]
    TemplateForWhat { template: String },
    #[error("`{code}` in `--{option}` is no code of a diagnostic")]
    UnknownCode { option: &'static str, code: String },
    #[error("there is no command `{name}`")]
    NoSuchCommand { name: String, known: String },
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match &error {
            Error::Write { source, .. } if source.kind() == ErrorKind::BrokenPipe => Stop::ClosedPipe,
            _ => Stop::Library(error),
        }
    }
}

impl Stop {
    /// The places in a text that it is about, where it is about some.
    pub(crate) fn places(&self) -> Option<&Diagnostics> {
        match self {
            Stop::Configuration(found) => Some(found),
            Stop::Library(error) => error.diagnostics(),
            _ => None,
        }
    }

    /// What to do about it.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Stop::Library(error) => library_hint(error),
            Stop::UnknownSetting { nearest, known, .. } => Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`? known are {known}"),
                None => format!("known are {known}"),
            }),
            Stop::UnknownCode { code, .. } => Some(verdicts::hint(code)),
            Stop::NoFormat { .. } => {
                Some("say which with `-f md,html,pdf,json`, or name a file such as `-o release.pdf`".to_owned())
            }
            Stop::NoSuchEnding { .. } => {
                Some("say the format with `-f`, or end the file in `.md`, `.html`, `.pdf` or `.json`".to_owned())
            }
            Stop::TemplateUnused { .. } => {
                Some("its ending says what it makes: `.md`, `.html`, or `.pdf.html` for PDF".to_owned())
            }
            Stop::TemplateOfNoSite { .. } => Some(
                "its pages are drawn by `templates/release.html` of a theme: `chancery theme export` writes the built-in one"
                    .to_owned(),
            ),
            Stop::StdinTwice => Some("leave one `-` out, or give each release a file of its own".to_owned()),
            Stop::SiteToStdout => Some("name its folder with `-o`".to_owned()),
            Stop::NoFolder { .. } => {
                Some("name the folder with the releases; `chancery init DIR` begins one".to_owned())
            }
            Stop::WatchesOutput { .. } => Some("name a folder beside or below it with `-o`".to_owned()),
            Stop::Watch(_) => Some("`--poll` looks for changes without the help of the system".to_owned()),
            Stop::WatchEnded => Some("start again, or try `--poll`".to_owned()),
            Stop::Listen { source, .. } => listen_hint(source),
            Stop::ManyToStdout { .. } => Some("give one input and one format, or a folder with `-o`".to_owned()),
            Stop::SameOutput { .. } => Some("give them different names, or publish them one by one".to_owned()),
            Stop::OverwritesInput { .. } | Stop::OverwritesLook { .. } => {
                Some("write to another folder with `-o`".to_owned())
            }
            Stop::WouldOverwrite { .. } => Some("move it away, or name another folder".to_owned()),
            Stop::TemplateForWhat { .. } => Some("end it in `.md`, `.html` or `.pdf.html`".to_owned()),
            Stop::Stdout(error) => write_hint(error),
            Stop::NoSuchCommand { known, .. } => (!known.is_empty()).then(|| format!("there are {known}")),
            Stop::Configuration(_) | Stop::ClosedPipe | Stop::Stdin(_) | Stop::BadSetting { .. } => None,
        }
    }
}

fn listen_hint(error: &io::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::AddrInUse => Some("another program has this port: name another with `--port`, or none".to_owned()),
        ErrorKind::PermissionDenied => Some("name a port above 1023 with `--port`".to_owned()),
        _ => None,
    }
}

fn library_hint(error: &Error) -> Option<String> {
    match error {
        Error::Read { path, source } => read_hint(&path.display().to_string(), source),
        Error::Write { source, .. } => write_hint(source),
        Error::TooLarge { .. } => Some("give each release a file of its own".to_owned()),
        Error::Extract { why: Unreadable::TooLarge { .. }, .. } => None,
        Error::Extract { .. } => Some("only a PDF that chancery wrote carries its source".to_owned()),
        Error::NotText { name, why } => Some(text_hint(name, *why)),
        Error::Font { .. } => {
            Some("its file may be damaged: take it away, or name another in `font-family`".to_owned())
        }
        Error::TooManyPages { .. } => {
            Some("look in the styles for a height or a break that fills page after page".to_owned())
        }
        Error::PageTooSmall { .. } => Some("make `size` of `@page` larger, or its `margin` smaller".to_owned()),
        Error::SameAddress { .. } => Some(
            "give one another title, or tell them apart by `address` in [site], such as `/{year}/{month}/{day}/{slug}/` or \
             `/{year}/{name}/`"
                .to_owned(),
        ),
        Error::Shard(why) => Some(index::hint(why)),
        Error::FileAndFolder { .. } => {
            Some("give it another name: in `address` of [site], or on the left of `moved.toml`".to_owned())
        }
        Error::IntoReleases { .. } => Some("name a folder beside or below it with `-o`, such as `-o public`".to_owned()),
        Error::OtherSettings { .. } => Some(
            "name its folder to `chancery build` as a site of its own, begin the folder's name with `_`, or write into the \
             releases what the file says and take it away"
                .to_owned(),
        ),
        Error::InTheWay { .. } => Some("move it away, or build into another folder with `-o`".to_owned()),
        Error::NoPicture { .. } => Some("save it as PNG, JPEG or SVG; its ending does not make it one".to_owned()),
        _ => None,
    }
}

fn read_hint(path: &str, error: &io::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::IsADirectory => {
            Some(format!("name the files in it, such as `{}/*.txt`", path.trim_end_matches('/')))
        }
        ErrorKind::NotFound => Some("check the spelling and the folder".to_owned()),
        ErrorKind::PermissionDenied => Some("ask its owner for the right to read it".to_owned()),
        _ => None,
    }
}

fn write_hint(error: &io::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Some("what was there before is untouched; make room, or write elsewhere".to_owned())
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Some("what was there before is untouched; write elsewhere".to_owned())
        }
        ErrorKind::NotFound => Some("its folder is not there and cannot be made; write elsewhere".to_owned()),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            Some("a part of the path is a file; several outputs need a folder".to_owned())
        }
        _ => None,
    }
}

fn text_hint(name: &str, why: NotText) -> String {
    let name = &in_a_shell(name);
    match why {
        NotText::Utf8 { .. } => {
            format!(
                "save it as UTF-8, or convert it; if it is Windows-1252: `iconv -f WINDOWS-1252 -t UTF-8 {name} > new.txt`"
            )
        }
        NotText::Utf16 { .. } => "the file is cut off or damaged; save it again as UTF-8".to_owned(),
        NotText::Nul { .. } => format!("if it is UTF-16, convert it: `iconv -f UTF-16LE -t UTF-8 {name}`"),
        NotText::Binary { format } if format.contains("PDF") => {
            format!("if chancery wrote it, `chancery extract {name}` gives back its source")
        }
        NotText::Binary { format } if format.contains("password") => {
            "open it in Word and save it without the password".to_owned()
        }
        NotText::Binary { format } if format.contains("old Word") || format.contains("OpenDocument") => {
            "open it in Word or LibreOffice and save it as .docx".to_owned()
        }
        NotText::Word { .. } => "open it in Word and save it again, or save it as plain text (UTF-8)".to_owned(),
        NotText::Binary { .. } => "save it as plain text (UTF-8) in the program that made it".to_owned(),
    }
}

/// A path as a shell takes it: in quotes where it is not plain.
fn in_a_shell(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "._-/".contains(letter);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
