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
}

#[test]
fn a_theme_is_a_built_in_one_or_a_folder() {
    let text = format!("{TIDES}\n{}", "# Quays\n\nThey stand.\n\n# Cranes\n\nThey turn.\n\n# Dues\n\nThey are paid.\n");
    let room = Room::new().file("tides.md", text);
    let pages = |theme: &str| {
        room.run(&format!("render tides.md -f html,pdf -o {theme} --theme {theme}")).exits(0);
        (room.read(&format!("{theme}/tides.html")), std::fs::read(room.path(&format!("{theme}/tides.pdf"))).unwrap())
    };
    let [briefing, communique, wire] = ["briefing", "communique", "wire"].map(pages);
    assert!(briefing != communique && communique != wire && wire != briefing);
    let words = |html: &str| html[html.find("<body>").unwrap()..].to_owned();
    assert!(words(&briefing.0) == words(&communique.0) && words(&communique.0) == words(&wire.0));
    let known = "there is no theme `telegram`, neither a folder nor a built-in one: briefing, communique, wire";
    room.run("render tides.md -f pdf --theme telegram").exits(2).says(known);
    room.run("render tides.md -f pdf --theme tides.md").exits(2).says("there is no theme `tides.md`");

    let room = room.file("chancery.toml", "theme = 'wire'\n");
    room.run("render tides.md -f html -o toml/").exits(0);
    assert!(room.read("toml/tides.html") == wire.0);
    room.run("theme export mine --theme wire").exits(0);
    room.run("render tides.md -f html -o mine.html --theme mine").exits(0);
    assert!(room.read("mine.html") == wire.0, "an exported theme looks as the one it is from");
    // A name wins over a folder.
    let room = room.file("wire/house.css", "p { color: red }");
    room.run("render tides.md -f html -o named.html").exits(0);
    assert!(room.read("named.html") == wire.0);
    room.run("render tides.md -f html -o folder.html --theme ./wire").exits(0);
    assert!(room.read("folder.html").contains("p { color: red }"), "a further sheet of a theme applies");
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

/// One opaque pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82";

#[test]
fn pictures_beside_a_release_are_shown_and_missing_ones_are_told() {
    let text = "# The crane\n\n3 March 2031\n\nIt stands.\n\n![A crane](photos/a%20b.png)\n\n![A mast](../mast.png)\n";
    let room = Room::new().file("in/crane.md", text).file("in/photos/a b.png", PIXEL).file("mast.png", PIXEL);
    let ran = room.run("render in/crane.md -f html,pdf,md -o out").exits(0);
    assert!(!ran.text().contains("not drawn"));
    let html = room.read("out/crane.html");
    assert!(html.contains("<img src=\"data:image/png;base64,") && html.contains("alt=\"A crane\""), "{html}");
    assert_eq!(html.matches("<img").count(), 1, "what lies outside of the folder is not read");
    assert!(room.read("out/crane.md").contains("![A crane](photos/a%20b.png)"));
    let pdf = std::fs::read(room.path("out/crane.pdf")).unwrap();
    assert_eq!(pdf.windows(14).filter(|words| words == b"/Subtype/Image").count(), 1);
    let room =
        room.file("in/mast.md", "# The mast\n\nIt stands.\n\n![A mast](mast.tiff)\n").file("in/mast.tiff", "II*\0");
    room.run("render in/mast.md -f pdf").exits(0).says("picture-not-read").says("neither PNG, JPEG nor SVG");
    room.run("render in/mast.md -f md --strict -o out").exits(0);
}

#[test]
fn the_crest_of_a_theme_stands_in_the_letterhead() {
    let room = Room::with_tides().file("theme/crest.png", PIXEL);
    room.run("render tides.txt -f html --theme theme").exits(0);
    assert!(room.read("tides.html").contains("<img class=\"crest\" src=\"data:image/png;base64,"));
    let drawn =
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><path d='M0 0H40V20Z' fill='teal'/></svg>";
    let room = room.file("theme/crest.png", drawn);
    room.run("render tides.txt -f html,pdf --theme theme -o drawn").exits(0);
    assert!(room.read("drawn/tides.html").contains("<img class=\"crest\" src=\"data:image/svg+xml;base64,"));
    let pdf = std::fs::read(room.path("drawn/tides.pdf")).unwrap();
    assert!(pdf.windows(13).any(|words| words == b"/Subtype/Form"));
    let room = room.file("theme/crest.png", "a text");
    room.run("render tides.txt -f html --theme theme").exits(2).says("`theme/crest.png` is neither PNG, JPEG nor SVG");
}
