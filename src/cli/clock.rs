//! The day of a build. `SOURCE_DATE_EPOCH` stands in for the clock, so that a build can be repeated byte for byte.

use std::env::VarError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::civil::DateTime;

use crate::base::date::Day;
use crate::base::lang::both;
use crate::cli::exit::{Exit, Stop};
use crate::pipeline::drafts::value;

/// Thailand's time is seven hours ahead of UTC the whole year; the machine's own zone must not change the site.
const BANGKOK: Duration = Duration::from_secs(7 * 60 * 60);

/// The day in Thailand.
pub(super) fn today() -> Result<Day, Stop> {
    let now = moment()?;
    Day::new(now.year(), now.month(), now.day()).ok_or_else(no_time)
}

/// The moment in Thailand as a person writes it down, `2569-01-05 15:00`.
pub(super) fn now() -> Result<String, Stop> {
    let now = moment()?;
    Ok(format!("{} {:02}:{:02}", value::day(today()?), now.hour(), now.minute()))
}

fn moment() -> Result<DateTime, Stop> {
    let since_epoch = match std::env::var("SOURCE_DATE_EPOCH") {
        Err(VarError::NotPresent) => SystemTime::now().duration_since(UNIX_EPOCH).ok(),
        set => set.ok().and_then(|text| text.trim().parse().ok()).map(Duration::from_secs),
    };
    let seconds = since_epoch.and_then(|time| i64::try_from(time.checked_add(BANGKOK)?.as_secs()).ok());
    let span = seconds.and_then(|seconds| jiff::Span::new().try_seconds(seconds).ok());
    span.and_then(|span| DateTime::new(1970, 1, 1, 0, 0, 0, 0).ok()?.checked_add(span).ok()).ok_or_else(no_time)
}

fn no_time() -> Stop {
    Exit::Usage.because(both("SOURCE_DATE_EPOCH ต้องเป็นจำนวนวินาที", "SOURCE_DATE_EPOCH must be a number of seconds"))
}
