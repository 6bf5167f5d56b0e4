//! Everything a person or a machine can do wrong before a build: each case is a real process, ends in a clear sentence in
//! both languages with the right exit code, and leaves `public/` as it was, byte for byte.

use std::fs;
use std::path::Path;

use crate::support::{beyond_windows, code, copy, folder, prongsai, run, said, site, symlink, tree};

/// A way to spoil a good site, and how the program must answer.
struct Case {
    name: &'static str,
    spoil: fn(&Path),
    code: i32,
    /// Words of the English answer: the code of the rule and the place.
    says: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        name: "content is missing",
        spoil: |s| fs::remove_dir_all(s.join("content")).unwrap(),
        code: 1,
        says: &["content-missing"],
    },
    Case {
        name: "agency is missing",
        spoil: |s| fs::remove_file(s.join("content/agency.yaml")).unwrap(),
        code: 1,
        says: &["agency-missing"],
    },
    Case { name: "empty file", spoil: |s| put(s, "2568/items/o01.md", b""), code: 1, says: &["file-empty", "o01.md"] },
    Case {
        name: "front matter not closed",
        spoil: |s| put(s, "2568/items/o01.md", b"---\ncode: O1\n\ntext\n"),
        code: 1,
        says: &["front-matter-open", "o01.md:1:1"],
    },
    Case {
        name: "two front matters",
        spoil: |s| put(s, "2568/items/o01.md", b"---\ncode: O1\n---\n---\ncode: O2\n---\n"),
        code: 1,
        says: &["front-matter-second", "o01.md:4:1"],
    },
    Case {
        name: "Windows-874",
        spoil: |s| {
            put(
                s,
                "2568/items/o01.md",
                b"---\ncode: O1\n---\n\xca\xc7\xd1\xca\xb4\xd5\xa4\xc3\xd1\xba \xca\xc7\xd1\xca\xb4\xd5\n",
            )
        },
        code: 1,
        says: &["file-encoding", "Windows-874", "o01.md"],
    },
    Case {
        name: "UTF-16",
        spoil: |s| put(s, "2568/items/o01.md", b"\xff\xfe-\0-\0-\0"),
        code: 1,
        says: &["file-encoding", "UTF-16"],
    },
    Case {
        name: "NUL",
        spoil: |s| put(s, "2568/items/o01.md", b"---\ncode: O1\n---\na\0b\n"),
        code: 1,
        says: &["file-control", "U+0000"],
    },
    Case {
        name: "text that reads backwards",
        spoil: |s| put(s, "2568/items/o01.md", "---\ncode: O1\n---\na\u{202E}b\n".as_bytes()),
        code: 1,
        says: &["file-control", "U+202E"],
    },
    Case {
        name: "a character that XML has no room for",
        spoil: |s| put(s, "pages/x.md", "---\ntitle: \"ก\\uFFFE\"\n---\nก\n".as_bytes()),
        code: 1,
        says: &["file-control", "U+FFFE"],
    },
    Case {
        name: "a name that Windows keeps",
        spoil: |s| put(s, "pages/aux/con.md", b"---\ntitle: x\n---\nx\n"),
        code: 1,
        says: &["file-name", "aux"],
    },
    Case {
        name: "unknown year folder",
        spoil: |s| put(s, "25680/items/o01.md", b"---\ncode: O1\n---\n"),
        code: 1,
        says: &["folder-unknown", "25680"],
    },
    Case {
        name: "catalogue with two O1",
        spoil: |s| edit(s, "2568/catalogue.yaml", "code: O2", "code: O1"),
        code: 1,
        says: &["catalogue-twice", "catalogue.yaml"],
    },
    Case {
        name: "items without a catalogue",
        spoil: |s| fs::remove_file(s.join("content/2568/catalogue.yaml")).unwrap(),
        code: 1,
        says: &["item-without-catalogue", "2568"],
    },
    Case {
        name: "measure of an unknown issue",
        spoil: |s| put(s, "2568/measures/m01.md", "---\ntitle: ก\nissue: 2568/9\n---\n".as_bytes()),
        code: 1,
        says: &["reference-unknown", "m01.md:3:8"],
    },
    Case {
        name: "score 420",
        spoil: |s| edit(s, "2568/scores.yaml", "overall: ", "overall: 420 # "),
        code: 1,
        says: &["score-invalid", "420", "scores.yaml"],
    },
    Case {
        name: "31 February",
        spoil: |s| put(s, "2568/items/o01.md", b"---\ncode: O1\nupdated: 2568-02-31\n---\n"),
        code: 1,
        says: &["date-invalid", "o01.md:3:10"],
    },
    Case {
        name: "dangling attachment",
        spoil: |s| {
            put(
                s,
                "2568/items/o01.md",
                "---\ncode: O1\ndocuments:\n  - file: ../files/none.pdf\n    title: ก\n---\n".as_bytes(),
            )
        },
        code: 1,
        says: &["attachment-missing", "o01.md:4:11"],
    },
    Case {
        name: "dead link",
        spoil: |s| put(s, "2568/items/o01.md", b"---\ncode: O1\n---\n[a](o99.md)\n"),
        code: 1,
        says: &["link-broken", "o01.md:4:5"],
    },
    Case {
        name: "raw HTML",
        spoil: |s| put(s, "2568/items/o01.md", b"---\ncode: O1\n---\n<script>alert(1)</script>\n"),
        code: 1,
        says: &["markdown-html", "o01.md:4:1"],
    },
    Case {
        name: "Notepad's .txt",
        spoil: |s| put(s, "2568/items/o09.md.txt", b"---\ncode: O1\n---\n"),
        code: 1,
        says: &["file-unexpected", "o09.md"],
    },
    Case {
        name: "theme is missing",
        spoil: |s| edit(s, "agency.yaml", "theme: default", "theme: nosuch"),
        code: 1,
        says: &["theme-missing", "nosuch"],
    },
    Case {
        name: "template with a fault",
        spoil: |s| theme(s, "page.html", "{% if %}"),
        code: 1,
        says: &["template-error", "themes/default/templates/page.html"],
    },
    Case {
        name: "template that includes itself",
        spoil: |s| theme(s, "page.html", "{% include \"page.html\" %}"),
        code: 1,
        says: &["template-error", "page.html"],
    },
    Case {
        name: "templates that include each other",
        spoil: |s| {
            theme(s, "page.html", "{% include \"other.html\" %}");
            theme(s, "other.html", "{% include \"page.html\" %}");
        },
        code: 1,
        says: &["template-error"],
    },
    Case {
        name: "template that asks for an unknown field",
        spoil: |s| theme(s, "list.html", "<h1>{{ page.nosuch }}</h1>"),
        code: 1,
        says: &["template-error", "nosuch", "list.html:1:13"],
    },
    Case {
        name: "template nested deep",
        spoil: |s| theme(s, "page.html", &format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000))),
        code: 1,
        says: &["template-error", "page.html"],
    },
    Case {
        name: "template with blocks nested deep",
        spoil: |s| theme(s, "page.html", &format!("{}{}", "{% if 1 %}".repeat(20_000), "{% endif %}".repeat(20_000))),
        code: 1,
        says: &["template-error", "page.html"],
    },
    Case {
        name: "parent template is missing",
        spoil: |s| theme(s, "page.html", "{% extends \"none.html\" %}"),
        code: 1,
        says: &["template-missing", "page.html"],
    },
    Case {
        name: "100,000 nested quotes",
        spoil: |s| put(s, "2568/items/o01.md", format!("---\ncode: O1\n---\n{} a\n", ">".repeat(100_000)).as_bytes()),
        code: 1,
        says: &["markdown-nesting", "o01.md:4:"],
    },
    Case {
        name: "50 MB of Markdown",
        spoil: |s| {
            put(
                s,
                "2568/items/o01.md",
                "---\ncode: O1\n---\n"
                    .bytes()
                    .chain(std::iter::repeat_n(b'a', 50 << 20))
                    .collect::<Vec<_>>()
                    .as_slice(),
            )
        },
        code: 1,
        says: &["file-too-large", "o01.md"],
    },
    Case {
        name: "YAML that nests for ever",
        spoil: |s| put(s, "2568/items/o01.md", format!("---\ncode: {}\n---\n", "[".repeat(50_000)).as_bytes()),
        code: 1,
        says: &["yaml-syntax", "o01.md"],
    },
    Case {
        name: "alias bomb",
        spoil: |s| put(s, "people.yaml", bomb().as_bytes()),
        code: 1,
        says: &["yaml-syntax", "people.yaml"],
    },
    Case { name: "link out of the site", spoil: link_outside, code: 1, says: &["file-outside", "secret.md"] },
    Case { name: "link to what git keeps", spoil: link_hidden, code: 1, says: &["file-outside", "config.txt"] },
    Case { name: "link to the passwords' file", spoil: link_secret, code: 1, says: &["file-outside", "targets.txt"] },
    Case { name: "link to the program's own folder", spoil: link_public, code: 1, says: &["file-outside", "page.txt"] },
    Case { name: "a pipe among the files", spoil: pipe, code: 1, says: &["file-kind", "pipe.pdf"] },
    Case { name: "a dangling symbolic link", spoil: dangling, code: 1, says: &["file-unreadable", "gone.md"] },
];

