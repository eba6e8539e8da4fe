//! An embargo that stands where none is looked for: in a table, a quotation or a heading, behind the text, in words that are
//! no line of a masthead. It holds, since nothing is worse than a text that goes out too early, and is told.

use super::Origins;
use super::condition;
use super::dates;
use super::inline;
use super::masthead::{self, Said, What};
use super::opening::{Place, Unit};
use super::words::{self, Sign};
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, FieldText, Line};
use crate::release::{Condition, ConditionClass, Release};
use crate::source::Span;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// Where an embargo may stand that nothing has read yet.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub(super) units: &'a [(Unit, Place)],
    pub(super) blocks: &'a [Block],
    /// What a page has beside its text.
    pub(super) page: &'a [FieldText],
}

/// Holds `release` back by the embargoes that stand there.
pub(super) fn hold(
    Places { units, blocks, page }: Places<'_>,
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found: Vec<(Condition, Span)> = Vec::new();
    let is_timed = |said: &Condition| said.until.is_some_and(|until| until.time.is_some());
    let is_read = |unit: &Unit| unit.said.iter().any(|said| matches!(said.what, What::Condition { .. }));
    for (unit, place) in units.iter().filter(|(unit, _)| !is_read(unit)) {
        let text = plain(&unit.text);
        let said = named(&text, release).or_else(|| own(&text, release));
        // A title may tell of an embargo and its day; with an hour it is one.
        let is_title = matches!(place, Place::Title | Place::Subtitle);
        let said = said.filter(|said| !is_title || is_timed(said)).or_else(|| banner(&text));
        found.extend(said.map(|said| (said, unit.span)));
    }
    for (index, block) in blocks.iter().enumerate() {
        let is_first = index < FIRST;
        visit(block, &mut |lines, span| {
            let field = || lines.iter().filter(|_| is_first).find_map(|line| field(line));
            found.extend(in_lines(lines, release).or_else(field).map(|said| (said, span)));
        });
    }
    // Headlines of other texts tell of embargoes, too.
    let left_out = page.iter().filter(|field| field.name == FieldText::LEFT_OUT);
    let said = left_out.filter_map(|field| Some((own(&field.value, release)?, field.span)));
    found.extend(said.filter(|(said, _)| is_timed(said)));
    for (said, span) in found {
        diagnostics.push(told(span));
        if release.condition.as_ref().is_none_or(|known| condition::outweighs(&said, known)) {
            release.condition = Some(said);
            origins.push("/condition".to_owned(), span);
        }
    }
}

fn told(span: Span) -> Diagnostic {
    let message = "this looks like an embargo, and stands where none is looked for: it holds the release back";
    let hint = "put it on a line of its own above the title; where it is none, pass `--set condition=`";
    Diagnostic::warning(codes::STRAY_EMBARGO, span, message).with_hint(hint)
}

