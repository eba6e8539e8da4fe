//! Faulty releases from good ones, the same each time: lines dropped, doubled and swapped, text cut, odd characters let in.

/// SplitMix64: small, and good enough to choose places with.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that fall the same way for the same seed.
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// A number below `limit`; 0 when `limit` is 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let drawn = mixed ^ (mixed >> 31);
        if limit == 0 { 0 } else { (drawn % limit as u64) as usize }
    }
}

/// What gets into a text where nobody looked: controls, invisible and combining characters, other scripts, markup.
const ODD: &[&str] = &[
    "\u{0}",
    "\u{b}",
    "\u{c}",
    "\t",
    "\r",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{301}",
    "\u{fffd}",
    "\u{10ffff}",
    "끝",
    "ﬁ",
    "٤.",
    "(",
    "[9]",
    "[^1]:",
    "1.",
    "(a)",
    "---",
    "###",
    "> ",
    "- ",
    "    ",
    "| a | b |",
    "|---|---|",
    "`",
    "```",
    "*",
    "**",
    "_",
    "\\",
    "<",
    "</script>",
    "<!--",
    "&amp;",
    "&#0;",
    "{{",
    "{%",
    "$",
    "%",
    "https://x.example/?a=1&b=2",
    "<a id=\"p1\"></a>",
    "FOR IMMEDIATE RELEASE",
    "02/30/2031",
];

/// The text with one to three faults.
pub(crate) fn mutate(text: &str, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.below(3) {
        text = match dice.below(7) {
            0 => drop_line(&text, dice),
            1 => double_line(&text, dice),
            2 => swap_lines(&text, dice),
            3 => text[..place(&text, dice)].to_owned(),
            4 => text[place(&text, dice)..].to_owned(),
            5 => join_lines(&text, dice),
            _ => insert(&text, dice),
        };
    }
    text
}

fn drop_line(text: &str, dice: &mut Dice) -> String {
    let mut lines = lines(text);
    lines.remove(dice.below(lines.len()));
    lines.concat()
}

fn double_line(text: &str, dice: &mut Dice) -> String {
    let mut lines = lines(text);
    let at = dice.below(lines.len());
    lines.insert(at, lines[at]);
    lines.concat()
}

fn swap_lines(text: &str, dice: &mut Dice) -> String {
    let mut lines = lines(text);
    let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
    lines.swap(one, other);
    lines.concat()
}

/// Takes a line feed away, so that two lines, or two blocks, become one.
fn join_lines(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = lines(text).into_iter().map(str::to_owned).collect();
    let at = dice.below(lines.len());
    lines[at] = lines[at].trim_end_matches('\n').to_owned();
    lines.concat()
}

fn insert(text: &str, dice: &mut Dice) -> String {
    let at = place(text, dice);
    let odd = ODD[dice.below(ODD.len())];
    [&text[..at], odd, &text[at..]].concat()
}

/// The lines with their ends; never empty.
fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() { vec![""] } else { text.split_inclusive('\n').collect() }
}

/// A place between two characters.
fn place(text: &str, dice: &mut Dice) -> usize {
    text.floor_char_boundary(dice.below(text.len() + 1))
}