fn put(site: &Path, path: &str, bytes: &[u8]) {
    let path = site.join("content").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn theme(site: &Path, template: &str, text: &str) {
    let folder = site.join("themes/default/templates");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(template), text).unwrap();
}

fn edit(site: &Path, path: &str, from: &str, to: &str) {
    let path = site.join("content").join(path);
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "{from} stands in {}", path.display());
    fs::write(path, changed).unwrap();
}

fn bomb() -> String {
    let mut text = String::from("people:\n  - &a {name: ก, position: ข}\n");
    for (from, to) in ["a", "b", "c", "d", "e", "f", "g", "h"].iter().zip(["b", "c", "d", "e", "f", "g", "h", "i"]) {
        text.push_str(&format!("  - &{to} [{}]\n", vec![format!("*{from}"); 20].join(", ")));
    }
    text
}

fn link_outside(site: &Path) {
    let outside = site.join("../outside.md");
    fs::write(&outside, "---\ncode: O1\n---\nsecret\n").unwrap();
    symlink(outside.canonicalize().unwrap(), site.join("content/2568/items/secret.md")).unwrap();
}

fn link_to(site: &Path, target: &str, name: &str) {
    let target = site.join(target);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::write(&target, "secret").unwrap();
    put(site, "files/a.txt", b"a");
    symlink(target.canonicalize().unwrap(), site.join("content/files").join(name)).unwrap();
}

