//! How many files the system lets this process hold open at once. Connections are files too.

/// The limit, raised to `wanted` where the system allows it. Windows has none that matters here.
#[cfg(unix)]
pub(super) fn files(wanted: usize) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let wanted = wanted as u64;
    let limit = getrlimit(Resource::Nofile);
    let (Some(current), most) = (limit.current, limit.maximum.unwrap_or(wanted)) else { return usize::MAX };
    let raised = wanted.min(most).max(current);
    let done = setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum: limit.maximum }).is_ok();
    usize::try_from(if done { raised } else { current }).unwrap_or(usize::MAX)
}

#[cfg(not(unix))]
pub(super) fn files(_wanted: usize) -> usize {
    usize::MAX
}
