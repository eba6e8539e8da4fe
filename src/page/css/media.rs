//! `@media`: the paper is `print`.

use crate::page::css::values::{Bad, nested};
use cssparser::{Parser, Token};

/// What a screen has and paper has not: conditions on these do not hold, and that is no news to anybody.
const OF_SCREENS: [&str; 14] = [
    "prefers-color-scheme",
    "prefers-reduced-motion",
    "prefers-contrast",
    "forced-colors",
    "hover",
    "any-hover",
    "pointer",
    "any-pointer",
    "width",
    "min-width",
    "max-width",
    "height",
    "min-height",
    "max-height",
];

/// `print`, `screen, print`, `not screen`, `only print and (…)`: whether one of them holds on paper. An empty list does.
pub(crate) fn query_list(parser: &mut Parser) -> Result<bool, Bad> {
    if parser.is_exhausted() {
        return Ok(true);
    }
    let mut holds = query(parser)?;
    while parser.try_parse(Parser::expect_comma).is_ok() {
        holds |= query(parser)?;
    }
    if parser.is_exhausted() { Ok(holds) } else { Err(Bad) }
}

fn query(parser: &mut Parser) -> Result<bool, Bad> {
    if parser.try_parse(Parser::expect_parenthesis_block).is_ok() {
        nested(parser, feature)?;
        and_features(parser)?;
        return Ok(false);
    }
    let first = parser.expect_ident()?.to_ascii_lowercase();
    let (negated, medium) = match first.as_str() {
        "not" => (true, parser.expect_ident()?.to_ascii_lowercase()),
        "only" => (false, parser.expect_ident()?.to_ascii_lowercase()),
        _ => (false, first),
    };
    let is_paper = matches!(medium.as_str(), "print" | "all");
    let has_features = and_features(parser)?;
    Ok((is_paper && !has_features) != negated)
}

/// ` and (feature)`, any number of times; whether there was one.
fn and_features(parser: &mut Parser) -> Result<bool, Bad> {
    let mut some = false;
    while parser.try_parse(|parser| parser.expect_ident_matching("and")).is_ok() {
        parser.expect_parenthesis_block()?;
        nested(parser, feature)?;
        some = true;
    }
    Ok(some)
}

/// The inside of `(min-width: 40em)` or `(width >= 40em)`.
fn feature(parser: &mut Parser) -> Result<(), Bad> {
    let name = parser.expect_ident()?.to_ascii_lowercase();
    if !OF_SCREENS.contains(&name.as_str()) {
        return Err(Bad);
    }
    while !matches!(parser.next(), Err(_) | Ok(Token::Semicolon)) {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::query_list;
    use crate::page::css::values::Bad;
    use cssparser::Parser;

    #[test]
    fn paper_is_print() {
        let holds = |text: &str| query_list(&mut Parser::new(text));
        for yes in ["print", "all", "screen, print", "not screen", "ONLY PRINT", ""] {
            assert_eq!(holds(yes), Ok(true), "{yes}");
        }
        for no in ["screen", "not print", "(prefers-color-scheme: dark)", "screen and (min-width: 40em)"] {
            assert_eq!(holds(no), Ok(false), "{no}");
        }
        assert_eq!(holds("print and (grid)"), Err(Bad));
    }
}
