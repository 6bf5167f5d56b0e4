//! The whole site in one `.zip`, for the file manager of a control panel. The record is in it, so that a later upload by
//! another way knows what the host holds.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::Result;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::base::output::MANIFEST;
use crate::base::path::RelPath;
use crate::io::busy::Patience;
use crate::io::upload::fault::Fault;
use crate::io::upload::files::Files;
use crate::io::upload::record::Record;

/// Files that are compressed already.
const PACKED: [&str; 9] = ["zip", "docx", "xlsx", "pptx", "jpg", "jpeg", "png", "webp", "pdf"];

/// Writes all files into the zip at `to`, which stands whole or not at all; an old one that a program shows is waited for.
/// `count` is told how many bytes were read.
///
/// # Errors
/// If the disk refuses, or a `Fault` where a file of the site does, or a person.
pub(crate) fn write(files: &Files, site: &str, to: &Path, stop: &AtomicBool, count: &mut dyn FnMut(u64)) -> Result<()> {
    let unfinished = to.with_extension("zip.prongsai-tmp");
    let written = fill(files, site, &unfinished, stop, count).map_err(|error| match error.downcast::<Fault>() {
        Ok(fault) => fault.into(),
        Err(error) => anyhow::Error::new(error),
    });
    let done = written.and_then(|()| Ok(Patience::for_people().wait(to, || fs::rename(&unfinished, to))?));
    if done.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    done.map_err(
        |error| if error.is::<Fault>() { error } else { error.context(format!("cannot write {}", to.display())) },
    )
}

fn fill(files: &Files, site: &str, to: &Path, stop: &AtomicBool, count: &mut dyn FnMut(u64)) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(to)?));
    let mut before = 0;
    for (path, entry) in &files.manifest.0 {
        zip.start_file(path.as_str(), options(path))?;
        let mut told = |read| count(before + read);
        let mut reading = files.open(path, stop, &mut told).map_err(Fault::into_io)?;
        io::copy(&mut reading, &mut zip)?;
        reading.finish(entry).map_err(Fault::into_io)?;
        before += entry.size;
    }
    let record = Record { site: site.to_owned(), manifest: files.manifest.clone() };
    zip.start_file(MANIFEST, plain())?;
    io::copy(&mut record.to_text().as_bytes(), &mut zip)?;
    zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

pub(in crate::io) fn options(path: &RelPath) -> SimpleFileOptions {
    let ending = path.ending();
    let method = if PACKED.contains(&ending) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    plain().compression_method(method).large_file(true).unix_permissions(0o644)
}

/// One time and one system for all, so that the same site gives the same bytes.
fn plain() -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(DateTime::default()).system(System::Unix)
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::atomic::AtomicBool;

    use super::{Files, MANIFEST, Record, RelPath, write};
    use crate::base::output::Manifest;

    #[test]
    fn holds_every_file_and_the_record_and_is_the_same_each_time() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(MANIFEST), Manifest::default().to_text()).unwrap();
        let mut files = Files::of(dir.path()).unwrap();
        files.add(RelPath::new("a/index.html").unwrap(), b"<p>".repeat(1000));
        files.add(RelPath::new("b.pdf").unwrap(), b"pdf".to_vec());
        let stop = AtomicBool::new(false);
        let zipped = |name: &str| {
            let to = dir.path().join(name);
            write(&files, "https://www.example.go.th/", &to, &stop, &mut |_| {}).unwrap();
            std::fs::read(to).unwrap()
        };
        let bytes = zipped("one.zip");
        assert_eq!(bytes, zipped("two.zip"));
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!((text("a/index.html").len(), text("b.pdf").as_str()), (3000, "pdf"));
        assert_eq!(Record::parse(&text(MANIFEST)).unwrap().manifest, files.manifest);

        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        let stopped = dir.path().join("three.zip");
        assert!(write(&files, "https://www.example.go.th/", &stopped, &stop, &mut |_| {}).is_err());
        assert!(!stopped.exists() && std::fs::read_dir(dir.path()).unwrap().count() == 3, "nothing is left");
    }
}
