//! What is imported, as sheets: a workbook or a file of rows by the processes that read attachments, a text as it was pasted.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::base::document::Fault;
use crate::base::encoding::{Guess, guess};
use crate::base::grid::{ENDINGS, Grid};
use crate::base::lang::{Bilingual, both};
use crate::base::pasted;
use crate::base::path::RelPath;
use crate::base::reading::MAX_TEXT;
use crate::cli::exit::{Exit, Stop};
use crate::io::inspect::inspector::{Inspector, NotRead};
use crate::io::refusal::shown;

/// The sheets of a file; `-` is what comes by standard input.
pub(super) fn sheets(path: &Path) -> Result<Vec<Grid>, Stop> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if ENDINGS.contains(&&*ending) {
        return workbook(path, &ending);
    }
    let mut bytes = Vec::new();
    let failed = |error| Stop::disk(&anyhow::Error::new(error).context(shown(path)));
    let read = match path.as_os_str() == "-" {
        true => std::io::stdin().take(MAX_TEXT + 1).read_to_end(&mut bytes),
        false => File::open(path).and_then(|file| file.take(MAX_TEXT + 1).read_to_end(&mut bytes)),
    };
    read.map_err(failed)?;
    let text = match guess(&bytes) {
        _ if bytes.len() as u64 > MAX_TEXT => {
            return Err(unreadable(path, both("ใหญ่เกิน 8 MB", "it has more than 8 MB")));
        }
        Guess::Utf8 => String::from_utf8_lossy(&bytes).into_owned(),
        Guess::Text(_, text) => text,
        Guess::Unknown | Guess::Binary => return Err(unreadable(path, both("ไม่ใช่ข้อความ", "it is no text"))),
    };
    Ok(vec![pasted::grid(&text)])
}

fn workbook(path: &Path, ending: &str) -> Result<Vec<Grid>, Stop> {
    let inspector = Inspector::new(&std::env::current_exe().unwrap_or_default());
    let name = RelPath::new(&format!("import.{ending}")).ok_or_else(Stop::bug)?;
    let found = inspector.inspect(path, &name, true).map_err(|error| match error {
        NotRead::Failed(error) => Stop::disk(&anyhow::Error::new(error).context(shown(path))),
        NotRead::Changed => unreadable(path, both("มีโปรแกรมอื่นกำลังเขียนไฟล์นี้", "another program is writing to it")),
    })?;
    let why = match found.fault {
        Some(Fault::Locked) => both("มีรหัสผ่าน บันทึกใหม่โดยไม่ใส่รหัส", "it asks for a password; save it without one"),
        Some(Fault::Bomb | Fault::Large | Fault::Slow) => both("ใหญ่หรือซับซ้อนเกินไป", "it is too large"),
        _ => both("เสีย หรือไม่ใช่ตาราง", "it is damaged, or no table"),
    };
    let grids = found.grids.clone().filter(|_| found.fault.is_none()).ok_or_else(|| unreadable(path, why))?;
    match grids.iter().any(|grid| grid.cut) {
        true => Err(unreadable(path, both("มีข้อมูลมากเกินไป", "it has too many cells"))),
        false => Ok(grids.to_vec()),
    }
}

fn unreadable(path: &Path, why: Bilingual<&str>) -> Stop {
    let (path, Bilingual { th, en }) = (shown(path), why);
    Exit::Errors.because(both!("อ่าน {path} ไม่ได้: {th}", "{path} cannot be read: {en}"))
}
