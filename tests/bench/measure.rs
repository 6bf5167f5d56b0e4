//! The measurements of each size: medians of several runs, with the things that are compared taking turns, so that a busy
//! moment of the machine meets them all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{self, Ran};
use crate::{Settings, floor, hugo, parts, site};

/// Items of the site whose build is all start-up: 10 pages of items, in two languages.
const SMALL: usize = 5;

/// Runs of the small site.
const SMALL_RUNS: usize = 20;

/// All figures.
pub struct Figures {
    pub sizes: Vec<Size>,
    /// Seconds of a whole build of the small site into a new folder, without `syncfs`.
    pub start: f64,
    /// Files that it writes.
    pub start_files: usize,
    pub runs: usize,
    pub folder: PathBuf,
}

/// The figures of one size; times in seconds, medians.
pub struct Size {
    pub items: usize,
    pub pages: usize,
    pub files: usize,
    pub bytes: u64,
    pub source_files: usize,
    pub source_bytes: u64,
    pub floor: f64,
    pub floor_parts: BTreeMap<String, f64>,
    /// How often the floor goes into the cold build, neither with `syncfs`: the median over runs side by side.
    pub over_floor: f64,
    /// The program as people run it, with all that it waits for.
    pub cold: f64,
    /// The same without waiting for `syncfs`.
    pub cold_unsynced: f64,
    pub parts: BTreeMap<String, f64>,
    /// Of the cold build, what is before and after all parts.
    pub rest: f64,
    pub peak: Option<u64>,
    /// What the cold build took of all processors.
    pub processors: f64,
    pub peer: Option<Peer>,
    pub unchanged: Again,
    pub changed: Again,
}

/// Hugo with the same entries, and what ours took of that: medians over runs side by side.
pub struct Peer {
    pub seconds: f64,
    pub peak: Option<u64>,
    pub processors: f64,
    pub seconds_ratio: f64,
    pub processors_ratio: f64,
}

/// A build into a folder that has the site already.
pub struct Again {
    pub seconds: f64,
    /// Files with other sizes or times than before.
    pub rewritten: usize,
}

/// Measures the small site and every size.
pub fn all(settings: &Settings) -> Result<Figures> {
    let (start, start_files) = start(settings)?;
    let sizes = settings.sizes.iter().map(|&items| size(settings, items)).collect::<Result<_>>()?;
    Ok(Figures { sizes, start, start_files, runs: settings.runs, folder: settings.folder.clone() })
}

fn start(settings: &Settings) -> Result<(f64, usize)> {
    let (folder, site) = make(settings, SMALL)?;
    let runs: Vec<Ran> = (0..SMALL_RUNS)
        .map(|run| {
            process::settle(&folder)?;
            parts(&site, &folder.join(format!("parts-{run}")))
        })
        .collect::<Result<_>>()?;
    Ok((median(runs.iter().map(unsynced)), process::files(&folder.join("parts-0"))?.len()))
}

