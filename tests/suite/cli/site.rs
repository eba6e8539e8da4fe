//! `chancery build`: what is in a site, and what a second run does.

use super::room::{PROGRAM, Room};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// A release of a day of March 2031, on a thing.
pub(super) fn release(day: u32, thing: &str) -> String {
    format!(
        "Ministry of Tides of the Republic of Vessland\n\n{day} March 2031 | Press release\n\nThe {thing} of Lund reopens\n\n\
         1. The {thing} of Lund was opened again on March {day}.\n\n2. As paragraph 1 says, the {thing} is open.\n"
    )
}

const SETTINGS: &str = "[site]\ntitle = \"Tides\"\nurl = \"https://press.tides.example/\"\npage-size = 2\n";

/// Five releases and the settings of a site.
pub(super) fn press() -> Room {
    let room = Room::new().file("chancery.toml", SETTINGS);
    let things = ["harbour", "pier", "bridge", "lighthouse", "lock"];
    let released = |room: Room, (index, thing): (usize, &&str)| {
        room.file(&format!("2031/{thing}.txt"), release(index as u32 + 1, thing))
    };
    things.iter().enumerate().fold(room, released)
}

/// Every file below a folder of the room.
pub(super) fn files(room: &Room, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let prefix = format!("{folder}/");
    let names = room.names().into_iter().filter_map(|name| name.strip_prefix(&prefix).map(str::to_owned));
    names.map(|name| (name.clone(), fs::read(room.path(&format!("{folder}/{name}"))).unwrap())).collect()
}

/// The values of an attribute in a page.
fn values(page: &str, attribute: &str) -> Vec<String> {
    let begin = format!(" {attribute}=\"");
    page.split(&begin)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|value| value.replace("&amp;", "&"))
        .collect()
}

/// The file that a link in a page leads to.
fn target(page: &str, href: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('#').next().unwrap().split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop().expect("a link stays in the site")),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
}

#[test]
fn every_link_leads_somewhere() {
    let room = press();
    room.run("build").exits(0);
    let site = files(&room, "public");
    let mut followed = BTreeSet::new();
    for (name, bytes) in site.iter().filter(|(name, _)| name.ends_with(".html") && *name != "404.html") {
        let page = std::str::from_utf8(bytes).unwrap();
        for href in values(page, "href") {
            if let Some(whole) = href.strip_prefix("https://press.tides.example/") {
                assert!(site.contains_key(&target("index.html", whole)), "{name}: {href}");
            } else if let Some(anchor) = href.strip_prefix('#') {
                assert!(values(page, "id").iter().any(|id| id == anchor), "{name}: {href}");
            } else {
                let path = target(name, &href);
                assert!(site.contains_key(&path), "{name}: {href} is {path}");
                followed.insert(path);
            }
        }
        assert!(
            !page.contains("<script src") && !page.contains(" style="),
            "{name} needs no script and no style of its own"
        );
    }
    let releases =
        ["harbour", "pier", "bridge", "lighthouse", "lock"].map(|thing| format!("2031/03/the-{thing}-of-lund-reopens"));
    for address in &releases {
        let name = address.rsplit('/').next().unwrap();
        for path in ["index.html".to_owned(), format!("{name}.pdf"), format!("{name}.md"), format!("{name}.json")] {
            assert!(followed.contains(&format!("{address}/{path}")), "nothing leads to {address}/{path}");
        }
    }
    for path in
        ["archive/index.html", "page/2/index.html", "page/3/index.html", "2031/03/index.html", "feed.xml", "feed.json"]
    {
        assert!(followed.contains(path), "nothing leads to {path}");
    }
    let feed: serde_json::Value = serde_json::from_slice(&site["feed.json"]).unwrap();
    assert_eq!(feed["items"][0]["url"], "https://press.tides.example/2031/03/the-lock-of-lund-reopens/");
    assert_eq!(feed["items"].as_array().unwrap().len(), 5);
    let map = std::str::from_utf8(&site["sitemap.xml"]).unwrap();
    assert_eq!(map.matches("<lastmod>2031-03-0").count(), 5);
}

