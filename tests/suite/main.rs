//! The one test binary. `tests/README.md` tells how to run, add and update.

mod bad_input;
mod budget;
mod chance;
mod check;
mod crash;
mod design;
mod determinism;
mod documents;
mod external;
mod figures;
mod fuzz;
mod paper;
mod personal;
mod properties;
mod schema;
mod sessions;
mod sites;
mod status;
mod support;
mod themes;
mod tidy;
mod unchanged;
mod web;
