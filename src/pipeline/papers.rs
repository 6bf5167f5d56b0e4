//! The papers of a year, for the commands that write them.

use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::base::output::{Asset, Output};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::words::Words;
use crate::export::papers;
use crate::export::papers::docx::docx;
use crate::export::papers::page::paper;
use crate::ita::address::Address;
use crate::ita::open_data::{DataSet, Form as TableForm, Set};
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::parse;
use crate::pipeline::site::Site;
use crate::render::theme::BASE;

pub(crate) use crate::export::papers::check_list::{everybody, owners};
pub(crate) use crate::export::papers::office::{Office, Picture};
pub(crate) use crate::export::papers::{Form, answer_sheet};

/// The words of the site's pages, which papers use where they speak of them.
pub(crate) fn words(portal: &Portal, sources: &Sources) -> Words {
    parse::words::words(sources, BASE, &portal.agency.theme.value).0
}

/// The page at an address as a Word document, with what the office gives. `None` if the site has no such page; a finding if
/// the page cannot be made, or has what must not be published.
pub(crate) fn page(site: &Site, address: &Address, lang: Lang, office: &Office) -> Option<Result<Vec<u8>, Diagnostic>> {
    let href = address.in_lang(lang);
    let path = RelPath::new(&format!("{href}index.html")).filter(|path| site.has(path))?;
    let bytes = match site.make(&path)? {
        Ok(Asset::Bytes(bytes)) => bytes,
        Ok(_) => return None,
        Err(finding) => return Some(Err(finding)),
    };
    let title = site.contents().find(|(own, _, _)| *own == href).map(|(_, _, title)| title).unwrap_or_default();
    let agency = site.portal().agency.name.get(lang).0.to_owned();
    let at = site.base_url().join(&href);
    let paper = paper(&String::from_utf8_lossy(&bytes), &at, title, agency, lang)?;
    Some(Ok(docx(&paper, office)))
}

/// The measures of a year as the table of the open data.
pub(crate) fn measures_table(site: &Site, year: FiscalYear) -> Option<Vec<u8>> {
    let sets = site.portal().data_sets();
    let own = |set: &&DataSet<'_>| set.set == Set::Measures && set.assessment.is_some_and(|own| own.year == year);
    match site.make(&RelPath::new(&sets.iter().find(own)?.address(TableForm::Csv))?)? {
        Ok(Asset::Bytes(bytes)) => Some(bytes),
        _ => None,
    }
}

/// A sheet for each of the owners as a Word document.
pub(crate) fn check_list(portal: &Portal, year: FiscalYear, owners: &[String], lang: Lang, office: &Office) -> Vec<u8> {
    docx(&papers::check_list::check_list(portal, year, owners, lang), office)
}

/// The sheets of everybody as HTML to be printed, below their title.
pub(crate) fn check_list_page(portal: &Portal, year: FiscalYear, lang: Lang) -> (String, String) {
    let paper = papers::check_list::check_list(portal, year, &everybody(portal, year), lang);
    (paper.title.clone(), papers::printed::html(&paper))
}
