//! A text file from another encoding to UTF-8, with the original kept beside it. Nothing is lost on the way: the backup is
//! made first, and the new text takes the place of the old one in one step.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::encoding::{Encoding, Guess, guess};
use crate::base::reading::MAX_TEXT;
use crate::io::real::real;
use crate::io::replace;

/// What a file is, and what it would become.
#[derive(Debug)]
pub(crate) enum Looked {
    Text(Text),
    /// It is UTF-8 already.
    Already,
    /// Nothing says which encoding it is in.
    Unknown,
    /// It is no text.
    Binary,
    /// It is longer than a text may be.
    TooLarge,
}

/// A text in another encoding.
#[derive(Debug)]
pub(crate) struct Text {
    pub from: Encoding,
    /// The file itself, also where a link led to it.
    pub path: PathBuf,
    /// A name beside it that is free.
    pub original: PathBuf,
    pub old: Vec<u8>,
    pub new: String,
}

/// Looks at the file at `path`; nothing is changed.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn look(path: &Path) -> io::Result<Looked> {
    let stat = fs::metadata(path)?;
    if !stat.is_file() {
        return Ok(Looked::Binary);
    }
    if stat.len() > MAX_TEXT {
        return Ok(Looked::TooLarge);
    }
    let old = fs::read(path)?;
    let (from, new) = match guess(&old) {
        Guess::Utf8 => return Ok(Looked::Already),
        Guess::Unknown => return Ok(Looked::Unknown),
        Guess::Binary => return Ok(Looked::Binary),
        Guess::Text(encoding, text) => (encoding, text),
    };
    let path = real(path)?;
    let original = free(&path, from);
    Ok(Looked::Text(Text { from, path, original, old, new }))
}

impl Text {
    /// Writes the text in its new encoding, after the original beside it: for a file that is in no site.
    ///
    /// # Errors
    /// If the disk refuses. The file is then as it was.
    pub(crate) fn write(&self) -> anyhow::Result<()> {
        replace::create(&self.original, &mut self.old.as_slice())?;
        replace::file(&self.path, self.new.as_bytes()).inspect_err(|_| {
            // The old text is still in its place; a second copy of it would only confuse.
            let _ = fs::remove_file(&self.original);
        })
    }
}

/// A name for the original beside the file that is free: `o01.md.windows-874~`, then `o01.md.windows-874.2~`. What ends
/// with a tilde is nobody's content: no build reads it.
fn free(path: &Path, encoding: Encoding) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(encoding.ending());
    let numbered = (1_u32..).map(|number| {
        let mut own = name.clone();
        if number > 1 {
            own.push(format!(".{number}"));
        }
        own.push("~");
        path.with_file_name(own)
    });
    let mut free = numbered.filter(|original| fs::symlink_metadata(original).is_err());
    free.next().unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Looked, look};

    #[test]
    fn a_backup_is_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.md");
        let thai = b"\xca\xc7\xd1\xca\xb4\xd5\xa4\xc3\xd1\xba";
        for name in ["a.md.windows-874~", "a.md.windows-874.2~", "a.md.windows-874.3~"] {
            fs::write(&file, thai).unwrap();
            let Looked::Text(text) = look(&file).unwrap() else { panic!("not converted") };
            text.write().unwrap();
            assert_eq!(text.original.file_name().unwrap(), name);
            assert_eq!(fs::read(&text.original).unwrap(), thai);
            assert_eq!(fs::read_to_string(&file).unwrap(), "สวัสดีครับ");
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 4, "nothing else is left");
    }
}
