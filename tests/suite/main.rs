//! The one test binary. `tests/README.md` tells how to run, add and update.

mod bad_input;
mod budget;
mod check;
mod crash;
mod determinism;
mod external;
mod figures;
mod properties;
mod schema;
mod sessions;
mod sites;
mod status;
mod support;
mod tidy;
mod unchanged;
mod web;
