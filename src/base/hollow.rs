//! Documents that open and say nothing: that they are still being made, one letter over and over, a form of dots, data
//! without an entry.

use crate::base::prose::is_monotone;
use crate::base::stub::{bare, is_leftover};
use crate::base::thai::{count_alphanumeric, is_alphanumeric, is_mark, normalise};
use crate::base::yet::says_not_yet;

/// So many bytes of a text are looked at; one that says nothing so far says nothing.
pub(crate) const LOOKED: usize = 4000;

/// A text with fewer letters says nothing.
pub(crate) const FEW: usize = 20;

/// A text with more letters says something beside that it is being made; one with more is a form to be filled in.
const SHORT: usize = 150;
const FORM: usize = 60;

/// So many lines beside are its title.
const TITLE: usize = 2;

/// The beginning of a text, as much of it as is looked at.
pub(crate) fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOKED)]
}

/// Whether the text of a document says nothing.
pub(crate) fn is_hollow(text: &str) -> bool {
    let text = beginning(text);
    let letters = count_alphanumeric(text);
    let lines: Vec<&str> = text.lines().filter(|line| count_alphanumeric(line) > 0).collect();
    let but = |empty: &dyn Fn(&str) -> bool| {
        let rest = lines.iter().filter(|line| !empty(line)).count();
        rest < lines.len() && rest <= TITLE
    };
    let yet = |line: &str| says_not_yet(&bare(line)) || is_leftover(line);
    letters > 0
        && (is_monotone(text)
            || lines.iter().all(|line| is_address(line.trim()))
            || text.to_lowercase().contains("lorem ipsum dolor")
            || (letters <= SHORT && (but(&yet) || says_not_yet(&bare(text))))
            || (letters <= FORM && but(&is_form)))
}

/// Whether of a row, in a table whose rows have had up to `widest` cells, there is only its number: `3`, `๓.`.
pub(crate) fn is_numbered<'c>(cells: impl Iterator<Item = &'c str>, widest: usize) -> bool {
    let mut said = cells.filter(|cell| count_alphanumeric(cell) > 0);
    let number = |cell: &str| cell.chars().all(|c| c.is_numeric() || c.is_whitespace() || ".)".contains(c));
    widest > 1 && said.next().is_some_and(number) && said.next().is_none()
}

/// Whether the text of a page is nothing but its number: `- 3 -`, `หน้า 3 จาก 40`, `Page 3 of 40`.
pub(crate) fn is_folio(page: &str) -> bool {
    let text = normalise(page);
    let words = || text.split(|c: char| !is_alphanumeric(c) && !is_mark(c)).filter(|word| !word.is_empty());
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    words().any(number) && words().all(|word| number(word) || FOLIO.contains(&word))
}

/// What stands beside the number of a page.
const FOLIO: &[&str] = &["หน้า", "หน้าที่", "แผ่นที่", "ที่", "จาก", "page", "of", "p"];

/// Whether a line is an address of the Web alone, which tells where something is.
fn is_address(line: &str) -> bool {
    ["https://", "http://", "www."].iter().any(|begin| line.starts_with(begin)) && !line.contains(char::is_whitespace)
}

/// Whether a line is a place to write on: `ชื่อ ........`.
fn is_form(line: &str) -> bool {
    // Whoever signs has written what stands above.
    !line.trim_start().starts_with("ลงชื่อ") && ["....", "____", "……"].iter().any(|gap| line.contains(gap))
}

/// What data say: the values of JSON without their keys, what stands between and within the marks of XML. `None` for what is
/// neither.
pub(crate) fn values(text: &str) -> Option<String> {
    match text.trim_start().chars().next()? {
        '{' | '[' => Some(json(text)),
        '<' => Some(xml(text)),
        _ => None,
    }
}

/// Whether data have a place for entries and none in it: a calendar, a map, a drawing.
pub(crate) fn is_bare(text: &str) -> bool {
    let none_of = |marks: &[&str]| !marks.iter().any(|mark| text.contains(mark));
    let empty = |behind: &str| {
        let list = behind.trim_start().strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('['));
        list.is_some_and(|list| list.trim_start().starts_with(']'))
    };
    match text.trim_start() {
        text if text.starts_with("BEGIN:VCALENDAR") => none_of(&["BEGIN:VEVENT", "BEGIN:VTODO", "BEGIN:VJOURNAL"]),
        text if text.starts_with('{') => text.split("\"features\"").skip(1).any(empty),
        text if text.starts_with('<') && beginning(text).contains("<svg") => none_of(DRAWN),
        _ => false,
    }
}

