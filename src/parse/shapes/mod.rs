//! The shape of every YAML file and front matter, with what each key means. The parser, the editors' schemas and the drafts
//! all read these tables; `content/README.md` tells the same to people.

pub(crate) mod agency;
pub(crate) mod analysis;
pub(crate) mod catalogue;
pub(crate) mod holds;
pub(crate) mod pages;
pub(crate) mod privacy;
pub(crate) mod upload;

use crate::base::lang::{Bilingual, both};
use crate::parse::people::PEOPLE;
use crate::parse::shape::Shape;

/// A kind of file that people write.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The name of its schema: `agency`.
    pub name: &'static str,
    /// What it is, in Thai and in English.
    pub title: Bilingual<&'static str>,
    pub shape: &'static Shape,
}

/// Every kind of file: whole YAML files first, then the front matter of Markdown files.
pub(crate) static SHEETS: &[Sheet] = &[
    sheet("agency", both("หน่วยงาน (agency.yaml)", "The agency (agency.yaml)"), &agency::AGENCY),
    sheet(
        "privacy",
        both("เลขประจำตัวที่อนุญาตให้เผยแพร่ (privacy.yaml)", "Personal numbers that may be published (privacy.yaml)"),
        &privacy::PRIVACY,
    ),
    sheet("people", both("ผู้บริหาร (people.yaml)", "Executives (people.yaml)"), &PEOPLE),
    sheet(
        "upload",
        both("ปลายทางอัปโหลด (upload.yaml)", "Where the site is uploaded to (upload.yaml)"),
        &upload::UPLOAD,
    ),
    sheet(
        "catalogue",
        both("สิ่งที่การประเมินของปีนั้นถาม (catalogue.yaml)", "What was asked that year (catalogue.yaml)"),
        &catalogue::CATALOGUE,
    ),
    sheet("scores", both("ผลคะแนนที่ประกาศ (scores.yaml)", "The published result (scores.yaml)"), &analysis::SCORES),
    sheet(
        "issues",
        both("การวิเคราะห์รายประเด็น (issues.yaml)", "The analysis by issues (issues.yaml)"),
        &analysis::ISSUES,
    ),
    sheet(
        "words",
        both("คำของหน้าเว็บ (themes/…/i18n/*.yaml)", "The words of the pages (themes/…/i18n/*.yaml)"),
        &Shape::Table(&Shape::Id, &Shape::Line),
    ),
    sheet("item", both("ส่วนหัวของข้อ (items/*.md)", "The front matter of an item (items/*.md)"), &pages::ITEM),
    sheet(
        "measure",
        both("ส่วนหัวของมาตรการ (measures/*.md)", "The front matter of a measure (measures/*.md)"),
        &pages::MEASURE,
    ),
    sheet("article", both("ส่วนหัวของหน้าเว็บ (pages/*.md)", "The front matter of a page (pages/*.md)"), &pages::ARTICLE),
    sheet(
        "service",
        both("ส่วนหัวของบริการ (services/*.md)", "The front matter of a service (services/*.md)"),
        &pages::SERVICE,
    ),
    sheet("news", both("ส่วนหัวของข่าว (news/*.md)", "The front matter of news (news/*.md)"), &pages::NEWS),
];

const fn sheet(name: &'static str, title: Bilingual<&'static str>, shape: &'static Shape) -> Sheet {
    Sheet { name, title, shape }
}
