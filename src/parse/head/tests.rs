//! Heads of releases in the languages that the word files know, each with what must be read from it.

use crate::parse::parse;
use crate::release::{Release, plain_text};
use crate::source::Source;

fn read(text: &str) -> Release {
    parse(&Source::new("sample.txt", text), &Default::default()).release
}

/// The fields of a release, a line each, in one fixed order.
fn fields(release: &Release) -> String {
    let text = |value: &Option<String>| value.clone();
    let condition = release.condition.as_ref();
    let all = [
        ("issuer", text(&release.issuer)),
        ("co", Some(release.co_issuers.join("; "))),
        ("behalf", text(&release.on_behalf_of)),
        ("kind", release.kind.as_ref().map(|kind| kind.printed.clone())),
        ("reference", text(&release.reference)),
        ("title", Some(plain_text(&release.title))),
        ("subtitle", Some(plain_text(&release.subtitle))),
        ("date", release.date_published.map(|date| date.to_string())),
        ("located", text(&release.located)),
        ("condition", condition.map(|condition| condition.printed.clone())),
        ("until", condition.and_then(|condition| condition.until).map(|until| until.to_string())),
        ("addressee", text(&release.addressee)),
        ("correction", text(&release.correction)),
        ("by", release.distribution.as_ref().and_then(|distribution| distribution.by.clone())),
    ];
    let said = all.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
    said.map(|(name, value)| format!("{name}={value}\n")).collect()
}

/// Two sentences that no line of a masthead can be taken for.
const PROSE: &str = "The minister told the assembly today that the harbour was open to all ships. The pilots would stay for \
    another year, he said, and the dues would fall by a tenth.";

fn holds(head: &str, body: &str, expected: &[&str]) {
    let found = fields(&read(&format!("{head}\n\n{body}\n")));
    let wanted: String = expected.iter().map(|line| format!("{line}\n")).collect();
    assert_eq!(found, wanted, "{head}");
}

#[test]
fn chinese_japanese_and_korean() {
    holds(
        "潮汐部\n新闻稿\n第12号\n二〇三一年八月七日\n\n新港口今日启用",
        "潮汐部今天宣布，新港口正式启用，所有船只均可停靠。部长表示，港口将带动沿岸经济。",
        &["issuer=潮汐部", "kind=新闻稿", "reference=第12号", "title=新港口今日启用", "date=2031-08-07"],
    );
    holds(
        "潮汐部发布新港口规划\n发布时间：2031-03-03 10:00 来源：潮汐部 字号：[大 中 小]",
        "潮汐部今天发布新港口规划。规划提出，到2035年建成四十个泊位，所有船只均可停靠。",
        &["issuer=潮汐部", "title=潮汐部发布新港口规划", "date=2031-03-03T10:00"],
    );
    holds(
        "潮汐部 新聞稿\n發布日期：民國113年8月7日\n\n新港口啟用",
        "潮汐部今天宣布，新港口正式啟用，所有船隻均可停靠。部長表示，港口將帶動沿岸經濟。",
        &["issuer=潮汐部", "kind=新聞稿", "title=新港口啟用", "date=2024-08-07"],
    );
    holds(
        "关于渡轮的联合声明\n2031年3月4日，东港",
        "一、双方举行了会谈。\n\n二、双方同意开通渡轮。",
        &["kind=联合声明", "title=关于渡轮的联合声明", "date=2031-03-04", "located=东港"],
    );
    holds(
        "報道関係者各位\n\nプレスリリース\n令和元年8月7日\n潮汐省\n\n新しい港の開港について",
        "潮汐省は本日、新しい港を開港しました。すべての船が利用できます。大臣は式典で挨拶しました。",
        &[
            "issuer=潮汐省",
            "kind=プレスリリース",
            "title=新しい港の開港について",
            "date=2019-08-07",
            "addressee=報道関係者各位",
        ],
    );
    holds(
        "해양조수부\n보도자료\n제2031-31호\n보도시점: 2031. 8. 7.(목) 오후 3시\n배포일: 2031. 8. 6.(수)\n\n조수 조사 결과 발표",
        "해양조수부는 조수 조사 결과를 발표하였다. 조사는 세 해 동안 이루어졌으며 결과는 누리집에 있다.",
        &[
            "issuer=해양조수부",
            "kind=보도자료",
            "reference=제2031-31호",
            "title=조수 조사 결과 발표",
            "date=2031-08-06",
            "condition=보도시점: 2031. 8. 7.(목) 오후 3시",
            "until=2031-08-07T15:00",
        ],
    );
    holds(
        "한-오스트마르크 정상회담 공동성명",
        "1. 양측은 항구에 대하여 합의하였다.\n\n2. 양측은 다시 만나기로 하였다.",
        &["kind=공동성명", "title=한-오스트마르크 정상회담 공동성명"],
    );
}

