//! What was told to the assessor: once the answer sheet of a year was handed in, its addresses answer until the year is closed.

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::span::Spanned;
use crate::check::family::{Family, Subject};
use crate::ita::alias::{Alias, redirects};
use crate::ita::answered::{Answered, AnsweredItem};
use crate::ita::assessment::Assessment;
use crate::ita::leads::Leads;
use crate::ita::table::set::Tables;
use crate::ita::target::decoded;

pub(super) const FAMILY: Family = Family { rules: &[&SUBMITTED_ADDRESS], apply };

static SUBMITTED_ADDRESS: Rule = Rule::new(
    "submitted-address",
    Warning,
    both("ที่อยู่ในใบตอบที่ส่งแล้วยังเปิดได้", "the addresses of an answer sheet that was handed in still answer"),
    both(
        "ผู้ประเมินเปิดที่อยู่ที่ส่งไว้ ถ้าเปิดไม่ได้ ข้อนั้นได้ 0",
        "the assessor opens what was handed in, and an address that does not answer is worth nothing",
    ),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let frozen: Vec<&Answered> = subject.portal.years.values().filter_map(Assessment::frozen).collect();
    if frozen.is_empty() {
        return Vec::new();
    }
    // What is a draft does not answer.
    let public = subject.portal.published(false);
    let public = public.as_ref().unwrap_or(subject.portal);
    let leads = Leads::new(public, &Tables::of(public));
    let old: Vec<String> = redirects(public).into_iter().map(|redirect| redirect.path).collect();
    let answers = |path: &str| leads.has(path) || old.iter().any(|known| known == path.trim_matches('/'));
    let mut findings = Vec::new();
    for sheet in frozen {
        for item in &sheet.items {
            let gone = item.addresses.iter().filter_map(|address| {
                let inside = public.agency.base_url.value.inside(&address.value)?;
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
    let finding = Diagnostic::new(
        &SUBMITTED_ADDRESS,
        &address.span,
        format!("ที่อยู่ {shown} ที่ส่งไว้ในข้อ {code} จะเปิดไม่ได้"),
        format!("{shown}, which was handed in for {code}, would not answer any more"),
    );
    match Alias::parse(path).filter(|_| path.ends_with('/')) {
        Some(_) => finding.hint(
            format!("ใส่ aliases: [/{path}] ในไฟล์ของหน้าที่มาแทน หรือคืนหน้าเดิม เมื่อปิดปีแล้ว เขียน visibility: archive"),
            format!(
                "write `aliases: [/{path}]` into the page that stands for it, or bring the page back; once the year is closed, \
                 `visibility: archive`"
            ),
        ),
        None => finding.hint(
            "วางไฟล์กลับที่เดิมด้วยชื่อเดิม ไฟล์ใหม่ใช้ชื่อใหม่ได้ เมื่อปิดปีแล้ว เขียน visibility: archive",
            "put the file back under its old name; a new one may stand beside it. Once the year is closed, `visibility: archive`",
        ),
    }
}
