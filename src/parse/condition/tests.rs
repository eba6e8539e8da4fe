use super::{end_is_doubtful, is_open, outweighs, read};
use crate::release::{Condition, ConditionClass};

fn condition(printed: &str) -> Option<Condition> {
    let (class, until) = read(printed)?;
    Some(Condition { printed: printed.to_owned(), class, until: until.and_then(|until| until.moment(None)) })
}

/// `2031-03-05T18:00`, with `?` behind it where more stands beside it than was understood.
fn end(printed: &str) -> String {
    let Some(condition) = condition(printed).filter(|said| said.class == ConditionClass::Embargoed) else {
        return "-".to_owned();
    };
    let doubt = if end_is_doubtful(&condition) { "?" } else { "" };
    condition.until.map_or("open".to_owned(), |until| format!("{until}{doubt}"))
}

#[test]
fn hours_in_the_words_of_an_embargo() {
    for (text, expected) in [
        ("Embargoed until 5 March 2031, 18:00 CET", "2031-03-05T18:00+01:00"),
        ("Embargoed until 5 March 2031", "2031-03-05"),
        ("Embargoed until Wednesday, 5 March 2031", "2031-03-05"),
        ("Embargoed until 5 March 2031 at 18.00", "2031-03-05T18:00"),
        ("Embargoed until 5 March 2031, 18.00 CET", "2031-03-05T18:00+01:00"),
        ("Embargoed until 18.00 on 5 March 2031", "2031-03-05T18:00"),
        ("Embargoed until 5 March 2031 at 18", "2031-03-05T18:00"),
        ("Embargoed until 6 o'clock in the evening of 5 March 2031", "2031-03-05T18:00"),
        ("Embargoed until 2031-03-05T18:00:00Z", "2031-03-05T18:00Z"),
        ("Embargoed until 5 March 2031, 6 pm", "2031-03-05T18:00"),
        ("Embargoed until noon on 5 March 2031", "2031-03-05T12:00"),
        ("Embargoed until 5 March 2031, 24:00", "2031-03-06T00:00"),
        ("Embargoed until 24:00 CET on 5 March 2031", "2031-03-06T00:00+01:00"),
        ("Embargoed until midnight on 5 March 2031", "2031-03-06T00:00"),
        ("Embargoed until 10:00 Lund time on 5 March 2031", "2031-03-05T10:00"),
        ("Embargoed until 10:00 IST on 5 March 2031", "2031-03-05T10:00"),
        ("EMBARGO: 00.01 HRS (AHLMOUTH TIME) FRIDAY 14 MARCH 2031", "2031-03-14T00:01"),
        ("Embargo until 16:00 GMT (17:00 in Ahlmouth) on Thursday 6 March 2031", "2031-03-06T16:00Z"),
        ("Sperrfrist: 5. März 2031, 18 Uhr", "2031-03-05T18:00"),
        ("Sperrfrist: 5. März 2031, 18 Uhr 30 MEZ", "2031-03-05T18:30+01:00"),
        ("Sperrfrist: 5. März 2031, 6 Uhr abends", "2031-03-05T18:00"),
        ("Freigegeben ab 5. März 2031, 18 Uhr", "2031-03-05T18:00"),
        ("Sotto embargo fino al 5 marzo 2031, ore 18", "2031-03-05T18:00"),
        ("Sotto embargo fino al 5 marzo 2031, ore 18.00", "2031-03-05T18:00"),
        ("Sotto embargo fino alle 18 del 5 marzo 2031", "2031-03-05T18:00"),
        ("Embargado hasta las 6 de la tarde del 5 de marzo de 2031", "2031-03-05T18:00"),
        ("Embargado hasta el 5 de marzo de 2031 a las 6 de la tarde", "2031-03-05T18:00"),
        ("Sous embargo jusqu'au 4 mars 2031 à 6 h 30", "2031-03-04T06:30"),
        ("Эмбарго до 5 марта 2031 года, 6 часов вечера", "2031-03-05T18:00"),
        ("禁止发布至2031年3月5日晚6点", "2031-03-05T18:00"),
        ("解禁日時：2031年3月5日18時半", "2031-03-05T18:30"),
        ("보도시점: 2031. 3. 5.(수) 12:00 이후", "2031-03-05T12:00"),
        ("※ 2031년 3월 5일(수) 12:00 이후 보도하여 주시기 바랍니다.", "2031-03-05T12:00"),
    ] {
        assert_eq!(end(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_understood_beside_an_end_is_a_doubt() {
    for text in [
        "Embargoed until the early edition of 5 March 2031",
        "Embargoed until the 6 o'clock news of 5 March 2031",
        "Embargoed until 5 March 2031, half past six",
        "Embargoed until 5 March 2031, 7 in the gloaming",
        "Embargoed until 5 March 2031 (18.00)-ish",
        "Embargoed until 5 March 2031, 10:00-12:00",
        "Embargo: 4 March 2031, 18:00 CET in print, 5 March 2031 on air",
        "Sperrfrist: 5. März 2031 nach der Rede",
    ] {
        let read = end(text);
        assert!(read.starts_with("2031-03-05") && read.ends_with('?') || !read.contains("T0"), "{text}: {read}");
        assert!(read.ends_with('?') || read.contains("T18:00"), "{text}: {read}");
    }
}

#[test]
fn embargoes_in_their_words() {
    for text in [
        "This release is embargoed until 5 March 2031, 18:00 CET.",
        "This press release is strictly embargoed until 5 March 2031, 18:00 CET",
        "DO NOT PUBLISH BEFORE 5 MARCH 2031, 18:00 CET",
        "Do not publish until 18:00 CET on 5 March 2031",
        "Media embargo: 5 March 2031, 18:00 CET",
        "News embargo until 5 March 2031, 18:00 CET",
        "Strictly not for publication before 5 March 2031, 18:00 CET",
        "Status: Embargoed until 5 March 2031, 18:00 CET",
        "CHECK AGAINST DELIVERY – Embargoed until 5 March 2031, 18:00 CET",
        "FOR IMMEDIATE RELEASE – EMBARGOED UNTIL 5 MARCH 2031, 18:00 CET",
        "Es gilt das gesprochene Wort. Sperrfrist: 5. März 2031, 18:00 MEZ",
        "==== Embargoed until 5 March 2031, 18:00 CET ====",
        "Diffusion sous embargo jusqu'au 5 mars 2031, 18:00 CET",
        "Texte sous embargo jusqu’au 5 mars 2031, 18:00 CET",
        "À ne pas publier avant le 5 mars 2031, 18:00 CET",
        "Información embargada hasta el 5 de marzo de 2031, 18:00 CET",
        "No difundir hasta el 5 de marzo de 2031, 18:00 CET",
        "Non divulgare prima del 5 marzo 2031, 18:00 CET",
        "Não divulgar antes de 5 de março de 2031, 18:00 CET",
        "Не для печати до 5 марта 2031, 18:00 CET",
        "حظر النشر: 5 مارس 2031، 18:00 CET",
    ] {
        assert_eq!(end(text), "2031-03-05T18:00+01:00", "{text}");
    }
    assert_eq!(end("本稿禁止在2031年3月5日18:00前发布"), "2031-03-05T18:00");
    for text in ["Sperrfrist: Beginn der Rede", "Sperrfrist Redebeginn", "EMBARGO! EMBARGO! EMBARGO!"] {
        assert!(matches!(end(text).as_str(), "open"), "{text}");
    }
    for text in ["Embargo on timber lifted after talks", "Media embargo lifted", "Timber: embargo lifted", "No embargo"]
    {
        assert_eq!(end(text), "-", "{text}");
    }
    for text in ["FOR IMMEDIATE RELEASE", "For immediate release – no embargo", "FOR IMMEDIATE RELEASE, 3 March 2031"]
    {
        assert_eq!(condition(text).map(|said| said.class), Some(ConditionClass::Immediate), "{text}");
    }
}

#[test]
fn an_embargo_over_a_day_is_open_where_it_says_until() {
    for text in ["The figures are embargoed until", "Sous embargo jusqu'au", "Not for publication before"] {
        assert!(is_open(text), "{text}");
    }
    for text in ["Under embargo", "Strict embargo", "Sperrfrist Redebeginn"] {
        assert!(!is_open(text), "{text}");
    }
}

#[test]
fn the_later_embargo_holds() {
    let said = |text: &str| condition(text).unwrap();
    let early = said("Embargoed until 4 March 2031, 18:00 CET");
    let late = said("Embargoed until 5 March 2031, 18:00 CET");
    assert!(outweighs(&late, &early) && !outweighs(&early, &late));
    for other in ["FOR IMMEDIATE RELEASE", "CHECK AGAINST DELIVERY"] {
        assert!(outweighs(&early, &said(other)) && !outweighs(&said(other), &early), "{other}");
    }
    let banner = said("EMBARGO! EMBARGO!");
    assert!(outweighs(&early, &banner) && !outweighs(&banner, &early));
    let speech = said("Sperrfrist: Redebeginn");
    assert!(outweighs(&speech, &early) && !outweighs(&early, &speech));
    let field = Condition { printed: String::new(), ..early.clone() };
    assert!(outweighs(&late, &field) && !outweighs(&speech, &field));
}
