//! `catalogue.yaml`: instruments, bands, indicators, items and their requirements.

use crate::base::lang::both;
use crate::ita::not_public::is_pattern;
use crate::ita::visibility::Visibility;
use crate::parse::shape::Shape::{
    self, Choice, Code, Count, Date, Flag, Id, Line, List, Record, Score, Slug, Table, Text, Url, Weight, Year,
};
use crate::parse::shape::{Field, Form, STAFF_NOTE, lent, may, needs, staff, words};
use crate::parse::shapes::holds::{COVERS, HOLDS};

/// Without its host, it would be found in every page.
const PATTERN: Form = Form {
    fits: is_pattern,
    pattern: r"(?:[^\s/?#*:]+://)?[^\s/?#*.]+(?:\.[^\s/?#*.]+)+(?:[/?#].*)?",
    what: both("ที่อยู่ที่มีชื่อเว็บครบ", "an address with the whole name of its host"),
    help: both(
        "เขียนชื่อเว็บก่อน * เช่น survey.go.th/staff/*",
        "write the host before the first *, as in survey.go.th/staff/*",
    ),
};

pub(crate) const CATALOGUE: Shape = Record(&[
    may("from", Line).means(both(
        "แคตตาล็อกในโปรแกรมที่ไฟล์นี้ต่อจาก เช่น local-government/2568 แล้วเขียนเฉพาะสิ่งที่ต่าง",
        "the catalogue of the program that this one goes on from, such as local-government/2568; only what differs is written here",
    )),
    may("edition", Count).means(both(
        "ฉบับของแคตตาล็อกในโปรแกรม เช่น 1 ต้องมีเมื่อมี from",
        "its edition, as 1; needed with `from`",
    )),
    REMOVE,
    may("items", List(&ITEM_SPEC)).means(both(
        "ข้อที่ต่างจากในโปรแกรม ตามรหัส ใช้กับ from",
        "items that differ, by their code; only with `from`",
    )),
    may("questions", List(&QUESTION)).means(both(
        "ข้อคำถามที่ต่างจากในโปรแกรม ตามรหัส ใช้กับ from",
        "questions that differ, by their id; only with `from`",
    )),
    lent("name", Text).means(both("ชื่อการประเมิน", "the name of the assessment")),
    lent("status", Choice(&["final", "provisional"])).means(both(
        "final เมื่อประกาศทางการแล้ว ก่อนนั้น provisional",
        "final once it is announced, provisional before",
    )),
    may("working_translation", Flag).means(both(
        "true: ชื่อภาษาอังกฤษเป็นคำแปลของเรา",
        "true: the English titles are our own",
    )),
    may("note", Text).means(both("หมายเหตุ แสดงในหน้าของปี", "a note, shown on the year's page")),
    VISIBILITY,
    may("published_at", Record(&[needs("url", Url).means(both(
        "ที่อยู่เว็บ",
        "the address",
    )), may("text", Text).means(both(
        "คำของลิงก์",
        "the words of the link",
    ))])).means(both(
        "ที่ที่เผยแพร่เอกสารของปีที่ปิดแล้ว แสดงแทนจำนวนข้อที่ครบ",
        "where the documents of a closed year were published; shown in place of the count of items",
    )),
    may("submitted", Date).means(both(
        "วันที่ส่งใบตอบ (export itas) จากนั้นที่อยู่ในใบตอบต้องเปิดได้จนกว่าจะปิดปี",
        "the day on which the answer sheet was handed in (`export itas`); from then on its addresses must answer",
    )),
    may("full", Score).means(both(
        "คะแนนเต็มของปีนั้น เช่น 5 หรือ 120 ไม่เกิน 1000 ถ้าไม่เขียนคือ 100 คะแนนทุกตัวรวมทั้ง target และ bands เป็นหน่วยนี้",
        "the full score of that year, as 5 or 120, at most 1000; 100 by default. All scores, `target` and `bands` too, count up to it",
    )),
    may("not_public", List(&Shape::Form(&PATTERN))).means(both(
        "ที่อยู่ที่ไม่ใช่ของสาธารณะ เช่น แบบวัดของบุคลากร ไม่ต้องมี https:// และ * แทนอะไรก็ได้",
        "addresses that are not for the public, as the staff's survey; without https://, and * stands for anything",
    ))
    .like("[survey.go.th/staff/*]"),
    may("target", Score).means(both("คะแนนเป้าหมาย", "the score to reach")),
    may("instruments", List(&INSTRUMENT)).means(both(
        "เครื่องมือที่ใช้วัด น้ำหนักรวมกันได้ 1",
        "the instruments; their weights add up to 1",
    )),
    may("bands", BANDS).means(both(
        "ระดับผล อ่านจากบนลงล่าง ใช้ระดับแรกที่เข้าเกณฑ์",
        "the ratings, top down; the first that fits counts",
    )),
    lent("indicators", List(&INDICATOR)).means(both("ตัวชี้วัด", "the indicators")),
    may("issues", List(&ISSUE)).means(both(
        "ประเด็นที่ต้องวิเคราะห์ผลของปี ใช้เริ่ม issues.yaml",
        "the issues by which the result is to be analysed; issues.yaml begins with them",
    )),
    staff("sources", Table(&Line, &Text)).means(both(
        "ที่มา: รหัสย่อ และที่อยู่หรือชื่อเอกสาร ไม่ขึ้นเว็บ",
        "sources: a short name, and an address or a title; never published",
    )),
    STAFF_NOTE,
]);

