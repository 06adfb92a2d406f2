//! What must hold whatever is done in whatever order, as properties over random plans.
//!
//! A failing plan is made as small as it can be and printed; its seed is stored in a file beside the module,
//! so that the next run tries it first.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/play.rs"]
mod play;

mod laws {
    mod enums;
    mod hall;
    mod plan;
    mod walk;

    mod correcting;
    mod merging;
    mod ordering;
    mod panels;
    mod reach;
    mod records;
    mod rights;
    mod state;
    mod syncing;
    mod tally;
    mod undoing;
    mod visibility;
    mod wire;

    use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};

    /// So many random plans, and where the seeds of failures are stored.
    fn cases(cases: u32) -> Config {
        let beside = FileFailurePersistence::WithSource("failures");
        Config { cases, failure_persistence: Some(Box::new(beside)), ..Config::default() }
    }

    /// The seed of a test that draws its own plans: the one given, to play a failure again, or a new one. Shown when it
    /// fails.
    #[expect(clippy::print_stdout, reason = "what a test prints is read when it has failed")]
    fn seed() -> u64 {
        let given = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok());
        let fresh = || std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0_u8);
        let seed = given.unwrap_or_else(fresh);
        println!("SEED={seed}");
        seed
    }

    /// Draws plans from a seed.
    fn runner(seed: u64) -> TestRunner {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }
}
