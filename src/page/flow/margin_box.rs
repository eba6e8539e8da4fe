//! The margins of the pages: running heads and page numbers (CSS Paged Media 3, 5); and the watermark.

use super::Layout;
use super::block::frame;
use super::decor::{Cut, Decor};
use super::galley::{Slab, translate};
use super::marker::{text_line, unbroken, width_of};
use super::page_box::Sheet;
use super::paginate::Paginated;
use crate::page::boxes::{
    BoxTree, Length, MarginBox, MarginPlace, MarginText, Sides, Style, VerticalAlign, WhiteSpace,
};
use crate::page::document::{Area, Artifact, Item, Mark};
use std::collections::BTreeMap;
use std::sync::Arc;

use MarginPlace::{
    BottomCenter, BottomLeft, BottomLeftCorner, BottomRight, BottomRightCorner, LeftBottom, LeftMiddle, LeftTop,
    RightBottom, RightMiddle, RightTop, TopCenter, TopLeft, TopLeftCorner, TopRight, TopRightCorner, Watermark,
};

/// More letters than any margin shows. They are set anew on every page: a title of a whole chapter must not make a
/// document of many pages slow.
const MOST_LETTERS: usize = 1000;

/// How much of the diagonal of the sheet a watermark may take: its letters stay clear of the corners.
const WATERMARK_PART: f32 = 0.7;

/// A box with its words.
struct Filled<'b> {
    margin_box: &'b MarginBox,
    text: String,
    /// Across, with padding and border.
    wanted: f32,
}

/// Fills the margins of every page.
pub(super) fn fill(layout: &mut Layout<'_>, tree: &BoxTree, paged: &mut Paginated) {
    let boxes = std::mem::take(&mut layout.boxes);
    let language: Arc<str> = tree.language.as_str().into();
    let mut strings = RunningStrings::new(&paged.strings);
    let pages = paged.pages.len();
    for index in 0..pages {
        let name = paged.names[index].clone();
        let values = strings.of_page(index);
        let Ok(sheet) = boxes.page(index, name.as_deref()) else { continue };
        let text = |margin_box: &MarginBox| words(margin_box, index, pages, &values);
        let mut filled = BTreeMap::new();
        for (place, margin_box) in boxes.margin_boxes(index, name.as_deref()) {
            let text = text(margin_box);
            let wanted = wanted_width(layout, margin_box, &language, &text, &sheet);
            filled.insert(place, Filled { margin_box, text, wanted });
        }
        if let Some(filled) = filled.get(&Watermark) {
            let watermark = watermark(layout, filled, &language, &sheet);
            paged.pages[index].items.splice(0..0, watermark);
        }
        for (place, area) in areas(&sheet, &filled) {
            if let Some(filled) = filled.get(&place) {
                draw(layout, filled, &language, area, &mut paged.pages[index].items);
            }
        }
    }
    layout.boxes = boxes;
}

/// The values of `string()` page by page: the first set on the page, else the last before it.
struct RunningStrings<'p> {
    set: &'p [(usize, String, String)],
    in_force: BTreeMap<&'p str, &'p str>,
}

impl<'p> RunningStrings<'p> {
    fn new(set: &'p [(usize, String, String)]) -> Self {
        Self { set, in_force: BTreeMap::new() }
    }

