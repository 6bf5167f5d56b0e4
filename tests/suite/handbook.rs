//! The handbook of rules, `docs/rules.md` and `docs/rules.th.md`: made from the rules and from the first case that fires each.
//! `UPDATE=1` writes it; `prongsai check --explain` shows its sections.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use prongsai::base::date::Day;
use prongsai::base::diag::{Diagnostic, Rule, Severity};
use prongsai::base::lang::Lang;
use prongsai::base::mask::mask;
use prongsai::base::source::Sources;
use prongsai::base::span::Position;
use prongsai::cli::report::plain;
use prongsai::ita::options::Options;
use prongsai::pipeline;

use crate::check::{Content, Example, Family, families};
use crate::support::{code, content_of, root, run};
use crate::whole;

/// How many lines of a file an example shows; of a longer one, those around the finding.
const LINES: usize = 14;

/// How many files an example shows.
const FILES: usize = 3;

/// Rules whose example no Markdown case can hold.
const BY_HAND: &[ByHand] = &[
    (
        "content-missing",
        ["โฟลเดอร์ที่สั่งงานไม่มี `content`", "The folder that prongsai is run in has no `content`"],
        |site| fs::remove_dir_all(site.join("content")).unwrap(),
    ),
    (
        "file-encoding",
        ["ไฟล์ที่บันทึกเป็น Windows-874", "A file that was saved as Windows-874"],
        |site| fs::write(site.join("content/pages/old.md"), b"---\ntitle: \xca\xc7\xd1\xca\xb4\xd5\n---\n").unwrap(),
    ),
    ("file-too-large", ["ไฟล์ `.md` ขนาด 9 MB", "An `.md` file of 9 MB"], |site| {
        fs::write(site.join("content/pages/long.md"), "ก ".repeat(9 * 1024 * 256)).unwrap()
    }),
    ("document-large", ["เอกสารแนบขนาด 30 MB", "An attachment of 30 MB"], |site| {
        fs::create_dir_all(site.join("content/files")).unwrap();
        fs::write(site.join("content/files/large.csv"), "1,2\n".repeat(30 * 1024 * 256)).unwrap();
    }),
    ("media-large", ["วิดีโอขนาด 101 MB", "A film of 101 MB"], |site| {
        fs::create_dir_all(site.join("content/files")).unwrap();
        let film = site.join("content/files/film.mp4");
        fs::write(&film, b"\0\0\0\x18ftypmp42").unwrap();
        fs::OpenOptions::new().write(true).open(&film).unwrap().set_len(101 << 20).unwrap();
    }),
    ("file-kind", ["ท่อ (FIFO) ในโฟลเดอร์ content", "A named pipe in the content"], |site| {
        let pipe = site.join("content/pages/pipe.md");
        assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    }),
    (
        "file-outside",
        ["ลิงก์ของระบบที่ชี้ไป `/etc/hostname`", "A symbolic link to `/etc/hostname`"],
        |site| {
            std::os::unix::fs::symlink("/etc/hostname", site.join("content/pages/link.md")).unwrap();
        },
    ),
    (
        "file-unreadable",
        ["ชื่อไฟล์ที่ไม่ใช่ Unicode", "A name that is not Unicode"],
        |site| {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"content/pages/\xca\xc7.md");
            fs::write(site.join(name), "x").unwrap();
        },
    ),
];

/// A rule, what is done to a good site in Thai and in English, and the doing.
type ByHand = (&'static str, [&'static str; 2], fn(&Path));

/// The heading over them.
const READING: &str = "Files that can be read · ไฟล์ที่อ่านได้";

/// Rules without an example, each with the reason why none can be shown.
const WITHOUT: &[(&str, &str)] = &[];

#[test]
fn the_written_handbook_is_that_of_the_rules() {
    let mut stale = Vec::new();
    for (lang, name) in [(Lang::Th, "rules.th.md"), (Lang::En, "rules.md")] {
        let path = root().join("docs").join(name);
        let now = handbook(&CHAPTERS, lang);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &now).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != now {
            stale.push(format!("docs/{name} is stale: UPDATE=1 cargo test handbook, then read the difference"));
        }
    }
    assert!(stale.is_empty(), "\n{}\n", stale.join("\n"));
}

