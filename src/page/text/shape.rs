//! Shaping, a word at a time, each word once.
//!
//! A shaped word does not depend on the size of the text: all is in ems. The [`Cache`] outlives a document, which is
//! what makes a batch fast.

mod clusters;

use super::hyphenate;
use crate::map::HashMap;
use crate::page::font::{Declared, Face, Fonts, Look};
use harfrust::unicode::Decomposed;
use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape,
};
use icu_segmenter::GraphemeClusterSegmenter;
use std::ops::Range;
use std::sync::Arc;

/// A cache with more words than this is emptied before the next document: a few megabytes.
const MAX_WORDS: usize = 50_000;

/// What the shape of a word depends on, besides its letters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Manner {
    pub(crate) families: Arc<[String]>,
    pub(crate) look: Look,
    pub(crate) features: Arc<[[u8; 4]]>,
    pub(crate) language: Arc<str>,
    pub(crate) right_to_left: bool,
}

/// A [`Manner`] that the cache knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MannerId(usize);

/// A word that the cache knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordId(usize);

/// A shaped word, in ems.
#[derive(Debug, Default)]
pub(crate) struct Word {
    /// From left to right.
    pub(crate) glyphs: Vec<WordGlyph>,
    pub(crate) width: f32,
    /// How many of its glyphs may be set apart a little: all, or none where letters are joined or carry marks.
    pub(crate) loose: u16,
    /// Where all glyphs are of one face and have letters of their own: the face, and where the last letter ends.
    pub(crate) plain: Option<(u16, u32)>,
    /// The characters that no face has.
    pub(crate) missing: Vec<char>,
    /// Where it may be hyphenated, in bytes; `None` until somebody asks.
    hyphens: Option<Box<[u32]>>,
}

/// A glyph of a word, in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct WordGlyph {
    pub(crate) id: u16,
    /// The face, by [`Cache::face`].
    pub(crate) face: u16,
    pub(crate) advance: f32,
    pub(crate) dx: f32,
    pub(crate) dy: f32,
    /// The bytes of the word it stands for; empty for glyphs that another of their cluster speaks for.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Whether it is set on the letter shown before it, and no room is behind it.
    pub(crate) is_mark: bool,
}

impl WordGlyph {
    /// Whether it stands for letters.
    pub(crate) fn speaks(&self) -> bool {
        self.end > self.start
    }

    /// Whether it is a letter, alone or with marks: what is set apart.
    pub(crate) fn is_letter(&self) -> bool {
        self.speaks() && !self.is_mark && self.advance > 0.0
    }
}

/// The words that were shaped in one manner.
struct Setter {
    manner: Manner,
    primary: u16,
    features: Vec<Feature>,
    language: Option<Language>,
    words: HashMap<Box<str>, WordId>,
    /// What every second word is: a space.
    space: Option<WordId>,
    plans: Vec<(u16, Script, ShapePlan)>,
}

/// Shaped words, of any number of documents.
#[derive(Default)]
pub(crate) struct Cache {
    faces: Vec<Arc<Face>>,
    setters: Vec<Setter>,
    words: Vec<Word>,
    buffer: Option<Buffer>,
    /// The faces of the style sheets that the words were shaped with.
    declared: Declared,
}

/// A part of a word in one face and script.
struct Part {
    range: Range<usize>,
    face: u16,
    script: Script,
}

impl Cache {
    /// Makes room for another document's words. Those of sheets with other faces are of no use to it.
    pub(crate) fn begin(&mut self, declared: Declared) {
        if self.words.len() > MAX_WORDS || self.declared != declared {
            *self = Self { declared, ..Self::default() };
        }
    }

    /// The manner's number, new or known.
    pub(crate) fn manner(&mut self, manner: &Manner, fonts: &Fonts) -> MannerId {
        if let Some(place) = self.setters.iter().position(|setter| setter.manner == *manner) {
            return MannerId(place);
        }
        let primary =
            fonts.face(&manner.families, manner.look, &self.declared).map_or(0, |face| self.face_number(face));
        let features = manner.features.iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect();
        let language = Language::new(manner.language.as_bytes());
        let (manner, words) = (manner.clone(), HashMap::default());
        self.setters.push(Setter { manner, primary, features, language, words, space: None, plans: Vec::new() });
        MannerId(self.setters.len() - 1)
    }

