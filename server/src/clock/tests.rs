use super::*;

/// A clock that tests set by hand: the wall clock, the steady one, the boot id.
#[derive(Default)]
struct ManualClock(Mutex<(i64, u64, &'static str)>);

impl ManualClock {
    fn set(&self, wall: i64, elapsed: u64) {
        let mut manual = self.0.lock();
        (manual.0, manual.1) = (wall, elapsed);
    }
}

impl Clock for ManualClock {
    fn wall(&self) -> Moment {
        Moment(self.0.lock().0)
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.lock().1)
    }

    fn awake(&self) -> Duration {
        self.elapsed()
    }

    fn boot(&self) -> Option<String> {
        Some(self.0.lock().2.to_owned())
    }

    fn witnessed(&self, _: &Path) -> Moment {
        Moment::default()
    }
}

const HOUR: i64 = 3_600_000;

fn start(manual: &Arc<ManualClock>, saved: Option<SavedClock>, recorded: i64) -> Arc<LaptopClock> {
    Arc::new(LaptopClock::start(manual.clone(), saved, Moment(recorded), Moment::default()))
}

#[test]
fn time_goes_by_the_steady_clock_and_never_shows_less_than_the_disk_knows() {
    let manual = Arc::new(ManualClock::default());
    manual.set(1_000, 0);
    let laptop = start(&manual, None, 5_000);
    let (keeper, other) = (laptop.keeper(1, Moment(5_000)), laptop.keeper(2, Moment(900)));
    assert_eq!(keeper.now(), Moment(5_000), "no earlier than the disk knows");
    assert_eq!(other.now(), Moment(1_000), "which is no other meeting's business");
    manual.set(1_500, 500);
    assert_eq!(keeper.now(), Moment(5_500));
    manual.set(9 * HOUR, 600);
    assert_eq!((keeper.now(), other.now()), (Moment(5_600), Moment(1_600)), "the wall clock is not followed");
    manual.set(-HOUR, 1_600);
    assert_eq!(keeper.now(), Moment(6_600), "neither forward nor back");
}

#[test]
fn a_restart_goes_on_by_the_steady_clock_unless_the_laptop_was_off() {
    let manual = Arc::new(ManualClock::default());
    manual.set(HOUR, 0);
    let saved = start(&manual, None, 0).saved();
    // The wall clock is set forward while the program does not run.
    manual.set(9 * HOUR, 60_000);
    let laptop = start(&manual, Some(saved.clone()), 0);
    assert_eq!(laptop.now(), Moment(HOUR + 60_000));
    assert!(laptop.keeper(1, Moment::default()).doubt().is_some(), "and the office is asked");
    // A steady clock that starts anew cannot be gone by, even if the system says that it is the same.
    manual.0.lock().2 = "another";
    assert_eq!(start(&manual, Some(saved.clone()), 0).now(), Moment(9 * HOUR));
    manual.0.lock().2 = "";
    let later = SavedClock { elapsed_ms: 70_000, ..saved.clone() };
    assert_eq!(start(&manual, Some(later), 0).now(), Moment(9 * HOUR));
    // Nor one that knows less than the journal, when the wall clock knows no less.
    assert_eq!(start(&manual, Some(saved), 3 * HOUR).now(), Moment(9 * HOUR));
}

#[test]
fn what_the_office_said_of_the_wall_clock_holds_for_the_evening() {
    let manual = Arc::new(ManualClock::default());
    manual.set(100 * HOUR, 0);
    let laptop = start(&manual, None, 0);
    let keeper = Arc::new(laptop.keeper(1, Moment::default()));
    let saved = laptop.said(SaidTime::At(Moment(93 * HOUR)), &keeper, std::slice::from_ref(&keeper));
    laptop.take(saved);
    assert_eq!(laptop.now(), Moment(93 * HOUR));
    let (correction, now) = keeper.correction().expect("it was put right");
    assert_eq!((correction.by_ms(), now), (-7 * HOUR, Moment(93 * HOUR)));
    keeper.follow();
    assert!(keeper.correction().is_none() && keeper.doubt().is_none());
    let saved = laptop.saved();
    manual.0.lock().2 = "another";
    for (wall, now, why) in [
        (101, 94, "it is as wrong as it was"),
        (94, 94, "it was set"),
        (120, 120, "the next day nobody knows, and it is asked if it matters"),
    ] {
        manual.set(wall * HOUR, 0);
        let laptop = start(&manual, Some(saved.clone()), 93 * HOUR + 1_000);
        assert_eq!(laptop.now(), Moment(now * HOUR), "{why}");
    }
}

#[test]
fn a_saved_clock_is_read_and_written_as_it_ever_was() {
    let written = serde_json::json!({
        "boot": "b", "elapsed_ms": 1, "anchor": 2, "from": 3, "wall_ahead_ms": -4, "known": 5, "answers": 6, "asked": true,
        "ahead": { "1": { "from": 7 } },
        "corrections": { "2": { "shown": 10, "is": 9, "from": 8, "answer": 1 } },
    });
    let saved: SavedClock = serde_json::from_value(written.clone()).expect("a clock of an older program");
    assert!(saved.asked && saved.ahead.contains_key(&1) && saved.corrections.contains_key(&2));
    assert_eq!(serde_json::to_value(saved).expect("a clock is JSON"), written);
}
