//! What evidence wants in words: a sentence for all that is wanting at one place, and what to do about it.

use crate::base::lang::{Bilingual, Lang, both};
use crate::ita::article::Show;
use crate::ita::contact::ContactKind;
use crate::ita::evidence::data_words::{contact, not_shown, people, person, show_it, shown};
use crate::ita::evidence::lack::{Lack, TableLack};
use crate::ita::evidence::table_words::{cells, table};
use crate::ita::holds::{MeasureField, PersonField};
use crate::ita::life::Phase;
use crate::ita::year::Period;

/// How many things of one place are told one by one.
const SHOWN: usize = 6;

impl Lack {
    /// What is wanting, as a sentence without a full stop.
    pub(crate) fn words(&self) -> Bilingual<String> {
        sentence(&[self])
    }
}

/// What is wanting at one place, as one sentence without a full stop.
pub(crate) fn sentence(lacks: &[&Lack]) -> Bilingual<String> {
    Bilingual::each(|lang| {
        let mut parts: Vec<String> = Vec::new();
        let lacks = gathered(lacks);
        let mut rest = lacks.as_slice();
        let mut left = 0;
        while let Some(first) = rest.first() {
            let alike = rest.iter().take_while(|one| one.joins(first)).count().max(1);
            let part = first.part(&rest[..alike], lang);
            rest = &rest[alike..];
            match (parts.len() < SHOWN, first) {
                (_, Lack::Table(_, TableLack::More(more))) => left += more,
                (true, _) => parts.push(part),
                (false, _) => left += alike,
            }
        }
        if left > 0 {
            parts.push(lang.choose(format!("และอีก {left} แห่ง"), format!("and {left} more")));
        }
        let about = lacks.first().and_then(|lack| lack.about(lang)).unwrap_or_default();
        about + &parts.join("; ")
    })
}

/// What is told together stands together: of a table first what its form wants, then its cells, column by column.
fn gathered<'a>(lacks: &[&'a Lack]) -> Vec<&'a Lack> {
    let mut groups: Vec<Vec<&Lack>> = Vec::new();
    for lack in lacks {
        match groups.iter_mut().find(|group| lack.joins(group[0])) {
            Some(group) => group.push(lack),
            None => groups.push(vec![lack]),
        }
    }
    groups.sort_by_key(|group| matches!(group[0], Lack::Table(_, what) if what.cell().is_some()));
    groups.concat()
}

fn list(names: &[String], lang: Lang) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => {
            format!("{} {} {last}", rest.join(lang.choose(" ", ", ")), lang.choose("และ", "and"))
        }
        _ => names.join(""),
    }
}

impl Lack {
    /// What several lacks of one place are about, before their parts.
    fn about(&self, lang: Lang) -> Option<String> {
        let Lack::Table(table, _) = self else { return None };
        let sheet = match (table.sheet.as_str(), lang) {
            ("", _) => String::new(),
            (sheet, Lang::Th) => format!(" ชีต “{sheet}”"),
            (sheet, Lang::En) => format!(", sheet “{sheet}”"),
        };
        let (id, file) = (&table.id, &table.file);
        Some(lang.choose(format!("ตาราง {id} ({file}{sheet}) "), format!("table {id} ({file}{sheet}): ")))
    }

    /// Whether two lacks are told by one part of the sentence.
    fn joins(&self, other: &Lack) -> bool {
        match (self, other) {
            (Lack::Table(a, TableLack::Column(_)), Lack::Table(b, TableLack::Column(_))) => a == b,
            (Lack::Table(a, TableLack::Month(..)), Lack::Table(b, TableLack::Month(..))) => a == b,
            (Lack::Table(a, one), Lack::Table(b, two)) => a == b && one.is_alike(two),
            (Lack::Contact(_), Lack::Contact(_)) => true,
            (Lack::Person { name: a, .. }, Lack::Person { name: b, .. }) => a == b,
            (Lack::Measure { id: a, .. }, Lack::Measure { id: b, .. }) => a == b,
            _ => false,
        }
    }

