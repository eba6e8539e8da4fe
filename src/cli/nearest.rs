//! The known name that is nearest to an unknown one.

/// The name of `known` that a person may have meant by `unknown`: at most a third of its letters are different.
pub(crate) fn nearest<'a>(unknown: &str, known: &[&'a str]) -> Option<&'a str> {
    let unknown: Vec<char> = unknown.to_lowercase().replace('_', "-").chars().collect();
    let distances = known.iter().map(|&name| (distance(&unknown, &name.chars().collect::<Vec<_>>()), name));
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
