//! The client of the Web: patient within bounds, and certain of whom it speaks to.

use std::time::Duration;

use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error};

use crate::io::upload::fault::{Cause, Fault};
use crate::io::upload::tls;

/// A client that waits so long for each answer. Statuses are no errors: whoever asks knows what they mean.
pub(super) fn agent(timeout: Duration) -> Agent {
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(tls::provider())
        .build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(3)
        .timeout_connect(Some(timeout))
        .timeout_resolve(Some(timeout))
        .timeout_per_read(Some(timeout))
        .timeout_per_write(Some(timeout))
        .timeout_recv_response(Some(timeout * 2))
        .user_agent(concat!("prongsai/", env!("CARGO_PKG_VERSION")));
    config.build().new_agent()
}

/// What went wrong with a request.
pub(super) fn fault(error: Error) -> Fault {
    match error {
        Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(tls) => Fault::new(Cause::Trust, tls.to_string()),
            None => Fault::line(&error),
        },
        Error::Rustls(error) => Fault::new(Cause::Trust, error.to_string()),
        Error::BadUri(_) | Error::Http(_) => Fault::new(Cause::Refused, error.to_string()),
        error => Fault::new(Cause::Cut, error.to_string()),
    }
}
