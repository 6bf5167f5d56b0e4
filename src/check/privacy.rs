//! Personal data: national and mobile numbers in pages, data, names of files and documents. Numbers are named in their
//! masked form only, and each at its place.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::base::diag::Severity::{Error, Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::{Inspected, Planted};
use crate::base::lang::{Bilingual, both};
use crate::base::national::Number;
use crate::base::path::RelPath;
use crate::base::personal::{Certainty, Hit, find, find_in_name};
use crate::base::span::Span;
use crate::check::acceptance::ACCEPTANCE_UNUSED;
use crate::check::family::{Family, Subject};
use crate::check::own_numbers::{self, MOBILE_NUMBER, PRIVATE_NUMBER};
use crate::check::published::{self, PUBLISHED_ADDRESS, PUBLISHED_NUMBER};
use crate::check::unread::{self, NOT_SEARCHED, PICTURE_NOT_SEARCHED};
use crate::ita::privacy::{Allowance, SIGNATURE};

pub(super) const FAMILY: Family = Family {
    rules: &[
        &NATIONAL_NUMBER,
        &NATIONAL_LIKELY,
        &NUMBER_OF_BODY,
        &MOBILE_NUMBER,
        &PRIVATE_NUMBER,
        &NOT_SEARCHED,
        &PICTURE_NOT_SEARCHED,
        &ALLOWANCE_UNUSED,
        &ACCEPTANCE_UNUSED,
        &PUBLISHED_NUMBER,
        &PUBLISHED_ADDRESS,
    ],
    apply,
};

static NATIONAL_NUMBER: Rule = Rule::new(
    "national-number",
    Error,
    both("ไม่มีเลขประจำตัวประชาชนในสิ่งที่เผยแพร่", "nothing that is published has a citizen's number"),
    both(
        "เลขที่หลุดออกไปเรียกคืนไม่ได้ เจ้าของเลขเสียหาย และหน่วยงานผิดกฎหมายคุ้มครองข้อมูลส่วนบุคคล",
        "a number that got out cannot be called back; it harms its owner, and the law on personal data forbids it",
    ),
);

static NATIONAL_LIKELY: Rule = Rule::new(
    "national-number-likely",
    Warning,
    both("เลขที่อาจเป็นเลขประจำตัวประชาชนได้รับการตรวจแล้ว", "numbers that may be a citizen's were looked at"),
    both(
        "หลักสุดท้ายถูกต้องตามสูตรของเลขประจำตัว แต่เลขสุ่มก็ถูกได้หนึ่งในสิบ คนเท่านั้นที่ตัดสินได้",
        "the last digit holds, as in one of ten random numbers; only a person can tell",
    ),
)
.held();

static NUMBER_OF_BODY: Rule = Rule::new(
    "number-of-agency",
    Note,
    both("เลข 13 หลักของนิติบุคคลเผยแพร่ได้", "the numbers of agencies and companies may be published"),
    both(
        "เลขที่ขึ้นต้นด้วย 0 ไม่ใช่เลขของบุคคล บอกไว้ให้ตรวจ",
        "a number that begins with 0 is no person's; told so that somebody looks",
    ),
);

static ALLOWANCE_UNUSED: Rule = Rule::new(
    "allowance-unused",
    Warning,
    both("ทุกรายการใน privacy.yaml ยังใช้อยู่", "every entry of privacy.yaml is in use"),
    both("รายการที่เหลือค้างอาจปล่อยเลขที่ไม่มีใครตรวจ", "an entry left over may let a number pass that nobody looked at"),
);

/// So many surely somebody's numbers of one document are told, each at its place: what it is, is plain by then.
const MOST_TOLD: usize = 50;

