//! What the cells of a column of data are.

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    Text,
    Whole,
    Number,
    Day,
    Truth,
    /// An address of the Web.
    Address,
}

impl CellType {
    /// The type that Table Schema (<https://specs.frictionlessdata.io/table-schema/>) knows it by.
    pub fn word(self) -> &'static str {
        match self {
            CellType::Text | CellType::Address => "string",
            CellType::Whole => "integer",
            CellType::Number => "number",
            CellType::Day => "date",
            CellType::Truth => "boolean",
        }
    }
}
