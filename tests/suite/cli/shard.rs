//! `chancery build --shard` and `chancery index`: many machines, one site.

use super::TIDES;
use super::room::{Ran, Room};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const NOW: &str = "--now 2031-04-01T09:00:00Z";
/// With fonts of its own, so that the site is the same on a machine without any.
const SETTINGS: &str = concat!(
    "font-path = [\"",
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fonts\"]\nno-system-fonts = true\n\n[site]\ntitle = \"Tides\"\nurl = \"https://press.tides.example/\"\n",
    "page-size = 3\naddress = \"/{year}/{language}/{name}/\"\n"
);

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><path d=\"M0 0h40v20z\"/></svg>";

/// Releases in three languages, of which some are editions of one text, one is held back, one is broken, one has an error
/// if that is denied, and one shows a picture.
fn press() -> Room {
    let mut room = Room::new().file("press/chancery.toml", SETTINGS).file("press/photos/crane.svg", SVG);
    for (day, name) in (1..).zip(["harbour", "pier", "bridge", "lighthouse", "lock", "dock", "ferry", "quay"]) {
        let text = TIDES.replace("3 March", &format!("{day} March")).replace("Harbour of Lund", &format!("The {name}"));
        room = room.file(&format!("press/2031/{name}.txt"), text);
    }
    let german = "Ministerium für Gezeiten\n\n5. März 2031 | Pressemitteilung\n\nDer Hafen ist wieder offen\n\n\
                  1. Der Hafen von Lund ist seit dem 5. März wieder für alle Schiffe offen.\n";
    let korean = "조수부\n\n2031년 3월 5일 | 보도자료\n\n항구가 다시 열리다\n\n1. 항구가 3월 5일 다시 열렸다.\n\n2. 공사를 마무리하였다.\n";
    let held = TIDES.replace("| Press release", "| Press release\n\nEmbargoed until 4 May 2031, 18:00 (UTC+01:00)");
    let picture =
        "---\ntitle: The crane\ndate: 2031-03-09\n---\n\n![A crane over the pier](photos/crane.svg)\n\n1. It stands.\n";
    room.file("press/talks.en.txt", TIDES)
        .file("press/talks.de.txt", german)
        .file("press/talks.ko.txt", korean)
        .file("press/2031/secret.txt", held)
        .file("press/gap.txt", TIDES.replace("2. The repairs", "4. The repairs"))
        .file("press/broken.txt", b"Ministry\n\n\xFF\xFE\xFF")
        .file("press/crane.md", picture)
        // Its folder is only called as that of the shards is.
        .file("press/shards/window.txt", TIDES)
}

fn site(room: &Room, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let prefix = format!("{folder}/");
    let names = room.names().into_iter().filter_map(|name| name.strip_prefix(&prefix).map(str::to_owned));
    names.map(|name| (name.clone(), fs::read(room.path(&format!("{folder}/{name}"))).unwrap())).collect()
}

/// Builds all shards, the last one first; gives what they said.
fn shards(room: &Room, of: u32, options: &str) -> Vec<Ran> {
    let build = |number| {
        let ran = room.run(&format!("build press --shard {number}/{of} {options}"));
        assert!(ran.code < 2, "{}", ran.stderr);
        ran
    };
    (1..=of).rev().map(build).collect()
}

/// The heads of what is said, in order: an excerpt depends on nothing else.
fn heads(runs: &[&Ran]) -> Vec<String> {
    let lines = runs.iter().flat_map(|ran| ran.stderr.lines());
    let mut heads: Vec<String> = lines.filter(|line| line.starts_with('{')).map(str::to_owned).collect();
    heads.sort();
    heads
}

/// The folders of all shards.
pub(super) fn folders(of: u32) -> String {
    (1..=of).map(|number| format!("press/shards/{number}-of-{of} ")).collect()
}

