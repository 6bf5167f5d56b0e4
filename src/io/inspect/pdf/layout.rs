//! Where the letters of a page stand, and what they say when they are read from place to place: lines from the left to the
//! right along their own direction, whatever order they were drawn in.

use crate::base::thai::is_numeric;

/// So many letters of a page are put in order.
const MAX_GLYPHS: usize = 300_000;

/// In parts of a letter's height: what is nearer than this is one line, one word, one cell, one letter that was drawn twice.
const LINE: f32 = 0.4;
const WORD: f32 = 0.2;
const CELL: f32 = 0.9;
const TWICE: f32 = 0.15;

/// So many digits at one distance from each other are one number, however wide apart.
const NUMBER: usize = 13;

/// A letter, in the directions of its own line.
#[derive(Clone, Copy, Debug)]
struct Glyph {
    /// Degrees.
    angle: i16,
    across: f32,
    along: f32,
    end: f32,
    size: f32,
    letter: char,
}

/// A change of the places of a drawing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix(pub [f32; 6]);

impl Default for Matrix {
    fn default() -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    /// The same from another origin.
    pub(super) fn moved(self, x: f32, y: f32) -> Matrix {
        let Matrix([a, b, c, d, e, f]) = self;
        Matrix([a, b, c, d, x * a + y * c + e, x * b + y * d + f])
    }

    /// This change, then the other.
    pub(super) fn then(self, other: Matrix) -> Matrix {
        let (Matrix([a, b, c, d, e, f]), Matrix([g, h, i, j, k, l])) = (self, other);
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    /// How large a square of one by one becomes.
    pub(super) fn area(self) -> f32 {
        let Matrix([a, b, c, d, ..]) = self;
        (a * d - b * c).abs()
    }
}

/// How a change turns and stretches letters.
#[derive(Clone, Copy, Debug)]
struct Turn {
    of: [f32; 4],
    /// Degrees.
    angle: i16,
    sin: f32,
    cos: f32,
    width: f32,
    height: f32,
}

impl Turn {
    fn new(of @ [a, b, c, d]: [f32; 4]) -> Turn {
        let angle = b.atan2(a);
        let (sin, cos) = angle.sin_cos();
        #[expect(clippy::cast_possible_truncation, reason = "a float becomes the nearest integer that there is")]
        Turn { of, angle: angle.to_degrees().round() as i16, sin, cos, width: a.hypot(b), height: c.hypot(d) }
    }
}

/// The letters of one page.
#[derive(Debug, Default)]
pub(super) struct Layout {
    glyphs: Vec<Glyph>,
    /// That of the last letter: nearly always that of the next one too.
    turn: Option<Turn>,
    pub is_cut: bool,
}

impl Layout {
    /// Adds letters that are drawn as one at the origin of `at`, `width` wide and `size` high before that change.
    pub(super) fn add(&mut self, letters: &str, at: Matrix, width: f32, size: f32) {
        let Matrix([a, b, c, d, x, y]) = at;
        let turn = self.turn.filter(|turn| turn.of == [a, b, c, d]).unwrap_or_else(|| Turn::new([a, b, c, d]));
        self.turn = Some(turn);
        let Turn { angle, sin, cos, .. } = turn;
        let (along, across) = (x * cos + y * sin, y * cos - x * sin);
        let end = along + width * turn.width;
        let size = size.abs() * turn.height;
        for letter in letters.chars() {
            if self.glyphs.len() == MAX_GLYPHS {
                self.is_cut = true;
                return;
            }
            self.glyphs.push(Glyph { angle, across, along, end, size, letter });
        }
    }

