//! Reports progress to the person who waits: numbered steps, and a summary with the time of each.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The steps of a command, counted and timed.
pub(crate) struct Progress {
    total: usize,
    started: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Progress {
    /// A command with this many steps.
    pub(crate) fn of(total: usize) -> Self {
        Self { total, started: Instant::now(), done: Vec::new() }
    }

    /// Announces and does the next step; a failure carries the step's name.
    pub(crate) fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("{}/{} {name}", self.done.len() + 1, self.total);
        let started = Instant::now();
        let result = work().with_context(|| format!("step `{name}` failed"));
        self.done.push((name, started.elapsed()));
        result
    }

    /// Summarises the time of each step so far, and of all together.
    pub(crate) fn summary(&self) -> String {
        let mut text = String::new();
        for (name, took) in &self.done {
            text += &format!("  {name:<14} {}\n", Took(*took));
        }
        text + &format!("  {:<14} {}", "in all", Took(self.started.elapsed()))
    }
}

/// Displays a duration as a person says it.
struct Took(Duration);

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        if seconds < 60 {
            write!(f, "{:>6.1} s", self.0.as_secs_f64())
        } else {
            write!(f, "{:>2} min {:>2} s", seconds / 60, seconds % 60)
        }
    }
}
