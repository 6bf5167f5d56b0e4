//! Keys that have another name since some form of the files.

use crate::parse::shape::Field;

/// A key that has another name since a form.
#[derive(Debug)]
pub(crate) struct Renamed {
    pub format: u32,
    pub old: &'static str,
    pub new: &'static str,
}

/// Every key that was renamed since the first form, which is that of 0.1. None was yet.
pub(super) static RENAMED: &[Renamed] = &[];

/// The new name of a key that a record does not know, where it has one there.
pub(super) fn renamed<'t>(table: &'t [Renamed], key: &str, fields: &[Field]) -> Option<&'t Renamed> {
    table.iter().find(|own| own.old == key && fields.iter().any(|field| field.key == own.new))
}
