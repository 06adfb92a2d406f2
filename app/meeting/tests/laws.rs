//! What must hold whatever is done in whatever order, as properties over random plans.
//!
//! A failing plan is made as small as it can be and printed; its seed is kept in a file beside the module,
//! so that the next run tries it first.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/play.rs"]
mod play;

mod laws {
    mod plan;

    mod correcting;
    mod merging;
    mod ordering;
    mod panels;
    mod rights;
    mod state;
    mod syncing;
    mod tally;
    mod undoing;

    use proptest::test_runner::{Config, FileFailurePersistence};

    /// So many random plans, and where the seeds of failures are kept.
    fn cases(cases: u32) -> Config {
        let beside = FileFailurePersistence::WithSource("failures");
        Config { cases, failure_persistence: Some(Box::new(beside)), ..Config::default() }
    }
}
