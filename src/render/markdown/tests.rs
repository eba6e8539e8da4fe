use super::inline::{Place, Writer, block};
use super::profile::Profile;
use crate::prepare::{Inline, prepare};
use crate::release::{self, Block, Paragraph, Release};
use crate::theme::Theme;
use comrak::nodes::NodeValue;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Pieces that Markdown and its dialects give a meaning to.
const PIECES: [&str; 64] = [
    "a",
    "Harbour",
    " ",
    "  ",
    "1.",
    "1)",
    "12. ",
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "#",
    "# ",
    "## x",
    "+ ",
    "- ",
    "-",
    "---",
    "+++",
    "===",
    ">",
    "> ",
    "<",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<a@b.example>",
    "&amp;",
    "&",
    "&#35;",
    "[",
    "]",
    "[^1]",
    "[^1]: ",
    "(",
    ")",
    "](x)",
    "![",
    "!",
    "\\",
    "\\*",
    "~",
    "~~",
    "|",
    "||",
    "{",
    "}",
    "{{ x }}",
    "{% x %}",
    "{#id}",
    "$",
    "$x$",
    ":",
    ":::",
    "import ",
    "export ",
    "\t",
    "\n",
    "\u{a0}",
    "한국",
    "é",
];

/// The same numbers every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn text(&mut self) -> String {
        let length = 1 + self.roll(7);
        (0..length).map(|_| PIECES[self.roll(PIECES.len())]).collect()
    }

    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let length = 1 + self.roll(3);
        (0..length).map(|_| self.inline(depth)).collect()
    }

    fn inline(&mut self, depth: usize) -> Inline {
        match self.roll(if depth == 0 { 2 } else { 8 }) {
            0 => Inline::Text(self.text()),
            1 => Inline::Text("word".to_owned()),
            2 => Inline::Emphasis(self.inlines(depth - 1)),
            3 => Inline::Strong(self.inlines(depth - 1)),
            4 => Inline::Superscript(self.inlines(depth - 1)),
            5 => Inline::Code(self.text()),
            6 => Inline::Link { url: self.text(), href: None, content: vec![Inline::Text(self.text())] },
            _ => Inline::LineBreak,
        }
    }
}

fn gfm() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The words that pulldown-cmark reads, with a mark for what is no plain paragraph.
fn words(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, gfm()) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => words.push_str(&format!("⟦{other:?}⟧")),
        }
    }
    words
}

/// The words and the stress that pulldown-cmark reads, elements and marks alike.
fn marked_words(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, gfm()) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Code(text) => words.push_str(&format!("‹code›{text}‹/code›")),
            Event::InlineHtml(tag) if tag.contains("data-url") => words.push_str("‹a›"),
            Event::InlineHtml(tag) if tag.starts_with("<br") => words.push('⏎'),
            Event::InlineHtml(tag) => words.push_str(&tag.replace('<', "‹").replace('>', "›")),
            Event::Start(Tag::Emphasis) => words.push_str("‹em›"),
            Event::End(TagEnd::Emphasis) => words.push_str("‹/em›"),
            Event::Start(Tag::Strong) => words.push_str("‹strong›"),
            Event::End(TagEnd::Strong) => words.push_str("‹/strong›"),
            Event::Start(Tag::Link { .. }) => words.push_str("‹a›"),
            Event::End(TagEnd::Link) => words.push_str("‹/a›"),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => words.push_str(&format!("⟦{other:?}⟧")),
        }
    }
    words
}

fn expected(content: &[Inline]) -> String {
    let element = |tag: &str, content: &[Inline]| format!("‹{tag}›{}‹/{tag}›", expected(content));
    let words = content.iter().map(|inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Emphasis(content) => element("em", content),
        Inline::Strong(content) => element("strong", content),
        Inline::Superscript(content) => element("sup", content),
        Inline::Code(text) => format!("‹code›{text}‹/code›"),
        Inline::Link { content, .. } => element("a", content),
        _ => "⏎".to_owned(),
    });
    words.collect()
}

fn comrak_words(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.description_lists = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, markdown, &options);
    let mut words = String::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Document | NodeValue::Paragraph => {}
            other => words.push_str(&format!("⟦{other:?}⟧")),
        }
    }
    words
}

#[test]
fn two_readers_read_the_same_words_back() {
    let mut dice = Dice(7);
    for _ in 0..20_000 {
        let text = dice.text();
        for profile in [Profile::Gfm, Profile::Docusaurus, Profile::Jekyll] {
            let markdown = block(&[Inline::Text(text.clone())], profile, Place::Paragraph);
            assert_eq!(words(&markdown), text, "pulldown-cmark reads {markdown:?}");
            assert_eq!(comrak_words(&markdown), text, "comrak reads {markdown:?}");
        }
    }
}

