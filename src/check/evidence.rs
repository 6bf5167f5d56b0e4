//! Evidence: what is awaited without a word, what has no substance or fails a check, and addresses that an assessor may not be
//! able to open.

use std::collections::{HashMap, HashSet};

use crate::base::date::Day;
use crate::base::diag::Severity::{Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::span::Spanned;
use crate::check::dates::is_far;
use crate::check::family::{Family, Subject};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::ItemSpec;
use crate::ita::contact::ContactKind;
use crate::ita::dead_end::DRIVES;
use crate::ita::document::{Claimed, Evidence, Proof};
use crate::ita::evidence::lack::Lack;
use crate::ita::evidence::signature::{self, Unsigned};
use crate::ita::evidence::verdict::Wanting;
use crate::ita::evidence::words::sentence;
use crate::ita::item::Item;
use crate::ita::portal::Portal;
use crate::ita::web::{Parts, SHORT, TEST_HOST, is_of, is_placeholder, is_test};
use crate::ita::year::FiscalYear;

pub(super) const FAMILY: Family =
    Family { rules: &[&EVIDENCE_SHORT, &EVIDENCE_AWAITED, &EVIDENCE_HOST, &EVIDENCE_SOCIAL, &EVIDENCE_SIGNED], apply };

static EVIDENCE_SHORT: Rule = Rule::new(
    "evidence-short",
    Warning,
    both("หลักฐานมีเนื้อหาและตรงตามที่แคตตาล็อกถาม", "evidence has substance and is what the catalogue asks for"),
    both(
        "ผู้ประเมินเปิดดูทุกหลักฐาน หน้าว่าง หน้าที่ยังรอข้อมูล หรือตารางที่ขาดช่องได้ 0 คะแนน",
        "the assessor opens it: what is empty, still awaited or without its columns scores nothing",
    ),
);

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

static EVIDENCE_SIGNED: Rule = Rule::new(
    "evidence-signed",
    Warning,
    both("ผู้รับรองหลักฐานเป็นบุคคล และดูหลักฐานแล้ว", "who signs for evidence is a person who has looked at it"),
    both(
        "คำรับรองที่ไม่มีใครรับผิดชอบ หรือลงวันที่ก่อนมีหลักฐาน ไม่นับ",
        "what nobody answers for, or what was signed before there was anything to look at, counts for nothing",
    ),
);

/// How many items a note names.
const SHOWN: usize = 6;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let mut findings: Vec<Diagnostic> = portal.years.values().filter_map(|year| awaited(year)).collect();
    for assessment in portal.years.values() {
        let specs = assessment.specs();
        for item in &assessment.items {
            let spec = specs.get(item.code.value.as_str()).copied();
            findings.extend(spec.into_iter().flat_map(|spec| short(subject, spec, item)));
            for evidence in item.evidence.iter() {
                let own = |url: &str| is_contact(portal, url);
                let fine = || !is_unreached(&evidence.proof) && is_asked(&evidence.proof, &asked(spec, evidence), &own);
                findings.extend(host(portal, &evidence.proof).filter(|_| !fine()));
                findings.extend(signed(subject.today, assessment.year, item, evidence));
            }
            findings.extend(social(portal, spec, item));
        }
    }
    let steps = portal.years.values().flat_map(|year| &year.measures).flat_map(|measure| &measure.steps);
    findings.extend(steps.filter_map(|step| host(portal, step.evidence.as_ref()?)));
    findings
}

/// What is wanting of an item's evidence: one finding for all that is wanting of one thing at one place.
fn short(subject: &Subject<'_>, spec: &ItemSpec, item: &Item) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let told = |wanting: &&Wanting| {
        let lack = &wanting.reason.lack;
        !lack.is_told_elsewhere() && !is_excused(portal, subject.today, item, lack)
    };
    let mut groups: Vec<Vec<&Wanting>> = Vec::new();
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for wanting in item.verdicts.reasons.iter().filter(told) {
        let here = places.entry(wanting.reason.at.start).or_default();
        match here.iter().find(|at| are_kin(&groups[**at][0].reason.lack, &wanting.reason.lack)) {
            Some(at) => groups[*at].push(wanting),
            None => {
                here.push(groups.len());
                groups.push(vec![wanting]);
            }
        }
    }
    let finding = |group: Vec<&Wanting>| {
        let first = &group[0].reason;
        let Bilingual { th, en } = sentence(&group.iter().map(|wanting| &wanting.reason.lack).collect::<Vec<_>>());
        let wants: HashSet<&String> = group.iter().flat_map(|wanting| &wanting.requirements).collect();
        let all = spec.requirements.iter().map(|one| &one.id.value);
        let ids: Vec<&str> = all.filter(|id| wants.contains(id)).map(String::as_str).collect();
        let said = match ids.len() {
            0 => both(th, en),
            count if count == spec.requirements.len() && count > 1 => {
                both!("{th} (ทุกองค์ประกอบ)", "{en} (every requirement)")
            }
            count => {
                let one = if count == 1 { "requirement" } else { "requirements" };
                let ids = ids.join(", ");
                both!("{th} (องค์ประกอบ {ids})", "{en} ({one} {ids})")
            }
        };
        Diagnostic::new(&EVIDENCE_SHORT, &first.at, said).hint(first.lack.advice())
    };
    groups.into_iter().map(finding).collect()
}

