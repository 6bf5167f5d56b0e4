//! The answer sheet of a year as data, in both languages of the site. `itas.js` draws it as a page to print.

use serde_json::{Value, json};

use crate::base::date::Day;
use crate::base::lang::Lang;
use crate::ita::answer_sheet::answer_sheet;
use crate::ita::year::FiscalYear;
use crate::pipeline::papers;
use crate::pipeline::site::Site;

/// The sheet of a year by each language; `None` for a year without one.
pub(super) fn sheet(site: &Site, year: &str, today: Day) -> Option<Value> {
    let year = FiscalYear::parse(year)?;
    let mut all = json!({});
    for lang in Lang::ALL {
        let sheet = answer_sheet(site.portal(), site.sources(), site.base_url(), (year, today), lang)?;
        all[lang.tag()] = papers::answer_sheet::value(&sheet, lang, site.words());
    }
    Some(all)
}