/// The entries of the allow-list, and which were used.
struct Allowed<'a> {
    key: Option<[u8; 32]>,
    entries: Vec<&'a Allowance>,
    used: BTreeSet<usize>,
}

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let privacy = subject.portal.privacy.as_ref();
    let entries = privacy.map(|privacy| privacy.allowed.iter().collect()).unwrap_or_default();
    let mut allowed = Allowed { key: privacy.map(|privacy| privacy.hash_key()), entries, used: BTreeSet::new() };
    let (contacts, not_public) = (own_numbers::of_agency(subject), subject.portal.not_public());
    let mut findings = Vec::new();
    let texts: Vec<_> = subject.sources.texts.iter().collect();
    let searched: Vec<_> = texts.par_iter().map(|(_, text)| find(text)).collect();
    for ((path, _), hits) in texts.iter().zip(searched) {
        let hits = hits.into_iter().filter(|hit| !allowed.takes(path, hit.number)).collect::<Vec<_>>();
        findings.extend(hits.iter().map(|hit| in_text(path, hit, &allowed)));
    }
    let pages: Vec<_> = texts.into_iter().filter(|(path, _)| path.as_str().ends_with(".md")).collect();
    findings.par_extend(pages.par_iter().flat_map_iter(|(path, text)| own_numbers::in_text(path, text, &contacts)));
    for (path, file) in subject.sources.files.iter() {
        if let Some(inspected) = &file.inspected {
            findings.extend(in_document(path, inspected, &mut allowed));
            findings.extend(own_numbers::in_document(path, inspected, &contacts));
            findings.extend(published::in_document(path, inspected, &not_public));
        }
    }
    findings.extend(unread::apply(subject));
    let paths = subject.sources.texts.keys().chain(subject.sources.files.keys());
    findings.extend(paths.filter_map(in_name));
    findings.extend(allowed.unused());
    findings
}

impl Allowed<'_> {
    /// Whether a number may stand in a file; remembers the entry.
    fn takes(&mut self, path: &RelPath, number: Number) -> bool {
        let Some(key) = &self.key else { return false };
        let Some(inside) = path.below("content") else { return false };
        let tag = number.tag(key);
        let named = |entry: &&&Allowance| entry.file.value.trim_start_matches("content/") == inside;
        let entry = self.entries.iter().position(|entry| named(&entry) && entry.hash.value == tag);
        self.used.extend(entry);
        entry.is_some()
    }

    fn unused(&self) -> Vec<Diagnostic> {
        let unused = self.entries.iter().enumerate().filter(|(at, _)| !self.used.contains(at));
        unused
            .map(|(_, entry)| {
                let file = &entry.file.value;
                let said = both!("ไม่พบเลขของรายการนี้ใน {file}", "the number of this entry is not in {file}");
                Diagnostic::new(&ALLOWANCE_UNUSED, &entry.hash.span, said)
                    .hint(both("ลบรายการนี้ หรือแก้ชื่อไฟล์", "delete this entry, or correct the name of the file"))
            })
            .collect()
    }

    /// What to do about a number that is not allowed.
    fn advice(&self, path: &RelPath, number: Number) -> Bilingual<String> {
        let Some(inside) = path.below("content") else {
            return both!("ลบเลขนี้แล้วบันทึกใหม่", "delete the number and save the file again");
        };
        let command = |sign| format!("prongsai allow \"content/{inside}\" {sign}");
        let Bilingual { th, en } = SIGNATURE.map(command);
        let entry = self.key.as_ref().map(|key| format!(" (file: {inside}, hash: {})", number.tag(key)));
        let entry = entry.unwrap_or_default();
        both!(
            "ลบหรือปิดทับเลขนี้แล้วบันทึกใหม่ ถ้ากฎหมายให้เผยแพร่ สั่ง {th} เพื่อเพิ่มใน content/privacy.yaml{entry}",
            "delete the number and save the file again; if the law asks to publish it, run `{en}`, which enters it in content/privacy.yaml{entry}"
        )
    }
}

/// The sentence for a number, by how sure it is; `place` says where in a document it stands.
fn sentence(
    at: &Span,
    number: Number,
    certainty: Certainty,
    place: Bilingual<&str>,
    advice: Bilingual<String>,
) -> Diagnostic {
    let Bilingual { th, en } = place;
    match certainty {
        Certainty::Sure => Diagnostic::new(
            &NATIONAL_NUMBER,
            at,
            both!("เลขประจำตัวประชาชน {number}{th}", "a citizen's national number {number}{en}"),
        )
        .hint(advice),
        Certainty::Possible => Diagnostic::new(
            &NATIONAL_LIKELY,
            at,
            both!("{number}{th} อาจเป็นเลขประจำตัวประชาชน", "{number}{en} could be a citizen's national number"),
        )
        .hint(both(
            "ดูว่าเป็นเลขของใคร ถ้าเป็นเลขประจำตัวให้ลบ ถ้าเป็นบาร์โค้ดหรือเลขเอกสารให้ปล่อยไว้ แล้วรับรองเมื่ออัปโหลด",
            "look whose it is: delete a person's number, leave a barcode or the number of a paper, and accept it when uploading",
        )),
        Certainty::Body => Diagnostic::new(
            &NUMBER_OF_BODY,
            at,
            both!(
                "เลข 13 หลักขึ้นต้นด้วย 0{th} เป็นเลขของหน่วยงานหรือบริษัท",
                "a number of thirteen digits that begins with 0{en} is that of an agency or company"
            ),
        )
        .hint(both("ไม่ต้องแก้ถ้าเป็นเลขของนิติบุคคล", "leave it if it is that of a legal person")),
    }
}

