//! The one test binary. `tests/README.md` tells how to run, add and update.

// What only tests of Unix use.
#![cfg_attr(not(unix), allow(dead_code, unused_imports))]

mod aliases;
mod bad_input;
#[allow(dead_code, reason = "the benchmark uses all of it")]
#[path = "../bench/site.rs"]
mod bench_site;
mod budget;
mod canary;
mod catalogues;
mod chance;
mod check;
mod convert;
mod costs;
#[cfg(target_os = "linux")]
mod costs_of_files;
mod crash;
mod dangerous;
mod design;
mod determinism;
mod documents;
mod drafts;
mod evidence;
mod external;
mod figures;
mod first_hour;
mod fuzz;
mod gate;
mod grids;
// Made by tools of Unix.
#[cfg(unix)]
mod handbook;
mod hiding_pdf;
mod hiding_places;
mod inspect;
#[cfg(target_os = "linux")]
mod instructions;
mod item_page;
mod life;
#[cfg(target_os = "linux")]
mod linear;
mod live;
#[cfg(target_os = "linux")]
mod locks;
mod memorandum;
#[cfg(target_os = "linux")]
mod menu;
mod news;
mod office;
mod office_lines;
mod old_documents;
mod open_data;
mod paper;
mod papers;
mod personal;
mod pictures;
mod preview;
mod properties;
mod refusal;
mod report;
mod rules;
mod schema;
mod search;
mod serve;
mod sessions;
mod signed;
mod sites;
mod status;
mod support;
mod tables;
mod themes;
mod tidy;
mod told;
mod translations;
mod unchanged;
// Its servers are programs of Linux.
#[cfg(unix)]
mod upload;
mod web;
mod whole;
#[path = "../bench/words.rs"]
mod words;
mod written;
