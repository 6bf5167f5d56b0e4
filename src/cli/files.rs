//! Files that are named on the command line. Shells of Windows leave wildcards as they are, so the program expands them; a
//! folder stands for the files in it.

use std::path::{Component, Path, PathBuf};

use crate::base::lang::both;
use crate::base::percent::decoded;
use crate::base::thai::normalise;
use crate::cli::exit::{Exit, Stop};
use crate::io::read::file::is_litter;
use crate::io::upload::local_path::in_home;

/// Every file that `words` name, in the order of the words and, for one word, of the names.
pub(super) fn named<'w>(words: impl IntoIterator<Item = &'w PathBuf>) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    for word in words {
        let found = expanded(word);
        if found.is_empty() {
            let shown = word.display();
            return Err(Exit::Usage.because(both!("ไม่มีไฟล์ {shown}", "there is no file {shown}")));
        }
        files.extend(found.into_iter().filter(|path| !files.contains(path)).collect::<Vec<_>>());
    }
    Ok(files)
}

/// The files that one word names; none where there is none.
pub(super) fn expanded(word: &Path) -> Vec<PathBuf> {
    let word = at_home(word);
    match () {
        () if word.is_dir() => inside(&word, "*").into_iter().filter(|path| path.is_file()).collect(),
        () if word.exists() => vec![word],
        () => matching(&word),
    }
}

/// A path whose `~` is the home folder, as no shell of Windows writes it out.
pub(super) fn at_home(word: &Path) -> PathBuf {
    word.to_str().filter(|_| !word.exists()).map_or_else(|| word.to_owned(), in_home)
}

/// Paths that were dropped onto a terminal: in quotes, with an `&` before them, as `file://`, several on a line.
pub(super) fn dropped(line: &str) -> Vec<PathBuf> {
    let (mut words, mut quote, mut word) = (Vec::new(), None, String::new());
    let mut end = |word: &mut String| words.push(std::mem::take(word));
    for c in line.trim().chars() {
        match (quote, c) {
            (None, '"') => quote = Some(c),
            // Within a word it is a part of the name.
            (None, '\'') if word.is_empty() => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, _) if c.is_whitespace() => end(&mut word),
            _ => word.push(c),
        }
    }
    end(&mut word);
    // A path with spaces that was typed without quotes.
    if !line.contains(['"', '\'']) && Path::new(line.trim()).exists() {
        words = vec![line.trim().to_owned()];
    }
    let path = |word: String| match word.strip_prefix("file://") {
        Some(address) => PathBuf::from(decoded(address)),
        None => PathBuf::from(word),
    };
    words.into_iter().filter(|word| !word.is_empty() && word != "&").map(path).collect()
}

/// The files that fit a path in which any part may have wildcards.
fn matching(word: &Path) -> Vec<PathBuf> {
    let is_pattern = |part: &Component<'_>| matches!(part, Component::Normal(name) if is_wild(&name.to_string_lossy()));
    if !word.components().any(|part| is_pattern(&part)) {
        return Vec::new();
    }
    let mut found = vec![PathBuf::new()];
    for part in word.components() {
        let name = part.as_os_str().to_string_lossy();
        found = match is_pattern(&part) {
            true => found.iter().flat_map(|folder| inside(folder, &name)).collect(),
            false => found.into_iter().map(|folder| folder.join(part)).collect(),
        };
    }
    found.retain(|path| path.is_file());
    found
}

fn is_wild(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// What in a folder has a name that fits, without what nobody means.
fn inside(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(place).into_iter().flatten().filter_map(Result::ok);
    let names = entries.map(|entry| entry.file_name());
    let wanted = names.filter(|name| {
        let name = name.to_string_lossy();
        !is_litter(&name) && matches(&normalise(pattern), &normalise(&name))
    });
    let mut found: Vec<PathBuf> = wanted.map(|name| folder.join(name)).collect();
    found.sort();
    found
}

/// Whether a name fits a pattern, in which `*` stands for anything and `?` for one character.
fn matches(pattern: &str, name: &str) -> bool {
    let mut rest = name.chars();
    match pattern.chars().next() {
        None => name.is_empty(),
        Some('*') => {
            let after = &pattern[1..];
            name.char_indices().map(|(at, _)| at).chain([name.len()]).any(|at| matches(after, &name[at..]))
        }
        Some(c) => {
            rest.next().is_some_and(|own| c == '?' || c == own) && matches(&pattern[c.len_utf8()..], rest.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{dropped, matches, named};

    #[test]
    fn patterns() {
        for (pattern, name, fits) in [
            ("*.pdf", "แผน ๑.pdf", true),
            ("*.pdf", "a.pdf.txt", false),
            ("o?-*", "o1-x", true),
            ("*", "", true),
            ("?", "ก", true),
            ("a*b*c", "axxbyc", true),
            ("a*b*c", "axxby", false),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
    }

    #[test]
    fn wildcards_and_folders_stand_for_files() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.PDF", "a.pdf", "c.xlsx", "~$c.xlsx", ".hidden.pdf"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        let names = |words: &[&str]| {
            let words: Vec<PathBuf> = words.iter().map(|word| dir.path().join(word)).collect();
            let files = named(&words).map_err(|stop| stop.message.en)?;
            Ok::<_, String>(files.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect())
        };
        assert_eq!(names(&["*.pdf", "a.pdf"]), Ok(vec!["a.pdf".to_owned(), "b.PDF".to_owned()]));
        assert_eq!(names(&[""]), Ok(["a.pdf", "b.PDF", "c.xlsx"].map(str::to_owned).to_vec()));
        assert!(names(&["*.doc"]).is_err() && names(&["x.pdf"]).is_err());
        for folder in ["2568", "2569", "other"] {
            std::fs::create_dir(dir.path().join(folder)).unwrap();
            std::fs::write(dir.path().join(folder).join(format!("{folder}.pdf")), "").unwrap();
        }
        assert_eq!(names(&["25*/*.pdf"]), Ok(vec!["2568.pdf".to_owned(), "2569.pdf".to_owned()]));
        assert!(names(&["*"]).is_ok_and(|files| !files.contains(&"2568".to_owned())), "a folder is no file");
    }

    #[test]
    fn dropped_files() {
        let paths = |line: &str| dropped(line).iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        assert_eq!(paths(r#""C:\my files\แผน.pdf" C:\b.pdf"#), [r"C:\my files\แผน.pdf", r"C:\b.pdf"]);
        assert_eq!(paths("& 'C:\\a b.pdf'"), ["C:\\a b.pdf"]);
        assert_eq!(paths("file:///tmp/a.pdf "), ["/tmp/a.pdf"]);
        assert_eq!(paths("file:///tmp/a%20b%E0%B8%81.pdf"), ["/tmp/a bก.pdf"]);
        assert_eq!(paths(r"C:\it's.pdf C:\b.pdf"), [r"C:\it's.pdf", r"C:\b.pdf"]);
    }
}
