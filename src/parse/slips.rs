//! Slips in a line of YAML that the library takes for something else, so that a value is cut, lost or refused far from its
//! cause. Lines are looked at as a person reads them: a key, a colon, a value.

use std::ops::Range;

use crate::base::lang::{Bilingual, both};
use crate::parse::skeleton::value;

/// What was mistyped, and where in the text.
pub(super) struct Slip {
    pub place: Range<usize>,
    pub words: Bilingual<String>,
    pub hint: Bilingual<String>,
}

/// Spaces that are none to YAML and look like one.
const SPACES: &[char] = &['\u{A0}', '\u{1680}', '\u{2007}', '\u{202F}', '\u{205F}', '\u{3000}', '\u{200B}', '\u{FEFF}'];

/// What stands for a colon and is none.
const COLONS: &[char] = &['：', '﹕', '∶', 'ː', '꞉', '︰', '；'];

/// Every slip of a text.
pub(super) fn slips(text: &str) -> Vec<Slip> {
    let mut reader = Reader { text, block: None, open: Vec::new(), slips: Vec::new() };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        reader.line(start, line.trim_end_matches(['\n', '\r']));
        start += line.len();
    }
    reader.slips
}

struct Reader<'a> {
    text: &'a str,
    /// The indentation of the key whose value is a block of lines.
    block: Option<usize>,
    /// The brackets and quotation marks that are open at the end of a line.
    open: Vec<char>,
    slips: Vec<Slip>,
}