/// Whether two lacks of one place have one cause.
fn are_kin(a: &Lack, b: &Lack) -> bool {
    match (a, b) {
        (Lack::Table(a, _), Lack::Table(b, _)) => a == b,
        _ if is_of_people(a) && is_of_people(b) => true,
        (Lack::Contact(_), Lack::Contact(_)) | (Lack::News { .. }, Lack::News { .. }) => true,
        (Lack::Measure { .. }, Lack::Measure { .. }) => true,
        _ => a == b,
    }
}

fn is_of_people(lack: &Lack) -> bool {
    matches!(lack, Lack::People { .. } | Lack::Person { .. } | Lack::OnePhoto(_))
}

/// What a file with a fault of its own should hold may be missing, and whoever asks for it is not to blame.
fn is_excused(portal: &Portal, today: Day, item: &Item, lack: &Lack) -> bool {
    let faulty = |path: &str| portal.is_faulty(path);
    let data = ["content/people.yaml", "content/agency.yaml"];
    match lack {
        _ if faulty(item.path.as_str()) => true,
        Lack::Contact(_) | Lack::NothingShown(..) => data.into_iter().any(faulty),
        _ if is_of_people(lack) => data.into_iter().any(faulty),
        Lack::PageEmpty(page) => faulty(page),
        // The rule of days to come tells it where it stands.
        Lack::NotYet(day) => is_far("date", *day, today),
        _ => false,
    }
}

/// One note a year: the requirements that nothing is said of, and how many items say only what they await.
fn awaited(assessment: &Assessment) -> Option<Diagnostic> {
    let specs = assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()).map(|(_, _, spec)| spec);
    let mut first: Option<&Item> = None;
    let (mut lacking, mut said) = (Vec::new(), 0);
    for (spec, item) in specs.filter_map(|spec| Some((spec, assessment.item(&spec.code.value)?))) {
        // Evidence that names a document which is not there is told by a rule of its own.
        let open = spec.requirements.iter().filter(|one| item.evidence_for(&one.id.value).next().is_none());
        let ids: Vec<&str> = open.map(|one| one.id.value.as_str()).collect();
        if ids.is_empty() {
            continue;
        }
        first = first.or(Some(item));
        // One sentence on what is awaited stands for the whole item only while nothing of it is there.
        if item.facts.awaiting.is_some() && ids.len() == spec.requirements.len() {
            said += 1;
        } else {
            lacking.push(format!("{} ({})", spec.code.value, ids.join(", ")));
        }
    }
    let first = first?;
    let (year, count) = (assessment.year, lacking.len());
    let mut list = lacking.into_iter().take(SHOWN).collect::<Vec<_>>().join(", ");
    if count > SHOWN {
        list.push_str(", …");
    }
    let words = match (count, said) {
        (0, said) => {
            both!("ปี {year} มี {said} ข้อที่ยังรอทั้งข้อ (awaiting)", "items of {year} that are awaited as a whole: {said}")
        }
        (count, 0) => both!(
            "ปี {year} มี {count} ข้อที่ยังไม่มีหลักฐานขององค์ประกอบ: {list}",
            "items of {year} without evidence of a requirement: {count}; {list}"
        ),
        (count, said) => both!(
            "ปี {year} มี {count} ข้อที่ยังไม่มีหลักฐานขององค์ประกอบ: {list} และอีก {said} ข้อที่ยังรอทั้งข้อ (awaiting)",
            "items of {year} without evidence of a requirement: {count}; {list}; awaited as a whole: {said}"
        ),
    };
    Some(Diagnostic::new(&EVIDENCE_AWAITED, &first.code.span, words).hint(both(
        "เพิ่มที่ evidence ของข้อ หรือเขียน awaiting ว่ารออะไร",
        "add it under the item's `evidence`, or say under `awaiting` what is awaited",
    )))
}

