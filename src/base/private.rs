//! Numbers that are somebody's own beside the national one: mobile telephones and bank accounts beside a person's name, and
//! passports.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::base::candidate;
use crate::base::cues::Words;
use crate::base::digits::{Gap, groups};
use crate::base::lines::{head, tail};
use crate::base::telephone::{is_mobile, mobiles};

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Own {
    Mobile,
    Account,
    Passport,
}

/// Somebody's own number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Private {
    pub kind: Own,
    /// Its digits, with the letters of a passport.
    pub number: String,
    pub at: Range<usize>,
}

/// So many characters before a number and after it are searched for what it is and whose.
const BEFORE: usize = 120;
const AFTER: usize = 60;

/// The least digits of any of them.
pub(crate) const LEAST: usize = 6;

/// So many numbers of a text are judged.
const MOST: usize = 500;

const ACCOUNTS: &[&str] = &[
    "เลขที่บัญชี",
    "เลขบัญชี",
    "หมายเลขบัญชี",
    "บัญชีธนาคาร",
    "บัญชีเงินฝาก",
    "บัญชีออมทรัพย์",
    "บัญชีเลขที่",
    "พร้อมเพย์",
    "accountno",
    "accountnumber",
    "bankaccount",
];
const PASSPORTS: &[&str] = &["หนังสือเดินทาง", "พาสปอร์ต", "passport"];

/// Pieces that a text has as it is written, where it speaks of accounts, of passports, of people.
const BANKS: &[&str] = &["บัญชี", "พร้อมเพย์", "ccount", "CCOUNT"];
const TRAVELS: &[&str] = &["เดินทาง", "พาสปอร์ต", "assport", "ASSPORT"];
const TITLES: &[&str] = &["นาย", "นาง", "น.ส.", "เด็ก", "ด.ช.", "ด.ญ."];
/// What such titles have after their first letter, an M.
const AFTER_M: &[&str] = &["r", "s", "iss", "R", "S", "ISS"];

/// Headings of a column with names of people.
const NAMES: &[&str] = &["นามสกุล", "ชื่อสกุล", "ชื่อและสกุล", "ชื่อตัว", "fullname", "surname", "lastname"];

/// Headings of columns that say little by themselves: a name beside an account at a bank is its holder's.
const NAME: &str = "ชื่อ";
const ACCOUNT: &str = "บัญชี";
const BANK: &str = "ธนาคาร";

/// What the name of an account's holder has that is no person.
const BODIES: &[&str] = &[
    "อบต",
    "อบจ",
    "เทศบาล",
    "องค์การ",
    "บริษัท",
    "หจก",
    "ห้างหุ้นส่วน",
    "ร้าน",
    "กองทุน",
    "กลุ่ม",
    "สำนัก",
    "โรงเรียน",
    "สหกรณ์",
    "วัด",
];

/// Headings of a column with telephones.
const TELEPHONES: &[&str] = &["โทร", "มือถือ", "เบอร์", "phone", "mobile"];

/// No title before a name is longer.
const TITLE: usize = 10;

/// What stands before the holder of an account.
const HOLDER: &str = "ชื่อบัญชี";

/// What the headings of a table say of the numbers below them.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    words: Words,
    of: Topics,
    /// There are columns for a name, its bank and its account.
    holders: bool,
}

impl Heads {
    pub(crate) fn new(headings: &str) -> Heads {
        let words = Words::new(headings);
        let of = Topics::of(headings);
        let column = |name: &str| headings.lines().any(|line| line.trim() == name);
        let holders = column(NAME) && column(ACCOUNT) && column(BANK);
        Heads { of: Topics { people: of.people || holders || words.have(NAMES), ..of }, words, holders }
    }

    /// Whether the rows below are of people, by the heads or by a row itself.
    pub(crate) fn are_of_people(&self, row: &str) -> bool {
        self.words.have(NAMES) || Words::new(row).name_somebody()
    }
}

/// What a text may speak of. Most speak of none of these, which is told quickly.
#[derive(Debug, Default)]
struct Topics {
    banks: bool,
    travels: bool,
    people: bool,
}

impl Topics {
    fn of(text: &str) -> Topics {
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let mut titles = memchr::memchr2_iter(b'M', b'm', text.as_bytes());
        let people = titles.any(|at| AFTER_M.iter().any(|rest| text[at + 1..].starts_with(rest))) || has(TITLES);
        Topics { banks: has(BANKS), travels: has(TRAVELS), people }
    }
}

/// The numbers of a text whose columns have these headings.
pub(crate) fn private(text: &str, heads: &Heads) -> Vec<Private> {
    if candidate::digits(text) < LEAST {
        return Vec::new();
    }
    let Heads { words: heads, of: above, holders } = heads;
    let holders = *holders && !Words::new(text).have(BODIES);
    let of = Topics::of(text);
    let (banks, travels, people) = (of.banks || above.banks, of.travels || above.travels, of.people || above.people);
    let near = |at: &Range<usize>| {
        Words::new(&format!("{} {}", tail(&text[..at.start], BEFORE), head(&text[at.end..], AFTER)))
    };
    let named = |at: &Range<usize>| heads.have(NAMES) || near(at).name_somebody();
    let is = |at: &Range<usize>, cues: &[&str]| heads.have(cues) || near(at).have(cues);
    // A telephone stands in another column of the same row.
    let told = |at: &Range<usize>, number: &str| match is_mobile(number) {
        true => near(at).have(ACCOUNTS),
        false => holders || is(at, ACCOUNTS),
    };
    let accounts = (banks && people)
        .then(|| accounts(text))
        .into_iter()
        .flatten()
        .filter(|(at, number)| told(at, number) && (holders || named(at)) && is_persons(text, at));
    let mut found: Vec<Private> =
        accounts.take(MOST).map(|(at, number)| Private { kind: Own::Account, number, at }).collect();
    let passports = travels.then(|| passports(text)).into_iter().flatten().filter(|at| is(at, PASSPORTS)).take(MOST);
    found.extend(passports.map(|at| Private { kind: Own::Passport, number: text[at.clone()].to_owned(), at }));
    let free = |at: &Range<usize>| !found.iter().any(|own| own.at.start < at.end && at.start < own.at.end);
    let telephones =
        people.then(|| mobiles(text)).into_iter().flatten().take(MOST).filter(|own| free(&own.at) && named(&own.at));
    let telephones: Vec<Private> =
        telephones.map(|own| Private { kind: Own::Mobile, number: own.digits, at: own.at }).collect();
    found.extend(telephones);
    found.sort_by_key(|own| own.at.start);
    found
}

