//! The day of a build. `SOURCE_DATE_EPOCH` stands in for the clock, so that a build can be repeated byte for byte.

use std::env::VarError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::civil::Date;

use crate::base::date::Day;
use crate::cli::exit::{Exit, Stop};

/// Thailand's time is seven hours ahead of UTC the whole year; the machine's own zone must not change the site.
const BANGKOK: Duration = Duration::from_secs(7 * 60 * 60);

pub(super) fn today() -> Result<Day, Stop> {
    let since_epoch = match std::env::var("SOURCE_DATE_EPOCH") {
        Err(VarError::NotPresent) => SystemTime::now().duration_since(UNIX_EPOCH).ok(),
        set => set.ok().and_then(|text| text.trim().parse().ok()).map(Duration::from_secs),
    };
    let days = since_epoch.and_then(|time| time.checked_add(BANGKOK)).map(|time| time.as_secs() / (24 * 60 * 60));
    let date = days.and_then(|days| {
        let span = jiff::Span::new().try_days(i64::try_from(days).ok()?).ok()?;
        Date::new(1970, 1, 1).ok()?.checked_add(span).ok()
    });
    date.and_then(|date| Day::new(date.year(), date.month(), date.day())).ok_or_else(|| {
        Stop::new(Exit::Usage, "SOURCE_DATE_EPOCH ต้องเป็นจำนวนวินาที", "SOURCE_DATE_EPOCH must be a number of seconds")
    })
}
