//! A title that begins like a notice: `Withdrawn – How the Fleet Left Lund`, `Revised version of the tide tables`.

use super::Unit;
use super::places::is_silent;
use crate::parse::masthead::{Said, What};

/// Where nothing else can be the title, what looks like a notice is it: a text has a title more often than it is withdrawn,
/// and of both notices the title is above the text.
pub(super) fn tell_title(units: &mut [Unit]) {
    const FEWEST_WORDS: usize = 4;
    let other = |unit: &Unit| unit.heading || (is_silent(unit) && !unit.is_plain_name());
    if units.iter().any(other) {
        return;
    }
    let is_notice = |unit: &&mut Unit| {
        let notice = matches!(unit.said[..], [Said { what: What::Correction(_) | What::Withdrawal { .. }, .. }]);
        let capitals = !unit.text.contains(char::is_lowercase);
        notice && !capitals && unit.text.split_whitespace().count() >= FEWEST_WORDS && !unit.text.ends_with(['.', '。'])
    };
    // The lines below the title are about it.
    if let Some(title) = units.iter_mut().filter(is_notice).last() {
        title.said.clear();
    }
}

#[cfg(test)]
mod tests {
    use crate::Source;
    use crate::parse::{Options, parse};

    #[test]
    fn titles_that_begin_like_notices() {
        for title in [
            "Withdrawn banknotes valid until 30 June 2031",
            "Retiré du service le 4 mars 2031 : le bac Constant",
            "Withdrawn – How the Fleet Left Lund",
            "Revised version of the tide tables adopted by the council",
        ] {
            let text = format!("Ministry of Tides\n\n3 March 2031\n\n{title}\n\n1. The fleet left Lund.\n");
            let release = parse(&Source::new("a.txt", text), &Options::default()).release;
            assert_eq!(crate::release::plain_text(&release.title), title);
            assert!(release.withdrawal.is_none() && release.correction.is_none(), "{title}");
        }
    }
}
