//! `factlint check`

mod cache;
mod fixing;
mod gate;
mod job;
mod kept;
pub mod outputs;
mod progress;
pub mod session;
mod since;
mod snapshot;
mod walk;
mod watch;

pub use gate::verdict;

use super::Exit;
use super::args::Check;
use super::output::{Failure, colours, complain};
use super::setup::InputError;
use crate::base::image::save::{abandon, save};
use crate::bundle::{Reported, Terms, pack};
use crate::report::Look;
use session::Session;

/// Checks the articles; with `--watch` until the program is ended.
///
/// # Errors
/// If the configuration, the rules or the facts cannot be used, or a report or a repair cannot be written.
pub fn run(args: &Check) -> Result<Exit, Failure> {
    end_cleanly();
    if args.keep.watch { watch::run(args) } else { once(args) }
}

fn once(args: &Check) -> Result<Exit, Failure> {
    let session = Session::open(args)?;
    let mut run = session.run()?;
    session.hold_to_baseline(&mut run)?;
    let look = Look { colour: colours(), verbose: args.report.verbose, quiet: args.report.quiet };
    for output in &args.report.output {
        output.write(&run, look)?;
    }
    if let Some(path) = &args.report.bundle {
        let terms = Terms { published: args.published, as_of: args.days.as_of, known_at: args.days.known_at };
        let baseline = session.baseline()?;
        let keys = run.outcomes.iter().map(|outcome| session.key(outcome)).collect();
        let desk = Reported { asked: session.asked(), baseline: baseline.as_ref(), keys };
        let bytes = pack(&run, terms, &desk)?;
        save(path, &bytes).map_err(|error| InputError::Write { path: path.display().to_string(), error })?;
    }
    let (mut exit, why) = if let Some(folder) = &args.report.snapshot {
        (snapshot::hold(&session, &run, folder)?, Vec::new())
    } else {
        // What a patch is read from holds nothing else.
        if !args.repair.diff {
            outputs::print(args.report.format, &run, look)?;
        }
        gate::gate(&session.config, &run.outcomes)
    };
    for line in why {
        complain(&format!("error: {line}"));
    }
    if !run.faults.is_empty() {
        exit = Exit::Fault;
    }
    // The process ends here: giving back memory piece by piece would be wasted.
    std::mem::forget(run);
    std::mem::forget(session);
    Ok(if args.gate.exit_zero && exit == Exit::Findings { Exit::Clean } else { exit })
}

/// On Ctrl-C no half of a file is left behind.
fn end_cleanly() {
    #[expect(clippy::exit, reason = "a signal ends the program wherever it is")]
    let ended = || {
        abandon();
        std::process::exit(130);
    };
    // Where no signal can be caught, half-written files bear other names, as after a power failure.
    let _ = ctrlc::set_handler(ended);
}
