//! What stands before the entries of a list where people number or mark them by hand: `๑.`, `(๑)`, `ก.`, `1.1`, `ขั้นที่ ๑`,
//! `•`, `☐`, and the private signs that Word's bullets become.

use std::collections::HashMap;

use crate::base::bullets::{Mark, TICKED, bullet};
use crate::base::thai::{arabic_digits, is_numeric, is_thai};

/// The letters that Thai documents count with, in their order.
const LETTERS: &str = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ";

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

/// What stands around a number.
const BRACKETS: [(&str, &str); 3] = [("(", ")"), ("（", "）"), ("[", "]")];

/// What stands behind a number.
const CLOSINGS: [&str; 9] = [".)", ")", ".", "）", "．", "、", ":", "-", "/"];

/// Words before a number in English.
const ENGLISH: &[&str] = &["No.", "Step", "Article", "Section", "Clause", "Item"];

/// The longest word before a number, in characters: `ขั้นตอนที่ ๑`.
const WORD: usize = 14;

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The mark that a line begins with.
pub(super) fn mark(line: &str) -> Option<Mark> {
    bullet(line).or_else(|| number(line))
}

/// Whether units stand here by themselves: `ล้านบาท`, `ตารางเมตร`, not `พันธกิจ`.
fn is_amount(text: &str) -> bool {
    let unit = UNITS.iter().find_map(|unit| text.strip_prefix(unit));
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || is_thai(c));
    unit.is_some_and(|rest| ends(rest) || is_amount(rest))
}

/// The number of an entry as it was written, of which kind it is, and its place in its list.
fn counted(text: &str) -> Option<(&str, &'static str, usize)> {
    let c = text.chars().next()?;
    // `①` and `⑴` are numbers of a list and nothing else.
    for (first, kind) in [('①', "①"), ('⑴', "⑴")] {
        let at = (u32::from(c)).checked_sub(u32::from(first)).filter(|at| *at < 20);
        if let Some(at) = at {
            return Some((&text[..c.len_utf8()], kind, at as usize + 1));
        }
    }
    if let Some(at) = LETTERS.chars().position(|letter| letter == c) {
        return Some((&text[..c.len_utf8()], "ก", at + 1));
    }
    let letters = &text[..text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len())];
    let upper = letters.starts_with(|c: char| c.is_ascii_uppercase());
    if let Some(at) = ROMAN.iter().position(|own| own.eq_ignore_ascii_case(letters)) {
        return Some((letters, if upper { "I" } else { "i" }, at + 1));
    }
    match letters.as_bytes() {
        [own @ (b'a'..=b'h' | b'A'..=b'H')] => {
            let at = usize::from(own.to_ascii_lowercase() - b'a');
            Some((letters, if upper { "A" } else { "a" }, at + 1))
        }
        [] => {
            // `๑.` ends in its sign; `1.1` needs none.
            let length = text.find(|c: char| !is_numeric(c) && c != '.').unwrap_or(text.len());
            let digits = text[..length].trim_end_matches('.');
            let arabic = one_width(&arabic_digits(digits));
            let last = arabic.rsplit('.').next().unwrap_or_default();
            // No list has a thousand entries, and none begins with a nought: a year, a time.
            let sound = last.len() <= 3 && !arabic.starts_with('0') && !last.starts_with('0');
            Some((digits, if digits.is_ascii() { "1" } else { "๑" }, last.parse().ok().filter(|_| sound)?))
        }
        _ => None,
    }
}

/// Digits as wide as Chinese ones as ordinary ones.
fn one_width(digits: &str) -> String {
    let narrow = |c: char| c.to_digit(10).or_else(|| u32::from(c).checked_sub(0xFF10).filter(|digit| *digit < 10));
    digits.chars().map(|c| narrow(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)).collect()
}

/// A word before a number, with the space between them.
fn word_before(line: &str) -> &str {
    let known = ENGLISH.iter().find(|word| line.starts_with(**word)).map(|word| {
        let rest = &line[word.len()..];
        word.len() + usize::from(rest.starts_with(' '))
    });
    // `#1`, too.
    let known = known.or_else(|| line.starts_with('#').then_some(1));
    if let Some(end) = known.filter(|end| line[*end..].starts_with(|c: char| c.is_ascii_digit())) {
        return &line[..end];
    }
    let end = line.find(|c: char| !is_thai(c) || is_numeric(c)).unwrap_or_default();
    let end = end + usize::from(end > 0 && line[end..].starts_with(' '));
    let sound = line[end..].starts_with(is_numeric) && line[..end].chars().count() <= WORD;
    if sound { &line[..end] } else { "" }
}

