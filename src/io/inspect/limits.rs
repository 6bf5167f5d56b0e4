//! How much of an attachment is read, in one place. What is beyond is told as not searched.

use crate::base::document::{Fault, Inspected};
use crate::io::inspect::grid::Grids;

/// Larger files are told by their first bytes only. The largest scan that an office should publish is a third of it.
pub(crate) const MAX_READ: u64 = 64 << 20;

/// Documents within documents are read to this depth.
pub(super) const MAX_DEPTH: usize = 4;

/// Parts of all archives in a file; the largest office documents have some hundreds.
pub(in crate::io) const MAX_PARTS: usize = 20_000;

/// Unpacked, one part has at most so many bytes, and all parts of a file together.
pub(in crate::io) const MAX_PART: u64 = 64 << 20;
pub(in crate::io) const MAX_WHOLE: u64 = 192 << 20;

/// A part that is kept in memory as a whole has at most so many bytes, or twice those that it has in the file.
pub(super) const MAX_KEPT: u64 = 24 << 20;

/// The text of one part has at most so many bytes.
pub(super) const MAX_TEXT: usize = 16 << 20;

/// The texts that the cells of a workbook share have at most so many bytes in all, and one cell at most so many.
pub(super) const MAX_SHARED: usize = 32 << 20;
pub(super) const MAX_CELL: usize = 256 << 10;

/// Cells of one row, as Excel itself has it.
pub(super) const MAX_CELLS: usize = 16_384;

/// The texts of all cells of a row have at most so many bytes, and those of a sheet, however often they refer to the same.
pub(super) const MAX_ROW: usize = 4 << 20;
pub(super) const MAX_SAID: usize = 32 << 20;

/// Styles of the cells of a workbook, and formats of its own.
pub(super) const MAX_STYLES: usize = 65_536;

/// A picture of so many points is large enough to be a photographed paper.
pub(super) const PAPER: usize = 500_000;

/// A packed text of a picture has at most so many bytes when it is unpacked.
pub(super) const MAX_NOTE: u64 = 1 << 20;

/// So many numbers of a file are told, each at its place. Of more it is only told how many there are.
pub(super) const MAX_NUMBERS: usize = 200;

/// So many unread parts of a file are named.
pub(super) const MAX_NAMED: usize = 50;

/// What is left of these limits while one file is read, with all that is in it.
pub(super) struct Budget {
    /// Bytes that may still be unpacked.
    pub left: u64,
    pub parts: usize,
    /// How many documents are around the one that is read.
    pub depth: usize,
    /// Reads a file that stands within another, by its bytes and the ending of its name.
    pub read: Reader,
    /// The sheets of the file, where they are asked for.
    pub grids: Option<Grids>,
}

pub(super) type Reader = fn(Vec<u8>, &str, &mut Budget) -> Inspected;

impl Budget {
    pub(super) fn new(depth: usize, read: Reader, grids: bool) -> Budget {
        let grids = grids.then(Grids::default);
        Budget { left: MAX_WHOLE, parts: MAX_PARTS, depth, read, grids }
    }
}

/// Why a part could not be read to its end.
pub(super) fn fault(error: &std::io::Error) -> Fault {
    if error.kind() == std::io::ErrorKind::FileTooLarge { Fault::Bomb } else { Fault::Broken }
}
