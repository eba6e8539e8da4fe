//! A style sheet read into rules.
//!
//! What comes in: the text of a sheet. What goes out: [`Sheet`], and a warning for everything in it that is not
//! understood. Values are read here once; those with `var()` wait for the element they are for.

use crate::diagnostic::codes;
use crate::page::boxes::MarginPlace;
use crate::page::css::body::{Body, BodyReader, Place};
use crate::page::css::declared::Declared;
use crate::page::css::font_face::FontFaceReader;
use crate::page::css::media;
use crate::page::css::page_rule::{self, PageSelector};
use crate::page::css::properties::Property;
use crate::page::css::selector::{self, Problem, Pseudo, Selectors};
use crate::page::css::warnings::{Warnings, excerpt};
use crate::page::font::FontFace;
use crate::source::Span;
use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, ParseError, ParseErrorKind, Parser, ParserState, QualifiedRuleParser,
    RuleBodyParser, StyleSheetParser,
};
use selectors::SelectorList;
use std::sync::Arc;

/// How much of a sheet is read: a hundred times the built-in one.
const MAX_SHEET: usize = 1024 * 1024;

/// How many rules of a sheet are kept, so that matching stays within bounds.
const MAX_RULES: usize = 5000;

/// A sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) rules: Vec<Rule>,
    pub(crate) pages: Vec<PageBlock>,
    pub(crate) faces: Vec<FontFace>,
}

/// `selectors { declarations }`.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) selectors: SelectorList<Selectors>,
    pub(crate) declarations: Vec<Declaration>,
}

/// `@page selectors { … }`.
#[derive(Debug)]
pub(crate) struct PageBlock {
    pub(crate) selectors: Vec<PageSelector>,
    /// Those for the page area, `size` and `margin` among them.
    pub(crate) declarations: Vec<Declaration>,
    pub(crate) boxes: Vec<(MarginPlace, Vec<Declaration>)>,
}

/// `name: value !important`.
#[derive(Debug, Clone)]
pub(crate) struct Declaration {
    pub(crate) what: What,
    pub(crate) important: bool,
    pub(crate) span: Span,
}

/// What is declared.
#[derive(Debug, Clone)]
pub(crate) enum What {
    Set(Declared),
    /// A custom property.
    Custom(Arc<str>, Arc<str>),
    /// A value with `var()`, as written.
    Pending(&'static Property, Arc<str>),
    /// `size`, in `@page`.
    PageSize(f32, f32),
}

/// Reads a sheet. `offset` is where `text` starts in its source.
pub(crate) fn parse(text: &str, offset: usize, warnings: &mut Warnings) -> Sheet {
    let cut = text.floor_char_boundary(MAX_SHEET);
    if cut < text.len() {
        let message = format!("a style sheet of more than {} KiB; the rest is not read", MAX_SHEET / 1024);
        warnings.warn(codes::CSS_TOO_LARGE, Some(Span::at(offset + cut)), message, "split or shorten it");
    }
    let text = &text[..cut];
    let mut reader = Reader { text, offset, sheet: Sheet::default(), warnings };
    let mut parser = Parser::new(text);
    reader.rules(&mut parser);
    reader.sheet
}

/// Reads the value of a `style` attribute.
pub(crate) fn parse_attribute(text: &str, offset: usize, warnings: &mut Warnings) -> Vec<Declaration> {
    let mut reader = Reader { text, offset, sheet: Sheet::default(), warnings };
    reader.body(&mut Parser::new(text), Place::Rule).declarations
}

/// Reads a sheet.
pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) offset: usize,
    sheet: Sheet,
    pub(super) warnings: &'a mut Warnings,
}

/// An error that has been told of.
pub(super) struct Told;

/// What an at-rule announces.
pub(super) enum Prelude {
    Page(Vec<PageSelector>),
    Media { applies: bool },
    FontFace,
    Skipped,
}

