//! Every case of the corpus against its expected files. `UPDATE=1 cargo test corpus` writes them anew.

use crate::cases::{Case, corpus};
use crate::publish::publish;
use std::fmt::Write as _;
use std::fs;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test runner has no arguments of its own")]
fn every_case_comes_out_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut said = String::new();
    for case in corpus() {
        let outputs = publish(&case.source).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let files = [
            ("diagnostics.txt", &outputs.diagnostics),
            ("check.txt", &outputs.check),
            ("release.json", &outputs.json),
            ("briefing.md", &outputs.markdown),
            ("briefing.html", &without_style_sheet(&outputs.html)),
            ("pages.txt", &outputs.pages),
        ];
        for (name, found) in files {
            hold(&case, name, found, update, &mut said);
        }
    }
    assert!(said.is_empty(), "{said}\nlook at the differences; `UPDATE=1 cargo test corpus` takes them over");
}

/// The style sheet is the same in every page, and has its own file: a change of it is no change of a case.
fn without_style_sheet(html: &str) -> String {
    const OPENS: &str = "<style>\n";
    let cut = html.find(OPENS).zip(html.find("</style>"));
    let (start, end) = cut.expect("a page of ours has a style sheet");
    [&html[..start + OPENS.len()], &html[end..]].concat()
}

fn hold(case: &Case, name: &str, found: &str, update: bool, said: &mut String) {
    let path = case.folder.join(name);
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected == found {
        return;
    }
    if update && found.is_empty() && name == "check.txt" {
        // Where an editor has nothing to say there is no file.
        fs::remove_file(&path).expect("an expected file can be deleted");
        return;
    }
    if update {
        fs::write(&path, found).expect("an expected file can be written");
        return;
    }
    let same = expected.lines().zip(found.lines()).take_while(|(one, other)| one == other).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    let _ =
        writeln!(said, "{}/{name}:{}\n  expected {}\n  found    {}", case.name, same + 1, line(&expected), line(found));
}
