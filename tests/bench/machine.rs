//! What the kernel knows of the machine and of a process (Linux).

use std::fs;
use std::time::Duration;

use crate::place::Place;
use crate::table::megabytes;

/// One line that says where and on what the table was measured.
pub(crate) fn describe(place: &Place) -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown processor", |(_, model)| model);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let today = jiff::Zoned::now().date();
    format!(
        "byline {}, {today}: {} stories, {} of text; {cores} cores, {model}, load {load} before",
        env!("CARGO_PKG_VERSION"),
        place.size,
        megabytes(place.text_bytes),
    )
}

/// What a process has used so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Used {
    /// Time on a processor, of all threads.
    pub(crate) processor: Duration,
    /// Times that a thread woke up.
    pub(crate) wakes: u64,
    /// Memory of its own now, in bytes.
    pub(crate) anonymous: u64,
}

impl Used {
    pub(crate) fn by(process: u32) -> Self {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let mut used = Self {
            anonymous: kilobytes(&status, "RssAnon:") * 1024,
            ..Self::default()
        };
        let threads = fs::read_dir(format!("/proc/{process}/task"));
        for thread in threads.into_iter().flatten().flatten() {
            let read = |name| fs::read_to_string(thread.path().join(name)).unwrap_or_default();
            // Nanoseconds on a processor, then waiting for one.
            let run = read("schedstat");
            let run = run
                .split(' ')
                .next()
                .and_then(|spent| spent.parse().ok())
                .unwrap_or(0);
            used.processor += Duration::from_nanos(run);
            used.wakes += kilobytes(&read("status"), "voluntary_ctxt_switches:");
        }
        used
    }
}

fn kilobytes(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// Processor time of this process so far, with all its threads.
pub(crate) fn own_processor() -> Duration {
    ticks(13)
}

/// Processor time of the children that have ended.
pub(crate) fn children_processor() -> Duration {
    ticks(15)
}

/// The fields after the first so many of `/proc/self/stat`, two of them: time in the program and in the kernel for it,
/// in ticks of 10 ms (proc(5)).
fn ticks(first: usize) -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    // The name is field 2; what follows it begins with field 3.
    let ticks: u64 = fields
        .split_whitespace()
        .skip(first - 2)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}