impl Reader<'_> {
    fn line(&mut self, start: usize, line: &str) {
        let rest = line.trim_start_matches(|c: char| c == ' ' || c == '\t' || is_strange_space(c));
        let indent = line.len() - rest.len();
        if rest.is_empty() || self.block.is_some_and(|block| indent > block) {
            return;
        }
        self.block = None;
        if !self.open.is_empty() {
            return self.value(start, line, 0, indent);
        }
        if rest.starts_with('#') {
            return;
        }
        if let Some((at, c)) = line[..indent].char_indices().find(|(_, c)| is_strange_space(*c)) {
            return self.strange_space(start + at, c);
        }
        let dashes = rest.len() - rest.trim_start_matches(['-', ' ']).len();
        let (dashes, entry) = if rest.starts_with("- ") { (dashes, true) } else { (0, false) };
        let from = indent + dashes;
        let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        let end = from + line[from..].find(|c| !word(c)).unwrap_or(line.len() - from);
        let after = line[end..].trim_start_matches([' ', '\u{A0}']);
        if let Some(c) = after.chars().next().filter(|c| COLONS.contains(c) && end > from) {
            return self.strange_colon(start + line.len() - after.len(), c, &line[from..end]);
        }
        match line[end..].strip_prefix(':') {
            Some(value) if end > from && (value.is_empty() || value.starts_with(' ')) => {
                self.value(start, line, end + 1, indent);
            }
            _ if entry => self.value(start, line, from, indent),
            _ => {}
        }
    }

    /// The value that begins behind byte `from` of a line.
    fn value(&mut self, start: usize, line: &str, from: usize, indent: usize) {
        let value = line[from..].trim_start();
        let from = line.len() - value.len();
        if !self.open.is_empty() {
            return self.flow(start, line, from, from);
        }
        let Some(first) = value.chars().next() else { return };
        let lone = |mark: char| value[mark.len_utf8()..].is_empty() || value[mark.len_utf8()..].starts_with(' ');
        let name = value[first.len_utf8()..].split(char::is_whitespace).next().unwrap_or_default();
        let used = |mark: char| !name.is_empty() && self.text.contains(&format!("{mark}{name}"));
        let bad = match first {
            '#' => return self.hash(start, line, from, from),
            '|' | '>' => {
                let head = value[1..].split(" #").next().unwrap_or_default().trim_end();
                let sound = head.chars().all(|c| "+-123456789".contains(c));
                self.block = Some(indent).filter(|_| sound);
                !sound
            }
            '&' => {
                let anchors = name.is_ascii() && value[1 + name.len()..].trim_start().starts_with(['[', '{']);
                !used('*') && !anchors
            }
            '*' => !used('&'),
            '!' => !value.strip_prefix("!!").is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())),
            '-' | '?' => lone(first),
            '%' | '@' | '`' | ',' | ']' | '}' => true,
            '[' | '{' | '"' | '\'' => return self.flow(start, line, from, from),
            _ => return self.cut(start, line, from),
        };
        if bad {
            self.needs_quotes(start + from, first, &line[from..]);
        }
    }

    /// A value in brackets or quotation marks from byte `at` of a line, which may go on in the next.
    fn flow(&mut self, start: usize, line: &str, at: usize, value: usize) {
        let mut before = if self.open.is_empty() { ' ' } else { '\n' };
        let mut closed = None;
        let mut skip = false;
        for (at, c) in line[at..].char_indices().map(|(own, c)| (at + own, c)) {
            if std::mem::take(&mut skip) {
                continue;
            }
            match self.open.last() {
                Some('"') if c == '\\' => skip = true,
                // Two single quotes are one of the text.
                Some('\'') if c == '\'' && line[at + 1..].starts_with('\'') => skip = true,
                Some('"' | '\'') if self.open.last() == Some(&c) => drop(self.open.pop()),
                Some('"' | '\'') => {}
                Some(_) if c == '#' && before.is_whitespace() => return self.hash(start, line, at, value),
                last if matches!(c, '[' | '{') && (last.is_none() || "[{,: \n".contains(before)) => self.open.push(c),
                Some('[') if c == ']' => drop(self.open.pop()),
                Some('{') if c == '}' => drop(self.open.pop()),
                last if matches!(c, '"' | '\'') && (last.is_none() || "[{,: \n".contains(before)) => self.open.push(c),
                _ => {}
            }
            before = c;
            if self.open.is_empty() {
                closed = Some(at + c.len_utf8());
                break;
            }
        }
        let Some(end) = closed else { return };
        let rest = line[end..].trim_start();
        let sound =
            rest.is_empty() || rest.starts_with('#') || rest.starts_with(':') && line[value..].starts_with(['"', '\'']);
        if !sound {
            let first = line[value..].chars().next().unwrap_or_default();
            self.needs_quotes(start + value, first, &line[value..]);
        }
    }

    /// A plain value that a `#` cuts.
    fn cut(&mut self, start: usize, line: &str, value: usize) {
        if let Some(at) = line[value..].find(" #").map(|at| value + at + 1) {
            self.hash(start, line, at, value);
        }
    }

    /// A `#` that begins a comment, and that was typed as part of the text: the next letter follows at once, or a number.
    fn hash(&mut self, start: usize, line: &str, at: usize, value: usize) {
        let rest = line[at..].trim_start_matches('#');
        let glued = rest.starts_with(|c: char| !c.is_whitespace()) && line[at..].starts_with('#');
        let number = rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || ('๐'..='๙').contains(&c));
        let apart = line[..at].ends_with("  ");
        // What follows a figure cannot be a part of it.
        let figure = line[value.min(at)..at].trim().chars().all(|c| c.is_ascii_digit() || c == '.');
        if !glued && (!number || apart || figure) {
            return;
        }
        let shown = match value == at || !line[value..].starts_with(['[', '{']) {
            true => quoted(without_comment(&line[value..])),
            false => "\"…\"".to_owned(),
        };
        self.slips.push(Slip {
            place: start + at..start + at + 1,
            words: both!(
                "สิ่งที่อยู่หลัง # ตรงนี้จะหายไป เพราะเป็นหมายเหตุของไฟล์",
                "what follows this # would be lost: it counts as a comment"
            ),
            hint: both!(
                "ครอบทั้งข้อความด้วยเครื่องหมายคำพูด {shown} ถ้าตั้งใจเขียนหมายเหตุ เว้นวรรคหลัง #",
                "put the whole text into quotes, {shown}; if a comment is meant, leave a space after the #"
            ),
        });
    }

    fn needs_quotes(&mut self, at: usize, first: char, value: &str) {
        let shown = quoted(without_comment(value));
        self.slips.push(Slip {
            place: at..at + first.len_utf8(),
            words: both!(
                "ข้อความที่ขึ้นต้นด้วย {first} ต้องครอบด้วยเครื่องหมายคำพูด",
                "a text that begins with {first} needs quotes around it"
            ),
            hint: both!("เขียน {shown}", "write {shown}"),
        });
    }

    fn strange_space(&mut self, at: usize, c: char) {
        let code = format!("U+{:04X}", u32::from(c));
        self.slips.push(Slip {
            place: at..at + c.len_utf8(),
            words: both!(
                "บรรทัดนี้เยื้องด้วยช่องว่างพิเศษ {code} ซึ่งมองไม่ต่างจากเว้นวรรค",
                "this line is indented with {code}, which only looks like a space"
            ),
            hint: both!("ลบแล้วกดแป้นเว้นวรรคใหม่", "delete it and press the space bar"),
        });
    }

    fn strange_colon(&mut self, at: usize, c: char, key: &str) {
        let code = format!("U+{:04X}", u32::from(c));
        self.slips.push(Slip {
            place: at..at + c.len_utf8(),
            words: both!("“{c}” ({code}) ไม่ใช่เครื่องหมาย : ธรรมดา", "`{c}` ({code}) is not the ordinary colon"),
            hint: both!(
                "เปลี่ยนแป้นพิมพ์เป็นอังกฤษ แล้วพิมพ์ {key}: ตามด้วยเว้นวรรค",
                "switch the keyboard to English and type `{key}:` and a space"
            ),
        });
    }
}

