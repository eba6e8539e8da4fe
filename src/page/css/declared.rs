//! What a style rule can say, one longhand property at a time.

use crate::page::boxes::{
    AlignItems, BorderLine, Break, Display, Float, Hanging, Hyphens, JustifyContent, TextAlign, TextTransform,
    WhiteSpace,
};
use crate::page::css::content::{Content, CounterStyle, Piece};
use crate::page::css::values::{Paint, Sum};
use std::sync::Arc;

/// A longhand property with its value as the sheet says it. `None` is `auto`, `none` or `normal`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Declared {
    Display(Display),
    Float(Float),
    Margin(Side, Option<Sum>),
    Padding(Side, Sum),
    BorderWidth(Side, Sum),
    BorderLine(Side, Option<BorderLine>),
    BorderColour(Side, Paint),
    Background(Paint),
    Width(Option<Sum>),
    MinWidth(Option<Sum>),
    MaxWidth(Option<Sum>),
    Height(Option<Sum>),
    FlexGrow(f32),
    FlexShrink(f32),
    FlexBasis(Option<Sum>),
    ColumnGap(Sum),
    JustifyContent(JustifyContent),
    AlignItems(AlignItems),
    BreakBefore(Break),
    BreakAfter(Break),
    AvoidBreakInside(bool),
    Orphans(u32),
    Widows(u32),
    Page(Option<String>),
    ListStyleType(CounterStyle),
    BorderCollapse(bool),
    BorderSpacing(Sum),
    FixedTable(bool),
    VerticalAlign(Vertical),
    Families(Arc<[String]>),
    FontSize(FontSize),
    Weight(Weight),
    Italic(bool),
    Colour(Paint),
    LineHeight(Leading),
    LetterSpacing(Sum),
    WordSpacing(Sum),
    Indent(Sum),
    Align(TextAlign),
    Hyphens(Hyphens),
    Hanging(Hanging),
    KeepAll(bool),
    Balance(bool),
    OverflowWrapAnywhere(bool),
    WhiteSpace(WhiteSpace),
    RightToLeft(bool),
    Transform(TextTransform),
    Decoration {
        underline: bool,
        strike_through: bool,
    },
    Caps(Features),
    Numeric(Features),
    FeatureSettings(Features),
    Content(Content),
    CounterReset(Vec<(String, i32)>),
    CounterIncrement(Vec<(String, i32)>),
    CounterSet(Vec<(String, i32)>),
    StringSet(Vec<(String, Vec<Piece>)>),
    /// Takes the parent's value, or the initial one, of the longhand of this name.
    Wide(&'static str, Wide),
}

/// OpenType features by tag.
pub(crate) type Features = Vec<[u8; 4]>;

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Top,
    Right,
    Bottom,
    Left,
    /// Left in text that goes to the right.
    Start,
    End,
}

impl Side {
    /// In the order of the shorthands.
    pub(crate) const ALL: [Side; 4] = [Side::Top, Side::Right, Side::Bottom, Side::Left];
}

/// A value that every property has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wide {
    Inherit,
    Initial,
    /// `inherit` where the property is inherited, else `initial`.
    Unset,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Vertical {
    Baseline,
    Top,
    Middle,
    Bottom,
    Super,
    Sub,
    Raise(Sum),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum FontSize {
    /// A percentage being one of the parent's size.
    Sum(Sum),
    /// `smaller` and `larger`.
    Factor(f32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Number(u16),
    Bolder,
    Lighter,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Leading {
    Normal,
    Factor(f32),
    Sum(Sum),
}
