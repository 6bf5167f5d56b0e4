//! Whether a text gives a reason: why something does not apply, or may be so.

use std::collections::BTreeSet;

use crate::base::prose::{is_monotone, is_value};
use crate::base::stub::{bare, is_stub};

/// What stands in the place of a reason and gives none: its name, and that something is not so.
const NO_REASON: &[&str] = &[
    "เหตุผล",
    "เหตุผลของหน่วยงาน",
    "เหตุผลที่ข้อนี้ไม่เกี่ยวกับหน่วยงาน",
    "ไม่มี",
    "ไม่มีเหตุผล",
    "ไม่มีการดำเนินการ",
    "ไม่มีเอกสาร",
    "ไม่มีหลักฐาน",
    "ไม่เกี่ยว",
    "ไม่เกี่ยวข้อง",
    "ไม่เกี่ยวข้องกับหน่วยงาน",
    "ไม่เกี่ยวกับหน่วยงาน",
    "ไม่ได้ดำเนินการ",
    "งานยุ่ง",
    "รอผู้บริหาร",
    "ไม่ใช้",
    "ไม่ได้ใช้",
    "ไม่ต้อง",
    "ไม่ต้องมี",
    "ไม่ต้องทำ",
    "ไม่ระบุ",
    "ไม่ทราบ",
    "ไม่ทำ",
    "ยกเว้น",
    "ตัวอย่าง",
    "reason",
    "thereason",
    "ourreason",
    "whyitdoesnotapplytotheagency",
    "why",
    "because",
    "none",
    "nothing",
    "no",
    "yes",
    "true",
    "false",
    "na",
    "n/a",
    "notapplicable",
    "notrelevant",
    "notneeded",
    "doesnotapply",
    "itdoesnotapply",
    "unknown",
    "example",
];

/// What a reason may be about, before it says that something is not so.
const CLAIM: &[&str] = &["ข้อนี้", "เพราะ", "เนื่องจาก", "หน่วยงาน"];

/// So long is a text that only says that something has not come yet.
const SHORT: usize = 40;

/// Whether a text says why: a sentence of its own, without a gap to be filled in, about what is, and not about what is yet
/// to come.
pub(crate) fn is_reason(text: &str) -> bool {
    let mut seen = BTreeSet::new();
    // A word that is said again and again is said once.
    let once: Vec<&str> = text.split_whitespace().filter(|word| seen.insert(*word)).collect();
    let said = bare(&once.join(" "));
    let bare = ["ครับ", "ค่ะ", "คะ"].iter().find_map(|polite| said.strip_suffix(polite)).unwrap_or(&said);
    let bare = CLAIM.iter().find_map(|claim| bare.strip_prefix(claim)).filter(|rest| !rest.is_empty()).unwrap_or(bare);
    let bare = bare.strip_suffix("นี้").unwrap_or(bare);
    let gap = ["…", "...", "___"].iter().any(|gap| text.contains(gap));
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let later = bare.chars().count() <= SHORT && ["ยังไม่", "notyet"].iter().any(|start| bare.starts_with(start));
    is_value(text)
        && !is_stub(text)
        && !gap
        && letters > 4
        && !is_monotone(bare)
        && !later
        && !NO_REASON.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::is_reason;

    #[test]
    fn a_reason_says_why() {
        for text in [
            "เหตุผล",
            "(เหตุผล)",
            "เหตุผล: …",
            "reason",
            "The reason",
            "ไม่มี",
            "ไม่มี.",
            "-",
            "…",
            "n/a",
            "N.A.",
            "ไม่เกี่ยวข้อง",
            "123",
            "ไม่ เกี่ยวข้อง",
            "ยังไม่ได้ทำ",
            "อยู่ระหว่างดำเนินการ",
            "หน่วยงานไม่มี…",
            "หน่วยงานไม่มี ........",
            "ก",
            "xxx",
            "เหตุผลของหน่วยงาน",
            "Why it does not apply to the agency",
            "TODO",
            "เว้น",
            "ไม่มีค่ะ",
            "ไม่เกี่ยวข้องครับ",
            "หน่วยงานยังไม่ได้จัดทำ",
            "ข้อนี้ไม่เกี่ยวข้อง",
            "เพราะไม่เกี่ยวข้องกับหน่วยงาน",
            "ไม่เกี่ยวข้องกับหน่วยงานนี้ครับ",
            "ไม่มี ไม่มี ไม่มี",
            "ไม่เกี่ยวข้อง ไม่เกี่ยวข้อง ไม่เกี่ยวข้อง",
            "กกกกกก",
            "งานยุ่ง",
            "หน่วยงานไม่ได้ดำเนินการ",
            "เป็นอำนาจของ… ตาม พ.ร.บ. 2457",
            "เป็นอำนาจของ... ตาม พ.ร.บ. 2457",
            "เป็นอำนาจของ___ตาม พ.ร.บ. 2457",
        ] {
            assert!(!is_reason(text), "{text}");
        }
        for text in [
            "หน่วยงานไม่มีสภาท้องถิ่น",
            "ไม่มีตลาด",
            "เป็นอำนาจของอำเภอตาม พ.ร.บ. 2457",
            "ไม่มีรองผู้บริหารตามโครงสร้าง",
            "The agency has no council",
        ] {
            assert!(is_reason(text), "{text}");
        }
    }
}
