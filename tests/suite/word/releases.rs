//! The releases of the corpus that are Word documents: of states, institutions and people that do not exist.

use super::builder::{Word, cell, escape, field, look, paragraph, plain, row, run};

/// Every release, by the name of its folder.
pub(super) fn all() -> Vec<(&'static str, Word)> {
    vec![
        ("word-communique", communique()),
        ("word-tracked-changes", tracked_changes()),
        ("word-korean-numbers", korean_numbers()),
        ("word-tables", tables()),
        ("word-boxes-and-fields", boxes_and_fields()),
        ("word-margins", margins()),
        ("word-typed-lines", typed_lines()),
        ("word-typed-pages", typed_pages()),
        ("word-legal-numbers", legal_numbers()),
        ("word-raised-marks", raised_marks()),
        ("word-head-in-a-table", head_in_a_table()),
        ("word-fields-without-an-end", fields_without_an_end()),
        ("word-rows-taken-out", rows_taken_out()),
    ]
}

/// Styles as a German Word names them: the ids are translated, the names are not.
const STYLES: &[(&str, &str, &str)] = &[
    ("Titel", "Title", "<w:rPr><w:b/></w:rPr>"),
    ("Untertitel", "Subtitle", "<w:rPr><w:i/></w:rPr>"),
    ("berschrift1", "heading 1", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/></w:rPr>"),
    ("berschrift2", "heading 2", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"),
    ("Zwischentitel", "Zwischentitel", "<w:basedOn w:val=\"berschrift1\"/>"),
    ("Zitat", "Quote", "<w:rPr><w:i/></w:rPr>"),
];

const PARAGRAPHS: &[(&str, &str, &str)] =
    &[("decimal", "%1.", ""), ("lowerLetter", "(%2)", ""), ("lowerRoman", "(%3)", "")];

fn communique() -> Word {
    let mut word = Word::default().styles(STYLES).list(PARAGRAPHS);
    let note = word.footnote(&run(" Done at Arnhaven on 2 May 2029; not yet in force."));
    let link = word.link("https://ferry.example/timetable?a=1&b=2", "the timetable");
    word.margin(
        "header",
        "first",
        &[plain("Ministry of Ferries of Norland"), plain("Press release No. 14/2031")].concat(),
    )
    .margin(
        "footer",
        "default",
        &paragraph("", &[run("Page "), field("PAGE", "2"), run(" of "), field("NUMPAGES", "3")].concat()),
    )
    .p("3 March 2031")
    .styled("Titel", "Joint Communiqué on the Northern Ferry")
    .styled("Untertitel", "Two ships a day from the first of June")
    .styled("Zwischentitel", "The crossing")
    .raw(&paragraph(
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
        &[run("The Ministers recalled the Treaty of Arnhaven"), note, run(" and agreed:")].concat(),
    ))
    .listed(1, 1, "to open the ferry on 1 June 2031;")
    .listed(1, 1, "to sail twice a day, namely")
    .listed(1, 2, "at eight in the morning, and")
    .listed(1, 2, "at six in the evening.")
    .raw(&paragraph(
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
        &[run("They published "), link, run(" with the "), look("<w:b/>", "full"), run(" list of fares.")].concat(),
    ))
    .styled("Zwischentitel", "The ships")
    .listed(1, 0, "Each ship carries 400 passengers and 90 cars.")
    .styled("Zitat", "“The sea is no border between us,” the Minister said.")
    .p("# # #")
}

fn tracked_changes() -> Word {
    let ins = |inside: &str| format!("<w:ins w:id=\"1\" w:author=\"A\">{inside}</w:ins>");
    let del = |words: &str| {
        format!("<w:del w:id=\"2\"><w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r></w:del>")
    };
    let mark = "<w:rPr><w:del w:id=\"3\"/></w:rPr>";
    Word::default()
        .p("Office of the Harbour Master, Arnhaven")
        .p("Statement, 4 March 2031")
        .p("On the repair of the northern lock")
        .raw(&paragraph(
            "",
            &[run("The lock will be closed for "), del("two"), ins(&run("three")), run(" weeks from 10 March 2031.")]
                .concat(),
        ))
        .raw(&paragraph(mark, &run("Ships of more than 40 metres ")))
        .raw(&paragraph("", &run("use the southern lock meanwhile.")))
        .raw(&paragraph(
            "",
            &[run("The fee stays at 12 crowns"), look("<w:vanish/>", " (the Minister wants 14)"), run("."), run("")]
                .concat(),
        ))
        .raw("<w:moveFrom w:id=\"5\"><w:p><w:r><w:t>Night traffic is not affected.</w:t></w:r></w:p></w:moveFrom>")
        .raw(&paragraph(
            "",
            &[
                "<w:commentRangeStart w:id=\"0\"/>",
                &run("Pilots are on duty day and night."),
                "<w:r><w:commentReference w:id=\"0\"/></w:r>",
            ]
            .concat(),
        ))
        .raw(&paragraph(
            "<w:pPrChange w:id=\"9\"><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr></w:pPrChange>",
            &look("<w:rPrChange w:id=\"8\"><w:rPr><w:b/></w:rPr></w:rPrChange>", "The lock reopens on 31 March 2031."),
        ))
}

fn korean_numbers() -> Word {
    Word::default()
        .list(&[
            ("decimal", "%1.", ""),
            ("ganada", "%2.", ""),
            ("decimalEnclosedCircle", "%3", ""),
            ("bullet", "○", ""),
        ])
        .p("보도자료")
        .p("새벽공화국 외교부")
        .p("2031. 9. 11.(목)")
        .p("제3차 등대 대화 개최 결과")
        .listed(1, 0, "한서윤 해양협력대사는 9.10.(수) 해돋이시에서 제3차 등대 대화를 주재하였다.")
        .listed(1, 0, "참석자들은 다음과 같이 합의하였다.")
        .listed(1, 1, "등대표의 수정 사항을 같은 날 공표한다.")
        .listed(1, 2, "공표는 모든 언어로 한다.")
        .listed(1, 2, "비용은 새벽공화국이 부담한다.")
        .listed(1, 1, "어선의 보고를 모든 언어로 접수한다.")
        .listed(1, 3, "접수처는 새벽공화국에 둔다.")
        .listed(1, 0, "비용은 3년간 새벽공화국이 부담한다.")
        .p("(끝)")
}

/// No font of the tests has its letters, so it is read, not published.
pub(super) fn chinese_numbers() -> Word {
    let nothing = "<w:suff w:val=\"nothing\"/>";
    Word::default()
        .list(&[
            ("chineseCounting", "%1、", nothing),
            ("chineseCounting", "（%2）", nothing),
            ("decimal", "%3．", nothing),
        ])
        .p("北海共和国海事部新闻稿")
        .p("2031年3月3日")
        .p("关于开通北方渡轮的联合声明")
        .listed(1, 0, "双方决定自六月一日起开通北方渡轮。")
        .listed(1, 1, "每日往返两班。")
        .listed(1, 1, "票价由双方共同确定。")
        .listed(1, 2, "成人票每张二十元。")
        .listed(1, 2, "儿童免票。")
        .listed(1, 0, "双方将于明年举行下一次会议。")
}

fn tables() -> Word {
    let text = |words: &str| cell("", &plain(words));
    let bold = |words: &str| cell("", &paragraph("", &look("<w:b/>", words)));
    let table = |rows: &[String]| format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat());
    let letterhead = table(&[row("", &[text("Office of Statistics of Norland"), text("Press release 7/2031")])]);
    let inner = table(&[row("", &[text("ferries"), text("12")]), row("", &[text("tugs"), text("3")])]);
    let figures = table(&[
        row("<w:tblHeader/>", &[text("Harbour"), cell("<w:gridSpan w:val=\"2\"/>", &plain("Ships in 2030"))]),
        row("", &[cell("<w:vMerge w:val=\"restart\"/>", &plain("Arnhaven")), text("in"), text("1 204")]),
        row("", &[cell("<w:vMerge/>", "<w:p/>"), text("out"), text("1 198")]),
        row("", &[text("Skagen"), text("all"), cell("", &[inner, "<w:p/>".to_owned()].concat())]),
    ]);
    let dressed = table(&[
        row("", &[bold("Month"), bold("Tons")]),
        row("", &[text("January"), text("40.2")]),
        row("", &[text("February"), cell("", &[plain("38.9"), plain("(estimated)")].concat())]),
    ]);
    let boxed = table(&[row(
        "",
        &[cell(
            "",
            &[plain("The year began quietly in all harbours."), plain("Fishing boats are not counted.")].concat(),
        )],
    )]);
    Word::default()
        .raw(&letterhead)
        .p("Harbour traffic in 2030")
        .p("3 March 2031")
        .p("The harbours of Norland counted more ships in 2030 than in any year before, the Office of Statistics said today.")
        .raw(&figures)
        .p("Freight was lower in the first months of this year than a year ago.")
        .raw(&dressed)
        .raw(&boxed)
}

/// The letterhead is a table of three columns with gaps, and the deck is as strong as the title.
fn head_in_a_table() -> Word {
    let text = |words: &str| cell("", &plain(words));
    let bold = |words: &str| paragraph("", &look("<w:b/>", words));
    let rows = [
        ["Press release", "", "Ministry of Ferries of Norland"],
        ["No. 31/412", "Date", "3 March 2031"],
        ["Enquiries", "Lena Sand", "+00 5550 0199"],
    ];
    let rows = rows.map(|cells| row("", &cells.map(text)));
    Word::default()
        .raw(&format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat()))
        .raw(&bold("Ferries will sail twice a day"))
        .raw(&bold("Two new ships serve the Narrows from June"))
        .p("The Ministry of Ferries will send two new ships to the Narrows in June. They sail at eight and at six.")
        .p("“Nobody should have to wait a day for a crossing,” said the Minister, Odd Kvam.")
        .p("ENDS")
        .raw(&bold("Notes to editors"))
        .p("1. The ships were built at Arnhaven between 2028 and 2030.")
}