    /// To be asked of each page in turn.
    fn of_page(&mut self, page: usize) -> BTreeMap<String, String> {
        let end = self.set.iter().take_while(|(at, ..)| *at <= page).count();
        let (here, rest) = self.set.split_at(end);
        self.set = rest;
        let mut values = self.in_force.clone();
        for (_, name, value) in here.iter().rev() {
            values.insert(name, value);
        }
        self.in_force.extend(here.iter().map(|(_, name, value)| (name.as_str(), value.as_str())));
        values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}

fn words(margin_box: &MarginBox, index: usize, pages: usize, strings: &BTreeMap<String, String>) -> String {
    let content = margin_box.content.iter().flatten();
    let mut words: String = content
        .map(|piece| match piece {
            MarginText::Text(text) => text.clone(),
            MarginText::Page => (index + 1).to_string(),
            MarginText::Pages => pages.to_string(),
            MarginText::String(name) => strings.get(name).cloned().unwrap_or_default(),
        })
        .collect();
    if let Some((end, _)) = words.char_indices().nth(MOST_LETTERS) {
        words.replace_range(end.., "…");
    }
    words
}

fn wanted_width(
    layout: &mut Layout<'_>,
    margin_box: &MarginBox,
    language: &Arc<str>,
    text: &str,
    sheet: &Sheet,
) -> f32 {
    let style = &margin_box.style;
    let reference = sheet.width - sheet.margin.left - sheet.margin.right;
    let frame = frame(style, reference);
    let own = style.width.resolve(reference).unwrap_or_else(|| {
        let line = text_line(layout, &unbroken(style), language, text, Mark::Artifact(Artifact::Pagination), 0.0);
        line.map_or(0.0, |line| width_of(&line.items))
    });
    own + frame.left + frame.right
}

/// Where the boxes are: corners by the margins, the others by how wide they want to be.
fn areas(sheet: &Sheet, filled: &BTreeMap<MarginPlace, Filled<'_>>) -> Vec<(MarginPlace, Area)> {
    let Sides { top, right, bottom, left } = sheet.margin;
    let (across, down) = (sheet.width - left - right, sheet.height - top - bottom);
    let area = |x: f32, y: f32, width: f32, height: f32| Area { x, y, width, height };
    let (far_x, far_y) = (sheet.width - right, sheet.height - bottom);
    let mut areas = vec![
        (TopLeftCorner, area(0.0, 0.0, left, top)),
        (TopRightCorner, area(far_x, 0.0, right, top)),
        (BottomLeftCorner, area(0.0, far_y, left, bottom)),
        (BottomRightCorner, area(far_x, far_y, right, bottom)),
    ];
    for (places, y, height) in
        [([TopLeft, TopCenter, TopRight], 0.0, top), ([BottomLeft, BottomCenter, BottomRight], far_y, bottom)]
    {
        let wanted = places.map(|place| filled.get(&place).map(|filled| filled.wanted));
        for (place, (x, width)) in places.into_iter().zip(shared(wanted, across)) {
            areas.push((place, area(left + x, y, width, height)));
        }
    }
    for (places, x, width) in
        [([LeftTop, LeftMiddle, LeftBottom], 0.0, left), ([RightTop, RightMiddle, RightBottom], far_x, right)]
    {
        let third = down / 3.0;
        for (at, place) in places.into_iter().enumerate() {
            areas.push((place, area(x, top + third * at as f32, width, third)));
        }
    }
    areas
}

/// Shares a width between three boxes, of which some may be absent: offset and width of each. The middle one stays in
/// the middle (5.3.2, with wishes in place of the two content widths).
fn shared(wanted: [Option<f32>; 3], across: f32) -> [(f32, f32); 3] {
    let [first, middle, last] = wanted;
    if let Some(middle) = middle {
        let sides = first.unwrap_or(0.0).max(last.unwrap_or(0.0));
        let flexible = middle + 2.0 * sides;
        let middle = if flexible <= 0.0 { across } else { across * middle / flexible };
        let middle = if sides == 0.0 { across } else { middle.max(0.0) };
        let side = (across - middle) / 2.0;
        return [(0.0, side), (side, middle), (side + middle, side)];
    }
    match (first, last) {
        (Some(first), Some(last)) => {
            let total = first + last;
            let width = if total <= 0.0 { across / 2.0 } else { first + (across - total) * first / total };
            [(0.0, width), (width, 0.0), (width, across - width)]
        }
        _ => [(0.0, across); 3],
    }
}

fn draw(layout: &mut Layout<'_>, filled: &Filled<'_>, language: &Arc<str>, area: Area, out: &mut Vec<Item>) {
    let style = &filled.margin_box.style;
    let frame = frame(style, area.width);
    let margin = |length: Length| length.resolve(area.width).unwrap_or(0.0);
    let outer = Area {
        x: area.x + margin(style.margin.left),
        y: area.y + margin(style.margin.top),
        width: area.width - margin(style.margin.left) - margin(style.margin.right),
        height: area.height - margin(style.margin.top) - margin(style.margin.bottom),
    };
    let decor = Decor { x: outer.x, width: outer.width, background: style.background, border: style.border };
    decor.items(outer.y, outer.y + outer.height, Cut::default(), out);
    let room = outer.width - frame.left - frame.right;
    let mark = Mark::Artifact(artifact(filled.margin_box.place));
    let Some(text) = text_line(layout, &on_lines(style), language, &filled.text, mark, room.max(0.0)) else {
        return;
    };
    let Slab { height, mut items, .. } = text;
    let inner = outer.height - frame.top - frame.bottom;
    let down = match style.vertical_align {
        VerticalAlign::Top => 0.0,
        VerticalAlign::Bottom => inner - height,
        _ => (inner - height) / 2.0,
    };
    translate(&mut items, outer.x + frame.left, outer.y + frame.top + down);
    out.append(&mut items);
}

/// The words from the lower left to the upper right corner of the sheet, smaller than their style where it would not
/// hold them. Drawn before all else, so that it lies behind.
fn watermark(layout: &mut Layout<'_>, filled: &Filled<'_>, language: &Arc<str>, sheet: &Sheet) -> Option<Item> {
    let mark = Mark::Artifact(Artifact::Watermark);
    let mut style = Style::clone(&unbroken(&filled.margin_box.style));
    let mut line = text_line(layout, &Arc::new(style.clone()), language, &filled.text, mark, 0.0)?;
    let (width, room) = (width_of(&line.items), WATERMARK_PART * sheet.width.hypot(sheet.height));
    if width > room {
        style.text.size *= room / width;
        style.text.letter_spacing *= room / width;
        style.text.word_spacing *= room / width;
        line = text_line(layout, &Arc::new(style), language, &filled.text, mark, 0.0)?;
    }
    let left = -width_of(&line.items) / 2.0;
    translate(&mut line.items, left, -line.height / 2.0);
    let text = line.items.into_iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    });
    let angle = sheet.height.atan2(sheet.width).to_degrees();
    Some(Item::Turned { x: sheet.width / 2.0, y: sheet.height / 2.0, angle, runs: text.collect() })
}

