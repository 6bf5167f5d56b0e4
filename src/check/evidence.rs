//! Evidence: what is awaited without a word, and addresses that an assessor may not be able to open.

use crate::base::diag::Severity::{Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::span::Spanned;
use crate::check::family::{Family, Subject};
use crate::ita::assessment::Assessment;
use crate::ita::document::{Claimed, Evidence, Proof};
use crate::ita::item::Item;

pub(super) const FAMILY: Family = Family { rules: &[&EVIDENCE_AWAITED, &EVIDENCE_HOST, &EVIDENCE_SOCIAL], apply };

static EVIDENCE_AWAITED: Rule = Rule::new(
    "evidence-awaited",
    Note,
    both("องค์ประกอบทุกข้อมีหลักฐาน หรือบอกว่ารออะไร", "every requirement has evidence, or a word on what is awaited"),
    both("ขาดองค์ประกอบเดียวข้อนั้นได้ 0 คะแนน", "one missing element costs the item its whole score"),
);

static EVIDENCE_HOST: Rule = Rule::new(
    "evidence-host",
    Warning,
    both("หลักฐานอยู่ในที่ที่ทุกคนเปิดได้", "evidence is where everybody can open it"),
    both(
        "ลิงก์ที่ต้องลงชื่อเข้าใช้ ลิงก์ย่อ และเครื่องทดสอบ มักเปิดไม่ได้ในวันประเมิน",
        "sign-in pages, short links and test hosts fail on the day of the assessment",
    ),
);

static EVIDENCE_SOCIAL: Rule = Rule::new(
    "evidence-social",
    Warning,
    both("หลักฐานไม่ได้อยู่บนสื่อสังคมอย่างเดียว", "evidence is not on social media alone"),
    both("ผู้ประเมินให้คะแนนเฉพาะข้อมูลบนเว็บไซต์ของหน่วยงาน", "the assessment asks for data on the agency's own website"),
);

/// How many items a note names.
const SHOWN: usize = 6;

/// Hosts that ask for a sign-in unless somebody has opened the file to all.
const SIGN_IN: &[&str] = &[
    "drive.google.com",
    "docs.google.com",
    "onedrive.live.com",
    "1drv.ms",
    "sharepoint.com",
    "dropbox.com",
    "icloud.com",
    "mega.nz",
];

/// Hosts that lead elsewhere, and stop doing so.
const SHORT: &[&str] = &[
    "bit.ly",
    "goo.gl",
    "tinyurl.com",
    "cutt.ly",
    "shorturl.at",
    "shorturl.asia",
    "t.ly",
    "rebrand.ly",
    "is.gd",
    "qrco.de",
    "lin.ee",
    "me-qr.com",
];

const SOCIAL: &[&str] = &[
    "facebook.com",
    "fb.com",
    "fb.watch",
    "fb.me",
    "instagram.com",
    "tiktok.com",
    "twitter.com",
    "x.com",
    "line.me",
    "youtube.com",
    "youtu.be",
];

/// The first or the last part of the name of a host that only its makers can reach.
const TEST_FIRST: &[&str] = &["localhost", "127", "10", "192", "test", "dev", "staging", "demo"];
const TEST_LAST: &[&str] = &["localhost", "local", "test", "internal", "lan"];

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let mut findings: Vec<Diagnostic> = portal.years.values().filter_map(awaited).collect();
    for item in portal.years.values().flat_map(|year| &year.items) {
        findings.extend(item.evidence.iter().filter_map(|evidence| host(&evidence.proof)));
        findings.extend(social(item));
    }
    let steps = portal.years.values().flat_map(|year| &year.measures).flat_map(|measure| &measure.steps);
    findings.extend(steps.filter_map(|step| host(step.evidence.as_ref()?)));
    findings
}

