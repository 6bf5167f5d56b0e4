//! What a text says to whoever reads it: whether there is anything in it, and what somebody has left to be filled in. Only
//! what is surely left over counts: prose may trail off, and a form has dotted lines.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::markdown::{Placed, is_inline};
use crate::base::stub::{bare, is_leftover};
use crate::base::thai::{count_alphanumeric, is_alphanumeric, is_numeric, is_thai, surely_longer};
use crate::base::yet::{LONG, points_elsewhere, says_not_yet};

/// What a body, or the part of one below a heading, says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// There is something to be read or seen, headings aside.
    pub says: bool,
    /// Where a word still stands for what is to be written.
    pub leftover: Option<Range<usize>>,
    /// As much as it says, in letters; a picture, a link, a list, a table and a figure say enough by themselves.
    said: usize,
}

/// Fewer letters are a word, and no page.
const WORD: usize = 8;

/// Whether a text gives a value: something to be read that does not stand for one to come.
pub(crate) fn is_value(text: &str) -> bool {
    text.contains(is_alphanumeric) && !is_leftover(text) && !says_not_yet(&bare(text))
}

/// Whether a text is one word, one phrase or one letter over and over, or a figure too short for an answer: `กกกก`, `test test test`,
/// `1 2 3`.
pub(crate) fn is_monotone(text: &str) -> bool {
    let letters = || text.chars().filter(|c| is_thai(*c) || is_alphanumeric(*c));
    let head: Vec<char> = letters().take(3 * LONGEST).collect();
    let count = head.len();
    // Few texts begin so, and only those are read to their end.
    let begins = |length: usize| head.iter().zip(&head[length..]).all(|(before, c)| before == c);
    let again = |length| begins(length) && letters().zip(letters().skip(length)).all(|(before, c)| before == c);
    let figure = count < 4 && letters().all(is_numeric);
    figure || (count > 3 && (1..=count / 3).any(again))
}

/// No word or phrase that stands over and over is longer.
const LONGEST: usize = 60;