fn in_text(path: &RelPath, hit: &Hit, allowed: &Allowed<'_>) -> Diagnostic {
    let span = Span::new(path, hit.at.clone());
    sentence(&span, hit.number, hit.certainty, both("", ""), allowed.advice(path, hit.number))
}

/// The numbers of a document: the first sure ones at their places, of the others the first and how many there are.
fn in_document(path: &RelPath, inspected: &Inspected, allowed: &mut Allowed<'_>) -> Vec<Diagnostic> {
    let span = Span::file(path);
    let numbers: Vec<&Planted> =
        inspected.numbers.iter().filter(|planted| !allowed.takes(path, planted.number)).collect();
    let (sure, others): (Vec<&Planted>, Vec<&Planted>) =
        numbers.into_iter().partition(|planted| planted.certainty == Certainty::Sure);
    let tell = |planted: &Planted, more: usize| {
        let Bilingual { th, en } = planted.place.words();
        let place = match more {
            0 => both!(" ({th})", " ({en})"),
            more => both!(" ({th} และอีก {more} แห่ง)", " ({en} and {more} more)"),
        };
        sentence(&span, planted.number, planted.certainty, place.as_str(), allowed.advice(path, planted.number))
    };
    // What is beyond those that are named is no surer than the last of them.
    let least = inspected.numbers.iter().map(|planted| planted.certainty).min().filter(|_| inspected.more_numbers > 0);
    let beyond = |certainty| if least == Some(certainty) { inspected.more_numbers } else { 0 };
    let first = [Certainty::Possible, Certainty::Body].into_iter().filter_map(|certainty| {
        let of: Vec<_> = others.iter().filter(|planted| planted.certainty == certainty).collect();
        Some(tell(of.first()?, of.len() - 1 + beyond(certainty)))
    });
    let (told, rest) = sure.split_at(sure.len().min(MOST_TOLD));
    let more = rest.len() + beyond(Certainty::Sure);
    let more = (more > 0).then(|| many(&span, told.len(), more, inspected.more_numbers > 0));
    told.iter().map(|planted| tell(planted, 0)).chain(more).chain(first).collect()
}

/// More numbers in a document than are told, perhaps more than can be allowed one by one.
fn many(span: &Span, told: usize, more: usize, beyond: bool) -> Diagnostic {
    let Bilingual { th, en } = match beyond {
        true => both(" แม้อนุญาตเลขที่บอกไว้แล้วก็เผยแพร่ไม่ได้", "; allowing those that are named is not enough"),
        false => both("", ""),
    };
    Diagnostic::new(
        &NATIONAL_NUMBER,
        span,
        both!(
            "ไฟล์นี้ยังมีเลข 13 หลักอีก {more} แห่ง นอกจาก {told} แห่งแรก",
            "this file has {more} more numbers of thirteen digits beside the first {told}"
        ),
    )
    .hint(both!(
        "ไฟล์นี้เป็นบัญชีรายชื่อ ลบคอลัมน์เลขประจำตัวแล้วบันทึกใหม่{th}",
        "it is a list of people: delete the column of their numbers and save it again{en}"
    ))
}

/// A number in the name of a file or of its folder.
fn in_name(path: &RelPath) -> Option<Diagnostic> {
    let hit = find_in_name(path.as_str()).into_iter().find(|hit| hit.certainty == Certainty::Sure)?;
    let said =
        both!("ชื่อไฟล์มีเลขประจำตัวประชาชน {}", "the name of the file has a citizen's national number {}", hit.number);
    Some(
        Diagnostic::new(&NATIONAL_NUMBER, &Span::file(path), said)
            .hint(both("เปลี่ยนชื่อไฟล์ เพราะชื่อกลายเป็นที่อยู่เว็บ", "rename the file: its name becomes an address")),
    )
}