/// The same wherever it stands.
pub(crate) const VISIBILITY: Field = may("visibility", Choice(&words(&Visibility::WORDS))).means(both(
    "listed แสดงตามปกติ (ปกติ), archive เปิดดูได้แต่ไม่อยู่ในเมนูและไม่นับจำนวน, hidden ไม่เผยแพร่เลย",
    "listed: as usual, by default; archive: reachable, in no menu and without counts; hidden: not published at all",
));

/// The same wherever it stands.
const REMOVE: Field = may("remove", List(&Line)).means(both(
    "สิ่งในแคตตาล็อกของโปรแกรมที่ไม่ใช้: รหัสหรือชื่อช่อง ใช้กับ from",
    "what is left out of the program's catalogue: ids, codes, or names of keys; only with `from`",
));

/// The same wherever it stands.
const CONFIDENCE: Field = staff("confidence", Choice(&["sure", "likely", "unsure", "recall"])).means(both(
    "แน่ใจแค่ไหน ไม่ขึ้นเว็บ: sure แน่ใจ, likely น่าจะใช่, unsure ไม่แน่ใจ, recall จำได้แต่ยังไม่พบที่มา",
    "how sure it is, never published: sure, likely, unsure, or recall (from memory, without a source)",
));

/// The same wherever it stands.
const SOURCES: Field = staff("sources", List(&Line)).means(both(
    "รหัสที่มา ตาม sources ท้ายไฟล์ ไม่ขึ้นเว็บ",
    "names of sources, as listed under `sources` at the end; never published",
));

const INSTRUMENT: Shape = Record(&[
    needs("id", Id).means(both("รหัสเครื่องมือ", "the instrument's id")),
    lent("name", Text).means(both("ชื่อเครื่องมือ", "its name")),
    lent("weight", Weight).means(both("น้ำหนัก 0 ถึง 1 เช่น 0.3", "its weight from 0 to 1, as 0.3")),
]);

pub(crate) const BANDS: Shape = List(&Record(&[
    needs("id", Id).means(both("รหัสระดับ", "the rating's id")),
    lent("name", Text).means(both("ชื่อระดับ", "its name")),
    lent("overall", Score).means(both("คะแนนรวมอย่างน้อย", "the least overall score")),
    may("each", Score).means(both("คะแนนทุกเครื่องมืออย่างน้อย", "the least score of every instrument")),
    CONFIDENCE,
]));

const INDICATOR: Shape = Record(&[
    needs("id", Id).means(both("หมายเลขตัวชี้วัด", "the indicator's number")),
    lent("name", Text).means(both("ชื่อตัวชี้วัด", "its name")),
    may("instruments", List(&Id)).means(both("เครื่องมือที่วัดตัวชี้วัดนี้", "the instruments that measure it")),
    may("average", Choice(&["groups", "items"])).means(both(
        "groups: เฉลี่ยจากกลุ่ม, items: เฉลี่ยจากข้อ (ปกติ)",
        "groups: the mean of its groups; items: of its items, as by default",
    )),
    may("questions", List(&QUESTION)).means(both("ข้อคำถามของแบบสำรวจ", "the questions of a survey")),
    may("groups", List(&GROUP)).means(both("กลุ่มของข้อที่ต้องเปิดเผย", "groups of items to disclose")),
    REMOVE,
]);

