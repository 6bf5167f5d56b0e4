//! The text of a page in the order in which it is drawn. Where letters stand is only followed so far that the digits of one
//! number stay together and the columns of a table apart.

/// A step up or down by less is the same line: Thai marks are moved a little.
const SAME_LINE: f32 = 3.0;

/// A gap of so many thousandths of a letter's height parts words.
const WORD_GAP: f32 = -200.0;

/// The text so far, and where the next letter is drawn.
#[derive(Default)]
pub(super) struct Line {
    pub text: String,
    x: f32,
    y: f32,
    /// Letters of the last piece that was drawn at one place.
    last: usize,
    moved: bool,
}

impl Line {
    pub(super) fn begin(&mut self) {
        (self.x, self.moved) = (0.0, true);
    }

    pub(super) fn step(&mut self, x: f32, y: f32) {
        self.move_to(self.x + x, self.y + y);
    }

    pub(super) fn move_to(&mut self, x: f32, y: f32) {
        if (y - self.y).abs() > SAME_LINE {
            self.end();
        } else {
            self.moved = true;
        }
        (self.x, self.y) = (x, y);
    }

    pub(super) fn end(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        (self.last, self.moved) = (0, false);
    }

    /// A step between two strings of a list.
    pub(super) fn gap(&mut self, gap: f32) {
        if gap < WORD_GAP {
            self.text.push(' ');
        }
    }

    /// Letters drawn one by one are one word; longer pieces side by side are cells of a table.
    pub(super) fn add(&mut self, text: &str) {
        let letters = text.chars().count();
        let one_by_one = self.last <= 1 && letters <= 1;
        let begins = self.text.is_empty() || self.text.ends_with(['\n', '\t']);
        if self.moved && !one_by_one && !begins {
            self.text.push('\t');
        }
        self.last = if self.moved { letters } else { self.last + letters };
        self.moved = false;
        self.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn a_line_ends_where_the_next_is_above_or_below_it() {
        let mut line = Line::default();
        line.add("ก");
        for (y, text) in [(40.0, "above"), (0.0, "below"), (0.1, "beside")] {
            line.move_to(10.0, y);
            line.add(text);
        }
        line.step(1.0, -20.0);
        line.add("under");
        assert_eq!(line.text, "ก\nabove\nbelow\tbeside\nunder");
    }
}
