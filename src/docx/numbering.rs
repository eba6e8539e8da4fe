//! Automatic numbers: the lists of a document, counted as its paragraphs come by (ISO/IEC 29500-1, 17.9).

use super::numerals;
use super::styles::{Numbered, Styles};
use super::symbols;
use super::xml::{Element, Tree};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The levels of a list.
const LEVELS: usize = 9;

/// The text of a level is not longer, in characters: it is printed with every paragraph.
const LONGEST_TEXT: usize = 100;

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2)`, where `%1` stands for the number of the first level.
    text: String,
    /// What stands behind the number: nothing, or a space.
    space: &'static str,
    /// The level whose numbers let this one begin anew; none where none does.
    restart: Restart,
    /// Numbers of the outer levels are printed in figures.
    legal: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
    font: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Restart {
    /// After a number of any outer level.
    Outer,
    Never,
    /// After a number of this level, counted from 0, or one outside it.
    After(u8),
}

/// A list: its definition, and what it has of its own.
#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: BTreeMap<u8, u32>,
    levels: BTreeMap<u8, Level>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<u32, Vec<Level>>,
    lists: HashMap<u32, List>,
    /// How far each definition has counted: lists of one definition count on.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The levels of lists that have begun where they say.
    begun: BTreeSet<(u32, u8)>,
}

/// A printed number or bullet.
#[derive(Debug, PartialEq)]
pub(super) struct Printed {
    pub(super) text: String,
    pub(super) space: &'static str,
    pub(super) level: u8,
    pub(super) bullet: bool,
}

impl Numbering {
    /// Reads the part with the lists.
    pub(super) fn read(tree: &Tree, styles: &Styles) -> Self {
        let elements: HashMap<u32, Element<'_>> = tree
            .root()
            .children()
            .filter(|element| element.name() == "abstractNum")
            .filter_map(|element| Some((element.attribute("abstractNumId")?.parse().ok()?, element)))
            .collect();
        let lists: HashMap<u32, List> = tree
            .root()
            .children()
            .filter(|element| element.name() == "num")
            .filter_map(|element| Some((element.attribute("numId")?.parse().ok()?, read_list(element)?)))
            .collect();
        let definition = |(&id, &element): (&u32, &Element<'_>)| {
            (id, levels(linked(element, styles, &lists, &elements).unwrap_or(element)))
        };
        let definitions = elements.iter().map(definition).collect();
        Numbering { definitions, lists, ..Numbering::default() }
    }

    /// Counts a paragraph, and gives the number that is printed before it.
    pub(super) fn next(&mut self, numbered: Numbered, style: Option<&str>) -> Option<Printed> {
        let id = numbered.list.filter(|&id| id != 0)?;
        let list = self.lists.get(&id)?;
        let definition = self.definitions.get(&list.definition)?;
        let of_style = || definition.iter().position(|level| level.style.is_some() && level.style.as_deref() == style);
        let at = numbered.level.map(usize::from).or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let level_at = |at: usize| list.levels.get(&(at as u8)).or_else(|| definition.get(at));
        let level = level_at(at)?;
        let counts = self.counts.entry(list.definition).or_default();
        let start = |at: usize| {
            let own = list.starts.get(&(at as u8)).copied();
            own.or_else(|| level_at(at).map(|level| level.start)).unwrap_or(1)
        };
        let first = self.begun.insert((id, at as u8)) && list.starts.contains_key(&(at as u8));
        counts[at] = Some(match counts[at] {
            Some(count) if !first => count.saturating_add(1),
            _ => start(at),
        });
        for (inner, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restarts = match level_at(inner).map_or(Restart::Outer, |level| level.restart) {
                Restart::Outer => true,
                Restart::Never => false,
                Restart::After(outer) => at <= usize::from(outer),
            };
            *count = count.filter(|_| !restarts);
        }
        let bullet = level.format == "bullet";
        let text = if bullet {
            level.text.chars().map(|letter| symbols::sign(&level.font, letter)).collect()
        } else {
            fill(level, |inner| {
                let count = counts[inner].unwrap_or_else(|| start(inner));
                let format = level_at(inner).map_or("decimal", |level| level.format.as_str());
                let plain = level.legal && format != "none";
                numerals::print(count, if plain { "decimal" } else { format })
            })
        };
        Some(Printed { text, space: level.space, level: at as u8, bullet })
            .filter(|number| !number.text.trim().is_empty())
    }
}

/// The text of a level with its numbers in it.
fn fill(level: &Level, number: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut letters = level.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let place = letters.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| letter == '%' && *digit > 0);
        match place {
            Some(place) => {
                letters.next();
                text.push_str(&number(place as usize - 1));
            }
            None => text.push(letter),
        }
    }
    text
}

/// The definition that `element` only names, by way of a style.
fn linked<'a>(
    element: Element<'a>,
    styles: &Styles,
    lists: &HashMap<u32, List>,
    elements: &HashMap<u32, Element<'a>>,
) -> Option<Element<'a>> {
    let style = styles.get(Some(element.value("numStyleLink")?));
    let list = lists.get(&style.numbered.list?)?;
    elements.get(&list.definition).copied()
}

fn read_list(element: Element<'_>) -> Option<List> {
    let mut list = List { definition: element.value("abstractNumId")?.parse().ok()?, ..List::default() };
    for change in element.children().filter(|child| child.name() == "lvlOverride") {
        let Some(at) = change.attribute("ilvl").and_then(|level| level.parse().ok()) else { continue };
        if let Some(start) = change.value("startOverride").and_then(|start| start.parse().ok()) {
            list.starts.insert(at, start);
        }
        if let Some(level) = change.child("lvl") {
            list.levels.insert(at, read_level(level));
        }
    }
    Some(list)
}

/// The levels of a definition, in order.
fn levels(definition: Element<'_>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let elements = definition.children().filter(|child| child.name() == "lvl");
    let place = |element: &Element<'_>| element.attribute("ilvl").and_then(|level| level.parse::<usize>().ok());
    let placed: BTreeMap<usize, Element<'_>> =
        elements.filter_map(|element| Some((place(&element)?, element))).filter(|(at, _)| *at < LEVELS).collect();
    for at in 0..placed.last_key_value().map_or(0, |(last, _)| last + 1) {
        levels.push(placed.get(&at).map_or_else(silent_level, |element| read_level(*element)));
    }
    levels
}

fn silent_level() -> Level {
    Level {
        start: 1,
        format: "none".to_owned(),
        text: String::new(),
        space: " ",
        restart: Restart::Outer,
        legal: false,
        style: None,
        font: String::new(),
    }
}

fn read_level(element: Element<'_>) -> Level {
    let restart = match element.value("lvlRestart").and_then(|level| level.parse::<u8>().ok()) {
        None => Restart::Outer,
        Some(0) => Restart::Never,
        Some(level) => Restart::After(level - 1),
    };
    let fonts = element.child("rPr").and_then(|look| look.child("rFonts"));
    Level {
        start: element.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: element
            .value("numFmt")
            .or_else(|| element.find("numFmt")?.attribute("val"))
            .unwrap_or("decimal")
            .to_owned(),
        text: element.value("lvlText").unwrap_or_default().chars().take(LONGEST_TEXT).collect(),
        space: if element.value("suff") == Some("nothing") { "" } else { " " },
        restart,
        legal: element.switch("isLgl").unwrap_or(false),
        style: element.value("pStyle").map(str::to_owned),
        font: fonts.and_then(|fonts| fonts.attribute("hAnsi")).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbered, Numbering, Tree};
    use crate::docx::styles::Styles;

    const LISTS: &str = r#"<w:numbering>
      <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
        <w:lvl w:ilvl="2"><w:isLgl/><w:lvlText w:val="%1.%3"/><w:lvlRestart w:val="1"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    </w:numbering>"#;

    fn numbers(places: &[(u32, u8)]) -> Vec<String> {
        let mut numbering = Numbering::read(&Tree::read(LISTS).unwrap(), &Styles::default());
        let next = |&(list, level): &(u32, u8)| {
            numbering.next(Numbered { list: Some(list), level: Some(level) }, None).map(|number| number.text)
        };
        places.iter().map(next).map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn levels_count_and_begin_anew() {
        let found = numbers(&[(1, 0), (1, 1), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]);
        assert_eq!(found, ["III.", "(a)", "(b)", "3.1", "(c)", "3.2", "IV.", "(a)", "4.1"]);
    }

    #[test]
    fn a_list_that_says_where_it_starts_begins_there_once() {
        assert_eq!(numbers(&[(1, 0), (2, 0), (2, 0), (1, 0), (0, 0), (9, 0)]), ["III.", "I.", "II.", "III.", "", ""]);
    }
}