const ISSUE: Shape = Record(&[
    needs("id", Id).means(both("หมายเลขประเด็น", "the issue's number")),
    lent("title", Text).means(both("ชื่อประเด็น", "its title")),
    may("rows", List(&Line)).means(both("คำถามและข้อที่อยู่ในประเด็นนี้", "the questions and items that it joins")),
    CONFIDENCE,
    STAFF_NOTE,
    REMOVE,
]);

const QUESTION: Shape = Record(&[
    needs("id", Id).means(both("รหัสคำถาม เช่น i1", "the question's id, as i1")),
    lent("text", Text).means(both("คำถาม", "the question")),
]);

const GROUP: Shape = Record(&[
    needs("id", Id).means(both("หมายเลขกลุ่ม เช่น 9.1", "the group's number, as 9.1")),
    lent("name", Text).means(both("ชื่อกลุ่ม", "its name")),
    CONFIDENCE,
    STAFF_NOTE,
    lent("items", List(&ITEM_SPEC)).means(both("ข้อในกลุ่ม", "the items of the group")),
    REMOVE,
]);

const ITEM_SPEC: Shape = Record(&[
    needs("code", Code).means(both(
        "รหัสข้อ เช่น O12 หรือ มร.1 ไม่ซ้ำในปีเดียวกัน",
        "the item's number, as O12, or with Thai letters; once a year",
    )),
    may("id", Slug).means(both(
        "ชื่อในที่อยู่เว็บ เช่น mr-1 ถ้าไม่เขียน ใช้รหัสข้อที่ถอดพยัญชนะเป็นอักษรโรมัน",
        "its name in the address, as mr-1; else that is the code, its Thai consonants in Latin letters",
    )),
    lent("title", Text).means(both("ชื่อข้อตามประกาศ", "its title as announced")),
    may("period", Text).means(both("ช่วงเวลาของข้อมูลที่ต้องแสดง เป็นคำ", "the reporting period, in words")),
    may("was", Table(&Year, &List(&Line))).means(both(
        "รหัสของเรื่องเดียวกันในปีก่อน เช่น {2567: [O1, O3]}",
        "numbers of the same subject in earlier years, such as {2567: [O1, O3]}",
    )),
    CONFIDENCE,
    COVERS,
    RELEASES,
    may("requirements", List(&REQUIREMENT))
        .means(both("องค์ประกอบด้านข้อมูลที่ต้องแสดง", "the requirements that the item must meet")),
    may("requirements_note", Text)
        .means(both("หมายเหตุของรายการองค์ประกอบ แสดงบนหน้าเว็บ", "a note on the list of requirements, shown on the page")),
    SOURCES,
    REMOVE,
    STAFF_NOTE,
]);

/// For who compares purchases of many agencies; each key is a `ReleaseField`.
const RELEASES: Field = may(
    "releases",
    Record(&[
        needs("project", Line)
            .means(both("หัวตารางของเลขที่โครงการ", "the head of the column with the number of the purchase")),
        may("title", Line).means(both("ของชื่อรายการ", "with what is bought")),
        may("method", Line).means(both("ของวิธีจัดซื้อจัดจ้าง", "with the method of procurement")),
        may("budget", Line).means(both("ของวงเงินงบประมาณ", "with its budget")),
        may("budget_source", Line).means(both("ของแหล่งงบประมาณ", "with the source of the budget")),
        may("estimate", Line).means(both("ของราคากลาง", "with the reference price")),
        may("amount", Line).means(both("ของราคาที่ตกลง", "with the agreed price")),
        may("supplier", Line).means(both("ของผู้ได้รับคัดเลือก", "with the supplier selected")),
    ]),
)
.means(both(
    "หัวตารางที่เป็นข้อมูลเปิดของการจัดซื้อจัดจ้าง (OCDS 1.1) ใช้เมื่อ agency.yaml มี ocid_prefix",
    "the heads whose columns are offered as open contracting data (OCDS 1.1), where agency.yaml has `ocid_prefix`",
));

const REQUIREMENT: Shape = Record(&[
    needs("id", Id).means(both("หมายเลของค์ประกอบ", "the requirement's number")),
    lent("text", Text).means(both("สิ่งที่ต้องแสดง", "what must be shown")),
    CONFIDENCE,
    COVERS,
    HOLDS,
    SOURCES,
    REMOVE,
    STAFF_NOTE,
]);
