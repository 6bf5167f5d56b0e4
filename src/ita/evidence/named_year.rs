//! The years that a title says something is of: those behind ปีงบประมาณ, ประจำปี or ปี (`ปี 2566`, `ประจำปีงบประมาณ พ.ศ. ๒๕๖๖`,
//! `FY2023`). A year of a law's name, of a range, of a number or of a time that goes on says nothing.

use crate::base::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS};
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
const DASHES: &[char] = &['-', '–', '—', '~'];
const GOES_ON: &[&str] = &["-", "–", "—", "~", "ถึง", "/", "เป็นต้นไป"];

/// Months whose fiscal year is the next one.
const LAST_MONTHS: &[&str] = &["ตุลาคม", "พฤศจิกายน", "ธันวาคม", "ต.ค.", "พ.ย.", "ธ.ค."];

/// The years that a text says something is of.
pub(crate) fn named_years(text: &str) -> Vec<Named> {
    let text = normalise(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, word, fiscal)) = next(&text, at) {
        at = start + word.len();
        let behind = without_eras(&text[at..]);
        let Some((year, rest)) = year(behind) else { continue };
        let before = text[..start].trim_end().trim_end_matches("ประจำ").trim_end();
        // A dash behind a year joins it to the next; in the name of a file it only parts words.
        let joined =
            before.strip_suffix(DASHES).is_some_and(|year| year.trim_end().ends_with(|c: char| c.is_ascii_digit()));
        let begins = joined || BEGINS.iter().any(|sign| before.ends_with(sign));
        let goes_on = GOES_ON.iter().any(|sign| rest.trim_start().starts_with(sign));
        if !begins && !goes_on {
            found.push(Named { year, fiscal });
        }
    }
    found
}

/// Whether a text mentions a year in any way.
pub(crate) fn mentions(text: &str, wanted: i16) -> bool {
    let text = normalise(text);
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|number| number.parse().is_ok_and(|year| number.len() == 4 && buddhist(year) == Some(wanted)))
}

/// Whether a text speaks of a month from October to December.
pub(crate) fn is_of_last_months(text: &str) -> bool {
    let text = normalise(text);
    LAST_MONTHS.iter().any(|month| text.contains(&normalise(month)))
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
    use super::{mentions, named_years};

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
            "แผนพัฒนา ปีงบประมาณ พ.ศ. 2566 - พ.ศ. 2570",
            "ประชุมครั้งที่ 4/2567",
            "ปี 2567/1",
            "ตั้งแต่ปี 2566 เป็นต้นมา",
            "ปี 2566 เป็นต้นไป",
            "แผนสามปี",
            "ปีการศึกษา 2566",
            "ปี 25660",
            "defy2566",
        ] {
            assert_eq!(years(text), [0; 0], "{text}");
        }
        assert_eq!(years("เปรียบเทียบ ปี 2566 กับปี 2567"), [2566, 2567]);
        assert!(mentions("ปี 2566 และ 2567", 2567) && mentions("๒๕๖๗", 2567) && !mentions("25670", 2567));
    }
}
