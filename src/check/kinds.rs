//! Attachments by what they are: of a kind that may be published, under a name that tells it, with nothing in it that runs.

use std::collections::BTreeSet;

use crate::base::allowed::{Refusal, instead, is_shortcut, runs, theme_refusal};
use crate::base::diag::Severity::{Error, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::{Active, FileKind, Inspected};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::reading::about;
use crate::base::span::Spanned;
use crate::check::family::{Family, Subject};
use crate::ita::pictures::{is_picture, shown};

pub(super) const FAMILY: Family = Family { rules: &[&REFUSED, &KIND, &ACTIVE, &OLD], apply };

static REFUSED: Rule = Rule::new(
    "attachment-refused",
    Error,
    both("เอกสารแนบเป็นชนิดที่เผยแพร่ได้", "attachments are of a kind that may be published"),
    both(
        "ไฟล์ที่โฮสต์หรือเครื่องของผู้อ่านสั่งให้ทำงานได้ คือช่องทางที่เว็บราชการถูกฝังหน้าพนัน",
        "what a host or a reader's computer runs is how gambling pages come to government sites",
    ),
);

static KIND: Rule = Rule::new(
    "document-kind",
    Error,
    both("นามสกุลของเอกสารตรงกับสิ่งที่อยู่ข้างใน", "the ending of a document's name tells what it is"),
    both("เอกสารที่นามสกุลผิดเปิดไม่ได้ ผู้ประเมินจึงเห็นว่าไม่มี", "with a wrong ending it does not open, and counts as missing"),
);

static ACTIVE: Rule = Rule::new(
    "attachment-active",
    Error,
    both("เอกสารแนบไม่มีมาโครหรือสคริปต์", "attachments have no macros or scripts"),
    both(
        "มาโครและสคริปต์ทำงานบนเครื่องของผู้อ่าน และเป็นทางที่ไวรัสแพร่",
        "macros and scripts run on the readers' computers, which is how viruses spread",
    ),
);

static OLD: Rule = Rule::new(
    "document-old-format",
    Warning,
    both("เอกสาร Office เป็นชนิดใหม่ (docx xlsx pptx)", "Office documents are of the new kind (docx, xlsx, pptx)"),
    both(
        "โปรแกรมรุ่นใหม่และโทรศัพท์เปิดไฟล์ชนิดเก่าได้ไม่ครบ และตรวจหาข้อมูลส่วนบุคคลข้างในไม่ได้",
        "newer programs and telephones cannot show all of the old kind, and personal data in it is not found",
    ),
)
.held();

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    // What stands elsewhere is told of by the parser.
    let files = subject.portal.files.keys().filter_map(|path| Some((path, subject.sources.files.get(path)?)));
    let inspected = files.filter_map(|(path, file)| Some((path, file.inspected.as_deref()?)));
    let shown: BTreeSet<RelPath> = shown(subject.portal).into_iter().map(|own| own.path).collect();
    let one = |(path, inspected): (&RelPath, &Inspected)| match why(subject, path, inspected) {
        // Where a page shows it, it is told there what to do with a picture of that kind.
        Some(Refusal::Ending(_)) if shown.contains(path) && !is_picture(inspected) => Vec::new(),
        Some(why) => vec![refused(path, inspected.kind, &why)],
        None => inspected.active.iter().map(|active| active_part(path, active)).chain(old(path, inspected)).collect(),
    };
    let texts = subject.sources.texts.keys().map(|path| (path, None));
    let theirs = subject.sources.files.iter().map(|(path, file)| (path, file.inspected.as_deref()));
    let themes = texts.chain(theirs).filter(|(path, _)| path.below("themes").is_some());
    let themes = themes.filter_map(|(path, inspected)| {
        let kind = inspected.map_or(FileKind::Unknown, |inspected| inspected.kind);
        let why = theme_refusal(path.file_name(), kind)?;
        // Of a file that nobody has looked into the name alone tells.
        (inspected.is_some() || matches!(why, Refusal::Runs(_))).then(|| refused(path, kind, &why))
    });
    let endings = &subject.portal.agency.attachments.endings;
    let never = endings.iter().filter(|ending| runs(&ending.value)).map(never);
    inspected.flat_map(one).chain(themes).chain(never).collect()
}

