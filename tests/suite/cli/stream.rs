//! `chancery stream`: JSON Lines in, JSON Lines out.

use super::room::{PROGRAM, Room};
use super::{Ran, TIDES};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

fn answers(ran: &Ran) -> Vec<Value> {
    ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn lines(records: &[Value]) -> Vec<u8> {
    records.iter().flat_map(|record| format!("{record}\n").into_bytes()).collect()
}

#[test]
fn what_flows_out_is_what_render_and_build_write() {
    let room = Room::new().file("in/tides.txt", TIDES);
    room.run("render in/tides.txt -f md,html,pdf,json -o out/").exits(0);
    room.run("build in -o site").exits(0);
    let ran = room.pipe("stream", &lines(&[json!({ "id": 7, "name": "tides.txt", "text": TIDES })])).exits(0);
    let answers = answers(&ran);
    assert_eq!((answers.len(), &answers[0]["id"], &answers[0]["diagnostics"]), (1, &json!(7), &json!([])));
    for format in ["md", "html", "json"] {
        assert_eq!(answers[0]["outputs"][format], room.read(&format!("out/tides.{format}")), "{format}");
    }
    let pdf = STANDARD.decode(answers[0]["outputs"]["pdf"].as_str().unwrap()).unwrap();
    assert_eq!(pdf, fs::read(room.path("out/tides.pdf")).unwrap());
    let name = "harbour-of-lund-reopens-after-repairs";
    assert_eq!(pdf, fs::read(room.path(&format!("site/2031/03/{name}/{name}.pdf"))).unwrap());
}

#[test]
fn answers_come_in_the_order_of_the_lines() {
    let long = format!("{TIDES}\n{}", (3..400).map(|n| format!("{n}. The pier is open.\n\n")).collect::<String>());
    let record =
        |id: usize| json!({ "id": id, "name": "tides.txt", "text": if id.is_multiple_of(7) { &long } else { TIDES } });
    let records: Vec<Value> = (0..60).map(record).collect();
    let one = Room::new().pipe("stream -f md -j 1", &lines(&records)).exits(0);
    let many = Room::new().pipe("stream -f md -j 8", &lines(&records)).exits(0);
    assert!(answers(&one).iter().enumerate().all(|(index, answer)| answer["id"] == index));
    assert_eq!(one.stdout, many.stdout);
}

#[test]
fn a_line_that_cannot_be_published_says_why_and_the_others_are_done() {
    let records = [
        json!({ "id": "a", "text": TIDES, "set": { "issuer": "Ministry of Fish" } }),
        json!({ "id": "b", "text": TIDES, "base64": "QQ==" }),
        json!({ "id": "c", "base64": "=" }),
        json!({ "id": "d", "text": TIDES, "set": { "isuer": "x" } }),
        json!({ "id": "e", "base64": STANDARD.encode([0xFF, 0xFE, 0xFF]) }),
        json!({ "id": { "key": [1, 2] }, "base64": STANDARD.encode(TIDES) }),
    ];
    let mut input = lines(&records);
    input.extend(b"\n  \nno json\n");
    input.extend(json!({ "id": "last", "text": TIDES }).to_string().bytes());
    let ran = Room::new().pipe("stream -f md", &input).exits(1);
    let answers = answers(&ran);
    assert_eq!(answers.len(), 8);
    assert!(answers[0]["outputs"]["md"].as_str().unwrap().contains("Ministry of Fish"));
    let reasons =
        [(1, "either `text` or `base64`"), (2, "`base64`"), (3, "unknown key `isuer`"), (4, "UTF-16"), (6, "line 9")];
    for (index, why) in reasons {
        let message = answers[index]["error"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(why) && answers[index].get("outputs").is_none(), "{index}: {message}");
    }
    assert_eq!((&answers[5]["id"]["key"][1], &answers[7]["id"]), (&json!(2), &json!("last")));
}

#[test]
fn who_sends_one_line_and_waits_is_answered() {
    let room = Room::new();
    let mut command = room.command(PROGRAM);
    command.args(["stream", "-f", "json"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for id in 0..3 {
        writeln!(stdin, "{}", json!({ "id": id, "text": TIDES })).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn denied_warnings_keep_a_release_back() {
    let text = TIDES.replace("2. The repairs", "3. The repairs");
    let record = lines(&[json!({ "id": 1, "text": text })]);
    let warned = answers(&Room::new().pipe("stream -f md", &record).exits(0));
    assert_eq!(warned[0]["diagnostics"][0]["code"], "number-gap");
    let denied = answers(&Room::new().pipe("stream -f md --deny number-gap", &record).exits(1));
    assert_eq!(denied[0]["error"]["diagnostics"][0]["severity"], "error");
}
