//! A second build of the same sources touches nothing and says so; anything that differs is seen.

use std::fs;
use std::path::Path;

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
    assert!(again.contains(SAME) && again.contains("pages (th"), "{again}");
    assert_eq!(fs::metadata(root.join("public/index.html")).unwrap().modified().unwrap(), written);
    assert_eq!(tree(&root.join("public")), before);
}

#[test]
fn what_differs_is_seen() {
    let place = folder();
    let root = place.path().join("site");
    copy(&site("hospital"), &root);
    build(&root, &[]);
    let before = tree(&root.join("public"));
    let spoil: [(&str, Spoil); 3] = [
        ("a page edited by hand", |root| fs::write(root.join("public/index.html"), "edited").unwrap()),
        ("a page deleted by hand", |root| fs::remove_file(root.join("public/en/index.html")).unwrap()),
        ("the output deleted", |root| fs::remove_dir_all(root.join("public")).unwrap()),
    ];
    for (what, spoil) in spoil {
        spoil(&root);
        assert!(!build(&root, &[]).contains(SAME), "{what}");
        assert_eq!(tree(&root.join("public")), before, "{what}");
        assert!(build(&root, &[]).contains(SAME), "{what}");
    }
    assert!(!build(&root, &["--base-url", "https://other.example/"]).contains(SAME));
    assert!(!build(&root, &["--today", "2569-06-01"]).contains(SAME));
    let attachment = root.join("content/2569/files/moit-1/form.csv");
    fs::write(&attachment, fs::read_to_string(&attachment).unwrap().replace(',', ";")).unwrap();
    assert!(!build(&root, &["--today", "2569-06-01"]).contains(SAME));
    let copied = fs::read(root.join("public/files/2569/moit-1/form.csv")).unwrap();
    assert_eq!(copied, fs::read(&attachment).unwrap());
    let agency = root.join("content/agency.yaml");
    fs::write(&agency, fs::read_to_string(&agency).unwrap().replace("ตัวอย่าง", "ทดลอง")).unwrap();
    assert!(!build(&root, &["--today", "2569-06-01"]).contains(SAME));
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
    fs::write(&page, text + "\n[ที่นี่](https://example.go.th/3-1037-02071-81-8)\n\n![](https://example.go.th/x.png)\n")
        .unwrap();
    let first = build(&root, &[]);
    assert!(first.contains("warning") && first.contains("note") && !first.contains(SAME), "{first}");
    let again = build(&root, &[]);
    assert!(again.contains(SAME), "{again}");
    assert_eq!(without_time(&again), without_time(&first));
    assert!(!first.contains("3-1037-02071-81-8"), "{first}");

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
