//! How much of anything is read. Content that has more is refused in words, at its place; none of these is near what an
//! office writes. The limits of attachments stand beside their readers, `io::inspect`.

/// Bytes of a text file.
pub(crate) const TEXT: u64 = 8 << 20;

/// Bytes of the record that a host keeps of an upload: a hundred for each file.
pub(crate) const RECORD: u64 = 32 << 20;

/// Values of one YAML document; the largest catalogue has a hundredth of it.
pub(crate) const YAML_NODES: usize = 50_000;

/// Nesting of a YAML document; no content needs a fifth of it.
pub(crate) const YAML_DEPTH: usize = 64;

/// Nesting of quotes and lists in a body: deeper is never meant.
pub(crate) const NESTING: usize = 32;

/// Bytes of two words that are compared letter by letter, to guess what was meant.
pub(crate) const COMPARED: usize = 2_000;

/// Bytes of a line of which a report shows a part.
pub(crate) const LINE: usize = 1_000;

/// Bytes of one page that a theme makes, steps that its loops take for it, and bytes of a value that a template sets.
pub(crate) const PAGE: usize = 64 << 20;
pub(crate) const THEME_STEPS: usize = 300_000;
pub(crate) const THEME_VALUE: usize = 1 << 20;
