//! Puts one declaration into a style.

use crate::page::boxes::{Border, Length, LineHeight, Sides, VerticalAlign};
use crate::page::css::cascade::{Computed, Draft};
use crate::page::css::declared::{Declared, FontSize, Leading, Side, Vertical, Weight, Wide};
use crate::page::css::values::{Paint, Sizes, Sum};
use crate::page::document::Colour;

/// The smallest and largest font, in points: what is smaller cannot be read, what is larger is not on the sheet.
const FONT_SIZES: (f32, f32) = (0.1, 2000.0);

/// Puts in `font-size` and `direction`, which others depend on. `sizes.em` is the parent's.
pub(crate) fn apply_first(declared: &Declared, parent: &Computed, initial: &Computed, sizes: Sizes, draft: &mut Draft) {
    let size = match declared {
        Declared::FontSize(FontSize::Sum(sum)) => sum.resolve(sizes, sizes.em),
        Declared::FontSize(FontSize::Factor(factor)) => sizes.em * factor,
        Declared::RightToLeft(value) => return draft.style.text.right_to_left = *value,
        Declared::Wide("direction", Wide::Initial) => return draft.style.text.right_to_left = false,
        Declared::Wide("direction", _) => return draft.style.text.right_to_left = parent.style.text.right_to_left,
        Declared::Wide("font-size", Wide::Initial) => initial.style.text.size,
        Declared::Wide("font-size", _) => parent.style.text.size,
        _ => return,
    };
    draft.style.text.size = size.clamp(FONT_SIZES.0, FONT_SIZES.1);
}

