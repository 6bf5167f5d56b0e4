//! Good answers of earlier runs, a line each in the site's work folder: when, the address, and where it has moved. A memory
//! that cannot be read or written costs time and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::base::answer::Answer;
use crate::io::output_paths::WORK;
use crate::io::work_folder;

const FILE: &str = "external.txt";

pub(super) struct Memory {
    file: PathBuf,
    /// Seconds since 1970.
    now: u64,
    known: BTreeMap<String, (u64, Answer)>,
}

impl Memory {
    /// Reads what is not older than `keep`.
    pub(super) fn open(site: &Path, keep: Duration) -> Memory {
        let file = site.join(WORK).join(FILE);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let text = fs::read_to_string(&file).unwrap_or_default();
        // A time to come is a clock that was wrong.
        let fresh = |then: u64| then <= now && now - then < keep.as_secs();
        let known = text.lines().filter_map(line).filter(|(_, (then, _))| fresh(*then)).collect();
        Memory { file, now, known }
    }

    pub(super) fn answer(&self, address: &str) -> Option<Answer> {
        Some(self.known.get(address)?.1.clone())
    }

    /// Keeps a good answer. What is wrong is asked again, for somebody may have mended it.
    pub(super) fn learn(&mut self, address: &str, answer: &Answer) {
        if matches!(answer, Answer::Fine | Answer::Moved(_)) {
            self.known.insert(address.to_owned(), (self.now, answer.clone()));
        }
    }

    pub(super) fn save(&self) {
        let text: String = self
            .known
            .iter()
            .map(|(address, (then, answer))| match answer {
                Answer::Moved(to) => format!("{then}\t{address}\t{to}\n"),
                _ => format!("{then}\t{address}\n"),
            })
            .collect();
        let _ = self.write(&text);
    }

    fn write(&self, text: &str) -> anyhow::Result<()> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        work_folder::make(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(&self.file)?;
        Ok(())
    }
}

fn line(line: &str) -> Option<(String, (u64, Answer))> {
    let mut parts = line.split('\t');
    let (then, address) = (parts.next()?.parse().ok()?, parts.next()?);
    let answer = parts.next().map_or(Answer::Fine, |to| Answer::Moved(to.to_owned()));
    Some((address.to_owned(), (then, answer)))
}

#[cfg(test)]
mod tests {
    use super::{Answer, Duration, Memory};

    #[test]
    fn good_answers_are_kept_for_a_while() {
        let site = tempfile::tempdir().unwrap();
        let hour = Duration::from_secs(3600);
        let mut memory = Memory::open(site.path(), hour);
        memory.learn("https://a/", &Answer::Fine);
        memory.learn("https://b/", &Answer::Moved("https://c/".to_owned()));
        memory.learn("https://d/", &Answer::Gone(404));
        memory.save();
        let again = Memory::open(site.path(), hour);
        assert_eq!(again.answer("https://a/"), Some(Answer::Fine));
        assert_eq!(again.answer("https://b/"), Some(Answer::Moved("https://c/".to_owned())));
        assert_eq!(again.answer("https://d/"), None);
        assert_eq!(Memory::open(site.path(), Duration::ZERO).answer("https://a/"), None);
    }

    #[test]
    fn an_answer_of_a_time_to_come_is_asked_again() {
        let site = tempfile::tempdir().unwrap();
        let hour = Duration::from_secs(3600);
        let mut memory = Memory::open(site.path(), hour);
        memory.now += 60;
        memory.learn("https://a/", &Answer::Fine);
        memory.save();
        assert_eq!(Memory::open(site.path(), hour).answer("https://a/"), None, "that clock was wrong");
    }
}
