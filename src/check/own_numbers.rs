//! Numbers that are somebody's own, in pages and in documents: mobile telephones, bank accounts, passports. Those that the
//! agency gives for itself are silent.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::Inspected;
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::private::{Heads, Own, private};
use crate::base::span::Span;
use crate::base::telephone::mobiles;
use crate::check::family::Subject;

pub(super) static MOBILE_NUMBER: Rule = Rule::new(
    "mobile-number",
    Warning,
    both("เบอร์มือถือในเนื้อหาเป็นของหน่วยงาน", "mobile numbers in a text belong to the agency"),
    both("เบอร์มือถือส่วนตัวเป็นข้อมูลส่วนบุคคล", "somebody's own mobile number is personal data"),
);

pub(super) static PRIVATE_NUMBER: Rule = Rule::new(
    "private-number",
    Warning,
    both(
        "เบอร์มือถือ เลขบัญชี และเลขหนังสือเดินทางของบุคคลได้รับการตรวจแล้ว",
        "a person's mobile number, bank account or passport was looked at",
    ),
    both(
        "ข้อมูลเหล่านี้เป็นของบุคคล ผู้ไม่หวังดีใช้หลอกเจ้าของหรือหลอกคนอื่นได้",
        "they are the person's own, and serve those who deceive them or others in their name",
    ),
)
.held();

/// The telephone numbers that the agency gives as its own: of its contacts and of its people.
pub(super) fn of_agency(subject: &Subject<'_>) -> BTreeSet<String> {
    let agency = &subject.portal.agency;
    let texts = agency.contacts.iter().flat_map(|contact| {
        let value = contact.value.iter().flat_map(|text| [Some(text.th.as_str()), text.en.as_deref()]);
        value.flatten().chain(contact.url.as_deref())
    });
    let people = agency.people.iter().filter_map(|person| person.phone.as_deref());
    texts.chain(people).flat_map(mobiles).map(|mobile| mobile.digits).collect()
}

/// The numbers of a page.
pub(super) fn in_text(path: &RelPath, text: &str, of_agency: &BTreeSet<String>) -> Vec<Diagnostic> {
    let own = private(text, &Heads::default()).into_iter().filter(|own| own.kind != Own::Mobile);
    let own = own.map(|own| finding(&Span::new(path, own.at), own.kind, both("", "")));
    foreign_mobiles(path, text, of_agency).into_iter().chain(own).collect()
}

/// The numbers of a document: of each kind the first, and how many there are.
pub(super) fn in_document(path: &RelPath, inspected: &Inspected, of_agency: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<Own, Vec<Bilingual<String>>> = BTreeMap::new();
    for own in inspected.own_numbers.iter().filter(|own| !of_agency.contains(&own.number)) {
        kinds.entry(own.kind).or_default().push(own.place.words());
    }
    let told = kinds.into_iter().map(|(kind, places)| {
        let Bilingual { th, en } = &places[0];
        let place = match places.len() - 1 {
            0 => both!(" ({th})", " ({en})"),
            more => both!(" ({th} และอีก {more} แห่ง)", " ({en} and {more} more)"),
        };
        finding(&Span::file(path), kind, place.as_str())
    });
    told.collect()
}

fn finding(at: &Span, kind: Own, place: Bilingual<&str>) -> Diagnostic {
    let Bilingual { th, en } = place;
    let said = match kind {
        Own::Mobile => both!("เบอร์มือถือข้างชื่อบุคคล{th}", "a mobile number beside a person's name{en}"),
        Own::Account => both!("เลขบัญชีธนาคารข้างชื่อบุคคล{th}", "the number of a bank account beside a person's name{en}"),
        Own::Passport => both!("เลขหนังสือเดินทาง{th}", "the number of a passport{en}"),
    };
    Diagnostic::new(&PRIVATE_NUMBER, at, said).hint(both(
        "ลบหรือปิดทับแล้วบันทึกใหม่ ถ้าตั้งใจเผยแพร่ ให้รับรองเมื่ออัปโหลด (prongsai upload ถามและจดไว้ใน content/privacy.yaml); \
         เบอร์ของหน่วยงานเองใส่ใน contacts หรือ people.yaml",
        "delete it and save again; if it is meant to be published, accept it when uploading (`prongsai upload` asks, and \
         notes it in content/privacy.yaml); an office's own number belongs in `contacts` or people.yaml",
    ))
}

/// Each number that is not the agency's, once in a file.
fn foreign_mobiles(path: &RelPath, text: &str, contacts: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let foreign = mobiles(text).into_iter().filter(|mobile| !contacts.contains(&mobile.digits));
    foreign
        .filter(|mobile| seen.insert(mobile.digits.clone()))
        .map(|mobile| {
            let said =
                both("เบอร์มือถือนี้ไม่อยู่ในช่องทางติดต่อของหน่วยงาน", "this mobile number is not among the agency's contacts");
            Diagnostic::new(&MOBILE_NUMBER, &Span::new(path, mobile.at), said).hint(both(
                "ใช้เบอร์ของหน่วยงานแทน หรือถ้าเป็นเบอร์หน่วยงาน เพิ่มใน contacts ของ content/agency.yaml",
                "give the office's number instead; if this is one, add it to `contacts` in content/agency.yaml",
            ))
        })
        .collect()
}
