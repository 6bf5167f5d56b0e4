//! What an upload must not do: change anything in a dry run, touch what is not ours, delete what nobody meant, run beside
//! another. Most of it on a folder, which takes the same way through the program as any host.

use std::fs;
use std::path::PathBuf;

use super::servers::{ALL, Kind, Server};
use super::trial::{Trial, public, versions};
use crate::support::{code, root, said, tree};

/// A folder as a host.
struct Host {
    trial: Trial,
    root: PathBuf,
    _dir: tempfile::TempDir,
}

impl Host {
    fn new() -> Host {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("www");
        fs::create_dir(&root).unwrap();
        let trial =
            Trial::new(&format!("targets: {{web: {{kind: folder, folder: {}, timeout: 1}}}}\n", root.display()), "");
        Host { trial, root, _dir: dir }
    }

    fn uploaded() -> Host {
        let host = Host::new();
        host.trial.upload_well();
        host
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.root.join(path).parent().unwrap()).unwrap();
        fs::write(self.root.join(path), text).unwrap();
    }

    /// Uploads; the exit code and words must be these, and the host must stay as it was.
    fn refuses(&self, arguments: &[&str], exit: i32, words: &str) -> String {
        let before = tree(&self.root);
        let output = self.trial.upload(arguments);
        assert_eq!(code(&output), exit, "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
        assert_eq!(tree(&self.root), before, "the host has changed");
        said(&output)
    }
}

/// Marks of a change in what servers write down.
fn writes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::OpenSsh => &["posix-rename", "remove name", "mkdir name", "rmdir name", "flags WRITE"],
        Kind::Rclone => &["PUT", "DELETE", "Put", "Delete"],
        // It writes down transfers only; what else it did shows in its files.
        Kind::PureFtpd => &["\"PUT "],
        Kind::Moto => &["\"PUT /site/", "\"DELETE /site/"],
        _ => &["STOR", "RNFR", "RNTO", "DELE", "MKD", "RMD", "APPE", "SITE", "MFMT"],
    }
}

