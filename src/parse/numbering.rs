//! The numbers of paragraphs: what looks like one, and which of those are.
//!
//! [`read`] tells what a line begins with; [`Sequence`] decides by succession. `(i)` behind `(h)` is a letter,
//! behind `(a)` it begins a level of roman ones; `1718 Committee`, `12.4 million` and a wrapped line that begins
//! `7. Meanwhile` continue nothing and begin nothing, and stay words.

use super::dates::{self, digit};
use super::words::{self, Sign};
use std::collections::BTreeMap;

/// What a line begins with that may be a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// How many bytes of the line it takes.
    pub(super) length: usize,
    /// The number alone.
    pub(super) label: String,
    /// What it may mean: `i` is the ninth letter or the first roman number.
    pub(super) readings: Vec<Reading>,
}

/// One meaning of a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Reading {
    pub(super) style: Style,
    /// The numbers before the last: `[1]` of `1.2`.
    prefix: Vec<u32>,
    pub(super) value: u32,
}

impl Reading {
    /// The reading of the number that comes next.
    pub(super) fn next(&self) -> Self {
        Self { value: self.value + 1, ..self.clone() }
    }
}

/// What numbers of one sequence have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Style {
    before: String,
    behind: String,
    class: Class,
    depth: usize,
}

impl Style {
    /// Whether a single letter and a full stop: it may be somebody's initial.
    fn is_initial(&self) -> bool {
        let letter = matches!(self.class, Class::Lower | Class::Upper | Class::LowerRoman | Class::UpperRoman);
        letter && self.before.is_empty() && self.behind == "."
    }
}

/// The numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Class {
    Decimal,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
    Circled,
    Han,
    Hangul,
}

/// More figures than this make a year or an amount.
const MOST_FIGURES: usize = 3;
/// More numbers than this in one, `1.1.1.1.1.1`, make an address or a version.
const MOST_PARTS: usize = 6;
/// The longest roman number, `lxxxviii`.
const LONGEST_ROMAN: usize = 8;

/// Reads what `text` begins with: `1.` `1)` `(1)` `(a)` `a.` `(i)` `I.` `A.` `1.1` `①` `§ 3` `Article 2` `제1조` `가.` `一、`.
pub(super) fn read(text: &str) -> Option<Candidate> {
    let (before, rest) = read_before(text);
    let (numerals, length, alone) = read_core(rest)?;
    let core = &rest[..length];
    let behind = read_behind(&rest[length..], &before, alone || numerals[0].1.len() > 1)?;
    let total = text.len() - rest.len() + length + behind.len();
    let after = &text[total..];
    let touching = behind.ends_with(['、', '）', '．', '。']) || alone || behind.ends_with(['조', '条', '條']);
    if !(after.is_empty() || after.starts_with(char::is_whitespace) || touching) {
        return None;
    }
    let readings = numerals.into_iter().map(|(class, mut values)| {
        let value = values.pop().unwrap_or(0);
        let style = Style { before: before.clone(), behind: behind.to_owned(), class, depth: values.len() };
        Reading { style, prefix: values, value }
    });
    Some(Candidate { length: total, label: label_of(core), readings: readings.collect() })
}

/// The opening bracket or word of a number, and what follows.
fn read_before(text: &str) -> (String, &str) {
    for opening in ["(", "（", "§ ", "§\u{A0}", "§", "第", "제"] {
        if let Some(rest) = text.strip_prefix(opening) {
            return (opening.trim().to_owned(), rest.trim_start_matches(' '));
        }
    }
    match words::after(Sign::Article, text) {
        Some(rest) if rest.starts_with([' ', '\u{A0}']) => {
            (text[..text.len() - rest.len()].to_lowercase(), rest.trim_start())
        }
        _ => (String::new(), text),
    }
}

/// The numerals that `text` begins with, how long they are, and whether they are numbers without any mark.
type Core = (Vec<(Class, Vec<u32>)>, usize, bool);

fn read_core(text: &str) -> Option<Core> {
    let first = text.chars().next()?;
    if let Some(value) = circled(first) {
        return Some((vec![(Class::Circled, vec![value])], first.len_utf8(), true));
    }
    if digit(first).is_some() {
        return read_decimal(text);
    }
    if let Some(place) = HANGUL.chars().position(|letter| letter == first) {
        return Some((vec![(Class::Hangul, vec![place as u32 + 1])], first.len_utf8(), false));
    }
    if HAN.contains(first) || first == '十' {
        let end = text.find(|c| !(HAN.contains(c) || c == '十')).unwrap_or(text.len());
        return Some((vec![(Class::Han, vec![han_value(&text[..end])?])], end, false));
    }
    read_letters(text)
}

const HANGUL: &str = "가나다라마바사아자차카타파하";
const HAN: &str = "一二三四五六七八九";

