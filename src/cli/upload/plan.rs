//! The plan of an upload as a person reads it before anything happens, and why a plan is refused.

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::upload::Target;
use crate::cli::exit::{Exit, Stop};
use crate::cli::size;
use crate::cli::upload::list;
use crate::io::upload::plan::Refusal;
use crate::io::upload::survey::Survey;

/// What will happen, before it does.
pub(super) fn words(found: &Survey, target: &Target, lang: Lang) -> String {
    let plan = &found.plan;
    let new = plan.send.iter().filter(|file| file.new).count();
    let (changed, removed, bytes) = (plan.send.len() - new, plan.remove.len(), size::words(plan.bytes()));
    let shown = target.shown();
    let mut text = match lang {
        Lang::Th => format!("{shown}: ใหม่ {new} ไฟล์ เปลี่ยน {changed} ไฟล์ ลบ {removed} ไฟล์ ส่ง {bytes}"),
        Lang::En => format!("{shown}: {new} new, {changed} changed, {removed} to delete, {bytes} to send"),
    };
    let mut part = |title: Bilingual<&str>, names: &[String]| {
        if !names.is_empty() {
            text.push_str(title.get(lang));
            list::add(&mut text, names, lang);
        }
    };
    let paths = |paths: &[RelPath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
    part(both("\nจะลบ:", "\nto delete:"), &paths(&plan.remove));
    part(
        both(
            "\nที่โฮสต์ไม่ใช่ไฟล์ที่ส่งไปแล้ว (ขนาดต่างหรือหายไป) อาจมีผู้แก้ไฟล์ที่นั่น จะส่งใหม่:",
            "\non the host these are not as they were sent, by size, or are gone; somebody may have edited them. They are sent again:",
        ),
        &paths(&found.differing),
    );
    let strangers = found.strangers.iter().map(|own| format!("{}{}", own.name, if own.is_folder { "/" } else { "" }));
    part(
        both(
            "\nprongsai ยังไม่เคยส่งเว็บขึ้นที่นี่ และที่นี่มีของอยู่แล้ว ซึ่งจะไม่ถูกลบ:",
            "\nprongsai has never uploaded to this folder, and it is not empty; what is there will not be deleted:",
        ),
        &strangers.collect::<Vec<_>>(),
    );
    part(both("\nไฟล์เดิมที่จะถูกแทนที่:", "\nexisting files that will be replaced:"), &paths(&found.replaced));
    part(
        both(
            "\nโฮสต์มีการตั้งค่าของตัวเองอยู่แล้ว จึงไม่ส่งของ prongsai ทับ:",
            "\nthe host has settings of its own, so those of prongsai are not sent:",
        ),
        &paths(&found.kept),
    );
    text
}

/// Why nothing was done, and what to do.
pub(super) fn refused(refusal: &Refusal, site: &str) -> Stop {
    let said = match refusal {
        Refusal::OtherSite(other) => both!(
            "ที่ปลายทางนี้เป็นเว็บอื่น คือ {other} ไม่ใช่ {site} จึงไม่ได้แก้อะไรเลย ตรวจชื่อโฮสต์และโฟลเดอร์ใน content/upload.yaml ถ้าเว็บเดิมย้ายชื่อ ให้ลบไฟล์ prongsai-manifest.txt ที่โฮสต์ก่อน",
            "this target holds another site, {other}, not {site}; nothing was changed. Check the host and the folder in content/upload.yaml. If the site has moved to a new address, delete prongsai-manifest.txt on the host first"
        ),
        Refusal::TooMany { deletions, allowed } => both!(
            "ต้องลบ {deletions} ไฟล์ มากกว่า {allowed} ไฟล์ที่ยอมให้ลบได้ จึงไม่ได้แก้อะไรเลย ถ้าตั้งใจลบจริง ให้เติม --max-deletes {deletions}",
            "{deletions} files would be deleted, more than the {allowed} allowed; nothing was changed. If this is intended, add --max-deletes {deletions}"
        ),
        Refusal::InTheWay(paths) => {
            let names = paths.iter().take(list::SHOWN).map(RelPath::as_str).collect::<Vec<_>>().join(", ");
            both!(
                "มีไฟล์ที่ prongsai ไม่ได้ส่งขึ้นไป ใช้ชื่อเดียวกับหน้าเว็บ: {names} จึงไม่ได้แก้อะไรเลย ย้ายหรือลบไฟล์เหล่านี้ที่โฮสต์ก่อน",
                "files that prongsai did not upload are in the way: {names}; nothing was changed. Move or delete them on the host first"
            )
        }
    };
    Exit::Refused.because(said)
}
