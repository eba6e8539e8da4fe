//! What holds for every text, on samples and on what chance makes of them.

use super::{Options, Parsed, parse};
use crate::diagnostic::Severity;
use crate::read::Format;
use crate::release::{Block, Inline, KindClass, PassageClass, Release, printed_text};
use crate::source::Source;

const BAR: &str = "Ministry of Tides of the Republic of Ostmark\n\n03/04/2031 | Press release | Distributed by Tidewire on 03/05/2031 06:05\n\n\
    Outcome of the Talks on the New Harbour\n\n1. The ministers of Ostmark and Westmark met on March 4 in Port Tide. They agreed on 12.4 million\n\
    crowns for the 1718 Committee.\n\n2. They also agreed to meet again.\n\n3. The talks were friendly.\n";

const LETTERHEAD: &str = "FOR IMMEDIATE RELEASE\n\nMinistry of Tides\n\nRef. No. MT/12(2031)\n\nHarbour dues to fall by a tenth\n\n\
    PORT TIDE, 3 March 2031 – The minister said:\n\n- dues fall by a tenth;\n- the pilots stay;\n  until 2040.\n\nBACKGROUND\n\n\
    The dues were last changed in 2011.[1] See https://tides.example/dues.\n\nA second paragraph ends here.\n\n### \n\n\
    Media contact:\n\nJane Roe, head of press\n+99 55 123 456\npress@tides.example\n\n[1] Act 7 of 2011.\n";

const NESTED: &str = "Joint Statement on the Ferry\n\n1. The two sides agreed:\n(a) to build a ferry;\n(b) to name it:\n(i) in one tongue;\n(ii) in the other;\n\
    (c) to sail it.\n\nIt will sail in 2032.\n\n2. They thanked the crews.\n\n4. They parted.\n\nENDS\n";

const KOREAN: &str = "바다부\n\n보도자료\n\n2031년 3월 4일\n\n새 항구 개항\n\n1. 바다부는 오늘 새 항구를 열었다.\n\n※ 사진은 누리집에서 볼 수 있다.\n\n가. 첫째 항목이다.\n나. 둘째 항목이다.\n\n(끝)\n";

const FRENCH: &str = "Ministère des Marées\nCommuniqué de presse\nPort-Marée, le 4 mars 2031\n\nOuverture du nouveau port\n\n\
    Le ministre a ouvert le port en présence de la présidente de la région et des pilotes de la côte.\n\nÀ propos du ministère des Marées\n\nLe ministère veille sur les marées.\n";

const MARKDOWN: &str = "---\ntitle: \"On the ferry\"\ndate: 2031-03-04\ntags: [sea, ferry]\n---\n\n**FERRY**\n\nIt sails *at dawn*, <b>always</b>.[^1]\n\n\
    1. One &amp; two\n2. Three\n   - four\n\n> Well said.\n>\n> — Jane Roe\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\\###\n\n[^1]: In summer.\n";

const ALL: [(&str, Format); 6] = [
    (BAR, Format::Text),
    (LETTERHEAD, Format::Text),
    (NESTED, Format::Text),
    (KOREAN, Format::Text),
    (FRENCH, Format::Text),
    (MARKDOWN, Format::Markdown),
];

fn read(text: &str, from: Format) -> (Source, Parsed) {
    let source = Source::new("sample", text);
    let parsed = parse(&source, &Options { from: Some(from), ..Options::default() });
    (source, parsed)
}

/// The visible characters, raised figures as plain ones: the mark `¹` is the label `1`.
fn visible(text: &str) -> String {
    let seen = text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control() && *letter != '\u{FEFF}');
    seen.map(|letter| super::marks::raised(letter).unwrap_or(letter)).collect()
}

/// No panic, nothing lost, spans in bounds, JSON reads back.
fn hold(text: &str, from: Format) -> Release {
    let (source, parsed) = read(text, from);
    let spans = parsed.origins.iter().map(|(_, span)| span);
    for span in spans.chain(parsed.diagnostics.iter().filter_map(|diagnostic| diagnostic.span)) {
        assert!(source.text().get(span.range()).is_some(), "{span:?} in {text:?}");
    }
    let json = parsed.release.to_json();
    assert!(Release::from_json(&json).is_ok_and(|back| back == parsed.release), "{json}");
    let told = ["drawn-signs", "furniture", "table-rules"];
    let left_out = parsed.diagnostics.iter().any(|diagnostic| told.contains(&diagnostic.code));
    if from == Format::Text && !left_out {
        assert_eq!(visible(&printed_text(&parsed.release)), visible(text), "{text:?}");
    }
    parsed.release
}

