//! Bare addresses, which GFM makes links of (GitHub Flavored Markdown, 6.9): up to the next white space or `<`, and with
//! every backslash on the way.

use super::escape::push_escaped;
use super::profile::Profile;

/// What an address begins with, and how long into it a backslash keeps it from being one.
const STARTS: [(&str, usize); 3] = [("http://", 4), ("https://", 5), ("www.", 3)];

/// Makes plain words of each address in `line` from `start` on that would not come out as it is printed: one with a
/// backslash in it, or one that other marks follow (`goes_on`).
pub(super) fn tame(line: &mut String, start: usize, goes_on: bool, profile: Profile) {
    if !goes_on && !line[start..].contains('\\') {
        return;
    }
    let text = line.split_off(start);
    let ends = |letter: char| letter.is_whitespace() || letter == '<';
    for word in text.split_inclusive(ends) {
        let is_cut = goes_on && !word.ends_with(ends);
        match address(word).filter(|&(begin, _)| is_cut || word[begin..].contains('\\')) {
            Some((begin, colon)) => {
                let (before, after) = word.split_at(begin + colon);
                let mut rest = after.chars();
                line.push_str(before);
                rest.next().into_iter().for_each(|mark| push_escaped(mark, profile, line));
                line.push_str(rest.as_str());
            }
            None => line.push_str(word),
        }
    }
}

/// Where in a word an address begins, and where in it a backslash goes.
fn address(word: &str) -> Option<(usize, usize)> {
    let lower = word.to_ascii_lowercase();
    STARTS.iter().filter_map(|&(start, colon)| Some((lower.find(start)?, colon))).min()
}

#[cfg(test)]
mod tests {
    use super::{Profile, tame};

    #[test]
    fn only_addresses_that_would_change_are_tamed() {
        let tamed = |text: &str, goes_on| {
            let mut line = text.to_owned();
            tame(&mut line, 0, goes_on, Profile::Gfm);
            line
        };
        assert_eq!(tamed(r"see https://x.example/a\*d\*, \*", false), r"see https\://x.example/a\*d\*, \*");
        assert_eq!(tamed(r"WWW.x.example/\[ http://a.example/_", false), r"WWW\.x.example/\[ http://a.example/_");
        assert_eq!(tamed("https://x.example/a_b", true), r"https\://x.example/a_b");
        assert_eq!(tamed("https://x.example/a_b.", false), "https://x.example/a_b.");
    }
}
