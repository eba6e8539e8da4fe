//! A day, with the time and the zone's offset as far as they were printed.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
#[cfg(test)]
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// A day, or a minute of it, as precise as it was printed and no more.
///
/// Written in ISO 8601 (the profile of RFC 3339, cut off where the print ends):
///
/// ```
/// use chancery::release::Moment;
/// let moment: Moment = "2024-08-08T03:21".parse().unwrap();
/// assert_eq!(moment.time.unwrap().minute(), 21);
/// assert_eq!(moment.to_string(), "2024-08-08T03:21");
/// assert_eq!("2024-08-08T03:21+09:00".parse::<Moment>().unwrap().to_string(), "2024-08-08T03:21+09:00");
/// assert!("2024-13-08".parse::<Moment>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of the day, to the minute or the second.
    pub time: Option<Time>,
    /// How far the zone is from UTC; only with a time.
    pub offset: Option<Offset>,
}

/// A text that is not a [`Moment`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a date such as `2031-03-03` or `2031-03-03T18:00+01:00`, found `{found}`")]
pub struct ParseMomentError {
    found: String,
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Moment { date, time: None, offset: None }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
        if time.second() != 0 {
            write!(f, ":{:02}", time.second())?;
        }
        match self.offset {
            None => Ok(()),
            Some(offset) if offset == Offset::UTC => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

impl FromStr for Moment {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text).ok_or_else(|| ParseMomentError { found: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Moment> {
    let Some((date, rest)) = text.split_once(['T', ' ']) else {
        return Some(Moment::from(text.parse::<Date>().ok()?));
    };
    let zone = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let time = rest[..zone].parse::<Time>().ok()?;
    let offset = match &rest[zone..] {
        "" => None,
        "Z" => Some(Offset::UTC),
        offset => Some(read_offset(offset)?),
    };
    Some(Moment { date: date.parse().ok()?, time: Some(time), offset })
}

/// Reads `+09:00` or `-05:30`.
fn read_offset(text: &str) -> Option<Offset> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text[1..].split_once(':')?;
    let minutes = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
    Offset::from_seconds(sign * minutes * 60).ok()
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
impl JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day, with the time and the offset from UTC as far as they were printed (ISO 8601).",
            "examples": ["2024-08-07", "2024-08-08T03:21", "2031-03-03T18:00+01:00"],
            "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$",
        })
    }
}