#[test]
fn a_second_run_writes_what_has_changed_and_nothing_else() {
    let room = press();
    room.run("build").exits(0);
    let times = || {
        let names = files(&room, "public").into_keys();
        names
            .map(|name| (fs::metadata(room.path(&format!("public/{name}"))).unwrap().modified().unwrap(), name))
            .collect::<BTreeSet<_>>()
    };
    let first = times();
    assert!(room.run("build").exits(0).text().contains("nothing has changed"));
    assert_eq!(times(), first);
    std::thread::sleep(Duration::from_millis(20));
    fs::write(room.path("2031/pier.txt"), release(2, "pier").replace("is open", "is shut")).unwrap();
    room.run("build").exits(0);
    let second = times();
    let changed: Vec<&str> = second.difference(&first).map(|(_, name)| name.as_str()).collect();
    // The files of the search that have its words are lists of releases too.
    let changed: BTreeSet<&str> = changed.into_iter().filter(|name| !name.starts_with("search/")).collect();
    let of_pier = |ending: &str| format!("2031/03/the-pier-of-lund-reopens/{ending}");
    let name = "the-pier-of-lund-reopens";
    let expected = ["index.html".to_owned(), format!("{name}.json"), format!("{name}.md"), format!("{name}.pdf")]
        .map(|end| of_pier(&end));
    let expected: BTreeSet<&str> = expected.iter().map(String::as_str).chain([".chancery.json"]).collect();
    assert_eq!(changed, expected);
}

#[test]
fn a_site_after_edits_is_the_one_of_a_first_run() {
    let room = press();
    room.run("build").exits(0);
    let edits: [&dyn Fn(&Room); 6] = [
        &|room| fs::write(room.path("2031/dock.txt"), release(9, "dock")).unwrap(),
        &|room| fs::remove_file(room.path("2031/bridge.txt")).unwrap(),
        &|room| fs::rename(room.path("2031/pier.txt"), room.path("wharf.txt")).unwrap(),
        &|room| fs::write(room.path("2031/lock.txt"), release(3, "sluice")).unwrap(),
        &|room| fs::write(room.path("chancery.toml"), SETTINGS.replace("Tides", "Tides and Fish")).unwrap(),
        &|room| drop(room.run("build --now 2031-03-01T00:00:00Z --anew").exits(0)),
    ];
    for (index, edit) in edits.iter().enumerate() {
        edit(&room);
        room.run("build").exits(0);
        room.run(&format!("build -o clean{index} -j 1")).exits(0);
        // What an earlier comparison has left is no release.
        let clean = files(&room, &format!("clean{index}"));
        fs::remove_dir_all(room.path(&format!("clean{index}"))).unwrap();
        let again = files(&room, "public");
        assert_eq!(again.keys().collect::<Vec<_>>(), clean.keys().collect::<Vec<_>>(), "edit {index}");
        assert!(again.iter().all(|(name, bytes)| clean[name] == *bytes), "edit {index}");
    }
}

#[test]
fn nothing_of_an_embargoed_release_is_seen_before_its_time() {
    let secret = release(4, "casemate")
        .replace("| Press release", "| Press release\n\nEmbargoed until 4 March 2031, 18:00 (UTC+01:00)");
    let room = press().file("2031/casemate.txt", &secret);
    let shown = |room: &Room| {
        let files = files(room, "public");
        files.iter().any(|(name, bytes)| {
            name.contains("casemate") || bytes.windows(8).any(|part| part.eq_ignore_ascii_case(b"casemate"))
        })
    };
    let before = room.run("build --now 2031-03-04T16:59:59Z").exits(0);
    assert!(before.text().contains("held back: 2031/casemate.txt"), "{}", before.text());
    assert!(!shown(&room));
    assert!(room.run("build --now 2031-03-04T16:59:59Z").exits(0).text().contains("nothing has changed"));
    room.run("build --now 2031-03-04T17:00:00Z").exits(0);
    assert!(shown(&room));
    room.run("build --now 2031-03-04T12:00:00Z").exits(0);
    assert!(!shown(&room), "an earlier moment takes it back");
}

#[test]
fn two_releases_at_one_address_are_named() {
    let room = press().file("pier-again.txt", release(2, "pier"));
    let ran = room.run("build").exits(2);
    let ran = ran.says("`2031/pier.txt` and `pier-again.txt` would both be at `/2031/03/the-pier-of-lund-reopens/`");
    ran.says("hint: give one another title");
    assert!(!room.path("public").exists());
    assert!(room.names().iter().all(|name| !name.contains("chancery-new")), "{:?}", room.names());
}

