//! Automatic numbers as Word prints them: the formats of `w:numFmt` (ISO/IEC 29500-1, 17.18.59).

/// The number `value` in `format`; in figures where the format is not known or does not go so far.
pub(super) fn print(value: u32, format: &str) -> String {
    special(value, format).unwrap_or_else(|| value.to_string())
}

fn special(value: u32, format: &str) -> Option<String> {
    match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{value:02}")),
        "lowerLetter" => letter(value, LATIN),
        "upperLetter" => letter(value, LATIN).map(|letters| letters.to_uppercase()),
        "lowerRoman" => roman(value),
        "upperRoman" => roman(value).map(|letters| letters.to_uppercase()),
        "russianLower" => letter(value, RUSSIAN),
        "russianUpper" => letter(value, RUSSIAN).map(|letters| letters.to_uppercase()),
        "ordinal" => Some(format!("{value}{}", ordinal_ending(value))),
        "numberInDash" => Some(format!("- {value} -")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(digits(value, "０１２３４５６７８９")),
        "thaiNumbers" => Some(digits(value, "๐๑๒๓๔๕๖๗๘๙")),
        "hindiNumbers" => Some(digits(value, "०१२३४५६७८९")),
        "ideographDigital" | "japaneseDigitalTenThousand" | "koreanDigital2" => {
            Some(digits(value, "〇一二三四五六七八九"))
        }
        "taiwaneseDigital" => Some(digits(value, "○一二三四五六七八九")),
        "koreanDigital" => Some(digits(value, "영일이삼사오육칠팔구")),
        "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting" | "taiwaneseCountingThousand" => {
            counted(value, "一二三四五六七八九", "十百千", One::BeforeHundreds)
        }
        "japaneseCounting" => counted(value, "一二三四五六七八九", "十百千", One::Never),
        "koreanCounting" => counted(value, "일이삼사오육칠팔구", "십백천", One::Never),
        "chineseLegalSimplified" => counted(value, "壹贰叁肆伍陆柒捌玖", "拾佰仟", One::Always),
        "ideographLegalTraditional" => counted(value, "壹貳參肆伍陸柒捌玖", "拾佰仟", One::Always),
        "japaneseLegal" => counted(value, "壱弐参四伍六七八九", "拾百千", One::Always),
        _ => nth(value, series(format)?),
    }
}

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
/// Word leaves out ё, й, ъ, ь.
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";

/// The formats that count with one sign a number.
fn series(format: &str) -> Option<&'static str> {
    Some(match format {
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
        }
        "decimalEnclosedParen" => "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
        "decimalEnclosedFullstop" => "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
        "ideographEnclosedCircle" => "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
        "ganada" => "가나다라마바사아자차카타파하",
        "chosung" => "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
        "ideographTraditional" => "甲乙丙丁戊己庚辛壬癸",
        "ideographZodiac" => "子丑寅卯辰巳午未申酉戌亥",
        "aiueo" | "aiueoFullWidth" => {
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
        }
        "iroha" | "irohaFullWidth" => {
            "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
        }
        "arabicAlpha" => "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "arabicAbjad" => "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
        "hebrew2" => "אבגדהוזחטיכלמנסעפצקרשת",
        _ => return None,
    })
}

fn nth(value: u32, signs: &str) -> Option<String> {
    signs.chars().nth(value.checked_sub(1)? as usize).map(String::from)
}

/// `a` … `z`, `aa`, `bb`: Word doubles letters where the alphabet ends.
fn letter(value: u32, alphabet: &str) -> Option<String> {
    /// No list is so long.
    const MOST_TIMES: u32 = 30;
    let count = alphabet.chars().count() as u32;
    let (times, place) = (value.checked_sub(1)? / count, (value - 1) % count);
    let sign = nth(place + 1, alphabet)?;
    (times < MOST_TIMES).then(|| sign.repeat(times as usize + 1))
}

fn roman(value: u32) -> Option<String> {
    const PARTS: [(&str, u32); 13] = [
        ("m", 1000),
        ("cm", 900),
        ("d", 500),
        ("cd", 400),
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
        ("i", 1),
    ];
    let mut left = Some(value).filter(|value| (1..4000).contains(value))?;
    let mut letters = String::new();
    for (part, worth) in PARTS {
        while left >= worth {
            letters.push_str(part);
            left -= worth;
        }
    }
    Some(letters)
}

fn ordinal_ending(value: u32) -> &'static str {
    match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// Figures of another script, from nought to nine.
fn digits(value: u32, figures: &str) -> String {
    let figures: Vec<char> = figures.chars().collect();
    value.to_string().bytes().map(|digit| figures[usize::from(digit - b'0')]).collect()
}

/// Whether one ten, hundred or thousand is said with the one.
#[derive(Clone, Copy, PartialEq)]
enum One {
    /// `拾`: `壹拾`.
    Always,
    /// `十`, but `一百`.
    BeforeHundreds,
    /// `十`, `百`.
    Never,
}

/// `十一`, `二百三`: units and powers of ten.
fn counted(value: u32, units: &str, powers: &str, one: One) -> Option<String> {
    if !(1..10_000).contains(&value) {
        return None;
    }
    let sign = |signs: &str, place: u32| signs.chars().nth(place as usize);
    let mut words = String::new();
    for (power, worth) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
        let unit = value / worth % 10;
        let silent = one == One::Never && power > 0 || one == One::BeforeHundreds && power == 1 && value < 20;
        if unit > 1 || unit == 1 && !silent {
            words.extend(sign(units, unit - 1));
        }
        if unit > 0 && power > 0 {
            words.extend(sign(powers, power - 1));
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn numbers_are_printed_as_word_does() {
        for (value, format, expected) in [
            (4, "decimal", "4"),
            (4, "decimalZero", "04"),
            (28, "lowerLetter", "bb"),
            (14, "upperRoman", "XIV"),
            (22, "ordinal", "22nd"),
            (3, "decimalEnclosedCircle", "③"),
            (3, "ganada", "다"),
            (2, "chosung", "ㄴ"),
            (12, "koreanDigital", "일이"),
            (12, "chineseCounting", "十二"),
            (120, "japaneseCounting", "百二十"),
            (120, "chineseCounting", "一百二十"),
            (11, "chineseLegalSimplified", "壹拾壹"),
            (30, "taiwaneseCounting", "三十"),
            (10, "ideographDigital", "一〇"),
            (3, "arabicAlpha", "ت"),
            (9, "russianLower", "и"),
            (10, "russianLower", "к"),
            (7, "somethingNew", "7"),
            (99, "ganada", "99"),
        ] {
            assert_eq!(print(value, format), expected, "{format}");
        }
    }
}
