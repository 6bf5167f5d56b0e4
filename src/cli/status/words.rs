//! Evidence, documents and deadlines in words, as all forms of the readiness report say them.

use crate::base::document::{Fault, FileKind, Inspected, Layer};
use crate::base::lang::{Bilingual, Lang, both};
use crate::cli::size;
use crate::ita::catalogue::Requirement;
use crate::ita::continuity::Had;
use crate::ita::document::{Evidence, Proof, Signed};
use crate::ita::evidence::verdict::Reason;
use crate::ita::evidence::words::sentence;
use crate::ita::next::Next;
use crate::ita::progress::State;
use crate::ita::readiness::{Answer, Attachment, Countdown, Offered, Standing};
use crate::ita::staff::Note;
use crate::ita::translation::Untranslated;

/// What was offered, and where it is: `หน้า content/pages/contact.md`.
pub(super) fn evidence(offered: &Offered<'_>, lang: Lang) -> String {
    let mut words = proof(offered.evidence, lang);
    if let Some(document) = offered.document {
        words.push_str(&format!(" “{}”", document.title.get(lang).0));
    }
    if !offered.evidence.there {
        words.push_str(lang.choose(" (ไม่พบเอกสารนี้)", " (this document is not there)"));
    }
    if let Some(Signed { by, on }) = &offered.evidence.checked {
        let signed = lang.choose("ผู้ตรวจ", "checked by");
        words.push_str(&format!(" · {signed} {}, {}", by.get(lang).0, on.value.in_words(lang)));
    }
    if let Some(note) = &offered.evidence.note {
        words.push_str(&format!(" · {}", note.get(lang).0));
    }
    words
}

fn proof(evidence: &Evidence, lang: Lang) -> String {
    let written = evidence.proof.written().map_or("", |written| &written.value);
    match &evidence.proof {
        Proof::Document(_) => format!("{} {written}", lang.choose("เอกสาร", "document")),
        Proof::Page(page) => {
            let path = page.span.path.resolve(written).map_or_else(|| written.to_owned(), |path| path.to_string());
            format!("{} {path}", lang.choose("หน้า", "page"))
        }
        Proof::Section(_) => format!("{} #{written}", lang.choose("หัวข้อ", "section")),
        Proof::Table(_) => format!("{} {written}", lang.choose("ตาราง", "table")),
        Proof::Url(_) => written.to_owned(),
        Proof::NotApplicable(reason) => {
            format!("{}: {}", lang.choose("ไม่เกี่ยวข้อง", "does not apply"), reason.get(lang).0)
        }
    }
}

/// A document and its state: `รายงาน (PDF, 12 หน้า, มีข้อความภาษาไทย, 1.2 MB, 10 เมษายน 2568) content/2568/files/…`.
pub(super) fn document(attachment: &Attachment<'_>, lang: Lang) -> String {
    let title = attachment.document.title.get(lang).0;
    let path = attachment.path.map_or("", |path| path.as_str());
    let mut facts: Vec<String> = kind(attachment, lang).into_iter().collect();
    facts.extend(attachment.inspected().into_iter().flat_map(|inspected| inside(inspected, lang)));
    facts.push(match attachment.file {
        Some(file) => size::words(file.size),
        None => lang.choose("ไม่พบไฟล์", "file not found").to_owned(),
    });
    facts.push(match &attachment.document.date {
        Some(day) => day.value.in_words(lang),
        None => lang.choose("ไม่ได้ลงวันที่", "no date").to_owned(),
    });
    format!("{title} ({}) {path}", facts.join(", "))
}

/// What its name says that it is; what its content says where that is another thing.
fn kind(attachment: &Attachment<'_>, lang: Lang) -> Option<String> {
    let ending = attachment.ending();
    let expected = ending.as_deref().and_then(FileKind::of_ending);
    let other = |kind: &FileKind| *kind != FileKind::Unknown && expected != Some(*kind);
    let found = attachment.inspected().map(|inspected| inspected.kind).filter(other);
    found.map(|kind| (*kind.words().get(lang)).to_owned()).or_else(|| ending.map(|ending| ending.to_uppercase()))
}

