//! What is said, in which form.

use super::{Room, TIDES};

#[test]
fn diagnostics_come_in_three_forms() {
    let room = Room::new().file("empty.txt", "");
    room.run("check empty.txt").exits(1).says("error[empty-release]: ").says(" --> empty.txt");
    room.run("check empty.txt --diagnostics short").exits(1).says("empty.txt:1:1: error: ");
    for words in ["check empty.txt --diagnostics json", "check absent.txt --diagnostics json"] {
        let ran = room.run(words);
        for line in ran.stderr.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(line["severity"], "error");
        }
    }
}

#[test]
fn colours_are_for_terminals() {
    let room = Room::new().file("empty.txt", "");
    let coloured = |words: &str| room.run(words).stderr.contains('\u{1b}');
    assert!(!coloured("check empty.txt"));
    assert!(coloured("check empty.txt --color always"));
    assert!(!coloured("check empty.txt --color always --diagnostics json"));
    let forced = room.shell("NO_COLOR=1 CLICOLOR_FORCE=0 chancery check empty.txt");
    assert!(!forced.stderr.contains('\u{1b}'));
}

#[test]
fn quiet_keeps_errors() {
    let room = Room::with_tides().file("empty.txt", "");
    assert_eq!(room.run("check tides.txt -q").exits(0).stderr, "");
    room.run("check empty.txt -q").exits(1).says("error");
}

#[test]
fn inspect_shows_fields_with_their_lines() {
    let room = Room::with_tides();
    let ran = room.run("inspect tides.txt").exits(0);
    let line = |start: &str| ran.text().lines().find(|line| line.trim_start().starts_with(start)).unwrap();
    assert!(line("issuer").ends_with("Ministry of Tides of the Republic of Vessland  (line 1)"));
    assert!(line("title").ends_with("Harbour of Lund reopens after repairs  (line 5)"));
    assert!(line("reference").ends_with("  -"));
    assert!(line("line 7").contains("1. The harbour of Lund"));
    room.pipe("inspect -", TIDES.as_bytes()).exits(0);
}

#[test]
fn there_is_nothing_to_say_of_a_plain_release() {
    let ran = Room::with_tides().run("render tides.txt -f md,html,pdf,json -o out --no-system-fonts --strict").exits(0);
    assert_eq!(ran.stderr, "");
}

#[test]
fn the_schema_is_json() {
    let ran = Room::new().run("schema").exits(0);
    let schema: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(schema["title"], "Release");
}

#[test]
fn a_mistake_in_the_command_is_exit_2() {
    let room = Room::new();
    room.run("").exits(2);
    room.run("rendre x").exits(2).says("render");
    room.run("render").exits(2).says("<INPUT>");
    room.run("render x --profile gitbook").exits(2).says("hugo");
    room.run("render x --date tomorrow").exits(2).says("tomorrow").says("a day such as 2031-03-03");
    room.run("man nothing")
        .exits(2)
        .says("there is no command `nothing`")
        .says("there are render, init, build, serve, watch, index, stream, check");
}
