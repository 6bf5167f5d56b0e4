//! The menu of a double-click, on a terminal of its own.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::{copy, folder, on_a_terminal, site, typed_at};

#[test]
fn the_menu_calls_the_commands_and_stays() {
    let place = folder();
    copy(&site("evidence"), &place.path().join("เว็บ ของเรา"));
    let told = on_a_terminal(place.path(), &[], "9\n๓\n4\n0\n");
    assert!(told.contains("prongsai · เว็บ ของเรา") || told.contains("/เว็บ ของเรา\n"), "{told}");
    assert!(told.contains("  1  ดูเว็บไซต์\n") && told.contains("พิมพ์เลข 0 ถึง 6"), "{told}");
    assert_eq!(told.matches("  0  ปิด").count(), 3, "it comes again after each command: {told}");
    assert!(place.path().join("เว็บ ของเรา/public/index.html").exists(), "{told}");
}

#[test]
fn without_a_site_one_can_be_begun() {
    let place = folder();
    let answers = "1\nweb\nอบต.\nองค์การบริหารส่วนตำบลทดสอบ\n\n\n\n\n\nhttps://www.thotsop.go.th/\n2569\n4\n0\n";
    let told = on_a_terminal(place.path(), &[], answers);
    assert!(told.contains("ยังไม่มีเว็บไซต์") && told.contains("  1  เริ่มเว็บใหม่"), "{told}");
    assert!(place.path().join("web/public/index.html").exists(), "{told}");
}

#[test]
fn dropped_files_are_added() {
    let place = folder();
    copy(&site("evidence"), &place.path().join("web"));
    let paper = place.path().join("แผน งาน.csv");
    fs::write(&paper, "ที่,รายการ\n1,ถนน\n").expect("it can be written");
    let told = on_a_terminal(place.path(), &[&paper.to_string_lossy()], "ปีนี้\n2568\nO1\n\n\n\n\nnone\n0\n0\n0\n");
    assert!(told.contains("“ปีนี้” ไม่ใช่ปีงบประมาณ") && told.contains("รหัสข้อ เช่น O12"), "{told}");
    let files: Vec<_> =
        walkdir::WalkDir::new(place.path().join("web/content/2568/files")).into_iter().flatten().collect();
    assert!(files.iter().any(|own| own.file_name().to_string_lossy().ends_with(".csv")), "{told}");
}

#[test]
fn a_dropped_folder_is_the_files_in_it() {
    let place = folder();
    copy(&site("evidence"), &place.path().join("web"));
    let papers = place.path().join("เอกสาร");
    fs::create_dir(&papers).expect("it can be made");
    for name in ["ก.csv", "ข.csv"] {
        fs::write(papers.join(name), format!("ที่,รายการ\n1,{name}\n")).expect("it can be written");
    }
    let told = on_a_terminal(place.path(), &[&papers.to_string_lossy()], "2568\nO1\n\n\n\n\nnone\n\n\n\n\nnone\n0\n");
    assert!(told.contains("ก.csv") && told.contains("ข.csv"), "{told}");
    let files = fs::read_dir(place.path().join("web/content/2568/files")).into_iter().flatten().flatten();
    let names: Vec<String> = files.map(|own| own.file_name().to_string_lossy().into_owned()).collect();
    assert!(["o01-list.csv", "o01-list-2.csv"].iter().all(|name| names.iter().any(|own| own == name)), "{names:?}");
}

#[test]
fn a_site_beside_the_program_is_found_from_elsewhere() {
    let (desk, elsewhere) = (folder(), folder());
    copy(&site("evidence"), &desk.path().join("web"));
    let program = desk.path().join("prongsai");
    fs::copy(env!("CARGO_BIN_EXE_prongsai"), &program).expect("it can be copied");
    let told = typed_at(&program, elsewhere.path(), &[], "0\n");
    assert!(told.contains("/web\n") && !told.contains("ยังไม่มีเว็บไซต์"), "{told}");
}

#[test]
fn elsewhere_than_on_a_terminal_nothing_is_asked() {
    let output = Command::new(env!("CARGO_BIN_EXE_prongsai")).stdin(Stdio::null()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}
