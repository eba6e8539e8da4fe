use super::{Family, mentions};
use crate::prepare::words::Words;

/// The words that are found, with their labels: `paragraph 4 → 4`.
fn found(language: &str, text: &str) -> Vec<String> {
    let form = Words::references(language).expect("the language has a file");
    let found = mentions(form, text);
    found.into_iter().map(|mention| format!("{} → {}", &text[mention.range], mention.labels.join("/"))).collect()
}

#[test]
fn names_of_paragraphs_are_found() {
    let found = |text| found("en-GB", text);
    assert_eq!(found("See paragraph 4 above."), ["paragraph 4 → 4"]);
    assert_eq!(found("Para. 12 (b)(ii), however"), ["Para. 12 (b)(ii) → 12/b/ii"]);
    assert_eq!(found("paragraphs 3 to 5 and 7.1"), ["paragraphs 3 → 3", "5 → 5", "7.1 → 7.1"]);
    assert_eq!(found("paragraph 4, 5 ships"), ["paragraph 4 → 4"]);
    assert_eq!(found("paragraph 4 of this statement"), ["paragraph 4 → 4"]);
    assert_eq!(found("paragraph 4 (2024)"), ["paragraph 4 → 4"]);
    assert_eq!(found("(see para 7)"), ["para 7 → 7"]);
    assert_eq!(found("Article 2 of this Declaration"), ["Article 2 → 2"]);
    assert_eq!(found("the charter, and paragraph 4 above"), ["paragraph 4 → 4"]);
    assert_eq!(found("this Declaration, paragraph 4"), ["paragraph 4 → 4"]);
    assert_eq!(found("the statement. Paragraph 4 says so"), ["Paragraph 4 → 4"]);
    assert_eq!(found("OP4 and op. para. 5"), ["OP4 → 4", "para. 5 → 5"]);
    assert_eq!(found("under this treaty, paragraph 4 applies"), ["paragraph 4 → 4"]);
}

#[test]
fn paragraphs_of_other_texts_are_left_alone() {
    for text in [
        "paragraph 4 of resolution 12 (2031)",
        "resolution 12 (2031), paragraph 4",
        "S/RES/12 (2031), paras. 4 and 5",
        "sub-paragraph 4",
        "the 4 paragraphs",
        "paragraph 4 of the Charter",
        "paragraph 4 and paragraph 5 of resolution 12",
        "paragraphs 3, 4 and 5 of the 2031 Joint Statement",
        "Article 2, paragraph 4, of the Charter",
        "the treaty, in its paragraph 4",
        "The resolution, in paragraph 4, calls for it",
        "preambular paragraph 4",
        "paragraph 2031",
        "paragraph 4,500",
        "in Article 4 TEU",
        "the Declaration, paragraph 4",
        "in the report (para. 4)",
        "annex I, paragraph 4",
        "the Council and paragraph 4 thereof",
    ] {
        assert_eq!(found("en", text), [""; 0], "{text}");
    }
    assert_eq!(found("en", "Article 41, paragraph 4"), ["Article 41 → 41"]);
}

#[test]
fn every_language_names_its_paragraphs() {
    for (language, text, expected) in [
        ("fr", "comme indiqué au paragraphe 4 ci-dessus", "paragraphe 4 → 4"),
        ("fr", "visées aux points 3 et 4 ci-dessus", "points 3 → 3, 4 → 4"),
        ("fr", "l’article 2 de la présente déclaration", "article 2 → 2"),
        ("es", "según el párrafo 4 supra", "párrafo 4 → 4"),
        ("es", "los párrafos 3 a 5 de la presente declaración", "párrafos 3 → 3, 5 → 5"),
        ("de", "nach Absatz 4 und Ziffer 3", "Absatz 4 → 4, Ziffer 3 → 3"),
        ("de", "(Randnummer 12), Nummer 2 oben", "Randnummer 12 → 12, Nummer 2 → 2"),
        ("de", "Absatz 4 dieser Erklärung", "Absatz 4 → 4"),
        ("ru", "см. пункт 4 выше", "пункт 4 → 4"),
        ("ru", "в пунктах 3 и 5 настоящего заявления", "пунктах 3 → 3, 5 → 5"),
        ("ru", "указанные в пункте 4.", "пункте 4 → 4"),
        ("ar", "وفقاً للفقرة ٤ أعلاه", "للفقرة ٤ → 4"),
        ("ar", "الفقرات 3 إلى 5", "الفقرات 3 → 3, 5 → 5"),
        ("ar", "الفقرة (4) من هذا البيان", "الفقرة (4) → 4"),
        ("zh-Hans", "如第4段所述", "第4段 → 4"),
        ("zh", "见本声明第四段和第五段", "第四段 → 4, 第五段 → 5"),
        ("zh-Hans", "按照第二条的规定", "第二条 → 2"),
        ("zh-Hant", "依第三點及第 4 段", "第三點 → 3, 第 4 段 → 4"),
        ("ja", "第４項に述べたとおり", "第４項 → 4"),
        ("ja", "上記4の措置、本宣言第二条", "上記4 → 4, 第二条 → 2"),
        ("ko", "위 제4항에 따라", "제4항 → 4"),
        ("ko", "제3항 및 제5항, 그리고 제2조", "제3항 → 3, 제5항 → 5, 제2조 → 2"),
        ("ko", "이 선언 제2조", "제2조 → 2"),
        ("ko", "위 4항에서", "4항 → 4"),
    ] {
        assert_eq!(found(language, text).join(", "), expected, "{text}");
    }
}

#[test]
fn every_language_leaves_other_texts_alone() {
    for (language, text) in [
        ("fr", "le paragraphe 4 de la résolution 12"),
        ("fr", "l’article 7 de la Charte"),
        ("fr", "la résolution 12, paragraphe 4"),
        ("es", "el párrafo 4 de la resolución 12"),
        ("es", "el artículo 7 de la Carta"),
        ("de", "Absatz 4 der Resolution 12"),
        ("de", "Artikel 5 Absatz 1 GG"),
        ("de", "nach Ziffer 3 des Abkommens"),
        ("ru", "пункт 4 резолюции 12"),
        ("ru", "пункта 4 указанной резолюции"),
        ("ru", "статья 7 Устава"),
        ("ar", "الفقرة 4 من القرار 12"),
        ("ar", "المادة 7 من الميثاق"),
        ("zh-Hans", "决议第4段"),
        ("zh-Hans", "第12(2031)号决议第4段和第5段"),
        ("zh-Hans", "《宪章》第七条"),
        ("zh-Hans", "第二项措施、第四段航程和第三条跑道"),
        ("fr", "le numéro 2 mondial"),
        ("de", "Pressemitteilung Nr. 12"),
        ("zh-Hant", "《憲章》第七條第二項"),
        ("ja", "決議第4項"),
        ("ja", "国連憲章第7条"),
        ("ja", "第4段階、第3項目、上記4か国"),
        ("ko", "안보리 결의 12호 제4항"),
        ("ko", "헌장 제7조"),
        ("ko", "항만법 제4조 제2항"),
        ("ko", "4조 원, 4항목"),
    ] {
        assert_eq!(found(language, text), [""; 0], "{text}");
    }
}

#[test]
fn families_are_told_apart() {
    let form = Words::references("en").unwrap();
    let families: Vec<Family> = mentions(form, "paragraph 2; Article 2; § 2").iter().map(|m| m.family).collect();
    assert!(families[0] == Family::Paragraph && families[1] != families[2]);
    assert_eq!(form.named("Article 2"), Some(families[1]));
    assert_eq!(form.named("2."), None);
}
