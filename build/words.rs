//! The words that releases are known by, from the files of all languages to sorted tables, so that a program that runs
//! for milliseconds need not make them. A table is one text and places in it: nothing to relocate, nothing to hash.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What is read from the files, each in the order of the files.
#[derive(Default)]
struct Words {
    languages: Vec<String>,
    kinds: BTreeMap<String, String>,
    months: BTreeMap<String, usize>,
    weekdays: BTreeMap<String, usize>,
    ordinals: BTreeMap<String, usize>,
    /// The languages in which a word is a common one, by their place in `languages`.
    common: BTreeMap<String, BTreeSet<usize>>,
    /// The languages whose releases are known by a word.
    known: BTreeMap<String, BTreeSet<usize>>,
    /// The phrases of a sign by the letter that they are looked for by.
    phrases: BTreeMap<(String, char), Vec<String>>,
}

/// Writes the tables of `files` to `out`.
pub(crate) fn write_tables(files: &[PathBuf], out: &Path) {
    let mut words = Words::default();
    for file in files {
        let language = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        words.languages.push(language);
        let text = fs::read_to_string(file).expect("a file of words is UTF-8");
        for (name, list) in text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('=')) {
            words.read(name.trim(), list.split(';').map(|phrase| phrase.trim().to_owned()));
        }
    }
    fs::write(out, words.tables()).expect("the build folder can be written");
}

impl Words {
    fn read(&mut self, name: &str, phrases: impl Iterator<Item = String>) {
        let language = self.languages.len() - 1;
        let phrases: Vec<String> = phrases.collect();
        let words = phrases.iter().flat_map(|phrase| phrase.split(|letter: char| !letter.is_alphabetic()));
        for word in words.filter(|word| tells_language(word)) {
            self.known.entry(word.to_owned()).or_default().insert(language);
        }
        let phrases = phrases.into_iter();
        // The names of each in a row: `january jan; february feb`.
        let each =
            |(number, same): (usize, String)| same.split(' ').map(|name| (name.to_owned(), number)).collect::<Vec<_>>();
        match name {
            "common" => phrases.for_each(|word| {
                self.common.entry(word).or_default().insert(language);
            }),
            "month" => self.months.extend((1..).zip(phrases).flat_map(each)),
            "ordinal" => self.ordinals.extend((1..).zip(phrases).flat_map(each)),
            "weekday" => self.weekdays.extend((1..).zip(phrases).flat_map(each)),
            _ => match name.strip_prefix("kind ") {
                Some(class) => self.kinds.extend(phrases.map(|phrase| (phrase, class.to_owned()))),
                None => phrases.for_each(|phrase| self.take_phrase(name, phrase)),
            },
        }
    }

    /// Phrases that are the end of a word are looked for by their last letter.
    fn take_phrase(&mut self, name: &str, phrase: String) {
        let letter = if name.ends_with("-end") { phrase.chars().last() } else { phrase.chars().next() };
        if let Some(letter) = letter {
            self.phrases.entry((name.to_owned(), letter)).or_default().push(phrase);
        }
    }

    fn tables(mut self) -> String {
        let classes: BTreeSet<&String> = self.kinds.values().collect();
        let names: BTreeSet<&String> = self.phrases.keys().map(|(name, _)| name).collect();
        let place = |all: &BTreeSet<&String>, wanted: &String| all.iter().position(|one| *one == wanted).unwrap_or(0);
        let mut out = String::new();
        list(&mut out, "LANGUAGES: &[&str]", self.languages.iter().map(|language| format!("{language:?}")));
        list(&mut out, "CLASSES: &[&str]", classes.iter().map(|class| format!("{class:?}")));
        list(&mut out, "NAMES: &[&str]", names.iter().map(|name| format!("{name:?}")));
        shelf(&mut out, "KINDS", self.kinds.keys());
        list(&mut out, "KIND_CLASSES: &[u8]", self.kinds.values().map(|class| place(&classes, class).to_string()));
        shelf(&mut out, "MONTHS", self.months.keys());
        list(&mut out, "MONTH_NUMBERS: &[i8]", self.months.values().map(usize::to_string));
        shelf(&mut out, "WEEKDAYS", self.weekdays.keys());
        list(&mut out, "WEEKDAY_NUMBERS: &[i8]", self.weekdays.values().map(usize::to_string));
        shelf(&mut out, "ORDINALS", self.ordinals.keys());
        list(&mut out, "ORDINAL_NUMBERS: &[i8]", self.ordinals.values().map(usize::to_string));
        shelf(&mut out, "COMMON", self.common.keys());
        let mask = |languages: &BTreeSet<usize>| languages.iter().map(|place| 1_u32 << place).sum::<u32>().to_string();
        list(&mut out, "COMMON_LANGUAGES: &[u32]", self.common.values().map(mask));
        shelf(&mut out, "KNOWN", self.known.keys());
        list(&mut out, "KNOWN_LANGUAGES: &[u32]", self.known.values().map(mask));
        let mut first = 0;
        let groups: Vec<String> = self
            .phrases
            .iter()
            .map(|((name, letter), phrases)| {
                let start = first;
                first += phrases.len();
                format!("({}, {letter:?}, {start}, {first})", place(&names, name))
            })
            .collect();
        list(&mut out, "GROUPS: &[(u8, char, u16, u16)]", groups.into_iter());
        // The longest first, so that `embargoed until` is found before `embargoed`.
        self.phrases.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len())));
        shelf(&mut out, "PHRASES", self.phrases.values().flatten());
        out
    }
}

/// Whether a word may tell its language: not a short one, nor one in a script that tells it.
fn tells_language(word: &str) -> bool {
    const FEWEST_LETTERS: usize = 4;
    word.chars().count() >= FEWEST_LETTERS && word.chars().all(|letter| letter.is_lowercase() && letter < '\u{0530}')
}

fn list(out: &mut String, declared: &str, values: impl Iterator<Item = String>) {
    let values: Vec<String> = values.collect();
    writeln!(out, "static {declared} = &[{}];", values.join(", ")).expect("a string takes everything");
}

/// Words one behind another, where each ends, and the first eight bytes of each.
fn shelf<'a>(out: &mut String, name: &str, words: impl Iterator<Item = &'a String>) {
    let (mut text, mut ends, mut keys) = (String::new(), Vec::new(), Vec::new());
    for word in words {
        text.push_str(word);
        ends.push(text.len().to_string());
        let first = word.bytes().chain(std::iter::repeat(0)).take(8);
        keys.push(first.fold(0_u64, |key, byte| key << 8 | u64::from(byte)).to_string());
    }
    let (ends, keys) = (ends.join(", "), keys.join(", "));
    writeln!(out, "static {name}: Shelf = Shelf {{ text: {text:?}, ends: &[{ends}], keys: &[{keys}] }};")
        .expect("a string takes everything");
}
