//! Words of administration in both languages, and how they make phrases: Thai runs on without spaces between words.

use crate::chance::Chance;

/// The language of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    Thai,
    English,
}

const THAI: &[&str] = &[
    "การ",
    "ความ",
    "หน่วยงาน",
    "ข้อมูล",
    "ประชาชน",
    "งบประมาณ",
    "แผน",
    "ดำเนินงาน",
    "ประจำปี",
    "ผล",
    "รายงาน",
    "จัดซื้อ",
    "จัดจ้าง",
    "เปิดเผย",
    "โปร่งใส",
    "คุณธรรม",
    "เจ้าหน้าที่",
    "ผู้บริหาร",
    "บริการ",
    "สาธารณะ",
    "ตรวจสอบ",
    "ติดตาม",
    "ร้องเรียน",
    "ทุจริต",
    "ป้องกัน",
    "ส่งเสริม",
    "มาตรการ",
    "พัฒนา",
    "บุคลากร",
    "ท้องถิ่น",
    "ตำบล",
    "สำนักงาน",
    "เว็บไซต์",
    "เอกสาร",
    "ระเบียบ",
    "กฎหมาย",
    "คู่มือ",
    "มาตรฐาน",
    "ขั้นตอน",
    "ระยะเวลา",
    "ค่าธรรมเนียม",
    "สถิติ",
    "ผู้รับ",
    "ให้",
    "และ",
    "ของ",
    "ใน",
    "ที่",
    "เพื่อ",
    "ตาม",
    "โดย",
    "จาก",
    "เป็น",
    "ได้",
    "ไม่",
    "มี",
    "ต้อง",
    "ทุก",
    "ปีงบประมาณ",
    "ไตรมาส",
    "เดือน",
    "วันที่",
    "น้ำ",
    "ถนน",
    "โรงเรียน",
    "สุขภาพ",
    "ชุมชน",
    "หมู่บ้าน",
    "โครงการ",
];

const ENGLISH: &[&str] = &[
    "the",
    "agency",
    "public",
    "data",
    "budget",
    "plan",
    "annual",
    "report",
    "procurement",
    "disclosure",
    "transparency",
    "integrity",
    "officer",
    "executive",
    "service",
    "review",
    "complaint",
    "corruption",
    "prevention",
    "measure",
    "development",
    "staff",
    "local",
    "subdistrict",
    "office",
    "website",
    "document",
    "regulation",
    "law",
    "manual",
    "standard",
    "step",
    "period",
    "fee",
    "statistics",
    "citizen",
    "and",
    "of",
    "in",
    "for",
    "by",
    "with",
    "from",
    "every",
    "fiscal",
    "year",
    "quarter",
    "month",
    "date",
    "water",
    "road",
    "school",
    "health",
    "community",
    "village",
    "project",
    "is",
    "are",
    "must",
    "publish",
    "within",
    "before",
    "after",
    "results",
    "progress",
    "approved",
    "council",
    "meeting",
];

/// `count` words. Thai has a space after every few, as between its phrases.
pub fn phrase(chance: &mut Chance, tongue: Tongue, count: usize) -> String {
    let mut text = String::new();
    let mut until_space = chance.from_to(3, 9);
    for at in 0..count {
        match tongue {
            Tongue::Thai => {
                if until_space == 0 && at > 0 {
                    text.push(' ');
                    until_space = chance.from_to(3, 9);
                }
                until_space -= 1;
                text.push_str(chance.one_of(THAI));
            }
            Tongue::English => {
                if at > 0 {
                    text.push(' ');
                }
                text.push_str(chance.one_of(ENGLISH));
            }
        }
    }
    text
}
