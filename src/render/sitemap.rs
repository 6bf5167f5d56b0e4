//! Site maps for search engines, one for each language, and robots.txt.

use std::fmt::Write;

use crate::base::lang::Lang;
use crate::base::output::SITE_MAP;
use crate::render::feed::escape;
use crate::render::page::Page;
use crate::render::parts::frame::alternates;
use crate::render::site::Site;

/// The site map of a language: every page that is really written in it, with its other languages.
pub(crate) fn sitemap(site: &Site<'_>, pages: &[Page<'_>], lang: Lang) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages.iter().filter(|page| page.lang == lang && page.is_translated()) {
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&site.base_url.join(&page.href())));
        if let Some(day) = page.place.facts().and_then(|facts| facts.updated) {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        for alternate in alternates(site, &page.place) {
            let (tag, url) = alternate.parts();
            let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>", escape(url));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Everything may be read; the site maps are named.
pub(crate) fn robots(site: &Site<'_>) -> String {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    for &lang in &site.portal.agency.languages {
        let _ = writeln!(text, "Sitemap: {}", site.base_url.join(&format!("{}{SITE_MAP}", site.prefix(lang))));
    }
    text
}
