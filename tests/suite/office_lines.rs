//! Lines as an office writes them all day, by a fixed rule and with no citizen's number in any: none may be told as one for
//! certain. What each kind of line is allowed to be told as is stated beside it, by hand. And what searching costs.

use std::time::Duration;

use prongsai::base::personal::{Certainty, find};
use prongsai::base::thai::normalise;

use crate::chance::Chance;
use crate::support::quickest;

/// What a line may be told as at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum May {
    /// Nothing at all.
    Nothing,
    /// The number of a legal person.
    Body,
    /// A number that a person must look at: thirteen digits whose last one holds by chance.
    Likely,
}
use May::{Body, Likely, Nothing};

/// A kind of line: its name, what it may be told as, and how one is made.
type Kind = (&'static str, May, fn(&mut Chance) -> String);

/// Thirteen digits that would do as a citizen's number, worked out apart from the program: the worst that can stand in a line.
fn like_a_citizen(chance: &mut Chance) -> String {
    let twelve = format!("{}{}", chance.below(8) + 1, chance.digits(11));
    let sum: u32 = twelve.bytes().zip((2..=13).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{twelve}{}", (11 - sum % 11) % 10)
}

fn legal_person(chance: &mut Chance) -> String {
    let twelve = format!("0{}", chance.digits(11));
    let sum: u32 = twelve.bytes().zip((2..=13).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{twelve}{}", (11 - sum % 11) % 10)
}

fn barcode(chance: &mut Chance) -> String {
    let twelve = format!("885{}", chance.digits(9));
    let sum: u32 = twelve.bytes().zip([1, 3].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum();
    format!("{twelve}{}", (10 - sum % 10) % 10)
}

fn hexadecimal(chance: &mut Chance, count: usize) -> String {
    (0..count).map(|_| char::from(b"0123456789abcdef"[chance.place(16)])).collect()
}

const KINDS: &[Kind] = &[
    ("amount", Nothing, |c| {
        format!("วงเงินงบประมาณ {},{},{}.{} บาท", c.below(900) + 1, c.digits(3), c.digits(3), c.digits(2))
    }),
    ("trillions", Nothing, |c| {
        let n = like_a_citizen(c);
        format!("จำนวนเงิน {},{},{},{},{} บาท", &n[..1], &n[1..4], &n[4..7], &n[7..10], &n[10..])
    }),
    ("amount with satang", Nothing, |c| format!("รวมเป็นเงิน {}.{} บาท", like_a_citizen(c), c.digits(2))),
    ("e-GP project", Nothing, |c| format!("เลขที่โครงการ 68{} วิธีเฉพาะเจาะจง", c.digits(9))),
    ("e-GP contract", Nothing, |c| format!("เลขคุมสัญญา 68{}", c.digits(10))),
    ("project ID", Likely, |c| format!("Project ID: {}", like_a_citizen(c))),
    ("asset ID", Likely, |c| format!("Asset ID {} เครื่องปรับอากาศ", like_a_citizen(c))),
    ("ID of a system", Likely, |c| format!("ครุภัณฑ์ ID {}", like_a_citizen(c))),
    ("ID of a record", Likely, |c| format!("{{\"asset_id\": {}, \"valid\": true}}", like_a_citizen(c))),
    ("moment as ID", Likely, |c| format!("{{\"id\": 17{}}}", c.digits(11))),
    ("words with id in them", Likely, |c| format!("paid {} valid bid", like_a_citizen(c))),
    ("barcode", Likely, |c| format!("บาร์โค้ด {}", barcode(c))),
    ("date", Nothing, |c| format!("วันที่ {}/{}/2568 เวลา 08.30-16.30 น.", c.below(28) + 1, c.below(12) + 1)),
    ("moment", Nothing, |c| format!("ลงเมื่อ 2025-01-{:02}T08:30:{:02}.{}Z", c.below(28) + 1, c.below(60), c.digits(6))),
    ("telephone", Nothing, |c| {
        format!("โทรศัพท์ 0 {} {} ต่อ {} โทรสาร 0-{}-{}", c.digits(4), c.digits(4), c.digits(3), c.digits(4), c.digits(4))
    }),
    ("mobiles", Nothing, |c| format!("โทร 08{} 09{}", c.digits(8), c.digits(8))),
    ("letter", Nothing, |c| format!("ที่ นม {}/ว {} ลงวันที่ {} มกราคม 2568", c.digits(5), c.digits(4), c.below(28) + 1)),
    ("letter of thirteen", Likely, |c| format!("หนังสือที่ {} เรื่อง ขอความอนุเคราะห์", like_a_citizen(c))),
    ("legal person", Body, |c| format!("บริษัท ก จำกัด เลขประจำตัวผู้เสียภาษี {}", legal_person(c))),
    ("agency", Body, |c| format!("เลขประจำตัวผู้เสียภาษีของหน่วยงาน {}", legal_person(c))),
    ("bank account", Nothing, |c| {
        format!("บัญชีธนาคารกรุงไทย เลขที่ {}-{}-{}-{}", c.digits(3), c.digits(1), c.digits(5), c.digits(1))
    }),
    ("bank account of the savings bank", Nothing, |c| format!("บัญชีออมสิน {}", c.digits(12))),
    ("land deed", Nothing, |c| format!("โฉนดที่ดินเลขที่ {} เลขที่ดิน {} หน้าสำรวจ {}", c.digits(5), c.digits(3), c.digits(4))),
    ("map sheet", Nothing, |c| format!("ระวาง {} {} {}-{}", c.digits(4), "IV", c.digits(4), c.digits(2))),
    ("place on earth", Nothing, |c| format!("พิกัด 14.{}, 102.{}", c.digits(13), c.digits(13))),
    ("place in a grid", Nothing, |c| format!("47P {} {}", c.digits(6), c.digits(7))),
    ("UUID", Nothing, |c| {
        format!(
            "{}-{}-4{}-a{}-{}",
            hexadecimal(c, 8),
            hexadecimal(c, 4),
            hexadecimal(c, 3),
            hexadecimal(c, 3),
            hexadecimal(c, 12)
        )
    }),
    ("hash", Nothing, |c| format!("sha256 {}", hexadecimal(c, 64))),
    ("ISBN", Nothing, |c| format!("ISBN 978-616-{}-{}-{}", c.digits(3), c.digits(3), c.digits(1))),
    ("budget code", Nothing, |c| format!("รหัสงบประมาณ {}", c.digits(20))),
    ("cost centre", Nothing, |c| format!("ศูนย์ต้นทุน {} แหล่งของเงิน {}", c.digits(10), c.digits(7))),
    ("asset number", Nothing, |c| format!("ครุภัณฑ์เลขที่ {}-{}-{}/2568", c.digits(3), c.digits(2), c.digits(4))),
    ("link", Likely, |c| format!("[ดูประกาศ](https://process.example/view?id={})", like_a_citizen(c))),
    ("row of figures", Nothing, |c| {
        format!("| {} | 2568 | {} | {} | {} |", c.below(9) + 1, c.digits(5), c.digits(2), c.below(9))
    }),
    ("row of a table", Nothing, |c| {
        format!("| {} | {} | {} | {} |", c.below(99), c.digits(4), c.digits(6), c.digits(2))
    }),
    ("copies of a card", Nothing, |c| {
        format!("ใช้สำเนาบัตรประชาชน {} ฉบับ ค่าธรรมเนียม {} บาท โทร 0 4249 {}", c.below(3) + 1, c.below(500), c.digits(4))
    }),
    ("service for the people", Likely, |c| format!("ศูนย์บริการประชาชน ใบเสร็จ {}", like_a_citizen(c))),
    ("ages", Nothing, |c| format!("อายุ {} {} {} {} ปี", c.digits(2), c.digits(2), c.digits(2), c.digits(2))),
    ("version", Nothing, |c| format!("รุ่น {}.{}.{}.{}", c.digits(1), c.digits(4), c.digits(5), c.digits(3))),
    ("telephones in a row", Nothing, |c| {
        format!(
            "| ปลัด | 044-{}-{} | 08{}-{} | ต่อ {} |",
            c.digits(3),
            c.digits(3),
            c.digits(1),
            c.digits(7),
            c.digits(3)
        )
    }),
    ("list of telephones", Nothing, |c| {
        format!("โทร 0-4{}-{}, 0-4{}-{} (ในเวลาราชการ)", c.digits(3), c.digits(4), c.digits(3), c.digits(4))
    }),
    ("telephone beside a card", Nothing, |c| {
        format!("ถือบัตรประชาชนมาติดต่อ (โทร 044 {} {} ต่อ {})", c.digits(3), c.digits(3), c.digits(2))
    }),
    ("extensions", Nothing, |c| {
        format!("ต่อ {}, {}, {}, {}, {}", c.digits(3), c.digits(3), c.digits(3), c.digits(3), c.digits(1))
    }),
    ("budget code in groups", Nothing, |c| {
        format!("รหัสงบประมาณ {}:{}:{}:{}", c.digits(5), c.digits(5), c.digits(6), c.digits(4))
    }),
    ("account of a chart", Nothing, |c| {
        format!("ผังบัญชี {}.{}.{}.{}", c.digits(4), c.digits(2), c.digits(3), c.digits(4))
    }),
    ("e-GP in a row", Nothing, |c| format!("| {} | 68{} | {} | 1 |", c.below(9) + 1, c.digits(9), c.digits(6))),
    ("e-GP contract in a row", Nothing, |c| format!("| {} | 68{} | นายช่างโยธา |", c.below(9) + 1, c.digits(10))),
    ("EAN of a book", Likely, |c| format!("EAN 978616{}", c.digits(7))),
    ("ISBN in spaces", Nothing, |c| format!("ISBN 978 616 {} {} {}", c.digits(4), c.digits(2), c.digits(1))),
    ("deeds in a row", Nothing, |c| {
        format!("| โฉนด {} | {} | {} | {} |", c.digits(5), c.digits(4), c.digits(3), c.digits(2))
    }),
    ("deed with its map", Nothing, |c| {
        format!("น.ส.3 ก. เลขที่ {} ระวาง {}:{}-{}", c.digits(4), c.digits(4), c.digits(4), c.digits(2))
    }),
    ("dates in a row", Nothing, |c| {
        format!(
            "| {}/{}/2568 | {}/{}/2569 | 2568-{:02}-{:02} |",
            c.below(28) + 1,
            c.below(12) + 1,
            c.below(28) + 1,
            c.below(12) + 1,
            c.below(12) + 1,
            c.below(28) + 1
        )
    }),
    ("years in a list", Nothing, |c| {
        format!("1, 256{}, {}, {}, {}", c.digits(1), c.digits(5), c.digits(2), c.digits(1))
    }),
    ("budget and its use", Nothing, |c| {
        format!("| จัดซื้อ | {}{} | {}{} |", c.below(9) + 1, c.digits(6), c.below(9) + 1, c.digits(5))
    }),
    ("times", Nothing, |c| {
        format!("เวลา {}:{}:{} ถึง {}:{}", c.below(24), c.digits(2), c.digits(2), c.below(24), c.digits(2))
    }),
    ("notes of a text", Nothing, |c| {
        format!("พื้นที่ {} ม.² ราคา {} บาท¹ ตามข้อ ① {} และ ② {}", c.digits(4), c.digits(6), c.digits(2), c.digits(3))
    }),
    ("boxes of answers", Likely, |c| format!("[{}] [{}] [{}]", c.digits(1), c.digits(1), c.digits(1))),
    ("letters like digits", Likely, |c| {
        let n = like_a_citizen(c);
        format!("Serial O{} ครุภัณฑ์ {}", &n[1..], n.replace('0', "O").replace('1', "l"))
    }),
    ("a part of a form", Nothing, |c| format!("แบบ {}-{}-(ต่อ)-{}", c.digits(1), c.digits(4), c.digits(5))),
    ("answers of a survey", Likely, |c| {
        let row = (0..13).map(|_| (c.below(5) + 1).to_string()).collect::<Vec<_>>();
        format!("| {} |", row.join(" | "))
    }),
    ("receipt", Nothing, |c| format!("ใบเสร็จเล่มที่ {} เลขที่ {}", c.digits(3), c.digits(5))),
];

#[test]
fn two_thousand_lines_have_no_error() {
    let mut chance = Chance::new(68);
    let mut faults = Vec::new();
    let mut lines = 0;
    for (name, may, make) in KINDS.iter().cycle().take(2_000) {
        let line = make(&mut chance);
        lines += 1;
        let most = find(&line).into_iter().map(|hit| hit.certainty).max();
        let told = match most {
            None => true,
            Some(Certainty::Body) => matches!(may, Body | Likely),
            Some(Certainty::Possible) => *may == Likely,
            Some(Certainty::Sure) => false,
        };
        if !told {
            faults.push(format!("{name}: {most:?} in {line}"));
        }
    }
    assert_eq!(lines, 2_000);
    assert!(faults.is_empty(), "\n{} of {lines}\n{}\n", faults.len(), faults.join("\n"));
}

/// Texts that once took minutes: each takes no longer than its length.
#[test]
fn searching_costs_no_more_than_the_text_is_long() {
    const LONG: Duration = Duration::from_secs(5);
    let number = "1100100000000";
    let costly = [
        ("numbers on a line", format!("เลขบัตร {}", format!("{number} ").repeat(2_000))),
        ("numbers without a gap to breathe", format!("{number};").repeat(2_000)),
        ("numbers in cells", format!("| {} |\n| {} |", "CID | ".repeat(2_000), format!("{number} | ").repeat(2_000))),
        ("rows of a table", format!("| ชื่อ | CID |\n{}", format!("| ก | {number} |\n").repeat(2_000))),
        ("digits one by one", "1 ".repeat(300_000)),
        ("boxes", "1\t".repeat(300_000)),
        ("marks of bold", "1**".repeat(300_000)),
        ("signs that begin an entity", "&".repeat(1_000_000)),
        ("signs that begin an escape", "%\\_".repeat(300_000)),
    ];
    for (name, text) in costly {
        let took = quickest(LONG, || drop(find(&text)));
        assert!(took < LONG, "{name} took {took:?}");
    }
    for (name, text) in [
        ("tone marks", "\u{E48}".repeat(300_000)),
        ("tones and vowels", "\u{E48}\u{E34}".repeat(150_000)),
        ("circles and legs", "\u{E4D}\u{E48}\u{E32}".repeat(100_000)),
    ] {
        let took = quickest(LONG, || drop(normalise(&text)));
        assert!(took < LONG, "{name} took {took:?}");
    }
}
