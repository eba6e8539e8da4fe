//! `check` before publication, and what becomes of a diagnostic by its code.

use super::{Room, TIDES};

/// A release with a placeholder, which is a warning, and two spaces, which are a note.
fn unfinished() -> Room {
    Room::new().file("tides.txt", TIDES.replace("March 3 by", "[date] by").replace("eleven months", "eleven  months"))
}

#[test]
fn check_says_what_an_editor_would() {
    let ran = unfinished().run("check tides.txt --diagnostics short").exits(0);
    ran.says("tides.txt:7:44: warning: `[date]` was left in [placeholder]").says("note: two spaces");
}

#[test]
fn render_leaves_matters_of_style_to_check() {
    let ran = unfinished().run("render tides.txt -f json --diagnostics short").exits(0).says("[placeholder]");
    assert!(!ran.stderr.contains("double-space"), "{}", ran.stderr);
    unfinished().run("render tides.txt -f json --deny double-space").exits(1).says("error[double-space]");
}

#[test]
fn a_code_is_denied_or_allowed() {
    let room = unfinished();
    room.run("check tides.txt --deny no-date,placeholder").exits(1).says("error[placeholder]");
    let ran = room.run("check tides.txt --strict --allow placeholder --allow double-space").exits(0);
    assert_eq!(ran.stderr, "");
    room.run("check tides.txt --allow placeholder --deny placeholder").exits(1);
    room.run("render tides.txt -f json --deny placeholder").exits(1);
    assert_eq!(room.names(), ["tides.txt"]);
}

#[test]
fn the_command_line_wins_over_the_file() {
    let room = unfinished().file("chancery.toml", "deny = ['placeholder']\nallow = 'double-space, no-date'\n");
    let ran = room.run("check tides.txt").exits(1).says("error[placeholder]");
    assert!(!ran.stderr.contains("double-space"), "{}", ran.stderr);
    room.run("check tides.txt --allow placeholder").exits(0);
    room.run("check tides.txt --deny double-space --allow placeholder").exits(1).says("error[double-space]");
    assert!(room.run("config tides.txt").exits(0).text().contains("deny = [\"placeholder\"]"));
}

#[test]
fn an_error_is_not_hidden() {
    let room = Room::new().file("empty.txt", "");
    room.run("check empty.txt --allow empty-release").exits(1).says("error[empty-release]");
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let room = unfinished();
    room.run("check tides.txt --deny place-holder").exits(2).says("`place-holder` in `--deny`").says("`placeholder`?");
    room.run("render tides.txt -f md --allow qwertyuiop").exits(2).says("docs/diagnostics.md");
    let room = room.file("chancery.toml", "deny = ['no-dat']\n");
    room.run("check tides.txt")
        .exits(2)
        .says("error[bad-value]")
        .says("did you mean `no-date`?")
        .says("chancery.toml:1:8");
}

#[test]
fn a_code_is_explained() {
    let ran = Room::new().run("check --explain embargo-end").exits(0);
    assert!(ran.text().starts_with("embargo-end\n\nWarning. An embargo does not say when it ends"), "{}", ran.text());
    assert!(!ran.text().contains("##"), "{}", ran.text());
    Room::new().run("check --explain bad-value").exits(0);
    Room::new().run("check --explain embargo").exits(2).says("in `--explain`");
}

#[test]
fn today_tells_a_date_in_the_future() {
    let room = Room::with_tides();
    room.run("check tides.txt --date 2031-03-02").exits(0).says("date-in-future");
    assert_eq!(room.run("check tides.txt --date 2031-03-03 --strict").exits(0).stderr, "");
}