    /// The number of the face that most of a manner's text is in.
    pub(crate) fn primary(&self, manner: MannerId) -> u16 {
        self.setters[manner.0].primary
    }

    pub(crate) fn face(&self, number: u16) -> &Arc<Face> {
        &self.faces[usize::from(number)]
    }

    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0]
    }

    /// The word of these letters: shaped now, or known.
    pub(crate) fn shape(&mut self, letters: &str, manner: MannerId, fonts: &Fonts) -> WordId {
        let setter = &mut self.setters[manner.0];
        let is_space = matches!(letters.as_bytes(), [b' ']);
        if let Some(space) = setter.space.filter(|_| is_space) {
            return space;
        }
        if let Some(&known) = setter.words.get(letters) {
            setter.space = if is_space { Some(known) } else { setter.space };
            return known;
        }
        let word = self.shape_anew(letters, manner, fonts);
        let id = WordId(self.words.len());
        self.words.push(word);
        self.setters[manner.0].words.insert(letters.into(), id);
        id
    }

    /// Where a word may be hyphenated by the rules of its language, in bytes.
    pub(crate) fn hyphens(&mut self, id: WordId, letters: &str, manner: MannerId) -> &[u32] {
        let language = &self.setters[manner.0].manner.language;
        self.words[id.0].hyphens.get_or_insert_with(|| hyphenate::points(letters, language))
    }

    fn face_number(&mut self, face: Arc<Face>) -> u16 {
        let known = self.faces.iter().position(|other| Arc::ptr_eq(other, &face));
        let place = known.unwrap_or_else(|| {
            self.faces.push(face);
            self.faces.len() - 1
        });
        u16::try_from(place).unwrap_or(0)
    }

    fn shape_anew(&mut self, letters: &str, manner: MannerId, fonts: &Fonts) -> Word {
        let mut word = Word::default();
        if self.faces.is_empty() {
            return word;
        }
        let mut parts = self.parts(letters, manner, fonts, &mut word.missing);
        if self.setters[manner.0].manner.right_to_left {
            parts.reverse();
        }
        let is_loose = parts.iter().all(|part| stands_apart(part.script));
        for part in parts {
            self.shape_part(letters, &part, manner, &mut word);
        }
        let have_letters = word.glyphs.iter().all(WordGlyph::is_letter);
        if is_loose && have_letters {
            word.loose = u16::try_from(word.glyphs.len()).unwrap_or(0);
        }
        if let [first, ..] = word.glyphs[..]
            && have_letters
            && word.glyphs.iter().all(|glyph| glyph.face == first.face)
        {
            word.plain = Some((first.face, word.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0)));
        }
        word.width = word.glyphs.iter().map(|glyph| glyph.advance).sum();
        word
    }

    /// Cuts a word where the face or the script changes; most are one part.
    fn parts(&mut self, letters: &str, manner: MannerId, fonts: &Fonts, missing: &mut Vec<char>) -> Vec<Part> {
        let primary = self.setters[manner.0].primary;
        if letters.is_ascii() && letters.chars().all(|letter| self.face(primary).covers(letter)) {
            let is_latin = letters.contains(|letter: char| letter.is_ascii_alphabetic());
            let script = if is_latin { Script::LATIN } else { Script::COMMON };
            return vec![Part { range: 0..letters.len(), face: primary, script }];
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut start = 0;
        for end in GraphemeClusterSegmenter::new().segment_str(letters).skip(1) {
            let cluster = &letters[start..end];
            let script = script_of(cluster);
            let before = parts.last().map(|part| part.face).filter(|_| is_common(script));
            let face = match self.wide_beside(letters, start..end, manner) {
                Some(wide) => self.face_of_wide(cluster, wide, manner, fonts),
                None => self.face_for(cluster, before, manner, fonts, missing),
            };
            let cut = self.torn(cluster, face);
            push_part(&mut parts, start..start + cut, face, script);
            if cut < cluster.len() {
                let mark = &cluster[cut..];
                let face = self.face_for(mark, None, manner, fonts, missing);
                push_part(&mut parts, start + cut..end, face, script_of(mark));
            }
            start = end;
        }
        parts
    }

    /// The letter beside a mark that Chinese and Japanese set as wide as their letters, and others in their own width:
    /// quotation marks, dashes and points stand in the face of the letters there.
    fn wide_beside<'l>(&self, letters: &'l str, range: std::ops::Range<usize>, manner: MannerId) -> Option<&'l str> {
        if !matches!(&letters[range.clone()], "“" | "”" | "‘" | "’" | "…" | "—" | "·") {
            return None;
        }
        let language = &self.setters[manner.0].manner.language;
        let is_wide =
            |letter: &&str| letter.starts_with(|letter| letter >= '\u{2E80}') && language.starts_with(['z', 'j']);
        let before = letters[..range.start].char_indices().next_back().map(|(at, _)| &letters[at..range.start]);
        let behind = letters[range.end..].chars().next().map(|next| &letters[range.end..range.end + next.len_utf8()]);
        before.filter(is_wide).or(behind.filter(is_wide))
    }

    /// The face of a wide letter, where it has the mark beside it; else the mark's own.
    fn face_of_wide(&mut self, mark: &str, wide: &str, manner: MannerId, fonts: &Fonts) -> u16 {
        let unsaid = &mut Vec::new();
        let face = self.face_for(wide, None, manner, fonts, unsaid);
        if mark.chars().all(|letter| draws(&self.faces[usize::from(face)], letter)) {
            return face;
        }
        self.face_for(mark, None, manner, fonts, unsaid)
    }

    /// Where a grapheme cluster is torn because no face has all of it: before the mark that `face` lacks.
    fn torn(&self, cluster: &str, face: u16) -> usize {
        let mut behind = cluster.char_indices().skip(1).peekable();
        // One letter is all of most clusters, and what shaping puts together is whole.
        if behind.peek().is_none() {
            return cluster.len();
        }
        let face = &self.faces[usize::from(face)];
        if composed(cluster).iter().all(|&letter| is_ignorable(letter) || draws(face, letter)) {
            return cluster.len();
        }
        let lacking = behind.find(|&(_, letter)| !is_ignorable(letter) && !draws(face, letter));
        lacking.map_or(cluster.len(), |(at, _)| at)
    }

    /// The face for one grapheme cluster: it is torn over two faces only where none has all of it. A comma that the usual face lacks is in the
    /// face of the letters `before` it, where that has it.
    fn face_for(
        &mut self,
        cluster: &str,
        before: Option<u16>,
        manner: MannerId,
        fonts: &Fonts,
        missing: &mut Vec<char>,
    ) -> u16 {
        let setter = &self.setters[manner.0];
        let primary = setter.primary;
        let face = &self.faces[usize::from(primary)];
        let lacking = |letter: &char| !is_ignorable(*letter) && !draws(face, *letter);
        if !cluster.chars().any(|letter| lacking(&letter)) {
            return primary;
        }
        let has_all = |face: &u16| cluster.chars().all(|letter| draws(&self.faces[usize::from(*face)], letter));
        if let Some(face) = before.filter(has_all) {
            return face;
        }
        // Shaping puts a letter and its marks together where the face has them as one.
        let cluster = composed(cluster);
        let Some(&first) = cluster.iter().find(|letter| lacking(letter)) else { return primary };
        let base = cluster.iter().copied().find(|letter| !is_ignorable(*letter)).unwrap_or(first);
        let Manner { families, look, language, .. } = &setter.manner;
        let fallback = |letter| fonts.fallback(letter, families, *look, language, &self.declared);
        match fallback(base).or_else(|| fallback(first)) {
            Some(face) => self.face_number(face),
            None => {
                missing.push(first);
                primary
            }
        }
    }

    fn shape_part(&mut self, letters: &str, part: &Part, manner: MannerId, word: &mut Word) {
        let face = Arc::clone(&self.faces[usize::from(part.face)]);
        let setter = &mut self.setters[manner.0];
        let direction = if setter.manner.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        buffer.push_str(&letters[part.range.clone()]);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        buffer.set_direction(direction);
        buffer.set_script(Some(part.script));
        buffer.set_language(setter.language.clone());
        let plan = setter.plan(&face, part, direction);
        let options = ShapeOptions::new().plan(Some(&setter.plans[plan].2)).features(&setter.features);
        if shape(&ShaperFont::new(face.font()), &mut buffer, options).is_ok() {
            // What a face draws only in parts that it lacks is found out here: `ำ` without its ring.
            let empty = buffer.glyph_infos().iter().filter(|info| info.glyph_id == 0);
            let of_part = &letters[part.range.clone()];
            let drawn_empty = empty.filter_map(|info| of_part[info.cluster as usize..].chars().next());
            let told = word.missing.len();
            word.missing.extend(drawn_empty.filter(|_| told == 0));
            let first = word.glyphs.len();
            clusters::take(&buffer, part, f32::from(face.font().units_per_em()), &mut word.glyphs);
            match direction {
                Direction::RightToLeft => clusters::part_turned(&mut word.glyphs, first, letters, &face),
                _ => clusters::part(&mut word.glyphs[first..], letters, &face),
            }
        }
        self.buffer = Some(buffer);
    }
}

