//! Stands in for rooms that are not merged yet.
#![allow(missing_docs, reason = "goes away")]

pub mod parse {
    use crate::release::{Block, Field, Inline, MastheadLine, Number, Paragraph};
    use crate::{Diagnostic, Release, Source, Span};
    use std::collections::BTreeMap;

    #[derive(Clone, Debug, Default)]
    pub struct Options {
        pub settings: Settings,
        pub from: Option<()>,
    }
    #[derive(Clone, Debug, Default)]
    pub struct Settings(BTreeMap<String, String>);
    impl Settings {
        pub const KEYS: &[&str] = &["issuer", "kind", "reference", "language", "classification", "url"];
        pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
            if !Self::KEYS.contains(&key) {
                return Err(SettingError::UnknownKey { key: key.to_owned() });
            }
            self.0.insert(key.to_owned(), value.to_owned());
            Ok(())
        }
    }
    #[derive(Clone, Debug, thiserror::Error)]
    #[non_exhaustive]
    pub enum SettingError {
        #[error("unknown key `{key}`")]
        UnknownKey { key: String },
    }
    #[derive(Clone, Debug, Default)]
    pub struct Origins(BTreeMap<String, Span>);
    impl Origins {
        pub fn get(&self, pointer: &str) -> Option<Span> {
            self.0.get(pointer).copied()
        }
    }
    #[derive(Clone, Debug)]
    pub struct Parsed {
        pub release: Release,
        pub diagnostics: Vec<Diagnostic>,
        pub origins: Origins,
    }

    pub fn parse(source: &Source, options: &Options) -> Parsed {
        let mut parsed = Parsed { release: Release::default(), diagnostics: Vec::new(), origins: Origins::default() };
        if source.text().trim().is_empty() {
            let error = Diagnostic::error("empty-release", Span::at(0), "the source has no text").without_span();
            parsed.diagnostics.push(error);
            return parsed;
        }
        if let Ok(release) = Release::from_json(source.text()) {
            parsed.release = release;
            return parsed;
        }
        let mut at = 0;
        for line in source.text().split_inclusive('\n') {
            let text = line.trim();
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            let content = vec![Inline::text(text)];
            match text.split_once(". ") {
                _ if text.is_empty() => {}
                Some((label, rest)) if label.parse::<u32>().is_ok() => {
                    let number = Some(Number { printed: format!("{label}."), label: label.into() });
                    parsed.origins.0.insert(format!("/body/{}", parsed.release.body.len()), span);
                    let content = vec![Inline::text(rest)];
                    parsed.release.body.push(Block::Paragraph(Paragraph { number, content, blocks: Vec::new() }));
                }
                _ if parsed.release.issuer.is_none() => {
                    parsed.release.issuer = Some(text.into());
                    parsed.origins.0.insert("/issuer".into(), span);
                    parsed.release.masthead.push(MastheadLine::Line { content, says: vec![Field::Issuer] });
                }
                _ if parsed.release.title.is_empty() => {
                    parsed.release.title = content;
                    parsed.origins.0.insert("/title".into(), span);
                }
                _ => {
                    parsed.origins.0.insert(format!("/masthead/{}", parsed.release.masthead.len()), span);
                    parsed.release.masthead.push(MastheadLine::Line { content, says: Vec::new() });
                    parsed.diagnostics.push(Diagnostic::warning("odd-line", span, "this line is odd"));
                }
            }
        }
        for (key, value) in &options.settings.0 {
            if key == "issuer" {
                parsed.release.issuer = Some(value.clone());
            }
        }
        parsed
    }
}
