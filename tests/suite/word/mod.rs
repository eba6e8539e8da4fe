//! Word documents made here, so that the corpus holds releases as press offices write them and anybody can see what is
//! in them: [`releases`] says it, [`builder`] packs it.
//!
//! `UPDATE=1 cargo test word` writes `tests/corpus/word-*/input.docx` anew.

mod builder;
mod hostile;
mod releases;

use chancery::{Source, parse};
use std::fs;
use std::path::Path;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test runner has no arguments of its own")]
fn the_corpus_has_the_documents_that_are_made_here() {
    let update = std::env::var_os("UPDATE").is_some();
    for (name, word) in releases::all() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
        let path = folder.join("input.docx");
        let made = word.bytes();
        // Others may read the file at this moment: it is written only where it is not the same.
        if update && fs::read(&path).ok().as_ref() != Some(&made) {
            fs::create_dir_all(&folder).expect("a folder of the corpus can be made");
            fs::write(&path, &made).expect("an input of the corpus can be written");
        }
        let text = |bytes| Source::decode(name, bytes).expect("a Word document is read").text().to_owned();
        let kept = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(text(kept), text(made), "{name}: `UPDATE=1 cargo test word` writes it anew");
    }
}

#[test]
fn chinese_numbers_are_printed_as_word_counts_them() {
    let source = Source::decode("a.docx", releases::chinese_numbers().bytes()).expect("a Word document is read");
    let lines: Vec<_> = source.text().lines().skip(3).map(|line| line.chars().take(4).collect::<String>()).collect();
    assert_eq!(lines, ["一、双方", "（一）每", "（二）票", "1．成人", "2．儿童", "二、双方"]);
    let parsed = parse(&source, &Default::default());
    let numbers: Vec<_> = parsed.origins.iter().filter(|(pointer, _)| pointer.ends_with("/number")).collect();
    assert_eq!(numbers.len(), 6);
    assert_eq!(source.slice(numbers[1].1), "（一）");
}
