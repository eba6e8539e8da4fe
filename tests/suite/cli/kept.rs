//! `chancery build` into a folder that is there: what is somebody else's stays, what is damaged is mended, and what has
//! changed beside a release is seen.

use super::room::Room;
use super::shard::folders;
use super::site::{files, press, release};
use std::fs;
use std::path::Path;

const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";

/// The address of the pier's page.
const PIER: &str = "public/2031/03/the-pier-of-lund-reopens";

/// Changes a release, so that the next build makes the site again.
fn change(room: &Room) {
    let text = fs::read_to_string(room.path("2031/pier.txt")).unwrap();
    fs::write(room.path("2031/pier.txt"), text + "\n3. It is painted.\n").unwrap();
}

#[test]
fn empty_folders_of_others_stay() {
    let room = press();
    room.run("build -f md").exits(0);
    for folder in [".git/refs/heads", "2031/03/drafts", "seals"] {
        fs::create_dir_all(room.path("public").join(folder)).unwrap();
    }
    fs::remove_file(room.path("2031/lock.txt")).unwrap();
    room.run("build -f md").exits(0);
    for folder in [".git/refs/heads", "2031/03/drafts", "seals"] {
        assert!(room.path("public").join(folder).is_dir(), "{folder}");
    }
    assert!(!room.path("public/2031/03/the-lock-of-lund-reopens").exists(), "a folder of ours goes with its page");
}

