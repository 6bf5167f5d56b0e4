//! Attachments by what is in them: whole, with text that people and search engines can read, small enough for a telephone,
//! each once.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::{Encoding, Fault, FileKind, Inspected, Layer};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::picture::Unfit;
use crate::base::reading::about;
use crate::check::family::{Family, Subject};
use crate::check::kinds::is_refused;
use crate::ita::document::Document;
use crate::ita::media::played;
use crate::ita::pictures::shown;

pub(super) const FAMILY: Family =
    Family { rules: &[&EMPTY, &UNREADABLE, &LOCKED, &SCAN, &NOT_THAI, &TOO_LARGE, &ENCODING, &TWICE], apply };

/// Larger documents take a minute and more on a telephone.
const LARGE: u64 = 20 * 1024 * 1024;

static EMPTY: Rule = Rule::new(
    "document-empty",
    Error,
    both("เอกสารมีเนื้อหา ไม่ใช่ไฟล์ 0 ไบต์", "a document has more than 0 bytes"),
    both(
        "ไฟล์ว่างเปล่ามักเกิดจากการคัดลอกที่ไม่เสร็จ และผู้ประเมินเปิดไม่ได้",
        "an empty file is mostly a copy that was cut short, and nobody can open it",
    ),
);

static UNREADABLE: Rule = Rule::new(
    "document-unreadable",
    Warning,
    both("เอกสารเปิดอ่านได้จนจบ", "documents can be read to their end"),
    both("เอกสารที่เสียหรือไม่ครบทำให้ข้อนั้นไม่มีหลักฐาน", "a damaged document proves nothing"),
)
.held();

static LOCKED: Rule = Rule::new(
    "document-locked",
    Warning,
    both("เอกสารเปิดได้โดยไม่ต้องใส่รหัสผ่าน", "documents open without a password"),
    both("ผู้ประเมินและประชาชนไม่มีรหัสผ่าน", "neither the assessor nor the public has it"),
)
.held();

static SCAN: Rule = Rule::new(
    "document-scan",
    Warning,
    both("PDF มีข้อความ ไม่ใช่ภาพสแกน", "a PDF has text and is no scan"),
    both(
        "ภาพสแกนค้นหาไม่ได้ โปรแกรมอ่านหน้าจออ่านไม่ได้ และตรวจหาข้อมูลส่วนบุคคลไม่ได้",
        "nobody can search a scan, no screen reader can read it, and personal data in it is not found",
    ),
)
.held();

static NOT_THAI: Rule = Rule::new(
    "document-without-thai",
    Warning,
    both("ข้อความในเอกสารเป็นภาษาไทยที่อ่านและค้นได้", "a document's text has readable Thai"),
    both(
        "ตัวอักษรไทยที่เก็บผิดรหัสมองเห็นถูก แต่คัดลอกและค้นหาไม่ได้",
        "Thai letters that are stored wrongly look right and can be neither copied nor searched",
    ),
);

static TOO_LARGE: Rule = Rule::new(
    "document-large",
    Warning,
    both("เอกสารไม่เกิน 20 MB", "a document has at most 20 MB"),
    both("ประชาชนที่ใช้โทรศัพท์เปิดไฟล์ใหญ่ไม่ไหว", "people on a telephone cannot open large files"),
);

static ENCODING: Rule = Rule::new(
    "document-encoding",
    Warning,
    both("ไฟล์ CSV และข้อความที่แนบเป็น UTF-8", "attached tables and texts are UTF-8"),
    both("รหัสอื่นทำให้ภาษาไทยในไฟล์อ่านไม่ออกบนเครื่องอื่น", "in other encodings the Thai is gibberish on other machines"),
);

