//! Plain texts in the ways that programs and people set them.

use super::read;
use crate::diagnostic::{Diagnostic, codes};
use crate::read::BlockKind;
use crate::source::Source;

fn read_all(text: &str) -> (Vec<Vec<(usize, String)>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let blocks = read(&Source::new("a.txt", text), &mut diagnostics);
    let paragraph = |kind| match kind {
        BlockKind::Paragraph { lines } => lines,
        other => panic!("{other:?}"),
    };
    let words = |line: crate::read::Line| (line.indent, line.runs.into_iter().map(|run| run.text).collect());
    let lines = blocks.into_iter().map(|block| paragraph(block.kind).into_iter().map(words).collect()).collect();
    (lines, diagnostics)
}

fn lines(text: &str) -> Vec<Vec<(usize, String)>> {
    read_all(text).0
}

/// How many lines each paragraph has.
fn counts(text: &str) -> Vec<usize> {
    lines(text).iter().map(Vec::len).collect()
}

/// What is told with a code.
fn told(text: &str, code: &str) -> Vec<String> {
    let of_code = read_all(text).1.into_iter().filter(|diagnostic| diagnostic.code == code);
    of_code.map(|diagnostic| text[diagnostic.span.unwrap().range()].to_owned()).collect()
}

#[test]
fn blank_lines_part_paragraphs() {
    assert_eq!(lines("one\r\n\ttwo  \r\n \r\nthree").len(), 2);
    assert_eq!(lines("one\r\n\ttwo  ")[0], [(0, "one".into()), (8, "two".into())]);
}

#[test]
fn control_characters_are_left_out_and_told() {
    let (_, diagnostics) = read_all("a\0b\x07c");
    assert_eq!(diagnostics.len(), 1);
    assert!(diagnostics[0].message.ends_with("and 1 more"), "{}", diagnostics[0].message);
    assert_eq!(lines("a\0b")[0], [(0, "ab".into())]);
}

const WRAPPED: &str = "The Council of Harbours agreed today on a common table of the tides for
all the harbours of the northern sea, which comes into force in summer.
Ships of every flag will find in it the depth of the water by the hour.
The table is free of charge.
The Council will meet again in Arnhaven in the spring of the next year,
and will then decide on the lights.
";

#[test]
fn a_short_last_line_parts_paragraphs() {
    assert_eq!(counts(WRAPPED), [4, 2]);
}

#[test]
fn a_first_line_that_is_set_in_begins_a_paragraph() {
    let text = WRAPPED.replace("Ships", "    Ships").replace("The C", "    The C");
    assert_eq!(counts(&text), [2, 2, 2]);
}

#[test]
fn long_lines_that_all_end_a_sentence_are_paragraphs() {
    let text = "The Council of Harbours agreed today on a common table of the tides for ships.
The table is free of charge, and it comes into force in the summer of this year.
The Council will meet again in Arnhaven in the spring.
";
    assert_eq!(counts(text), [1, 1, 1]);
    assert_eq!(counts(&text.replace("of this year.", "of this year, if")), [3]);
}

#[test]
fn an_ideographic_space_begins_a_paragraph() {
    let wide = "港湾省は海峡の航行の安全について三か国の会合で意見交換が行われましたので公表します";
    assert_eq!(counts(&format!("{wide}\n\n■背景\n\u{3000}昨年の法改正です。")), [1, 1, 1]);
    assert_eq!(counts(&format!("{wide}\n\u{3000}昨年の法改正です。")), [2]);
}

#[test]
fn one_line_a_paragraph() {
    let long = "The Council of Harbours agreed today on a common table of the tides for all the harbours of the northern \
                sea, which comes into force in the summer of the next year.\n";
    assert_eq!(counts(&format!("Harbour Council\nArnhaven\n{}", long.repeat(3))), [2, 1, 1, 1]);
}

#[test]
fn a_blank_line_after_every_line_parts_nothing() {
    let double = WRAPPED.replace('\n', "\n\n");
    assert_eq!(counts(&double), [4, 2]);
    assert_eq!(counts("One is here.\n\nTwo is here.\n\nThree is here.\n\nFour is here.\n\nFive is.\n").len(), 5);
}

#[test]
fn pages_are_put_together() {
    let pages = "Harbour Council\n\nOn the tides\n\nThe Council agreed today on a table of the tides for all\n\
                 - 1 -\n\x0CHarbour Council\n\nthe harbours of the sea.\n\nIt meets again.\n- 2 -\n\x0CHarbour Council\n\nThe end of it all is near.\n- 3 -\n";
    assert_eq!(counts(pages), [1, 1, 2, 1, 1]);
    assert_eq!(told(pages, codes::FURNITURE), ["- 1 -", "Harbour Council", "- 2 -", "Harbour Council", "- 3 -"]);
}

#[test]
fn numbers_of_pages_are_told_by_their_succession() {
    let text = "On the tides\n\nThe Council agreed today on a table of the tides for\n\nPage 1 of 2\n\nall harbours of the sea.\n\nPage 2 of 2\n";
    assert_eq!(counts(text), [1, 2]);
    assert_eq!(told(text, codes::FURNITURE), ["Page 1 of 2", "Page 2 of 2"]);
    assert_eq!(told(&format!("On the tides\n\nOne.\n{:30}2\n\nTwo.\n", ""), codes::FURNITURE), ["2"]);
    assert_eq!(counts("The score was\n\n2/5\n\nand that was that.").len(), 3);
    assert_eq!(counts("On the tides\n\nAll is well.\n\n- 30 -\n").len(), 3);
    assert_eq!(
        told(
            "On the tides\n\nThe Council agreed today on a table\n\n- more -\n\nof the tides.\n\n###",
            codes::FURNITURE
        ),
        ["- more -"]
    );
}

#[test]
fn divided_words_are_told() {
    let text = "The agreement on the naviga-\ntion of the strait, and on ship-to-\nshore signals - and more.";
    let (_, diagnostics) = read_all(text);
    assert_eq!(diagnostics[0].code, codes::HYPHENATED);
    assert_eq!(&text[diagnostics[0].span.unwrap().range()], "naviga-");
}