#[test]
fn every_rule_has_its_example() {
    let shown: BTreeSet<&str> =
        CHAPTERS.iter().flat_map(|family| &family.examples).map(|example| example.rule.as_str()).collect();
    let mut faults = Vec::new();
    for rule in pipeline::rules().map(|rule| rule.code) {
        let without = WITHOUT.iter().any(|(code, _)| *code == rule);
        if without == shown.contains(rule) {
            faults.push(format!(
                "{rule}: give it a case in tests/check/, or an example in BY_HAND, or a reason in WITHOUT"
            ));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    if std::env::var_os("UPDATE").is_some() {
        return; // the program carries the handbook of before
    }
    for rule in pipeline::rules() {
        for lang in Lang::ALL {
            let output = run(&["check", "--explain", rule.code, "--lang", lang.tag()]);
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(code(&output), 0, "{}", rule.code);
            assert!(text.starts_with(&format!("{}[{}]\n", rule.severity.word(), rule.code)), "{text}");
            assert!(text.contains(rule.title.get(lang)), "{text}");
            let example = text.contains(&format!("    {}[{}]: ", rule.severity.word(), rule.code));
            assert!(example || WITHOUT.iter().any(|(code, _)| *code == rule.code), "no example:\n{text}");
            assert!(!text.contains("````"), "{text}");
        }
    }
}

/// The families of the cases, and before them that of the rules about bytes and kinds of files. Made once for all tests.
static CHAPTERS: LazyLock<Vec<Family>> = LazyLock::new(chapters);

fn chapters() -> Vec<Family> {
    let by_hand = BY_HAND.iter().map(|(rule, _, spoil)| {
        let site_folder = content_of("two-years");
        spoil(site_folder.path());
        let sources = crate::support::read(site_folder.path()).unwrap();
        let options = Options { today: Day::parse("2569-01-05").unwrap(), base_url: None };
        let findings = whole::build(&sources, &options).findings.clone();
        Example { rule: (*rule).to_owned(), files: Vec::new(), sources, findings }
    });
    let first = Family { heading: READING.to_owned(), examples: by_hand.collect() };
    std::iter::once(first).chain(families()).collect()
}

fn handbook(families: &[Family], lang: Lang) -> String {
    let mut text = intro(lang).to_owned();
    let rule = |code: &str| pipeline::rules().find(|rule| rule.code == code);
    for family in families {
        let heading = heading(family, lang);
        let count = family.examples.len();
        let _ = writeln!(text, "- [{heading}](#{}) ({count})", anchor(heading));
    }
    for family in families {
        let heading = heading(family, lang);
        let columns = lang.choose("| รหัส | ระดับ | กฎ |", "| code | severity | what it asks |");
        let _ = writeln!(text, "\n## {heading}\n\n{columns}\n|---|---|---|");
        for rule in family.examples.iter().filter_map(|example| rule(&example.rule)) {
            let (code, title) = (rule.code, rule.title.get(lang));
            let _ = writeln!(text, "| [`{code}`](#{code}) | {} | {title} |", severity(rule, lang));
        }
        for example in &family.examples {
            if let Some(rule) = rule(&example.rule) {
                section(&mut text, rule, example, lang);
            }
        }
    }
    mended(&mut text, lang);
    text
}

/// What needs no rule, as its meaning is certain.
fn mended(text: &mut String, lang: Lang) {
    let words = lang.choose(
        "## สิ่งที่ prongsai แก้ให้เอง\n\nที่เขียนตามแบบหนังสือราชการและมีความหมายเดียว prongsai อ่านตามที่ตั้งใจโดยไม่เตือน และไม่เปลี่ยนไฟล์ของท่าน\n\n\
         ตัวอย่าง 652 ข้อของ CommonMark 0.31.2 และตาราง 8 ข้อของ GitHub อ่านตามมาตรฐาน ยกเว้น `5*6*78` ซึ่งเป็นขนาด",
        "## What is mended without a word\n\nWhat Thai office writing means beyond doubt is read as it was meant. Nothing is told, and no file is changed.\n\n\
         Of the 652 examples of CommonMark 0.31.2 and the 8 of tables in GitHub's dialect all are read as specified but one:\n\
         `5*6*78`, a product.",
    );
    let _ = writeln!(text, "\n{words}");
    for (th, en, written, meant) in crate::written::MENDED {
        let head = if th.is_empty() { String::new() } else { format!("### {}\n\n", lang.choose(th, en)) };
        let shown = |words: &str| words.lines().map(visible).collect::<Vec<_>>().join("\n");
        let as_read = lang.choose("อ่านเป็น", "is read as");
        let _ =
            writeln!(text, "\n{head}````md\n{}\n````\n\n{as_read}\n\n````md\n{}\n````", shown(written), shown(meant));
    }
}

fn heading(family: &Family, lang: Lang) -> &str {
    let (en, th) = family.heading.split_once(" · ").unwrap_or((&family.heading, &family.heading));
    lang.choose(th, en)
}

/// The anchor that a site of repositories makes of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || *c == '-' || prongsai::base::thai::is_thai(*c)).collect()
}

fn severity(rule: &Rule, lang: Lang) -> &'static str {
    match rule.severity {
        Severity::Error => lang.choose("ข้อผิดพลาด", "error"),
        Severity::Warning => lang.choose("คำเตือน", "warning"),
        Severity::Note => lang.choose("หมายเหตุ", "note"),
    }
}