static TWICE: Rule = Rule::new(
    "document-twice",
    Warning,
    both("เอกสารหนึ่งฉบับแนบครั้งเดียว", "a document is there once"),
    both("ไฟล์เดียวกันสองชื่อมักเป็นการแนบผิด", "the same file under two names is often the wrong one under one of them"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let foreign = foreign(subject);
    // A picture that pages show is told where they name it.
    let shown: BTreeSet<RelPath> = shown(subject.portal).into_iter().map(|own| own.path).collect();
    // A document that stands from year to year is carried into each; only within one year it stands twice.
    let mut seen: BTreeMap<(&str, &str), &RelPath> = BTreeMap::new();
    let mut findings = Vec::new();
    for (path, file) in subject.sources.files.iter().filter(|(path, _)| path.below("content").is_some()) {
        let Some(inspected) = file.inspected.as_deref() else { continue };
        if is_refused(subject, path, inspected) {
            continue;
        }
        let broken = inspected.picture == Some(Err(Unfit::Broken)) && !shown.contains(path);
        let own = match broken {
            true => Some(about(&UNREADABLE, path, fault_words(Fault::Broken), fault_advice(Fault::Broken))),
            false => content(path, inspected, foreign.contains(path)),
        };
        // How large a film may be is told by its own rule.
        let large = large(path, file.size).filter(|_| played(path).is_none());
        findings.extend(own.into_iter().chain(large));
        let hash = inspected.hash.as_deref().filter(|_| file.size > 0);
        if let Some(first) = hash.and_then(|hash| seen.insert((year(path), hash), path)) {
            findings.push(twice(path, first));
        }
    }
    findings
}

/// The folder below `content/` that a file stands in.
fn year(path: &RelPath) -> &str {
    path.as_str().split('/').nth(1).unwrap_or_default()
}

/// Documents that are said to be in another language than Thai.
fn foreign<'a>(subject: &Subject<'a>) -> BTreeSet<&'a RelPath> {
    let portal = subject.portal;
    let items = portal.years.values().flat_map(|year| &year.items).map(|item| &item.facts);
    let measures = portal.years.values().flat_map(|year| &year.measures).map(|measure| &measure.facts);
    let facts = items.chain(measures).chain(portal.articles.iter().map(|article| &article.facts));
    let documents = facts.flat_map(|facts| &facts.documents);
    let foreign = |document: &&Document| document.language.as_deref().is_some_and(|language| language != "th");
    documents.filter(foreign).filter_map(|document| document.file.value.as_ref()).collect()
}

fn content(path: &RelPath, inspected: &Inspected, foreign: bool) -> Option<Diagnostic> {
    let find = |rule, message: Bilingual<&str>, hint: Bilingual<&str>| Some(about(rule, path, message, hint));
    match (inspected.fault, inspected.kind, inspected.layer) {
        (Some(Fault::Locked), FileKind::Zip, _) => find(
            &LOCKED,
            both(
                "ในไฟล์ ZIP นี้มีไฟล์ที่ต้องใช้รหัสผ่าน และไม่ได้ตรวจหาข้อมูลส่วนบุคคล",
                "files in this archive ask for a password; they were not searched for personal data",
            ),
            both("บีบอัดใหม่โดยไม่ตั้งรหัสผ่าน", "pack it again without a password"),
        ),
        (Some(Fault::Locked), ..) => find(
            &LOCKED,
            both(
                "เอกสารนี้ต้องใช้รหัสผ่าน และไม่ได้ตรวจหาข้อมูลส่วนบุคคล",
                "this document asks for a password; it was not searched for personal data",
            ),
            both("บันทึกใหม่โดยไม่ตั้งรหัสผ่าน", "save it again without a password"),
        ),
        (Some(fault), ..) => {
            let Bilingual { th, en } = fault_words(fault);
            let said = both!("{th} และไม่ได้ตรวจหาข้อมูลส่วนบุคคล", "{en}; it was not searched for personal data");
            Some(about(&UNREADABLE, path, said, fault_advice(fault)))
        }
        // An empty table or note is odd, an empty document is none.
        (None, FileKind::Empty, _) if FileKind::of_ending(path.ending()).is_some_and(|kind| kind != FileKind::Text) => {
            find(&EMPTY, both("ไฟล์นี้ว่างเปล่า", "this file is empty"), both("คัดลอกไฟล์มาใหม่", "copy the file here again"))
        }
        (None, FileKind::Pdf, Layer::Absent) if inspected.is_hollow => find(
            &SCAN,
            both("หน้าของ PDF นี้ว่างเปล่า", "the pages of this PDF are blank"),
            both("แนบฉบับที่มีเนื้อหา", "offer the one that has its text"),
        ),
        (None, FileKind::Pdf, Layer::Absent) => find(
            &SCAN,
            both(
                "PDF นี้เป็นภาพสแกน ไม่มีข้อความ และไม่ได้ตรวจหาข้อมูลส่วนบุคคล",
                "this PDF is a scan without text; it was not searched for personal data",
            ),
            both(
                "ส่งออกเป็น PDF จากไฟล์ต้นฉบับ หรือทำ OCR แล้วเปิดดูเองว่าไม่มีข้อมูลส่วนบุคคล",
                "export it from the original, or run OCR; look through it for personal data yourself",
            ),
        ),
        (None, FileKind::Pdf | FileKind::Word, Layer::Foreign) if !foreign => find(
            &NOT_THAI,
            both("ข้อความในเอกสารนี้ไม่มีอักษรไทย", "the text of this document has no Thai letter"),
            both(
                "ถ้าเป็นเอกสารภาษาอื่น ให้ระบุ language ที่รายการเอกสาร ถ้าเป็นภาษาไทย ให้ส่งออกใหม่ด้วยฟอนต์ Unicode",
                "if it is in another language, say so with `language` in the list of documents; if it is Thai, export it again with a Unicode font",
            ),
        ),
        (None, FileKind::Text, _) if inspected.encoding != Some(Encoding::Utf8) => find(
            &ENCODING,
            both("ไฟล์นี้ไม่ใช่ UTF-8", "this file is not UTF-8"),
            both(
                "ใน Excel เลือก บันทึกเป็น CSV UTF-8 ใน Notepad เลือกการเข้ารหัส UTF-8",
                "in Excel save it as CSV UTF-8; in Notepad pick the encoding UTF-8",
            ),
        ),
        _ => None,
    }
}

