//! prongsai (โปร่งใส, "transparent") compiles Markdown and YAML into a bilingual transparency portal for a Thai public
//! agency.
//!
//! ```text
//! io::read ─> Sources ─> parse ─> Portal ─> check ─> findings
//!                                    └────> render + export ─> Output ─> io::write
//! ```
//!
//! Text goes in, one immutable [`ita::portal::Portal`] stands in the middle, an [`base::output::Output`] comes out.
//! Everything between [`io::read`] and [`io::write`] is pure: [`pipeline::build`] is the whole flow on one page.
//! The modules, in reading order:
//!
//! - [`pipeline`]: the flow.
//! - [`parse`]: text to portal and findings.
//! - [`check`]: portal to findings.
//! - [`render`]: portal and theme to pages.
//! - [`export`]: portal to open data.
//! - [`ita`]: all the assessment is and asks.
//! - [`base`]: the words every stage speaks.
//! - [`io`] and [`cli`]: the only rooms that touch the world.

#![allow(rustdoc::private_intra_doc_links, reason = "the documentation is for those who work on the rooms")]
#![warn(unreachable_pub)]

pub mod base;
pub mod check;
pub mod cli;
pub(crate) mod export;
pub mod io;
pub mod ita;
pub mod parse;
pub mod pipeline;
pub(crate) mod render;
