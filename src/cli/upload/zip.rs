//! A site packed for the file manager of a control panel.

use std::path::Path;

use crate::base::lang::Lang;
use crate::base::upload::Target;
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::cli::upload::request::UploadRequest;
use crate::cli::upload::result::UploadResult;
use crate::cli::{progress, size};
use crate::io::upload::{interrupt, zip};

/// Writes the whole site into a zip.
pub(super) fn pack(request: &UploadRequest<'_>) -> Result<Exit, Stop> {
    let (files, target) = (request.files()?, &request.target);
    let bytes = files.manifest.0.values().map(|entry| entry.size).sum();
    if !request.dry_run {
        let bar = progress::bytes(bytes);
        let (to, stop) = (Path::new(&target.folder), interrupt::flag());
        let packed = zip::write(&files, &request.address.join(""), to, &stop, &mut |read| bar.set_position(read));
        bar.finish_and_clear();
        packed.map_err(|fault| Stop::disk(&anyhow::anyhow!("{}: {}", target.folder, fault)))?;
    }
    tell(&words(files.manifest.0.len(), bytes, target, request.lang));
    if request.json {
        say(&UploadResult::of_zip(&files, bytes).json(request))?;
    }
    Ok(Exit::Done)
}

/// A zip that was written, and what to do with it.
fn words(files: usize, bytes: u64, target: &Target, lang: Lang) -> String {
    let (shown, bytes) = (target.shown(), size::words(bytes));
    match lang {
        Lang::Th => format!("{shown}: {files} ไฟล์ {bytes} เปิดตัวจัดการไฟล์ของโฮสต์ อัปโหลดไฟล์นี้ลงโฟลเดอร์ของเว็บ แล้วสั่งแตกไฟล์"),
        Lang::En => format!(
            "{shown}: {files} files, {bytes}; open the host's file manager, upload this file into the site's folder, and extract it there"
        ),
    }
}
