//! Every object of a PDF, found by looking for it and not by the tables of the file: those that a later version replaced or
//! freed are there as well, and what has no place in any table.

use std::cell::Cell;
use std::ops::Range;

use lopdf::{Dictionary, Object, Stream};
use memchr::memmem;

use crate::io::inspect::pdf::notes::Notes;
use crate::io::inspect::pdf::object::{self, Read};
use crate::io::inspect::pdf::token::{Token, Tokens, is_space};
use crate::io::inspect::pdf::words::Words;

/// So many objects are known of a file.
const MAX_OBJECTS: usize = 500_000;

/// Unpacked, one stream has at most so many bytes, and all packed objects together.
pub(super) const MAX_STREAM: usize = 16 << 20;
const MAX_PACKED: usize = 32 << 20;

/// With so many bytes of no text between two objects, something else stands there: another file behind the end of this one.
const BINARY: usize = 16;

/// A trailer has at most so many bytes.
const MAX_TRAILER: usize = 4096;

/// So many bytes are read and unpacked of a file beside a few times its own: what is drawn a thousand times counts a
/// thousand times.
const MAX_WORK: usize = 64 << 20;

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
enum Kept {
    File(usize),
    /// In so many packed bytes, from here.
    Packed(usize, usize),
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    id: u32,
    /// Of packed objects that of the stream which they are packed in.
    at: usize,
    place: Kept,
    end: usize,
    /// Within the bytes of a stream: no object of this file, unless its table says so against all custom.
    is_inner: bool,
}

pub(super) struct Objects<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
    /// Number, place and entry, in order.
    by_id: Vec<(u32, usize, usize)>,
    packed: Vec<Vec<u8>>,
    stream_ends: Vec<usize>,
    work: Cell<usize>,
    /// Whether there was more than is read.
    pub is_cut: Cell<bool>,
}

/// An object, and the bytes of its stream as they are stored.
pub(super) struct Body<'b> {
    pub value: Object,
    pub stream: Option<&'b [u8]>,
}

/// Why a stream is not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    TooLarge,
    Broken,
}

impl<'a> Objects<'a> {
    /// Finds all objects, and gives `words` all that they say.
    pub(super) fn find(bytes: &'a [u8], words: &mut Words, notes: &mut Notes) -> Objects<'a> {
        let mut objects = Objects {
            bytes,
            entries: heads(bytes),
            by_id: Vec::new(),
            packed: Vec::new(),
            stream_ends: memmem::find_iter(bytes, b"endstream").collect(),
            work: Cell::new(MAX_WORK + bytes.len().saturating_mul(4)),
            is_cut: Cell::new(false),
        };
        if objects.entries.len() >= MAX_OBJECTS {
            objects.is_cut.set(true);
        }
        objects.index();
        objects.read_all(words, notes);
        objects.index();
        objects
    }

    fn index(&mut self) {
        self.by_id = self.entries.iter().enumerate().map(|(at, entry)| (entry.id, entry.at, at)).collect();
        self.by_id.sort_unstable();
    }

    /// Reads every object of the file once, for its words, and unpacks those that are packed.
    fn read_all(&mut self, words: &mut Words, notes: &mut Notes) {
        let (mut end, mut packed_left) = (0, MAX_PACKED);
        let mut packed = Vec::new();
        for at in 0..self.entries.len() {
            let Entry { place: Kept::File(start), at: head, .. } = self.entries[at] else { continue };
            let inside = head < end;
            self.entries[at].is_inner = inside;
            if !inside {
                self.hear_between(end..head, words, notes);
            }
            let (read, data) = self.read(at, words);
            if !inside {
                end = data.as_ref().map_or(start + read.end, |data| data.end);
            }
            notes.see(at, head, &read.value, data.is_some());
            if let (Object::Dictionary(dictionary), Some(data)) = (&read.value, data)
                && dictionary.has_type(b"ObjStm")
            {
                match self.unpack(dictionary, &self.bytes[data], packed_left.min(MAX_STREAM)) {
                    Ok(bytes) => {
                        packed_left -= bytes.len();
                        packed.push((
                            head,
                            inside,
                            dictionary.get(b"First").and_then(Object::as_i64).unwrap_or(0),
                            bytes,
                        ));
                    }
                    Err(_) => self.is_cut.set(true),
                }
            }
        }
        self.hear_between(end.min(self.bytes.len())..self.bytes.len(), words, notes);
        for (head, is_inner, first, bytes) in packed {
            self.add_packed(head, is_inner, usize::try_from(first).unwrap_or(0), bytes, (words, notes));
        }
    }

    /// What stands between objects: comments, tables, whatever somebody put there. A stream there has no object that is known.
    fn hear_between(&self, between: Range<usize>, words: &mut Words, notes: &mut Notes) {
        let start = between.start;
        let bytes = &self.bytes[between];
        let bytes = bytes.trim_ascii_start();
        let bytes = bytes.strip_prefix(b"endstream").unwrap_or(bytes);
        for at in memmem::find_iter(bytes, b"trailer").take(64) {
            let end = bytes.len().min(at + MAX_TRAILER);
            if let Object::Dictionary(trailer) = object::read(&bytes[at + 7..end], &mut Words::deaf()).value {
                notes.see_trailer(start + at, &trailer);
            }
        }
        // Some programs fill up with zeros.
        let odd = |byte: &&u8| matches!(byte, 0..=8 | 14..=31);
        let is_binary = bytes.iter().rev().skip_while(|byte| **byte == 0).filter(odd).count() >= BINARY;
        if is_binary || memmem::find(bytes, b"endstream").is_some() {
            self.is_cut.set(true);
        }
        words.say_long(&without_tables(bytes));
    }

    /// The objects that are packed in these bytes: their numbers and places come first.
    fn add_packed(
        &mut self,
        head: usize,
        is_inner: bool,
        first: usize,
        bytes: Vec<u8>,
        heard: (&mut Words, &mut Notes),
    ) {
        let (words, notes) = heard;
        let whole = |token: Token<'_>| match token {
            Token::Number(word) => std::str::from_utf8(word).ok()?.parse::<usize>().ok(),
            _ => None,
        };
        let first = first.min(bytes.len());
        let numbers: Vec<usize> = Tokens::new(&bytes[..first]).map_while(whole).take(MAX_OBJECTS * 2).collect();
        let mut starts: Vec<(usize, u32)> = numbers
            .chunks_exact(2)
            .map(|pair| ((first + pair[1].min(bytes.len())).min(bytes.len()), u32::try_from(pair[0]).unwrap_or(0)))
            .collect();
        starts.sort_unstable();
        // What no number leads to is heard as well.
        object::read(&bytes[first..starts.first().map_or(bytes.len(), |(start, _)| *start)], words);
        for (at, (start, id)) in starts.iter().enumerate() {
            if self.entries.len() >= MAX_OBJECTS {
                self.is_cut.set(true);
                break;
            }
            let end = starts[at + 1..].iter().map(|(next, _)| *next).find(|next| next > start).unwrap_or(bytes.len());
            let place = Kept::Packed(self.packed.len(), *start);
            let value = object::read(&bytes[*start..end], words).value;
            notes.see(self.entries.len(), head, &value, false);
            self.entries.push(Entry { id: *id, at: head, place, end, is_inner });
        }
        self.packed.push(bytes);
    }

