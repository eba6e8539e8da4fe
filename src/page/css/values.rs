//! Values that many properties share: lengths with `calc()`, colours, keywords.

use crate::page::boxes::Length;
use crate::page::document::Colour;
use cssparser::color::{parse_hash_color, parse_named_color};
use cssparser::{BasicParseError, ParseError, Parser, Token};

/// A value that is not understood; the place and the words are known to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bad;

impl From<BasicParseError> for Bad {
    fn from(_: BasicParseError) -> Self {
        Bad
    }
}

impl From<ParseError<Bad>> for Bad {
    fn from(_: ParseError<Bad>) -> Self {
        Bad
    }
}

/// How wide a border is that says nothing of its width (`medium`), in points.
pub(crate) const MEDIUM: f32 = 2.25;

/// How large a number may be: no sheet of paper is this long, and sums of such numbers are still exact enough.
const LARGEST: f32 = 1.0e6;

/// An absolute part and parts that depend on something else, added.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Sum {
    points: f32,
    em: f32,
    rem: f32,
    percent: f32,
    /// Only inside `calc()`, as a factor.
    number: f32,
}

/// What lengths are relative to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// The font size of the element (for `font-size` itself, of its parent).
    pub(crate) em: f32,
    /// The font size of the `html` element.
    pub(crate) rem: f32,
}

impl Sum {
    pub(crate) fn points(points: f32) -> Self {
        Sum { points, ..Sum::default() }
    }

    pub(crate) fn em(em: f32) -> Self {
        Sum { em, ..Sum::default() }
    }

    pub(crate) fn percent(percent: f32) -> Self {
        Sum { percent, ..Sum::default() }
    }

    /// In points, a percentage being one of `whole`.
    pub(crate) fn resolve(self, sizes: Sizes, whole: f32) -> f32 {
        clamp(self.points + self.em * sizes.em + self.rem * sizes.rem + self.percent * whole / 100.0)
    }

    pub(crate) fn length(self, sizes: Sizes) -> Length {
        Length::Sum { fixed: self.resolve(sizes, 0.0), percent: clamp(self.percent) }
    }

    pub(crate) fn has_percent(self) -> bool {
        self.percent != 0.0
    }

    fn is_number(self) -> bool {
        Sum { number: 0.0, ..self } == Sum::default()
    }

    fn is_length(self) -> bool {
        self.number == 0.0
    }

    fn is_negative(self) -> bool {
        // Of several parts, the sum is only known at layout, which clamps.
        [self.points, self.em, self.rem, self.percent].iter().all(|&part| part <= 0.0) && self != Sum::default()
    }

    fn times(self, factor: f32) -> Self {
        Sum {
            points: self.points * factor,
            em: self.em * factor,
            rem: self.rem * factor,
            percent: self.percent * factor,
            number: self.number * factor,
        }
    }

    fn plus(self, other: Sum) -> Self {
        Sum {
            points: self.points + other.points,
            em: self.em + other.em,
            rem: self.rem + other.rem,
            percent: self.percent + other.percent,
            number: self.number + other.number,
        }
    }
}

fn clamp(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) }
}

/// `2em`, `12pt`, `50%`, `0`, `calc(100% - 2em)`.
pub(crate) fn sum(parser: &mut Parser) -> Result<Sum, Bad> {
    let parsed = term(parser)?;
    if parsed.is_length() { Ok(parsed) } else { Err(Bad) }
}

/// A length or percentage that is not negative.
pub(crate) fn positive(parser: &mut Parser) -> Result<Sum, Bad> {
    sum(parser).and_then(|sum| if sum.is_negative() { Err(Bad) } else { Ok(sum) })
}

/// A length without percentage.
pub(crate) fn length(parser: &mut Parser) -> Result<Sum, Bad> {
    sum(parser).and_then(|sum| if sum.has_percent() { Err(Bad) } else { Ok(sum) })
}

/// `auto` as `None`, or what `parse` reads.
pub(crate) fn auto_or(parser: &mut Parser, parse: fn(&mut Parser) -> Result<Sum, Bad>) -> Result<Option<Sum>, Bad> {
    if parser.try_parse(|parser| parser.expect_ident_matching("auto")).is_ok() {
        return Ok(None);
    }
    parse(parser).map(Some)
}

/// A number, length, percentage or `calc()`; numbers are for `calc()`, except 0.
fn term(parser: &mut Parser) -> Result<Sum, Bad> {
    let token = parser.next()?.clone();
    match token {
        Token::Number { value, .. } => Ok(Sum { number: value, ..Sum::default() }),
        Token::Percentage { unit_value, .. } => Ok(Sum::percent(unit_value * 100.0)),
        Token::Dimension { value, ref unit, .. } => dimension(value, unit),
        Token::Function(ref name) if name.eq_ignore_ascii_case("calc") => nested(parser, addition),
        _ => Err(Bad),
    }
}

