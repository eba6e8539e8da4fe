//! How large each page is, by the `@page` rules that hold for it (CSS Paged Media 3).

use crate::error::Error;
use crate::page::boxes::{Length, MarginBox, MarginPlace, PageRule, Sides};
use std::collections::BTreeMap;

/// A4, in points.
const A4: (f32, f32) = (595.275_6, 841.889_8);

/// Two centimetres, where no rule says otherwise.
const MARGIN: f32 = 56.692_913;

/// Less room than this for text, across or down, holds no line of it.
const LEAST: f32 = 12.0;

/// The rules, the least specific first.
#[derive(Debug, Default)]
pub(super) struct PageBoxes {
    rules: Vec<PageRule>,
}

/// One sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) margin: Sides<f32>,
}

impl PageBoxes {
    pub(super) fn new(rules: &[PageRule]) -> Self {
        let mut rules = rules.to_vec();
        // Stable, so that of equals the later rule stays the later.
        rules.sort_by_key(|rule| (rule.name.is_some(), rule.first, rule.left || rule.right));
        Self { rules }
    }

    /// The size and margins of a page, counted from 0.
    pub(super) fn page(&self, index: usize, name: Option<&str>) -> Result<Sheet, Error> {
        self.sheet(self.rules(index, name))
    }

    /// The width of the text on pages of a name, the first one left out: what the narrower of the left and the right ones has.
    pub(super) fn content_width(&self, name: Option<&str>) -> Result<f32, Error> {
        let [left, right] = [self.page(1, name)?, self.page(2, name)?];
        let width = |sheet: Sheet| sheet.width - sheet.margin.left - sheet.margin.right;
        Ok(width(left).min(width(right)))
    }

    /// The height of the text on such pages.
    pub(super) fn content_height(&self, name: Option<&str>) -> Result<f32, Error> {
        let sheet = self.page(2, name)?;
        Ok(sheet.height - sheet.margin.top - sheet.margin.bottom)
    }

    /// Whether the text is as wide on the first page, on left and on right ones.
    pub(super) fn are_equally_wide(&self) -> bool {
        let width =
            |index| self.page(index, None).map_or(0.0, |sheet| sheet.width - sheet.margin.left - sheet.margin.right);
        (width(0) - width(1)).abs() < 0.1 && (width(1) - width(2)).abs() < 0.1
    }

    /// The margin boxes of a page, by their places.
    pub(super) fn margin_boxes<'r>(
        &'r self,
        index: usize,
        name: Option<&'r str>,
    ) -> BTreeMap<MarginPlace, &'r MarginBox> {
        let boxes = self.rules(index, name).flat_map(|rule| &rule.boxes);
        let boxes: BTreeMap<MarginPlace, &MarginBox> = boxes.map(|margin_box| (margin_box.place, margin_box)).collect();
        boxes.into_iter().filter(|(_, margin_box)| margin_box.content.is_some()).collect()
    }

    /// The first page is a right one.
    fn rules<'r>(&'r self, index: usize, name: Option<&'r str>) -> impl Iterator<Item = &'r PageRule> {
        let is_right = index.is_multiple_of(2);
        self.rules.iter().filter(move |rule| {
            (rule.name.is_none() || rule.name.as_deref() == name)
                && (!rule.first || index == 0)
                && (!rule.left || !is_right)
                && (!rule.right || is_right)
        })
    }

    fn sheet<'r>(&self, rules: impl Iterator<Item = &'r PageRule>) -> Result<Sheet, Error> {
        let (mut width, mut height) = A4;
        let mut margin = Sides { top: None, right: None, bottom: None, left: None };
        for rule in rules {
            (width, height) = rule.size.unwrap_or((width, height));
            margin.top = rule.margin.top.or(margin.top);
            margin.right = rule.margin.right.or(margin.right);
            margin.bottom = rule.margin.bottom.or(margin.bottom);
            margin.left = rule.margin.left.or(margin.left);
        }
        let resolve =
            |length: Option<Length>, reference| length.and_then(|length| length.resolve(reference)).unwrap_or(MARGIN);
        let margin = Sides {
            top: resolve(margin.top, height),
            right: resolve(margin.right, width),
            bottom: resolve(margin.bottom, height),
            left: resolve(margin.left, width),
        };
        let across = width - margin.left - margin.right;
        let down = height - margin.top - margin.bottom;
        // Also false for what is not a number.
        if across >= LEAST && down >= LEAST {
            Ok(Sheet { width, height, margin })
        } else {
            Err(Error::PageTooSmall { width, height, across, down })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PageBoxes;
    use crate::page::boxes::{Length, PageRule, Sides};

    fn rule(top: f32) -> PageRule {
        PageRule {
            name: None,
            first: false,
            left: false,
            right: false,
            size: None,
            margin: Sides { top: Some(Length::points(top)), right: None, bottom: None, left: None },
            boxes: Vec::new(),
        }
    }

    #[test]
    fn the_more_specific_rule_wins_wherever_it_stands() {
        let first = PageRule { first: true, ..rule(90.0) };
        let left = PageRule { left: true, ..rule(70.0) };
        let named = PageRule { name: Some("annex".to_owned()), ..rule(50.0) };
        let boxes = PageBoxes::new(&[named, first, left, rule(30.0)]);
        let top = |index, name| boxes.page(index, name).unwrap().margin.top;
        assert_eq!([top(0, None), top(1, None), top(2, None), top(2, Some("annex"))], [90.0, 70.0, 30.0, 50.0]);
    }

    #[test]
    fn margins_that_leave_no_room_are_an_error() {
        assert!(PageBoxes::new(&[rule(900.0)]).page(0, None).is_err());
        assert!(PageBoxes::new(&[rule(f32::NAN)]).page(0, None).is_err());
    }
}