#[test]
fn the_site_of_all_shards_is_the_one_of_one_build() {
    let room = press();
    let one = room.run(&format!("build press {NOW} -o one --diagnostics json")).exits(1);
    let expected = site(&room, "one");
    assert!(expected.len() > 40);
    for of in [1, 2, 3, 7] {
        let built = shards(&room, of, &format!("{NOW} --diagnostics json"));
        let index = room.run(&format!("index {} --folder press -o all --diagnostics json", folders(of))).exits(1);
        let all = site(&room, "all");
        assert_eq!(all.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{of} shards");
        let differing: Vec<_> = expected.iter().filter(|(name, bytes)| all[*name] != **bytes).collect();
        assert!(differing.is_empty(), "{of} shards: {:?}", differing.iter().map(|(name, _)| name).collect::<Vec<_>>());
        let said: Vec<&Ran> = built.iter().chain([&index]).collect();
        assert_eq!(heads(&said), heads(&[&one]), "each thing is said once");
        assert_eq!(built.iter().filter(|ran| ran.code == 1).count(), 1, "the shard with the broken release says so");
        assert!(built.iter().any(|ran| ran.text().contains("held back: 2031/secret.txt")));
        let secret = |bytes: &[u8]| bytes.windows(6).any(|part| part == b"secret");
        for number in 1..=of {
            let shard = site(&room, &format!("press/shards/{number}-of-{of}"));
            assert!(!shard.values().any(|bytes| secret(bytes)), "what is held back is in no shard");
        }
        fs::remove_dir_all(room.path("all")).unwrap();
    }
}

#[test]
fn shards_and_their_site_are_made_again_where_something_has_changed() {
    let room = press();
    shards(&room, 3, NOW);
    room.run(&format!("index {} --folder press", folders(3))).exits(1);
    let again = shards(&room, 3, NOW);
    assert!(again.iter().all(|ran| ran.text().contains("nothing has changed")));
    let ran = room.run(&format!("index {} --folder press", folders(3))).exits(1);
    assert!(
        ran.text().contains("nothing has changed") && ran.text().contains("refused in the shards"),
        "{}",
        ran.text()
    );
    fs::write(room.path("press/2031/pier.txt"), TIDES.replace("eleven", "twelve")).unwrap();
    fs::remove_file(room.path("press/2031/dock.txt")).unwrap();
    let later = "--now 2031-06-01T09:00:00Z";
    shards(&room, 3, later);
    room.run(&format!("index {} --folder press", folders(3))).exits(1);
    room.run(&format!("build press {later} -o one")).exits(1);
    assert!(site(&room, "press/public") == site(&room, "one"));
    // Without a change one build of the site has nothing to do: it is the same site.
    assert!(room.run(&format!("build press {later}")).exits(1).text().contains("nothing has changed"));
}

#[test]
fn strict_publishes_nothing_where_one_shard_has_refused() {
    let room = press();
    let strict = format!("{NOW} --strict");
    let codes: BTreeSet<i32> = shards(&room, 3, &strict).iter().map(|ran| ran.code).collect();
    assert_eq!(codes, BTreeSet::from([0, 1]));
    let ran = room.run(&format!("index {} --folder press -o all --strict", folders(3))).exits(1);
    assert!(ran.text().ends_with("nothing was written\n") && !room.path("all").exists(), "{}", ran.text());
    fs::remove_file(room.path("press/broken.txt")).unwrap();
    fs::remove_file(room.path("press/gap.txt")).unwrap();
    shards(&room, 3, &strict);
    // The editions have different paragraphs, which only the index can see.
    let ran = room.run(&format!("index {} --folder press -o all --strict", folders(3))).exits(1);
    assert!(ran.says("editions-differ").text().ends_with("nothing was written\n") && !room.path("all").exists());
    let ran = room.run(&format!("index {} --folder press -o all", folders(3))).exits(2);
    ran.says("was built with other settings, another theme or by other rules").says("hint: say with `--folder`");
}

#[test]
fn shards_that_do_not_belong_together_are_named() {
    let room = press();
    shards(&room, 3, NOW);
    let index = |shards: &str| room.run(&format!("index {shards} --folder press -o all")).exits(2);
    let [first, second, third] = [1, 2, 3].map(|number| format!("press/shards/{number}-of-3"));
    index(&format!("{first} {third}")).says("of 3 shards these are missing: 2").says("hint: build them with");
    index(&format!("{first} {second} {third} {second}"))
        .says(&format!("`{second}` and `{second}` are both the shard 2/3"));
    index(&format!("{first} {second} press/2031")).says("`press/2031` is no shard").says("hint: name the folders");
    room.run(&format!("build press --shard 1/2 {NOW}"));
    index(&format!("press/shards/1-of-2 {second} {third}")).says("the shards are 1/2 and 2/3").says("hint: build all");
    room.run(&format!("build press --shard 2/3 {} -o later", NOW.replace("09:", "10:")));
    index(&format!("{first} later {third}")).says("held against 2031-04-01T09:00:00Z and 2031-04-01T10:00:00Z");
    room.run(&format!("index {first} {second} {third} --folder press -o {first}"))
        .exits(2)
        .says("cannot be built into it");
    room.run(&format!("index {first} {second} {third} --folder press -o all --set issuer=Fish"))
        .exits(2)
        .says("other settings");
    room.run(&format!("build press --shard 2/3 {NOW} --set issuer=Fish -o fish"));
    index(&format!("{first} fish {third}")).says("`fish` was built with other settings");
    fs::write(room.path("press/2031/more.txt"), TIDES).unwrap();
    room.run(&format!("build press --shard 2/3 {NOW} -o more"));
    index(&format!("{first} more {third}")).says("files were added, removed or changed between them");
    let manifest = room.read(&format!("{second}/.chancery.json"));
    let older = manifest.replace(concat!("\"", env!("CARGO_PKG_VERSION"), "\""), "\"0.0.1\"");
    let room = room.file("older/.chancery.json", older);
    let ran = room.run(&format!("index {first} older {third} --folder press -o all")).exits(2);
    ran.says("`older` was built by chancery 0.0.1");
    assert!(!room.path("all").exists());
}

#[test]
fn a_shard_that_is_not_whole_is_no_shard() {
    let room = press();
    shards(&room, 2, NOW);
    room.run(&format!("index {} --folder press", folders(2))).exits(1);
    let before = site(&room, "press/public");
    let pdf =
        room.names().into_iter().find(|name| name.starts_with("press/shards/1") && name.ends_with(".pdf")).unwrap();
    let index = |room: &Room| room.run(&format!("index {} --folder press", folders(2))).exits(2);
    let bytes = fs::read(room.path(&pdf)).unwrap();
    fs::write(room.path(&pdf), &bytes[..bytes.len() / 2]).unwrap();
    index(&room)
        .says(&format!("`{pdf}` is not as its shard was built"))
        .says("hint: copy the folder of the shard again");
    fs::remove_file(room.path(&pdf)).unwrap();
    index(&room).says(&format!("cannot read `{pdf}`"));
    fs::write(room.path(&pdf), &bytes).unwrap();
    let releases = room.read("press/shards/2-of-2/releases.jsonl");
    fs::write(room.path("press/shards/2-of-2/releases.jsonl"), &releases[..releases.len() - 9]).unwrap();
    index(&room).says("releases.jsonl` is not as its shard was built");
    fs::remove_file(room.path("press/shards/2-of-2/.chancery.json")).unwrap();
    index(&room).says("`press/shards/2-of-2` is no shard");
    assert!(site(&room, "press/public") == before, "the site stays as it was");
    assert!(room.names().iter().all(|name| !name.contains("chancery-new")));
}

#[test]
fn two_releases_at_one_address_are_named_by_the_index() {
    let room = press().file("press/other/pier.txt", TIDES);
    let mut said = BTreeSet::new();
    for of in [1, 2, 7] {
        shards(&room, of, NOW);
        said.insert(room.run(&format!("index {} --folder press", folders(of))).exits(2).stderr);
    }
    said.insert(
        room.run(&format!("build press {NOW} -q"))
            .stderr
            .split_once("error: `2031")
            .map(|(_, rest)| format!("error: `2031{rest}"))
            .unwrap(),
    );
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said.first().unwrap().contains("`2031/pier.txt` and `other/pier.txt` would both be at"), "{said:?}");
}