#[test]
fn arabic_with_two_calendars() {
    holds(
        "وزارة المد والجزر\nبيان صحفي\nالقاهرة ٣ صفر ١٤٥٣ هـ الموافق ٣ كانون الثاني/يناير ٢٠٣١ م\n\nافتتاح الميناء الجديد",
        "افتتحت الوزيرة اليوم الميناء الجديد بحضور عدد من المرشدين وأهالي المدينة، وأكدت أن الميناء مفتوح لجميع السفن.",
        &[
            "issuer=وزارة المد والجزر",
            "kind=بيان صحفي",
            "title=افتتاح الميناء الجديد",
            "date=2031-01-03",
            "located=القاهرة",
        ],
    );
    holds(
        "افتتاح الميناء الجديد",
        "القاهرة، 3 مارس 2031 – افتتحت الوزيرة اليوم الميناء الجديد بحضور عدد من المرشدين وأهالي المدينة.",
        &["title=افتتاح الميناء الجديد", "date=2031-03-03", "located=القاهرة"],
    );
}

#[test]
fn european_languages() {
    holds(
        "Ministère des Affaires maritimes\nService de presse\n\nCommuniqué de presse\nN° 2031-17\nParis, le 3 mars 2031\nSous embargo jusqu'au 4 mars 2031 à 6 h 30\n\nOuverture du port de Marée",
        "La ministre a ouvert ce matin le nouveau port de Marée en présence des pilotes et des élus de la région.\n\nLes travaux ont duré trois ans.",
        &[
            "issuer=Ministère des Affaires maritimes",
            "kind=Communiqué de presse",
            "reference=2031-17",
            "title=Ouverture du port de Marée",
            "date=2031-03-03",
            "located=Paris",
            "condition=Sous embargo jusqu'au 4 mars 2031 à 6 h 30",
            "until=2031-03-04T06:30",
        ],
    );
    holds(
        "Communiqué final de la conférence des ports\nPort-Marée, 3 et 4 mars 2031",
        "1. Les ministres se sont réunis.\n\n2. Ils se sont mis d'accord.",
        &[
            "kind=Communiqué final",
            "title=Communiqué final de la conférence des ports",
            "date=2031-03-04",
            "located=Port-Marée",
        ],
    );
    holds(
        "Gezeitenministerium\nStand: 6. März 2031\n4. März 2031\n\nPresseerklärung zum Hafen",
        "Die Ministerin hat heute den Hafen eröffnet. Er bietet Platz für vierzig Schiffe und viele Lotsen aus dem Land.",
        &["issuer=Gezeitenministerium", "kind=Presseerklärung", "title=Presseerklärung zum Hafen", "date=2031-03-04"],
    );
    holds(
        "Gemeinsame Erklärung von Ostmark und Westmark zur Fähre",
        "1. Die Minister trafen sich.\n\n2. Sie einigten sich.",
        &[
            "issuer=Ostmark",
            "co=Westmark",
            "kind=Gemeinsame Erklärung",
            "title=Gemeinsame Erklärung von Ostmark und Westmark zur Fähre",
        ],
    );
    holds(
        "Declaración conjunta de Ostmark y Westmark sobre el ferry",
        "1. Los ministros se reunieron.\n\n2. Acordaron un ferry.",
        &[
            "issuer=Ostmark",
            "co=Westmark",
            "kind=Declaración conjunta",
            "title=Declaración conjunta de Ostmark y Westmark sobre el ferry",
        ],
    );
    holds(
        "МИД Остмарка\n\n04.03.2031 12:30\n\nЗаявление МИД Остмарка о пароме",
        "Министерство осуждает нападение на паром и требует немедленно освободить лоцманов, задержанных вчера вечером.",
        &["issuer=МИД Остмарка", "kind=Заявление", "title=Заявление МИД Остмарка о пароме", "date=2031-03-04T12:30"],
    );
}

