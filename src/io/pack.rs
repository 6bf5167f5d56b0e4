//! A whole site in one `.zip` for another computer: what people have written, and nothing that belongs to this computer
//! alone. `unpack` is the way back.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;
use zip::ZipWriter;

use crate::base::path::RelPath;
use crate::io::portable_names;
use crate::io::read::file::{is_litter, relative};
use crate::io::refusal::{Refusal, shown};
use crate::io::upload::zip::options;

/// What of a site is handed on: the content, the themes, what editors are told of both, and what no copy is to keep.
pub(super) const PARTS: [&str; 4] = [".gitignore", ".schema", "content", "themes"];

/// What went into the zip, and what did not.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    pub files: usize,
    pub bytes: u64,
    pub left_out: Vec<(RelPath, LeftOut)>,
}

/// Why a file stays on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// It leads to a place of this computer.
    Link,
    /// It is a private key.
    Key,
    /// It has a password.
    Secret,
    /// Not the file, but the names of keys of this computer in it.
    KeyNames,
}

/// How a text is handed on.
#[derive(Debug)]
pub(crate) enum HandOn {
    AsItIs,
    /// Without the names of keys.
    Instead(Vec<u8>),
    No,
}

#[derive(Debug)]
pub(crate) enum PackError {
    /// Something has this name already.
    Exists,
    Refused(Refusal),
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for PackError {
    fn from(error: anyhow::Error) -> PackError {
        PackError::Failed(error)
    }
}

/// Packs the site in the folder `site` into a new file `to`, which stands whole or not at all. `hand_on` says what of a
/// file may leave this computer.
///
/// # Errors
/// If `to` exists, a name is none for other systems, or the disk refuses.
pub(crate) fn pack(site: &Path, to: &Path, hand_on: impl Fn(&RelPath) -> HandOn) -> Result<Packed, PackError> {
    if to.symlink_metadata().is_ok() {
        return Err(PackError::Exists);
    }
    let mut packed = Packed::default();
    let (mut files, mut texts) = (Vec::new(), BTreeMap::new());
    for (path, is_link) in found(site)? {
        let why = match hand_on(&path) {
            _ if is_link => LeftOut::Link,
            HandOn::No => LeftOut::Secret,
            HandOn::Instead(text) => {
                files.push(path.clone());
                texts.insert(path.clone(), text);
                LeftOut::KeyNames
            }
            HandOn::AsItIs if is_key(&site.join(path.as_str()))? => LeftOut::Key,
            HandOn::AsItIs => {
                files.push(path);
                continue;
            }
        };
        packed.left_out.push((path, why));
    }
    portable_names::check(&files).map_err(PackError::Refused)?;
    let writing = || format!("cannot write {}", shown(to));
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unfinished = tempfile::Builder::new().prefix(".pack-").tempfile_in(folder).with_context(writing)?;
    let mut zip = ZipWriter::new(BufWriter::new(unfinished));
    for path in &files {
        zip.start_file(path.as_str(), options(path)).with_context(writing)?;
        if let Some(text) = texts.get(path) {
            packed.bytes += io::copy(&mut text.as_slice(), &mut zip).with_context(writing)?;
            continue;
        }
        let from = site.join(path.as_str());
        let mut file = File::open(&from).with_context(|| format!("cannot read {}", shown(&from)))?;
        packed.bytes += io::copy(&mut file, &mut zip).with_context(|| shown(&from))?;
    }
    packed.files = files.len();
    let file = zip.finish().with_context(writing)?.into_inner().map_err(io::IntoInnerError::into_error);
    let file = file.with_context(writing)?;
    file.as_file().sync_all().with_context(writing)?;
    match file.persist_noclobber(to) {
        Ok(_) => Ok(packed),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(PackError::Exists),
        Err(error) => Err(PackError::Failed(anyhow::Error::new(error.error).context(writing()))),
    }
}

/// Every file of the site in the order of the paths, and whether it is a link.
fn found(site: &Path) -> Result<Vec<(RelPath, bool)>> {
    let mut files = Vec::new();
    for folder in PARTS.iter().map(|part| site.join(part)).filter(|part| part.symlink_metadata().is_ok()) {
        let wanted = |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy());
        for entry in WalkDir::new(&folder).follow_root_links(false).into_iter().filter_entry(wanted) {
            let entry = entry.with_context(|| format!("cannot read {}", shown(&folder)))?;
            let is_link = entry.file_type().is_symlink();
            if !is_link && !entry.file_type().is_file() {
                continue;
            }
            let path = relative(site, entry.path());
            files.push((path.with_context(|| format!("cannot read {}", shown(entry.path())))?, is_link));
        }
    }
    files.sort();
    Ok(files)
}

