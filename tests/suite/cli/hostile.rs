//! What a hostile or unlucky person gives: it is said and bounded, and nothing of theirs is lost.

use super::room::PROGRAM;
use super::{Room, TIDES};
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn what_an_output_is_made_with_is_not_overwritten() {
    let room = Room::with_tides().file("my.md", "# {{ name }}").file("my.css", "p { color: #333 }");
    let ran = room.run("render tides.txt -o my.md --template my.md").exits(2);
    ran.says("writing `my.md` would overwrite `my.md`, which it is made with").says("-o");
    room.run("render tides.txt -f html -o ./my.css --style my.css").exits(2).says("would overwrite `my.css`");
    assert_eq!((room.read("my.md"), room.read("my.css")), ("# {{ name }}".into(), "p { color: #333 }".into()));
}

#[test]
fn an_ending_that_is_no_format_is_named() {
    let room = Room::with_tides();
    room.run("render tides.txt -o tides.docx").exits(2).says("`.docx` of `tides.docx` is no format").says("`.pdf`");
    room.run("render tides.txt -o tides").exits(2).says("no format is given");
    assert_eq!(room.names(), ["tides.txt"]);
}

#[test]
fn a_template_that_makes_none_of_the_formats_is_refused() {
    let room = Room::with_tides().file("my.html", "{{ name }}");
    room.run("render tides.txt -f md --template my.html").exits(2).says("`my.html` makes no md").says("`.pdf.html`");
    let room = room.file("chancery.toml", "template = \"my.html\"");
    room.run("render tides.txt -f md").exits(0);
}

#[test]
fn a_missing_template_or_folder_of_fonts_is_named() {
    let room = Room::with_tides();
    room.run("render tides.txt -f md --template absent.md").exits(2).says("no template `absent.md`, neither a file");
    room.run("render tides.txt -f pdf --font-path absent").exits(2).says("cannot read `absent`").says("No such file");
    assert_eq!(room.names(), ["tides.txt"]);
}

#[test]
fn a_loop_in_a_loop_in_a_template_ends() {
    let inner = "{% for b in range(end=9000) %}{% endfor %}";
    let room = Room::with_tides().file("my.md", format!("{{% for a in range(end=9000) %}}{inner}{{% endfor %}}"));
    let ran = room.run("render tides.txt -f md --template my.md").exits(2);
    ran.says("`range` has given more than 10000 numbers").says("my.md:1:");
    let room = room.file("my.md", "{% for a in range(start=1, end=8, step_by=3) %}{{ a }} {% endfor %}");
    assert_eq!(room.run("render tides.txt -f md --template my.md -o -").exits(0).text(), "1 4 7 ");
    let room = room.file("my.md", "{{ range(end=3, step_by=0) }}");
    room.run("render tides.txt -f md --template my.md").exits(2).says("step_by");
}

#[test]
fn a_language_that_is_none_is_said_and_does_not_reach_the_outputs() {
    for language in ["x-!!", "", "en\\\"><script>"] {
        let json =
            format!(r#"{{"title":["Tides"],"language":"{language}","body":[{{"paragraph":{{"content":["x"]}}}}]}}"#);
        let room = Room::new().file("tides.json", json);
        room.run("render tides.json -f html -o tides.html")
            .exits(0)
            .says("field-invalid")
            .says("cannot be the language");
        assert!(room.read("tides.html").contains("<html lang=\"en\""), "{language}");
    }
}

#[test]
fn an_endless_running_head_does_not_slow_the_pages() {
    let reference = "R".repeat(10_000);
    let text = "The harbour is open. ".repeat(12_000);
    let json =
        format!(r#"{{"title":["Tides"],"reference":"{reference}","body":[{{"paragraph":{{"content":["{text}"]}}}}]}}"#);
    let room = Room::new().file("tides.json", json);
    room.run("render tides.json -o tides.pdf").exits(0);
}

#[test]
fn a_failed_write_names_no_path_that_nobody_gave() {
    let room = Room::with_tides().file("out/keep", "");
    fs::set_permissions(room.path("out"), fs::Permissions::from_mode(0o555)).unwrap();
    let ran = super::bad_input::powerless(&room, "render tides.txt -f md -o out/tides.md");
    fs::set_permissions(room.path("out"), fs::Permissions::from_mode(0o755)).unwrap();
    let Some(ran) = ran else { return };
    let ran = ran.exits(2).says("cause: Permission denied (os error 13)\n");
    assert!(!ran.stderr.contains(".tmp"), "{}", ran.stderr);
}

#[test]
fn the_surroundings_do_not_change_the_outputs() {
    let room = Room::with_tides();
    room.run("render tides.txt -f md,html,json,pdf -o a").exits(0);
    let odd =
        "LANG=tr_TR.UTF-8 LC_ALL=ko_KR.UTF-8 TZ=Asia/Seoul COLUMNS=20 NO_COLOR=1 SOURCE_DATE_EPOCH=1 HOME=/absent";
    room.shell(&format!("{odd} chancery render tides.txt -f md,html,json,pdf -o b && diff -r a b")).exits(0);
    room.shell(&format!("env -i '{PROGRAM}' render tides.txt -f md,html,json,pdf -o c && diff -r a c")).exits(0);
}

#[test]
fn damaged_pdfs_are_said_to_be() {
    let room = Room::new().file("tides.txt", TIDES);
    room.run("render tides.txt -f pdf").exits(0);
    let whole = fs::read(room.path("tides.pdf")).unwrap();
    for part in [0, 4, whole.len() / 3, whole.len() - 40] {
        fs::write(room.path("part.pdf"), &whole[..part]).unwrap();
        room.run("extract part.pdf -o out").exits(2).says("part.pdf` is");
    }
    assert!(!room.path("out").exists());
}
