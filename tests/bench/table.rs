//! The figures as one Markdown table, with the aim of each beside it: a figure that misses its aim is marked ✗.

use crate::floor::THREADS;
use crate::measure::{Figures, Peer, Size};
use crate::parts::{PARTS, PRICED, SYNC};

/// The aims of memory: items and megabytes.
const MEMORY: [(usize, f64); 3] = [(1_000, 90.0), (10_000, 450.0), (50_000, 2_000.0)];

/// The aims beside Hugo: from so many items on, the ratio.
const PEER: [(usize, f64); 2] = [(10_000, 0.25), (0, 0.30)];

/// The table for the README, below a line that says what was measured.
pub fn table(figures: &Figures) -> String {
    let threads = std::thread::available_parallelism().map_or(0, |threads| threads.get());
    let (version, system, runs) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, figures.runs);
    let folder = figures.folder.display();
    let mut table = Table { sizes: &figures.sizes, lines: Vec::new() };
    let head = format!("prongsai {version} on {system}, {THREADS} of {threads} threads, {folder}, medians of {runs}\n");
    table.lines.push(head);
    table.add("", "aim", |one| format!("{} items × 2", thousands(one.items)));
    table.add("---", "---", |_| "---:".to_owned());
    work(&mut table);
    again(&mut table);
    if figures.sizes.iter().any(|one| one.peer.is_some()) {
        beside(&mut table);
    }
    table.add("peak memory, MB", "90 at 1,000; 450 at 10,000; 2,000 at 50,000", peak);
    let first = figures.sizes.first().map(|one| one.items);
    let start = held(figures.start * 1000.0, 12.0, 1);
    let name = format!("start-up: 10 pages of items ({} files), ms, without `syncfs`", figures.start_files);
    table.add(&name, "≤ 12", |one| if Some(one.items) == first { start.clone() } else { String::new() });
    table.lines.join("\n")
}

struct Table<'a> {
    sizes: &'a [Size],
    lines: Vec<String>,
}

impl Table<'_> {
    fn add(&mut self, name: &str, aim: &str, cell: impl Fn(&Size) -> String) {
        let cells: Vec<String> = self.sizes.iter().map(cell).collect();
        self.lines.push(format!("| {name} | {aim} | {} |", cells.join(" | ")));
    }
}

fn work(table: &mut Table<'_>) {
    table.add("sources: files, MB", "", |one| format!("{}, {}", thousands(one.source_files), mb(one.source_bytes)));
    table.add("pages", "", |one| thousands(one.pages));
    table.add("output: files, MB", "", |one| format!("{}, {}", thousands(one.files), mb(one.bytes)));
    table.add("**floor**, without `syncfs`", "", |one| time(one.floor));
    table.add("– read and Markdown", "", |one| time(one.floor_parts["read"]));
    table.add("– write", "", |one| time(one.floor_parts["write"]));
    table.add("**cold build**, whole process without `syncfs`", "", |one| time(one.cold_unsynced));
    for part in PARTS {
        table.add(&format!("– {part}"), "", |one| time(one.parts[part]));
    }
    for (name, _) in PRICED {
        table.add(&format!("– {name}, once more and alone"), "", |one| time(one.parts[name]));
    }
    table.add("– start and exit", "", |one| time(one.rest));
    table.add("– all processors together", "", |one| time(one.processors));
    table.add("cold / floor", "≤ 3", |one| held(one.over_floor, 3.0, 2));
    table.add("cold, ms an item", "level", |one| format!("{:.2}", one.cold_unsynced * 1000.0 / one.items as f64));
    table.add("`syncfs` of the floor", "", |one| time(one.floor_parts[SYNC]));
    table.add("`syncfs` of the cold build", "", |one| time(one.parts[SYNC]));
    table.add("cold build with `syncfs`", "", |one| time(one.cold));
    let both = |one: &Size| one.cold / (one.floor + one.floor_parts[SYNC]);
    table.add("cold / floor, both with `syncfs`", "", |one| format!("{:.2}", both(one)));
}

fn again(table: &mut Table<'_>) {
    table.add("**unchanged build**, whole process", "", |one| time(one.unchanged.seconds));
    table.add("– files rewritten", "0", |one| held(one.unchanged.rewritten as f64, 0.0, 0));
    table.add("unchanged / cold", "< 0.33", |one| held(one.unchanged.seconds / one.cold_unsynced, 1.0 / 3.0, 2));
    table.add("**one changed file**, whole process with `syncfs`", "", |one| time(one.changed.seconds));
    table.add("– files rewritten", "", |one| one.changed.rewritten.to_string());
}

fn beside(table: &mut Table<'_>) {
    let mut add = |name: &str, aim: &str, cell: &dyn Fn(&Peer, f64) -> String| {
        table.add(name, aim, |one| {
            let aim = PEER.iter().find(|(items, _)| *items <= one.items).map_or(f64::INFINITY, |(_, aim)| *aim);
            one.peer.as_ref().map(|peer| cell(peer, aim)).unwrap_or_default()
        });
    };
    add("**Hugo**, whole process", "", &|peer, _| time(peer.seconds));
    add("– all processors together", "", &|peer, _| time(peer.processors));
    add("– peak memory, MB", "", &|peer, _| peer.peak.map_or_else(|| "?".to_owned(), mb));
    add("cold / Hugo", "≤ 0.30; 0.25 at 10,000", &|peer, aim| held(peer.seconds_ratio, aim, 2));
    add("cold / Hugo, all processors together", "", &|peer, _| format!("{:.2}", peer.processors_ratio));
}

fn peak(size: &Size) -> String {
    let aim = MEMORY.iter().find(|(items, _)| *items == size.items).map_or(f64::INFINITY, |(_, aim)| *aim);
    size.peak.map_or_else(|| "?".to_owned(), |peak| held(peak as f64 / 1e6, aim, 0))
}

/// A figure beside its aim.
fn held(value: f64, aim: f64, digits: usize) -> String {
    format!("{value:.digits$}{}", if value > aim { " ✗" } else { "" })
}

fn time(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.0} ms", seconds * 1000.0) } else { format!("{seconds:.2} s") }
}

fn mb(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1e6)
}

fn thousands(number: usize) -> String {
    match number / 1_000 {
        0 => number.to_string(),
        thousand => format!("{},{:03}", thousands(thousand), number % 1_000),
    }
}
