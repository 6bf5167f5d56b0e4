//! `scores.yaml` and `issues.yaml`.

use crate::base::lang::both;
use crate::parse::shape::Shape::{self, Choice, Date, Either, Flag, Id, Line, List, Record, Score, Table, Text};
use crate::parse::shape::{Field, STAFF_NOTE, may, needs};
use crate::parse::shapes::catalogue::{BANDS, VISIBILITY};

/// The same wherever it stands.
const NOTE: Field = may("note", Text).means(both("หมายเหตุ แสดงบนหน้าเว็บ", "a note, shown on the page"));

pub(crate) const SCORES: Shape = Record(&[
    may("announced", Date).means(both("วันที่ประกาศผล", "the day of the announcement")),
    may("full", Score).means(both(
        "คะแนนเต็ม เฉพาะปีที่ไม่มีแคตตาล็อก ถ้าไม่เขียนคือ 100",
        "the full score, only in a year without a catalogue; 100 by default",
    )),
    may("overall", PUBLISHED).means(both("คะแนนรวม", "the overall score")),
    may("rating", Line).means(both("รหัสระดับตามประกาศ", "the id of the rating as published")),
    may("instruments", Table(&Id, &PUBLISHED)).means(both("คะแนนของแต่ละเครื่องมือ", "the score of each instrument")),
    may("indicators", Table(&Id, &PUBLISHED))
        .means(both("คะแนนของแต่ละตัวชี้วัด ไม่มีตัวเลขใส่ null", "the score of each indicator; null where none was published")),
    may("scores", Table(&Id, &Table(&Line, &Either(&Score, &DERIVED))))
        .means(both("คะแนนรายข้อ แยกตามเครื่องมือ", "the score of each question and item, by instrument")),
    may("bands", BANDS).means(both("ระดับผล เฉพาะปีที่ไม่มีแคตตาล็อก", "the ratings, only in a year without a catalogue")),
    VISIBILITY,
    NOTE,
    STAFF_NOTE,
]);

/// A figure as it was announced.
const PUBLISHED: Shape = Either(&Score, &DIFFERING);

const DIFFERING: Shape = Record(&[
    needs("score", Score).means(both("คะแนนตามประกาศ", "the score as announced")),
    needs("note", Text)
        .means(both("เหตุที่ไม่ตรงกับที่คำนวณจากรายข้อ แสดงบนหน้าเว็บ", "why the questions do not give it, shown on the page")),
]);

const DERIVED: Shape = Record(&[
    needs("score", Score).means(both("คะแนน", "the score")),
    may("derived", Flag).means(both(
        "true: ไม่ได้พิมพ์ไว้ แต่คำนวณได้จากคะแนนที่ประกาศ",
        "true: not printed, but follows from the published figures",
    )),
    NOTE,
    STAFF_NOTE,
]);

pub(crate) const ISSUES: Shape = Record(&[
    may("instruments", List(&Id)).means(both("เครื่องมือที่แสดงคะแนน", "the instruments whose scores the rows show")),
    needs("issues", List(&ISSUE)).means(both("ประเด็น", "the issues")),
    may("points", List(&POINT)).means(both("จุดที่ต้องพัฒนา", "the development points")),
    may("advice", List(&ADVICE)).means(both("ข้อเสนอแนะของผู้ประเมิน", "what the assessor recommends")),
    NOTE,
    STAFF_NOTE,
    may("apart", List(&APART)).means(both(
        "ข้อที่เอกสารไม่ได้จัดไว้ในประเด็นใด หรืออยู่ในสองประเด็น โดยมีเหตุผล",
        "what stands in no issue, or in two, on purpose",
    )),
    may("memo", MEMO).means(both("ส่วนหัวและท้ายของเอกสารวิเคราะห์", "the frame of the analysis as an official document")),
]);

const APART: Shape = Record(&[
    needs("ids", Either(&Line, &List(&Line))).means(both("คำถามหรือข้อ", "the questions or items")),
    needs("reason", Text).means(both("เหตุผล", "why")),
]);

const MEMO: Shape = Record(&[
    may("office", Text).means(both("ส่วนราชการ", "the office that writes")),
    may("number", Text).means(both("ที่ของหนังสือ", "the document's number")),
    may("date", Date).means(both("วันที่ของหนังสือ", "the document's date")),
    may("subject", Text).means(both("เรื่อง", "the subject")),
    may("to", Text).means(both("เรียน", "to whom it is addressed")),
    may("background", Text).means(both("เรื่องเดิม", "what happened before")),
    may("limits", Text).means(both("ข้อจำกัดของหน่วยงาน", "what limits the agency")),
    may("proposal", Text).means(both("ข้อเสนอ", "what the writer asks for")),
    may("signatures", List(&SIGNATURE))
        .means(both("ผู้เสนอ แล้วผู้ให้ความเห็นตามลำดับ", "the writer, then those who give an opinion")),
    may("differences", List(&DIFFERENCE)).means(both(
        "ข้อที่หน้านี้ต่างจากฉบับที่ลงนาม แสดงบนหน้าเว็บ",
        "where this page differs from the signed paper, shown on the page",
    )),
]);

