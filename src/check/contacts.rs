//! How the agency is reached: each contact holds what its kind says.

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Text, both};
use crate::base::pasted_links::{has_address, is_mail};
use crate::base::prose::is_value;
use crate::base::stub::bare;
use crate::check::family::{Family, Subject};
use crate::ita::contact::{Contact, ContactKind};
use crate::ita::evidence::lack::Lack;
use crate::ita::reach::{dials, pieces};
use crate::ita::web::Parts;

pub(super) const FAMILY: Family = Family { rules: &[&CONTACT_KIND], apply };

static CONTACT_KIND: Rule = Rule::new(
    "contact-kind",
    Warning,
    both("ช่องทางติดต่อเป็นอย่างที่ kind บอก", "a contact is what its kind says"),
    both(
        "ผู้อ่านแตะแล้วโทร ส่งอีเมล หรือเปิดแผนที่ไม่ได้ และผู้ประเมินไม่นับ",
        "nobody can call, write or find the way by it, and assessors do not count it",
    ),
);

/// What a value begins with that says that there is none.
const NONE: &str = "ไม่มี";

const PLACE: Bilingual<&str> = both("ที่ตั้ง", "a postal address");

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let agency = &subject.portal.agency;
    let place = agency.place.iter().filter(|text| is_address(&text.th)).map(|text| is_not(text, PLACE, WORDS));
    // What an item lacks by it is told there, and tells the same.
    let items = subject.portal.years.values().flat_map(|year| &year.items);
    let reasons: Vec<&Lack> = items.flat_map(|item| &item.verdicts.reasons).map(|own| &own.reason.lack).collect();
    let is_told = |contact: &&Contact| {
        reasons.iter().any(|lack| matches!(lack, Lack::Contact(kind) if contact.kind == Some(*kind)))
    };
    agency.contacts.iter().filter(|contact| !is_told(contact)).filter_map(wrong).chain(place).collect()
}

/// What to write in the place of an address.
const WORDS: Bilingual<&str> =
    both("เขียนเป็นข้อความ ที่อยู่เว็บใส่ใน url:", "write it in words; an address of the Web goes into `url:`");

fn wrong(contact: &Contact) -> Option<Diagnostic> {
    let (kind, value) = (contact.kind?, contact.value.as_ref()?);
    let said = value.th.as_str();
    if !is_value(said) || bare(said).starts_with(NONE) {
        return None;
    }
    let reached = || contact.url.is_some() || pieces(kind, said).iter().any(|own| own.to.is_some());
    let (sound, what, help) = match kind {
        ContactKind::Phone => (reached(), both("เบอร์โทรศัพท์", "a telephone number"), NUMBER),
        ContactKind::Fax => (dials(said), both("เบอร์โทรสาร", "the number of a fax"), NUMBER),
        ContactKind::Email => {
            let help = both("เขียนเช่น saraban@example.go.th", "write it as saraban@example.go.th");
            (reached(), both("อีเมล", "an address of mail"), help)
        }
        ContactKind::Website => {
            let help = both("เขียนเช่น https://www.example.go.th/", "write it as https://www.example.go.th/");
            (reached(), both("ที่อยู่เว็บ", "an address of the Web"), help)
        }
        ContactKind::Map => {
            let help = both(
                "ใส่ที่อยู่ของแผนที่ใน url: หรือรูปใน picture:",
                "put the map's address into `url:`, or a drawing into `picture:`",
            );
            (reached() || contact.picture.is_some(), both("แผนที่", "a map"), help)
        }
        ContactKind::Address => (!is_address(said), PLACE, WORDS),
        ContactKind::Hours => (!is_address(said), both("วันและเวลา", "days and hours"), WORDS),
        _ => return None,
    };
    (!sound).then(|| is_not(value, what, help))
}

const NUMBER: Bilingual<&str> =
    both("เขียนเบอร์เต็มพร้อมรหัสพื้นที่ เช่น 0 4249 0109", "write the whole number with its area, as 0 4249 0109");

/// Whether a text is an address of the Web or of mail, and nothing else.
fn is_address(text: &str) -> bool {
    has_address(text) && (is_mail(text) || Parts::of(text.trim()).is_some_and(|parts| parts.is_web()))
}

fn is_not(value: &Text, what: Bilingual<&str>, help: Bilingual<&str>) -> Diagnostic {
    let said = both(format!("“{}” ไม่ใช่{}", value.th, what.th), format!("`{}` is not {}", value.th, what.en));
    Diagnostic::new(&CONTACT_KIND, &value.span, said).hint(help)
}
