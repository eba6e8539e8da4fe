//! Which candidates are numbers: those that go on, or begin, a sequence.
//!
//! `(i)` behind `(h)` is a letter, behind `(a)` it begins a level of roman ones; `1718 Committee`, `12.4 million` and
//! a wrapped line that begins `7. Meanwhile` continue nothing and begin nothing, and stay words.

use super::dates;
use super::numbering::{self, Candidate, Form, Reading};
use std::collections::BTreeSet;

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// At the start of a paragraph, not of a line in it.
    pub(super) starts_paragraph: bool,
    /// The line before ends a sentence or clause.
    pub(super) after_stop: bool,
    /// The format or an anchor says that it is a number.
    pub(super) certain: bool,
    /// Something that is no number stands between it and the number before it.
    pub(super) parted: bool,
    pub(super) indent: usize,
}

/// What a number does in its sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Begins,
    Continues,
    /// It is not the first, but nothing came before it.
    BeginsLate,
    Skips,
    Repeats,
    GoesBack,
}

/// A number that was accepted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    /// How many open numbers it stands under.
    pub(super) level: usize,
    pub(super) step: Step,
    pub(super) reading: Reading,
    /// The number that the sequence was at, where it had one.
    pub(super) before: Option<u32>,
}

/// The sequences that are open, each under the one before it.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    levels: Vec<Level>,
    /// Where sequences were that ended: further on, or under the next heading, they may go on.
    ended: BTreeSet<Reading>,
    /// A heading stood since the last number: numbers may begin anew.
    fresh: bool,
}

#[derive(Debug)]
struct Level {
    reading: Reading,
    indent: usize,
}

/// How many numbers may be missing between two that still belong together.
const WIDEST_GAP: u32 = 20;
/// How far one may be behind the last whose form alone does not say that it is a number.
const NARROW_GAP: u32 = 3;

impl Sequence {
    /// A heading: inner sequences end, the outermost may go on or begin anew.
    pub(super) fn heading(&mut self) {
        self.close_to(1);
        self.fresh = true;
    }

    /// The first section of several, over numbers that begin anew: it stands under no number, whatever stood above.
    pub(super) fn section(&mut self) {
        self.close_to(0);
    }

    fn close_to(&mut self, level: usize) {
        let closed = self.levels.drain(level.min(self.levels.len())..);
        self.ended.extend(closed.map(|level| level.reading));
    }

    /// Decides whether `candidate` is a number, and of which level. `successor` tells how far away the number
    /// stands that would follow a reading.
    pub(super) fn place(
        &mut self,
        candidate: &Candidate,
        text: &str,
        evidence: Evidence,
        successor: impl Fn(&Reading) -> Option<usize>,
    ) -> Option<Placed> {
        let is_date = || dates::is_first(&text[..text.floor_char_boundary(60)]);
        if !evidence.certain && candidate.label.len() <= 2 && is_date() {
            return None;
        }
        if !evidence.certain && !evidence.starts_paragraph && is_amount(candidate, text) {
            return None;
        }
        if candidate.form == Form::Bare && !(evidence.certain || evidence.starts_paragraph) {
            return None;
        }
        let placed = self
            .continued(candidate, evidence, &successor)
            .or_else(|| self.begun(candidate, evidence, &successor))
            .or_else(|| self.continued_otherwise(candidate, evidence, &successor))
            .or_else(|| self.out_of_order(candidate, evidence, &successor))?;
        self.fresh = false;
        self.close_to(placed.level + usize::from(placed.step != Step::Begins));
        self.levels.truncate(placed.level);
        self.levels.push(Level { reading: placed.reading.clone(), indent: evidence.indent });
        if placed.reading.style.is_named()
            && let Some(reading) = inner_first(candidate, text)
        {
            self.levels.push(Level { reading, indent: evidence.indent });
        }
        Some(placed)
    }

