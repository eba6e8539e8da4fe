//! The properties of boxes: around, between and in them.

use crate::page::boxes::{AlignItems, BorderLine, Break, Display, Float, JustifyContent};
use crate::page::css::content;
use crate::page::css::declared::{Declared, Side, Vertical};
use crate::page::css::properties::{Property, many, one};
use crate::page::css::values::{
    Bad, MEDIUM, Paint, Sum, auto_or, integer, keyword, length, number, paint, positive, sum,
};
use cssparser::Parser;

const LENGTH: &str = "a length or percentage";
const AUTO: &str = "`auto`, a length or a percentage";
const COLOUR: &str = "a colour of full opacity, `transparent` or `currentcolor`";
const LINE: &str = "`none`, `solid` or `double`";
const BORDER: &str = "a width, a line (`none`, `solid`, `double`) and a colour, in any order";
const BREAK: &str = "`auto`, `avoid`, `page`, `left` or `right`";
const COUNTERS: &str = "`none`, or names of counters, each with or without a whole number";

/// Sorted by name.
pub(crate) const BOX: &[Property] = &[
    one("align-items", "`stretch`, `start`, `end`, `center` or `baseline`", |p, out| {
        out.push(Declared::AlignItems(keyword(p, ALIGN_ITEMS)?));
        Ok(())
    }),
    many("background", &["background-color"], COLOUR, background),
    one("background-color", COLOUR, background),
    many("border", BORDER_ALL, BORDER, |p, out| border(p, &Side::ALL, out)),
    many("border-bottom", BORDER_BOTTOM, BORDER, |p, out| border(p, &[Side::Bottom], out)),
    one("border-bottom-color", COLOUR, |p, out| side(p, out, Side::Bottom, Declared::BorderColour, paint)),
    one("border-bottom-style", LINE, |p, out| side(p, out, Side::Bottom, Declared::BorderLine, line)),
    one("border-bottom-width", "a length", |p, out| side(p, out, Side::Bottom, Declared::BorderWidth, line_width)),
    one("border-collapse", "`collapse` or `separate`", |p, out| {
        out.push(Declared::BorderCollapse(keyword(p, &[("collapse", true), ("separate", false)])?));
        Ok(())
    }),
    many("border-color", BORDER_COLOURS, COLOUR, |p, out| sides(p, out, Declared::BorderColour, paint)),
    many("border-inline-end", &[], BORDER, |p, out| border(p, &[Side::End], out)),
    many("border-inline-start", &[], BORDER, |p, out| border(p, &[Side::Start], out)),
    many("border-left", BORDER_LEFT, BORDER, |p, out| border(p, &[Side::Left], out)),
    one("border-left-color", COLOUR, |p, out| side(p, out, Side::Left, Declared::BorderColour, paint)),
    one("border-left-style", LINE, |p, out| side(p, out, Side::Left, Declared::BorderLine, line)),
    one("border-left-width", "a length", |p, out| side(p, out, Side::Left, Declared::BorderWidth, line_width)),
    many("border-right", BORDER_RIGHT, BORDER, |p, out| border(p, &[Side::Right], out)),
    one("border-right-color", COLOUR, |p, out| side(p, out, Side::Right, Declared::BorderColour, paint)),
    one("border-right-style", LINE, |p, out| side(p, out, Side::Right, Declared::BorderLine, line)),
    one("border-right-width", "a length", |p, out| side(p, out, Side::Right, Declared::BorderWidth, line_width)),
    one("border-spacing", "a length", |p, out| {
        out.push(Declared::BorderSpacing(length(p)?));
        Ok(())
    }),
    many("border-style", BORDER_LINES, LINE, |p, out| sides(p, out, Declared::BorderLine, line)),
    many("border-top", BORDER_TOP, BORDER, |p, out| border(p, &[Side::Top], out)),
    one("border-top-color", COLOUR, |p, out| side(p, out, Side::Top, Declared::BorderColour, paint)),
    one("border-top-style", LINE, |p, out| side(p, out, Side::Top, Declared::BorderLine, line)),
    one("border-top-width", "a length", |p, out| side(p, out, Side::Top, Declared::BorderWidth, line_width)),
    many("border-width", BORDER_WIDTHS, "one to four lengths", |p, out| {
        sides(p, out, Declared::BorderWidth, line_width)
    }),
    one("break-after", BREAK, |p, out| {
        out.push(Declared::BreakAfter(keyword(p, BREAKS)?));
        Ok(())
    }),
    one("break-before", BREAK, |p, out| {
        out.push(Declared::BreakBefore(keyword(p, BREAKS)?));
        Ok(())
    }),
    one("break-inside", "`auto` or `avoid`", |p, out| {
        out.push(Declared::AvoidBreakInside(keyword(p, BREAKS_INSIDE)?));
        Ok(())
    }),
    one("column-gap", "`normal` or a length", |p, out| {
        out.push(Declared::ColumnGap(gap(p)?));
        Ok(())
    }),
    one("content", CONTENT, |p, out| {
        out.push(Declared::Content(content::content(p)?));
        Ok(())
    }),
    one("counter-increment", COUNTERS, |p, out| {
        out.push(Declared::CounterIncrement(content::counters(p, 1)?));
        Ok(())
    }),
    one("counter-reset", COUNTERS, |p, out| {
        out.push(Declared::CounterReset(content::counters(p, 0)?));
        Ok(())
    }),
    one("counter-set", COUNTERS, |p, out| {
        out.push(Declared::CounterSet(content::counters(p, 0)?));
        Ok(())
    }),
    one("display", "`none`, `block`, `inline`, `inline-block`, `list-item`, `flex` or a `table` value", |p, out| {
        out.push(Declared::Display(keyword(p, DISPLAYS)?));
        Ok(())
    }),
    many("flex", &["flex-grow", "flex-shrink", "flex-basis"], "`none`, `auto`, or grow, shrink and basis", flex),
    one("flex-basis", AUTO, |p, out| {
        out.push(Declared::FlexBasis(auto_or(p, positive)?));
        Ok(())
    }),
    one("flex-direction", "`row`", |p, _| keyword(p, &[("row", ())])),
    one("flex-grow", "a number", |p, out| {
        out.push(Declared::FlexGrow(number(p, 0.0)?));
        Ok(())
    }),
    one("flex-shrink", "a number", |p, out| {
        out.push(Declared::FlexShrink(number(p, 0.0)?));
        Ok(())
    }),
    one("flex-wrap", "`nowrap`", |p, _| keyword(p, &[("nowrap", ())])),
    one("float", "`none`, `footnote` or `-chancery-linked-footnote`", |p, out| {
        out.push(Declared::Float(keyword(p, FLOAT)?));
        Ok(())
    }),
    many("gap", &["column-gap"], "`normal` or a length", |p, out| {
        out.push(Declared::ColumnGap(gap(p)?));
        Ok(())
    }),
    one("height", AUTO, |p, out| {
        out.push(Declared::Height(auto_or(p, positive)?));
        Ok(())
    }),
    one("justify-content", "`start`, `end`, `center` or `space-between`", |p, out| {
        out.push(Declared::JustifyContent(keyword(p, JUSTIFY_CONTENT)?));
        Ok(())
    }),
    many("list-style", &["list-style-type"], LIST_STYLE, list_style),
    one("list-style-position", "`outside`", |p, _| keyword(p, &[("outside", ())])),
    one("list-style-type", LIST_STYLE, |p, out| {
        out.push(Declared::ListStyleType(content::counter_style(p)?));
        Ok(())
    }),
    many("margin", MARGINS, AUTO, |p, out| sides(p, out, Declared::Margin, margin)),
    many("margin-block", &["margin-top", "margin-bottom"], AUTO, |p, out| {
        pair(p, out, [Side::Top, Side::Bottom], Declared::Margin, margin)
    }),
    one("margin-bottom", AUTO, |p, out| side(p, out, Side::Bottom, Declared::Margin, margin)),
    many("margin-inline", &["margin-inline-start", "margin-inline-end"], AUTO, |p, out| {
        pair(p, out, [Side::Start, Side::End], Declared::Margin, margin)
    }),
    one("margin-inline-end", AUTO, |p, out| side(p, out, Side::End, Declared::Margin, margin)),
    one("margin-inline-start", AUTO, |p, out| side(p, out, Side::Start, Declared::Margin, margin)),
    one("margin-left", AUTO, |p, out| side(p, out, Side::Left, Declared::Margin, margin)),
    one("margin-right", AUTO, |p, out| side(p, out, Side::Right, Declared::Margin, margin)),
    one("margin-top", AUTO, |p, out| side(p, out, Side::Top, Declared::Margin, margin)),
    one("max-width", "`none`, a length or a percentage", |p, out| {
        let none = p.try_parse(|p| keyword(p, &[("none", ())])).is_ok();
        out.push(Declared::MaxWidth(if none { None } else { Some(positive(p)?) }));
        Ok(())
    }),
    one("min-width", AUTO, |p, out| {
        out.push(Declared::MinWidth(auto_or(p, positive)?));
        Ok(())
    }),
    one("orphans", "a whole number from 1", |p, out| {
        out.push(Declared::Orphans(integer(p, 1)? as u32));
        Ok(())
    }),
    many("padding", PADDINGS, LENGTH, |p, out| sides(p, out, Declared::Padding, positive)),
    many("padding-block", &["padding-top", "padding-bottom"], LENGTH, |p, out| {
        pair(p, out, [Side::Top, Side::Bottom], Declared::Padding, positive)
    }),
    one("padding-bottom", LENGTH, |p, out| side(p, out, Side::Bottom, Declared::Padding, positive)),
    many("padding-inline", &["padding-inline-start", "padding-inline-end"], LENGTH, |p, out| {
        pair(p, out, [Side::Start, Side::End], Declared::Padding, positive)
    }),
    one("padding-inline-end", LENGTH, |p, out| side(p, out, Side::End, Declared::Padding, positive)),
    one("padding-inline-start", LENGTH, |p, out| side(p, out, Side::Start, Declared::Padding, positive)),
    one("padding-left", LENGTH, |p, out| side(p, out, Side::Left, Declared::Padding, positive)),
    one("padding-right", LENGTH, |p, out| side(p, out, Side::Right, Declared::Padding, positive)),
    one("padding-top", LENGTH, |p, out| side(p, out, Side::Top, Declared::Padding, positive)),
    one("page", "`auto` or the name of a page", |p, out| {
        let name = p.expect_ident()?;
        out.push(Declared::Page((!name.eq_ignore_ascii_case("auto")).then(|| name.to_string())));
        Ok(())
    }),
    many("page-break-after", &["break-after"], BREAK, |p, out| {
        out.push(Declared::BreakAfter(keyword(p, BREAKS)?));
        Ok(())
    }),
    many("page-break-before", &["break-before"], BREAK, |p, out| {
        out.push(Declared::BreakBefore(keyword(p, BREAKS)?));
        Ok(())
    }),
    many("page-break-inside", &["break-inside"], "`auto` or `avoid`", |p, out| {
        out.push(Declared::AvoidBreakInside(keyword(p, BREAKS_INSIDE)?));
        Ok(())
    }),
    one("string-set", "`none`, or names each with `content()`, `attr()`, `counter()` or strings", |p, out| {
        out.push(Declared::StringSet(content::string_set(p)?));
        Ok(())
    }),
    one("table-layout", "`auto` or `fixed`", |p, out| {
        out.push(Declared::FixedTable(keyword(p, &[("auto", false), ("fixed", true)])?));
        Ok(())
    }),
    one("vertical-align", "`baseline`, `top`, `middle`, `bottom`, `super`, `sub` or a length", vertical_align),
    one("widows", "a whole number from 1", |p, out| {
        out.push(Declared::Widows(integer(p, 1)? as u32));
        Ok(())
    }),
    one("width", AUTO, |p, out| {
        out.push(Declared::Width(auto_or(p, positive)?));
        Ok(())
    }),
];

