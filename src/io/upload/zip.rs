//! The whole site in one `.zip`, for the file manager of a control panel. The record is in it, so that a later upload by
//! another way knows what the host holds.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::base::output::MANIFEST;
use crate::base::path::RelPath;
use crate::io::upload::fault::Fault;
use crate::io::upload::files::Files;
use crate::io::upload::record::Record;

/// Files that are compressed already.
const PACKED: [&str; 9] = ["zip", "docx", "xlsx", "pptx", "jpg", "jpeg", "png", "webp", "pdf"];

/// Writes all files into the zip at `to`, which stands whole or not at all. `count` is told how many bytes were read.
pub(crate) fn write(
    files: &Files,
    site: &str,
    to: &Path,
    stop: &AtomicBool,
    count: &mut dyn FnMut(u64),
) -> Result<(), Fault> {
    let unfinished = to.with_extension("zip.prongsai-tmp");
    let written = fill(files, site, &unfinished, stop, count);
    let done = written.and_then(|()| fs::rename(&unfinished, to).map_err(|error| Fault::disk(&error)));
    if done.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    done
}

fn fill(files: &Files, site: &str, to: &Path, stop: &AtomicBool, count: &mut dyn FnMut(u64)) -> Result<(), Fault> {
    let disk = |error: io::Error| Fault::disk(&error);
    let packing = |error: zip::result::ZipError| Fault::disk(&error.into());
    let mut zip = ZipWriter::new(BufWriter::new(File::create(to).map_err(disk)?));
    let mut before = 0;
    for (path, entry) in &files.manifest.0 {
        zip.start_file(path.as_str(), options(path)).map_err(packing)?;
        let mut told = |read| count(before + read);
        let mut reading = files.open(path, stop, &mut told)?;
        io::copy(&mut reading, &mut zip).map_err(disk)?;
        reading.finish(entry)?;
        before += entry.size;
    }
    let record = Record { site: site.to_owned(), manifest: files.manifest.clone() };
    zip.start_file(MANIFEST, plain()).map_err(packing)?;
    io::copy(&mut record.to_text().as_bytes(), &mut zip).map_err(disk)?;
    let file = zip.finish().map_err(packing)?.into_inner().map_err(|error| disk(error.into_error()))?;
    file.sync_all().map_err(disk)
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
