//! What a cold build costs, in instructions: the same on a busy machine and a quiet one, so that a change which makes
//! prongsai slower is seen when it is made. Seconds are for `cargo bench`.

use std::process::Command;

use crate::bench_site;
use crate::support::{code, folder, prongsai, said};

/// Items of the site that is built: what grows with a site is most of the work, and valgrind takes seconds for it.
const ITEMS: usize = 10;

/// What the build took when this was last written, in millions. A commit that writes a higher number says why.
///
/// It is that of the program of these tests, which no compiler has optimised: it is there already, and what a line costs in
/// it hardly changes from one compiler to the next, as it does when one decides anew what to put into what. The price is
/// that code which only the optimiser makes good is seen at its worst.
const RECORDED: u64 = 3_040;

/// A tenth more is too much; a tenth less is a success, and the number is lowered so that it stays.
const LEEWAY: u64 = RECORDED / 10;

#[test]
fn a_cold_build_takes_no_more_instructions_than_recorded() {
    // The number is that of a program that is not optimised.
    if !cfg!(debug_assertions) {
        return;
    }
    let place = folder();
    let (site, out) = (place.path().join("site"), place.path().join("out"));
    bench_site::write(&bench_site::site(ITEMS), &site).expect("the site can be written");
    let build = prongsai(&["--jobs", "1", "build"]);
    let mut counted = Command::new("valgrind");
    // Without `--trace-children` the readers of attachments are not counted.
    counted.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(build.get_program());
    counted.args(build.get_args()).arg("--site").arg(&site).arg("--out").arg(&out);
    counted.envs(build.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = counted.output().expect("valgrind starts: tests/run installs it (Debian package valgrind)");
    let said = said(&output);
    assert_eq!(code(&output), 0, "{said}");
    assert!(!said.contains("warning["), "a site that is measured has nothing to tell: {said}");
    let total =
        said.lines().find_map(|line| line.split_once("Collected : ")).expect("callgrind tells what it counted").1;
    let millions = total.trim().parse::<u64>().expect("it is a number") / 1_000_000;
    println!("{millions} million instructions; {RECORDED} are recorded");
    let within = RECORDED - LEEWAY..=RECORDED + LEEWAY;
    assert!(within.contains(&millions), "{millions} million instructions, and {RECORDED} are recorded");
}
