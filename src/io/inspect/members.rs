//! An archive of documents: each member is read like a file of its own.

use std::iter;

use crate::base::allowed::refusal;
use crate::base::document::{Active, Fault, FileKind, Inspected, Location, Part, Planted, Unread};
use crate::base::personal::find_in_name;
use crate::io::inspect::archive::Archive;
use crate::io::inspect::found::Found;
use crate::io::inspect::limits::Budget;

pub(super) fn inspect(archive: &mut Archive, budget: &mut Budget) -> Result<Inspected, Fault> {
    let mut found = Found::new();
    outside(archive, &mut found);
    found.inspected.is_hollow = true;
    for at in 0..archive.names().len() {
        let name = archive.names()[at].clone();
        let hits = find_in_name(&name).into_iter();
        found.inspected.numbers.extend(hits.map(|hit| Planted {
            number: hit.number,
            certainty: hit.certainty,
            place: Location::Part(Part::Properties),
        }));
        if name.ends_with('/') {
            continue;
        }
        let (kind, says_nothing) = match archive.bytes(at, budget) {
            Ok(Some(bytes)) => {
                let (kind, says_nothing) = found.within(&name, bytes, budget);
                (Some(kind), says_nothing)
            }
            Err(Fault::Bomb) => return Err(Fault::Bomb),
            Err(Fault::Locked) => {
                found.inspected.fault = Some(Fault::Locked);
                (None, false)
            }
            Ok(None) | Err(_) => {
                found.unread(&name);
                (None, false)
            }
        };
        let litter = is_litter(&name, kind);
        found.inspected.is_hollow &= says_nothing || litter;
        let refused = leaves(&name) || archive.is_link(at) || (!may_be_published(&name, kind) && !litter);
        if refused && found.inspected.active.is_none() {
            found.inspected.active = Some(Active::Part(name));
        }
    }
    Ok(found.end())
}

/// What an archive holds beside its parts.
pub(super) fn outside(archive: &Archive, found: &mut Found) {
    found.text(&archive.outside.words, |_| Location::Part(Part::Properties));
    if archive.outside.unlisted {
        found.not_read(Unread::Rest);
    }
}

/// Whether a member is on the list of what may be published, and is what its name says, as far as it could be read.
pub(super) fn may_be_published(name: &str, kind: Option<FileKind>) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let kind = kind.or_else(|| FileKind::of_ending(&ending?));
    refusal(name, kind.unwrap_or_default(), iter::empty::<&str>()).is_none()
}

/// Whether a member would be unpacked beside the folder that it is unpacked in.
fn leaves(name: &str) -> bool {
    name.starts_with('/') || name.contains(':') || name.split('/').any(|folder| folder == "..")
}

/// Whether a member is what systems leave in every folder. It is read like any other.
fn is_litter(name: &str, kind: Option<FileKind>) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    match kind {
        Some(FileKind::Unknown | FileKind::Empty) => {
            let owner = file.strip_prefix("~$").and_then(|file| file.rsplit_once('.'));
            let beside = name.starts_with("__MACOSX/") && file.starts_with("._");
            beside || file == ".ds_store" || owner.is_some_and(|(_, ending)| FileKind::of_ending(ending).is_some())
        }
        Some(FileKind::OldOffice) => file == "thumbs.db",
        Some(FileKind::Text) => file == "desktop.ini",
        _ => false,
    }
}
