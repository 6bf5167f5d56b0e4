//! The figures as one Markdown table, with the aim of each beside it: a figure that misses its aim is marked.

use crate::floor::THREADS;
use crate::measure::{Figures, Size};
use crate::parts::{PARTS, SYNC};

/// What a row shows of one size.
type Cell<'a> = Box<dyn Fn(&Size) -> String + 'a>;

/// The table for the README.
pub fn table(figures: &Figures) -> String {
    let sizes = &figures.sizes;
    let mut lines = vec![format!(
        "prongsai {}, {} threads of {}, {}; median of {} runs, below {}\n",
        env!("CARGO_PKG_VERSION"),
        THREADS,
        std::thread::available_parallelism().map_or(0, |threads| threads.get()),
        std::env::consts::OS,
        figures.runs,
        figures.folder.display(),
    )];
    let heads = sizes.iter().map(|size| format!("{} items × 2", thousands(size.items)));
    lines.push(line("", "aim", heads));
    lines.push(line("---", "---", sizes.iter().map(|_| "---:".to_owned())));
    for (name, aim, cell) in rows(figures) {
        lines.push(line(&name, aim, sizes.iter().map(cell)));
    }
    lines.join("\n")
}

fn rows(figures: &Figures) -> Vec<(String, &'static str, Cell<'_>)> {
    let mut rows: Vec<(String, &str, Cell)> = Vec::new();
    let mut add = |name: &str, aim: &'static str, cell: Cell<'static>| rows.push((name.to_owned(), aim, cell));
    add("sources: files, MB", "", Box::new(|one| format!("{}, {}", thousands(one.source_files), mb(one.source_bytes))));
    add("pages", "", Box::new(|one| thousands(one.pages)));
    add("output: files, MB", "", Box::new(|one| format!("{}, {}", thousands(one.files), mb(one.bytes))));
    add("floor: read, Markdown, write", "", Box::new(|one| time(one.floor)));
    add("floor's syncfs", "", Box::new(|one| time(one.floor_sync)));
    add("**cold build, without syncfs**", "", Box::new(|one| time(one.cold_unsynced)));
    for part in PARTS {
        add(&format!("– {part}"), "", Box::new(move |one| part_time(one, part)));
    }
    add(
        "– the rest: start, exit",
        "",
        Box::new(|one| time(one.cold_unsynced - PARTS.iter().map(|part| part_of(one, part)).sum::<f64>())),
    );
    add("its syncfs", "", Box::new(|one| part_time(one, SYNC)));
    add("cold build, whole process with syncfs", "", Box::new(|one| time(one.cold)));
    add("cold / floor, both without syncfs", "≤ 2", Box::new(|one| ratio(one.cold_unsynced / one.floor, 2.0)));
    add(
        "cold / floor, both with syncfs",
        "",
        Box::new(|one| format!("{:.2}", one.cold / (one.floor + one.floor_sync))),
    );
    add("cold, ms an item", "level", Box::new(|one| format!("{:.2}", one.cold_unsynced * 1000.0 / one.items as f64)));
    add("unchanged build, whole process", "", Box::new(|one| time(one.unchanged.seconds)));
    add(
        "unchanged / cold without syncfs",
        "≤ 0.33",
        Box::new(|one| ratio(one.unchanged.seconds / one.cold_unsynced, 0.33)),
    );
    add("– files rewritten", "0", Box::new(|one| one.unchanged.rewritten.to_string()));
    add("one changed file, whole process", "", Box::new(|one| time(one.changed.seconds)));
    add("– files rewritten", "few", Box::new(|one| one.changed.rewritten.to_string()));
    add("peak memory, MB", "150 at 1,000, 800 at 10,000", Box::new(peak));
    let (start, files, first) = (figures.start, figures.start_files, figures.sizes.first().map(|one| one.items));
    let shown = format!("{:.1}{}", start * 1000.0, missed(start, 0.025));
    let cell = move |one: &Size| if Some(one.items) == first { shown.clone() } else { String::new() };
    rows.push((format!("10 pages of items ({files} files), ms without syncfs"), "< 25", Box::new(cell)));
    rows
}

fn line(name: &str, aim: &str, cells: impl Iterator<Item = String>) -> String {
    format!("| {name} | {aim} | {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn part_of(size: &Size, name: &str) -> f64 {
    size.parts.get(name).copied().unwrap_or_default()
}

fn part_time(size: &Size, name: &str) -> String {
    time(part_of(size, name))
}

fn peak(size: &Size) -> String {
    let aim = 150 + (800 - 150) * size.items.saturating_sub(1_000) as u64 / 9_000;
    size.peak.map_or_else(|| "?".to_owned(), |peak| format!("{}{}", mb(peak), missed(peak as f64, aim as f64 * 1e6)))
}

fn ratio(value: f64, aim: f64) -> String {
    format!("{value:.2}{}", missed(value, aim))
}

fn missed(value: f64, aim: f64) -> &'static str {
    if value > aim { " ✗" } else { "" }
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
