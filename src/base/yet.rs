//! Texts that say nothing but that what they should say has not come yet, or stands elsewhere.

/// What a page says that has nothing to say yet; in a table or a list it may be an answer.
const EMPTY: &[&str] = &[
    "อยู่ระหว่างดำเนินการ",
    "อยู่ระหว่างจัดทำ",
    "อยู่ระหว่างการจัดทำ",
    "อยู่ระหว่างปรับปรุง",
    "อยู่ระหว่างปรับปรุงข้อมูล",
    "อยู่ระหว่างการปรับปรุง",
    "กำลังดำเนินการ",
    "กำลังจัดทำ",
    "กำลังปรับปรุง",
    "ยังไม่มีข้อมูล",
    "ไม่มีข้อมูล",
    "รอ",
    "ทดสอบ",
    "ทดสอบระบบ",
    "ข้อความทดสอบ",
    "ทดลองระบบ",
    "กำลังดำเนินการจัดทำ",
    "กำลังอัปเดต",
    "กำลังอัพเดท",
    "ปิดปรับปรุง",
    "ปิดปรับปรุงชั่วคราว",
    "กำลังก่อสร้าง",
    "ไม่พบหน้าที่ท่านต้องการ",
    "ไม่พบหน้าที่ต้องการ",
    "checkback",
    "pagenotfound",
    "test",
    "testing",
    "testpage",
    "samplepage",
    "wip",
    "workinprogress",
    "undermaintenance",
    "n/a",
    "na",
    "underconstruction",
];

/// What such a text may be about, before it says so.
const ABOUT: &[&str] = &[
    "ขออภัย",
    "ขณะนี้",
    "ปัจจุบัน",
    "หน้านี้",
    "ข้อนี้",
    "หัวข้อนี้",
    "ข้อมูลนี้",
    "ข้อมูลส่วนนี้",
    "เนื้อหาส่วนนี้",
    "เอกสารนี้",
    "ฉบับนี้",
    "คู่มือ",
    "แผน",
    "รายงาน",
    "นี้",
    "ข้อมูล",
    "เนื้อหา",
    "เอกสาร",
    "รายละเอียด",
    "หน่วยงาน",
    "thispageis",
    "thispage",
    "thisis",
    "itis",
];

/// How such a text begins, where it is all that stands there and short.
const YET: &[&str] = &[
    "อยู่ในระหว่าง",
    "อยู่ในขั้นตอน",
    "กำลังปรับปรุง",
    "กำลังจัดทำ",
    "กำลังดำเนิน",
    "กำลังรวบรวม",
    "อยู่ระหว่าง",
    "รอดำเนินการ",
    "รอเอกสาร",
    "รอการ",
    "รอตรวจสอบ",
    "รอปรับปรุง",
    "ยังไม่มีเอกสาร",
    "ยังไม่ได้เผยแพร่",
    "ยังไม่ได้จัดทำ",
    "ยังไม่ได้ดำเนินการ",
    "ยังไม่แล้วเสร็จ",
    "ยังรอ",
    "โปรดรอ",
    "awaiting",
    "pending",
    "underconstruction",
    "inpreparation",
    "notyet",
    "nodatayet",
];

/// How a text begins by which something comes later; no cell of a table has it for an answer either.
const LATER: &[&str] = &[
    "รอข้อมูล",
    "รอเผยแพร่",
    "รออัปเดต",
    "รออัพเดท",
    "รอเพิ่ม",
    "รออัปโหลด",
    "จะเพิ่ม",
    "จะเผยแพร่",
    "จะประกาศ",
    "จะอัปเดต",
    "จะอัปโหลด",
    "จะนำมา",
    "จะนำลง",
    "จะแจ้งให้ทราบ",
    "จะเปิดให้",
    "pleasecheckback",
    "checkbacklater",
    "contentwillbe",
    "จะแจ้งภายหลัง",
    "จะจัดทำ",
    "เผยแพร่ภายหลัง",
    "แจ้งภายหลัง",
    "ยังไม่มีข้อมูล",
    "ติดตามได้เร็วๆนี้",
    "โปรดติดตาม",
    "พบกันเร็วๆนี้",
    "เร็วๆนี้",
    "เร็วๆ",
    "comingsoon",
    "comingshortly",
    "comesoon",
    "tobeadded",
    "tobeannounced",
    "tobeconfirmed",
    "tobedetermined",
    "tobepublished",
    "tobeupdated",
    "tobeprovided",
    "willbeadded",
    "willbeannounced",
    "willbeavailable",
    "willbepublished",
    "willbeupdated",
    "availablesoon",
    "loremipsum",
];

/// What says the same by itself.
const LATER_ALONE: &[&str] = &["tba", "tbd", "tbc", "tobe", "soon"];

/// Whether a text, bare of spaces and marks, only says that something comes later.
pub(crate) fn comes_later(bare: &str) -> bool {
    LATER_ALONE.contains(&bare) || LATER.iter().any(|later| bare.starts_with(later))
}

/// A text that says more is longer.
pub(super) const SHORT: usize = 60;
pub(super) const LONG: usize = 200;

/// What follows where somebody reports that there was nothing, which is an answer.
const NIL: &[&str] = &["เรื่องร้องเรียน", "ข้อร้องเรียน", "การร้องเรียน", "ผู้ร้องเรียน", "การรับ", "การทุจริต"];

/// How a text begins that points to something beside it, and one that does so with its words alone.
const LOOK: &[&str] = &["ดูเอกสาร", "ดูไฟล์", "ดูรายละเอียด", "รายละเอียดตามเอกสารแนบ", "seetheattached", "seebelow"];
const POINTS: &[&str] = &["ตามเอกสารแนบ", "ตามไฟล์แนบ", "เอกสารแนบ", "ไฟล์แนบ", "ดังแนบ", "seeattached", "asattached"];
/// A text that says more than where to look is longer.
const POINTER: usize = 40;

/// Whether a text, bare of spaces and marks, only points to something beside it.
pub(crate) fn points_elsewhere(bare: &str) -> bool {
    POINTS.contains(&bare) || (bare.chars().count() <= POINTER && LOOK.iter().any(|start| bare.starts_with(start)))
}

/// Whether a text, bare of spaces and marks, says nothing but that something has not come yet.
pub(crate) fn says_not_yet(bare: &str) -> bool {
    let mut said = bare;
    while let Some(rest) = ABOUT.iter().find_map(|word| said.strip_prefix(word)) {
        said = rest;
    }
    if bare.split_once("ไม่มีข้อมูล").is_some_and(|(_, rest)| NIL.iter().any(|word| rest.starts_with(word)))
    {
        return false;
    }
    // A long one says both that it is being made and that it comes later.
    if bare.chars().nth(SHORT).is_some() {
        let begins = YET.iter().any(|yet| said.starts_with(yet));
        return bare.chars().nth(LONG).is_none() && begins && LATER.iter().any(|later| said.contains(later));
    }
    let yet = |text: &str| EMPTY.contains(&text) || comes_later(text) || YET.iter().any(|yet| text.starts_with(yet));
    yet(bare) || yet(said)
}