#[test]
fn a_release_that_is_held_back_again_leaves_its_address() {
    let held = |name: &str, until: &str| {
        let until = format!("| Press release\n\nEmbargoed until {until} March 2031, 18:00 (UTC+01:00)");
        (format!("2031/{name}.txt"), release(4, "casemate").replace("| Press release", &until))
    };
    let (late, text) = held("late", "6");
    let room = press().file(&late, text);
    room.run("build -f md --now 2031-03-07T00:00:00Z").exits(0);
    let (early, text) = held("early", "4");
    let room = room.file(&early, text);
    room.run("build -f md --now 2031-03-07T00:00:00Z").exits(2).says("`2031/early.txt` and `2031/late.txt` would both");
    let ran = room.run("build -f md --now 2031-03-05T00:00:00Z").exits(0);
    assert!(ran.text().contains("held back: 2031/late.txt"), "{}", ran.text());
}

#[test]
fn a_refused_release_is_told_and_the_others_are_published() {
    let room = press().file("2031/broken.txt", b"Ministry\n\n\xFF\xFE\xFF");
    let ran = room.run("build").exits(1);
    assert!(ran.text().contains("refused: 2031/broken.txt") && ran.text().contains("5 releases in "), "{}", ran.text());
    ran.says("broken.txt");
    room.run("build").exits(1).says("broken.txt");
    fs::remove_dir_all(room.path("public")).unwrap();
    let ran = room.run("build --strict").exits(1);
    assert!(ran.text().ends_with("nothing was written\n") && !room.path("public").exists());
}

#[test]
fn editions_lead_to_each_other() {
    let german = release(2, "pier").replace("The pier of Lund reopens", "Der Hafen von Lund ist wieder offen");
    let german =
        german.replace("The pier of Lund was opened again on March 2.", "Der Hafen von Lund wurde wieder geöffnet.");
    let room = press().file("talks.en.txt", release(6, "sound")).file("talks.de.txt", german);
    room.run("build").exits(0);
    let english = room.read("public/2031/03/the-sound-of-lund-reopens/index.html");
    let german = room.read("public/2031/03/der-hafen-von-lund-ist-wieder-offen/index.html");
    assert!(english.contains("hreflang=\"de\" lang=\"de\">Deutsch</a>"), "{english}");
    assert!(
        german.contains("<html lang=\"de\"") && german.contains("hreflang=\"en\" lang=\"en\">English</a>"),
        "{german}"
    );
    let map = room.read("public/sitemap.xml");
    assert_eq!(map.matches("hreflang=\"de\"").count(), 2, "{map}");
    // A reader stays in the language: from the pier of March 2 to the bridge of March 3, past the German text.
    let pier = room.read("public/2031/03/the-pier-of-lund-reopens/index.html");
    for (way, thing) in [("prev", "harbour"), ("next", "bridge")] {
        assert!(
            pier.contains(&format!("rel=\"{way}\" href=\"../../../2031/03/the-{thing}-of-lund-reopens/\"")),
            "{way}"
        );
    }
    assert!(!german.contains("rel=\"prev\"") && !german.contains("rel=\"next\""));
    fs::write(room.path("talks.en.txt"), release(6, "sound") + "\n3. The ministers meet again.\n").unwrap();
    room.run("build").exits(0).says("warning[editions-differ]: paragraph 3 is not in the edition `talks.de.txt`");
    room.run("build --strict").exits(1);
}

#[test]
fn editions_are_joined_by_a_field() {
    let markdown = |field: &str, language: &str, title: &str| {
        format!("---\ntitle: {title}\ndate: 2031-03-06\nlanguage: {language}\n{field}\n---\n\n1. One.\n\n2. Two.\n")
    };
    let room = Room::new()
        .file("chancery.toml", "[site]\nurl = \"https://press.tides.example/\"\n")
        .file("sound.md", markdown("edition_of: sound-2031", "en", "The sound"))
        .file("der-sund.md", markdown("translationKey: sound-2031", "de", "Der Sund"))
        // Joined to the German one by its name, and so to all.
        .file("der-sund.fr.md", markdown("edition_of: \"\"", "fr", "Le détroit"))
        .file("der-sund.de.md", markdown("edition_of: sound-2031", "nl", "De zeestraat"))
        .file("alone.md", markdown("edition_of: another", "es", "Solo"))
        .file("blank.md", markdown("edition_of: \" \"", "it", "Vuoto"))
        .file("bare.md", markdown("edition_of: \" \"", "pt", "Nada"));
    room.run("build").exits(0);
    let map = room.read("public/sitemap.xml");
    for language in ["en", "de", "fr", "nl"] {
        assert_eq!(map.matches(&format!("hreflang=\"{language}\"")).count(), 4, "{map}");
    }
    for language in ["es", "it", "pt"] {
        assert!(!map.contains(&format!("hreflang=\"{language}\"")), "{map}");
    }
    let page = room.read("public/2031/03/the-sound/index.html");
    assert!(page.contains("hreflang=\"fr\" lang=\"fr\""), "{page}");
    // What is published says so too, and reads back.
    for file in ["the-sound.md", "the-sound.json", "index.html"] {
        let read = room.run(&format!("inspect public/2031/03/the-sound/{file}")).exits(0);
        assert!(String::from_utf8_lossy(&read.stdout).contains("sound-2031"), "{file}");
    }
    fs::write(room.path("again.md"), markdown("edition_of: sound-2031", "en", "Again")).unwrap();
    let said = "warning[editions-alike]: the edition `again.md` of the same text has the same language, `en`";
    room.run("build").exits(0).says(said);
}