#[test]
fn a_folder_of_somebody_else_is_not_replaced() {
    for (theirs, named) in
        [("public/404.html/seal.txt", "404.html` is in the way"), ("public/2031", "2031` is in the way")]
    {
        let room = press().file(theirs, "mine");
        room.run("build -f md").exits(2).says(named);
        assert_eq!(room.read(theirs), "mine");
        assert!(!room.path("public/index.html").exists());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn files_of_others_stay_whatever_they_are_called() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let room = press();
    room.run("build -f md").exits(0);
    let file = room.path("public").join(OsStr::from_bytes(b"caf\xE9.pdf"));
    let folder = room.path("public/2031").join(OsStr::from_bytes(b"mus\xE9e"));
    fs::create_dir(&folder).unwrap();
    for path in [&file, &folder.join("seal.txt")] {
        fs::write(path, "precious").unwrap();
    }
    change(&room);
    room.run("build -f md").exits(0);
    for path in [&file, &folder.join("seal.txt")] {
        assert_eq!(fs::read(path).unwrap(), b"precious");
    }
}

#[cfg(unix)]
#[test]
fn folders_of_others_keep_their_rights_and_one_that_is_locked_is_named_before_anything_changes() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = press();
    room.run("build -f md").exits(0);
    let set = |mode| fs::set_permissions(room.path("public/priv"), fs::Permissions::from_mode(mode)).unwrap();
    fs::create_dir(room.path("public/priv")).unwrap();
    fs::write(room.path("public/priv/seal.txt"), "precious").unwrap();
    set(0o700);
    change(&room);
    room.run("build -f md").exits(0);
    let mode = fs::metadata(room.path("public/priv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    for mode in [0o000, 0o500] {
        set(mode);
        if fs::write(room.path("public/priv/probe"), "").is_ok() {
            // No folder is locked to root.
            return;
        }
        change(&room);
        room.run("build -f md").exits(2).says("public/priv`");
        set(0o700);
        assert_eq!(room.read("public/priv/seal.txt"), "precious");
        assert!(!room.path(".public.chancery-new").exists());
        room.run("build -f md").exits(0);
    }
}

/// Cuts one file off, lets another grow, and gives a third other content of the same length.
fn damage(files: [&Path; 3]) {
    let [cut, grown, other] = files.map(|file| fs::read(file).unwrap());
    let changed: Vec<u8> = other.iter().map(|byte| byte.wrapping_add(1)).collect();
    // A new file, since the site of the clean build must not be damaged along.
    let damaged = [cut[..10].to_vec(), [grown, b"more".to_vec()].concat(), changed];
    for (file, bytes) in files.into_iter().zip(damaged) {
        fs::remove_file(file).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

#[test]
fn a_damaged_file_is_made_again() {
    let room = press();
    room.run("build").exits(0);
    let whole = files(&room, "public");
    let paths = ["index.html", "the-pier-of-lund-reopens.pdf", "the-pier-of-lund-reopens.md"];
    let [page, pdf, markdown] = paths.map(|name| room.path(&format!("{PIER}/{name}")));
    damage([&page, &pdf, &markdown]);
    assert!(room.run("build").exits(0).text().contains("2 files written"));
    assert_eq!((fs::read(&page).unwrap(), fs::read(&pdf).unwrap()), {
        let of = |name: &str| whole[&format!("2031/03/the-pier-of-lund-reopens/{name}")].clone();
        (of(paths[0]), of(paths[1]))
    });
    assert!(room.run("build --anew").exits(0).text().contains("1 files written"));
    assert!(files(&room, "public") == whole);
    assert!(room.run("build --anew").exits(0).text().contains("nothing has changed"));
}

#[test]
fn damaged_files_of_shards_and_of_their_site_are_made_again() {
    let now = "--now 2031-06-01T09:00:00Z";
    let room = Room::new();
    let room = ["harbour", "pier", "bridge"]
        .iter()
        .zip(1..)
        .fold(room, |room, (thing, day)| room.file(&format!("press/{thing}.txt"), release(day, thing)));
    room.run(&format!("build press -f md --shard 1/1 {now}")).exits(0);
    let shard = files(&room, "press/shards/1-of-1");
    let paths: Vec<_> = shard.keys().filter(|name| name.ends_with(".md")).collect();
    let paths: Vec<_> = paths.iter().map(|name| room.path(&format!("press/shards/1-of-1/{name}"))).collect();
    damage([&paths[0], &paths[1], &paths[2]]);
    room.run(&format!("build press -f md --shard 1/1 {now}")).exits(0);
    room.run(&format!("build press -f md --shard 1/1 {now} --anew")).exits(0);
    assert!(files(&room, "press/shards/1-of-1") == shard);
    let index = format!("index {} --folder press -f md", folders(1));
    room.run(&index).exits(0);
    let site = files(&room, "press/public");
    fs::write(room.path("press/public/index.html"), "cut").unwrap();
    room.run(&index).exits(0);
    assert!(files(&room, "press/public") == site);
}

#[test]
fn a_picture_that_changes_goes_or_comes_again_is_seen() {
    let text = "---\ntitle: The crane\ndate: 2031-03-09\n---\n\n![A crane](photos/crane.svg)\n\n1. It stands.\n";
    let room = press().file("crane.md", text);
    let picture = room.path("photos/crane.svg");
    fs::create_dir(room.path("photos")).unwrap();
    let steps = [Some(SQUARE.to_owned()), Some(SQUARE.replace("h9v9", "h5v5")), None, Some(SQUARE.to_owned())];
    for (index, step) in steps.into_iter().enumerate() {
        match &step {
            Some(content) => fs::write(&picture, content).unwrap(),
            None => fs::remove_file(&picture).unwrap(),
        }
        let shard = format!("build -f md --shard 1/1 --now 2031-06-01T09:00:00Z -o {index}/shard");
        let ran = room.run("build").exits(0);
        assert!(!ran.text().contains("nothing has changed"), "step {index}");
        assert_eq!(ran.stderr.contains("picture-not-read"), step.is_none(), "{}", ran.stderr);
        room.run(&shard.replace(&format!(" -o {index}/shard"), "")).exits(0);
        room.run("build -o clean").exits(0);
        assert!(files(&room, "public") == files(&room, "clean"), "step {index}");
        room.run(&shard).exits(0);
        assert!(files(&room, "shards/1-of-1") == files(&room, &format!("{index}/shard")), "step {index}");
        for folder in ["clean", &index.to_string()] {
            fs::remove_dir_all(room.path(folder)).unwrap();
        }
        assert!(room.run("build").exits(0).text().contains("nothing has changed"), "step {index}");
    }
}

#[test]
fn a_release_whose_name_has_no_letters_has_an_address() {
    let text = |title: &str| format!("---\ntitle: {title}\ndate: 2031-03-09\n---\n\n1. It stands.\n");
    let room = Room::new().file("chancery.toml", "[site]\naddress = \"/{name}/\"\n").file("😀.md", text("A smile"));
    room.run("build -f md").exits(0);
    assert!(room.read("public/untitled/untitled.md").contains("A smile"));
    assert!(room.read("public/index.html").contains("href=\"./untitled/\""));
    let room = room.file("★.md", text("A star"));
    room.run("build -f md").exits(2).says("`★.md` and `😀.md` would both be at `/untitled/`");
}

#[test]
fn a_site_does_not_go_where_its_releases_are() {
    let room = Room::new().file("site/press/pier.txt", release(2, "pier"));
    let now = "--now 2031-06-01T09:00:00Z";
    let before = room.names();
    for output in ["site/press", "site", ".", "site/press/../press/"] {
        let ran = room.run(&format!("build site/press -o {output}")).exits(2);
        ran.says("which holds the releases of `site/press`").says("hint: name a folder beside or below it with `-o`");
        room.run(&format!("build site/press -o {output} --shard 1/1 {now}")).exits(2);
        assert_eq!(room.names(), before);
    }
    assert!(room.shell("cd site/press && chancery build -o .").exits(2).stderr.contains("cannot be built into `.`"));
    room.run(&format!("build site/press -o shard --shard 1/1 {now}")).exits(0);
    room.run("index shard --folder site/press -o site").exits(2).says("cannot be built into `site`");
}
