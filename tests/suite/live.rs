//! What the preview makes of changes: after anything that an editor or a checkout does to the files, it is what a build
//! would write, or, with an error, the last site without one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::chance::Chance;
use crate::preview::{LATE, Preview};
use crate::serve::{built, copied, differences};
use crate::support::{copy, root, run, said, site};

/// Waits until the preview is what a build of the site writes.
fn settles(preview: &Preview, site: &Path, what: &str) {
    let built = built(site, &[]);
    preview.until(what, || differences(preview, &built, "/").is_empty());
}

fn edit(path: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    fs::write(path, change(text)).expect("the file can be written");
}

/// Saves as many editors do: the new text beside the old file, then exchanged with it.
fn save_whole(path: &Path, text: &str) {
    let beside = path.with_extension("saving~");
    fs::write(&beside, text).expect("the file can be written");
    fs::rename(&beside, path).expect("the file can be exchanged");
}

fn news(year: u64, number: u64) -> String {
    format!("---\ntitle: {{th: ข่าวที่ {number}, en: News {number}}}\ndate: {year}-01-15\n---\n\nเนื้อหาของข่าวที่ {number}\n")
}

#[test]
fn edits_of_every_kind_are_seen() {
    let site = copied(&root());
    let preview = Preview::start(site.path(), &[]);
    let at = |path: &str| site.path().join(path);
    edit(&at("content/2568/items/o12.md"), |text| text + "\nข้อความใหม่\n");
    settles(&preview, site.path(), "a body");
    edit(&at("content/2569/measures/m03.md"), |text| {
        text.replacen("title: {th: ", "title: {th: ใหม่ ", 1).replacen("th: กิจกรรม", "th: ใหม่ กิจกรรม", 1)
    });
    settles(&preview, site.path(), "a title and every list with it");
    edit(&at("content/2568/catalogue.yaml"), |text| {
        text + "items: [{code: O12, title: {th: ชื่อใหม่, en: A new title}}]\n"
    });
    settles(&preview, site.path(), "the catalogue");
    edit(&at("themes/default/templates/base.html"), |text| text.replacen("</main>", "<p>แม่แบบ</p></main>", 1));
    settles(&preview, site.path(), "a template");
    edit(&at("themes/default/static/style.css"), |text| text + "\nbody { margin: 1px }\n");
    settles(&preview, site.path(), "a stylesheet");
}

#[test]
fn a_table_has_the_rows_that_its_file_has_by_now() {
    let site = copied(&site("school"));
    edit(&site.path().join("content/2568/items/o18.md"), |text| {
        text.replacen(
            "evidence:",
            "tables: [{id: rows, file: ../files/o18/list.csv, title: {th: แถว, en: Rows}}]\nevidence:",
            1,
        )
    });
    let preview = Preview::start(site.path(), &[]);
    settles(&preview, site.path(), "a table");
    let file = site.path().join("content/2568/files/o18/list.csv");
    let rows = fs::read_to_string(&file).expect("the site has it");
    edit(&file, |rows| rows + "ตู้เก็บเอกสาร,9000,เฉพาะเจาะจง\n");
    settles(&preview, site.path(), "one more row");
    fs::remove_file(&file).expect("the file can be removed");
    rests(&preview, site.path(), "no file");
    fs::write(&file, rows).expect("the file can be written");
    settles(&preview, site.path(), "the file as it was");
    rests(&preview, site.path(), "the findings as they were");
}

#[test]
fn another_theme_of_the_site_is_seen_when_it_is_named() {
    let site = copied(&site("theme-override"));
    let other = site.path().join("themes/other/templates/years.html");
    fs::create_dir_all(other.parent().expect("it has a folder")).expect("a folder can be made");
    fs::write(&other, "{% extends \"base.html\" %}{% block main %}<h1>อื่น</h1>{% endblock main %}").expect("a file");
    let preview = Preview::start(site.path(), &[]);
    settles(&preview, site.path(), "the first theme");
    edit(&site.path().join("content/agency.yaml"), |text| text.replacen("theme: default", "theme: other", 1));
    preview.until("the other theme", || String::from_utf8_lossy(&preview.get("/ita/").body).contains("<h1>อื่น</h1>"));
    settles(&preview, site.path(), "the other theme");
    edit(&other, |text| text.replacen("อื่น", "ใหม่", 1));
    preview.until("an edit of it", || String::from_utf8_lossy(&preview.get("/ita/").body).contains("<h1>ใหม่</h1>"));
}

