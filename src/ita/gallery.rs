//! Pictures that belong together, which a page shows as a grid: those of a folder, or those of a list with their words.

use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::{Span, Spanned};

/// A picture with its words.
#[derive(Clone, Debug)]
pub struct Shot {
    pub file: Spanned<Option<RelPath>>,
    pub caption: Option<Text>,
}

#[derive(Clone, Debug)]
pub struct Gallery {
    /// Where it is written.
    pub span: Span,
    /// The folder that its pictures are in; `Some(None)` if what was written is no folder. A list has none.
    pub folder: Option<Option<RelPath>>,
    /// In the order in which they are shown.
    pub shots: Vec<Shot>,
}

impl Gallery {
    /// Takes the files of its folder, in the order in which people count.
    pub(crate) fn fill(&mut self, sources: &Sources) {
        let Some(Some(folder)) = &self.folder else { return };
        let inside = sources.files.keys().filter(|path| path.folder() == folder.as_str());
        let mut files: Vec<RelPath> = inside.cloned().collect();
        files.sort_by_cached_key(|path| counted(path.file_name()));
        let shot = |path| Shot { file: Spanned { value: Some(path), span: self.span.clone() }, caption: None };
        self.shots = files.into_iter().map(shot).collect();
    }
}

/// A name in parts, its figures as numbers: 2 before 10.
fn counted(name: &str) -> Vec<(u64, String)> {
    let mut parts = vec![(0u64, String::new())];
    for letter in name.to_lowercase().chars() {
        let last = parts.last_mut().expect("there is one from the start on");
        match letter.to_digit(10) {
            Some(digit) if last.1.is_empty() => last.0 = last.0.saturating_mul(10).saturating_add(digit.into()),
            Some(digit) => parts.push((digit.into(), String::new())),
            None => last.1.push(letter),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn figures_in_names_are_numbers() {
        let mut names = ["img_10.jpg", "IMG_2.jpg", "cover.jpg", "img_2b.jpg", "1.jpg", "02.jpg"];
        names.sort_by_cached_key(|name| counted(name));
        assert_eq!(names, ["cover.jpg", "IMG_2.jpg", "img_2b.jpg", "img_10.jpg", "1.jpg", "02.jpg"]);
    }
}
