//! Pictures: what a page shows is one that every browser shows, whole, and told in words.

use std::collections::BTreeSet;

use crate::base::diag::Severity::{Error, Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::{Fault, FileKind, Inspected};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::picture::Unfit;
use crate::base::reading::{PICTURE_BROKEN, unfit};
use crate::base::span::Span;
use crate::base::thai::is_thai;
use crate::check::documents::fault_advice;
use crate::check::family::{Family, Subject};
use crate::check::kinds::is_refused;
use crate::ita::article::Article;
use crate::ita::gallery::Gallery;
use crate::ita::pictures::shown;

pub(super) const FAMILY: Family =
    Family { rules: &[&PICTURE_KIND, &PICTURE_MOVES, &GALLERY_EMPTY, &GALLERY_WORDS], apply };

static PICTURE_KIND: Rule = Rule::new(
    "picture-kind",
    Error,
    both("ภาพที่แสดงเป็น JPEG, PNG, WebP, GIF หรือ SVG", "a picture that is shown is a JPEG, PNG, WebP, GIF or SVG"),
    both("เบราว์เซอร์ไม่แสดงภาพชนิดอื่น ผู้อ่านจะเห็นช่องว่าง", "browsers show no others, and readers see a gap"),
);

static PICTURE_MOVES: Rule = Rule::new(
    "picture-moves",
    Note,
    both("ภาพที่แสดงเป็นภาพนิ่ง", "a picture that is shown stands still"),
    both(
        "ภาพเคลื่อนไหวรบกวนการอ่าน และผู้อ่านหยุดไม่ได้ (WCAG 2.2.2)",
        "what moves disturbs those who read, and they cannot stop it (WCAG 2.2.2)",
    ),
);

static GALLERY_EMPTY: Rule = Rule::new(
    "gallery-empty",
    Error,
    both("อัลบั้มภาพมีภาพ", "a gallery has pictures"),
    both("หน้าที่บอกว่ามีภาพแต่ไม่มี ทำให้ผู้อ่านเข้าใจว่าเว็บเสีย", "a page that promises pictures and has none looks broken"),
);

static GALLERY_WORDS: Rule = Rule::new(
    "gallery-without-words",
    Warning,
    both("ภาพในอัลบั้มมีคำบรรยาย", "the pictures of a gallery are told in words"),
    both("ผู้ที่มองไม่เห็นภาพรู้ได้จากคำบรรยายเท่านั้น", "those who cannot see a picture have only its words"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let pictures = shown(subject.portal).into_iter().filter_map(|own| {
        let finding = of_picture(subject, &own.path, own.at)?;
        told.insert((own.path, own.at.clone().start)).then_some(finding)
    });
    let pictures: Vec<Diagnostic> = pictures.collect();
    let galleries = subject.portal.articles.iter().filter_map(|article| Some((article, article.gallery.as_ref()?)));
    pictures.into_iter().chain(galleries.filter_map(|(article, own)| of_gallery(subject, article, own))).collect()
}

fn of_picture(subject: &Subject<'_>, path: &RelPath, at: &Span) -> Option<Diagnostic> {
    let inspected = subject.sources.files.get(path)?.inspected.as_deref()?;
    match (inspected.picture, inspected.kind) {
        (Some(Ok(picture)), _) => picture.moves.then(|| moves(path, at)),
        (Some(Err(why)), _) => Some(unfit(path, at, why)),
        (None, FileKind::Drawing) => None,
        (None, FileKind::Image) if inspected.fault == Some(Fault::Large) => Some(unfit(path, at, Unfit::Large)),
        (None, FileKind::Image) if inspected.fault.is_some_and(Fault::may_pass) => {
            inspected.fault.map(|fault| unread(path, at, fault))
        }
        (None, FileKind::Image | FileKind::Empty) => Some(unfit(path, at, Unfit::Broken)),
        _ => Some(kind(subject, path, inspected, at)),
    }
}

/// A picture that may be sound, and was not read this time.
fn unread(path: &RelPath, at: &Span, fault: Fault) -> Diagnostic {
    let hint = fault_advice(fault);
    let said = both!("ครั้งนี้อ่านภาพ {path} ไม่ได้", "the picture {path} could not be read this time");
    Diagnostic::new(&PICTURE_BROKEN, at, said).hint(hint)
}

fn moves(path: &RelPath, at: &Span) -> Diagnostic {
    let name = path.file_name();
    let said =
        both!("ภาพ {name} เคลื่อนไหว หน้าเว็บแสดงเฉพาะภาพแรก", "the picture {name} moves; the page shows its first frame");
    Diagnostic::new(&PICTURE_MOVES, at, said).hint(both(
        "ถ้าการเคลื่อนไหวสำคัญ บันทึกเป็นวิดีโอ .mp4 แล้วทำลิงก์ไปหา",
        "where the movement matters, save it as a video, .mp4, and link to that",
    ))
}

fn kind(subject: &Subject<'_>, path: &RelPath, inspected: &Inspected, at: &Span) -> Diagnostic {
    let (name, is) = (path.file_name(), inspected.kind.words());
    let said = match is_refused(subject, path, inspected) || inspected.kind == FileKind::Unknown {
        true => both!("เบราว์เซอร์แสดงภาพ {name} ไม่ได้", "browsers cannot show {name}"),
        false => both(
            format!("{name} เป็น{}{} ไม่ใช่ภาพ", if is.th.starts_with(is_thai) { "" } else { " " }, is.th),
            format!("{name} is {}, no picture", is.en),
        ),
    };
    let hint = instead(&path.ending().to_lowercase(), inspected.kind);
    Diagnostic::new(&PICTURE_KIND, at, said).hint(hint)
}

/// What to do with a file that is no picture of the Web.
fn instead(ending: &str, kind: FileKind) -> Bilingual<&'static str> {
    match (ending, kind) {
        ("heic" | "heif" | "avif", _) => both(
            "เปิดด้วย Photos ใน Windows แล้วเลือก บันทึกเป็น JPEG; ใน iPhone ตั้งค่า > กล้อง > รูปแบบ > เข้ากันได้มากที่สุด",
            "open it in Photos and save it as JPEG; on an iPhone set Settings > Camera > Formats > Most Compatible",
        ),
        ("dng" | "cr2" | "cr3" | "nef" | "arw" | "orf" | "rw2" | "raf" | "raw", _) => both(
            "ไฟล์ดิบของกล้อง ให้ส่งออกเป็น JPEG จากโปรแกรมของกล้อง หรือใช้ไฟล์ .jpg ที่กล้องบันทึกคู่กัน",
            "it is a camera's raw file: export it as JPEG, or use the .jpg that the camera keeps beside it",
        ),
        (_, FileKind::Video) => both(
            "วางวิดีโอในเนื้อหา ![วิดีโอแสดงอะไร](ไฟล์.mp4) และใช้ภาพนิ่งหนึ่งภาพเป็นรูป",
            "show the video in the body, ![what it shows](file.mp4), and a still of it as the picture",
        ),
        (_, FileKind::Pdf | FileKind::Word | FileKind::Excel | FileKind::PowerPoint | FileKind::OpenDocument) => both(
            "แนบเอกสารใน documents หรือทำเป็นลิงก์; ถ้าต้องการรูป ให้บันทึกหน้านั้นเป็น PNG",
            "offer it in `documents` or as a link; for a picture of it save the page as PNG",
        ),
        _ => both(
            "เปิดด้วย Paint หรือโปรแกรมภาพ แล้วบันทึกเป็น JPEG หรือ PNG",
            "open it in Paint or another program for pictures, and save it as JPEG or PNG",
        ),
    }
}

fn of_gallery(subject: &Subject<'_>, article: &Article, own: &Gallery) -> Option<Diagnostic> {
    if own.shots.is_empty() {
        return Some(empty(own));
    }
    let silent: Vec<&RelPath> =
        own.shots.iter().filter(|shot| shot.caption.is_none()).filter_map(|shot| shot.file.value.as_ref()).collect();
    let count = silent.len();
    // Where nothing else is sound, words come later.
    if count == 0 || silent.iter().any(|path| !subject.sources.files.contains_key(*path)) {
        return None;
    }
    let said = both(
        format!("ภาพ {count} ภาพในอัลบั้มนี้ไม่มีคำบรรยาย"),
        match count {
            1 => "1 picture of this gallery has no words".to_owned(),
            _ => format!("{count} pictures of this gallery have no words"),
        },
    );
    let title = &article.title.th;
    // All of them, for what people copy is all that the page will show.
    let numbered = own.shots.iter().zip(1..).filter(|(shot, _)| shot.caption.is_none());
    let lines = numbered.filter_map(|(shot, number)| {
        let file = article.path.link_to(shot.file.value.as_ref()?);
        Some(format!("\n  - {{file: {file}, caption: {title} ภาพที่ {number}}}"))
    });
    let lines: String = lines.collect();
    let finding = Diagnostic::new(&GALLERY_WORDS, &own.span, said);
    Some(match own.folder {
        Some(_) => finding.hint(both!(
            "เขียนเป็นรายการ แล้วแก้คำบรรยายให้ตรงกับภาพ:\ngallery:{lines}",
            "write a list, and say what each picture shows:\ngallery:{lines}"
        )),
        None => finding.hint(both!(
            "เติม caption ที่บรรทัดของภาพเหล่านี้ ให้ตรงกับภาพ:{lines}",
            "add a caption to the lines of these pictures, and say what each shows:{lines}"
        )),
    })
}

fn empty(own: &Gallery) -> Diagnostic {
    let said = match &own.folder {
        Some(Some(folder)) => {
            both!("ไม่มีภาพในโฟลเดอร์ {folder}", "there are no pictures in the folder {folder}")
        }
        Some(None) => both!("ที่อยู่โฟลเดอร์นี้ใช้ไม่ได้", "this is not the path of a folder"),
        None => both!("อัลบั้มนี้ไม่มีภาพ", "this gallery has no pictures"),
    };
    Diagnostic::new(&GALLERY_EMPTY, &own.span, said).hint(both(
        "วางภาพไว้ในโฟลเดอร์ใต้ content/files แล้วเขียนเทียบจากไฟล์นี้ เช่น ../files/2569-01-15-trip/",
        "put pictures into a folder below content/files, and write it from this file, as ../files/2569-01-15-trip/",
    ))
}
