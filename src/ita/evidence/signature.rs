//! Whether a person has signed for evidence: somebody with a name, on a day that has come, and not before there was anything to
//! look at.

use crate::base::cues::Words;
use crate::base::date::Day;
use crate::base::prose::is_monotone;
use crate::base::stub::bare;
use crate::ita::document::{Evidence, Proof};
use crate::ita::evidence::data::is_name;
use crate::ita::item::Item;
use crate::ita::year::FiscalYear;

/// Why a signature counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsigned {
    Nobody,
    /// The day has not come yet.
    NotYet,
    /// Nothing was there to look at on that day.
    Before,
    /// The document is of this later day.
    BeforeIt(Day),
}

/// Machines, wherever they stand in a name, and how a name begins that is still to be written.
const MACHINES: &[&str] = &["prongsai", "chatgpt", "โปรแกรม", "ระบบ", "คอมพิวเตอร์"];
/// How posts are called whose work is with machines.
const POSTS: &[&str] = &["นักวิชาการคอมพิวเตอร์", "เจ้าพนักงานคอมพิวเตอร์", "นักวิเคราะห์ระบบ"];
const TO_COME: &[&str] = &["รอ", "ยังไม่", "ไม่ระบุ"];

/// Who signs in examples, and what is no person.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "system",
    "user",
    "root",
    "staff",
    "webmaster",
    "anonymous",
    "ai",
    "name",
    "namesurname",
    "ผู้ใช้",
    "ตัวอย่าง",
    "ชื่อสกุล",
    "ชื่อ-สกุล",
    "ผู้ตรวจ",
    "ชื่อผู้ตรวจ",
];

/// Whether a person or a post is named, whose work is with machines.
fn is_somebody(name: &str, plain: &str) -> bool {
    Words::new(name).name_somebody() || POSTS.iter().any(|post| plain.contains(post))
}

/// Whether it is no name of a person who answers for something, nor a post: the one definition for evidence and commands.
pub(crate) fn is_nobody(name: &str) -> bool {
    let plain = bare(name);
    !is_name(name)
        || is_monotone(name)
        || plain.chars().count() < 2
        || NOBODY.contains(&plain.as_str())
        || (MACHINES.iter().any(|machine| plain.contains(machine)) && !is_somebody(name, &plain))
        || TO_COME.iter().any(|start| plain.starts_with(start))
}

pub(crate) fn fault(evidence: &Evidence, item: &Item, year: FiscalYear, today: Day) -> Option<Unsigned> {
    let signed = evidence.checked.as_ref()?;
    let day = signed.on.value;
    let document = match &evidence.proof {
        Proof::Document(id) => item.facts.document(&id.value).and_then(|own| own.date.as_ref()),
        _ => None,
    };
    match () {
        () if is_nobody(&signed.by.th) => Some(Unsigned::Nobody),
        () if day > today => Some(Unsigned::NotYet),
        () if FiscalYear::of(day) < Some(year.previous().unwrap_or(year)) => Some(Unsigned::Before),
        () => document.filter(|date| day < date.value).map(|date| Unsigned::BeforeIt(date.value)),
    }
}
