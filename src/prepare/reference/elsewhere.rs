//! Which paragraphs are those of another text.

use super::Group;
use super::fold::{is_unspaced, strip_any, strip_prefix, strip_suffix};
use super::form::{Family, Form};

/// How much of the text beside a mention is looked at, in characters.
const LOOKED_AT: usize = 48;

/// What is known of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The words say that it is of this release: `paragraph 4 above`.
    Own,
    /// Nothing says that it is not.
    Open,
    /// It is of another text, or says more of the group before it.
    Elsewhere,
}

/// Whether each group is one of this text.
pub(super) fn of_this_text(form: &Form, text: &str, groups: &[Group]) -> Vec<bool> {
    let mut verdicts: Vec<Verdict> = groups.iter().map(|group| verdict(form, text, group)).collect();
    for index in 1..groups.len() {
        let (before, group) = (&groups[index - 1], &groups[index]);
        let Some(gap) = text.get(before.range.end..group.range.start) else { continue };
        if before.unit != group.unit && is_detail(gap) {
            // `Article 2, paragraph 4, of the Charter`: one of them says where in the other.
            let detail = if form.family(before.unit) == Family::Paragraph { index - 1 } else { index };
            let of_other = by_words_behind(form, &text[group.range.end..]) == Verdict::Elsewhere;
            if of_other && verdicts[index - 1] == Verdict::Open {
                verdicts[index - 1] = Verdict::Elsewhere;
            }
            verdicts[detail] = Verdict::Elsewhere;
        } else if verdicts[index - 1] == Verdict::Elsewhere && is_join(form, gap) && verdicts[index] == Verdict::Open {
            verdicts[index] = Verdict::Elsewhere;
        }
    }
    for index in (1..groups.len()).rev() {
        let gap = text.get(groups[index - 1].range.end..groups[index].range.start);
        let joined = gap.is_some_and(|gap| is_join(form, gap)) && groups[index - 1].unit == groups[index].unit;
        if joined && verdicts[index] == Verdict::Elsewhere && verdicts[index - 1] == Verdict::Open {
            verdicts[index - 1] = Verdict::Elsewhere;
        }
    }
    verdicts.into_iter().map(|verdict| verdict != Verdict::Elsewhere).collect()
}

fn verdict(form: &Form, text: &str, group: &Group) -> Verdict {
    let (before, behind) = (&text[..group.range.start], &text[group.range.end..]);
    if strip_any(behind, &form.here).is_some() {
        return Verdict::Own;
    }
    match by_words_before(form, before) {
        Verdict::Open => by_words_behind(form, behind),
        told => told,
    }
}

/// `resolution 12, paragraph 4`, `its paragraph 4`, `本宣言第二条`.
fn by_words_before(form: &Form, before: &str) -> Verdict {
    let start = before.char_indices().rev().take(LOOKED_AT).last().map_or(before.len(), |(at, _)| at);
    let near = &before[start..];
    let bare = near.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '(' | '（'));
    let numbered = bare.ends_with(|letter: char| letter.is_numeric() || letter == ')');
    if numbered && bare.len() < near.len() || form.before.iter().any(|word| ends_with_word(bare, word)) {
        return Verdict::Elsewhere;
    }
    let sentence = near.rsplit(SENTENCE_ENDS).next().unwrap_or(near);
    match text_before(form, bare).or_else(|| last_other(form, sentence)) {
        Some(before) if form.own.iter().any(|own| ends_with_word(before.trim_end(), own.trim())) => Verdict::Own,
        Some(_) => Verdict::Elsewhere,
        None => Verdict::Open,
    }
}

/// What stands before the word for a text that `bare` ends with: `the Declaration`.
fn text_before<'a>(form: &Form, bare: &'a str) -> Option<&'a str> {
    let start = bare.char_indices().rev().take_while(|(_, letter)| letter.is_alphanumeric()).last()?.0;
    let (before, word) = bare.split_at(start);
    form.texts.iter().any(|text| is_other(word, text)).then_some(before)
}