#[test]
fn headings_and_cells_read_back() {
    let mut dice = Dice(11);
    for _ in 0..5_000 {
        let text = dice.text();
        let content = [Inline::Text(text.clone())];
        let heading = format!("# {}", block(&content, Profile::Gfm, Place::Heading));
        let read = words(&heading);
        assert_eq!(read.split('⟧').nth(1).unwrap_or("").split('⟦').next().unwrap(), text, "{heading:?}");
        let table = format!("| a | b |\n| --- | --- |\n| {} | x |", block(&content, Profile::Gfm, Place::Cell));
        assert!(
            words(&table).contains(&format!("Start(TableCell)⟧{text}⟦End(TableCell)⟧⟦Start(TableCell)⟧x⟦")),
            "{table:?}"
        );
    }
}

#[test]
fn marked_text_reads_back() {
    let mut dice = Dice(13);
    for _ in 0..20_000 {
        let content = dice.inlines(3);
        for profile in [Profile::Gfm, Profile::Hugo] {
            let mut writer = Writer::new(profile, Place::Paragraph, "<a id=\"p1\"></a>1. ");
            writer.push_all(&content);
            let markdown = writer.finish();
            let wanted = format!("‹a id=\"p1\"›‹/a›1. {}", expected(&content));
            assert_eq!(marked_words(&markdown), wanted, "{markdown:?}");
        }
    }
}

#[test]
fn only_what_must_be_is_escaped() {
    let plain =
        "On 3 March (18:00), Mr. O'Neil – of R&D – said: \"50% of a_b + c = d; it's #1!\" See A/12, x*y? No: 2 * 3.";
    let markdown = block(&[Inline::text_of(plain)], Profile::Gfm, Place::Paragraph);
    assert_eq!(markdown, plain.replace("x*y", "x\\*y").replace("R&D", "R\\&D"));
}

#[test]
fn mdx_sees_no_code() {
    let text = "import x from {y} <B/> export";
    let markdown = block(&[Inline::text_of(text)], Profile::Docusaurus, Place::Paragraph);
    assert_eq!(markdown, "&#105;mport x from \\{y\\} \\<B/> export");
}

#[test]
fn addresses_that_could_run_something_are_not_links() {
    for url in ["javascript:alert(1)", "java\tscript:alert(1)", " JavaScript:x", "data:text/html,x", "vbscript:x"] {
        let link = Inline::Link { url: url.to_owned(), href: None, content: vec![Inline::text_of("words")] };
        let markdown = block(&[link], Profile::Gfm, Place::Paragraph);
        assert!(markdown.starts_with("<a data-url=") && !markdown.contains("]("), "{markdown}");
    }
}

#[test]
fn each_profile_has_its_front_matter() {
    let release = Release {
        issuer: Some("Ministry: of \"Tides\"".into()),
        title: vec![release::Inline::text("Open")],
        date_published: Some("2031-03-03T18:00+01:00".parse().unwrap()),
        body: vec![Block::Paragraph(Paragraph { content: vec![release::Inline::text("x")], ..Paragraph::default() })],
        ..Release::default()
    };
    let briefing = prepare(&release, &Default::default()).briefing;
    let start = |profile| super::render(&briefing, &Theme::built_in(), profile).unwrap();
    assert!(start(Profile::Gfm).starts_with(
        "---\ntitle: Open\ndate: \"2031-03-03T18:00+01:00\"\nissuer: \"Ministry: of \\\"Tides\\\"\"\n---\n\n# Open\n\n<!-- body -->\n\nx"
    ));
    assert!(start(Profile::Hugo).contains("date: \"2031-03-03T18:00:00+01:00\"\ndescription: x\nparams:\n  issuer: "));
    assert!(start(Profile::Zola).contains("\n\n[extra]\nissuer = \"Ministry: of \\\"Tides\\\"\"\n+++\n"));
    assert!(start(Profile::Mdbook).starts_with("# Open\n\n<!-- body {\"issuer\":"));
    assert!(start(Profile::Docusaurus).contains("\n{/* body */}\n"));
    assert!(!start(Profile::Jekyll).contains("# Open"));
}

impl Inline {
    fn text_of(words: &str) -> Self {
        Inline::Text(words.to_owned())
    }
}
