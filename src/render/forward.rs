//! A page at an address that another page had: it leads on to where that is now, without any script. What only a server
//! can forward is in `base::redirect`.

use crate::base::lang::Lang;
use crate::base::path::RelPath;
use crate::ita::alias::{Alias, Forwarding};
use crate::render::feed::escape;
use crate::render::site::Site;

/// The file at an alias in a language; `None` where a page cannot stand.
pub(crate) fn file(alias: &str, lang: Lang) -> Option<RelPath> {
    RelPath::new(&Alias::parse(alias)?.file(lang)?)
}

/// The page at one of a page's old addresses.
pub(crate) fn forward(site: &Site<'_>, page: &Forwarding<'_>, alias: &str, lang: Lang) -> String {
    let address = page.address.get(lang);
    let (title, own) = page.title.get(lang);
    let up = "../".repeat(file(alias, lang).map_or(0, |file| file.as_str().matches('/').count()));
    let (title, href) = (escape(title), format!("{up}{address}"));
    let (lang, own, canonical) = (lang.tag(), own.tag(), escape(&site.base_url.join(address)));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title lang=\"{own}\">{title}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{canonical}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n</head>\n<body>\n\
         <main><a href=\"{href}\" lang=\"{own}\">{title}</a></main>\n</body>\n</html>\n"
    )
}
