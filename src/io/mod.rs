//! The world: reading a site's folder and writing its output. Nothing else touches files.

pub mod embedded;
pub mod read;