fn section(text: &mut String, rule: &Rule, example: &Example, lang: Lang) {
    let (title, why) = (rule.title.get(lang), rule.why.get(lang));
    let _ = writeln!(text, "\n### `{}`\n\n**{}** · {title}\n", rule.code, severity(rule, lang));
    let _ = match lang {
        Lang::Th => writeln!(text, "เหตุผล: {why}\n"),
        Lang::En => writeln!(text, "Why: {why}.\n"),
    };
    if rule.held {
        let held = lang.choose(
            "กันการอัปโหลดไว้ จนกว่าจะแก้หรือมีผู้ดูแล้วรับรอง",
            "Keeps the site from being uploaded until it is mended or somebody accepts it.",
        );
        let _ = writeln!(text, "{held}\n");
    }
    let finding = example.findings.iter().find(|finding| finding.rule.code == rule.code);
    let finding = finding.unwrap_or_else(|| panic!("{}: its example does not fire", rule.code));
    let by_hand = BY_HAND.iter().find(|(code, ..)| *code == rule.code);
    if let Some((_, [th, en], _)) = by_hand {
        let _ = writeln!(text, "{}:\n", lang.choose(format!("ตัวอย่าง {th}"), format!("Example: {en}")));
    }
    let mut files: Vec<_> = example.files.iter().collect();
    files.sort_by_key(|(path, _)| path != finding.at.path.as_str());
    for (at, (path, content)) in files.into_iter().take(FILES).enumerate() {
        match content {
            Content::Is(content) => file(text, (at, path), &excerpt(content, (path, finding), &example.sources), lang),
            Content::Made(_) => {
                let words = (format!("ตัวอย่าง: เอกสารแนบ `{path}`"), format!("Example: the attachment `{path}`"));
                let _ = writeln!(text, "{}\n", lang.choose(words.0, words.1));
            }
            Content::Gone => {
                let _ =
                    writeln!(text, "{}\n", lang.choose(format!("ไม่มีไฟล์ `{path}`"), format!("There is no `{path}`.")));
            }
        }
    }
    let shown = plain(finding, &example.sources, lang);
    let shown: Vec<String> = shown.lines().map(|line| visible(line.trim_end())).collect();
    let _ =
        writeln!(text, "{}\n\n````text\n{}\n````", lang.choose("prongsai บอกว่า", "prongsai says:"), shown.join("\n"));
}

/// A file of an example, the first or one beside it.
fn file(text: &mut String, (at, path): (usize, &str), lines: &[String], lang: Lang) {
    let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind);
    let path = visible(&mask(path));
    let _ = match (at, lang) {
        (0, Lang::Th) => writeln!(text, "ตัวอย่าง ใน `{path}`\n"),
        (0, Lang::En) => writeln!(text, "Example, in `{path}`:\n"),
        (_, Lang::Th) => writeln!(text, "และใน `{path}`\n"),
        (_, Lang::En) => writeln!(text, "and in `{path}`:\n"),
    };
    let _ = writeln!(text, "````{kind}\n{}\n````\n", lines.join("\n"));
}

