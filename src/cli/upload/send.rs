//! The upload itself: what stands on the host, the plan, a person's consent, and the sending.

use crate::cli::exit::{Exit, Stop};
use crate::cli::progress;
use crate::cli::terminal::{say, tell};
use crate::cli::upload::question::Questions;
use crate::cli::upload::request::UploadRequest;
use crate::cli::upload::result::UploadResult;
use crate::cli::upload::{failure, log, plan, public_site};
use crate::io::upload::engine::{self, Event, Job};
use crate::io::upload::interrupt;
use crate::io::upload::journal::JournalFile;
use crate::io::upload::log::Log;
use crate::io::upload::look_over::LastLook;
use crate::io::upload::public_site::LastChanged;
use crate::io::upload::session::Session;
use crate::io::upload::survey::{Choice, survey};

/// Sends the site to its host.
pub(super) fn send(request: &UploadRequest<'_>) -> Result<Exit, Stop> {
    let UploadRequest { lang, target, .. } = request;
    let mut files = request.files()?;
    let work = request.work();
    let mut log = Log::open(&work, &target.name).map_err(|error| Stop::disk(&error))?;
    let questions = Questions::new(request.sure, *lang);
    let secret = questions.password(target)?;
    let stop = interrupt::flag();
    let connect = Box::new(|| crate::io::upload::open(target, &secret.value, questions.trust()));
    let mut session = Session::new(connect, request.timeout(), &stop);
    let choice = Choice { max_deletes: request.max_deletes, all: request.all };
    let site = request.address.join("");
    let journal = JournalFile::read(&work, &target.name);
    let last = LastLook::of(&work, &target.name);
    let found = survey(&mut session, &mut files, &site, choice, journal, &last);
    let found = found.map_err(|fault| failure::before(&fault, target, &secret))?;
    questions.keep(&secret, target);
    tell(&plan::words(&found, target, *lang));
    if let Some(refusal) = &found.refusal {
        return Err(plan::refused(refusal, &site));
    }
    let mut result = UploadResult::of_plan(&found);
    if request.dry_run {
        return finish(&result, request);
    }
    questions.consent(&found, request.sure)?;

    let job = Job { site: &site, target: &target.name, files: &files, work: &work, timeout: request.timeout() };
    let bar = progress::bytes(found.plan.bytes());
    let done = engine::carry_out(&mut session, &job, &found, &mut |event| {
        match event {
            Event::Sent(bytes) => bar.set_position(bytes),
            Event::Clock(ahead) => tell(&failure::clock(ahead, *lang)),
            Event::Gap => tell(failure::gap(*lang)),
            _ => {}
        }
        result.note(event, &secret);
        if let Some((what, detail)) = log::line(event, &secret) {
            log.line(what, &detail);
        }
    });
    bar.finish_and_clear();
    if !found.plan.send.is_empty() {
        LastChanged::of(&work, &target.name).remember(result.sent(), found.known.pending.is_some());
    }
    match done {
        Ok(()) if result.is_idle() => match public_site::doubted(request)? {
            Some(exit) => Ok(exit),
            None => finish(&result, request),
        },
        Ok(()) => finish(&result, request),
        Err(halt) => {
            let stop = failure::halted(halt, target, &secret);
            result.exit = stop.exit;
            finish(&result, request)?;
            Err(stop)
        }
    }
}

fn finish(result: &UploadResult, request: &UploadRequest<'_>) -> Result<Exit, Stop> {
    if request.json {
        say(&result.json(request))?;
    } else if !request.dry_run && result.exit == Exit::Done {
        tell(&result.human(request));
    }
    Ok(result.exit)
}
