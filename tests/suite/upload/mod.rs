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
