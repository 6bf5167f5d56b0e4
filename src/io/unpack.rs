//! A site from the `.zip` that `pack` has made, into a folder of its own. The zip comes from elsewhere and is trusted in
//! nothing: every name, kind and size is looked at before anything is written, and what is written appears whole.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::base::path::RelPath;
use crate::io::draft::missed;
use crate::io::durable::sync_folder;
use crate::io::inspect::archive::Bounded;
use crate::io::inspect::limits::{MAX_PART, MAX_WHOLE};
use crate::io::pack::PARTS;
use crate::io::portable_names;
use crate::io::refusal::{Refusal, shown};

/// Files of one site; a country's largest has some thousands.
const MAX_FILES: usize = 100_000;

/// What is packed grows at most so many times when it is unpacked, beyond what any small file may.
const MAX_GROWTH: u64 = 20;

/// The kind of a file in the mode that Unix gives it.
const KIND: u32 = 0o170_000;
const PLAIN: [u32; 2] = [0, 0o100_000];

#[derive(Debug)]
pub(crate) enum UnpackError {
    /// It is no zip, or not one of a site.
    NotASite,
    /// The folder holds something, as this.
    NotEmpty(PathBuf),
    /// A name that leads out of the folder, or to none of the folders of a site.
    Outside(String),
    /// A link or another thing that is no file.
    NotAFile(String),
    /// A file that asks for a password.
    Locked(String),
    /// It grows beyond all measure.
    Bomb(String),
    Refused(Refusal),
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for UnpackError {
    fn from(error: anyhow::Error) -> UnpackError {
        UnpackError::Failed(error)
    }
}

/// Unpacks a site into `to`, a folder that is new or empty but for the zip itself and the program. Tells how many files.
///
/// # Errors
/// If the folder is not empty, the zip is not sound, or the disk refuses. Nothing of it is there then.
pub(crate) fn unpack(from: &Path, to: &Path) -> Result<usize, UnpackError> {
    let reading = || format!("cannot read {}", shown(from));
    let file = File::open(from).with_context(reading)?;
    let size = file.metadata().with_context(reading)?.len();
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| UnpackError::NotASite)?;
    if let Some(path) = missed(to, Some(from))? {
        return Err(UnpackError::NotEmpty(path));
    }
    let paths = survey(&mut zip)?;
    let writing = || format!("cannot write {}", shown(to));
    fs::create_dir_all(to).with_context(writing)?;
    let stage = tempfile::Builder::new().prefix(".unpack-").tempdir_in(to).with_context(writing)?;
    let mut whole = MAX_WHOLE.max(size.saturating_mul(MAX_GROWTH));
    for (at, path) in &paths {
        let name = path.as_str();
        let part = zip.by_index(*at).map_err(|error| broken(&error, name))?;
        let most = MAX_PART.max(part.compressed_size().saturating_mul(MAX_GROWTH));
        let target = stage.path().join(name);
        fs::create_dir_all(target.parent().unwrap_or(stage.path())).with_context(writing)?;
        let mut file = File::create_new(&target).with_context(writing)?;
        let mut bounded = Bounded { inner: part, left: most, whole: &mut whole };
        io::copy(&mut bounded, &mut file).map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => UnpackError::Bomb(name.to_owned()),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => UnpackError::NotASite,
            _ => UnpackError::Failed(anyhow::Error::new(error).context(writing())),
        })?;
        file.sync_all().with_context(writing)?;
    }
    settle(stage.path(), to)?;
    Ok(paths.len())
}

/// Moves what is in the stage to its place, all or none.
fn settle(stage: &Path, to: &Path) -> Result<()> {
    let mut moved: Vec<&str> = Vec::new();
    for folder in PARTS.into_iter().filter(|part| stage.join(part).exists()) {
        if let Err(error) = fs::rename(stage.join(folder), to.join(folder)) {
            moved.iter().for_each(|folder| drop(fs::rename(to.join(folder), stage.join(folder))));
            return Err(error).with_context(|| format!("cannot write {}", shown(&to.join(folder))));
        }
        moved.push(folder);
    }
    sync_folder(to);
    Ok(())
}

