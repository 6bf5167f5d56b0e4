//! A green tick means that prongsai looked: ways to be green without evidence, none of which is, each told once; and a right
//! item for everything that a year asks, all of which are complete without a warning.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use prongsai::base::date::Day;
use prongsai::base::diag::{Diagnostic, Severity};
use prongsai::base::span::Position;
use prongsai::ita::catalogue::ItemSpec;
use prongsai::ita::holds::Equal;
use prongsai::ita::options::Options;
use prongsai::ita::progress::{Completeness, State};
use prongsai::ita::readiness::{Standing, readiness};
use prongsai::ita::year::FiscalYear;
use prongsai::pipeline;

use crate::support::{folder, root};
use crate::{old_documents, paper, pictures, whole};

/// The files of a site.
type Files = BTreeMap<String, Vec<u8>>;

const AGENCY: &str = "
name: องค์การบริหารส่วนตำบลตัวอย่าง
short_name: อบต.ตัวอย่าง
base_url: https://www.tua-yang.go.th/
languages: [th]
contacts:
  - {kind: address, label: ที่อยู่, value: 1 หมู่ 1}
  - {kind: phone, label: โทรศัพท์, value: 042 000 000}
  - {kind: email, label: อีเมล, value: saraban@tua-yang.go.th}
  - {kind: map, label: แผนที่, value: แผนที่ของกูเกิล, url: \"https://maps.app.goo.gl/abc\"}
  - {kind: inquiry, label: สอบถาม, value: เฟซบุ๊ก, url: \"https://www.facebook.com/tuayang\"}
";

const PEOPLE: &str = "
people:
  - {name: นายหนึ่ง ตัวอย่าง, position: นายก, side: political, phone: 042 000 001, email: a@tua-yang.go.th, photo: files/1.png}
  - {name: นายสาม ตัวอย่าง, position: รองนายก, side: political, phone: 042 000 003, email: c@tua-yang.go.th, photo: files/3.png}
  - {name: นายสอง ตัวอย่าง, position: ปลัด, side: permanent, phone: 042 000 002, email: b@tua-yang.go.th, photo: files/2.png}
";

/// What every site here has: this year's catalogue, the pages that items name, and two documents.
fn base() -> Files {
    let catalogue = fs::read_to_string(root().join("src/ita/catalogues/local-government/2568.yaml"))
        .expect("the catalogue is there");
    // What the items were in years that this site does not have.
    let catalogue: String = catalogue
        .lines()
        .filter(|line| !line.trim_start().starts_with("was:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut files = Files::from([("content/2568/catalogue.yaml".to_owned(), catalogue.into_bytes())]);
    let texts = [
        ("content/agency.yaml", AGENCY),
        ("content/people.yaml", PEOPLE),
        ("content/pages/executives.md", "---\ntitle: ผู้บริหาร\nshow: people\n---\n"),
        ("content/pages/contact.md", "---\ntitle: ติดต่อ\nshow: contact\n---\n"),
        ("content/pages/full.md", "---\ntitle: คู่มือทั้งเล่ม\n---\n## ขั้นตอน\n\nยื่นคำขอแล้วรอรับผล\n"),
        ("content/news/2567-12-01-news.md", "---\ntitle: ข่าว\ndate: 2567-12-01\n---\nประชุมสภา\n"),
    ];
    files.extend(texts.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
    files.insert("content/2568/files/whole.pdf".to_owned(), paper::pdf(&["แผนปฏิบัติการที่มีเนื้อหาครบทุกหัวข้อตามที่กำหนดไว้"]));
    for shade in 1..=3 {
        files.insert(format!("content/files/{shade}.png"), photograph(40, shade));
    }
    files
}

/// A square picture with light and shade.
fn photograph(side: u32, shade: u8) -> Vec<u8> {
    let points: Vec<u8> = (0..side * side).map(|at| shade + (at % side) as u8 * 2).collect();
    pictures::png(side, side, &points, png::ColorType::Grayscale, png::BitDepth::Eight)
}

/// What was found of a site in 2568 on a day in its time.
struct Judged {
    findings: Vec<(Diagnostic, String)>,
    items: BTreeMap<String, (Completeness, Vec<State>)>,
}

fn judged(files: &Files) -> Judged {
    let site = folder();
    for (path, bytes) in files {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    let sources = crate::support::read(site.path()).expect("the folder can be read");
    let today = Day::parse("2568-04-20").expect("a day");
    let built = whole::build(&sources, &Options { today, base_url: None });
    let portal = pipeline::portal(&sources, today).0;
    let ready = readiness(&portal, &sources, FiscalYear::parse("2568").expect("a year"), today).expect("a catalogue");
    let own = |item: &Standing<'_>| {
        let states = item.answers.iter().map(|answer| answer.state).collect();
        (item.spec.code.value.to_string(), (item.state, states))
    };
    let line = |finding: &Diagnostic| {
        let text = sources.texts.get(&finding.at.path);
        let line = text.map_or(0, |text| Position::of(text, finding.at.start as usize).line);
        format!("{}:{line}: [{}] {}", finding.at.path, finding.rule.code, finding.message().en)
    };
    let told = built.findings.iter().filter(|finding| finding.rule.severity != Severity::Note);
    Judged {
        findings: told.map(|finding| (finding.clone(), line(finding))).collect(),
        items: ready.items.iter().map(own).collect(),
    }
}

/// A way to be green without evidence.
struct Way {
    name: &'static str,
    code: &'static str,
    /// The item's front matter and body, below its code.
    item: &'static str,
    /// What else is in the site, or stands in it otherwise.
    files: Vec<(&'static str, Vec<u8>)>,
    /// The beginning of the one line that tells it, without the path.
    told: &'static str,
}

fn way(name: &'static str, code: &'static str, item: &'static str, told: &'static str) -> Way {
    Way { name, code, item, files: Vec::new(), told }
}

impl Way {
    fn with(mut self, path: &'static str, bytes: impl Into<Vec<u8>>) -> Way {
        self.files.push((path, bytes.into()));
        self
    }
}

const DOCUMENT: &str =
    "documents: [{id: a, file: ../files/a.pdf, title: คู่มือ}]\nevidence: [{requirement: all, document: a}]\n---\n";

fn document(name: &'static str, bytes: Vec<u8>, told: &'static str) -> Way {
    way(name, "O8", DOCUMENT, told).with("content/2568/files/a.pdf", bytes)
}

fn page(name: &'static str, text: &'static str, told: &'static str) -> Way {
    way(name, "O8", "evidence: [{requirement: all, page: ../../pages/a.md}]\n---\n", told)
        .with("content/pages/a.md", text)
}

fn section(name: &'static str, item: &'static str, told: &'static str) -> Way {
    way(name, "O8", item, told)
}

const PLAN: &str = "แผนปฏิบัติการที่มีเนื้อหาครบทุกหัวข้อตามที่กำหนดไว้ในคู่มือ";

fn ways() -> Vec<Way> {
    let whole = || paper::pdf(&[PLAN]);
    let mut ways = vec![
        document("a PDF of one word", paper::pdf(&["แผน"]), "[evidence-short] the file has only"),
        document("an empty page", paper::pdf(&[" "]), "[document-scan]"),
        document("an empty file", Vec::new(), "[document-empty]"),
        document("a damaged file", whole()[..200].to_vec(), "[document-unreadable]"),
        document("a password", paper::locked_pdf(), "[document-locked]"),
        way("no file", "O8", DOCUMENT, "[attachment-missing]"),
        way("no such document", "O8", "evidence: [{requirement: all, document: b}]\n---\n", "[reference-unknown]"),
        way("a title to be written", "O8", "documents: [{id: a, file: ../files/whole.pdf, title: …}]\nevidence: [{requirement: all, document: a}]\n---\n", "[placeholder]"),
        way("an empty Word document", "O8", "documents: [{id: a, file: ../files/a.docx, title: คู่มือ}]\nevidence: [{requirement: all, document: a}]\n---\n", "[evidence-short] the document has no text")
            .with("content/2568/files/a.docx", paper::docx(&paper::paragraphs(" "), &[])),
        way("an empty table", "O8", "documents: [{id: a, file: ../files/a.csv, title: คู่มือ}]\nevidence: [{requirement: all, document: a}]\n---\n", "[evidence-short] the document has no text")
            .with("content/2568/files/a.csv", ", ,\n,,\n"),
        way("a Word document of one word", "O8", "documents: [{id: a, file: ../files/a.docx, title: คู่มือ}]\nevidence: [{requirement: all, document: a}]\n---\n", "[evidence-short] the file has only 5 letters")
            .with("content/2568/files/a.docx", paper::docx(&paper::paragraphs("คู่มือ"), &[])),
        way("a note of one word", "O8", "documents: [{id: a, file: ../files/a.txt, title: คู่มือ}]\nevidence: [{requirement: all, document: a}]\n---\n", "[evidence-short] the file has only 5 letters")
            .with("content/2568/files/a.txt", "คู่มือ"),
        way("a workbook of one word", "O8", "documents: [{id: a, file: ../files/a.xlsx, title: คู่มือ}]\nevidence: [{requirement: all, document: a}]\n---\n", "[evidence-short] the file has only 5 letters")
            .with("content/2568/files/a.xlsx", paper::xlsx(&[paper::Sheet { name: "ก", state: "visible", rows: paper::rows(&[&["คู่มือ"]]) }], &[], &[])),
        way("nothing of a post that is vacant", "O2", "evidence: [{requirement: all, page: ../../pages/executives.md}]\n---\n", "[evidence-short] people.yaml has 0 people who are “รองนายก” or “รองนายกเทศมนตรี” or “รองปลัด” of this agency; at least 1")
            .with("content/people.yaml", PEOPLE.replace("นายสาม ตัวอย่าง", "(ว่าง)")),
        way("nothing of a telephone that is none", "O3", "evidence: [{requirement: all, page: ../../pages/contact.md}]\n---\n", "[evidence-short] agency.yaml gives no real value for the telephone")
            .with("content/agency.yaml", AGENCY.replace("value: 042 000 000", "value: '0'")),
        way("a kind that is refused", "O8", "documents: [{id: a, file: ../files/a.exe, title: คู่มือ}]\nevidence: [{requirement: all, document: a}]\n---\n", "[attachment-refused]")
            .with("content/2568/files/a.exe", "MZ\0\0"),
        page("what stands elsewhere", "---\ntitle: คู่มือ\n---\nรายละเอียดตามเอกสารแนบท้าย\n", "[evidence-short] content/pages/a.md says nothing of substance"),
        page("no body", "---\ntitle: คู่มือ\n---\n", "[evidence-short] content/pages/a.md says nothing of substance yet"),
        page("a word", "---\ntitle: คู่มือปฏิบัติงาน\n---\nคู่มือ\n", "[evidence-short] content/pages/a.md says nothing of substance"),
        page("a long text that is in the making", "---\ntitle: คู่มือ\n---\nขณะนี้หน่วยงานอยู่ระหว่างการรวบรวมข้อมูลจากทุกกองงานที่เกี่ยวข้อง เมื่อแล้วเสร็จจะนำมาเผยแพร่ให้ทราบต่อไป\n", "[evidence-short] content/pages/a.md says nothing of substance"),
        page("headings alone", "---\ntitle: คู่มือ\n---\n## ก\n\n### ข\n", "[evidence-short] content/pages/a.md says nothing of substance"),
        page("the head of a table", "---\ntitle: คู่มือ\n---\n| ที่ | งาน |\n|---|---|\n", "[evidence-short] content/pages/a.md says nothing of substance"),
        page("in the making", "---\ntitle: คู่มือ\n---\nอยู่ระหว่างจัดทำ\n", "[evidence-short] content/pages/a.md says nothing of substance"),
        page("awaited", "---\ntitle: คู่มือ\nawaiting: รอไฟล์\n---\nคู่มือนี้ยังรอไฟล์จากกอง\n", "[evidence-short] content/pages/a.md says itself"),
        page("an ellipsis", "---\ntitle: คู่มือ\n---\nคู่มือการปฏิบัติงาน\n\nระยะเวลา: …\n", "[evidence-short] line 6 of content/pages/a.md still has"),
        page("a TODO", "---\ntitle: คู่มือ\n---\nTODO เขียนขั้นตอน\n", "[evidence-short] line 4 of content/pages/a.md still has"),
        page("people that are not there", "---\ntitle: คู่มือ\nshow: units\n---\nส่วนงานมีดังนี้\n", "[evidence-short] content/pages/a.md shows units"),
        way("no such page", "O8", "evidence: [{requirement: all, page: ../../pages/b.md}]\n---\n", "[link-broken]"),
        way("no such heading there", "O8", "evidence: [{requirement: all, page: \"../../pages/full.md#b\"}]\n---\n", "[anchor-broken]"),
        way("an empty heading there", "O8", "evidence: [{requirement: all, page: \"../../pages/a.md#ข\"}]\n---\n", "[evidence-short] nothing of substance stands below the heading #ข")
            .with("content/pages/a.md", "---\ntitle: ก\n---\nมี\n\n## ข\n"),
        section("an empty heading", "evidence: [{requirement: all, section: ก}]\n---\n## ก\n\n## ข\n\nมี\n", "[evidence-short] nothing of substance stands below the heading #ก"),
        section("no such heading", "evidence: [{requirement: all, section: ค}]\n---\n## ก\n\nมี\n", "[reference-unknown]"),
        section("a section to be written", "evidence: [{requirement: all, section: ก}]\n---\n## ก\n\nxxx\n", "[evidence-short] line 7 of content/2568/items/o08.md"),
        way("a page that awaits something, beside a sound one", "O8", "evidence:\n  - {requirement: all, page: ../../pages/full.md}\n  - {requirement: all, page: ../../pages/a.md}\n---\n", "[evidence-short] content/pages/a.md says itself")
            .with("content/pages/a.md", "---\ntitle: คู่มือ\nawaiting: รอกองช่าง\n---\nขั้นตอนมีสามข้อ\n"),
        page("a page that is not finished", "---\ntitle: คู่มือ\n---\nเอกสารฉบับนี้ยังไม่แล้วเสร็จ\n", "[evidence-short] content/pages/a.md says nothing of substance yet"),
        page("a page whose only sentence is that it waits", "---\ntitle: คู่มือ\n---\nหน้านี้อยู่ระหว่างรอข้อมูลจากกองช่าง จะเผยแพร่ภายหลัง\n", "[evidence-short] content/pages/a.md says nothing of substance yet"),
        way("itself, awaited", "O8", "evidence: [{requirement: all, page: o08.md}]\nawaiting: รอไฟล์\n---\nยังรอไฟล์\n", "[evidence-short] the evidence is the page of the item itself"),
        way("another item that is awaited", "O12", "evidence: [{requirement: all, page: o13.md}]\n---\n", "[evidence-short] content/2568/items/o13.md says itself")
            .with("content/2568/items/o13.md", "---\ncode: O13\nawaiting: รอไฟล์\n---\nยังรอไฟล์\n"),
        way("does not apply, for no reason", "O8", "evidence: [{requirement: all, not_applicable: …}]\n---\n", "[placeholder]"),
        way("says itself that it is not complete", "O25", "documents: [{id: a, file: ../files/whole.pdf, title: แผน}]\nevidence: [{requirement: all, document: a}]\nawaiting: รอผลการติดตาม\n---\n", "[evidence-short] the item says itself"),
        way("the form of another agency, without two columns", "O12", "documents: [{id: list, file: ../files/list.xlsx, title: รายการจัดซื้อจัดจ้าง}]\nevidence: [{requirement: all, document: list}]\n---\n", "[evidence-short] the catalogue asks for a table")
            .with("content/2568/files/list.xlsx", paper::xlsx(&[paper::Sheet { name: "รายการ", state: "visible", rows: paper::rows(&[&["ที่", "ปีงบประมาณ", "ชื่อหน่วยงาน"], &["=1", "=2566", "อบต.อื่น"]]) }], &[], &[])),
        way("no people", "O2", "evidence: [{requirement: all, page: ../../pages/executives.md}]\n---\n", "[evidence-short] content/pages/executives.md shows people")
            .with("content/people.yaml", "people: []\n"),
        way("no contacts", "O3", "evidence: [{requirement: all, page: ../../pages/contact.md}]\n---\n", "[evidence-short] content/pages/contact.md shows contacts")
            .with("content/agency.yaml", AGENCY.lines().map(|line| match line.split_once("value:") { Some((head, _)) => format!("{head}value: null}}\n"), None => format!("{line}\n") }).collect::<String>()),
        way("a document in the place of contacts", "O3", "documents: [{id: a, file: ../files/whole.pdf, title: แผน}]\nevidence: [{requirement: all, document: a}]\n---\n", "[evidence-short] this is no page that shows the contacts"),
        way("no news", "O4", "evidence: [{requirement: all, page: /news/}]\n---\n", "[evidence-short] /news/ shows news")
            .with("content/news/2567-12-01-news.md", ""),
        way("a page where news is asked", "O4", "evidence: [{requirement: all, page: ../../pages/full.md}]\n---\n", "[evidence-short] this is no news, and no page that shows it"),
        way("news of a day to come", "O4", "evidence: [{requirement: all, page: ../../news/2568-04-25-a.md}]\n---\n", "[evidence-short] this news is of 25 April B.E. 2568")
            .with("content/news/2568-04-25-a.md", "---\ntitle: ก\ndate: 2568-04-25\n---\nประชุมประจำเดือน\n"),
        way("news of another year", "O4", "evidence: [{requirement: all, page: ../../news/2566-06-01-a.md}]\n---\n", "[document-other-period] this page is of 1 June B.E. 2566")
            .with("content/news/2566-06-01-a.md", "---\ntitle: ก\ndate: 2566-06-01\n---\nประชุมประจำเดือน\n"),
        way("a report of another year by its title", "O7", "documents: [{id: a, file: ../files/whole.pdf, title: รายงานผล ปี 2566}]\nevidence: [{requirement: all, document: a}]\n---\n", "[document-other-period] this document is of 2566 by its name"),
        way("a report of another year by its file", "O7", "documents: [{id: a, file: ../files/report-fy2566.pdf, title: รายงานผล}]\nevidence: [{requirement: all, document: a}]\n---\n", "[document-other-period] this document is of 2566 by its name")
            .with("content/2568/files/report-fy2566.pdf", whole()),
        way("a report of another year by its date", "O7", "documents: [{id: a, file: ../files/whole.pdf, title: รายงานผล, date: 2565-12-01}]\nevidence: [{requirement: all, document: a}]\n---\n", "[document-other-period] this document is of 1 December"),
        way("a report from the folder of another year", "O6", "documents: [{id: a, file: ../../2566/files/a.pdf, title: แผน}]\nevidence: [{requirement: all, document: a}]\n---\n", "[document-other-period] this document is in the folder of 2566")
            .with("content/2566/files/a.pdf", whole()),
        way("a page of another year", "O7", "evidence: [{requirement: all, page: ../../pages/a.md}]\n---\n", "[document-other-period] this page is of 2566 by its name")
            .with("content/pages/a.md", "---\ntitle: รายงานผล ประจำปี ๒๕๖๖\n---\nผลเป็นดังนี้\n"),
        way("a period of another year", "O7", "period: {from: 2565-10-01, to: 2566-09-30}\ndocuments: [{id: a, file: ../files/whole.pdf, title: รายงานผล}]\nevidence: [{requirement: all, document: a}]\n---\n", "[evidence-short] the item's `period`"),
    ];
    ways.extend(table_ways());
    let address = [
        ("the host of examples", "https://example.com/", "[evidence-host] example.com is"),
        ("the host of a draft", "https://www.example.go.th/plan", "[evidence-host] www.example.go.th is"),
        ("this computer in short", "https://127.1/plan", "[evidence-host] 127.1 is"),
        ("a start page in a language", "https://www.dla.go.th/?lang=th", "[evidence-short] this is the start page"),
        ("another search", "https://duckduckgo.com/?q=plan", "[evidence-short] duckduckgo.com only leads"),
        ("this computer", "http://localhost:8080/plan", "[evidence-host] localhost is"),
        ("an inner network", "https://192.168.1.9/plan", "[evidence-host] 192.168.1.9 is"),
        ("a host of one word", "https://intranet/plan", "[evidence-host] intranet is"),
        ("plain http", "http://www.dla.go.th/plan", "[evidence-short] this address is plain http"),
        ("what is searched for", "https://www.google.com/search?q=plan", "[evidence-short] www.google.com only leads"),
        ("a start page", "https://www.dla.go.th/", "[evidence-short] this is the start page of www.dla.go.th"),
        ("the own start page", "https://www.tua-yang.go.th", "[evidence-short] this is the start page"),
        (
            "no page of this site",
            "https://www.tua-yang.go.th/ita/2568/o99/",
            "[evidence-short] this site has no page /ita/2568/o99/",
        ),
        (
            "no page of this site, spelt otherwise",
            "http://tua-yang.go.th/ita/2568/o99",
            "[evidence-short] this site has no page",
        ),
        (
            "no heading of this site",
            "https://www.tua-yang.go.th/full/#x",
            "[anchor-broken] that page has no heading #x",
        ),
        (
            "an awaited page of this site",
            "https://tua-yang.go.th/ita/2568/o13",
            "[evidence-short] content/2568/items/o13.md says itself",
        ),
    ];
    for (name, to, told) in [
        ("the search", "/search/", "[evidence-short] /search/ only leads"),
        ("the year itself", "../catalogue.yaml", "[evidence-short] content/2568/catalogue.yaml only leads"),
        ("all items on one page", "/ita/2568/all/", "[evidence-short] /ita/2568/all/ only leads"),
        ("all documents", "/documents/", "[evidence-short] /documents/ only leads"),
        ("the item itself", "o08.md", "[evidence-short] the evidence is the page of the item itself"),
        (
            "an item without evidence",
            "o13.md",
            "[evidence-short] the item in content/2568/items/o13.md has no evidence",
        ),
    ] {
        let item: &'static str =
            format!("evidence: [{{requirement: all, page: {to}}}]\n---\n## คู่มือ\n\nข้อนี้ถามถึงคู่มือ\n").leak();
        ways.push(way(name, "O8", item, told).with("content/2568/items/o13.md", "---\ncode: O13\n---\nข้อนี้คืออะไร\n"));
    }
    for (name, why) in [
        ("no reason", "'-'"),
        ("a reason that is none", "ไม่มี"),
        ("the word of the guide", "เหตุผล"),
        ("that word in English", "{th: reason, en: reason}"),
        ("the words of the editor", "เหตุผลที่ข้อนี้ไม่เกี่ยวกับหน่วยงาน"),
        ("the claim again", "ไม่เกี่ยวข้อง"),
        ("the claim of this item", "ข้อนี้ไม่เกี่ยวข้องกับหน่วยงานนี้ครับ"),
        ("one word again and again", "ไม่มี ไม่มี ไม่มี"),
        ("what the agency did not do", "หน่วยงานไม่ได้ดำเนินการ"),
        ("a sentence with a gap", "หน่วยงานไม่มี... ในสังกัด"),
        ("something that was not done", "ยังไม่ได้จัดทำ"),
    ] {
        let item: &'static str = format!("evidence: [{{requirement: all, not_applicable: {why}}}]\n---\n").leak();
        ways.push(way(name, "O8", item, "does not say why"));
    }
    let contacts = [
        (
            "nothing of a question that goes nowhere",
            "value: เฟซบุ๊ก, url: \"https://www.facebook.com/tuayang\"",
            "value: ไม่มี",
        ),
        (
            "nothing of the start page of a network",
            "url: \"https://www.facebook.com/tuayang\"",
            "url: \"https://www.facebook.com/\"",
        ),
        ("nothing of an e-mail of a draft", "saraban@tua-yang.go.th", "saraban@example.go.th"),
        ("nothing of a map that nobody can open", ", url: \"https://maps.app.goo.gl/abc\"", ""),
        ("nothing of the name of a place", "value: 1 หมู่ 1", "value: เลย"),
        ("nothing of a telephone that counts", "042 000 000", "'1234'"),
        ("nothing of an e-mail of another agency", "saraban@tua-yang.go.th", "saraban@nacc.go.th"),
    ];
    ways.push(
        way(
            "nothing of an address to be written",
            "O3",
            "evidence: [{requirement: all, page: ../../pages/contact.md}]\n---\n",
            "[placeholder]",
        )
        .with("content/agency.yaml", AGENCY.replacen("value: 1 หมู่ 1", "value: …", 1)),
    );
    for (name, from, to) in contacts {
        assert!(AGENCY.contains(from), "{name}");
        let item = "evidence: [{requirement: all, page: ../../pages/contact.md}]\n---\n";
        let agency = AGENCY.replacen(from, to, 1);
        ways.push(way(name, "O3", item, "agency.yaml gives no").with("content/agency.yaml", agency));
    }
    for (name, from, to) in [
        ("nothing of people without a name", "นายสอง ตัวอย่าง", "ชื่อ นามสกุล"),
        ("nothing of people whose name is their position", "นายสอง ตัวอย่าง", "ปลัด"),
        ("nothing of an e-mail that is none", "a@tua-yang.go.th", "mayor"),
    ] {
        let item = "evidence: [{requirement: all, page: ../../pages/executives.md}]\n---\n";
        let people = PEOPLE.replacen(from, to, 1);
        ways.push(way(name, "O2", item, "[evidence-short] ").with("content/people.yaml", people));
    }
    for (name, from, to, told) in [
        (
            "nothing of deputies where there are heads alone",
            "position: รองนายก",
            "position: นายกคนเก่า",
            "who are “รองนายก”",
        ),
        ("nothing of one photograph for two", "files/2.png", "files/1.png", "have one photograph between them"),
        ("nothing of a photograph of one point", "files/2.png", "files/speck.png", "นายสอง ตัวอย่าง has no photograph"),
    ] {
        let item = "evidence: [{requirement: all, page: ../../pages/executives.md}]\n---\n";
        let people = PEOPLE.replacen(from, to, 1);
        let own = way(name, "O2", item, told).with("content/people.yaml", people);
        ways.push(own.with("content/files/speck.png", photograph(1, 9)));
    }
    let hollow: [(&'static str, Vec<u8>); 10] = [
        ("csv", "ที่,รายการของคู่มือทั้งหมด,ระยะเวลาที่ใช้\n".into()),
        ("json", b"{\"steps of the manual\": [], \"everything else\": []}".to_vec()),
        ("svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"600\"></svg>".to_vec()),
        ("geojson", b"{\"type\": \"FeatureCollection\", \"name\": \"all plans\", \"features\": []}".to_vec()),
        ("ics", b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//a//b//EN\nEND:VCALENDAR\n".to_vec()),
        ("xml", b"<manual-of-the-office><step-by-step/><and-more-of-them/></manual-of-the-office>".to_vec()),
        ("zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec()),
        ("txt", "คู่มือการปฏิบัติงาน\n\nเอกสารนี้อยู่ระหว่างการจัดทำ จะเผยแพร่ในภายหลัง\n".into()),
        ("pdf", paper::pdf(&["เอกสารนี้อยู่ระหว่างการจัดทำ จะเผยแพร่ในภายหลัง"])),
        ("png", photograph(1, 9)),
    ];
    for (ending, bytes) in hollow {
        let item = format!(
            "documents: [{{id: a, file: ../files/a.{ending}, title: คู่มือ}}]\nevidence: [{{requirement: all, document: a}}]\n---\n"
        );
        let path: &'static str = format!("content/2568/files/a.{ending}").leak();
        let name: &'static str = format!("a hollow {ending}").leak();
        ways.push(way(name, "O8", item.leak(), "[evidence-short] the ").with(path, bytes));
    }
    for (name, title, file) in [
        ("a report of another year by the end of its file", "รายงานผล", "annual-report-2566.pdf"),
        ("a report of another year by two digits", "รายงานผล", "report66.pdf"),
        ("a report of another year by an English title", "Annual report 2023", "whole.pdf"),
        ("a plan of another year without a word for it", "แผนปฏิบัติการ 2566", "whole.pdf"),
        ("the same in its last version", "แผนปฏิบัติการ 2566 (ฉบับสมบูรณ์)", "whole.pdf"),
        ("a year of two digits", "รายงานผล ปีงบ 66", "whole.pdf"),
        ("a fiscal year in English", "รายงานผล FY2023", "whole.pdf"),
        ("a quarter of another year", "รายงานผล ไตรมาส 1/66", "whole.pdf"),
    ] {
        let item = format!(
            "documents: [{{id: a, file: ../files/{file}, title: {title}}}]\nevidence: [{{requirement: all, document: a}}]\n---\n"
        );
        let path: &'static str = format!("content/2568/files/{file}").leak();
        ways.push(
            way(name, "O7", item.leak(), "[document-other-period] this document is of 2566 by its name")
                .with(path, whole()),
        );
    }
    ways.push(
        way(
            "news of another year alone",
            "O4",
            "evidence: [{requirement: all, page: /news/}]\n---\n",
            "asked for there are 0",
        )
        .with("content/news/2567-12-01-news.md", "")
        .with("content/news/2566-06-01-a.md", "---\ntitle: ก\ndate: 2566-06-01\n---\nประชุมประจำเดือน\n"),
    );
    ways.push(way(
        "an address with a password",
        "O8",
        "evidence: [{requirement: all, url: \"https://user:pw@www.dla.go.th/x\"}]\n---\n",
        "a password stands in this address",
    ));
    ways.push(way(
        "no address of the Web",
        "O8",
        "evidence: [{requirement: all, url: \"ftp://www.dla.go.th/x\"}]\n---\n",
        "is not a web address",
    ));
    for (name, url, told) in address {
        let item: &'static str = format!("evidence: [{{requirement: all, url: \"{url}\"}}]\n---\n").leak();
        ways.push(
            way(name, "O8", item, told)
                .with("content/2568/items/o13.md", "---\ncode: O13\nawaiting: รอไฟล์\n---\nยังรอไฟล์\n"),
        );
    }
    ways
}

/// The table of O12 with one row: the cells that every row must say, and what `cell` says of the others.
fn form(wrong: &[(&str, &str)], cell: impl Fn(usize) -> &'static str) -> String {
    let catalogue = judged_portal(&base());
    let (_, _, spec) = catalogue.items().find(|(_, _, spec)| spec.code.value.as_str() == "O12").expect("O12");
    let checks: Vec<_> = spec
        .requirements
        .iter()
        .filter_map(|one| one.holds.as_ref())
        .filter_map(|holds| holds.table.as_ref())
        .collect();
    let longest = checks.iter().map(|check| &check.columns).max_by_key(|columns| columns.len()).expect("a check");
    let equal = |head: &str| checks.iter().flat_map(|check| &check.equal).find(|(own, _)| own.value == head);
    let one = |(at, head): (usize, &str)| match (wrong.iter().find(|(own, _)| *own == head), equal(head)) {
        (Some((_, wrong)), _) => (*wrong).to_owned(),
        (None, Some((_, Equal::Year))) => "2568".to_owned(),
        (None, Some((_, Equal::Agency))) => "อบต.ตัวอย่าง".to_owned(),
        (None, Some((_, Equal::Text(text)))) => text.clone(),
        (None, None) => cell(at).to_owned(),
    };
    let quoted = |cells: Vec<String>| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    let heads = || longest.iter().map(|head| head.value.as_str());
    let row = quoted(heads().enumerate().map(one).collect());
    format!("{}\n{row}\n", quoted(heads().map(str::to_owned).collect()))
}

const TABLE: &str =
    "tables: [{id: list, file: ../files/list.csv, title: รายการ}]\nevidence: [{requirement: all, table: list}]\n---\n";

static HIDDEN: LazyLock<String> = LazyLock::new(|| TABLE.replace("list.csv", "list.xlsx, sheet: รายการ"));

/// The rows of a CSV file as a workbook with one sheet.
fn workbook(csv: &str, state: &str, before: &str) -> Vec<u8> {
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.trim_matches('"').split("\",\"").collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let rows = format!("<worksheet>{before}<sheetData>{}</sheetData></worksheet>", paper::rows(&rows));
    let shown =
        paper::Sheet {
            name: "อื่น", state: if state == "hidden" { "visible" } else { "hidden" }, rows: String::new()
        };
    paper::xlsx(&[paper::Sheet { name: "รายการ", state, rows }, shown], &[], &[])
}

/// A file that opens and says nothing.
fn hollow_files() -> Vec<(&'static str, Vec<u8>)> {
    let sheet = |rows: &[&[&str]]| {
        paper::xlsx(&[paper::Sheet { name: "ก", state: "visible", rows: paper::rows(rows) }], &[], &[])
    };
    let flat = |side: u32| {
        pictures::png(side, side, &vec![255; (side * side) as usize], png::ColorType::Grayscale, png::BitDepth::Eight)
    };
    let slide = |text: &str| {
        let slide = format!("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:t>{text}</a:t></p:sld>");
        paper::archive(&[
            ("ppt/presentation.xml", b"<p:presentation xmlns:p=\"p\"/>"),
            ("ppt/slides/slide1.xml", slide.as_bytes()),
        ])
    };
    let open = |body: &str, more: &[(&str, &[u8])]| {
        let content = format!("<o:document xmlns:o=\"o\" xmlns:t=\"t\"><o:body>{body}</o:body></o:document>");
        let own = [("mimetype", &b"application/vnd.oasis.opendocument.text"[..]), ("content.xml", content.as_bytes())];
        paper::archive(&[&own[..], more].concat())
    };
    vec![
        ("doc", old_documents::word("")),
        ("doc", old_documents::word("   ")),
        ("doc", old_documents::word("เอกสารนี้อยู่ระหว่างการจัดทำ จะเผยแพร่ในภายหลัง")),
        ("doc", old_documents::container(&[])),
        ("doc", old_documents::with(old_documents::word("\u{1}\r"), "/Data", &photograph(64, 9))),
        ("ppt", old_documents::with(old_documents::slides(&["ก"]), "/Pictures", &photograph(64, 9))),
        ("xls", old_documents::with(old_documents::workbook(&[]), "/Data", &photograph(64, 9))),
        ("ppt", old_documents::slides(&[""])),
        ("ppt", old_documents::slides(&["ก"])),
        ("xls", old_documents::workbook(&[])),
        ("xls", old_documents::workbook(&[&["the steps of the manual", "what each of them takes"]])),
        ("zip", paper::archive(&[])),
        ("zip", paper::archive(&[("plans/", b"")])),
        ("zip", paper::archive(&[("a.txt", b" "), ("b.csv", ",\n".as_bytes())])),
        (
            "zip",
            paper::archive(&[("a.docx", &paper::docx(&paper::paragraphs(" "), &[])), (".DS_Store", b"\0\0\0\x01Bud1")]),
        ),
        ("zip", paper::archive(&[("a.zip", &paper::archive(&[])), ("b.pdf", &paper::pdf(&["หน้า 1", "หน้า 2"]))])),
        ("mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec()),
        ("mp3", b"ID3\x04\0\0\0\0\0\0".to_vec()),
        ("jpg", pictures::jpeg(1200, 900, [255; 3])),
        ("jpg", pictures::jpeg(60, 60, [12, 90, 200])),
        ("png", flat(900)),
        ("webp", pictures::webp(640, 480, [255; 3])),
        ("pdf", pictures::sheet(&pictures::jpeg(1240, 1754, [255; 3]), "")),
        ("pdf", pictures::sheet(&pictures::jpeg(1240, 1754, [250, 250, 245]), "หน้า 1")),
        ("pdf", paper::pdf(&["1"])),
        ("pdf", paper::pdf(&["หน้า 1 จาก 12"; 12])),
        ("odt", open("<t:p> </t:p>", &[])),
        ("odt", open("", &[("Pictures/a.png", &flat(900))])),
        ("ods", open("<t:table><t:row/></t:table>", &[])),
        ("odp", open("<t:page/>", &[])),
        ("pptx", slide("")),
        ("pptx", slide(" … ")),
        ("csv", "ที่,รายการของคู่มือทั้งหมด,ระยะเวลาที่ใช้\n,,\n".into()),
        ("csv", "ที่,รายการของคู่มือทั้งหมด,ระยะเวลาที่ใช้\n-,-,-\n".into()),
        ("xlsx", sheet(&[&["ที่", "รายการของคู่มือทั้งหมด"], &["", " "]])),
        ("txt", "   \n\t\n".into()),
        (
            "docx",
            paper::docx(
                &paper::paragraphs(" "),
                &[("word/header1.xml", "<w:hdr xmlns:w=\"w\"><w:t>องค์การบริหารส่วนตำบลตัวอย่าง</w:t></w:hdr>")],
            ),
        ),
    ]
}

/// Files of every kind that open and say nothing are no evidence, and each is told once, at its place; the same with something
/// in it is.
#[test]
fn files_with_nothing_in_them() {
    let hollow = hollow_files();
    let (states, told) = offered(&hollow);
    assert_eq!(states, [State::Short]);
    let mut faults = Vec::new();
    for (at, (ending, _)) in hollow.iter().enumerate() {
        // The second one is what tells of pages without text.
        let places =
            [format!("o08.md:{}: [evidence-short]", at + 5), format!("{at}.{ending}:0: [document-scan] the pages of")];
        let own = told.iter().filter(|line| places.iter().any(|place| line.contains(place.as_str()))).count();
        faults.extend((own != 1).then(|| format!("{at} {ending} is told {own} times")));
    }
    assert!(faults.is_empty(), "{}\n{told:#?}", faults.join("\n"));
    let (states, told) = offered(&full_files());
    assert_eq!((states, told.iter().find(|line| line.contains("[evidence-"))), (vec![State::Given], None));
}

/// What an item is that offers documents, a line each, and what is told of them.
fn offered(documents: &[(&str, Vec<u8>)]) -> (Vec<State>, Vec<String>) {
    let mut files = base();
    let (mut proofs, mut list) = (String::new(), String::new());
    for (at, (ending, bytes)) in documents.iter().enumerate() {
        files.insert(format!("content/2568/files/{at}.{ending}"), bytes.clone());
        proofs += &format!("  - {{requirement: all, document: d{at}}}\n");
        list += &format!("  - {{id: d{at}, file: ../files/{at}.{ending}, title: คู่มือ}}\n");
    }
    let item = format!("---\n# ข้อ\ncode: O8\nevidence:\n{proofs}documents:\n{list}---\n");
    files.insert(item_path("O8"), item.into_bytes());
    let judged = judged(&files);
    let mut states = judged.items["O8"].1.clone();
    states.dedup();
    (states, judged.findings.into_iter().map(|(_, line)| line).collect())
}

/// Files of the same kinds with something in them.
fn full_files() -> Vec<(&'static str, Vec<u8>)> {
    let scene = pictures::photograph(900, 700, 3, 1);
    vec![
        ("doc", old_documents::word(PLAN)),
        ("doc", old_documents::word("\u{1}\r")),
        ("doc", old_documents::with(old_documents::word("\u{1}\r"), "/Data", &pictures::jpeg(1240, 1754, [9; 3]))),
        ("ppt", old_documents::slides(&["", PLAN])),
        (
            "xls",
            old_documents::workbook(&[&["step", "everything that is done in it"], &["1", "the form is filled in"]]),
        ),
        ("zip", paper::archive(&[("a.txt", b" "), ("b.txt", PLAN.as_bytes())])),
        ("zip", paper::archive(&[("a.jpg", &scene)])),
        ("jpg", scene.clone()),
        ("pdf", pictures::sheet(&scene, "")),
        ("pdf", pictures::sheet(&scene, "หน้า 1")),
        ("pdf", paper::pdf(&["หน้า 1 จาก 2", PLAN])),
        (
            "pptx",
            paper::archive(&[
                ("ppt/presentation.xml", b"<p:presentation xmlns:p=\"p\"/>"),
                ("ppt/media/a.jpg", &scene),
            ]),
        ),
    ]
}

fn table_ways() -> Vec<Way> {
    let full = || form(&[], |_| "ไม่มี");
    let lists = |name, item, told| way(name, "O12", item, told);
    vec![
        lists("nothing of another agency", TABLE, "is “อบต.อื่น”, not")
            .with("content/2568/files/list.csv", form(&[("ชื่อหน่วยงาน", "อบต.อื่น")], |at| ["1", "", "", "ไม่มี", ""][at.min(4)])),
        lists("nothing, and a purchase with empty cells", TABLE, "empty")
            .with("content/2568/files/list.csv", form(&[], |at| ["1", "", "", "ไม่มี", "", "", "", "ซื้อรถ", ""][at.min(8)])),
        lists("nothing but dashes in a purchase", TABLE, "0 rows").with("content/2568/files/list.csv", form(&[], |_| "-")),
        lists("nothing but what the form asks to fill in", TABLE, "empty").with("content/2568/files/list.csv", form(&[], |_| "ระบุ")),
        lists("nothing but the word for an example", TABLE, "0 rows").with("content/2568/files/list.csv", form(&[], |_| "ตัวอย่าง")),
        lists("nothing but marks", TABLE, "empty").with("content/2568/files/list.csv", form(&[], |_| "???")),
        lists("a table of another year by its title", "tables: [{id: list, file: ../files/list.csv, title: รายการ ปี 2566}]\nevidence: [{requirement: all, table: list}]\n---\n", "[document-other-period] this table is of 2566 by its name")
            .with("content/2568/files/list.csv", full()),
        lists("a table of another year by its file", "tables: [{id: list, file: ../files/list-fy2566.csv, title: รายการ}]\nevidence: [{requirement: all, table: list}]\n---\n", "[document-other-period] this table is of 2566 by its name")
            .with("content/2568/files/list-fy2566.csv", full()),
        lists("a table from the folder of another year", "tables: [{id: list, file: ../../2566/files/list.csv, title: รายการ}]\nevidence: [{requirement: all, table: list}]\n---\n", "[document-other-period] this table is in the folder of 2566")
            .with("content/2566/files/list.csv", full()),
        lists("a table with a title to be written", "tables: [{id: list, file: ../files/list.csv, title: …}]\nevidence: [{requirement: all, table: list}]\n---\n", "[placeholder]")
            .with("content/2568/files/list.csv", full()),
        lists("nothing but dots in its cells", TABLE, "is empty")
            .with("content/2568/files/list.csv", form(&[], |at| ["1", "…", "xxx", "รอข้อมูล", "?"][at % 5])),
        lists("nothing but dashes in its row", TABLE, "has 0 rows that say anything; at least 1 are asked for")
            .with("content/2568/files/list.csv", form(&[("ปีงบประมาณ", "-"), ("ชื่อหน่วยงาน", "-")], |_| "-")),
        lists("a sheet that is hidden", &HIDDEN, "[table-hidden]")
            .with("content/2568/files/list.xlsx", workbook(&full(), "hidden", "")),
        lists("nothing of a hidden column", &HIDDEN, "[table-hidden]")
            .with("content/2568/files/list.xlsx", workbook(&full(), "visible", "<cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols>")),
        lists("nothing of a price in words", TABLE, "is “ราคาตามสัญญา”, not an amount")
            .with("content/2568/files/list.csv", form(&[("ราคากลาง (บาท)", "ราคาตามสัญญา")], |at| ["1", "", "", "ซื้อรถ", "1,000.00 บาท"][usize::from(at > 0) * (3 + usize::from(matches!(at, 8 | 12 | 13)))])),
        lists("nothing of a supplier that is a number", TABLE, "is “5”, not words")
            .with("content/2568/files/list.csv", form(&[("รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก", "5")], |at| ["1", "", "", "ซื้อรถ", "1,000.00 บาท"][usize::from(at > 0) * (3 + usize::from(matches!(at, 8 | 12 | 13)))])),
        lists("nothing but sums", TABLE, "0 rows")
            .with("content/2568/files/list.csv", {
                let form = form(&[], |at| if at == 7 { "รวม" } else { "1" });
                let (heads, row) = form.split_once('\n').expect("two lines");
                let row = row.replacen("\"1\"", "\"รวม\"", 1);
                format!("{heads}\n{row}{}", row.replacen("\"รวม\"", "\"รวมทั้งสิ้น\"", 1))
            }),
        way("any address in the place of contacts", "O3", "evidence: [{requirement: all, url: \"https://www.dla.go.th/plan\"}]\n---\n", "[evidence-short] this is no page that shows the contacts"),
    ]
}

/// Month headings, subtotals, notes, signatures and totals are no rows with empty cells, and heads are known as forms write
/// them.
#[test]
fn a_table_as_offices_make_it_is_right() {
    let heads = form(&[], |_| "ก").lines().next().expect("heads").to_owned();
    let heads = heads.replacen("\"ที่\"", "\"ลำดับที่\"", 1).replacen("\"ปีงบประมาณ\"", "\"ปีงบประมาณ พ.ศ.\"", 1).replacen(
        "ราคากลาง (บาท)",
        "ราคากลาง (หน่วย: บาท)",
        1,
    );
    let line = |cells: &[&str]| {
        let cells = cells.iter().copied().chain(std::iter::repeat("")).take(16);
        cells.map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")
    };
    let counts: Vec<String> = (1..=16).map(|count| count.to_string()).collect();
    let counts = line(&counts.iter().map(String::as_str).collect::<Vec<_>>());
    let purchase = |number: &'static str, agency: &'static str| {
        let rest = [
            "เซกา",
            "บึงกาฬ",
            "มหาดไทย",
            "อปท.",
            "ซื้อวัสดุ",
            "1,000.00",
            "ข้อบัญญัติ",
            "สิ้นสุด",
            "เจาะจง",
            "1,000.00",
            "900.00",
            "ร้านหนึ่ง",
            "67129",
        ];
        line(&[&[number, "2568", agency][..], &rest].concat())
    };
    let text = [
        heads,
        counts,
        line(&["เดือนตุลาคม 2567"]),
        purchase("1", "อบต.ตัวอย่าง"),
        line(&["", "", "", "", "", "", "", "รวมเดือนตุลาคม", "1,000.00"]).replace("รวมเดือนตุลาคม", "รวม"),
        line(&["เดือนพฤศจิกายน 2567"]),
        purchase("2", "องค์การบริหารส่วนตำบลตัวอย่าง อำเภอเซกา จังหวัดบึงกาฬ"),
        line(&["", "", "", "", "", "", "", "รวมทั้งสิ้น", "2,000.00"]),
        line(&["หมายเหตุ ตัดยอด ณ วันที่ 31 มีนาคม 2568"]),
        line(&["", "", "", "", "", "", "", "", "", "", "", "ลงชื่อ นายหนึ่ง"]),
    ];
    let mut files = base();
    let agency = format!("{AGENCY}place: อำเภอเซกา จังหวัดบึงกาฬ\n");
    files.insert("content/agency.yaml".to_owned(), agency.into_bytes());
    files.insert("content/2568/files/list.csv".to_owned(), text.join("\n").into_bytes());
    files.insert(item_path("O12"), format!("---\ncode: O12\n{TABLE}").into_bytes());
    let judged = judged(&files);
    let told: Vec<&String> = judged.findings.iter().map(|(_, line)| line).collect();
    assert_eq!(judged.items["O12"].0, Completeness::Complete, "{told:#?}");
    assert_eq!(told, Vec::<&String>::new());
}

/// A column answers one head of a form, though its own head leaves out the digits by which two heads of the form differ.
#[test]
fn one_column_is_no_two_heads() {
    let catalogue = "content/2568/catalogue.yaml";
    for (heads, holds) in [("ครั้งที่ 1,ครั้งที่ 2", true), ("ครั้งที่ ๑,ครั้งที่ ๒", true), ("ครั้งที่,อื่น", false)]
    {
        let mut files = base();
        let text = String::from_utf8(files[catalogue].clone()).expect("text");
        let asked = text.replacen("columns: [ที่]", "columns: [ครั้งที่ 1, ครั้งที่ 2]", 1);
        assert_ne!(text, asked);
        files.insert(catalogue.to_owned(), asked.into_bytes());
        files
            .insert("content/2568/files/list.csv".to_owned(), format!("{heads}\nประชุมสภา,ประชุมประชาคม\n").into_bytes());
        files.insert(item_path("O12"), format!("---\ncode: O12\n{TABLE}").into_bytes());
        let (_, states) = &judged(&files).items["O12"];
        assert_eq!(states[0] == State::Holds, holds, "{heads}: {states:?}");
    }
}

/// The cells of a column are what the catalogue says, and a row that is repeated is one.
#[test]
fn cells_are_what_their_column_holds() {
    let catalogue = "content/2568/catalogue.yaml";
    let three = "15 ม.ค. 2568,ประชุมสภา,1\n16/01/2568,ประชุมประชาคม,๒\nก.พ. 68,อบรม,\"1,500 บาท\"";
    for (rows, told) in [
        (three.to_owned(), ""),
        (format!("{three}\n-,ไม่มี,-\nรวม,,3"), ""),
        (three.replace("16/01/2568", "ต้นปีหน้า"), "“ต้นปีหน้า”, not a date"),
        (three.replace("16/01/2568", "16 ม.ค. 2499"), "“16 ม.ค. 2499”, not a date"),
        (three.replace(",1\n", ",หนึ่งครั้ง\n"), "“หนึ่งครั้ง”, not an amount"),
        (three.replace("อบรม", "55"), "“55”, not words"),
        (["15 ม.ค. 2568,ประชุมสภา,1"; 3].join("\n"), "has 1 rows that say anything; at least 3"),
        (["15 ม.ค. 2568,-,-", "16 ม.ค. 2568,-,-", "17 ม.ค. 2568,-,-"].join("\n"), "has 0 rows"),
        (["รวม,,1", "รวมทั้งสิ้น,,1", "ยอดรวม,ทั้งหมด,2"].join("\n"), "has 0 rows"),
    ] {
        let mut files = base();
        let text = String::from_utf8(files[catalogue].clone()).expect("text");
        let kinds = "columns: [วันที่, เรื่อง, จำนวน], rows: 3, kinds: {วันที่: date, เรื่อง: words, จำนวน: amount}";
        files.insert(catalogue.to_owned(), text.replacen("columns: [ที่]", kinds, 1).into_bytes());
        files.insert("content/2568/files/list.csv".to_owned(), format!("วันที่,เรื่อง,จำนวน\n{rows}\n").into_bytes());
        let item = TABLE.replace("requirement: all", "requirement: 1");
        files.insert(item_path("O12"), format!("---\ncode: O12\n{item}").into_bytes());
        let judged = judged(&files);
        let (_, states) = &judged.items["O12"];
        assert_eq!(states[0] == State::Holds, told.is_empty(), "{rows}: {states:?}");
        let lines: Vec<&String> = judged.findings.iter().map(|(_, line)| line).collect();
        assert!(
            told.is_empty() && lines.is_empty() || lines.len() == 1 && lines[0].contains(told),
            "{rows}: {lines:#?}"
        );
    }
}

/// What says in whatever words that it is still to come, and what leads to nothing of its own, is no evidence: each is told
/// once, where it is offered.
#[test]
fn in_other_words_it_is_not_there() {
    let texts = [
        "อยู่ระหว่างดำเนินการ",
        "ขณะนี้อยู่ระหว่างดำเนินการรวบรวมข้อมูล",
        "รอข้อมูล",
        "รอข้อมูลจากกองคลัง",
        "จะเผยแพร่ภายหลัง",
        "จะนำลงเว็บไซต์ภายในเดือนหน้า",
        "ข้อมูลจะเผยแพร่ภายหลัง",
        "Coming soon",
        "To be announced.",
        "TBA",
        "This page is under construction",
        "ไม่มีข้อมูล",
        "ขออภัย ยังไม่มีข้อมูล",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "ทดสอบ",
        "ทดสอบระบบ",
        "โปรดติดตามเร็ว ๆ นี้",
        "ปิดปรับปรุงชั่วคราว",
    ];
    let pages: Vec<String> = texts.iter().map(|text| format!("title: คู่มือ\n---\n{text}\n")).collect();
    let below = texts.iter().map(|text| format!("title: คู่มือ\n---\n## ขั้นตอน\n\n{text}\n"));
    let titled = ["ทดสอบ", "อยู่ระหว่างดำเนินการ", "Coming soon"];
    let titled = titled.iter().map(|title| format!("title: {title}\n---\nยื่นคำขอแล้วรอรับผล\n"));
    let mut files = base();
    let mut proofs = Vec::new();
    for (at, text) in pages.into_iter().chain(below).chain(titled).enumerate() {
        files.insert(format!("content/pages/a{at}.md"), format!("---\n{text}").into_bytes());
        proofs.push(format!("page: ../../pages/a{at}.md"));
    }
    for title in ["ทดสอบ", "อยู่ระหว่างดำเนินการ", "จะเผยแพร่ภายหลัง", "To be announced"]
    {
        proofs.push(format!("document: d{}", proofs.len()));
        let name = format!("content/2568/files/d{}.pdf", proofs.len() - 1);
        files.insert(name, paper::pdf(&[&format!("{PLAN} {title}")]));
        let list = format!("  - {{id: d{0}, file: ../files/d{0}.pdf, title: {title}}}\n", proofs.len() - 1);
        files.entry("list".to_owned()).or_default().extend(list.into_bytes());
    }
    for url in [
        "drive.google.com/drive/folders/1abc",
        "www.dropbox.com/scl/fo/abc/h?dl=0",
        "www.dla.go.th/login.php",
        "accounts.google.com/v3/signin",
        "www.dla.go.th/?s=plan",
        "www.dla.go.th/search?q=plan",
        "www.google.co.th/search?q=plan",
        "bit.ly/3abc",
        "lnkd.in/abc",
        "www.dla.go.th/404",
        "www.dla.go.th/page-not-found.html",
        "www.facebook.com/",
        "m.facebook.com/home.php",
        "www.youtube.com",
    ] {
        proofs.push(format!("url: \"https://{url}\""));
    }
    for why in ["รอข้อมูล", "จะเผยแพร่ภายหลัง", "coming soon", "to be announced", "ไม่มีข้อมูล", "ทดสอบระบบ"]
    {
        proofs.push(format!("not_applicable: {why}"));
    }
    let list = String::from_utf8(files.remove("list").unwrap_or_default()).expect("text");
    let lines: String = proofs.iter().map(|proof| format!("  - {{requirement: all, {proof}}}\n")).collect();
    let item = format!("---\ncode: O8\nevidence:\n{lines}documents:\n{list}---\n");
    files.insert(item_path("O8"), item.into_bytes());
    let judged = judged(&files);
    let told: Vec<&String> = judged.findings.iter().map(|(_, line)| line).collect();
    let mut faults = Vec::new();
    for (at, proof) in proofs.iter().enumerate() {
        let here = ["evidence-short", "evidence-host"].map(|code| format!("o08.md:{}: [{code}]", at + 4));
        let own = told.iter().filter(|line| here.iter().any(|here| line.contains(here.as_str()))).count();
        faults.extend((own != 1).then(|| format!("{proof} is told {own} times")));
    }
    assert!(faults.is_empty(), "{}\n{told:#?}", faults.join("\n"));
    assert!(judged.items["O8"].1.iter().all(|state| *state == State::Short), "{:?}", judged.items["O8"]);
}

/// A true report of nothing is an answer, and so is what only begins alike.
#[test]
fn words_that_are_answers() {
    let mut files = base();
    let texts = [
        "ในปีงบประมาณ พ.ศ. 2568 ไม่มีเรื่องร้องเรียนการทุจริต",
        "ไม่มีข้อมูลการร้องเรียนในรอบปี 2568",
        "โครงการอยู่ระหว่างดำเนินการ 3 โครงการ จากทั้งหมด 12 โครงการ คิดเป็นร้อยละ 25 ของแผนปฏิบัติการประจำปี",
        "รอรับบริการไม่เกิน 15 นาที ณ จุดบริการของสำนักปลัด ชั้น 1",
        "ทดสอบคุณภาพน้ำประปาหมู่บ้านทุกเดือน ผลผ่านเกณฑ์ทุกหมู่บ้าน",
    ];
    let mut lines = String::new();
    for (at, text) in texts.iter().enumerate() {
        files.insert(format!("content/pages/a{at}.md"), format!("---\ntitle: คู่มือ {at}\n---\n{text}\n").into_bytes());
        lines += &format!("  - {{requirement: all, page: ../../pages/a{at}.md}}\n");
    }
    files.insert(item_path("O8"), format!("---\ncode: O8\nevidence:\n{lines}---\n").into_bytes());
    let judged = judged(&files);
    let told: Vec<&String> = judged.findings.iter().map(|(_, line)| line).collect();
    assert_eq!((judged.items["O8"].0, told), (Completeness::Complete, Vec::<&String>::new()));
}

/// Executives are those of the agency, with a face, a telephone and an e-mail of their own.
#[test]
fn executives_are_whom_the_catalogue_names() {
    let head = "is “นายก” or";
    let mail = "has no e-mail";
    for (from, to, met, told) in [
        ("position: นายก,", "position: นายกองค์การบริหารส่วนตำบลตัวอย่าง,", true, ""),
        ("position: นายก,", "position: นายก อบต.ตัวอย่าง,", true, ""),
        ("position: นายก,", "position: นายกองค์การบริหารส่วนตำบล (คนปัจจุบัน),", true, ""),
        ("position: ปลัด,", "position: ปลัด อบต.,", true, ""),
        // One of the two is the head of the agency.
        ("position: นายก,", "position: อดีตนายก,", true, ""),
        ("position: รองนายก,", "position: นายกสมาคมกีฬา,", false, "who are “รองนายก”"),
        ("position: รองนายก,", "position: นายก อบต.อื่น,", false, "who are “รองนายก”"),
        ("position: รองนายก,", "position: ที่ปรึกษานายก,", false, "who are “รองนายก”"),
        ("position: รองนายก,", "position: รักษาการ,", false, "who are “รองนายก”"),
        ("position: ปลัด,", "position: ปลัดอำเภอ,", false, "of permanent"),
        ("position: ปลัด,", "position: ผู้ช่วยปลัด,", false, "of permanent"),
        ("position: รองนายก,", "position: รองนายกสมาคม,", false, "who are “รองนายก”"),
        ("042 000 002", "1234", false, "has no telephone"),
        ("042 000 002", "000-000-0000", false, "has no telephone"),
        ("042 000 002", "xxx", false, "[placeholder]"),
        ("b@tua-yang.go.th", "test@example.com", false, mail),
        ("b@tua-yang.go.th", "b@localhost", false, mail),
        ("b@tua-yang.go.th", "b@tua-yang", false, mail),
        ("b@tua-yang.go.th", "b@other.go.th", false, mail),
        ("b@tua-yang.go.th", "saraban_06380101@dla.go.th", true, ""),
        ("b@tua-yang.go.th", "b@gmail.com", true, ""),
        ("files/2.png", "files/logo.png", false, "has no photograph"),
        ("files/2.png", "files/copy.png", false, "has no photograph"),
    ] {
        assert!(PEOPLE.contains(from), "{from} {head}");
        let mut files = base();
        let people = PEOPLE.replacen(from, to, 1).replace("phone: -", "phone: '-'");
        files.insert("content/people.yaml".to_owned(), people.into_bytes());
        files.insert("content/agency.yaml".to_owned(), format!("{AGENCY}logo: files/logo.png\n").into_bytes());
        for name in ["logo", "copy"] {
            files.insert(format!("content/files/{name}.png"), photograph(40, 77));
        }
        let item = "---\ncode: O2\nevidence: [{requirement: all, page: ../../pages/executives.md}]\n---\n";
        files.insert(item_path("O2"), item.into());
        let judged = judged(&files);
        let lines: Vec<&String> = judged
            .findings
            .iter()
            .map(|(_, line)| line)
            .filter(|line| line.contains("evidence-short") || line.contains("placeholder"))
            .collect();
        assert_eq!(judged.items["O2"].0 == Completeness::Complete, met, "{to}: {:?} {lines:#?}", judged.items["O2"]);
        assert!(lines.len() == usize::from(!met) && lines.iter().all(|line| line.contains(told)), "{to}: {lines:#?}");
    }
}

/// Where a catalogue asks for rows and nothing else, that there are some says nothing of what they are about.
#[test]
fn any_table_is_not_looked_at() {
    for (signed, state) in [("", State::Given), (", checked: {by: นางสาวผู้ตรวจ, on: 2568-03-01}", State::Checked)]
    {
        let mut files = base();
        files.insert("content/2568/files/list.csv".to_owned(), "อาหาร,ราคา\nข้าวผัด,50\nก๋วยเตี๋ยว,45\n".into());
        let item = TABLE.replace("table: list", &format!("table: list{signed}"));
        files.insert(item_path("O19"), format!("---\ncode: O19\n{item}").into_bytes());
        let (_, states) = &judged(&files).items["O19"];
        assert!(states.iter().all(|own| *own == state), "{signed}: {states:?}");
    }
}

#[test]
fn nobody_signs_without_a_name_or_before_the_day() {
    for (signed, checked) in [
        ("{by: นางสาวผู้ตรวจ, on: 2568-03-01}", true),
        ("{by: …, on: 2568-03-01}", false),
        ("{by: NAME, on: 2568-03-01}", false),
        ("{by: prongsai, on: 2568-03-01}", false),
        ("{by: '1', on: 2568-03-01}", false),
        ("{by: นางสาวผู้ตรวจ, on: 2500-04-01}", false),
        ("{by: นางสาวผู้ตรวจ, on: 2568-12-01}", false),
    ] {
        let mut files = base();
        let item = format!(
            "---\ncode: O8\ndocuments: [{{id: a, file: ../files/whole.pdf, title: คู่มือ}}]\nevidence: [{{requirement: all, document: a, checked: {signed}}}]\n---\n"
        );
        files.insert(item_path("O8"), item.into_bytes());
        let judged = judged(&files);
        let (_, states) = &judged.items["O8"];
        assert_eq!(states.contains(&State::Checked), checked, "{signed}: {states:?}");
        let is_told = |line: &String| {
            ["[evidence-signed]", "[placeholder]", "[date-future]"].iter().any(|code| line.contains(code))
        };
        assert_eq!(judged.findings.iter().any(|(_, line)| is_told(line)), !checked, "{signed}");
    }
}

/// A page has nothing in it where the one file that it offers is missing or empty, and news that are awaited are none.
#[test]
fn nothing_is_there_but_its_name() {
    let own = "---\ntitle: คู่มือ\ndocuments: [{id: a, file: ../files/a.pdf, title: คู่มือ}]\n---\n";
    let news = "---\ntitle: ข่าว\ndate: 2567-12-01\nawaiting: รอข่าว\n---\n";
    for (code, proof, path, text) in [
        ("O8", "../../pages/a.md", "content/pages/a.md", own),
        ("O4", "/news/", "content/news/2567-12-01-news.md", news),
    ] {
        for there in [false, true].into_iter().take(if code == "O8" { 2 } else { 1 }) {
            let mut files = base();
            files.insert(
                item_path(code),
                format!("---\ncode: {code}\nevidence: [{{requirement: all, page: {proof}}}]\n---\n").into_bytes(),
            );
            files.insert(path.to_owned(), text.as_bytes().to_vec());
            if there {
                files.insert("content/files/a.pdf".to_owned(), paper::pdf(&[PLAN]));
            }
            let (state, states) = &judged(&files).items[code];
            assert_eq!(
                states.iter().all(|state| !matches!(state, State::Short | State::Awaiting)),
                there,
                "{code} {there}: {state:?} {states:?}"
            );
        }
    }
}

#[test]
fn no_way_to_be_green_without_evidence() {
    let ways = ways();
    assert!(ways.len() >= 40, "{} ways", ways.len());
    let mut faults = Vec::new();
    for way in &ways {
        let mut files = base();
        files.insert(item_path(way.code), format!("---\ncode: {}\n{}", way.code, way.item).into_bytes());
        for (path, bytes) in &way.files {
            // A file that is named without anything in it is taken away, but for one that is empty on purpose.
            match bytes.is_empty() && path.ends_with(".md") {
                true => drop(files.remove(*path)),
                false => drop(files.insert((*path).to_owned(), bytes.clone())),
            }
        }
        let judged = judged(&files);
        let (state, states) = &judged.items[way.code];
        // A row of nothing that is wrong leaves the columns that stand.
        let capped = way.told.contains("the item says itself") || way.name.ends_with("beside a sound one");
        let capped = capped || way.name.starts_with("nothing");
        let met = states.iter().any(|state| !matches!(state, State::Short | State::Awaiting)) && !capped;
        if met || *state == Completeness::Complete {
            faults.push(format!("{}: {state:?} {states:?}", way.name));
        }
        let lines: Vec<&str> = judged.findings.iter().map(|(_, line)| line.as_str()).collect();
        if lines.len() != 1 || !lines[0].contains(way.told) {
            faults.push(format!("{}: not told once by `{}`: {lines:#?}", way.name, way.told));
        }
        for (finding, _) in &judged.findings {
            let Diagnostic { .. } = finding;
            assert!(!finding.help().th.is_empty() && !finding.help().en.is_empty(), "{}: no advice", way.name);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_awaited_in_english_alone_is_awaited() {
    let mut files = base();
    let page = "---\ntitle: คู่มือ\nawaiting: {en: the works division}\n---\nขั้นตอนมีสามข้อ\n";
    files.insert("content/pages/a.md".to_owned(), page.into());
    let item = "---\ncode: O8\nevidence: [{requirement: all, page: ../../pages/a.md}]\n---\n";
    files.insert(item_path("O8"), item.into());
    assert_eq!(judged(&files).items["O8"].0, Completeness::Awaiting);
}

fn item_path(code: &str) -> String {
    format!("content/2568/items/o{:0>2}.md", &code[1..])
}

/// A right item: what its catalogue asks for, in the form that it asks for.
fn right(spec: &ItemSpec, files: &mut Files) -> String {
    let code = spec.code.value.as_str();
    let holds = || spec.requirements.iter().filter_map(|one| one.holds.as_ref());
    let mut more = String::new();
    let mut proof = "document: main";
    if holds().any(|one| one.people.is_some()) {
        proof = "page: ../../pages/executives.md";
    } else if holds().any(|one| !one.contacts.is_empty()) {
        proof = "page: ../../pages/contact.md";
    } else if holds().any(|one| one.news.is_some()) {
        proof = "page: /news/";
    } else if holds().any(|one| one.table.is_some()) {
        let checks: Vec<_> = holds().filter_map(|one| one.table.as_ref()).collect();
        let longest = checks.iter().map(|check| &check.columns).max_by_key(|columns| columns.len()).expect("a check");
        let heads: Vec<String> = match longest.is_empty() {
            true => vec!["เดือน".to_owned(), format!("จำนวนของ {code}")],
            false => longest.iter().map(|head| head.value.clone()).collect(),
        };
        let previous = spec.covers == Some(prongsai::ita::covers::Covers::PreviousYear);
        let cell = |head: &String| {
            let equal = checks.iter().flat_map(|check| &check.equal).find(|(own, _)| own.value == *head);
            match equal.map(|(_, equal)| equal) {
                Some(Equal::Year) => if previous { "2567" } else { "2568" }.to_owned(),
                Some(Equal::Agency) => "อบต.ตัวอย่าง".to_owned(),
                Some(Equal::Text(text)) => text.clone(),
                None => "ไม่มี".to_owned(),
            }
        };
        let quoted = |cells: Vec<String>| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        let row = quoted(heads.iter().map(cell).collect());
        let text = format!("{}\n{row}\n{}\n", quoted(heads), row.replacen("ไม่มี", "2", 1));
        files.insert(format!("content/2568/files/{code}.csv"), text.into_bytes());
        more = format!("tables: [{{id: list, file: ../files/{code}.csv, title: ตาราง}}]\n");
        proof = "table: list";
    } else {
        let text = format!("{PLAN} {code}");
        files.insert(format!("content/2568/files/{code}.pdf"), paper::pdf(&[&text]));
        // What stands for years is of none of them.
        let title = match spec.covers {
            Some(prongsai::ita::covers::Covers::InForce) => "แผน (พ.ศ. 2566–2570) ตามพระราชบัญญัติ พ.ศ. 2540",
            Some(prongsai::ita::covers::Covers::PreviousYear) => "รายงานผล ประจำปีงบประมาณ พ.ศ. 2567",
            Some(prongsai::ita::covers::Covers::Current) => "คู่มือ ปี 2560",
            _ => "รายงาน ประจำปีงบประมาณ พ.ศ. 2568",
        };
        more = format!("documents: [{{id: main, file: ../files/{code}.pdf, title: {title}}}]\n");
    }
    format!("---\ncode: {code}\n{more}evidence:\n  - {{requirement: all, {proof}}}\n---\n")
}

/// What such documents are really called names years that are not the one that is asked for, and rightly so.
#[test]
fn years_in_the_titles_of_right_documents_are_no_fault() {
    let titles = [
        ("O5", "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)"),
        ("O8", "คู่มือการปฏิบัติงานกองช่าง พ.ศ. 2565"),
        ("O9", "คู่มือสำหรับประชาชน ปี 2564"),
        ("O14", "แผนอัตรากำลัง 3 ปี ประจำปีงบประมาณ พ.ศ. 2567-2569"),
        ("O16", "ประมวลจริยธรรมพนักงานส่วนท้องถิ่น พ.ศ. 2565"),
        ("O7", "รายงานผลตามมติที่ประชุมครั้งที่ 4/2566 เปรียบเทียบปี 2566 กับปี 2567 และปี 2568"),
        ("O17", "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต พ.ศ. 2566"),
    ];
    let mut files = base();
    for (code, title) in titles {
        files.insert(format!("content/2568/files/{code}.pdf"), paper::pdf(&[&format!("{PLAN} {code}")]));
        let text = format!(
            "---\ncode: {code}\ndocuments: [{{id: main, file: ../files/{code}.pdf, title: {title}}}]\nevidence:\n  \
             - {{requirement: all, document: main}}\n---\n"
        );
        files.insert(item_path(code), text.into_bytes());
    }
    let judged = judged(&files);
    let told: Vec<_> =
        judged.findings.iter().map(|(_, line)| line).filter(|line| !line.contains("[evidence-awaited]")).collect();
    assert_eq!(told, [""; 0]);
    for (code, _) in titles {
        assert_eq!(judged.items[code].0, Completeness::Complete, "{code}");
    }
}

#[test]
fn a_right_item_for_all_that_a_year_asks() {
    let mut files = base();
    let site = judged_portal(&files);
    let specs: Vec<ItemSpec> = site.items().map(|(_, _, spec)| spec.clone()).collect();
    for spec in &specs {
        let text = right(spec, &mut files);
        files.insert(item_path(spec.code.value.as_str()), text.into_bytes());
    }
    let judged = judged(&files);
    assert_eq!(judged.findings.iter().map(|(_, line)| line).collect::<Vec<_>>(), [""; 0]);
    let open: Vec<_> = judged.items.iter().filter(|(_, (state, _))| *state != Completeness::Complete).collect();
    assert!(open.is_empty(), "{open:?}");
    assert_eq!(judged.items.len(), 28);
}

/// The catalogue of 2568, as it is read.
fn judged_portal(files: &Files) -> prongsai::ita::catalogue::Catalogue {
    let site = folder();
    for (path, bytes) in files {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    let sources = crate::support::read(site.path()).expect("the folder can be read");
    let portal = pipeline::portal(&sources, Day::parse("2568-04-20").expect("a day")).0;
    portal.years.values().find_map(|year| year.catalogue.as_deref().cloned()).expect("a catalogue")
}
