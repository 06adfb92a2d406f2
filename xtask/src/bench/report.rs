//! The report of a bench, for people and for scripts, with the budgets beside it.

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// Most server time per delivery, as a multiple of the bare broadcaster's.
const CPU_BUDGET: f64 = 1.1;

/// Most kilobytes of memory per connected phone.
const KB_BUDGET: f64 = 10.0;

/// What one run of `bench fanout` measured.
pub(crate) struct Report {
    pub(crate) sockets: u32,
    pub(crate) rounds: u32,
    pub(crate) frame_bytes: usize,
    pub(crate) ours: Side,
    pub(crate) bare: Side,
}

/// What one of the two servers was measured at.
pub(crate) struct Side {
    /// Microseconds on a core per delivery.
    pub(crate) cpu_us: f64,
    /// Milliseconds until the last phone has a change: the median of all rounds.
    pub(crate) last_ms: f64,
    /// Kilobytes of memory per connected phone.
    pub(crate) kb_per_socket: f64,
}

impl Report {
    fn cpu_ratio(&self) -> f64 {
        self.ours.cpu_us / self.bare.cpu_us
    }

    fn last_ratio(&self) -> f64 {
        self.ours.last_ms / self.bare.last_ms
    }
}

/// The median of some values.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sockets, rounds, frame_bytes, ours, bare } = self;
        writeln!(f, "{sockets} phones, {rounds} changes, {frame_bytes} B the last one")?;
        writeln!(f, "{:31}{:>8}{:>8}{:>8}{:>8}", "", "ours", "bare", "ratio", "budget")?;
        let mut line = |name: &str, unit: &str, ours: f64, bare: f64, budget: &str| {
            let ratio = ours / bare;
            let name = format!("{name}, {unit}");
            writeln!(f, "{name:31}{ours:>8.1}{bare:>8.1}{ratio:>8.2}{budget:>8}")
        };
        line("cpu_ratio: per delivery", "µs", ours.cpu_us, bare.cpu_us, &format!("{CPU_BUDGET} ×"))?;
        line("last_ratio: until the last", "ms", ours.last_ms, bare.last_ms, "-")?;
        line("kb_per_socket", "KB", ours.kb_per_socket, bare.kb_per_socket, &format!("{KB_BUDGET} KB"))?;
        let over_cpu = self.cpu_ratio() > CPU_BUDGET;
        let over_kb = ours.kb_per_socket > KB_BUDGET;
        f.write_str(match (over_cpu, over_kb) {
            (false, false) => "within the budgets",
            (true, false) => "over the budget for time",
            (false, true) => "over the budget for memory",
            (true, true) => "over both budgets",
        })
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("sockets", &self.sockets)?;
        map.serialize_entry("rounds", &self.rounds)?;
        map.serialize_entry("frame_bytes", &self.frame_bytes)?;
        for (name, value) in [
            ("cpu_ratio", self.cpu_ratio()),
            ("cpu_ratio_budget", CPU_BUDGET),
            ("cpu_us", self.ours.cpu_us),
            ("cpu_us_bare", self.bare.cpu_us),
            ("last_ratio", self.last_ratio()),
            ("last_ms", self.ours.last_ms),
            ("last_ms_bare", self.bare.last_ms),
            ("kb_per_socket", self.ours.kb_per_socket),
            ("kb_per_socket_budget", KB_BUDGET),
            ("kb_per_socket_bare", self.bare.kb_per_socket),
        ] {
            // Three digits after the point are more than any of this is exact to.
            map.serialize_entry(name, &((value * 1000.0).round() / 1000.0))?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        Report {
            sockets: 1000,
            rounds: 200,
            frame_bytes: 300,
            ours: Side { cpu_us: 6.3, last_ms: 12.0, kb_per_socket: 8.0 },
            bare: Side { cpu_us: 6.0, last_ms: 10.0, kb_per_socket: 7.3 },
        }
    }

    #[test]
    fn scripts_read_the_ratios() -> serde_json::Result<()> {
        let json = serde_json::to_value(report())?;
        assert_eq!((&json["cpu_ratio"], &json["last_ratio"]), (&1.05.into(), &1.2.into()));
        Ok(())
    }

    #[test]
    fn people_read_whether_it_holds() {
        assert!(report().to_string().ends_with("within the budgets"));
        let mut heavy = report();
        heavy.ours.kb_per_socket = 12.0;
        assert!(heavy.to_string().ends_with("over the budget for memory"));
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
    }
}
