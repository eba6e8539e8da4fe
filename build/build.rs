//! What the binary carries: ten faces, and every file of words that there is.
//!
//! `typst_assets::fonts()` names all of its fonts in one array, so that using it at run time would carry the mathematical
//! ones too, 7 MB of them. The files of words are listed from their folders, so that adding a language is adding a file.

mod latin;
mod words;

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The places of Libertinus Serif and DejaVu Sans Mono in the array; `page::font` has a test that holds them.
const KEPT: [usize; 10] = [0, 1, 2, 3, 4, 5, 13, 14, 15, 16];

/// So many of these are what nearly every release is set in. The others are packed, to half their size.
const AT_HAND: usize = 4;

#[expect(clippy::disallowed_methods, reason = "a build script is told its folders by the environment")]
fn main() {
    let folder = |name| PathBuf::from(env::var_os(name).expect("cargo sets it"));
    let (out, root) = (folder("OUT_DIR"), folder("CARGO_MANIFEST_DIR"));
    keep_faces(&out);
    let files = list_words(&root.join("src/parse/words"), "words", &out.join("parse_words.rs"));
    words::write_tables(&files, &out.join("word_tables.rs"));
    latin::write_tables(&out);
    list_words(&root.join("src/prepare/words"), "toml", &out.join("prepare_words.rs"));
    println!("cargo::rerun-if-changed=build");
    place_at_link_time();
}

/// Lets the linker settle the addresses in the program's tables. A program that may be loaded anywhere has 34,000 of them
/// to set before it starts, most in the entities of HTML, which is a tenth of the time that a short release takes. Stack,
/// heap and libraries stay where chance puts them; no code of ours is `unsafe`.
#[expect(clippy::disallowed_methods, reason = "a build script is told its target by the environment")]
fn place_at_link_time() {
    let target = |name| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    // A static program sets its own addresses.
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && target("ARCH") == "x86_64" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

fn keep_faces(out: &Path) {
    let fonts: Vec<&[u8]> = typst_assets::fonts().collect();
    let mut list = String::from("[\n");
    for (index, place) in KEPT.into_iter().enumerate() {
        let (file, is_packed) = (out.join(format!("face-{place}")), index >= AT_HAND);
        let bytes = if is_packed { packed(fonts[place]) } else { fonts[place].to_vec() };
        fs::write(&file, bytes).expect("the build folder can be written");
        let size = if is_packed { format!("Some({})", fonts[place].len()) } else { "None".to_owned() };
        list.push_str(&format!("    File {{ bytes: include_bytes!({file:?}), unpacked: {size} }},\n"));
    }
    list.push_str("]\n");
    fs::write(out.join("faces.rs"), list).expect("the build folder can be written");
}

/// In a zlib envelope (RFC 1950).
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).expect("memory can be written");
    packer.finish().expect("memory can be written")
}

/// Lists the files of a folder as `(language, text)`, by name: `[("ar", include_str!("…/ar.toml")), …]`.
fn list_words(folder: &Path, extension: &str, list: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).expect("the words are in the source");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    let mut text = String::from("&[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let language = file.file_stem().expect("a file has a name").to_string_lossy();
        text.push_str(&format!("    ({language:?}, include_str!({file:?})),\n"));
    }
    text.push_str("]\n");
    fs::write(list, text).expect("the build folder can be written");
    files
}
