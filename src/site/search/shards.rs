//! The words of all releases in files of which a search needs few: by the part of Unicode that they begin in, and where that
//! makes too much for one file, by the first letter, the first two, and so on.

use super::words::base36;
use rayon::prelude::*;
use std::borrow::Cow;
use std::fmt::Write as _;

/// A file has no more bytes, if its words do not begin all alike.
const MOST_BYTES: usize = 16_000;

/// A word that more releases have says little of where in them it is.
const FREQUENT: usize = 400;

/// The words of one file.
#[derive(Debug, PartialEq)]
pub(super) struct Shard {
    /// What they begin with: some letters, or `#1` for a letter of the second 4096 of Unicode, `##1` for one of the second 64.
    pub(super) key: String,
    /// Each word on a line with the releases that have it: `harbour 3.2.5,1.0`, the first of which is counted from the oldest,
    /// and the others from the one before, with their passages; numbers to the base 36. `harbour*3,1` leaves the passages off,
    /// but for the title.
    pub(super) words: String,
}

/// The name of a file: letters beyond ASCII by their numbers.
pub(super) fn file(key: &str) -> String {
    let mut name = "w-".to_owned();
    for letter in key.chars() {
        match letter {
            'a'..='z' | '0'..='9' => name.push(letter),
            _ => _ = write!(name, "-{:x}", u32::from(letter)),
        }
    }
    name
}

/// A word on its line.
struct Line<'a> {
    word: &'a str,
    text: String,
}

/// Splits the words of releases, of which `index` has those of each.
pub(super) fn split(index: &[&str]) -> Vec<Shard> {
    let lines = lines(index);
    let mut shards = Vec::new();
    divide(&lines, 0, &mut shards);
    shards
}

/// What words have in common that share a file, the closer the higher the level.
fn key(word: &str, level: usize) -> Cow<'_, str> {
    let first = word.chars().next().map_or(0, u32::from);
    match level {
        0 => "".into(),
        1 => format!("#{:x}", first / 4096).into(),
        2 => format!("##{:x}", first / 64).into(),
        _ => begin(word, level - 2).into(),
    }
}

/// Puts lines that have a key in common into one file, or more of them.
fn divide(lines: &[Line<'_>], level: usize, shards: &mut Vec<Shard>) {
    let Some(first) = lines.first() else { return };
    let is_one_word = level > 0 && lines.len() == 1;
    if is_one_word || (level > 0 && lines.iter().map(|line| line.text.len()).sum::<usize>() <= MOST_BYTES) {
        let words = lines.iter().map(|line| line.text.as_str()).collect();
        shards.push(Shard { key: key(first.word, level).into_owned(), words });
        return;
    }
    for part in lines.chunk_by(|one, other| key(one.word, level + 1) == key(other.word, level + 1)) {
        divide(part, level + 1, shards);
    }
}

/// The first letters of a word.
fn begin(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).map_or(word, |(end, _)| &word[..end])
}

/// The words of all releases, in order.
fn lines<'a>(index: &[&'a str]) -> Vec<Line<'a>> {
    let of_release = |(number, words): (usize, &&'a str)| {
        let entry = move |line: &'a str| line.split_once('.').map(|(word, passages)| (word, number, passages));
        words.lines().filter_map(entry).collect::<Vec<_>>()
    };
    let mut all: Vec<(&str, usize, &str)> = index.par_iter().enumerate().flat_map_iter(of_release).collect();
    all.par_sort_unstable();
    let words: Vec<&[(&str, usize, &str)]> = all.chunk_by(|one, other| one.0 == other.0).collect();
    words.into_par_iter().map(line).collect()
}

fn line<'a>(found: &[(&'a str, usize, &str)]) -> Line<'a> {
    let word = found[0].0;
    let is_frequent = found.len() > FREQUENT;
    let mut text = format!("{word}{}", if is_frequent { '*' } else { ' ' });
    let mut before = 0;
    for (at, &(_, number, passages)) in found.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&base36(number - before));
        before = number;
        let in_title = passages == "0" || passages.starts_with("0.");
        match (is_frequent, in_title) {
            (false, _) => _ = write!(text, ".{passages}"),
            (true, true) => text.push_str(".0"),
            (true, false) => {}
        }
    }
    text.push('\n');
    Line { word, text }
}

#[cfg(test)]
mod tests {
    use super::{FREQUENT, MOST_BYTES, Shard, file, split};

    #[test]
    fn words_lead_to_releases_and_passages() {
        let shards = split(&["harbour.0.2\npier.1\n", "pier.3\n", "harbour.5\n港湾.2\n"]);
        let latin = Shard { key: "#0".to_owned(), words: "harbour 0.0.2,2.5\npier 0.1,1.3\n".to_owned() };
        let han = Shard { key: "#6".to_owned(), words: "港湾 2.2\n".to_owned() };
        assert_eq!(shards, [latin, han]);
        assert_eq!((file("##1be"), file("con"), file("港")), ("w--23-231be".into(), "w-con".into(), "w--6e2f".into()));
    }

    #[test]
    fn large_files_are_divided_and_frequent_words_are_short() {
        let word = |number: usize| format!("harbour{number:04}.1\n");
        let release: String = (0..2000).map(word).collect::<String>() + "the.0.1.2\n";
        let releases = vec![release.as_str(); FREQUENT + 1];
        let shards = split(&releases);
        assert!(shards.iter().all(|shard| shard.words.len() <= MOST_BYTES));
        let the = shards.iter().find(|shard| shard.key == "t").unwrap();
        assert!(the.words.starts_with("the*0.0,1.0,1.0"), "{}", &the.words[..20]);
        let joined: usize = shards.iter().map(|shard| shard.words.lines().count()).sum();
        assert_eq!(joined, 2001);
    }
}