#[test]
fn a_dry_run_changes_nothing_on_any_server() {
    for kind in ALL {
        let server = Server::start(kind);
        let trial = Trial::at(&server);
        trial.upload_well();
        let told = server.settled_logs().concat();
        let marked = writes(kind).iter().any(|mark| told.contains(mark));
        assert!(marked, "{kind:?} writes nothing down: {told}");
        trial.renew();
        let (before, logs) = (server.files(), server.settled_logs());
        let output = trial.upload(&["--dry-run"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        assert!(said(&output).contains("1 new") && said(&output).contains("to delete:\n  gone/index.html"));
        let told = server.told_since(&logs);
        assert!(
            [Kind::Rclone, Kind::PureFtpd].contains(&kind) || told.len() > 20,
            "{kind:?}: nothing was asked: {told}"
        );
        let found: Vec<_> = writes(kind).iter().filter(|mark| told.contains(**mark)).collect();
        assert!(found.is_empty(), "{kind:?}: {found:?} in {told}");
        assert!(before == server.files(), "{kind:?}: the host has changed");
    }
}

#[test]
fn files_of_others_stay() {
    let host = Host::uploaded();
    host.put("old-site.php", "mine");
    host.put("news/mine.txt", "mine");
    host.put("gone/mine.txt", "mine");
    host.trial.renew();
    host.trial.upload_well();
    let files = tree(&host.root);
    for path in ["old-site.php", "news/mine.txt", "gone/mine.txt"] {
        assert_eq!(files[path], b"mine", "{path}");
    }
    assert!(!files.contains_key("gone/index.html"));
    host.put("added/index.html", "mine, too");
    fs::remove_file(host.root.join("prongsai-manifest.txt")).unwrap();
    host.trial.upload_well();
    assert_ne!(tree(&host.root)["added/index.html"], b"mine, too", "a first upload that was agreed to");
}

#[test]
fn a_file_of_others_in_the_way_is_not_replaced() {
    let host = Host::uploaded();
    host.trial.renew();
    host.put("added/index.html", "mine");
    host.refuses(&["--yes"], 3, "added/index.html");
}

#[test]
fn a_first_upload_shows_what_is_there_and_asks() {
    let host = Host::new();
    host.put("index.html", "the old site");
    host.put("wp-content/x.php", "old");
    host.refuses(&[], 3, "wp-content/");
    host.refuses(&[], 3, "will be replaced:\n  index.html");
    let output = host.trial.upload(&["--yes"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(tree(&host.root)["wp-content/x.php"], b"old");
}

#[test]
fn nothing_is_sent_where_nobody_can_be_asked() {
    Host::new().refuses(&[], 3, "--yes");
    let host = Host::uploaded();
    host.trial.renew();
    host.refuses(&[], 3, "--yes");
}

#[test]
fn another_site_on_the_host_is_left_alone() {
    let host = Host::uploaded();
    let record = fs::read_to_string(host.root.join("prongsai-manifest.txt")).unwrap();
    let site = record.lines().nth(1).unwrap().to_owned();
    host.put("prongsai-manifest.txt", &record.replace(&site, "site https://other.example.go.th/"));
    host.refuses(&["--yes"], 3, "https://other.example.go.th/");
    host.refuses(&["--yes", "--max-deletes", "999"], 3, "https://other.example.go.th/");
}

/// `tests/suite/upload/mod.rs` has the same on servers. A site of many folders is looked over once a day.
#[test]
fn what_was_not_looked_at_is_not_claimed() {
    let host = Host::new();
    let pages = host.trial.site.join("content/pages");
    for n in 0..70 {
        fs::write(pages.join(format!("p{n}.md")), "---\ntitle: ก\n---\n## ก\n").unwrap();
    }
    host.trial.upload_well();
    let told = said(&host.trial.upload(&[]));
    assert!(told.contains("already holds the latest site; every file has the size"), "{told}");
    host.put("index.html", "<a href=\"https://slot.example\">slot</a>");
    let told = said(&host.trial.upload(&[]));
    assert!(told.contains("was not looked at: --check") && told.contains("--all"), "{told}");
    assert!(!told.contains("already holds"), "{told}");
    let looked = fs::File::options().write(true).open(host.trial.site.join(".prongsai/upload-web.looked")).unwrap();
    looked.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(25 * 3600)).unwrap();
    let told = host.refuses(&[], 3, "may have edited them. They are sent again:\n  index.html\n");
    assert!(told.contains("1 changed"), "{told}");
    host.trial.upload_well();
    assert_ne!(tree(&host.root)["index.html"], b"<a href=\"https://slot.example\">slot</a>");
}

#[test]
fn many_deletions_must_be_allowed() {
    let host = Host::new();
    let extra = host.trial.site.join("content/files/extra");
    fs::create_dir_all(&extra).unwrap();
    (0..12).for_each(|n| fs::write(extra.join(format!("{n}.txt")), "").unwrap());
    host.trial.upload_well();
    assert!(host.root.join("files/extra/11.txt").exists());
    fs::remove_dir_all(&extra).unwrap();
    host.refuses(&["--yes"], 3, "--max-deletes");
    let output = host.trial.upload(&["--yes", "--max-deletes", "99"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(!host.root.join("files/extra").exists(), "empty folders are gone, too");
}

#[test]
fn a_lock_of_another_is_heeded_until_it_is_old() {
    let host = Host::uploaded();
    host.trial.renew();
    let lock = |since: u64| format!("prongsai lock 1\nid somebody-else\nwho officer@office\nsince {since}\n");
    let clock = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let now = clock();
    host.put("prongsai-lock/owner.txt", &lock(now - 120));
    let told = host.refuses(&["--yes"], 6, "officer@office is uploading");
    // On a machine that is busy with other tests a minute may pass before the lock is seen.
    let ages = 2..=(clock() - now + 120).div_ceil(60);
    let has = |age: u64| told.contains(&format!("(the lock is {age} minutes old)"));
    assert!(ages.into_iter().any(has), "{told}");
    host.put("prongsai-lock/owner.txt", &lock(now - 3600));
    host.trial.upload_well();
    assert!(!host.root.join("prongsai-lock").exists());
}

#[test]
fn a_lock_from_a_clock_that_is_wrong_is_heeded_and_told() {
    let host = Host::uploaded();
    host.trial.renew();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let since = now + 3 * 3600 + 60;
    host.put("prongsai-lock/owner.txt", &format!("prongsai lock 1\nid other\nwho officer@office\nsince {since}\n"));
    let told = host.refuses(&["--yes"], 6, "the clock of that computer is 3 hours ahead");
    assert!(told.contains("delete the folder prongsai-lock"), "{told}");
    let told = said(&host.trial.in_thai(&["--yes"]));
    assert!(told.contains("นาฬิกาของเครื่องนั้นเร็วไป 3 ชั่วโมง"), "{told}");
}

#[test]
fn a_lock_without_a_name_is_taken_away_by_the_next_upload() {
    let host = Host::uploaded();
    fs::create_dir(host.root.join("prongsai-lock")).unwrap();
    host.trial.upload_well();
    assert!(!host.root.join("prongsai-lock").exists(), "what a program left that was killed while giving it back");
}

#[test]
fn settings_of_others_stay_and_ours_are_sent_elsewhere() {
    let host = Host::new();
    host.put(".htaccess", "# cPanel's own");
    let output = host.trial.upload(&["--yes"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains("settings of its own"), "{}", said(&output));
    assert_eq!(tree(&host.root)[".htaccess"], b"# cPanel's own");
    let host = Host::uploaded();
    let text = String::from_utf8(tree(&host.root)[".htaccess"].clone()).unwrap();
    assert!(text.contains("ErrorDocument 404 /404.html"), "{text}");
}

/// Its first line is left out there: pasted into settings of somebody else it would give them to the program.
#[test]
fn the_documents_give_the_settings_that_are_sent() {
    let host = Host::uploaded();
    let sent = fs::read_to_string(host.root.join(".htaccess")).unwrap();
    let (first, settings) = sent.split_once('\n').unwrap();
    assert!(first.starts_with("# Written by prongsai"), "{first}");
    for name in ["upload.md", "upload.th.md"] {
        let text = fs::read_to_string(root().join("docs").join(name)).unwrap();
        let given = text.split_once("```apache\n").and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
        assert_eq!(given, settings, "docs/{name}");
    }
}

#[test]
fn settings_of_ours_go_when_they_are_no_longer_wanted_and_nobody_elses_do() {
    let host = Host::uploaded();
    let apache = fs::read_to_string(host.trial.site.join("content/upload.yaml")).unwrap();
    let other = apache.replace("timeout: 1", "timeout: 1, server: other");
    let settings = || tree(&host.root).get(".htaccess").cloned();
    host.trial.aim(&other);
    host.trial.upload_well();
    assert_eq!(settings(), None, "the target wants none any more");
    host.trial.aim(&apache);
    host.trial.upload_well();
    // The record is lost, and what was sent is from an earlier version of the program.
    let old = "# Written by prongsai; changes here are lost.\nErrorDocument 404 /old.html\n";
    let lose = || {
        host.put(".htaccess", old);
        fs::remove_file(host.root.join("prongsai-manifest.txt")).unwrap();
    };
    lose();
    host.trial.upload_well();
    assert!(settings().is_some_and(|text| !text.starts_with(old.as_bytes())), "ours are renewed");
    lose();
    host.trial.aim(&other);
    let output = host.trial.upload(&["--yes", "--max-deletes", "1"]);
    assert_eq!((code(&output), settings()), (0, None), "{}", said(&output));
    // Somebody has put settings of his own in the place of ours.
    host.trial.aim(&apache);
    host.trial.upload_well();
    host.put(".htaccess", "# the panel's own");
    for target in [&apache, &other] {
        host.trial.aim(target);
        host.trial.upload_well();
        assert_eq!(settings().as_deref(), Some(&b"# the panel's own"[..]), "{target}");
    }
}

#[test]
fn a_folder_of_the_site_itself_is_no_host() {
    let host = Host::new();
    for folder in [".", "public", "content/files", ".."] {
        host.trial.aim(&format!("targets: {{web: {{kind: folder, folder: {folder}}}}}\n"));
        host.refuses(&["--yes"], 3, "overlaps");
    }
    host.trial.aim("targets: {web: {kind: folder, folder: /not/mounted}}\n");
    let told = host.refuses(&["--yes"], 5, "the folder /not/mounted does not exist");
    assert!(told.contains("`folder:` of web") && !told.contains("os error"), "{told}");
}

#[test]
fn targets_are_chosen_by_name() {
    let host = Host::new();
    host.refuses(&["nowhere", "--yes"], 2, "no target `nowhere`, only web");
    fs::remove_file(host.trial.site.join("content/upload.yaml")).unwrap();
    host.refuses(&["--yes"], 2, "no upload target yet");
}

#[test]
fn errors_of_the_content_stop_the_upload() {
    let host = Host::uploaded();
    fs::write(host.trial.site.join("content/pages/about.md"), "---\ntitel: x\n---\n").unwrap();
    host.refuses(&["--yes"], 1, "yaml-unknown-key");
}

#[test]
fn the_result_is_told_to_people_programs_and_the_log() {
    let host = Host::uploaded();
    host.trial.renew();
    let output = host.trial.upload(&["--yes", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((json["exit"].as_u64(), json["target"].as_str()), (Some(0), Some("web")));
    assert_eq!(json["plan"]["new"], serde_json::json!(["added/index.html"]));
    assert_eq!(json["removed"], serde_json::json!(["gone/index.html"]));
    let pages: Vec<&str> = json["pages"].as_array().unwrap().iter().filter_map(|page| page.as_str()).collect();
    assert!(pages.iter().any(|page| page.ends_with(".example.go.th/added/") || page.ends_with("/added/")), "{pages:?}");
    let log = fs::read_to_string(host.trial.site.join(".prongsai/upload.log")).unwrap();
    let line = log.lines().find(|line| line.contains(" changed files/form.txt ")).unwrap_or_else(|| panic!("{log}"));
    let form = fs::read(versions().new.join("public/files/form.txt")).unwrap();
    assert!(line.ends_with(&format!("{} {}", form.len(), blake3::hash(&form).to_hex())), "{line}");
    assert!(line.contains("+07:00 web "), "{line}");
    let again = host.trial.in_thai(&[]);
    assert!(said(&again).contains("โฮสต์มีเว็บไซต์ล่าสุดอยู่แล้ว"), "{}", said(&again));
}

#[test]
fn the_zip_holds_the_whole_site() {
    let host = Host::new();
    let to = host.root.join("site.zip");
    host.trial.aim(&format!("targets: {{panel: {{kind: zip, folder: {}}}}}\n", to.display()));
    let output = host.trial.upload(&["--dry-run"]);
    assert_eq!((code(&output), to.exists()), (0, false), "{}", said(&output));
    let output = host.trial.upload(&[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let out = tempfile::tempdir().unwrap();
    let unzip = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
    let done = std::process::Command::new("python3").args(["-c", unzip]).arg(&to).arg(out.path()).status().unwrap();
    assert!(done.success());
    assert_eq!(public(tree(out.path())), public(tree(&versions().old.join("public"))));
    host.trial.aim("targets: {panel: {kind: zip, folder: ../beside.zip}}\n");
    let output = host.trial.upload(&[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(host.trial.site.join("../beside.zip").exists(), "its place is counted from the site: {}", said(&output));
}

#[test]
fn where_no_zip_can_be_written_the_place_is_named() {
    let host = Host::new();
    let to = host.root.join("gone").join("site.zip");
    host.trial.aim(&format!("targets: {{panel: {{kind: zip, folder: {}}}}}\n", to.display()));
    host.refuses(&[], 4, &format!("file error: cannot write {}: there is no such file or folder", to.display()));
    let told = said(&host.trial.in_thai(&[]));
    assert!(told.contains(&format!("{}: ไม่มีไฟล์หรือโฟลเดอร์นั้น", to.display())), "{told}");
}

/// A site that is packed, and packs of it again.
#[test]
fn what_a_zip_leaves_out_is_listed_until_it_is_back() {
    let host = Host::new();
    let (zip, list) = (host.root.join("site.zip"), host.root.join("site-delete.txt"));
    let target = format!("targets: {{panel: {{kind: zip, folder: {}}}}}\n", zip.display());
    host.trial.aim(&target);
    host.trial.upload_well();
    assert!(!list.exists());
    host.trial.renew();
    let dry = said(&host.trial.upload(&["--dry-run"]));
    assert!(dry.contains("delete there what the site no longer has:\n  gone/index.html") && !list.exists(), "{dry}");
    let output = host.trial.upload(&["--format", "json"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let told = format!("delete there what the site no longer has ({}):\n  gone/index.html", list.display());
    assert!(said(&output).contains(&told), "{}", said(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["plan"]["removed"], serde_json::json!(["gone/index.html"]));
    // Nobody knows whether it was deleted, so it stays in the list; the zip need not be there for that.
    fs::remove_file(&zip).unwrap();
    host.trial.upload_well();
    assert!(fs::read_to_string(&list).unwrap().ends_with("extracted\ngone/index.html\n"));
    fs::copy(versions().old.join("content/pages/gone.md"), host.trial.site.join("content/pages/gone.md")).unwrap();
    host.trial.upload_well();
    assert!(!list.exists(), "the site has it again");
}

#[test]
fn a_page_with_personal_data_that_was_withdrawn_is_asked_about() {
    let host = Host::new();
    let zip = host.root.join("site.zip");
    host.trial.aim(&format!("targets: {{panel: {{kind: zip, folder: {}}}}}\n", zip.display()));
    let page = host.trial.site.join("content/pages/person.md");
    fs::write(&page, "---\ntitle: ประกาศ\n---\n## ก\n\nเลขประจำตัวประชาชน 1-1001-00000-00-0\n").unwrap();
    let allow = ["--site", host.trial.site.to_str().unwrap(), "allow", "content/pages/person.md"];
    let allowed = crate::support::run(&[&allow[..], &["--by", "ปลัด", "--reason", "กฎหมาย"]].concat());
    assert_eq!(code(&allowed), 0, "{}", said(&allowed));
    host.trial.upload_well();
    fs::remove_file(&page).unwrap();
    let told = host.refuses(&[], 3, "these files hold personal numbers");
    assert!(told.contains("\n  person/index.html") && told.contains("no zip was written"), "{told}");
    let told = host.trial.on_a_terminal(&[], &[("will you delete them there at once?", "n")]);
    assert!(told.contains("no zip was written"), "{told}");
    let told = host.trial.on_a_terminal(&[], &[("will you delete them there at once?", "y")]);
    assert!(told.contains("delete there what the site no longer has"), "{told}");
    assert!(!said(&host.trial.upload(&[])).contains("personal numbers"), "it is asked once");
}
