//! The help texts are files that are reviewed: `tests/help/`. `UPDATE=1 cargo test` writes them anew.

use super::Room;
use std::fs;
use std::path::PathBuf;

/// The commands, as they are called.
const COMMANDS: [&str; 17] = [
    "",
    "render",
    "init",
    "build",
    "serve",
    "watch",
    "index",
    "stream",
    "check",
    "inspect",
    "schema",
    "theme",
    "theme export",
    "extract",
    "config",
    "completions",
    "man",
];

#[test]
#[expect(clippy::disallowed_methods, reason = "a person says by it that the files are to be written")]
fn help_reads_as_reviewed() {
    let update = std::env::var_os("UPDATE").is_some();
    for command in COMMANDS {
        let name = if command.is_empty() { "chancery".to_owned() } else { command.replace(' ', "-") };
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/help").join(name).with_extension("txt");
        let help = Room::new().run(&format!("{command} --help")).exits(0);
        if update {
            fs::write(&path, &help.stdout).unwrap();
        }
        let reviewed = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(help.text(), reviewed, "{command}: read it, then UPDATE=1 cargo test help");
    }
}

#[test]
fn every_command_has_a_page() {
    for command in COMMANDS {
        let page = Room::new().run(&format!("man {command}")).exits(0);
        let name = format!("chancery {command}").trim().replace(' ', "-");
        assert!(page.text().contains(&format!(".TH {name} 1")), "{}", page.text());
    }
}

#[test]
fn every_shell_has_its_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = Room::new().run(&format!("completions {shell}")).exits(0);
        assert!(script.text().contains("no-system-fonts"), "{shell}");
    }
}

#[test]
fn the_version_is_that_of_the_crate() {
    let version = Room::new().run("--version").exits(0);
    assert_eq!(version.text(), concat!("chancery ", env!("CARGO_PKG_VERSION"), "\n"));
}
