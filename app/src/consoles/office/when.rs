//! Converts moments to and from the value of a `datetime-local` field: the hall's clock, to the minute.

use chrono::{Datelike, NaiveDate, Timelike};
use meeting::Moment;

/// Milliseconds by which the hall is ahead of UTC, the whole year.
const AHEAD_MS: i64 = 7 * 3_600_000;

/// The value of a field for a moment: `2026-11-21T19:30`.
#[must_use]
pub fn to_field(moment: Moment) -> String {
    let at = moment.in_hall();
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute())
}

/// The moment of a field's value; `None` if it is empty or no time.
#[must_use]
pub fn from_field(text: &str) -> Option<Moment> {
    let (date, time) = text.trim().split_once('T')?;
    let mut date = date.splitn(3, '-');
    let (year, month, day) =
        (date.next()?.parse().ok()?, date.next()?.parse().ok()?, date.next()?.parse().ok()?);
    let mut time = time.split(':');
    let (hour, minute) = (time.next()?.parse().ok()?, time.next()?.parse().ok()?);
    let in_hall = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, 0)?;
    Some(Moment(in_hall.and_utc().timestamp_millis() - AHEAD_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_survives_the_field() {
        let start = Moment(1_700_000_040_000);
        assert_eq!(to_field(start), "2023-11-15T05:14");
        assert_eq!(from_field("2023-11-15T05:14"), Some(start));
        assert_eq!(from_field("2023-11-15T05:14:00"), Some(start));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "T", "2023-13-01T10:00", "2023-01-01", "mai", "2023-01-01T25:00"] {
            assert_eq!(from_field(text), None, "{text}");
        }
    }
}