/// What the whole of a text says, and what it says below each of its headings: to the next one of the same level or above.
pub(crate) fn prose(events: &[Placed<'_>]) -> (Prose, Vec<Prose>) {
    let mut reading = Reading::default();
    for (event, place) in events {
        reading.step(event, place);
    }
    reading.end_block();
    (reading.whole, reading.sections)
}

/// A text while it is read.
#[derive(Default)]
struct Reading {
    whole: Prose,
    sections: Vec<Prose>,
    /// The headings that what comes next is below, each with its level.
    open: Vec<(usize, usize)>,
    /// The words of the present block, where they stand, and whether it has a picture or a link.
    words: String,
    place: Option<Range<usize>>,
    picture: bool,
    link: bool,
    /// Within a heading, the head of a table, or code.
    heading: bool,
    head: bool,
    code: bool,
    struck: bool,
    /// A row of a table or an entry of a list, where a short answer is one.
    listed: usize,
}

impl Reading {
    fn step(&mut self, event: &Event<'_>, place: &Range<usize>) {
        if !is_inline(event) && !matches!(event, Event::TaskListMarker(_)) {
            self.end_block();
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let level = *level as usize;
                self.open.retain(|(above, _)| *above < level);
                self.open.push((level, self.sections.len()));
                self.sections.push(Prose::default());
                self.heading = true;
            }
            Event::End(TagEnd::Heading(_)) => self.heading = false,
            Event::Start(Tag::TableHead) => self.head = true,
            Event::End(TagEnd::TableHead) => self.head = false,
            Event::Start(Tag::CodeBlock(_)) => self.code = true,
            Event::End(TagEnd::CodeBlock) => self.code = false,
            Event::Start(Tag::TableRow | Tag::Item) => self.listed += 1,
            Event::End(TagEnd::TableRow | TagEnd::Item) => self.listed = self.listed.saturating_sub(1),
            _ if self.heading || self.head => {}
            Event::Start(Tag::Image { .. }) => self.picture = true,
            Event::Start(Tag::Link { .. }) => self.link = true,
            Event::Start(Tag::Strikethrough) => self.struck = true,
            Event::End(TagEnd::Strikethrough) => self.struck = false,
            // What is struck out is said no more.
            Event::Text(_) if self.struck => {}
            Event::Text(words) => {
                self.words.push_str(words);
                let start = self.place.as_ref().map_or(place.start, |known| known.start);
                self.place = Some(start..place.end);
            }
            // A word of a program is no word of the text.
            Event::Code(_) => self.words.push('ก'),
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let (words, place) = (std::mem::take(&mut self.words), self.place.take());
        let (picture, link) = (std::mem::take(&mut self.picture), std::mem::take(&mut self.link));
        let leftover = place.filter(|_| !self.code && is_leftover(&words));
        let read = words.contains(is_alphanumeric);
        let empty = self.listed == 0 && (is_monotone(&words) || says_nothing(&words, link));
        let says = picture || (read && leftover.is_none() && !empty);
        if !says && leftover.is_none() {
            return;
        }
        let enough = picture || link || self.listed > 0 || self.code || words.contains(is_numeric);
        let said = if enough { WORD } else { count_alphanumeric(&words) };
        let sections = self.open.iter().map(|(_, at)| *at).collect::<Vec<_>>();
        for at in sections {
            self.sections[at].add(says.then_some(said), leftover.as_ref());
        }
        self.whole.add(says.then_some(said), leftover.as_ref());
    }
}

/// Whether words only tell that something has not come yet or, without a link, that it stands elsewhere.
fn says_nothing(words: &str, link: bool) -> bool {
    !surely_longer(words, LONG) && {
        let said = bare(words);
        says_not_yet(&said) || (!link && points_elsewhere(&said))
    }
}

impl Prose {
    /// Whether it says something, and more than a word.
    pub(crate) fn tells(&self) -> bool {
        self.says && self.said >= WORD
    }

    fn add(&mut self, said: Option<usize>, leftover: Option<&Range<usize>>) {
        self.says |= said.is_some();
        self.said += said.unwrap_or_default();
        self.leftover = self.leftover.take().or_else(|| leftover.cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::{is_value, prose};
    use crate::base::markdown::events;

    #[test]
    fn what_is_to_come_is_no_value() {
        assert!(
            is_value("042-000000") && is_value("ไม่มี") && !is_value("-") && !is_value("…") && !is_value("ยังไม่มีข้อมูล")
        );
    }

    #[test]
    fn headings_and_heads_of_tables_say_nothing() {
        let says = |text: &str| prose(&events(text)).0.says;
        for empty in [
            "",
            "## ก",
            "## ก\n\n### ข\n",
            "| ที่ | ชื่อ |\n|---|---|\n",
            "<!-- ก -->\n",
            "---\n\n***\n",
            "- \n- \n",
            "&nbsp;",
            "อยู่ระหว่างจัดทำ",
            "อยู่ระหว่างดำเนินการจัดทำ",
            "รอข้อมูลจากกองคลัง",
            "จะเพิ่มเติมภายหลัง",
            "หน้านี้อยู่ระหว่างรอข้อมูลจากกองช่าง จะเผยแพร่ภายหลัง",
            "ขออภัย ขณะนี้ข้อมูลกำลังจัดทำ",
            "ขณะนี้หน่วยงานอยู่ระหว่างการรวบรวมข้อมูลจากทุกกองงานที่เกี่ยวข้อง เมื่อแล้วเสร็จจะนำมาเผยแพร่ให้ประชาชนทราบต่อไป",
            "เนื้อหานี้จะเปิดให้ชมเร็ว ๆ นี้",
            "Please check back later",
            "This page is awaiting the data of the works division.",
            "N/A",
            "อยู่ในระหว่างรวบรวม",
            "test test test",
            "กกกกกกกกกกกกกก",
            "1\n2\n3",
            "~~แผนเก่า~~",
            "ดูเอกสารแนบ",
            "รายละเอียดตามเอกสารแนบด้านล่าง",
        ] {
            assert!(!says(empty), "{empty}");
        }
        for full in [
            "ก",
            "## ก\n\nข",
            "![ผัง](a.png)",
            "| ที่ | ชื่อ |\n|---|---|\n| 1 | ก |\n",
            "- ก",
            "    รหัส",
            "**ก**",
            "[ก](a.md)",
            "- อยู่ระหว่างดำเนินการ",
            "0 4249 0109",
            "๑,๒๕๐,๐๐๐",
            "[ดาวน์โหลดเอกสารแผน](../files/plan.pdf)",
            "เอกสารแนบท้ายประกาศ อบต.",
        ] {
            assert!(says(full), "{full}");
        }
    }

    #[test]
    fn a_word_is_no_page() {
        let tells = |text: &str| prose(&events(text)).0.tells();
        for word in ["คู่มือ", "มี", "ไม่มี", "abc", "## คู่มือการปฏิบัติงาน\n\nคู่มือ", "**มี**"]
        {
            assert!(!tells(word), "{word}");
        }
        for page in
            ["ไม่มีเรื่องร้องเรียน", "1567", "- มี", "[มี](a.md)", "![มี](a.png)", "| ก |\n|---|\n| มี |\n", "มี\n\nนายสมชาย"]
        {
            assert!(tells(page), "{page}");
        }
    }

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_level() {
        let text = "## ก\n\n## ข\n\n### ค\n\nมี\n\n## ง\n\nจำนวน: …\n";
        let (whole, sections) = prose(&events(text));
        assert_eq!(sections.iter().map(|one| one.says).collect::<Vec<_>>(), [false, true, true, false]);
        assert!(whole.says);
        assert_eq!(whole.leftover.map(|at| text[at].to_owned()).as_deref(), Some("จำนวน: …"));
        assert_eq!(sections.iter().filter(|one| one.leftover.is_some()).count(), 1);
    }
}
