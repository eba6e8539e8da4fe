//! What is said, and what is not.

use super::lint;
use crate::{Source, parse};

/// The codes of what is said of a Markdown text below a masthead that is as it should be.
fn said(body: &str) -> Vec<&'static str> {
    said_of(&format!("Ministry of Tides\n\n3 March 2031 | Press release\n\n# On the new harbour\n\n{body}\n"))
}

fn said_of(text: &str) -> Vec<&'static str> {
    let source = Source::new("a.md", text);
    let parsed = parse(&source, &Default::default());
    lint(&source, &parsed, None).into_iter().map(|found| found.code).collect()
}

#[track_caller]
fn nothing(bodies: &[&str]) {
    for body in bodies {
        assert_eq!(said(body), [] as [&str; 0], "{body}");
    }
}

#[track_caller]
fn each(code: &str, bodies: &[&str]) {
    for body in bodies {
        assert_eq!(said(body), [code], "{body}");
    }
}

#[test]
fn placeholders_are_told_from_numbers_and_quotations() {
    each(
        "placeholder",
        &[
            "The harbour opens on [TBC] at noon.",
            "The harbour opens on [date].",
            "Said \\<insert name>, the minister.",
            "The port opens on XX March 2031.",
            "It cost €XX million.",
            "Call +XX XXXX XXXX today.",
            "The fleet has XXXX ships.",
            "Lorem ipsum dolor sit amet.",
            "Call ### #### for more.",
            "The minister said TKTK.",
            "Die Ministerin sprach am [Datum] im Hafen der Stadt.",
            "장관은 [미정]에 항만을 열었다.",
            "It costs [●] crowns.",
        ],
    );
    nothing(&[
        "In the XX century, King Louis XX and the XXX Olympiad.",
        "El siglo XX fue largo para el puerto, y la talla XXL también.",
        "“He [the minister] said [...] that it opens [sic].”",
        "As the Court said in *Tide v. Ebb* [2031] EWHC 12.",
        "The harbour opens in May. ###",
        "We use C# and the tag #harbour.",
        "Mr TK Harrow spoke; Tk 500 were paid.",
        "See [the report](https://tides.example/XXXX).",
        "The file is `[date].txt`.",
        "MXXX is a Roman number, and EXXON a company.",
    ]);
}

#[test]
fn dates_are_held_against_the_calendar() {
    each(
        "weekday-disagrees",
        &[
            "The harbour opens on Tuesday, 3 March 2031.",
            "The harbour opens on 3 March 2031 (Tuesday) in Lund.",
            "The harbour is open to all ships.\n\nDone at Lund, Tuesday, 3 March 2031",
            "El puerto abre el martes, 3 de marzo de 2031, a las diez.",
            "Гавань откроется во вторник, 3 марта 2031 года в порту.",
            "港は2031年3月3日（火）に開かれる。",
            "항만은 2031년 3월 3일(화) 문을 연다.",
            "港口将于2031年3月3日星期二开放。",
        ],
    );
    nothing(&[
        "The harbour opens on Monday, 3 March 2031.",
        "The harbour opens on Monday and Tuesday, 3 and 4 March 2031.",
        "The talks run from Monday 3 to Friday 7 March 2031.",
        "The ferry sails every Tuesday. 3 March 2031 was too early for it.",
        "港は2031年3月3日（月）に開かれる。",
        "항만은 2031년 3월 3일(월) 문을 연다.",
        "港口将于2031年3月3日星期一开放。",
        "On 3 March 2031 Sunday trading was allowed.",
    ]);
}

#[test]
fn fields_are_held_against_each_other() {
    let of = |masthead: &str, body: &str| {
        said_of(&format!("Ministry of Tides\n\n{masthead}\n\n# On the harbour\n\n{body}\n"))
    };
    let none: [&str; 0] = [];
    assert_eq!(of("3 March 2031", "PORT LUND, 4 March 2031 — The harbour is open."), ["dates-disagree"]);
    assert_eq!(of("3 March 2031", "PORT LUND, 3 March 2031 — The harbour is open."), none);
    assert_eq!(of("3 March 2031 | Distributed by Tidewire on 2 March 2031", "It is open."), ["dates-disagree"]);
    let embargo = |end: &str| of(&format!("3 March 2031\n\nEmbargoed until {end}"), "It is open.");
    assert_eq!(embargo("3 March 2031, 18:00"), ["embargo-end"]);
    assert_eq!(embargo("3 March 2031"), ["embargo-end"]);
    assert_eq!(embargo("2 March 2031, 18:00 CET"), ["dates-disagree"]);
    assert_eq!(embargo("3 March 2031, 18:00 CET"), none);
    assert_eq!(embargo("3 March 2031, 18:00 Lund time"), none);
    assert_eq!(embargo("noon on 3 March 2031 (local time)"), none);
    let both = "3 March 2031\n\nFOR IMMEDIATE RELEASE\n\nEmbargoed until 3 March 2031, 18:00 CET";
    assert_eq!(of(both, "It is open."), ["embargo-and-immediate"]);
    assert_eq!(said_of("Ministry of Tides\n\n# On the harbour\n\nIt is open.\n"), ["no-date"]);
    assert_eq!(said_of("3 March 2031\n\n# On the harbour\n\nIt is open.\n"), ["no-issuer"]);
}

