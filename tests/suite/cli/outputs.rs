//! Where outputs go.

use super::room::PROGRAM;
use super::{Room, TIDES};
use std::fs;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::process::Stdio;

#[test]
fn one_format_to_one_file() {
    let room = Room::with_tides();
    room.run("render tides.txt -o here.md").exits(0);
    room.run("render tides.txt -o HERE.HTM").exits(0);
    room.run("render tides.txt -f json -o model").exits(0);
    assert_eq!(room.names(), ["HERE.HTM", "here.md", "model", "tides.txt"]);
    assert!(room.read("model").starts_with('{'));
}

#[test]
fn a_folder_where_a_folder_is_meant() {
    let room = Room::with_tides();
    fs::create_dir(room.path("there")).unwrap();
    room.run("render tides.txt -f md -o there").exits(0);
    room.run("render tides.txt -f md -o new/").exits(0);
    room.run("render tides.txt -f md,json -o both").exits(0);
    assert_eq!(room.names(), ["both/tides.json", "both/tides.md", "new/tides.md", "there/tides.md", "tides.txt"]);
}

#[test]
fn many_inputs_into_a_folder() {
    let room = Room::with_tides().file("in/ebb.txt", TIDES);
    room.run("render tides.txt in/ebb.txt -f md -f json,md -o out").exits(0);
    let outputs = ["out/ebb.json", "out/ebb.md", "out/tides.json", "out/tides.md"];
    assert_eq!(room.names()[1..5], outputs);
}

#[test]
fn a_file_is_no_folder() {
    let room = Room::with_tides().file("there", "earlier");
    room.run("render tides.txt -f md,json -o there").exits(2).says("cannot write `there/tides.md`").says("hint");
    room.run("render tides.txt -f md -o there/").exits(2).says("there");
    assert_eq!(room.read("there"), "earlier");
}

#[test]
fn beside_the_input_without_a_place() {
    let room = Room::new().file("in/ebb.txt", TIDES);
    room.run("render in/ebb.txt -f md").exits(0);
    assert_eq!(room.names(), ["in/ebb.md", "in/ebb.txt"]);
}

#[test]
fn from_stdin_to_stdout() {
    let room = Room::with_tides();
    room.run("render tides.txt -f md").exits(0);
    let piped = room.pipe("render - -f md", TIDES.as_bytes()).exits(0);
    assert_eq!(piped.text(), room.read("tides.md"));
    let piped = room.pipe("render - -f md -o -", TIDES.as_bytes()).exits(0);
    assert_eq!(piped.text(), room.read("tides.md"));
    room.pipe("render - -f md,json -o out/", TIDES.as_bytes()).exits(0);
    assert!(room.path("out/release.json").exists());
    room.pipe("render - -f md,json", TIDES.as_bytes()).exits(2).says("2 outputs cannot all go to stdout");
    room.run("render tides.txt -f md,json -o -").exits(2).says("2 outputs cannot all go to stdout");
    for words in ["render - - -f md", "render - tides.txt - -f md -o out/", "check - -"] {
        room.pipe(words, TIDES.as_bytes()).exits(2).says("stdin is named twice");
    }
}

#[test]
fn a_format_must_be_told() {
    let room = Room::with_tides();
    for words in ["render tides.txt", "render tides.txt -o x", "render tides.txt -o out/", "render tides.txt -o -"] {
        room.run(words).exits(2).says("no format is given for `tides.txt`").says("-f md,html,pdf,json");
    }
    room.run("render tides.txt -f docx").exits(2).says("docx").says("md, html, pdf, json");
    assert_eq!(room.names(), ["tides.txt"]);
}

#[test]
fn outputs_of_one_name_are_refused_before_anything_is_written() {
    let room = Room::new().file("a/tides.txt", TIDES).file("b/tides.txt", TIDES).file("c/ebb.txt", TIDES);
    let ran = room.run("render c/ebb.txt a/tides.txt b/tides.txt -f md -o out").exits(2);
    ran.says("`a/tides.txt` and `b/tides.txt` would both be written to `out/tides.md`");
    assert!(!room.path("out").exists());
    room.run("render a/tides.txt a/../a/tides.txt -f md").exits(2).says("would both be written");
}

#[test]
fn an_input_is_not_overwritten() {
    let room = Room::with_tides();
    room.run("render tides.txt -f json").exits(0);
    let ran = room.run("render tides.json -f md,json").exits(2);
    ran.says("writing `tides.json` would overwrite the input `tides.json`");
    symlink("tides.txt", room.path("link.md")).unwrap();
    room.run("render tides.txt -o link.md").exits(2).says("would overwrite the input `tides.txt`");
    assert_eq!(room.read("tides.txt"), TIDES);
}

#[test]
fn a_link_and_a_pipe_are_written_through() {
    let room = Room::with_tides();
    symlink("real.md", room.path("link.md")).unwrap();
    room.run("render tides.txt -o link.md").exits(0);
    assert!(room.path("link.md").is_symlink() && room.path("real.md").is_file());
    let through = room.shell("chancery render tides.txt -f md -o /dev/stdout | cat").exits(0);
    assert_eq!(through.text(), room.read("real.md"));
    let through = room.shell("mkfifo pipe; cat pipe & chancery render tides.txt -f md -o pipe; wait").exits(0);
    assert_eq!(through.text(), room.read("real.md"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let room = Room::with_tides();
    for words in ["schema", "render tides.txt -f json -o -", "render tides.txt -f md -o /dev/stdout", "man", "--help"] {
        let mut command = room.command(PROGRAM);
        command.args(words.split_whitespace()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{words}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let room = Room::with_tides();
    room.run("render tides.txt -f md,html,pdf,json -o one").exits(0);
    room.run("render tides.txt -f md,html,pdf,json -o two").exits(0);
    for name in ["tides.md", "tides.html", "tides.pdf", "tides.json"] {
        let bytes = |folder| fs::read(room.path(folder).join(name)).unwrap();
        assert!(bytes("one") == bytes("two"), "{name}");
    }
}

#[test]
fn under_strict_a_warning_is_an_error_and_nothing_is_written() {
    let room = Room::new().file("odd.txt", TIDES.replace("2. The repairs", "4. The repairs"));
    let warned = room.run("check odd.txt").exits(0);
    assert!(warned.stderr.contains("warning["), "{warned:?}");
    room.run("check odd.txt --strict").exits(1);
    room.run("render odd.txt -f md --strict").exits(1);
    assert_eq!(room.names(), ["odd.txt"]);
    room.run("render odd.txt -f md").exits(0);
    assert_eq!(room.names(), ["odd.md", "odd.txt"]);
}

#[test]
fn templates_and_styles_can_be_taken_out() {
    let room = Room::new();
    let ran = room.run("theme export my").exits(0);
    assert!(room.names().iter().any(|name| name.starts_with("my/templates/")));
    assert_eq!(ran.text().lines().count(), room.names().len());
    room.run("theme export my").exits(0);
    let style = room.names().pop().unwrap();
    fs::write(room.path(&style), "changed").unwrap();
    room.run("theme export my").exits(2).says("is there already and is different");
    assert_eq!(room.read(&style), "changed");
}
