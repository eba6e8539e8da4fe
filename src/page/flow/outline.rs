//! Bookmarks as a tree, destinations in order.

use crate::page::document::{Bookmark, Destination};

/// Nests bookmarks by their levels: a heading holds the deeper ones that follow it.
pub(super) fn nested(flat: Vec<(u8, Destination)>) -> Vec<Bookmark> {
    let mut roots = Vec::new();
    // The headings that are still open, the outermost first.
    let mut open: Vec<(u8, Bookmark)> = Vec::new();
    for (level, Destination { name, page, y }) in flat {
        close(&mut open, &mut roots, level);
        open.push((level, Bookmark { title: name, page, y, children: Vec::new() }));
    }
    close(&mut open, &mut roots, 0);
    roots
}

/// Puts every open bookmark that is not above `level` into the one it stands in.
fn close(open: &mut Vec<(u8, Bookmark)>, roots: &mut Vec<Bookmark>, level: u8) {
    while let Some((_, bookmark)) = open.pop_if(|(own, _)| *own >= level) {
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(bookmark),
            None => roots.push(bookmark),
        }
    }
}

/// Sorts destinations by name; of two with one name the first stays.
pub(super) fn sorted(mut destinations: Vec<Destination>) -> Vec<Destination> {
    destinations.sort_by(|a, b| a.name.cmp(&b.name));
    destinations.dedup_by(|later, first| later.name == first.name);
    destinations
}

#[cfg(test)]
mod tests {
    use super::nested;
    use crate::page::document::{Bookmark, Destination};

    fn shape(bookmarks: &[Bookmark]) -> String {
        let one = |bookmark: &Bookmark| format!("{}({})", bookmark.title, shape(&bookmark.children));
        bookmarks.iter().map(one).collect()
    }

    #[test]
    fn headings_nest_by_level_also_where_one_is_skipped() {
        let place = |name: &str| Destination { name: name.to_owned(), page: 0, y: 0.0 };
        let flat = vec![(2, place("a")), (3, place("b")), (5, place("c")), (3, place("d")), (1, place("e"))];
        assert_eq!(shape(&nested(flat)), "a(b(c())d())e()");
    }
}