#[test]
fn a_sentence_in_a_script_without_capitals_is_no_title_below_a_joint_statement() {
    holds(
        "공동성명\n\n2031년 6월 3일\n\n발로리와 노를란드는 다음과 같이 선언한다.",
        "1. 항만을 개방한다.\n\n2. 해도를 공유한다.",
        &["kind=공동성명", "title=공동성명", "date=2031-06-03"],
    );
}

#[test]
fn letterheads_in_english() {
    holds(
        "Council of Tides\nPress Release\nPR/CP(2018)074\nDate: 3 May 2018\n\nThird Party of Ostmark",
        PROSE,
        &[
            "issuer=Council of Tides",
            "kind=Press Release",
            "reference=PR/CP(2018)074",
            "title=Third Party of Ostmark",
            "date=2018-05-03",
        ],
    );
    holds(
        "No: 214, 3 May 2024, Press Release Regarding the Attack in Port Tide",
        PROSE,
        &[
            "kind=Press Release",
            "reference=214",
            "title=No: 214, 3 May 2024, Press Release Regarding the Attack in Port Tide",
            "date=2024-05-03",
        ],
    );
    holds(
        "FOR IMMEDIATE RELEASE\nMarch 3, 2031\n\nContact: Jane Roe\n(555) 123-4567\npress@tides.example\n\nU.S. Department of Tides\n\nDepartment of Tides Announces New Rules for Pilots",
        PROSE,
        &[
            "issuer=U.S. Department of Tides",
            "title=Department of Tides Announces New Rules for Pilots",
            "date=2031-03-03",
            "condition=FOR IMMEDIATE RELEASE",
        ],
    );
    holds(
        "August 07, 2031 09:00 AM Eastern Daylight Time\n\nTidewatch Opens Second Laboratory\n\nForty People Will Work on Better Gauges for Small Harbours",
        "PORT TIDE--(BUSINESS WIRE)--Tidewatch today opened its second laboratory, which will employ forty people.",
        &[
            "title=Tidewatch Opens Second Laboratory",
            "subtitle=Forty People Will Work on Better Gauges for Small Harbours",
            "date=2031-08-07T09:00-04:00",
            "located=PORT TIDE",
            "by=BUSINESS WIRE",
        ],
    );
    holds(
        "Ministry of Tides and Central Bank of Ostmark\n\n3 March 2031\n\nHarbour bonds on sale",
        PROSE,
        &["issuer=Ministry of Tides", "co=Central Bank of Ostmark", "title=Harbour bonds on sale", "date=2031-03-03"],
    );
    holds(
        "EMBARGO: 18:00 GMT, 3 March 2031\n\nTides rise again",
        PROSE,
        &["title=Tides rise again", "condition=EMBARGO: 18:00 GMT, 3 March 2031", "until=2031-03-03T18:00Z"],
    );
    holds(
        "For release at 2:00 p.m. EST\nMarch 3, 2031\n\nBoard of Tides issues statement",
        PROSE,
        &["title=Board of Tides issues statement", "date=2031-03-03T14:00-05:00"],
    );
    holds(
        "Press Release No. 31/85\nFOR IMMEDIATE RELEASE\nMarch 18, 2031\n\nFund Staff Completes 2031 Visit to Ostmark",
        "Washington, DC – March 18, 2031: A team of the Fund visited Port Tide from March 4 to 15.",
        &[
            "kind=Press Release",
            "reference=31/85",
            "title=Fund Staff Completes 2031 Visit to Ostmark",
            "date=2031-03-18",
            "located=Washington, DC",
            "condition=FOR IMMEDIATE RELEASE",
        ],
    );
    holds(
        "Minister Roe statement on pilots held in Westmark\n\nStatement\n\nMarch 3, 2031 - Port Tide - Tidal Affairs Ostmark",
        PROSE,
        &[
            "issuer=Tidal Affairs Ostmark",
            "kind=Statement",
            "title=Minister Roe statement on pilots held in Westmark",
            "date=2031-03-03",
            "located=Port Tide",
        ],
    );
    holds(
        "Press release\n\nNew harbour to open in May\n\nThe government has announced forty new berths.\n\nFrom:\nMinistry of Tides\n\nPublished\n3 March 2031",
        PROSE,
        &[
            "issuer=Ministry of Tides",
            "kind=Press release",
            "title=New harbour to open in May",
            "subtitle=The government has announced forty new berths.",
            "date=2031-03-03",
        ],
    );
    holds(
        "Home > News > Press releases\nShare | Print | Email\n\nMinistry of Tides\n3 March 2031\n\nHarbour opens to all ships",
        PROSE,
        &["issuer=Ministry of Tides", "title=Harbour opens to all ships", "date=2031-03-03"],
    );
    holds(
        "Press release • 5 March 2031 • Port Tide\n\nHarbour opens to all ships",
        PROSE,
        &["kind=Press release", "title=Harbour opens to all ships", "date=2031-03-05", "located=Port Tide"],
    );
    holds(
        "Tidewatch International\n\nPilots held without trial\n\n5 March 2031",
        "The authorities have held the pilots without trial for a year, Tidewatch International said today.",
        &["issuer=Tidewatch International", "title=Pilots held without trial", "date=2031-03-05"],
    );
    holds(
        "Ferry agreed by both sides\n3 March 2031\nFerry agreed by both sides",
        PROSE,
        &["title=Ferry agreed by both sides", "date=2031-03-03"],
    );
    holds(
        "G7 Harbour Ministers' Statement on Piracy\n\nPort Tide, 6 March 2031",
        "1. We met.\n\n2. We agreed.",
        &["kind=Statement", "title=G7 Harbour Ministers' Statement on Piracy", "date=2031-03-06", "located=Port Tide"],
    );
    holds(
        "Office of the Spokesperson\nFor Immediate Release\nMarch 6, 2031\n\nReadout of Minister Roe's Call with Minister Poe",
        PROSE,
        &[
            "issuer=Office of the Spokesperson",
            "kind=Readout",
            "title=Readout of Minister Roe's Call with Minister Poe",
            "date=2031-03-06",
            "condition=For Immediate Release",
        ],
    );
    holds(
        "JOINT PRESS STATEMENT",
        "1. The ministers met.\n\n2. They agreed.",
        &["kind=JOINT PRESS STATEMENT", "title=JOINT PRESS STATEMENT"],
    );
    holds(
        "Ferry agreed",
        "LONDON/PARIS, 3 March 2031 – The two governments agreed on a ferry today. It will sail from May.",
        &["title=Ferry agreed", "date=2031-03-03", "located=LONDON/PARIS"],
    );
    holds(
        "Ferry agreed",
        "(PORT TIDE, 3 March 2031) The two governments agreed on a ferry today. It will sail from May.",
        &["title=Ferry agreed", "date=2031-03-03", "located=PORT TIDE"],
    );
    holds(
        "Ferry agreed",
        &format!("{PROSE}\n\nIssued by: Ministry of Tides\n3 March 2031"),
        &["issuer=Ministry of Tides", "title=Ferry agreed", "date=2031-03-03"],
    );
    holds(
        "Notice on the ferry\nof both governments",
        &format!("{PROSE} It was first said on\n3 March 2031."),
        &["kind=Notice", "title=Notice on the ferry of both governments"],
    );
}

