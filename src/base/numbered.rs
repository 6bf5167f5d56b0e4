//! What stands before the entries of a list where people number or mark them by hand: `๑.`, `(๑)`, `ก.`, `1.1`, `•`, and the
//! private signs that Word's bullets become.

use std::collections::HashMap;
use std::ops::Range;

use crate::base::thai::{arabic_digits, is_numeric, is_thai};

/// The letters that Thai documents count with, in their order.
const LETTERS: &str = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ";

/// Signs that are nothing but bullets at the beginning of a line.
const BULLETS: &str = "•·●○◦▪■➢➤❖‣⁃∙";

/// Letters that Word's bullets become in a plain text, if a space follows.
const WINGDINGS: &str = "§Øü";

/// What stands behind a figure that is no number of a list.
const UNITS: &[&str] = &[
    "ล้าน",
    "แสน",
    "หมื่น",
    "พัน",
    "บาท",
    "เมตร",
    "กิโล",
    "กม.",
    "ม.",
    "ซม.",
    "ตร.",
    "ตาราง",
    "ลิตร",
    "ลบ.",
    "ลูกบาศก์",
    "ตัน",
    "กก.",
    "ไร่",
    "งาน",
    "%",
    "เปอร์เซ็นต์",
    "เท่า",
    "ชั่วโมง",
    "ชม.",
    "นาที",
    "นิ้ว",
    "วา",
    "น.",
    "คะแนน",
    "คน",
    "องศา",
    "MB",
    "GB",
    "km",
    "million",
];

/// What stands before a number and belongs to it.
const OPENINGS: &[&str] = &["(", "ข้อที่ ", "ข้อ ", "มาตรา "];

/// What a line begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// What marks of one list have in common: `(๑)` and `(๒)` are `(๐)`.
    pub kind: String,
    /// The place in its list from 1 on; 0 of a bullet.
    pub number: usize,
    /// The bytes of a bullet with the space behind it, or where the sign behind a number stands.
    pub place: Range<usize>,
    /// It opens a list in Markdown too.
    pub plain: bool,
}

/// The mark that a line begins with.
pub(super) fn mark(line: &str) -> Option<Mark> {
    bullet(line).or_else(|| number(line))
}

fn bullet(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let next = rest.chars().next()?;
    let spaced = next.is_whitespace();
    let sign = BULLETS.contains(first)
        || ('\u{F000}'..='\u{F0FF}').contains(&first)
        || (WINGDINGS.contains(first) && spaced)
        || (first == 'o' && next == '\t')
        // Not the sign of a figure or an amount.
        || (first == '-' && is_thai(next) && !is_numeric(next) && next != '฿')
        || ("–—".contains(first) && spaced)
        || ("-*+".contains(first) && spaced && next != ' ' && next != '\t');
    let end = line.len() - rest.trim_start().len();
    (sign && end < line.len()).then(|| Mark { kind: first.into(), number: 0, place: 0..end, plain: false })
}

/// Whether units stand here by themselves: `ล้านบาท`, `ตารางเมตร`, not `พันธกิจ`.
fn is_amount(text: &str) -> bool {
    let unit = UNITS.iter().find_map(|unit| text.strip_prefix(unit));
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || is_thai(c));
    unit.is_some_and(|rest| ends(rest) || is_amount(rest))
}

fn number(line: &str) -> Option<Mark> {
    let open = OPENINGS.iter().find(|open| line.starts_with(**open)).copied().unwrap_or_default();
    let rest = &line[open.len()..];
    let length = rest.find(|c: char| !is_numeric(c) && c != '.').unwrap_or(rest.len());
    // `๑.` ends in its sign; `1.1` needs none.
    let digits = rest[..length].trim_end_matches('.');
    let (digits, letter) = match rest.chars().next()? {
        c if LETTERS.contains(c) => (&rest[..c.len_utf8()], true),
        _ => (digits, false),
    };
    // An amount or a size, `1.1 ล้านบาท`, is no number of a list.
    let behind = rest[digits.len()..].trim_start();
    if digits.contains('.') && is_amount(behind) {
        return None;
    }
    let close = rest[digits.len()..].chars().next().filter(|c| [')', '.'].contains(c));
    let after = rest[digits.len()..].chars().nth(close.iter().count());
    let spaced = after.is_none_or(char::is_whitespace);
    let arabic = arabic_digits(digits);
    let (before, last) = arabic.rsplit_once('.').map_or(("", arabic.as_str()), |(before, last)| (before, last));
    let kind = if letter {
        "ก"
    } else if digits.is_ascii() {
        "1"
    } else {
        "๑"
    };
    let number = match letter {
        true => LETTERS.chars().position(|c| digits.starts_with(c))? + 1,
        // No list has a thousand entries, and none begins with a nought: a year, a time.
        false => last.parse().ok().filter(|_| last.len() <= 3 && !arabic.starts_with('0') && !last.starts_with('0'))?,
    };
    let sound = match close {
        _ if open == "(" => close == Some(')'),
        _ if !open.is_empty() => spaced && !letter,
        Some(')') => true,
        // An abbreviation has no space behind its first point.
        Some(_) => spaced || (!letter && before.is_empty() && after.is_some_and(|c| !c.is_ascii_punctuation())),
        None => !before.is_empty() && spaced,
    };
    let at = open.len() + digits.len();
    sound.then(|| Mark {
        kind: format!("{open}{before}{kind}{}", close.map(String::from).unwrap_or_default()),
        number,
        place: at..at + close.iter().count(),
        plain: kind == "1" && open.is_empty() && before.is_empty() && after.is_none_or(|c| c == ' ' || c == '\t'),
    })
}

