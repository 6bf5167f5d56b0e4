//! Pictures of a site: decoded, turned upright, made smaller, without anything in them but the picture, and kept by the hash of
//! the file and the version of the method, so that no work is done twice. `look` tells what a file is without decoding a
//! photograph; `make` is the front door.
//!
//! All of it runs in this process. The decoders are safe Rust and are asked only after the head of the file has told what it
//! will take (`weight`), so many at a time as the bound allows; a reader of attachments may start no threads, has 64 MB, and
//! would send every point back by a pipe. Everything is whole numbers, or fractions without a fused step, so that the bytes are
//! the same on every processor; no decoder or encoder with other code for other processors is used where it could differ.

mod decode;
mod encode;
pub(crate) mod flat;
mod gif;
mod jpeg;
mod kind;
pub(crate) mod look;
mod orientation;
mod pixels;
mod png;
mod resize;
pub(crate) mod store;
mod webp;