/// Every group of lines that a block holds, and where it stands.
fn visit(block: &Block, each: &mut impl FnMut(&[Cow<'_, str>], Span)) {
    let mut lines = |lines: &[Line]| {
        let texts: Vec<Cow<'_, str>> = lines.iter().map(inline::line_text).collect();
        each(&texts, inline::span(lines).unwrap_or(block.span));
    };
    match &block.kind {
        BlockKind::Paragraph { lines: words } | BlockKind::Heading { lines: words, .. } => lines(words),
        BlockKind::Preformatted { text } => each(&text.lines().map(Cow::from).collect::<Vec<_>>(), block.span),
        BlockKind::List { items } => items.iter().flat_map(|item| &item.blocks).for_each(|block| visit(block, each)),
        BlockKind::Quote { blocks, .. } | BlockKind::Note { blocks, .. } => {
            blocks.iter().for_each(|block| visit(block, each));
        }
        BlockKind::Table { header, rows, caption } => {
            lines(caption);
            for row in header.iter().chain(rows) {
                row.iter().for_each(|cell| lines(cell));
                // `Embargo` beside `5 March 2031, 18:00 CET`.
                lines(&row.concat());
            }
        }
        _ => {}
    }
}

/// The embargo that one of some lines is, or all of them together.
fn in_lines(texts: &[Cow<'_, str>], release: &Release) -> Option<Condition> {
    let is_short = texts.iter().map(|text| text.len()).sum::<usize>() <= LONGEST;
    let whole = is_short.then(|| Cow::from(texts.join(" ")));
    let begins = |index: usize| index == 0 || ends(&texts[index - 1]);
    let own_lines = texts.iter().enumerate().filter(|(index, _)| begins(*index)).map(|(_, text)| text);
    own_lines.chain(&whole).find_map(|text| own(text, release))
}

/// Whether the next line begins anew: this one is short, or ends a sentence.
fn ends(text: &str) -> bool {
    const SHORT: usize = 60;
    text.chars().count() < SHORT || text.trim_end().ends_with(['.', ':', '!', '?', '。', '-', '='])
}

/// No line that says when a text may be published is longer, in bytes.
const LONGEST: usize = 200;

/// `EMBARGOED PRESS RELEASE`, `[EMBARGOED] Harbour reopens`, `EMBARGO – Harbour reopens`, `PRESS RELEASE (EMBARGOED)`: no end is
/// known.
fn banner(text: &str) -> Option<Condition> {
    let text = text.trim();
    let opens = text.starts_with(OPEN);
    let is_kind = |rest: &str| matches!(masthead::read(rest)[..], [Said { what: What::Kind { .. }, .. }, ..]);
    let leads = |rest: &str| {
        let rest = rest.trim_start();
        if opens { rest.starts_with(CLOSE) } else { rest.starts_with(['–', '—', '-']) || is_kind(rest) }
    };
    let is_led = words::after(Sign::Embargo, text.trim_start_matches(OPEN)).is_some_and(leads);
    let closes = || {
        let (_, inner) = text.trim_end_matches(CLOSE).rsplit_once(OPEN).filter(|_| text.ends_with(CLOSE))?;
        words::after(Sign::Embargo, inner).filter(|rest| rest.trim().is_empty())
    };
    let is_banner = text.len() <= LONGEST && (is_led || closes().is_some());
    is_banner.then(|| Condition { printed: text.to_owned(), class: ConditionClass::Embargoed, until: None })
}

const OPEN: [char; 4] = ['[', '(', '【', '（'];
const CLOSE: [char; 4] = [']', ')', '】', '）'];

/// The letters of a text as they are meant, however they are written: taken apart, as wide as those of Han, with characters
/// between them that nobody sees.
fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.len() > LONGEST {
        return Cow::from(text);
    }
    let is_seen = |letter: &char| !matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    text.nfkc().filter(is_seen).collect::<String>().into()
}

/// A line that is an embargo with its end, wherever it stands.
fn own(text: &str, release: &Release) -> Option<Condition> {
    let text = &plain(text);
    let text = without_number(text.trim());
    let may_be = text.len() <= LONGEST && dates::has_figures(text);
    let (_, until) =
        may_be.then(|| condition::read(text)).flatten().filter(|said| said.0 == ConditionClass::Embargoed)?;
    Some(condition(text, &until?, release))
}

/// `Embargoed until` of `1. Embargoed until`, `• Embargoed until`.
fn without_number(text: &str) -> &str {
    let bare = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || "•·-–*".contains(letter));
    let rest = bare.trim_start_matches(['.', ')']);
    if rest.len() < text.len() && rest.starts_with(' ') { rest.trim_start() } else { text }
}

/// Fields that somebody wrote above a plain text are among so many blocks.
const FIRST: usize = 2;

/// `embargoed: next week` in a plain text, which has no front matter: no end is known.
fn field(text: &str) -> Option<Condition> {
    let (class, _) = condition::read(text).filter(|_| text.len() <= LONGEST && text.contains(':'))?;
    let is_embargo = class == ConditionClass::Embargoed && !text.trim().contains(char::is_uppercase);
    is_embargo.then(|| Condition { printed: text.trim().to_owned(), class, until: None })
}

/// A line of the masthead that has the words of an embargo and a day in it, and was not read as one.
fn named(text: &str, release: &Release) -> Option<Condition> {
    let mut starts = words::starts(text).filter(|_| text.len() <= LONGEST && dates::has_figures(text));
    starts.find(|&at| words::after(Sign::Embargo, &text[at..]).is_some())?;
    let until = dates::find_end(text, 0)?.printed;
    Some(condition(text, &until, release))
}

fn condition(printed: &str, until: &dates::Printed, release: &Release) -> Condition {
    let near = || until.moment_near(release.date_published?.date);
    let until = until.moment(None).or_else(near);
    Condition { printed: printed.to_owned(), class: ConditionClass::Embargoed, until }
}

#[cfg(test)]
mod tests {
    use crate::Source;
    use crate::parse::{Options, parse};
    use crate::release::ConditionClass;

    /// Until when a text is held back, and whether a warning says that the embargo stands where none is looked for.
    fn held(name: &str, text: &str) -> (Option<String>, bool) {
        let parsed = parse(&Source::new(name, text), &Options::default());
        let until = parsed.release.condition.and_then(|condition| condition.until).map(|until| until.to_string());
        (until, parsed.diagnostics.iter().any(|said| said.code == "stray-embargo"))
    }

    #[test]
    fn an_embargo_holds_wherever_it_stands() {
        const EMBARGO: &str = "Embargoed until 5 March 2031, 18:00 CET";
        let until = Some("2031-03-05T18:00+01:00".to_owned());
        let text = "# The tables are out\n\n1. The tables of the tides are out in Lund.\n";
        for (above, below) in [
            (format!("> {EMBARGO}"), String::new()),
            (format!("    {EMBARGO}"), String::new()),
            (format!("| Tides | Velland |\n|---|---|\n| {EMBARGO} | 1 |"), String::new()),
            ("| Embargo | 5 March 2031, 18:00 CET |\n|---|---|\n| 1 | 2 |".to_owned(), String::new()),
            (String::new(), format!("– ENDS –\n\n{EMBARGO}")),
            (String::new(), format!("## Notes to editors\n\n1. {EMBARGO}.")),
        ] {
            let text = format!("{above}\n\n{text}\n{below}\n");
            assert_eq!(held("a.md", &text), (until.clone(), true), "{text}");
        }
        assert_eq!(held("a.md", &format!("## {EMBARGO}\n\n{text}")), (until.clone(), false));
        assert_eq!(held("a.md", &format!("<!-- a comment -->\n{EMBARGO}\n\n{text}")), (until, false));
    }

    #[test]
    fn an_embargo_beside_a_kind_or_a_title_holds() {
        let holds = |line: &str, title: &str| {
            let text = format!("Ministry of Tides\n\n{line}\n\n3 March 2031\n\n{title}\n\n1. The harbour is open.\n");
            let condition = parse(&Source::new("a.txt", text), &Options::default()).release.condition;
            condition.is_some_and(|condition| condition.class == ConditionClass::Embargoed && condition.until.is_none())
        };
        for line in ["EMBARGOED PRESS RELEASE", "Embargoed statement", "PRESS RELEASE (EMBARGOED)"] {
            assert!(holds(line, "Harbour reopens"), "{line}");
        }
        for title in ["EMBARGOED – Harbour reopens", "[EMBARGOED] Harbour reopens", "Harbour reopens (embargoed)"] {
            assert!(holds("Press release", title), "{title}");
        }
        for title in
            ["Embargo on timber ends", "Embargoed timber burns", "The embargo (of 2030) ends", "Harbour reopens"]
        {
            assert!(!holds("Press release", title), "{title}");
        }
    }

    #[test]
    fn an_embargo_of_the_page_holds() {
        let page = |above: &str, below: &str| {
            format!(
                "<!DOCTYPE html><html lang=en><title>The tables are out</title><body>{above}<main><article><h1>The tables are \
                 out</h1><p>3 March 2031</p><p>1. The tables of the tides are out in Lund, the ministry said.</p></article>\
                 </main>{below}</body></html>"
            )
        };
        let until = Some("2031-03-05T18:00+01:00".to_owned());
        let banner = "<p>Embargoed until 5 March 2031, 18:00 CET</p>";
        assert_eq!(held("a.html", &page(banner, "")), (until.clone(), true));
        assert_eq!(held("a.html", &page("", &format!("<footer>{banner}</footer>"))), (until, true));
        let news = "<nav><a href=/a>Embargo on eels ends on 5 March 2031</a></nav>";
        assert_eq!(held("a.html", &page(news, "")), (None, false));
    }

    #[test]
    fn letters_are_what_they_mean() {
        let text =
            |line: &str| format!("Ministerium\n\n{line}\n\n3. März 2031\n\nDie Tafeln sind da\n\n1. Sie sind da.\n");
        for line in ["Sperr\u{AD}frist: 5. März 2031, 18:00 MEZ", "ＥＭＢＡＲＧＯ: 5. März 2031, 18:00 MEZ"] {
            assert_eq!(held("a.txt", &text(line)), (Some("2031-03-05T18:00+01:00".to_owned()), true), "{line}");
        }
        // A month that is taken apart is not read: no end is known.
        let text = text("Sperrfrist: 5. Ma\u{308}rz 2031, 18:00 MEZ");
        let release = parse(&Source::new("a.txt", text), &Options::default()).release;
        assert_eq!(release.condition.unwrap().class, ConditionClass::Embargoed);
    }

    #[test]
    fn fields_above_a_plain_text_hold() {
        let rest = "Ministry of Tides\n\n3 March 2031\n\nThe tables are out\n\n1. The tables of the tides are out.\n";
        let read = |field: &str| {
            let text = format!("---\ntitle: x\n{field}\n---\n\n{rest}");
            let condition = parse(&Source::new("a.txt", text), &Options::default()).release.condition.unwrap();
            assert_eq!(condition.class, crate::release::ConditionClass::Embargoed, "{field}");
            condition.until.map(|until| until.to_string())
        };
        assert_eq!(read("embargoed: 2031-03-05T18:00+01:00").as_deref(), Some("2031-03-05T18:00+01:00"));
        assert_eq!(read("embargoed_until: 2031-03-05T18:00+01:00").as_deref(), Some("2031-03-05T18:00+01:00"));
        assert_eq!(read("embargoed: next week"), None);
    }

    #[test]
    fn of_two_fields_the_later_hour_holds() {
        let (early, late) = ("2031-03-05T09:00+01:00", "2031-03-05T18:00+01:00");
        for (first, second) in [(early, late), (late, early)] {
            let text = format!("---\ntitle: x\nembargoed: {first}\nembargo: {second}\n---\n\n1. They are out.\n");
            assert_eq!(held("a.md", &text).0.as_deref(), Some(late), "{first} and {second}");
        }
    }

    #[test]
    fn what_tells_of_an_embargo_is_none() {
        let text = "Ministry of Tides\n\n3 March 2031\n\nThe embargo on timber ends\n\nThe minister said that the embargo on \
                    timber, agreed on 3 March 2030, ends on 5 March 2031.\n\nEmbargo on eels stays\n\nNothing else ends.\n";
        assert_eq!(held("a.txt", text), (None, false));
    }

    #[test]
    fn the_day_of_a_release_is_no_end_of_an_embargo_above_it() {
        let read = |embargo: &str, day: &str| {
            let text = format!("Ministry of Tides\n\n{embargo}\n\n{day}\n\nThe tables are out\n\n1. They are out.\n");
            let condition = parse(&Source::new("a.txt", text), &Options::default()).release.condition.unwrap();
            assert_eq!(condition.class, crate::release::ConditionClass::Embargoed);
            condition.until.map(|until| until.to_string())
        };
        for embargo in ["Under embargo", "STRICT EMBARGO", "EMBARGOED COPY", "Sperrfrist Redebeginn"] {
            assert_eq!(read(embargo, "3 March 2031 | Statement"), None, "{embargo}");
            assert_eq!(read(embargo, "3 March 2031"), None, "{embargo}");
        }
        for embargo in ["Embargo:", "EMBARGO"] {
            assert_eq!(read(embargo, "5 March 2031, 18:00 CET").as_deref(), Some("2031-03-05T18:00+01:00"));
        }
        assert_eq!(read("Embargo:", "5 March 2031").as_deref(), Some("2031-03-05"));
    }

    #[test]
    fn a_title_with_an_embargo_and_its_hour_is_one() {
        let text = |title: &str| format!("Ministry of Tides\n\n3 March 2031\n\n{title}\n\n1. The tables are out.\n");
        assert!(held("a.txt", &text("Media embargo 5 March 2031, 18:00 CET")).1);
        assert!(!held("a.txt", &text("Timber embargo of 5 March 2031 upheld")).1);
    }

    #[test]
    fn an_embargo_that_is_added_to_an_edition_holds() {
        let text = "---\ntitle: The tables are out\nlanguage: en\n---\n\n# The tables are out\n\nEmbargoed until 5 March 2031, \
                    18:00 CET\n\n<!-- body {\"masthead\":[\"title\"]} -->\n\nThe tables of the tides are out.\n";
        assert_eq!(held("a.md", text).0.as_deref(), Some("2031-03-05T18:00+01:00"));
    }

    #[test]
    fn whatever_else_a_line_says_the_embargo_holds() {
        let rest = "3 March 2031\n\nThe tables are out\n\n1. The tables of the tides are out in Lund.\n";
        for first in ["CHECK AGAINST DELIVERY", "FOR IMMEDIATE RELEASE", "Embargoed until 4 March 2031, 18:00 CET"] {
            let text = format!("Ministry of Tides\n\n{first}\n\nEmbargoed until 5 March 2031, 18:00 CET\n\n{rest}");
            assert_eq!(held("a.txt", &text).0.as_deref(), Some("2031-03-05T18:00+01:00"), "{first}");
        }
    }
}
