//! What a catalogue may say of a requirement that prongsai can look at by itself.

use crate::base::lang::both;
use crate::ita::contact::ContactKind;
use crate::ita::covers::Covers;
use crate::ita::holds::{ColumnKind, MeasureField, PersonField};
use crate::parse::shape::Shape::{self, Choice, Count, Either, Flag, Id, Line, List, Record, Table};
use crate::parse::shape::{Field, may, needs, words};

/// The kinds of contacts, in `agency.yaml` and in the checks of a catalogue.
pub(crate) const CONTACT_KIND: Shape = Choice(&words(&ContactKind::WORDS));

/// The words of `covers`, wherever it stands.
const COVERED: Shape = Choice(&words(&Covers::WORDS));

/// The same on an item and on a requirement.
pub(crate) const COVERS: Field = may("covers", COVERED).means(both(
    "เวลาที่ข้อมูลครอบคลุม: year ปีที่ประเมิน, first-half 6 เดือนแรก, previous-year ปีก่อน, in-force ที่ยังใช้อยู่ไม่ว่าออกเมื่อใด, current ปัจจุบัน",
    "the time that the data covers: year (as assessed), first-half (October to March), previous-year, in-force (what still applies, whatever its date), current",
));

pub(crate) const HOLDS: Field = may("holds", Record(&[
        may("table", TABLE).means(both("ตารางของข้อต้องเป็นอย่างไร", "what must hold of one of the item's tables")),
        may("people", PEOPLE).means(both(
            "รายชื่อใน people.yaml ต้องเป็นอย่างไร",
            "what must hold of the people in people.yaml",
        )),
        may("contacts", List(&CONTACT_KIND)).means(both(
            "ช่องทางติดต่อที่ต้องมีข้อมูล ตาม kind ใน agency.yaml",
            "the contacts that must have a value, by their `kind` in agency.yaml",
        )),
        may("mail", List(&Line)).means(both(
            "โฮสต์อีเมลที่หน่วยงานใช้ร่วมกันได้ เช่น dla.go.th ถ้าใส่ อีเมลที่โฮสต์ของหน่วยงานอื่นไม่นับ",
            "hosts that agencies share for e-mail, as dla.go.th; with any, e-mail at the host of another agency does not count",
        )),
        may("files", List(&Id)).means(both(
            "เอกสารเดียวกันต้องมีครบทุกนามสกุลนี้ เช่น [pdf, xlsx]",
            "the endings in which the same document must be offered, as [pdf, xlsx]",
        )),
        may("news", NEWS).means(both("ข่าวต้องมีเท่าใด", "how many news there must be")),
        may("measures", MEASURES).means(both("มาตรการของปีต้องมีอะไร", "what every measure of the year must have")),
    ])).means(both(
        "สิ่งที่ prongsai ตรวจได้เอง ถ้าไม่ใส่ จะดูเพียงว่าหลักฐานมีเนื้อหา",
        "what prongsai can look at by itself; without it, only whether the evidence has substance",
    ));

const TABLE: Shape = Record(&[
    may("columns", List(&Line)).means(both("หัวตารางที่ต้องมี ตามลำดับนี้", "the heads that must be there, in this order")),
    may("only", Flag).means(both("true: ห้ามมีช่องอื่นนอกจาก columns", "true: there are no columns but those of `columns`")),
    may("rows", Count).means(both("จำนวนแถวอย่างน้อย ปกติ 1", "how many rows at least; 1 by default")),
    may("blanks", Either(&Line, &List(&Line))).means(both(
        "none: ห้ามมีช่องว่าง หรือรายชื่อคอลัมน์ที่ว่างได้",
        "none: no cell is empty; or the columns that may have empty cells",
    )),
    may("equal", Table(&Line, &Line)).means(both(
        "ค่าที่ทุกแถวต้องมีในคอลัมน์: year ปีที่ครอบคลุม, agency ชื่อหน่วยงาน หรือข้อความ",
        "what every row has in a column: year (that it covers), agency (its name), or a text",
    )),
    may("kinds", Table(&Line, &Choice(&words(&ColumnKind::WORDS)))).means(both(
        "ชนิดของข้อมูลในคอลัมน์: amount จำนวนเงินหรือจำนวนนับ, date วันที่ในช่วงที่ครอบคลุม, words ข้อความ",
        "what the cells of a column are: amount (of money or things), date (of about the time that is covered), words",
    )),
    may("months", MONTHS)
        .means(both("ทุกเดือนต้องมีแถว หรือแถวที่บอกว่าไม่มี", "each month has a row, or a row that says there was none")),
]);

const MONTHS: Shape = Record(&[
    needs("column", Line).means(both("คอลัมน์ที่บอกเดือนหรือวันที่", "the column that tells the month or the date")),
    may("from", COVERED)
        .means(both("เดือนของช่วงใด ถ้าไม่ใส่ ใช้ covers", "the months of which time; of `covers` by default")),
]);

const PEOPLE: Shape = Record(&[
    may("group", Either(&Line, &List(&Line))).means(both(
        "เฉพาะฝ่ายเหล่านี้ ตาม side หรือ group ใน people.yaml แต่ละฝ่ายต้องมีครบ",
        "only those of these sides, by `side` or `group` in people.yaml; each side must have them",
    )),
    may("position", Either(&Line, &List(&Line))).means(both(
        "เฉพาะผู้ที่ดำรงตำแหน่งเหล่านี้ ตามด้วยชื่อหน่วยงานได้ เช่น นายก คือ นายก อบต. แต่ไม่ใช่ นายกสมาคม",
        "only those who hold one of these posts, which may be followed by the agency's name",
    )),
    may("at_least", Count).means(both("จำนวนคนอย่างน้อย ปกติ 1", "how many at least; 1 by default")),
    may("each", List(&Choice(&words(&PersonField::WORDS)))).means(both("สิ่งที่ทุกคนต้องมี", "what each of them must have")),
]);

const NEWS: Shape = Record(&[
    may("at_least", Count).means(both("จำนวนข่าวอย่างน้อย ปกติ 1", "how many at least; 1 by default")),
    may("within", Choice(&["period", "any"]))
        .means(both("period: ต้องอยู่ในช่วงที่ครอบคลุม", "period: within the time that is covered")),
]);

const MEASURES: Shape = Record(&[
    may("each", List(&Choice(&words(&MeasureField::WORDS)))).means(both("สิ่งที่ทุกมาตรการต้องมี", "what each must have"))
]);