fn boxes_and_fields() -> Word {
    let content = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", plain(words));
    let two_forms = |words: &str| {
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wps:txbx>{0}</wps:txbx></wp:anchor>\
             </w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict></mc:Fallback>\
             </mc:AlternateContent></w:r>",
            content(words)
        )
    };
    let picture = |words: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"{words}\"/></wp:inline></w:drawing></w:r>"
        )
    };
    let control = |inside: &str| {
        format!("<w:sdt><w:sdtPr><w:alias w:val=\"Date\"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
    };
    let symbol = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F028\"/></w:r>";
    let hyphen = "<w:r><w:t>ship</w:t><w:noBreakHyphen/><w:t>to</w:t><w:noBreakHyphen/><w:t>ship and hyd</w:t><w:softHyphen/><w:t>rography</w:t></w:r>";
    Word::default()
        .list(&[
            ("bullet", "\u{F0B7}", "<w:rPr><w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/></w:rPr>"),
            ("bullet", "\u{F0A7}", "<w:rPr><w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/></w:rPr>"),
            ("bullet", "→", ""),
        ])
        .raw(&paragraph(
            "",
            &[picture("Coat of arms of Norland"), two_forms("Hydrographic Institute of Norland")].concat(),
        ))
        .raw(&control(&paragraph("", &[run("PRESS RELEASE, "), control(&run("5 March 2031"))].concat())))
        .p("New charts of the northern coast")
        .raw(&paragraph(
            "",
            &[
                run("The Institute publishes new charts for transfers from "),
                hyphen.to_owned(),
                run(". They can be had "),
                field("HYPERLINK \"https://charts.example/new\" \\o \"Charts\"", "from the Institute"),
                run("."),
            ]
            .concat(),
        ))
        .listed(1, 0, "Charts of the open sea")
        .listed(1, 1, "in the scale of 1 : 250 000")
        .listed(1, 2, "and smaller")
        .listed(1, 0, "Charts of the harbours")
        .raw(&paragraph(
            "",
            &[
                run("A ship of the Institute measured the coast for two years."),
                two_forms("The ship has a crew of nine."),
            ]
            .concat(),
        ))
        .raw(&paragraph("", &picture("A white ship before a lighthouse")))
        .raw(&paragraph("", &picture("")))
        .raw(&paragraph("", &[symbol.to_owned(), run(" +47 000 12 34 56")].concat()))
}

