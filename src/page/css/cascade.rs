//! From declarations to computed values: order, variables, inheritance, absolute lengths (CSS Cascade 4).

use crate::diagnostic::codes;
use crate::page::boxes::{
    AlignItems, Border, Break, Display, Float, Hanging, Hyphens, JustifyContent, Length, LineHeight, ListMarker, Sides,
    Style, TextAlign, TextStyle, TextTransform, VerticalAlign, WhiteSpace,
};
use crate::page::css::apply::{apply, apply_first};
use crate::page::css::content::{Content, CounterStyle, Piece};
use crate::page::css::declared::{Declared, Features};
use crate::page::css::properties::{Property, read};
use crate::page::css::sheet::{Declaration, What};
use crate::page::css::values::{MEDIUM, Sizes};
use crate::page::css::variables::{Unresolved, Variables, has_variable, substitute};
use crate::page::css::warnings::{Warnings, excerpt};
use crate::page::document::Colour;
use cssparser::Parser;
use std::borrow::Cow;
use std::sync::Arc;

/// Everything that CSS says about an element.
#[derive(Debug, Clone)]
pub(crate) struct Computed {
    pub(crate) style: Arc<Style>,
    /// That of the text in it: inline, nothing around it.
    pub(crate) text_style: Arc<Style>,
    pub(crate) extra: Extra,
}

/// What [`Style`] does not have, because it is done with before layout.
#[derive(Debug, Clone)]
pub(crate) struct Extra {
    pub(crate) variables: Arc<Variables>,
    pub(crate) list_style: CounterStyle,
    pub(crate) caps: Features,
    pub(crate) numeric: Features,
    pub(crate) feature_settings: Features,
    pub(crate) underline: bool,
    pub(crate) strike_through: bool,
    pub(crate) content: Content,
    pub(crate) counter_reset: Vec<(String, i32)>,
    pub(crate) counter_increment: Vec<(String, i32)>,
    pub(crate) counter_set: Vec<(String, i32)>,
    pub(crate) string_set: Vec<(String, Vec<Piece>)>,
    /// Widths and lines of the borders before a line of `none` makes the width 0.
    pub(crate) border: Sides<Border>,
    pub(crate) border_shown: Sides<bool>,
}

/// A computed style that is being made.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) style: Style,
    pub(crate) extra: Extra,
}

impl Computed {
    /// The initial values of all properties.
    pub(crate) fn initial() -> Self {
        let border = Border { width: MEDIUM, ..Border::default() };
        let extra = Extra {
            variables: Arc::default(),
            list_style: CounterStyle::Sign("•".into()),
            caps: Vec::new(),
            numeric: Vec::new(),
            feature_settings: Vec::new(),
            underline: false,
            strike_through: false,
            content: Content::Normal,
            counter_reset: Vec::new(),
            counter_increment: Vec::new(),
            counter_set: Vec::new(),
            string_set: Vec::new(),
            border: Sides { top: border, right: border, bottom: border, left: border },
            border_shown: Sides::default(),
        };
        let style = Arc::new(initial_style());
        Self { text_style: Arc::clone(&style), style, extra }
    }
}

fn initial_style() -> Style {
    let zero = Sides { top: Length::ZERO, right: Length::ZERO, bottom: Length::ZERO, left: Length::ZERO };
    Style {
        display: Display::Inline,
        float: Float::None,
        margin: zero,
        padding: zero,
        border: Sides::default(),
        background: None,
        width: Length::Auto,
        min_width: Length::Auto,
        max_width: None,
        height: Length::Auto,
        flex: (0.0, 1.0, Length::Auto),
        column_gap: 0.0,
        justify_content: JustifyContent::Start,
        align_items: AlignItems::Stretch,
        break_before: Break::Auto,
        break_after: Break::Auto,
        avoid_break_inside: false,
        orphans: 2,
        widows: 2,
        page: None,
        list_marker: ListMarker::None,
        border_collapse: false,
        border_spacing: 0.0,
        fixed_table: false,
        vertical_align: VerticalAlign::Baseline,
        text: initial_text(),
    }
}

