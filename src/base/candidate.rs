//! Thirteen digits whose last one checks the others, wherever they stand in a text. Whether they are somebody's number is
//! decided by `personal`.

use std::ops::Range;

use crate::base::alike::{is_alike, is_beside};
use crate::base::broken::{are_lines, broken};
use crate::base::cues::Words;
use crate::base::digits::{Gap, Group, groups};
use crate::base::national::{LENGTH, Number};
use crate::base::numeral::others;
use crate::base::thirteen::{Candidate, GROUPS, Shape, may_part};

/// The groups of a figure of thirteen digits with commas.
const THOUSANDS: [usize; 5] = [1, 3, 3, 3, 3];

/// So many noughts stand behind the point of a whole figure at most.
const MOST_NOUGHTS: usize = 6;

/// So many letters and digits around a run of thirteen make the whole a hash.
const HASH: usize = 8;

/// Words have at most so many letters.
const WORD: usize = 32;

/// What a text has of such digits.
#[derive(Debug, Default)]
pub(crate) struct Thirteens {
    /// Those whose check digit holds.
    pub candidates: Vec<Candidate>,
    /// All runs of exactly thirteen digits, whether their check digit holds or not.
    pub runs: usize,
    /// All rows of exactly thirteen boxes, and all two or three cells with thirteen digits, in the same way.
    pub boxes: usize,
    pub cells: usize,
    /// Whether letters that look like digits stand beside some.
    pub alike: bool,
    /// Whether there may be more candidates than were wanted.
    pub more: bool,
}

/// Whether a text could hold such a number at all: nearly no text does, and this is told quickly.
pub(crate) fn may_hold(text: &str) -> bool {
    text.len() >= LENGTH && (digits(text) >= LENGTH || text.contains("&#"))
}

/// How many digits a text has at most: those of ASCII, the Thai, Devanagari and full-width ones by their last two bytes,
/// and the others. Counted in bytes, so that a processor counts many at once: every text of every file is asked.
pub(crate) fn digits(text: &str) -> usize {
    const MOST: usize = u8::MAX as usize;
    let one = |count: u8, byte: &u8| count + u8::from(byte.is_ascii_digit());
    let plain = text.as_bytes().chunks(MOST).map(|bytes| usize::from(bytes.iter().fold(0, one))).sum();
    if text.is_ascii() {
        return plain;
    }
    let two = |count: u8, (before, byte): (&u8, &u8)| {
        let thai = ((*before | 2 == 0xBB) | (*before == 0xBC)) & (byte.wrapping_sub(0x90) < 10);
        count + u8::from(thai | ((*before == 0xA5) & (byte.wrapping_sub(0xA6) < 10)))
    };
    let (before, after) = (text.as_bytes(), &text.as_bytes()[1..]);
    let pairs = before.chunks(MOST).zip(after.chunks(MOST));
    let thai = pairs.map(|(before, after)| usize::from(before.iter().zip(after).fold(0, two))).sum::<usize>();
    plain + thai + if plain + thai < LENGTH { others(text) } else { 0 }
}

/// Every thirteen digits of a text, or the first of more than `most`.
pub(crate) fn thirteens(text: &str, most: usize) -> Thirteens {
    let mut found = Thirteens::default();
    if !may_hold(text) {
        found.alike = is_beside(text);
        return found;
    }
    let bytes = text.as_bytes();
    let mut groups = groups(text).peekable();
    // The chains that stand below each other, one after the other, and where each ends.
    let (mut block, mut ends): (Vec<Group>, Vec<usize>) = (Vec::new(), Vec::new());
    while let Some(first) = groups.next_if(|_| !found.more) {
        block.clear();
        ends.clear();
        let mut next = Some(first);
        while let Some(group) = next {
            let end = group.at.end;
            found.alike = found.alike || is_alike(bytes, end) || is_alike(bytes, group.at.start.wrapping_sub(1));
            block.push(group);
            next = groups.next_if(|next| next.gap != Gap::Break);
            if next.is_none() {
                ends.push(block.len());
                next = groups.next_if(|next| are_lines(&text[end..next.at.start]));
            }
        }
        // Most chains are one short group.
        if block.len() > 1 || block[0].count >= LENGTH {
            let starts = std::iter::once(0).chain(ends.iter().copied());
            let lines: Vec<&[Group]> = starts.zip(&ends).map(|(start, end)| &block[start..*end]).collect();
            found.lines(text, &lines, most);
        }
    }
    found
}

