//! The years that a title says something is of: those behind ปีงบประมาณ, ประจำปี or ปี (`ปี 2566`, `ประจำปีงบประมาณ พ.ศ. ๒๕๖๖`,
//! `FY2023`). A year of a law's name, of a range, of a number or of a time that goes on says nothing.

use std::ops::RangeInclusive;

use crate::base::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS, month_name};
use crate::base::thai::normalise;

/// A year that a title names, in the Buddhist era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub year: i16,
    /// It is a fiscal year by its own words; else it may be a calendar year, whose last months belong to the next one.
    pub fiscal: bool,
}

/// Words that a year stands behind, the longer ones first, and whether they speak of fiscal years.
const BEHIND: &[(&str, bool)] =
    &[("ปีงบประมาณ", true), ("ปีงบฯ", true), ("ปีงบ", true), ("fiscal year", true), ("fy", true), ("ปี", false)];

/// What may stand between the word and the year.
const ERAS: &[&str] = &["พ.ศ.", "พศ.", "พ.ศ", "ค.ศ.", "b.e.", "be", "a.d."];

/// What makes a year the beginning or the end of a time, before it and behind it.
const BEGINS: &[&str] = &["ตั้งแต่", "ถึง"];
const DASHES: &[char] = &['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '\u{2212}', '~'];
const ONWARD: &str = "เป็นต้นไป";

/// Two digits that can be a year of the Buddhist era, behind a word of years.
const SHORT_YEARS: RangeInclusive<i16> = 50..=99;

/// The years that a text says something is of.
pub(crate) fn named_years(text: &str) -> Vec<Named> {
    let text = normalise(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, word, fiscal)) = next(&text, at) {
        at = start + word.len();
        let behind = without_eras(&text[at..]);
        let Some((year, rest)) = year(behind).or_else(|| short_year(behind)) else { continue };
        let before = text[..start].trim_end().trim_end_matches("ประจำ").trim_end();
        // A dash behind a year joins it to the next; in the name of a file it only parts words.
        let joined =
            before.strip_suffix(DASHES).is_some_and(|year| year.trim_end().ends_with(|c: char| c.is_ascii_digit()));
        let begins = joined || BEGINS.iter().any(|sign| before.ends_with(sign));
        if !begins && !goes_on(year, rest) {
            found.push(Named { year, fiscal });
        }
    }
    found.extend(quarters(&text));
    found
}

/// The fiscal years of the quarters that a text in its normal form names: `ไตรมาส 1/66`, `ไตรมาสที่ 2 - 2566`, `Q1/2023`.
fn quarters(text: &str) -> impl Iterator<Item = Named> {
    let of = |behind: &str| {
        let behind = behind.trim_start_matches("ที่").trim_start();
        let rest = behind.strip_prefix(['1', '2', '3', '4'])?.trim_start();
        let rest = rest.strip_prefix('/').or_else(|| rest.strip_prefix(DASHES)).unwrap_or(rest);
        let rest = without_eras(rest);
        let (year, after) = year(rest).or_else(|| short_year(rest))?;
        (!after.starts_with(|c: char| c.is_ascii_digit()) && !goes_on(year, after))
            .then_some(Named { year, fiscal: true })
    };
    QUARTERS.iter().flat_map(move |word| {
        let free = |at: usize| !word.is_ascii() || !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        text.match_indices(word)
            .filter(move |(at, _)| free(*at))
            .filter_map(move |(at, _)| of(text[at + word.len()..].trim_start()))
    })
}

const QUARTERS: &[&str] = &["ไตรมาส", "quarter", "q"];

/// What a text is that has a year for another reason: a law, an order, a letter; the words of names in English by themselves.
const LAWS: &[&str] =
    &["พ.ร.", "พรบ", "พระราช", "ประกาศ", "ระเบียบ", "กฎ", "คำสั่ง", "ข้อบังคับ", "ข้อบัญญัติ", "เทศบัญญัติ", "มติ", "หนังสือ", "ว่าด้วย"];
const ENGLISH_LAWS: &[&str] =
    &["act", "law", "code", "prb", "rule", "rules", "regulation", "notification", "order", "decree", "standard", "iso"];