#[test]
fn a_stylesheet_alone_is_told_as_such() {
    let site = copied(&site("theme-override"));
    let sheet = site.path().join("themes/default/static/style.css");
    fs::create_dir_all(sheet.parent().expect("it has a folder")).expect("a folder can be made");
    fs::write(&sheet, "body { margin: 0 }").expect("the file can be written");
    let preview = Preview::start(site.path(), &[]);
    let mut events = preview.events();
    let before = events.next();
    fs::write(&sheet, "body { margin: 1px }").expect("the file can be written");
    let mut after = events.next();
    while after["style"] == before["style"] {
        after = events.next();
    }
    assert_eq!(after["content"], before["content"]);
}

#[test]
fn with_an_error_the_last_good_site_stays() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    let good = built(site.path(), &[]);
    let item = site.path().join("content/2568/items/o12.md");
    let text = fs::read_to_string(&item).expect("the item is there");
    let mut events = preview.events();
    for (broken, rule) in [
        (text.replacen("code:", "cod:", 1), "yaml-unknown-key"),
        (text.clone() + "\n[ไปไหน](../../pages/nowhere.md)\n", "link-broken"),
    ] {
        // Whole: half of a save may be seen on a busy machine, and would be another error.
        save_whole(&item, &broken);
        let told = loop {
            let state = events.next();
            if state["errors"].as_u64().is_some_and(|errors| errors > 0) {
                break state;
            }
        };
        let codes: Vec<&str> =
            told["findings"].as_array().expect("a list").iter().filter_map(|one| one["code"].as_str()).collect();
        assert!(codes.contains(&rule), "{told}");
        assert!(told["findings"][0]["at"].as_str().is_some_and(|at| at.starts_with("content/2568/items/o12.md:")));
        assert_eq!(differences(&preview, &good, "/"), Vec::<String>::new(), "the last good site stays");
        save_whole(&item, &text);
        while events.next()["errors"] != 0 {}
    }
    settles(&preview, site.path(), "mended");
}

#[test]
fn no_surface_shows_a_full_national_number() {
    const NUMBER: &str = "3-1037-02071-81-8";
    let plain = |text: &str| text.chars().filter(|c| !matches!(c, '-' | ' ')).collect::<String>();
    let digits = plain(NUMBER);
    let hidden = |what: &str, text: &str| {
        assert!(text.contains('•') || text.contains("%E2%80%A2"), "{what}: the masked form is there:\n{text}");
        assert!(!plain(text).contains(&digits), "{what} shows it:\n{text}");
    };
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    let mut events = preview.events();
    edit(&site.path().join("content/2568/items/o12.md"), |text| text + &format!("\n[ไปไหน](/ไม่มี-{NUMBER}/)\n"));
    fs::write(site.path().join(format!("content/pages/{digits}.md")), format!("---\ntitle: เลข {NUMBER}\n---\n"))
        .expect("the file can be written");
    let told = |state: &serde_json::Value| {
        let codes: Vec<_> = state["findings"].as_array().expect("a list").iter().map(|one| &one["code"]).collect();
        codes.contains(&&"link-broken".into()) && codes.contains(&&"national-number".into())
    };
    let state = loop {
        let state = events.next();
        if told(&state) {
            break state;
        }
    };
    hidden("the event stream", &state.to_string());
    hidden("the start page", &preview.get("/_prongsai/overview.json").text());
    assert_eq!(preview.lines_with(NUMBER) + preview.lines_with(&digits), 0, "the preview's own lines");
    let path = site.path().display().to_string();
    let forms = ["human", "short", "json", "sarif", "github"].map(|form| vec!["check", "--format", form]);
    for command in forms.into_iter().chain([vec!["build"]]) {
        for lang in ["th", "en"] {
            let output = run(&[&["--site", &path, "--lang", lang], &*command].concat());
            hidden(
                &format!("{command:?} {lang}"),
                &format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output)),
            );
        }
    }
    let file = format!("content/files/{NUMBER}.txt");
    fs::create_dir_all(site.path().join("content/files")).expect("the folder can be made");
    fs::write(site.path().join(&file), "ประกาศ").expect("the file can be written");
    fs::write(site.path().join(format!("{NUMBER}.txt")), "ประกาศ").expect("the file can be written");
    let from = site.path().join(format!("{NUMBER}.txt")).display().to_string();
    for command in [
        &["rename", "--dry-run", &file, "content/files/new.txt"][..],
        &["add", "--dry-run", "page", "about", &from],
        &["rename", &file, "content/files/new.txt"],
    ] {
        let output = run(&[&["--site", &path, "--lang", "en"], command].concat());
        hidden(&format!("{command:?}"), &format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output)));
    }
    let agency = fs::read_to_string(site.path().join("content/agency.yaml")).expect("the file is there");
    assert!(!plain(&agency).contains(&digits), "no old address keeps it:\n{agency}");
    for wrong in [&["check", "--format", NUMBER][..], &["schema", NUMBER], &[NUMBER], &["check", "--today", NUMBER]] {
        hidden(&format!("{wrong:?}"), &said(&run(&[&["--site", &path, "--lang", "en"], wrong].concat())));
    }
}

