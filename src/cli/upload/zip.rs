//! A site packed for the file manager of a control panel.

use std::fmt::Write;
use std::path::Path;

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::cli::ask::{somebody_answers, yes};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::cli::upload::list;
use crate::cli::upload::request::UploadRequest;
use crate::cli::upload::result::UploadResult;
use crate::cli::{progress, size};
use crate::io::upload::fault::Fault;
use crate::io::upload::withdrawn::Zips;
use crate::io::upload::{interrupt, zip};

/// Writes the whole site into a zip, and a list of what must be deleted on the host.
pub(super) fn pack(request: &UploadRequest<'_>) -> Result<Exit, Stop> {
    let (files, target, lang) = (request.files()?, &request.target, request.lang);
    let to = Path::new(&target.folder);
    let zips = Zips::of(&request.work(), &target.name, to);
    let withdrawn = zips.withdrawn(&files, &request.allowed);
    let bytes = files.manifest.0.values().map(|entry| entry.size).sum();
    let site = request.address.join("");
    let mut listed = None;
    if !request.dry_run {
        agreed(&withdrawn.personal, request)?;
        let (bar, stop) = (progress::bytes(bytes), interrupt::flag());
        let packed = zip::write(&files, &site, to, &stop, &mut |read| bar.set_position(read));
        bar.finish_and_clear();
        packed.map_err(|error| unpacked(&error))?;
        listed = zips.wrote(&files, &site, &withdrawn).map_err(|error| Stop::disk(&error))?;
    }
    let (shown, count, size) = (target.shown(), files.manifest.0.len(), size::words(bytes));
    let mut text = match lang {
        Lang::Th => format!("{shown}: {count} ไฟล์ {size} เปิดตัวจัดการไฟล์ของโฮสต์ อัปโหลดไฟล์นี้ลงโฟลเดอร์ของเว็บ แล้วสั่งแตกไฟล์"),
        Lang::En => format!(
            "{shown}: {count} files, {size}; open the host's file manager, upload this file into the site's folder, and extract it there"
        ),
    };
    if !withdrawn.all.is_empty() {
        let at = listed.map(|path| format!(" ({})", path.display())).unwrap_or_default();
        let _ = match lang {
            Lang::Th => write!(text, "\nแล้วลบไฟล์ที่เว็บไม่มีแล้วที่โฮสต์เอง{at}:"),
            Lang::En => write!(text, "\nthen delete there what the site no longer has{at}:"),
        };
        list::add(&mut text, &withdrawn.all, lang);
    }
    tell(&text);
    if request.json {
        say(&UploadResult::of_zip(&files, &withdrawn.all, bytes).json(request))?;
    }
    Ok(Exit::Done)
}

/// Why there is no zip.
fn unpacked(error: &anyhow::Error) -> Stop {
    let Some(Fault { cause, text }) = error.downcast_ref() else { return Stop::disk(error) };
    let Bilingual { th, en } = cause.words();
    Exit::Disk.because(both!("ยังไม่ได้เขียน zip: {th} ({text})", "no zip was written: {en} ({text})"))
}

/// Goes on only when somebody knows that personal data stays public until he deletes it.
fn agreed(personal: &[RelPath], request: &UploadRequest<'_>) -> Result<(), Stop> {
    if personal.is_empty() {
        return Ok(());
    }
    let text = Bilingual::each(|lang| {
        let mut text = lang
            .choose(
                "ไฟล์เหล่านี้มีเลขประจำตัวของบุคคล เว็บไม่มีแล้ว แต่ยังเปิดดูได้ที่โฮสต์จนกว่าจะมีผู้ลบ เพราะ zip ลบให้ไม่ได้:",
                "these files hold personal numbers; the site no longer has them, but they stay public until somebody deletes them on the host, which a zip cannot:",
            )
            .to_owned();
        list::add(&mut text, personal, lang);
        text
    });
    tell(text.get(request.lang));
    let sure = request.sure
        || (somebody_answers(false)
            && yes(request.lang.choose("จะลบที่โฮสต์เองทันทีใช่ไหม", "will you delete them there at once?")));
    match sure {
        true => Ok(()),
        false => Err(Exit::Refused.because(both(
            "ยังไม่ได้เขียน zip เมื่อพร้อมจะลบไฟล์เหล่านั้นที่โฮสต์ ให้สั่งอีกครั้งโดยเติม --yes",
            "no zip was written; when you are ready to delete them on the host, run the command again with --yes",
        ))),
    }
}
