//! Values as YAML text that reads back as what it was.

use crate::base::date::Day;
use crate::base::lang::{Bilingual, Text};
use crate::ita::score::Exact;

/// A text on one line: plain where it can be, else in quotes.
pub(crate) fn line(text: &str) -> String {
    let text = text.trim();
    let begins = text.starts_with(|c: char| c.is_alphanumeric() || "./".contains(c));
    let special = |c: char| c.is_control() || ",[]{}:#&*!|>'\"%@`\\".contains(c);
    let word = ["null", "true", "false", "yes", "no", "on", "off"].contains(&text.to_ascii_lowercase().as_str());
    if begins && !word && !text.contains(special) { text.to_owned() } else { quoted(text) }
}

/// A text in both languages, or in Thai alone where the English is empty, on one line.
pub(crate) fn bilingual(text: Bilingual<&str>) -> String {
    match text.map(str::trim) {
        Bilingual { th, en } if en.is_empty() || en == th => line(th),
        Bilingual { th, en } => format!("{{th: {}, en: {}}}", line(th), line(en)),
    }
}

/// A text of the content.
pub(crate) fn text(text: &Text) -> String {
    bilingual(text.written().map(Option::unwrap_or_default))
}

/// A day as officers write it: the Buddhist year, the month, the day.
pub(crate) fn day(day: Day) -> String {
    format!("{}-{:02}-{:02}", day.buddhist_year(), day.month(), day.day())
}

/// A weight as a decimal, as it was read from one.
pub(crate) fn decimal(weight: Exact) -> String {
    let billionths = (weight * Exact::from(1_000_000_000)).to_integer();
    let text = format!("{}.{:09}", billionths / 1_000_000_000, billionths % 1_000_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Double quotes; JSON's escapes are YAML's too.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::{Exact, bilingual, decimal, line};
    use crate::base::lang::both;
    use crate::base::path::RelPath;
    use crate::parse::yaml;

    #[test]
    fn what_is_written_reads_back() {
        let path = RelPath::new("a.yaml").unwrap();
        for text in [
            "ก",
            "a: b",
            "# a",
            "null",
            "ก # ข",
            "- a",
            "12",
            "a\"b\\c",
            "[a]",
            "สอง\nบรรทัด",
            "",
            "{",
            "'",
            "O1",
            "a, b",
            "~",
        ] {
            for yaml in [format!("a: {}\n", line(text)), format!("{{a: {}, b: c}}\n", line(text))] {
                let mut findings = Vec::new();
                let node =
                    yaml::parse(&path, &yaml, 0, &mut findings).unwrap_or_else(|| panic!("{yaml}: {findings:?}"));
                assert_eq!(node.get("a").and_then(|value| value.scalar()), Some(text), "{yaml}");
            }
        }
    }

    #[test]
    fn one_language_or_both() {
        assert_eq!(bilingual(both("ก", "a: b")), "{th: ก, en: \"a: b\"}");
        assert_eq!(bilingual(both("E-Service", "E-Service")), "E-Service");
        assert_eq!(bilingual(both("ก", " ")), "ก");
    }

    #[test]
    fn weights_are_decimals() {
        assert_eq!(decimal(Exact::new(3, 10)), "0.3");
        assert_eq!(decimal(Exact::from(1)), "1");
        assert_eq!(decimal(Exact::new(333, 1000)), "0.333");
    }
}