/// The marks by which a drawing draws.
const DRAWN: &[&str] = &[
    "<foreignObject",
    "<path",
    "<rect",
    "<circle",
    "<ellipse",
    "<line",
    "<poly",
    "<text",
    "<image",
    "<use",
    ":path",
    ":rect",
    ":text",
];

fn json(text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        said.push_str(before);
        let mut escaped = false;
        let end = after.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let (word, behind) = after.split_at(end.unwrap_or(after.len()));
        rest = behind.strip_prefix('"').unwrap_or(behind);
        if !rest.trim_start().starts_with(':') {
            said.push_str(word);
        }
    }
    said + rest
}

fn xml(text: &str) -> String {
    let mut said = String::new();
    let text = text.replace("<![CDATA[", "").replace("]]>", "");
    let mut rest = text.as_str();
    while let Some((before, mark)) = rest.split_once('<') {
        said.push_str(before);
        let (mark, after) = mark.split_once('>').unwrap_or((mark, ""));
        if !mark.starts_with(['?', '!', '/']) {
            let mut parts = mark.split(['"', '\'']);
            while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
                let of_format = ["xmlns", "xsi:", "version"].iter().any(|own| key.trim_start().contains(own));
                said.push_str(if of_format { "" } else { value });
            }
        }
        said.push('\n');
        rest = after;
    }
    said + rest
}

#[cfg(test)]
mod tests {
    use super::{is_bare, is_folio, is_hollow, is_numbered, values};

    #[test]
    fn a_row_with_its_number_alone() {
        for row in [&["3", "", " "][..], &["๓.", ""], &["", "12"]] {
            assert!(is_numbered(row.iter().copied(), 3), "{row:?}");
        }
        for (row, widest) in [(&["3", "กระดาษ"][..], 3), (&["กระดาษ"], 3), (&["", ""], 3), (&["300"], 1)]
        {
            assert!(!is_numbered(row.iter().copied(), widest), "{row:?}");
        }
    }

    #[test]
    fn a_page_with_its_number_alone() {
        for text in ["1", "- ๓ -", "หน้า 3 จาก 40", "หน้าที่ ๑๒", "Page 3 of 40\n", "p. 7"]
        {
            assert!(is_folio(text), "{text}");
        }
        for text in ["", "หน้า", "หน้า 3 สรุปผล", "of", "แผน 2568"] {
            assert!(!is_folio(text), "{text}");
        }
    }

    #[test]
    fn a_document_that_says_nothing() {
        for text in [
            "เอกสารนี้อยู่ระหว่างการจัดทำ จะเผยแพร่ในภายหลัง",
            "คู่มือการปฏิบัติงาน\n\nเอกสารนี้อยู่ระหว่างการจัดทำ จะเผยแพร่ในภายหลัง\n",
            "กกกกกกกกกกกกกกกกกกกกกกกกกกกก",
            "แผนพัฒนาท้องถิ่น แผนพัฒนาท้องถิ่น\nแผนพัฒนาท้องถิ่น",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
            "คู่มือ\nขั้นตอน ........ ระยะเวลา ........",
            "ชื่องาน ______ ระยะเวลา ______",
            "This document is under construction\nComing soon",
            "https://www.example.go.th/files/plan.pdf",
        ] {
            assert!(is_hollow(text), "{text}");
        }
        for text in [
            "ข้าพเจ้า.................. ตำแหน่ง.............. สังกัด............. มีความประสงค์ขออนุญาตใช้ห้องประชุมของหน่วยงาน ในวันที่.......",
            "แผนปฏิบัติการที่มีเนื้อหาครบทุกหัวข้อตามที่กำหนดไว้ในคู่มือ",
            "โครงการ ก อยู่ระหว่างดำเนินการ\nโครงการ ข แล้วเสร็จ\nโครงการ ค แล้วเสร็จ\nอยู่ระหว่างดำเนินการ",
            "",
        ] {
            assert!(!is_hollow(text), "{text}");
        }
    }

    #[test]
    fn data_without_an_entry() {
        for text in [
            "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR",
            "{\"type\": \"FeatureCollection\", \"features\": [ ]}",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"></svg>",
        ] {
            assert!(is_bare(text), "{text}");
        }
        for text in ["<svg><path d=\"M0\"/></svg>", "BEGIN:VCALENDAR\nBEGIN:VEVENT", "{\"steps\": []}"] {
            assert!(!is_bare(text), "{text}");
        }
        let said =
            |text: &str| values(text).map(|said| said.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
        assert_eq!(said("{\"steps\": [\"a\\\"b\", 3], \"x\" : null}").as_deref(), Some("ab3null"));
        assert_eq!(said("<manual xmlns=\"u:v\"><step a='1'/>ก</manual>").as_deref(), Some("1ก"));
        assert_eq!(said("a,b"), None);
    }
}