#[test]
fn files_of_others_stay_and_are_not_replaced() {
    let room = press().file("public/CNAME", "press.tides.example").file("public/assets/seal.png", "not ours");
    room.run("build").exits(0);
    room.run("build --anew").exits(0);
    assert_eq!(
        (room.read("public/CNAME"), room.read("public/assets/seal.png")),
        ("press.tides.example".into(), "not ours".into())
    );
    let room = press().file("public/index.html", "mine");
    room.run("build").exits(2).says("index.html` is in the way");
    assert_eq!(room.read("public/index.html"), "mine");
    let room = press().file("public", "mine");
    room.run("build").exits(2).says("public` is in the way");
    assert_eq!(room.read("public"), "mine");
}

#[cfg(target_os = "linux")]
#[test]
fn a_release_whose_name_is_no_text_is_told_and_the_others_are_published() {
    use std::os::unix::ffi::OsStrExt as _;
    let room = press();
    let name = std::ffi::OsStr::from_bytes(b"tides-\xFF.txt");
    std::fs::write(room.path("").join(name), release(9, "pier")).unwrap();
    room.run("build").exits(1).says("its name is not UTF-8: rename it");
    assert!(room.path("public/2031/03/the-harbour-of-lund-reopens/index.html").is_file());
}

#[test]
fn a_run_that_is_killed_leaves_the_old_site_whole_and_the_next_is_right() {
    let room = press();
    room.run("build").exits(0);
    let old = files(&room, "public");
    fs::write(room.path("2031/dock.txt"), release(9, "dock")).unwrap();
    let mut new: Option<BTreeMap<String, Vec<u8>>> = None;
    for round in 0..12 {
        let mut run = room.command(PROGRAM);
        let mut child = run.args(["build", "--anew"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 7));
        _ = child.kill();
        child.wait().unwrap();
        let now = files(&room, "public");
        assert!(now == old || new.as_ref().is_none_or(|new| now == *new), "round {round}: half a site");
        if now != old {
            new = Some(now);
        }
    }
    room.run("build").exits(0);
    let beside: Vec<String> =
        room.names().into_iter().filter(|name| Path::new(name).components().count() == 1).collect();
    assert_eq!(beside, [".public.chancery-lock", "chancery.toml"]);
    let whole = files(&room, "public");
    assert!(new.is_none_or(|new| new == whole));
    room.run("build -o clean").exits(0);
    let clean = files(&room, "clean");
    assert!(whole.len() > old.len() && whole == clean);
}

#[test]
fn a_release_that_moves_leaves_a_page_at_each_old_address() {
    let room = press();
    let rename = |to: &str| fs::write(room.path("2031/pier.txt"), release(2, to)).unwrap();
    let page = |thing: &str| room.read(&format!("public/2031/03/the-{thing}-of-lund-reopens/index.html"));
    let leads_to = |thing: &str| format!("url=../../../2031/03/the-{thing}-of-lund-reopens/\">");
    room.run("build").exits(0);
    for to in ["jetty", "quay"] {
        rename(to);
        room.run("build").exits(0);
    }
    fs::rename(room.path("2031/pier.txt"), room.path("quay.txt")).unwrap();
    room.run("build").exits(0);
    for old in ["pier", "jetty"] {
        assert!(page(old).contains(&leads_to("quay")) && page(old).contains("noindex"), "{}", page(old));
    }
    assert!(!room.read("public/sitemap.xml").contains("jetty"));
    room.run("build -o clean").exits(0);
    assert_eq!(files(&room, "public"), files(&room, "clean"), "the list is a source");
    fs::write(room.path("2031/new.txt"), release(2, "pier")).unwrap();
    room.run("build").exits(0);
    assert!(!page("pier").contains("http-equiv=\"refresh\""), "a new release takes an old address");
    fs::remove_file(room.path("quay.txt")).unwrap();
    room.run("build")
        .exits(0)
        .says("warning[moved]: `2031/03/the-jetty-of-lund-reopens/` leads to `quay.txt`, which is not there");
    fs::write(room.path("moved.toml"), "\"archive/\" = \"2031/new.txt\"\n").unwrap();
    room.run("build").exits(2).says("would both be at `/archive/`");
    fs::write(room.path("moved.toml"), "\"../x/\" = \"2031/new.txt\"\n").unwrap();
    room.run("build").exits(2).says("`../x/` cannot be an old address");
}

