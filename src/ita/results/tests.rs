//! Results as people keep them, and what is told of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Catalogue, Doubt, FiscalYear, Grid, Results, results};
use crate::base::date::Day;
use crate::base::pasted;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::pipeline::portal;

const CATALOGUE: &str = "name: ก\nstatus: final\nbands: [{id: good, name: ผ่านดี, overall: 85}]\ninstruments:\n  - {id: A, name: แบบสำรวจภายใน, weight: 0.2}\n  \
    - {id: B1, name: แบบสำรวจภายนอก ส่วนที่ 1 (สำรวจ Public), weight: 0.2}\n  - {id: B2, name: แบบสำรวจภายนอก ส่วนที่ 2, weight: 0.2}\n  \
    - {id: D, name: แบบเปิดเผยข้อมูล, weight: 0.4}\nindicators:\n  \
    - {id: 1, name: การทำงาน, instruments: [A], questions: [{id: i1, text: ก}, {id: i2, text: ข}]}\n  \
    - {id: 2, name: การบริการ, instruments: [B1, B2], questions: [{id: e1, text: ค}, {id: e2, text: ง}]}\n  \
    - id: 3\n    name: ข้อมูล\n    instruments: [D]\n    groups:\n      \
    - {id: 3.1, name: กลุ่ม, items: [{code: O1, title: จ}, {code: O2, title: ฉ}, {code: O10, title: ช}]}\n";

fn catalogue() -> Catalogue {
    catalogue_of(CATALOGUE)
}

fn catalogue_of(own: &str) -> Catalogue {
    let text = |name: &str, text: &str| (RelPath::new(name).unwrap(), text.into());
    let texts = BTreeMap::from([text("content/2500/catalogue.yaml", own)]);
    let sources = Sources { texts, ..Sources::default() };
    let (portal, _) = portal(&sources, Day::new(2000, 1, 1).unwrap());
    Arc::unwrap_or_clone(portal.years.into_values().next().unwrap().catalogue.clone().unwrap())
}

fn read(grids: &[Grid]) -> Results {
    results(grids, &catalogue(), FiscalYear::parse("2500").unwrap())
}

/// The figures of a pasted text, as `A.i1 97.50`.
fn figures(text: &str) -> Vec<String> {
    let read = read(&[pasted::grid(text)]);
    assert!(read.doubts.is_empty(), "{text}: {:?}", read.doubts);
    lines(&read)
}

fn lines(read: &Results) -> Vec<String> {
    let line = |(figure, (score, _)): (&super::Figure, &(super::Score, super::CellPlace))| {
        format!("{} {score}", figure.keys().join(".").trim_start_matches("scores."))
    };
    read.figures.iter().map(line).collect()
}

#[test]
fn codes_and_scores_in_any_order() {
    for text in [
        "i1\n97.5\nข้อ i2\nความรวดเร็ว\n98",
        "i1 97.5\ni2 98",
        "97,5\ti๑\n98\tข้อ i2",
        "1 ข้อ I1 ร้อยละ 97.50\n2 ข้อ l2 ร้อยละ 98",
        "Question i1 97.5\nITEM i2 98",
    ] {
        assert_eq!(figures(text), ["A.i1 97.50", "A.i2 98.00"], "{text}");
    }
    let sideways = "รหัส\tO1\t๐๒\tO10\nคะแนน\t100\t0\t50\n";
    assert_eq!(figures(sideways), ["D.O1 100.00", "D.O10 50.00", "D.O2 0.00"]);
}

#[test]
fn what_is_near_says_of_which_instrument_a_question_is() {
    let each = "แบบสำรวจภายนอก ส่วนที่ 1\ne1 90\ne2 91\nรวม 90.5\nB ส่วนที่ 2\ne1 92\ne2 93\n";
    let own = ["instruments.B1 90.50", "B1.e1 90.00", "B1.e2 91.00", "B2.e1 92.00", "B2.e2 93.00"];
    assert_eq!(figures(each), own);
    let beside = "รหัส\tB ส่วนที่ ๑\tB ส่วนที่ ๒\ne1\t90\t92\ne2\t91\t93\nรวม\t90.5\t92.5\n";
    assert_eq!(figures(beside)[2..], own[1..]);
    assert_eq!(figures(beside)[..2], ["instruments.B1 90.50", "instruments.B2 92.50"]);
    let rows = "เครื่องมือ\tข้อ\tคะแนน\nB1\t1\t90\nB2\t1\t92\nD\t10\t50\n";
    assert_eq!(figures(rows), ["B1.e1 90.00", "B2.e1 92.00", "D.O10 50.00"]);
    // A number that two codes of the instrument have is neither.
    let twofold = catalogue_of(&CATALOGUE.replace("{id: i2, text: ข}", "{id: x1, text: ข}"));
    let rows = pasted::grid("เครื่องมือ\tข้อ\tคะแนน\nA\t1\t90\n");
    let numbered = [results(&[rows], &twofold, FiscalYear::parse("2500").unwrap())];
    let missing = numbered.into_iter().chain([read(&[pasted::grid("เครื่องมือ\tข้อ\tคะแนน\nD\t1\t90\nD\t77\t50\n")])]);
    for (own, known) in missing.zip([&[][..], &["D.O1 90.00"]]) {
        assert_eq!(lines(&own), known, "it is no score of the whole instrument");
        assert!(matches!(own.doubts[..], [Doubt::Unknown(..)]), "{:?}", own.doubts);
    }
    let open = read(&[pasted::grid("e1 90\n")]);
    assert!(
        open.figures.is_empty()
            && matches!(&open.doubts[..], [Doubt::Open(code, all, _)] if code == "e1" && all.len() == 2)
    );
}