/// The mobile number of a cell below a heading of telephones, whose first 0 a spreadsheet has dropped.
pub(crate) fn cut_mobile(cell: &str, heading: &str) -> Option<String> {
    let digits = cell.trim();
    let cut = digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let whole = cut.then(|| format!("0{digits}")).filter(|whole| is_mobile(whole))?;
    Words::new(heading).have(TELEPHONES).then_some(whole)
}

/// Whether the holder that is named with an account is a person.
fn is_persons(text: &str, at: &Range<usize>) -> bool {
    let (before, after) = (tail(&text[..at.start], BEFORE), head(&text[at.end..], AFTER));
    let holder = before.rsplit_once(HOLDER).or_else(|| after.split_once(HOLDER)).map(|(_, holder)| holder);
    holder.is_none_or(|holder| Words::new(head(holder.trim_start_matches([' ', ':']), TITLE)).name_somebody())
}

/// Ten to twelve digits, in one run or in groups with hyphens.
fn accounts(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut groups = groups(text).peekable();
    let runs = std::iter::from_fn(move || {
        let mut run = vec![groups.next()?];
        while let Some(next) = groups.next_if(|next| matches!(next.gap, Gap::Mark('-') | Gap::LooseMark('-'))) {
            run.push(next);
        }
        Some(run)
    });
    runs.filter_map(|run| {
        let count: usize = run.iter().map(|group| group.count).sum();
        let digits = || run.iter().flat_map(|group| group.digits(text)).map(|(digit, _)| char::from(b'0' + digit));
        let at = run.first()?.at.start..run.last()?.at.end;
        (10..=12).contains(&count).then(|| (at, digits().collect()))
    })
}

/// One or two capital letters with six to eight digits, by themselves.
fn passports(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len())
        .filter(move |&at| bytes[at].is_ascii_uppercase() && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric()));
    starts.filter_map(move |at| {
        let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        let digits = bytes[at + letters..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = at + letters + digits;
        let ends = bytes.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        ((1..=2).contains(&letters) && (6..=8).contains(&digits) && ends).then_some(at..end)
    })
}

#[cfg(test)]
mod tests {
    use super::{Heads, Own, private};

    fn kinds(text: &str, headings: &str) -> Vec<Own> {
        private(text, &Heads::new(headings)).into_iter().map(|own| own.kind).collect()
    }

    #[test]
    fn numbers_beside_a_person() {
        for (text, headings, expected) in [
            ("นายสมชาย ใจดี โทร 081-234-5678", "", &[Own::Mobile][..]),
            ("สมชาย ใจดี\t0812345678", "ชื่อ-สกุล\nเบอร์โทร", &[Own::Mobile]),
            ("นางสาวสมศรี ใจดี บัญชีธนาคารกรุงไทย 123-0-45678-9", "", &[Own::Account]),
            ("สมศรี ใจดี\t1230456789", "ชื่อ-สกุล\nเลขที่บัญชี", &[Own::Account]),
            ("นางสมศรี ใจดี เลขที่บัญชี 020123456789", "", &[Own::Account]),
            ("เลขที่บัญชี 123-0-45678-9 ชื่อบัญชี นางสมศรี ใจดี", "", &[Own::Account]),
            ("สมชาย\tใจดี\t081-234-5678", "ชื่อ\nสมชาย\nนามสกุล\nใจดี\nโทร", &[Own::Mobile]),
            ("สมชาย ใจดี\tกรุงไทย\t1230456789", "ชื่อ\nธนาคาร\nบัญชี", &[Own::Account]),
            ("อบต.ตัวอย่าง\tกรุงไทย\t1230456789", "ชื่อ\nธนาคาร\nบัญชี", &[]),
            ("แผนงาน\tรายจ่าย\t1230456789", "ชื่อ\nหมวด\nบัญชี", &[]),
            ("หนังสือเดินทางเลขที่ AA1234567", "", &[Own::Passport]),
            ("Passport No. A123456", "", &[Own::Passport]),
            ("โทร 081-234-5678", "", &[]),
            ("นายกองค์การบริหารส่วนตำบล โทร 081-234-5678", "", &[]),
            ("เลขที่บัญชี 123-0-45678-9 ชื่อบัญชี อบต.ตัวอย่าง ติดต่อ นางสมศรี", "", &[]),
            ("นายสมชาย ใจดี เลขที่สัญญา 1230456789", "", &[]),
            ("เอกสาร AA1234567 ของนายสมชาย", "", &[]),
        ] {
            assert_eq!(kinds(text, headings), expected, "{text}");
        }
    }
}
