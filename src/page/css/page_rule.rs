//! What only `@page` has: its selectors, the size of the sheet, the names of the margin boxes.

use crate::page::boxes::MarginPlace;
use crate::page::css::values::{Bad, Sizes, keyword, length};
use cssparser::Parser;

/// The smallest and largest side of a sheet of paper, in points: a postage stamp, and the largest PDF reader page
/// (ISO 32000-1 annex C.2).
const PAPER: std::ops::RangeInclusive<f32> = 72.0..=14400.0;

/// `name:first:left`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PageSelector {
    pub(crate) name: Option<String>,
    pub(crate) first: bool,
    pub(crate) left: bool,
    pub(crate) right: bool,
}

impl PageSelector {
    /// CSS Paged Media 3, 6.1: a name before `:first` before `:left` and `:right`.
    pub(crate) fn specificity(&self) -> (bool, bool, u8) {
        (self.name.is_some(), self.first, u8::from(self.left) + u8::from(self.right))
    }

    /// Whether every page that `other` is for is one of these.
    pub(crate) fn covers(&self, other: &PageSelector) -> bool {
        (self.name.is_none() || self.name == other.name)
            && (!self.first || other.first)
            && (!self.left || other.left)
            && (!self.right || other.right)
    }
}

/// The selectors after `@page`; at least one, which may be empty.
pub(crate) fn selectors(parser: &mut Parser) -> Result<Vec<PageSelector>, Bad> {
    const MOST: usize = 100;
    let mut list = vec![page_selector(parser)?];
    while parser.try_parse(Parser::expect_comma).is_ok() {
        list.push(page_selector(parser)?);
    }
    if parser.is_exhausted() && list.len() <= MOST { Ok(list) } else { Err(Bad) }
}

fn page_selector(parser: &mut Parser) -> Result<PageSelector, Bad> {
    let mut selector = PageSelector::default();
    if let Ok(name) = parser.try_parse(Parser::expect_ident_cloned) {
        selector.name = Some(name.to_string());
    }
    while parser.try_parse(Parser::expect_colon).is_ok() {
        match parser.expect_ident()?.to_ascii_lowercase().as_str() {
            "first" => selector.first = true,
            "left" => selector.left = true,
            "right" => selector.right = true,
            _ => return Err(Bad),
        }
    }
    Ok(selector)
}

/// `A4`, `letter landscape`, `210mm 297mm`: width and height in points.
pub(crate) fn size(parser: &mut Parser) -> Result<(f32, f32), Bad> {
    const MM: f32 = 72.0 / 25.4;
    const SHEETS: [(&str, (f32, f32)); 9] = [
        ("a3", (297.0 * MM, 420.0 * MM)),
        ("a4", (210.0 * MM, 297.0 * MM)),
        ("a5", (148.0 * MM, 210.0 * MM)),
        ("b4", (250.0 * MM, 353.0 * MM)),
        ("b5", (176.0 * MM, 250.0 * MM)),
        ("letter", (612.0, 792.0)),
        ("legal", (612.0, 1008.0)),
        ("ledger", (792.0, 1224.0)),
        ("auto", (210.0 * MM, 297.0 * MM)),
    ];
    const TURNS: [(&str, bool); 2] = [("portrait", false), ("landscape", true)];
    let turned = |parser: &mut Parser| parser.try_parse(|parser| keyword(parser, &TURNS));
    let before = turned(parser);
    let sheet = parser.try_parse(|parser| keyword(parser, &SHEETS));
    let (width, height) = match sheet {
        Ok(sheet) => sheet,
        Err(_) if before.is_ok() => SHEETS[1].1,
        Err(_) => return lengths(parser),
    };
    let landscape = before.or_else(|_| turned(parser)).unwrap_or(false);
    Ok(if landscape { (height, width) } else { (width, height) })
}

fn lengths(parser: &mut Parser) -> Result<(f32, f32), Bad> {
    // `em` in `@page` is that of the initial font.
    let sizes = Sizes { em: 12.0, rem: 12.0 };
    let width = length(parser)?.resolve(sizes, 0.0);
    let height = parser.try_parse(length).map_or(width, |sum| sum.resolve(sizes, 0.0));
    if PAPER.contains(&width) && PAPER.contains(&height) { Ok((width, height)) } else { Err(Bad) }
}

/// The place that an at-rule in `@page` names.
pub(crate) fn margin_place(name: &str) -> Option<MarginPlace> {
    PLACES.iter().find(|(known, _)| *known == name).map(|&(_, place)| place)
}

/// CSS Paged Media 3, 5.3; no standard has a word for the watermark.
const PLACES: [(&str, MarginPlace); 17] = [
    ("top-left-corner", MarginPlace::TopLeftCorner),
    ("top-left", MarginPlace::TopLeft),
    ("top-center", MarginPlace::TopCenter),
    ("top-right", MarginPlace::TopRight),
    ("top-right-corner", MarginPlace::TopRightCorner),
    ("right-top", MarginPlace::RightTop),
    ("right-middle", MarginPlace::RightMiddle),
    ("right-bottom", MarginPlace::RightBottom),
    ("bottom-right-corner", MarginPlace::BottomRightCorner),
    ("bottom-right", MarginPlace::BottomRight),
    ("bottom-center", MarginPlace::BottomCenter),
    ("bottom-left", MarginPlace::BottomLeft),
    ("bottom-left-corner", MarginPlace::BottomLeftCorner),
    ("left-bottom", MarginPlace::LeftBottom),
    ("left-middle", MarginPlace::LeftMiddle),
    ("left-top", MarginPlace::LeftTop),
    ("-chancery-watermark", MarginPlace::Watermark),
];

#[cfg(test)]
mod tests {
    use super::{Bad, PageSelector, selectors, size};
    use cssparser::Parser;

    #[test]
    fn sheets() {
        assert_eq!(size(&mut Parser::new("letter landscape")), Ok((792.0, 612.0)));
        assert_eq!(size(&mut Parser::new("6in 9in")), Ok((432.0, 648.0)));
        assert_eq!(size(&mut Parser::new("1mm 1mm")), Err(Bad));
    }

    #[test]
    fn page_selectors() {
        let read = |text: &str| selectors(&mut Parser::new(text));
        assert_eq!(read(" ").unwrap(), [PageSelector::default()]);
        let annex = PageSelector { name: Some("annex".into()), first: true, ..PageSelector::default() };
        assert_eq!(read("annex:first").unwrap(), std::slice::from_ref(&annex));
        assert!(PageSelector::default().covers(&annex) && !annex.covers(&PageSelector::default()));
        assert_eq!(read(":blank"), Err(Bad));
    }
}