#[test]
fn an_old_address_outlives_a_build_in_which_its_release_was_refused() {
    let room = press();
    room.run("build").exits(0);
    fs::write(room.path("2031/pier.txt"), b"Ministry\n\n\xFF\xFE\xFF").unwrap();
    room.run("build").exits(1);
    assert!(!room.path("public/2031/03/the-pier-of-lund-reopens").exists());
    fs::write(room.path("2031/pier.txt"), release(2, "jetty")).unwrap();
    room.run("build").exits(0);
    let page = room.read("public/2031/03/the-pier-of-lund-reopens/index.html");
    assert!(page.contains("url=../../../2031/03/the-jetty-of-lund-reopens/\">"), "{page}");
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_of_a_site_stays_a_link() {
    let room = press().file("www/CNAME", "press.tides.example");
    std::os::unix::fs::symlink("www", room.path("public")).unwrap();
    room.run("build").exits(0);
    room.run("build --anew").exits(0);
    assert!(room.path("public").is_symlink() && room.path("www/index.html").is_file());
}

#[test]
fn a_withdrawn_release_keeps_its_address_and_says_so() {
    let text =
        release(2, "pier").replace("Press release\n", "Press release\n\nWITHDRAWN on 9 March 2031: wrong pier\n");
    let room = press().file("2031/pier.txt", text);
    room.run("build").exits(0);
    let site = files(&room, "public");
    let of_pier = |ending: &str| {
        let bytes = &site[&format!("2031/03/the-pier-of-lund-reopens/{ending}")];
        String::from_utf8_lossy(bytes).into_owned()
    };
    assert!(of_pier("index.html").contains("<strong>Withdrawn on 9 March 2031</strong>"));
    assert!(of_pier("index.html").contains("\"creativeWorkStatus\":\"Withdrawn\""), "{}", of_pier("index.html"));
    assert!(of_pier("the-pier-of-lund-reopens.md").contains("> **Withdrawn on 9 March 2031**"));
    assert!(of_pier("the-pier-of-lund-reopens.json").contains("\"at\": \"2031-03-09\""));
    let feed: serde_json::Value = serde_json::from_slice(&site["feed.json"]).unwrap();
    let entry =
        feed["items"].as_array().unwrap().iter().find(|item| item["title"] == "[Withdrawn] The pier of Lund reopens");
    assert_eq!(entry.expect("it is in the feed")["date_modified"], "2031-03-09T00:00:00Z");
    let list = |name: &str| String::from_utf8_lossy(&site[name]).into_owned();
    assert!(list("2031/page/2/index.html").contains("<span class=\"mark\">Withdrawn</span>"));
}

#[test]
fn pages_are_light_and_say_what_they_are_to_others() {
    let room = Room::new();
    room.run("init press").exits(0);
    room.run("build press").exits(0);
    const MOST_BYTES: usize = 30_000;
    for (name, bytes) in files(&room, "press/public").iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let linked: Vec<String> = values(page, "href");
        let icon =
            linked.iter().find(|href| href.contains("assets/icon.")).unwrap_or_else(|| panic!("{name}: no icon"));
        assert!(room.path(&format!("press/public/assets/{}", icon.rsplit('/').next().unwrap())).is_file());
        assert!(["og:type", "og:title"].iter().all(|key| page.contains(&format!("property=\"{key}\""))), "{name}");
        let words: usize = page.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words.len()).sum();
        assert!(bytes.len() < MOST_BYTES + words, "{name}: {} bytes", bytes.len());
    }
}

#[test]
fn a_beginning_is_a_site() {
    let room = Room::new();
    room.run("init press").exits(0);
    let ran = room.run("build press").exits(0);
    assert!(ran.text().contains("2 releases in press/public"), "{}", ran.text());
    assert!(room.path("press/public/index.html").is_file());
    room.run("init press").exits(0);
    fs::write(room.path("press/chancery.toml"), "# mine").unwrap();
    room.run("init press").exits(2).says("is there already and is different");
}
