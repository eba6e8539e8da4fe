//! Templates, styles and fonts that are missing or wrong.

use super::{Room, TIDES};

#[test]
fn a_missing_variable_names_its_place_and_shows_the_line() {
    let room = Room::with_tides().file("tides.html", "earlier").file("my.html", "<p>\n  {{ harbour.name }}\n");
    let ran = room.run("render tides.txt -f html --template my.html").exits(2);
    ran.says("`harbour` is not defined").says("--> my.html:2:6").says("2 |   {{ harbour.name }}").says("issuer");
    assert_eq!(room.read("tides.html"), "earlier");
    room.run("render tides.txt -f html --template my.html --diagnostics short").exits(2).says("my.html:2:6: error: ");
}

#[test]
fn a_template_is_a_file_or_a_name() {
    let room = Room::with_tides().file("my.html", "{{ issuer }}").file("theme/templates/note.md", "# {{ name }}");
    room.run("render tides.txt -f html,json --template my.html").exits(0);
    assert_eq!(room.read("tides.html"), "Ministry of Tides of the Republic of Vessland");
    room.run("render tides.txt -f md --theme theme --template note").exits(0);
    assert!(room.read("tides.md").starts_with("# Harbour of Lund"), "{}", room.read("tides.md"));
    room.run("render tides.txt -f md --template note").exits(2).says("there is no template `note`").says("briefing");
    let room = room.file("my.tera", "{{ issuer }}");
    room.run("render tides.txt -f md,html --template my.tera").exits(2).says("does not say what it makes");
    room.run("render tides.txt -f md --template my.tera").exits(0);
}

#[test]
fn markup_in_a_release_stays_text() {
    let room = Room::new().file("odd.txt", format!("{TIDES}\n3. A <script>alert(1)</script> & more.\n"));
    room.run("render odd.txt -f html").exits(0);
    let html = room.read("odd.html");
    assert!(html.contains("A &lt;script&gt;alert(1)&lt;/script&gt; &amp; more."), "{html}");
}

#[test]
fn a_broken_style_sheet_is_shown_and_does_not_stop() {
    let room = Room::with_tides().file("bad.css", "h1 { color: rgb(; }\np { wobble: 3px }\n}}} {");
    let ran = room.run("render tides.txt -f pdf --style bad.css").exits(0);
    ran.says("warning[").says("bad.css:").says("wobble");
    room.run("render tides.txt -f pdf -o strict.pdf --style bad.css --strict").exits(1);
    assert!(room.path("tides.pdf").exists() && !room.path("strict.pdf").exists());
    let room = room.file("not.css", b"p { color: \xFF }");
    room.run("render tides.txt -f pdf --style not.css").exits(2).says("`not.css` is not UTF-8: the byte at offset 11");
    room.run("render tides.txt -f pdf --style absent.css").exits(2).says("cannot read `absent.css`");
    room.run("render tides.txt -f pdf --theme absent").exits(2).says("cannot read `absent`");
}

#[test]
fn a_character_that_no_font_has_is_named() {
    let room = Room::new().file("odd.txt", format!("{TIDES}\n3. The bird \u{13146} was seen.\n"));
    let room = room.file("odd.pdf", "earlier");
    let ran = room.run("render odd.txt -f pdf --no-system-fonts").exits(1);
    ran.says("error[").says("U+13146").says("hint");
    assert_eq!(room.read("odd.pdf"), "earlier");
    room.run("render odd.txt -f md,html --no-system-fonts").exits(0);
}
