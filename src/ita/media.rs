//! Films and sound that pages play: which files they are, and the captions beside them.

use crate::base::document::FileKind;
use crate::base::lang::Lang;
use crate::base::path::RelPath;

/// Whether a file is a film or sound, by its ending.
pub(crate) fn played(path: &RelPath) -> Option<FileKind> {
    let kind = FileKind::of_ending(path.ending())?;
    matches!(kind, FileKind::Video | FileKind::Sound).then_some(kind)
}

/// Where the captions of a film stand, if it has any: `talk.vtt` or `talk.th.vtt`, and `talk.en.vtt`, beside `talk.mp4`.
pub(crate) fn captions(path: &RelPath) -> impl Iterator<Item = (Lang, RelPath)> {
    let stem = path.as_str().strip_suffix(path.ending()).unwrap_or_default();
    let endings = [(Lang::Th, "vtt"), (Lang::Th, "th.vtt"), (Lang::En, "en.vtt")];
    endings.into_iter().filter_map(move |(lang, ending)| Some((lang, RelPath::new(&format!("{stem}{ending}"))?)))
}

#[cfg(test)]
mod tests {
    use super::{RelPath, captions, played};

    #[test]
    fn captions_stand_beside_a_film_under_its_name() {
        let path = RelPath::new("content/files/talk.MP4").unwrap();
        assert!(played(&path).is_some());
        let names: Vec<String> = captions(&path).map(|(_, path)| path.to_string()).collect();
        let stem = "content/files/talk";
        assert_eq!(names, [format!("{stem}.vtt"), format!("{stem}.th.vtt"), format!("{stem}.en.vtt")]);
        assert!(played(&RelPath::new("content/files/talk.pdf").unwrap()).is_none());
    }
}
