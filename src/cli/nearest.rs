//! The known name that is nearest to an unknown one.

/// How many letters are looked at; no name is longer.
const LONGEST: usize = 40;

/// The name of `known` that a person may have meant by `unknown`: at most a third of its letters are different.
pub(crate) fn nearest<'a>(unknown: &str, known: &[&'a str]) -> Option<&'a str> {
    let letters = |name: &str| name.to_lowercase().replace('_', "-").chars().take(LONGEST).collect::<Vec<char>>();
    let unknown = letters(unknown);
    let distances = known.iter().map(|&name| (distance(&unknown, &letters(name)), name));
    distances.min().filter(|&(distance, name)| distance <= name.chars().count().div_ceil(3)).map(|(_, name)| name)
}

/// How many letters must be added, removed or changed (Levenshtein distance).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
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
