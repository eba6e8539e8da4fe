use super::reference::is_reference;
use super::withdrawal::is_withdrawal;
use super::{What, is_town, read, read_dateline, read_title};
use crate::release::{Field, KindClass};

fn fields(line: &str) -> Vec<Field> {
    read(line).iter().filter_map(|said| said.what.field()).collect()
}

#[test]
fn lines_say_fields_by_their_form() {
    assert_eq!(
        fields("3 March 2031 | Statement | Distributed by Tidewire on 4 March 2031 06:05"),
        [Field::DatePublished, Field::Kind, Field::Distribution]
    );
    assert_eq!(fields("Berlin, 3 March 2031"), [Field::Located, Field::DatePublished]);
    assert_eq!(fields("Paris, le 3 mars 2031"), [Field::Located, Field::DatePublished]);
    assert_eq!(fields("Press release No. 12/31"), [Field::Kind, Field::Reference]);
    assert_eq!(fields("No: 214, 3 May 2031"), [Field::Reference, Field::DatePublished]);
    assert_eq!(fields("FOR IMMEDIATE RELEASE"), [Field::Condition]);
    assert_eq!(fields("Embargoed until 3 March 2031, 18:00 CET"), [Field::Condition]);
    assert_eq!(fields("PR/CP(2018)074"), [Field::Reference]);
    assert_eq!(fields("14 June 2031 | Joint report"), [Field::DatePublished, Field::Kind]);
    assert_eq!(fields("보도자료 / Press release"), [Field::Kind]);
    assert_eq!(fields("2031. 9. 11.(목)"), [Field::DatePublished]);
    assert_eq!(fields("14:05, Tue 4 March 2031"), [Field::DatePublished]);
    assert_eq!(fields("Monday 1452/9/29 - 2031/03/04"), [Field::DatePublished]);
    assert_eq!(fields("الدمام 22 محرم 1453 هـ الموافق 14 مايو 2031 م واس"), [Field::Located, Field::DatePublished]);
    assert_eq!(fields("4 March 2031 News release Ahlmouth"), [Field::DatePublished, Field::Kind, Field::Located]);
    assert_eq!(fields("4 марта 2031 года Пресс-релиз"), [Field::DatePublished, Field::Kind]);
    assert_eq!(fields("04.03.2031 OTO Press Team"), [Field::DatePublished, Field::Issuer]);
    assert_eq!(fields("Posted On: 4 MAR 2031 10:21PM by Tidewire"), [Field::DatePublished]);
    assert_eq!(fields("The Lamb, the Norlands | 4 March 2031"), [Field::Located, Field::DatePublished]);
    assert_eq!(fields("2031年3月4日 19:20来源：海洋部【字体：大 中 小】打印"), [Field::DatePublished, Field::Issuer]);
    assert_eq!(fields("STATEMENT/31/1234"), [Field::Kind, Field::Reference]);
    assert_eq!(fields("Ref. DC 081(2031)"), [Field::Reference]);
    assert_eq!(fields("675-15-04-2031"), [Field::Reference]);
    assert_eq!(fields("(As delivered)"), []);
    assert_eq!(fields("（令和13年3月12日（水曜日）14時03分　於：本省会見室）"), [Field::DatePublished]);
    assert_eq!(fields("Index: OST 99/1234/2031"), [Field::Reference]);
    assert_eq!(fields("Fax: OST 99/1234/2031"), []);
    assert_eq!(fields("Pier No. 5"), []);
    assert_eq!(fields("Room: B/12"), []);
    assert_eq!(fields("34/2031, 3 March 2031"), [Field::Reference, Field::DatePublished]);
    assert_eq!(fields("34/2031 - 3 March 2031"), [Field::Reference, Field::DatePublished]);
    assert_eq!(fields("En Puerto Marea, a 3 de marzo de 2031"), [Field::Located, Field::DatePublished]);
    for title in [
        "04.03.2031 Ostmark Talks",
        "4 March 2031 Statement by the Minister",
        "The harbour opens on 3 March 2031 after long work",
        "Statement by the Minister of Tides",
        "Number 10 responds",
        "Source of the river found",
        "Ministry of Tides",
    ] {
        assert_eq!(fields(title), [], "{title}");
    }
    assert!(is_reference("PR/123-456/2031") && !is_reference("(202) 555-2007"));
    assert!(is_reference("S/RES/1826 (2008)") && !is_reference("G20 SUMMIT"));
}

#[test]
fn towns_and_where_they_lie() {
    for town in
        ["Ahlmouth, Vessland", "PORT LAMB, NORLAND", "The Lamb, the Norlands", "Lund, Federal Republic of Norland"]
    {
        assert!(is_town(town), "{town}");
    }
    for words in
        ["Ahlmouth", "Trade, Energy and Climate", "Bread, and how it is baked", "Roe, 12 years", "Statement, Norland"]
    {
        assert!(!is_town(words), "{words}");
    }
}

#[test]
fn distribution_has_a_name_and_a_time() {
    let said = read("Distributed by Tide & Wire on 08/08/2031 03:21");
    let What::Distribution { by, at } = &said[0].what else { panic!("{said:?}") };
    assert_eq!(by.as_deref(), Some("Tide & Wire"));
    assert_eq!(at.as_ref().unwrap().moment(None).unwrap().to_string(), "2031-08-08T03:21");
}

