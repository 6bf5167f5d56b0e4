//! `upload.log` in the work folder: a line for each file, as evidence of when what was published. Lines are only added.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::base::mask::mask;
use crate::io::refusal::shown;

/// Thailand's time, which its officers read.
const BANGKOK: Offset = Offset::constant(7);

pub(crate) struct Log {
    file: File,
    target: String,
}

impl Log {
    pub(crate) fn open(work: &Path, target: &str) -> anyhow::Result<Log> {
        fs::create_dir_all(work).with_context(|| format!("cannot create {}", shown(work)))?;
        let path = work.join("upload.log");
        let open = OpenOptions::new().create(true).append(true).open(&path);
        let file = open.with_context(|| format!("cannot open {}", shown(&path)))?;
        Ok(Log { file, target: target.to_owned() })
    }

    /// One line: the time, the target, what happened, and to what. A log that cannot be written stops no upload.
    pub(crate) fn line(&mut self, what: &str, detail: &str) {
        let now = BANGKOK.to_datetime(Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default());
        let detail: String = mask(detail).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(self.file, "{now}+07:00 {} {what} {detail}", self.target);
    }
}