#[test]
fn a_preview_may_begin_with_an_error() {
    let site = copied(&site("school"));
    let agency = site.path().join("content/agency.yaml");
    let text = fs::read_to_string(&agency).expect("the file is there");
    fs::write(&agency, "name: [").expect("the file can be written");
    let preview = Preview::start(site.path(), &[]);
    let page = preview.get("/ita/2568/");
    assert!(page.status == 200 && page.text().contains("/_prongsai/preview.js"), "{}", page.text());
    assert!(preview.events().next()["errors"].as_u64().is_some_and(|errors| errors > 0));
    save_whole(&agency, &text);
    settles(&preview, site.path(), "mended");
}

#[test]
fn the_site_may_go_and_come_back() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    for here in [site.path().join("content"), site.path().to_owned()] {
        let away = site.path().with_extension("away");
        let good = built(site.path(), &[]);
        fs::rename(&here, &away).expect("the folder can be moved");
        preview
            .until("the loss is told", || preview.events().next()["errors"].as_u64().is_some_and(|errors| errors > 0));
        assert_eq!(preview.get("/").status, 200);
        copy(&away, &here);
        preview.until("restored", || differences(&preview, &good, "/").is_empty());
        preview.until("no errors", || preview.events().next()["errors"] == 0);
        fs::remove_dir_all(&away).expect("the copy can be removed");
    }
}

#[test]
fn a_hundred_saves_a_second_end_in_the_last() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    let page = site.path().join("content/2568/items/o12.md");
    let text = fs::read_to_string(&page).expect("the item is there");
    for save in 0..100 {
        fs::write(&page, format!("{text}\nบันทึกครั้งที่ {save}.\n")).expect("the file can be written");
    }
    preview.until("the last save", || preview.get("/ita/2568/o12/").text().contains("บันทึกครั้งที่ 99."));
    settles(&preview, site.path(), "the last save everywhere");
    let rebuilds = preview.lines_with("o12.md");
    assert!(rebuilds <= 50, "{rebuilds} rebuilds for 100 saves");
}

#[test]
fn looking_instead_of_waiting_comes_to_the_same() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &["--poll"]);
    edit(&site.path().join("content/2568/items/o12.md"), |text| text + "\nข้อความใหม่\n");
    settles(&preview, site.path(), "an edit");
    fs::create_dir_all(site.path().join("content/news")).expect("a folder can be made");
    fs::write(site.path().join("content/news/one.md"), news(2568, 1)).expect("the file can be written");
    settles(&preview, site.path(), "a new file");
}

