use super::inline::{Place, Writer, block};
use super::profile::Profile;
use crate::prepare::{Inline, prepare};
use crate::release::{self, Block, Paragraph, Release};
use crate::render::markdown;
use crate::theme::Theme;
use comrak::nodes::NodeValue;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

mod forms;

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
        for profile in [Profile::Gfm, Profile::Docusaurus, Profile::Jekyll, Profile::Mkdocs] {
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
fn what_a_reader_takes_no_backslash_before_is_a_reference() {
    let line = |profile, text: &str| block(&[Inline::text_of(text)], profile, Place::Paragraph);
    assert_eq!(line(Profile::Mkdocs, "~a~ <b> & *c* (d) 1/2"), r"&#126;a&#126; &#60;b> & \*c\* (d) &#49;/2");
    assert_eq!(line(Profile::Mkdocs, "(c) AT&T :smile:"), r"\(c) AT&#38;T &#58;smile:");
    assert_eq!(line(Profile::Jekyll, "{% x %} &amp; ~a~ ^"), r"\{&#37; x %\} &#38;amp; \~a\~ ^");
    assert_eq!(line(Profile::Jekyll, "^"), "&#94;");
    assert_eq!(line(Profile::Gfm, "~a~ (c) 1/2 ^"), r"\~a\~ (c) 1/2 ^");
    let code = |profile, text: &str| block(&[Inline::Code(text.to_owned())], profile, Place::Paragraph);
    assert_eq!(code(Profile::Mdbook, "{{#include x}}"), "<code>&#123;&#123;#include x&#125;&#125;</code>");
    assert_eq!(code(Profile::Gfm, "{{#include x}}"), "`{{#include x}}`");
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
    let start = |profile| markdown(&briefing, &Theme::built_in(), profile).unwrap();
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

/// Reads our own Markdown back.
fn read_back(release: &Release, profile: Profile) -> Release {
    let briefing = prepare(release, &Default::default()).briefing;
    let markdown = markdown(&briefing, &Theme::built_in(), profile).unwrap();
    let read = crate::parse(&crate::Source::new("a.md", markdown.clone()), &Default::default()).release;
    assert_eq!(read.to_json(), release.to_json(), "{profile:?}:\n{markdown}");
    read
}

#[test]
fn markdown_reads_back_as_the_same_release() {
    let release = crate::render::tests::everything();
    for profile in Profile::ALL {
        assert_eq!(read_back(&release, profile), release);
    }
}

/// The profiles whose comments are HTML: the reader takes an MDX comment only when it is alone on its line.
const PROFILES: [Profile; 7] = [
    Profile::Commonmark,
    Profile::Gfm,
    Profile::Hugo,
    Profile::Zola,
    Profile::Mkdocs,
    Profile::Mdbook,
    Profile::Jekyll,
];

const LINE_BREAK: usize = 6;

impl Dice {
    /// Marked text in the order of marks that the reader gives: link, strong, emphasis, superscript, code.
    fn content(&mut self) -> Vec<release::Inline> {
        let mut content = Vec::new();
        let mut last = usize::MAX;
        for _ in 0..self.roll(5) {
            let kind = self.roll(8);
            if kind != last {
                content.push(self.canonical(kind));
            }
            // A line break does not part two stretches of one style.
            last = if kind == LINE_BREAK && last <= 2 { last } else { kind };
        }
        // Nothing but a line break is a block of raw HTML to Markdown, and says nothing.
        if content == [release::Inline::LineBreak {}] { Vec::new() } else { content }
    }

    fn canonical(&mut self, kind: usize) -> release::Inline {
        let words = vec![release::Inline::Text(self.text())];
        match kind {
            0 => release::Inline::Emphasis(words),
            1 => release::Inline::Strong(words),
            2 => release::Inline::Superscript(words),
            3 => release::Inline::Code(self.text()),
            4 => release::Inline::Link { url: self.text(), content: words },
            5 => release::Inline::FootnoteRef { label: ["1", "2", "*", "a]b"][self.roll(4)].to_owned() },
            LINE_BREAK => release::Inline::LineBreak {},
            _ => release::Inline::Text(self.text()),
        }
    }

    fn number(&mut self) -> Option<release::Number> {
        let printed = ["4.", "(b)", "Article 2", "제3조", "①", "1.1"][self.roll(6)].to_owned();
        let label = ["4", "b", "2", "3", "1"][self.roll(5)].to_owned();
        (self.roll(2) == 0).then_some(release::Number { printed, label })
    }

    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        if depth == 0 { Vec::new() } else { (0..self.roll(4)).map(|_| self.block(depth - 1)).collect() }
    }

    fn block(&mut self, depth: usize) -> Block {
        let kind = self.roll(13);
        match kind {
            0 => Block::Section(release::Section {
                heading: release::Heading { number: self.number(), content: self.content() },
                blocks: self.blocks(depth),
            }),
            1 => Block::List(release::List { items: (0..self.roll(3)).map(|_| self.item(depth)).collect() }),
            2 => Block::Quote(release::Quote { blocks: self.blocks(depth), attribution: self.content() }),
            3 => {
                let header = (0..self.roll(3)).map(|_| self.row()).collect();
                let rows = (0..self.roll(3)).map(|_| self.row()).collect();
                Block::Table(release::Table { caption: self.content(), header, rows })
            }
            4 => Block::Figure(release::Figure { url: self.text(), alternative: self.text(), caption: self.content() }),
            5 => {
                let notes = (0..self.roll(3)).map(|_| self.note(depth)).collect();
                Block::Notes(release::Notes { heading: self.content(), notes })
            }
            6 => {
                let contact = release::Contact {
                    content: self.content(),
                    role: Some(self.text()),
                    hours: Some(self.text()),
                    ..Default::default()
                };
                Block::Contacts(release::Contacts { heading: self.content(), contacts: vec![contact] })
            }
            7 => {
                use release::PassageClass::{About, Attachments, Background, Disclaimer, Related};
                let class = [About, Background, Disclaimer, Attachments, Related][self.roll(5)];
                let heading = self.content();
                Block::Boilerplate(release::Passage { class, heading, blocks: self.blocks(depth) })
            }
            11 => Block::Signature(release::Signature {
                content: self.content(),
                place: Some(self.text()),
                date: ["2031-03-03", "2031-03-03T18:00+01:00"][self.roll(2)].parse().ok(),
                name: None,
            }),
            8 => Block::Preformatted { text: self.text() },
            9 => Block::Break { printed: ["", "* * *", "---"][self.roll(3)].to_owned() },
            10 => Block::EndMark { printed: self.text() },
            _ => Block::Paragraph(Paragraph {
                number: self.number(),
                content: self.content(),
                blocks: self.blocks(depth),
            }),
        }
    }

    fn item(&mut self, depth: usize) -> release::ListItem {
        let bullet = ["•", "-", "*", "※"][self.roll(4)].to_owned();
        release::ListItem { bullet, content: self.content(), blocks: self.blocks(depth) }
    }

    fn row(&mut self) -> Vec<release::Cell> {
        (0..self.roll(4)).map(|_| release::Cell { content: self.content() }).collect()
    }

    fn note(&mut self, depth: usize) -> release::Note {
        let mark = self.roll(4);
        release::Note {
            printed: ["[1]", "2.", "*", ""][mark].to_owned(),
            label: ["1", "2", "*", ""][mark].to_owned(),
            content: self.content(),
            blocks: self.blocks(depth),
        }
    }
}

#[test]
fn links_that_we_add_are_not_read_back() {
    let paragraph = |label: &str, words: &str| {
        let number = Some(release::Number { printed: format!("{label}."), label: label.to_owned() });
        Block::Paragraph(Paragraph { number, content: vec![release::Inline::text(words)], blocks: vec![] })
    };
    let body = vec![paragraph("1", "See paragraph 2, and paragraphs 1 to 2."), paragraph("2", "x")];
    let release = Release { body, ..Release::default() };
    for profile in Profile::ALL {
        read_back(&release, profile);
    }
}

#[test]
fn any_release_reads_back() {
    for seed in 0..1_000 {
        let mut dice = Dice(seed);
        let line = release::MastheadLine::Line { content: dice.content(), says: vec![release::Field::Issuer] };
        let release = Release {
            issuer: Some(dice.text()),
            title: dice.content(),
            masthead: vec![line, release::MastheadLine::Title],
            body: dice.blocks(4),
            ..Release::default()
        };
        read_back(&release, PROFILES[dice.roll(PROFILES.len())]);
    }
}