#[test]
fn a_number_that_is_no_shard_says_what_one_is() {
    let room = press();
    for bad in ["0/3", "4/3", "3", "a/b", "1/0", "-1/3"] {
        room.run(&format!("build press {NOW} --shard={bad}"))
            .exits(2)
            .says("expected K/N with K from 1 to N, such as 3/8");
    }
    room.run(&format!("build press {NOW} --shard 1/3 -o -")).exits(2).says("a site cannot go to stdout");
    room.run("build press --shard 1/3").exits(2).says("--now <TIME>");
}

/// The text behind each of these words in a document, to the end of its line.
fn lines_behind<'a>(text: &'a str, begin: &str) -> Vec<&'a str> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix(begin)).collect()
}

#[test]
fn the_examples_of_the_manual_make_the_site() {
    let manual = include_str!("../../../docs/scale.md");
    let room = press();
    room.run(&format!("build press {NOW} -o one")).exits(1);
    let expected = site(&room, "one");
    let run = |line: &str| {
        // The volumes are folders of the room.
        let line = [" /", "\"/"].iter().fold(line.to_owned(), |line, root| line.replace(root, &root.replace('/', "")));
        room.shell(&format!("export NOW={}; {line}", &NOW["--now ".len()..])).exits(0);
    };

    let jobs = lines_behind(manual, "- chancery ");
    let [shard, index] = jobs[..] else { panic!("{jobs:?}") };
    (0..8).for_each(|pod| run(&format!("JOB_COMPLETION_INDEX={pod}; chancery {shard}")));
    run(&format!("chancery {index}"));
    assert!(site(&room, "site/public") == expected, "Kubernetes");

    let [task] = lines_behind(manual, "chancery build press --shard \"$SLURM")[..] else { panic!("one script") };
    for id in 1..=8 {
        run(&format!("SLURM_ARRAY_TASK_ID={id} SLURM_CPUS_PER_TASK=1; chancery build press --shard \"$SLURM{task}"));
    }
    let wrapped = manual.split_once("--wrap '").and_then(|(_, rest)| rest.split_once('\'')).unwrap().0;
    run(&format!("{wrapped} || [ $? = 1 ]"));
    assert!(site(&room, "press/public") == expected, "Slurm");
}
