//! Letters that Zensical, with the extensions that it has from the start, shows as others: `(c)` as ©, `1/2` as ½, `:smile:` as
//! a picture, `++ctrl++` as a key, `==so==` as marked.

/// What stands for a symbol (pymdownx.smartsymbols), in small letters.
const SYMBOLS: [&str; 9] = ["(c)", "(r)", "(tm)", "+/-", "-->", "<--", "==>", "=/=", "c/o"];

/// Whether `letter`, before `rest`, begins such a sign.
pub(super) fn begins(letter: char, previous: Option<char>, rest: &str) -> bool {
    let next = rest.chars().next();
    let is_doubled = || next == Some(letter) || previous == Some(letter);
    match letter {
        '^' => true,
        '=' | '+' if is_doubled() => true,
        ':' => next.is_some_and(|next| next.is_ascii_alphabetic() || "+-".contains(next)),
        '0'..='9' => !previous.is_some_and(char::is_alphanumeric) && is_fraction(rest),
        _ => SYMBOLS.iter().any(|symbol| is_symbol(symbol, letter, rest)),
    }
}

/// Whether what follows a figure makes a fraction of it: `/2`.
fn is_fraction(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next() == Some('/')
        && letters.next().is_some_and(|letter| letter.is_ascii_digit())
        && !letters.next().is_some_and(char::is_alphanumeric)
}

fn is_symbol(symbol: &str, letter: char, rest: &str) -> bool {
    symbol.starts_with(letter.to_ascii_lowercase())
        && rest.get(..symbol.len() - 1).is_some_and(|rest| rest.eq_ignore_ascii_case(&symbol[1..]))
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn signs_are_known_by_their_first_letter() {
        let found = |text: &str| {
            let before = |at: usize| text[..at].chars().next_back();
            let begin =
                text.char_indices().find(|&(at, letter)| begins(letter, before(at), &text[at + letter.len_utf8()..]));
            begin.map(|(at, _)| at)
        };
        for text in ["(c) x", "(TM)", "+/- 3", "1/2", "a :smile: b", "==so==", "x^2", "++a++"] {
            assert!(found(text).is_some(), "{text}");
        }
        for text in ["(the end)", "11/12/2031", "at 10:30", "a = b + c", "e.g. 3/14", "c / o", "–"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