/// An ending that no agency may allow.
fn never(ending: &Spanned<String>) -> Diagnostic {
    let name = &ending.value;
    let said = both!(
        "ไฟล์ .{name} ทำงานเป็นโปรแกรมได้ จึงอนุญาตไม่ได้",
        "files that end in .{name} may run somewhere, and cannot be allowed"
    );
    Diagnostic::new(&REFUSED, &ending.span, said).hint(both("ลบรายการนี้", "delete this entry"))
}

/// Whether a file is refused for what it is, so that nothing else may ask people to open it.
pub(super) fn is_refused(subject: &Subject<'_>, path: &RelPath, inspected: &Inspected) -> bool {
    why(subject, path, inspected).is_some()
}

fn why(subject: &Subject<'_>, path: &RelPath, inspected: &Inspected) -> Option<Refusal> {
    subject.portal.agency.attachments.refusal(path, inspected)
}

fn refused(path: &RelPath, kind: FileKind, why: &Refusal) -> Diagnostic {
    let is = words(kind);
    let (rule, words, hint) = match why {
        Refusal::Runs(part) => (
            &REFUSED,
            both!(
                "ไฟล์ที่ชื่อมี .{part} อาจทำงานเป็นโปรแกรมบนโฮสต์หรือบนเครื่องของผู้อ่าน จึงเผยแพร่ไม่ได้",
                "a file with .{part} in its name may run on the host or on a reader's computer; it is not published"
            ),
            otherwise(part).unwrap_or_else(|| {
                both!(
                    "ลบไฟล์นี้ออก ถ้าไม่รู้ว่ามาจากไหน ให้แจ้งผู้ดูแลเครื่อง",
                    "take it out; if nobody knows where it came from, tell whoever looks after this computer"
                )
            }),
        ),
        Refusal::Ending(ending) => (
            &REFUSED,
            match ending.as_str() {
                "" => {
                    both!("ชื่อไฟล์ไม่มีนามสกุล จึงไม่รู้ว่าเป็นเอกสารชนิดใด", "the name has no ending that tells what the file is")
                }
                _ => both!(
                    "ไฟล์ชนิด .{ending} ไม่อยู่ในชนิดที่เผยแพร่ได้",
                    "files that end in .{ending} are not among those that may be published"
                ),
            },
            {
                let known = otherwise(ending).unwrap_or_else(|| {
                    both!("ส่งออกเป็น PDF, Word, Excel หรือ CSV", "export it as PDF, Word, Excel or CSV")
                });
                both(
                    format!(
                        "{} ถ้าต้องเผยแพร่ชนิดนี้จริง ให้เพิ่ม attachments: [{{ending: …, reason: …}}] ใน content/agency.yaml",
                        known.th
                    ),
                    format!(
                        "{}; if this kind must be published, add `attachments: [{{ending: …, reason: …}}]` to content/agency.yaml",
                        known.en
                    ),
                )
            },
        ),
        Refusal::Picture { ending, own } => (
            &KIND,
            both!(
                "ชื่อไฟล์ลงท้าย .{ending} แต่ข้างในเป็นภาพชนิด .{own}",
                "the name ends in .{ending}, but the picture is of the kind .{own}"
            ),
            both!(
                "เปลี่ยนนามสกุลของไฟล์ให้ตรง หรือบันทึกใหม่จากโปรแกรมภาพ",
                "rename it so that the ending is right, or save it again from a program for pictures"
            ),
        ),
        Refusal::Program => (
            &REFUSED,
            both(format!("ข้างในไฟล์นี้เป็น{} จึงเผยแพร่ไม่ได้", is.th), format!("this file is {}; it is not published", is.en)),
            both!("ลบออกจาก files", "take it out of `files`"),
        ),
        Refusal::Content { ending, expected } => {
            let should = words(*expected);
            (
                &KIND,
                both(
                    format!("ชื่อไฟล์ลงท้าย .{ending} แต่ข้างในเป็น{} ไม่ใช่{}", is.th, should.th),
                    format!("the name ends in .{ending}, but the file is {}, not {}", is.en, should.en),
                ),
                both!(
                    "เปิดด้วยโปรแกรมที่สร้าง แล้วบันทึกเป็นชนิดที่ต้องการ อย่าเพียงเปลี่ยนชื่อ",
                    "open it where it was made and save it as what it should be; renaming is not enough"
                ),
            )
        }
    };
    about(rule, path, words, hint)
}