    /// The next number of an open sequence.
    fn continued(
        &self,
        candidate: &Candidate,
        evidence: Evidence,
        successor: &impl Fn(&Reading) -> Option<usize>,
    ) -> Option<Placed> {
        if !(evidence.starts_paragraph || evidence.certain || evidence.after_stop) {
            return None;
        }
        for (level, open) in self.levels.iter().enumerate().rev() {
            let follows =
                |reading: &&Reading| **reading == open.reading.next() || is_next_branch(&open.reading, reading);
            let Some(reading) = candidate.readings.iter().find(follows) else { continue };
            // `(i)` behind `(h)`, but with `(ii)` nearer than `(j)`: the first roman number under `(h)`.
            let nearer = |other: &Reading| match (successor(other), successor(reading)) {
                (Some(other), Some(next)) => other < next,
                (Some(_), None) => true,
                _ => false,
            };
            if candidate.readings.iter().any(|other| other != reading && other.value == 1 && nearer(other)) {
                continue;
            }
            let before = Some(open.reading.value);
            return Some(Placed { level, step: Step::Continues, reading: reading.clone(), before });
        }
        None
    }

    /// The first number of a sequence.
    fn begun(
        &self,
        candidate: &Candidate,
        evidence: Evidence,
        successor: &impl Fn(&Reading) -> Option<usize>,
    ) -> Option<Placed> {
        let first = |reading: &&Reading| {
            let followed = match candidate.form {
                Form::Bare => successor(reading).is_some() && successor(&reading.next()).is_some(),
                _ => successor(reading).is_some(),
            };
            let sure = candidate.form == Form::Marked || evidence.certain || followed;
            reading.value == 1 && sure && self.may_begin(reading, evidence, followed)
        };
        let reading =
            candidate.readings.iter().filter(first).min_by_key(|reading| successor(reading).unwrap_or(usize::MAX))?;
        let open = self.levels.iter().rposition(|level| level.reading.style == reading.style);
        let (level, step) = match open {
            Some(level) if self.fresh => (level, Step::Begins),
            Some(level) if evidence.indent > self.levels[level].indent => (level + 1, Step::Begins),
            Some(level) if evidence.parted && self.is_anew(level, reading, successor) => (level, Step::Begins),
            Some(level) => (level, Step::Repeats),
            None => (self.level_for(reading), Step::Begins),
        };
        let before = open.map(|level| self.levels[level].reading.value);
        Some(Placed { level, step, reading: reading.clone(), before })
    }

    /// Whether the sequence of a level is at its end, and `reading` begins another: the second number of that one is
    /// nearer than what would continue the old one.
    fn is_anew(&self, level: usize, reading: &Reading, successor: &impl Fn(&Reading) -> Option<usize>) -> bool {
        let second = successor(reading);
        second.is_some() && successor(&self.levels[level].reading).is_none_or(|next| second < Some(next))
    }

    fn may_begin(&self, reading: &Reading, evidence: Evidence, followed: bool) -> bool {
        if evidence.certain {
            return true;
        }
        let known = self.levels.iter().any(|level| level.reading.style == reading.style) && !self.fresh;
        let needs_successor =
            reading.style.is_initial() || reading.style.depth > 0 || known || !evidence.starts_paragraph;
        let branches = self.levels.iter().any(|level| {
            let outer = &level.reading;
            outer.style.is_decimal() && reading.prefix.split_last() == Some((&outer.value, outer.prefix.as_slice()))
        });
        // A line begins with `①` by chance only where a sentence is about such signs.
        let stands = evidence.starts_paragraph || evidence.after_stop || (reading.style.is_enclosed() && followed);
        stands && (followed || !needs_successor || (reading.style.depth > 0 && branches && !known))
    }

    /// The level of a sequence that begins: under the open ones; `2.1` stands under `2.`.
    fn level_for(&self, reading: &Reading) -> usize {
        if let Some(level) = self.levels.iter().position(|level| level.reading.style.is_glued())
            && reading.style.is_glued()
        {
            return level;
        }
        let parent = self.levels.iter().rposition(|level| {
            let depth = level.reading.style.depth + 1;
            reading.prefix.len() >= depth && reading.prefix.last() == Some(&level.reading.value)
        });
        parent.map_or(self.levels.len(), |level| level + 1)
    }

