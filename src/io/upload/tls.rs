//! TLS as an upload needs it: hosts are proven by the roots that this computer trusts, and by nothing less.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, SupportedProtocolVersion};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::io::upload::fault::{Cause, Fault};

/// Which versions a host is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Versions {
    /// One session serves every later connection: what FTP hosts ask for that want the data connection to prove that it
    /// belongs to the control connection. The tickets of TLS 1.3 serve once each, and are soon used up.
    Tls12,
    Any,
}

/// The settings of a client.
pub(super) fn config(versions: Versions) -> Result<Arc<ClientConfig>, Fault> {
    let versions: &[&SupportedProtocolVersion] = match versions {
        Versions::Tls12 => &[&TLS12],
        Versions::Any => &[&TLS13, &TLS12],
    };
    let trust = |error: rustls::Error| Fault::new(Cause::Trust, error.to_string());
    let builder = ClientConfig::builder_with_provider(provider()).with_protocol_versions(versions).map_err(trust)?;
    Ok(Arc::new(builder.with_platform_verifier().map_err(trust)?.with_no_client_auth()))
}

/// The one cryptographic library in the program.
pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}
