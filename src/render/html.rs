//! The web page: escaping, inline text, style sheets inside the page.

use super::engine::Engine;
use super::quote::css_for_style;
use super::schema_org;
use crate::error::Error;
use crate::prepare::{Briefing, Inline};
use crate::theme::{Medium, Target, Theme};
use serde::Deserialize;
use std::io;
use tera::{Kwargs, State, Value};

/// The engine for the web page.
pub(super) fn engine(theme: &Theme) -> Result<Engine, Error> {
    engine_for(theme, Target::Html)
}

/// The engine for one of the targets that are web pages.
pub(super) fn engine_for(theme: &Theme, target: Target) -> Result<Engine, Error> {
    Engine::new(theme, target, escape, |tera| tera.register_filter("inline", inline))
}

/// Renders the web page.
pub(super) fn render(engine: &Engine, briefing: &Briefing, theme: &Theme) -> Result<String, Error> {
    let css: String = theme.sheets(Medium::Screen).iter().map(|sheet| css_for_style(sheet.text())).collect();
    engine.render(briefing, |context| {
        context.insert_value("css", Value::safe_string(&css));
        context.insert("schema_org", &schema_org::article(briefing));
    })
}

/// Escapes text for element content and for attributes in double or single quotes.
pub(super) fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(text, &mut escaped);
    out.write_all(escaped.as_bytes())
}

/// Control characters that HTML forbids are shown as the replacement character, so that a page stays valid.
fn push_escaped(text: &str, out: &mut String) {
    let (mut plain, mut at) = (0, 0);
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    loop {
        at += text.as_bytes()[at..].iter().take_while(|byte| is_plain(byte)).count();
        let Some(letter) = text[at..].chars().next() else { break };
        let escaped = match letter {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\r' => "&#13;",
            '\n' | '\t' => "",
            _ if letter.is_control() || is_noncharacter(letter) => "\u{fffd}",
            _ => "",
        };
        let from = at;
        at += letter.len_utf8();
        if !escaped.is_empty() {
            out.push_str(&text[plain..from]);
            out.push_str(escaped);
            plain = at;
        }
    }
    out.push_str(&text[plain..]);
}

/// Whether Unicode has set the code point aside, so that no text may hold it.
fn is_noncharacter(letter: char) -> bool {
    u32::from(letter) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&letter)
}

/// `content | inline`: marked text as HTML.
pub(super) fn inline(content: Value, _: Kwargs, _: &State) -> tera::TeraResult<Value> {
    let content = Vec::<Inline>::deserialize(&content).map_err(tera::Error::message)?;
    let mut html = String::new();
    push_inlines(&content, &mut html);
    Ok(Value::safe_string(&html))
}

fn push_inlines(content: &[Inline], html: &mut String) {
    let mut in_brackets = false;
    for (index, inline) in content.iter().enumerate() {
        let opens = is_bracketed(content.get(index..index + 3));
        match inline {
            Inline::NoteRef { id, target, label } if in_brackets => note_ref(id, target, &format!("[{label}]"), html),
            Inline::Text(text) => {
                let closes = index > 1 && is_bracketed(content.get(index - 2..=index));
                let text = text.strip_prefix(']').filter(|_| closes).unwrap_or(text);
                push_escaped(text.strip_suffix('[').filter(|_| opens).unwrap_or(text), html);
            }
            _ => push_inline(inline, html),
        }
        in_brackets = opens;
    }
}

/// Whether three parts of a text are a note reference in brackets, which are raised with it.
fn is_bracketed(parts: Option<&[Inline]>) -> bool {
    let Some([Inline::Text(before), Inline::NoteRef { .. }, Inline::Text(after)]) = parts else { return false };
    before.ends_with('[') && after.starts_with(']')
}

fn push_inline(inline: &Inline, html: &mut String) {
    match inline {
        Inline::Text(text) => push_escaped(text, html),
        Inline::Emphasis(content) => element("em", content, html),
        Inline::Strong(content) => element("strong", content, html),
        Inline::Superscript(content) => element("sup", content, html),
        Inline::Code(text) => {
            html.push_str("<code>");
            push_escaped(text, html);
            html.push_str("</code>");
        }
        Inline::Link { href: Some(href), content, .. } | Inline::Reference { href, content } => {
            link(href, content, html)
        }
        Inline::Link { href: None, url, content } => {
            push_inlines(content, html);
            html.push_str(" &lt;");
            push_escaped(url, html);
            html.push_str("&gt;");
        }
        Inline::NoteRef { id, target, label } => note_ref(id, target, label, html),
        Inline::LineBreak => html.push_str("<br>"),
    }
}

fn element(name: &str, content: &[Inline], html: &mut String) {
    html.push_str(&format!("<{name}>"));
    push_inlines(content, html);
    html.push_str(&format!("</{name}>"));
}

fn link(href: &str, content: &[Inline], html: &mut String) {
    html.push_str("<a href=\"");
    push_escaped(href, html);
    html.push_str("\">");
    push_inlines(content, html);
    html.push_str("</a>");
}

fn note_ref(id: &str, target: &str, label: &str, html: &mut String) {
    if target.is_empty() {
        html.push_str("<sup>");
        push_escaped(label, html);
        return html.push_str("</sup>");
    }
    html.push_str(&format!("<a class=\"noteref\" href=\"#{target}\" id=\"{id}\"><sup>"));
    push_escaped(label, html);
    html.push_str("</sup></a>");
}