const CONTENT: &str =
    "`none`, `normal`, or strings, `attr()`, `counter()`, `counters()`, `string()`, `target-counter()`";
const LIST_STYLE: &str = "`none`, `disc`, `circle`, `square`, `decimal`, `decimal-leading-zero`, `lower-roman`, \
    `upper-roman`, `lower-alpha`, `upper-alpha` or a string";

const BORDER_COLOURS: &[&str] = &["border-top-color", "border-right-color", "border-bottom-color", "border-left-color"];
const BORDER_LINES: &[&str] = &["border-top-style", "border-right-style", "border-bottom-style", "border-left-style"];
const BORDER_WIDTHS: &[&str] = &["border-top-width", "border-right-width", "border-bottom-width", "border-left-width"];
const BORDER_TOP: &[&str] = &["border-top-color", "border-top-style", "border-top-width"];
const BORDER_RIGHT: &[&str] = &["border-right-color", "border-right-style", "border-right-width"];
const BORDER_BOTTOM: &[&str] = &["border-bottom-color", "border-bottom-style", "border-bottom-width"];
const BORDER_LEFT: &[&str] = &["border-left-color", "border-left-style", "border-left-width"];
const BORDER_ALL: &[&str] = &[
    "border-top-color",
    "border-top-style",
    "border-top-width",
    "border-right-color",
    "border-right-style",
    "border-right-width",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-left-color",
    "border-left-style",
    "border-left-width",
];
const MARGINS: &[&str] = &["margin-top", "margin-right", "margin-bottom", "margin-left"];
const PADDINGS: &[&str] = &["padding-top", "padding-right", "padding-bottom", "padding-left"];

