//! Where outputs go: the rules of `-o`.

use super::settings::Settings;
use super::sources::Input;
use super::stop::Stop;
use chancery::OutputFormat;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One output of one input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) format: OutputFormat,
    pub(crate) target: Target,
}

/// Where an output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Stdout,
    File(PathBuf),
}

/// Where the outputs of `input` go, which is one of `inputs`.
pub(crate) fn outputs(input: &Input, inputs: usize, settings: &Settings) -> Result<Vec<Output>, Stop> {
    let path = settings.output.value.as_deref();
    let formats = formats(input, inputs, settings, path)?;
    let many = inputs > 1 || formats.len() > 1;
    let in_folder = |folder: &Path| {
        let named =
            |&format: &OutputFormat| Output { format, target: Target::File(named_after(input, folder, format)) };
        formats.iter().map(named).collect()
    };
    let alone = |target| Ok(vec![Output { format: formats[0], target }]);
    match (path, input) {
        (Some(path), _) if path == Path::new("-") => {
            if many {
                Err(Stop::ManyToStdout { count: inputs * formats.len() })
            } else {
                alone(Target::Stdout)
            }
        }
        (Some(path), _) if many || is_folder(path) => Ok(in_folder(path)),
        (Some(path), _) => alone(Target::File(path.to_owned())),
        (None, Input::File(_)) => Ok(in_folder(&input.folder())),
        (None, Input::Stdin) if formats.len() == 1 => alone(Target::Stdout),
        (None, Input::Stdin) => Err(Stop::ManyToStdout { count: formats.len() }),
    }
}

/// The formats that were asked for, or the one that the ending of the output names.
fn formats(input: &Input, inputs: usize, settings: &Settings, path: Option<&Path>) -> Result<Vec<OutputFormat>, Stop> {
    if !settings.format.value.is_empty() {
        return Ok(settings.format.value.clone());
    }
    let file = path.filter(|path| inputs == 1 && !is_folder(path));
    let Some((output, ending)) = file.and_then(|path| Some((path, path.extension()?.to_string_lossy()))) else {
        return Err(Stop::NoFormat { input: input.name() });
    };
    let format = OutputFormat::of_extension(&ending);
    let wrong = || Stop::NoSuchEnding { ending: format!(".{ending}"), output: output.to_owned() };
    format.map(|format| vec![format]).ok_or_else(wrong)
}

/// A folder that exists, or a path that ends as one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().last().is_some_and(|&end| std::path::is_separator(end.into()))
}

/// `public/tides.md` for `releases/tides.txt`.
fn named_after(input: &Input, folder: &Path, format: OutputFormat) -> PathBuf {
    let mut name = input.stem().into_os_string();
    name.push(".");
    name.push(format.extension());
    if folder == Path::new(".") { name.into() } else { folder.join(name) }
}

/// Refuses outputs that would be written over each other, over an input, or over one of `looks`, the templates and
/// style sheets.
pub(crate) fn check_clashes(inputs: &[Input], outputs: &[Vec<Output>], looks: &[&Path]) -> Result<(), Stop> {
    let looks: BTreeMap<PathBuf, &Path> = looks.iter().map(|&file| (place(file), file)).collect();
    let read: BTreeMap<PathBuf, &Input> = inputs.iter().filter_map(|input| Some((place_of(input)?, input))).collect();
    let mut written: BTreeMap<PathBuf, &Input> = BTreeMap::new();
    for (input, outputs) in inputs.iter().zip(outputs) {
        for output in outputs {
            let Target::File(path) = &output.target else { continue };
            let place = place(path);
            if let Some(input) = read.get(&place) {
                return Err(Stop::OverwritesInput { input: input.name(), output: path.clone() });
            }
            if let Some(file) = looks.get(&place) {
                return Err(Stop::OverwritesLook { file: file.to_path_buf(), output: path.clone() });
            }
            if let Some(first) = written.insert(place, input) {
                return Err(Stop::SameOutput { first: first.name(), second: input.name(), output: path.clone() });
            }
        }
    }
    Ok(())
}

fn place_of(input: &Input) -> Option<PathBuf> {
    match input {
        Input::Stdin => None,
        Input::File(path) => Some(place(path)),
    }
}

/// One name for each file, through links and `..`, whether it exists or will.
fn place(path: &Path) -> PathBuf {
    if let Ok(place) = fs::canonicalize(path) {
        return place;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder =
        fs::canonicalize(folder).or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned());
    folder.join(path.file_name().unwrap_or_default())
}