fn fault_words(fault: Fault) -> Bilingual<&'static str> {
    match fault {
        Fault::Locked | Fault::Broken => {
            both("เอกสารนี้เสียหรือไม่ครบ เปิดไม่ได้", "this document is damaged or cut short and does not open")
        }
        Fault::Bomb => both("เอกสารนี้คลายออกแล้วใหญ่เกินไป", "this document becomes far too large when it is unpacked"),
        Fault::Large => both("ไฟล์นี้ใหญ่เกินกว่าจะอ่านตรวจ", "this file is too large to be read"),
        Fault::Slow => both("เอกสารนี้ใช้เวลาอ่านนานเกินไป", "reading this document took too long"),
        Fault::Unstarted => {
            both("เริ่มโปรแกรมย่อยที่อ่านเอกสารแนบไม่ได้", "the process that reads attachments could not be started")
        }
    }
}

pub(super) fn fault_advice(fault: Fault) -> Bilingual<&'static str> {
    match fault {
        Fault::Slow => both(
            "สั่งอีกครั้ง ถ้ายังเป็นอยู่ ให้ปิดโปรแกรมอื่น หรือส่งออกเอกสารใหม่",
            "run it again; if it stays so, close other programs, or export the document again",
        ),
        Fault::Unstarted => both(
            "สั่งอีกครั้ง ถ้ายังเป็นอยู่ โปรแกรมป้องกันไวรัสอาจกันไม่ให้ prongsai เริ่มตัวเอง หรือให้ปิดโปรแกรมอื่น",
            "run it again; if it stays so, a virus scanner may keep prongsai from starting itself, or close other programs",
        ),
        Fault::Locked | Fault::Broken | Fault::Bomb | Fault::Large => {
            both("เปิดดูว่าอ่านได้ครบ แล้วบันทึกหรือส่งออกใหม่", "open it, see that it is whole, and save or export it again")
        }
    }
}

fn large(path: &RelPath, size: u64) -> Option<Diagnostic> {
    (size > LARGE).then(|| {
        let megabytes = size / (1024 * 1024);
        about(
            &TOO_LARGE,
            path,
            both!("ไฟล์นี้ใหญ่ {megabytes} MB", "this file has {megabytes} MB"),
            both("ลดความละเอียดของภาพ หรือแบ่งเป็นหลายไฟล์", "make its pictures smaller, or split it"),
        )
    })
}

fn twice(path: &RelPath, first: &RelPath) -> Diagnostic {
    about(
        &TWICE,
        path,
        both!("ไฟล์นี้เหมือนกับ {first} ทุกไบต์", "this file is the same as {first}, byte for byte"),
        both(
            "แนบไฟล์ที่ถูกต้อง หรือใช้ไฟล์เดียวกันจากทั้งสองหน้าแล้วลบอีกไฟล์",
            "put the right file here, or let both pages offer the same one and delete the other",
        ),
    )
}
