//! Spaces at which a line must not end: within a day, before the year of an era, and between a figure and its unit.

use std::borrow::Cow;

use crate::base::date::MONTHS;

const ERAS: [&str; 6] = ["พ.ศ.", "ค.ศ.", "B.E.", "C.E.", "A.D.", "BE"];

/// A text whose days, years and figures stay whole; `units` are parted by spaces. A text's Thai runs on after a unit, so that
/// `15 วันทำการ` has one.
pub(crate) fn together<'a>(text: &'a str, units: &str) -> Cow<'a, str> {
    let (mut out, mut done) = (String::new(), 0);
    for at in memchr::memchr_iter(b' ', text.as_bytes()) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let (figure, year) = (before.ends_with(is_digit), after.starts_with(is_digit));
        // Most spaces are beside no figure, and this is told quickly.
        if !figure && !year {
            continue;
        }
        let before = before.rsplit(' ').next().unwrap_or_default();
        let next = after.split(' ').next().unwrap_or_default();
        let bound = figure && (is_month(next) || units.split_whitespace().any(|unit| next.starts_with(unit)))
            || year && (is_month(before) || ERAS.iter().any(|era| before.ends_with(era)));
        if bound {
            out.push_str(&text[done..at]);
            out.push('\u{a0}');
            done = at + 1;
        }
    }
    match done {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(out + &text[done..]),
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '๐'..='๙')
}

fn is_month(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', ';', ')']);
    MONTHS.iter().any(|[thai, short, english]| bare == *thai || word == *short || bare.eq_ignore_ascii_case(english))
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn days_years_and_figures_stay_whole_and_nothing_else() {
        let units = "บาท วัน baht";
        let cases = [
            ("ถึง 30 กันยายน 2568 ปี", "ถึง 30_กันยายน_2568 ปี"),
            ("ปีงบประมาณ พ.ศ. ๒๕๖๘ มี", "ปีงบประมาณ พ.ศ._๒๕๖๘ มี"),
            ("ใช้ 38,000 บาทใน 15 วันทำการ", "ใช้ 38,000_บาทใน 15_วันทำการ"),
            ("5 January 2026 (B.E. 2569), 7 baht", "5_January_2026 (B.E._2569), 7_baht"),
            ("from 27 December to 2 January.", "from 27_December to 2_January."),
            ("ข้อ O12 ของปี 2569", "ข้อ O12 ของปี 2569"),
            ("ไม่มีเลข วัน", "ไม่มีเลข วัน"),
        ];
        for (text, expected) in cases {
            assert_eq!(together(text, units), expected.replace('_', "\u{a0}"), "{text}");
        }
    }
}