#[test]
fn titles_that_look_like_something_else() {
    holds(
        "Ministry of Tides\n3 March 2031\n\nEmbargo on timber lifted after talks",
        PROSE,
        &["issuer=Ministry of Tides", "title=Embargo on timber lifted after talks", "date=2031-03-03"],
    );
    holds(
        "Ministry of Tides\n3 March 2031\n\n12 ministers sign harbour pact",
        PROSE,
        &["issuer=Ministry of Tides", "title=12 ministers sign harbour pact", "date=2031-03-03"],
    );
    holds(
        "Ministry of Tides\n3 March 2031\n\nThe harbour is open.",
        PROSE,
        &["issuer=Ministry of Tides", "title=The harbour is open.", "date=2031-03-03"],
    );
    holds(
        "Ministry of Tides\n4 March 2031\nMinistry of Tides opens new harbour",
        PROSE,
        &["issuer=Ministry of Tides", "title=Ministry of Tides opens new harbour", "date=2031-03-04"],
    );
    holds(
        "Council of Tides\nCouncil adopts new rules on tides",
        PROSE,
        &["issuer=Council of Tides", "title=Council adopts new rules on tides"],
    );
    holds("Harbour strike: 2031/32 season at risk", PROSE, &["title=Harbour strike: 2031/32 season at risk"]);
    holds(
        "12.01.2031\nRecord year for the port: 12.4 million tonnes",
        PROSE,
        &["title=Record year for the port: 12.4 million tonnes", "date=2031-01-12"],
    );
    holds(
        "Ministry of Finance\n4 March 2031\n\n2031 Budget Statement",
        PROSE,
        &["issuer=Ministry of Finance", "title=2031 Budget Statement", "date=2031-03-04"],
    );
    holds(
        "Published 4 March 2031, last updated 6 March 2031\n\nFerry agreed by ministers",
        PROSE,
        &["title=Ferry agreed by ministers", "date=2031-03-04"],
    );
    holds(
        "Ministry of Tides\n04/03/2031\n\nFerry agreed by ministers",
        "The ministers met for talks on the ferry. It will sail every year.",
        &["issuer=Ministry of Tides", "title=Ferry agreed by ministers"],
    );
    holds(
        "Ministry of Tides\nPress release\n\nHarbour",
        PROSE,
        &["issuer=Ministry of Tides", "kind=Press release", "title=Harbour"],
    );
    holds(
        "Harbour opens to all ships (PR 12/2031)",
        PROSE,
        &["reference=PR 12/2031", "title=Harbour opens to all ships (PR 12/2031)"],
    );
}

