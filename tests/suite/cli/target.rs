//! `[[target]]`: folders for documentation generators. That the generators read them is shown by `tests/conformance/targets`.

use super::room::Room;
use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

fn release(day: u32, title: &str) -> String {
    format!(
        "Ministry of Tides of the Republic of Vessland\n\n{day} March 2031 | Press release\n\n{title}\n\n\
         1. The harbour of Lund was opened again on March {day}.\n\n2. As paragraph 1 says, it is open.\n"
    )
}

const KINDS: [&str; 7] = ["hugo", "zola", "mkdocs", "zensical", "docusaurus", "mdbook", "jekyll"];

fn settings() -> String {
    let target = |kind: &&str| format!("[[target]]\nkind = \"{kind}\"\noutput = \"../docs/{kind}\"\n");
    "[site]\ntitle = \"Tides: \\\"all\\\" of #1\"\n".to_owned() + &KINDS.iter().map(target).collect::<String>()
}

/// Two releases, the title of one with what YAML and TOML give a meaning to, and a target of each kind.
fn press() -> Room {
    Room::new()
        .file("press/chancery.toml", settings())
        .file("press/harbour.txt", release(2, "Harbour of Lund reopens"))
        .file("press/piers.txt", release(3, "Piers: the \"old\" \\one\\ & #2 - [new] {x} 'y'"))
}

/// The files below `docs`, with their content and when they were written.
fn files(room: &Room) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let names = room.names().into_iter().filter(|name| name.starts_with("docs/") && room.path(name).is_file());
    let file = |name: String| {
        let path = room.path(&name);
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        (name, (fs::read(path).unwrap(), time))
    };
    names.map(file).collect()
}

fn has(room: &Room, words: &str) -> bool {
    let is_in = |bytes: &[u8]| bytes.windows(words.len()).any(|part| part.eq_ignore_ascii_case(words.as_bytes()));
    files(room).iter().any(|(name, (bytes, _))| name.contains(words) || is_in(bytes))
}

/// The value of a key in YAML or TOML: a string in double quotes is one of JSON in both.
fn value(text: &str, key: &str) -> String {
    let line = text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_else(|| panic!("no {key} in {text}"));
    let value = line.trim_start_matches([':', ' ', '=']);
    serde_json::from_str(value).unwrap_or_else(|_| value.to_owned())
}

#[test]
fn each_generator_gets_pages_navigation_and_pdfs() {
    let room = press();
    room.run("build press").exits(0);
    let page = "2031/03/harbour-of-lund-reopens";
    for (kind, files) in [
        ("hugo", ["_index.md", "2031/03/_index.md"]),
        ("zola", ["_index.md", "2031/_index.md"]),
        ("mkdocs", [".nav.yml", "2031/03/index.md"]),
        ("docusaurus", ["_category_.json", "2031/03/_category_.json"]),
        ("mdbook", ["SUMMARY.md", "2031/index.md"]),
        ("jekyll", ["index.md", "2031/03/index.md"]),
    ] {
        let in_folder = ["hugo", "zola", "jekyll"].contains(&kind);
        let (text, pdf) = match in_folder {
            true => (format!("{page}/index.md"), format!("{page}/harbour-of-lund-reopens.pdf")),
            false => (format!("{page}.md"), format!("{page}.pdf")),
        };
        for file in files.iter().copied().chain([text.as_str(), pdf.as_str()]) {
            assert!(room.path(&format!("docs/{kind}/{file}")).is_file(), "{kind}: {file}");
        }
        let text = room.read(&format!("docs/{kind}/{text}"));
        assert!(text.contains("<a id=\"p2\"></a>2") && text.contains("[PDF](harbour-of-lund-reopens.pdf)"), "{text}");
    }
    let summary = room.read("docs/mdbook/SUMMARY.md");
    let places = ["[2031](2031/index.md)", "[March 2031](2031/03/index.md)", "(2031/03/piers", "(2031/03/harbour"];
    let places = places.map(|words| summary.find(words).unwrap_or_else(|| panic!("{words}: {summary}")));
    assert!(places.is_sorted(), "the newest first: {summary}");
    assert!(
        room.read("docs/docusaurus/2031/03/harbour-of-lund-reopens.md").contains("\nsidebar_position: -20310302\n")
    );
}

