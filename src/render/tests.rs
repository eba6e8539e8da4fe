use super::paper;
use crate::prepare::prepare;
use crate::release::{Block, Inline, Number, Paragraph, Release};
use crate::theme::Theme;

fn sample() -> Release {
    let number = |label: &str| Some(Number { printed: format!("{label}."), label: label.to_owned() });
    let paragraph = |label: &str, words: &str| {
        Block::Paragraph(Paragraph { number: number(label), content: vec![Inline::text(words)], blocks: vec![] })
    };
    Release {
        issuer: Some("Ministry of Tides".into()),
        title: vec![Inline::text("On the <new> harbour")],
        body: vec![paragraph("1", "The harbour is open."), paragraph("2", "See paragraph 1.")],
        ..Release::default()
    }
}

#[test]
fn paper_follows_the_form_that_page_lays_out() {
    let briefing = prepare(&sample(), &Default::default()).briefing;
    let html = paper(&briefing, &Theme::built_in()).unwrap();
    assert!(html.contains("<h1 id=\"title\">On the &lt;new&gt; harbour</h1>"), "{html}");
    assert!(
        html.contains(
            "<li class=\"paragraph\" id=\"p2\"><span class=\"number\" data-tag=\"Lbl\">2.</span>\
         <div class=\"text\" data-tag=\"LBody\"><p>See <a href=\"#p1\">paragraph 1</a>.</p></div></li>"
        ),
        "{html}"
    );
}

#[test]
fn look() {
    let json = std::fs::read_to_string("/tmp/render-look.json").unwrap();
    let briefing = prepare(&Release::from_json(&json).unwrap(), &Default::default()).briefing;
    std::fs::write("/tmp/render-look.html", super::html(&briefing, &Theme::built_in()).unwrap()).unwrap();
    std::fs::write("/tmp/render-look.pdf.html", paper(&briefing, &Theme::built_in()).unwrap()).unwrap();
    for profile in super::Profile::ALL {
        let markdown = super::markdown(&briefing, &Theme::built_in(), profile).unwrap();
        std::fs::write(format!("/tmp/render-look.{}.md", profile.name()), markdown).unwrap();
    }
}