    fn read(&self, entry: usize, words: &mut Words) -> (Read, Option<Range<usize>>) {
        let Entry { place, end, .. } = self.entries[entry];
        match place {
            Kept::Packed(packed, start) => (object::read(&self.packed[packed][start..end], words), None),
            Kept::File(start) => {
                let read = object::read(&self.bytes[start..end], words);
                let data = match (&read.value, read.stream) {
                    (Object::Dictionary(dictionary), Some(at)) => Some(self.data(dictionary, start + at)),
                    _ => None,
                };
                (read, data)
            }
        }
    }

    /// The bytes of the stream that begins at `start`: as many as it says, if it ends there, else to the next end.
    fn data(&self, dictionary: &Dictionary, start: usize) -> Range<usize> {
        let start = start.min(self.bytes.len());
        let length = match dictionary.get(b"Length") {
            Ok(Object::Reference((id, _))) => self.latest(*id, usize::MAX).map(|entry| self.value(entry)),
            Ok(length) => Some(length.clone()),
            Err(_) => None,
        };
        let end = length.and_then(|length| usize::try_from(length.as_i64().ok()?).ok()?.checked_add(start));
        let ends_there = |end: &usize| {
            let rest = self.bytes.get(*end..).unwrap_or_default();
            let spaces = rest.iter().take(3).take_while(|byte| is_space(**byte)).count();
            rest[spaces..].starts_with(b"endstream")
        };
        let next = || {
            let at = self.stream_ends.partition_point(|at| *at < start);
            self.stream_ends.get(at).copied().unwrap_or(self.bytes.len())
        };
        start..end.filter(ends_there).unwrap_or_else(next)
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn id(&self, entry: usize) -> u32 {
        self.entries[entry].id
    }

    /// Whether an object stands within the bytes of a stream.
    pub(super) fn is_inner(&self, entry: usize) -> bool {
        self.entries[entry].is_inner
    }

    /// The newest object with a number of those before byte `cut` of the file.
    pub(super) fn latest(&self, id: u32, cut: usize) -> Option<usize> {
        let below = self.by_id.partition_point(|(known, at, _)| (*known, *at) < (id, cut));
        let own = self.by_id[..below].iter().rev().take_while(|(known, ..)| *known == id);
        own.map(|(.., entry)| *entry).take(64).find(|entry| !self.entries[*entry].is_inner)
    }

    /// Places in the file after which an object stands that replaces one before it: the ends of earlier versions.
    pub(super) fn cuts(&self) -> Vec<usize> {
        let twice = self.by_id.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[1].0 != 0);
        let mut later: Vec<usize> = twice.map(|pair| pair[1].1).collect();
        later.sort_unstable();
        let ends: Vec<usize> = memmem::find_iter(self.bytes, b"%%EOF").collect();
        let between =
            |pair: &[usize]| later.partition_point(|at| *at < pair[0]) < later.partition_point(|at| *at < pair[1]);
        let all: Vec<usize> = ends.iter().copied().chain([self.bytes.len()]).collect();
        all.windows(2).filter(|pair| between(pair)).map(|pair| pair[0]).collect()
    }