/// Its pages, its text, and what is wrong with it.
fn inside(inspected: &Inspected, lang: Lang) -> Vec<String> {
    let pages = inspected.pages.map(|pages| match (lang, pages) {
        (Lang::Th, _) => format!("{pages} หน้า"),
        (Lang::En, 1) => "1 page".to_owned(),
        (Lang::En, _) => format!("{pages} pages"),
    });
    let layer = match inspected.layer {
        Layer::Thai => Some(both("มีข้อความภาษาไทย", "with Thai text")),
        Layer::Foreign => Some(both("ข้อความไม่มีภาษาไทย", "text without Thai")),
        Layer::Absent => Some(both("ภาพสแกน ไม่มีข้อความ", "a scan without text")),
        Layer::Unknown => None,
    };
    let fault = inspected.fault.map(|fault| match fault {
        Fault::Locked => both("ติดรหัสผ่าน", "password-protected"),
        Fault::Broken => both("เสียหาย", "damaged"),
        Fault::Bomb => both("ขยายใหญ่ผิดปกติ", "unpacks to far too much"),
        Fault::Large => both("ใหญ่เกินกว่าจะอ่าน", "too large to read"),
        Fault::Slow => both("ใช้เวลาอ่านนานเกินไป", "takes too long to read"),
        Fault::Unstarted => both("ยังไม่ได้อ่าน", "not read"),
    });
    let words = layer.into_iter().chain(fault).map(|words| words.pick(lang).to_owned());
    pages.into_iter().chain(words).collect()
}

/// What the year before had.
pub(super) fn had(had: &Had<'_>, lang: Lang) -> String {
    match had {
        Had::Item => lang.choose("ไฟล์ของข้อ", "a file of the item").to_owned(),
        Had::Owner => lang.choose("ผู้รับผิดชอบ (owner)", "an owner").to_owned(),
        Had::English => lang.choose("เนื้อหาภาษาอังกฤษ", "an English body").to_owned(),
        Had::Requirement(one) => {
            format!("{} “{}”", lang.choose("หลักฐานของ", "evidence for"), one.text.get(lang).0)
        }
        Had::Document(one) => format!("{} “{}”", lang.choose("เอกสาร", "the document"), one.title.get(lang).0),
        Had::Evidence(one) => proof(one, lang),
    }
}

/// The state of a requirement: who has looked.
pub(super) fn state(state: State, lang: Lang) -> &'static str {
    let words = match state {
        State::Holds => both("ตรวจแล้ว", "holds"),
        State::Checked => both("คนตรวจแล้ว", "signed"),
        State::Given => both("รอคนตรวจ", "to be looked at"),
        State::Short => both("ยังไม่ครบ", "falls short"),
        State::Awaiting => both("รอ", "awaiting"),
        State::NotApplicable => both("ไม่เกี่ยวข้อง", "does not apply"),
    };
    words.pick(lang)
}

/// Why evidence does not do: `ไม่พบไฟล์ของเอกสารนี้; …`.
pub(super) fn reasons(reasons: &[Reason], lang: Lang) -> String {
    sentence(&reasons.iter().map(|reason| &reason.lack).collect::<Vec<_>>()).pick(lang)
}

/// What is to be done next about an item.
pub(super) fn next(standing: &Standing<'_>, next: &Next<'_>) -> Bilingual<String> {
    Bilingual::each(|lang| {
        let of = |answer: Option<&Answer<'_>>| {
            let requirement = answer.map(|answer| &answer.requirement);
            let words = |one: &&Requirement| format!(" {} “{}”", one.id.value, one.text.get(lang).0);
            requirement.map(words).unwrap_or_default()
        };
        let said = match next {
            Next::Mend(answer) => {
                let why = reasons(standing.reasons(*answer), lang);
                let why = if why.is_empty() { why } else { format!(": {why}") };
                both!("แก้หลักฐาน{}{why}", "mend the evidence{}{why}", of(*answer))
            }
            Next::Write => both!("เขียนไฟล์ของข้อ", "write the item's file"),
            Next::Give(answer) => both!("ใส่หลักฐาน{}", "give evidence{}", of(*answer)),
            Next::Await => {
                let words = standing.awaiting().map(|text| text.get(lang).0).unwrap_or_default();
                both!("รอ: {words}", "awaited: {words}")
            }
            Next::Look(answer) => {
                both!("ดูหลักฐาน{} แล้วลงชื่อใน checked", "look at the evidence{}, and sign in `checked`", of(*answer))
            }
        };
        said.pick(lang)
    })
}