const ALIGN_ITEMS: &[(&str, AlignItems)] = &[
    ("stretch", AlignItems::Stretch),
    ("normal", AlignItems::Stretch),
    ("start", AlignItems::Start),
    ("flex-start", AlignItems::Start),
    ("end", AlignItems::End),
    ("flex-end", AlignItems::End),
    ("center", AlignItems::Center),
    ("baseline", AlignItems::Baseline),
];

const FLOAT: &[(&str, Float)] =
    &[("none", Float::None), ("footnote", Float::Footnote), ("-chancery-linked-footnote", Float::LinkedFootnote)];

const JUSTIFY_CONTENT: &[(&str, JustifyContent)] = &[
    ("normal", JustifyContent::Start),
    ("start", JustifyContent::Start),
    ("flex-start", JustifyContent::Start),
    ("end", JustifyContent::End),
    ("flex-end", JustifyContent::End),
    ("center", JustifyContent::Center),
    ("space-between", JustifyContent::SpaceBetween),
];

const BREAKS: &[(&str, Break)] = &[
    ("auto", Break::Auto),
    ("avoid", Break::Avoid),
    ("avoid-page", Break::Avoid),
    ("page", Break::Page),
    ("always", Break::Page),
    ("left", Break::Left),
    ("verso", Break::Left),
    ("right", Break::Right),
    ("recto", Break::Right),
];

