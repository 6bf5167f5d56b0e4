//! `prongsai new item YEAR CODE`: an item from its year's catalogue.

use crate::base::lang::{Bilingual, both};
use crate::base::thai::nearest;
use crate::cli::ask::Question;
use crate::cli::changes::exists;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::draftable::Draftable;
use crate::cli::new::work::{Work, fill_in};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, ItemSpec};
use crate::ita::ids::Ids;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::item::{Before, item};

pub(super) const KIND: Draftable = Draftable {
    name: "item",
    about: both("ข้อหนึ่งข้อจากแคตตาล็อกของปี", "one item of a year's catalogue"),
    places: &[
        ("year", both("ปีงบประมาณ พ.ศ.", "the fiscal year, Buddhist era")),
        ("code", both("รหัสข้อ", "the item's number")),
    ],
    options: &[],
    flags: &[],
    run,
};

fn run(work: &Work<'_>) -> Result<Exit, Stop> {
    let (portal, _) = work.portal()?;
    let year = work.year()?;
    let (assessment, catalogue) = of_year(&portal, year)?;
    let question = Question { name: "code", ask: both("รหัสข้อ", "the item's number"), otherwise: None };
    let spec = work.ask.answer(&question, |text| find(catalogue, text))?;
    if let Some(own) = assessment.item(&spec.code.value) {
        return Err(exists(&own.path));
    }
    let draft = item(&work.drafter, year, spec, before(&portal, assessment, spec)).ok_or_else(Stop::bug)?;
    work.write(&work.setting.site, vec![draft], fill_in())
}

/// A year with its catalogue.
pub(in crate::cli) fn of_year(portal: &Portal, year: FiscalYear) -> Result<(&Assessment, &Catalogue), Stop> {
    let assessment = portal.years.get(&year);
    assessment.and_then(|own| Some((&**own, own.catalogue.as_deref()?))).ok_or_else(|| {
        Exit::Usage.because(both!(
            "ไม่มีแคตตาล็อกปี {year}: เริ่มด้วย prongsai new year {year}",
            "there is no catalogue of {year}: begin with `prongsai new year {year}`"
        ))
    })
}

/// The item that `text` means: Thai digits, look-alike letters, missing or extra zeros.
pub(in crate::cli) fn find<'a>(catalogue: &'a Catalogue, text: &str) -> Result<&'a ItemSpec, Bilingual<String>> {
    let codes: Vec<&str> = catalogue.items().map(|(_, _, spec)| spec.code.value.as_str()).collect();
    let names = Ids::new(codes.iter().copied());
    let meant = Some(text).filter(|text| names.has(text)).or_else(|| names.spelt(text));
    let spec = catalogue.items().map(|(_, _, spec)| spec).find(|spec| Some(spec.code.value.as_str()) == meant);
    spec.ok_or_else(|| {
        let path = &catalogue.path;
        if codes.is_empty() {
            return both!("{path} ยังไม่มีข้อใด: เขียนข้อไว้ที่นั่นก่อน", "{path} lists no items yet: write them there first");
        }
        let near = nearest(text, codes.iter().copied()).map(|near| format!(" ({near}?)")).unwrap_or_default();
        let (first, last) = (codes.first().unwrap_or(&""), codes.last().unwrap_or(&""));
        both!(
            "แคตตาล็อกไม่มีข้อ “{text}”{near} มีตั้งแต่ {first} ถึง {last}",
            "the catalogue has no item `{text}`{near}: it has {first} to {last}"
        )
    })
}

/// The item of the latest earlier year that the catalogue says had the same subject.
pub(in crate::cli) fn before<'a>(portal: &'a Portal, assessment: &Assessment, spec: &ItemSpec) -> Option<Before<'a>> {
    let (year, code) = spec.was.iter().filter(|(year, _)| *year < assessment.year).max_by_key(|(year, _)| *year)?;
    let earlier = portal.years.get(year)?;
    let old = earlier
        .catalogue
        .as_deref()?
        .items()
        .map(|(_, _, old)| old)
        .find(|old| old.code.value.as_str() == code.value)?;
    Some(Before { year: *year, spec: old, item: earlier.item(&old.code.value)? })
}
