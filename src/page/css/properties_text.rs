//! The properties of text: faces, lines, words.

use crate::page::boxes::{Hanging, Hyphens, TextAlign, TextTransform, WhiteSpace};
use crate::page::css::declared::{Declared, Features, FontSize, Leading, Weight};
use crate::page::css::properties::{Property, many, one};
use crate::page::css::values::{Bad, Paint, Sum, keyword, length, number, paint, positive, sum};
use cssparser::{Parser, Token};
use std::sync::Arc;

/// How many families one list may name, and features.
const MAX_LIST: usize = 32;

const CAPS: &str = "`normal`, `small-caps` or `all-small-caps`";
const NUMERIC: &str = "`normal`, or `lining-nums`, `oldstyle-nums`, `proportional-nums`, `tabular-nums`, \
    `diagonal-fractions`, `stacked-fractions`, `ordinal`, `slashed-zero`";
const SPACING: &str = "`normal` or a length";
const DECORATION: &str = "`none`, `underline` or `line-through`";

/// Sorted by name.
pub(crate) const TEXT: &[Property] = &[
    one("color", "a colour of full opacity", |p, out| {
        match paint(p)? {
            Paint::Transparent => return Err(Bad),
            colour => out.push(Declared::Colour(colour)),
        }
        Ok(())
    }),
    one("direction", "`ltr` or `rtl`; what stands in a line is an isolate", |p, out| {
        out.push(Declared::RightToLeft(keyword(p, &[("ltr", false), ("rtl", true)])?));
        Ok(())
    }),
    many("font", FONT, "a size and families, before them style, weight and `small-caps`", font),
    one("font-family", "names of families, with commas between", |p, out| {
        out.push(Declared::Families(families(p)?));
        Ok(())
    }),
    one("font-feature-settings", "`normal`, or OpenType tags in quotes, each with or without `1` or `on`", |p, out| {
        out.push(Declared::FeatureSettings(feature_settings(p)?));
        Ok(())
    }),
    one("font-size", "a length, a percentage or a word from `xx-small` to `xxx-large`", |p, out| {
        out.push(Declared::FontSize(font_size(p)?));
        Ok(())
    }),
    one("font-style", "`normal`, `italic` or `oblique`", |p, out| {
        out.push(Declared::Italic(keyword(p, STYLES)?));
        Ok(())
    }),
    many(
        "font-variant",
        &["font-variant-caps", "font-variant-numeric"],
        "`normal`, or words of `font-variant-caps` and `font-variant-numeric`",
        font_variant,
    ),
    one("font-variant-caps", CAPS, |p, out| {
        out.push(Declared::Caps(caps(p)?));
        Ok(())
    }),
    one("font-variant-numeric", NUMERIC, |p, out| {
        let normal = p.try_parse(|p| keyword(p, &[("normal", ())])).is_ok();
        out.push(Declared::Numeric(if normal { Vec::new() } else { numerics(p)? }));
        Ok(())
    }),
    one("font-weight", "`normal`, `bold`, `bolder`, `lighter` or a number from 1 to 1000", |p, out| {
        out.push(Declared::Weight(weight(p)?));
        Ok(())
    }),
    one("hanging-punctuation", "`none`, or `first`, `force-end`, `last`", |p, out| {
        out.push(Declared::Hanging(hanging(p)?));
        Ok(())
    }),
    one("hyphens", "`none`, `manual` or `auto`", |p, out| {
        let words = [("none", Hyphens::None), ("manual", Hyphens::Manual), ("auto", Hyphens::Auto)];
        out.push(Declared::Hyphens(keyword(p, &words)?));
        Ok(())
    }),
    one("letter-spacing", SPACING, |p, out| {
        out.push(Declared::LetterSpacing(spacing(p)?));
        Ok(())
    }),
    one("line-height", "`normal`, a number, a length or a percentage", |p, out| {
        out.push(Declared::LineHeight(leading(p)?));
        Ok(())
    }),
    one("overflow-wrap", "`normal`, `break-word` or `anywhere`", |p, out| {
        out.push(Declared::OverflowWrapAnywhere(keyword(p, WRAPS)?));
        Ok(())
    }),
    one("text-align", "`start`, `end`, `left`, `right`, `center` or `justify`", |p, out| {
        out.push(Declared::Align(keyword(p, ALIGNS)?));
        Ok(())
    }),
    many("text-decoration", &["text-decoration-line"], DECORATION, decoration),
    one("text-decoration-line", DECORATION, decoration),
    one("text-indent", "a length or percentage", |p, out| {
        out.push(Declared::Indent(sum(p)?));
        Ok(())
    }),
    one("text-transform", "`none`, `uppercase`, `lowercase` or `capitalize`", |p, out| {
        out.push(Declared::Transform(keyword(p, TRANSFORMS)?));
        Ok(())
    }),
    one("text-wrap", "`wrap`, `balance`, `pretty` or `stable`", |p, out| {
        let words = [("wrap", false), ("balance", true), ("pretty", false), ("stable", false)];
        out.push(Declared::Balance(keyword(p, &words)?));
        Ok(())
    }),
    one("white-space", "`normal`, `nowrap`, `pre`, `pre-wrap` or `pre-line`", |p, out| {
        out.push(Declared::WhiteSpace(keyword(p, WHITE_SPACES)?));
        Ok(())
    }),
    one("word-break", "`normal` or `keep-all`", |p, out| {
        out.push(Declared::KeepAll(keyword(p, &[("normal", false), ("keep-all", true)])?));
        Ok(())
    }),
    one("word-spacing", SPACING, |p, out| {
        out.push(Declared::WordSpacing(spacing(p)?));
        Ok(())
    }),
    one("word-wrap", "`normal`, `break-word` or `anywhere`", |p, out| {
        out.push(Declared::OverflowWrapAnywhere(keyword(p, WRAPS)?));
        Ok(())
    }),
];

