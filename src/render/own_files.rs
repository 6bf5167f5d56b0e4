//! The files of the theme that a site chose: names that every computer can hold, and files that nothing would use.

use std::collections::BTreeMap;

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::portable::{Portable, Unfit};
use crate::base::reading::about;
use crate::base::source::Sources;
use crate::base::thai::nearest;
use crate::render::rules::{ASSET_NAME, THEME_FILE_UNUSED};

/// The files below `static/` whose published names some computer cannot hold, by their path there.
pub(crate) fn bad_names(statics: &BTreeMap<String, RelPath>, base: &str) -> Vec<Diagnostic> {
    let mut names = Portable::default();
    // Of two names the one that the site chose is told.
    let (given, own): (Vec<_>, Vec<_>) =
        statics.iter().partition(|(_, path)| path.below(&format!("themes/{base}")).is_some());
    let fault = |(inside, path): (&'_ String, &RelPath), unfit: Unfit| {
        let Bilingual { th, en } = match unfit {
            Unfit::Long => both("ยาวเกิน 255 ไบต์ (อักษรไทย 85 ตัว)".to_owned(), "has more than 255 bytes".to_owned()),
            Unfit::Reserved => both("Windows เก็บไว้ใช้เอง".to_owned(), "is one that Windows keeps for itself".to_owned()),
            Unfit::Same(other) => {
                both!("ตรงกับ {other} บน Windows และ macOS", "is the same as {other} on Windows and macOS")
            }
        };
        let said = both!("ชื่อไฟล์ของธีม “{inside}” ใช้ไม่ได้: {th}", "the name `{inside}` of a file of the theme {en}");
        about(&ASSET_NAME, path, said, both("เปลี่ยนชื่อไฟล์นี้ และแก้แม่แบบที่อ้างถึง", "rename it, also where templates name it"))
    };
    given.into_iter().chain(own).filter_map(|own| Some(fault(own, names.enter(own.0).err()?))).collect()
}

/// The files of the theme `name`, on top of `base`, that no page would show, as their names are none that the program or
/// another file of the theme knows. `templates` are all of it, those of the base theme too.
pub(crate) fn unused(
    sources: &Sources,
    name: &str,
    base: &str,
    templates: &BTreeMap<String, (RelPath, std::sync::Arc<str>)>,
) -> Vec<Diagnostic> {
    if name == base {
        return Vec::new(); // which is mixed with the program's own, whose names are all known
    }
    let folder = format!("themes/{name}");
    let known: Vec<String> = sources
        .texts
        .keys()
        .filter_map(|path| path.below("themes")?.strip_prefix(base)?.strip_prefix('/'))
        .map(str::to_owned)
        .collect();
    let names = |file: &str| {
        templates.values().any(|(_, text)| ["\"", "'"].iter().any(|sign| text.contains(&format!("{sign}{file}{sign}"))))
    };
    let is_used = |path: &RelPath, inside: &str| match inside.split_once('/') {
        Some(("templates", file)) => {
            names(file) || sources.texts.get(path).is_some_and(|text| text.contains("{% component"))
        }
        Some(("static", _)) => true,
        Some(("i18n", file)) => Lang::ALL.iter().any(|lang| file == format!("{}.yaml", lang.tag())),
        Some(_) => false,
        // Else it is what a theme says of itself.
        None => ![".html", ".yaml", ".yml", ".css", ".js"].iter().any(|end| inside.ends_with(end)),
    };
    let own = sources.texts.keys().chain(sources.files.keys()).filter_map(|path| Some((path, path.below(&folder)?)));
    let unused = own.filter(|(path, inside)| !known.iter().any(|own| own == inside) && !is_used(path, inside));
    let finding = |(path, inside): (&RelPath, &str)| {
        let said = both!("ธีมไม่ได้ใช้ไฟล์ {inside}", "no page uses the file {inside} of the theme");
        match nearest(inside, known.iter().map(String::as_str)) {
            Some(meant) => {
                about(&THEME_FILE_UNUSED, path, said, both!("หมายถึง {meant} ใช่หรือไม่", "did you mean {meant}?").as_str())
            }
            None => about(
                &THEME_FILE_UNUSED,
                path,
                said,
                both(
                    "แม่แบบอยู่ใน templates คำอยู่ใน i18n/th.yaml และ en.yaml อื่น ๆ อยู่ใน static",
                    "templates stand in `templates`, words in i18n/th.yaml and en.yaml, all else in `static`",
                ),
            ),
        }
    };
    unused.map(finding).collect()
}
