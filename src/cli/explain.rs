//! `factlint explain` and `factlint rules list`

use super::Exit;
use super::args::{Explain, Rules, RulesCommand};
use super::output::{Failure, print};
use crate::config::policy::tags;
use crate::embedded;
use crate::lang::fault::nearest;
use crate::rules::program::Claim;
use std::fmt::Write as _;

/// Explains a claim.
///
/// # Errors
/// If there is no such claim.
pub fn explain(args: &Explain) -> Result<Exit, Failure> {
    let program = embedded::rules()?;
    let Some(claim) = program.claims.iter().find(|claim| claim.name == args.claim) else {
        let help = nearest(&args.claim, program.claims.iter().map(|claim| claim.name.as_str()));
        let help = help.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
        return Err(format!("there is no claim `{}`{help}", args.claim).into());
    };
    let mut text = format!("{}\n\n{}\n", signature(claim), claim.doc);
    let phrases: Vec<&str> = program
        .alternatives
        .iter()
        .filter(|alternative| {
            alternative.states.iter().any(|(stated, _)| {
                program.claims.get(usize::from(*stated)).is_some_and(|stated| stated.name == claim.name)
            })
        })
        .map(|alternative| alternative.name.as_str())
        .collect();
    let mut names: Vec<&str> = phrases.clone();
    names.dedup();
    let _ = writeln!(text, "\nstated by {} patterns of: {}", phrases.len(), names.join(", "));
    let number = program.claims.iter().position(|other| other.name == claim.name).unwrap_or_default();
    let own: Vec<&str> = tags(&program, number).collect();
    let _ = writeln!(text, "severity: {:?}; tags: {}; defined in {}", claim.severity, own.join(", "), claim.file);
    print(&text)?;
    Ok(Exit::Clean)
}

/// Runs a command about rules.
///
/// # Errors
/// If the program file is damaged.
pub fn rules(args: &Rules) -> Result<Exit, Failure> {
    match args.command {
        RulesCommand::List => {
            let program = embedded::rules()?;
            let lines: Vec<String> = program
                .claims
                .iter()
                .enumerate()
                .map(|(number, claim)| {
                    let own: Vec<&str> = tags(&program, number).collect();
                    let about = claim.doc.lines().next().unwrap_or("");
                    format!("{:<18} {about} [{}]\n", claim.name, own.join(", "))
                })
                .collect();
            print(&lines.concat())?;
            Ok(Exit::Clean)
        }
    }
}

fn signature(claim: &Claim) -> String {
    let params: Vec<String> =
        claim.params.iter().map(|param| format!("{}{}", param.name, if param.optional { "?" } else { "" })).collect();
    format!("{}({})", claim.name, params.join(", "))
}