impl Thirteens {
    fn lines(&mut self, text: &str, lines: &[&[Group]], most: usize) {
        let before = self.candidates.len();
        for chain in lines {
            self.more |= self.candidates.len() >= most;
            if self.more {
                return;
            }
            self.runs += chain.iter().filter(|group| group.count == LENGTH).count();
            let boxes = boxes(chain);
            self.boxes += usize::from(boxes.is_some());
            self.cells += within(text, chain, boxes, &mut self.candidates);
        }
        let broken = broken(text, lines, &self.candidates[before..], most);
        if !broken.is_empty() {
            self.candidates.extend(broken);
            self.candidates[before..].sort_by_key(|own| own.at.start);
        }
    }
}

/// The candidates of a chain of groups that could be one number. They never overlap, and boxes go before all others. Tells how
/// many cells could be one by their lengths.
fn within(text: &str, chain: &[Group], boxes: Option<Range<usize>>, found: &mut Vec<Candidate>) -> usize {
    let mut cells = 0;
    let total: usize = chain.iter().map(|group| group.count).sum();
    let boxed = |at: Range<usize>| Some((candidate(text, chain, at.clone(), Some(Shape::Boxes))?, at));
    let mut boxed = boxes.and_then(boxed);
    let mut first = 0;
    while first < chain.len() {
        if let Some((own, at)) = boxed.take_if(|(_, at)| at.start == first) {
            found.push(own);
            first = at.end;
            continue;
        }
        let end = boxed.as_ref().map_or(chain.len(), |(_, at)| at.start);
        let (mut last, mut count) = (first, 0);
        while total >= LENGTH && last < end && count < LENGTH {
            count += chain[last].count;
            last += 1;
        }
        cells += usize::from(count == LENGTH && are_cells(chain, first..last));
        let own = (count == LENGTH).then(|| candidate(text, chain, first..last, None)).flatten();
        let own = own.map(|own| (own, last)).or_else(|| Some((scientific(text, chain, first)?, first + 2)));
        first = own.as_ref().map_or(first + 1, |(_, last)| *last);
        found.extend(own.map(|(own, _)| own));
    }
    cells
}

/// A figure of thirteen digits as spreadsheets shorten it: `1.1001E+12`, where no digit was lost.
fn scientific(text: &str, chain: &[Group], first: usize) -> Option<Candidate> {
    let [whole, rest, ..] = &chain[first..] else { return None };
    if whole.count != 1 || rest.gap != Gap::Mark('.') || rest.count >= LENGTH {
        return None;
    }
    let end = rest.at.end;
    let power = text.get(end..)?.strip_prefix(['E', 'e'])?;
    let power = power.strip_prefix('+').unwrap_or(power).trim_start_matches('0');
    let power = power.strip_prefix("12").filter(|after| !after.starts_with(|c: char| c.is_ascii_digit()))?;
    let (mut values, digits): (Vec<u8>, Vec<_>) = [whole, rest].iter().flat_map(|group| group.digits(text)).unzip();
    values.resize(LENGTH, 0);
    Some(Candidate {
        number: Number::new(values.try_into().ok()?)?,
        at: whole.at.start..text.len() - power.len(),
        shape: Shape::Plain,
        digits,
    })
}

fn candidate(text: &str, chain: &[Group], groups: Range<usize>, known: Option<Shape>) -> Option<Candidate> {
    let own = &chain[groups.clone()];
    let (values, digits): (Vec<u8>, Vec<_>) = own.iter().flat_map(|group| group.digits(text)).unzip();
    let number = Number::new(values.try_into().ok()?)?;
    let cells = || are_cells(chain, groups.clone()).then_some(Shape::Cells);
    let shape = known.or_else(cells).unwrap_or_else(|| shape(text, own));
    let before = chain[groups.start].gap;
    let after = chain.get(groups.end).map_or(Gap::Break, |group| group.gap);
    let tight = |gap: Gap| matches!(gap, Gap::Mark(_));
    let stands = match shape {
        // A point makes it an amount or a fraction; programs write `.0` after whole figures.
        Shape::Plain => before != Gap::Mark('.') && (after != Gap::Mark('.') || is_nought(text, chain, groups.end)),
        Shape::Card | Shape::List | Shape::Row | Shape::Boxes | Shape::Cells | Shape::Broken => true,
        Shape::Thousands => before != Gap::Comma && after == Gap::Break,
        Shape::Loose => !tight(before) && !tight(after) && own[1..].iter().all(|group| may_part(group.gap)),
    };
    let at = own.first()?.at.start..own.last()?.at.end;
    let stands = stands && !is_part_of_a_hash(text, &at);
    stands.then_some(Candidate { number, at, shape, digits })
}

