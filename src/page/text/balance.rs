//! Lines of like widths, for headings (`text-wrap: balance`).

use super::total_fit::{Measure, Place, Sum, Tolerance, break_lines};

/// Paragraphs of more lines are not balanced: nobody sees it (the limit that browsers have).
const MOST_LINES: usize = 6;

/// How often the range of widths is halved: to a hundredth of the column.
const STEPS: usize = 7;

/// Where the lines end in the narrowest column that needs no more lines and no more hyphens than the given one.
///
/// `None` where there is nothing to balance: one line, very many, or words that are too long.
pub(crate) fn balance(places: &[Place], measure: Measure) -> Option<Vec<usize>> {
    let mut best = fitting(places, measure)?;
    if !(2..=MOST_LINES).contains(&best.len()) {
        return None;
    }
    let mut step = measure.rest / 2.0;
    let mut by = 0.0;
    for _ in 0..STEPS {
        let narrower = Measure { first: measure.first - by - step, rest: measure.rest - by - step, ..measure };
        if let Some(ends) = fitting(places, narrower)
            && ends.len() == best.len()
            && hyphens(places, &ends) <= hyphens(places, &best)
        {
            best = ends;
            by += step;
        }
        step /= 2.0;
    }
    Some(best)
}

/// The best lines, if none is too long.
fn fitting(places: &[Place], measure: Measure) -> Option<Vec<usize>> {
    let ends = break_lines(places, measure, Tolerance::Any)?;
    let mut start = Sum::default();
    let mut room = measure.first;
    for &end in &ends {
        if places[end].end.width - start.width + places[end].added > room {
            return None;
        }
        start = places[end].next;
        room = measure.rest;
    }
    Some(ends)
}

fn hyphens(places: &[Place], ends: &[usize]) -> usize {
    ends.iter().filter(|&&end| places[end].kind.is_hyphen()).count()
}

#[cfg(test)]
mod tests {
    use super::balance;
    use crate::page::text::total_fit::{Measure, Place, PlaceKind, Sum};

    /// Words of as many points as they have letters.
    fn places(text: &str) -> Vec<Place> {
        let mut width = 0.0;
        let place = |part: &str| {
            width += part.len() as f64;
            let sum = |width| Sum { width, ..Sum::default() };
            let kind = if part.ends_with('-') { PlaceKind::Hyphen } else { PlaceKind::Space };
            Place { end: sum(width - f64::from(u8::from(part.ends_with(' ')))), next: sum(width), added: 0.0, kind }
        };
        text.split_inclusive([' ', '-']).map(place).collect()
    }

    #[test]
    fn lines_are_of_like_widths() {
        let measure = Measure { first: 30.0, rest: 30.0, ragged: Some(4.0) };
        assert_eq!(balance(&places("agreement of the two states on their common harbour"), measure), Some(vec![4, 8]));
        assert_eq!(balance(&places("too short for two lines"), measure), None);
        let title = "outcome of the third talks of a high-level group";
        assert_eq!(balance(&places(title), measure), Some(vec![4, 9]), "not at the hyphen");
    }
}