/// The files of the zip by their numbers, if all of them can be of a site.
fn survey<R: Read + io::Seek>(zip: &mut ZipArchive<R>) -> Result<Vec<(usize, RelPath)>, UnpackError> {
    if zip.len() > MAX_FILES {
        return Err(UnpackError::Bomb(zip.len().to_string()));
    }
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).map_err(|_| UnpackError::NotASite)?;
        let name = part.name().map_err(|_| UnpackError::NotASite)?.into_owned();
        if part.is_dir() && name.ends_with('/') {
            continue;
        }
        if !PLAIN.contains(&(part.unix_mode().unwrap_or(0) & KIND)) {
            return Err(UnpackError::NotAFile(name));
        }
        if part.encrypted() {
            return Err(UnpackError::Locked(name));
        }
        let path = RelPath::new(&name);
        let path = path.filter(|path| PARTS.iter().any(|part| path.as_str() == *part || path.below(part).is_some()));
        files.push((at, path.ok_or(UnpackError::Outside(name))?));
    }
    let paths: Vec<RelPath> = files.iter().map(|(_, path)| path.clone()).collect();
    portable_names::check(&paths).map_err(UnpackError::Refused)?;
    let is_site = paths.iter().any(|path| path.as_str() == "content/agency.yaml");
    if is_site { Ok(files) } else { Err(UnpackError::NotASite) }
}

fn broken(error: &ZipError, name: &str) -> UnpackError {
    match error {
        ZipError::UnsupportedArchive(_) => UnpackError::Locked(name.to_owned()),
        _ => UnpackError::NotASite,
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write;
    use std::path::{Path, PathBuf};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{UnpackError, unpack};

    fn zipped(at: &Path, files: &[(&str, &[u8])]) -> PathBuf {
        let path = at.join("site.zip");
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        path
    }

    const AGENCY: (&str, &[u8]) = ("content/agency.yaml", b"name: a\n");

    #[test]
    fn a_site_comes_whole_into_a_new_or_empty_folder() {
        let dir = tempfile::tempdir().unwrap();
        let zip = zipped(dir.path(), &[AGENCY, ("content/files/a.pdf", b"%PDF"), (".schema/a.json", b"{}")]);
        let to = dir.path().join("new/site");
        assert_eq!(unpack(&zip, &to).unwrap(), 3);
        assert_eq!(fs::read(to.join("content/agency.yaml")).unwrap(), AGENCY.1);
        assert_eq!(fs::read_dir(&to).unwrap().count(), 2, "no stage is left");
        assert!(matches!(unpack(&zip, &to), Err(UnpackError::NotEmpty(_))));
        // Beside the zip itself.
        fs::remove_dir_all(dir.path().join("new")).unwrap();
        assert_eq!(unpack(&zip, dir.path()).unwrap(), 3);
    }

    #[test]
    fn what_is_no_site_or_leaves_its_folder_is_refused_before_anything_is_written() {
        type Case<'a> = (&'a [(&'a str, &'a [u8])], fn(&UnpackError) -> bool);
        let cases: [Case<'_>; 9] = [
            (&[AGENCY, ("../evil", b"x")], |error| matches!(error, UnpackError::Outside(_))),
            (&[AGENCY, ("content/../../evil", b"x")], |error| matches!(error, UnpackError::Outside(_))),
            (&[AGENCY, ("/etc/evil", b"x")], |error| matches!(error, UnpackError::Outside(_))),
            (&[AGENCY, ("content\\..\\evil", b"x")], |error| matches!(error, UnpackError::Outside(_))),
            (&[AGENCY, ("prongsai.exe", b"x")], |error| matches!(error, UnpackError::Outside(_))),
            (&[AGENCY, ("content/C:evil", b"x")], |error| matches!(error, UnpackError::Refused(_))),
            (&[AGENCY, ("content/Agency.yaml", b"x")], |error| matches!(error, UnpackError::Refused(_))),
            (&[AGENCY, ("content/con.md", b"x")], |error| matches!(error, UnpackError::Refused(_))),
            (&[("content/a.md", b"x")], |error| matches!(error, UnpackError::NotASite)),
        ];
        for (files, refused) in cases {
            let dir = tempfile::tempdir().unwrap();
            let zip = zipped(dir.path(), files);
            let error = unpack(&zip, &dir.path().join("to")).unwrap_err();
            assert!(refused(&error), "{files:?}: {error:?}");
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "{files:?}");
        }
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.zip"), "no zip").unwrap();
        assert!(matches!(unpack(&dir.path().join("a.zip"), &dir.path().join("to")), Err(UnpackError::NotASite)));
    }

    #[test]
    fn links_and_bombs_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("link.zip");
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        zip.start_file(AGENCY.0, SimpleFileOptions::default()).unwrap();
        zip.add_symlink("content/link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        zip.finish().unwrap();
        assert!(matches!(unpack(&path, &dir.path().join("to")), Err(UnpackError::NotAFile(_))));
        let zeros = vec![0; 65 << 20];
        let bomb = zipped(dir.path(), &[AGENCY, ("content/files/a.txt", &zeros)]);
        assert!(matches!(unpack(&bomb, &dir.path().join("to")), Err(UnpackError::Bomb(_))));
        let left = fs::read_dir(dir.path().join("to")).map_or(0, Iterator::count);
        assert_eq!(left, 0, "nothing of it is there");
    }
}