/// What is said to the staff, in words.
pub(crate) fn note(note: &Note, lang: Lang) -> String {
    let said = note.text.get(lang).0;
    let word = match (note.key, said) {
        (CONFIDENCE, "likely") => both("น่าจะถูกต้อง", "likely right"),
        (CONFIDENCE, "unsure") => both("ยังไม่แน่ใจ ต้องตรวจกับคู่มือ", "unsure: check it against the handbook"),
        (CONFIDENCE, "recall") => both("เขียนจากความจำ ต้องตรวจกับคู่มือ", "from memory: check it against the handbook"),
        ("verify", _) => both("ยังต้องตรวจสอบ", "to be verified"),
        ("sources", _) => return format!("{}: {said}", lang.choose("ที่มา", "sources")),
        _ => return said.to_owned(),
    };
    word.pick(lang).to_owned()
}

/// The key of the mark that says how sure an entry of a catalogue is.
pub(super) const CONFIDENCE: &str = "confidence";

/// How much misses English, for people.
pub(super) fn no_english(count: usize) -> Bilingual<String> {
    let places = if count == 1 { "place" } else { "places" };
    both!("ไม่มีภาษาอังกฤษ {count} แห่ง", "no English in {count} {places}")
}

/// The keys that miss English, each once with how often.
pub(super) fn keys(found: &[Untranslated]) -> String {
    let mut keys: Vec<(&str, usize)> = Vec::new();
    for one in found {
        match keys.iter_mut().find(|(key, _)| *key == one.key) {
            Some((_, count)) => *count += 1,
            None => keys.push((one.key, 1)),
        }
    }
    let shown = |(key, count): (&str, usize)| if count == 1 { key.to_owned() } else { format!("{key} ({count})") };
    keys.into_iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// `เหลือ 115 วัน ถึง 30 เมษายน 2569: ส่งคำตอบ`.
pub(super) fn countdown(countdown: &Countdown<'_>, lang: Lang) -> String {
    let day = countdown.deadline.day.in_words(lang);
    let title = countdown
        .deadline
        .title
        .as_ref()
        .map_or_else(|| lang.choose("กำหนดของปีนี้", "the deadline of this year"), |title| title.get(lang).0);
    let (days, past) = (countdown.days, -countdown.days);
    let unit = if days.abs() == 1 { "day" } else { "days" };
    match (lang, days) {
        (Lang::Th, 0) => format!("ครบกำหนดวันนี้: {title} ({day})"),
        (Lang::En, 0) => format!("due today: {title} ({day})"),
        (Lang::Th, 1..) => format!("เหลือ {days} วัน: {title} ({day})"),
        (Lang::En, 1..) => format!("{days} {unit} left: {title} ({day})"),
        (Lang::Th, _) => format!("เลยกำหนดแล้ว {past} วัน: {title} ({day})"),
        (Lang::En, _) => format!("{past} {unit} past: {title} ({day})"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Countdown, Lang, countdown};
    use crate::base::date::Day;
    use crate::ita::agency::Deadline;
    use crate::ita::year::FiscalYear;

    #[test]
    fn days_are_counted_down_to_a_deadline_and_on_from_it() {
        let (year, day) = (FiscalYear::parse("2569").unwrap(), Day::new(2026, 4, 30).unwrap());
        let deadline = Deadline { year, day, title: None };
        for (days, th, en) in [
            (2, "เหลือ 2 วัน", "2 days left"),
            (1, "เหลือ 1 วัน", "1 day left"),
            (0, "ครบกำหนดวันนี้", "due today"),
            (-1, "เลยกำหนดแล้ว 1 วัน", "1 day past"),
            (-2, "เลยกำหนดแล้ว 2 วัน", "2 days past"),
        ] {
            let told = |lang| countdown(&Countdown { deadline: &deadline, days }, lang);
            assert!(told(Lang::Th).starts_with(&format!("{th}: กำหนดของปีนี้ (30 เมษายน 2569")), "{}", told(Lang::Th));
            assert!(
                told(Lang::En).starts_with(&format!("{en}: the deadline of this year (30 April")),
                "{}",
                told(Lang::En)
            );
        }
    }
}