#[test]
fn a_question_of_an_instrument_is_not_the_instrument() {
    for text in ["B1 ข้อ ๑ ๙๐.๕", "ข้อ 1 (B1) 90.5", "B1\nข้อ 1 90.5"] {
        assert_eq!(figures(text), ["B1.e1 90.50"], "{text}");
    }
    let two = "B1 ข้อ 1 90.5\nB1 ข้อ 2 91.5";
    assert_eq!(figures(two), ["B1.e1 90.50", "B1.e2 91.50"]);
    let mut sheet = pasted::grid("ข้อ\tคะแนน\n1\t90.5\n2\t91.5");
    sheet.sheet.name = "B1".to_owned();
    assert_eq!(read(&[sheet]).figures.len(), 2);
}

#[test]
fn a_score_of_several_codes_is_a_doubt() {
    for text in ["i1-i2 85.5", "i1–2 85.5", "i1/i2 85.5", "i1,i2 85.5"] {
        let read = read(&[pasted::grid(text)]);
        assert!(!read.doubts.is_empty() && !lines(&read).contains(&"A.i1 85.50".to_owned()), "{text}");
    }
}

#[test]
fn what_a_score_is_out_of_is_no_score() {
    for (text, own) in [
        ("O1 ก ได้ 50 จาก 100", "D.O1 50.00"),
        ("O1 ก 0 คะแนน เต็ม 100", "D.O1 0.00"),
        ("i1 คะแนน 90 เป้าหมาย 85", "A.i1 90.00"),
    ] {
        assert_eq!(figures(text), [own], "{text}");
    }
    let two = read(&[pasted::grid("O1 ได้ 0 คะแนน เพราะไม่พบใน 30\n")]);
    assert!(two.figures.is_empty() && !two.doubts.is_empty());
}

#[test]
fn totals_go_to_what_they_are_of() {
    let text = "ตัวชี้วัดที่ ๑ การทำงาน\ni1 90\ni2 92\nเฉลี่ย 91\nแบบสำรวจภายใน (A) 91\n3. ข้อมูล 50\nคะแนนรวม 88.88\n";
    let own = [
        "overall 88.88",
        "instruments.A 91.00",
        "indicators.1 91.00",
        "indicators.3 50.00",
        "A.i1 90.00",
        "A.i2 92.00",
    ];
    assert_eq!(figures(text), own);
    let text = "แบบสำรวจภายใน (A)\ni1 90\ni2 92\nรวม 91\nรวม 88.88\n";
    assert_eq!(figures(text), ["overall 88.88", "instruments.A 91.00", "A.i1 90.00", "A.i2 92.00"], "each total once");
}

