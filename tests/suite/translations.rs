//! English by a spreadsheet: what goes out is filled in with the libraries of other programs, and comes back.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

use crate::support::{code, content_of, prongsai, said};

const PAGE: &str = "---\n# ของเรา\ntitle: หน้าที่ของเรา   # ชื่อ\nsummary: {th: \"=สรุป\"}\n---\n\nบรรทัดหนึ่ง\n\nบรรทัดสอง\n";

#[test]
fn a_workbook_goes_out_is_filled_in_and_comes_back() {
    let place = content_of("two-years");
    let page = place.path().join("content/pages/duties.md");
    fs::write(&page, PAGE).expect("a page");
    // Its English was begun, and nothing is in it yet.
    let rights = place.path().join("content/pages/rights.en.md");
    fs::write(rights.with_file_name("rights.md"), "---\ntitle: {th: สิทธิ, en: Rights}\n---\nประชาชนมีสิทธิรู้\n")
        .expect("a page");
    fs::write(&rights, "\n").expect("a file");
    let catalogue = place.path().join("content/2568/catalogue.yaml");
    let asked = fs::read_to_string(&catalogue).expect("a catalogue");
    fs::write(&catalogue, asked + "staff_note: เฉพาะบุคลากร\nsources: {book: คู่มือบุคลากร}\n")
        .expect("what the staff notes");
    let run = |arguments: &[&str]| {
        let output = prongsai(arguments).current_dir(place.path()).output().expect("the program starts");
        assert_eq!(code(&output), 0, "{arguments:?}: {}", said(&output));
        said(&output)
    };
    run(&["--lang", "th", "export", "translations", "list.xlsx"]);
    let mut book: Xlsx<_> = open_workbook(place.path().join("list.xlsx")).expect("a workbook");
    let range = book.worksheet_range("คำแปล").expect("a sheet");

    let (mut filled, mut rows) = (Workbook::new(), 0);
    let sheet = filled.add_worksheet();
    for (row, cells) in (0..).zip(range.rows()) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell.to_string()).expect("a cell");
        }
        let english = match cells[2].to_string().as_str() {
            "หน้าที่ของเรา" => "Our duties: a list",
            "=สรุป" => "\"A summary\"",
            text if text.starts_with("บรรทัดหนึ่ง") => "Line one\n\nLine two",
            "ประชาชนมีสิทธิรู้" => "Everybody may know",
            _ => continue,
        };
        rows += 1;
        sheet.write_string(row, 3, english).expect("a cell");
    }
    assert_eq!(rows, 4, "{range:?}");
    let staff = range.rows().flatten().any(|cell| cell.to_string().contains("บุคลากร"));
    assert!(!staff, "nobody translates what only the staff reads: {range:?}");
    filled.save(place.path().join("filled.xlsx")).expect("a file");

    run(&["--lang", "th", "import", "translations", "filled.xlsx", "--yes"]);
    let new = PAGE
        .replace("หน้าที่ของเรา ", "{th: หน้าที่ของเรา, en: \"Our duties: a list\"} ")
        .replace("\"=สรุป\"}", "\"=สรุป\", en: A summary}");
    assert_eq!(fs::read_to_string(&page).expect("the page"), new);
    let english = fs::read_to_string(page.with_extension("en.md")).expect("the English");
    assert_eq!(english, "Line one\n\nLine two\n");
    assert_eq!(fs::read_to_string(&rights).expect("the English"), "Everybody may know\n");
}

#[test]
fn heads_of_a_table_are_translated_beside_its_file() {
    let place = content_of("two-years");
    let write = |path: &str, text: &str| fs::write(place.path().join("content").join(path), text).expect("a file");
    fs::create_dir_all(place.path().join("content/files")).expect("a folder");
    write("files/plan.csv", "งาน,งบประมาณ,Unit\nถนน,500,baht\n");
    let page = "---\ntitle: {th: แผน, en: Plan}\ntables:\n  - id: plan\n    file: ../files/plan.csv\n    title: {th: แผน, en: Plan}\n---\n";
    write("pages/plan.md", page);
    let run = |arguments: &[&str]| {
        let output = prongsai(arguments).current_dir(place.path()).output().expect("the program starts");
        assert_eq!(code(&output), 0, "{arguments:?}: {}", said(&output));
    };
    run(&["--lang", "th", "export", "translations", "list.csv"]);
    let list = fs::read_to_string(place.path().join("list.csv")).expect("a sheet");
    let row = "content/pages/plan.md,ตารางจากไฟล์ 1 › หัวช่อง งบประมาณ,งบประมาณ,";
    assert!(list.contains(row) && !list.contains("หัวช่อง Unit"), "{list}");
    fs::write(place.path().join("list.csv"), list.replace(row, &format!("{row}Budget"))).expect("a sheet");
    run(&["--lang", "en", "import", "translations", "list.csv", "--yes"]);
    let new = fs::read_to_string(place.path().join("content/pages/plan.md")).expect("the page");
    assert_eq!(new, page.replace("en: Plan}\n---", "en: Plan}\n    columns: {งบประมาณ: Budget}\n---"));
}

#[test]
fn two_rows_that_disagree_and_dots_are_left_out() {
    let place = content_of("two-years");
    let page = place.path().join("content/pages/duties.md");
    fs::write(&page, PAGE).expect("a page");
    let head = "File,Place,Thai,English (fill in here)\n";
    let row = |place: &str, thai: &str, english: &str| format!("content/pages/duties.md,{place},{thai},{english}\n");
    let title = |english: &str| row("the title", "หน้าที่ของเรา", english);
    let rows = title("Duties") + &title("Our work") + &row("a summary of a sentence or two", "=สรุป", "…");
    fs::write(place.path().join("filled.csv"), format!("\u{FEFF}{head}{rows}")).expect("a sheet");
    let arguments = ["--lang", "en", "import", "translations", "filled.csv", "--yes"];
    let output = prongsai(&arguments).current_dir(place.path()).output().expect("the program starts");
    let told = said(&output);
    assert!(told.contains("two rows say different things") && told.contains("still to be written"), "{told}");
    assert_eq!(fs::read_to_string(&page).expect("the page"), PAGE);
    // The sign that a spreadsheet needs before `=` is none of the text, and figures alone are of no language.
    let rows = title("24/7") + &row("a summary of a sentence or two", "'=สรุป", "Summary");
    fs::write(place.path().join("filled.csv"), format!("\u{FEFF}{head}{rows}")).expect("a sheet");
    let told = said(&prongsai(&arguments).current_dir(place.path()).output().expect("the program starts"));
    let new = fs::read_to_string(&page).expect("the page");
    assert!(new.contains("en: 24/7") && new.contains("en: Summary"), "{new}\n{told}");
}

#[test]
fn what_no_cell_holds_is_told_with_its_page() {
    let place = content_of("two-years");
    for (name, letters) in [("fits.md", 32_767), ("long.md", 32_768)] {
        let text = format!("---\ntitle: {{th: หน้า, en: A page}}\n---\n{}\n", "ก".repeat(letters));
        fs::write(place.path().join("content/pages").join(name), text).expect("a page");
    }
    let arguments = ["--lang", "en", "export", "translations", "list.xlsx"];
    let told = said(&prongsai(&arguments).current_dir(place.path()).output().expect("the program starts"));
    assert!(told.contains("content/pages/long.md: its text is too long for a cell"), "{told}");
    assert!(!told.contains("fits.md"), "{told}");
}
