//! The day of a release that neither its masthead nor its dateline says: that of its signature, of a line below its
//! first paragraph, of its title, or the last of the meeting that it closes.

use super::super::Origins;
use super::super::dates;
use super::super::masthead;
use super::super::pieces::{self, Piece, Shape};
use super::super::signature;
use crate::release::{Block, Field, KindClass, MastheadLine, Moment, Release, plain_text};
use crate::source::Span;

/// Sets the day, where the release has none.
pub(in crate::parse) fn date(release: &mut Release, pieces: &[Piece], origins: &mut Origins) {
    if release.date_published.is_some() {
        return;
    }
    let found = by_signature(release, origins)
        .or_else(|| below_introduction(release, pieces))
        .or_else(|| by_title(release, origins))
        .or_else(|| by_meeting(release, origins));
    let Some((moment, span)) = found else { return };
    release.date_published = Some(moment);
    origins.push("/date_published".to_owned(), span);
}

/// The only day that a text is signed on, where nothing of the argument stands behind it.
fn by_signature(release: &Release, origins: &Origins) -> Option<(Moment, Span)> {
    const LONGEST_BEHIND: usize = 160;
    let goes_on = |block: &Block| match block {
        Block::Section(_) => true,
        Block::Paragraph(paragraph) => plain_text(&paragraph.content).len() > LONGEST_BEHIND,
        _ => false,
    };
    let tail = release.body.iter().enumerate().rev().take_while(|(_, block)| !goes_on(block));
    let mut signed = tail.filter_map(|(index, block)| match block {
        Block::Signature(signature) => Some((index, signature.date?)),
        _ => None,
    });
    let (index, moment) = signed.next()?;
    // `It was first said on` over `3 March 2031.` goes on.
    let apart = match index.checked_sub(1).map(|before| &release.body[before]) {
        Some(Block::Paragraph(paragraph)) => pieces::ends_clause(&plain_text(&paragraph.content)),
        _ => true,
    };
    let only = signed.all(|(_, other)| other.date == moment.date);
    (only && apart).then(|| (moment, origins.get(&format!("/body/{index}")).unwrap_or(Span::at(0))))
}

/// `3 March 2031` alone between the first paragraph and the next, below a title.
fn below_introduction(release: &Release, pieces: &[Piece]) -> Option<(Moment, Span)> {
    const LOOKED_AT: usize = 40;
    let [first, date, next, rest @ ..] = pieces else { return None };
    // Days of a calendar stand over each of its parts.
    let only = || !rest.iter().take(LOOKED_AT).any(|piece| signature::is_bare_date(&piece.text));
    let prose = |piece: &Piece| matches!(piece.shape, Shape::Words(None)) && pieces::ends_clause(&piece.text);
    let apart = date.starts_paragraph && date.ends_paragraph && matches!(date.shape, Shape::Words(_));
    let stands = !release.title.is_empty() && apart && prose(first) && prose(next);
    let day = dates::find(&date.text)
        .filter(|day| stands && only() && !day.is_range && signature::is_bare_date(&date.text))?;
    Some((day.moment(None)?, date.span))
}

/// The last day of a meeting, where the text is what it closes with: `3–5 March 2031` below `Joint Statement`, or in
/// brackets in the title.
fn by_meeting(release: &Release, origins: &Origins) -> Option<(Moment, Span)> {
    use KindClass::{Communique, Declaration, JointStatement};
    let class = release.kind.as_ref().map(|kind| kind.class);
    if !matches!(class, Some(Communique | Declaration | JointStatement)) {
        return None;
    }
    let told = release.masthead.iter().enumerate().find_map(|(index, line)| {
        let MastheadLine::Line { content, says } = line else { return None };
        let days =
            dates::find(&plain_text(content)).filter(|days| days.is_range && says.contains(&Field::DatePublished));
        Some((days?.moment(None)?, origins.get(&format!("/masthead/{index}")).unwrap_or(Span::at(0))))
    });
    told.or_else(|| meeting_in_title(&plain_text(&release.title), origins))
}

/// `Joint Statement of the Harbour Ministers (Port Tide, 12–13 March 2031)`
fn meeting_in_title(title: &str, origins: &Origins) -> Option<(Moment, Span)> {
    let inside = title.trim_end().strip_suffix([')', '）'])?;
    let days = dates::find(inside).filter(|days| days.is_range && days.range.end == inside.len())?;
    Some((days.moment(None)?, origins.get("/title").unwrap_or(Span::at(0))))
}

/// The day that a title ends with: `Communiqué of the Council of Ministers, 3 March 2031`.
fn by_title(release: &Release, origins: &Origins) -> Option<(Moment, Span)> {
    let day = masthead::day_of_title(&plain_text(&release.title))?;
    Some((day.moment(None)?, origins.get("/title").unwrap_or(Span::at(0))))
}

#[cfg(test)]
mod tests {
    use crate::parse::parse;
    use crate::source::Source;

    #[test]
    fn days_in_titles() {
        let date = |title: &str, body: &str| {
            let text = format!("{title}\n\n{body}\n\nThe ferries sail again.\n");
            let release = parse(&Source::new("sample.txt", text), &Default::default()).release;
            release.date_published.map(|date| date.to_string())
        };
        let told = "The harbour was asked for its plans, and answered.";
        for title in [
            "Spokesperson Jane Roe's Regular Press Conference on March 3, 2031",
            "Minister of Tides' Pier House Speech: 3 March 2031",
            "2031年3月3日外交部发言人林潮主持例行记者会",
        ] {
            assert_eq!(date(title, told).as_deref(), Some("2031-03-03"), "{title}");
        }
        for none in [
            "Statement on the Fire of 3 March 2031",
            "Notice of the Closure of the Harbour on 3 March 2031",
            "The Harbour Closes on 3 March 2031",
            "Regular Press Conferences, 3–5 March 2031",
            "2031年3月3日起实施",
        ] {
            assert_eq!(date(none, told), None, "{none}");
        }
    }
}