    /// The next number of an open sequence with another mark behind it than the others: `3)` behind `2.`
    fn continued_otherwise(
        &self,
        candidate: &Candidate,
        evidence: Evidence,
        successor: &impl Fn(&Reading) -> Option<usize>,
    ) -> Option<Placed> {
        let [reading] = candidate.readings.as_slice() else { return None };
        let alone = reading.value > 1 && successor(reading).is_none() && candidate.form != Form::Bare;
        if !(evidence.starts_paragraph && alone) {
            return None;
        }
        let follows = |open: &Level| {
            let next = open.reading.next();
            next.style.is_like(&reading.style) && next.prefix == reading.prefix && next.value == reading.value
        };
        let level = self.levels.iter().rposition(follows)?;
        let open = &self.levels[level].reading;
        Some(Placed { level, step: Step::Continues, reading: open.next(), before: Some(open.value) })
    }

    /// A number that does not follow, but stands where only a number stands.
    fn out_of_order(
        &self,
        candidate: &Candidate,
        evidence: Evidence,
        successor: &impl Fn(&Reading) -> Option<usize>,
    ) -> Option<Placed> {
        if !(evidence.starts_paragraph || evidence.certain) {
            return None;
        }
        let goes_on = |reading: &&Reading| reading.before().is_some_and(|before| self.ended.contains(&before));
        if let Some(reading) = candidate.readings.iter().find(goes_on).filter(|_| candidate.form != Form::Bare) {
            let level = self.levels.iter().position(|level| level.reading.style == reading.style);
            let (level, before) = (level.unwrap_or_else(|| self.level_for(reading)), Some(reading.value - 1));
            return Some(Placed { level, step: Step::Continues, reading: reading.clone(), before });
        }
        let trusted = |reading: &Reading| {
            let followed = successor(reading).is_some();
            let sure = candidate.form == Form::Marked && !(reading.style.is_initial() || reading.style.depth > 0);
            evidence.certain || followed || sure
        };
        for (level, open) in self.levels.iter().enumerate().rev() {
            let near = |reading: &Reading| {
                let gap = reading.value.saturating_sub(open.reading.value);
                candidate.form == Form::Loose && (1..=NARROW_GAP).contains(&gap)
            };
            let same = |reading: &&Reading| {
                let style = reading.style == open.reading.style && reading.prefix == open.reading.prefix;
                style && (trusted(reading) || near(reading))
            };
            let Some(reading) = candidate.readings.iter().find(same) else { continue };
            let last = open.reading.value;
            let step = match reading.value.cmp(&last) {
                std::cmp::Ordering::Greater if reading.value - last > WIDEST_GAP && !evidence.certain => continue,
                std::cmp::Ordering::Greater => Step::Skips,
                _ if candidate.form != Form::Marked && !evidence.certain => continue,
                std::cmp::Ordering::Equal => Step::Repeats,
                std::cmp::Ordering::Less => Step::GoesBack,
            };
            return Some(Placed { level, step, reading: reading.clone(), before: Some(last) });
        }
        let followed = |reading: &&Reading| match candidate.form {
            Form::Marked => successor(reading).is_some() || evidence.certain,
            _ => evidence.certain,
        };
        let reading = candidate.readings.iter().find(followed)?.clone();
        let level = self.level_for(&reading);
        Some(Placed { level, step: Step::BeginsLate, reading, before: None })
    }
}

/// `(a)` of `Sec. 6. General provisions. (a) Nothing in this order …`: `(b)` goes on from it.
fn inner_first(candidate: &Candidate, text: &str) -> Option<Reading> {
    const LONGEST_NAME: usize = 120;
    let words = text.get(candidate.length..)?;
    let name = &words[..words.floor_char_boundary(LONGEST_NAME)];
    let (name, rest) = words.split_at(name.find('(')?);
    let ended = name.trim_end().ends_with('.') && name.ends_with(char::is_whitespace);
    let inner = numbering::read(rest).filter(|inner| inner.form == Form::Marked && ended)?;
    inner.readings.into_iter().find(|reading| reading.value == 1)
}

