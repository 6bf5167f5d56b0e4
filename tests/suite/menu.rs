//! The menu of a double-click, on a terminal of its own.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{copy, folder, site};

/// What a terminal shows while these lines are typed at the program, started with `arguments` in a folder.
fn shown(place: &Path, arguments: &[&str], typed: &str) -> String {
    let program = env!("CARGO_BIN_EXE_prongsai");
    let command = [program].iter().chain(arguments).map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
    // What waits for an answer that nobody gives is ended.
    let mut child = Command::new("timeout")
        .args(["60", "script", "-qec", &command, "/dev/null"])
        .current_dir(place)
        .env("PRONGSAI_LANG", "th")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a terminal can be had");
    child.stdin.take().expect("it is a pipe").write_all(typed.as_bytes()).expect("it can be typed at");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).replace('\r', "")
}

#[test]
fn the_menu_calls_the_commands_and_stays() {
    let place = folder();
    copy(&site("evidence"), &place.path().join("เว็บ ของเรา"));
    let told = shown(place.path(), &[], "9\n๓\n4\n0\n");
    assert!(told.contains("prongsai · เว็บ ของเรา") || told.contains("/เว็บ ของเรา\n"), "{told}");
    assert!(told.contains("  1  ดูเว็บไซต์\n") && told.contains("พิมพ์เลข 0 ถึง 6"), "{told}");
    assert_eq!(told.matches("  0  ปิด").count(), 3, "it comes again after each command: {told}");
    assert!(place.path().join("เว็บ ของเรา/public/index.html").exists(), "{told}");
}

#[test]
fn without_a_site_one_can_be_begun() {
    let place = folder();
    let answers = "1\nweb\nอบต.\nองค์การบริหารส่วนตำบลทดสอบ\n\n\n\n\n\nhttps://www.thotsop.go.th/\n2569\n4\n0\n";
    let told = shown(place.path(), &[], answers);
    assert!(told.contains("ยังไม่มีเว็บไซต์") && told.contains("  1  เริ่มเว็บใหม่"), "{told}");
    assert!(place.path().join("web/public/index.html").exists(), "{told}");
}

#[test]
fn dropped_files_are_added() {
    let place = folder();
    copy(&site("evidence"), &place.path().join("web"));
    let paper = place.path().join("แผน งาน.csv");
    fs::write(&paper, "ที่,รายการ\n1,ถนน\n").expect("it can be written");
    let told = shown(place.path(), &[&paper.to_string_lossy()], "2568\nO1\n\n\n\n\nnone\n0\n0\n0\n");
    assert!(told.contains("ของข้อใด"), "{told}");
    let files: Vec<_> =
        walkdir::WalkDir::new(place.path().join("web/content/2568/files")).into_iter().flatten().collect();
    assert!(files.iter().any(|own| own.file_name().to_string_lossy().ends_with(".csv")), "{told}");
}

#[test]
fn elsewhere_than_on_a_terminal_nothing_is_asked() {
    let output = Command::new(env!("CARGO_BIN_EXE_prongsai")).stdin(Stdio::null()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}
