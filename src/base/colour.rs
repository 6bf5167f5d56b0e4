//! A colour of a page, and how well text can be read on it. Contrast is that of WCAG 2.2: 1 for none, 21 for black on white.

use std::fmt;

/// An opaque sRGB colour, written `#0b4f66`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    pub(crate) const WHITE: Colour = Colour([255; 3]);
    pub(crate) const BLACK: Colour = Colour([0; 3]);

    /// Reads `#0b4f66` or `#0bf`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.trim().strip_prefix('#')?;
        let digit = |c: char| c.to_digit(16).and_then(|value| u8::try_from(value).ok());
        let values: Vec<u8> = digits.chars().map(digit).collect::<Option<_>>()?;
        match values[..] {
            [r, g, b] => Some(Colour([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] => Some(Colour([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }

    /// The contrast with another colour, 1 to 21 (WCAG 2.2, "contrast ratio").
    pub(crate) fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour nearest to this one, on the way to `end`, that has at least `contrast` with `ground`.
    pub fn readable(self, ground: Colour, contrast: f64, end: Colour) -> Colour {
        let steps = (0..=100).map(|step| self.mixed(end, step));
        let mut readable = steps.filter(|colour| colour.contrast(ground) >= contrast);
        readable.next().unwrap_or(end)
    }

    /// This colour with `share` per cent of another in it.
    fn mixed(self, other: Colour, share: u16) -> Colour {
        let part = |a: u8, b: u8| (u16::from(a) * (100 - share) + u16::from(b) * share) / 100;
        let mixed = |at: usize| u8::try_from(part(self.0[at], other.0[at])).unwrap_or(u8::MAX);
        Colour([mixed(0), mixed(1), mixed(2)])
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn reads_and_prints() {
        assert_eq!(colour("#0B4F66").to_string(), "#0b4f66");
        assert_eq!(colour("#fb0").to_string(), "#ffbb00");
        for text in ["0b4f66", "#0b4f6", "#0b4f6g", "teal", "#", "#0b4f6612"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let with_white = |text: &str| (colour(text).contrast(Colour::WHITE) * 100.0).round() / 100.0;
        // Known values: https://webaim.org/resources/contrastchecker/
        assert_eq!(with_white("#000"), 21.0);
        assert_eq!(with_white("#fff"), 1.0);
        assert_eq!(with_white("#767676"), 4.54);
        assert_eq!(with_white("#777777"), 4.48);
    }

    #[test]
    fn a_readable_colour_is_as_near_as_can_be() {
        let pale = colour("#ffcc00");
        let found = pale.readable(Colour::WHITE, 4.5, Colour::BLACK);
        assert!(found.contrast(Colour::WHITE) >= 4.5);
        assert!(found.contrast(Colour::WHITE) < 4.8, "{found}");
        assert_eq!(colour("#0b4f66").readable(Colour::WHITE, 4.5, Colour::BLACK), colour("#0b4f66"));
    }
}