const BREAKS_INSIDE: &[(&str, bool)] = &[("auto", false), ("avoid", true), ("avoid-page", true)];

const DISPLAYS: &[(&str, Display)] = &[
    ("none", Display::None),
    ("block", Display::Block),
    ("flow-root", Display::Block),
    ("inline", Display::Inline),
    ("inline-block", Display::InlineBlock),
    ("list-item", Display::ListItem),
    ("flex", Display::Flex),
    ("table", Display::Table),
    ("table-caption", Display::TableCaption),
    ("table-header-group", Display::TableHeaderGroup),
    ("table-row-group", Display::TableRowGroup),
    ("table-footer-group", Display::TableFooterGroup),
    ("table-row", Display::TableRow),
    ("table-cell", Display::TableCell),
];

const LINES: &[(&str, Option<BorderLine>)] =
    &[("none", None), ("hidden", None), ("solid", Some(BorderLine::Solid)), ("double", Some(BorderLine::Double))];

fn line(p: &mut Parser) -> Result<Option<BorderLine>, Bad> {
    keyword(p, LINES)
}

fn line_width(p: &mut Parser) -> Result<Sum, Bad> {
    const WORDS: [(&str, f32); 3] = [("thin", 0.75), ("medium", MEDIUM), ("thick", 3.75)];
    match p.try_parse(|p| keyword(p, &WORDS)) {
        Ok(points) => Ok(Sum::points(points)),
        Err(_) => positive(p).and_then(|sum| if sum.has_percent() { Err(Bad) } else { Ok(sum) }),
    }
}

fn margin(p: &mut Parser) -> Result<Option<Sum>, Bad> {
    auto_or(p, sum)
}

fn gap(p: &mut Parser) -> Result<Sum, Bad> {
    if p.try_parse(|p| keyword(p, &[("normal", ())])).is_ok() { Ok(Sum::points(0.0)) } else { length(p) }
}

fn background(p: &mut Parser, out: &mut Vec<Declared>) -> Result<(), Bad> {
    let none = p.try_parse(|p| keyword(p, &[("none", ())])).is_ok();
    out.push(Declared::Background(if none { Paint::Transparent } else { paint(p)? }));
    Ok(())
}

/// The value of one side.
fn side<T>(
    p: &mut Parser,
    out: &mut Vec<Declared>,
    side: Side,
    declare: fn(Side, T) -> Declared,
    read: fn(&mut Parser) -> Result<T, Bad>,
) -> Result<(), Bad> {
    out.push(declare(side, read(p)?));
    Ok(())
}