    /// Some lacks of which each joins this one.
    fn part(&self, alike: &[&Lack], lang: Lang) -> String {
        if let Lack::Table(_, what) = self
            && what.cell().is_some()
        {
            return cells(what, alike, lang);
        }
        let own: Vec<String> = alike.iter().map(|one| one.own(lang)).collect();
        let all = list(&own, lang);
        match self {
            Lack::Table(_, TableLack::Column(_)) => lang.choose(format!("ไม่มีช่อง {all}"), format!("no column {all}")),
            Lack::Table(_, TableLack::Month(..)) => {
                lang.choose(format!("ไม่มีแถวของเดือน {all}"), format!("no row for {all}"))
            }
            Lack::Contact(_) => lang.choose(
                format!("agency.yaml ยังไม่มีข้อมูลจริงของ {all}"),
                format!("agency.yaml gives no real value for {all}"),
            ),
            Lack::Person { name, .. } => lang.choose(format!("{name} ไม่มี{all}"), format!("{name} has no {all}")),
            Lack::Measure { id, .. } => {
                lang.choose(format!("มาตรการ {id} ไม่มี{all}"), format!("measure {id} has no {all}"))
            }
            _ => all,
        }
    }

    fn own(&self, lang: Lang) -> String {
        let pick = |words: Bilingual<&str>| words.pick(lang).to_owned();
        match self {
            Lack::Table(_, what) => table(what, lang),
            Lack::Contact(kind) => contact(*kind, lang).to_owned(),
            Lack::Person { field, .. } => person(*field, lang).to_owned(),
            Lack::Measure { field, .. } => match field {
                MeasureField::Result => pick(both("ผล", "result")),
                MeasureField::Evidence => pick(both("หลักฐาน", "evidence")),
            },
            Lack::File => pick(both("ไม่พบไฟล์ของเอกสารนี้", "the file of this document is not there")),
            Lack::Unknown => pick(both("สิ่งที่อ้างถึงไม่มีอยู่", "what it names is not there")),
            Lack::Refused => pick(both("ไฟล์ชนิดนี้เผยแพร่ไม่ได้", "a file of this kind is not published")),
            Lack::Unreadable(_) => pick(both("เปิดเอกสารนี้ไม่ได้", "the document does not open")),
            Lack::Blank => pick(both("ไฟล์นี้ว่างเปล่า", "the file is empty")),
            Lack::Empty => pick(both("เอกสารนี้ไม่มีข้อความ", "the document has no text")),
            Lack::FewLetters(count) => {
                lang.choose(format!("ไฟล์นี้มีตัวอักษรเพียง {count} ตัว"), format!("the file has only {count} letters"))
            }
            Lack::Hollow => pick(both("ไฟล์นี้เปิดได้แต่ไม่มีเนื้อหา", "the file opens and says nothing")),
            Lack::OtherTime(_) => pick(both("เป็นของช่วงเวลาอื่น", "it is of another time")),
            Lack::ItemPeriod(Period { from, to }) => lang.choose(
                format!("period ของข้อ ({} ถึง {}) ไม่ใช่ช่วงที่ข้อนี้ถาม", from.in_words(Lang::Th), to.in_words(Lang::Th)),
                format!(
                    "the item's `period` ({} to {}) is not the time that is asked for",
                    from.in_words(Lang::En),
                    to.in_words(Lang::En)
                ),
            ),
            Lack::Unpublished(path, Phase::Over(day)) => lang.choose(
                format!("หน้า {path} หมดอายุเมื่อ {}", day.in_words(Lang::Th)),
                format!("the page {path} was over after {}", day.in_words(Lang::En)),
            ),
            Lack::Unpublished(path, phase) => match phase.day() {
                Some(day) => lang.choose(
                    format!("หน้า {path} ยังไม่เผยแพร่จนถึง {}", day.in_words(Lang::Th)),
                    format!("the page {path} is not public before {}", day.in_words(Lang::En)),
                ),
                None => lang.choose(format!("หน้า {path} ยังเป็นฉบับร่าง"), format!("the page {path} is a draft")),
            },
            Lack::PageAwaits(path) => lang.choose(
                format!("หน้า {path} บอกเองว่ายังรอข้อมูล (awaiting)"),
                format!("{path} says itself that it awaits something"),
            ),
            Lack::LeadsOn(page) => lang.choose(
                format!("หน้า {page} เพียงพาไปยังหน้าอื่น ไม่ใช่หลักฐานเอง"),
                format!("{page} only leads to other pages; it is no evidence by itself"),
            ),
            Lack::Itself => pick(both("หลักฐานนี้คือหน้าของข้อนี้เอง", "the evidence is the page of the item itself")),
            Lack::RestsOnItems(path) => lang.choose(
                format!("ข้อใน {path} ไม่มีหลักฐานอื่นนอกจากหน้าของข้อ"),
                format!("the item in {path} has no evidence but pages of items"),
            ),
            Lack::PageEmpty(page) => {
                lang.choose(format!("หน้า {page} ยังไม่มีสาระ"), format!("{page} says nothing of substance yet"))
            }
            Lack::NothingShown(page, show) => {
                let what = shown(*show, lang);
                lang.choose(
                    format!("หน้า {page} แสดง{what} แต่ยังไม่มีเลย"),
                    format!("{page} shows {what}, and there are none yet"),
                )
            }
            Lack::Leftover { file, line, text } => lang.choose(
                format!("{file} บรรทัด {line} ยังมี “{text}” ที่ต้องเขียน"),
                format!("line {line} of {file} still has “{text}”"),
            ),
            Lack::Unwritten(text) => {
                lang.choose(format!("“{text}” ยังไม่ได้เขียน"), format!("“{text}” is still to be written"))
            }
            Lack::NoReason(text) => lang.choose(
                format!("“{text}” ไม่บอกว่าเหตุใดจึงไม่เกี่ยวข้อง"),
                format!("“{text}” does not say why this does not apply"),
            ),
            Lack::SectionEmpty(anchor) => lang.choose(
                format!("ใต้หัวข้อ #{anchor} ยังไม่มีสาระ"),
                format!("nothing of substance stands below the heading #{anchor}"),
            ),
            Lack::NotYet(day) => lang.choose(
                format!("ข่าวนี้ลงวันที่ {} ซึ่งยังมาไม่ถึง", day.in_words(Lang::Th)),
                format!("this news is of {}, which has not come yet", day.in_words(Lang::En)),
            ),
            Lack::TestHost(host) => lang.choose(
                format!("{host} เป็นเครื่องทดสอบ ที่อยู่ตัวอย่าง หรือลิงก์ย่อ"),
                format!("{host} is a test host, an example or a short link"),
            ),
            Lack::StartPage(host) => {
                lang.choose(format!("นี่คือหน้าแรกของ {host}"), format!("this is the start page of {host}"))
            }
            Lack::SharedFolder(host) => lang.choose(
                format!("นี่คือโฟลเดอร์ของ {host} ไม่ใช่เอกสาร"),
                format!("this is a folder of {host}, and no document"),
            ),
            Lack::Closed(host) => lang.choose(
                format!("หน้านี้ของ {host} ให้ลงชื่อเข้าใช้ หรือบอกว่าไม่พบข้อมูล"),
                format!("this page of {host} asks for a password, or says that nothing is there"),
            ),
            Lack::PlainHttp => pick(both("ที่อยู่นี้เป็น http:// ซึ่งไม่เข้ารหัส", "this address is plain http://")),
            Lack::NoSuchPage(address) => {
                lang.choose(format!("เว็บไซต์นี้ไม่มีหน้า /{address}"), format!("this site has no page /{address}"))
            }
            Lack::NoSuchHeading(anchor) => {
                lang.choose(format!("ไม่มีหัวข้อ #{anchor} ในหน้านั้น"), format!("that page has no heading #{anchor}"))
            }
            Lack::ItemAwaits => pick(both(
                "ข้อนี้บอกเองว่ายังรอข้อมูล (awaiting) จึงยังไม่ครบ",
                "the item says itself that it awaits something, so it is not complete",
            )),
            Lack::NotShown(asked) => not_shown(asked, lang),
            Lack::People { group, position, has, asked } => people(group.as_deref(), position, (*has, *asked), lang),
            Lack::OnePhoto(names) => {
                let names = list(names, lang);
                lang.choose(format!("{names} ใช้รูปถ่ายเดียวกัน"), format!("{names} have one photograph between them"))
            }
            Lack::Files { document, missing } => {
                let missing = missing.iter().map(|one| format!(".{one}")).collect::<Vec<_>>();
                let missing = list(&missing, lang);
                lang.choose(
                    format!("เอกสาร “{document}” ยังไม่มีฉบับ {missing}"),
                    format!("“{document}” is not offered as {missing}"),
                )
            }
            Lack::News { has, asked, within } => {
                let time = within.map_or(String::new(), |Period { from, to }| {
                    lang.choose(
                        format!(" ในช่วง {} ถึง {}", from.in_words(Lang::Th), to.in_words(Lang::Th)),
                        format!(" from {} to {}", from.in_words(Lang::En), to.in_words(Lang::En)),
                    )
                });
                lang.choose(
                    format!("มีข่าว{time} {has} ข่าว ต้องมีอย่างน้อย {asked}"),
                    format!(
                        "of {asked} or more pieces of news that are asked for there {} {has}{time}",
                        if *has == 1 { "is" } else { "are" }
                    ),
                )
            }
            Lack::NoMeasures(year) => {
                lang.choose(format!("ยังไม่มีมาตรการของปี {year}"), format!("there are no measures of {year}"))
            }
        }
    }