/// How near the word for another text stands where words have no spaces between them, in characters: `決議は第4項`.
const CLOSE: usize = 6;

/// What ends a sentence, or a part of one that has a text of its own.
const SENTENCE_ENDS: [char; 8] = ['.', ';', ':', '?', '!', '。', '；', '؛'];

/// What stands before the last word for another text in `sentence`.
fn last_other<'a>(form: &Form, sentence: &'a str) -> Option<&'a str> {
    let is_sign = |letter: char| is_unspaced(letter) || (!letter.is_alphanumeric() && letter != '*');
    let (unspaced, spaced): (Vec<&String>, Vec<&String>) =
        form.others.iter().partition(|word| word.starts_with(is_sign));
    let close = sentence.char_indices().rev().nth(CLOSE).map_or(0, |(at, _)| at);
    if let Some(at) = unspaced.iter().filter_map(|word| sentence.rfind(word.as_str())).max().filter(|&at| at >= close) {
        return Some(&sentence[..at]);
    }
    let starts = sentence.char_indices().filter(|&(at, letter)| {
        letter.is_alphanumeric() && !sentence[..at].ends_with(|before: char| before.is_alphanumeric())
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let other = starts.into_iter().rev().find(|&at| spaced.iter().any(|word| is_other(word_at(&sentence[at..]), word)));
    other.map(|at| &sentence[..at])
}

fn word_at(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

/// Whether `word` is `known`, begins with it where it is written `resol*`, or ends with it where it is `*법`.
fn is_other(word: &str, known: &str) -> bool {
    match (known.strip_suffix('*'), known.strip_prefix('*')) {
        (Some(stem), _) => strip_prefix(word, stem).is_some(),
        (_, Some(end)) => strip_suffix(word, end).is_some(),
        _ => strip_prefix(word, known).is_some_and(str::is_empty),
    }
}

/// Whether `text` ends with `word` as a whole one.
fn ends_with_word(text: &str, word: &str) -> bool {
    let rest = strip_suffix(text, word);
    let alone = word.starts_with(is_unspaced);
    rest.is_some_and(|rest| alone || !rest.ends_with(|letter: char| letter.is_alphanumeric()))
}

/// `paragraph 4 of resolution 12`, `пункт 4 указанной резолюции`, `Artikel 5 GG`.
fn by_words_behind(form: &Form, behind: &str) -> Verdict {
    let end = behind.char_indices().nth(LOOKED_AT).map_or(behind.len(), |(at, _)| at);
    let near = behind[..end].trim_start_matches(',');
    if let Some(name) = strip_any(near, &form.of) {
        return if strip_any(name, &form.own).is_some() { Verdict::Own } else { Verdict::Elsewhere };
    }
    let clause = near.split([',', '(', ')', '،', '，', '、']).next().unwrap_or_default();
    let clause = clause.split(SENTENCE_ENDS).next().unwrap_or_default();
    let words: Vec<&str> = clause.split_whitespace().take(form.words_between + 1).collect();
    let names_other = |word: &&str| form.others.iter().any(|other| is_other(word_at(word), other));
    let is_code = |word: &&str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase());
    let owned = words.first().is_some_and(|word| form.own.iter().any(|own| strip_prefix(word, own.trim()).is_some()));
    if !owned && (words.iter().any(names_other) || words.first().is_some_and(is_code)) {
        Verdict::Elsewhere
    } else {
        Verdict::Open
    }
}

/// Whether two groups are joined: `paragraph 4 and paragraph 5 of …`.
fn is_join(form: &Form, gap: &str) -> bool {
    gap.trim().is_empty() || strip_any(gap, &form.joins).is_some_and(str::is_empty) || matches!(gap.trim(), "," | "、")
}

/// Whether the second group says where in the first: `Article 2, paragraph 4`, `제2조 제4항`.
fn is_detail(gap: &str) -> bool {
    let gap = gap.trim();
    gap.is_empty() || matches!(gap, "," | "의" | "の" | "的")
}
