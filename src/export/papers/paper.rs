//! A paper as data: paragraphs of known styles and tables, before it has a format.

use crate::base::lang::Lang;
use crate::base::thai::thai_digit;

/// A paper that is printed, signed and handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paper {
    pub title: String,
    pub lang: Lang,
    /// Who hands it in, for the properties of the file.
    pub author: String,
    pub blocks: Vec<Block>,
}

impl Paper {
    /// Official papers in Thai have Thai digits, whatever pages have.
    pub(crate) fn in_own_digits(mut self) -> Paper {
        if self.lang == Lang::Th {
            self.title = in_thai_digits(&self.title);
            self.blocks.iter_mut().for_each(Block::in_thai_digits);
        }
        self
    }
}

impl Block {
    fn in_thai_digits(&mut self) {
        match self {
            Block::Text(_, runs) => {
                runs.iter_mut().for_each(|run| run.text = in_thai_digits(&run.text));
            }
            Block::Table(table) => {
                table.caption = in_thai_digits(&table.caption);
                let cells = table.rows.iter_mut().flatten();
                cells.flat_map(|cell| &mut cell.blocks).for_each(Block::in_thai_digits);
            }
            Block::NewPage => {}
        }
    }
}

/// A text in Thai digits, but for addresses, which must be typed as they are.
fn in_thai_digits(text: &str) -> String {
    let is_address = |word: &str| word.contains("://") || word.contains('@') || word.contains("www.");
    let words = text.split_inclusive([' ', '\n', '\t']);
    words.map(|word| if is_address(word) { word.to_owned() } else { word.chars().map(thai_digit).collect() }).collect()
}

/// A day in words as it must not be broken; what explains it in brackets may go to the next line.
pub(crate) fn unbroken(day: &str) -> String {
    day.replace(' ', "\u{a0}").replace("\u{a0}(", " (")
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Text(Style, Vec<Run>),
    Table(Table),
    NewPage,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// The name of the kind of paper, with room for the garuda beside it.
    Name,
    /// A line of its head, with stops for what is numbered and dated later.
    Line,
    Heading(u8),
    Body,
    /// A sentence about the figures, smaller.
    Hint,
    /// A part of a list, so many lists deep.
    Item(u8),
    /// In a table, and a part of a list there.
    Cell,
    CellItem,
    /// The sentence that ends the text.
    Closing,
    /// Whose opinion is asked.
    Opinion,
    /// A line to write on.
    Dots,
    /// A name below the place of a signature.
    Sign,
}

/// A stretch of text; `\t` goes to the next stop, `\n` begins a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    pub text: String,
    pub bold: bool,
    /// The language, where it is not that of the paper.
    pub lang: Option<Lang>,
    /// Where it leads, as an address of the Web.
    pub link: Option<String>,
}

impl Run {
    pub(crate) fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    pub(crate) fn bold(text: impl Into<String>) -> Run {
        Run { bold: true, ..Run::plain(text) }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// What it shows, for whoever does not see it.
    pub caption: String,
    /// How many of its rows are heads, which stand on every page.
    pub heads: usize,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// So many columns wide; 0 counts as one.
    pub span: usize,
    /// A figure, which stands to the right.
    pub figure: bool,
    pub blocks: Vec<Block>,
    /// A shaded bar below its text, in hundredths of a per cent of the cell.
    pub bar: Option<usize>,
}

impl Cell {
    pub(crate) fn of(runs: Vec<Run>) -> Cell {
        Cell { blocks: vec![Block::Text(Style::Cell, runs)], ..Cell::default() }
    }
}
