//! The known name that is nearest to an unknown one.

use strsim::levenshtein;

/// How many letters are looked at; no name is longer.
const LONGEST: usize = 40;

/// The name of `known` that a person may have meant by `unknown`: at most a third of its letters are different.
pub(crate) fn nearest<'a>(unknown: &str, known: &[&'a str]) -> Option<&'a str> {
    let letters = |name: &str| name.to_lowercase().replace('_', "-").chars().take(LONGEST).collect::<String>();
    let unknown = letters(unknown);
    let distances = known.iter().map(|&name| (levenshtein(&unknown, &letters(name)), name));
    distances.min().filter(|&(distance, name)| distance <= name.chars().count().div_ceil(3)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let known = ["format", "output", "font-path"];
        assert_eq!(nearest("formats", &known), Some("format"));
        assert_eq!(nearest("font_path", &known), Some("font-path"));
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest("", &known), None);
    }
}
