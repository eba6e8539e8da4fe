//! `chancery build`: which files below a folder are releases of its site, and what is said of those that are not.

use super::room::Room;
use super::site::{files, press, release};
use std::fs;

#[test]
fn releases_below_other_settings_are_not_published() {
    let room = press();
    room.run("build -f md").exits(0);
    let room = room
        .file("2031/held/chancery.toml", "[set]\nembargoed = \"2040-01-01\"\n")
        .file("2031/held/a.txt", release(6, "casemate"))
        .file("2031/held/deep/b.txt", release(7, "casemate"))
        .file("looks/chancery.toml", "# no release is below it\n");
    let ran = room.run("build -f md").exits(1);
    assert!(ran.text().contains("refused: 2031/held/a.txt\nrefused: 2031/held/deep/b.txt\n"), "{}", ran.text());
    let ran = ran.says("2031/held/chancery.toml` holds for the releases beside and below it");
    assert_eq!(ran.says("hint: name its folder to `chancery build`").stderr.matches("error").count(), 1);
    assert!(files(&room, "public").keys().all(|name| !name.contains("casemate")));
    // What was published before is taken away.
    fs::write(room.path("2031/chancery.toml"), "").unwrap();
    let ran = room.run("build -f md").exits(1);
    assert!(ran.text().contains("0 releases in "), "{}", ran.text());
    let ran = room.run("build -f md --shard 2/2 --now 2031-06-01T09:00:00Z").exits(1);
    assert_eq!(ran.says("2031/chancery.toml` holds").stderr.matches("error").count(), 1);
    // Its own folder has its own settings.
    let ran = room.run("build 2031/held -f md -o held --now 2031-06-01T09:00:00Z").exits(0);
    assert!(ran.text().contains("held back: a.txt"), "{}", ran.text());
}

#[cfg(unix)]
#[test]
fn folders_that_are_not_read_are_named() {
    use std::os::unix::fs::symlink;
    let deep = "d/".repeat(34);
    let room = press()
        .file(&format!("{deep}a.txt"), release(6, "casemate"))
        .file("elsewhere/2030/a.txt", release(7, "tower"))
        .file("pictures/a.svg", "<svg/>")
        .file("work/2032/b.txt", release(8, "dock"));
    for (to, link) in [("../elsewhere", "work/link"), ("../pictures", "work/photos"), ("2032", "work/again")] {
        symlink(to, room.path(link)).unwrap();
    }
    let said = "warning[folder-not-read]: the releases in the folder";
    for _ in 0..2 {
        let ran = room.run("build work -f md").exits(0).says(&format!("{said} `link` are not read: it is a link"));
        assert_eq!(ran.stderr.matches("folder-not-read").count(), 1, "{}", ran.stderr);
    }
    room.run("build work -f md --strict -o strict").exits(1);
    assert!(!room.path("strict").exists());
    fs::remove_file(room.path("work/link")).unwrap();
    room.run("build -f md").exits(0).says("d/d` are not read: it is deeper than 32 folders");
    let shard = |number| room.run(&format!("build -f md --shard {number}/2 --now 2031-06-01T09:00:00Z"));
    let told = [1, 2].map(|number| shard(number).stderr.matches("folder-not-read").count());
    assert_eq!(told, [1, 0], "each thing is said once");
}

#[test]
fn what_tells_of_a_folder_is_no_release_in_any_language() {
    let room = press();
    let others = ["README.md", "README.en.md", "Changelog.de.md", "license.zh-Hant.txt", "2031/readme.fr.txt"];
    let room = others.iter().fold(room, |room, name| room.file(name, release(6, "casemate")));
    let room = room.file("readme.about-piers.txt", release(7, "tower"));
    let ran = room.run("build -f md").exits(0);
    assert!(ran.text().contains("6 releases in "), "{}", ran.text());
}

#[test]
fn an_address_that_leads_nowhere_is_told() {
    let pattern = |pattern: &str| format!("[site]\naddress = '{pattern}'\n");
    let room = press();
    let build = |text: &str| {
        fs::write(room.path("chancery.toml"), text).unwrap();
        room.run("build -f md")
    };
    build(&pattern("/q?x/{slug}/")).exits(2).says("it has '?', which is no letter of a path");
    build(&pattern("/%2e%2e/{slug}/")).exits(2).says("it has '%'");
    for both in ["index.html", "404.html"] {
        let ran = build(&pattern(&format!("/{both}/{{slug}}/"))).exits(2);
        ran.says(&format!("{both}` would be both a file and a folder")).says("hint: give it another name");
    }
    fs::write(room.path("chancery.toml"), "[site]\nurl = \"https://press.tides.example/\"\n").unwrap();
    fs::write(room.path("moved.toml"), "\"feed.xml/\" = \"2031/pier.txt\"\n").unwrap();
    room.run("build -f md").exits(2).says("feed.xml` would be both a file and a folder");
    assert!(!room.path("public").exists());
}

#[test]
fn old_addresses_lead_to_releases() {
    let room = press().file("moved.toml", "\"a/\" = \"./2031/pier.txt\"\n\"b/\" = \"chancery.toml\"\n");
    let ran = room.run("build -f md").exits(0);
    assert_eq!(ran.says("`b/` leads to `chancery.toml`, which is no release").stderr.matches("moved").count(), 2);
    assert!(room.read("public/a/index.html").contains("url=../2031/03/the-pier-of-lund-reopens/"));
    assert!(!room.path("public/b").exists());
}

#[test]
fn a_template_that_no_site_has_a_use_for_is_refused() {
    let room = press().file("_page.html", "{{ title }}").file("_page.md", "mine: {{ title }}");
    room.run("build -f md --template _page.html")
        .exits(2)
        .says("a site shows nothing with the template `_page.html`")
        .says("hint: its pages are drawn by `templates/release.html` of a theme");
    room.run("build -f md --template _page.md").exits(0);
    assert!(room.read("public/2031/03/the-pier-of-lund-reopens/the-pier-of-lund-reopens.md").contains("mine: "));
}

/// It would be waited for.
#[cfg(unix)]
#[test]
fn a_pipe_is_no_picture() {
    let text = "---\ntitle: The crane\ndate: 2031-03-09\n---\n\n![A crane](crane.png)\n\n1. It stands.\n";
    let room = Room::new().file("chancery.toml", "").file("crane.md", text);
    assert!(room.shell("mkfifo crane.png").code == 0);
    room.run("build -f html").exits(0).says("the picture `crane.png` is not shown: it is not a file");
}

#[test]
fn a_strict_site_is_not_written_over_a_doubt_of_what_is_held_back() {
    let text = "---\ntitle: The crane\ndate: 2031-03-01\nembargoed: next week\n---\n\n1. It stands.\n";
    let room = Room::new().file("chancery.toml", "").file("crane.md", text);
    let now = "--now 2031-03-03T09:00:00Z -f html";
    assert!(room.run(&format!("build {now}")).exits(0).text().contains("held back: crane.md"));
    let ran = room.run(&format!("build {now} --strict -o strict")).exits(1);
    assert!(ran.text().ends_with("nothing was written\n") && !room.path("strict").exists(), "{}", ran.text());
}
