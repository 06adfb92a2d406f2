//! The clock put right: since when it had been wrong.

use meeting::Moment;
use meeting::clock::wrong_since;

const HOUR: i64 = 3_600_000;

fn times(hours: &[i64]) -> Vec<Moment> {
    hours.iter().map(|hour| Moment(hour * HOUR)).collect()
}

fn since(times: &[Moment], from: i64, shown: i64, is: i64) -> i64 {
    wrong_since(times, Moment(from * HOUR), Moment(shown * HOUR), Moment(is * HOUR)).0 / HOUR
}

#[test]
fn a_slow_clock_was_slow_since_it_was_read() {
    // Prepared days before by a clock that was right.
    assert_eq!(since(&times(&[10, 11, 100, 101]), 99, 102, 109), 99);
}

#[test]
fn a_fast_clock_was_fast_since_it_was_read_when_nothing_speaks_against_it() {
    assert_eq!(since(&times(&[10, 11, 100, 101]), 99, 102, 95), 99);
}

#[test]
fn what_cannot_have_been_before_what_came_after_it_is_of_the_wrong_clock_too() {
    // The program was started again at 102 on a clock 50 hours fast, and had begun at 100.
    assert_eq!(since(&times(&[10, 11, 100, 101, 102, 103]), 102, 104, 54), 100);
    // Nothing was recorded yet since the start.
    assert_eq!(since(&times(&[10, 11, 100, 101]), 102, 102, 52), 100);
    // All of it.
    assert_eq!(since(&times(&[100, 101]), 102, 102, 2), 100);
}
