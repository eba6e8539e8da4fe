//! `@font-face`: its descriptors (CSS Fonts 4, 4).

use crate::diagnostic::codes;
use crate::page::css::properties_text::{family, slant, weight_number};
use crate::page::css::sheet::{Reader, Told, rest};
use crate::page::css::values::Bad;
use crate::page::css::warnings::excerpt;
use crate::page::font::{FontFace, FontSource, Look};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser, RuleBodyItemParser,
};

/// More sources than one face has.
const MAX_SOURCES: usize = 20;

/// Reads what stands between `{` and `}` of the rule.
pub(super) struct FontFaceReader<'a, 'i> {
    reader: &'a mut Reader<'i>,
    pub(super) face: FontFace,
}

impl<'a, 'i> FontFaceReader<'a, 'i> {
    pub(super) fn new(reader: &'a mut Reader<'i>) -> Self {
        let look = Look { weight: 400, italic: false };
        let face = FontFace { family: String::new(), look, sources: Vec::new(), span: None };
        Self { reader, face }
    }

    fn descriptor(&mut self, name: &str, parser: &mut Parser<'i>) -> Result<(), Bad> {
        match name {
            "font-family" => self.face.family = family(parser)?,
            "src" => self.face.sources = sources(parser)?,
            "font-weight" => self.face.look.weight = weight_number(parser)?,
            "font-style" => self.face.look.italic = slant(parser)?,
            _ => return Err(Bad),
        }
        if parser.is_exhausted() { Ok(()) } else { Err(Bad) }
    }
}

fn sources(parser: &mut Parser) -> Result<Vec<FontSource>, Bad> {
    let mut sources = vec![source(parser)?];
    while parser.try_parse(Parser::expect_comma).is_ok() {
        sources.push(source(parser)?);
    }
    if sources.len() > MAX_SOURCES { Err(Bad) } else { Ok(sources) }
}

/// `url("Name.otf") format("opentype")` or `local("Name")`. A format is a hint of what the file says itself.
fn source(parser: &mut Parser) -> Result<FontSource, Bad> {
    if let Ok(name) = parser.try_parse(|parser| argument(parser, "local", family)) {
        return Ok(FontSource::Local(name));
    }
    let address = parser.expect_url()?.to_string();
    for hint in ["format", "tech"] {
        let hint = |parser: &mut Parser| argument(parser, hint, |parser| Ok(_ = rest(parser)));
        parser.try_parse(hint).ok();
    }
    Ok(FontSource::File(address))
}

fn argument<T>(parser: &mut Parser, name: &str, read: impl Fn(&mut Parser) -> Result<T, Bad>) -> Result<T, Bad> {
    parser.expect_function_matching(name)?;
    parser.parse_nested_block(|parser| read(parser).map_err(ParseError::custom::<Bad>)).map_err(Bad::from)
}

impl<'i> DeclarationParser<'i> for FontFaceReader<'_, 'i> {
    type Declaration = ();
    type Error = Told;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        parser: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<(), ParseError<Told>> {
        let name = name.to_ascii_lowercase();
        // How a font is shown while it is on its way means nothing on paper.
        if name == "font-display" {
            rest(parser);
            return Ok(());
        }
        let before = parser.state();
        if self.descriptor(&name, parser).is_ok() {
            return Ok(());
        }
        parser.reset(&before);
        let text = rest(parser);
        let span = self.reader.span_of(text);
        let message = format!("`{name}: {}` is not understood in `@font-face`", excerpt(text));
        let hint = "expected `font-family`, `src: url(\"File.otf\")`, `font-weight: 700` or `font-style: italic`";
        self.reader.warnings.warn(codes::CSS_FONT_FACE, span, message, hint);
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for FontFaceReader<'_, 'i> {
    type Prelude = ();
    type AtRule = ();
    type Error = Told;
}

impl<'i> QualifiedRuleParser<'i> for FontFaceReader<'_, 'i> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = Told;
}

impl<'i> RuleBodyItemParser<'i, (), Told> for FontFaceReader<'_, 'i> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
