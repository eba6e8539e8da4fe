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
