//! `content`, `string-set` and the counter properties.

use crate::page::css::values::{Bad, keyword, nested};
use cssparser::{Parser, Token};

/// How many pieces one `content` may have, and one counter property.
const MAX_PIECES: usize = 100;

/// The value of `content`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    Normal,
    None,
    Pieces {
        pieces: Vec<Piece>,
        /// After a slash, an empty string: not to be read aloud.
        silent: bool,
    },
}

/// A piece of generated text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Text(String),
    /// `attr(name)`.
    Attribute(String),
    /// `counter(name, style)`.
    Counter(String, CounterStyle),
    /// `counters(name, separator, style)`.
    Counters(String, String, CounterStyle),
    /// `string(name)`, in margin boxes.
    StringSet(String),
    /// `content()`, in `string-set`.
    ElementText,
    /// `target-counter(attr(name), page)`.
    TargetPage(String),
}

/// How a number is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CounterStyle {
    None,
    /// One sign for any number: `disc`, `"–"`.
    Sign(String),
    Decimal,
    LeadingZero,
    LowerRoman,
    UpperRoman,
    LowerAlpha,
    UpperAlpha,
}

impl CounterStyle {
    /// The number alone, without what follows it in a list.
    pub(crate) fn format(&self, value: i32) -> String {
        match self {
            CounterStyle::None => String::new(),
            CounterStyle::Sign(sign) => sign.clone(),
            CounterStyle::Decimal => value.to_string(),
            CounterStyle::LeadingZero => format!("{value:02}"),
            CounterStyle::LowerRoman => roman(value),
            CounterStyle::UpperRoman => roman(value).to_uppercase(),
            CounterStyle::LowerAlpha => letters(value),
            CounterStyle::UpperAlpha => letters(value).to_uppercase(),
        }
    }

    /// The marker of a list item, as CSS Counter Styles 3 has it.
    pub(crate) fn marker(&self, value: i32) -> Option<String> {
        match self {
            CounterStyle::None => None,
            CounterStyle::Sign(sign) => Some(sign.clone()),
            _ => Some(format!("{}.", self.format(value))),
        }
    }
}