    /// What to do about it.
    pub(crate) fn advice(&self) -> Bilingual<String> {
        let words = match self {
            Lack::Empty | Lack::FewLetters(_) | Lack::Hollow => {
                both("แนบฉบับที่มีเนื้อหาครบ", "offer the one that has its whole text")
            }
            Lack::ItemPeriod(_) => {
                both("แก้ period หรือใช้ข้อมูลของช่วงที่ข้อนี้ถาม", "correct `period`, or offer what the item asks for")
            }
            Lack::Unpublished(_, Phase::Over(_)) => both(
                "ลบหรือแก้ expires ของหน้านั้น หรืออ้างหน้าที่ยังใช้อยู่",
                "delete or correct the `expires` of that page, or name one that still holds",
            ),
            Lack::Unpublished(..) => both(
                "เผยแพร่หน้านั้น: ลบ draft หรือแก้วัน publish แล้วสร้างเว็บอีกครั้ง",
                "publish that page: delete its `draft` or correct its `publish`, and build again",
            ),
            Lack::PageAwaits(_) => both(
                "เติมหน้านั้นให้ครบแล้วลบ awaiting หรือลบหลักฐานนี้ไว้ก่อน",
                "complete that page and delete its `awaiting`, or take this evidence away for now",
            ),
            Lack::LeadsOn(_) | Lack::Itself | Lack::RestsOnItems(_) => {
                both("อ้างหน้า เอกสาร หรือตารางที่มีข้อมูลนั้นโดยตรง", "name the very page, document or table that has it")
            }
            Lack::PageEmpty(_) | Lack::SectionEmpty(_) => {
                both("เขียนเนื้อหา หรืออ้างหน้าที่มีข้อมูล", "write what is asked for, or name the page that has it")
            }
            Lack::NothingShown(_, Show::News) => both("เพิ่มข่าวในโฟลเดอร์ news", "add news to the folder `news`"),
            Lack::NothingShown(_, Show::Services) => {
                both("เพิ่มบริการในโฟลเดอร์ services", "add services to the folder `services`")
            }
            Lack::NothingShown(_, Show::Documents | Show::Data | Show::Years) => {
                both("เพิ่มเอกสารในหน้าที่เกี่ยวข้อง", "add documents to the pages that they belong to")
            }
            Lack::People { group: Some(_), .. } => both(
                "เพิ่มผู้บริหารใน people.yaml และระบุฝ่ายที่ side:",
                "add them to people.yaml, and name their group under `side`",
            ),
            Lack::Person { field: PersonField::Email, .. } | Lack::Contact(ContactKind::Email) => both(
                "ใส่อีเมลของหน่วยงานนี้เองใน people.yaml หรือ contacts ของ agency.yaml ไม่ใช่ของหน่วยงานอื่นหรือของตัวอย่าง",
                "give an e-mail of this agency in people.yaml or the contacts of agency.yaml, not one of another agency or of an example",
            ),
            Lack::OnePhoto(_) => both("ใส่รูปถ่ายของแต่ละคน", "give each a photograph of their own"),
            Lack::NothingShown(..) | Lack::People { .. } | Lack::Person { .. } => {
                both("เติมข้อมูลใน people.yaml หรือ agency.yaml", "fill in people.yaml or agency.yaml")
            }
            Lack::NoReason(_) => both(
                "เขียนเหตุผลของหน่วยงานเอง เช่น กฎหมายไม่ได้ให้อำนาจหน้าที่เรื่องนี้",
                "write the agency's own reason, such as that no law gives it this duty",
            ),
            Lack::Leftover { .. } | Lack::Unwritten(_) => both("เขียนข้อมูลจริงแทน", "write the facts in its place"),
            Lack::NotYet(_) => both("ตรวจวันที่ของข่าว", "check the date of the news"),
            Lack::StartPage(_) | Lack::Closed(_) => {
                both("ใช้ที่อยู่ของหน้าที่มีข้อมูลนั้นโดยตรง", "give the address of the very page that has it")
            }
            Lack::PlainHttp => both(
                "ใช้ที่อยู่ https:// ของหน้าเดียวกัน หรือนำข้อมูลมาไว้ในเว็บนี้",
                "give the https:// address of that page, or publish the same on this site",
            ),
            Lack::NoSuchPage(_) | Lack::NoSuchHeading(_) => both(
                "แก้ที่อยู่ หรือเขียน page: แล้วตามด้วยไฟล์ของหน้านั้น",
                "correct the address, or write `page:` with the file of that page",
            ),
            Lack::ItemAwaits => both("ลบ awaiting เมื่อได้ครบ", "delete `awaiting` once all is there"),
            Lack::NotShown(asked) => return show_it(asked),
            Lack::Contact(_) => both(
                "ใส่ value ของช่องทางนั้นใน contacts ของ agency.yaml และระบุ kind",
                "give that contact of agency.yaml a `value`, and its `kind`",
            ),
            Lack::Files { .. } => both(
                "แนบเอกสารเดียวกันให้ครบทุกชนิด โดยใช้ชื่อไฟล์หรือชื่อเอกสารเดียวกัน",
                "offer the same document in each of these, under the same title or file name",
            ),
            Lack::News { .. } => both("เพิ่มข่าวที่โฟลเดอร์ news", "add news to the folder `news`"),
            Lack::NoMeasures(_) | Lack::Measure { .. } => {
                both("เติมในไฟล์ของมาตรการ", "write it into the file of the measure")
            }
            Lack::Table(..) => {
                both("แก้ไฟล์ตารางตามแบบของข้อนี้ แล้วบันทึกทับ", "correct the file after the form of this item, and save it")
            }
            _ => both("ใช้หลักฐานที่เปิดได้และมีเนื้อหา", "offer evidence that opens and has something in it"),
        };
        words.into()
    }
}
