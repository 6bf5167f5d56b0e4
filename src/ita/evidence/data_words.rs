//! What evidence wants of the site's data, in words: people, contacts, and pages that show what a check asks for.

use crate::base::lang::{Bilingual, Lang, both};
use crate::ita::article::Show;
use crate::ita::contact::ContactKind;
use crate::ita::evidence::lack::Asked;
use crate::ita::holds::PersonField;

/// How many people there are of those that are asked for.
pub(super) fn people(group: Option<&str>, position: &[String], (has, asked): (usize, usize), lang: Lang) -> String {
    let mut of = group.map_or(String::new(), |group| lang.choose(format!("ฝ่าย {group} "), format!(" of {group}")));
    if !position.is_empty() {
        let words: Vec<String> = position.iter().map(|word| format!("“{word}”")).collect();
        of.push_str(&lang.choose(
            format!("ที่เป็น {} ของหน่วยงานนี้ ", words.join(" หรือ ")),
            format!(" who are {} of this agency", words.join(" or ")),
        ));
    }
    lang.choose(
        format!("people.yaml มีผู้บริหาร{of} {has} คน ต้องมีอย่างน้อย {asked}"),
        format!("people.yaml has {has} people{of}; at least {asked} are asked for"),
    )
}

pub(super) fn person(field: PersonField, lang: Lang) -> &'static str {
    match field {
        PersonField::Name => lang.choose("ชื่อ", "name"),
        PersonField::Position => lang.choose("ตำแหน่ง", "position"),
        PersonField::Photo => lang.choose("รูปถ่าย", "photograph"),
        PersonField::Phone => lang.choose("โทรศัพท์ที่โทรได้", "telephone that can be dialled"),
        PersonField::Email => lang.choose("อีเมลที่ใช้ได้", "e-mail that serves"),
    }
}

pub(super) fn contact(kind: ContactKind, lang: Lang) -> &'static str {
    match kind {
        ContactKind::Address => lang.choose("ที่อยู่", "the address"),
        ContactKind::Phone => lang.choose("โทรศัพท์", "the telephone"),
        ContactKind::Email => lang.choose("อีเมล", "the e-mail"),
        ContactKind::Map => lang.choose("แผนที่", "the map"),
        ContactKind::Inquiry => lang.choose("ช่องทางสอบถาม", "the inquiry channel"),
        ContactKind::Website => lang.choose("เว็บไซต์", "the website"),
        ContactKind::Social => lang.choose("สื่อสังคม", "social media"),
        ContactKind::Hours => lang.choose("เวลาทำการ", "the office hours"),
        ContactKind::Fax => lang.choose("โทรสาร", "the fax"),
        ContactKind::Line => lang.choose("LINE", "LINE"),
        ContactKind::Facebook => lang.choose("Facebook", "Facebook"),
        ContactKind::Complaint => lang.choose("ช่องทางร้องเรียน", "the channel for complaints"),
    }
}

pub(super) fn shown(show: Show, lang: Lang) -> &'static str {
    match show {
        Show::People => lang.choose("รายชื่อบุคคล", "people"),
        Show::Contact => lang.choose("ช่องทางติดต่อ", "contacts"),
        Show::Documents => lang.choose("เอกสาร", "documents"),
        Show::Data => lang.choose("ข้อมูลเปิด", "open data"),
        Show::News => lang.choose("ข่าว", "news"),
        Show::Services => lang.choose("บริการ", "services"),
        Show::Years => lang.choose("ปีที่ประเมิน", "years"),
        Show::Units => lang.choose("ส่วนงาน", "units"),
        Show::Complaints => lang.choose("ช่องทางร้องเรียน", "channels for complaints"),
    }
}

pub(super) fn not_shown(asked: &Asked, lang: Lang) -> String {
    let said = match asked {
        Asked::People => {
            both("หลักฐานนี้ไม่ใช่หน้าที่แสดงรายชื่อใน people.yaml", "this is no page that shows the people of people.yaml")
        }
        Asked::Contacts => both("หลักฐานนี้ไม่ใช่หน้าที่แสดงช่องทางติดต่อ", "this is no page that shows the contacts"),
        Asked::News => both("หลักฐานนี้ไม่ใช่ข่าวหรือหน้าที่แสดงข่าว", "this is no news, and no page that shows it"),
        Asked::Measures => both("หลักฐานนี้ไม่ใช่หน้าของมาตรการ", "this is no page of measures"),
        Asked::Files => both("หลักฐานนี้ไม่ใช่เอกสาร", "this is no document"),
        Asked::Table(_) => {
            both("แคตตาล็อกขอตาราง แต่หลักฐานนี้ไม่ใช่ตาราง", "the catalogue asks for a table, and this is none")
        }
    };
    said.pick(lang).to_owned()
}

pub(super) fn show_it(asked: &Asked) -> Bilingual<String> {
    let words = match asked {
        Asked::People => both("อ้างหน้าที่มี show: people", "name the page with `show: people`"),
        Asked::Contacts => both("อ้างหน้าที่มี show: contact", "name the page with `show: contact`"),
        Asked::News => {
            both("เขียน page: /news/ หรืออ้างไฟล์ของข่าว", "write `page: /news/`, or name the file of a news item")
        }
        Asked::Measures => both("อ้างไฟล์ของมาตรการ", "name the file of a measure"),
        Asked::Files => both("อ้าง document ของข้อนี้", "name a `document` of this item"),
        Asked::Table(Some(file)) => {
            let name = file.file_name();
            return both!(
                "เพิ่ม tables: ในข้อนี้ เช่น {{id: list, file: …/{name}, title: …}} แล้วเขียน table: list แทน document",
                "list it under `tables`, as {{id: list, file: …/{name}, title: …}}, and write `table: list` instead of `document`"
            );
        }
        Asked::Table(None) => both(
            "ทำข้อมูลเป็นไฟล์ xlsx หรือ csv เพิ่มที่ tables: ของข้อนี้ แล้วเขียน table: ตามด้วย id",
            "put the data into an xlsx or csv file, list it under `tables`, and write `table:` with its id",
        ),
    };
    words.into()
}
