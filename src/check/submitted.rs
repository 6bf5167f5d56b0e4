//! What was told to the assessor: once the answer sheet of a year was handed in, its addresses answer until the year is closed.

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::percent::decoded;
use crate::base::span::Spanned;
use crate::check::family::{Family, Subject};
use crate::ita::alias::{Alias, redirects};
use crate::ita::answered::{Answered, AnsweredItem};
use crate::ita::leads::Leads;
use crate::ita::table::set::Tables;

pub(super) const FAMILY: Family = Family { rules: &[&SUBMITTED_ADDRESS, &SUBMITTED_SHEET], apply };

static SUBMITTED_ADDRESS: Rule = Rule::new(
    "submitted-address",
    Warning,
    both("ที่อยู่ในใบตอบที่ส่งแล้วยังเปิดได้", "the addresses of a sheet that was handed in still answer"),
    both(
        "ผู้ประเมินเปิดที่อยู่ที่ส่งไว้ ถ้าเปิดไม่ได้ ข้อนั้นได้ 0",
        "the assessor opens what was handed in, and an address that does not answer is worth nothing",
    ),
);

static SUBMITTED_SHEET: Rule = Rule::new(
    "submitted-sheet",
    Warning,
    both("ปีที่ส่งใบตอบแล้วมีใบตอบเก็บไว้", "of a sheet that was handed in the addresses are kept"),
    both(
        "ถ้าไม่มี itas.yaml โปรแกรมไม่รู้ว่าที่อยู่ใดส่งไปแล้ว จึงรักษาไว้ให้ไม่ได้",
        "without itas.yaml nobody knows which addresses must go on answering",
    ),
);

/// Years that say that a sheet was handed in, of which none is kept.
fn unkept(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let years = subject.portal.years.values().filter(|year| year.answered.is_none() && year.is_counted());
    let told = years.filter_map(|year| {
        let day = year.catalogue.as_deref()?.submitted.as_ref()?;
        let said = both!(
            "บอกว่าส่งใบตอบของปี {} แล้ว แต่ไม่มี itas.yaml ที่เก็บที่อยู่ที่ส่ง",
            "the sheet of {} was handed in, but no itas.yaml keeps its addresses",
            year.year
        );
        let year = year.year;
        Some(Diagnostic::new(&SUBMITTED_SHEET, &day.span, said).hint(both!(
            "สั่ง prongsai export itas --year {year} --out ใบตอบ.xlsx แล้วเทียบกับใบตอบที่ส่ง",
            "run `prongsai export itas --year {year} --out sheet.xlsx`, and hold it against what was handed in"
        )))
    });
    told.collect()
}

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = unkept(subject);
    let frozen: Vec<&Answered> = subject.portal.years.values().filter_map(|year| year.frozen()).collect();
    if frozen.is_empty() {
        return findings;
    }
    // What is a draft does not answer.
    let public = subject.portal.published(false);
    let public = public.as_ref().unwrap_or(subject.portal);
    let places = public.places();
    let leads = Leads::new(public, &places, &Tables::of(public, &places));
    let old: Vec<String> = redirects(public).into_iter().map(|redirect| redirect.path).collect();
    let answers = |path: &str| leads.has(path) || old.iter().any(|known| known == path.trim_matches('/'));
    for sheet in frozen {
        for item in &sheet.items {
            let gone = item.addresses.iter().enumerate().filter_map(|(nth, address)| {
                let inside = match public.agency.base_url.value.inside(&address.value) {
                    Some(inside) => inside,
                    // Its own page was on this site: the site has moved.
                    None if nth == 0 => return Some((address, String::new())),
                    None => return None,
                };
                let path = decoded(inside.split(['#', '?']).next().unwrap_or(inside));
                (!answers(&path)).then_some((address, path))
            });
            findings.extend(gone.map(|(address, path)| finding(item, address, &path)));
        }
    }
    findings
}

fn finding(item: &AnsweredItem, address: &Spanned<String>, path: &str) -> Diagnostic {
    let (code, shown) = (&item.code.value, &address.value);
    let said = both!(
        "ที่อยู่ {shown} ที่ส่งไว้ในข้อ {code} จะเปิดไม่ได้",
        "{shown}, which was handed in for {code}, would not answer any more"
    );
    let finding = Diagnostic::new(&SUBMITTED_ADDRESS, &address.span, said);
    match Alias::parse(path).filter(|_| path.ends_with('/')) {
        None if path.is_empty() => finding.hint(both(
            "base_url ของ agency.yaml ไม่ใช่ที่อยู่ที่ส่งไว้: ให้ที่อยู่เดิมส่งต่อมาที่ใหม่ หรือแจ้งผู้ประเมิน",
            "`base_url` of agency.yaml is another address: let the old one redirect to it, or tell the assessor",
        )),
        Some(_) => finding.hint(both!(
            "ใส่ aliases: [/{path}] ในไฟล์ของหน้าที่มาแทน หรือคืนหน้าเดิม เมื่อปิดปีแล้ว เขียน visibility: archive",
            "write `aliases: [/{path}]` into the page that stands for it, or bring the page back; once the year is closed, \
             `visibility: archive`"
        )),
        None => finding.hint(both(
            "วางไฟล์กลับที่เดิมด้วยชื่อเดิม ไฟล์ใหม่ใช้ชื่อใหม่ได้ เมื่อปิดปีแล้ว เขียน visibility: archive",
            "put the file back under its old name; a new one may stand beside it. Once the year is closed, `visibility: archive`",
        )),
    }
}
