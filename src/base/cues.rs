//! The words near a number that tell whose it is, or that it is nobody's. What is done with them is decided by `personal`.

use crate::base::thai::{is_alphanumeric, is_mark, normalise};

/// Words that announce a person's number, in normal form without spaces and dots. Those of tax payers are among them: a
/// person's tax number is the national number.
const CUES: &[&str] = &[
    "ประจำตัวประชาชน",
    "บัตรประชาชน",
    "เลขประชาชน",
    "หมายเลขประชาชน",
    "รหัสประชาชน",
    "รหัสประจำตัว",
    "บัตรประจำตัว",
    "เลขประจำตัว",
    "เลขที่บัตร",
    "เลขบัตร",
    "หมายเลขบัตร",
    "บัตรปชช",
    "เลขปชช",
    "13หลัก",
    "สิบสามหลัก",
    "ผู้เสียภาษี",
    "เลขภาษี",
    "citizenid",
    "citizenno",
    "citizennumber",
    "citizenidentification",
    "nationalid",
    "nationalnumber",
    "nationalidentification",
    "identificationno",
    "identificationnumber",
    "identitycard",
    "identityno",
    "identitynumber",
    "personalid",
    "personid",
    "idcard",
    "idno",
    "idnumber",
    "thaiid",
    "taxid",
    "taxno",
    "taxnumber",
    "taxpayer",
    "taxidentification",
    "cid=",
    "pid=",
    "tin:",
    "nid:",
];

/// Labels of a number that are part of too many other words to be looked for among them: they count as the whole heading of
/// a column, and directly before a number.
const LABELS: &[&str] = &["ปชช", "cid", "pid", BARE];

/// The label that anything may have.
const BARE: &str = "id";

/// What may stand before and after a label.
const BEFORE_LABEL: &[&str] = &["หมายเลข", "เลขที่", "เลข", "รหัส"];
const AFTER_LABEL: &[&str] = &["number", "no", "num"];

/// What else has an ID of its own.
const THINGS: &[&str] = &[
    "โครงการ",
    "ครุภัณฑ์",
    "สินค้า",
    "พัสดุ",
    "เอกสาร",
    "ธุรกรรม",
    "อุปกรณ์",
    "แปลง",
    "โฉนด",
    "สัญญา",
    "อ้างอิง",
    "รายการ",
    "ระบบ",
    "ประกาศ",
    "ใบเสร็จ",
    "คำขอ",
    "คำร้อง",
    "project",
    "asset",
    "transaction",
    "device",
    "product",
    "order",
    "invoice",
    "document",
    "reference",
    "tracking",
];

/// Words of sums of money.
const MONEY: &[&str] = &[
    "บาท",
    "จำนวน",
    "เงิน",
    "งบ",
    "ยอด",
    "มูลค่า",
    "ราคา",
    "รวม",
    "รายรับ",
    "รายจ่าย",
    "รายได้",
    "baht",
    "amount",
    "total",
    "budget",
    "price",
    "thb",
    "value",
    "sum",
];

/// What stands before the name of a person.
const TITLES: &[&str] = &["นาย", "นาง", "น.ส.", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "mr", "mrs", "ms", "miss"];

/// Words of offices that begin like a title.
const OFFICES: &[&str] =
    &["นายก", "นายอำเภอ", "นายทะเบียน", "นายช่าง", "นายจ้าง", "นายหน้า", "นายตรวจ", "นายทหาร", "นายตำรวจ"];

/// Words that announce the number of goods.
const GOODS: &[&str] = &["บาร์โค้ด", "บาร์โคด", "รหัสแท่ง", "รหัสสินค้า", "barcode", "ean", "gtin", "isbn", "upc"];

/// The words near a number.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// In normal form.
    spaced: String,
    /// Without spaces and marks as well.
    joined: String,
}

