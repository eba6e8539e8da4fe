//! Hundreds of real releases, where their folder is there: `../shared/corpora/white-house/`. Nothing of any is lost, each
//! reads back from its Markdown and JSON, and each is written in every format.

use crate::publish::{html, markdown, publish};
use crate::visible::{difference, visible};
use chancery::parse::{Parsed, parse};
use chancery::release::{Release, plain_text, printed_text};
use chancery::{Source, input};
use rayon::prelude::*;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Of so many, one goes all the way to pages, which takes longest in an unoptimised build.
const PUBLISHED: usize = 25;

#[test]
fn every_release_of_the_archive() {
    let files = files();
    if files.is_empty() {
        writeln!(std::io::stderr(), "the archive of real releases is not there: nothing was tested").expect("stderr");
        return;
    }
    let broken: Vec<String> =
        files.par_iter().enumerate().filter_map(|(at, path)| broken(path, at % PUBLISHED == 0)).collect();
    assert!(broken.is_empty(), "{} of {} files: {}", broken.len(), files.len(), broken.join("\n"));
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/white-house");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    files.sort();
    files
}

/// What does not hold for one file.
fn broken(path: &Path, published: bool) -> Option<String> {
    let source = input::read(path).expect("a release of the archive can be read");
    let parsed = parse(&source, &Default::default());
    let wrong = lost(&source, &parsed)
        .or_else(|| does_not_read_back(&parsed.release))
        .or_else(|| html(&parsed.release).err().map(|error| error.to_string()))
        .or_else(|| published.then(|| publish(&source).err()).flatten().map(|error| error.to_string()));
    wrong.map(|wrong| format!("{}: {wrong}", path.file_name().unwrap_or_default().to_string_lossy()))
}

/// The title stands in the front matter of these files, the text below it.
fn lost(source: &Source, parsed: &Parsed) -> Option<String> {
    let title = title(source.text());
    let expected = format!("{title}\n{}", visible(source, parsed)?);
    difference(&title, &plain_text(&parsed.release.title))
        .or_else(|| difference(&expected, &printed_text(&parsed.release)))
}

/// The title of the front matter: plain, or in quotes and folded, as the scraper's YAML writer left it.
fn title(text: &str) -> String {
    let value = text.split_once("\ntitle:").map_or("", |(_, value)| value);
    let lines = value.lines().enumerate().take_while(|(at, line)| *at == 0 || line.starts_with(' '));
    let folded: String = lines.map(|(_, line)| format!(" {}", line.trim())).collect();
    match folded.trim().strip_prefix('"') {
        Some(quoted) => unescaped(quoted.strip_suffix('"').unwrap_or(quoted)),
        None => folded.trim().trim_matches('\'').replace("''", "'"),
    }
}

/// A YAML string in double quotes (YAML 1.2, 5.7), but for its white space.
fn unescaped(quoted: &str) -> String {
    let mut words = String::new();
    let mut letters = quoted.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            words.push(letter);
            continue;
        }
        match letters.next() {
            Some('x') => words.extend(code(letters.by_ref().take(2))),
            Some('u') => words.extend(code(letters.by_ref().take(4))),
            Some('_') => words.push(' '),
            other => words.extend(other),
        }
    }
    words
}

fn code(digits: impl Iterator<Item = char>) -> Option<char> {
    u32::from_str_radix(&digits.collect::<String>(), 16).ok().and_then(char::from_u32)
}

fn does_not_read_back(release: &Release) -> Option<String> {
    let json = Release::from_json(&release.to_json()).map_err(|error| error.to_string());
    if json.as_ref() != Ok(release) {
        return Some(format!("JSON does not read back: {:?}", json.err()));
    }
    let text = markdown(release).expect("every release renders");
    let again = parse(&Source::new("again.md", text), &Default::default()).release;
    let [before, after] = [release.to_json(), again.to_json()];
    let line = before.lines().zip(after.lines()).position(|(one, other)| one != other);
    let said = |json: &str| json.lines().nth(line.unwrap_or_default()).unwrap_or_default().to_owned();
    (before != after).then(|| format!("Markdown does not read back\n  {}\n  {}", said(&before), said(&after)))
}