/// Parses what stands in the parentheses after a function name; cssparser bounds how deep.
pub(crate) fn nested<'i, T>(
    parser: &mut Parser<'i>,
    parse: impl FnOnce(&mut Parser<'i>) -> Result<T, Bad>,
) -> Result<T, Bad> {
    Ok(parser.parse_nested_block(|parser| parse(parser).map_err(ParseError::<Bad>::custom::<Bad>))?)
}

fn dimension(value: f32, unit: &str) -> Result<Sum, Bad> {
    let points = match unit.to_ascii_lowercase().as_str() {
        "pt" => 1.0,
        "px" => 0.75,
        "pc" => 12.0,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "q" => 72.0 / 101.6,
        "em" => return Ok(Sum::em(value)),
        // The face is not known here: half an em, as CSS Values 4 (6.1.1) allows.
        "ex" | "ch" => return Ok(Sum::em(value / 2.0)),
        "rem" => return Ok(Sum { rem: value, ..Sum::default() }),
        _ => return Err(Bad),
    };
    Ok(Sum::points(value * points))
}

/// `a + b - c` in `calc()`.
fn addition(parser: &mut Parser) -> Result<Sum, Bad> {
    let mut total = multiplication(parser)?;
    while !parser.is_exhausted() {
        let factor = match *parser.next()? {
            Token::Delim('+') => 1.0,
            Token::Delim('-') => -1.0,
            _ => return Err(Bad),
        };
        let part = multiplication(parser)?;
        if part.is_number() != total.is_number() {
            return Err(Bad);
        }
        total = total.plus(part.times(factor));
    }
    Ok(total)
}

/// `a * b / c` in `calc()`.
fn multiplication(parser: &mut Parser) -> Result<Sum, Bad> {
    let mut product = factor(parser)?;
    loop {
        let before = parser.state();
        match parser.next() {
            Ok(Token::Delim('*')) => {
                let by = factor(parser)?;
                product = match (product.is_number(), by.is_number()) {
                    (_, true) => product.times(by.number),
                    (true, false) => by.times(product.number),
                    (false, false) => return Err(Bad),
                };
            }
            Ok(Token::Delim('/')) => {
                let by = factor(parser)?;
                if !by.is_number() || by.number == 0.0 {
                    return Err(Bad);
                }
                product = product.times(1.0 / by.number);
            }
            _ => {
                parser.reset(&before);
                return Ok(product);
            }
        }
    }
}

fn factor(parser: &mut Parser) -> Result<Sum, Bad> {
    if parser.try_parse(Parser::expect_parenthesis_block).is_ok() {
        return nested(parser, addition);
    }
    term(parser)
}

/// A number of at least `least`.
pub(crate) fn number(parser: &mut Parser, least: f32) -> Result<f32, Bad> {
    let value = parser.expect_number()?;
    if value >= least { Ok(clamp(value)) } else { Err(Bad) }
}

/// A whole number of at least `least`.
pub(crate) fn integer(parser: &mut Parser, least: i32) -> Result<i32, Bad> {
    let value = parser.expect_integer()?;
    if value >= least { Ok(value) } else { Err(Bad) }
}

/// One of the words of `table`.
pub(crate) fn keyword<T: Copy>(parser: &mut Parser, table: &[(&str, T)]) -> Result<T, Bad> {
    let word = parser.expect_ident()?;
    table.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|&(_, value)| value).ok_or(Bad)
}

/// A colour as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Colour(Colour),
    Transparent,
    /// `currentcolor`.
    Current,
}

/// `#204060`, `navy`, `rgb(32 64 96)`, `hsl(210 50% 25%)`, `transparent`, `currentcolor`. Only full opacity and none.
pub(crate) fn paint(parser: &mut Parser) -> Result<Paint, Bad> {
    let token = parser.next()?.clone();
    match token {
        Token::Hash(ref digits) | Token::IDHash(ref digits) => {
            let (red, green, blue, alpha) = parse_hash_color(digits.as_bytes()).map_err(|()| Bad)?;
            opaque(Colour { red, green, blue }, alpha)
        }
        Token::Ident(ref name) if name.eq_ignore_ascii_case("transparent") => Ok(Paint::Transparent),
        Token::Ident(ref name) if name.eq_ignore_ascii_case("currentcolor") => Ok(Paint::Current),
        Token::Ident(ref name) => {
            let (red, green, blue) = parse_named_color(name).map_err(|()| Bad)?;
            Ok(Paint::Colour(Colour { red, green, blue }))
        }
        Token::Function(ref name) => {
            let name = name.to_ascii_lowercase();
            let (parts, alpha) = nested(parser, components)?;
            match name.as_str() {
                "rgb" | "rgba" => opaque(rgb(parts)?, alpha),
                "hsl" | "hsla" => opaque(hsl(parts)?, alpha),
                _ => Err(Bad),
            }
        }
        _ => Err(Bad),
    }
}

