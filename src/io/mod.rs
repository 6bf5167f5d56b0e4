//! The world: reading a site's folder and writing its output. Nothing else touches files.

mod content;
pub mod convert;
pub mod draft;
pub mod durable;
pub mod embedded;
mod exchange;
pub mod external;
pub mod http;
pub mod inspect;
mod lock;
mod output_folder;
pub mod output_paths;
mod plan;
mod portable_names;
pub mod read;
pub mod refusal;
pub mod replace;
mod stage;
pub mod stamp;
mod tree;
pub mod upload;
pub mod watch;
pub mod write;