/// A signature that counts for nothing.
fn signed(today: Day, year: FiscalYear, item: &Item, evidence: &Evidence) -> Option<Diagnostic> {
    let signed = evidence.checked.as_ref()?;
    let (at, said) = match signature::fault(evidence, item, year, today)? {
        Unsigned::Nobody => {
            let by = &signed.by.th;
            (&signed.by.span, both!("“{by}” ไม่ใช่ชื่อบุคคลหรือตำแหน่ง", "“{by}” is no person and no post"))
        }
        // The rule of days to come tells it.
        Unsigned::NotYet => return None,
        Unsigned::Before => {
            let Bilingual { th, en } = Bilingual::each(|lang| signed.on.value.in_words(lang));
            let said = both!(
                "{th} อยู่ก่อนปีที่ประเมิน จึงยังไม่มีหลักฐานให้ดู",
                "on {en}, before the year that is assessed, there was nothing to look at"
            );
            (&signed.on.span, said)
        }
        Unsigned::BeforeIt(date) => {
            let Bilingual { th, en } = Bilingual::each(|lang| date.in_words(lang));
            let said = both!(
                "เอกสารลงวันที่ {th} จึงดูก่อนวันนั้นไม่ได้",
                "the document is of {en}, so nobody can have looked at it before"
            );
            (&signed.on.span, said)
        }
    };
    Some(Diagnostic::new(&EVIDENCE_SIGNED, at, said).hint(both(
        "เขียน checked: {by: ชื่อผู้ดูหลักฐาน, on: วันที่ดู} หรือลบ checked",
        "write `checked: {by: who has looked, on: the day}`, or delete `checked`",
    )))
}

/// Whether only its makers can reach an address.
fn is_unreached(proof: &Proof) -> bool {
    let Proof::Url(url) = proof else { return false };
    Parts::of(&url.value).is_some_and(|parts| is_test(parts.name()) || is_placeholder(parts.name()))
}

fn host(portal: &Portal, proof: &Proof) -> Option<Diagnostic> {
    let Proof::Url(url) = proof else { return None };
    let parts = Parts::of(&url.value).filter(|parts| !portal.agency.base_url.value.is_on(&parts.host))?;
    let host = parts.name();
    let Bilingual { th, en } = if is_of(host, DRIVES) {
        both("อาจต้องลงชื่อเข้าใช้", "may ask for a sign-in")
    } else if is_of(host, SHORT) {
        both("เป็นลิงก์ย่อ", "is a short link")
    } else if is_test(host) || is_placeholder(host) {
        TEST_HOST
    } else {
        return None;
    };
    let finding = Diagnostic::new(&EVIDENCE_HOST, &url.span, both!("{host} {th}", "{host} {en}"));
    Some(finding.hint(both(
        "วางไฟล์ไว้ในโฟลเดอร์ files ของเว็บนี้ หรือใช้ที่อยู่จริงของหน้า",
        "put the file into a folder `files` of this site, or give the page's own address",
    )))
}

/// The kinds of contacts that the requirements of an entry ask for.
fn asked(spec: Option<&ItemSpec>, evidence: &Evidence) -> Vec<ContactKind> {
    let own =
        spec.into_iter().flat_map(|spec| &spec.requirements).filter(|one| evidence.requirements.is_for(&one.id.value));
    own.filter_map(|one| one.holds.as_ref()).flat_map(|holds| &holds.contacts).copied().collect()
}

/// Whether an address is of the kind that its requirement asks for, or one by which the agency is reached.
fn is_asked(proof: &Proof, kinds: &[ContactKind], own: &dyn Fn(&str) -> bool) -> bool {
    let Proof::Url(url) = proof else { return false };
    let Some(parts) = Parts::of(&url.value) else { return false };
    parts.is_map() || parts.is_social_of(kinds) || own(&url.value)
}

fn is_contact(portal: &Portal, url: &str) -> bool {
    portal.agency.contacts.iter().any(|contact| contact.is_at(url))
}

/// Requirements whose only evidence is on social media, told at the first such evidence.
fn social(portal: &Portal, spec: Option<&ItemSpec>, item: &Item) -> Option<Diagnostic> {
    let on_social = |evidence: &Evidence| match &evidence.proof {
        Proof::Url(url) => Parts::of(&url.value).is_some_and(|parts| parts.is_social()),
        _ => false,
    };
    let is_asked =
        |evidence: &Evidence| is_asked(&evidence.proof, &asked(spec, evidence), &|url| is_contact(portal, url));
    let own = |evidence: &Evidence| !on_social(evidence) && !matches!(evidence.proof, Proof::NotApplicable(_));
    let covered = |evidence: &&Evidence| match &evidence.requirements {
        _ if is_asked(evidence) => true,
        Claimed::All => item.evidence.iter().any(own),
        Claimed::Some(ids) => ids.iter().all(|id| item.evidence_for(&id.value).any(own)),
    };
    let alone = item.evidence.iter().filter(|evidence| on_social(evidence)).find(|evidence| !covered(evidence))?;
    let Proof::Url(Spanned { value, span }) = &alone.proof else { return None };
    let parts = Parts::of(value)?;
    let host = parts.name();
    Some(
        Diagnostic::new(&EVIDENCE_SOCIAL, span, both!("หลักฐานนี้อยู่บน {host} เท่านั้น", "this evidence is on {host} alone"))
            .hint(both(
                "เผยแพร่ข้อมูลเดียวกันบนเว็บนี้ แล้วอ้างหน้านั้นด้วย",
                "publish the same on this site, and name that page as well",
            )),
    )
}