fn initial_text() -> TextStyle {
    TextStyle {
        families: Arc::new([]),
        size: 12.0,
        weight: 400,
        italic: false,
        colour: Colour::BLACK,
        line_height: LineHeight::Normal,
        letter_spacing: 0.0,
        word_spacing: 0.0,
        indent: Length::ZERO,
        align: TextAlign::Start,
        hyphens: Hyphens::Manual,
        hanging: Hanging::default(),
        keep_all: false,
        overflow_wrap_anywhere: false,
        balance: false,
        white_space: WhiteSpace::Normal,
        right_to_left: false,
        transform: TextTransform::None,
        underline: false,
        strike_through: false,
        features: Arc::new([]),
    }
}

/// What an element has before any declaration: initial values, and its parent's for inherited properties.
fn inherited(parent: &Computed, initial: &Computed) -> Draft {
    let from = &*parent.style;
    let style = Style {
        text: from.text.clone(),
        orphans: from.orphans,
        widows: from.widows,
        // Not inherited, but where it is `auto` the parent's page goes on (CSS Page 3, 7.1).
        page: from.page.clone(),
        border_collapse: from.border_collapse,
        border_spacing: from.border_spacing,
        ..Style::clone(&initial.style)
    };
    let extra = Extra {
        variables: Arc::clone(&parent.extra.variables),
        list_style: parent.extra.list_style.clone(),
        caps: parent.extra.caps.clone(),
        numeric: parent.extra.numeric.clone(),
        feature_settings: parent.extra.feature_settings.clone(),
        ..initial.extra.clone()
    };
    Draft { style, extra }
}

/// The matched declarations of an element, weakest first, each with the number of its sheet.
pub(crate) type Matched<'a> = [(usize, &'a [Declaration])];

/// Computes the style of an element.
pub(crate) struct Cascade {
    initial: Computed,
    /// The font size of the `html` element.
    pub(crate) root_size: f32,
}

impl Cascade {
    pub(crate) fn new() -> Self {
        let initial = Computed::initial();
        Self { root_size: initial.style.text.size, initial }
    }

    pub(crate) fn initial(&self) -> &Computed {
        &self.initial
    }

    /// The style of an element in `parent`. What fails with its variables is warned of in its sheet.
    pub(crate) fn compute(&self, parent: &Computed, matched: &Matched, warnings: &mut [Warnings]) -> Computed {
        let mut draft = inherited(parent, &self.initial);
        draft.extra.variables = variables(&parent.extra.variables, matched);
        let declared = resolve(&draft.extra.variables, matched, warnings);
        let sizes = Sizes { em: parent.style.text.size, rem: self.root_size };
        for declaration in &declared {
            apply_first(declaration, parent, &self.initial, sizes, &mut draft);
        }
        let sizes = Sizes { em: draft.style.text.size, rem: self.root_size };
        for declaration in &declared {
            apply(declaration, parent, &self.initial, sizes, &mut draft);
        }
        finish(draft, parent, &self.initial)
    }
}

/// Declarations in the order they are applied: normal ones, then important ones.
fn in_order<'a>(matched: &'a Matched) -> impl Iterator<Item = (usize, &'a Declaration)> {
    [false, true].into_iter().flat_map(move |important| {
        matched.iter().flat_map(move |&(sheet, declarations)| {
            let own = declarations.iter().filter(move |declaration| declaration.important == important);
            own.map(move |declaration| (sheet, declaration))
        })
    })
}

/// The parent's custom properties with those of the element.
fn variables(parent: &Arc<Variables>, matched: &Matched) -> Arc<Variables> {
    let mut own: Option<Variables> = None;
    for (_, declaration) in in_order(matched) {
        if let What::Custom(name, value) = &declaration.what {
            own.get_or_insert_with(|| Variables::clone(parent)).insert(Arc::clone(name), Arc::clone(value));
        }
    }
    let Some(raw) = own else { return Arc::clone(parent) };
    if !raw.values().any(|value| has_variable(value)) {
        return Arc::new(raw);
    }
    let resolved = |(name, value): (&Arc<str>, &Arc<str>)| {
        let value = substitute(value, &raw).ok()?;
        Some((Arc::clone(name), value.into()))
    };
    Arc::new(raw.iter().filter_map(resolved).collect())
}

