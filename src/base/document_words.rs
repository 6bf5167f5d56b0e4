//! What people call what a document is, and the places in it.

use crate::base::document::{FileKind, Location, Part, Sheet};
use crate::base::lang::Bilingual;

impl FileKind {
    pub fn words(self) -> Bilingual<&'static str> {
        let (th, en) = match self {
            FileKind::Pdf => ("PDF", "a PDF"),
            FileKind::Word => ("เอกสาร Word", "a Word document"),
            FileKind::Excel => ("ตาราง Excel", "an Excel workbook"),
            FileKind::PowerPoint => ("งานนำเสนอ PowerPoint", "a PowerPoint presentation"),
            FileKind::OpenDocument => ("เอกสาร OpenDocument", "an OpenDocument"),
            FileKind::OldOffice => ("เอกสาร Office รุ่นเก่า", "an Office document of the old kind"),
            FileKind::Zip => ("ไฟล์บีบอัด ZIP", "a ZIP archive"),
            FileKind::Text => ("ข้อความ", "plain text"),
            FileKind::WebPage => ("หน้าเว็บ (HTML)", "a web page (HTML)"),
            FileKind::Image => ("ภาพ", "an image"),
            FileKind::Drawing => ("ภาพวาด SVG", "an SVG drawing"),
            FileKind::Video => ("วิดีโอ", "a video"),
            FileKind::Sound => ("เสียง", "a sound"),
            FileKind::Program => ("โปรแกรม", "a program"),
            FileKind::Empty => ("ไฟล์ว่าง", "an empty file"),
            FileKind::Unknown => ("ไฟล์ที่ไม่รู้จัก", "something unknown"),
        };
        Bilingual { th, en }
    }
}

impl Location {
    /// The place in words: `sheet “2568” (hidden), cell B12`.
    pub fn words(&self) -> Bilingual<String> {
        let both = |th: String, en: String| Bilingual { th, en };
        match self {
            Location::Page(n) => both(format!("หน้า {n}"), format!("page {n}")),
            Location::Line(n) => both(format!("บรรทัด {n}"), format!("line {n}")),
            Location::Paragraph(n) => both(format!("ย่อหน้า {n}"), format!("paragraph {n}")),
            Location::Slide(n) => both(format!("สไลด์ {n}"), format!("slide {n}")),
            Location::Cell(Sheet { name, hidden: false }, cell) => {
                both(format!("ชีต “{name}” ช่อง {cell}"), format!("sheet “{name}”, cell {cell}"))
            }
            Location::Cell(Sheet { name, hidden: true }, cell) => {
                both(format!("ชีต “{name}” (ซ่อนอยู่) ช่อง {cell}"), format!("sheet “{name}” (hidden), cell {cell}"))
            }
            Location::Part(part) => part.words(),
            Location::Within(name, place) => {
                let Bilingual { th, en } = place.words();
                both(format!("ไฟล์ “{name}” ข้างใน {th}"), format!("“{name}” inside it, {en}"))
            }
        }
    }
}

impl Part {
    fn words(self) -> Bilingual<String> {
        let (th, en) = match self {
            Part::Margin => ("หัวหรือท้ายกระดาษ", "the head or foot of the page"),
            Part::Comment => ("ความคิดเห็น", "a comment"),
            Part::Note => ("เชิงอรรถหรือบันทึก", "a note"),
            Part::Properties => ("คุณสมบัติของไฟล์", "the properties of the file"),
            Part::Drawing => ("กล่องข้อความหรือภาพวาด", "a text box or drawing"),
            Part::Form => ("แบบฟอร์มหรือคำอธิบายประกอบ", "a form or annotation"),
            Part::Markup => ("ข้อความในไฟล์", "the text of the file"),
        };
        Bilingual { th: th.to_owned(), en: en.to_owned() }
    }
}