impl<'i> Reader<'i> {
    /// Rules up to the end of the sheet or block.
    fn rules(&mut self, parser: &mut Parser<'i>) {
        let mut errors = Vec::new();
        for result in StyleSheetParser::new(parser, self) {
            errors.extend(result.err());
        }
        for (error, text, _) in errors {
            self.tell(&error, text, "expected a rule");
        }
    }

    pub(super) fn body(&mut self, parser: &mut Parser<'i>, place: Place) -> Body {
        let mut reader = BodyReader::new(self, place);
        let mut errors = Vec::new();
        for result in RuleBodyParser::new(parser, &mut reader) {
            errors.extend(result.err());
        }
        let body = reader.body;
        for (error, text, _) in errors {
            self.tell(&error, text, "expected a declaration");
        }
        body
    }

    fn font_face(&mut self, parser: &mut Parser<'i>, start: &ParserState) {
        let at = parser.position();
        let mut reader = FontFaceReader::new(self);
        let errors: Vec<_> = RuleBodyParser::new(parser, &mut reader).filter_map(Result::err).collect();
        let face = reader.face;
        for (error, text, _) in errors {
            self.tell(&error, text, "expected a declaration");
        }
        let span = self.span_of(parser.slice_from(at));
        if self.has_room(self.sheet.faces.len(), start) {
            self.sheet.faces.push(FontFace { span, ..face });
        }
    }

    /// Warns of a syntax error, unless it has been told of where it was found.
    fn tell(&mut self, error: &ParseError<Told>, text: &str, expected: &str) {
        let ParseErrorKind::Basic(kind) = &error.kind else { return };
        let hint = match kind {
            BasicParseErrorKind::TooManyNestedBlocks => "it nests too deep",
            _ => "look for a missing `;`, `:` or `}` before it",
        };
        let span = self.span_of(text);
        self.warnings.warn(codes::CSS_SYNTAX, span, format!("{expected}, found `{}`", excerpt(text)), hint);
    }

    /// Where a part of the sheet's text stands in the source, white space at its ends aside.
    pub(super) fn span_of(&self, part: &str) -> Option<Span> {
        let trimmed = part.trim();
        let start = self.offset + self.start_of(trimmed)?;
        Some(Span::new(start, start + trimmed.len()))
    }

    /// Where a part of the sheet's text starts in it.
    fn start_of(&self, part: &str) -> Option<usize> {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (start + part.len() <= self.text.len()).then_some(start)
    }

    /// Whether there may be a rule more than `count`; if not, it is told of.
    fn has_room(&mut self, count: usize, start: &ParserState) -> bool {
        if count < MAX_RULES {
            return true;
        }
        let at = Span::at(self.offset + start.position().byte_index());
        let message = format!("a style sheet of more than {MAX_RULES} rules; the rest is not read");
        self.warnings.warn(codes::CSS_TOO_LARGE, Some(at), message, "split or shorten it");
        false
    }

    pub(super) fn refuse_at_rule(&mut self, name: &str, parser: &mut Parser<'i>) {
        let text = rest(parser);
        let hint = match name {
            "import" => "give each sheet with `--style`",
            _ => "docs/css.md lists the at-rules that the PDF understands",
        };
        let span = self.span_of(text).zip(self.start_of(text)).and_then(|(span, after_name)| {
            let start = after_name.checked_sub(name.len() + 1)?;
            self.text.is_char_boundary(start).then(|| Span::new(self.offset + start, span.end()))
        });
        let message = format!("the at-rule `@{name}` is not supported");
        self.warnings.warn(codes::CSS_UNSUPPORTED_AT_RULE, span, message, hint);
    }
}

/// Takes everything up to the end; what it was.
pub(super) fn rest<'i>(parser: &mut Parser<'i>) -> &'i str {
    let start = parser.position();
    while parser.next_including_whitespace_and_comments().is_ok() {}
    parser.slice_from(start)
}

