//! The words near a number that tell whose it is, or that it is nobody's. What is done with them is decided by `personal`.

use crate::base::thai::normalise;

/// Words that announce a person's number, in normal form without spaces and dots. Those of tax payers are among them: a
/// person's tax number is the national number.
const CUES: &[&str] = &[
    "ประจำตัวประชาชน",
    "บัตรประชาชน",
    "เลขประชาชน",
    "หมายเลขประชาชน",
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
    "cid:",
    "pid:",
    "tin:",
    "nid:",
];

/// What stands before the name of a person.
const TITLES: &[&str] = &["นาย", "นาง", "น.ส.", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "mr", "mrs", "ms", "miss"];

/// Words of offices that begin like a title.
const OFFICES: &[&str] =
    &["นายก", "นายอำเภอ", "นายทะเบียน", "นายช่าง", "นายจ้าง", "นายหน้า", "นายตรวจ", "นายทหาร", "นายตำรวจ"];

/// Words that announce the number of goods.
const GOODS: &[&str] = &["บาร์โค้ด", "บาร์โคด", "รหัสแท่ง", "รหัสสินค้า", "barcode", "ean", "gtin", "isbn", "upc"];

/// The words near a number.
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
        CUES.iter().any(|cue| self.joined.contains(cue))
    }

    /// Whether a person is named.
    pub(crate) fn name_somebody(&self) -> bool {
        let people = OFFICES.iter().fold(self.spaced.clone(), |words, office| words.replace(office, "|"));
        TITLES.iter().any(|title| has_word(&people, title))
    }

    /// Whether they speak of goods and their barcodes.
    pub(crate) fn are_of_goods(&self) -> bool {
        GOODS.iter().any(|word| has_word(&self.spaced, word))
    }
}

/// A word of Latin letters stands by itself; Thai has no ends of words.
fn has_word(words: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    words.match_indices(word).any(|(at, _)| {
        let (before, after) = (words[..at].chars().next_back(), words[at + word.len()..].chars().next());
        !word.is_ascii() || (!letter(before) && !letter(after))
    })
}
