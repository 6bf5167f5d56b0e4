//! Uploads to real servers, and what must hold when they fail.

mod acceptance;
mod campaign;
mod failures;
mod line;
mod safety;
mod servers;
mod trial;
mod web;

use servers::{Kind, Server};
use trial::{Trial, leftovers, public};

use crate::support::{code, said};

fn round_trip(kind: Kind) {
    let server = Server::start(kind);
    let trial = Trial::at(&server);
    trial.upload_well();
    let first = public(server.files());
    assert!(first.contains_key("index.html") && first.contains_key("gone/index.html"), "{:?}", first.keys());
    trial.renew();
    trial.upload_well();
    let second = public(server.files());
    assert!(!second.contains_key("gone/index.html") && second.contains_key("added/index.html"));
    assert_ne!(first["files/form.txt"], second["files/form.txt"]);
    assert_eq!(leftovers(&server.files()), Vec::<&str>::new());
    // It tells hashes, so each file is verified by one.
    assert!(kind != Kind::ProFtpd || server.logs().concat().contains("XSHA256"), "{:?}", server.logs());
    let again = trial.upload(&[]);
    assert_eq!(code(&again), 0, "{}", said(&again));
    assert!(said(&again).contains("already holds"), "{}", said(&again));
}

#[test]
fn openssh() {
    round_trip(Kind::OpenSsh);
}

#[test]
fn openssh_that_cannot_rename_over_a_file() {
    is_told_of_the_gap(Kind::OpenSshPlain);
}

#[test]
fn proftpd_that_cannot_rename_over_a_file() {
    is_told_of_the_gap(Kind::ProFtpdStrict);
}

fn is_told_of_the_gap(kind: Kind) {
    round_trip(kind);
    let server = Server::start(kind);
    let trial = Trial::at(&server);
    trial.upload_well();
    trial.renew();
    let output = trial.upload(&["--yes"]);
    assert_eq!(said(&output).matches("cannot replace a file in one step").count(), 1, "{kind:?}: {}", said(&output));
}

/// A file that was replaced on the host is found by its size in the listing, on every kind of host.
#[test]
fn a_page_that_somebody_has_replaced_is_found_and_sent_again() {
    for kind in [Kind::OpenSsh, Kind::Vsftpd, Kind::ProFtpd, Kind::PureFtpd, Kind::Rclone] {
        let server = Server::start(kind);
        let trial = Trial::at(&server);
        trial.upload_well();
        let root = if kind == Kind::Rclone { server.root.join("site") } else { server.root.clone() };
        let before = public(server.files());
        std::fs::write(root.join("index.html"), "<a href=\"https://slot.example\">slot</a>").unwrap();
        // It keeps its listings for minutes, so that a file that goes behind its back is still there.
        let gone = if kind == Kind::Rclone { "" } else { "  404.html\n" };
        if !gone.is_empty() {
            std::fs::remove_file(root.join("404.html")).unwrap();
        }
        servers::own(&root);
        let output = trial.upload(&[]);
        assert_eq!(code(&output), 3, "{kind:?}: {}", said(&output));
        let told = format!("may have edited them. They are sent again:\n{gone}  index.html\n");
        assert!(said(&output).contains(&told), "{kind:?}: {}", said(&output));
        trial.upload_well();
        assert!(public(server.files()) == before, "{kind:?}: the site is not as it was sent");
    }
}

#[test]
fn vsftpd() {
    round_trip(Kind::Vsftpd);
}

#[test]
fn vsftpd_without_session_reuse() {
    round_trip(Kind::VsftpdLoose);
}

#[test]
fn proftpd() {
    round_trip(Kind::ProFtpd);
}

#[test]
fn pureftpd() {
    round_trip(Kind::PureFtpd);
}

#[test]
fn rclone() {
    round_trip(Kind::Rclone);
}

#[test]
fn moto() {
    round_trip(Kind::Moto);
}
