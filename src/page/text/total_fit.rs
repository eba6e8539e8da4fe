//! Breaking a paragraph into lines as a whole (Knuth and Plass, "Breaking Paragraphs into Lines", 1981).
//!
//! In come the places where a line may end, with the sums of the widths up to them; out come the places where lines
//! do end. A place is visited once, against the few lines that could end there, so time grows with the paragraph.

/// Widths up to a place, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sum {
    pub(crate) width: f64,
    pub(crate) stretch: f64,
    pub(crate) shrink: f64,
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// Up to the end of a line that ends here, hanging spaces left out.
    pub(crate) end: Sum,
    /// Up to the start of the line after it.
    pub(crate) next: Sum,
    /// What ending here adds to the width: a hyphen; less than nothing where a mark hangs in the margin.
    pub(crate) added: f64,
    pub(crate) kind: PlaceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlaceKind {
    Space,
    /// Within a word; dearer, and more so on two lines running.
    Hyphen,
    /// Within a word with a capital letter; dearer still.
    HyphenInName,
    /// Between any two letters, for a word that is longer than a line.
    Emergency,
}

impl PlaceKind {
    /// Whether a line that ends here ends with a hyphen.
    pub(crate) fn is_hyphen(self) -> bool {
        matches!(self, Self::Hyphen | Self::HyphenInName)
    }
}

/// What lines are to look like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measure {
    pub(crate) first: f64,
    pub(crate) rest: f64,
    /// For ragged text: how far short a line may comfortably be. `None` for justified text.
    pub(crate) ragged: Option<f64>,
}

/// How much a line may be stretched: in badness, a hundred times the cube of its ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Tolerance {
    /// Only good lines; none where that cannot be.
    Badness(f64),
    /// Every paragraph is broken, the best way there is.
    Any,
}

/// The figures of TeX's plain format, but for hyphens, which are much dearer: lines have other places to give a little
/// (between letters), and official text is full of long words.
const LINE_PENALTY: f64 = 10.0;
const HYPHEN_PENALTY: f64 = 200.0;
const EMERGENCY_PENALTY: f64 = 500.0;
/// A name is not a good place for one.
const NAME_PENALTY: f64 = 400.0;
const HYPHENS_RUNNING: f64 = 100_000.0;
const HYPHEN_BEFORE_LAST: f64 = 50_000.0;
/// A last line that is shorter than this part of the others is a word by itself.
const SHORT: f64 = 0.06;
const SHORT_REST: f64 = 10_000.0;
const FITNESS_JUMP: f64 = 10_000.0;
/// What is worse than this is not much worse, but still: of two bad lines the better one is taken.
const WORST: f64 = 10_000.0;
const WORST_RATIO: f64 = 1_000.0;
/// A line that is too long, where nothing else is left.
const OVERFULL: f64 = 1e7;

/// More places than this are broken line by line: no paragraph that is read is as long, and the choice is not seen.
const MAX_PLACES: usize = 200_000;

/// A line that ends at a place, and the best lines before it.
#[derive(Clone, Copy)]
struct Node {
    /// `None` at the start of the paragraph.
    place: Option<usize>,
    before: usize,
    fitness: u8,
    demerits: f64,
}

/// A node that a line may still start after.
#[derive(Clone, Copy)]
struct Active {
    node: usize,
    /// Up to where the line starts.
    start: Sum,
    /// What it may be as long as.
    room: f64,
}

/// Chooses where the lines end: indices of `places`, the last place being the paragraph's end.
///
/// `None` when `tolerance` is not [`Tolerance::Any`] and some line would be worse than it.
pub(crate) fn break_lines(places: &[Place], measure: Measure, tolerance: Tolerance) -> Option<Vec<usize>> {
    if places.len() > MAX_PLACES {
        return Some(first_fit(places, measure));
    }
    let loosest = match tolerance {
        // What is worse than the worst is counted in another way.
        Tolerance::Badness(most) if most < WORST => (most / 100.0).cbrt(),
        _ => f64::INFINITY,
    };
    let (nodes, active) = (Vec::with_capacity(places.len()), Vec::new());
    let mut fit = Fit { places, measure, tolerance, loosest, nodes, active };
    fit.nodes.push(Node { place: None, before: 0, fitness: 1, demerits: 0.0 });
    fit.active.push(Active { node: 0, start: Sum::default(), room: measure.first });
    for place in 0..places.len() {
        fit.visit(place);
        if fit.active.is_empty() {
            return None;
        }
    }
    fit.lines()
}

