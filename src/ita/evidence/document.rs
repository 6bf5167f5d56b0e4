//! Evidence by a document: a file that is there, may be published, opens, and has something in it, of the time that is asked
//! for.

use crate::base::document::{Fault, FileKind, Layer, Unread};
use crate::base::hollow::FEW;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::picture::Unfit;
use crate::base::stub::{bare, is_leftover};
use crate::base::yet::says_not_yet;
use crate::ita::document::Document;
use crate::ita::evidence::ground::Ground;
use crate::ita::evidence::lack::Lack;

/// What a document or a table with this title and file does not have, whatever it is of.
pub(super) fn judge(ground: &Ground<'_>, title: &Text, file: Option<&RelPath>) -> Option<Lack> {
    match file {
        _ if is_unwritten(title) => Some(Lack::Unwritten(title.th.clone())),
        Some(path) => of_file(ground, path),
        None => Some(Lack::File),
    }
}

/// Whether a title stands for one, or says that what it names is to come.
pub(super) fn is_unwritten(title: &Text) -> bool {
    is_leftover(&title.th) || says_not_yet(&bare(&title.th))
}

/// Whether a document could be evidence.
pub(super) fn is_sound(ground: &Ground<'_>, document: &Document) -> bool {
    judge(ground, &document.title, document.file.value.as_ref()).is_none()
}

/// What a file does not have.
pub(super) fn of_file(ground: &Ground<'_>, path: &RelPath) -> Option<Lack> {
    if !ground.portal.files.contains_key(path) {
        return Some(Lack::File);
    }
    let inspected = ground.inspected(path)?;
    if ground.portal.agency.attachments.refusal(path, inspected).is_some() {
        return Some(Lack::Refused);
    }
    if inspected.picture == Some(Err(Unfit::Broken)) {
        return Some(Lack::Unreadable(Fault::Broken));
    }
    match (inspected.fault, inspected.kind, inspected.layer) {
        (Some(fault @ (Fault::Locked | Fault::Broken | Fault::Bomb)), ..) => Some(Lack::Unreadable(fault)),
        // Nobody could look, which is not the document's fault.
        (Some(Fault::Large | Fault::Slow | Fault::Unstarted), ..) => None,
        // An empty table or note is no fault of its own, an empty document is.
        (None, FileKind::Empty, _) => {
            let text = FileKind::of_ending(path.ending()) == Some(FileKind::Text);
            Some(if text { Lack::Empty } else { Lack::Blank })
        }
        // A scan is for a person to judge; of blank pages that rule tells which tells of scans.
        (None, FileKind::Pdf, Layer::Absent) if inspected.pictures > 0 => inspected.is_hollow.then_some(Lack::Blank),
        (None, FileKind::Word | FileKind::Excel | FileKind::PowerPoint | FileKind::OpenDocument, _)
            if inspected.unread.iter().any(Unread::may_say) =>
        {
            None
        }
        (None, kind, _) => match inspected.letters {
            Some(0) => Some(if kind == FileKind::Pdf { Lack::Blank } else { Lack::Empty }),
            Some(letters) if letters < FEW => Some(Lack::FewLetters(letters)),
            _ => inspected.is_hollow.then_some(Lack::Hollow),
        },
    }
}