/// A value without the comment that drafts have behind it.
fn without_comment(value: &str) -> &str {
    value.split("  #").next().unwrap_or(value).trim_end()
}

/// A text in quotation marks that it does not have itself.
fn quoted(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') { format!("'{text}'") } else { value::quoted(text) }
}

fn is_strange_space(c: char) -> bool {
    SPACES.contains(&c) || ('\u{2000}'..='\u{200B}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn what_is_lost_or_refused_is_told_at_its_cause() {
        for (text, at) in [
            ("title: &ประกาศ", 7),
            ("title: &A ประกาศ", 7),
            ("title: [ด่วน] ประกาศ", 7),
            ("title: {ด่วน} ประกาศ", 7),
            ("title: ! ด่วน", 7),
            ("title: !ด่วน", 7),
            ("title: !!ด่วน ประกาศ", 7),
            ("title: *ด่วน*", 7),
            ("title: | ด่วน", 7),
            ("title: > 5", 7),
            ("title: - ก", 7),
            ("title: \"ด่วน\" ประกาศ", 7),
            ("title: ก #1 ข", 11),
            ("title: ก # 1 ข", 11),
            ("accent: #0b4f66", 8),
            ("title: {th: ก #1, en: b}", 16),
            ("- {th: ก #1, en: b}", 11),
            ("- ก #1", 6),
            ("title： ก", 5),
            ("  - title：ก", 9),
            ("a:\n\u{A0}b: c", 3),
            ("a:\n  b: |\n    x\nc: @d", 19),
        ] {
            let found = slips(text);
            assert_eq!(found.first().map(|slip| slip.place.start), Some(at), "{text}");
        }
    }

    #[test]
    fn what_yaml_means_is_left_alone() {
        for text in [
            "title: ก  # หมายเหตุ\nb: c # d\nt: 3  # 1 ถึง 3",
            "a: [b, c]  # d\ne: {f: \"g # h\", i: 'j''s #k'}\nl: [\n  m,\n  n]\n",
            "a: |\n  # ก #1\n  [ข] ค\nb: >-\n  d",
            "a: &one {b: c}\nd: *one\ne: !!binary YQ==",
            "a: \"b\n  c #1\n  d\" # e",
            "- a: C#1 b\n- https://a.example/#b\n---x\na:\n# b\n",
            "2568: [O1]\n\"a b\": c\n? d",
        ] {
            let found: Vec<_> = slips(text).into_iter().map(|slip| (slip.place, slip.words.en)).collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