const FONT: &[&str] = &[
    "font-style",
    "font-variant-caps",
    "font-variant-numeric",
    "font-weight",
    "font-size",
    "line-height",
    "font-family",
];

const STYLES: &[(&str, bool)] = &[("normal", false), ("italic", true), ("oblique", true)];
const WRAPS: &[(&str, bool)] = &[("normal", false), ("break-word", true), ("anywhere", true)];
const ALIGNS: &[(&str, TextAlign)] = &[
    ("start", TextAlign::Start),
    ("end", TextAlign::End),
    ("left", TextAlign::Left),
    ("right", TextAlign::Right),
    ("center", TextAlign::Center),
    ("justify", TextAlign::Justify),
];
const TRANSFORMS: &[(&str, TextTransform)] = &[
    ("none", TextTransform::None),
    ("uppercase", TextTransform::Uppercase),
    ("lowercase", TextTransform::Lowercase),
    ("capitalize", TextTransform::Capitalize),
];
const WHITE_SPACES: &[(&str, WhiteSpace)] = &[
    ("normal", WhiteSpace::Normal),
    ("nowrap", WhiteSpace::NoWrap),
    ("pre", WhiteSpace::Pre),
    ("pre-wrap", WhiteSpace::PreWrap),
    ("pre-line", WhiteSpace::PreLine),
];

/// CSS Fonts 4, 2.5: around `medium`, which is 12 points here.
const SIZES: &[(&str, f32)] = &[
    ("xx-small", 7.2),
    ("x-small", 9.0),
    ("small", 10.667),
    ("medium", 12.0),
    ("large", 14.4),
    ("x-large", 18.0),
    ("xx-large", 24.0),
    ("xxx-large", 36.0),
];

const NUMERICS: &[(&str, &[u8; 4])] = &[
    ("lining-nums", b"lnum"),
    ("oldstyle-nums", b"onum"),
    ("proportional-nums", b"pnum"),
    ("tabular-nums", b"tnum"),
    ("diagonal-fractions", b"frac"),
    ("stacked-fractions", b"afrc"),
    ("ordinal", b"ordn"),
    ("slashed-zero", b"zero"),
];

fn families(p: &mut Parser) -> Result<Arc<[String]>, Bad> {
    let mut names = vec![family(p)?];
    while p.try_parse(Parser::expect_comma).is_ok() {
        names.push(family(p)?);
    }
    if names.len() > MAX_LIST { Err(Bad) } else { Ok(names.into()) }
}

/// A name in quotes, or words that make one.
pub(super) fn family(p: &mut Parser) -> Result<String, Bad> {
    if let Ok(quoted) = p.try_parse(Parser::expect_string_cloned) {
        return Ok(quoted.to_string());
    }
    let mut name = p.expect_ident()?.to_string();
    while let Ok(word) = p.try_parse(Parser::expect_ident_cloned) {
        name.push(' ');
        name.push_str(&word);
    }
    Ok(name)
}

fn font_size(p: &mut Parser) -> Result<FontSize, Bad> {
    if let Ok(points) = p.try_parse(|p| keyword(p, SIZES)) {
        return Ok(FontSize::Sum(Sum::points(points)));
    }
    let relative = [("smaller", 1.0 / 1.2), ("larger", 1.2)];
    match p.try_parse(|p| keyword(p, &relative)) {
        Ok(factor) => Ok(FontSize::Factor(factor)),
        Err(_) => Ok(FontSize::Sum(positive(p)?)),
    }
}