/// What a file is called that has a year of two digits behind it: `report66`.
const REPORTS: &[&str] =
    &["report", "plan", "annual", "budget", "result", "summary", "รายงาน", "แผน", "ผล", "สรุป", "งบ"];

/// What cameras and scanners put before a number that only counts.
const COUNTED: &[&str] = &["img", "image", "scan", "dsc", "photo", "screenshot"];

/// Whether a name is that of something made once a year, whose year it bears.
pub(crate) fn is_report(text: &str) -> bool {
    let text = normalise(text);
    REPORTS.iter().any(|word| text.contains(word))
}

/// The year that a name has without a word for it: anywhere in that of a file (`annual-report-2566`, `report66`), at the end
/// of a title (`Annual report 2023`). A year of a law, beside another number or behind the name of a month says nothing.
pub(crate) fn year_in_name(text: &str) -> Option<i16> {
    let text = normalise(text);
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // A name in English is a word by itself: `summary` is of no March.
    let word = |wanted: &str| text.split(|c: char| !c.is_ascii_alphabetic()).any(|part| part == wanted);
    let month = |month: usize| {
        let name = |english, short| normalise(&month_name(month, english, short));
        [false, true].iter().any(|short| text.contains(&name(false, *short)) || word(&name(true, *short)))
    };
    if LAWS.iter().any(|law| text.contains(&normalise(law)))
        || ENGLISH_LAWS.iter().any(|law| word(law))
        || (1..=12).any(month)
    {
        return None;
    }
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let end = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
        at = end;
        let parts = |c: char| " _-–.()".contains(c);
        let (before, behind) =
            (text[..start].trim_end_matches(parts), without_note(&text[end..]).trim_start_matches(parts));
        let beside = before.ends_with(|c: char| c.is_ascii_digit() || c == '/')
            || behind.starts_with(|c: char| c.is_ascii_digit() || c == '/')
            || COUNTED.iter().any(|word| before.ends_with(word))
            || (!is_report(&text) && ERAS.iter().any(|era| text[..start].trim_end().ends_with(&*normalise(era))));
        let year = match end - start {
            4 => text[start..end].parse().ok().and_then(buddhist),
            2 if REPORTS.iter().any(|word| before.ends_with(word)) => short_year(&text[start..]).map(|(year, _)| year),
            _ => None,
        };
        if let Some(year) = year.filter(|_| !beside && (behind.is_empty() || !text.contains(' '))) {
            return Some(year);
        }
    }
    None
}

/// What stands behind the year of a title, without a note in brackets and which version it is.
fn without_note(behind: &str) -> &str {
    let behind = behind.trim();
    let inside = behind.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let note = inside.is_some_and(|note| !note.contains(['(', ')']) && !note.contains(|c: char| c.is_ascii_digit()));
    let plain = behind.trim_start_matches(['_', '-', '–', ' ', '(']);
    let version = VERSIONS.iter().any(|word| plain.starts_with(word)) && !plain.contains(|c: char| c.is_ascii_digit());
    if note || version { "" } else { behind }
}

/// Which version of itself a document is.
const VERSIONS: &[&str] = &["ฉบับ", "final", "แก้ไข", "สมบูรณ์", "version", "ver."];

/// Whether a text mentions a year in any way.
pub(crate) fn mentions(text: &str, wanted: i16) -> bool {
    let text = normalise(text);
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|number| number.parse().is_ok_and(|year| number.len() == 4 && buddhist(year) == Some(wanted)))
}

/// The times of several years that a text names, each by its first and its last: `2566–2570`, `ปี 2561 ถึง 2565`.
pub(crate) fn ranges(text: &str) -> Vec<RangeInclusive<i16>> {
    let text = normalise(text);
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = rest[at..].split_at(digits);
        let first = number.parse().ok().filter(|_| digits == 4).and_then(buddhist);
        found.extend(first.and_then(|first| Some(first..=last_of(first, behind)?)));
        rest = behind;
    }
    found
}

/// Whether a text names a month of the last three of a calendar year, whose fiscal year is the next one, and no month of
/// another time.
pub(crate) fn is_of_last_months(text: &str, year: i16) -> bool {
    let text = normalise(text);
    let mut last = false;
    for month in 1..=12 {
        for (at, name) in [false, true].iter().flat_map(|short| {
            let name = normalise(&month_name(month, false, *short));
            text.match_indices(&name).map(|(at, name)| (at, name.len())).collect::<Vec<_>>()
        }) {
            let behind = self::year(without_eras(&text[at + name..])).map(|(own, _)| own);
            if month < 10 || behind.is_some_and(|own| own != year) {
                return false;
            }
            last = true;
        }
    }
    last
}

