//! The front matter of items, measures and articles.

use crate::base::lang::both;
use crate::ita::article::{ArticleKind, Show};
use crate::parse::shape::Shape::{
    self, Choice, Count, Date, Either, File, Flag, Id, Issue, Line, List, OneOf, Period, Record, Table, Target, Text,
    Url,
};
use crate::parse::shape::{Field, STAFF_NOTE, may, needs, words};

/// What of the site's data a page may show.
const SHOWN: Shape = Choice(&words(&Show::WORDS));

/// Keys that mean the same wherever they stand.
const OWNER: Field = may("owner", Text).means(both("ส่วนงานที่รับผิดชอบ", "the division that is responsible"));
const UPDATED: Field = may("updated", Date).means(both("วันที่ปรับปรุงล่าสุด", "when it was last brought up to date"));
const PERIOD: Field =
    may("period", Period).means(both("ช่วงเวลา {from: วันที่, to: วันที่}", "the period, {from: date, to: date}"));
const SUMMARY: Field = may("summary", Text).means(both("สรุปหนึ่งหรือสองประโยค", "a summary of a sentence or two"));
pub(crate) const AWAITING: Field =
    may("awaiting", Text).means(both("สิ่งที่ยังรออยู่ แสดงเป็นประกาศบนหน้า", "what is still missing; shown as a notice"));
const SOURCE: Field = may("source", Text).means(both("ที่มาของข้อมูล", "where the facts come from"));
const ATTACHED: Field = may("documents", DOCUMENTS).means(both("เอกสารแนบ", "documents to attach"));
const TABLES: Field = may("tables", TABLE)
    .means(both("ตารางจากไฟล์ Excel หรือ CSV ที่แสดงบนหน้า", "tables of Excel or CSV files that the page shows"));
const TITLE: Field = needs("title", Text).means(both("ชื่อเรื่อง", "the title"));
const DOCUMENT: Field =
    may("document", Line).means(both("id ของเอกสารใน documents", "the id of a document in `documents`"));
const PAGE: Field = may("page", Target).means(both("หน้าของเว็บไซต์นี้", "a page of this site"));
const ADDRESS: Field = may("url", Url).means(both("ที่อยู่เว็บภายนอก", "an address elsewhere on the Web"));

pub(crate) const ITEM: Shape = Record(&[
    needs("code", Line)
        .means(both("รหัสข้อในแคตตาล็อกของปีนั้น เช่น O12", "the item's number in that year's catalogue, as O12")),
    OWNER,
    UPDATED,
    PERIOD,
    SUMMARY,
    may("answer", Text).means(both(
        "คำอธิบายในใบตอบ (export itas) ไม่แสดงบนหน้าเว็บ ถ้าไม่เขียน ใช้ summary เป็นร่าง",
        "what the answer sheet says (`export itas`), on no page; the summary is its draft",
    )),
    AWAITING,
    STAFF_NOTE,
    SOURCE,
    ATTACHED,
    TABLES,
    may("evidence", List(&EVIDENCE))
        .means(both("หลักฐาน: องค์ประกอบใด อยู่ที่ใด", "the evidence: which requirement, and where it is met")),
]);

const DOCUMENTS: Shape = List(&Record(&[
    may("id", Id).means(both("ชื่อย่อที่ evidence ใช้อ้าง", "a name that `evidence` can use")),
    needs("file", File).means(both(
        "ตำแหน่งไฟล์ นับจากไฟล์นี้ เช่น ../files/o12/list.xlsx",
        "the file's path from this one, as ../files/o12/list.xlsx",
    )),
    needs("title", Text).means(both("ชื่อเอกสาร", "the document's title")),
    may("date", Date).means(both("วันที่ของเอกสาร", "the document's date")),
    may("language", Id).means(both("ภาษาของเอกสาร เช่น th", "the document's language, as th")).like("th"),
]));

const TABLE: Shape = List(&Record(&[
    needs("id", Id).means(both(
        "ชื่อย่อของตาราง ใช้ใน evidence และในที่อยู่ของข้อมูล",
        "its name, for `evidence` and for the address of its data",
    )),
    needs("file", File)
        .means(both(
            "ตำแหน่งไฟล์ xlsx, xls, ods หรือ csv นับจากไฟล์นี้",
            "the path of an xlsx, xls, ods or csv file from this one",
        ))
        .like("xlsx"),
    may("sheet", Line)
        .means(both("ชื่อหรือลำดับของชีต ปกติชีตแรก", "the name or the number of the sheet; the first one without it")),
    may("header", Count)
        .means(both("แถวของหัวตาราง ใส่เมื่อโปรแกรมหาเองไม่ได้", "the row of the heads, where it is not plain")),
    needs("title", Text).means(both("ชื่อตาราง", "the table's title")),
    may("columns", Table(&Line, &Line))
        .means(both("หัวตารางภาษาอังกฤษ {หัวไทย: หัวอังกฤษ}", "English heads, {Thai head: English head}")),
]));