#[test]
fn front_matter_holds_any_title() {
    let room = press();
    room.run("build press").exits(0);
    let page = "2031/03/piers-the-old-one-2-new-x-y";
    let title = "Piers: the \"old\" \\one\\ & #2 - [new] {x} 'y'";
    for path in [format!("hugo/{page}/index.md"), format!("mkdocs/{page}.md"), format!("docusaurus/{page}.md")] {
        assert_eq!(value(&room.read(&format!("docs/{path}")), "title"), title, "{path}");
    }
    let zola = room.read(&format!("docs/zola/{page}/index.md"));
    let head: toml::Table = zola.split("+++").nth(1).unwrap().parse().unwrap();
    assert_eq!(head["title"].as_str(), Some(title));
    let section: toml::Table = room.read("docs/zola/_index.md").replace("+++", "").parse().unwrap();
    assert_eq!(section["title"].as_str(), Some("Tides: \"all\" of #1"));
    assert_eq!(value(&room.read("docs/mkdocs/.nav.yml"), "title"), "Tides: \"all\" of #1");
    let category: serde_json::Value = serde_json::from_str(&room.read("docs/docusaurus/_category_.json")).unwrap();
    assert_eq!(category["label"], "Tides: \"all\" of #1");
}

#[test]
fn a_second_run_writes_nothing_and_one_after_a_change_what_has_changed() {
    let room = press();
    room.run("build press").exits(0);
    let first = files(&room);
    assert!(room.run("build press").exits(0).text().contains("nothing has changed"));
    assert_eq!(files(&room), first);
    fs::write(room.path("press/harbour.txt"), release(2, "Harbour of Lund reopens").replace("is open", "is shut"))
        .unwrap();
    room.run("build press").exits(0);
    let changed = |(name, (_, time)): (&String, &(Vec<u8>, SystemTime))| (first[name].1 != *time).then(|| name.clone());
    let second = files(&room);
    for name in second.iter().filter_map(changed) {
        assert!(
            name.contains("harbour-of-lund-reopens") || name.ends_with(".chancery.json"),
            "{name} was written again"
        );
    }
    fs::remove_dir_all(room.path("docs")).unwrap();
    room.run("build press").exits(0);
    let again = files(&room);
    let content = |files: &BTreeMap<String, (Vec<u8>, SystemTime)>| {
        files.iter().map(|(name, (bytes, _))| (name.clone(), bytes.clone())).collect::<Vec<_>>()
    };
    assert!(content(&again) == content(&second), "a first run makes the same");
}

#[test]
fn removed_releases_leave_and_files_of_others_stay() {
    let room = press().file("docs/mkdocs/about.md", "# About us\n").file("docs/mkdocs/2031/03/seal.png", "not ours");
    room.run("build press").exits(0);
    assert!(has(&room, "harbour-of-lund-reopens"));
    fs::remove_file(room.path("press/harbour.txt")).unwrap();
    room.run("build press").exits(0);
    assert!(!has(&room, "harbour-of-lund-reopens"));
    assert_eq!(room.read("docs/mkdocs/about.md"), "# About us\n");
    assert_eq!(room.read("docs/mkdocs/2031/03/seal.png"), "not ours");
    let before = files(&room);
    let room = room.file("docs/zola/2031/_index.md", "mine").file("press/pier.txt", release(5, "Pier of Lund reopens"));
    fs::remove_file(room.path("docs/zola/.chancery.json")).unwrap();
    room.run("build press").exits(2).says("is in the way");
    assert!(!has(&room, "pier-of-lund-reopens"), "where one target cannot be made, none is");
    assert!(!room.read("press/public/index.html").contains("Pier of Lund reopens"));
    assert_eq!(files(&room).len(), before.len() - 1);
}

