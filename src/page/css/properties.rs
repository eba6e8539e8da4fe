//! Properties: their names, what they take and how it is read. `docs/css.md` lists the same.

use crate::page::css::declared::{Declared, Wide};
use crate::page::css::properties_box::BOX;
use crate::page::css::properties_text::TEXT;
use crate::page::css::values::{Bad, keyword};
use cssparser::Parser;

/// A property.
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    /// What it takes, for people.
    pub(crate) takes: &'static str,
    /// The properties it sets; only itself for most.
    pub(crate) longhands: &'static [&'static str],
    /// Reads a value; what it sets goes to the vector.
    pub(crate) read: fn(&mut Parser, &mut Vec<Declared>) -> Result<(), Bad>,
}

/// A property that sets only itself.
pub(crate) const fn one(
    name: &'static str,
    takes: &'static str,
    read: fn(&mut Parser, &mut Vec<Declared>) -> Result<(), Bad>,
) -> Property {
    Property { name, takes, longhands: &[], read }
}

/// A shorthand of `longhands`.
pub(crate) const fn many(
    name: &'static str,
    longhands: &'static [&'static str],
    takes: &'static str,
    read: fn(&mut Parser, &mut Vec<Declared>) -> Result<(), Bad>,
) -> Property {
    Property { name, takes, longhands, read }
}

/// The property of this name, in lower case.
pub(crate) fn property(name: &str) -> Option<&'static Property> {
    let find = |table: &'static [Property]| {
        table.binary_search_by(|property| property.name.cmp(name)).ok().map(|at| &table[at])
    };
    find(BOX).or_else(|| find(TEXT))
}

/// Whether it is a property of text, which is inherited by what is in a page or box.
pub(crate) fn is_of_text(name: &str) -> bool {
    TEXT.binary_search_by(|property| property.name.cmp(name)).is_ok()
}

/// All properties, those of boxes before those of text.
pub(crate) fn all() -> impl Iterator<Item = &'static Property> {
    BOX.iter().chain(TEXT)
}

/// The property that was perhaps meant.
pub(crate) fn similar(name: &str) -> Option<&'static str> {
    const MOST_SLIPS: usize = 2;
    const LONGEST: usize = 40;
    if name.len() > LONGEST {
        return None;
    }
    let near = all().map(|property| (strsim::levenshtein(name, property.name), property.name)).min()?;
    (near.0 <= MOST_SLIPS).then_some(near.1)
}

/// Reads a value of `property` to its end.
pub(crate) fn read(property: &Property, parser: &mut Parser, out: &mut Vec<Declared>) -> Result<(), Bad> {
    const WIDE: [(&str, Wide); 4] =
        [("inherit", Wide::Inherit), ("initial", Wide::Initial), ("unset", Wide::Unset), ("revert", Wide::Unset)];
    let start = out.len();
    let result = match parser.try_parse(|parser| keyword(parser, &WIDE)) {
        Ok(wide) => {
            let names: &[&'static str] =
                if property.longhands.is_empty() { &[property.name] } else { property.longhands };
            out.extend(names.iter().map(|&name| Declared::Wide(name, wide)));
            Ok(())
        }
        Err(_) => (property.read)(parser, out),
    };
    if result.is_ok() && parser.is_exhausted() {
        return Ok(());
    }
    out.truncate(start);
    Err(Bad)
}
