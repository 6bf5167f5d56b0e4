//! What the drawing of a page says: every string that it shows, in the order of drawing and with the place of every letter,
//! whether or not it can be seen. Forms are drawn where they stand.

use std::rc::Rc;

use lopdf::{Dictionary, Object};

use crate::base::thai::is_numeric;
use crate::io::inspect::pdf::font::Font;
use crate::io::inspect::pdf::layout::{Layout, Matrix};
use crate::io::inspect::pdf::line::Line;
use crate::io::inspect::pdf::objects::{MAX_STREAM, Objects};
use crate::io::inspect::pdf::pictures::{Pictures, pixels};
use crate::io::inspect::pdf::resources::{Fonts, Resources};
use crate::io::inspect::pdf::token::{Token, Tokens, number};
use crate::io::inspect::pdf::words::Words;

/// Forms within forms are followed so deep; those that are drawn nowhere are read by themselves.
const MAX_DEPTH: usize = 12;

/// Saved states beyond so many are forgotten: no page needs them.
const MAX_SAVED: usize = 256;

/// Operands of one operator, and pieces of one list of strings.
const MAX_OPERANDS: usize = 64;

/// What was found on a page.
#[derive(Default)]
pub(super) struct Page {
    pub line: Line,
    pub layout: Layout,
    /// Letters that nobody knows.
    pub unknown: usize,
    pub pictures: Pictures,
    /// Whether anything but text and pictures was drawn.
    pub is_painted: bool,
}

/// The state that `q` saves.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_gap: f32,
    word_gap: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

pub(super) struct Drawing<'d, 'a> {
    pub objects: &'d Objects<'a>,
    pub fonts: &'d mut Fonts,
    pub words: &'d mut Words,
    /// Entries that were drawn, here or on another page.
    pub drawn: &'d mut [bool],
    /// The version of the file that is looked at.
    pub cut: usize,
    pub page: Page,
}

