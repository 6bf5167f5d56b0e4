//! A picture as a page shows it: its sizes, of which a browser takes the one that fits.

use serde::Serialize;

use crate::base::path::RelPath;
use crate::ita::pictures::{is_drawing, known};
use crate::render::site::Site;
use crate::render::theme::escaped;

/// A picture with its files, the largest first.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PictureView {
    pub(crate) files: Vec<PictureFile>,
    /// The file for browsers that know only one.
    pub(crate) src: String,
    /// In points, where it is no drawing.
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct PictureFile {
    /// From the root of the site.
    pub(crate) href: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// The second size is the one for a page on a usual screen.
const USUAL: usize = 1;

/// A picture of the content; `None` where it is none that can be shown.
pub(crate) fn picture(site: &Site<'_>, path: &RelPath) -> Option<PictureView> {
    let address = site.portal.files.get(path)?;
    let Some((picture, hash)) = known(site.sources, path) else {
        let drawing = is_drawing(site.sources, path);
        return drawing.then(|| PictureView { files: Vec::new(), src: address.clone(), width: None, height: None });
    };
    let files: Vec<PictureFile> = picture
        .sizes()
        .into_iter()
        .map(|size| PictureFile { href: picture.address(address, &hash, size), width: size.width, height: size.height })
        .collect();
    let src = files.get(USUAL).unwrap_or(&files[0]).href.clone();
    Some(PictureView { src, width: Some(files[0].width), height: Some(files[0].height), files })
}

/// The picture that a body names.
pub(crate) fn picture_at(site: &Site<'_>, from: &RelPath, written: &str) -> Option<PictureView> {
    picture(site, &site.portal.file_at(from, written, false)?)
}

/// The agency's seal.
pub(crate) fn logo(site: &Site<'_>) -> Option<PictureView> {
    picture(site, site.portal.agency.front.logo.as_ref()?.value.as_ref()?)
}

impl PictureView {
    /// The smallest file that is no narrower than `width`.
    pub(crate) fn at_least(&self, width: u32) -> &str {
        let fits = self.files.iter().rev().find(|file| file.width >= width).or(self.files.first());
        fits.map_or(&self.src, |file| &file.href)
    }

    /// The element of a body's picture. `root`: the way to the root of the site.
    pub(crate) fn html(&self, root: &str, alt: &str, title: &str, lazy: bool) -> String {
        let mut html = format!("<img src=\"{root}{}\"", escaped(&self.src));
        if self.files.len() > 1 {
            let files = self.files.iter().map(|file| format!("{root}{} {}w", escaped(&file.href), file.width));
            html += &format!(" srcset=\"{}\" sizes=\"{BODY}\"", files.collect::<Vec<_>>().join(", "));
        }
        if let (Some(width), Some(height)) = (self.width, self.height) {
            html += &format!(" width=\"{width}\" height=\"{height}\"");
        }
        let loading = if lazy { " loading=\"lazy\"" } else { "" };
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) };
        html + &format!("{loading} decoding=\"async\" alt=\"{}\"{title}>", escaped(alt))
    }
}

/// How wide a picture of a body is shown: no wider than its text.
const BODY: &str = "(min-width: 48em) 44rem, (min-resolution: 2.5x) 13rem, (min-resolution: 1.5x) 20rem, 92vw";
