//! `prongsai convert`: files of other encodings become UTF-8, the originals stay, and whatever else stays as it was.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use prongsai::base::encoding::{Encoding, Guess, guess};

use crate::chance::cases;
use crate::support::{code, content_of, folder, prongsai, run, said, tree};

const TEXT: &str = "---\r\ncode: O1\r\n---\r\nที่ตั้งของสำนักปลัด น้ำประปา “๒๕๖๘”\r\n";

fn windows(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding_rs::WINDOWS_874.encode(text);
    assert!(!lossy, "{text:?} has something that Windows-874 has not");
    bytes.into_owned()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn convert(folder: &Path, files: &[&str], lang: &str) -> (i32, String) {
    let arguments = [&["--lang", lang, "convert"], files].concat();
    let output = prongsai(&arguments).current_dir(folder).output().expect("the program starts");
    assert_eq!(said(&output), "", "the report is on stdout");
    (code(&output), String::from_utf8(output.stdout).expect("a report is UTF-8"))
}

#[test]
fn every_encoding_becomes_utf_8_and_the_original_stays() {
    let marked = format!("\u{FEFF}{TEXT}");
    let cases = [
        ("tis.md", windows(TEXT), "windows-874"),
        ("le.md", utf16(&marked, false), "utf-16le"),
        ("be.md", utf16(&marked, true), "utf-16be"),
        ("plain-le.md", utf16(TEXT, false), "utf-16le"),
        ("plain-be.md", utf16(TEXT, true), "utf-16be"),
    ];
    let dir = folder();
    for (name, bytes, _) in &cases {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    let names: Vec<&str> = cases.iter().map(|(name, ..)| *name).collect();
    let (exit, text) = convert(dir.path(), &names, "en");
    assert_eq!((exit, text.lines().count()), (0, cases.len()), "{text}");
    for (name, bytes, ending) in &cases {
        assert_eq!(fs::read_to_string(dir.path().join(name)).unwrap(), TEXT, "{name}");
        assert_eq!(&fs::read(dir.path().join(format!("{name}.{ending}~"))).unwrap(), bytes, "{name}");
        assert!(text.contains(&format!("to UTF-8; the original is {name}.{ending}~")), "{text}");
    }
    assert_eq!(tree(dir.path()).len(), 2 * cases.len(), "nothing else is left");
    let (exit, text) = convert(dir.path(), &names, "th");
    assert_eq!(exit, 0);
    assert_eq!(text.matches("เป็น UTF-8 อยู่แล้ว ไม่ได้เปลี่ยนอะไร").count(), cases.len(), "{text}");
    assert_eq!(tree(dir.path()).len(), 2 * cases.len(), "a second run changes nothing");
}

#[test]
fn a_file_that_is_named_twice_is_one_file() {
    let dir = folder();
    let news = dir.path().join("content/news");
    fs::create_dir_all(&news).unwrap();
    fs::write(news.join("a.md"), windows(TEXT)).unwrap();
    let (exit, text) = convert(dir.path(), &["content/news/a.md", "content/news", "content/news/../news/a.md"], "en");
    assert_eq!((exit, text.lines().count()), (0, 1), "{text}");
    assert_eq!(fs::read_to_string(news.join("a.md")).unwrap(), TEXT);
}

#[test]
fn what_is_no_text_or_unknown_stays_as_it_was() {
    let dir = folder();
    fs::write(dir.path().join("a.pdf"), b"%PDF-1.7\n\0\x01\xca\xc7\xd1").unwrap();
    fs::write(dir.path().join("latin.md"), b"caf\xe9 cr\xe8me").unwrap();
    fs::write(dir.path().join("long.md"), vec![0xA1; 9 * 1024 * 1024]).unwrap();
    fs::write(dir.path().join("good.md"), windows("กขค งจฉ")).unwrap();
    fs::create_dir(dir.path().join("folder")).unwrap();
    let before = tree(dir.path());
    let (exit, text) = convert(dir.path(), &["a.pdf", "latin.md", "long.md", "folder"], "en");
    assert_eq!(exit, 1);
    assert_eq!(tree(dir.path()), before);
    let says = ["not a text file", "unknown encoding", "more than 8 MB", "not a text file"];
    for (line, words) in text.lines().zip(says) {
        assert!(line.contains(words) && line.contains("nothing was changed"), "{line}");
    }
    let (exit, text) = convert(dir.path(), &["missing.md", "latin.md", "good.md"], "th");
    assert_eq!(exit, 4, "a fault of the disk is the gravest: {text}");
    assert!(text.contains("missing.md: แปลงไม่สำเร็จ ไฟล์ยังเหมือนเดิม: ไม่มีไฟล์หรือโฟลเดอร์นั้น"), "{text}");
    assert!(
        text.contains("good.md: แปลงจาก Windows-874 (TIS-620) เป็น UTF-8 แล้ว ต้นฉบับอยู่ที่ good.md.windows-874~"),
        "{text}"
    );
    assert_eq!(fs::read_to_string(dir.path().join("good.md")).unwrap(), "กขค งจฉ", "the others are still converted");
}

#[test]
fn the_way_that_the_finding_names_mends_the_site() {
    let spoilt = content_of("two-years");
    let path = "content/2568/items/o01.md";
    let text = fs::read_to_string(spoilt.path().join(path)).unwrap();
    fs::write(spoilt.path().join(path), windows(&text)).unwrap();
    let name = spoilt.path().display().to_string();
    let check = run(&["check", "--site", &name, "--lang", "en"]);
    assert_eq!(code(&check), 1);
    let told = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(told.contains(&format!("run `prongsai convert {path}`")), "{told}");
    let elsewhere = folder();
    let (exit, told) = convert(elsewhere.path(), &[path, "--site", &name], "en");
    assert_eq!(exit, 0, "{told}");
    let check = run(&["check", "--site", &name, "--lang", "en"]);
    assert_eq!(code(&check), 0, "{}{}", String::from_utf8_lossy(&check.stdout), said(&check));
    assert_eq!(code(&run(&["undo", "--site", &name])), 0);
    assert_eq!(fs::read(spoilt.path().join(path)).unwrap(), windows(&text));
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = folder();
    let (file, link) = (dir.path().join("a.md"), dir.path().join("link.md"));
    fs::write(&file, windows(TEXT)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    assert_eq!(convert(dir.path(), &["link.md"], "en").0, 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), TEXT);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn thai_comes_back_from_every_encoding(words in proptest::collection::vec("[ก-ฮ]{2,9}[0-9a-z]{0,3}", 1..20)) {
        let text = words.join(" ");
        // Two letters may happen to be a character of UTF-8, as ยก; nobody could tell them apart.
        if std::str::from_utf8(&windows(&text)).is_err() {
            prop_assert_eq!(guess(&windows(&text)), Guess::Text(Encoding::Windows874, text.clone()));
        }
        prop_assert_eq!(guess(&utf16(&text, false)), Guess::Text(Encoding::Utf16Le, text.clone()));
        prop_assert_eq!(guess(&utf16(&text, true)), Guess::Text(Encoding::Utf16Be, text.clone()));
        prop_assert_eq!(guess(text.as_bytes()), Guess::Utf8);
    }

    #[test]
    fn any_bytes_have_an_answer_that_loses_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Guess::Text(encoding, text) = guess(&bytes) {
            let back = match encoding {
                Encoding::Windows874 => windows(&text),
                Encoding::Utf16Le => utf16(&text, false),
                Encoding::Utf16Be => utf16(&text, true),
            };
            prop_assert!(bytes.ends_with(&back) && bytes.len() - back.len() <= 2, "only a mark may go");
        }
    }
}

#[test]
fn home_wildcards_and_folders_stand_for_files() {
    let dir = folder();
    for path in ["งาน/2568/a.md", "งาน/2569/b.md", "งาน/2569/c.txt"] {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, windows(TEXT)).unwrap();
    }
    let mut command = prongsai(&["--lang", "en", "convert", "~/งาน/256?/*.MD", "~\\งาน/2569"]);
    let output = command
        .current_dir(dir.path())
        .env("HOME", dir.path())
        .env("USERPROFILE", dir.path())
        .output()
        .expect("the program starts");
    let told = String::from_utf8(output.stdout).expect("a report is UTF-8");
    assert_eq!((output.status.code(), told.lines().count()), (Some(0), 3), "{told}");
    assert_eq!(tree(dir.path()).len(), 6);
}