fn size(settings: &Settings, items: usize) -> Result<Size> {
    let (folder, site) = make(settings, items)?;
    let out = |name: &str, run: usize| folder.join(format!("{name}-{run}"));
    let (mut cold, mut apart, mut floors, mut peers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let peer = folder.join("hugo");
    if settings.peer.is_some() {
        site::write(&hugo::site(&site::site(items))?, &peer)?;
    }
    for run in 0..settings.runs {
        eprintln!("{items} items: run {} of {}", run + 1, settings.runs);
        // What an earlier build found in attachments would be remembered there.
        process::clear(&site.join(".prongsai"))?;
        process::settle(&folder)?;
        cold.push(build(&site, &out("cold", run))?);
        if let Some(program) = &settings.peer {
            process::settle(&folder)?;
            peers.push(process::run(&mut process::hugo(program, &peer, &out("hugo-out", run)))?);
        }
        process::settle(&folder)?;
        apart.push(parts(&site, &out("parts", run))?);
        process::settle(&folder)?;
        let mut floor = process::myself(floor::NAME)?;
        floors.push(process::run(floor.args([&site, &out("parts", run), &out("floor", run)]))?);
    }
    let first = out("cold", 0);
    let unchanged = again(settings, &site, &first, || Ok(()))?;
    let changed = again(settings, &site, &first, || change(&site.join(site::changed_file(items))))?;
    let (built, sources) = (process::files(&first)?, process::files(&site)?);
    let work = |floor: &Ran| figure(floor, "read") + figure(floor, "write");
    let over_floor = apart.iter().zip(&floors).map(|(cold, floor)| unsynced(cold) / work(floor));
    Ok(Size {
        items,
        pages: built.keys().filter(|path| path.extension().is_some_and(|ending| ending == "html")).count(),
        files: built.len(),
        bytes: built.values().map(|(size, _)| size).sum(),
        source_files: sources.len(),
        source_bytes: sources.values().map(|(size, _)| size).sum(),
        floor: median(floors.iter().map(work)),
        floor_parts: medians(&floors),
        over_floor: median(over_floor),
        cold: median(cold.iter().map(|run| run.seconds)),
        cold_unsynced: median(apart.iter().map(unsynced)),
        parts: medians(&apart),
        rest: median(
            apart.iter().map(|run| unsynced(run) - parts::PARTS.map(|part| figure(run, part)).iter().sum::<f64>()),
        ),
        peak: cold.iter().filter_map(|run| run.peak).max(),
        processors: median(cold.iter().filter_map(|run| run.processors)),
        peer: settings.peer.is_some().then(|| beside(&cold, &peers)),
        unchanged,
        changed,
    })
}

/// Makes a site in a folder of its own, and sees to it that nothing in it is wrong.
fn make(settings: &Settings, items: usize) -> Result<(PathBuf, PathBuf)> {
    eprintln!("{items} items: making the site");
    let folder = settings.folder.join(items.to_string());
    let site = folder.join("site");
    site::write(&site::site(items), &site)?;
    process::run(process::prongsai(&site).args(["check", "--deny-warnings", "--today", site::TODAY]))?;
    Ok((folder, site))
}

fn beside(ours: &[Ran], peers: &[Ran]) -> Peer {
    let pairs = || ours.iter().zip(peers);
    let processors = |(ours, peer): (&Ran, &Ran)| Some(ours.processors? / peer.processors?);
    Peer {
        seconds: median(peers.iter().map(|run| run.seconds)),
        peak: peers.iter().filter_map(|run| run.peak).max(),
        processors: median(peers.iter().filter_map(|run| run.processors)),
        seconds_ratio: median(pairs().map(|(ours, peer)| ours.seconds / peer.seconds)),
        processors_ratio: median(pairs().filter_map(processors)),
    }
}

fn build(site: &Path, out: &Path) -> Result<Ran> {
    process::run(process::prongsai(site).arg("build").arg("--out").arg(out))
}

fn parts(site: &Path, out: &Path) -> Result<Ran> {
    process::run(process::myself(parts::NAME)?.args([site, out]))
}

/// Builds again into a folder that has the site, after a `change` each time.
fn again(settings: &Settings, site: &Path, out: &Path, change: impl Fn() -> Result<()>) -> Result<Again> {
    let (mut seconds, mut rewritten) = (Vec::new(), 0);
    for _ in 0..settings.runs {
        change()?;
        process::settle(out)?;
        let before = process::files(out)?;
        seconds.push(build(site, out)?.seconds);
        let after = process::files(out)?;
        rewritten = after.iter().filter(|(path, about)| before.get(*path) != Some(about)).count();
    }
    Ok(Again { seconds: median(seconds), rewritten })
}

/// Adds a sentence to a page.
fn change(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(fs::write(file, text + "\nแก้ไขแล้ว\n")?)
}

fn unsynced(run: &Ran) -> f64 {
    run.seconds - figure(run, parts::SYNC)
}

fn figure(run: &Ran, name: &str) -> f64 {
    run.figures.get(name).copied().unwrap_or(f64::NAN)
}

/// Every figure that the runs printed.
fn medians(runs: &[Ran]) -> BTreeMap<String, f64> {
    let names = runs.first().into_iter().flat_map(|run| run.figures.keys());
    names.map(|name| (name.clone(), median(runs.iter().map(|run| figure(run, name))))).collect()
}

fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = numbers.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[odd / 2],
        even => (sorted[even / 2 - 1] + sorted[even / 2]) / 2.0,
    }
}
