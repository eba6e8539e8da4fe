//! The numbers and bullets that a browser prints before the items of a list (CSS Lists 3, CSS Counter Styles 3).

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counter {
    None,
    Bullet(&'static str),
    Decimal,
    /// `01.`
    Padded,
    LowerAlpha,
    UpperAlpha,
    LowerRoman,
    UpperRoman,
    LowerGreek,
    /// Letters of a script in their order, and what stands behind them.
    Letters(&'static str, &'static str),
    /// Figures of a script, and what stands behind them.
    Figures(&'static str, &'static str),
    /// `一、`, `十二、`.
    Han(&'static str),
}

const GREEK: &str = "αβγδεζηθικλμνξοπρστυφχψω";
const HANGUL: &str = "가나다라마바사아자차카타파하";
const CYRILLIC: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
const HIRAGANA: &str =
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん";
const KATAKANA: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン";

impl Counter {
    /// The counter of an `ol` by its `type` attribute.
    pub(super) fn of_type(name: &str) -> Option<Self> {
        Some(match name {
            "1" => Counter::Decimal,
            "a" => Counter::LowerAlpha,
            "A" => Counter::UpperAlpha,
            "i" => Counter::LowerRoman,
            "I" => Counter::UpperRoman,
            _ => return None,
        })
    }

    /// The counter that a `list-style` names, among its other words.
    pub(super) fn of_style(value: &str) -> Option<Self> {
        value.split_whitespace().find_map(|word| {
            Some(match word {
                "none" => Counter::None,
                "disc" => Counter::Bullet("•"),
                "circle" => Counter::Bullet("◦"),
                "square" => Counter::Bullet("▪"),
                "decimal" => Counter::Decimal,
                "decimal-leading-zero" => Counter::Padded,
                "lower-alpha" | "lower-latin" => Counter::LowerAlpha,
                "upper-alpha" | "upper-latin" => Counter::UpperAlpha,
                "lower-roman" => Counter::LowerRoman,
                "upper-roman" => Counter::UpperRoman,
                "lower-greek" => Counter::LowerGreek,
                "hangul" => Counter::Letters(HANGUL, "."),
                "lower-russian" => Counter::Letters(CYRILLIC, "."),
                "hiragana" => Counter::Letters(HIRAGANA, "、"),
                "katakana" => Counter::Letters(KATAKANA, "、"),
                "arabic-indic" => Counter::Figures("٠١٢٣٤٥٦٧٨٩", "."),
                "persian" | "urdu" => Counter::Figures("۰۱۲۳۴۵۶۷۸۹", "."),
                "devanagari" => Counter::Figures("०१२३४५६७८९", "."),
                "thai" => Counter::Figures("๐๑๒๓๔๕๖๗๘๙", "."),
                "cjk-decimal" => Counter::Figures("〇一二三四五六七八九", "、"),
                "cjk-ideographic" | "trad-chinese-informal" | "simp-chinese-informal" | "japanese-informal" => {
                    Counter::Han("、")
                }
                _ => return None,
            })
        })
    }

    /// What is printed before the item that counts `number`; nothing where no item is marked.
    pub(super) fn print(self, number: i64) -> String {
        let alpha = |first: u8| letters(number, |digit| char::from(first + digit as u8), 26);
        let (words, behind) = match self {
            Counter::None => return String::new(),
            Counter::Bullet(sign) => return sign.to_owned(),
            Counter::Decimal => (Some(number.to_string()), "."),
            Counter::Padded => (Some(format!("{number:02}")), "."),
            Counter::LowerAlpha => (alpha(b'a'), "."),
            Counter::UpperAlpha => (alpha(b'A'), "."),
            Counter::LowerRoman => (roman(number).map(|roman| roman.to_lowercase()), "."),
            Counter::UpperRoman => (roman(number), "."),
            Counter::LowerGreek => (of_alphabet(number, GREEK), "."),
            Counter::Letters(alphabet, behind) => (of_alphabet(number, alphabet), behind),
            Counter::Figures(figures, behind) => (Some(figures_of(number, figures)), behind),
            Counter::Han(behind) => (han(number), behind),
        };
        format!("{}{behind}", words.unwrap_or_else(|| number.to_string()))
    }
}

/// `z`, `aa`, `ab`: figures without a nought.
fn letters(number: i64, letter: impl Fn(i64) -> char, base: i64) -> Option<String> {
    let mut left = number;
    let mut word = Vec::new();
    while left > 0 {
        word.push(letter((left - 1) % base));
        left = (left - 1) / base;
    }
    (!word.is_empty()).then(|| word.into_iter().rev().collect())
}

fn of_alphabet(number: i64, alphabet: &str) -> Option<String> {
    let all: Vec<char> = alphabet.chars().collect();
    letters(number, |digit| all[digit as usize], all.len() as i64)
}

fn figures_of(number: i64, figures: &str) -> String {
    let all: Vec<char> = figures.chars().collect();
    let figure = |letter: char| letter.to_digit(10).map_or(letter, |digit| all[digit as usize]);
    number.to_string().chars().map(figure).collect()
}

fn roman(number: i64) -> Option<String> {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut word = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            word.push_str(sign);
            left -= value;
        }
    }
    Some(word)
}

/// `一` to `九十九`.
fn han(number: i64) -> Option<String> {
    const FIGURES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    let figure = |digit: i64| FIGURES[digit as usize];
    match number {
        1..10 => Some(figure(number).to_owned()),
        10..20 => Some(format!("十{}", figure(ones))),
        20..100 => Some(format!("{}十{}", figure(tens), figure(ones))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Counter;

    #[test]
    fn counters_print_as_browsers_do() {
        let print = |style: &str, number| Counter::of_style(style).unwrap().print(number);
        assert_eq!(print("decimal", 12), "12.");
        assert_eq!(print("lower-alpha", 28), "ab.");
        assert_eq!(print("inside upper-roman", 44), "XLIV.");
        assert_eq!(print("cjk-ideographic", 12), "十二、");
        assert_eq!(print("arabic-indic", 12), "١٢.");
        assert_eq!(print("upper-roman", 0), "0.");
        assert_eq!(Counter::of_type("i").unwrap().print(4), "iv.");
    }
}
