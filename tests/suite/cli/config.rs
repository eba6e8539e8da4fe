//! `chancery.toml`.

use super::{Room, TIDES};

#[test]
fn options_come_from_the_first_file_upward() {
    let room = Room::new().file("site/a/tides.txt", TIDES).file("site/b/tides.txt", TIDES);
    let room = room.file("site/chancery.toml", "format = ['md', 'json']\noutput = 'public/'\n");
    let room = room.file("site/b/chancery.toml", "format = 'json'\n");
    room.run("render site/a/tides.txt").exits(0);
    assert!(room.path("site/public/tides.md").exists() && room.path("site/public/tides.json").exists());
    room.run("render site/b/tides.txt").exits(0);
    assert!(room.path("site/b/tides.json").exists() && !room.path("site/b/tides.md").exists());
}

#[test]
fn the_command_line_wins_key_by_key() {
    let config = "format = 'md'\nstrict = true\nset.issuer = 'Ministry of Ebb'\nset.language = 'en-GB'\n";
    let room = Room::with_tides().file("chancery.toml", config);
    room.run("render tides.txt -f json --set classification=OFFICIAL --set issuer=Port --strict=false").exits(0);
    assert_eq!(room.names(), ["chancery.toml", "tides.json", "tides.txt"]);
    let json = room.read("tides.json");
    for value in ["\"Port\"", "\"en-GB\"", "\"OFFICIAL\""] {
        assert!(json.contains(value), "{json}");
    }
}

#[test]
fn what_is_wrong_in_it_is_shown() {
    let bad = "formats = 'md'\nprofile = 'gitbook'\nstrict = 1\ndate = 'soon'\n[set]\nisuer = 'x'\n";
    let ran = Room::with_tides().file("chancery.toml", bad).run("render tides.txt -f md").exits(2);
    let ran =
        ran.says("error[unknown-key]: unknown key `formats`").says("did you mean `format`?").says("chancery.toml:1:1");
    let ran = ran.says("found `'gitbook'`").says("hugo").says("expected `true` or `false`, found `1`");
    ran.says("a date such as 2031-03-03").says("`isuer`").says("chancery.toml:6:1");
    let ran = Room::with_tides().file("chancery.toml", "format = \n").run("check tides.txt").exits(2);
    ran.says("error[toml-syntax]").says("chancery.toml:1:10");
}

#[test]
fn it_says_how_to_speak() {
    let room = Room::new().file("empty.txt", "").file("chancery.toml", "diagnostics = 'short'\n");
    room.run("check empty.txt").exits(1).says("empty.txt:1:1: error:");
    room.run("check empty.txt --diagnostics json").exits(1).says("\"code\":\"empty-release\"");
}

#[test]
fn each_value_says_where_it_came_from() {
    let room = Room::with_tides().file("chancery.toml", "profile = 'hugo'\noutput = 'out/'\ndate = 2031-03-03\n");
    let ran = room.run("config tides.txt -f md,pdf --set issuer=Port").exits(0);
    let line = |start: &str| ran.text().lines().find(|line| line.starts_with(start)).unwrap();
    assert!(line("format = [\"md\", \"pdf\"]").ends_with("# command line"));
    assert!(line("profile = \"hugo\"").ends_with("chancery.toml:1"));
    assert!(line("output = ").contains("/out/\""), "paths are relative to the file");
    assert!(line("date = \"2031-03-03\"").ends_with("chancery.toml:3"));
    assert!(line("strict = false").ends_with("# default"));
    assert!(line("issuer = \"Port\"").ends_with("# command line"));
}

#[test]
fn what_config_prints_is_a_config() {
    let room = Room::with_tides();
    let printed = room.run("config -f md --style a.css --set issuer=Port").exits(0);
    let room = room.file("chancery.toml", printed.stdout);
    room.run("config tides.txt").exits(0);
}