fn margins() -> Word {
    let header = paragraph(
        "",
        "<w:r><w:t>Central Bank of Norland</w:t><w:tab/><w:t>Media release</w:t><w:tab/><w:t>6 March 2031</w:t></w:r>",
    );
    let footer = [
        plain("Central Bank of Norland, Quay Street 1, Arnhaven, press@bank.example, +47 000 99 88 77"),
        paragraph(
            "",
            &["<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple>".to_owned(), run("/2")].concat(),
        ),
    ]
    .concat();
    let watermark = "<w:p><w:r><w:pict><v:shape><v:textpath string=\"DRAFT\"/></v:shape></w:pict></w:r></w:p>";
    Word::default()
        .margin("header", "default", &[&header, watermark].concat())
        .margin("header", "even", &plain("Key rate unchanged"))
        .margin("footer", "default", &footer)
        .p("Key rate unchanged")
        .p("The Board of the Central Bank of Norland decided today to leave the key rate at 2.5 per cent.")
        .p("Inflation is expected to come to 2.1 per cent this year and to 2.0 per cent in the next.")
        .p("The next decision is due on 8 May 2031.")
}

fn typed_lines() -> Word {
    Word::default()
        .p("MINISTRY OF WATERWAYS")
        .p("Republic of Norland")
        .blank()
        .p("FOR IMMEDIATE RELEASE")
        .p("7 March 2031")
        .blank()
        .raw(&paragraph("<w:jc w:val=\"center\"/>", &look("<w:b/>", "New Rules for Pleasure Boats")))
        .blank()
        .p("1.\tThe Minister of Waterways signed new rules for pleasure boats on all canals of the Republic today.")
        .blank()
        .p("2.\tFrom the first of May, every boat needs a number that can be read from the bank of the canal by day.")
        .blank()
        .raw(&paragraph(
            "<w:ind w:left=\"1440\" w:hanging=\"720\"/>",
            &run("(a)\tThe number is given by the nearest lock."),
        ))
        .raw(&paragraph("<w:ind w:left=\"1440\" w:hanging=\"720\"/>", &run("(b)\tIt costs nothing.")))
        .blank()
        .p("3.\tBoats without a motor are free of all this, whatever their length and whoever is at the oars.")
        .blank()
        .p("Contact:")
        .p("Ingrid Tveit, press officer")
        .p("press@waterways.example")
        .p("+47 000 11 22 33")
}

