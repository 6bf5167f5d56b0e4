//! The lines at the end of a build: pages, items, findings, time.

use std::fmt::Write;
use std::time::Duration;

use crate::base::diag::Diagnostic;
use crate::base::lang::Lang;
use crate::base::output::Changes;
use crate::cli::report;
use crate::ita::item::{State, state};
use crate::ita::portal::Portal;

/// What a build has come to.
pub fn build(portal: &Portal, changes: &Changes, findings: &[Diagnostic], took: Duration, lang: Lang) -> String {
    let pages = portal.places().len();
    let languages: Vec<String> = portal.agency.languages.iter().map(|own| format!("{} {pages}", own.tag())).collect();
    let (languages, total) = (languages.join(", "), pages * portal.agency.languages.len());
    let (written, removed, seconds) = (changes.write.len(), changes.remove.len(), took.as_secs_f64());
    let mut text = match lang {
        Lang::Th => format!("{total} หน้า ({languages})  เขียน {written} ไฟล์ ลบ {removed}  ใช้เวลา {seconds:.2} วินาที\n"),
        Lang::En => {
            format!("{total} pages ({languages})  {written} files written, {removed} removed  {seconds:.2} s\n")
        }
    };
    for assessment in portal.years.values() {
        let specs = assessment.catalogue.iter().flat_map(|catalogue| catalogue.items()).map(|(_, _, spec)| spec);
        let states: Vec<State> = specs.map(|spec| state(spec, assessment.item(&spec.code.value))).collect();
        let met = states.iter().filter(|state| **state == State::Met).count();
        let awaiting = states.len() - met;
        if !states.is_empty() {
            let year = assessment.year;
            let _ = match lang {
                Lang::Th => writeln!(text, "ปี {year}: ครบ {met} ข้อ รอหลักฐาน {awaiting} ข้อ"),
                Lang::En => writeln!(text, "{year}: {met} items met, {awaiting} awaiting evidence"),
            };
        }
    }
    text.push_str(&self::findings(findings, lang));
    text
}

/// How many findings there are, in a line.
pub fn findings(findings: &[Diagnostic], lang: Lang) -> String {
    let (errors, warnings) = report::count(findings);
    match (lang, errors + warnings) {
        (Lang::Th, 0) => "ไม่พบข้อผิดพลาด".to_owned(),
        (Lang::En, 0) => "no faults found".to_owned(),
        (Lang::Th, _) => format!("ข้อผิดพลาด {errors} คำเตือน {warnings}"),
        (Lang::En, _) => format!("errors: {errors}, warnings: {warnings}"),
    }
}
