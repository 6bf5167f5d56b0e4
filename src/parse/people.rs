//! `people.yaml`: what it may hold, and how it is read.

use crate::base::lang::both;
use crate::ita::people::{Person, Unit};
use crate::parse::shape::Shape::{self, File, Flag, Id, Line, List, Record, Text};
use crate::parse::shape::{Field, STAFF_NOTE, may, needs, staff};
use crate::parse::tree::Node;

pub(crate) const PEOPLE: Shape = Record(&[
    may("people", List(&PERSON)).means(both("ผู้บริหารตามลำดับที่แสดง", "the executives, in the order of the page")),
    may("units", List(&UNIT)).means(both("ส่วนงานในแผนผังโครงสร้าง", "the units of the organisation chart")),
]);

/// The same of people and of units.
const VERIFY: Field = staff("verify", Flag).means(both(
    "true: ยังต้องตรวจสอบ บอกเฉพาะเจ้าหน้าที่ ไม่ขึ้นเว็บ",
    "true: still to be verified; told to the staff, never published",
));

const PERSON: Shape = Record(&[
    needs("name", Text).means(both("ชื่อและนามสกุล", "name and family name")),
    needs("position", Text).means(both("ตำแหน่ง", "the position")),
    may("group", Text).means(both("ฝ่ายหรือส่วนราชการ", "the side or division")),
    may("side", Id)
        .means(both(
            "ชื่อฝ่ายที่แคตตาล็อกใช้ถาม เช่น political, permanent",
            "the side by the name that a catalogue asks with, as political, permanent",
        ))
        .like("political"),
    may("phone", Line).means(both("โทรศัพท์ของหน่วยงาน", "the office's telephone")),
    may("email", Line).means(both("อีเมลของหน่วยงาน", "the office's e-mail")),
    may("photo", File).means(both("ไฟล์รูปถ่าย", "a file with a photograph")).like("jpg"),
    VERIFY,
    may("note", Text).means(both("หมายเหตุ แสดงบนหน้าเว็บ", "a note, shown on the page")),
    STAFF_NOTE,
]);

const UNIT: Shape = Record(&[
    needs("id", Id).means(both("ชื่อย่อที่ under ใช้อ้าง", "a name that `under` can use")),
    needs("name", Text).means(both("ชื่อส่วนงานหรือตำแหน่ง", "the unit or post")),
    may("under", Id).means(both("ส่วนงานที่อยู่เหนือขึ้นไป", "the unit that it stands under")).like("null"),
    VERIFY,
    may("note", Text).means(both("หมายเหตุ แสดงบนหน้าเว็บ", "a note, shown on the page")),
    STAFF_NOTE,
]);

/// The executives and the parts of the organisation.
pub(crate) fn people(node: &Node) -> (Vec<Person>, Vec<Unit>) {
    (node.list("people").iter().filter_map(person).collect(), node.list("units").iter().filter_map(unit).collect())
}

fn person(node: &Node) -> Option<Person> {
    Some(Person {
        name: node.text("name")?,
        position: node.text("position")?,
        group: node.text("group"),
        side: node.plain("side"),
        phone: node.plain("phone"),
        email: node.plain("email"),
        photo: node.file("photo"),
        note: node.text("note"),
    })
}

fn unit(node: &Node) -> Option<Unit> {
    Some(Unit { id: node.line("id")?, name: node.text("name")?, under: node.line("under"), note: node.text("note") })
}
