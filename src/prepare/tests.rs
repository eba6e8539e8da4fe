use super::{Block, Briefing, Inline, MastheadPart, Numbered, Options, prepare};
use crate::release::{self, Field, MastheadLine, Note, Notes, Number, Paragraph, Release};

fn text(words: &str) -> Vec<release::Inline> {
    vec![release::Inline::text(words)]
}

fn numbered(label: &str, words: &str, blocks: Vec<release::Block>) -> release::Block {
    let number = Number { printed: format!("{label}."), label: label.to_owned() };
    release::Block::Paragraph(Paragraph { number: Some(number), content: text(words), blocks })
}

fn prepared(body: Vec<release::Block>) -> (Briefing, Vec<String>) {
    let prepared = prepare(&Release { body, ..Release::default() }, &Options::default());
    let codes = prepared.diagnostics.iter().map(|diagnostic| diagnostic.code.to_owned()).collect();
    (prepared.briefing, codes)
}

fn items(blocks: &[Block]) -> &[Numbered] {
    let Block::Paragraphs { items, .. } = &blocks[0] else { panic!("no numbered paragraphs: {blocks:?}") };
    items
}

#[test]
fn anchors_follow_the_numbers() {
    let inner = vec![numbered("a", "x", vec![numbered("ii", "y", vec![])])];
    let (briefing, codes) = prepared(vec![numbered("1", "x", vec![]), numbered("4", "x", inner)]);
    let four = &items(&briefing.blocks)[1];
    let below = &items(&four.blocks)[0];
    let deepest = &items(&below.blocks)[0];
    assert_eq!((four.id.as_str(), below.id.as_str(), deepest.id.as_str()), ("p4", "p4-a", "p4-a-ii"));
    assert_eq!(deepest.citation, "4 (a) (ii)");
    assert!(codes.is_empty());
}

#[test]
fn repeated_numbers_never_collide() {
    let inner = vec![numbered("2", "x", vec![])];
    let body = vec![numbered("4", "x", inner), numbered("4", "y", vec![]), numbered("4", "z", vec![])];
    let (briefing, _) = prepared(body);
    let ids: Vec<_> = items(&briefing.blocks).iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["p4", "p4-3", "p4-4"], "p4-2 is the anchor of 4 (2)");
    assert_eq!(items(&items(&briefing.blocks)[0].blocks)[0].id, "p4-2");
}

#[test]
fn decimal_labels_do_not_repeat_their_parent() {
    let (briefing, _) = prepared(vec![numbered("1", "x", vec![numbered("1.2", "y", vec![])])]);
    let inner = &items(&items(&briefing.blocks)[0].blocks)[0];
    assert_eq!((inner.id.as_str(), inner.citation.as_str()), ("p1-2", "1.2"));
}

#[test]
fn mentions_of_paragraphs_become_links_without_changing_a_word() {
    let (briefing, codes) =
        prepared(vec![numbered("1", "See paragraph 2 and paragraph 9.", vec![]), numbered("2", "x", vec![])]);
    let content = vec![Inline::Text("paragraph 2".into())];
    assert_eq!(
        items(&briefing.blocks)[0].content,
        [
            Inline::Text("See ".into()),
            Inline::Reference { href: "#p2".into(), content },
            Inline::Text(" and paragraph 9.".into()),
        ]
    );
    assert_eq!(codes, ["reference-to-nothing"]);
}

#[test]
fn notes_know_their_references() {
    let reference = || release::Inline::FootnoteRef { label: "1".into() };
    let missing = release::Inline::FootnoteRef { label: "9".into() };
    let content = vec![reference(), reference(), missing];
    let note = Note { printed: "[1]".into(), label: "1".into(), content: text("x"), blocks: vec![] };
    let body = vec![
        release::Block::Paragraph(Paragraph { content, ..Paragraph::default() }),
        release::Block::Notes(Notes { heading: vec![], notes: vec![note] }),
    ];
    let (briefing, codes) = prepared(body);
    let Block::Notes { items, are_called, .. } = &briefing.blocks[1] else { panic!() };
    assert_eq!((items[0].id.as_str(), items[0].references.join(" ")), ("n1", "r1 r1-2".to_owned()));
    assert!(are_called);
    assert!(codes.is_empty(), "a reference without a note is the parser's to report");
}

#[test]
fn what_is_too_deep_is_moved_up_and_kept() {
    let mut block = numbered("1", "deepest", vec![]);
    for _ in 0..60 {
        block = numbered("1", "x", vec![block]);
    }
    let (briefing, codes) = prepared(vec![block]);
    assert!(codes.contains(&"too-deep".to_owned()));
    let printed = format!("{briefing:?}");
    assert_eq!(printed.matches("number: \"1.\"").count(), 61);
}

#[test]
fn the_masthead_knows_the_title_and_what_repeats() {
    let line = |words: &str, says| MastheadLine::Line { content: text(words), says };
    let masthead = vec![
        line("Ministry of Tides", vec![Field::Issuer]),
        line("3 March 2031", vec![Field::DatePublished]),
        MastheadLine::Title,
        line("For the press", vec![]),
    ];
    let release =
        Release { issuer: Some("Ministry of Tides".into()), title: text("Open"), masthead, ..Release::default() };
    let briefing = prepare(&release, &Options::default()).briefing;
    let parts = briefing.masthead;
    let MastheadPart::Lines { lines, repeats } = &parts[0] else { panic!() };
    assert_eq!(lines.iter().map(|line| line.repeats).collect::<Vec<_>>(), [true, false]);
    assert!(!repeats && parts[1] == MastheadPart::Title { stated: true } && parts.len() == 3);
}

#[test]
fn descriptions_are_cut_at_a_word() {
    let (briefing, _) = prepared(vec![numbered("1", &"harbour ".repeat(60), vec![])]);
    assert!(briefing.description.ends_with("harbour…") && briefing.description.chars().count() <= 201);
    assert_eq!(briefing.name, "Untitled");
}
