//! Links that leave the site: hosts that only their makers reach, and what is wrong with the addresses that were asked.
//! Nothing is asked unless somebody wants it: without the answers there are no findings of them.

use std::collections::BTreeMap;

use crate::base::answer::{Answer, Flaw, Silence, Trouble};
use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::span::Spanned;
use crate::check::family::{Family, Subject};
use crate::check::links::words;
use crate::ita::portal::Portal;
use crate::ita::table::set::Tables;
use crate::ita::target::{Target, flaw};
use crate::ita::web::{Parts, TEST_HOST, is_test};
use crate::ita::written::{Role, Written, written};

pub(super) const FAMILY: Family = Family {
    rules: &[
        &LINK_HOST,
        &OUTSIDE_DEAD,
        &OUTSIDE_MOVED,
        &OUTSIDE_SIGN_IN,
        &OUTSIDE_CERTIFICATE,
        &OUTSIDE_SILENT,
        &OUTSIDE_TROUBLE,
    ],
    apply,
};

static LINK_HOST: Rule = Rule::new(
    "link-host",
    Warning,
    both("ลิงก์ไปที่ที่ทุกคนเปิดได้", "links lead where everybody can go"),
    both(
        "ที่อยู่ของเครื่องในสำนักงานเปิดได้เฉพาะในสำนักงาน ประชาชนเปิดไม่ได้",
        "an address of the office's own network opens in the office and nowhere else",
    ),
);

static OUTSIDE_DEAD: Rule = Rule::new(
    "outside-dead",
    Warning,
    both("ลิงก์ภายนอกไปถึงหน้าที่มีจริง", "links to other sites lead somewhere"),
    both("หลักฐานที่เปิดไม่ได้คือไม่มีหลักฐาน", "evidence that does not open is no evidence"),
);

static OUTSIDE_MOVED: Rule = Rule::new(
    "outside-moved",
    Warning,
    both("ลิงก์ภายนอกใช้ที่อยู่ปัจจุบัน", "links to other sites use their present address"),
    both("ที่อยู่เดิมจะหยุดส่งต่อวันใดก็ได้", "the old address may stop forwarding any day"),
);

static OUTSIDE_SIGN_IN: Rule = Rule::new(
    "outside-sign-in",
    Warning,
    both("ลิงก์ภายนอกเปิดได้โดยไม่ต้องเข้าสู่ระบบ", "links to other sites open without signing in"),
    both("ผู้ประเมินและประชาชนไม่มีบัญชี", "assessors and citizens have no account"),
);

static OUTSIDE_CERTIFICATE: Rule = Rule::new(
    "outside-certificate",
    Warning,
    both("ใบรับรองของเว็บภายนอกใช้ได้", "other sites have a sound certificate"),
    both("เบราว์เซอร์เตือนว่าไม่ปลอดภัย ผู้อ่านจะไม่เข้าไป", "browsers warn of danger, and readers turn back"),
);

static OUTSIDE_SILENT: Rule = Rule::new(
    "outside-silent",
    Warning,
    both("เว็บภายนอกตอบ", "other sites answer"),
    both("ถ้าเว็บนั้นล่มในวันประเมิน หลักฐานก็หายไปด้วย", "if the site is down on the day of the assessment, so is the evidence"),
);

static OUTSIDE_TROUBLE: Rule = Rule::new(
    "outside-trouble",
    Warning,
    both("เว็บภายนอกแสดงหน้าได้โดยไม่ขัดข้อง", "other sites show their page without a fault"),
    both("ผู้อ่านเห็นหน้าแจ้งข้อผิดพลาดแทนข้อมูล", "readers see an error instead of the data"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let words = words(subject);
    let words = words.iter().map(|(to, at)| Written::of_site(to, at));
    written(subject.portal).chain(words).filter_map(|link| host(subject.portal, &link)).collect()
}

/// The finding for an address that only its makers can open. Evidence there is told as such.
fn host(portal: &Portal, link: &Written<'_>) -> Option<Diagnostic> {
    let parts = Parts::of(link.target)
        .filter(|parts| parts.is_web() && link.role != Role::Evidence && flaw(link.target).is_none())?;
    let name = parts.name();
    // An agency whose own host is made up has made-up hosts below it too.
    let base = &portal.agency.base_url.value;
    let own = base.is_on(&parts.host) || (base.is_above(name) && base.is_made_up());
    (!own && is_test(name)).then(|| {
        let said = both(format!("{name} {}", TEST_HOST.th), format!("{name} {}", TEST_HOST.en));
        Diagnostic::new(&LINK_HOST, link.at, said).hint(both(
            "ใช้ที่อยู่ที่ประชาชนเปิดได้ หรือวางไฟล์ไว้ในโฟลเดอร์ files แล้วลิงก์ไปที่ไฟล์",
            "give an address that everybody can open, or put the file into a folder `files` and link to it",
        ))
    })
}

/// Every address of the Web that the content names and the site does not make itself, with its place: those of other sites,
/// and what other programs answer on the host of this one.
pub(crate) fn links(portal: &Portal) -> Vec<Spanned<String>> {
    let places = portal.places();
    let known = portal.addresses(&places, &Tables::of(portal, &places));
    let own = |one: Written<'_>| {
        let value = match portal.target(&one.at.path, one.target, one.from_content) {
            Target::Outside => {
                Some(one.target.trim().to_owned()).filter(|to| Parts::of(to).is_some_and(|to| to.is_web()))
            }
            Target::Address { address, query, whole, .. } => {
                let made = known.contains(&address) || known.contains(&format!("{address}/"));
                let asked = !made && (whole || portal.agency.is_legacy(&address));
                asked.then(|| portal.agency.base_url.value.join(&format!("{address}{query}")))
            }
            Target::File { .. } | Target::Nowhere => None,
        };
        Some(Spanned { value: value?, span: one.at.clone() })
    };
    let mut links: Vec<Spanned<String>> = written(portal).filter_map(own).collect();
    links.sort_by(|a, b| a.span.cmp(&b.span));
    links.dedup();
    links
}

