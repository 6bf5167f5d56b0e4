//! Number formats of workbooks (ECMA-376, 18.8.31): what a person sees of a number. A format that is not known here shows the
//! number as it is.

use crate::base::date::Day;
use crate::base::grid::{Cell, Value};
use crate::base::thai::thai_digit;
use crate::io::inspect::grid::figure::{general, plain, rounded};
use crate::io::inspect::grid::moment::{Moment, Step};

/// A format, taken apart.
#[derive(Debug, Default)]
pub(super) struct Format(Vec<Section>);

/// What a format says of some numbers: all, those above zero, below it, or none.
#[derive(Debug, Default)]
struct Section {
    parts: Vec<Part>,
    thai_digits: bool,
    buddhist: bool,
    english: bool,
    /// It says something that is not known here.
    odd: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Words(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    General,
    Time(Step),
}

/// As Excel itself has it.
const MAX_CODE: usize = 255;

impl Format {
    pub(super) fn new(code: &str) -> Format {
        if code.chars().nth(MAX_CODE).is_some() {
            return Format::default();
        }
        let mut letters = code.chars().peekable();
        let mut sections = vec![Section::default()];
        while let Some(c) = letters.next() {
            let section = sections.last_mut().expect("there is always a section");
            match c {
                ';' => sections.push(Section::default()),
                '"' => section.words(letters.by_ref().take_while(|c| *c != '"').collect()),
                '\\' => section.words(letters.next().into_iter().collect()),
                // As wide as that letter, and filled with that letter.
                '_' | '*' => drop(letters.next()),
                '[' => section.bracket(&letters.by_ref().take_while(|c| *c != ']').collect::<String>()),
                '0' | '#' | '?' => section.parts.push(Part::Digit(c)),
                '.' if matches!(section.parts.last(), Some(Part::Time(step)) if step.is_second()) => {
                    while letters.next_if_eq(&'0').is_some() {}
                }
                '.' => section.parts.push(Part::Point),
                ',' => section.parts.push(Part::Comma),
                '%' => section.parts.push(Part::Percent),
                '@' => section.parts.push(Part::General),
                'G' | 'g' if starts(&letters, "eneral") => {
                    letters.by_ref().take(6).for_each(drop);
                    section.parts.push(Part::General);
                }
                'A' | 'a' if starts(&letters, "m/pm") => {
                    letters.by_ref().take(4).for_each(drop);
                    section.parts.push(Part::Time(Step::Half));
                }
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'b' | 'B' | 'e' => {
                    let mut count = 1;
                    while letters.next_if(|next| next.eq_ignore_ascii_case(&c)).is_some() {
                        count += 1;
                    }
                    section.parts.push(Part::Time(Step::of(c.to_ascii_lowercase(), count)));
                }
                'E' | '/' if !section.is_time() => section.odd = true,
                c => section.words(c.to_string()),
            }
        }
        sections.iter_mut().for_each(Section::minutes);
        Format(sections)
    }

    /// The cell of a number; `late` in workbooks whose days count from 1904.
    pub(super) fn cell(&self, number: f64, late: bool) -> Cell {
        let (section, signed) = match (&self.0[..], number) {
            ([_, below, ..], number) if number < 0.0 => (below, false),
            ([_, _, none, ..], 0.0) => (none, false),
            ([above, ..], _) => (above, true),
            ([], _) => return plain(number),
        };
        if section.odd || section.parts.is_empty() {
            return plain(number);
        }
        let (text, value) = if section.is_time() {
            let Some(moment) = Moment::of(number, late) else { return plain(number) };
            (section.time(&moment), section.value(&moment))
        } else {
            (section.number(number, signed), Value::Number(number))
        };
        let text = if section.thai_digits { text.chars().map(thai_digit).collect() } else { text };
        let text = text.trim().to_owned();
        if text.is_empty() { plain(number) } else { Cell { text, value } }
    }
}

impl Section {
    fn words(&mut self, words: String) {
        match self.parts.last_mut() {
            Some(Part::Words(own)) => own.push_str(&words),
            _ => self.parts.push(Part::Words(words)),
        }
    }

