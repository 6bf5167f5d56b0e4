//! That a document or a page is of another time than is asked for, as data.

use crate::base::date::Day;
use crate::ita::year::{FiscalYear, Period};

/// Why something is not of the time that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Its title or the name of its file names this year, and these are asked for.
    Named(i16, Vec<i16>),
    /// It is of this day, and this is the time.
    Dated(Day, Period),
    /// Its file is in the folder of this year.
    Folder(FiscalYear, FiscalYear),
}