fn weight(p: &mut Parser) -> Result<Weight, Bad> {
    const WORDS: &[(&str, Weight)] = &[
        ("normal", Weight::Number(400)),
        ("bold", Weight::Number(700)),
        ("bolder", Weight::Bolder),
        ("lighter", Weight::Lighter),
    ];
    if let Ok(weight) = p.try_parse(|p| keyword(p, WORDS)) {
        return Ok(weight);
    }
    let value = p.expect_number()?;
    if (1.0..=1000.0).contains(&value) { Ok(Weight::Number(value as u16)) } else { Err(Bad) }
}

/// The weight that a face has by itself.
pub(super) fn weight_number(p: &mut Parser) -> Result<u16, Bad> {
    if let Weight::Number(number) = weight(p)? { Ok(number) } else { Err(Bad) }
}

/// Whether a face is italic.
pub(super) fn slant(p: &mut Parser) -> Result<bool, Bad> {
    keyword(p, STYLES)
}

fn leading(p: &mut Parser) -> Result<Leading, Bad> {
    if p.try_parse(|p| keyword(p, &[("normal", ())])).is_ok() {
        return Ok(Leading::Normal);
    }
    match p.try_parse(|p| number(p, 0.0)) {
        Ok(factor) => Ok(Leading::Factor(factor)),
        Err(_) => Ok(Leading::Sum(positive(p)?)),
    }
}

fn spacing(p: &mut Parser) -> Result<Sum, Bad> {
    if p.try_parse(|p| keyword(p, &[("normal", ())])).is_ok() { Ok(Sum::points(0.0)) } else { length(p) }
}

/// Each word once. `allow-end` is left to those who look at one line after the other: here a line is chosen among all.
fn hanging(p: &mut Parser) -> Result<Hanging, Bad> {
    if p.try_parse(|p| keyword(p, &[("none", ())])).is_ok() {
        return Ok(Hanging::default());
    }
    let mut hanging = Hanging::default();
    loop {
        let place = match keyword(p, &[("first", 0), ("force-end", 1), ("last", 2)])? {
            0 => &mut hanging.first,
            1 => &mut hanging.end,
            _ => &mut hanging.last,
        };
        if std::mem::replace(place, true) {
            return Err(Bad);
        }
        if p.is_exhausted() {
            return Ok(hanging);
        }
    }
}

fn decoration(p: &mut Parser, out: &mut Vec<Declared>) -> Result<(), Bad> {
    let (mut underline, mut strike_through) = (false, false);
    if p.try_parse(|p| keyword(p, &[("none", ())])).is_err() {
        while !p.is_exhausted() {
            // The one line style that there is may be said.
            match keyword(p, &[("underline", 0), ("line-through", 1), ("solid", 2)])? {
                0 => underline = true,
                1 => strike_through = true,
                _ => {}
            }
        }
    }
    out.push(Declared::Decoration { underline, strike_through });
    Ok(())
}

fn caps(p: &mut Parser) -> Result<Features, Bad> {
    const WORDS: &[(&str, &[[u8; 4]])] =
        &[("normal", &[]), ("small-caps", &[*b"smcp"]), ("all-small-caps", &[*b"smcp", *b"c2sc"])];
    Ok(keyword(p, WORDS)?.to_vec())
}

/// At least one word of `font-variant-numeric`.
fn numerics(p: &mut Parser) -> Result<Features, Bad> {
    let mut tags: Features = vec![*keyword(p, NUMERICS)?];
    while let Ok(tag) = p.try_parse(|p| keyword(p, NUMERICS)) {
        if !tags.contains(tag) {
            tags.push(*tag);
        }
    }
    Ok(tags)
}

fn font_variant(p: &mut Parser, out: &mut Vec<Declared>) -> Result<(), Bad> {
    let first = p.try_parse(caps);
    let numeric = p.try_parse(numerics);
    if first.is_err() && numeric.is_err() {
        return Err(Bad);
    }
    let caps = first.or_else(|_| p.try_parse(caps)).unwrap_or_default();
    out.extend([Declared::Caps(caps), Declared::Numeric(numeric.unwrap_or_default())]);
    Ok(())
}

