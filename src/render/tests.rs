use super::{Profile, Renderer, html, markdown, paper};
use crate::prepare::{Briefing, prepare};
use crate::release::{Block, Cell, Inline, Note, Notes, Number, Paragraph, Release, Table};
use crate::theme::{Target, Theme};
use std::collections::BTreeSet;
use std::path::Path;

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::text(words)]
}

fn numbered(label: &str, content: Vec<Inline>, blocks: Vec<Block>) -> Block {
    let number = Some(Number { printed: format!("{label}."), label: label.to_owned() });
    Block::Paragraph(Paragraph { number, content, blocks })
}

fn briefing(title: &str, body: Vec<Block>) -> Briefing {
    let release = Release { issuer: Some("Ministry of Tides".into()), title: text(title), body, ..Release::default() };
    prepare(&release, &Default::default()).briefing
}

/// A theme with one file of ours in it.
fn theme_with(folder: &Path, name: &str, contents: &str) -> Theme {
    std::fs::create_dir_all(folder.join("templates")).unwrap();
    std::fs::write(folder.join("templates").join(name), contents).unwrap();
    Theme::built_in().with_folder(folder).unwrap()
}

#[test]
fn paper_follows_the_form_that_page_lays_out() {
    let body = vec![numbered("1", text("x"), vec![]), numbered("2", text("See paragraph 1."), vec![])];
    let html = paper(&briefing("On the <new> harbour", body), &Theme::built_in()).unwrap();
    assert!(html.contains("<h1 id=\"title\">On the &lt;new&gt; harbour</h1>"), "{html}");
    assert!(
        html.contains(
            "<li class=\"paragraph\" id=\"p2\"><span class=\"number\" data-tag=\"Lbl\">2.</span>\
             <div class=\"text\" data-tag=\"LBody\"><p>See <a href=\"#p1\">paragraph 1</a>.</p></div></li>"
        ),
        "{html}"
    );
    assert!(html.contains("content: \"Page \" counter(page) \" of \" counter(pages)"));
}

#[test]
fn anchors_and_numbers_are_the_same_in_every_format() {
    let inner = vec![numbered("a", text("y"), vec![])];
    let briefing = briefing("x", vec![numbered("4", text("x"), inner)]);
    let theme = Theme::built_in();
    for output in [
        html(&briefing, &theme).unwrap(),
        paper(&briefing, &theme).unwrap(),
        markdown(&briefing, &theme, Profile::Gfm).unwrap(),
    ] {
        assert!(
            output.contains("id=\"p4\"")
                && output.contains("id=\"p4-a\"")
                && output.contains(">4.<") | output.contains(">4. x")
        );
    }
}

#[test]
fn nothing_in_a_release_runs() {
    let nasty = "<script>alert(1)</script> {{ tera }} {% raw %} </title></style> \"onload='x' &amp; ]]> */}";
    let link = Inline::Link { url: "javascript:alert(2)".into(), content: text("words") };
    let note = Note { printed: nasty.into(), label: "1".into(), content: text(nasty), blocks: vec![] };
    let cell = || Cell { content: text(nasty) };
    let body = vec![
        numbered(nasty, vec![Inline::text(nasty), link, Inline::FootnoteRef { label: "1".into() }], vec![]),
        Block::Table(Table { caption: text(nasty), header: vec![vec![cell()]], rows: vec![vec![cell(), cell()]] }),
        Block::Preformatted { text: nasty.into() },
        Block::EndMark { printed: nasty.into() },
        Block::Notes(Notes { heading: text(nasty), notes: vec![note] }),
    ];
    let mut briefing = briefing(nasty, body);
    briefing.issuer = Some(nasty.into());
    briefing.classification = Some(nasty.into());
    let theme = Theme::built_in();
    for output in [html(&briefing, &theme).unwrap(), paper(&briefing, &theme).unwrap()] {
        let markup = output.replace("\\\"onload", "");
        assert!(
            !markup.contains("<script>") && !markup.contains("\"javascript:") && !markup.contains("\"onload"),
            "{output}"
        );
        assert_eq!(output.matches("</title>").count(), 1, "{output}");
        assert_eq!(output.matches("</style>").count(), 1, "{output}");
        assert!(output.contains("{{ tera }}") && output.contains("&lt;script&gt;"));
    }
    for profile in Profile::ALL {
        let output = markdown(&briefing, &theme, profile).unwrap();
        assert!(!output.contains("](javascript:") && !output.contains("](<javascript:"), "{output}");
    }
}

