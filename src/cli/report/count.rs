//! How many findings there are, by their severity.

use crate::base::diag::{Diagnostic, Severity};
use crate::base::lang::Lang;

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Count {
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Count {
        findings.into_iter().fold(Count::default(), |mut count, finding| {
            match finding.rule.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
                Severity::Note => count.notes += 1,
            }
            count
        })
    }

    /// `3 errors, 1 warning`; nothing for what there is none of.
    pub fn words(self, lang: Lang) -> String {
        let kinds = [
            (self.errors, "ข้อผิดพลาด", ["error", "errors"]),
            (self.warnings, "คำเตือน", ["warning", "warnings"]),
            (self.notes, "หมายเหตุ", ["note", "notes"]),
        ];
        let some = kinds.into_iter().filter(|(count, ..)| *count > 0);
        let words = some.map(|(count, th, [one, many])| match lang {
            Lang::Th => format!("{th} {count} จุด"),
            Lang::En => format!("{count} {}", if count == 1 { one } else { many }),
        });
        words.collect::<Vec<_>>().join(lang.choose(" ", ", "))
    }
}
