//! A text file from another encoding to UTF-8, with the original kept beside it. Nothing is lost on the way: the backup is
//! made first, and the new text takes the place of the old one in one step.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::encoding::{Encoding, Guess, guess};
use crate::base::reading::MAX_TEXT;

/// What became of a file.
#[derive(Debug)]
pub(crate) enum Converted {
    /// It is UTF-8 now; the original has this name.
    Done { from: Encoding, original: PathBuf },
    /// It was UTF-8 already and is as it was.
    Already,
    /// Nothing says which encoding it is in; it is as it was.
    Unknown,
    /// It is no text; it is as it was.
    Binary,
    /// It is longer than a text may be; it is as it was.
    TooLarge,
}

/// Turns the file at `path` into UTF-8.
///
/// # Errors
/// If a file cannot be read or written. The file at `path` is then as it was, and no half-written file is left beside it.
pub(crate) fn convert(path: &Path) -> io::Result<Converted> {
    let stat = fs::metadata(path)?;
    if !stat.is_file() {
        return Ok(Converted::Binary);
    }
    if stat.len() > MAX_TEXT {
        return Ok(Converted::TooLarge);
    }
    let bytes = fs::read(path)?;
    let (encoding, text) = match guess(&bytes) {
        Guess::Utf8 => return Ok(Converted::Already),
        Guess::Unknown => return Ok(Converted::Unknown),
        Guess::Binary => return Ok(Converted::Binary),
        Guess::Text(encoding, text) => (encoding, text),
    };
    // A link is followed, so that the file that it names is converted and the link stays.
    let target = path.canonicalize()?;
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(text.as_bytes())?;
    fresh.as_file().set_permissions(stat.permissions())?;
    fresh.as_file().sync_all()?;
    let original = keep(&target, &bytes, encoding)?;
    if let Err(error) = fresh.persist(&target) {
        // The old text is still in its place; a second copy of it would only confuse.
        let _ = fs::remove_file(&original);
        return Err(error.error);
    }
    Ok(Converted::Done { from: encoding, original })
}

/// Writes the original beside the file under a name that is free: `o01.md.windows-874~`, then `o01.md.windows-874.2~`. What
/// ends with a tilde is nobody's content: no build reads it.
fn keep(path: &Path, bytes: &[u8], encoding: Encoding) -> io::Result<PathBuf> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(encoding.ending());
    for number in 1_u32.. {
        let mut own = name.clone();
        if number > 1 {
            own.push(format!(".{number}"));
        }
        own.push("~");
        let original = path.with_file_name(own);
        match File::create_new(&original) {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| file.sync_all());
                return match written {
                    Ok(()) => Ok(original),
                    Err(error) => {
                        let _ = fs::remove_file(&original);
                        Err(error)
                    }
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Converted, convert};

    #[test]
    fn a_backup_is_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.md");
        let thai = b"\xca\xc7\xd1\xca\xb4\xd5\xa4\xc3\xd1\xba";
        for name in ["a.md.windows-874~", "a.md.windows-874.2~", "a.md.windows-874.3~"] {
            fs::write(&file, thai).unwrap();
            let Converted::Done { original, .. } = convert(&file).unwrap() else { panic!("not converted") };
            assert_eq!(original.file_name().unwrap(), name);
            assert_eq!(fs::read(&original).unwrap(), thai);
            assert_eq!(fs::read_to_string(&file).unwrap(), "สวัสดีครับ");
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 4, "nothing else is left");
    }
}
