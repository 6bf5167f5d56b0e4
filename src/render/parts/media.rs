//! Films and sound of the site within a text, which nothing loads before somebody plays them; and cards for what stands on
//! other sites, which say where they lead.

use crate::base::document::FileKind;
use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::base::service::service;
use crate::ita::media::{captions, played};
use crate::render::look::Look;
use crate::render::theme::escaped;

/// The element that plays a file of the site under some words, with a link to the file itself; `None` for what is neither a
/// film nor sound of the site.
pub(crate) fn player(look: &Look<'_, '_>, from: &RelPath, written: &str, words: &str) -> Option<String> {
    let path = look.site.portal.file_at(from, written, false)?;
    let (kind, address) = (played(&path)?, look.site.portal.files.get(&path)?);
    let root = look.page.root();
    let (src, words) = (format!("{root}{}", escaped(address)), escaped(words));
    let (tag, tracks) = match kind {
        FileKind::Video => ("video", tracks(look, &path, &root)),
        _ => ("audio", String::new()),
    };
    let ending = escaped(&path.ending().to_uppercase());
    Some(format!(
        "<span class=\"media\"><{tag} src=\"{src}\" controls preload=\"none\" aria-label=\"{words}\">{tracks}</{tag}>\
         <a href=\"{src}\">{words}</a> <small>{ending}</small></span>"
    ))
}

/// The captions of a film that are there; those in the language of the page are on.
fn tracks(look: &Look<'_, '_>, path: &RelPath, root: &str) -> String {
    let there = captions(path).filter_map(|(lang, file)| Some((lang, look.site.portal.files.get(&file)?)));
    let track = |(lang, address): (Lang, &String)| {
        let (tag, label) = (lang.tag(), escaped(&look.word(&format!("lang_{}", lang.tag()))));
        let on = if lang == look.lang() { " default" } else { "" };
        let src = escaped(address);
        format!("<track kind=\"captions\" srclang=\"{tag}\" label=\"{label}\" src=\"{root}{src}\"{on}>")
    };
    there.map(track).collect()
}

/// A card in the place of a frame, for an address of a service that films and pages are shared on.
pub(crate) fn card(look: &Look<'_, '_>, url: &str, words: &str) -> Option<String> {
    let (name, host) = service(url)?;
    let told = look.word("leads_to").replace("{name}", name).replace("{host}", host);
    let bare = if words == url { " class=\"url\"" } else { "" };
    let (url, words, told) = (escaped(url), escaped(words), escaped(&told));
    Some(format!(
        "<p class=\"card\"><b>{name}</b> <a href=\"{url}\" rel=\"noopener external\"{bare}>{words}</a><br>\
         <small>{told}</small></p>\n"
    ))
}
