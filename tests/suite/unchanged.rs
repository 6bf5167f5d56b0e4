//! A second build of the same sources touches nothing and says so; anything that differs is seen.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::support::{code, copy, folder, run, said, site, tree};

/// A way to change the output behind the program's back.
type Spoil = fn(&Path);

const SAME: &str = "nothing has changed";

fn build(site: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["--site", site.to_str().unwrap(), "--lang", "en", "build"];
    arguments.extend(more);
    let output = run(&arguments);
    assert_eq!(code(&output), 0, "{}", said(&output));
    said(&output)
}

#[test]
fn what_is_the_same_is_told_and_not_touched() {
    let place = folder();
    let root = place.path().join("site");
    copy(&site("hospital"), &root);
    assert!(!build(&root, &[]).contains(SAME));
    let before = tree(&root.join("public"));
    let written = fs::metadata(root.join("public/index.html")).unwrap().modified().unwrap();
    let again = build(&root, &[]);
    assert!(again.contains(SAME) && again.contains(" pages, each"), "{again}");
    assert_eq!(fs::metadata(root.join("public/index.html")).unwrap().modified().unwrap(), written);
    assert_eq!(tree(&root.join("public")), before);
}

#[test]
fn an_output_that_was_changed_is_put_right() {
    let place = folder();
    let root = place.path().join("site");
    copy(&site("hospital"), &root);
    build(&root, &[]);
    let before = tree(&root.join("public"));
    let spoil: [(&str, Spoil); 4] = [
        ("a page edited by hand", |root| fs::write(root.join("public/index.html"), "edited").unwrap()),
        ("a page edited to the same length", |root| {
            let page = root.join("public/index.html");
            let text = fs::read_to_string(&page).unwrap();
            let (length, edited) = (text.len(), text.replacen("<h1>", "<h2>", 1));
            assert!(edited.len() == length && edited != text);
            fs::write(page, edited).unwrap();
        }),
        ("a page deleted by hand", |root| fs::remove_file(root.join("public/en/index.html")).unwrap()),
        ("the output deleted", |root| fs::remove_dir_all(root.join("public")).unwrap()),
    ];
    for (what, spoil) in spoil {
        spoil(&root);
        assert!(!build(&root, &[]).contains(SAME), "{what}");
        assert!(tree(&root.join("public")) == before, "{what}");
        assert!(build(&root, &[]).contains(SAME), "{what}");
    }
}

/// So long after a change a file is known by how it looks.
const OLD: Duration = Duration::from_millis(2_100);

#[test]
fn what_looks_the_same_is_not_read_again() {
    let place = folder();
    let root = place.path().join("site");
    copy(&site("hospital"), &root);
    build(&root, &[]);
    sleep(OLD);
    assert!(build(&root, &[]).contains(SAME), "read once more, and remembered");
    let page = root.join("content/pages/about.md");
    let reads = || {
        let mut command = Command::new("strace");
        command.args(["-f", "-e", "trace=open,openat", env!("CARGO_BIN_EXE_prongsai"), "--lang", "en", "--site"]);
        command.arg(&root).arg("build").env("SOURCE_DATE_EPOCH", "1767600000").env("XDG_CACHE_HOME", "/dev/null");
        let said = said(&command.output().expect("strace starts: tests/run installs it"));
        assert!(said.contains(SAME), "{said}");
        said.lines().filter(|line| line.contains(".md\"") || line.contains(".html\"")).count()
    };
    assert_eq!(reads(), 0);
    // The same bytes, and another look: read again, and nothing has changed.
    let text = fs::read(&page).unwrap();
    fs::write(&page, &text).unwrap();
    assert!(reads() > 0);
    sleep(OLD);
    assert!(reads() > 0 && reads() == 0);
    // All files look the same, and the site is to be another one.
    let elsewhere = ["--base-url", "https://other.example/"];
    assert!(!build(&root, &elsewhere).contains(SAME));
    assert!(!build(&root, &[]).contains(SAME));
    // What was done within the time of a look is seen too.
    fs::write(&page, [&text[..], b"\n\nMore."].concat()).unwrap();
    assert!(!build(&root, &[]).contains(SAME));
    fs::write(&page, [&text[..], b"\n\nLess."].concat()).unwrap();
    assert!(!build(&root, &[]).contains(SAME));
}

/// What changes, the options of the builds from then on, and the change.
type Step<'a> = (&'a str, &'a [&'a str], &'a dyn Fn());

/// Each step changes one thing and nothing else; the site must then be the one that is built without any before it.
#[test]
fn each_thing_that_goes_in_is_seen_by_itself() {
    let place = folder();
    let root = place.path().join("site");
    copy(&site("school"), &root);
    let edit = |path: &str, from: &str, to: &str| {
        let path = root.join("content").join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{path:?}");
        fs::write(&path, text.replace(from, to)).unwrap();
    };
    let (first, later) = (["--today", "2569-01-05"], ["--today", "2569-05-01"]);
    build(&root, &first);
    assert!(build(&root, &first).contains(SAME));
    let elsewhere = [&later[..], &["--base-url", "https://other.example/"]].concat();
    let steps: [Step; 4] = [
        ("the day", &later, &|| {}),
        ("the address", &elsewhere, &|| {}),
        ("an attachment, to the same length", &elsewhere, &|| edit("2568/files/o18/list.csv", "12000", "13000")),
        ("a text, to the same length", &elsewhere, &|| edit("pages/about.md", "ก", "ข")),
    ];
    let mut before = tree(&root.join("public"));
    for (number, (what, options, change)) in steps.into_iter().enumerate() {
        change();
        assert!(!build(&root, options).contains(SAME), "{what}");
        let fresh = place.path().join(format!("fresh-{number}"));
        copy(&root.join("content"), &fresh.join("content"));
        build(&fresh, options);
        let after = tree(&root.join("public"));
        assert!(after == tree(&fresh.join("public")), "{what}: not the site of a first build");
        assert!(after != before, "{what}: nothing shows it");
        assert!(build(&root, options).contains(SAME), "{what}");
        before = after;
    }
}

/// What a build says, without the line that tells its time and what it wrote.
fn without_time(said: &str) -> String {
    let timed = |line: &&str| line.ends_with(" s") || line.ends_with("วินาที");
    said.lines().filter(|line| !timed(line)).map(|line| format!("{line}\n")).collect()
}

#[test]
fn warnings_and_notes_are_told_again_in_the_language_asked() {
    let place = folder();
    let root = place.path().join("site");
    copy(&site("hospital"), &root);
    let page = root.join("content/pages/about.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text + "\n[ที่นี่](https://www.nacc.go.th/plan/)\n").unwrap();
    let first = build(&root, &[]);
    assert!(first.contains("warning") && first.contains("note") && !first.contains(SAME), "{first}");
    let again = build(&root, &[]);
    assert!(again.contains(SAME), "{again}");
    assert_eq!(without_time(&again), without_time(&first));

    let thai = |today: &[&str]| {
        let arguments = ["--site", root.to_str().unwrap(), "--lang", "th", "build"];
        said(&run(&[&arguments, today].concat()))
    };
    let again = thai(&[]);
    assert!(again.contains("ไม่มีอะไรเปลี่ยน"), "{again}");
    fs::remove_dir_all(root.join(".prongsai")).unwrap();
    let first = thai(&[]);
    assert!(!first.contains("ไม่มีอะไรเปลี่ยน"), "{first}");
    assert_eq!(without_time(&again), without_time(&first));
}