/// Puts in any other declaration. `sizes.em` is the element's own.
pub(crate) fn apply(declared: &Declared, parent: &Computed, initial: &Computed, sizes: Sizes, draft: &mut Draft) {
    let Draft { style, extra } = draft;
    let text = &mut style.text;
    let rtl = text.right_to_left;
    let length = |sum: Option<Sum>| sum.map_or(Length::Auto, |sum| sum.length(sizes));
    let points = |sum: Sum| sum.resolve(sizes, 0.0);
    match declared {
        Declared::Display(value) => style.display = *value,
        Declared::Float(value) => style.float = *value,
        Declared::Margin(side, value) => *at(&mut style.margin, *side, rtl) = length(*value),
        Declared::Padding(side, value) => *at(&mut style.padding, *side, rtl) = value.length(sizes),
        Declared::BorderWidth(side, value) => at(&mut extra.border, *side, rtl).width = points(*value).max(0.0),
        Declared::BorderLine(side, value) => {
            *at(&mut extra.border_shown, *side, rtl) = value.is_some();
            at(&mut extra.border, *side, rtl).line = value.unwrap_or_default();
        }
        Declared::BorderColour(side, value) => border_colour(at(&mut extra.border, *side, rtl), *value),
        Declared::Background(value) => style.background = colour(*value, text.colour),
        Declared::Width(value) => style.width = length(*value),
        Declared::MinWidth(value) => style.min_width = length(*value),
        Declared::MaxWidth(value) => style.max_width = value.map(|sum| sum.length(sizes)),
        Declared::Height(value) => style.height = length(*value),
        Declared::FlexGrow(value) => style.flex.0 = *value,
        Declared::FlexShrink(value) => style.flex.1 = *value,
        Declared::FlexBasis(value) => style.flex.2 = length(*value),
        Declared::ColumnGap(value) => style.column_gap = points(*value).max(0.0),
        Declared::JustifyContent(value) => style.justify_content = *value,
        Declared::AlignItems(value) => style.align_items = *value,
        Declared::BreakBefore(value) => style.break_before = *value,
        Declared::BreakAfter(value) => style.break_after = *value,
        Declared::AvoidBreakInside(value) => style.avoid_break_inside = *value,
        Declared::Orphans(value) => style.orphans = *value,
        Declared::Widows(value) => style.widows = *value,
        Declared::Page(Some(name)) => style.page = Some(name.clone()),
        Declared::Page(None) => style.page.clone_from(&parent.style.page),
        Declared::ListStyleType(value) => extra.list_style = value.clone(),
        Declared::BorderCollapse(value) => style.border_collapse = *value,
        Declared::BorderSpacing(value) => style.border_spacing = points(*value).max(0.0),
        Declared::FixedTable(value) => style.fixed_table = *value,
        Declared::VerticalAlign(value) => style.vertical_align = vertical(*value, sizes),
        Declared::Families(value) => text.families = value.clone(),
        Declared::FontSize(_) | Declared::RightToLeft(_) => {}
        Declared::Weight(value) => text.weight = weight(*value, parent.style.text.weight),
        Declared::Italic(value) => text.italic = *value,
        Declared::Colour(value) => text.colour = colour(*value, parent.style.text.colour).unwrap_or(Colour::BLACK),
        Declared::LineHeight(value) => text.line_height = leading(*value, sizes),
        Declared::LetterSpacing(value) => text.letter_spacing = points(*value),
        Declared::WordSpacing(value) => text.word_spacing = points(*value),
        Declared::Indent(value) => text.indent = value.length(sizes),
        Declared::Align(value) => text.align = *value,
        Declared::Hyphens(value) => text.hyphens = *value,
        Declared::Hanging(value) => text.hanging = *value,
        Declared::KeepAll(value) => text.keep_all = *value,
        Declared::Balance(value) => text.balance = *value,
        Declared::OverflowWrapAnywhere(value) => text.overflow_wrap_anywhere = *value,
        Declared::WhiteSpace(value) => text.white_space = *value,
        Declared::Transform(value) => text.transform = *value,
        Declared::Decoration { underline, strike_through } => {
            (extra.underline, extra.strike_through) = (*underline, *strike_through);
        }
        Declared::Caps(value) => extra.caps.clone_from(value),
        Declared::Numeric(value) => extra.numeric.clone_from(value),
        Declared::FeatureSettings(value) => extra.feature_settings.clone_from(value),
        Declared::Content(value) => extra.content = value.clone(),
        Declared::CounterReset(value) => extra.counter_reset.clone_from(value),
        Declared::CounterIncrement(value) => extra.counter_increment.clone_from(value),
        Declared::CounterSet(value) => extra.counter_set.clone_from(value),
        Declared::StringSet(value) => extra.string_set.clone_from(value),
        Declared::Wide(name, wide) => take(name, *wide, parent, initial, draft),
    }
}

/// The value of a side, in text that goes to the left or not.
fn at<T>(sides: &mut Sides<T>, side: Side, right_to_left: bool) -> &mut T {
    match (side, right_to_left) {
        (Side::Top, _) => &mut sides.top,
        (Side::Bottom, _) => &mut sides.bottom,
        (Side::Right, _) | (Side::Start, true) | (Side::End, false) => &mut sides.right,
        (Side::Left, _) | (Side::Start, false) | (Side::End, true) => &mut sides.left,
    }
}

/// `None` is transparent.
fn colour(paint: Paint, current: Colour) -> Option<Colour> {
    match paint {
        Paint::Colour(colour) => Some(colour),
        Paint::Transparent => None,
        Paint::Current => Some(current),
    }
}

fn border_colour(border: &mut Border, paint: Paint) {
    match paint {
        Paint::Colour(colour) => border.colour = Some(colour),
        Paint::Current => border.colour = None,
        // As good as white on paper, and it keeps its width.
        Paint::Transparent => border.colour = Some(Colour { red: 255, green: 255, blue: 255 }),
    }
}

