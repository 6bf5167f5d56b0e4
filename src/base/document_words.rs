//! What people call what a document is, and the places in it.

use crate::base::document::{FileKind, Location, Part, Sheet};
use crate::base::lang::{Bilingual, both};

impl FileKind {
    pub fn words(self) -> Bilingual<&'static str> {
        match self {
            FileKind::Pdf => both("PDF", "a PDF"),
            FileKind::Word => both("เอกสาร Word", "a Word document"),
            FileKind::Excel => both("ตาราง Excel", "an Excel workbook"),
            FileKind::PowerPoint => both("งานนำเสนอ PowerPoint", "a PowerPoint presentation"),
            FileKind::OpenDocument => both("เอกสาร OpenDocument", "an OpenDocument"),
            FileKind::OldOffice => both("เอกสาร Office รุ่นเก่า", "an Office document of the old kind"),
            FileKind::Zip => both("ไฟล์บีบอัด ZIP", "a ZIP archive"),
            FileKind::Text => both("ข้อความ", "plain text"),
            FileKind::WebPage => both("หน้าเว็บ (HTML)", "a web page (HTML)"),
            FileKind::Image => both("ภาพ", "an image"),
            FileKind::Drawing => both("ภาพวาด SVG", "an SVG drawing"),
            FileKind::Video => both("วิดีโอ", "a video"),
            FileKind::Sound => both("เสียง", "a sound"),
            FileKind::Program => both("โปรแกรม", "a program"),
            FileKind::Empty => both("ไฟล์ว่าง", "an empty file"),
            FileKind::Unknown => both("ไฟล์ที่ไม่รู้จัก", "something unknown"),
        }
    }
}

impl Location {
    /// The place in words: `sheet “2568” (hidden), cell B12`.
    pub fn words(&self) -> Bilingual<String> {
        match self {
            Location::Page(n) => both!("หน้า {n}", "page {n}"),
            Location::Line(n) => both!("บรรทัด {n}", "line {n}"),
            Location::Paragraph(n) => both!("ย่อหน้า {n}", "paragraph {n}"),
            Location::Slide(n) => both!("สไลด์ {n}", "slide {n}"),
            Location::Cell(Sheet { name, hidden: false }, cell) => {
                both!("ชีต “{name}” ช่อง {cell}", "sheet “{name}”, cell {cell}")
            }
            Location::Cell(Sheet { name, hidden: true }, cell) => {
                both!("ชีต “{name}” (ซ่อนอยู่) ช่อง {cell}", "sheet “{name}” (hidden), cell {cell}")
            }
            Location::Part(part) => part.words(),
            Location::Within(name, place) => {
                let Bilingual { th, en } = place.words();
                both!("ไฟล์ “{name}” ข้างใน {th}", "“{name}” inside it, {en}")
            }
        }
    }
}

impl Part {
    fn words(self) -> Bilingual<String> {
        let words = match self {
            Part::Margin => both("หัวหรือท้ายกระดาษ", "the head or foot of the page"),
            Part::Comment => both("ความคิดเห็น", "a comment"),
            Part::Note => both("เชิงอรรถหรือบันทึก", "a note"),
            Part::Properties => both("คุณสมบัติของไฟล์", "the properties of the file"),
            Part::Drawing => both("กล่องข้อความหรือภาพวาด", "a text box or drawing"),
            Part::Form => both("แบบฟอร์มหรือคำอธิบายประกอบ", "a form or annotation"),
            Part::Markup => both("ข้อความในไฟล์", "the text of the file"),
        };
        words.into()
    }
}
