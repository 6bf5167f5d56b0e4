//! What a reader of attachments may not do, whatever the file in its hands makes of it: open anything, start anything, take
//! more memory or time than a file is worth. What a system cannot hold is told in `ARCHITECTURE.md`.

/// Memory for reading any file, beyond what the process has at its start and three times the file.
const MEMORY: u64 = 64 << 20;

/// Seconds of the processor for one file.
#[cfg(unix)]
const SECONDS: u64 = 8;

/// What reading a file of `size` bytes may take, beyond what the process has at its start.
pub(super) fn memory(size: u64) -> u64 {
    MEMORY + 3 * size
}

#[cfg(not(unix))]
pub(super) use elsewhere::Limits;
#[cfg(unix)]
pub(super) use unix::Limits;

#[cfg(unix)]
mod unix {
    use std::fs;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    use super::{SECONDS, memory};
    use crate::io::inspect::{MAX_READ, STACK};

    /// The address space of a process that does not tell how much it has.
    const UNTOLD: u64 = 256 << 20;

    /// The limits of this process, of which some hold for ever and some for one file.
    pub(in crate::io::inspect) struct Limits {
        /// Address space at the start.
        start: u64,
    }

    impl Limits {
        /// Sets what holds for ever.
        pub(in crate::io::inspect) fn set() -> Limits {
            let start = address_space().unwrap_or(UNTOLD);
            super::forbid_files();
            // No dump of what a file holds; no file, no other process, whatever the system is.
            for resource in [Resource::Core, Resource::Fsize, Resource::Nproc, Resource::Nofile] {
                set(resource, 0, 0);
            }
            set(Resource::Stack, STACK as u64, STACK as u64);
            let most = start + memory(MAX_READ);
            set(Resource::As, most, most);
            Limits { start }
        }

        /// Sets what holds for a file of `size` bytes.
        pub(in crate::io::inspect) fn set_for(&self, size: u64) {
            let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or_default();
            set(Resource::As, self.start + memory(size), u64::MAX);
            set(Resource::Cpu, used + SECONDS + 1, u64::MAX);
        }
    }

    /// A lower limit stays; what the system does not know it does not hold.
    fn set(resource: Resource, current: u64, maximum: u64) {
        let before = getrlimit(resource);
        let least = |limit: Option<u64>, wanted| Some(limit.map_or(wanted, |limit| limit.min(wanted)));
        let most = least(before.maximum, maximum);
        let _ = setrlimit(resource, Rlimit { current: least(most, current), maximum: most });
    }

    fn address_space() -> Option<u64> {
        let text = fs::read_to_string("/proc/self/status").ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
        line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
    }
}

#[cfg(not(unix))]
mod elsewhere {
    /// The limits of this process: here they are set from outside.
    pub(in crate::io::inspect) struct Limits;

    impl Limits {
        pub(in crate::io::inspect) fn set() -> Limits {
            Limits
        }

        pub(in crate::io::inspect) fn set_for(&self, _: u64) {}
    }
}

/// Takes from this thread, and from all that it will start, every file and the network. Tells whether the system holds it.
#[cfg(target_os = "linux")]
pub fn forbid_files() -> bool {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    let newest = ABI::V7;
    let rules = Ruleset::default()
        .handle_access(AccessFs::from_all(newest))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(newest)))
        .and_then(|rules| rules.scope(Scope::from_all(newest)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
    rules.is_ok_and(|held| held.ruleset != RulesetStatus::NotEnforced)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn forbid_files() {}

/// What holds a reader from outside: on Windows a job, which ends it with this program.
pub(super) struct Leash {
    #[cfg(windows)]
    job: Option<win32job::Job>,
}

#[cfg(windows)]
impl Leash {
    pub(super) fn on(child: &std::process::Child) -> Leash {
        use std::os::windows::io::AsRawHandle;
        let job = win32job::Job::create().ok();
        let held = job.filter(|job| job.assign_process(child.as_raw_handle() as isize).is_ok());
        Leash { job: held }
    }

    /// Bounds what it may hold in memory for a file of `size` bytes.
    pub(super) fn set_for(&self, size: u64) {
        const LEAST: usize = 1 << 20;
        let most = usize::try_from(memory(size)).unwrap_or(usize::MAX);
        let mut info = win32job::ExtendedLimitInfo::new();
        info.limit_kill_on_job_close().limit_working_memory(LEAST, most);
        if let Some(job) = &self.job {
            let _ = job.set_extended_limit_info(&info);
        }
    }
}

#[cfg(not(windows))]
impl Leash {
    pub(super) fn on(_: &std::process::Child) -> Leash {
        Leash {}
    }

    pub(super) fn set_for(&self, _: u64) {}
}
