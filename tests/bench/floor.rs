//! The floor: the least that any program must do for the same result. It reads the sources, makes HTML of every Markdown
//! body, and writes the bytes that prongsai wrote to files of the same names in a new folder, with two threads. It parses no
//! YAML, checks nothing, follows no link, and has the bytes in memory before its clock starts.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result};
use pulldown_cmark::{Options, Parser, html};
use walkdir::WalkDir;

use crate::{parts::SYNC, process};

/// The argument that makes this program the floor.
pub const NAME: &str = "--floor";

/// As many threads as prongsai is given.
pub const THREADS: usize = 2;

/// What it prints: the seconds of its two parts, and of one `syncfs` after them.
pub const FIGURES: [&str; 3] = ["read", "write", SYNC];

/// The files of one folder: their names and bytes.
type Folders = BTreeMap<PathBuf, Vec<(PathBuf, Vec<u8>)>>;

/// Measures the floor of what was made of `site` in `built`, writing to `out`.
pub fn run(site: &Path, built: &Path, out: &Path) -> Result<()> {
    let folders = load(built)?;
    let begun = Instant::now();
    read(&site.join("content"))?;
    let read = begun.elapsed();
    write(&folders, out)?;
    let work = begun.elapsed();
    process::settle(out)?;
    let seconds = [read, work - read, begun.elapsed() - work].map(|time| time.as_secs_f64());
    FIGURES.iter().zip(seconds).for_each(|(name, seconds)| println!("{name} {seconds}"));
    Ok(())
}

/// The files of a folder by their paths in it.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.path().strip_prefix(folder)?.to_owned());
        }
    }
    Ok(files)
}

fn load(built: &Path) -> Result<Folders> {
    let mut folders = Folders::new();
    for path in files(built)? {
        let bytes = fs::read(built.join(&path))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        folders.entry(folder).or_default().push((path, bytes));
    }
    Ok(folders)
}

fn read(content: &Path) -> Result<()> {
    let paths = files(content)?;
    share(&paths, |path| {
        let bytes = fs::read(content.join(path))?;
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = String::from_utf8(bytes)?;
            let mut page = String::with_capacity(text.len() * 3 / 2);
            html::push_html(&mut page, Parser::new_ext(body(&text), options()));
            black_box(page);
        }
        Ok(())
    })
}

/// The text after the front matter, if there is one.
pub fn body(text: &str) -> &str {
    let parts = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    parts.map_or(text, |(_, body)| body)
}

/// Those of prongsai.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

fn write(folders: &Folders, out: &Path) -> Result<()> {
    fs::create_dir(out).with_context(|| out.display().to_string())?;
    // Folders with folders in them come first; the others are made by the thread that fills them.
    let outer: std::collections::BTreeSet<&Path> =
        folders.keys().flat_map(|folder| folder.ancestors().skip(1)).filter(|path| *path != Path::new("")).collect();
    for folder in &outer {
        fs::create_dir(out.join(folder))?;
    }
    let folders: Vec<_> = folders.iter().collect();
    share(&folders, |(folder, files)| {
        if !outer.contains(folder.as_path()) && *folder != Path::new("") {
            fs::create_dir(out.join(folder))?;
        }
        files.iter().try_for_each(|(path, bytes)| Ok(fs::write(out.join(path), bytes)?))
    })
}

/// Does the work for every one of the list, with the threads taking them in turn.
fn share<T: Sync>(list: &[T], work: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
    let next = AtomicUsize::new(0);
    let thread = || {
        while let Some(one) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(one)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(thread)).collect();
        threads.into_iter().try_for_each(|one| one.join().expect("a thread does not panic"))
    })
}