/// Whether a group is the noughts of `1100100000000.0` and `1100100000000.00`.
fn is_nought(text: &str, chain: &[Group], at: usize) -> bool {
    let joined = |group: &Group| matches!(group.gap, Gap::Mark(_));
    let group = &chain[at];
    let noughts = group.count <= MOST_NOUGHTS && group.digits(text).iter().all(|(digit, _)| *digit == 0);
    noughts && !chain.get(at + 1).is_some_and(joined)
}

/// Where a chain has thirteen digits in a row, each by itself: all of it, or cells of a row with others beside them, as the count
/// of the row before and an age behind. Of fourteen such cells at its beginning the first is the count.
fn boxes(chain: &[Group]) -> Option<Range<usize>> {
    if are_boxes(chain) {
        return Some(0..LENGTH);
    }
    let is_cell = |at: usize| chain.get(at).is_none_or(|group| matches!(group.gap, Gap::Cell | Gap::Break));
    let mut start = 0;
    while start + LENGTH <= chain.len() {
        let alone = |at: &usize| chain[*at].count == 1 && is_cell(*at) && is_cell(at + 1);
        let end = start + (start..chain.len()).take_while(alone).count();
        match end - start {
            LENGTH => return Some(start..end),
            length if length == LENGTH + 1 && start == 0 => return Some(1..end),
            length if length == LENGTH + 1 => return Some(start..end - 1),
            _ => start = end + 1,
        }
    }
    None
}

/// Whether a chain is thirteen digits in a row of their own, each by itself.
fn are_boxes(chain: &[Group]) -> bool {
    let apart = |group: &Group| matches!(group.gap, Gap::Cell | Gap::Space | Gap::Comma | Gap::LooseMark('-'));
    let alike = |group: &Group| group.gap == chain[1].gap;
    chain.len() == LENGTH
        && chain.iter().all(|group| group.count == 1)
        && (chain[1..].iter().all(apart) || chain[1..].iter().all(alike))
}

/// Whether groups of a chain are two or three cells as a whole, each longer than the count of a row.
fn are_cells(chain: &[Group], groups: Range<usize>) -> bool {
    let cell = |at: usize| chain.get(at).is_none_or(|group| matches!(group.gap, Gap::Cell | Gap::Break));
    let parted = groups.clone().skip(1).all(|at| chain[at].gap == Gap::Cell);
    (2..=3).contains(&groups.len()) && parted && cell(groups.start) && cell(groups.end)
}

/// Hashes and codes of many letters and digits hold thirteen digits in a row now and then. A word that announces a number is
/// none, though it stands close to it: `CitizenID1100100000000`.
fn is_part_of_a_hash(text: &str, at: &Range<usize>) -> bool {
    let word = |c: &char| c.is_ascii_alphanumeric();
    let before = text[..at.start].chars().rev().take(HASH).take_while(word).count();
    let after = text[at.end..].chars().take(HASH).take_while(word).count();
    before + after >= HASH && !Words::new(letters_before(text, at.start)).announce()
}

/// The letters that a text has directly before byte `end`, as many as a word has.
fn letters_before(text: &str, end: usize) -> &str {
    let letters = text[..end].bytes().rev().take(WORD).take_while(u8::is_ascii_alphabetic).count();
    &text[end - letters..end]
}

fn shape(text: &str, groups: &[Group]) -> Shape {
    let lengths = groups.iter().map(|group| group.count);
    if groups.len() == 1 {
        return Shape::Plain;
    }
    if lengths.clone().eq(THOUSANDS) && groups[1..].iter().all(|group| group.gap == Gap::Comma) {
        return Shape::Thousands;
    }
    let commas = groups[1..].iter().filter(|group| group.gap == Gap::Comma).count();
    if !lengths.eq(GROUPS) || (commas > 0 && commas < groups.len() - 1) {
        return Shape::Loose;
    }
    let year = groups[1].digits(text).iter().fold(0, |year, (digit, _)| year * 10 + u32::from(*digit));
    let recent = (2540..=2590).contains(&year);
    let open = groups[1..]
        .iter()
        .all(|group| matches!(group.gap, Gap::Space | Gap::Cell | Gap::Sign | Gap::Note | Gap::Comma));
    match (open && recent, commas) {
        (true, _) => Shape::Row,
        (false, 0) => Shape::Card,
        (false, _) => Shape::List,
    }
}
