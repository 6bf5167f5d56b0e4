//! The whole of a cold build once more, through the library, with a clock on each part: what `cli::build` does, without
//! the command line.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, anyhow, bail};
use prongsai::base::date::Day;
use prongsai::base::output::Output;
use prongsai::base::path::RelPath;
use prongsai::io::durable::Durable;
use prongsai::io::inspect::inspector::Inspector;
use prongsai::io::read::read;
use prongsai::io::write::write;
use prongsai::ita::options::Options;
use prongsai::pipeline::{Stage, build_watched};
use rayon::prelude::*;

use crate::floor::THREADS;

/// The argument that makes this program measure the parts.
pub const NAME: &str = "--parts";

/// The parts in their order.
pub const PARTS: [&str; 4] = ["read", "parse", "check", "pages"];

/// The part of making and writing pages that waits for the disk.
pub const SYNC: &str = "sync";

/// What of the pages is no page, by how its paths begin. Each is made once more, alone, so that its price is seen.
pub const PRICED: [(&str, &[&str]); 2] = [("search", &["search/", "en/search/"]), ("data", &["data/"])];

/// Builds `site` into `out` and prints the seconds of every part.
pub fn run(site: &Path, out: &Path) -> Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(THREADS).build_global()?;
    let mut laps = vec![("read", Instant::now())];
    let sources = read(site, Inspector::new(Path::new(env!("CARGO_BIN_EXE_prongsai"))))?;
    let today = Day::new(2026, 1, 5).expect("a constant day is sound");
    let built = build_watched(sources, &Options { today, base_url: None }, |stage| {
        laps.push((name(stage), Instant::now()));
    });
    let Some(output) = built.output() else { bail!("{:?}", built.findings) };
    laps.push(("pages", Instant::now()));
    let written = write(output, site, out, Durable::Yes, None).map_err(|error| anyhow!("{error}"))?;
    let synced = written.sync.as_secs_f64();
    let over = Instant::now();
    let ends = laps.iter().skip(1).map(|(_, at)| *at).chain([over]);
    for ((part, from), to) in laps.iter().zip(ends) {
        let own = if *part == "pages" { synced } else { 0.0 };
        println!("{part} {}", (to - *from).as_secs_f64() - own);
    }
    println!("{SYNC} {synced}");
    for (name, folders) in PRICED {
        println!("{name} {}", price(output, folders));
    }
    Ok(())
}

/// The seconds that it takes to make the files of some folders.
fn price(output: &dyn Output, folders: &[&str]) -> f64 {
    let inside = |path: &RelPath| folders.iter().any(|folder| path.as_str().starts_with(folder));
    let paths: Vec<RelPath> = output.paths().into_iter().filter(inside).collect();
    let begun = Instant::now();
    paths.par_iter().for_each(|path| drop(output.make(path)));
    begun.elapsed().as_secs_f64()
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Parse => "parse",
        Stage::Check => "check",
    }
}