impl<'i> QualifiedRuleParser<'i> for Reader<'i> {
    type Prelude = SelectorList<Selectors>;
    type QualifiedRule = ();
    type Error = Told;

    fn parse_prelude(&mut self, parser: &mut Parser<'i>) -> Result<Self::Prelude, ParseError<Told>> {
        let start = parser.state();
        let result = selector::parse(parser);
        if result.is_ok() && parser.is_exhausted() {
            return result.map_err(|_| ParseError::custom(Told));
        }
        parser.reset(&start);
        let text = rest(parser);
        let span = self.span_of(text);
        match result.err().map(|error| error.kind) {
            Some(ParseErrorKind::Custom(Problem::Unsupported(what))) => {
                let what = if what.is_empty() { excerpt(text) } else { what };
                let message = format!("the selector `{what}` is not supported");
                let hint = "the whole rule is left out; docs/css.md lists the selectors that the PDF understands";
                self.warnings.warn(codes::CSS_UNSUPPORTED_SELECTOR, span, message, hint);
            }
            _ => {
                let message = format!("expected a selector, found `{}`", excerpt(text));
                self.warnings.warn(codes::CSS_SYNTAX, span, message, "the whole rule is left out");
            }
        }
        Err(ParseError::custom(Told))
    }

    fn parse_block(
        &mut self,
        selectors: Self::Prelude,
        start: &ParserState,
        parser: &mut Parser<'i>,
    ) -> Result<(), ParseError<Told>> {
        let is_marker = selectors.slice().iter().all(|one| one.pseudo_element() == Some(&Pseudo::Marker));
        let place = if is_marker { Place::Marker } else { Place::Rule };
        let declarations = self.body(parser, place).declarations;
        if self.has_room(self.sheet.rules.len(), start) {
            self.sheet.rules.push(Rule { selectors, declarations });
        }
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Reader<'i> {
    type Prelude = Prelude;
    type AtRule = ();
    type Error = Told;

    fn parse_prelude(&mut self, name: CowRcStr<'i>, parser: &mut Parser<'i>) -> Result<Prelude, ParseError<Told>> {
        let name = name.to_ascii_lowercase();
        let start = parser.state();
        match name.as_str() {
            "charset" => {
                rest(parser);
                return Ok(Prelude::Skipped);
            }
            "font-face" if parser.is_exhausted() => return Ok(Prelude::FontFace),
            "page" => {
                if let Ok(selectors) = page_rule::selectors(parser) {
                    return Ok(Prelude::Page(selectors));
                }
                parser.reset(&start);
                let text = rest(parser);
                let message = format!("the page selector `{}` is not supported", excerpt(text));
                let hint = "expected a name, `:first`, `:left` or `:right`; the whole rule is left out";
                self.warnings.warn(codes::CSS_UNSUPPORTED_SELECTOR, self.span_of(text), message, hint);
                return Ok(Prelude::Skipped);
            }
            "media" => {
                if let Ok(applies) = media::query_list(parser) {
                    return Ok(Prelude::Media { applies });
                }
                parser.reset(&start);
            }
            _ => {}
        }
        self.refuse_at_rule(&name, parser);
        Ok(Prelude::Skipped)
    }

    fn rule_without_block(&mut self, _: Prelude, _: &ParserState) -> Result<(), ()> {
        Ok(())
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        start: &ParserState,
        parser: &mut Parser<'i>,
    ) -> Result<(), ParseError<Told>> {
        match prelude {
            Prelude::Page(selectors) => {
                let Body { declarations, boxes } = self.body(parser, Place::Page);
                if self.has_room(self.sheet.pages.len(), start) {
                    self.sheet.pages.push(PageBlock { selectors, declarations, boxes });
                }
            }
            Prelude::FontFace => self.font_face(parser, start),
            Prelude::Media { applies: true } => self.rules(parser),
            Prelude::Media { applies: false } | Prelude::Skipped => {
                rest(parser);
            }
        }
        Ok(())
    }
}