#[test]
fn the_whole_may_stand_above_the_heads_and_apart_from_the_scores() {
    let text = "คะแนนรวม\t88.41\tดี\nตัวชี้วัดที่\tชื่อตัวชี้วัด\tคะแนน\n1\tการทำงาน\t91.2\n";
    let sheet = |text: &str| {
        let mut grid = pasted::grid(text);
        grid.sheet.name = "ผล".to_owned();
        let read = read(&[grid]);
        assert_eq!(read.doubts, []);
        read.figures.into_values().map(|(score, _)| score.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(sheet(text), ["88.41", "91.20"]);
    let below = "ตัวชี้วัดที่\tชื่อตัวชี้วัด\tคะแนน\n1\tการทำงาน\t91.2\nคะแนนรวม\t88.41\n";
    assert_eq!(sheet(below), ["88.41", "91.20"]);
    assert_eq!(figures("สำรวจ Public\t91\n"), ["instruments.B1 91.00"]);
}

#[test]
fn what_disagrees_or_is_unknown_is_told_and_left() {
    let told = |text: &str| read(&[pasted::grid(text)]).doubts;
    assert!(matches!(&told("i1 90\ni1 91\n")[..], [Doubt::Disagree(_, all)] if all.len() == 2));
    assert!(told("i1 90\nข้อ i1 90.00\n").is_empty());
    assert!(matches!(&told("i1 90\nO99 91\n")[..], [Doubt::Unknown(code, _)] if code == "O99"));
    assert!(matches!(&told("i1\t90\t91\ni2\t92\t90\n")[..], [Doubt::Columns(all)] if all.len() == 2));
    for text in ["i1\t0.9\ni2\t1\nO1\t0.95\n", "i1 0.93\n"] {
        assert!(matches!(&told(text)[..], [Doubt::Shares]), "{text}");
    }
    assert_eq!(figures("O1 0\nO2 0\n"), ["D.O1 0.00", "D.O2 0.00"]);
    assert!(matches!(&told("O1 ดี\nO2 100\n")[..], [Doubt::NoScore(code, ..)] if code == "O1"));
    assert!(matches!(&told("i1 90 91\ni2 92\n")[..], [Doubt::Columns(all)] if all.len() == 2));
    assert!(matches!(&told("i1 90.005\n")[..], [Doubt::Rounded(..)]));
    assert!(matches!(&told("รหัส\tคะแนน\ni1\tผ่าน\ni2\t90\n")[..], [Doubt::NoScore(..)]));
    for (text, line) in [("i1 90\nได้ 50 คะแนนจากที่อื่น\n", 2), ("i1 90\n88.41\n", 2)]
    {
        assert!(matches!(&told(text)[..], [Doubt::Unused(_, place)] if place.row == line), "{text}");
    }
    assert!(matches!(&told("ผลปี ๒๔๙๙\ni1 90\n")[..], [Doubt::Year(text, _)] if text == "๒๔๙๙"));
    assert!(matches!(&told("i1 90\nระดับ ผ่านดี\n")[..], [Doubt::Rating(..)]));
    for text in ["i2 90\nคะแนน i1 = 120\n", "คะแนน i1 = 120\n"] {
        assert!(matches!(&told(text)[..], [Doubt::NoScore(..)]), "{text}");
    }
    assert_eq!(figures("ข้อ O1 ได้ 50 คะแนน\n"), ["D.O1 50.00"]);
    for heads in [
        "น้ำหนัก\tคะแนน\tคะแนนถ่วงน้ำหนัก",
        "ร้อยละ\tคะแนน\tลำดับ",
        "คะแนนเต็ม\tคะแนนที่ได้\tร้อยละ",
        "คะแนนปี 2499\tคะแนนปี 2500\tผลต่าง",
    ] {
        let text = format!("ข้อ\t{heads}\ni1\t30\t91\t27.3\ni2\t30\t93\t27.9\n");
        assert_eq!(figures(&text), ["A.i1 91.00", "A.i2 93.00"], "{heads}");
    }
    // A serial number is no code, and a code of a question is none of an indicator.
    let lettered = |head: &str| {
        let text = format!("ลำดับ\t{head}\tคะแนน\n1\ti1\t80.1\n2\ti3\t80.2\n");
        let own = catalogue_of(&CATALOGUE.replace("id: i", "id: q"));
        let read = results(&[pasted::grid(&text)], &own, FiscalYear::parse("2500").unwrap());
        (read.figures.len(), read.doubts)
    };
    assert!(matches!(lettered("ข้อ"), (0, doubts) if matches!(doubts[..], [Doubt::Unknown(..), Doubt::Unknown(..)])));
    assert_eq!(lettered("ตัวชี้วัด"), (2, Vec::new()));
    let years = "รหัส\tปี 2499\tปี ๒๕๐๐\ni1\t90\t91\ni2\t92\t93\n";
    assert_eq!(figures(years), ["A.i1 91.00", "A.i2 93.00"]);
}

#[test]
fn figures_of_another_scale_are_not_taken() {
    let scales = |text: &str| {
        let read = read(&[pasted::grid(text)]);
        let told = read.doubts.iter().any(|doubt| matches!(doubt, Doubt::Scale(_)));
        (told, read.figures.len())
    };
    assert_eq!(scales("i1 3.27\ni2 4.10\nO1 5.00\n"), (true, 0));
    assert_eq!(scales("i1 8.5\ni2 9.25\nO1 10.00\n"), (true, 0));
    assert_eq!(scales("i1 3.27\ni2 97.00\nO1 5.00\n"), (false, 3));
    assert_eq!(scales("O1 0\nO2 0\nO10 0\n"), (false, 3));
}
