//! Footnotes at the foot of the pages that call them.

use super::*;

/// Footnotes of ten points a line, in the style of `SMALL`.
const NOTES: &str = ".f { float: footnote; font-size: 5pt; line-height: 10pt; text-align: start }
    .f::footnote-marker { content: counter(footnote) ' ' } ::footnote-call { font-size: 5pt; line-height: 1pt; vertical-align: baseline }";

#[test]
fn a_footnote_stands_at_the_foot_of_the_page_that_calls_it() {
    let html = format!("<p>a<span class=f>First.</span></p>{}<p>z<span class=f>Last.</span></p>", numbered(10));
    let document = laid_out(&html, NOTES);
    assert_eq!(document.pages.len(), 2);
    let at_foot = |page: usize| lines(&document, page).pop().unwrap();
    assert_eq!((at_foot(0).1, at_foot(1).1), ("1 First.".to_owned(), "2 Last.".to_owned()));
    assert!((190..200).contains(&at_foot(0).0) && (190..200).contains(&at_foot(1).0));
    let last_line = lines(&document, 0).into_iter().rev().nth(1).unwrap();
    assert_eq!(last_line.1.trim(), "p7", "the eighth line would stand where the note is");
    assert_eq!(squeezed(&words(&document)), "a1p1p2p3p4p5p6p71First.p8p9p10z22Last.");
    let links = document.pages.iter().flat_map(|page| &page.items).filter(|item| matches!(item, Item::Link { .. }));
    assert_eq!(links.count(), 4, "each number leads to the other");
    let place = |name: &str| document.destinations.iter().find(|place| place.name == name).unwrap();
    assert_eq!((place("footnote-2").page, place("footnote-2-call").page), (1, 1));
}

#[test]
fn a_line_goes_to_the_next_page_with_its_note() {
    let html = format!("{}<p>z<span class=f>Its note.</span></p>", numbered(9));
    let document = laid_out(&html, NOTES);
    assert_eq!(
        (texts(&document, 0).pop().unwrap(), texts(&document, 1)),
        ("p9".to_owned(), vec!["z1".to_owned(), "1 Its note.".to_owned()])
    );
}

#[test]
fn a_footnote_longer_than_a_page_goes_on_at_the_foot_of_the_next() {
    let note: String = (0..200).map(|number| format!("word{number} ")).collect();
    let html = format!("<p>a<span class=f>{note}</span></p>{}", numbered(20));
    let document = laid_out(&html, NOTES);
    assert_eq!(
        squeezed(&words(&document)).len(),
        squeezed(&format!("a11{note}{}", (1..=20).map(|n| format!("p{n}")).collect::<String>())).len()
    );
    for page in 0..document.pages.len() {
        let all = lines(&document, page);
        assert!(all.iter().all(|(y, _)| *y <= 200), "page {page}: {all:?}");
        let mut places: Vec<i32> = all.iter().map(|(y, _)| *y).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), all.len(), "page {page}: lines stand on one another: {all:?}");
    }
}

#[test]
fn a_footnote_with_its_own_number_stands_at_the_foot_of_the_page_that_links_to_it() {
    let link = |to: &str| format!("<p>{to}<a href='#{to}'>*</a></p>");
    let note = |id: &str| format!("<div class=own id={id}>* of {id}.</div>");
    let html = format!(
        "{}{}{}{}<section>{}{}{}</section>{}",
        link("one"),
        numbered(10),
        link("two"),
        link("one"),
        note("one"),
        note("two"),
        note("late"),
        link("late")
    );
    let style = ".own { float: -chancery-linked-footnote; font-size: 5pt; line-height: 10pt; text-align: start }";
    let document = laid_out(&html, style);
    let last = |page: usize| texts(&document, page).pop().unwrap();
    assert_eq!((last(0), last(1)), ("* of one.".to_owned(), "* of two.".to_owned()));
    let of_next = texts(&document, 1);
    assert_eq!(
        of_next[of_next.len() - 3..of_next.len() - 1],
        ["* of late.", "late*"],
        "no link leads to it from above"
    );
    let order: Vec<&str> = document.structure.elements.iter().filter_map(|element| element.id.as_deref()).collect();
    assert_eq!(order, ["one", "two", "late"], "the tags have the order of the document");
}

#[test]
fn footnotes_in_tables_and_rows_stand_at_the_foot() {
    let cells: String =
        (1..=12).map(|n| format!("<tr><td>r{n}<span class=f>n{n}.</span></td><td>x</td></tr>")).collect();
    let html = format!(
        "<table>{cells}</table><div style='display: flex'><span>1.</span><p>t<span class=f>m.</span></p></div>"
    );
    let document = laid_out(&html, &format!("{NOTES} table {{ border-spacing: 0 }} td {{ padding: 0 }}"));
    for page in 0..document.pages.len() {
        let all = texts(&document, page);
        for row in all.iter().filter(|line| line.starts_with('r')) {
            let own = (1..=12).find(|n| row.starts_with(&format!("r{n}{n}x"))).unwrap();
            assert!(all.iter().any(|line| line.ends_with(&format!("n{own}."))), "page {page}: {all:?}");
        }
    }
    assert!(squeezed(&words(&document)).contains("m."));
}
