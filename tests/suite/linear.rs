//! What may grow with a site costs as much more as there is more of it, and not the square: counted in instructions, which
//! are the same on a busy machine and a quiet one.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{copy, folder, prongsai, said, site};

const FEW: usize = 150;

/// How many instructions a command takes on a site, beyond what it takes where there is nothing of it.
fn counted(write: impl Fn(&Path, usize), many: usize, command: &[&str]) -> u64 {
    let place = folder();
    copy(&site("thai-only"), place.path());
    write(place.path(), many);
    let plain = prongsai(command);
    let mut counted = Command::new("valgrind");
    counted.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(plain.get_program()).args(command);
    counted.arg("--jobs=1").current_dir(place.path());
    counted.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = counted.output().expect("valgrind starts: tests/run installs it (Debian package valgrind)");
    let said = said(&output);
    let total = said.lines().find_map(|line| line.split_once("Collected : "));
    total.unwrap_or_else(|| panic!("callgrind tells what it counted: {said}")).1.trim().parse().expect("a number")
}

/// Four times as much costs less than five times as much.
fn is_linear(write: impl Fn(&Path, usize), command: &[&str]) {
    let [none, few, many] = [0, FEW, 4 * FEW].map(|many| counted(&write, many, command));
    let (few, many) = (few - none, many - none);
    assert!(few > none / 100 && many < 5 * few, "{FEW} cost {few} instructions, four times as many {many}");
}

#[test]
fn rows_of_translations() {
    let write = |site: &Path, many| {
        let agency = fs::read_to_string(site.join("content/agency.yaml")).expect("the agency");
        fs::write(site.join("content/agency.yaml"), agency.replace("[th]", "[th, en]")).expect("the agency");
        for at in 0..many {
            let page = site.join(format!("content/pages/p{at}.md"));
            fs::write(page, format!("---\ntitle: หน้า {at}\n---\n")).expect("a page");
        }
        let rows = (0..many).map(|at| format!("content/pages/p{at}.md,title,หน้า {at},Page {at}\n"));
        let head = "ไฟล์,ที่,ภาษาไทย,ภาษาอังกฤษ (เติมที่นี่)\n".to_owned();
        fs::write(site.join("filled.csv"), std::iter::once(head).chain(rows).collect::<String>()).expect("a sheet");
    };
    is_linear(write, &["import", "translations", "filled.csv"]);
}