    /// A colour, a condition, a currency with a language, or hours that are counted on.
    fn bracket(&mut self, inside: &str) {
        if let Some(rest) = inside.strip_prefix('$') {
            let (words, language) = rest.split_once('-').unwrap_or((rest, ""));
            if !words.is_empty() {
                self.words(words.to_owned());
            }
            let code = u32::from_str_radix(language, 16).unwrap_or_default();
            self.thai_digits = code >> 24 == 0x0D;
            // A calendar is numbered in seven bits; the one of the system is that of Thailand.
            self.buddhist = code >> 16 & 0x7F == 7 || code & 0xFFFF == 0xF800;
            self.english = code & 0xFF == 0x09;
        } else if let Some(step) = Step::counted(inside) {
            self.parts.push(Part::Time(step));
        } else if inside.starts_with(['<', '>', '=']) {
            self.odd = true;
        }
    }

    fn is_time(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Time(_)))
    }

    /// An `m` is of minutes after hours, and before seconds.
    fn minutes(&mut self) {
        let steps: Vec<usize> = (0..self.parts.len()).filter(|at| matches!(self.parts[*at], Part::Time(_))).collect();
        let step = |at: usize| if let Part::Time(step) = &self.parts[at] { Some(*step) } else { None };
        let beside =
            |at: Option<&usize>, is: fn(&Step) -> bool| at.and_then(|at| step(*at)).is_some_and(|own| is(&own));
        let minutes = steps.iter().enumerate().filter(|(place, at)| {
            let after = place.checked_sub(1).and_then(|before| steps.get(before));
            let own = step(**at).is_some_and(|own| own.is_month());
            own && (beside(after, Step::is_hour) || beside(steps.get(place + 1), Step::is_second))
        });
        for at in minutes.map(|(_, at)| *at).collect::<Vec<_>>() {
            self.parts[at] = Part::Time(Step::Minute);
        }
    }

    fn time(&self, moment: &Moment) -> String {
        let half = self.parts.contains(&Part::Time(Step::Half));
        let words = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Time(step) => step.words(moment, self.buddhist, self.english, half),
            Part::Comma => ",".to_owned(),
            Part::Point => ".".to_owned(),
            Part::Digit(_) | Part::Percent | Part::General => String::new(),
        };
        self.parts.iter().map(words).collect()
    }

    /// What a moment is worth by what is shown of it.
    fn value(&self, moment: &Moment) -> Value {
        let shows = |is: fn(&Step) -> bool| self.parts.iter().any(|part| matches!(part, Part::Time(step) if is(step)));
        let is_day = shows(Step::is_year) && shows(Step::is_month);
        match moment.day.and_then(|day| Day::parse(&day.to_string()).ok()) {
            Some(day) if is_day && shows(Step::is_day) && (moment.seconds == 0 || !shows(Step::is_hour)) => {
                Value::Day(day)
            }
            Some(day) if is_day && !shows(Step::is_day) && !shows(Step::is_hour) => Value::Month(day),
            _ => Value::Text,
        }
    }

    fn number(&self, number: f64, signed: bool) -> String {
        let percents = self.parts.iter().filter(|part| **part == Part::Percent).count();
        let first = self.parts.iter().position(|part| matches!(part, Part::Digit(_)));
        let sign = if signed && number < 0.0 { "-" } else { "" };
        let (Some(first), Some(last)) = (first, self.parts.iter().rposition(|part| matches!(part, Part::Digit(_))))
        else {
            let words = |part: &Part| match part {
                Part::Words(words) => words.clone(),
                Part::Percent => "%".to_owned(),
                Part::General => general(number.abs()),
                _ => String::new(),
            };
            return format!("{sign}{}", self.parts.iter().map(words).collect::<String>());
        };
        let point = self.parts.iter().position(|part| *part == Part::Point).unwrap_or(self.parts.len());
        let is_digit = |part: &&Part| matches!(part, Part::Digit(_));
        let places = self.parts[point.min(last)..=last].iter().filter(is_digit).count();
        let places = if point > last { 0 } else { places };
        let whole_end = point.min(last + 1);
        let thousands = self.parts[first..whole_end].contains(&Part::Comma);
        let smaller = self.parts[last + 1..].iter().take_while(|part| **part == Part::Comma).count();
        let scale = 10f64.powi(2 * i32::try_from(percents).unwrap_or(0) - 3 * i32::try_from(smaller).unwrap_or(0));
        let (whole, fraction) = rounded(number.abs() * scale, places);
        let zero = whole == "0" && fraction.bytes().all(|digit| digit == b'0');
        let mut out = self.whole(&whole, first, whole_end, thousands);
        if point <= last {
            out.push_str(&self.fraction(&fraction, point));
        }
        let words = |parts: &[Part]| {
            parts
                .iter()
                .map(|part| match part {
                    Part::Words(words) => words.as_str(),
                    Part::Percent => "%",
                    _ => "",
                })
                .collect::<String>()
        };
        let sign = if zero { "" } else { sign };
        format!("{sign}{}{out}{}", words(&self.parts[..first.min(point)]), words(&self.parts[last + 1..]))
    }

    /// The digits before the point, each at its place, with the words that stand among them.
    fn whole(&self, digits: &str, first: usize, end: usize, thousands: bool) -> String {
        let mut left: Vec<char> = digits.chars().filter(|_| digits != "0").collect();
        let (mut out, mut count) = (Vec::new(), 0);
        let mut put = |out: &mut Vec<char>, digit: char| {
            if thousands && count > 0 && count % 3 == 0 {
                out.push(',');
            }
            count += 1;
            out.push(digit);
        };
        let start = first.min(end);
        for (at, part) in self.parts[start..end].iter().enumerate().rev() {
            match part {
                Part::Digit(kind) => {
                    match left.pop() {
                        Some(digit) => put(&mut out, digit),
                        None if *kind == '0' => put(&mut out, '0'),
                        None => {}
                    }
                    if at == 0 {
                        while let Some(digit) = left.pop() {
                            put(&mut out, digit);
                        }
                    }
                }
                Part::Words(words) => out.extend(words.chars().rev()),
                _ => {}
            }
        }
        // A format that begins with a point shows what is before it all the same.
        while let Some(digit) = left.pop() {
            put(&mut out, digit);
        }
        out.iter().rev().collect()
    }

    /// The digits after the point; those that need not be there go where they are zero.
    fn fraction(&self, digits: &str, point: usize) -> String {
        let mut out = ".".to_owned();
        let mut digits = digits.chars();
        let mut kept = 1;
        for part in &self.parts[point + 1..] {
            match part {
                Part::Digit(kind) => {
                    let digit = digits.next().unwrap_or('0');
                    out.push(digit);
                    if *kind == '0' || digit != '0' {
                        kept = out.len();
                    }
                }
                _ => break,
            }
        }
        out.truncate(kept);
        out
    }
}

