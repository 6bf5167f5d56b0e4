//! How a site receives its readers: the agency's colour and seal, the banners of its home page, and where to report a fault.

use crate::base::colour::Colour;
use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::span::Spanned;

/// The part of `agency.yaml` that pages look by. Everything may be missing.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The colour of bands and links; the theme's own without it.
    pub accent: Option<Spanned<Colour>>,
    /// The agency's seal or logo.
    pub logo: Option<Spanned<Option<RelPath>>>,
    /// Where readers report a fault: a file of the content, an address of the site, a mail address.
    pub report: Option<Spanned<String>>,
    /// Where the facts of a page come from that names no source of its own.
    pub source: Option<Text>,
    pub banners: Vec<Banner>,
    /// The digits of official documents.
    pub digits: Digits,
}

/// A way in that the home page shows.
#[derive(Clone, Debug)]
pub struct Banner {
    pub title: Text,
    pub text: Option<Text>,
    /// Where it leads; without it, or where nothing is there yet, the banner is not shown.
    pub to: Option<Spanned<String>>,
    /// For the agency's own staff: never part of the public site.
    pub staff: bool,
}

/// The digits that a document is printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    #[default]
    Arabic,
    Thai,
}