#[test]
fn the_shape_of_a_distributed_release() {
    let (_, Parsed { release, diagnostics, .. }) = read(BAR, Format::Text);
    assert_eq!(release.issuer.as_deref(), Some("Ministry of Tides of the Republic of Ostmark"));
    assert_eq!(release.kind.as_ref().map(|kind| kind.class), Some(KindClass::PressRelease));
    assert_eq!(release.date_published.unwrap().to_string(), "2031-03-04");
    let distribution = release.distribution.unwrap();
    assert_eq!(distribution.by.as_deref(), Some("Tidewire"));
    assert_eq!(distribution.at.unwrap().to_string(), "2031-03-05T06:05");
    assert_eq!((release.language.as_deref(), release.body.len(), diagnostics.len()), (Some("en"), 3, 1));
    assert_eq!(diagnostics[0].code, "ambiguous-date");
}

#[test]
fn a_letterhead_and_its_tail() {
    let release = hold(LETTERHEAD, Format::Text);
    assert_eq!(release.reference.as_deref(), Some("MT/12(2031)"));
    assert_eq!(release.located.as_deref(), Some("PORT TIDE"));
    let names: Vec<_> = release.body.iter().map(|block| serde_json::to_value(block).unwrap()).collect();
    let names: Vec<_> = names.iter().map(|block| block.as_object().unwrap().keys().next().unwrap().as_str()).collect();
    assert_eq!(names, ["paragraph", "list", "boilerplate", "end_mark", "contacts", "notes"]);
    let Block::Boilerplate(background) = &release.body[2] else { panic!() };
    assert_eq!((background.class, background.blocks.len()), (PassageClass::Background, 2));
    let Block::Contacts(contacts) = &release.body[4] else { panic!() };
    assert_eq!(contacts.contacts[0].email, ["press@tides.example"]);
    assert_eq!(contacts.contacts[0].role.as_deref(), Some("head of press"));
}

#[test]
fn numbers_nest_and_gaps_are_told() {
    let (_, Parsed { release, diagnostics, .. }) = read(NESTED, Format::Text);
    assert_eq!(release.kind.unwrap().class, KindClass::JointStatement);
    let Block::Paragraph(first) = &release.body[0] else { panic!() };
    let Block::Paragraph(second) = &first.blocks[1] else { panic!() };
    assert_eq!((first.blocks.len(), second.blocks.len(), release.body.len()), (3, 2, 4));
    assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), ["number-gap"]);
}

#[test]
fn other_languages_by_the_same_grammar() {
    let korean = hold(KOREAN, Format::Text);
    assert_eq!((korean.issuer.as_deref(), korean.language.as_deref()), (Some("바다부"), Some("ko")));
    assert_eq!(korean.date_published.unwrap().to_string(), "2031-03-04");
    assert!(matches!(korean.body.last(), Some(Block::EndMark { .. })), "{:?}", korean.body);
    let french = hold(FRENCH, Format::Text);
    assert_eq!((french.issuer.as_deref(), french.language.as_deref()), (Some("Ministère des Marées"), Some("fr")));
    assert_eq!(french.located.as_deref(), Some("Port-Marée"));
    assert!(matches!(french.body.last(), Some(Block::Boilerplate(_))));
}

#[test]
fn markdown_of_anybodys() {
    let (_, Parsed { release, diagnostics, .. }) = read(MARKDOWN, Format::Markdown);
    assert_eq!(release.date_published.unwrap().to_string(), "2031-03-04");
    let Block::Section(section) = &release.body[0] else { panic!("{:?}", release.body) };
    assert!(
        matches!(section.blocks[2], Block::Paragraph(ref paragraph) if paragraph.number.is_some() && paragraph.blocks.len() == 1)
    );
    assert!(matches!(section.blocks[3], Block::Quote(ref quote) if !quote.attribution.is_empty()));
    assert!(matches!(release.body[1..], [Block::EndMark { .. }, Block::Notes(_)]), "{:?}", release.body);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Note), "{diagnostics:?}");
}

#[test]
fn marks_may_be_links_within_the_page() {
    let text = "# On dues\n\nThe dues fall by a tenth.[\\[1\\]](#_ftn1) They fell before.[\\[2\\]](#_ftn2)\n\n\
        [\\[1\\]](#_ftnref1) Act 7 of 2031.\n\n[\\[2\\]](#_ftnref2) In 2029.\n";
    let (_, Parsed { release, diagnostics, .. }) = read(text, Format::Markdown);
    let [Block::Paragraph(paragraph), Block::Notes(notes)] = release.body.as_slice() else { panic!("{release:?}") };
    let labels: Vec<&str> = paragraph.content.iter().filter_map(reference).collect();
    assert_eq!(labels, ["1", "2"]);
    assert_eq!(notes.notes.iter().map(|note| note.label.as_str()).collect::<Vec<_>>(), labels);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Note), "{diagnostics:?}");
}

