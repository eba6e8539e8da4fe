//! `chancery serve` and `chancery watch`: what is answered, and what follows a change.

use super::TIDES;
use super::room::{PROGRAM, Room};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Nothing takes longer, also where the machine has other work.
const PATIENCE: Duration = Duration::from_secs(60);

/// After this time without a sign nothing is being built any more.
const CALM: Duration = Duration::from_millis(1500);

/// The program at work in a room, ended with it.
struct Running {
    child: Child,
    /// What it says on stdout, line by line.
    lines: Receiver<String>,
}

impl Running {
    fn new(room: &Room, words: &str) -> Self {
        let mut command = room.command(PROGRAM);
        command.args(words.split_whitespace()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Running { child, lines }
    }

    /// The first line that has these words.
    fn line(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no line with `{words}`"));
            if line.contains(words) {
                return line;
            }
        }
    }

    /// How many builds end before there are no more.
    fn builds(&self) -> usize {
        std::iter::from_fn(|| self.lines.recv_timeout(CALM).ok()).filter(|line| line.contains(" in ")).count()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A site that is served, and its port.
fn served(room: &Room, words: &str) -> (Running, u16) {
    let running = Running::new(room, &format!("serve --port 0 -f html {words}"));
    let line = running.line("http://127.0.0.1:");
    let port = line.split([':', '/']).nth(4).unwrap().parse().unwrap();
    (running, port)
}

fn send(port: u16, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(request.replace('\n', "\r\n").as_bytes()).unwrap();
    stream
}

/// The whole answer to a request.
fn answer(port: u16, request: &str) -> String {
    let mut answer = Vec::new();
    send(port, request).read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

fn get(port: u16, path: &str) -> String {
    answer(port, &format!("GET {path} HTTP/1.1\nHost: localhost:{port}\n\n"))
}

/// The events that a page is told.
struct Events(BufReader<TcpStream>);

impl Events {
    fn of(port: u16) -> Self {
        let stream = send(port, &format!("GET /.chancery/events HTTP/1.1\nHost: localhost:{port}\n\n"));
        Events(BufReader::new(stream))
    }

    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the events end");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The first one that is so.
    fn until(&mut self, is_so: impl Fn(&Value) -> bool) -> Value {
        std::iter::from_fn(|| Some(self.next())).take(20).find(is_so).expect("it comes to that")
    }
}

#[test]
fn the_site_is_served_and_nothing_else() {
    let room = Room::new().file("chancery.toml", "[site]\ntitle = \"Tides\"\n").file("2031/tides.txt", TIDES);
    let (_running, port) = served(&room, "");
    let page = get(port, "/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("text/html; charset=utf-8"), "{page}");
    assert!(page.contains("<script src=\"/.chancery/preview.js\"") && page.contains("script-src 'self'"), "{page}");
    let on_disk = room.read(".chancery-preview/site/index.html");
    assert!(!on_disk.contains("<script src") && !on_disk.contains("script-src"), "{on_disk}");
    assert!(!room.path("public").exists(), "what is published is left alone");
    assert!(get(port, "/.chancery/preview.js").contains("text/javascript; charset=utf-8"));

    let head = answer(port, "HEAD / HTTP/1.1\nHost: 127.0.0.1\n\n");
    let (fields, body) = page.split_once("\r\n\r\n").unwrap();
    assert_eq!(head, format!("{fields}\r\n\r\n"));
    assert!(fields.contains(&format!("Content-Length: {}\r\n", body.len())), "{fields}");
    assert!(
        get(port, "/2031/03").contains("307 Temporary Redirect\r\n")
            && get(port, "/2031/03").contains("Location: /2031/03/\r\n")
    );
    assert!(get(port, "/2031/03/?page=1").starts_with("HTTP/1.1 200"));

    let lost = get(port, "/nowhere/");
    assert!(lost.starts_with("HTTP/1.1 404") && lost.contains("/.chancery/preview.js"), "{lost}");
    for path in ["/../../chancery.toml", "/%2e%2e/%2e%2e/chancery.toml", "/..%2f..%2fchancery.toml", "/.chancery.json"]
    {
        assert!(get(port, path).starts_with("HTTP/1.1 404"), "{path}");
    }
    let refused = [
        ("nonsense\n\n", "400"),
        ("GET / HTTP/1.1\n\n", "400"),
        ("GET / HTTP/1.1\nHost: press.tides.example\n\n", "403"),
        ("POST / HTTP/1.1\nHost: localhost\n\n", "405"),
    ];
    for (request, status) in refused {
        assert!(answer(port, request).starts_with(&format!("HTTP/1.1 {status}")), "{request}");
    }
    let long = format!("GET / HTTP/1.1\nHost: localhost\nX: {}", "x".repeat(40_000));
    assert!(answer(port, &long).starts_with("HTTP/1.1 431"));
}

#[test]
fn a_page_is_told_of_changes_and_of_what_is_wrong() {
    let settings = "[site]\ntitle = \"Tides\"\nurl = \"https://tides.example/press/\"\n";
    let room = Room::new().file("chancery.toml", settings).file("tides.txt", TIDES);
    let (_running, port) = served(&room, "");
    let mut events = Events::of(port);
    let first = events.next();
    assert_eq!((&first["old"], &first["findings"]), (&false.into(), &Value::Array(Vec::new())));

    fs::write(room.path("tides.txt"), TIDES.replace("eleven months", "twelve months")).unwrap();
    let changed = events.until(|state| state["version"] != first["version"]);
    let page = "/press/2031/03/harbour-of-lund-reopens-after-repairs/";
    assert!(get(port, page).contains("twelve months"), "it lies where it will be at its host");
    assert!(get(port, "/").contains("Location: /press/\r\n"));

    fs::write(room.path("chancery.toml"), format!("{settings}page-sise = 3\n")).unwrap();
    let wrong = events.until(|state| state["old"] == true);
    let finding = &wrong["findings"][0];
    assert!(finding["place"].as_str().unwrap().ends_with("chancery.toml:4:1"), "{finding}");
    assert_eq!((&finding["severity"], &finding["hint"]), (&"error".into(), &"did you mean `page-size`?".into()));
    assert_eq!(wrong["version"], changed["version"]);
    assert!(get(port, page).contains("twelve months"), "the last good site stays");

    fs::write(room.path("chancery.toml"), settings).unwrap();
    let mended = events.until(|state| state["old"] == false);
    assert_eq!((&mended["findings"], &mended["version"]), (&Value::Array(Vec::new()), &changed["version"]));

    fs::write(room.path("other.txt"), [0xff, 0xfe, 0xfd]).unwrap();
    let refused = events.until(|state| state["findings"].as_array().is_some_and(|found| !found.is_empty()));
    assert!(refused["findings"][0]["message"].as_str().unwrap().contains("`other.txt`"), "{refused}");
}

#[test]
fn a_port_or_a_folder_that_cannot_be_had_is_told() {
    let room = Room::with_tides();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    room.run(&format!("serve --port {port}")).exits(2).says("cannot listen on 127.0.0.1").says("--port");
    room.run("serve nowhere").exits(2).says("`nowhere` is no folder");
    room.run("watch -o .").exits(2).says("would be written to");
}

#[test]
fn a_change_is_one_build_and_a_build_is_none() {
    for poll in ["", "--poll"] {
        let room = Room::new().file("in/tides.txt", TIDES);
        let running = Running::new(&room, &format!("watch in -f html {poll}"));
        running.line("1 release in in/public");
        assert_eq!(running.builds(), 0, "what a build writes is no change {poll}");
        for number in 0..60 {
            let text = TIDES.replace("reopens", &format!("reopens for ship {number}"));
            fs::create_dir_all(room.path("in/more/yet")).unwrap();
            fs::write(room.path(&format!("in/more/yet/{number}.txt")), text).unwrap();
        }
        running.line("61 releases in in/public");
        assert!(running.builds() <= 1, "{poll}");
        // As editors save.
        fs::write(room.path("in/.tides.new"), TIDES.replace("eleven", "twelve")).unwrap();
        fs::rename(room.path("in/.tides.new"), room.path("in/tides.txt")).unwrap();
        running.line("61 releases in in/public");
        assert!(room.read("in/public/2031/03/harbour-of-lund-reopens-after-repairs/index.html").contains("twelve"));
        fs::rename(room.path("in/more"), room.path("in/other")).unwrap();
        fs::remove_file(room.path("in/other/yet/7.txt")).unwrap();
        running.line("60 releases in in/public");
        // As another branch of a repository does.
        fs::rename(room.path("in"), room.path("away")).unwrap();
        thread::sleep(CALM);
        fs::create_dir(room.path("in")).unwrap();
        fs::write(room.path("in/tides.txt"), TIDES).unwrap();
        running.line("1 release in in/public");
    }
}