/// What was counted so far: the last number of every kind of mark.
pub(super) type Counted = HashMap<String, usize>;

/// Which lines that stand together are entries of a list that Markdown does not know: at least two of a kind, counted from
/// the first, or on from what was counted above, without a gap. Below each the count may begin again. With it, whether
/// numbers of a kind are in no such order.
pub(super) fn entries(marks: &[Option<Mark>], counted: &mut Counted) -> (Option<Vec<bool>>, bool) {
    // For each kind how many there are, whether they are in order, and whether they can be nothing but numbers of a list:
    // `13.15` without a sign behind it is a time or a price, unless the kind begins with its first.
    let mut kinds: HashMap<&str, (usize, bool, bool)> = HashMap::new();
    for mark in marks.iter().flatten() {
        let last = counted.insert(mark.kind.clone(), mark.number).unwrap_or_default();
        let next = mark.number <= 1 || mark.number == last + 1;
        let (count, sound, _) =
            kinds.entry(&mark.kind).or_insert_with(|| (0, true, mark.number == 1 || mark.kind.ends_with([')', '.'])));
        (*count, *sound) = (*count + 1, *sound && next);
    }
    let many = |mark: &Mark| kinds.get(&*mark.kind).is_some_and(|(count, sound, _)| *sound && *count > 1);
    let first = |mark: &Mark| mark.number == 1 && kinds.get(&*mark.kind).is_some_and(|(_, sound, _)| *sound);
    let own = marks.iter().flatten().any(|mark| !mark.plain && many(mark));
    let entries =
        own.then(|| marks.iter().map(|mark| mark.as_ref().is_some_and(|mark| many(mark) || first(mark))).collect());
    // Letters with points are abbreviations as well, and `ข้อ ๕` may be a part of a sentence.
    (
        entries,
        kinds.iter().any(|(kind, (count, sound, listed))| {
            *count > 1 && !sound && *listed && !kind.contains(|c| LETTERS.contains(c))
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::{Counted, entries, mark};

    #[test]
    fn marks_are_told_from_words() {
        for (line, kind, number) in [
            ("๑. ก", "๑.", 1),
            ("๑๒.ก", "๑.", 12),
            ("(๓)ก", "(๑)", 3),
            ("2) ก", "1)", 2),
            ("ค. ง", "ก.", 3),
            ("(ข) ง", "(ก)", 2),
            ("๒.๓ ก", "2๑", 3),
            ("ข้อ ๔ ก", "ข้อ ๑", 4),
            ("1.2.3. ก", "1.21.", 3),
            ("•\tก", "•", 0),
            ("\u{F0B7}ก", "\u{F0B7}", 0),
            ("-ก", "-", 0),
            ("-\u{A0}a", "-", 0),
            ("– ก", "–", 0),
        ] {
            let own = mark(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((own.kind.as_str(), own.number), (kind, number), "{line}");
        }
        for line in [
            "08.30 น.",
            "1.5ล้าน",
            "๒๕๖๘. ก",
            "ก.พ. 2568",
            "- ก",
            "-5 บาท",
            "-๕.๒",
            "-฿5",
            "–5 บาท",
            "—๕",
            "–ก",
            "• ",
            "อบต. ก",
            "(ฉบับที่ ๒)",
            "5",
            "๑",
            "*ก*",
        ] {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    #[test]
    fn entries_are_counted_from_the_first() {
        let of = |lines: &[&str]| {
            let marks: Vec<_> = lines.iter().map(|line| mark(line)).collect();
            entries(&marks, &mut Counted::new())
        };
        let jumbled = |lines: &[&str]| of(lines).1;
        assert!(jumbled(&["๒. ก", "๔. ข"]) && !jumbled(&["1. ก", "2. ข"]) && !jumbled(&["อ. ก", "จ. ข"]));
        assert!(jumbled(&["๑.๑ ก", "๑.๓ ข"]) && jumbled(&["1.5. ก", "1.7. ข"]));
        for lines in [
            ["13.15 น. ก", "13.30 น. ข"],
            ["๑๓.๑๕ ก", "๑๓.๓๐ ข"],
            ["10.15 - 10.30 น.", "10.30 – 10.45 น."],
            ["12.50 บาท", "12.75 บาท"],
            ["2.5 เมตร", "2.8 เมตร"],
        ] {
            assert_eq!(of(&lines), (None, false), "{lines:?}");
        }
        assert_eq!(of(&["ก", "๑. ก", "ข", "๒. ข"]).0, Some(vec![false, true, false, true]));
        assert_eq!(of(&["๑. ก", "(๑) ข", "๒. ค", "(๑) ง"]).0, Some(vec![true; 4]));
        for lines in [&["๑. ก"][..], &["๒. ก", "๓. ข"], &["๑. ก", "๓. ข"], &["1. ก", "2. ข"], &["๑. ก", "(๑) ข"]]
        {
            assert_eq!(of(lines).0, None, "{lines:?}");
        }
    }
}