fn reference(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::FootnoteRef { label } => Some(label),
        _ => None,
    }
}

#[test]
fn what_is_always_true_holds_for_the_samples() {
    ALL.iter().for_each(|(text, from)| drop(hold(text, *from)));
}

/// A generator of chance that is the same everywhere.
fn chance(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*state >> 33) as usize) % below.max(1)
}

#[test]
fn what_is_always_true_holds_for_mutations() {
    const PIECES: [&str; 24] = [
        "\n",
        "\n\n",
        "1. ",
        "(a) ",
        "• ",
        "* ",
        "- ",
        "\t",
        "|",
        "###",
        "[1] ",
        "¹",
        "  ",
        "\u{A0}",
        "\r\n",
        "\u{C}",
        "ENDS",
        "\u{7}",
        "Notes:\n",
        "Contact:\n",
        "A. ",
        "<b>",
        "`",
        "\n> ",
    ];
    let mut state = 7;
    for round in 0..400 {
        let (text, from) = ALL[round % ALL.len()];
        let mut letters: Vec<char> = text.chars().collect();
        for _ in 0..=chance(&mut state, 6) {
            let at = chance(&mut state, letters.len());
            match chance(&mut state, 3) {
                0 => drop(letters.drain(at..(at + chance(&mut state, 30)).min(letters.len()))),
                1 => letters.splice(at..at, PIECES[chance(&mut state, PIECES.len())].chars()).for_each(drop),
                _ => {
                    let end = (at + chance(&mut state, 40)).min(letters.len());
                    let copy = letters[at..end].to_vec();
                    let to = chance(&mut state, letters.len());
                    letters.splice(to..to, copy).for_each(drop);
                }
            }
        }
        hold(&letters.into_iter().collect::<String>(), from);
    }
}

#[test]
fn json_with_an_error_says_where_and_keeps_the_text() {
    let (source, parsed) = read("{\n  \"title\": 3\n}", Format::Json);
    let diagnostic = &parsed.diagnostics[0];
    assert_eq!((diagnostic.code, source.line_column(diagnostic.span.unwrap().start()).line), ("invalid-json", 2));
    assert!(matches!(parsed.release.body[..], [Block::Preformatted { .. }]));
    assert_eq!(read("", Format::Text).1.diagnostics[0].code, "empty-release");
}

#[test]
fn places_behind_fixed_spaces_and_control_characters() {
    let masthead =
        |start: &str| format!("Council of the Reeds\n\n{start}3 June 2031 | Communiqué\n\nOn reeds\n\nThey met.\n");
    for (name, start) in [("a.txt", "\u{6} \u{0}"), ("a.md", "&nbsp; &nbsp;"), ("a.txt", "\u{6}\u{a0}\u{6} ")] {
        let source = Source::new(name, masthead(start));
        let parsed = parse(&source, &Options::default());
        assert_eq!(parsed.origins.get("/kind").map(|span| source.slice(span)), Some("Communiqué"), "{start:?}");
    }
}

/// A browser moves text between rows of a table before the table: it is read in that order, though it stands behind.
#[test]
fn words_that_a_page_has_out_of_their_order() {
    let source = Source::new("a.html", "<TABLE><TD>FOR/B</TD>OFFICE");
    let parsed = parse(&source, &Options::default());
    let text = crate::release::printed_text(&parsed.release);
    assert!(text.contains("OFFICE") && text.contains("FOR/B"), "{text}");
}

/// A reader that looked at all of such a text for each sign in it would need many minutes here.
#[test]
fn long_texts_of_one_sign_are_read_in_one_pass() {
    const MANY: usize = 50_000;
    let head = "Tides\n\nThe pier is open to all ships of the members.\n\n";
    let texts = [
        ["See the act", &"*".repeat(MANY), "."].concat(),
        ["See the act", &"¹".repeat(MANY), "."].concat(),
        ["See www.tides.example/", &")".repeat(5 * MANY), " today."].concat(),
        "٣.".repeat(MANY),
        ["“(1) The pier is open.\n", &"the pier is open\n".repeat(MANY / 20)].concat(),
        ["Contact:\n", &"the pier is open\n".repeat(MANY / 20)].concat(),
    ];
    for text in texts {
        let source = Source::new("a.txt", [head, &text].concat());
        assert!(!parse(&source, &Options::default()).release.body.is_empty());
    }
}
