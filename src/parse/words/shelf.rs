//! Words one behind another in one text: a table that is part of the program as it lies there.

use std::ops::Range;

/// Words, where each ends, and the first letters of each.
pub(super) struct Shelf {
    pub(super) text: &'static str,
    pub(super) ends: &'static [u32],
    /// The first eight bytes, as a number: they sort as the words do.
    pub(super) keys: &'static [u64],
}

/// The first eight bytes of a word, those of ASCII in small letters.
fn key(word: &str) -> u64 {
    let mut key = [0; 8];
    let length = word.len().min(key.len());
    key[..length].copy_from_slice(&word.as_bytes()[..length]);
    key.make_ascii_lowercase();
    u64::from_be_bytes(key)
}

impl Shelf {
    /// The word at a place; empty behind the last.
    #[inline]
    pub(super) fn get(&self, place: usize) -> &'static str {
        let end = |place: usize| self.ends.get(place).copied().unwrap_or(0) as usize;
        let start = if place == 0 { 0 } else { end(place - 1) };
        self.text.get(start..end(place)).unwrap_or_default()
    }

    /// One of the first eight bytes of the word at a place; 0 behind its end.
    #[inline]
    pub(super) fn byte(&self, place: usize, at: usize) -> u8 {
        self.keys.get(place).and_then(|key| key.to_be_bytes().get(at).copied()).unwrap_or(0)
    }

    /// The place of a word, whatever letters of it are capitals, where the words are sorted.
    pub(super) fn find(&self, word: &str) -> Option<usize> {
        if word.is_ascii() {
            self.alike(word).find(|&place| self.get(place).eq_ignore_ascii_case(word))
        } else {
            let word = word.to_lowercase();
            self.alike(&word).find(|&place| self.get(place) == word)
        }
    }

    /// The places of the words with these first letters.
    fn alike(&self, word: &str) -> Range<usize> {
        let key = key(word);
        let first = self.keys.partition_point(|found| *found < key);
        first..first + self.keys[first..].iter().take_while(|found| **found == key).count()
    }

    /// Whether a word begins with these letters of ASCII, of which the first eight tell, where the words are sorted.
    pub(super) fn begins_with_ascii(&self, letters: &str) -> bool {
        let length = letters.len().min(size_of::<u64>());
        if length == 0 {
            return true;
        }
        let key = key(letters);
        let first = self.keys.partition_point(|found| *found < key);
        let shift = u64::BITS as usize - 8 * length;
        self.keys.get(first).is_some_and(|found| found >> shift == key >> shift)
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
