//! Each bad input has its own message and exit code, and leaves earlier outputs as they were.

use super::room::PROGRAM;
use super::{Ran, Room, TIDES};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;

/// Renders `bad.txt` over an earlier output, which must not change.
#[track_caller]
fn refuse(contents: impl AsRef<[u8]>, code: i32) -> Ran {
    let room = Room::new().file("bad.txt", contents).file("bad.md", "earlier");
    let ran = room.run("render bad.txt -f md").exits(code);
    assert_eq!(room.read("bad.md"), "earlier");
    assert_eq!(room.names(), ["bad.md", "bad.txt"]);
    ran
}

/// Renders `odd.txt` as Markdown and JSON, which must work.
#[track_caller]
fn accept(contents: impl AsRef<[u8]>) -> Ran {
    let room = Room::new().file("odd.txt", contents);
    let ran = room.run("render odd.txt -f md,json --quiet -o out/").exits(0);
    assert_eq!(room.names(), ["odd.txt", "out/odd.json", "out/odd.md"]);
    ran
}

#[test]
fn an_empty_file_is_an_error_of_the_release() {
    refuse("", 1).says("error[empty-release]").says("bad.txt");
    refuse(" \n\t\n", 1).says("error[empty-release]");
    refuse(b"\xEF\xBB\xBF", 1).says("error[empty-release]");
}

#[test]
fn what_is_not_utf8_says_which_byte() {
    refuse(b"Minist\xE8re", 2).says("`bad.txt` is not UTF-8: the byte at offset 6 does not fit").says("iconv");
    refuse(b"\xFF\xFEa\0b", 2).says("begins as UTF-16, but the byte at offset 4 does not fit");
}

#[test]
fn marks_at_the_start_are_understood() {
    accept([b"\xEF\xBB\xBF".as_slice(), TIDES.as_bytes()].concat());
    let units = TIDES.encode_utf16().flat_map(u16::to_le_bytes);
    accept([0xFF, 0xFE].into_iter().chain(units).collect::<Vec<u8>>());
}

#[test]
fn a_binary_file_is_named() {
    refuse(b"%PDF-1.7\n%\xE2\xE3", 2).says("is a PDF file, not a text").says("chancery extract bad.txt");
    refuse(b"PK\x03\x04....", 2).says("Word document").says("plain text");
    refuse([0u8, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9, 0], 2).says("NUL bytes, the first at offset 0");
}

#[test]
fn a_file_of_100_mb_is_too_large() {
    let room = Room::new();
    File::create(room.path("large.txt")).unwrap().set_len(100_000_000).unwrap();
    room.run("render large.txt -f md").exits(2).says("larger than the 64 MiB").says("hint");
    room.pipe("check -", &vec![b'a'; 70_000_000]).exits(2).says("`<stdin>` is larger");
}

#[test]
fn a_folder_is_not_a_release() {
    let room = Room::with_tides();
    room.run("render . -f md").exits(2).says("cannot read `.`").says("directory").says("*.txt");
}

#[test]
fn a_missing_file_is_named() {
    Room::new().run("render absent.txt -f md").exits(2).says("cannot read `absent.txt`").says("No such file");
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let room = Room::with_tides();
    fs::set_permissions(room.path("tides.txt"), Permissions::from_mode(0o000)).unwrap();
    let Some(ran) = powerless(&room, "render tides.txt -f md") else { return };
    ran.exits(2).says("cannot read `tides.txt`").says("Permission denied").says("hint");
}

#[test]
fn a_folder_that_may_not_be_written_keeps_what_it_has() {
    let room = Room::with_tides().file("out/tides.md", "earlier");
    fs::set_permissions(room.path("out"), Permissions::from_mode(0o555)).unwrap();
    let ran = powerless(&room, "render tides.txt -f md,html -o out");
    fs::set_permissions(room.path("out"), Permissions::from_mode(0o755)).unwrap();
    let Some(ran) = ran else { return };
    ran.exits(2).says("cannot write `out/tides.md`").says("Permission denied").says("untouched");
    assert_eq!(room.names(), ["out/tides.md", "tides.txt"]);
    assert_eq!(room.read("out/tides.md"), "earlier");
}

#[test]
fn a_file_that_may_not_be_written_keeps_what_it_has() {
    let room = Room::with_tides().file("tides.md", "earlier");
    fs::set_permissions(room.path("tides.md"), Permissions::from_mode(0o444)).unwrap();
    let Some(ran) = powerless(&room, "render tides.txt -f md") else { return };
    ran.exits(2).says("cannot write `tides.md`").says("Permission denied");
    assert_eq!(room.read("tides.md"), "earlier");
}

