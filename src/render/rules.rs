//! The rules that rendering applies: faults of a theme.

use crate::base::diag::Rule;
use crate::base::diag::Severity::{Error, Warning};
use crate::base::lang::both;

pub(crate) static RULES: &[&Rule] =
    &[&THEME_MISSING, &TEMPLATE_MISSING, &TEMPLATE_ERROR, &ASSET_NAME, &THEME_FILE_UNUSED];

pub(crate) static THEME_MISSING: Rule = Rule::new(
    "theme-missing",
    Error,
    both("ธีมที่เลือกมีอยู่ใน themes", "the chosen theme is in `themes`"),
    both("ไม่มีธีมก็ไม่มีหน้าเว็บ", "without a theme there are no pages"),
);

pub(crate) static TEMPLATE_MISSING: Rule = Rule::new(
    "template-missing",
    Error,
    both("ธีมมีแม่แบบครบทุกชนิดหน้า", "a theme has a template for every kind of page"),
    both("หน้าที่ไม่มีแม่แบบจะทำขึ้นไม่ได้", "a page without a template cannot be made"),
);

pub(crate) static TEMPLATE_ERROR: Rule = Rule::new(
    "template-error",
    Error,
    both("แม่แบบของธีมไม่มีข้อผิดพลาด", "the templates of a theme are sound"),
    both("แม่แบบที่ผิดทำให้หน้าเว็บทั้งชนิดหายไป", "a faulty template takes away all pages of its kind"),
);

pub(crate) static ASSET_NAME: Rule = Rule::new(
    "asset-name",
    Error,
    both("ชื่อไฟล์ของธีมใช้ได้ทุกเครื่อง", "every computer can hold the names of a theme's files"),
    both(
        "เว็บที่สร้างบนเครื่องหนึ่งต้องคัดลอกไปเครื่องอื่นและโฮสต์ได้",
        "a site that is built on one computer is copied to others and to hosts",
    ),
);

pub(crate) static THEME_FILE_UNUSED: Rule = Rule::new(
    "theme-file-unused",
    Warning,
    both("ทุกไฟล์ของธีมมีหน้าที่ใช้", "every file of a theme is used by a page"),
    both("แม่แบบหรือคำที่ชื่อไฟล์ผิดไม่มีผล และไม่มีใครรู้", "a template or words under a wrong name change nothing, in silence"),
);
