//! Words of administration in both languages, and how they make phrases: Thai runs on without spaces between words. Short
//! words are as many as in real texts: a word has 4.8 letters in Thai and 5.3 in English.

use std::sync::LazyLock;

use crate::chance::Chance;

/// The language of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    Thai,
    English,
}

static THAI: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let words = "การ ความ หน่วยงาน ข้อมูล ประชาชน งบประมาณ แผน ดำเนินงาน ประจำปี ผล รายงาน จัดซื้อ จัดจ้าง เปิดเผย โปร่งใส คุณธรรม \
        เจ้าหน้าที่ ผู้บริหาร บริการ สาธารณะ ตรวจสอบ ติดตาม ร้องเรียน ทุจริต ป้องกัน ส่งเสริม มาตรการ พัฒนา บุคลากร ท้องถิ่น ตำบล \
        สำนักงาน เว็บไซต์ เอกสาร ระเบียบ กฎหมาย คู่มือ มาตรฐาน ขั้นตอน ระยะเวลา สถิติ ผู้รับ ไตรมาส เดือน วันที่ น้ำ ถนน โรงเรียน \
        สุขภาพ ชุมชน หมู่บ้าน โครงการ ให้ และ ของ ใน ที่ เพื่อ ตาม โดย จาก เป็น ได้ ไม่ มี ต้อง ทุก ว่า กับ แต่ จะ นี้ นั้น คน งาน ปี \
        บ้าน แล้ว อยู่ ทำ ไป มา หรือ ซึ่ง แบบ ข้อ เรื่อง เงิน ใช้ รับ ส่ง ถึง ก่อน หลัง ทั้ง อีก ส่วน ด้าน ราย ตาราง ค่า เลข ภาค เขต ช่อง";
    words.split_whitespace().collect()
});

static ENGLISH: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let words = "the agency public data budget plan annual report procurement disclosure transparency integrity officer \
        executive service review complaint corruption prevention measure development staff local subdistrict office \
        website document regulation law manual standard step period fee statistics citizen and of in for by with from \
        every fiscal year quarter month date water road school health community village project is are must publish \
        within before after results progress approved council meeting to a on as at it be or not all this that has was \
        its may each one no the of in is are";
    words.split_whitespace().collect()
});

/// `count` words. Thai has a space after every few, as between its phrases.
pub fn phrase(chance: &mut Chance, tongue: Tongue, count: usize) -> String {
    let mut text = String::new();
    let mut until_space = 0;
    for at in 0..count {
        let space = match tongue {
            Tongue::Thai => until_space == 0,
            Tongue::English => true,
        };
        if space {
            until_space = chance.between(4, 10);
            text.push_str(if at > 0 { " " } else { "" });
        }
        until_space -= 1;
        text.push_str(chance.one(match tongue {
            Tongue::Thai => &THAI,
            Tongue::English => &ENGLISH,
        }));
    }
    text
}