fn opaque(colour: Colour, alpha: f32) -> Result<Paint, Bad> {
    match alpha {
        1.0.. => Ok(Paint::Colour(colour)),
        ..=0.0 => Ok(Paint::Transparent),
        _ => Err(Bad),
    }
}

/// A number or a percentage of a colour function.
#[derive(Clone, Copy)]
enum Part {
    Number(f32),
    Percent(f32),
}

/// `a b c`, `a, b, c`, either with an alpha after a slash or comma.
fn components(parser: &mut Parser) -> Result<([Part; 3], f32), Bad> {
    let first = component(parser)?;
    let commas = parser.try_parse(Parser::expect_comma).is_ok();
    let second = component(parser)?;
    if commas {
        parser.expect_comma()?;
    }
    let third = component(parser)?;
    if parser.is_exhausted() {
        return Ok(([first, second, third], 1.0));
    }
    if commas {
        parser.expect_comma()?
    } else {
        parser.expect_delim('/')?
    }
    let alpha = match component(parser)? {
        Part::Number(alpha) => alpha,
        Part::Percent(alpha) => alpha / 100.0,
    };
    if parser.is_exhausted() { Ok(([first, second, third], alpha)) } else { Err(Bad) }
}

fn component(parser: &mut Parser) -> Result<Part, Bad> {
    match *parser.next()? {
        Token::Number { value, .. } => Ok(Part::Number(value)),
        Token::Percentage { unit_value, .. } => Ok(Part::Percent(unit_value * 100.0)),
        Token::Dimension { value, ref unit, .. } if unit.eq_ignore_ascii_case("deg") => Ok(Part::Number(value)),
        _ => Err(Bad),
    }
}

fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

fn rgb(parts: [Part; 3]) -> Result<Colour, Bad> {
    let channel = |part| match part {
        Part::Number(value) => byte(value),
        Part::Percent(value) => byte(value * 2.55),
    };
    Ok(Colour { red: channel(parts[0]), green: channel(parts[1]), blue: channel(parts[2]) })
}

/// CSS Color 4, 7.1.
fn hsl(parts: [Part; 3]) -> Result<Colour, Bad> {
    let [Part::Number(hue), Part::Percent(saturation), Part::Percent(lightness)] = parts else { return Err(Bad) };
    let hue = hue.rem_euclid(360.0);
    let (saturation, lightness) = (saturation.clamp(0.0, 100.0) / 100.0, lightness.clamp(0.0, 100.0) / 100.0);
    let channel = |offset: f32| {
        let k = (offset + hue / 30.0) % 12.0;
        let a = saturation * lightness.min(1.0 - lightness);
        byte(255.0 * (lightness - a * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)))
    };
    Ok(Colour { red: channel(0.0), green: channel(8.0), blue: channel(4.0) })
}

#[cfg(test)]
mod tests {
    use super::{Bad, Paint, Sizes, Sum, paint, sum};
    use crate::page::boxes::Length;
    use crate::page::document::Colour;
    use cssparser::Parser;

    fn read(text: &str) -> Result<Length, Bad> {
        sum(&mut Parser::new(text)).map(|sum| sum.length(Sizes { em: 10.0, rem: 12.0 }))
    }

    #[test]
    fn lengths_add_up() {
        assert_eq!(read("72pt"), read("1in"));
        assert_eq!(read("calc(2em + 1rem * 2)"), Ok(Length::points(44.0)));
        assert_eq!(read("calc(100% - (3em - 5px) / 2)"), Ok(Length::Sum { fixed: -13.125, percent: 100.0 }));
        assert_eq!(read("0"), Ok(Length::ZERO));
        for wrong in ["3", "1vw", "calc(1em + 2)", "calc(1em * 1em)", "calc(1em / 0)", "auto"] {
            assert_eq!(read(wrong), Err(Bad), "{wrong}");
        }
        assert_eq!(sum(&mut Parser::new(&format!("calc({}1pt", "(".repeat(9000)))), Err(Bad));
        assert!(Sum::percent(3.0).has_percent());
    }

    #[test]
    fn colours() {
        let navy = Paint::Colour(Colour { red: 0, green: 0, blue: 128 });
        for same in ["navy", "#000080", "#000080ff", "rgb(0 0 128)", "rgba(0, 0, 128, 1)", "hsl(240deg 100% 25.1%)"] {
            assert_eq!(paint(&mut Parser::new(same)), Ok(navy), "{same}");
        }
        assert_eq!(paint(&mut Parser::new("#0000")), Ok(Paint::Transparent));
        assert_eq!(paint(&mut Parser::new("rgb(0 0 0 / 50%)")), Err(Bad));
    }
}
