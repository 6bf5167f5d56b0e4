//! One cell that is seen, with its place.

use crate::base::grid::Value;

/// Where a figure stands: the sheet, the row from 1, the column from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CellPlace {
    pub sheet: String,
    pub row: usize,
    pub column: usize,
}

/// One cell that is seen.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub text: String,
    pub value: Value,
    /// The column that it counts as, which is a row of a sheet that lies on its side.
    pub column: usize,
    pub place: CellPlace,
}
