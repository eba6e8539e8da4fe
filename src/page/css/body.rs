//! Reads the declarations between `{` and `}`.

use crate::diagnostic::codes;
use crate::page::boxes::MarginPlace;
use crate::page::css::content::{Content, CounterStyle, Piece};
use crate::page::css::declared::Declared;
use crate::page::css::page_rule;
use crate::page::css::properties::{Property, is_of_text, property, read, similar};
use crate::page::css::sheet::{Declaration, Reader, Told, What, rest};
use crate::page::css::values::Bad;
use crate::page::css::variables::has_variable;
use crate::page::css::warnings::excerpt;
use crate::source::Span;
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, Delimiter, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser,
};

/// Where a block of declarations stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Rule,
    /// `::marker { … }`.
    Marker,
    Page,
    MarginBox,
}

impl Place {
    /// Whether a property does anything here; where it does not, how to say so.
    fn takes(self, name: &str) -> Result<(), &'static str> {
        let is_allowed = match self {
            Place::Rule | Place::MarginBox => true,
            Place::Marker => name == "content",
            Place::Page => name.starts_with("margin") || is_of_text(name),
        };
        match self {
            _ if is_allowed => Ok(()),
            Place::Marker => Err(" in `::marker`"),
            _ => Err(" in `@page`"),
        }
    }

    /// Whether generated content can be had here: elements have attributes, pages have page numbers.
    fn takes_content(self, content: &Content) -> bool {
        let Content::Pieces { pieces, .. } = content else { return true };
        let is_of_pages = |piece: &Piece| match piece {
            Piece::Counter(name, style) => *style == CounterStyle::Decimal && matches!(&**name, "page" | "pages"),
            Piece::Text(_) | Piece::StringSet(_) => true,
            _ => false,
        };
        let is_of_elements = |piece: &Piece| !matches!(piece, Piece::StringSet(_) | Piece::ElementText);
        match self {
            Place::MarginBox => pieces.iter().all(is_of_pages),
            _ => pieces.iter().all(is_of_elements),
        }
    }
}

/// The declarations of a block, and the margin boxes of a page.
#[derive(Default)]
pub(super) struct Body {
    pub(super) declarations: Vec<Declaration>,
    pub(super) boxes: Vec<(MarginPlace, Vec<Declaration>)>,
}

/// Reads what stands between `{` and `}` of a rule.
pub(super) struct BodyReader<'a, 'i> {
    reader: &'a mut Reader<'i>,
    place: Place,
    pub(super) body: Body,
}

impl<'a, 'i> BodyReader<'a, 'i> {
    pub(super) fn new(reader: &'a mut Reader<'i>, place: Place) -> Self {
        Self { reader, place, body: Body::default() }
    }

    /// Reads `value !important`; `None` when it is not what the property takes.
    fn value(&mut self, property: &'static Property, parser: &mut Parser<'i>) -> Option<(Vec<Declared>, bool)> {
        let mut out = Vec::new();
        let result = parser.parse_until_before(Delimiter::Bang, |parser| {
            read(property, parser, &mut out).map_err(ParseError::<Bad>::custom::<Bad>)
        });
        result.ok()?;
        let important = important(parser);
        let fits =
            |value: &Declared| !matches!(value, Declared::Content(content) if !self.place.takes_content(content));
        (parser.is_exhausted() && out.iter().all(fits)).then_some((out, important))
    }

    fn push(&mut self, span: Span, important: bool, what: What) {
        self.body.declarations.push(Declaration { what, important, span });
    }

    fn unknown(&mut self, name: &str, here: &str, span: Span) {
        let message = format!("the property `{}` is not supported{here}", excerpt(name));
        if self.reader.warnings.has_said(codes::CSS_UNKNOWN_PROPERTY, &message) {
            return;
        }
        let hint = match similar(name) {
            Some(similar) if similar != name => format!("did you mean `{similar}`?"),
            _ => "docs/css.md lists the properties that the PDF understands".into(),
        };
        self.reader.warnings.warn(codes::CSS_UNKNOWN_PROPERTY, Some(span), message, hint);
    }