/// What is wrong with `links`, by what their addresses answered.
pub(crate) fn judge(links: &[Spanned<String>], answers: &BTreeMap<String, Answer>) -> Vec<Diagnostic> {
    links.iter().filter_map(|link| finding(link, answers.get(&link.value)?)).collect()
}

/// What to do about a page that is not to be had.
const OWN_COPY: Bilingual<&str> =
    both("แก้ที่อยู่ หรือแนบสำเนาเอกสารไว้ในโฟลเดอร์ files", "correct the address, or offer a copy of the document in `files`");

/// What to do about a host that may be well again tomorrow.
const LATER: Bilingual<&str> = both(
    "ลองเปิดในเบราว์เซอร์และตรวจอีกครั้งภายหลัง ถ้ายังไม่ได้ให้แนบสำเนาไว้ในโฟลเดอร์ files",
    "open it in a browser and check again later; if it stays so, offer a copy in `files`",
);

fn finding(link: &Spanned<String>, answer: &Answer) -> Option<Diagnostic> {
    let url = &link.value;
    let (rule, words, hint): (_, Bilingual<String>, Bilingual<String>) = match answer {
        Answer::Fine => return None,
        Answer::Moved(to) => {
            let words = both!("{url} ย้ายไปแล้ว", "{url} has moved");
            (&OUTSIDE_MOVED, words, both!("ใช้ที่อยู่ใหม่ {to}", "use its new address {to}"))
        }
        Answer::Gone(status) => {
            let words = both!("ไม่มีหน้า {url} แล้ว (HTTP {status})", "{url} is gone (HTTP {status})");
            (&OUTSIDE_DEAD, words, OWN_COPY.into())
        }
        Answer::NoHost => {
            let words = both!("ไม่มีเว็บที่ชื่อตาม {url}", "there is no host for {url}");
            (&OUTSIDE_DEAD, words, OWN_COPY.into())
        }
        Answer::Closed(status) => {
            let words = both!("{url} ไม่ให้เข้า (HTTP {status})", "{url} turns visitors away (HTTP {status})");
            let hint = both(
                "เปิดในเบราว์เซอร์ที่ไม่ได้เข้าสู่ระบบ ถ้าเข้าไม่ได้ให้เปลี่ยนเป็นที่อยู่สาธารณะ หรือแนบสำเนา",
                "open it in a browser without signing in; if it stays closed, use a public address or offer a copy",
            );
            (&OUTSIDE_SIGN_IN, words, hint.into())
        }
        Answer::SignIn(at) => {
            let words = both!("{url} ต้องเข้าสู่ระบบที่ {at}", "{url} asks visitors to sign in at {at}");
            let hint =
                both("ตั้งค่าให้เปิดสาธารณะ ใช้ที่อยู่อื่น หรือแนบสำเนา", "make it public, use another address, or offer a copy");
            (&OUTSIDE_SIGN_IN, words, hint.into())
        }
        Answer::Certificate(flaw) => (&OUTSIDE_CERTIFICATE, certificate(url, *flaw), certificate_hint()),
        Answer::Silent(silence) => (&OUTSIDE_SILENT, silent(url, *silence), LATER.into()),
        Answer::Trouble(trouble) => (&OUTSIDE_TROUBLE, in_trouble(url, *trouble), LATER.into()),
    };
    Some(Diagnostic::new(rule, &link.span, words).hint(hint))
}

fn certificate(url: &str, flaw: Flaw) -> Bilingual<String> {
    let Bilingual { th, en } = match flaw {
        Flaw::Expired => both("หมดอายุแล้ว", "has expired"),
        Flaw::OtherName => both("เป็นของชื่ออื่น", "is for another name"),
        Flaw::NotTrusted => both("ออกโดยผู้ที่เบราว์เซอร์ไม่เชื่อถือ", "is not signed by anybody whom browsers trust"),
    };
    both!("ใบรับรองของ {url} {th}", "the certificate of {url} {en}")
}

fn certificate_hint() -> Bilingual<String> {
    both!("แจ้งผู้ดูแลเว็บนั้น หรือใช้ที่อยู่อื่น", "tell those who run it, or use another address")
}

fn silent(url: &str, silence: Silence) -> Bilingual<String> {
    let Bilingual { th, en } = match silence {
        Silence::TimedOut => both("ไม่ตอบภายในเวลา", "did not answer in time"),
        Silence::HungUp => both("ตัดการเชื่อมต่อ", "closed the connection"),
        Silence::Unreachable => both("ไปไม่ถึง", "cannot be reached"),
    };
    both!("{url} {th}", "{url} {en}")
}

fn in_trouble(url: &str, trouble: Trouble) -> Bilingual<String> {
    let Bilingual { th, en } = match trouble {
        Trouble::Status(status) => both!("ขัดข้อง (HTTP {status})", "is in trouble (HTTP {status})"),
        Trouble::Redirects => both!("ส่งต่อไปเรื่อย ๆ ไม่จบ", "sends visitors on and on"),
        Trouble::Away => both!("ส่งต่อไปเว็บอื่น", "sends visitors to another host"),
        Trouble::Large => both!("ส่งมาใหญ่เกินกว่าที่อ่าน", "answers with more than is read"),
        Trouble::Garbage => both!("ไม่ได้ตอบเป็นหน้าเว็บ", "does not answer as a web site does"),
    };
    both!("{url} {th}", "{url} {en}")
}
