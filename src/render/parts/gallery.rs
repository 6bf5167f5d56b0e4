//! The pictures of a page: the one at its head, and its gallery, whose every picture opens large at an anchor of its own.

use serde::Serialize;

use crate::base::path::RelPath;
use crate::ita::article::Article;
use crate::ita::gallery::Shot;
use crate::render::look::{Look, Phrase};
use crate::render::parts::picture::{PictureView, picture};

/// A picture with its words.
#[derive(Serialize)]
pub(crate) struct ShotView<'a> {
    picture: PictureView,
    caption: Option<Phrase<'a>>,
    /// What is read out in its place.
    alt: Phrase<'a>,
    number: usize,
    /// Its neighbours by their numbers.
    previous: Option<usize>,
    next: Option<usize>,
}

/// The picture at the head of a page, which has the page's title where it has no words of its own.
pub(crate) fn lead<'p>(look: &Look<'_, 'p>, article: &'p Article) -> Option<ShotView<'p>> {
    let shot = article.image.as_ref()?;
    let picture = picture(look.site, shot.file.value.as_ref()?)?;
    let caption = shot.caption.as_ref().map(|text| look.phrase(text));
    let alt = caption.clone().unwrap_or_else(|| look.phrase(&article.title));
    Some(ShotView { picture, caption, alt, number: 1, previous: None, next: None })
}

/// The gallery of a page; empty where it has none.
pub(crate) fn gallery<'p>(look: &Look<'_, 'p>, article: &'p Article) -> Vec<ShotView<'p>> {
    let shots = article.gallery.iter().flat_map(|own| &own.shots);
    let found: Vec<(&Shot, PictureView)> =
        shots.filter_map(|shot| Some((shot, picture(look.site, shot.file.value.as_ref()?)?))).collect();
    let count = found.len();
    let view = |(at, (shot, picture)): (usize, (&'p Shot, PictureView))| {
        let caption = shot.caption.as_ref().map(|text| look.phrase(text));
        let title = look.phrase(&article.title);
        let numbered = || Phrase { text: format!("{} {}", title.text, at + 1).into(), lang: title.lang };
        ShotView {
            picture,
            alt: caption.clone().unwrap_or_else(numbered),
            caption,
            number: at + 1,
            previous: (at > 0).then_some(at),
            next: (at + 1 < count).then_some(at + 2),
        }
    };
    found.into_iter().enumerate().map(view).collect()
}

/// The picture that stands for a page: that of its head, else the first of its gallery or of its text.
pub(crate) fn cover<'p>(look: &Look<'_, 'p>, article: &'p Article) -> Option<PictureView> {
    let shots = article.image.iter().chain(article.gallery.iter().flat_map(|own| &own.shots));
    let fields = shots.filter_map(|shot| shot.file.value.clone());
    let body = article.bodies.th.iter().flat_map(|body| body.links.iter()).filter(|link| link.image);
    let body = body.filter_map(|link| look.site.portal.file_at(&link.span.path, &link.target, false));
    fields.chain(body).find_map(|path: RelPath| picture(look.site, &path))
}