/// `1.1 million`, `3.5 %`, at the start of a line that goes on in a sentence.
fn is_amount(candidate: &Candidate, text: &str) -> bool {
    let bare = candidate.readings.iter().any(|reading| reading.style.is_bare_decimal());
    let words = text[candidate.length.min(text.len())..].trim_start();
    bare && words.starts_with(|letter: char| !letter.is_uppercase())
}

/// `2.1` behind `1.3`.
fn is_next_branch(open: &Reading, reading: &Reading) -> bool {
    let (Some((last, outer)), Some((next, others))) = (open.prefix.split_last(), reading.prefix.split_last()) else {
        return false;
    };
    open.style == reading.style && reading.value == 1 && *next == last + 1 && outer == others
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Sequence, Step};
    use crate::parse::numbering::{Reading, read};
    use std::collections::HashMap;

    /// The levels and steps of `lines`, each at the start of a paragraph.
    fn place(lines: &[&str]) -> Vec<Option<(usize, Step)>> {
        let candidates: Vec<_> = lines.iter().map(|line| read(line)).collect();
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, candidate) in candidates.iter().enumerate() {
            for reading in candidate.iter().flat_map(|candidate| &candidate.readings) {
                places.entry(reading.clone()).or_default().push(index);
            }
        }
        let mut sequence = Sequence::default();
        let evidence = Evidence { starts_paragraph: true, ..Evidence::default() };
        let place = |(index, (candidate, line)): (usize, (&Option<_>, &&str))| {
            let successor = |reading: &Reading| {
                places.get(&reading.next()).and_then(|all| all.iter().copied().find(|&place| place > index))
            };
            let placed = sequence.place(candidate.as_ref()?, line, evidence, successor)?;
            Some((placed.level, placed.step))
        };
        candidates.iter().zip(lines).enumerate().map(place).collect()
    }

    #[test]
    fn amounts_initials_and_dates_are_words() {
        assert_eq!(place(&["12.4 million", "A. Smith said", "3. March 2031"]), [None, None, None]);
    }

    #[test]
    fn succession_tells_letters_from_roman_numbers() {
        let letters =
            ["1. a", "(a) x", "(b) x", "(c) x", "(d) x", "(e) x", "(f) x", "(g) x", "(h) x", "(i) x", "(j) x", "2. b"];
        assert!(place(&letters)[1..11].iter().all(|found| found.is_some_and(|(level, _)| level == 1)));
        let roman = place(&["(a) x", "(i) x", "(ii) x", "(b) x"]);
        assert_eq!(roman.iter().map(|found| found.unwrap().0).collect::<Vec<_>>(), [0, 1, 1, 0]);
    }

    #[test]
    fn sections_have_their_first_letter_in_their_line() {
        let lines =
            ["Section 1. Policy. (a) We x", "(b) x", "Sec. 2. Provisions. (a) No x", "(i) x", "(ii) x", "(b) x"];
        let expected = [0, 1, 0, 2, 2, 1];
        assert_eq!(place(&lines).iter().map(|found| found.unwrap().0).collect::<Vec<_>>(), expected);
        assert_eq!(place(&lines)[5], Some((1, Step::Continues)));
    }

    #[test]
    fn gaps_and_repeats_are_kept() {
        let steps: Vec<_> =
            place(&["1. a", "3. b", "3. c", "2. d"]).into_iter().map(|found| found.unwrap().1).collect();
        assert_eq!(steps, [Step::Begins, Step::Skips, Step::Repeats, Step::GoesBack]);
        assert_eq!(
            place(&["1. a", "1.1 b", "1.2 c", "2. d", "2.1 e"])
                .into_iter()
                .map(|found| found.unwrap().0)
                .collect::<Vec<_>>(),
            [0, 1, 1, 0, 1]
        );
    }
}