/// One to four values: all sides; vertical, horizontal; top, horizontal, bottom; top, right, bottom, left.
fn sides<T: Copy>(
    p: &mut Parser,
    out: &mut Vec<Declared>,
    declare: fn(Side, T) -> Declared,
    read: fn(&mut Parser) -> Result<T, Bad>,
) -> Result<(), Bad> {
    let top = read(p)?;
    let right = p.try_parse(read).unwrap_or(top);
    let bottom = p.try_parse(read).unwrap_or(top);
    let left = p.try_parse(read).unwrap_or(right);
    out.extend(Side::ALL.into_iter().zip([top, right, bottom, left]).map(|(side, value)| declare(side, value)));
    Ok(())
}

/// One value for both sides, or one each.
fn pair<T: Copy>(
    p: &mut Parser,
    out: &mut Vec<Declared>,
    sides: [Side; 2],
    declare: fn(Side, T) -> Declared,
    read: fn(&mut Parser) -> Result<T, Bad>,
) -> Result<(), Bad> {
    let first = read(p)?;
    let second = p.try_parse(read).unwrap_or(first);
    out.extend([declare(sides[0], first), declare(sides[1], second)]);
    Ok(())
}

/// `0.5pt solid #888`: what is not said takes its initial value.
fn border(p: &mut Parser, sides: &[Side], out: &mut Vec<Declared>) -> Result<(), Bad> {
    let (mut width, mut style, mut colour) = (None, None, None);
    while !p.is_exhausted() {
        if width.is_none() {
            width = p.try_parse(line_width).ok();
            if width.is_some() {
                continue;
            }
        }
        if style.is_none() {
            style = p.try_parse(line).ok();
            if style.is_some() {
                continue;
            }
        }
        if colour.is_some() {
            return Err(Bad);
        }
        colour = Some(paint(p)?);
    }
    if width.is_none() && style.is_none() && colour.is_none() {
        return Err(Bad);
    }
    for &side in sides {
        out.push(Declared::BorderWidth(side, width.unwrap_or(Sum::points(MEDIUM))));
        out.push(Declared::BorderLine(side, style.flatten()));
        out.push(Declared::BorderColour(side, colour.unwrap_or(Paint::Current)));
    }
    Ok(())
}

/// CSS Flexbox 1, 7.1.1: `flex: 1` has the basis 0.
fn flex(p: &mut Parser, out: &mut Vec<Declared>) -> Result<(), Bad> {
    let words = [("none", (0.0, 0.0)), ("auto", (1.0, 1.0))];
    let (grow, shrink, basis) = match p.try_parse(|p| keyword(p, &words)) {
        Ok((grow, shrink)) => (grow, shrink, None),
        Err(_) => {
            let grow = number(p, 0.0)?;
            let shrink = p.try_parse(|p| number(p, 0.0)).unwrap_or(1.0);
            let basis = if p.is_exhausted() { Some(Sum::points(0.0)) } else { auto_or(p, positive)? };
            (grow, shrink, basis)
        }
    };
    out.extend([Declared::FlexGrow(grow), Declared::FlexShrink(shrink), Declared::FlexBasis(basis)]);
    Ok(())
}

/// A type with or without `outside`.
fn list_style(p: &mut Parser, out: &mut Vec<Declared>) -> Result<(), Bad> {
    let outside = |p: &mut Parser| p.try_parse(|p| keyword(p, &[("outside", ())])).is_ok();
    outside(p);
    out.push(Declared::ListStyleType(content::counter_style(p)?));
    outside(p);
    Ok(())
}

fn vertical_align(p: &mut Parser, out: &mut Vec<Declared>) -> Result<(), Bad> {
    const WORDS: &[(&str, Vertical)] = &[
        ("baseline", Vertical::Baseline),
        ("top", Vertical::Top),
        ("text-top", Vertical::Top),
        ("middle", Vertical::Middle),
        ("bottom", Vertical::Bottom),
        ("text-bottom", Vertical::Bottom),
        ("super", Vertical::Super),
        ("sub", Vertical::Sub),
    ];
    let value = match p.try_parse(|p| keyword(p, WORDS)) {
        Ok(word) => word,
        Err(_) => Vertical::Raise(length(p)?),
    };
    out.push(Declared::VerticalAlign(value));
    Ok(())
}