#[test]
fn lines_of_a_letterhead_that_are_no_title() {
    holds(
        "Council of Tides\nPort Tide, 4 March 2031\n(OR. en)\n12345/31\nPRESSE 45\n\nStatement of the Council on the harbour",
        PROSE,
        &[
            "issuer=Council of Tides",
            "kind=Statement",
            "reference=12345/31",
            "title=Statement of the Council on the harbour",
            "date=2031-03-04",
            "located=Port Tide",
        ],
    );
    holds(
        "Ministry of Tides\nMEDIA STATEMENT BY THE MINISTER OF TIDES\n4 MARCH 2031\n\nSource of the Tide found",
        PROSE,
        &["issuer=Ministry of Tides", "title=Source of the Tide found", "date=2031-03-04"],
    );
    holds(
        "Home/News/Item/Harbour opens to all ships\nHarbour opens to all ships\n4 March 2031",
        PROSE,
        &["title=Harbour opens to all ships", "date=2031-03-04"],
    );
    holds(
        "Straits Ferries PLC\n4 March 2031\n\n(\"Straits\" or the \"Company\")\n\nResults for the year\n\n4 March 2031",
        PROSE,
        &["issuer=Straits Ferries PLC", "title=Results for the year", "date=2031-03-04"],
    );
    holds("Weekly calendar, 3–9 March 2031", PROSE, &["title=Weekly calendar, 3–9 March 2031"]);
}
