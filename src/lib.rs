pub mod base;
pub mod check;
pub mod ita;
pub mod parse;