#[test]
fn datelines_and_titles() {
    let place = |text: &str| read_dateline(text, |_| false).map(|said| said.len());
    assert_eq!(place("PORT TIDE, Aug. 7, 2031 /Tidewire/ -- The harbour is open."), Some(3));
    assert_eq!(place("PORT TIDE — The harbour is open."), Some(1));
    assert_eq!(place("ST. LAMB, Nor. — The harbour is open."), Some(1));
    assert_eq!(place("MR. LAMB — The harbour is open."), None);
    assert_eq!(place("أبوظبي في 14 مايو/ وام / تلقى"), Some(3));
    assert_eq!(place("The harbour – the old one – is open."), None);
    for text in [
        "2031년 3월 12일, 항구시 – 해협페리는 야간 운항을 시작한다.",
        "2031年3月12日、港市 – 海峡フェリーは夜間の運航を始めます。",
        "2031年3月12日，海都 —— 海峡轮渡今日开航。",
        "2031年3月12日，海都——海峡轮渡今日开航。",
        "(항구시=2031년 3월 12일) 해협페리는 야간 운항을 시작한다.",
        "7 March 2031, Lund: The harbour is open.",
    ] {
        assert_eq!(place(text), Some(2), "{text}");
    }
    assert_eq!(place("(항구=해협소식) 2031년 3월 12일 -- 해협페리는 야간 운항을 시작한다."), Some(3));
    assert_eq!(place("FOR IMMEDIATE RELEASE – March 7, 2031 – Lund, VL – The harbour is open."), Some(3));
    assert_eq!(place("3 March 2031, Minister Roe – who was there – agreed."), None);
    let kind = |title: &str| {
        read_title(title).into_iter().find_map(|said| match said.what {
            What::Kind { printed, class } => Some((printed, class)),
            _ => None,
        })
    };
    assert_eq!(kind("Joint Statement on the harbour"), Some(("Joint Statement".into(), KindClass::JointStatement)));
    assert_eq!(kind("Harbour statement"), None);
}

#[test]
fn lines_behind_a_text_say_its_number_and_issuer() {
    let reference = |line| super::read_reference_behind(line).map(|said| line[said.range].to_owned());
    assert_eq!(reference("Press Release Number: 31-431").as_deref(), Some("31-431"));
    assert_eq!(reference("(Release ID: 2031057)").as_deref(), Some("2031057"));
    assert_eq!(reference("PR/31/1432").as_deref(), Some("PR/31/1432"));
    for line in ["Number: 5", "31/1432", "No. 12 Quay Road", "055-2031-1234", "A/B testing"] {
        assert_eq!(reference(line), None, "{line}");
    }
    let issuer = |line| super::read_issuer_behind(line).map(|said| line[said.range].to_owned());
    assert_eq!(issuer("SOURCE Ahl Cables, Inc.").as_deref(), Some("Ahl Cables, Inc."));
    assert_eq!(issuer("Issued by: Ministry of Tides").as_deref(), Some("Ministry of Tides"));
    assert_eq!(issuer("Source of the river found"), None);
}

#[test]
fn kinds_stand_in_titles() {
    for (title, kind, issuer) in [
        ("Valorie Declaration on Migration and Shelter", "Declaration", ""),
        ("Norland-Valorie Joint Statement on Tidal Power", "Joint Statement", ""),
        ("Norland and Valorie Joint Statement – A Bridge", "Joint Statement", ""),
        ("Harbour Council Joint Statement on Tides", "Joint Statement", "Harbour Council"),
        ("Norland-Valorie Joint Leaders’ Statement – A Bridge", "Joint Leaders’ Statement", ""),
        ("Norland-Valorie Joint Leaders’\u{a0}Statement", "Joint Leaders’\u{a0}Statement", ""),
        ("Readout from Harbour Spokesperson Ada Quell on the Lights", "Readout", "Harbour Spokesperson Ada Quell"),
        ("Readout by the Round Table on the Lights", "Readout", ""),
        ("President Approves Norland Disaster Declaration", "", ""),
        ("Governor Signs Emergency Declaration on Floods", "", ""),
        ("Ministers Welcome Straits Declaration on Peace", "", ""),
    ] {
        let said = super::title::read(title);
        let found = said.iter().find_map(|said| match &said.what {
            What::Kind { printed, .. } => Some(printed.as_str()),
            _ => None,
        });
        let issued = said.iter().find_map(|said| match &said.what {
            What::Issuer(name) => Some(name.as_str()),
            _ => None,
        });
        assert_eq!((found.unwrap_or_default(), issued.unwrap_or_default()), (kind, issuer), "{title}");
    }
}

#[test]
fn sentences_that_withdraw() {
    for text in [
        "This release is withdrawn.",
        "This notice has been withdrawn.",
        "WITHDRAWN AND REPLACED by MT/2031/15",
        "Status: WITHDRAWN",
        "Diese Pressemitteilung wurde am 4. März 2031 zurückgezogen.",
        "Ce communiqué de presse a été retiré le 4 mars 2031.",
        "Este comunicado de prensa ha sido retirado.",
        "Данный пресс-релиз отозван.",
        "본 보도자료는 2031년 3월 4일 철회되었습니다.",
    ] {
        assert!(is_withdrawal(text), "{text}");
    }
    for text in [
        "Withdrawn vessels return to Lund",
        "This notice welcomes withdrawn ferries",
        "Withdrawn banknotes valid until 30 June 2031",
    ] {
        assert!(!is_withdrawal(text), "{text}");
    }
}