/// Whether what follows is this, in small letters or capitals.
fn starts(letters: &std::iter::Peekable<std::str::Chars<'_>>, wanted: &str) -> bool {
    letters.clone().zip(wanted.chars()).filter(|(own, wanted)| own.eq_ignore_ascii_case(wanted)).count() == wanted.len()
}

#[cfg(test)]
mod tests {
    use super::Format;
    use crate::base::grid::Value;
    use crate::io::inspect::grid::figure::plain;
    use crate::io::inspect::grid::known::known;

    fn seen(code: &str, number: f64) -> String {
        Format::new(code).cell(number, false).text
    }

    #[test]
    fn figures_are_seen_as_their_formats_say() {
        for (code, number, expected) in [
            ("0", 12.5, "13"),
            ("0.00", 1.005, "1.01"),
            ("#,##0.00", 1_234_567.891, "1,234,567.89"),
            ("#,##0.00", -0.001, "0.00"),
            ("#,##0", 999.5, "1,000"),
            ("0%", 0.256, "26%"),
            ("0.00%", 0.9906, "99.06%"),
            ("00000", 42.0, "00042"),
            ("0-0000-00000-00-0", 123.0, "0-0000-00000-12-3"),
            ("#.##", 0.5, ".5"),
            ("0.0#", 2.0, "2.0"),
            ("#,##0,", 12_345_678.0, "12,346"),
            ("\"฿\"#,##0.00", 5.0, "฿5.00"),
            ("[$฿-41E]#,##0.00", 1234.0, "฿1,234.00"),
            ("#,##0.00\\ \"บาท\"", 1234.5, "1,234.50 บาท"),
            ("#,##0;(#,##0)", -5.0, "(5)"),
            ("#,##0.00_-;\\-#,##0.00_-;\"-\"??_-", 0.0, "-"),
            ("[Red]0.0;[Blue]-0.0", -1.25, "-1.3"),
            ("[$-D00041E]0.00", 12.0, "๑๒.๐๐"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General \"ราย\"", 7.0, "7 ราย"),
            ("@", 67_109_012_345.0, "67109012345"),
            ("0.00E+00", 12_345.0, "12345"),
            ("# ?/?", 0.5, "0.5"),
            ("[>100]0.0;0", 5.0, "5"),
            (";;;", 5.0, "5"),
        ] {
            assert_eq!(seen(code, number), expected, "{code} of {number}");
        }
        assert_eq!(plain(1.0 / 3.0).text, "0.333333333");
        assert_eq!(plain(1_100_100_000_000.0).text, "1100100000000");
        assert_eq!(plain(-2.5).text, "-2.5");
    }

