//! A text as dates are read from it: figures, words and marks, without the spaces between them.

use crate::read::digit;
use std::ops::Range;

/// What a date is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// The value, and with how many digits it is printed.
    Figures(i32, usize),
    Word(&'a str),
    Mark(char),
}

/// The tokens of a text, with where each stands.
pub(super) struct Tokens<'a> {
    text: &'a str,
    tokens: Vec<(Token<'a>, Range<usize>)>,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let length = match class(letter) {
                Class::Space => {
                    at += letter.len_utf8();
                    continue;
                }
                Class::Mark => letter.len_utf8(),
                class_of_token => {
                    let rest = &text[at..];
                    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                    let end = rest[letters..].find(|c| class(c) != class_of_token);
                    end.map_or(rest.len(), |end| letters + end)
                }
            };
            let range = at..at + length;
            let words = &text[range.clone()];
            let token = match class(letter) {
                Class::Digit => Token::Figures(figures(words), words.chars().count()),
                Class::Han => han_figures(words),
                Class::Mark => Token::Mark(letter),
                _ => Token::Word(words),
            };
            tokens.push((token, range));
            at += length;
        }
        Self { text, tokens }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn at(&self, index: usize) -> Option<Token<'a>> {
        self.tokens.get(index).map(|&(token, _)| token)
    }

    /// The text from the end of the token before `index`.
    pub(super) fn behind(&self, index: usize) -> &'a str {
        let end = index.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |(_, range)| range.end);
        &self.text[end..]
    }

    /// The first token from `index` on that does not begin in the next `length` bytes of [`Self::behind`].
    pub(super) fn skip_bytes(&self, index: usize, length: usize) -> usize {
        let end = self.text.len() - self.behind(index).len() + length;
        let inside = self.tokens[index..].iter().take_while(|(_, range)| range.start < end).count();
        index + inside
    }

    /// The bytes of the tokens `from..to`.
    pub(super) fn range(&self, from: usize, to: usize) -> Range<usize> {
        self.tokens[from].1.start..self.tokens[to - 1].1.end
    }

    /// Whether nothing stands between the token at `index` and the one before it.
    pub(super) fn touches(&self, index: usize) -> bool {
        let end = |before: usize| self.tokens.get(before).map(|(_, range)| range.end);
        let start = self.tokens.get(index).map(|(_, range)| range.start);
        index.checked_sub(1).and_then(end).is_some_and(|end| Some(end) == start)
    }

    pub(super) fn figures(&self, index: usize, digits: Range<usize>) -> Option<i32> {
        match self.at(index)? {
            Token::Figures(value, count) if digits.contains(&count) => Some(value),
            _ => None,
        }
    }

    pub(super) fn word(&self, index: usize) -> Option<&'a str> {
        match self.at(index)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, index: usize, marks: &[char]) -> bool {
        matches!(self.at(index), Some(Token::Mark(mark)) if marks.contains(&mark))
    }

    pub(super) fn is_word(&self, index: usize, known: &[&str]) -> bool {
        self.word(index).is_some_and(|word| known.iter().any(|known| word.eq_ignore_ascii_case(known)))
    }

    /// The index behind an optional mark.
    pub(super) fn skip_mark(&self, index: usize, marks: &[char]) -> usize {
        index + usize::from(self.is_mark(index, marks))
    }

    /// The index behind an optional word.
    pub(super) fn skip_word(&self, index: usize, known: &[&str]) -> usize {
        index + usize::from(self.is_word(index, known))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Space,
    Digit,
    /// A figure as a Han character: `二〇三一`.
    Han,
    Letter,
    /// Characters that are words of their own: `年`, `월`.
    Mark,
}

fn class(letter: char) -> Class {
    match letter {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        ' ' => Class::Space,
        '年' | '月' | '日' | '년' | '월' | '일' | '時' | '时' | '点' | '點' | '分' | '시' | '분' => {
            Class::Mark
        }
        _ if letter.is_whitespace() || is_invisible(letter) => Class::Space,
        _ if digit(letter).is_some() => Class::Digit,
        _ if han_digit(letter).is_some() => Class::Han,
        _ if letter.is_alphabetic() || matches!(letter, '\u{200C}' | '\u{E47}'..='\u{E4E}') => Class::Letter,
        _ => Class::Mark,
    }
}

/// Marks of direction stand between the parts of a date in Arabic, and are not seen.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}')
}

/// Whether anything in a text may be the figures of a date.
pub(in crate::parse) fn has_figures(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || !text.is_ascii() && text.chars().any(|letter| digit(letter).is_some() || han_digit(letter).is_some())
}

fn figures(words: &str) -> i32 {
    let digits = words.chars().filter_map(digit);
    digits.fold(0_i32, |value, digit| value.saturating_mul(10).saturating_add(digit.cast_signed()))
}

/// The value of a Han figure; `元` is the first year of an era.
fn han_digit(letter: char) -> Option<i32> {
    let value = match letter {
        '〇' | '○' | '零' => 0,
        '一' | '元' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '廿' => 20,
        '百' => 100,
        _ => return None,
    };
    Some(value)
}

/// `二〇三一` by place, `三十一` and `一百二十` by name; a long run is no number of a date.
fn han_figures(words: &str) -> Token<'_> {
    const LONGEST: usize = 6;
    let values: Vec<i32> = words.chars().filter_map(han_digit).take(LONGEST + 1).collect();
    if values.len() > LONGEST {
        return Token::Word(words);
    }
    let value = if values.iter().all(|&value| value < 10) {
        values.iter().fold(0, |sum, value| sum * 10 + value)
    } else {
        named_figures(&values)
    };
    Token::Figures(value, value.to_string().len())
}

/// `三 十 一`: what stands before ten or a hundred counts them.
fn named_figures(values: &[i32]) -> i32 {
    let (mut sum, mut count) = (0, 0);
    for &value in values {
        if value < 10 {
            count = value;
        } else {
            sum += value * if value == 20 { 1 } else { count.max(1) };
            count = 0;
        }
    }
    sum + count
}
