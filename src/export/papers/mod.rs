//! The papers that an office hands in each year, a file a paper: what the portal says, as bytes in the form that is asked for.
//! The same portal gives the same bytes: no clock, and fixed dates in the files' properties. A paper that is a page too is made
//! from that page (`page`), so that the two say the same; `docx` writes it.

pub(crate) mod check_list;
pub(crate) mod docx;
mod html;
pub(crate) mod office;
pub(crate) mod page;
pub(crate) mod paper;
pub(crate) mod printed;
mod style;
mod widths;
mod word;

pub(crate) mod answer_sheet;

/// The form of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Xlsx,
    Csv,
    Json,
    Docx,
}

impl Form {
    const ALL: [Form; 4] = [Form::Xlsx, Form::Csv, Form::Json, Form::Docx];

    /// The form that the ending of a file's name asks for.
    pub(crate) fn of(ending: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.ending().eq_ignore_ascii_case(ending))
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Form::Xlsx => "xlsx",
            Form::Csv => "csv",
            Form::Json => "json",
            Form::Docx => "docx",
        }
    }
}
