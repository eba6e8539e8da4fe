//! Which letters each glyph stands for.

use super::{Part, WordGlyph, is_ignorable};
use crate::page::font::Face;
use harfrust::Buffer;
use harfrust::unicode::combining_class;
use read_fonts::types::GlyphId;
use std::ops::Range;

#[cfg(test)]
mod tests;

/// Copies the glyphs of a part, and gives each cluster's letters to its first glyph.
pub(super) fn take(buffer: &Buffer, part: &Part, em: f32, glyphs: &mut Vec<WordGlyph>) {
    let infos = buffer.glyph_infos();
    let mut starts: Vec<u32> = infos.iter().map(|info| info.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let length = part.range.len() as u32;
    let offset = part.range.start as u32;
    let mut previous = None;
    for (info, position) in infos.iter().zip(buffer.glyph_positions()) {
        let place = starts.partition_point(|&start| start <= info.cluster);
        // Letters before the first cluster (a removed mark) belong to it too.
        let start = if place <= 1 { 0 } else { info.cluster };
        let end = starts.get(place).copied().unwrap_or(length);
        let owns = previous != Some(info.cluster);
        previous = Some(info.cluster);
        glyphs.push(WordGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            face: part.face,
            advance: position.x_advance as f32 / em,
            dx: position.x_offset as f32 / em,
            dy: position.y_offset as f32 / em,
            start: offset + start,
            end: offset + if owns { end } else { start },
            is_mark: false,
        });
    }
}

/// Tells which glyphs are marks, and gives each of them the letter that it stands for, where that is told by their order: readers
/// know what a glyph is before they are told what the whole cluster is (`/ActualText`).
pub(super) fn part(glyphs: &mut [WordGlyph], letters: &str, face: &Face) {
    for cluster in glyphs.chunk_by_mut(|_, next| !next.speaks()) {
        let [first, marks @ ..] = cluster else { continue };
        if marks.is_empty() {
            continue;
        }
        let (mut start, text) = (first.start, &letters[first.start as usize..first.end as usize]);
        marks.iter_mut().for_each(|glyph| glyph.is_mark = glyph.advance == 0.0);
        if text.chars().count() != cluster.len() || !(has_marks_alone(cluster) || are_letters(cluster, text, face)) {
            continue;
        }
        for (glyph, letter) in cluster.iter_mut().zip(text.chars()) {
            (glyph.start, glyph.end) = (start, start + letter.len_utf8() as u32);
            start = glyph.end;
        }
    }
}

/// Whether a cluster is a letter, and marks upon it.
fn has_marks_alone(cluster: &[WordGlyph]) -> bool {
    cluster[0].advance > 0.0 && cluster[1..].iter().all(|glyph| glyph.is_mark)
}

/// Whether the glyphs are those of the letters, in their order.
fn are_letters(cluster: &[WordGlyph], text: &str, face: &Face) -> bool {
    let charmap = face.font().charmap();
    let is_of = |(glyph, letter): (&WordGlyph, char)| charmap.map_unicode(letter) == Some(GlyphId::from(glyph.id));
    cluster.iter().zip(text.chars()).all(is_of)
}

/// Gives each glyph a letter of its own, from the glyph at `first` on. From right to left, readers turn around what stands for
/// several letters, and whatever is said in its place (`/ActualText`), but not letters that are one by one. So a letter that has
/// no glyph, as the alef of a lam-alef that is drawn as one or a joiner, gets one that is empty.
pub(super) fn part_turned(glyphs: &mut Vec<WordGlyph>, first: usize, letters: &str, face: &Face) {
    let is_parted = |cluster: &[WordGlyph]| letters_of(cluster, letters).chars().nth(1).is_none();
    if glyphs[first..].chunk_by(|_, next| !next.speaks()).all(is_parted) {
        return;
    }
    let whole = glyphs.split_off(first);
    for cluster in whole.chunk_by(|_, next| !next.speaks()) {
        match parted(cluster, letters, face) {
            Some(parted) => glyphs.extend(parted),
            None => glyphs.extend(cluster),
        }
    }
}