/// As many words on each line as it takes.
fn first_fit(places: &[Place], measure: Measure) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = Sum::default();
    let mut width = measure.first;
    let mut last_fitting: Option<usize> = None;
    for (at, place) in places.iter().enumerate() {
        while place.end.width - start.width + place.added > width {
            let Some(end) = last_fitting.take() else { break };
            ends.push(end);
            start = places[end].next;
            width = measure.rest;
        }
        last_fitting = Some(at);
    }
    ends.extend(last_fitting);
    ends
}

struct Fit<'a> {
    places: &'a [Place],
    measure: Measure,
    tolerance: Tolerance,
    /// The ratio that is as bad as may be.
    loosest: f64,
    nodes: Vec<Node>,
    active: Vec<Active>,
}

impl Fit<'_> {
    /// Tries a line to `place` from each active node, and keeps the best for each fitness.
    fn visit(&mut self, place: usize) {
        let is_last = place + 1 == self.places.len();
        let mut best: [Option<Node>; 4] = [None; 4];
        let (mut kept, mut is_found) = (0, false);
        let mut overfull: Option<usize> = None;
        for at in 0..self.active.len() {
            let active = self.active[at];
            let Some(ratio) = self.ratio(&active, place, is_last) else {
                // Too long already, and longer with every place to come.
                let node = active.node;
                overfull = Some(overfull.map_or(node, |other| self.better(other, node)));
                continue;
            };
            self.active[kept] = active;
            kept += 1;
            if ratio <= self.loosest {
                self.consider(active.node, place, ratio, is_last, &mut best);
                is_found = true;
            }
        }
        self.active.truncate(kept);
        if self.tolerance == Tolerance::Any && self.active.is_empty() && best.iter().all(Option::is_none) {
            best[0] = overfull.map(|node| self.overfull_line(node, place));
            is_found = true;
        }
        if is_found {
            let (start, room) = (self.places[place].next, self.measure.rest);
            for node in best.iter().flatten() {
                self.nodes.push(*node);
                self.active.push(Active { node: self.nodes.len() - 1, start, room });
            }
        }
    }

    fn better(&self, a: usize, b: usize) -> usize {
        // Of two lines that are too long the shorter one, which is the one that starts later.
        if self.nodes[b].place >= self.nodes[a].place { b } else { a }
    }

    fn overfull_line(&self, node: usize, place: usize) -> Node {
        Node { place: Some(place), before: node, fitness: 0, demerits: self.nodes[node].demerits + OVERFULL }
    }

    /// How much the line from `active` to `place` must stretch (or shrink, below 0); `None` where it is too long, infinity
    /// where it is too short by far.
    #[inline]
    fn ratio(&self, active: &Active, place: usize, is_last: bool) -> Option<f64> {
        let Active { start, room, .. } = active;
        let Place { end, added, .. } = &self.places[place];
        let short = room - (end.width - start.width + added);
        if short < 0.0 {
            let shrink = if self.measure.ragged.is_some() { 0.0 } else { end.shrink - start.shrink };
            let ratio = if shrink > 0.0 { short / shrink } else { f64::NEG_INFINITY };
            // A hundredth of a point is not seen, and keeps sums of rounded widths from deciding.
            return if ratio >= -1.0 { Some(ratio) } else { (short > -0.01).then_some(0.0) };
        }
        if is_last || short < 0.01 {
            return Some(0.0);
        }
        let stretch = self.measure.ragged.unwrap_or(end.stretch - start.stretch);
        // Most places are behind a few words of a line: these need no division.
        let is_far = short > stretch * self.loosest;
        Some(if stretch > 0.0 && !is_far { short / stretch } else { f64::INFINITY })
    }

    fn consider(&self, node: usize, place: usize, ratio: f64, is_last: bool, best: &mut [Option<Node>; 4]) {
        let badness = badness(ratio);
        if let Tolerance::Badness(most) = self.tolerance
            && badness > most
        {
            return;
        }
        let fitness = fitness(ratio);
        let before = self.nodes[node];
        let demerits = before.demerits + self.demerits(&before, place, badness, fitness, is_last);
        let slot = &mut best[usize::from(fitness)];
        if slot.is_none_or(|other| demerits < other.demerits) {
            *slot = Some(Node { place: Some(place), before: node, fitness, demerits });
        }
    }

    fn demerits(&self, before: &Node, place: usize, badness: f64, fitness: u8, is_last: bool) -> f64 {
        let penalty = match self.places[place].kind {
            PlaceKind::Space => 0.0,
            PlaceKind::Hyphen => HYPHEN_PENALTY,
            PlaceKind::HyphenInName => NAME_PENALTY,
            PlaceKind::Emergency => EMERGENCY_PENALTY,
        };
        let mut demerits = (LINE_PENALTY + badness).powi(2) + penalty.powi(2);
        let after_hyphen = before.place.is_some_and(|before| self.places[before].kind.is_hyphen());
        if after_hyphen && self.places[place].kind.is_hyphen() {
            demerits += HYPHENS_RUNNING;
        }
        if after_hyphen && is_last {
            demerits += HYPHEN_BEFORE_LAST;
        }
        if is_last && before.place.is_some_and(|before| self.is_short_rest(before, place)) {
            demerits += SHORT_REST;
        }
        if before.place.is_some() && before.fitness.abs_diff(fitness) > 1 && self.measure.ragged.is_none() {
            demerits += FITNESS_JUMP;
        }
        demerits
    }

    /// Whether a last line is hardly there.
    fn is_short_rest(&self, before: usize, place: usize) -> bool {
        self.places[place].end.width - self.places[before].next.width < SHORT * self.measure.rest
    }

    /// Follows the best way back from the end, if a line came to it.
    fn lines(&self) -> Option<Vec<usize>> {
        let by_demerits = |a: &usize, b: &usize| self.nodes[*a].demerits.total_cmp(&self.nodes[*b].demerits);
        let at_end = |node: &usize| self.nodes[*node].place.map(|place| place + 1) == Some(self.places.len());
        let mut ends = Vec::new();
        let mut node = match self.active.iter().map(|active| active.node).filter(at_end).min_by(by_demerits) {
            Some(node) => node,
            None if self.places.is_empty() => 0,
            None => return None,
        };
        while let Some(place) = self.nodes[node].place {
            ends.push(place);
            node = self.nodes[node].before;
        }
        ends.reverse();
        Some(ends)
    }
}