    pub(super) fn value(&self, entry: usize) -> Object {
        let Entry { place, end, .. } = self.entries[entry];
        let bytes = match place {
            Kept::File(start) => &self.bytes[start..end],
            Kept::Packed(packed, start) => &self.packed[packed][start..end],
        };
        if self.work.get() == 0 {
            return Object::Null;
        }
        let read = object::read(bytes, &mut Words::deaf());
        self.spend(read.end);
        read.value
    }

    /// A value, or the object that it refers to.
    pub(super) fn resolved(&self, value: Option<&Object>, cut: usize) -> Option<Object> {
        match value? {
            Object::Reference((id, _)) => Some(self.value(self.latest(*id, cut)?)),
            value => Some(value.clone()),
        }
    }

    pub(super) fn body(&self, entry: usize) -> Body<'a> {
        if self.work.get() == 0 {
            return Body { value: Object::Null, stream: None };
        }
        let (read, data) = self.read(entry, &mut Words::deaf());
        self.spend(read.end);
        Body { value: read.value, stream: data.map(|data| &self.bytes[data]) }
    }

    /// Counts work; false if there was too much of it.
    pub(super) fn spend(&self, bytes: usize) -> bool {
        let left = self.work.get().saturating_sub(bytes);
        self.work.set(left);
        if left == 0 {
            self.is_cut.set(true);
        }
        left > 0
    }

    /// The plain bytes of a stream.
    pub(super) fn unpack(&self, dictionary: &Dictionary, data: &[u8], limit: usize) -> Result<Vec<u8>, Refusal> {
        if !self.spend(data.len() + 64) {
            return Err(Refusal::TooLarge);
        }
        let mut own = Dictionary::new();
        for key in [b"Filter".as_slice(), b"DecodeParms"] {
            if let Ok(value) = dictionary.get(key) {
                own.set(key, self.whole(value));
            }
        }
        let stream = Stream::new(own, data.to_vec());
        let bytes = stream.get_plain_content_with_limit(limit).map_err(|error| match error {
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Refusal::TooLarge,
            _ => Refusal::Broken,
        })?;
        match bytes.len() {
            // The library gives as much as there is before a fault. Nothing at all is packed into eight bytes.
            0 if data.len() > 16 && self.resolved(dictionary.get(b"Filter").ok(), usize::MAX).is_some() => {
                Err(Refusal::Broken)
            }
            length if !self.spend(length) => Err(Refusal::TooLarge),
            _ => Ok(bytes),
        }
    }

    /// A value with what it refers to in its place, one step deep.
    fn whole(&self, value: &Object) -> Object {
        match value {
            Object::Array(parts) => {
                let parts = parts.iter().take(16).filter_map(|part| self.resolved(Some(part), usize::MAX));
                Object::Array(parts.collect())
            }
            value => self.resolved(Some(value), usize::MAX).unwrap_or(Object::Null),
        }
    }
}

/// Every `12 0 obj` of a file.
fn heads(bytes: &[u8]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for at in memmem::find_iter(bytes, b"obj") {
        let Some((head, id)) = head(&bytes[at.saturating_sub(40)..at]) else { continue };
        let head = at - head;
        if let Some(last) = entries.last_mut() {
            last.end = head;
        }
        if entries.len() >= MAX_OBJECTS {
            break;
        }
        entries.push(Entry { id, at: head, place: Kept::File(at + 3), end: bytes.len(), is_inner: false });
    }
    entries
}

/// How many bytes before its end the head of an object begins, and its number.
fn head(before: &[u8]) -> Option<(usize, u32)> {
    let mut left = before;
    let mut back = |wanted: fn(&u8) -> bool| {
        let length = left.iter().rev().take_while(|byte| wanted(byte)).count();
        let (rest, own) = left.split_at(left.len() - length);
        left = rest;
        own
    };
    let space: fn(&u8) -> bool = |byte| is_space(*byte);
    back(space);
    if back(u8::is_ascii_digit).is_empty() || back(space).is_empty() {
        return None;
    }
    let id = std::str::from_utf8(back(u8::is_ascii_digit)).ok()?.parse().ok()?;
    Some((before.len() - left.len(), id))
}

/// What stands between objects, without the tables of where they are.
fn without_tables(bytes: &[u8]) -> Vec<u8> {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let entry = |line: &&[u8]| {
        let line = line.trim_ascii();
        let row = matches!(line, [.., b' ', b'n' | b'f']) && line.len() == 18;
        !row && !line.is_empty()
    };
    lines.filter(entry).collect::<Vec<_>>().join(&b'\n')
}
