//! Which pictures pages show, and which files they lead to: a file that is only shown is published in the sizes that pages
//! show, one that somebody can ask for is published itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::document::{FileKind, Inspected};
use crate::base::path::RelPath;
use crate::base::picture::Picture;
use crate::base::source::Sources;
use crate::base::span::{Span, Spanned};
use crate::ita::media::played;
use crate::ita::portal::Portal;
use crate::ita::written::{Role, Written, written};

/// A picture of the content and where a page names it.
pub(crate) struct Shown<'a> {
    pub path: RelPath,
    pub at: &'a Span,
}

/// Every picture that a page shows, at each place that names it.
pub(crate) fn shown(portal: &Portal) -> Vec<Shown<'_>> {
    let links = written(portal).filter(|link| link.role == Role::Image);
    let links = links.filter_map(|link| Some(Shown { path: of_link(portal, &link)?, at: link.at }));
    // A film that is written as a picture is played.
    let links: Vec<Shown> = links.filter(|own| played(&own.path).is_none()).collect();
    let fields = fields(portal).filter_map(|file| Some(Shown { path: file.value.clone()?, at: &file.span }));
    fields.chain(links).collect()
}

fn of_link(portal: &Portal, link: &Written<'_>) -> Option<RelPath> {
    portal.file_at(&link.at.path, link.target, link.from_content)
}

/// The fields that name a picture.
pub(crate) fn fields(portal: &Portal) -> impl Iterator<Item = &Spanned<Option<RelPath>>> {
    let photos = portal.agency.people.iter().filter_map(|person| person.photo.as_ref());
    let articles = portal.articles.iter();
    let shots = articles.flat_map(|own| own.image.iter().chain(own.gallery.iter().flat_map(|gallery| &gallery.shots)));
    let maps = portal.agency.contacts.iter().filter_map(|contact| contact.picture.as_ref());
    photos.chain(maps).chain(&portal.agency.front.logo).chain(shots.map(|shot| &shot.file))
}

/// What is known of a picture that pages show in sizes of their own, with the hash of its file.
pub(crate) fn known(sources: &Sources, path: &RelPath) -> Option<(Picture, String)> {
    let inspected = sources.files.get(path)?.inspected.as_deref()?;
    Some((inspected.picture?.ok()?, inspected.hash.clone()?))
}

/// Whether pages can show a file as a picture.
pub(crate) fn is_picture(inspected: &Inspected) -> bool {
    matches!(inspected.picture, Some(Ok(_))) || inspected.kind == FileKind::Drawing
}

/// Whether a file is a drawing, which every browser shows in any size.
pub(crate) fn is_drawing(sources: &Sources, path: &RelPath) -> bool {
    let file = sources.files.get(path);
    file.and_then(|file| file.inspected.as_deref()).is_some_and(|inspected| inspected.kind == FileKind::Drawing)
}

/// What a site makes of its pictures.
pub(crate) struct Uses {
    /// Those that pages show, by where the files themselves would stand.
    pub shown: BTreeMap<RelPath, String>,
    /// Those of them that nobody can ask for as they are.
    pub only_shown: BTreeSet<RelPath>,
}

/// Those of some pictures that no page leads to or offers.
fn not_offered(portal: &Portal, mut pictures: BTreeSet<RelPath>) -> BTreeSet<RelPath> {
    for path in portal.offers().filter_map(|file| file.value.as_ref()) {
        pictures.remove(path);
    }
    // Most links lead to other files, as their endings show.
    let endings: BTreeSet<String> = pictures.iter().map(|path| path.ending().to_owned()).collect();
    let may_lead = |target: &str| target.contains('%') || endings.iter().any(|ending| target.contains(&**ending));
    let links = written(portal).filter(|link| link.role != Role::Image && may_lead(link.target));
    for path in links.filter_map(|link| of_link(portal, &link)) {
        pictures.remove(&path);
    }
    pictures
}

/// The pictures that pages show and nobody leads to, so that nobody has their address.
pub(crate) fn only_shown(portal: &Portal) -> BTreeSet<RelPath> {
    not_offered(portal, shown(portal).into_iter().map(|own| own.path).collect())
}

pub(crate) fn uses(portal: &Portal, sources: &Sources) -> Uses {
    let own = shown(portal).into_iter().filter(|own| known(sources, &own.path).is_some());
    let shown: BTreeMap<RelPath, String> =
        own.filter_map(|own| Some((own.path.clone(), portal.files.get(&own.path)?.clone()))).collect();
    let only_shown = not_offered(portal, shown.keys().cloned().collect());
    Uses { shown, only_shown }
}