/// The lines of a file that an example shows, without any full national number.
fn excerpt(content: &str, (path, finding): (&str, &Diagnostic), sources: &Sources) -> Vec<String> {
    let content = mask(content.trim_start_matches('\u{FEFF}'));
    let lines: Vec<String> = content.lines().map(visible).collect();
    if lines.len() <= LINES {
        return lines;
    }
    let own = sources.texts.get(path).filter(|_| finding.at.path.as_str() == path);
    let at = own.map_or(1, |text| Position::of(text, finding.at.start as usize).line);
    let from = at.saturating_sub(LINES / 2 + 1).min(lines.len() - LINES);
    let mut shown = lines[from..from + LINES].to_vec();
    if from > 0 {
        shown.insert(0, "…".to_owned());
    }
    if from + LINES < lines.len() {
        shown.push("…".to_owned());
    }
    shown
}

/// A line with what cannot be seen made visible, and cut where it is very long.
fn visible(line: &str) -> String {
    let unseen = |c: char| {
        (c.is_control() && c != '\t')
            || matches!(c, '\u{A0}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let seen = |c: char| if unseen(c) { format!("⟨U+{:04X}⟩", u32::from(c)) } else { c.to_string() };
    let cut = if line.chars().count() > 160 { " …" } else { "" };
    line.chars().take(160).map(seen).chain([cut.to_owned()]).collect()
}

fn intro(lang: Lang) -> &'static str {
    match lang {
        Lang::Th => {
            "\
# กฎของ prongsai

ก่อนเผยแพร่เว็บไซต์ prongsai ตรวจเนื้อหาทุกไฟล์ แล้วบอกทุกจุดที่ควรแก้ในครั้งเดียว หน้านี้รวมทุกกฎ
พร้อมเหตุผลและตัวอย่าง

- สั่ง `prongsai check` ในโฟลเดอร์ของเว็บไซต์เพื่อตรวจ โดยไม่เปลี่ยนไฟล์ใดของท่าน
- สั่ง `prongsai check --explain รหัส` เพื่ออ่านกฎข้อเดียวในหน้าต่างคำสั่ง

กฎมีสามระดับ

| ระดับ | ความหมาย |
|---|---|
| ข้อผิดพลาด (error) | ต้องแก้ก่อน เว็บไซต์จะไม่ถูกสร้าง และของเดิมยังอยู่ครบ |
| คำเตือน (warning) | สร้างเว็บไซต์ได้ แต่ควรแก้ เพราะอาจเสียคะแนนหรือผู้อ่านเข้าใจผิด |
| หมายเหตุ (note) | บอกให้รู้ เช่น องค์ประกอบที่ยังรอหลักฐาน |

วิธีอ่านสิ่งที่ prongsai บอก

````text
error[item-unknown-code]: แคตตาล็อกปี 2568 มี O1–O28 ไม่มี O29      ระดับ รหัสของกฎ และสิ่งที่ผิด
 --> content/2568/items/o29.md:2:7                                  ไฟล์ บรรทัดที่ 2 ตัวอักษรที่ 7
  |
2 | code: O29                                                       บรรทัดนั้น
  |       ^^^                                                       ตรงนี้
  |
  = วิธีแก้: ใช้รหัสตั้งแต่ O1 ถึง O28 หรือย้ายไฟล์ไปปีที่มีข้อนี้        สิ่งที่ต้องทำ
````

ในตัวอย่าง `⟨U+00A0⟩` คือตัวอักษรที่มองไม่เห็น และ `•` แทนเลขที่ปิดไว้ ตัวอย่างทุกอันถูกทดสอบจริงกับโปรแกรม

"
        }
        Lang::En => {
            "\
# The rules of prongsai

Before a site is published, prongsai checks every file of its content and tells all that should be mended, at once. This
page holds every rule, with its reason and an example.

- `prongsai check`, run in the site's folder, checks and changes nothing of yours.
- `prongsai check --explain CODE` shows one rule in the terminal.

There are three severities:

| severity | what it means |
|---|---|
| error | It must be mended first: the site is not built, and the old one stays as it is. |
| warning | The site is built, but this should be mended: it may cost points or mislead a reader. |
| note | Something to know, as a requirement that still awaits its evidence. |

How to read what prongsai says:

````text
error[item-unknown-code]: the 2568 catalogue has O1–O28, not O29    the severity, the rule's code, what is wrong
 --> content/2568/items/o29.md:2:7                                  the file, line 2, character 7
  |
2 | code: O29                                                       that line
  |       ^^^                                                       here
  |
  = help: use a code from O1 to O28, or move the file               what to do
````

In the examples `⟨U+00A0⟩` is a character that cannot be seen, and `•` stands for a digit that is hidden. Every
example is tested against the program.

"
        }
    }
}