/// The endings of private keys, and of boxes with keys or passwords.
const KEYS: &[&str] = &["pfx", "p12", "jks", "keystore", "kdbx", "ppk", "pem", "key"];

/// How much of a file is looked at: certificates may stand before a key.
const HEAD: u64 = 64 << 10;

/// Whether a file is a private key, by its name or by what stands at its beginning.
fn is_key(path: &Path) -> Result<bool> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let reading = || format!("cannot read {}", shown(path));
    let mut head = Vec::new();
    File::open(path).with_context(reading)?.take(HEAD).read_to_end(&mut head).with_context(reading)?;
    // As Notepad may have saved it, in two bytes a letter.
    head.retain(|byte| *byte != 0);
    let has = |words: &[u8]| memchr::memmem::find(&head, words).is_some();
    // As ssh names those of a person.
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let named = name.starts_with("id_") && !name.contains('.');
    Ok(named || KEYS.contains(&&*ending) || has(b"PRIVATE KEY-----") || head.starts_with(b"PuTTY-User-Key-File"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{HandOn, LeftOut, PackError, pack};

    fn site(at: &Path) {
        for (name, text) in [
            ("content/agency.yaml", "name: ก\n"),
            ("content/files/a.pdf", "%PDF"),
            ("content/files/box.PFX", "0"),
            ("content/id_rsa", "Bag Attributes\n-----BEGIN OPENSSH PRIVATE KEY-----\n"),
            ("content/upload.yaml", "password: canary\n"),
            ("content/Thumbs.db", "x"),
            (".gitignore", "/public/\n"),
            (".prongsai/uploader", "mark"),
            ("public/index.html", "<p>"),
        ] {
            let path = at.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    #[test]
    fn the_same_site_gives_the_same_bytes_and_no_secret() {
        let dir = tempfile::tempdir().unwrap();
        site(dir.path());
        let zipped = |name: &str| {
            let to = dir.path().join(name);
            let packed = pack(dir.path(), &to, |path| match path.file_name() {
                "upload.yaml" => HandOn::No,
                "agency.yaml" => HandOn::Instead(b"name: b\n".to_vec()),
                _ => HandOn::AsItIs,
            });
            let packed = packed.unwrap();
            (packed, fs::read(to).unwrap())
        };
        let (packed, bytes) = zipped("one.zip");
        assert_eq!(bytes, zipped("two.zip").1);
        let left: Vec<(&str, LeftOut)> = packed.left_out.iter().map(|(path, why)| (path.as_str(), *why)).collect();
        let expected = [
            ("content/agency.yaml", LeftOut::KeyNames),
            ("content/files/box.PFX", LeftOut::Key),
            ("content/id_rsa", LeftOut::Key),
            ("content/upload.yaml", LeftOut::Secret),
        ];
        assert_eq!(left, expected);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let names: Vec<String> =
            (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
        assert_eq!(names, [".gitignore", "content/agency.yaml", "content/files/a.pdf"]);
        assert!(matches!(pack(dir.path(), &dir.path().join("one.zip"), |_| HandOn::AsItIs), Err(PackError::Exists)));
        assert_eq!(fs::read(dir.path().join("one.zip")).unwrap(), bytes);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_names_that_only_one_system_has_stay_here() {
        let dir = tempfile::tempdir().unwrap();
        site(dir.path());
        std::os::unix::fs::symlink("/etc/hostname", dir.path().join("content/files/host.txt")).unwrap();
        let packed = pack(dir.path(), &dir.path().join("a.zip"), |_| HandOn::AsItIs).unwrap();
        assert!(packed.left_out.iter().any(|(path, why)| path.file_name() == "host.txt" && *why == LeftOut::Link));
        fs::write(dir.path().join("content/files/a?.pdf"), "").unwrap();
        assert!(matches!(pack(dir.path(), &dir.path().join("b.zip"), |_| HandOn::AsItIs), Err(PackError::Refused(_))));
        assert!(!dir.path().join("b.zip").exists());
    }
}