#[test]
fn a_full_disk_is_said() {
    let room = Room::with_tides();
    room.run("render tides.txt -f md -o /dev/full").exits(2).says("cannot write `/dev/full`").says("No space left");
    let ran = room.shell("chancery render tides.txt -f md -o - > /dev/full");
    ran.exits(2).says("cannot write to stdout").says("No space left");
}

#[test]
fn a_full_disk_leaves_earlier_outputs() {
    let large = format!("{TIDES}\n3. {}\n", "The sea is wide. ".repeat(10_000));
    let room = Room::new().file("tides.txt", large);
    fs::create_dir(room.path("disk")).unwrap();
    let mount = "mount -t tmpfs -o size=64k none disk && echo earlier > disk/tides.md";
    let after = "ls -A disk && cat disk/tides.md";
    let line =
        format!("{mount} || exit 99; '{PROGRAM}' render tides.txt -f md,html -o disk; code=$?; {after}; exit $code");
    let ran: Ran = room.command("unshare").args(["-rm", "sh", "-c", &line]).output().unwrap().into();
    if ran.code == 99 || ran.stderr.contains("unshare failed") {
        return skip(&format!("no small disk can be mounted here: {}", ran.stderr));
    }
    assert_eq!(ran.exits(2).says("No space left").says("make room").text(), "tides.md\nearlier\n");
}

#[test]
fn a_long_line_is_shown_through_a_window() {
    let line = "The sea is wide. ".repeat(600_000);
    assert!(line.len() > 10_000_000);
    let ran = accept(format!("{TIDES}\n3. {line}\n"));
    assert!(ran.stderr.len() < 100_000);
}

#[test]
fn a_hundred_thousand_paragraphs_are_fine() {
    let paragraphs: String = (3..100_000).map(|number| format!("\n{number}. The sea is wide.\n")).collect();
    accept(format!("{TIDES}{paragraphs}"));
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let room = Room::new().file("odd.txt", format!("{TIDES}\n3. A bell \u{7} and \u{1b}[31m a \0 nothing.\n"));
    let ran = room.run("check odd.txt --color never");
    assert!(ran.code < 2 && !ran.stderr.contains('\u{1b}') && !ran.stderr.contains('\0'), "{ran:?}");
    let ran = room.run("inspect odd.txt --color never").exits(0);
    assert!(!ran.stdout.contains(&0x1b));
}

#[test]
fn deep_json_does_not_end_the_process() {
    let deep = format!("{{\"body\":{}", "[{\"quote\":{\"blocks\":".repeat(100_000));
    let ran = Room::new().file("deep.json", deep).run("render deep.json -f md -o out.md");
    assert!(ran.code == 1 || ran.code == 2 || ran.code == 0, "{ran:?}");
}

#[test]
fn an_unknown_key_is_answered_with_the_nearest() {
    let ran = Room::with_tides().run("render tides.txt -f md --set isuer=Tides").exits(2);
    ran.says("unknown key `isuer`").says("did you mean `issuer`?").says("classification");
    Room::with_tides().run("render tides.txt -f md --set issuer").exits(2).says("KEY=VALUE");
}

#[test]
fn one_bad_input_does_not_stop_the_others() {
    let room = Room::with_tides().file("empty.txt", "");
    room.run("render empty.txt tides.txt -f md").exits(1).says("empty-release");
    assert_eq!(room.names(), ["empty.txt", "tides.md", "tides.txt"]);
    room.run("render absent.txt empty.txt tides.txt -f html").exits(2).says("absent.txt").says("empty.txt");
    assert!(room.path("tides.html").exists());
}

/// Runs without the power of root to pass over permissions; `None` where that cannot be had.
pub(super) fn powerless(room: &Room, words: &str) -> Option<Ran> {
    let mut command = room.command("setpriv");
    command.args(["--inh-caps=-all", "--bounding-set=-all", PROGRAM]).args(words.split_whitespace());
    let tried = command.output().map(Ran::from);
    match tried {
        Ok(ran) if !ran.stderr.contains("setpriv:") => Some(ran),
        _ if File::open("/proc/1/environ").is_err() => Some(room.run(words)),
        _ => {
            skip("permissions do not bind root, and setpriv is not there");
            None
        }
    }
}

#[expect(clippy::print_stderr, reason = "a test that does not run says why")]
fn skip(reason: &str) {
    eprintln!("skipped: {reason}");
}
