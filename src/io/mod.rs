//! The world: reading a site's folder and writing its output. Nothing else touches files.

mod content;
pub(crate) mod convert;
pub(crate) mod draft;
pub mod durable;
pub mod embedded;
mod exchange;
pub mod external;
pub(crate) mod history;
pub(crate) mod http;
pub mod inspect;
mod lock;
mod look;
mod output_folder;
pub(crate) mod output_paths;
mod plan;
mod portable_names;
pub mod read;
pub(crate) mod refusal;
pub(crate) mod replace;
mod stage;
pub(crate) mod stamp;
mod tree;
pub(crate) mod upload;
pub(crate) mod watch;
mod work_folder;
pub mod write;