/// What to do with a file of a kind that people often have; `None` where nobody knows.
fn otherwise(ending: &str) -> Option<Bilingual<String>> {
    if is_shortcut(ending) {
        return Some(both!(
            "ไฟล์นี้เป็นทางลัด คัดลอกไฟล์จริงมาแทน",
            "it is a shortcut: copy the file that it leads to instead"
        ));
    }
    let kinds: Vec<String> = instead(ending).iter().map(|kind| format!(".{kind}")).collect();
    (!kinds.is_empty()).then(|| {
        both(
            format!("บันทึกหรือแปลงเป็น {} แล้วใช้ไฟล์นั้นแทน", kinds.join(" หรือ ")),
            format!("save or convert it as {}, and use that file instead", kinds.join(" or ")),
        )
    })
}

/// What a kind is called, in Thai as it follows on a Thai word: only names in Latin letters stand apart from it.
fn words(kind: FileKind) -> Bilingual<String> {
    let Bilingual { th, en } = kind.words();
    let gap = if th.starts_with(|letter: char| letter.is_ascii()) { " " } else { "" };
    both(format!("{gap}{th}"), en.to_owned())
}

fn active_part(path: &RelPath, active: &Active) -> Diagnostic {
    let (words, hint) = match active {
        Active::Macros => (
            both!("เอกสารนี้มีมาโคร หรือคำสั่งที่เรียกโปรแกรมอื่น", "this document has macros, or starts another program"),
            both(
                "บันทึกเป็น .docx, .xlsx หรือ .pptx ซึ่งไม่เก็บมาโคร หรือส่งออกเป็น PDF",
                "save it as .docx, .xlsx or .pptx, which keep no macros, or export it as PDF",
            ),
        ),
        Active::Cell(place) => {
            let Bilingual { th, en } = place.words();
            (
                both!(
                    "มีช่องในไฟล์นี้ที่เรียกโปรแกรมหรือดึงข้อมูลจากที่อื่น ({th})",
                    "a cell of this file starts a program or fetches something ({en})"
                ),
                both(
                    "ลบสูตรในช่องนั้น หรือวางเป็นค่าแทนสูตร แล้วบันทึกใหม่",
                    "delete the formula, or paste its value in its place, and save the file again",
                ),
            )
        }
        Active::Script => (
            both!("ไฟล์นี้มีสคริปต์", "this file has a script"),
            both(
                "พิมพ์หรือส่งออกใหม่เป็น PDF หรือภาพ ซึ่งไม่มีสคริปต์",
                "print or export it again, as a PDF or a picture without scripts",
            ),
        ),
        Active::Reference(address) => (
            both!(
                "ไฟล์นี้ดึงข้อมูลจากที่อื่นเมื่อเปิด: {address}",
                "this file fetches something from elsewhere when it is opened: {address}"
            ),
            both("ฝังภาพไว้ในไฟล์ แล้วบันทึกใหม่", "embed the picture, and save the file again"),
        ),
        Active::Part(name) => (
            both!("ข้างในมีไฟล์ที่เผยแพร่ไม่ได้: {name}", "it holds a file that may not be published: {name}"),
            both(
                "บีบอัดหรือบันทึกใหม่โดยไม่ใส่ไฟล์นี้ หรือแนบเอกสารทีละไฟล์",
                "pack or save it again without that file, or offer the documents one by one",
            ),
        ),
    };
    about(&ACTIVE, path, words, hint)
}

fn old(path: &RelPath, inspected: &Inspected) -> Option<Diagnostic> {
    let new = match path.ending().to_lowercase().as_str() {
        _ if inspected.kind != FileKind::OldOffice || inspected.fault.is_some() => return None,
        "xls" => "xlsx",
        "ppt" => "pptx",
        _ => "docx",
    };
    Some(about(
        &OLD,
        path,
        both(
            "เอกสารนี้เป็นชนิดเก่า (ก่อนปี 2550) และไม่ได้ตรวจหาข้อมูลส่วนบุคคล",
            "this document is of the kind before 2007; it was not searched for personal data",
        ),
        both!(
            "เปิดแล้วเลือก บันทึกเป็น ชนิด .{new} หรือส่งออกเป็น PDF แล้วแนบไฟล์ใหม่แทน",
            "open it, choose Save As, type .{new}, or export it as PDF, and offer the new file instead"
        ),
    ))
}
