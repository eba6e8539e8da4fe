//! Nothing that a page brings runs in what is made of it: no script, handler, style or template of its own.

use crate::cases::corpus;
use crate::publish::publish;
use crate::web_page::tags;
use chancery::prepare::prepare;
use chancery::{OutputFormat, Profile, Publisher, Source, Theme, parse, render};
use lopdf::{Document, Object};

/// What the hostile page brings; more may be added to it, as it stands or behind a word.
fn hostile() -> Source {
    let case = corpus().into_iter().find(|case| case.name == "html-hostile");
    case.expect("the hostile page is in the corpus").source
}

/// Whether an address runs nothing.
fn is_quiet(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:", "#"].iter().any(|start| url.starts_with(start))
}

/// Holds the tags of a page to what may stand in one of ours.
fn hold_inert(what: &str, html: &str) {
    const NEVER: [&str; 10] =
        ["iframe", "object", "embed", "base", "form", "svg", "math", "template", "frame", "applet"];
    for (name, attributes) in tags(html) {
        assert!(!NEVER.contains(&name.as_str()), "{what}: <{name}>");
        let value = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        if name == "script" {
            assert_eq!(value("type"), Some("application/ld+json"), "{what}: a script");
        }
        assert_ne!(value("http-equiv").map(str::to_ascii_lowercase).as_deref(), Some("refresh"), "{what}");
        for (attribute, value) in &attributes {
            assert!(!attribute.starts_with("on") && attribute != "style", "{what}: {attribute}={value:?}");
            let address = matches!(attribute.as_str(), "href" | "action" | "formaction" | "xlink:href");
            assert!(!address || is_quiet(value), "{what}: {attribute}={value:?}");
            assert!(attribute != "src" || value.starts_with("data:image/"), "{what}: {attribute}={value:?}");
        }
    }
}

#[test]
fn html_is_inert() {
    let html = publish(&hostile()).expect("every release renders").html;
    hold_inert("HTML", &html);
    assert!(html.contains("{{ 7 * 7 }}") && !html.contains(">49<"), "a template in the text ran");
}

#[test]
fn markdown_is_inert_wherever_html_in_it_is_allowed() {
    let release = parse(&hostile(), &Default::default()).release;
    let briefing = prepare(&release, &Default::default()).briefing;
    for profile in Profile::ALL {
        let markdown = render::markdown(&briefing, &Theme::built_in(), profile).expect("every release renders");
        let mut options = comrak::Options::default();
        options.extension.table = true;
        options.extension.footnotes = true;
        options.extension.autolink = true;
        options.render.r#unsafe = true;
        // Front matter is no text.
        let fence = ["---\n", "+++\n"].into_iter().find(|fence| markdown.starts_with(fence));
        let behind = fence.and_then(|fence| markdown[fence.len()..].split_once(&format!("\n{fence}")));
        let text = behind.map_or(markdown.as_str(), |(_, text)| text);
        let html = comrak::markdown_to_html(text, &options);
        // A picture of the web stays a picture of the web in Markdown: that is what it is for.
        hold_inert(profile.name(), &html.replace("<img src=\"https://", "<a href=\"https://"));
        assert!(!markdown.contains(">49<"), "a template in the text ran");
    }
}

#[test]
fn json_has_no_address_that_runs() {
    let json = publish(&hostile()).expect("every release renders").json;
    let urls = json.lines().filter_map(|line| line.trim().strip_prefix("\"url\": \""));
    for url in urls {
        assert!(is_quiet(url), "{url}");
    }
}

#[test]
fn pdf_has_no_action_but_to_follow_addresses() {
    let source = hostile();
    let parsed = parse(&source, &Default::default());
    let fonts = chancery::Fonts::new(chancery::FontOptions { folders: Vec::new(), system: false });
    let publisher = Publisher::new(Theme::built_in(), fonts, Profile::default(), None);
    let pdf = publisher.publish(&source, &parsed, OutputFormat::Pdf).expect("every release renders").bytes;
    let document = Document::load_mem(&pdf).expect("our PDF is read");
    for object in document.objects.values() {
        let Object::Dictionary(dictionary) = object else { continue };
        let action = dictionary.get(b"A").and_then(Object::as_dict).unwrap_or(dictionary);
        for name in ["JS", "JavaScript", "Launch", "OpenAction", "AA", "SubmitForm"] {
            assert!(!action.has(name.as_bytes()) && !dictionary.has(name.as_bytes()), "{name}: {dictionary:?}");
        }
        if let Ok(Object::String(address, _)) = action.get(b"URI") {
            let address = String::from_utf8_lossy(address);
            assert!(is_quiet(&address), "{address}");
        }
    }
}