#[cfg(target_os = "linux")]
#[test]
fn where_notices_run_out_it_looks_instead_and_says_so() {
    let site = copied(&site("school"));
    let mut command = std::process::Command::new("unshare");
    let script = "echo 1 > /proc/sys/user/max_inotify_watches && exec \"$0\" --lang en --site \"$1\" serve --port 0";
    command.args(["--user", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_prongsai")]).arg(site.path());
    command.env("SOURCE_DATE_EPOCH", "1767600000");
    let preview = Preview::of(command);
    preview.line("polling for changes instead");
    edit(&site.path().join("content/2568/items/o12.md"), |text| text + "\nข้อความใหม่\n");
    settles(&preview, site.path(), "an edit");
}

#[test]
fn any_script_of_edits_ends_as_a_build() {
    let scripts = if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { 40 } else { 3 };
    for seed in 0..scripts {
        let site = copied(&site("school"));
        let preview = Preview::start(site.path(), &[]);
        let mut chance = Chance::new(seed);
        for step in 0..25 {
            let what = one_edit(&mut chance, site.path(), step);
            if chance.below(5) == 0 {
                settles(&preview, site.path(), &format!("script {seed}, step {step}: {what}"));
            }
        }
        settles(&preview, site.path(), &format!("script {seed}"));
    }
}

#[test]
fn any_script_of_edits_ends_with_the_findings_of_check() {
    let scripts = if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { 40 } else { 3 };
    for seed in 0..scripts {
        let site = copied(&site("school"));
        let preview = Preview::start(site.path(), &[]);
        let mut chance = Chance::new(seed);
        for step in 0..25 {
            let what = if chance.below(3) == 0 {
                one_edit(&mut chance, site.path(), step)
            } else {
                one_fault(&mut chance, site.path())
            };
            if chance.below(5) == 0 {
                rests(&preview, site.path(), &format!("script {seed}, step {step}: {what}"));
            }
        }
        rests(&preview, site.path(), &format!("script {seed}"));
    }
}

/// Waits until the preview tells what `check` does, byte for byte.
fn rests(preview: &Preview, site: &Path, what: &str) {
    let output = run(&["--site", &site.to_string_lossy(), "check", "--format", "json"]);
    let mut checked = findings(&output.stdout);
    // The start page has the graver ones first.
    checked.sort_by_key(|finding| ["error", "warning", "note"].iter().position(|word| finding["severity"] == *word));
    let text = |findings: Vec<serde_json::Value>| serde_json::to_string_pretty(&findings).expect("findings are JSON");
    let (checked, mut told) = (text(checked), String::new());
    let right = || {
        let overview = preview.get("/_prongsai/overview.json").body;
        // Nothing is told before the site was read once.
        if overview.is_empty() {
            return false;
        }
        let mut findings = findings(&overview);
        for finding in &mut findings {
            let more = finding.as_object_mut().expect("a finding is an object");
            assert!(more.remove("at").is_some() && more.remove("line").is_some());
        }
        told = text(findings);
        told == checked
    };
    preview.until(what, right);
    assert_eq!(told, checked, "{what}");
}

fn findings(report: &[u8]) -> Vec<serde_json::Value> {
    let report: serde_json::Value = serde_json::from_slice(report).expect("a report is JSON");
    report["findings"].as_array().expect("a list").clone()
}

/// Breaks something of the school's site, or mends it again.
fn one_fault(chance: &mut Chance, to: &Path) -> &'static str {
    const FILES: [&str; 5] = [
        "content/agency.yaml",
        "content/2568/catalogue.yaml",
        "content/2568/items/o12.md",
        "content/pages/contact.md",
        "content/pages/about.en.md",
    ];
    let template = to.join("themes/default/templates/page.html");
    let path = FILES[chance.place(FILES.len())];
    let sound = fs::read_to_string(site("school").join(path)).expect("the site has it");
    let path = to.join(path);
    let write = |path: &Path, text: String| {
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    match chance.below(8) {
        0 => {
            write(&path, sound.replacen("title:", "tilte:", 1) + "\n[ไปไหน](/nowhere/)\n");
            "a wrong key, a link into nowhere"
        }
        1 => {
            write(&path, sound + "\nเลข 3-1037-02071-81-8 [ไป](/ไม่มี-3-1037-02071-81-8/)\n");
            "somebody's number"
        }
        2 => {
            write(&path, sound + "\n\tก : [\n");
            "a line that is no YAML"
        }
        3 => {
            let _ = fs::remove_file(path);
            "a file removed"
        }
        // The first page of its kind can be made, another one cannot.
        4 => {
            let text = fs::read_to_string(root().join("themes/default/templates/page.html")).expect("the theme has it");
            write(
                &template,
                text.replacen("{%- if show == \"contact\" %}", "{%- if show == \"contact\" %}{{ no.such }}", 1),
            );
            "a template that fails for one page"
        }
        5 => {
            let _ = fs::remove_file(template);
            "a template removed"
        }
        _ => {
            write(&path, sound);
            "a file as it was"
        }
    }
}

/// Whether a file is one that these edits made.
fn own(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('n') || name.starts_with("renamed-")
}

/// Does one thing to the news of a site that leaves it sound, or breaks and mends it.
fn one_edit(chance: &mut Chance, site: &Path, step: u64) -> &'static str {
    let folder = site.join("content/news");
    let year = 2560 + chance.below(9);
    let inner = folder.join(format!("y{year}"));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let files: Vec<PathBuf> = walkdir::WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && own(entry.file_name()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    let any = files.get(chance.place(files.len())).cloned();
    match (chance.below(8), any) {
        (0, Some(file)) => fs::remove_file(file).map(|()| "removed").unwrap_or("removed"),
        (1, Some(file)) => {
            save_whole(&file, &news(year, step));
            "saved whole"
        }
        (2, Some(file)) => {
            fs::rename(&file, folder.join(format!("renamed-{step}.md"))).expect("the file can be renamed");
            "renamed"
        }
        (3, Some(file)) => {
            fs::write(&file, "---\nbroken\n").expect("the file can be written");
            fs::write(&file, news(year, step)).expect("the file can be written");
            "broken and mended"
        }
        (4, _) if inner.exists() => {
            fs::remove_dir_all(&inner).expect("the folder can be removed");
            "a folder removed"
        }
        (5, _) if inner.exists() => {
            fs::rename(&inner, folder.join(format!("moved-{step}"))).expect("the folder can be renamed");
            "a folder renamed"
        }
        (6, _) => {
            let sheet = site.join("themes/default/static/style.css");
            fs::create_dir_all(sheet.parent().expect("it has a folder")).expect("a folder can be made");
            fs::write(&sheet, format!("body {{ margin: {step}px }}")).expect("the file can be written");
            "a stylesheet"
        }
        _ => {
            fs::create_dir_all(&inner).expect("a folder can be made");
            for number in 0..=chance.below(4) {
                fs::write(inner.join(format!("n{step}-{number}.md")), news(year, number))
                    .expect("the file can be written");
            }
            "a folder with files"
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_grows_with_the_rebuilds() {
    let rebuilds = if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { 1000 } else { 100 };
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    let page = site.path().join("content/2568/items/o12.md");
    let text = fs::read_to_string(&page).expect("the item is there");
    let mut events = preview.events();
    let mut seen = events.next()["content"].as_u64().expect("a number");
    let mut save = |number: usize| {
        fs::write(&page, format!("{text}\n{number}\n")).expect("the file can be written");
        while events.next()["content"].as_u64().is_none_or(|content| content <= seen) {}
        seen += 1;
        drop(preview.get("/ita/2568/o12/"));
    };
    (0..rebuilds / 5).for_each(&mut save);
    let before = held(preview.pid());
    (rebuilds / 5..rebuilds).for_each(&mut save);
    // The last connection may still be closing, the last site still being checked; what has leaked stays however long one waits.
    let grown = |after: (usize, u64)| after.0 > before.0 + 2 || after.1 > before.1 * 5 / 4 + 4096;
    let (begun, mut after) = (Instant::now(), held(preview.pid()));
    while grown(after) && begun.elapsed() < LATE {
        std::thread::yield_now();
        after = held(preview.pid());
    }
    assert!(!grown(after), "files held open, kilobytes of memory: {before:?}, then {after:?}");
}

/// Open files and kilobytes of memory of a process.
#[cfg(target_os = "linux")]
fn held(pid: u32) -> (usize, u64) {
    let files = fs::read_dir(format!("/proc/{pid}/fd")).expect("the process runs").count();
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("the process runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("memory is told");
    (files, line.trim().trim_end_matches(" kB").trim().parse().expect("it is a number"))
}
