//! Keeps the ten faces that the binary carries. `typst_assets::fonts()` names all of its fonts in one array, so that
//! using it at run time would carry the mathematical ones too, 7 MB of them.

use std::{env, fs, path::PathBuf};

/// The places of Libertinus Serif and DejaVu Sans Mono in the array; `page::font` has a test that holds them.
const KEPT: [usize; 10] = [0, 1, 2, 3, 4, 5, 13, 14, 15, 16];

#[expect(clippy::disallowed_methods, reason = "a build script is told its folder by the environment")]
fn main() {
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let fonts: Vec<&[u8]> = typst_assets::fonts().collect();
    let mut list = String::from("[\n");
    for place in KEPT {
        let file = folder.join(format!("face-{place}"));
        fs::write(&file, fonts[place]).expect("the build folder can be written");
        list.push_str(&format!("    include_bytes!({file:?}).as_slice(),\n"));
    }
    list.push_str("]\n");
    fs::write(folder.join("faces.rs"), list).expect("the build folder can be written");
    println!("cargo::rerun-if-changed=build.rs");
}
