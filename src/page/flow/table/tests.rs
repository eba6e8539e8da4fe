//! Where tables part.

use crate::page::flow::tests::{laid_out, runs};

/// What stands on a page; ten lines fit on one.
fn texts(html: &str, page: usize) -> Vec<String> {
    let css = "table { border-spacing: 0 } td, th { padding: 0 } .introduces { break-after: avoid }";
    runs(&laid_out(html, css), page).iter().map(|run| run.text.trim().to_owned()).collect()
}

fn rows(count: usize) -> String {
    (1..=count).map(|row| format!("<tr><td>r{row}")).collect()
}

#[test]
fn no_row_is_left_alone() {
    let above: String = (1..=7).map(|number| format!("<p>p{number}")).collect();
    let last = format!("{above}<table><tbody>{}</table>", rows(4));
    assert_eq!(texts(&last, 1), ["r3", "r4"]);
    let first = format!("{above}<p>p8<p>p9<table><tbody>{}</table>", rows(5));
    assert_eq!(texts(&first, 1), ["r1", "r2", "r3", "r4", "r5"]);
    let long = format!("<table><tbody>{}</table>", rows(21));
    assert_eq!(texts(&long, 2), ["r20", "r21"]);
}

#[test]
fn what_introduces_a_list_stays_with_it() {
    let above: String = (1..=9).map(|number| format!("<p>p{number}")).collect();
    let html = format!("{above}<p class=introduces>They agreed:<ul><li>one<li>two</ul>");
    assert!(texts(&html, 1).contains(&"They agreed:".to_owned()));
    let item = "<div style='display: flex'><span>4.</span><div><p class=introduces>They agreed:";
    let html = format!("{above}{item}<ul><li>one<li>two</ul></div></div>");
    assert!(texts(&html, 1).contains(&"They agreed:".to_owned()), "in a row, too");
}

/// It begins where it stands, under its head, and goes on under its head.
#[test]
fn a_row_taller_than_a_page_begins_under_its_head() {
    let lines: String = (1..=21).map(|line| format!("l{line}<br>")).collect();
    let html = format!("<p>p1<p>p2<table><thead><tr><th>h</thead><tbody><tr><td>{lines}<tr><td>r2</table>");
    let expected: [&[&str]; 3] = [&["p1", "p2", "h", "l1"], &["h", "l8"], &["h", "l17"]];
    for (page, first) in expected.iter().enumerate() {
        assert_eq!(texts(&html, page)[..first.len()], **first);
    }
    assert_eq!(texts(&html, 2).last().map(String::as_str), Some("r2"));
    // A row that a page can hold is whole.
    let lines: String = (1..=9).map(|line| format!("l{line}<br>")).collect();
    let html = format!("<p>p1<p>p2<table><thead><tr><th>h</thead><tbody><tr><td>{lines}</table>");
    assert_eq!(texts(&html, 1)[..2], ["h", "l1"]);
}
