//! A build where programs hold the output folder or files in it, and where it is killed while it replaces them one by one:
//! every file is an old or a new one, and the next build ends it. strace refuses calls as Windows does, and kills.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rayon::prelude::*;

use crate::support::{code, copy, folder, prongsai, run, said, site, tree};

type Files = BTreeMap<String, Vec<u8>>;

/// The folder of the site cannot be renamed.
const HELD: &str = "inject=renameat2:error=EBUSY";

/// A site that is built, and what it is after a change that has not been built yet.
struct Trial {
    _place: tempfile::TempDir,
    site: PathBuf,
    old: Files,
    new: Files,
}

fn trial() -> Trial {
    let place = folder();
    let (built, site) = (place.path().join("built"), place.path().join("site"));
    copy(&self::site("thai-only"), &site);
    fs::write(site.join("content/pages/extra.md"), "---\ntitle: เสริม\n---\n").unwrap();
    assert_eq!(code(&build(&site)), 0);
    fs::write(site.join("public/foreign.txt"), "kept").unwrap();
    let old = tree(&site.join("public"));
    fs::remove_file(site.join("content/pages/extra.md")).unwrap();
    fs::write(site.join("content/pages/deep.md"), "---\ntitle: ลึก\n---\n").unwrap();
    copy(&site, &built);
    assert_eq!(code(&build(&built)), 0);
    let new = tree(&built.join("public"));
    assert_ne!(old, new);
    Trial { _place: place, site, old, new }
}

fn build(site: &Path) -> Output {
    run(&["--jobs", "1", "--site", site.to_str().unwrap(), "build"])
}

/// A build in which some calls are refused, or the last.
fn refused(site: &Path, refusals: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(site.with_extension("log"));
    for refusal in refusals {
        command.args(["-e", refusal]);
    }
    let plain = prongsai(&["--jobs", "1", "--site", site.to_str().unwrap(), "build"]);
    command.arg(plain.get_program()).args(plain.get_args());
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.output().expect("strace is installed: tests/run does it")
}

impl Trial {
    /// How often a build that must replace file by file makes a call, in the thread that makes it most.
    fn turns(&self, call: &str) -> usize {
        let site = self.copy("count");
        let output = refused(&site, &[&format!("trace={call},renameat2"), HELD]);
        assert_eq!((code(&output), tree(&site.join("public")) == self.new), (0, true), "{}", said(&output));
        let log = fs::read_to_string(site.with_extension("log")).unwrap();
        let mut threads: BTreeMap<&str, usize> = BTreeMap::new();
        for line in log.lines().filter(|line| line.contains(&format!(" {call}("))) {
            *threads.entry(line.split_whitespace().next().unwrap_or_default()).or_default() += 1;
        }
        threads.into_values().max().unwrap_or(0)
    }

    fn copy(&self, name: &str) -> PathBuf {
        let site = self.site.with_file_name(name);
        let _ = fs::remove_dir_all(&site);
        copy(&self.site, &site);
        site
    }

    /// Every turn of these calls; in the default run three of each.
    fn all(&self, calls: &[&str]) -> Vec<(String, usize)> {
        let turns = |call: &&str| {
            let count = self.turns(call);
            let step = if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { 1 } else { count.div_ceil(3).max(1) };
            (1..=count).step_by(step).map(|turn| ((*call).to_owned(), turn)).collect::<Vec<_>>()
        };
        calls.iter().flat_map(turns).collect()
    }

    /// Each file is an old or a new one, and none of somebody else is gone.
    fn is_untorn(&self, public: &Path, what: &str) {
        let found = tree(public);
        for (path, bytes) in &found {
            let known = [self.old.get(path), self.new.get(path)].contains(&Some(bytes));
            assert!(known, "{what}: {path} is torn");
        }
        let both = self.old.iter().filter(|(path, bytes)| self.new.get(*path) == Some(bytes));
        both.for_each(|(path, _)| assert!(found.contains_key(path), "{what}: {path} is gone"));
    }

    /// What comes after: the next build is whole and leaves nothing.
    fn ends(&self, site: &Path, what: &str) {
        let output = build(site);
        assert_eq!(code(&output), 0, "{what}: {}", said(&output));
        assert_eq!(tree(&site.join("public")), self.new, "{what}: the next build is not whole");
        let names = fs::read_dir(site.join(".prongsai")).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.filter(|name| name != "inspected.txt").collect();
        names.sort();
        assert_eq!(names, [".gitignore", "public.lock", "public.stamp"], "{what}: leftovers");
    }
}