/// The style of its words: what stands on lines of its own stays there.
fn on_lines(style: &Arc<Style>) -> Arc<Style> {
    if style.text.white_space != WhiteSpace::Normal {
        return Arc::clone(style);
    }
    let mut style = Style::clone(style);
    style.text.white_space = WhiteSpace::PreLine;
    Arc::new(style)
}

fn artifact(place: MarginPlace) -> Artifact {
    match place {
        TopLeftCorner | TopLeft | TopCenter | TopRight | TopRightCorner => Artifact::Header,
        BottomLeftCorner | BottomLeft | BottomCenter | BottomRight | BottomRightCorner => Artifact::Footer,
        Watermark => Artifact::Watermark,
        _ => Artifact::Pagination,
    }
}

#[cfg(test)]
mod tests {
    use super::{RunningStrings, shared};
    use crate::page::document::{Artifact, Item, Mark};
    use crate::page::flow::tests::laid_out;

    #[test]
    fn a_watermark_is_drawn_first_on_every_page_and_made_to_fit() {
        let css =
            "@page { size: 300pt 400pt; @-chancery-watermark { content: 'DRAFT ' counter(page); font-size: 200pt } }";
        let document = laid_out("<p>a<p style='break-before: page'>b", css);
        assert_eq!(document.pages.len(), 2);
        for (number, page) in document.pages.iter().enumerate() {
            let Item::Turned { x, y, angle, runs } = &page.items[0] else { panic!("{:?}", page.items[0]) };
            assert_eq!((*x, *y, angle.round()), (150.0, 200.0, 53.0));
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            assert_eq!(text, format!("DRAFT {}", number + 1));
            assert!(runs.iter().all(|run| run.mark == Mark::Artifact(Artifact::Watermark)));
            let width: f32 = runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance).sum();
            assert!((width - 350.0).abs() < 2.0, "seven tenths of 500, not {width}");
        }
        let without =
            laid_out("<p>a", "@page { @-chancery-watermark { content: 'X' } @-chancery-watermark { content: none } }");
        assert!(!without.pages[0].items.iter().any(|item| matches!(item, Item::Turned { .. })));
    }

    #[test]
    fn two_boxes_share_by_their_wishes_and_three_keep_the_middle() {
        assert_eq!(shared([Some(100.0), None, Some(50.0)], 300.0)[2], (200.0, 100.0));
        let [left, middle, right] = shared([Some(100.0), Some(50.0), None], 500.0);
        assert_eq!((left.1, middle, right.0), (200.0, (200.0, 100.0), 300.0));
        assert_eq!(shared([None, None, Some(10.0)], 300.0)[2], (0.0, 300.0));
    }

    #[test]
    fn a_string_is_the_first_of_its_page_then_the_last_before() {
        let string = |page, value: &str| (page, "s".to_owned(), value.to_owned());
        let set = [string(0, "a"), string(0, "b"), string(2, "c")];
        let mut strings = RunningStrings::new(&set);
        let values: Vec<String> = (0..4).map(|page| strings.of_page(page)["s"].clone()).collect();
        assert_eq!(values, ["a", "b", "c", "c"]);
    }
}
