//! Single forms of releases that must read back.

use super::super::marker;
use super::{PROFILES, Profile, Theme, markdown, prepare, read_back};
use crate::release::{self, Block, Paragraph, Release};

#[test]
fn sections_below_the_deepest_heading_read_back_beside_each_other() {
    let section = |words: &str, blocks| {
        let heading = release::Heading { number: None, content: vec![release::Inline::text(words)] };
        Block::Section(release::Section { heading, blocks })
    };
    let innermost = vec![section("g", vec![section("h", vec![]), section("i", vec![])]), section("j", vec![])];
    let body = ["f", "e", "d", "c", "b", "a"].iter().fold(innermost, |blocks, words| vec![section(words, blocks)]);
    let release = Release { body, ..Release::default() };
    for profile in Profile::ALL {
        read_back(&release, profile);
    }
}

#[test]
fn a_subtitle_that_no_line_names_is_no_line_of_the_masthead() {
    let release = Release {
        title: vec![release::Inline::text("Open")],
        subtitle: vec![release::Inline::text("The pier is open")],
        masthead: vec![release::MastheadLine::Title],
        ..Release::default()
    };
    for profile in Profile::ALL {
        read_back(&release, profile);
    }
}

#[test]
fn short_rows_of_wide_tables_read_back_without_all_their_empty_cells() {
    let cell = || release::Cell { content: vec![release::Inline::text("x")] };
    let row = |columns| std::iter::repeat_with(cell).take(columns).collect::<Vec<_>>();
    let rows = vec![row(1), row(150), row(0), row(300)];
    let body = vec![Block::Table(release::Table { caption: vec![], header: vec![row(300)], rows })];
    let release = Release { body, ..Release::default() };
    for profile in Profile::ALL {
        read_back(&release, profile);
    }
    let briefing = prepare(&release, &Default::default()).briefing;
    let markdown = markdown(&briefing, &Theme::built_in(), Profile::Gfm).unwrap();
    let bars: Vec<_> = markdown.lines().rev().map(|line| line.matches('|').count()).take(4).collect();
    assert_eq!(bars, [301, 101, 151, 101]);
}

#[test]
fn nothing_in_signs_and_attributes_is_run() {
    let printed = "{{%\u{a0}x\u{a0}%}}{%{{{".to_owned();
    let number = Some(release::Number { printed, label: "{{x()}}".to_owned() });
    let body = vec![Block::Paragraph(Paragraph { number, ..Paragraph::default() })];
    let release = Release { reference: Some("{{% x %}}\\{{{% y() %}}".into()), body, ..Release::default() };
    for profile in PROFILES {
        read_back(&release, profile);
    }
    let briefing = prepare(&release, &Default::default()).briefing;
    for profile in [Profile::Hugo, Profile::Zola] {
        let markdown = markdown(&briefing, &Theme::built_in(), profile).unwrap();
        let (_, body) = markdown.split_once("<!-- body").unwrap();
        assert!(!body.contains("{{") && !body.contains("{%"), "{markdown}");
    }
    assert_eq!(marker::with(Profile::Zola, "x", &"\\{{%".into()), "<!-- x \"\\\\\\u007b\\u007b%\" -->");
    assert_eq!(marker::with(Profile::Hugo, "x", &"{{{%".into()), "<!-- x \"\\u007b\\u007b\\u007b%\" -->");
}