    fn declaration(&mut self, name: &str, parser: &mut Parser<'i>, start: usize) {
        let before = parser.state();
        let known = property(name).ok_or("").and_then(|property| self.place.takes(name).map(|()| property));
        let property = match known {
            Ok(property) => property,
            Err(here) => {
                let text = rest(parser);
                let end = before.position().byte_index() + text.trim_end().len();
                return self.unknown(name, here, Span::new(start, (self.reader.offset + end).max(start)));
            }
        };
        if let Some((values, important)) = self.value(property, parser) {
            let span = Span::new(start, self.reader.offset + parser.position().byte_index());
            for value in values {
                self.push(span, important, What::Set(value));
            }
            return;
        }
        parser.reset(&before);
        let text = rest(parser);
        let span = Span::new(start, self.reader.offset + before.position().byte_index() + text.trim_end().len());
        let (value, important) = without_important(text);
        if has_variable(value) {
            return self.push(span, important, What::Pending(property, value.into()));
        }
        let message = format!("`{}` is not a value that `{name}` takes", excerpt(value));
        let hint = format!("expected {}", property.takes);
        self.reader.warnings.warn(codes::CSS_UNSUPPORTED_VALUE, Some(span), message, hint);
    }

    /// `size` and the rest of what stands in `@page` only.
    fn page_size(&mut self, parser: &mut Parser<'i>, start: usize) {
        let before = parser.state();
        let size = page_rule::size(parser).ok();
        let important = important(parser);
        if let (Some((width, height)), true) = (size, parser.is_exhausted()) {
            let span = Span::new(start, self.reader.offset + parser.position().byte_index());
            return self.push(span, important, What::PageSize(width, height));
        }
        parser.reset(&before);
        let text = rest(parser);
        let message = format!("`{}` is not a value that `size` takes", excerpt(text));
        let hint = "expected a sheet such as `A4` or `letter`, with or without `landscape`, or one or two lengths from 1in to 200in";
        self.reader.warnings.warn(codes::CSS_UNSUPPORTED_VALUE, self.reader.span_of(text), message, hint);
    }
}

fn important(parser: &mut Parser) -> bool {
    parser.try_parse(cssparser::parse_important).is_ok()
}

/// The value before `!important`, and whether that was there.
fn without_important(text: &str) -> (&str, bool) {
    let trimmed = text.trim();
    let Some((value, word)) = trimmed.rsplit_once('!') else { return (trimmed, false) };
    if word.trim().eq_ignore_ascii_case("important") { (value.trim_end(), true) } else { (trimmed, false) }
}

impl<'i> DeclarationParser<'i> for BodyReader<'_, 'i> {
    type Declaration = ();
    type Error = Told;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        parser: &mut Parser<'i>,
        start: &ParserState,
    ) -> Result<(), ParseError<Told>> {
        let start = self.reader.offset + start.position().byte_index();
        if name.starts_with("--") {
            let (value, important) = without_important(rest(parser));
            let end = self.reader.offset + parser.position().byte_index();
            self.push(Span::new(start, end), important, What::Custom((&*name).into(), value.into()));
            return Ok(());
        }
        let name = name.to_ascii_lowercase();
        match (self.place, name.as_str()) {
            (Place::Page, "size") => self.page_size(parser, start),
            (_, name) => self.declaration(name, parser, start),
        }
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for BodyReader<'_, 'i> {
    /// The margin box that it is.
    type Prelude = Option<MarginPlace>;
    type AtRule = ();
    type Error = Told;

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        parser: &mut Parser<'i>,
    ) -> Result<Option<MarginPlace>, ParseError<Told>> {
        if self.place == Place::Page
            && let Some(place) = page_rule::margin_place(&name.to_ascii_lowercase())
        {
            return Ok(Some(place));
        }
        self.reader.refuse_at_rule(&name.to_ascii_lowercase(), parser);
        Ok(None)
    }

    fn rule_without_block(&mut self, _: Option<MarginPlace>, _: &ParserState) -> Result<(), ()> {
        Ok(())
    }

    fn parse_block(
        &mut self,
        prelude: Option<MarginPlace>,
        _: &ParserState,
        parser: &mut Parser<'i>,
    ) -> Result<(), ParseError<Told>> {
        if let Some(place) = prelude {
            let body = self.reader.body(parser, Place::MarginBox);
            self.body.boxes.push((place, body.declarations));
        } else {
            rest(parser);
        }
        Ok(())
    }
}

impl<'i> QualifiedRuleParser<'i> for BodyReader<'_, 'i> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = Told;
}

impl<'i> RuleBodyItemParser<'i, (), Told> for BodyReader<'_, 'i> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