#[test]
fn nothing_of_an_embargoed_release_is_in_a_target() {
    let secret = release(4, "Casemate of Lund reopens")
        .replace("| Press release", "| Press release\n\nEmbargoed until 4 March 2031, 18:00 (UTC+01:00)");
    let room = press().file("press/secret.txt", secret);
    room.run("build press --now 2031-03-04T16:59:59Z").exits(0);
    assert!(!has(&room, "casemate"));
    room.run("build press -o preview --now 2031-03-04T17:00:00Z").exits(0);
    assert!(!has(&room, "casemate"), "a look at what will be is no publication");
    room.run("build press --now 2031-03-04T17:00:00Z").exits(0);
    assert!(has(&room, "casemate"));
    room.run("build press --now 2031-03-04T12:00:00Z").exits(0);
    assert!(!has(&room, "casemate"), "an earlier moment takes it back");
}

#[test]
fn strict_builds_write_no_target_where_a_release_is_refused() {
    let room = press().file("press/broken.txt", b"Ministry\n\n\xFF\xFE\xFF");
    room.run("build press --strict").exits(1);
    assert!(!has(&room, "harbour"));
    room.run("build press").exits(1);
    assert!(has(&room, "harbour"));
}

#[test]
fn editions_and_pictures_go_along() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path d=\"M0 0h4v4z\"/></svg>";
    let german = release(6, "Der Sund von Lund ist wieder offen")
        .replace("The harbour of Lund was opened again on", "Der Hafen von Lund ist wieder offen seit");
    let english = release(6, "Sound of Lund reopens") + "\n![A plan](plans/sound.svg)\n\n![A chart](chart.png)\n";
    let room = press()
        .file("press/talks.en.md", english)
        .file("press/talks.de.txt", german)
        .file("press/plans/sound.svg", picture);
    room.run("build press").exits(0);
    let (page, other) = ("sound-of-lund-reopens", "der-sund-von-lund-ist-wieder-offen");
    let hugo = room.read(&format!("docs/hugo/2031/03/{page}/index.md"));
    assert!(hugo.contains(&format!("[PDF]({page}.pdf) · [Deutsch](../{other}/)")), "{hugo}");
    assert!(hugo.contains(&format!("![A plan](./{page}-1.svg)")), "{hugo}");
    assert_eq!(room.read(&format!("docs/hugo/2031/03/{page}/{page}-1.svg")), picture);
    let mkdocs = room.read(&format!("docs/mkdocs/2031/03/{page}.md"));
    assert!(mkdocs.contains(&format!("[Deutsch]({other}.md)")), "{mkdocs}");
    let docusaurus = room.read(&format!("docs/docusaurus/2031/03/{page}.md"));
    assert!(docusaurus.contains("![A chart](pathname:///chart.png)"), "{docusaurus}");
}

#[test]
fn what_is_wrong_in_a_section_is_told_with_a_way_out() {
    let told = |section: &str, said: &str| {
        let room =
            Room::new().file("chancery.toml", section).file("harbour.txt", release(2, "Harbour of Lund reopens"));
        room.run("build").exits(2).says(said);
    };
    told("[[target]]\nkind = \"sphinx\"\noutput = \"docs\"\n", "expected a generator (hugo, zola, mkdocs, zensical,");
    told("[[target]]\nkind = \"hugo\"\n", "a target lacks its `output`");
    told("[[target]]\nkind = \"hugo\"\noutput = \"docs\"\nwieght = 1\n", "did you mean `weight`?");
    told("[[target]]\nkind = \"mdbook\"\noutput = \"docs\"\nweight = 1\n", "`mdbook` has no weights");
    told("[target]\nkind = \"hugo\"\n", "expected sections, such as `[[target]]`");
    told("[[target]]\nkind = \"hugo\"\noutput = \".\"\n", "lie in each other");
    told("[[target]]\nkind = \"hugo\"\noutput = \"public/docs\"\n", "lie in each other");
}