fn letters_of<'l>(cluster: &[WordGlyph], letters: &'l str) -> &'l str {
    &letters[cluster[0].start as usize..cluster[0].end as usize]
}

/// A letter of a cluster.
struct Letter {
    letter: char,
    /// Its bytes in the word.
    range: Range<u32>,
    is_mark: bool,
    /// Its glyph, by its place in the cluster from the left.
    glyph: Option<usize>,
}

/// The glyphs of a cluster in visual order, each with a letter of its own: a letter before the one that is read before it, and
/// behind it its marks, because a mark before its letter is a word by itself to some readers.
fn parted(cluster: &[WordGlyph], letters: &str, face: &Face) -> Option<Vec<WordGlyph>> {
    let start = cluster[0].start;
    let letter = |(at, letter): (usize, char)| {
        let at = start + at as u32;
        let is_mark = at > start && combining_class(letter as u32) > 0;
        Letter { letter, range: at..at + letter.len_utf8() as u32, is_mark, glyph: None }
    };
    let mut letters: Vec<Letter> = letters_of(cluster, letters).char_indices().map(letter).collect();
    if letters.len() < 2 || letters.len() < cluster.len() {
        return None;
    }
    give_glyphs(&mut letters, cluster.len());
    let width: f32 = cluster.iter().map(|glyph| glyph.advance).sum();
    let place = |glyph: usize| cluster[..glyph].iter().map(|glyph| glyph.advance).sum::<f32>() + cluster[glyph].dx;
    let mut out = Vec::new();
    let mut pen = 0.0;
    for group in letters.chunk_by(|_, next| next.is_mark).rev() {
        for one in group {
            let shown = match one.glyph {
                Some(glyph) => WordGlyph { dx: place(glyph) - pen, ..cluster[glyph] },
                None => WordGlyph { id: empty_glyph(face, one.letter)?, dx: 0.0, dy: 0.0, ..cluster[0] },
            };
            let advance = if one.glyph == Some(cluster.len() - 1) { width } else { 0.0 };
            pen += advance;
            let (start, end) = (one.range.start, one.range.end);
            out.push(WordGlyph { advance, start, end, is_mark: one.is_mark, ..shown });
        }
    }
    Some(out)
}

/// Says which letters have which glyphs, of which the last is what is read first, and the others are set on it: first the marks
/// have theirs, then other letters, and what is never seen none if possible.
fn give_glyphs(letters: &mut [Letter], count: usize) {
    let is_seen = |letter: &&mut Letter| !is_ignorable(letter.letter);
    let base = letters.iter_mut().position(|letter| is_seen(&letter)).unwrap_or(0);
    letters[base].glyph = Some(count - 1);
    let mut others = (0..count - 1).rev();
    let wants: [fn(&Letter) -> bool; 3] = [|one| one.is_mark, |one| !is_ignorable(one.letter), |_| true];
    for wants in wants {
        for letter in letters.iter_mut().filter(|letter| letter.glyph.is_none()) {
            if wants(letter)
                && let Some(glyph) = others.next()
            {
                letter.glyph = Some(glyph);
            }
        }
    }
}

/// A glyph that draws nothing and takes no room: that of the letter itself, or one that texts have no use for here; else a space.
fn empty_glyph(face: &Face, letter: char) -> Option<u16> {
    let (outlines, widths) = (face.font().outline_glyphs(), face.font().glyph_metrics());
    let draws_nothing = |glyph: &GlyphId| {
        let extents = outlines.get(*glyph).and_then(|outline| outline.extents().ok());
        extents.is_some_and(|extents| extents.width == 0.0 && extents.height == 0.0)
    };
    let glyph = |letter: char| face.font().charmap().map_unicode(letter);
    // Some fonts draw joiners, so that editors can show them.
    let unseen = [letter, '\u{200B}', '\u{200D}', '\u{34F}', '\u{2060}', '\u{FEFF}'];
    let found = || unseen.into_iter().filter_map(glyph).filter(draws_nothing);
    let found = found().find(|glyph| widths.h_advance(*glyph) == 0.0).or_else(|| found().next());
    u16::try_from(found.or_else(|| glyph(' '))?.to_u32()).ok()
}