/// What a piece of evidence points to, one of these.
pub(crate) const PROOFS: &[&str] = &["document", "table", "page", "section", "url", "not_applicable"];

/// The same for a step of a measure.
pub(crate) const STEP_PROOFS: &[&str] = &["document", "page", "url"];

const EVIDENCE: Shape = OneOf(
    PROOFS,
    &[
        needs("requirement", Either(&Line, &List(&Line))).means(both(
            "หมายเลของค์ประกอบ หลายข้อเป็น [2, 3] ทุกข้อเป็น all",
            "the requirement's number, several as [2, 3], or all",
        )),
        DOCUMENT,
        may("table", Line).means(both("id ของตารางใน tables", "the id of a table in `tables`")),
        PAGE,
        may("section", Line)
            .means(both("ชื่อหัวข้อ (anchor) ในเนื้อหาของไฟล์นี้", "the anchor of a heading in this file's body")),
        ADDRESS,
        may("not_applicable", Text).means(both("เหตุผลที่ข้อนี้ไม่เกี่ยวกับหน่วยงาน", "why it does not apply to the agency")),
        may("note", Text).means(both("หมายเหตุ แสดงบนหน้าเว็บ", "a note, shown on the page")),
        may("checked", CHECKED).means(both(
            "ผู้ที่ดูหลักฐานแล้วรับรอง {by: ชื่อ, on: วันที่}",
            "who has looked at the evidence and signs for it, {by: name, on: date}",
        )),
        STAFF_NOTE,
    ],
);

const CHECKED: Shape = Record(&[
    needs("by", Text).means(both("ชื่อหรือตำแหน่ง", "a name or a post")),
    needs("on", Date).means(both("วันที่ดู", "the day")),
]);

pub(crate) const MEASURE: Shape = Record(&[
    TITLE,
    needs("issue", Issue).means(both(
        "ปีและหมายเลขประเด็นที่มาตรการนี้ตอบ เช่น 2568/1",
        "the year and number of the issue it answers, such as 2568/1",
    )),
    OWNER,
    PERIOD,
    UPDATED,
    SUMMARY,
    AWAITING,
    STAFF_NOTE,
    SOURCE,
    may("steps", List(&STEP)).means(both("ขั้นตอน", "the steps")),
    may("budget", Text)
        .means(both("งบประมาณ เช่น 20,000 บาท หรือ ไม่ใช้งบประมาณ", "the budget, such as 20,000 baht or none")),
    may("result", Text).means(both("ผลที่เกิดขึ้น", "what came of it")),
    may("problem", Text).means(both("ปัญหาและอุปสรรค ไม่มีให้เขียนว่า ไม่มี", "what stood in the way; write if nothing did")),
    may("suggestion", Text).means(both("ข้อเสนอแนะสำหรับครั้งต่อไป", "what to do better next time")),
    ATTACHED,
    TABLES,
    ALIASES,
]);

const STEP: Shape = Record(&[
    needs("text", Text).means(both("สิ่งที่ทำ", "what is done")),
    may("done", Date).means(both("วันที่ทำเสร็จ ยังไม่เสร็จใส่ null", "the day it was finished; null before")),
    may("evidence", PROOF).means(both("หลักฐานหนึ่งอย่าง", "one piece of evidence")),
]);

const PROOF: Shape = OneOf(STEP_PROOFS, &[DOCUMENT, PAGE, ADDRESS]);

const DATE_OF_PAGE: Field = may("date", Date).means(both("วันที่", "the date"));
pub(crate) const ORDER: Field = may("order", Count).means(both("ลำดับในหมู่หน้าข้างเคียง", "its place among its neighbours"));
const ALIASES: Field = may("aliases", List(&Line)).means(both(
    "ที่อยู่เดิมของหน้านี้ แม้ในเว็บเก่า ซึ่งพามาที่นี่ เช่น [/old/, \"/index.php?id=3\"] คำสั่ง prongsai rename เขียนให้",
    "addresses that it had, also on an older site, which lead here, such as [/old/, \"/index.php?id=3\"]; `prongsai rename` writes them",
));
const DRAFT: Field =
    may("draft", Flag).means(both("true: ฉบับร่าง เห็นเฉพาะในตัวอย่าง", "true: a draft, seen in the preview only"));
const PUBLISH: Field = may("publish", Date).means(both(
    "วันแรกที่เผยแพร่ ก่อนวันนั้นเป็นฉบับร่าง ต้องสร้างเว็บอีกครั้งในวันนั้น",
    "the first day on which it is public; a draft until then. The site must be built again on that day",
));
const EXPIRES: Field = may("expires", Date).means(both(
    "วันสุดท้ายที่อยู่ในรายการและเมนู หลังจากนั้นยังเปิดได้และมีป้ายบอก",
    "the last day in lists and menus; after that it can still be opened, and says that it is over",
));
const PINNED: Field = may("pinned", Flag).means(both("true: อยู่ก่อนข่าวอื่น", "true: stands before all other news"));
const TAGS: Field = may("tags", List(&Line)).means(both(
    "เรื่องของข่าว ด้วย id ใน tags ของ agency.yaml เช่น [event]",
    "what it is about, by the ids under `tags` of agency.yaml, as [event]",
));
const SHOW: Field = may("show", SHOWN).means(both("สิ่งที่แสดงใต้เนื้อหา", "what is shown under the body"));