/// Whether a year begins a time that goes on in what stands behind it, or is a part of a number such as `2567/1`.
fn goes_on(year: i16, rest: &str) -> bool {
    let rest = rest.trim_start();
    let number = rest.strip_prefix('/').is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    number || rest.starts_with(ONWARD) || last_of(year, rest).is_some()
}

/// The last year of a time that `first` begins, of what stands behind it.
fn last_of(first: i16, rest: &str) -> Option<i16> {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(DASHES).or_else(|| rest.strip_prefix("ถึง"))?.trim_start();
    let word = BEHIND.iter().find_map(|(word, _)| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = without_eras(word);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number: i16 = rest[..digits].parse().ok()?;
    let last = match digits {
        4 => buddhist(number)?,
        2 => first - first % 100 + number,
        _ => return None,
    };
    (last > first).then_some(last)
}

/// The next word that a year may stand behind, from byte `at` on.
fn next(text: &str, at: usize) -> Option<(usize, &'static str, bool)> {
    let place = |(word, fiscal): &(&'static str, bool)| {
        let letters = word.is_ascii();
        let mut places = text[at..].match_indices(word).map(|(found, _)| at + found);
        // `fy` is a word of its own.
        let start = places.find(|start| !letters || !text[..*start].ends_with(|c: char| c.is_ascii_alphanumeric()));
        start.map(|start| (start, *word, *fiscal))
    };
    // The first one; of those that begin there the longest.
    BEHIND.iter().filter_map(place).min_by_key(|(start, word, _)| (*start, usize::MAX - word.len()))
}

fn without_eras(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\u{a0}', '_', '.', ':', '(']).trim_start();
    let text = ERAS.iter().find_map(|era| text.strip_prefix(&*normalise(era))).unwrap_or(text);
    text.trim_start()
}

/// The year at the head of a text, and what follows it.
fn year(text: &str) -> Option<(i16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year = text[..digits].parse().ok().filter(|_| digits == 4).and_then(buddhist)?;
    Some((year, &text[digits..]))
}

/// The year of two digits at the head of a text: `ปีงบ 66`.
fn short_year(text: &str) -> Option<(i16, &str)> {
    let text = text.trim_start_matches(['\'', '‘', '’']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year: i16 = text[..digits].parse().ok().filter(|year| digits == 2 && SHORT_YEARS.contains(year))?;
    let counts = ["วัน", "ปี", "ข้อ", "ครั้ง", "%"].iter().any(|unit| text[digits..].trim_start().starts_with(unit));
    (!counts).then(|| (2500 + year, &text[digits..]))
}

fn buddhist(year: i16) -> Option<i16> {
    let common = (BUDDHIST_YEARS.start() - BUDDHIST_OFFSET)..=(BUDDHIST_YEARS.end() - BUDDHIST_OFFSET);
    match year {
        _ if BUDDHIST_YEARS.contains(&year) => Some(year),
        _ if common.contains(&year) => Some(year + BUDDHIST_OFFSET),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_of_last_months, mentions, named_years, ranges, year_in_name};

    #[test]
    fn years_without_a_word_for_them() {
        for text in [
            "annual-report-2566",
            "report66",
            "plan_66",
            "Annual report 2023",
            "2566-report-final",
            "รายงานผล 2566",
            "summary66",
            "mayor-report-2566",
            "แผนปฏิบัติการ 2566 (ฉบับสมบูรณ์)",
            "รายงานผล 2566 ฉบับแก้ไข",
            "แผนปฏิบัติการ 2566",
            "แผนดำเนินงาน พ.ศ. 2566",
            "รายงานผล ประจำ พ.ศ. ๒๕๖๖",
        ] {
            assert_eq!(year_in_name(text), Some(2566), "{text}");
        }
        for text in [
            "act-2540",
            "พ.ร.บ. ข้อมูลข่าวสาร 2540",
            "report-4-2566",
            "plan-2566-2570",
            "รายงานการประชุม 4/2566",
            "report-2566-10-01",
            "รายงาน ต.ค. 2566",
            "Report of October 2023",
            "คู่มือ พ.ศ. 2566",
            "แผนพัฒนาท้องถิ่น พ.ศ. 2566 - 2570",
            "แผนตามระเบียบกระทรวงมหาดไทย พ.ศ. 2566",
            "o12",
            "file66",
            "IMG_2566",
            "Scan2566",
            "report-may-2566",
            "report 2566 of the works division",
            "25661001",
        ] {
            assert_eq!(year_in_name(text), None, "{text}");
        }
    }

    #[test]
    fn only_years_that_a_title_is_of() {
        let years = |text: &str| named_years(text).iter().map(|named| named.year).collect::<Vec<_>>();
        for text in [
            "รายงานผล ปี 2566",
            "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖",
            "รายงานประจำปี 2566",
            "ปีงบประมาณ2566",
            "plan-fy2566.pdf",
            "Report of Fiscal Year B.E. 2566",
            "FY2023",
            "รายงาน ปีงบฯ 2566",
            "ปี พ.ศ. 2566 (ฉบับจริง)",
            "รายงาน_ปี_2566",
            "รายงานผล ปีงบประมาณ 2566 - ฉบับสมบูรณ์",
            "ปีงบประมาณ 2566-รายงานผล",
            "ประจำปี 2566 ถึงประชาชน",
            "ปีงบ 66",
            "ประจำปี ๖๖",
            "ปี ‘66",
            "fy66.pdf",
            "ไตรมาส 1/66",
            "รายงานผล ไตรมาสที่ ๒/๒๕๖๖",
            "report-q1-2566",
            "Q4/2023",
            "ไตรมาส 3 ปี 2566",
        ] {
            assert_eq!(years(text), [2566], "{text}");
        }
        for text in [
            "พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540",
            "แผนพัฒนา (พ.ศ. 2566–2570)",
            "แผนพัฒนา ปี 2566-2570",
            "แผนพัฒนา ปี 2566 – 2570",
            "แผนพัฒนา ปี 2566 ถึง 2570",
            "แผนพัฒนา ปี 2566 ถึงปี 2570",
            "ตั้งแต่ประจำปี 2566",
            "แผนพัฒนา ปีงบประมาณ พ.ศ. 2566 - พ.ศ. 2570",
            "ประชุมครั้งที่ 4/2567",
            "ปี 2567/1",
            "ตั้งแต่ปี 2566 เป็นต้นมา",
            "ปี 2566 เป็นต้นไป",
            "แผนสามปี",
            "ปีการศึกษา 2566",
            "ปี 25660",
            "defy2566",
            "แผนพัฒนา ปี 2566−2570",
            "แผนพัฒนา ปี 2566-70",
            "ภายใน ปี 60 วัน",
            "ปี 66 ปี",
            "ปี 66 ข้อ",
            "ปี 66 ครั้ง",
            "ปี 66 %",
            "ไตรมาส 1 วันที่ 15",
            "ไตรมาส 1-4",
            "faq1/2566",
            "q5/2566",
            "ไตรมาส 1/2566-2570",
        ] {
            assert_eq!(years(text), [0; 0], "{text}");
        }
        assert_eq!(years("เปรียบเทียบ ปี 2566 กับปี 2567"), [2566, 2567]);
        assert_eq!(ranges("แผนพัฒนาท้องถิ่น (พ.ศ. 2561-2565) ฉบับ 2/2562"), [2561..=2565]);
        assert_eq!(ranges("ปี 2566 ถึงปี 2570, 2567-68"), [2566..=2570, 2567..=2568]);
        assert!(is_of_last_months("ประชุมครั้งที่ 4 ปี 2567 เดือนพฤศจิกายน 2567", 2567));
        assert!(is_of_last_months("ข่าว ปี 2567 เดือนธันวาคม", 2567));
        assert!(!is_of_last_months("ประจำปี 2567 (ต.ค. 66 - ก.ย. 67)", 2567));
        assert!(!is_of_last_months("ประจำปี 2567 (ต.ค. - ก.ย.)", 2567));
        assert!(mentions("ปี 2566 และ 2567", 2567) && mentions("๒๕๖๗", 2567) && !mentions("25670", 2567));
    }
}
