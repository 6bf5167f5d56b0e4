//! The whole of a cold build once more, through the library, with a clock on each part: what `cli::build` does, without
//! the command line.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use prongsai::base::date::Day;
use prongsai::base::diag::Diagnostic;
use prongsai::io;
use prongsai::pipeline::{Stage, build_watched};
use prongsai::render::Options;

use crate::floor::THREADS;

/// The argument that makes this program measure the parts.
pub const NAME: &str = "--parts";

/// The parts in their order.
pub const PARTS: [&str; 6] = ["read", "parse", "check", "render", "export", "write"];

/// The part of writing that waits for the disk.
pub const SYNC: &str = "sync";

/// Builds `site` into `out` and prints the seconds of every part.
pub fn run(site: &Path, out: &Path) -> Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(THREADS).build_global()?;
    let mut laps = vec![("read", Instant::now())];
    let sources = io::read::read(site)?;
    let today = Day::new(2026, 1, 5).expect("a constant day is sound");
    let built = build_watched(&sources, &Options { today, base_url: None }, |stage| {
        laps.push((name(stage), Instant::now()));
    });
    if let Some(error) = built.findings.iter().find(|finding| Diagnostic::is_error(finding)) {
        bail!("{error:?}");
    }
    laps.push(("write", Instant::now()));
    let synced = write_stub(&built.output, site, out)?;
    let over = Instant::now();
    let ends = laps.iter().skip(1).map(|(_, at)| *at).chain([over]);
    for ((part, from), to) in laps.iter().zip(ends) {
        let own = if *part == "write" { synced } else { 0.0 };
        println!("{part} {}", (to - *from).as_secs_f64() - own);
    }
    println!("{SYNC} {synced}");
    Ok(())
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Parse => "parse",
        Stage::Check => "check",
        Stage::Render => "render",
        Stage::Export => "export",
    }
}

fn write_stub(output: &prongsai::base::output::Output, site: &Path, out: &Path) -> Result<f64> {
    use prongsai::base::output::Asset;
    use rayon::prelude::*;
    output.0.par_iter().try_for_each(|(path, asset)| -> Result<()> {
        let to = out.join(path.as_str());
        std::fs::create_dir_all(to.parent().unwrap_or(out))?;
        match asset {
            Asset::Bytes(bytes) => std::fs::write(&to, bytes)?,
            Asset::CopyOf(from) => drop(std::fs::copy(site.join(from.as_str()), &to)?),
        }
        Ok(())
    })?;
    let begun = Instant::now();
    crate::process::settle(out)?;
    Ok(begun.elapsed().as_secs_f64())
}
