//! The first hour of an agency that is not the first one, in Thai: from an empty folder to an uploaded portal, with ten
//! items of real files. Counts what is typed.

use std::fs;
use std::path::Path;

use crate::paper;
use crate::support::{code, folder, prongsai, said, tree};

/// Nothing of the first agency's own may stand in a site of another.
const FIRST_AGENCY: &[&str] =
    &["โสกก่าม", "โสกก้าม", "Sokkam", "sokkam", "เซกา", "บึงกาฬ", "Bueng Kan", "80301", "อุทิศ", "นุรีน"];

/// What a person types.
struct Officer<'a> {
    place: &'a Path,
    commands: usize,
    lines: usize,
}

impl Officer<'_> {
    /// Types a command, which must end well.
    fn runs(&mut self, arguments: &[&str]) -> String {
        (self.commands, self.lines) = (self.commands + 1, self.lines + 1);
        let arguments = [&["--lang", "th"][..], arguments].concat();
        let output = prongsai(&arguments).current_dir(self.place).output().expect("the program starts");
        let shown = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
        assert_eq!(code(&output), 0, "{arguments:?}\n{shown}");
        shown
    }

    /// Types a line in a file in the place of another.
    fn types(&mut self, path: &str, old: &str, new: &str) {
        self.lines += new.matches('\n').count() + 1;
        let file = self.place.join(path);
        let text = fs::read_to_string(&file).expect("a file of the new site");
        assert!(text.contains(old), "{path} has no {old}\n{text}");
        fs::write(&file, text.replacen(old, new, 1)).expect("it can be saved");
    }
}

/// Documents as they lie on an officer's desktop.
fn desktop(place: &Path) {
    let words =
        |title: &str| format!("{title} ของเทศบาลตำบลตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569 มีรายละเอียดดังต่อไปนี้ ตามที่ประกาศไว้");
    for name in [
        "แผนพัฒนาท้องถิ่น",
        "แผนดำเนินงาน 2569",
        "คู่มือปฏิบัติงาน",
        "คู่มือประชาชน",
        "ประมวลจริยธรรม",
        "แนวปฏิบัติเรื่องร้องเรียน",
        "นโยบาย No Gift",
    ] {
        let text = words(name);
        fs::write(place.join(format!("{name}.docx")), paper::docx(&paper::paragraphs(&text), &[])).expect("a file");
    }
    let rows: &[&[&str]] = &[
        &["เดือน", "งานที่จัดซื้อ", "วงเงิน", "วิธี"],
        &["ตุลาคม 2568", "จ้างทำป้าย", "5000", "เฉพาะเจาะจง"],
        &["พฤศจิกายน 2568", "ซื้อวัสดุสำนักงาน", "12000", "เฉพาะเจาะจง"],
    ];
    let sheet = paper::Sheet { name: "ข้อมูล", state: "visible", rows: paper::rows(rows) };
    fs::write(place.join("สรุปจัดซื้อ 2569.xlsx"), paper::xlsx(&[sheet], &[], &[])).expect("a file");
}

#[test]
fn from_an_empty_folder_to_a_portal_on_its_host() {
    let (place, host, desk) = (folder(), folder(), folder());
    desktop(desk.path());
    let mut officer = Officer { place: place.path(), commands: 0, lines: 0 };
    let name = "เทศบาลตำบลตัวอย่าง";
    officer.runs(&["new", "site", "--name", name, "--base-url", "https://muni.example/"]);
    let fresh = officer.runs(&["check"]);
    assert!(fresh.contains("ไม่พบข้อผิดพลาด") && !fresh.contains("warning["), "{fresh}");

    let contacts = [
        ("ที่อยู่, en: Address}", "1 หมู่ 1 ตำบลตัวอย่าง"),
        ("โทรศัพท์, en: Telephone}", "0 4200 0000"),
        ("อีเมล, en: E-mail}", "office@muni.example"),
    ];
    for (label, value) in contacts {
        officer.types("content/agency.yaml", &format!("{label}, value: null"), &format!("{label}, value: {value}"));
    }
    let person = "  - {name: นายหนึ่ง ใจดี, position: นายกเทศมนตรี, side: political, phone: 0 4200 0000}\n";
    let people = "people:  # ผู้บริหารตามลำดับที่แสดง\n";
    officer.types("content/people.yaml", people, &format!("{people}{person}"));

    let file = |name: &str| desk.path().join(name).to_str().expect("a plain path").to_owned();
    for (item, name) in [
        ("O5", "แผนพัฒนาท้องถิ่น.docx"),
        ("O6", "แผนดำเนินงาน 2569.docx"),
        ("O8", "คู่มือปฏิบัติงาน.docx"),
        ("O9", "คู่มือประชาชน.docx"),
        ("O11", "สรุปจัดซื้อ 2569.xlsx"),
        ("O15", "ประมวลจริยธรรม.docx"),
        ("O16", "แนวปฏิบัติเรื่องร้องเรียน.docx"),
        ("O20", "นโยบาย No Gift.docx"),
    ] {
        officer.runs(&["add", "2569", item, &file(name), "--requirement", "all"]);
    }
    // Two items are answered by pages of the site.
    for (item, page) in [("o02", "executives"), ("o03", "../contact/index")] {
        let evidence = format!("evidence:\n  - {{requirement: all, page: ../../pages/about/{page}.md}}");
        officer.types(&format!("content/2569/items/{item}.md"), "evidence:", &evidence);
    }
    officer.runs(&["new", "news", "--title", "เปิดเว็บไซต์ใหม่", "--name", "new-site"]);
    officer.types(
        "content/upload.yaml",
        "#  copy: {kind: folder, folder: ../web}",
        &format!("  copy: {{kind: folder, folder: {}}}", host.path().display()),
    );
    let checked = officer.runs(&["check"]);
    // That a page still awaits something, and that a list is wanted as PDF too, is for the officer to mend.
    assert!(!checked.contains("error["), "{checked}");
    let status = officer.runs(&["status"]);
    assert!(status.contains("2569"), "{status}");
    officer.runs(&["build"]);
    officer.runs(&["upload", "--yes"]);

    assert!(officer.commands <= 25 && officer.lines <= 40, "{} commands, {} lines", officer.commands, officer.lines);
    let sent = tree(host.path());
    for (page, words) in [
        ("index.html", name),
        ("ita/2569/o5/index.html", "แผนพัฒนาท้องถิ่น"),
        ("ita/2569/o11/index.html", "จ้างทำป้าย"),
        ("about/executives/index.html", "นายหนึ่ง ใจดี"),
        ("contact/index.html", "0 4200 0000"),
        ("en/ita/2569/index.html", "Example"),
    ] {
        let text = sent.get(page).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
        assert!(text.contains(words) || page.starts_with("en/") && !text.is_empty(), "{page} does not say {words}");
    }
    assert!(!sent.keys().any(|path| path.contains("README") || path.contains("คู่มือ")), "the guide is published");
    for (path, bytes) in tree(place.path()).into_iter().chain(sent) {
        let text = String::from_utf8_lossy(&bytes);
        let named: Vec<_> = FIRST_AGENCY.iter().filter(|name| text.contains(**name)).collect();
        assert!(named.is_empty(), "{path} names {named:?}");
    }
}