fn vertical(value: Vertical, sizes: Sizes) -> VerticalAlign {
    match value {
        Vertical::Baseline => VerticalAlign::Baseline,
        Vertical::Top => VerticalAlign::Top,
        Vertical::Middle => VerticalAlign::Middle,
        Vertical::Bottom => VerticalAlign::Bottom,
        Vertical::Super => VerticalAlign::Super,
        Vertical::Sub => VerticalAlign::Sub,
        Vertical::Raise(sum) => VerticalAlign::Raise(sum.resolve(sizes, 0.0)),
    }
}

/// CSS Fonts 4, 2.2.
fn weight(value: Weight, parent: u16) -> u16 {
    match (value, parent) {
        (Weight::Number(number), _) => number,
        (Weight::Bolder, ..350) => 400,
        (Weight::Bolder, 350..550) => 700,
        (Weight::Bolder, _) => parent.max(900),
        (Weight::Lighter, ..550) => parent.min(100),
        (Weight::Lighter, 550..750) => 400,
        (Weight::Lighter, _) => 700,
    }
}

fn leading(value: Leading, sizes: Sizes) -> LineHeight {
    match value {
        Leading::Normal => LineHeight::Normal,
        Leading::Factor(factor) => LineHeight::Factor(factor),
        Leading::Sum(sum) => LineHeight::Points(sum.resolve(sizes, sizes.em).max(0.0)),
    }
}

