//! Portal and theme to output: every page of every language, feeds, site maps, attachments and assets.
//! HTML is made here and nowhere else, because only here are addresses known.

use rayon::prelude::*;

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::base::output::{Asset, Output};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::ita::portal::Portal;
use crate::render::site::Site;
use crate::render::theme::Theme;

mod feed;
mod markdown;
mod plan;
pub mod rules;
mod site;
mod sitemap;
pub mod theme;
mod views;

/// What a build may be told beside its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day of the build; used only where a page says so.
    pub today: Day,
    /// Replaces the agency's `base_url`.
    pub base_url: Option<crate::ita::agency::BaseUrl>,
}

/// Renders the whole site.
pub fn render(
    portal: &Portal,
    mut theme: Theme,
    words: &Words,
    sources: &Sources,
    options: &Options,
) -> (Output, Vec<Diagnostic>) {
    let site = Site::new(portal, words, sources, options);
    let css = theme.asset_href(sources, "style.css");
    Lang::ALL.into_iter().for_each(|lang| theme.share(lang, &views::shared(&site, lang, css.clone()), words));
    let pages = plan::plan(portal);
    let rendered: Vec<_> = pages.par_iter().map(|page| (page.route(), views::page(&site, &theme, page))).collect();
    let mut output = Output::default();
    let mut findings = Vec::new();
    for (route, html) in rendered.into_iter().chain(views::not_found(&site, &theme)) {
        match html {
            Ok(html) => drop(output.0.insert(route, Asset::Bytes(html.into_bytes()))),
            Err(finding) => findings.push(finding),
        }
    }
    let mut insert = |name: &str, bytes: String| {
        if let Some(path) = RelPath::new(name) {
            output.0.insert(path, Asset::Bytes(bytes.into_bytes()));
        }
    };
    for &lang in &portal.agency.languages {
        let prefix = site.prefix(lang);
        insert(&format!("{prefix}sitemap.xml"), sitemap::sitemap(&site, &pages, lang));
        insert(&format!("{prefix}feed.xml"), feed::feed(&site, lang));
    }
    insert("robots.txt", sitemap::robots(&site));
    for (path, address) in &portal.files {
        if let Some(to) = RelPath::new(address) {
            output.0.insert(to, Asset::CopyOf(path.clone()));
        }
    }
    output.0.extend(theme.assets(sources));
    (output, findings)
}
