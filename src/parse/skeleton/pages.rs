//! Drafts of measures, news and pages.

use crate::base::lang::both;
use crate::base::path::RelPath;
use crate::ita::article::ArticleKind;
use crate::parse::layout::{Role, role};
use crate::parse::shape::Shape;
use crate::parse::shapes::pages::{MEASURE, NEWS, article as shape_of};
use crate::parse::skeleton::{Draft, Drafter, schema_line};

/// A measure, with what was answered as YAML values.
pub(crate) fn measure(drafter: &Drafter, path: RelPath, given: &[(&str, String)]) -> Draft {
    let what = drafter.comment(both("มาตรการหนึ่งเรื่อง", "one measure"));
    page(drafter, path, &MEASURE, &what, given)
}

/// A piece of news.
pub(crate) fn news(drafter: &Drafter, path: RelPath, given: &[(&str, String)]) -> Draft {
    let what = drafter.comment(both("ข่าวหนึ่งเรื่อง", "one piece of news"));
    page(drafter, path, &NEWS, &what, given)
}

/// A plain page or a service.
pub(crate) fn article(drafter: &Drafter, path: RelPath, given: &[(&str, String)]) -> Draft {
    let kind = match role(&path) {
        Ok(Role::Article(kind, _)) => kind,
        _ => ArticleKind::Page,
    };
    let what = match kind {
        ArticleKind::Service => drafter.comment(both("บริการหนึ่งเรื่อง", "one service")),
        _ => drafter.comment(both("หน้าเว็บหนึ่งหน้า", "one page")),
    };
    page(drafter, path, shape_of(kind), &what, given)
}

/// A Markdown file of a shape; `what` is a comment on top.
fn page(drafter: &Drafter, path: RelPath, shape: &Shape, what: &str, given: &[(&str, String)]) -> Draft {
    let fields = match shape {
        Shape::Record(fields) => fields,
        _ => &[][..],
    };
    let text = format!(
        "---\n{}{what}{}{}---\n",
        schema_line(&path),
        how(drafter, &path),
        drafter.record(&path, fields, given)
    );
    Draft { path, text }
}

/// How to fill in a Markdown file.
pub(crate) fn how(drafter: &Drafter, path: &RelPath) -> String {
    let english = path.file_name().replace(".md", ".en.md");
    let body = drafter.comment(both(
        "เขียนเนื้อหาใต้บรรทัด --- ท้ายไฟล์ หัวข้อขึ้นต้นด้วย ##",
        "write the text below the last line of hyphens; headings begin with ##",
    ));
    let english = drafter.comment(both!(
        "เนื้อหาภาษาอังกฤษเขียนในไฟล์ {english} ข้างไฟล์นี้ ไม่ต้องมีส่วนหัว",
        "the English text goes into {english} beside this file, without these lines"
    ));
    body + &english + &fill(drafter)
}

/// How to use the examples.
pub(crate) fn fill(drafter: &Drafter) -> String {
    drafter.comment(both(
        "บรรทัดที่ขึ้นต้นด้วย # ยังไม่มีผล: ลบเฉพาะเครื่องหมาย # แล้วใส่ข้อมูลจริงแทน … เมื่อทราบ",
        "a line that begins with # does nothing yet: delete just the # and write the facts for … once they are known",
    ))
}