fn number(line: &str) -> Option<Mark> {
    let bracket = BRACKETS.iter().find(|(open, _)| line.starts_with(open));
    let open = bracket.map_or_else(|| word_before(line), |(open, _)| open);
    let (digits, kind, number) = counted(&line[open.len()..])?;
    let letter = !digits.starts_with(is_numeric);
    let rest = &line[open.len() + digits.len()..];
    let words = rest.trim_start();
    let before = digits.rsplit_once('.').map_or(String::new(), |(before, _)| arabic_digits(before));
    // An amount or a size, `1.1 ล้านบาท`, is no number of a list.
    if (!before.is_empty() || !rest.starts_with(words)) && is_amount(words) {
        return None;
    }
    // `๑ .` is written too.
    let gap = usize::from(rest.starts_with([' ']) && words.starts_with([')', '.']) && rest.len() == words.len() + 1);
    let close = CLOSINGS.iter().find(|close| rest[gap..].starts_with(**close)).copied();
    let after = rest[gap + close.map_or(0, str::len)..].chars().next();
    let close = close.or_else(|| bracket.map(|(_, close)| *close).filter(|close| rest.starts_with(close)));
    let spaced = after.is_none_or(char::is_whitespace);
    let word = |c: char| is_thai(c) && !is_numeric(c);
    let sound = match close {
        _ if bracket.is_some_and(|(_, own)| close != Some(own)) => false,
        // Not the words of a link.
        Some("]") => !letter && after != Some('('),
        Some(_) if bracket.is_some() => true,
        _ if !open.is_empty() => spaced && !letter,
        Some(")" | "）" | ".)") => kind == "ก" || !letter || spaced,
        Some("-") => !letter && before.is_empty() && gap == 0 && after.is_some_and(|c| c == ' ' || word(c)),
        Some(":" | "/") => !letter && before.is_empty() && spaced,
        // An abbreviation has no space behind its first point.
        Some(_) => {
            spaced || (!letter && gap == 0 && before.is_empty() && after.is_some_and(|c| !c.is_ascii_punctuation()))
        }
        None if "①⑴".contains(kind) => true,
        None => spaced && !letter && (!before.is_empty() || !open.is_empty() || words.starts_with(word)),
    };
    let at = open.len() + digits.len();
    let mut plain = kind == "1" && open.is_empty() && before.is_empty() && after.is_none_or(|c| c == ' ' || c == '\t');
    plain &= gap == 0 && matches!(close, Some("." | ")"));
    sound.then(|| Mark {
        kind: format!("{open}{before}{kind}{}", close.unwrap_or_default()),
        number,
        place: at..at + close.map_or(0, str::len),
        plain,
    })
}

/// A number without any sign may begin a line by chance.
fn is_bare(kind: &str) -> bool {
    kind == "1" || kind == "๑"
}