/// `二十三`: 23.
fn han_value(text: &str) -> Option<u32> {
    let unit = |part: &str| match part.chars().count() {
        0 => Some(0),
        1 => HAN.chars().position(|letter| part.starts_with(letter)).map(|place| place as u32 + 1),
        _ => None,
    };
    match text.split_once('十') {
        Some((tens, units)) => Some(unit(tens).map(|tens| tens.max(1))? * 10 + unit(units)?),
        None => unit(text),
    }
}

fn circled(letter: char) -> Option<u32> {
    let ranges = [('①', '⑳'), ('⑴', '⒇'), ('㈠', '㈩'), ('㈎', '㈛'), ('㉮', '㉻'), ('❶', '❿')];
    ranges
        .iter()
        .find(|(first, last)| (*first..=*last).contains(&letter))
        .map(|(first, _)| letter as u32 - *first as u32 + 1)
}

/// `1`, `1.1`, `1.1.2`.
fn read_decimal(text: &str) -> Option<Core> {
    let mut values = Vec::new();
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let end = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
        let figures = rest[..end].chars().filter_map(digit);
        if end == 0 || rest[..end].chars().count() > MOST_FIGURES || values.len() == MOST_PARTS {
            return None;
        }
        values.push(figures.fold(0, |value, figure| value * 10 + figure));
        length += end;
        let goes_on = text[length..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c| digit(c).is_some()));
        if !goes_on {
            return Some((vec![(Class::Decimal, values)], length, false));
        }
        length += 1;
    }
}

/// `a`, `bb`, `iv`, `B`, `XI`.
fn read_letters(text: &str) -> Option<Core> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let letters = text.get(..end).filter(|letters| (1..=LONGEST_ROMAN).contains(&letters.len()))?;
    let lower = letters.bytes().all(|byte| byte.is_ascii_lowercase());
    let upper = letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !lower && !upper {
        return None;
    }
    let (alphabetic, roman) = if lower { (Class::Lower, Class::LowerRoman) } else { (Class::Upper, Class::UpperRoman) };
    let small = letters.to_ascii_lowercase();
    let first = small.as_bytes()[0];
    let mut readings = Vec::new();
    if small.len() <= 2 && small.bytes().all(|byte| byte == first) {
        readings.push((alphabetic, vec![u32::from(first - b'a') + 1 + 26 * (small.len() as u32 - 1)]));
    }
    readings.extend(roman_value(&small).map(|value| (roman, vec![value])));
    (!readings.is_empty()).then_some((readings, end, false))
}

fn roman_value(text: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let (mut rest, mut value) = (text, 0);
    for (part, worth) in PARTS {
        let most = if part.len() == 1 && worth != 5 && worth != 50 { 3 } else { 1 };
        for _ in 0..most {
            if let Some(next) = rest.strip_prefix(part) {
                (rest, value) = (next, value + worth);
            }
        }
    }
    rest.is_empty().then_some(value)
}

/// The closing mark of a number, as `before` wants it.
fn read_behind<'a>(rest: &'a str, before: &str, may_stand_alone: bool) -> Option<&'a str> {
    let choices: &[&str] = match before {
        "(" | "（" => &[")", "）"],
        "第" => &["条", "條", "、", "，", ""],
        "제" => &["조", "항", "장"],
        "" => &[".)", ".", ")", "）", "、", "．"],
        _ => &[".", ":", ""],
    };
    let found = choices.iter().find(|choice| !choice.is_empty() && rest.starts_with(**choice));
    if let Some(found) = found {
        return Some(&rest[..found.len()]);
    }
    if before.is_empty() {
        return may_stand_alone.then_some("");
    }
    // `Article 2 of the Treaty` is a sentence; a number has its line, or a dash, to itself.
    let apart = rest.trim_start().is_empty() || rest.trim_start().starts_with(['–', '—', '-']) || before == "§";
    (choices.contains(&"") && apart).then_some("")
}