#[test]
fn a_day_later_than_today_is_told_only_where_today_is_known() {
    let text = "Ministry of Tides\n\n3 March 2031\n\nOn the harbour\n\n1. It is open.";
    let source = Source::new("a.txt", text);
    let parsed = parse(&source, &Default::default());
    let codes =
        |today: &str| lint(&source, &parsed, today.parse().ok()).iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes("2031-03-02"), ["date-in-future"]);
    assert!(codes("2031-03-03").is_empty() && codes("").is_empty());
}

#[test]
fn titles() {
    let titled = |title: &str| said_of(&format!("Ministry of Tides\n\n3 March 2031\n\n# {title}\n\nIt is open.\n"));
    assert_eq!(titled("MINISTER OPENS THE HARBOUR OF LUND"), ["title-in-capitals"]);
    assert_eq!(titled(&"The harbour of Lund is open. ".repeat(8)), ["long-title"]);
    assert!(titled("UNESCO–WHO–FAO: MOU signed").is_empty());
    assert!(titled("항만 재개장에 관한 공동성명").is_empty());
}

#[test]
fn quotations() {
    each(
        "mixed-quotes",
        &["The “Patience” and the \"Long Reach\" left.", "The harbour’s master and the pilot's mate left."],
    );
    each(
        "unbalanced-quotation",
        &[
            "He said: “The harbour is open.",
            "“Yes.” The harbour is open,” he said.",
            "Il a dit : « Le port est ouvert.",
        ],
    );
    nothing(&[
        "“The harbour is open.\n\n“The pier follows.”",
        "“The harbour is open.\n\nSo is the pier,” he said.",
        "Die Ministerin sagte: „Der Hafen ist offen.“ Dann ging sie zu den „Piloten“.",
        "Ministern sade: ”Hamnen är öppen.” Sedan gick hon till ”lotsarna”.",
        "»Der Hafen ist offen«, sagte die Ministerin, »und der Pier auch«.",
        "The mast is 12\" thick. “It holds,” he said.",
        "Rock ’n’ roll, the ’90s, and O'Neill of the harbour’s crew.",
        "“The master said “aye” and left,” she said.",
        "「港は開いた」と大臣は述べた。「桟橋も」",
        "« Le port est ouvert.\n\n« La jetée suit. »",
        "“We agree:\n\n- that it opens;\n\n- that it stays open.”",
    ]);
}

#[test]
fn slips_of_the_keyboard() {
    each("double-space", &["The  harbour is open."]);
    each("space-before-punctuation", &["The harbour is open , and the pier too."]);
    each("repeated-word", &["The harbour of the the north is open.", "The harbour is open to\nto ships."]);
    nothing(&[
        "The harbour is open.  The pier follows.",
        "Le port est ouvert ; la jetée aussi : « enfin » ! Vraiment ?",
        "The harbour … and . . . the pier; version .5 of .NET.",
        "He said that that was all he had had.",
        "Bora Bora and Baden Baden; no no.",
        "Das Schiff, das das Tor schloss, in dem die die Segel setzten.",
        "The mark `a  b` stays.",
        "（1）港口已开放。 （2）码头随后。",
    ]);
}

#[test]
fn structure() {
    each("heading-without-text", &["## Background\n\n## The harbour\n\nIt is open."]);
    each("empty-item", &["- one\n-\n- three"]);
    each("figure-without-alt", &["It is open.\n\n![](harbour.png)"]);
    each("link-without-meaning", &["The report is [here](https://tides.example/r)."]);
    each("mixed-numbers", &["1. One is open.\n\n(2) Two is open."]);
    nothing(&[
        "## Background\n\n### The harbour\n\nIt is open.",
        "It is open.\n\n![The harbour from the sea](harbour.png)",
        "The [report](https://tides.example/r) is here.",
        "1. One is open.\n\n    (1) Two is open.\n\n2. Three is open.",
    ]);
}

#[test]
fn the_same_words_are_found_in_the_source() {
    let text = "Ministry of Tides\n\n3 March 2031\n\nOn the harbour\n\n1. The date, [date], and of\nof [date].";
    let source = Source::new("a.txt", text);
    let found = lint(&source, &parse(&source, &Default::default()), None);
    let places: Vec<_> = found.iter().map(|found| source.slice(found.span.unwrap())).collect();
    assert_eq!(places, ["[date]", "of\nof", "[date]"]);
    assert_eq!(found[2].span.unwrap().end(), text.len() - 1);
}