/// What marks of one list have in common: bullets of every kind are alike.
fn family(mark: &Mark) -> &str {
    if mark.number > 0 || mark.kind == TICKED { &mark.kind } else { "•" }
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
            kinds.entry(family(mark)).or_insert_with(|| (0, true, mark.number == 1 || mark.kind.ends_with([')', '.'])));
        (*count, *sound) = (*count + 1, *sound && next);
    }
    let enough = |mark: &Mark| if is_bare(&mark.kind) { 3 } else { 2 };
    let many = |mark: &Mark| kinds.get(family(mark)).is_some_and(|(count, sound, _)| *sound && *count >= enough(mark));
    let first = |mark: &Mark| {
        mark.number == 1 && !is_bare(&mark.kind) && kinds.get(&*mark.kind).is_some_and(|(_, sound, _)| *sound)
    };
    let own = marks.iter().flatten().any(|mark| !mark.plain && many(mark));
    let entries =
        own.then(|| marks.iter().map(|mark| mark.as_ref().is_some_and(|mark| many(mark) || first(mark))).collect());
    // Letters with points are abbreviations as well.
    (
        entries,
        kinds.iter().any(|(kind, (count, sound, listed))| {
            let counter = kind.trim_end_matches(['.', ':', '-', '/']);
            let lettered = counter.ends_with(|c: char| LETTERS.contains(c) || c.is_ascii_alphabetic());
            *count > 1 && !sound && *listed && !lettered && !is_bare(kind)
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
            ("ขั้นตอนที่ 2 ก", "ขั้นตอนที่ 1", 2),
            ("ข้อ๑ ก", "ข้อ๑", 1),
            ("1- ก", "1-", 1),
            ("๑-ก", "๑-", 1),
            ("1） ก", "1）", 1),
            ("（2）ก", "（1）", 2),
            ("[๓] ก", "[๑]", 3),
            ("๑ . ก", "๑.", 1),
            ("๒ ) ก", "๑)", 2),
            ("๑.) ก", "๑.)", 1),
            ("1: ก", "1:", 1),
            ("๒ จัดทำ", "๑", 2),
            ("iv. ก", "i.", 4),
            ("b) ก", "a)", 2),
            ("(C) ก", "(A)", 3),
            ("☐ ก", "☐", 0),
            ("✓ก", "☐", 0),
            ("o ก", "o", 0),
            ("*ก", "*", 0),
            ("→ ก", "→", 0),
            ("1.2.3. ก", "1.21.", 3),
            ("•\tก", "•", 0),
            ("\u{F0B7}ก", "\u{F0B7}", 0),
            ("-ก", "-", 0),
            ("- ก", "-", 0),
            ("-\u{A0}a", "-", 0),
            ("– ก", "–", 0),
            ("-- ก", "-", 0),
            ("+ก", "+", 0),
            ("-[x] ก", "-", 0),
            ("[ ] ก", "☐", 0),
            ("( / ) ก", "☐", 0),
            ("√ ก", "☐", 0),
            ("๏ ก", "๏", 0),
            ("② ก", "①", 2),
            ("⑴ก", "⑴", 1),
            ("２. ก", "๑.", 2),
            ("๑/ ก", "๑/", 1),
            ("#2 ก", "#1", 2),
            ("No.3 a", "No.1", 3),
            ("Article 4 The", "Article 1", 4),
        ] {
            let own = mark(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((own.kind.as_str(), own.number), (kind, number), "{line}");
        }
        for line in [
            "08.30 น.",
            "1.5ล้าน",
            "๒๕๖๘. ก",
            "ก.พ. 2568",
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
            "1-2 คน",
            "50-60 คน",
            "5 คน",
            "ปี 2568 ก",
            "ระยะทาง 1.5 กม.",
            "e.g. ก",
            "A.D. 2025",
            "o b",
            "1:30 น.",
            "[ก](a.md)",
            "vi",
            "( )",
            "()",
            "[x](a.md)",
            "๑/๒๕๖๘ ก",
            "#หนึ่ง",
            "--",
            "+66 2 000 0000",
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
        assert_eq!(of(&["1 ก", "2 ข", "3 ค"]).0, Some(vec![true; 3]));
        assert_eq!(of(&["ขั้นที่ ๑ ก", "ขั้นที่ ๒ ข"]).0, Some(vec![true; 2]));
        assert_eq!(of(&["- ก", "– ข", "• ค"]).0, Some(vec![true; 3]));
        assert_eq!(of(&["- ก", "* ข"]).0, None);
        assert!(jumbled(&["ข้อ ๑ ก", "ข้อ ๓ ข"]) && jumbled(&["ก) ก", "ค) ข"]) && !jumbled(&["ข้อ ๕ ก", "ข้อ ๓ ข"]));
        assert!(!jumbled(&["2 ก", "5 ข"]) && !jumbled(&["หมู่ 5 ก", "หมู่ 3 ข"]) && !jumbled(&["a. ก", "d. ข"]));
        for lines in [
            &["๑. ก"][..],
            &["๒. ก", "๓. ข"],
            &["๑. ก", "๓. ข"],
            &["1. ก", "2. ข"],
            &["๑. ก", "(๑) ข"],
            &["1 ก", "2 ข"],
            &["1 ก", "• ข", "ค"],
        ] {
            assert_eq!(of(lines).0, None, "{lines:?}");
        }
    }
}