/// Takes the parent's or the initial value of a longhand.
fn take(name: &str, wide: Wide, parent: &Computed, initial: &Computed, draft: &mut Draft) {
    // Its longhands are known when the direction is.
    if let Some(end) = name.strip_prefix("border-inline-") {
        let side = if (end == "start") == draft.style.text.right_to_left { "right" } else { "left" };
        let part = |part: &str| take(&format!("border-{side}-{part}"), wide, parent, initial, draft);
        return ["width", "style", "color"].into_iter().for_each(part);
    }
    let from = |is_inherited: bool| match wide {
        Wide::Inherit => parent,
        Wide::Unset if is_inherited => parent,
        Wide::Initial | Wide::Unset => initial,
    };
    let (own, inherited) = (from(false), from(true));
    let name = physical(name, draft.style.text.right_to_left);
    let Draft { style, extra } = draft;
    let text = &mut style.text;
    match name {
        "display" => style.display = own.style.display,
        "float" => style.float = own.style.float,
        "margin-top" => style.margin.top = own.style.margin.top,
        "margin-right" => style.margin.right = own.style.margin.right,
        "margin-bottom" => style.margin.bottom = own.style.margin.bottom,
        "margin-left" => style.margin.left = own.style.margin.left,
        "padding-top" => style.padding.top = own.style.padding.top,
        "padding-right" => style.padding.right = own.style.padding.right,
        "padding-bottom" => style.padding.bottom = own.style.padding.bottom,
        "padding-left" => style.padding.left = own.style.padding.left,
        "border-top-width" => extra.border.top.width = own.style.border.top.width,
        "border-right-width" => extra.border.right.width = own.style.border.right.width,
        "border-bottom-width" => extra.border.bottom.width = own.style.border.bottom.width,
        "border-left-width" => extra.border.left.width = own.style.border.left.width,
        "border-top-style" => border_style(Side::Top, own, draft),
        "border-right-style" => border_style(Side::Right, own, draft),
        "border-bottom-style" => border_style(Side::Bottom, own, draft),
        "border-left-style" => border_style(Side::Left, own, draft),
        "border-top-color" => extra.border.top.colour = own.style.border.top.colour,
        "border-right-color" => extra.border.right.colour = own.style.border.right.colour,
        "border-bottom-color" => extra.border.bottom.colour = own.style.border.bottom.colour,
        "border-left-color" => extra.border.left.colour = own.style.border.left.colour,
        "background-color" => style.background = own.style.background,
        "width" => style.width = own.style.width,
        "min-width" => style.min_width = own.style.min_width,
        "max-width" => style.max_width = own.style.max_width,
        "height" => style.height = own.style.height,
        "flex-grow" => style.flex.0 = own.style.flex.0,
        "flex-shrink" => style.flex.1 = own.style.flex.1,
        "flex-basis" => style.flex.2 = own.style.flex.2,
        "column-gap" => style.column_gap = own.style.column_gap,
        "justify-content" => style.justify_content = own.style.justify_content,
        "align-items" => style.align_items = own.style.align_items,
        "break-before" => style.break_before = own.style.break_before,
        "break-after" => style.break_after = own.style.break_after,
        "break-inside" => style.avoid_break_inside = own.style.avoid_break_inside,
        "orphans" => style.orphans = inherited.style.orphans,
        "widows" => style.widows = inherited.style.widows,
        "page" => style.page.clone_from(&parent.style.page),
        "list-style-type" => extra.list_style = inherited.extra.list_style.clone(),
        "border-collapse" => style.border_collapse = inherited.style.border_collapse,
        "border-spacing" => style.border_spacing = inherited.style.border_spacing,
        "table-layout" => style.fixed_table = own.style.fixed_table,
        "vertical-align" => style.vertical_align = own.style.vertical_align,
        "font-family" => text.families = inherited.style.text.families.clone(),
        "font-weight" => text.weight = inherited.style.text.weight,
        "font-style" => text.italic = inherited.style.text.italic,
        "color" => text.colour = inherited.style.text.colour,
        "line-height" => text.line_height = inherited.style.text.line_height,
        "letter-spacing" => text.letter_spacing = inherited.style.text.letter_spacing,
        "word-spacing" => text.word_spacing = inherited.style.text.word_spacing,
        "text-indent" => text.indent = inherited.style.text.indent,
        "text-align" => text.align = inherited.style.text.align,
        "hanging-punctuation" => text.hanging = inherited.style.text.hanging,
        "hyphens" => text.hyphens = inherited.style.text.hyphens,
        "text-wrap" => text.balance = inherited.style.text.balance,
        "word-break" => text.keep_all = inherited.style.text.keep_all,
        "overflow-wrap" | "word-wrap" => {
            text.overflow_wrap_anywhere = inherited.style.text.overflow_wrap_anywhere;
        }
        "white-space" => text.white_space = inherited.style.text.white_space,
        "text-transform" => text.transform = inherited.style.text.transform,
        "text-decoration-line" => {
            (extra.underline, extra.strike_through) = (own.extra.underline, own.extra.strike_through);
        }
        "font-variant-caps" => extra.caps.clone_from(&inherited.extra.caps),
        "font-variant-numeric" => extra.numeric.clone_from(&inherited.extra.numeric),
        "font-feature-settings" => extra.feature_settings.clone_from(&inherited.extra.feature_settings),
        "content" => extra.content = own.extra.content.clone(),
        "counter-reset" => extra.counter_reset.clone_from(&own.extra.counter_reset),
        "counter-increment" => extra.counter_increment.clone_from(&own.extra.counter_increment),
        "counter-set" => extra.counter_set.clone_from(&own.extra.counter_set),
        "string-set" => extra.string_set.clone_from(&own.extra.string_set),
        // Those that take one word only have no value to take.
        _ => {}
    }
}

/// The side that a logical property is of.
fn physical(name: &str, right_to_left: bool) -> &str {
    match (name, right_to_left) {
        ("margin-inline-start", false) | ("margin-inline-end", true) => "margin-left",
        ("margin-inline-end", false) | ("margin-inline-start", true) => "margin-right",
        ("padding-inline-start", false) | ("padding-inline-end", true) => "padding-left",
        ("padding-inline-end", false) | ("padding-inline-start", true) => "padding-right",
        (name, _) => name,
    }
}

fn border_style(side: Side, from: &Computed, draft: &mut Draft) {
    let (mut border, mut shown) = (from.extra.border, from.extra.border_shown);
    at(&mut draft.extra.border, side, false).line = at(&mut border, side, false).line;
    *at(&mut draft.extra.border_shown, side, false) = *at(&mut shown, side, false);
}
