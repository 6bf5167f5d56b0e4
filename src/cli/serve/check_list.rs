//! The check lists of a year as a page to print: a sheet for each who is responsible.

use crate::base::lang::Lang;
use crate::ita::year::FiscalYear;
use crate::pipeline::papers;
use crate::pipeline::site::Site;

const PAGE: &str = include_str!("page/paper.html");

/// The page that `check-list-2569.th.html` names; `None` for any other name.
pub(super) fn page(site: &Site, name: &str) -> Option<String> {
    let (year, lang) = name.strip_prefix("check-list-")?.strip_suffix(".html")?.split_once('.')?;
    let lang = Lang::ALL.into_iter().find(|own| own.tag() == lang)?;
    let year = FiscalYear::parse(year).filter(|year| site.portal().years.contains_key(year))?;
    let hint = lang.choose(
        "พิมพ์ด้วย Ctrl+P ไฟล์ Word: prongsai export check-list --year {year} --out check-list.docx",
        "Print with Ctrl+P. As Word: prongsai export check-list --year {year} --out check-list.docx",
    );
    let (title, body) = papers::check_list_page(site.portal(), year, lang);
    let page = PAGE.replace("LANG", lang.tag()).replace("HINT", &hint.replace("{year}", &year.to_string()));
    Some(page.replace("TITLE", &title).replace("BODY", &body))
}
