//! The finding for an id that names nothing, with what was probably meant.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::span::Spanned;
use crate::ita::ids::Ids;
use crate::ita::numbers::OldNumbers;
use crate::ita::year::FiscalYear;

pub(crate) static REFERENCE_UNKNOWN: Rule = Rule::new(
    "reference-unknown",
    Error,
    both("สิ่งที่อ้างถึงมีจริง", "what is referred to exists"),
    both("การอ้างที่ผิดทำให้ตารางและลิงก์ขาด", "a wrong reference leaves a hole in tables and links"),
);

/// How many ids a finding lists.
const SHOWN: usize = 12;

/// The findings for those of `written` that are not among the ids.
pub(crate) fn unknown_of<'w>(
    ids: &Ids<'_>,
    written: impl Iterator<Item = &'w Spanned<String>>,
    what: Bilingual<&str>,
    none: Bilingual<&str>,
) -> Vec<Diagnostic> {
    written.filter(|id| !ids.has(&id.value)).map(|id| unknown(ids, id, what, none)).collect()
}

/// The finding that `written` names nothing. `what` says what it should be, `none` what to do where there is nothing of
/// that kind at all.
pub(crate) fn unknown(
    ids: &Ids<'_>,
    written: &Spanned<String>,
    what: Bilingual<&str>,
    none: Bilingual<&str>,
) -> Diagnostic {
    let name = &written.value;
    let said = both(format!("ไม่มี{} “{name}”", what.th), format!("there is no {} `{name}`", what.en));
    let finding = Diagnostic::new(&REFERENCE_UNKNOWN, &written.span, said);
    let suggested = ids.suggested(name);
    if !suggested.is_empty() {
        return did_you_mean(finding, &suggested);
    }
    if ids.as_slice().is_empty() {
        return finding.hint(none);
    }
    let shown = ids.as_slice().iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    finding.hint(both!("ที่มีอยู่: {shown}", "there are: {shown}"))
}

/// Says what was probably meant.
pub(crate) fn did_you_mean(finding: Diagnostic, meant: &[&str]) -> Diagnostic {
    let Bilingual { th, en } = both(" หรือ ", " or ").map(|word| meant.join(word));
    finding.hint(both!("หมายถึง {th} ใช่หรือไม่", "did you mean {en}?"))
}

/// Says why a number is unknown this year: the site's own catalogue takes it away, or it has become another.
pub(crate) fn renumbered(old: &OldNumbers<'_>, finding: Diagnostic, number: &str, year: FiscalYear) -> Diagnostic {
    if let Some(removed) = old.removed(number) {
        let path = &removed.span.path;
        return finding.hint(both!(
            "{path} เอา {number} ออกไว้ที่ remove: ลบออกจาก remove ถ้าปีนี้ยังใช้ หรือลบที่อ้างถึงตรงนี้",
            "{path} takes {number} out by `remove`: delete it there if this year has it, or what names it here"
        ));
    }
    let Some(old) = old.get(number) else { return finding };
    let (code, then) = (old.code, old.year);
    let Bilingual { th, en } = both(" และ ", " and ").map(|word| old.now.join(word));
    finding.hint(both!(
        "{code} เป็นเลขของปี {then} ปี {year} คือ {th}",
        "{code} is its number of {then}; in {year} it is {en}"
    ))
}