/// `"ss01", "onum" on`; a feature can only be put on.
fn feature_settings(p: &mut Parser) -> Result<Features, Bad> {
    let mut tags = Features::new();
    if p.try_parse(|p| keyword(p, &[("normal", ())])).is_ok() {
        return Ok(tags);
    }
    loop {
        let tag: [u8; 4] = p.expect_string()?.as_bytes().try_into().map_err(|_| Bad)?;
        if !tag.iter().all(|byte| (0x20..0x7F).contains(byte)) || tags.len() == MAX_LIST {
            return Err(Bad);
        }
        tags.push(tag);
        let before = p.state();
        let on = match p.next() {
            Ok(Token::Ident(word)) => word.eq_ignore_ascii_case("on"),
            Ok(Token::Number { int_value, .. }) => *int_value == Some(1),
            _ => {
                p.reset(&before);
                true
            }
        };
        if !on {
            return Err(Bad);
        }
        if p.try_parse(Parser::expect_comma).is_err() {
            return Ok(tags);
        }
    }
}

/// `italic small-caps bold 11pt/1.4 "Libertinus Serif", serif`.
fn font(p: &mut Parser, out: &mut Vec<Declared>) -> Result<(), Bad> {
    let (mut italic, mut small, mut bold) = (false, Features::new(), Weight::Number(400));
    loop {
        if p.try_parse(|p| keyword(p, &[("normal", ())])).is_ok() {
            continue;
        }
        if let Ok(style) = p.try_parse(|p| keyword(p, STYLES)) {
            italic = style;
        } else if let Ok(features) = p.try_parse(caps) {
            small = features;
        } else if let Ok(weight) = p.try_parse(weight) {
            bold = weight;
        } else {
            break;
        }
    }
    let size = font_size(p)?;
    let slash = p.try_parse(|p| p.expect_delim('/')).is_ok();
    let leading = if slash { leading(p)? } else { Leading::Normal };
    out.extend([
        Declared::Italic(italic),
        Declared::Caps(small),
        Declared::Numeric(Vec::new()),
        Declared::Weight(bold),
        Declared::FontSize(size),
        Declared::LineHeight(leading),
        Declared::Families(families(p)?),
    ]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::page::css::declared::{Declared, FontSize, Leading, Weight};
    use crate::page::css::properties::{Property, all, property, read};
    use crate::page::css::properties_box::BOX;
    use crate::page::css::properties_text::TEXT;
    use crate::page::css::values::Sum;
    use cssparser::Parser;

    fn declared(name: &str, value: &str) -> Option<Vec<Declared>> {
        let mut out = Vec::new();
        read(property(name).unwrap(), &mut Parser::new(value), &mut out).ok().map(|()| out)
    }

    #[test]
    fn tables_are_sorted() {
        assert!(BOX.is_sorted_by_key(|property| property.name));
        assert!(TEXT.is_sorted_by_key(|property| property.name));
    }

    /// The table that docs/css.md has of these properties.
    fn table(properties: &[Property]) -> String {
        let row = |property: &Property| format!("| `{}` | {} |\n", property.name, property.takes);
        format!("| Property | Takes |\n| --- | --- |\n{}\n", properties.iter().map(row).collect::<String>())
    }

    #[test]
    fn the_manual_lists_every_property() {
        let manual = include_str!("../../../docs/css.md");
        for expected in [table(BOX), table(TEXT)] {
            assert!(manual.contains(&expected), "docs/css.md should have:\n{expected}");
        }
        let name = |line: &str| line.strip_prefix("| `")?.split('`').next().and_then(property);
        let rows = manual.lines().filter(|line| name(line).is_some());
        assert_eq!(rows.count(), BOX.len() + TEXT.len());
    }

    #[test]
    fn longhands_exist() {
        for shorthand in all() {
            for name in shorthand.longhands {
                assert!(property(name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn the_font_shorthand_sets_all_of_it() {
        let declared = declared("font", "italic 600 11pt/1.4 'Some Face', serif").unwrap();
        assert!(declared.contains(&Declared::Weight(Weight::Number(600))));
        assert!(declared.contains(&Declared::FontSize(FontSize::Sum(Sum::points(11.0)))));
        assert!(declared.contains(&Declared::LineHeight(Leading::Factor(1.4))));
    }

    #[test]
    fn values_end_where_they_should() {
        assert_eq!(declared("margin", "1em 2em").unwrap().len(), 4);
        assert_eq!(declared("margin", "1em 2em 3em 4em 5em"), None);
        assert_eq!(declared("border", "1pt solid navy").unwrap().len(), 12);
        assert_eq!(declared("border", "1pt dashed"), None);
        assert_eq!(declared("font-feature-settings", "'liga' 0"), None);
        assert_eq!(declared("font-variant", "small-caps tabular-nums").unwrap().len(), 2);
        assert_eq!(declared("color", "inherit").unwrap().len(), 1);
    }
}
