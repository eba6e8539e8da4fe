//! Whether the editions of a text in several languages have the same numbered paragraphs: who cites paragraph 4 of one finds
//! it in the other.

use super::place::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::prepare::{Block, Briefing};
use crate::source::Span;

/// What there is to say of editions whose paragraphs differ from those of the first one, or which are in one language.
pub(super) fn compare(places: &[Place]) -> Vec<Diagnostics> {
    let texts = places.iter().enumerate().filter(|(index, place)| place.editions.first() == Some(index));
    let mut found = Vec::new();
    for (_, first) in texts {
        for pair in first.editions.windows(2) {
            let [before, other] = [&places[pair[0]], &places[pair[1]]];
            found.extend(same_language(before, other));
            found.extend(differ(first, other));
        }
    }
    found
}

fn same_language(before: &Place, other: &Place) -> Option<Diagnostics> {
    if before.language() != other.language() {
        return None;
    }
    let (name, language) = (before.entry.source.name(), other.language());
    let message = format!("the edition `{name}` of the same text has the same language, `{language}`");
    let hint = "set `language` where it was not recognised, and give another text another `edition_of`";
    Some(said(other, Diagnostic::warning(codes::EDITIONS_ALIKE, Span::at(0), message).with_hint(hint)))
}

fn differ(first: &Place, other: &Place) -> Option<Diagnostics> {
    let [of_first, of_other] = [first, other].map(|place| numbers(&place.entry.briefing));
    let lacks = |all: &[(&str, &str)], id: &str| !all.iter().any(|(known, _)| *known == id);
    let missing = of_first.iter().find(|(id, _)| lacks(&of_other, id));
    let more = of_other.iter().find(|(id, _)| lacks(&of_first, id));
    let name = first.entry.source.name();
    let message = match (missing, more) {
        (Some((_, citation)), _) => format!("paragraph {citation} of the edition `{name}` is not here"),
        (None, Some((_, citation))) => format!("paragraph {citation} is not in the edition `{name}`"),
        (None, None) => return None,
    };
    let hint = "who cites a paragraph of one edition looks for it in the others: give it the same number";
    Some(said(other, Diagnostic::warning(codes::EDITIONS_DIFFER, Span::at(0), message).with_hint(hint)))
}

fn said(of: &Place, found: Diagnostic) -> Diagnostics {
    Diagnostics { source: of.entry.source.clone(), items: vec![found.without_span()] }
}

/// The anchors of all numbered paragraphs, and how they are cited.
fn numbers(briefing: &Briefing) -> Vec<(&str, &str)> {
    let mut numbers = Vec::new();
    gather(&briefing.blocks, &mut numbers);
    numbers
}

fn gather<'b>(blocks: &'b [Block], numbers: &mut Vec<(&'b str, &'b str)>) {
    for block in blocks {
        match block {
            Block::Section(section) => gather(&section.blocks, numbers),
            Block::Paragraphs { items, .. } => {
                for item in items {
                    numbers.push((&item.id, &item.citation));
                    gather(&item.blocks, numbers);
                }
            }
            Block::Paragraph { blocks, .. } | Block::Quote { blocks, .. } | Block::Boilerplate { blocks, .. } => {
                gather(blocks, numbers);
            }
            Block::List { items } => items.iter().for_each(|item| gather(&item.blocks, numbers)),
            _ => {}
        }
    }
}
