//! What a command changes in a site: all at once or not at all, kept in the history first, and taken back by `undo`.

use std::path::Path;

use crate::base::lang::both;
use crate::base::mask::mask;
use crate::base::path::RelPath;
use crate::cli::clock;
use crate::cli::exit::{Exit, Stop};
use crate::io::history::{Act, NotChanged, carry_out};
use crate::io::refusal::shown;

/// Carries out what this command does to the files of the site at `root`.
pub(super) fn change(root: &Path, acts: Vec<Act>) -> Result<(), Stop> {
    // Nothing to take back where nothing is done.
    if acts.is_empty() {
        return Ok(());
    }
    carry_out(root, &clock::now()?, &mask(&command()), &acts).map_err(refused)
}

/// A text of the content with every byte that it has on the disk, for whoever changes it.
pub(super) fn on_disk(root: &Path, path: &RelPath) -> Result<String, Stop> {
    let place = root.join(path.as_str());
    std::fs::read_to_string(&place).map_err(|error| Stop::disk(&anyhow::Error::new(error).context(shown(&place))))
}

/// The command as it was typed, without the path of the program.
fn command() -> String {
    let quoted = |word: String| match word.is_empty() || word.contains(char::is_whitespace) {
        true => format!("\"{word}\""),
        false => word,
    };
    let words = std::env::args_os().skip(1).map(|word| quoted(word.to_string_lossy().into_owned()));
    std::iter::once("prongsai".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

pub(super) fn refused(error: NotChanged) -> Stop {
    match error {
        NotChanged::Exists(path) => exists(&path),
        NotChanged::Changed(path) => Exit::Refused.because(both!(
            "{path} เปลี่ยนไปแล้วหลังจากนั้น จึงไม่ได้แก้สิ่งใด: ตรวจไฟล์นี้ แล้วสั่งใหม่",
            "{path} has changed since then, and nothing was changed: look at it, then run this again"
        )),
        NotChanged::Outside(path) => Exit::Refused.because(both!(
            "{path} เป็นลิงก์ไปนอกโฟลเดอร์ของเว็บ จึงไม่ได้แก้สิ่งใด: วางโฟลเดอร์จริงไว้ในเว็บแทนลิงก์",
            "{path} leads out of the site by a link, and nothing was changed: put the folder itself into the site"
        )),
        NotChanged::Nothing => Exit::Refused.because(both("ไม่มีคำสั่งให้ย้อนกลับ", "there is no command to take back")),
        NotChanged::Failed(error) => Stop::disk(&error),
    }
}

/// The refusal to write over a file that stands anywhere.
pub(super) fn taken(to: &str) -> Stop {
    Exit::Refused.because(both!(
        "มี {to} อยู่แล้ว ไม่เขียนทับ: ใช้ชื่ออื่น",
        "{to} is there already and was not replaced: choose another name"
    ))
}

/// The refusal to replace what stands there.
pub(super) fn exists(path: &RelPath) -> Stop {
    Exit::Refused.because(both!(
        "มี {path} อยู่แล้ว ไม่เขียนทับ: แก้ไฟล์นั้น หรือใช้ชื่ออื่น",
        "{path} is there already and was not replaced: edit it, or choose another name"
    ))
}
