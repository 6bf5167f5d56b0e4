//! The agency's own colour: the lines that it adds to the theme's style sheet. A theme says `var(--agency-accent, …)` and so
//! on; the two shades for links are made to be read on light and on dark paper.

use crate::base::colour::Colour;

/// Enough contrast for links on papers that are nearly white or nearly black, with some to spare (WCAG 2.2 AA asks for 4.5).
const LINK: f64 = 5.5;
const LINK_ON_DARK: f64 = 9.0;

/// The lines for a colour.
pub(crate) fn css(accent: Colour) -> String {
    let link = accent.readable(Colour::WHITE, LINK, Colour::BLACK);
    let dark = accent.readable(Colour::BLACK, LINK_ON_DARK, Colour::WHITE);
    format!("\n:root{{--agency-accent:{accent};--agency-link:{link};--agency-link-dark:{dark}}}\n")
}
