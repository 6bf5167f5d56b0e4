//! The rules that rendering applies: faults of a theme.

use crate::base::diag::Rule;
use crate::base::diag::Severity::Error;

pub static RULES: &[&Rule] = &[&THEME_MISSING, &TEMPLATE_MISSING, &TEMPLATE_ERROR];

pub static THEME_MISSING: Rule = Rule::new(
    "theme-missing",
    Error,
    ["ธีมที่เลือกมีอยู่ใน themes", "the chosen theme is in `themes`"],
    ["ไม่มีธีมก็ไม่มีหน้าเว็บ", "without a theme there are no pages"],
);

pub static TEMPLATE_MISSING: Rule = Rule::new(
    "template-missing",
    Error,
    ["ธีมมีแม่แบบครบทุกชนิดหน้า", "a theme has a template for every kind of page"],
    ["หน้าที่ไม่มีแม่แบบจะทำขึ้นไม่ได้", "a page without a template cannot be made"],
);

pub static TEMPLATE_ERROR: Rule = Rule::new(
    "template-error",
    Error,
    ["แม่แบบของธีมไม่มีข้อผิดพลาด", "the templates of a theme are sound"],
    ["แม่แบบที่ผิดทำให้หน้าเว็บทั้งชนิดหายไป", "a faulty template takes away all pages of its kind"],
);