#[test]
fn the_deepest_nesting_renders() {
    let mut block = numbered("1", text("deepest"), vec![]);
    for _ in 0..60 {
        block = numbered("1", text("x"), vec![block]);
    }
    let briefing = briefing("x", vec![block]);
    for output in [html(&briefing, &Theme::built_in()), paper(&briefing, &Theme::built_in())] {
        assert!(output.unwrap().contains("deepest"));
    }
}

#[test]
fn an_empty_release_renders() {
    let briefing = prepare(&Release::default(), &Default::default()).briefing;
    let theme = Theme::built_in();
    assert!(html(&briefing, &theme).unwrap().contains("<h1 id=\"title\">Untitled</h1>"));
    assert!(paper(&briefing, &theme).unwrap().contains("<title>Untitled</title>"));
    assert_eq!(markdown(&briefing, &theme, Profile::Gfm).unwrap(), "---\n---\n\n<!-- body -->\n");
}

#[test]
fn a_web_page_needs_no_other_file() {
    let mut briefing = briefing("x", vec![]);
    briefing.canonical = Some("https://tides.example/1".into());
    let page = html(&briefing, &Theme::built_in()).unwrap();
    assert!(!page.contains("src=") && !page.contains("@import") && !page.contains("url("), "{page}");
    let json = page.split("ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).unwrap();
    let article: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(article["publisher"]["name"], "Ministry of Tides");
}

#[test]
fn mistakes_in_templates_say_where() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("a\n{{ isuer }}", 2, 4, "isuer"),
        ("{{ date.words.x }}", 1, 0, ""),
        ("x\n\n  {% if %}", 3, 0, ""),
        ("{{ name | shout }}", 1, 0, "unknown filter `shout`"),
        ("{{ <nothing/> }}", 1, 0, "unknown component `nothing`"),
    ];
    for (template, line, column, words) in cases {
        let theme = theme_with(folder.path(), "briefing.html", template);
        let error = html(&briefing("x", vec![]), &theme).unwrap_err();
        let found = error.diagnostics().expect("a place");
        assert!(found.source.name().ends_with("briefing.html"), "{error}");
        let span = found.items[0].span.expect("a place");
        let place = found.source.line_column(span.start());
        assert_eq!(place.line, line, "{error}");
        assert!(column == 0 || place.column == column, "{error}");
        assert!(found.items[0].message.contains(words), "{error}");
        assert!(error.to_string().contains(&format!("briefing.html:{line}:")), "{error}");
    }
}

#[test]
fn what_a_template_counts_is_counted_for_each_release() {
    let folder = tempfile::tempdir().unwrap();
    let theme = theme_with(folder.path(), "briefing.html", "{% for n in range(end=6000) %}{% endfor %}");
    let renderer = Renderer::new(theme, Profile::default());
    for _ in 0..3 {
        assert_eq!(renderer.html(&briefing("x", vec![])).unwrap(), "");
    }
}

#[test]
fn a_long_table_may_have_short_rows() {
    let cell = || Cell { content: text("x") };
    let mut rows = vec![vec![cell()]; 20_000];
    rows.push(vec![cell(), cell(), cell()]);
    let table = Table { caption: vec![], header: vec![], rows };
    let page = html(&briefing("x", vec![Block::Table(table)]), &Theme::built_in()).unwrap();
    assert_eq!(page.matches("<td>x</td><td colspan=\"2\"></td>").count(), 20_000);
}

#[test]
fn a_template_of_yours_may_extend_ours_and_use_its_parts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wire.html");
    std::fs::write(&file, "<p>{{ issuer }}</p>{{ <blocks items={blocks} words/> }}").unwrap();
    let theme = Theme::built_in().with_template(Target::Html, file.to_str().unwrap()).unwrap();
    let page = html(&briefing("x", vec![numbered("1", text("<b>"), vec![])]), &theme).unwrap();
    assert!(page.starts_with("<p>Ministry of Tides</p>") && page.contains("&lt;b&gt;"));
    let error = Theme::built_in().with_template(Target::Html, "wire").unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no template `wire`, neither a file nor a name known to the theme: blocks, briefing, head"
    );
}