const DIFFERENCE: Shape = Record(&[
    needs("at", Text).means(both("ตรงไหนของฉบับที่ลงนาม", "where in the signed paper")),
    needs("printed", Text).means(both("ฉบับที่ลงนามพิมพ์ว่าอะไร", "what the signed paper prints")),
    needs("here", Text).means(both("หน้านี้แสดงอะไร และเพราะอะไร", "what this page shows, and why")),
]);

const SIGNATURE: Shape = Record(&[
    needs("name", Text).means(both("ชื่อ", "the name")),
    needs("position", Text).means(both("ตำแหน่ง", "the position")),
    may("opinion", Text).means(both("หัวข้อเหนือที่ว่างสำหรับความเห็น", "the heading above the place for an opinion")),
]);

pub(crate) const ISSUE: Shape = Record(&[
    needs("id", Id).means(both("หมายเลขประเด็น", "the issue's number")),
    needs("title", Text).means(both("ชื่อประเด็น", "its title")),
    needs("rows", List(&Either(&Line, &ROW))).means(both(
        "คำถามและข้อที่อยู่ในประเด็นนี้ เขียนเฉพาะรหัสก็ได้",
        "the questions and items that it joins; the id alone will do",
    )),
    may("findings", Text).means(both("สิ่งที่พบ เขียนเป็น Markdown ได้", "what was found, in Markdown")),
    may("recommendations", Text).means(both("ข้อเสนอ เขียนเป็น Markdown ได้", "what is recommended, in Markdown")),
    may("average", Score).means(both(
        "คะแนนเฉลี่ยตามเอกสาร ใช้ตรวจกับที่คำนวณ",
        "the average as a document prints it, held against the computed one",
    )),
    may("passes", Choice(&["all", "some"]))
        .means(both("เอกสารว่าผ่านทุกข้อ (all) หรือบางข้อ (some)", "whether a document says that all rows pass, or some")),
    may("below", Table(&Score, &List(&Line))).means(both(
        "ข้อที่เอกสารว่าต่ำกว่าคะแนนนั้น เช่น 100: [i2]",
        "the rows that a document calls below a score, as 100: [i2]",
    )),
]);

const ROW: Shape = Record(&[
    needs("id", Line).means(both("รหัสคำถามหรือข้อ", "the question or item")),
    may("title", Line)
        .means(both("ชื่อตามเอกสาร ใช้ตรวจกับแคตตาล็อก", "its title as a document prints it, held against the catalogue")),
    may("score", Score).means(both(
        "คะแนนตามเอกสาร ใช้ตรวจกับ scores.yaml",
        "its score as a document prints it, held against scores.yaml",
    )),
]);

const POINT: Shape = Record(&[
    needs("id", Id).means(both("ลำดับ", "the point's number")),
    needs("question", Line).means(both("รหัสคำถามหรือข้อ", "the question or item")),
    may("instrument", Id)
        .means(both("เครื่องมือ เมื่อคำถามมีในหลายเครื่องมือ", "the instrument, where several have the question"))
        .like("…"),
    may("issue", Id).means(both("หมายเลขประเด็น", "the issue it belongs to")).like("…"),
    may("title", Line).means(both(
        "คำถามตามเอกสาร บอกว่ารหัสที่อ่านผิดคือข้อใด",
        "the question as a document prints it, which tells what a misread label means",
    )),
    may("score", Score).means(both(
        "คะแนนตามเอกสาร ใช้ตรวจกับ scores.yaml",
        "the score as a document prints it, held against scores.yaml",
    )),
    needs("approach", Text).means(both("แนวทางพัฒนา เขียนเป็น Markdown ได้", "what is to be done, in Markdown")),
    may("owner", Text).means(both("ผู้รับผิดชอบ", "who is responsible")),
    may("measures", List(&Line))
        .means(both("มาตรการที่รับเรื่องนี้ เช่น 2569/m01", "the measures that answer it, as 2569/m01")),
    NOTE,
    STAFF_NOTE,
]);

const ADVICE: Shape = Record(&[
    may("instrument", Id).means(both("เครื่องมือ", "the instrument")).like("…"),
    may("question", Line).means(both("รหัสคำถาม", "the question")),
    needs("text", Text).means(both("ข้อเสนอแนะ เขียนเป็น Markdown ได้", "the advice, in Markdown")),
    may("items", List(&Line)).means(both("ข้อที่เกี่ยวข้อง", "the items concerned")),
    NOTE,
    STAFF_NOTE,
]);