    #[test]
    fn days_are_seen_as_their_formats_say() {
        // 45566 is 1 October 2024, 243892 the same day of a year that was typed in the Buddhist era.
        for (code, number, expected) in [
            (known(14), 45_566.0, "1/10/2567"),
            ("dd/mm/yyyy", 45_566.0, "01/10/2024"),
            ("[$-D07041E]d mmmm yyyy;@", 45_566.0, "๑ ตุลาคม ๒๕๖๗"),
            ("[$-107041E]d mmm yy;@", 45_566.0, "1 ต.ค. 67"),
            ("[$-187041E]d mmm yyyy", 45_566.0, "1 ต.ค. 2567"),
            ("[$-409]d-mmm-yy;@", 45_566.0, "1-Oct-24"),
            ("d mmm bbbb", 45_566.0, "1 ต.ค. 2567"),
            ("d/m/yyyy", 243_892.0, "1/10/2567"),
            ("mmmm bbbb", 45_566.0, "ตุลาคม 2567"),
            ("dddd d", 45_566.0, "อังคาร 1"),
            ("d/m/bb h:mm", 45_566.75, "1/10/67 18:00"),
            ("h:mm AM/PM", 0.5, "12:00 PM"),
            ("hh:mm:ss", 0.999_999, "00:00:00"),
            ("[h]:mm", 1.5, "36:00"),
            ("mm:ss", 0.5 + 1.0 / 1440.0, "01:00"),
            ("yyyy-mm-dd", 1.0, "1900-01-01"),
        ] {
            assert_eq!(seen(code, number), expected, "{code} of {number}");
        }
        let value = |code: &str, number: f64, late| Format::new(code).cell(number, late).value;
        let day = |value: Value| match value {
            Value::Day(day) => day.to_string(),
            Value::Month(day) => format!("month of {day}"),
            other => format!("{other:?}"),
        };
        assert_eq!(day(value("d/m/yyyy", 45_566.0, false)), "2024-10-01");
        assert_eq!(day(value("d/m/yyyy", 243_892.0, false)), "2024-10-01");
        assert_eq!(day(value("d/m/yyyy", 44_104.0, true)), "2024-10-01");
        assert_eq!(day(value("mmm-yy", 45_566.0, false)), "month of 2024-10-01");
        assert_eq!(day(value("d/m/yyyy h:mm", 45_566.5, false)), "Text");
        assert_eq!(day(value("d/m/yyyy", -1.0, false)), "Number(-1.0)");
    }
}