/// Up to 3999, as in CSS Counter Styles 3; decimal outside.
fn roman(value: i32) -> String {
    const SIGNS: [(i32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&value) {
        return value.to_string();
    }
    let mut rest = value;
    let mut written = String::new();
    for (worth, sign) in SIGNS {
        while rest >= worth {
            written.push_str(sign);
            rest -= worth;
        }
    }
    written
}

/// a, b, … z, aa, ab …; decimal below 1.
fn letters(value: i32) -> String {
    if value < 1 {
        return value.to_string();
    }
    let mut rest = value;
    let mut reversed = Vec::new();
    while rest > 0 {
        rest -= 1;
        reversed.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    reversed.iter().rev().collect()
}

/// `disc`, `lower-alpha`, `"–"`, `none`.
pub(crate) fn counter_style(parser: &mut Parser) -> Result<CounterStyle, Bad> {
    let token = parser.next()?.clone();
    match token {
        Token::QuotedString(sign) => Ok(CounterStyle::Sign(sign.to_string())),
        Token::Ident(name) => named_style(&name.to_ascii_lowercase()),
        _ => Err(Bad),
    }
}

fn named_style(name: &str) -> Result<CounterStyle, Bad> {
    Ok(match name {
        "none" => CounterStyle::None,
        "disc" => CounterStyle::Sign("•".into()),
        "circle" => CounterStyle::Sign("◦".into()),
        "square" => CounterStyle::Sign("▪".into()),
        "decimal" => CounterStyle::Decimal,
        "decimal-leading-zero" => CounterStyle::LeadingZero,
        "lower-roman" => CounterStyle::LowerRoman,
        "upper-roman" => CounterStyle::UpperRoman,
        "lower-alpha" | "lower-latin" => CounterStyle::LowerAlpha,
        "upper-alpha" | "upper-latin" => CounterStyle::UpperAlpha,
        _ => return Err(Bad),
    })
}

/// The value of `content`.
pub(crate) fn content(parser: &mut Parser) -> Result<Content, Bad> {
    let special = [("normal", Content::Normal), ("none", Content::None)];
    for (word, value) in special {
        if parser.try_parse(|parser| parser.expect_ident_matching(word)).is_ok() {
            return Ok(value);
        }
    }
    let pieces = pieces(parser)?;
    let silent = parser.try_parse(|parser| parser.expect_delim('/')).is_ok();
    if silent && !parser.expect_string()?.is_empty() {
        return Err(Bad);
    }
    Ok(Content::Pieces { pieces, silent })
}

/// Pieces up to a comma, a slash or the end; at least one.
fn pieces(parser: &mut Parser) -> Result<Vec<Piece>, Bad> {
    let mut pieces = vec![piece(parser)?];
    while pieces.len() < MAX_PIECES {
        let before = parser.state();
        let ends = matches!(parser.next(), Err(_) | Ok(Token::Comma | Token::Delim('/' | '!')));
        parser.reset(&before);
        if ends {
            return Ok(pieces);
        }
        pieces.push(piece(parser)?);
    }
    Err(Bad)
}

fn piece(parser: &mut Parser) -> Result<Piece, Bad> {
    let token = parser.next()?.clone();
    match token {
        Token::QuotedString(text) => Ok(Piece::Text(text.to_string())),
        Token::Function(name) => {
            let name = name.to_ascii_lowercase();
            nested(parser, |parser| function(&name, parser))
        }
        _ => Err(Bad),
    }
}

fn function(name: &str, parser: &mut Parser) -> Result<Piece, Bad> {
    let piece = match name {
        "attr" => Piece::Attribute(ident(parser)?),
        "counter" => Piece::Counter(ident(parser)?, style_after_comma(parser)?),
        "counters" => {
            let name = ident(parser)?;
            parser.expect_comma()?;
            let separator = parser.expect_string()?.to_string();
            Piece::Counters(name, separator, style_after_comma(parser)?)
        }
        "string" => {
            let name = ident(parser)?;
            if parser.try_parse(Parser::expect_comma).is_ok() {
                parser.expect_ident_matching("first")?;
            }
            Piece::StringSet(name)
        }
        "content" => {
            if !parser.is_exhausted() {
                parser.expect_ident_matching("text")?;
            }
            Piece::ElementText
        }
        "target-counter" => target_page(parser)?,
        _ => return Err(Bad),
    };
    if parser.is_exhausted() { Ok(piece) } else { Err(Bad) }
}

/// `attr(href), page` or `attr(href url), page`.
fn target_page(parser: &mut Parser) -> Result<Piece, Bad> {
    parser.expect_function_matching("attr")?;
    let name = nested(parser, |parser| {
        let name = ident(parser)?;
        let _ = parser.try_parse(|parser| parser.expect_ident_matching("url"));
        Ok(name)
    })?;
    parser.expect_comma()?;
    parser.expect_ident_matching("page")?;
    Ok(Piece::TargetPage(name))
}

fn style_after_comma(parser: &mut Parser) -> Result<CounterStyle, Bad> {
    if parser.try_parse(Parser::expect_comma).is_err() {
        return Ok(CounterStyle::Decimal);
    }
    counter_style(parser)
}

fn ident(parser: &mut Parser) -> Result<String, Bad> {
    Ok(parser.expect_ident()?.to_string())
}

/// `none`, or names with numbers: `chapter 1 section`. `default` is the number of a name without one.
pub(crate) fn counters(parser: &mut Parser, default: i32) -> Result<Vec<(String, i32)>, Bad> {
    if parser.try_parse(|parser| keyword(parser, &[("none", ())])).is_ok() {
        return Ok(Vec::new());
    }
    let mut list = Vec::new();
    loop {
        let name = ident(parser)?;
        let value = parser.try_parse(Parser::expect_integer).unwrap_or(default);
        list.push((name, value));
        if parser.is_exhausted() {
            return Ok(list);
        }
        if list.len() == MAX_PIECES {
            return Err(Bad);
        }
    }
}

/// `none`, or names with pieces: `issuer content(), kind "Kind: " attr(data-kind)`.
pub(crate) fn string_set(parser: &mut Parser) -> Result<Vec<(String, Vec<Piece>)>, Bad> {
    if parser.try_parse(|parser| keyword(parser, &[("none", ())])).is_ok() {
        return Ok(Vec::new());
    }
    let mut list = Vec::new();
    loop {
        list.push((ident(parser)?, pieces(parser)?));
        if parser.is_exhausted() {
            return Ok(list);
        }
        parser.expect_comma()?;
        if list.len() == MAX_PIECES {
            return Err(Bad);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, CounterStyle, Piece, content, string_set};
    use cssparser::Parser;

    #[test]
    fn numbers_are_written_in_their_style() {
        assert_eq!(CounterStyle::LowerRoman.format(1994), "mcmxciv");
        assert_eq!(CounterStyle::UpperAlpha.format(28), "AB");
        assert_eq!(CounterStyle::Decimal.marker(7).unwrap(), "7.");
        assert_eq!(CounterStyle::Sign("•".into()).marker(7).unwrap(), "•");
    }

    #[test]
    fn content_is_read_in_pieces() {
        let read = |text: &str| content(&mut Parser::new(text));
        let Ok(Content::Pieces { pieces, silent }) = read("\"p. \" target-counter(attr(href), page) / \"\"") else {
            panic!("not read")
        };
        assert!(silent);
        assert_eq!(pieces, [Piece::Text("p. ".into()), Piece::TargetPage("href".into())]);
        assert!(read("url(a.png)").is_err());
        assert!(read("counter(page) element(x)").is_err());
        assert_eq!(string_set(&mut Parser::new("a content(), b \"x\"")).unwrap().len(), 2);
    }
}
