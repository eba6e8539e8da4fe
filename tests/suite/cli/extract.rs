//! What is embedded in a PDF comes out again.

use super::{Room, TIDES};

#[test]
fn the_source_and_the_model_come_back() {
    let room = Room::with_tides();
    room.run("render tides.txt -f pdf,json -o out").exits(0);
    let ran = room.run("extract out/tides.pdf -o back").exits(0);
    assert_eq!(ran.text(), "back/tides.txt\nback/release.json\n");
    assert_eq!(room.read("back/tides.txt"), TIDES);
    assert_eq!(room.read("back/release.json"), room.read("out/tides.json"));
}

#[test]
fn the_model_gives_the_same_release() {
    let room = Room::with_tides();
    room.run("render tides.txt -f md,html,json -o one").exits(0);
    room.run("render one/tides.json -f md,html,json -o two").exits(0);
    for name in ["tides.md", "tides.html", "tides.json"] {
        assert_eq!(room.read(&format!("one/{name}")), room.read(&format!("two/{name}")), "{name}");
    }
}

#[test]
fn bytes_that_are_not_utf8_text_come_back_as_they_were() {
    let units: Vec<u8> = TIDES.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let source = [vec![0xFF, 0xFE], units].concat();
    let room = Room::new().file("tides.txt", &source);
    room.run("render tides.txt -f pdf -o out/").exits(0);
    room.run("extract out/tides.pdf").exits(0);
    assert_eq!(std::fs::read(room.path("out/tides.txt")).unwrap(), source);
}

#[test]
fn a_different_file_is_not_overwritten() {
    let room = Room::with_tides();
    room.run("render tides.txt -f pdf").exits(0);
    let room = room.file("tides.txt", "a newer text");
    room.run("extract tides.pdf").exits(2).says("`tides.txt` is there already and is different").says("hint");
    assert_eq!(room.read("tides.txt"), "a newer text");
    assert!(!room.path("release.json").exists());
}

#[test]
fn what_is_no_pdf_of_ours_is_said() {
    let room = Room::with_tides();
    let ran = room.run("extract tides.txt").exits(2);
    assert!(ran.stderr.contains("`tides.txt`"), "{ran:?}");
    room.run("extract absent.pdf").exits(2).says("cannot read `absent.pdf`");
}
