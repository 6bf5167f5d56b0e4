//! A build that is killed at any call that changes the disk leaves the old site or the new one whole, and the next build
//! leaves no leftovers. strace kills it there with SIGKILL. A kill loses nothing that the system holds, a power cut does: that
//! the disk has the new site before it takes the place of the old one is read from a trace.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{code, copy, folder, run, said, site, tree};

/// Calls that change the disk. Each is counted in a whole run, and then killed at one of its turns after another.
const CALLS: &[&str] = &[
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "mkdir",
    "mkdirat",
    "link",
    "linkat",
    "fsync",
    "syncfs",
];

/// Of every so many turns one is killed in the default run; `--all` kills every one.
fn stride(turns: usize) -> usize {
    if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { 1 } else { turns.div_ceil(3).max(1) }
}

fn strace(site: &Path, options: &[&str]) -> std::process::Output {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(site.join("../strace.log")).args(options);
    command.arg(env!("CARGO_BIN_EXE_prongsai")).args(["--jobs", "1", "--site"]).arg(site).arg("build");
    command.env("SOURCE_DATE_EPOCH", "1767600000").output().expect("strace is installed: tests/run does it")
}

/// How often a whole run makes each call, in the thread that makes it most: strace counts the turns of each by itself.
fn turns(site: &Path) -> BTreeMap<&'static str, usize> {
    let output = strace(site, &["-e", &format!("trace={}", CALLS.join(","))]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let log = fs::read_to_string(site.join("../strace.log")).unwrap();
    let count = |call: &str| {
        let mut threads: BTreeMap<&str, usize> = BTreeMap::new();
        for line in log.lines().filter(|line| line.contains(&format!(" {call}("))) {
            *threads.entry(line.split_whitespace().next().unwrap_or_default()).or_default() += 1;
        }
        threads.into_values().max().unwrap_or(0)
    };
    CALLS.iter().map(|call| (*call, count(call))).filter(|(_, count)| *count > 0).collect()
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let place = folder();
    let (old, new) = (place.path().join("old/site"), place.path().join("new/site"));
    copy(&site("two-years"), &old);
    fs::write(old.join("content/services/extra.md"), "---\ntitle: เสริม\n---\n").unwrap();
    assert_eq!(code(&run(&["--site", old.to_str().unwrap(), "build"])), 0);
    fs::write(old.join("public/foreign.txt"), "kept").unwrap();
    copy(&old, &new);
    change(&new);
    let before = tree(&old.join("public"));
    let trial = place.path().join("turns/site");
    copy(&new, &trial);
    let turns = turns(&trial);
    let after = tree(&trial.join("public"));
    assert_ne!(before, after);
    assert!(turns.len() >= 4, "{turns:?}");
    let mut kills = 0;
    for (call, count) in turns {
        for turn in (1..=count).step_by(stride(count)) {
            let site = place.path().join("killed/site");
            let _ = fs::remove_dir_all(site.parent().unwrap());
            copy(&new, &site);
            let output = strace(&site, &["-e", &format!("inject={call}:signal=KILL:when={turn}")]);
            let what = format!("killed at {call} {turn} of {count}");
            assert_ne!(code(&output), 0, "{what}: it was not killed");
            kills += 1;
            let public = site.join("public");
            let left = if public.exists() { tree(&public) } else { tree(&site.join(".prongsai/public.old")) };
            assert!(left == before || left == after, "{what}: neither the old site nor the new one");
            let output = run(&["--site", site.to_str().unwrap(), "build"]);
            assert_eq!(code(&output), 0, "{what}: {}", said(&output));
            assert_eq!(tree(&public), after, "{what}: the next build is not whole");
            let mut work: Vec<_> =
                fs::read_dir(site.join(".prongsai")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            work.sort();
            // What is remembered of attachments, where there is a key to know it by.
            work.retain(|name| name != "inspected.txt");
            assert_eq!(work, [".gitignore", "public.lock", "public.stamp"], "{what}: leftovers");
        }
    }
    assert!(kills >= 8, "{kills} kills");
}

#[test]
fn the_disk_has_the_new_site_before_it_takes_the_place_of_the_old() {
    let place = folder();
    let site_folder = place.path().join("site");
    copy(&site("two-years"), &site_folder);
    for what in ["the first site", "the next site"] {
        let calls = "trace=openat,rename,renameat,renameat2,fsync,fdatasync,syncfs";
        let output = strace(&site_folder, &["-y", "-e", calls]);
        assert_eq!(code(&output), 0, "{what}: {}", said(&output));
        let log = fs::read_to_string(place.path().join("strace.log")).unwrap();
        let lines: Vec<&str> = log.lines().collect();
        let public = format!("\"{}\"", site_folder.join("public").display());
        let is_exchange = |line: &str| line.contains(" rename") && line.contains(&public);
        let exchange = lines.iter().position(|line| is_exchange(line)).unwrap_or_else(|| panic!("{what}:\n{log}"));
        let synced = |line: &str, folder: &str| {
            let call = [" fsync(", " fdatasync(", " syncfs("].iter().any(|call| line.contains(call));
            call && line.contains(folder) && line.ends_with("= 0")
        };
        let stage = lines[exchange].split('"').find(|part| part.contains(".prongsai/")).expect("where it was made");
        let made = |line: &str| line.contains("O_CREAT") && line.contains(&format!("\"{stage}/"));
        let last = lines.iter().rposition(|line| made(line)).expect("pages are written");
        assert!(last < exchange, "{what}: written after the exchange: {}", lines[last]);
        let durable = lines[last..exchange].iter().any(|line| synced(line, stage));
        assert!(durable, "{what}: nothing brings {stage} to the disk between its last page and the exchange\n{log}");
        let parent = format!("{}>", site_folder.display());
        let told = lines[exchange..].iter().any(|line| synced(line, &parent));
        assert!(told, "{what}: the exchange itself is not brought to the disk\n{log}");
        change_page(&site_folder);
    }
}

fn change_page(site: &Path) {
    let about = site.join("content/pages/about/index.md");
    let text = fs::read_to_string(&about).unwrap();
    fs::write(&about, format!("{text}\nเพิ่มเติม\n")).unwrap();
}

/// Pages change, come and go, and one becomes a folder.
fn change(site: &Path) {
    change_page(site);
    fs::remove_file(site.join("content/services/extra.md")).unwrap();
    fs::create_dir_all(site.join("content/pages/new")).unwrap();
    fs::write(site.join("content/pages/new/deep.md"), "---\ntitle: ลึก\n---\n").unwrap();
}