/// A hundred times the cube of the ratio; slower where nothing is good any more.
fn badness(ratio: f64) -> f64 {
    let cube = 100.0 * ratio.abs().powi(3);
    if cube < WORST { cube } else { WORST + ratio.abs().min(WORST_RATIO) }
}

/// Tight, decent, loose or very loose.
fn fitness(ratio: f64) -> u8 {
    match ratio {
        ratio if ratio < -0.5 => 0,
        ratio if ratio <= 0.5 => 1,
        ratio if ratio <= 1.0 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::{Measure, Place, PlaceKind, Sum, Tolerance, break_lines, first_fit};

    /// Words of as many points as they have letters, and blanks of 1 that stretch by 0.5.
    fn places(text: &str) -> Vec<Place> {
        let mut sum = Sum::default();
        let mut places = Vec::new();
        for word in text.split(' ') {
            sum.width += word.len() as f64;
            let end = sum;
            sum = Sum { width: sum.width + 1.0, stretch: sum.stretch + 0.5, shrink: sum.shrink + 0.33 };
            places.push(Place { end, next: sum, added: 0.0, kind: PlaceKind::Space });
        }
        places
    }

    fn lines(text: &str, ends: &[usize]) -> Vec<String> {
        let words: Vec<&str> = text.split(' ').collect();
        let mut start = 0;
        ends.iter()
            .map(|&end| {
                let line = words[start..=end].join(" ");
                start = end + 1;
                line
            })
            .collect()
    }

    const TEXT: &str =
        "in olden times when wishing still helped one there lived a king whose daughters were all beautiful";

    #[test]
    fn the_whole_paragraph_is_weighed() {
        let measure = Measure { first: 20.0, rest: 20.0, ragged: Some(4.0) };
        let ends = break_lines(&places(TEXT), measure, Tolerance::Any).unwrap();
        let total = lines(TEXT, &ends);
        assert!(total.iter().all(|line| line.len() <= 20), "{total:?}");
        let shortest = |lines: &[String]| lines[..lines.len() - 1].iter().map(String::len).min();
        let greedy = lines(TEXT, &first_fit(&places(TEXT), measure));
        assert!(shortest(&total) >= shortest(&greedy), "{total:?} {greedy:?}");
    }

    #[test]
    fn a_word_that_is_too_long_stands_alone() {
        let text = "a incomprehensibilities b";
        let measure = Measure { first: 10.0, rest: 10.0, ragged: None };
        assert_eq!(break_lines(&places(text), measure, Tolerance::Badness(200.0)), None);
        let ends = break_lines(&places(text), measure, Tolerance::Any).unwrap();
        assert_eq!(lines(text, &ends), ["a", "incomprehensibilities", "b"]);
    }

    #[test]
    fn a_long_paragraph_takes_no_time() {
        let text = "lorem ipsum dolor sit amet ".repeat(20_000);
        let measure = Measure { first: 60.0, rest: 60.0, ragged: None };
        let ends = break_lines(&places(text.trim()), measure, Tolerance::Any).unwrap();
        assert!(ends.len() > 7_000);
    }
}