    /// The text of the page, line by line.
    pub(super) fn text(mut self) -> String {
        self.glyphs.sort_by(|a, b| a.angle.cmp(&b.angle).then(b.across.total_cmp(&a.across)));
        let mut text = String::new();
        let mut rest = &mut self.glyphs[..];
        while let Some(first) = rest.first().copied() {
            let near = |other: &Glyph| {
                first.angle == other.angle && first.across - other.across <= LINE * first.size.max(other.size)
            };
            let length = rest.iter().position(|other| !near(other)).unwrap_or(rest.len()).max(1);
            let (line, after) = rest.split_at_mut(length);
            line.sort_by(|a, b| a.along.total_cmp(&b.along));
            say(line, &mut text);
            text.push('\n');
            rest = after;
        }
        text
    }
}

fn say(line: &[Glyph], text: &mut String) {
    let mut drawn: Vec<&Glyph> = Vec::with_capacity(line.len());
    for glyph in line.iter().filter(|glyph| !glyph.letter.is_whitespace()) {
        let twice = drawn.last().is_some_and(|last| {
            last.letter == glyph.letter && glyph.along - last.along < TWICE * glyph.size && glyph.end > glyph.along
        });
        if !twice {
            drawn.push(glyph);
        }
    }
    let mut at = 0;
    while at < drawn.len() {
        let even = even(&drawn[at..]);
        for (place, glyph) in drawn[at..at + even].iter().enumerate() {
            let before = (at + place).checked_sub(1).map(|before| drawn[before]);
            let gap = before.map_or(0.0, |before| glyph.along - before.end);
            if place == 0 || even < NUMBER {
                match glyph.size {
                    size if gap > CELL * size => text.push('\t'),
                    size if gap > WORD * size => text.push(' '),
                    _ => {}
                }
            }
            text.push(glyph.letter);
        }
        at += even;
    }
}

/// How many of the next letters stand together: digits at one distance, or one letter.
fn even(glyphs: &[&Glyph]) -> usize {
    let digit = |glyph: &&&Glyph| is_numeric(glyph.letter);
    let digits = glyphs.iter().take(4 * NUMBER).take_while(digit).count();
    if digits < NUMBER {
        return digits.max(1);
    }
    let pitch = glyphs[1].along - glyphs[0].along;
    let same = |pair: &&[&Glyph]| (pair[1].along - pair[0].along - pitch).abs() < TWICE * pair[1].size;
    1 + glyphs[..digits].windows(2).take_while(same).count()
}

#[cfg(test)]
mod tests {
    use super::{Layout, Matrix};

    fn text(letters: &[(char, f32, f32)]) -> String {
        let mut layout = Layout::default();
        letters
            .iter()
            .for_each(|(letter, x, y)| layout.add(&letter.to_string(), Matrix::default().moved(*x, *y), 5.0, 10.0));
        layout.text()
    }

    #[test]
    fn letters_are_read_where_they_stand() {
        assert_eq!(text(&[('2', 5.0, 0.0), ('3', 10.0, 0.5), ('1', 0.0, 0.0)]), "123\n");
        assert_eq!(text(&[('b', 0.0, 0.0), ('a', 0.0, 20.0)]), "a\nb\n");
        assert_eq!(text(&[('a', 0.0, 0.0), ('b', 8.0, 0.0), ('c', 30.0, 0.0)]), "a b\tc\n");
        assert_eq!(text(&[('1', 0.0, 0.0), ('1', 0.4, 0.0), ('1', 5.0, 0.0)]), "11\n", "bold by drawing twice");
    }

    #[test]
    fn digits_far_apart_and_turned() {
        let spread: Vec<_> =
            "1100100000000".chars().zip(0_u8..).map(|(c, at)| (c, f32::from(at) * 20.0, 0.0)).collect();
        assert_eq!(text(&spread), "1100100000000\n");
        let mut turned = Layout::default();
        for (at, letter) in "123".chars().enumerate() {
            let y = [0.0, 5.0, 10.0][at];
            turned.add(&letter.to_string(), Matrix([0.0, 1.0, -1.0, 0.0, 100.0, y]), 5.0, 10.0);
        }
        assert_eq!(turned.text(), "123\n");
    }
}
