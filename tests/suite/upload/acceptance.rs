//! What was not searched, or leaves a page broken, goes out only when a named person has accepted it, once for each content
//! of a file.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use super::trial::Trial;
use crate::paper;
use crate::support::{code, run, said, tree};

/// A site with a scan, a bold that is left open and, on demand, pictures; and an empty folder as its host.
struct Site {
    trial: Trial,
    root: PathBuf,
    _dir: tempfile::TempDir,
}

impl Site {
    fn new() -> Site {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("www");
        fs::create_dir(&root).unwrap();
        let trial = Trial::new(&format!("targets: {{web: {{kind: folder, folder: {}}}}}\n", root.display()), "");
        let site = Site { trial, root, _dir: dir };
        site.put("files/scan.pdf", &paper::scan());
        site.put("pages/added.md", "---\ntitle: เพิ่ม\n---\n## ก\n\n**เปิดไว้\n".as_bytes());
        site
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        fs::write(self.trial.site.join("content").join(path), bytes).unwrap();
    }

    fn privacy(&self) -> Option<String> {
        fs::read_to_string(self.trial.site.join("content/privacy.yaml")).ok()
    }

    /// The end of an upload that must send nothing.
    fn holds(&self, arguments: &[&str]) -> String {
        let output = self.trial.upload(arguments);
        assert_eq!(code(&output), 3, "{}", said(&output));
        assert!(tree(&self.root).is_empty(), "something was sent");
        said(&output)
    }

    fn goes(&self, arguments: &[&str]) -> Output {
        let output = self.trial.upload(arguments);
        assert_eq!(code(&output), 0, "{}", said(&output));
        output
    }

    fn check(&self) -> Output {
        run(&["--site", self.trial.site.to_str().unwrap(), "--lang", "en", "check", "--format", "short"])
    }
}

const ACCEPT: [&str; 6] = ["--yes", "--accept", "--by", "นางสมศรี ใจดี", "--reason", "อ่านครบทุกหน้าแล้ว"];

