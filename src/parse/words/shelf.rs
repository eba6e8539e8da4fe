//! Words one behind another in one text: a table that is part of the program as it lies there.

/// Words, and where each ends.
pub(super) struct Shelf {
    pub(super) text: &'static str,
    pub(super) ends: &'static [u32],
}

impl Shelf {
    /// The word at a place; empty behind the last.
    #[inline]
    pub(super) fn get(&self, place: usize) -> &'static str {
        let end = |place: usize| self.ends.get(place).copied().unwrap_or(0) as usize;
        let start = if place == 0 { 0 } else { end(place - 1) };
        self.text.get(start..end(place)).unwrap_or_default()
    }

    /// The place of a word, where the words are sorted.
    pub(super) fn find(&self, word: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = (low + high) / 2;
            match self.get(middle).cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Whether a word begins with these letters, where the words are sorted.
    pub(super) fn begins(&self, letters: impl Iterator<Item = char> + Clone) -> bool {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = (low + high) / 2;
            let mut word = self.get(middle).chars();
            let differ = letters.clone().find_map(|letter| match word.next() {
                Some(found) if found == letter => None,
                found => Some(found < Some(letter)),
            });
            match differ {
                None => return true,
                Some(true) => low = middle + 1,
                Some(false) => high = middle,
            }
        }
        false
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        (0..self.ends.len()).map(|place| self.get(place))
    }
}
