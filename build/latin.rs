//! Letters of other scripts in Latin ones, from `deunicode`, whose own tables are three times as large: it has signs and pictures
//! too. A text has the readings, each on a line, and a table the line of each letter.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The first letter of the table; the last is that of the last Hangul syllable.
const LETTERS: std::ops::RangeInclusive<char> = '\u{80}'..='\u{D7A3}';

/// Writes `latin.txt` and `latin.places` to `out`.
pub(crate) fn write_tables(out: &Path) {
    let mut lines: BTreeMap<String, u16> = BTreeMap::from([(String::new(), 0)]);
    let mut text = String::from("\n");
    let mut places: Vec<u8> = Vec::new();
    for letter in LETTERS {
        let reading = deunicode::deunicode_char(letter).filter(|_| letter.is_alphanumeric()).unwrap_or_default();
        let reading: String = reading.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == ' ').collect();
        let next = u16::try_from(lines.len()).expect("there are fewer readings");
        let line = *lines.entry(reading.to_lowercase()).or_insert_with_key(|reading| {
            text.push_str(reading);
            text.push('\n');
            next
        });
        places.extend(line.to_le_bytes());
    }
    fs::write(out.join("latin.txt"), text).expect("the build folder can be written");
    fs::write(out.join("latin.places"), places).expect("the build folder can be written");
}