/// The declarations with their variables replaced.
fn resolve<'a>(variables: &Variables, matched: &'a Matched, warnings: &mut [Warnings]) -> Vec<Cow<'a, Declared>> {
    let mut declared = Vec::with_capacity(16);
    for (sheet, declaration) in in_order(matched) {
        match &declaration.what {
            What::Set(value) => declared.push(Cow::Borrowed(value)),
            What::Pending(property, text) => match pending(property, text, variables) {
                Ok(values) => declared.extend(values.into_iter().map(Cow::Owned)),
                Err((message, hint)) => {
                    if let Some(warnings) = warnings.get_mut(sheet) {
                        warnings.warn(codes::CSS_UNSUPPORTED_VALUE, Some(declaration.span), message, hint);
                    }
                }
            },
            What::Custom(..) | What::PageSize(..) => {}
        }
    }
    declared
}

fn pending(property: &'static Property, text: &str, variables: &Variables) -> Result<Vec<Declared>, (String, String)> {
    let value = substitute(text, variables).map_err(|unresolved| match unresolved {
        Unresolved::Unknown(name) => (
            format!("the variable `{}` is not set here", excerpt(&name)),
            "set it on `:root`, or give a value after a comma in `var()`".to_owned(),
        ),
        Unresolved::Endless => (
            format!("the variables of `{}` go in a circle", excerpt(text)),
            "a variable must not refer to itself".to_owned(),
        ),
        Unresolved::Syntax => (format!("`{}` is not closed", excerpt(text)), "look for a missing `)`".to_owned()),
    })?;
    let mut values = Vec::new();
    match read(property, &mut Parser::new(&value), &mut values) {
        Ok(()) => Ok(values),
        Err(_) => Err((
            format!("`{}` is not a value that `{}` takes", excerpt(&value), property.name),
            format!("expected {}", property.takes),
        )),
    }
}

/// Settles what depends on several properties.
fn finish(mut draft: Draft, parent: &Computed, initial: &Computed) -> Computed {
    let (style, extra) = (&mut draft.style, &draft.extra);
    // An item of a flex row is a block (CSS Flexbox 1, 4).
    if parent.style.display == Display::Flex && matches!(style.display, Display::Inline | Display::InlineBlock) {
        style.display = Display::Block;
    }
    style.border = shown(&extra.border, extra.border_shown);
    // Lines go through everything inside but atomic inline boxes (CSS Text Decoration 3, 2.1).
    let passed_on = style.display != Display::InlineBlock;
    style.text.underline = extra.underline || (passed_on && parent.style.text.underline);
    style.text.strike_through = extra.strike_through || (passed_on && parent.style.text.strike_through);
    let features = [&extra.caps, &extra.numeric, &extra.feature_settings];
    if features.iter().any(|list| !list.is_empty()) || !style.text.features.is_empty() {
        let mut tags: Features = features.into_iter().flatten().copied().collect();
        tags.sort_unstable();
        tags.dedup();
        style.text.features = tags.into();
    }
    let text_style = Style { text: style.text.clone(), page: style.page.clone(), ..Style::clone(&initial.style) };
    Computed { style: Arc::new(draft.style), text_style: Arc::new(text_style), extra: draft.extra }
}

fn shown(border: &Sides<Border>, shown: Sides<bool>) -> Sides<Border> {
    let side = |border: Border, shown: bool| if shown { border } else { Border { width: 0.0, ..border } };
    Sides {
        top: side(border.top, shown.top),
        right: side(border.right, shown.right),
        bottom: side(border.bottom, shown.bottom),
        left: side(border.left, shown.left),
    }
}