impl Drawing<'_, '_> {
    /// Draws `content` with these resources.
    pub(super) fn draw(&mut self, content: &[u8], resources: &Resources, matrix: Matrix, depth: usize) {
        let mut pen = Pen::new(matrix);
        let mut tokens = Tokens::new(content);
        let mut operands: Vec<Operand<'_>> = Vec::new();
        let (mut in_list, mut in_picture) = (false, false);
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"ID") if in_picture => {
                    self.words.say_printable(tokens.skip_picture());
                    self.inline_picture(&operands, &pen);
                    operands.clear();
                    in_picture = false;
                }
                Token::Word(b"true" | b"false" | b"null") if in_picture => {}
                Token::Word(word) => {
                    self.operator(word, &operands, resources, &mut pen, depth);
                    operands.clear();
                    in_list = false;
                    in_picture = word == b"BI";
                }
                Token::OpenList => in_list = true,
                Token::CloseList => in_list = false,
                Token::Comment(_) => self.words.hear(&token),
                Token::Number(written) => {
                    if written.len() >= 13 {
                        self.words.hear(&token);
                    }
                    self.push(&mut operands, Operand::Number(number(written)), in_list, &mut pen);
                }
                Token::Name(name) => self.push(&mut operands, Operand::Name(name), in_list, &mut pen),
                Token::String(bytes) => self.push(&mut operands, Operand::String(bytes), in_list, &mut pen),
                Token::OpenDictionary | Token::CloseDictionary => {}
            }
        }
    }

    fn operator(&mut self, word: &[u8], operands: &[Operand<'_>], resources: &Resources, pen: &mut Pen, depth: usize) {
        let number = |at: usize| operands.get(at).map_or(0.0, Operand::number);
        let matrix = || Matrix([number(0), number(1), number(2), number(3), number(4), number(5)]);
        match word {
            b"q" => pen.save(),
            b"Q" => pen.restore(),
            b"cm" => pen.state.matrix = matrix().then(pen.state.matrix),
            b"Tf" => {
                let name = operands.iter().find_map(Operand::name).unwrap_or_default();
                pen.state.font = self.fonts.named(name, resources, self.objects, self.cut);
                pen.state.size = number(1);
            }
            b"Tc" => pen.state.letter_gap = number(0),
            b"Tw" => pen.state.word_gap = number(0),
            b"Tz" => pen.state.stretch = number(0) / 100.0,
            b"TL" => pen.state.leading = number(0),
            b"Ts" => pen.state.rise = number(0),
            b"BT" => {
                pen.set(Matrix::default());
                self.page.line.begin();
            }
            b"Td" | b"TD" => {
                if word == b"TD" {
                    pen.state.leading = -number(1);
                }
                pen.step(number(0), number(1));
                self.page.line.step(number(0), number(1));
            }
            b"Tm" => {
                pen.set(matrix());
                self.page.line.move_to(number(4), number(5));
            }
            b"T*" => self.next_line(pen),
            b"Tj" | b"TJ" => self.show_all(operands, pen),
            b"'" | b"\"" => {
                if word == b"\"" {
                    (pen.state.word_gap, pen.state.letter_gap) = (number(0), number(1));
                }
                self.next_line(pen);
                self.show_all(operands, pen);
            }
            b"Do" => {
                let name = operands.iter().find_map(Operand::name).unwrap_or_default();
                self.paint(name, resources, pen, depth);
            }
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"sh" => self.page.is_painted = true,
            // What is said of a part of the drawing, and whatever no reader knows.
            _ => {
                self.hear(operands);
                self.words.hear(&Token::Word(word));
            }
        }
    }

    /// Keeps an operand. No operator has many; long lists are of strings, and shown piece by piece.
    fn push<'t>(&mut self, operands: &mut Vec<Operand<'t>>, operand: Operand<'t>, in_list: bool, pen: &mut Pen) {
        if operands.len() >= MAX_OPERANDS {
            if in_list {
                self.show_all(operands, pen)
            } else {
                self.hear(operands)
            }
            operands.clear();
        }
        operands.push(operand);
    }

    /// Strings that are no text of the page.
    fn hear(&mut self, operands: &[Operand<'_>]) {
        for operand in operands {
            match operand {
                Operand::String(bytes) => self.words.say_bytes(bytes),
                Operand::Name(name) => self.words.hear(&Token::Name(name.clone())),
                Operand::Number(_) => {}
            }
        }
    }

    fn next_line(&mut self, pen: &mut Pen) {
        pen.step(0.0, -pen.state.leading);
        self.page.line.end();
    }

    fn show_all(&mut self, operands: &[Operand<'_>], pen: &mut Pen) {
        for operand in operands {
            match operand {
                Operand::String(bytes) => self.show(bytes, pen),
                Operand::Number(gap) if operands.len() > 1 => {
                    self.page.line.gap(*gap);
                    pen.advance(-gap / 1000.0 * pen.state.size);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8], pen: &mut Pen) {
        let Some(font) = pen.state.font.clone() else {
            self.page.unknown += bytes.len();
            // Nobody can show it; somebody may still have written it.
            self.words.say_bytes(bytes);
            return;
        };
        let (mut text, mut unknown) = (String::new(), 0);
        for code in bytes.chunks(font.length().max(1)) {
            let width = font.width(code) * pen.state.size;
            match font.letters(code) {
                Some(letters) => {
                    let at = pen.text.moved(0.0, pen.state.rise).then(pen.state.matrix);
                    self.page.layout.add(&letters, at, width * pen.state.stretch, pen.state.size);
                    text.push_str(&letters);
                }
                None => unknown += 1,
            }
            let gap = if code == b" " { pen.state.word_gap } else { 0.0 };
            pen.advance(width + pen.state.letter_gap + gap);
        }
        self.page.line.add(&text);
        // A letter among digits may be a digit; a mark here and there is none.
        self.page.unknown += if unknown > 0 && text.contains(is_numeric) { unknown.max(MANY) } else { unknown };
    }

    /// Paints a form or a picture.
    fn paint(&mut self, name: &[u8], resources: &Resources, pen: &Pen, depth: usize) {
        let Some(entry) = resources.objects.get(name).and_then(|id| self.objects.latest(*id, self.cut)) else { return };
        if !self.objects.spend(256) {
            return;
        }
        let body = self.objects.body(entry);
        let (Object::Dictionary(own), Some(data)) = (&body.value, body.stream) else { return };
        let kind = own.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if kind == b"Image" {
            self.drawn[entry] = true;
            self.page.pictures.add(pixels(own, self.objects, self.cut), pen.state.matrix.area(), Some(entry));
        } else if depth < MAX_DEPTH {
            let Ok(content) = self.objects.unpack(own, data, MAX_STREAM) else { return };
            self.drawn[entry] = true;
            let inner = Resources::of_form(own, resources, self.objects, self.cut);
            let matrix = form_matrix(own).then(pen.state.matrix);
            self.page.line.end();
            self.draw(&content, &inner, matrix, depth + 1);
            self.page.line.end();
        }
    }

    fn inline_picture(&mut self, operands: &[Operand<'_>], pen: &Pen) {
        let of = |keys: [&[u8]; 2]| {
            let at = operands.iter().position(|operand| operand.name().is_some_and(|name| keys.contains(&name)));
            at.and_then(|at| operands.get(at + 1)).map_or(0.0, Operand::number)
        };
        let pixels = of([b"W", b"Width"]) * of([b"H", b"Height"]);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float becomes the nearest integer"
        )]
        self.page.pictures.add(pixels as u64, pen.state.matrix.area(), None);
    }
}

/// So many letters of a page that nobody knows are worth telling.
pub(super) const MANY: usize = 4;

fn form_matrix(own: &Dictionary) -> Matrix {
    let numbers = own
        .get(b"Matrix")
        .and_then(Object::as_array)
        .map(|list| list.iter().map(|number| number.as_float().unwrap_or(0.0)).collect::<Vec<_>>());
    numbers.ok().and_then(|numbers| numbers.try_into().ok()).map_or(Matrix::default(), Matrix)
}

/// What an operator is given.
enum Operand<'a> {
    Number(f32),
    Name(std::borrow::Cow<'a, [u8]>),
    String(std::borrow::Cow<'a, [u8]>),
}

impl Operand<'_> {
    fn number(&self) -> f32 {
        if let Operand::Number(number) = self { *number } else { 0.0 }
    }

    fn name(&self) -> Option<&[u8]> {
        if let Operand::Name(name) = self { Some(name) } else { None }
    }
}

/// Where the next letter is drawn, and how.
struct Pen {
    state: State,
    saved: Vec<State>,
    /// Saved states that were forgotten.
    beyond: usize,
    text: Matrix,
    line: Matrix,
}

impl Pen {
    fn new(matrix: Matrix) -> Pen {
        let state = State {
            matrix,
            font: None,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Pen { state, saved: Vec::new(), beyond: 0, text: Matrix::default(), line: Matrix::default() }
    }

    fn save(&mut self) {
        if self.saved.len() < MAX_SAVED { self.saved.push(self.state.clone()) } else { self.beyond += 1 }
    }

    fn restore(&mut self) {
        match self.beyond.checked_sub(1) {
            Some(beyond) => self.beyond = beyond,
            None => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
        }
    }

    fn set(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    fn step(&mut self, x: f32, y: f32) {
        self.set(self.line.moved(x, y));
    }

    fn advance(&mut self, width: f32) {
        self.text = self.text.moved(width * self.state.stretch, 0.0);
    }
}