/// Adds a stretch to the parts of a word: to the last one where face and script go on.
fn push_part(parts: &mut Vec<Part>, range: std::ops::Range<usize>, face: u16, script: Script) {
    match parts.last_mut() {
        Some(last) if last.face == face && (last.script == script || is_common(script)) => last.range.end = range.end,
        Some(last) if last.face == face && is_common(last.script) => {
            last.range.end = range.end;
            last.script = script;
        }
        _ => parts.push(Part { range, face, script }),
    }
}

impl Setter {
    /// The place of the plan for a part's face and script, new or known.
    fn plan(&mut self, face: &Face, part: &Part, direction: Direction) -> usize {
        let known = self.plans.iter().position(|(face, script, _)| (*face, *script) == (part.face, part.script));
        known.unwrap_or_else(|| {
            let script = Some(part.script);
            let plan = ShapePlan::new(face.font(), direction, script, self.language.as_ref(), &self.features);
            self.plans.push((part.face, part.script, plan));
            self.plans.len() - 1
        })
    }
}

/// Whether shaping can draw a character with a face: as it is, taken apart, or with the hyphen that it looks like.
fn draws(face: &Face, letter: char) -> bool {
    let covers = |part: u32| char::from_u32(part).is_some_and(|part| face.covers(part));
    // Thai and Lao AM are taken apart before a font is asked.
    if let Some(ring) = match letter {
        '\u{E33}' => Some('\u{E4D}'),
        '\u{EB3}' => Some('\u{ECD}'),
        _ => None,
    } {
        return face.covers(letter) && face.covers(ring);
    }
    let parts = || match harfrust::unicode::decompose(letter as u32) {
        Some(Decomposed::Singleton(part)) => covers(part),
        Some(Decomposed::Pair(first, second)) => covers(first) && covers(second),
        None => letter == '\u{2011}' && face.covers('\u{2010}'),
    };
    face.covers(letter) || parts()
}

/// The characters of a cluster, put together as far as there are characters for that (as for Normalization Form C).
fn composed(cluster: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for letter in cluster.chars() {
        let joined = out.last().and_then(|last| harfrust::unicode::compose(*last as u32, letter as u32));
        match (joined.and_then(char::from_u32), out.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => out.push(letter),
        }
    }
    out
}

fn script_of(cluster: &str) -> Script {
    let scripts = cluster.chars().map(|letter| harfrust::unicode::script(letter as u32));
    scripts.into_iter().find(|&script| !is_common(script)).unwrap_or(Script::COMMON)
}

/// Whether the letters of a script are not joined in writing, nor belong together in clusters.
fn stands_apart(script: Script) -> bool {
    is_common(script) || matches!(script, Script::LATIN | Script::GREEK | Script::CYRILLIC)
}

fn is_common(script: Script) -> bool {
    matches!(script, Script::COMMON | Script::INHERITED | Script::UNKNOWN)
}

/// Whether a character is invisible by definition (`Default_Ignorable_Code_Point`), so that no face needs to have it.
pub(crate) fn is_ignorable(letter: char) -> bool {
    matches!(
        letter as u32,
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
            | 0xFFF0..=0xFFF8 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
    )
}

#[cfg(test)]
mod tests;