/// The label of a number: figures of every script as plain ones, other numerals as they are.
fn label_of(core: &str) -> String {
    let mut letters = core.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && let Some(value) = circled(only)
    {
        return value.to_string();
    }
    core.chars().map(|letter| digit(letter).and_then(|value| char::from_digit(value, 10)).unwrap_or(letter)).collect()
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// At the start of a paragraph, not of a line in it.
    pub(super) starts_paragraph: bool,
    /// The line before ends a sentence or clause.
    pub(super) after_stop: bool,
    /// The format or an anchor says that it is a number.
    pub(super) certain: bool,
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
    /// Where sequences were that ended: under the next heading they may go on.
    ended: BTreeMap<Style, Reading>,
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

impl Sequence {
    /// A heading: inner sequences end, the outermost may go on or begin anew.
    pub(super) fn heading(&mut self) {
        self.close_to(1);
        self.fresh = true;
    }

    fn close_to(&mut self, level: usize) {
        for closed in self.levels.drain(level.min(self.levels.len())..) {
            self.ended.insert(closed.reading.style.clone(), closed.reading);
        }
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
        let is_date = || dates::find(text.get(..60).unwrap_or(text)).is_some_and(|date| date.range.start == 0);
        if !evidence.certain && candidate.label.len() <= 2 && is_date() {
            return None;
        }
        let placed = self
            .continued(candidate, evidence, &successor)
            .or_else(|| self.begun(candidate, evidence, &successor))
            .or_else(|| self.out_of_order(candidate, evidence, &successor))?;
        self.fresh = false;
        self.close_to(placed.level);
        self.levels.push(Level { reading: placed.reading.clone(), indent: evidence.indent });
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
        let first =
            |reading: &&Reading| reading.value == 1 && self.may_begin(reading, evidence, successor(reading).is_some());
        let reading =
            candidate.readings.iter().filter(first).min_by_key(|reading| successor(reading).unwrap_or(usize::MAX))?;
        let open = self.levels.iter().rposition(|level| level.reading.style == reading.style);
        let (level, step) = match open {
            Some(level) if self.fresh => (level, Step::Begins),
            Some(level) if evidence.indent > self.levels[level].indent => (level + 1, Step::Begins),
            Some(level) => (level, Step::Repeats),
            None => (self.level_for(reading), Step::Begins),
        };
        let before = open.map(|level| self.levels[level].reading.value);
        Some(Placed { level, step, reading: reading.clone(), before })
    }

    fn may_begin(&self, reading: &Reading, evidence: Evidence, followed: bool) -> bool {
        if evidence.certain {
            return true;
        }
        let known = self.levels.iter().any(|level| level.reading.style == reading.style) && !self.fresh;
        let needs_successor =
            reading.style.is_initial() || reading.style.depth > 0 || known || !evidence.starts_paragraph;
        let branches = self.levels.iter().any(|level| level.reading.value == *reading.prefix.last().unwrap_or(&0));
        let stands = evidence.starts_paragraph || evidence.after_stop;
        stands && (followed || !needs_successor || (reading.style.depth > 0 && branches && !known))
    }

    /// The level of a sequence that begins: under the open ones; `2.1` stands under `2.`.
    fn level_for(&self, reading: &Reading) -> usize {
        let parent = self.levels.iter().rposition(|level| {
            let depth = level.reading.style.depth + 1;
            reading.prefix.len() >= depth && reading.prefix.last() == Some(&level.reading.value)
        });
        parent.map_or(self.levels.len(), |level| level + 1)
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
        let trusted = |reading: &Reading| {
            let followed = successor(reading).is_some();
            evidence.certain || followed || !(reading.style.is_initial() || reading.style.depth > 0)
        };
        for (level, open) in self.levels.iter().enumerate().rev() {
            let same = |reading: &&Reading| {
                reading.style == open.reading.style && reading.prefix == open.reading.prefix && trusted(reading)
            };
            let Some(reading) = candidate.readings.iter().find(same) else { continue };
            let last = open.reading.value;
            let step = match reading.value.cmp(&last) {
                std::cmp::Ordering::Greater if reading.value - last > WIDEST_GAP && !evidence.certain => continue,
                std::cmp::Ordering::Greater => Step::Skips,
                std::cmp::Ordering::Equal => Step::Repeats,
                std::cmp::Ordering::Less => Step::GoesBack,
            };
            return Some(Placed { level, step, reading: reading.clone(), before: Some(last) });
        }
        let goes_on =
            |reading: &&Reading| self.ended.get(&reading.style).is_some_and(|ended| ended.next() == **reading);
        if let Some(reading) = candidate.readings.iter().find(goes_on) {
            let (level, before) = (self.level_for(reading), Some(reading.value - 1));
            return Some(Placed { level, step: Step::Continues, reading: reading.clone(), before });
        }
        let followed = |reading: &&Reading| successor(reading).is_some() || evidence.certain;
        let reading = candidate.readings.iter().find(followed)?.clone();
        let level = self.level_for(&reading);
        Some(Placed { level, step: Step::BeginsLate, reading, before: None })
    }
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
    use super::{Evidence, Sequence, Step, read};
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
            let successor = |reading: &super::Reading| {
                places.get(&reading.next()).and_then(|all| all.iter().copied().find(|&place| place > index))
            };
            let placed = sequence.place(candidate.as_ref()?, line, evidence, successor)?;
            Some((placed.level, placed.step))
        };
        candidates.iter().zip(lines).enumerate().map(place).collect()
    }

    #[test]
    fn numbers_have_labels() {
        for (printed, expected) in [
            ("4.", "4"),
            ("(b)", "b"),
            ("제3조", "3"),
            ("٤.", "4"),
            ("①", "1"),
            ("Article 2", "2"),
            ("1.2.3", "1.2.3"),
            ("一、", "一"),
            ("§ 3", "3"),
        ] {
            assert_eq!(read(printed).unwrap().label, expected, "{printed}");
        }
    }

    #[test]
    fn words_are_not_numbers() {
        for words in [
            "1718 Committee",
            "2031. A year",
            "A 2",
            "In 2031",
            "Article 2 of the Treaty",
            "1.5m",
            "so.",
            "(see below)",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
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