#[test]
fn a_folder_that_is_held_stays_the_same_folder() {
    use std::os::unix::fs::MetadataExt;
    let trial = trial();
    let site = trial.copy("held");
    let numbers = || ["", "foreign.txt"].map(|path| fs::metadata(site.join("public").join(path)).unwrap().ino());
    let before = numbers();
    let output = refused(&site, &[HELD]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(tree(&site.join("public")), trial.new);
    assert_eq!(numbers(), before);
    trial.ends(&site, "held");
}

#[test]
fn a_disk_that_is_mounted_at_the_folder_is_copied_to() {
    let trial = trial();
    let site = trial.copy("mounted");
    // Every second rename is the one from the stage to the other disk; the first of all looks for folders to use again.
    let output = refused(&site, &[HELD, "inject=rename:error=EXDEV:when=2+2"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let log = fs::read_to_string(site.with_extension("log")).unwrap();
    assert!(log.matches("EXDEV").count() >= 4 && log.contains(".prongsai-new"), "{log}");
    assert_eq!(tree(&site.join("public")), trial.new);
    trial.ends(&site, "mounted");
}

/// What a build has left behind may be held until a program ends: the next one goes around it.
#[test]
fn a_stage_that_nobody_can_remove_stands_in_no_way() {
    let trial = trial();
    let site = trial.copy("stage");
    fs::create_dir_all(site.join(".prongsai/public.stage/held")).unwrap();
    let held = "cd \"$1/.prongsai/public.stage\" && mount --bind held held && exec \"$0\" --jobs 1 --site \"$1\" build";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", held, env!("CARGO_BIN_EXE_prongsai")]);
    let output = command.arg(&site).env("SOURCE_DATE_EPOCH", "1767600000").output().expect("unshare is there");
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(site.join(".prongsai/public.stage/held").exists(), "it was held");
    assert_eq!(tree(&site.join("public")), trial.new);
    trial.ends(&site, "the stage was held");
}

#[test]
fn a_kill_while_files_are_replaced_leaves_whole_files_and_the_next_start_ends_it() {
    let trial = trial();
    let turns = trial.all(&["rename", "unlink", "rmdir", "mkdir", "fsync"]);
    let kill = |(call, turn): &(String, usize)| {
        let what = format!("killed at {call} {turn}");
        let site = trial.copy(&format!("kill-{call}-{turn}"));
        let output = refused(&site, &[HELD, &format!("inject={call}:signal=KILL:when={turn}")]);
        assert_ne!(code(&output), 0, "{what}: it was not killed");
        trial.is_untorn(&site.join("public"), &what);
        // A start that has nothing new to write, as its content has an error, ends it too.
        let begun = site.join(".prongsai/public.journal").exists();
        let broken = site.join("content/pages/broken.md");
        fs::write(&broken, "---\ntitle: [\n---\n").unwrap();
        assert_eq!(code(&build(&site)), 1, "{what}");
        let after = if begun { &trial.new } else { &trial.old };
        let ended = tree(&site.join("public"));
        assert!(ended == *after || ended == trial.new, "{what}: it was not ended");
        fs::remove_file(&broken).unwrap();
        trial.ends(&site, &what);
        begun
    };
    let begun = turns.par_iter().map(kill).collect::<Vec<_>>();
    let inside = begun.iter().filter(|begun| **begun).count();
    assert!(begun.len() >= 12 && inside >= 4, "{} kills, {inside} of them between old and new", begun.len());
    eprintln!("{} kills, {inside} of them between old and new", begun.len());
}

#[test]
fn a_lock_at_any_step_is_waited_for_or_leaves_whole_files() {
    let trial = trial();
    // For a moment, and for good.
    let spans = [("", "+2"), ("for good", "+")];
    let calls = trial.all(&["rename", "unlink", "rmdir", "mkdir", "link"]);
    let locks: Vec<_> = calls.iter().flat_map(|call| spans.iter().map(move |span| (call, span))).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(16).build().unwrap(); // most of the time they wait
    let lock = |((call, turn), (long, span)): &(&(String, usize), &(&str, &str))| {
        let what = format!("{call} {turn} held {long}");
        let site = trial.copy(&format!("lock-{call}-{turn}-{}", long.len()));
        let times = if long.is_empty() { format!("{turn}..{}", turn + 2) } else { format!("{turn}{span}") };
        let output = refused(&site, &[HELD, &format!("inject={call}:error=EBUSY:when={times}")]);
        trial.is_untorn(&site.join("public"), &what);
        let done = code(&output) == 0;
        if done {
            assert_eq!(tree(&site.join("public")), trial.new, "{what}: not whole");
        } else {
            assert_eq!(code(&output), 4, "{what}: {}", said(&output));
            let begun = said(&output).contains("no file is torn");
            assert!(begun || tree(&site.join("public")) == trial.old, "{what}: told as the old site");
        }
        trial.ends(&site, &what);
        done
    };
    let done = pool.install(|| locks.par_iter().map(lock).collect::<Vec<_>>());
    let well = done.iter().filter(|done| **done).count();
    assert!(done.len() >= 24 && well >= 8 && well < done.len(), "{} locks, {well} waited for", done.len());
    eprintln!("{} locks, {well} of them waited for", done.len());
}
