//! Serde form of a day on the wire and on disk: `2026-12-15`, as chrono writes it. chrono reads any form of any date,
//! and what does that would have to be in every console.

use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| read(&text).ok_or_else(|| D::Error::custom("not a day"))).transpose()
}

/// Reads year, month and day; the year may have a sign, as one beyond 9999 does.
fn read(text: &str) -> Option<NaiveDate> {
    let mut parts = text.rsplitn(3, '-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Due {
        #[serde(default, with = "super")]
        due: Option<NaiveDate>,
    }

    /// The form that chrono itself writes and reads, which is how it stands in older folders.
    #[derive(Serialize, Deserialize)]
    struct Known {
        due: Option<NaiveDate>,
    }

    #[test]
    fn every_day_is_written_and_read_as_ever() {
        let days = [(2026, 12, 15), (2024, 2, 29), (1, 1, 1), (9999, 12, 31), (12_345, 6, 7), (-44, 3, 15)];
        for (year, month, day) in days {
            let due = NaiveDate::from_ymd_opt(year, month, day);
            assert!(due.is_some(), "{year}-{month}-{day}");
            let (ours, known) = (serde_json::to_string(&Due { due }), serde_json::to_string(&Known { due }));
            let text = known.expect("JSON");
            assert_eq!(ours.expect("JSON"), text);
            assert_eq!(serde_json::from_str::<Due>(&text).expect("a day"), Due { due }, "{text}");
        }
        for text in [r#"{"due":null}"#, "{}"] {
            assert_eq!(serde_json::from_str::<Due>(text).expect("no day"), Due { due: None });
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "mai", "2026-02-29", "2026-13-01", "2026-12", "15/12/2026", "2026-12-15T08:00", "--"]
        {
            let json = serde_json::json!({ "due": text }).to_string();
            assert!(serde_json::from_str::<Known>(&json).is_err(), "chrono reads {text}");
            assert!(serde_json::from_str::<Due>(&json).is_err(), "{text}");
        }
    }
}