/// The manual for the authors of templates.
const MANUAL: &str = include_str!("../../docs/templates.md");

/// The names in the first column of the manual's tables, in backticks.
fn documented() -> BTreeSet<String> {
    let names = MANUAL.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    names.map(|(name, _)| name.to_owned()).collect()
}

/// The filters that this room registers.
fn filters() -> Vec<&'static str> {
    let code = [include_str!("filters.rs"), include_str!("html.rs"), include_str!("markdown/mod.rs")];
    let named = code.iter().flat_map(|code| code.split("register_filter(\"").skip(1));
    named.filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

fn keys(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (key, value) in members {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

/// A release that says everything.
pub(super) fn everything() -> Release {
    let json = r#"{
        "issuer": "Ministry of Tides", "co_issuers": ["Harbour Board"], "on_behalf_of": "the Union", "kind": { "printed": "Notice", "class": "notice" }, "reference": "MT/1",
        "title": ["Open"], "subtitle": ["At last"], "language": "en", "date_published": "2031-03-03", "located": "PORT",
        "condition": { "printed": "Embargoed", "class": "embargoed", "until": "2031-03-04" },
        "addressee": "All media", "correction": "CORRECTION",
        "distribution": { "by": "Wire", "at": "2031-03-03" }, "url": "https://tides.example/1", "edition_of": "tides-1", "classification": "OFFICIAL",
        "masthead": [{ "line": { "content": ["Ministry of Tides"], "says": ["issuer"] } }, "title", "subtitle"],
        "body": [
            { "section": { "heading": { "number": { "printed": "I.", "label": "I" }, "content": ["a"] }, "blocks": [
                { "paragraph": { "number": { "printed": "1.", "label": "1" }, "content": ["b", { "footnote_ref": { "label": "1" } }] } },
                { "paragraph": { "content": ["c"] } },
                { "list": { "items": [{ "bullet": "-", "content": ["d"] }] } },
                { "quote": { "blocks": [], "attribution": ["e"] } },
                { "table": { "caption": ["f"], "header": [[{ "content": ["g"] }]], "rows": [[{ "content": ["h"] }]] } },
                { "figure": { "url": "https://tides.example/a.png", "alternative": "i", "caption": ["j"] } }
            ] } },
            { "notes": { "heading": ["k"], "notes": [{ "printed": "1.", "label": "1", "content": ["l"] }] } },
            { "contacts": { "heading": ["m"], "contacts": [{ "content": ["n"], "name": "n", "role": "o" }] } },
            { "boilerplate": { "heading": ["p"], "blocks": [] } },
            { "signature": { "content": ["r"], "place": "s", "date": "2031-03-03", "name": "r" } },
            { "preformatted": { "text": "q" } }, { "break": { "printed": "***" } }, { "end_mark": { "printed": "END" } }
        ]
    }"#;
    Release::from_json(json).unwrap()
}

#[test]
fn the_manual_names_every_field_word_and_filter() {
    let mut briefing = prepare(&everything(), &Default::default()).briefing;
    let value = serde_json::to_value(&briefing).unwrap();
    let mut fields = BTreeSet::new();
    briefing.words.clear();
    keys(&serde_json::to_value(&briefing).unwrap(), &mut fields);
    // The forms of marked text, which `inline` prints.
    for form in ["text", "note_ref", "target", "type"] {
        fields.remove(form);
    }
    for field in &fields {
        assert!(MANUAL.contains(&format!("`{field}`")), "`{field}` is not in docs/templates.md");
    }
    let documented = documented();
    for name in value.as_object().unwrap().keys() {
        assert!(documented.contains(name), "`{name}` has no line in docs/templates.md");
    }
    for word in value["words"].as_object().unwrap().keys() {
        assert!(documented.contains(&format!("words.{word}")), "`words.{word}` has no line in docs/templates.md");
    }
    for filter in filters() {
        assert!(documented.contains(filter), "the filter `{filter}` has no line in docs/templates.md");
    }
}

#[test]
fn the_example_of_the_manual_renders() {
    let template = MANUAL.split("```html\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let theme = theme_with(folder.path(), "plain.html", template).with_template(Target::Html, "plain").unwrap();
    let page = html(&prepare(&everything(), &Default::default()).briefing, &theme).unwrap();
    assert!(page.contains("<h1>Open</h1>") && page.contains("id=\"p1\""));
}
