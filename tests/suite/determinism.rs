//! The same content, options and day give the same bytes: whatever the machine, the order of its files, its clock, its
//! language and the number of its threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use prongsai::base::date::Day;
use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::base::thai::is_thai;
use prongsai::ita::options::Options;
use walkdir::WalkDir;

use crate::sites::{AGENCY, line, options};
use crate::support::{code, content_of, copy, folder, prongsai, root, run, said, site, small_sites, tree};
use crate::whole::{self, Whole};

/// Folders of sites: the agency's own, and every small one.
fn folders() -> Vec<(String, PathBuf)> {
    std::iter::once((AGENCY.to_owned(), root()))
        .chain(small_sites().into_iter().map(|name| (name.clone(), site(&name))))
        .collect()
}

fn read(folder: &Path) -> Sources {
    crate::support::read(folder).expect("the folder can be read")
}

/// What an output is made of; copies by the name of their source.
fn bytes(output: &BTreeMap<RelPath, Asset>) -> BTreeMap<String, Vec<u8>> {
    let bytes = |asset: &Asset| match asset {
        Asset::Bytes(bytes) => bytes.clone(),
        Asset::CopyOf { path, .. } => format!("copy of {path}").into_bytes(),
        Asset::Picture(recipe) => format!("{recipe:?}").into_bytes(),
    };
    output.iter().map(|(path, asset)| (path.to_string(), bytes(asset))).collect()
}

/// Holds that two sites are the same, file by file.
fn same(what: &str, a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    let different: Vec<&String> = a.keys().chain(b.keys()).filter(|path| a.get(*path) != b.get(*path)).collect();
    assert!(
        different.is_empty(),
        "{what}: {} files differ: {:?}",
        different.len(),
        &different[..different.len().min(8)]
    );
    assert!(!a.is_empty(), "{what}: nothing was built");
}

fn in_pool(threads: usize, folder: &Path) -> Whole {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be made");
    pool.install(|| whole::build(&read(folder), &options()))
}

#[test]
fn the_number_of_threads_does_not_matter() {
    for (name, folder) in folders() {
        let (one, many) = (in_pool(1, &folder), in_pool(7, &folder));
        same(&name, &bytes(&one.output), &bytes(&many.output));
        assert_eq!(one.findings, many.findings, "{name}");
    }
}

#[test]
fn findings_come_in_one_order() {
    let place = content_of("school");
    for file in ["2568/items/o01.md", "2568/items/o04.md", "pages/about.md", "2568/issues.yaml", "2569/measures/m01.md"]
    {
        let path = place.path().join("content").join(file);
        let text = fs::read_to_string(&path).expect("a file of the site");
        fs::write(
            &path,
            text.replace("title:", "titel:").replace("code:", "cod:") + "\n<b>x</b> [a](b.md) [c](d.md)\n",
        )
        .expect("a file can be written");
    }
    let findings = |threads: usize| in_pool(threads, place.path()).findings.iter().map(line).collect::<Vec<_>>();
    let first = findings(1);
    assert!(first.len() > 5, "{first:?}");
    for threads in [2, 5, 8] {
        assert_eq!(findings(threads), first);
    }
}