/// One note a year: the items that lack evidence and do not say what they await.
fn awaited(assessment: &Assessment) -> Option<Diagnostic> {
    let specs = assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()).map(|(_, _, spec)| spec);
    let silent = specs
        .filter_map(|spec| Some((spec, assessment.item(&spec.code.value)?)))
        .filter(|(_, item)| item.facts.awaiting.is_none());
    let lacking = silent.filter_map(|(spec, item)| {
        // Evidence that names a document which is not there is told by a rule of its own.
        let awaiting = spec.requirements.iter().filter(|one| item.evidence_for(&one.id.value).next().is_none());
        let ids = awaiting.map(|one| one.id.value.as_str()).collect::<Vec<_>>().join(", ");
        (!ids.is_empty()).then(|| (item, format!("{} ({ids})", spec.code.value)))
    });
    let lacking: Vec<(&Item, String)> = lacking.collect();
    let (first, _) = lacking.first()?;
    let mut list = lacking.iter().take(SHOWN).map(|(_, shown)| shown.as_str()).collect::<Vec<_>>().join(", ");
    if lacking.len() > SHOWN {
        list.push_str(", …");
    }
    let (year, count) = (assessment.year, lacking.len());
    let th = format!("ปี {year} มี {count} ข้อที่ยังไม่มีหลักฐานขององค์ประกอบ: {list}");
    let en = format!("items of {year} without evidence of a requirement: {count}; {list}");
    Some(Diagnostic::new(&EVIDENCE_AWAITED, &first.code.span, th, en).hint(
        "เพิ่มที่ evidence ของข้อ หรือเขียน awaiting ว่ารออะไร",
        "add it under the item's `evidence`, or say under `awaiting` what is awaited",
    ))
}

fn host(proof: &Proof) -> Option<Diagnostic> {
    let Proof::Url(url) = proof else { return None };
    let host = host_of(&url.value)?;
    let (th, en) = if is_of(&host, SIGN_IN) {
        ("อาจต้องลงชื่อเข้าใช้", "may ask for a sign-in")
    } else if is_of(&host, SHORT) {
        ("เป็นลิงก์ย่อ", "is a short link")
    } else if is_test(&host) {
        ("เป็นเครื่องทดสอบหรือเครือข่ายภายใน", "is a test host or an inner network")
    } else {
        return None;
    };
    let finding = Diagnostic::new(&EVIDENCE_HOST, &url.span, format!("{host} {th}"), format!("{host} {en}"));
    Some(finding.hint(
        "วางไฟล์ไว้ในโฟลเดอร์ files ของเว็บนี้ หรือใช้ที่อยู่จริงของหน้า",
        "put the file into a folder `files` of this site, or give the page's own address",
    ))
}

/// Requirements whose only evidence is on social media, told at the first such evidence.
fn social(item: &Item) -> Option<Diagnostic> {
    let on_social = |evidence: &Evidence| match &evidence.proof {
        Proof::Url(url) => host_of(&url.value).is_some_and(|host| is_of(&host, SOCIAL)),
        _ => false,
    };
    let own = |evidence: &Evidence| !on_social(evidence) && !matches!(evidence.proof, Proof::NotApplicable(_));
    let covered = |evidence: &&Evidence| match &evidence.requirements {
        Claimed::All => item.evidence.iter().any(own),
        Claimed::Some(ids) => ids.iter().all(|id| item.evidence_for(&id.value).any(own)),
    };
    let alone = item.evidence.iter().filter(|evidence| on_social(evidence)).find(|evidence| !covered(evidence))?;
    let Proof::Url(Spanned { value, span }) = &alone.proof else { return None };
    let host = host_of(value)?;
    let (th, en) = (format!("หลักฐานนี้อยู่บน {host} เท่านั้น"), format!("this evidence is on {host} alone"));
    Some(
        Diagnostic::new(&EVIDENCE_SOCIAL, span, th, en)
            .hint("เผยแพร่ข้อมูลเดียวกันบนเว็บนี้ แล้วอ้างหน้านั้นด้วย", "publish the same on this site, and name that page as well"),
    )
}

/// The host of an address of the Web, in small letters.
fn host_of(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.rsplit('@').next()?.to_ascii_lowercase())
}

/// True for one of these hosts or a part of one.
fn is_of(host: &str, hosts: &[&str]) -> bool {
    hosts.iter().any(|known| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

fn is_test(host: &str) -> bool {
    let (first, last) = (host.split('.').next(), host.rsplit('.').next());
    let numeric = host.split('.').all(|part| part.parse::<u8>().is_ok());
    let first_is_test =
        first.is_some_and(|part| TEST_FIRST.contains(&part) && (numeric || part.parse::<u8>().is_err()));
    first_is_test || last.is_some_and(|part| TEST_LAST.contains(&part))
}
