//! How fast prongsai is, beside a floor: a plain program that reads the same sources, runs the Markdown and writes the same
//! bytes. `cargo bench` makes sites of N items in two languages, measures, prints one Markdown table and removes them.
//!
//! ```text
//! cargo bench --bench sites                            N = 100 and 1,000
//! cargo bench --bench sites -- --all                   N = 100, 1,000 and 10,000 (some 8 GB of disk, some minutes)
//! cargo bench --bench sites -- --items 100,500         other N
//! cargo bench --bench sites -- --runs 5                runs of each figure, whose median is shown (by default 3)
//! cargo bench --bench sites -- --dir /dev/shm/bench    where the sites are made (by default below the target folder)
//! cargo bench --bench sites -- --peer /usr/bin/hugo    the same entries by Hugo, in turn with ours
//! cargo bench --bench sites -- --keep                  leaves the sites there
//! cargo bench --bench sites -- --generate 100 DIR      only makes the site of 100 items, in the folder DIR
//! ```
//!
//! "Cold" is the whole process from start to exit into a folder that does not exist; the sources are in the page cache, as
//! after an edit. The clock of the floor leaves out its start and has the bytes in memory already: the floor is low on
//! purpose. What the disk's `syncfs` costs is another matter on every machine, so it stands apart.
//!
//! ext4 does not use the place of a deleted file again for some minutes, and searches long for another: where many files
//! were deleted, making 5,000 takes 0.5 s instead of 0.1 s. So nothing is deleted before the end, and a disk that others
//! work on, or the run before, shows in "write" of both. A quiet machine and `--dir` on a fresh disk give figures that
//! can be repeated.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../suite/chance.rs"]
mod chance;
mod floor;
mod hugo;
mod measure;
mod parts;
mod process;
mod site;
mod table;
mod words;

/// What the command line asks for.
struct Settings {
    sizes: Vec<usize>,
    runs: usize,
    folder: PathBuf,
    peer: Option<PathBuf>,
    keep: bool,
}

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| *word != "--bench").collect();
    match words.as_slice() {
        // What this program starts itself as, so that each part is measured in a fresh process.
        [floor::NAME, site, built, out] => floor::run(site.as_ref(), built.as_ref(), out.as_ref()),
        [parts::NAME, site, out] => parts::run(site.as_ref(), out.as_ref()),
        ["--generate", items, folder] => site::write(&site::site(items.parse()?), folder.as_ref()),
        words => bench(&settings(words)?),
    }
}

fn settings(words: &[&str]) -> Result<Settings> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let mut settings = Settings { sizes: vec![100, 1_000], runs: 3, folder, peer: None, keep: false };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} needs a value"));
        match *word {
            "--all" => settings.sizes = vec![100, 1_000, 10_000],
            "--items" => settings.sizes = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?,
            "--runs" => settings.runs = value()?.parse()?,
            "--dir" => settings.folder = PathBuf::from(value()?),
            "--peer" => settings.peer = Some(PathBuf::from(value()?)),
            "--keep" => settings.keep = true,
            _ => bail!("{word}: not an option of this benchmark; tests/bench/main.rs lists them"),
        }
    }
    Ok(settings)
}

fn bench(settings: &Settings) -> Result<()> {
    // A run that was stopped may have left its sites.
    process::clear(&settings.folder)?;
    let measured = measure::all(settings);
    if !settings.keep {
        process::clear(&settings.folder)?;
    }
    println!("{}", table::table(&measured?));
    Ok(())
}