#[test]
fn what_nobody_has_looked_at_is_not_sent_and_yes_is_no_answer() {
    let site = Site::new();
    // The second time nothing is built again, and what was found still counts.
    for _ in 0..2 {
        let told = site.holds(&["--yes"]);
        for part in [
            "content/files/scan.pdf: this PDF is a scan",
            "content/pages/added.md:6: ",
            "[markdown-bold]",
            "upload web --accept --by \"NAME\" --reason \"REASON\"",
            "2 findings keep this site from being uploaded",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
    let told = site.holds(&["--dry-run"]);
    assert!(told.contains("scan.pdf") && told.contains("to send"), "{told}");
    let dry = [&ACCEPT[..], &["--dry-run"]].concat();
    site.holds(&dry);
    assert_eq!(site.privacy(), None, "a dry run writes nothing");
    site.holds(&["--yes", "--accept", "--by", "Somsri"]);
    let zip = site.root.join("site.zip");
    site.trial.aim(&format!("targets: {{web: {{kind: zip, folder: {}}}}}\n", zip.display()));
    site.holds(&["--yes"]);
    let checked = site.check();
    assert_eq!(code(&checked), 0, "a check ends as ever: {}", said(&checked));
    assert!(said(&checked).contains("document-scan 1, markdown-bold 1"), "{}", said(&checked));
}

#[test]
fn what_is_accepted_is_written_down_and_asked_about_once() {
    let site = Site::new();
    site.goes(&ACCEPT);
    let text = site.privacy().expect("it was written");
    for part in [
        "file: 'files/scan.pdf'",
        "rule: markdown-bold",
        "by: 'นางสมศรี ใจดี'",
        "reason: 'อ่านครบทุกหน้าแล้ว'",
        "date: 2026-01-05",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    site.goes(&["--yes"]);
    assert_eq!(site.privacy().as_deref(), Some(&*text), "nothing is asked again");
    let files = site.trial.site.join("content/files");
    fs::rename(files.join("scan.pdf"), files.join("scan-2568.pdf")).unwrap();
    site.goes(&["--yes"]);
    assert_eq!(site.privacy().as_deref(), Some(&*text), "nor under another name");
    let checked = site.check();
    let told = String::from_utf8_lossy(&checked.stdout).into_owned() + &said(&checked);
    assert!(!told.contains("document-scan") && !told.contains("this site from"), "{told}");
}

#[test]
fn a_file_that_has_changed_is_looked_at_again() {
    let site = Site::new();
    site.goes(&ACCEPT);
    let mut scan = paper::scan();
    scan.extend(b"\n% another\n");
    site.put("files/scan.pdf", &scan);
    let output = site.trial.upload(&["--yes"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("scan.pdf has changed since somebody looked at it"), "{}", said(&output));
    assert!(!said(&output).contains("added.md:"), "{}", said(&output));
    site.goes(&ACCEPT);
    site.goes(&["--yes"]);
    let checked = site.check();
    assert!(!String::from_utf8_lossy(&checked.stdout).contains("acceptance-unused"), "the old entry is replaced");
    let text = site.privacy().expect("it is there");
    assert_eq!(text.matches("scan.pdf").count(), 1, "{text}");
}

#[test]
fn the_command_that_is_told_names_the_site_and_is_no_signature_itself() {
    let site = Site::new();
    let told = site.holds(&["--yes"]);
    let command = format!("prongsai --site \"{}\" upload web --accept", site.trial.site.display());
    assert!(told.contains(&command), "{told}");
    for (by, reason, says) in [
        ("NAME", "REASON", "write your name, not NAME"),
        ("…", "…", "write your name, not …"),
        ("Somsri", "...", "write your reason, not ..."),
        ("ชื่อ", "เหตุผล", "write your name, not ชื่อ"),
        ("ผู้ดูแลระบบ", "อ่านครบทุกหน้าแล้ว", "write your name, not ผู้ดูแลระบบ"),
        ("Somsri", "ok", "write your reason, not ok"),
        (" ", "read", "the name (--by) is empty"),
    ] {
        let output = site.trial.upload(&["--yes", "--accept", "--by", by, "--reason", reason]);
        assert_eq!(code(&output), 2, "{by}: {}", said(&output));
        assert!(said(&output).contains(says), "{by}: {}", said(&output));
        let folder = site.trial.site.to_str().unwrap();
        let output =
            run(&["--site", folder, "--lang", "en", "allow", "files/scan.pdf", "--by", by, "--reason", reason]);
        assert_eq!((code(&output), said(&output).contains(says)), (2, true), "{by}: {}", said(&output));
    }
    assert!(site.privacy().is_none() && tree(&site.root).is_empty());
}

#[test]
fn an_error_in_the_content_is_the_last_that_is_told() {
    let site = Site::new();
    site.put("pages/wrong.md", "---\ntitel: ผิด\n---\n## ก\n".as_bytes());
    let output = site.trial.upload(&ACCEPT);
    assert_eq!(code(&output), 1, "{}", said(&output));
    let told = said(&output);
    let last = told.trim_end().lines().last().unwrap_or_default();
    assert!(last.contains("nothing was sent; mend the ") && last.contains(" above first"), "{told}");
}

#[test]
fn what_stands_in_a_theme_is_accepted_too() {
    let site = Site::new();
    fs::create_dir_all(site.trial.site.join("themes/own/i18n")).unwrap();
    site.put("../themes/own/i18n/th.yaml", "home: \"หน้าแรก หนังสือที่ 1100100000000\"\n".as_bytes());
    assert!(site.holds(&["--yes"]).contains("themes/own/i18n/th.yaml:1"));
    site.goes(&ACCEPT);
    site.goes(&["--yes"]);
    let text = site.privacy().expect("it was written");
    assert!(text.contains("file: 'themes/own/i18n/th.yaml'"), "{text}");
    let checked = site.check();
    assert!(!String::from_utf8_lossy(&checked.stdout).contains("acceptance-unused"), "{}", said(&checked));
}

#[test]
fn pictures_that_were_accepted_are_counted_no_more() {
    let site = Site::new();
    let picture = |n: u8| [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\x04\0\x08\x02\0\0\0"[..], &[n; 400]].concat();
    (0..3).for_each(|n| site.put(&format!("files/p{n}.png"), &picture(n)));
    site.goes(&ACCEPT);
    site.put("files/p9.png", &picture(9));
    let told = said(&site.trial.upload(&["--yes"]));
    let (_, list) = told.split_once("somebody must look at these").unwrap_or_else(|| panic!("{told}"));
    assert!(list.contains("p9.png") && !list.contains("p0.png"), "{told}");
}

#[test]
fn a_person_on_a_terminal_is_asked_for_name_and_reason() {
    let site = Site::new();
    let told = site.trial.on_a_terminal(&[], &[("who has looked at all of them", "")]);
    assert!(told.contains("nothing was sent") && tree(&site.root).is_empty(), "{told}");
    let told = site.trial.on_a_terminal(
        &[],
        &[
            ("who has looked at all of them", "Somsri"),
            ("why they may go out", "scans of signed papers, read"),
            ("send this?", "y"),
        ],
    );
    assert!(told.contains("2 accepted") && told.contains("changed pages:"), "{told}");
    assert!(site.privacy().is_some_and(|text| text.contains("by: 'Somsri'")));
    let told = site.trial.on_a_terminal(&["--all"], &[("send this?", "y")]);
    assert!(told.contains("files sent"), "{told}");
}