#[test]
fn the_order_of_files_in_a_folder_does_not_matter() {
    for name in ["school", "two-years"] {
        let (forward, backward) = (folder(), folder());
        copy(&site(name), forward.path());
        let entries: Vec<_> = WalkDir::new(site(name)).sort_by_file_name().into_iter().filter_map(Result::ok).collect();
        for entry in entries.iter().rev().filter(|entry| entry.file_type().is_file()) {
            let target =
                backward.path().join(entry.path().strip_prefix(site(name)).expect("entries lie below the folder"));
            fs::create_dir_all(target.parent().expect("a file has a folder")).expect("a folder can be made");
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
        let built = |folder: &Path| whole::build(&read(folder), &options()).output;
        same(name, &bytes(&built(forward.path())), &bytes(&built(backward.path())));
    }
}

#[test]
fn a_page_changes_when_its_facts_do_and_not_from_day_to_day() {
    for (name, folder) in folders() {
        let sources = read(&folder);
        let on = |day: &str| {
            let today = Day::parse(day).expect("a day");
            bytes(&whole::build(&sources, &Options { today, base_url: None }).output)
        };
        let first = on("2569-01-05");
        same(&format!("{name} on two days on which nothing happens"), &first, &on("2569-01-06"));
        let later = ["2569-07-31", "2571-02-01"].map(on);
        let changed = |path: &&String| later.iter().any(|other| other[*path] != first[*path]);
        let changed: Vec<&String> = first.keys().filter(changed).collect();
        let strangers: Vec<_> = changed.iter().filter(|path| !path.contains("/measures/")).collect();
        assert!(strangers.is_empty(), "{name}: pages that need no day change with it: {strangers:?}");
        if name == AGENCY {
            let list = "ita/2569/measures/index.html".to_owned();
            assert!(changed.contains(&&list), "measures tell whether their period runs");
        }
    }
}

#[test]
fn the_base_url_changes_only_absolute_addresses() {
    let sources = read(&site("school"));
    let base = prongsai::ita::agency::BaseUrl::parse("https://preview.example/a/b/").expect("an address");
    let plain = bytes(&whole::build(&sources, &options()).output);
    let moved = bytes(&whole::build(&sources, &Options { base_url: Some(base), ..options() }).output);
    let back = |bytes: &Vec<u8>| {
        String::from_utf8_lossy(bytes).replace("https://preview.example/a/b/", "https://school.example/")
    };
    for (path, expected) in plain.iter().filter(|(path, _)| !path.ends_with("404.html")) {
        // The contact list names the site's own address as the content wrote it.
        assert_eq!(back(&moved[path]), back(expected), "{path}");
    }
    assert!(String::from_utf8_lossy(&moved["404.html"]).contains("href=\"/a/b/"));
}

// Real processes

/// Seven in the evening of 4 January in Greenwich, two in the morning of the next day in Thailand.
const EVENING: &str = "1767553200";

#[cfg(unix)]
#[test]
fn two_machines_write_the_same_bytes() {
    // Jobs, time zone, language, mask of permissions and working folder of each.
    let machines = [
        ("1", "UTC", "C.UTF-8", "022", "/"),
        ("4", "Asia/Bangkok", "th_TH.UTF-8", "077", "/tmp"),
        ("3", "Pacific/Kiritimati", "en_US.UTF-8", "002", "."),
        ("2", "America/Los_Angeles", "th_TH.UTF-8", "022", "/"),
    ];
    for (name, folder_of) in [(AGENCY, root()), ("school", site("school")), ("two-years", site("two-years"))] {
        let expected = bytes(&whole::build(&read(&folder_of), &options()).output);
        let place = folder();
        // Each machine has its own copy, so that nothing depends on where it lies or when it was written. None is told the
        // day: each must find that of Thailand by its clock.
        let written = machines.map(|(jobs, zone, lang, mask, work)| {
            let own = place.path().join(format!("site of {lang} in {}", zone.replace('/', " ")));
            for part in ["content", "themes"].into_iter().filter(|part| folder_of.join(part).is_dir()) {
                copy(&folder_of.join(part), &own.join(part));
            }
            let out = own.join("public");
            let mut command = Command::new("sh");
            command
                .args(["-c", "umask \"$0\" && exec \"$@\"", mask, env!("CARGO_BIN_EXE_prongsai")])
                .arg("--site")
                .arg(&own)
                .args(["--jobs", jobs, "build", "--out"])
                .arg(&out)
                .envs([("TZ", zone), ("LANG", lang), ("LC_ALL", lang), ("SOURCE_DATE_EPOCH", EVENING)])
                .current_dir(work);
            let output = command.output().expect("the program starts");
            assert_eq!(code(&output), 0, "{name}: {}", said(&output));
            assert_eq!(said(&output).contains(is_thai), lang.starts_with("th"), "{name}: {}", said(&output));
            tree(&out)
        });
        for other in &written[1..] {
            same(name, &written[0], other);
        }
        let differs = |(path, bytes): &(&String, &Vec<u8>)| {
            !bytes.starts_with(b"copy of ") && written[0].get(*path) != Some(*bytes)
        };
        let strangers: Vec<&String> = expected.iter().filter(differs).map(|(path, _)| path).collect();
        assert_eq!(strangers, Vec::<&String>::new(), "{name}: not the site of 5 January");
    }
}

#[test]
fn the_day_is_that_of_thailand() {
    let name = site("school").display().to_string();
    for (seconds, day) in [
        ("1767545999", "2026-01-04"), // 16:59:59 in Greenwich
        ("1767546000", "2026-01-05"),
        (EVENING, "2026-01-05"),
        ("1767571200", "2026-01-05"), // midnight in Greenwich
        ("1767632399", "2026-01-05"),
        ("1767632400", "2026-01-06"),
    ] {
        for zone in ["UTC", "Asia/Bangkok", "America/Los_Angeles"] {
            let mut command = prongsai(&["status", "--site", &name, "--format", "json"]);
            let output =
                command.env("SOURCE_DATE_EPOCH", seconds).env("TZ", zone).output().expect("the program starts");
            let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
            assert_eq!(report["today"], day, "{seconds} in {zone}");
        }
    }
}

#[test]
fn messages_are_in_the_language_of_the_system_unless_one_is_named() {
    let name = site("two-years").display().to_string();
    for (system, named, thai) in [
        ("th_TH.UTF-8", None, true),
        ("th", None, true),
        ("en_US.UTF-8", None, false),
        ("C.UTF-8", None, false),
        ("de_DE.UTF-8", None, false),
        ("th_TH.UTF-8", Some("en"), false),
        ("en_US.UTF-8", Some("th"), true),
    ] {
        for variable in ["LANG", "LC_ALL"] {
            let mut command = prongsai(&["check", "--site", &name]);
            command.args(named.iter().flat_map(|lang| ["--lang", lang]));
            let unset = ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"];
            for name in unset {
                command.env_remove(name);
            }
            let output = command.env(variable, system).output().expect("the program starts");
            let is_in_thai = said(&output).contains(is_thai);
            assert_eq!(is_in_thai, thai, "{variable}={system} {named:?}: {}", said(&output));
        }
    }
}

#[test]
fn what_is_written_is_what_was_built() {
    let place = folder();
    let (site, out) = (site("two-years"), place.path().join("public"));
    let arguments =
        ["--site", &site.to_string_lossy(), "build", "--today", "2569-01-05", "--out", &out.to_string_lossy()];
    let output = run(&arguments);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let written = tree(&out);
    for (path, asset) in &whole::build(&read(&site), &options()).output {
        let expected = match asset {
            Asset::Bytes(bytes) => bytes.clone(),
            Asset::CopyOf { path: source, .. } => match fs::read(site.join(source.as_str())) {
                Ok(bytes) => bytes,
                // It is part of the theme that the program carries.
                Err(_) => fs::read(root().join(source.as_str())).expect("the theme is there"),
            },
            Asset::Picture(recipe) => panic!("no picture is in this site: {recipe:?}"),
        };
        assert_eq!(written.get(path.as_str()), Some(&expected), "{path}");
    }
}