fn typed_pages() -> Word {
    Word::default()
        .margin("header", "default", &plain("Lock Authority of Norland"))
        .p("LOCK AUTHORITY")
        .p("NEWS RELEASE")
        .p("FOR IMMEDIATE RELEASE")
        .p("7 March 2031")
        .raw(&paragraph("<w:jc w:val=\"center\"/>", &look("<w:b/>", "Nine Locks Open at Night")))
        .p("ARNHAVEN – The Lock Authority will open nine locks at night from the first of June, its director said today.")
        .p("“Barges do not sleep,” said Ingrid Tveit, director of the authority.")
        .raw(&paragraph("<w:jc w:val=\"center\"/>", &run("-more-")))
        .p("Page 2 of 2")
        .p("The lamps and the wages of those who keep the gates cost three million crowns a year.")
        .raw(&paragraph("<w:jc w:val=\"center\"/>", &run("# # #")))
        .p("Contact: Ingrid Tveit, +47 000 11 22 33, press@locks.example")
}

fn legal_numbers() -> Word {
    let styles = [
        ("Heading1", "heading 1", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
        ("Clause", "Clause", "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
    ];
    let levels = [
        ("upperRoman", "%1.", "<w:pStyle w:val=\"Heading1\"/>"),
        ("decimal", "%1.%2", "<w:isLgl/><w:pStyle w:val=\"Clause\"/>"),
        ("lowerLetter", "%3)", ""),
    ];
    Word::default()
        .styles(&styles)
        .list(&levels)
        .num(0, "<w:lvlOverride w:ilvl=\"2\"><w:startOverride w:val=\"1\"/></w:lvlOverride>")
        .p("Assembly of the Northern Isles")
        .p("Resolution 12 (2031)")
        .p("On the lighting of the fairways")
        .styled("Heading1", "Scope")
        .styled("Clause", "This resolution applies to the fairways between the isles.")
        .styled("Clause", "It does not apply to the following:")
        .listed(1, 2, "harbours;")
        .listed(1, 2, "locks.")
        .styled("Heading1", "Duties")
        .styled("Clause", "Each isle keeps the following in order:")
        .listed(2, 2, "its lights;")
        .listed(2, 2, "its buoys.")
        .styled("Clause", "The Assembly pays half of the cost.")
}

fn raised_marks() -> Word {
    let raised = |words: &str| look("<w:vertAlign w:val=\"superscript\"/>", words);
    Word::default()
        .p("Southern Sea Commission")
        .p("Budget of the Commission for 2032")
        .p("12 May 2031")
        .raw(&paragraph(
            "",
            &[
                run("The Commission adopted a budget of 4.2 million crowns"),
                raised("1"),
                run(" today. It has a house of 900 m"),
                raised("2"),
                run(" in Port Marl."),
            ]
            .concat(),
        ))
        .raw(&paragraph("", &[run("It is paid by the members"), raised("2"), run(" in equal parts.")].concat()))
        .raw(&paragraph("", &[raised("1"), run(" Without the cost of the new building.")].concat()))
        .raw(&paragraph("", &[raised("2"), run(" Norland, Sund and Vik.")].concat()))
}

/// The beginning of a field, whose end is nowhere.
fn begin(code: &str) -> String {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = format!("<w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>", escape(code));
    [sign("begin"), code].concat()
}

fn fields_without_an_end() -> Word {
    let mut word = Word::default();
    let counted = word.footnote(&run(" Done at Port Marl in 2029."));
    let signed = word.footnote(&run("\u{2217} Not yet in force."));
    // The sign of a font of signs, which the note has as a letter.
    let sign = "<w:sym w:font=\"Symbol\" w:char=\"F02A\"/>";
    let signed = signed.replace("w:id=\"2\"/>", &format!("w:id=\"2\" w:customMarkFollows=\"1\"/>{sign}"));
    let last = word.footnote(&run(" Open since 2030."));
    word.margin("header", "first", &paragraph("", &[begin("DATE"), run("Southern Sea Commission")].concat()))
        .p("Statement on the light of the southern cape")
        .p("12 May 2031")
        .raw(&paragraph(
            "",
            &[
                run("The Commission recalled the Treaty of Port Marl"),
                counted,
                run(" and the Protocol to it"),
                signed,
                run("."),
            ]
            .concat(),
        ))
        .raw(&paragraph("", &[run("It thanked "), begin("AUTHOR"), run("the keeper of the light.")].concat()))
        .raw(&paragraph(
            "",
            &[run("The light is seen "), field("SEQ x", "twenty"), run(" miles off"), last, run(".")].concat(),
        ))
        .p("It is lit at dusk.")
}

fn rows_taken_out() -> Word {
    let deleted = "<w:del w:id=\"1\" w:author=\"A\"/>";
    let gone = |words: &str| {
        let words = format!("<w:del w:id=\"2\"><w:r><w:delText>{words}</w:delText></w:r></w:del>");
        row(deleted, &[cell("", &paragraph("", &words))])
    };
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let gone_line = paragraph("", "<w:del w:id=\"3\"><w:r><w:delText>or twelve</w:delText></w:r></w:del>");
    let words = |words: &str| cell("", &plain(words));
    let unmarked = "<w:footnotePr><w:numFmt w:val=\"none\"/></w:footnotePr>";
    let mut word = Word::default();
    let note = word.footnote(&run("The dues are those of 2029."));
    word.p("Harbour Office of the Straits")
        .p("Dues of the harbour for the coming year")
        .p("3 March 2031")
        .raw(&paragraph(
            &format!("<w:sectPr>{unmarked}</w:sectPr>"),
            &[run("The Harbour Office published the dues of the harbour today"), note, run(".")].concat(),
        ))
        .raw(&table(&[row("", &[words("The dues are paid at the pier.")]), gone("They are paid in crowns.")]))
        .raw(&table(&[gone("Nobody pays twice.")]))
        .raw(&table(&[
            row("<w:tblHeader/>", &[words("Ships"), words("Dues"), words("Such as")]),
            row(
                "",
                &[
                    cell("<w:vMerge w:val=\"restart\"/>", &plain("Ferries")),
                    cell(
                        "",
                        &[paragraph("", &[run("ten"), "<w:r><w:br/></w:r>".to_owned()].concat()), gone_line].concat(),
                    ),
                    words("Élan"),
                ],
            ),
            row("", &[cell("<w:vMerge/>", &plain("and barges")), words("twelve"), words("Patience")]),
        ]))
        .p("The dues are in force from May.")
}