impl Words {
    /// The words of a text.
    pub(crate) fn new(text: &str) -> Words {
        let spaced = normalise(text);
        let mark = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '_' | '*' | '`' | '"' | '\'');
        Words { joined: spaced.replace(mark, ""), spaced }
    }

    /// Whether they say that a person's number follows.
    pub(crate) fn announce(&self) -> bool {
        self.have(CUES)
    }

    /// Whether one of these is among them, which are in normal form without spaces and marks.
    pub(crate) fn have(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.joined.contains(word))
    }

    /// Whether a person is named.
    pub(crate) fn name_somebody(&self) -> bool {
        let people = OFFICES.iter().fold(self.spaced.clone(), |words, office| words.replace(office, "|"));
        TITLES.iter().any(|title| has_word(&people, title))
    }

    /// Whether they speak of money.
    pub(crate) fn are_of_money(&self) -> bool {
        MONEY.iter().any(|word| has_word(&self.spaced, word))
    }

    /// Whether they speak of goods and their barcodes.
    pub(crate) fn are_of_goods(&self) -> bool {
        GOODS.iter().any(|word| has_word(&self.spaced, word))
    }
}

/// What a label says of the number after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A person's number.
    Person,
    /// Somebody's or something's.
    Bare,
}

/// The label that the heading of a column is, as a whole.
pub(crate) fn label(heading: &str) -> Option<Label> {
    let plain: String = normalise(heading).chars().filter(|c| is_alphanumeric(*c)).take(LONGEST).collect();
    let plain = BEFORE_LABEL.iter().find_map(|word| plain.strip_prefix(word)).unwrap_or(&plain);
    let plain = AFTER_LABEL.iter().find_map(|word| plain.strip_suffix(word)).unwrap_or(plain);
    let known = LABELS.iter().find(|label| **label == plain)?;
    Some(if *known == BARE { Label::Bare } else { Label::Person })
}

/// Longer words are no labels.
const LONGEST: usize = 24;

/// The label that a text ends with: `ID`, `CID:`, `"pid": "`. It stands by itself: an `Asset ID` is something else.
pub(crate) fn label_at_end(text: &str) -> Option<Label> {
    let near: Vec<char> = text.chars().rev().take(LONGEST * 2).collect();
    let near = normalise(&near.into_iter().rev().collect::<String>());
    let word = |c: char| is_alphanumeric(c) || is_mark(c);
    let words = near.trim_end_matches(|c: char| !word(c));
    let words = AFTER_LABEL.iter().find_map(|after| words.strip_suffix(after)).unwrap_or(words);
    let words = words.trim_end_matches([' ', '.', '_']).replace('.', "");
    let label =
        *LABELS.iter().find(|label| words.ends_with(**label) && (**label != BARE || !words.ends_with("cid")))?;
    let before = &words[..words.len() - label.len()];
    let joined = before.trim_end_matches([' ', '-', '_', '/']);
    if label.is_ascii() && joined.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if label != BARE {
        return Some(Label::Person);
    }
    (!THINGS.iter().any(|thing| before.contains(thing))).then_some(Label::Bare)
}

/// A word of Latin letters stands by itself; Thai has no ends of words.
fn has_word(words: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    words.match_indices(word).any(|(at, _)| {
        let (before, after) = (words[..at].chars().next_back(), words[at + word.len()..].chars().next());
        !word.is_ascii() || (!letter(before) && !letter(after))
    })
}

#[cfg(test)]
mod tests {
    use super::{Label, label, label_at_end};

    #[test]
    fn labels_stand_by_themselves() {
        for (heading, expected) in [
            ("ปชช.", Some(Label::Person)),
            ("เลข ปชช", Some(Label::Person)),
            ("CID", Some(Label::Person)),
            ("PID No.", Some(Label::Person)),
            ("ID", Some(Label::Bare)),
            ("หมายเลข ID", Some(Label::Bare)),
            ("Asset ID", None),
            ("Android", None),
            ("ปชช. ที่มาติดต่อ", None),
            ("", None),
        ] {
            assert_eq!(label(heading), expected, "{heading}");
        }
        for (text, expected) in [
            ("ID ", Some(Label::Bare)),
            ("| PID | ", Some(Label::Person)),
            ("{\"cid\": \"", Some(Label::Person)),
            ("นางสมใจ ป.ช.ช. ", Some(Label::Person)),
            ("CID no. ", Some(Label::Person)),
            ("ID: ", Some(Label::Bare)),
            ("Project ID: ", None),
            ("asset_id=", None),
            ("valid ", None),
            ("โครงการ ID ", None),
            ("rapid: ", None),
            ("", None),
        ] {
            assert_eq!(label_at_end(text), expected, "{text}");
        }
    }
}