fn link_hidden(site: &Path) {
    link_to(site, "content/files/.git/config", "config.txt");
}

fn link_secret(site: &Path) {
    link_to(site, "content/upload.yaml", "targets.txt");
    fs::write(site.join("content/upload.yaml"), "targets: {}\n").unwrap();
}

fn link_public(site: &Path) {
    link_to(site, "public/page.txt", "page.txt");
}

fn dangling(site: &Path) {
    symlink("nowhere.md", site.join("content/2568/items/gone.md")).unwrap();
}

fn pipe(site: &Path) {
    fs::create_dir_all(site.join("content/files")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(site.join("content/files/pipe.pdf")).status().unwrap();
    assert!(made.success());
}

/// A good site, built once; each case spoils its own copy.
fn built(into: &Path) {
    copy(&site("two-years"), into);
    put(into, "services/extra.md", "---\ntitle: เสริม\n---\n".as_bytes());
    let output = run(&["--site", into.to_str().unwrap(), "build"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn every_mistake_is_answered_and_the_old_site_stays() {
    let good = folder();
    built(good.path());
    let mut faults = Vec::new();
    for case in CASES.iter().filter(|case| !beyond_windows(case.name)) {
        let place = folder();
        let site = place.path().join("site");
        copy(good.path(), &site);
        (case.spoil)(&site);
        let before = tree(&site.join("public"));
        assert!(!before.is_empty());
        for lang in ["en", "th"] {
            let output = run(&["--site", site.to_str().unwrap(), "--lang", lang, "build"]);
            let text = said(&output);
            if code(&output) != case.code {
                faults.push(format!("{} ({lang}): exit {} instead of {}\n{text}", case.name, code(&output), case.code));
                continue;
            }
            let missing: Vec<_> = case.says.iter().filter(|word| lang == "en" && !text.contains(**word)).collect();
            if !missing.is_empty() {
                faults.push(format!("{}: does not say {missing:?}\n{text}", case.name));
            }
            if lang == "th" && !text.chars().any(|c| ('\u{E01}'..='\u{E5B}').contains(&c)) {
                faults.push(format!("{}: no Thai sentence\n{text}", case.name));
            }
            if text.contains("panicked") {
                faults.push(format!("{}: panics\n{text}", case.name));
            }
        }
        if tree(&site.join("public")) != before {
            faults.push(format!("{}: public/ has changed", case.name));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n\n"));
}

/// Output folders that would be dangerous to write to.
#[test]
fn dangerous_output_folders_are_refused() {
    let place = folder();
    let site = place.path().join("site");
    built(&site);
    let foreign = place.path().join("foreign");
    fs::create_dir_all(&foreign).unwrap();
    fs::write(foreign.join("photo.jpg"), "mine").unwrap();
    let link = place.path().join("link");
    symlink(&foreign, &link).unwrap();
    let file = place.path().join("file");
    fs::write(&file, "mine").unwrap();
    // What attachments hold may be remembered at any time.
    let all =
        || tree(place.path()).into_iter().filter(|(path, _)| !path.ends_with("inspected.txt")).collect::<Vec<_>>();
    let before = all();
    let inside = site.join("content/2568/out");
    let outs = [
        Path::new("/"),
        &site,
        &site.join("content"),
        &inside,
        &site.join("themes"),
        &foreign,
        &link,
        &file,
        place.path(),
    ];
    for out in outs {
        for (lang, word) in [("en", "folder"), ("th", "โฟลเดอร์")] {
            let arguments = ["--site", site.to_str().unwrap(), "--lang", lang, "build", "--out", out.to_str().unwrap()];
            let output = run(&arguments);
            assert_eq!(code(&output), 3, "{}: {}", out.display(), said(&output));
            assert!(said(&output).contains(word), "{}: {}", out.display(), said(&output));
        }
    }
    let changed: Vec<String> = all().into_iter().filter(|file| !before.contains(file)).map(|(path, _)| path).collect();
    assert!(changed.is_empty() && all().len() == before.len(), "{changed:?}");
}

#[test]
fn a_second_build_is_told_to_wait() {
    let place = folder();
    let site = place.path().join("site");
    built(&site);
    let lock = site.join(".prongsai/public.lock");
    let file = fs::File::options().create(true).truncate(false).write(true).open(&lock).unwrap();
    file.lock().unwrap();
    fs::remove_file(site.join("content/services/extra.md")).unwrap();
    let output = run(&["--site", site.to_str().unwrap(), "--lang", "th", "build"]);
    assert_eq!(code(&output), 6, "{}", said(&output));
    drop(file);
}

#[test]
fn what_cannot_be_read_is_not_told_as_missing() {
    let place = folder();
    copy(&site("two-years"), place.path());
    for name in ["agency.yaml", "services/complaint.md"] {
        put(place.path(), name, b"\xFF\xFE\x00\xD8");
    }
    let output = run(&["--site", place.path().to_str().unwrap(), "--lang", "en", "check", "--format", "short"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!((code(&output), told.matches("[file-encoding]").count()), (1, 2), "{told}");
    assert!(!told.contains("agency-missing") && !told.contains("complaint.en.md"), "{told}");
}

#[test]
fn foreign_files_survive_and_stale_ones_go() {
    let place = folder();
    let site = place.path().join("site");
    built(&site);
    let public = site.join("public");
    fs::write(public.join("google1234.html"), "verification").unwrap();
    fs::create_dir_all(public.join("old/deep")).unwrap();
    fs::write(public.join("old/deep/page.html"), "old").unwrap();
    fs::remove_file(site.join("content/services/extra.md")).unwrap();
    put(&site, "pages/new.md", "---\ntitle: ใหม่\n---\n".as_bytes());
    let output = run(&["--site", site.to_str().unwrap(), "build"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let after = tree(&public);
    assert_eq!(after["google1234.html"], b"verification");
    assert_eq!(after["old/deep/page.html"], b"old");
    assert!(after.contains_key("new/index.html"));
    assert!(!after.contains_key("services/extra/index.html"));
    assert!(!public.join("services/extra").exists());
}

#[test]
fn a_read_only_place_and_a_full_disk_end_with_code_4() {
    let place = folder();
    let site = place.path().join("site");
    built(&site);
    put(&site, "pages/new.md", "---\ntitle: ใหม่\n---\n".as_bytes());
    let before = tree(&site.join("public"));
    // As root, permissions do not hold, but no user can write more than this limit allows to a file.
    let mut command = std::process::Command::new("sh");
    let binary = env!("CARGO_BIN_EXE_prongsai");
    command.args([
        "-c",
        "trap '' XFSZ; ulimit -f 1; exec \"$@\"",
        "sh",
        binary,
        "--site",
        site.to_str().unwrap(),
        "--lang",
        "en",
        "build",
    ]);
    let output = command.output().unwrap();
    assert_eq!(code(&output), 4, "{}", said(&output));
    assert_eq!(tree(&site.join("public")), before);
    let output = run(&["--site", site.to_str().unwrap(), "build", "--out", "/proc/nothing/public"]);
    assert_eq!(code(&output), 4, "{}", said(&output));
}

#[test]
fn wrong_arguments_end_with_code_2() {
    for arguments in [
        &["nosuch"][..],
        &["--site", "/nowhere", "build"],
        &["build", "--today", "tomorrow"],
        &["build", "--base-url", "x"],
    ] {
        assert_eq!(code(&run(arguments)), 2, "{arguments:?}");
    }
    let output = prongsai(&["build"]).env("SOURCE_DATE_EPOCH", "yesterday").output().unwrap();
    assert_eq!(code(&output), 2);
}