const IMAGE: Field = may("image", Either(&File, &SHOT))
    .means(both(
        "รูปหัวเรื่อง ใช้ในรายการข่าวและเมื่อแชร์ด้วย หรือ {file: …, caption: คำบรรยาย}",
        "the picture at its head, also in lists and where it is shared, or {file: …, caption: its words}",
    ))
    .like("jpg");
const GALLERY: Field = may("gallery", Either(&Target, &List(&SHOT))).means(both(
    "อัลบั้มภาพ: โฟลเดอร์ใต้ files หรือรายการ [{file: …, caption: คำบรรยาย}]",
    "pictures in a grid: a folder below `files`, or a list [{file: …, caption: its words}]",
));
const SHOT: Shape = Record(&[
    needs("file", File).means(both("ไฟล์ภาพ นับจากไฟล์นี้", "a file with a picture, from this one")).like("jpg"),
    may("caption", Text).means(both("คำบรรยายภาพ", "what the picture shows, in words")),
]);

const FAQ: Field = may("faq", List(&QUESTION)).means(both(
    "คำถามที่พบบ่อยกับคำตอบ แสดงเป็นหัวข้อที่พับได้",
    "questions that people often ask, with their answers; they fold",
));
const QUESTION: Shape = Record(&[
    needs("question", Text).means(both("คำถาม", "the question")),
    needs("answer", Text).means(both("คำตอบ ใช้ Markdown ได้", "the answer; may hold Markdown")),
    may("id", Id).means(both("ชื่อย่อในลิงก์ไปยังคำถาม เช่น fee คือ #q.fee", "its name in links, as fee for `#q.fee`")),
]);

/// The shape of a kind of article.
pub(crate) fn article(kind: ArticleKind) -> &'static Shape {
    match kind {
        ArticleKind::Page => &ARTICLE,
        ArticleKind::News => &NEWS,
        ArticleKind::Service => &SERVICE,
    }
}

pub(crate) const SERVICE: Shape = Record(&[
    TITLE,
    SUMMARY,
    may("who", Text).means(both("ใครขอรับบริการได้", "who may ask for it")),
    may("bring", Either(&Text, &List(&Text)))
        .means(both("เอกสารและสิ่งที่ต้องนำมา รายการละหนึ่งอย่าง", "what to bring, an entry each"))
        .like("[{th: …, en: …}]"),
    may("fee", Text).means(both("ค่าธรรมเนียม เช่น ไม่มี หรือ 20 บาท", "the fee, as none or 20 baht")),
    may("time", Text).means(both("ใช้เวลาเท่าใด", "how long it takes")),
    may("where", Text).means(both("ติดต่อที่ใด", "where to go")),
    may("form", Either(&Target, &List(&Target))).means(both(
        "แบบฟอร์ม: ไฟล์ หน้า หรือที่อยู่ หลายแบบเขียนเป็นรายการ",
        "the form to fill in: a file, a page or an address; several as a list",
    )),
    may("start", Target)
        .means(both("ที่อยู่ที่ยื่นคำขอทางอินเทอร์เน็ต แสดงเป็นปุ่ม", "where to ask for it online; shown as a button"))
        .like("https://www.example.go.th/"),
    FAQ,
    DATE_OF_PAGE,
    UPDATED,
    DRAFT,
    PUBLISH,
    EXPIRES,
    OWNER,
    ORDER,
    ALIASES,
    SHOW,
    AWAITING,
    STAFF_NOTE,
    SOURCE,
    ATTACHED,
    TABLES,
]);

pub(crate) const ARTICLE: Shape = Record(&[
    TITLE,
    SUMMARY,
    FAQ,
    DATE_OF_PAGE,
    UPDATED,
    DRAFT,
    PUBLISH,
    EXPIRES,
    OWNER,
    ORDER,
    ALIASES,
    IMAGE,
    GALLERY,
    SHOW,
    AWAITING,
    STAFF_NOTE,
    SOURCE,
    ATTACHED,
    TABLES,
]);

/// News stand by their dates, so they have no `order`.
pub(crate) const NEWS: Shape = Record(&[
    TITLE,
    SUMMARY,
    FAQ,
    needs("date", Date).means(both("วันที่ของข่าว", "the day of the news")),
    UPDATED,
    DRAFT,
    PUBLISH,
    EXPIRES,
    PINNED,
    TAGS,
    OWNER,
    ALIASES,
    IMAGE,
    GALLERY,
    SHOW,
    AWAITING,
    STAFF_NOTE,
    SOURCE,
    ATTACHED,
    TABLES,
]);
