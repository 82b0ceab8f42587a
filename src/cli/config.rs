//! `factlint config`

use super::Exit;
use super::args::{Config as Command, ConfigCommand};
use super::check::session::laid;
use super::find::{ConfigError, config, locked, packs};
use super::output::{Failure, print};
use super::setup::InputError;
use crate::base::image::save::save;
use crate::config::{lock, schema::schema, show::show};

/// Shows the configuration or its schema, or locks it.
///
/// # Errors
/// If the configuration cannot be read or has errors, or the lock cannot be written.
pub fn run(command: &Command) -> Result<Exit, Failure> {
    match &command.command {
        ConfigCommand::Show(args) => print(&show(&laid(args)?))?,
        ConfigCommand::Schema => print(&format!("{}\n", serde_json::to_string_pretty(&schema())?))?,
        ConfigCommand::Lock(source) => {
            let config = config(source)?;
            if config.source.is_none() {
                return Err(ConfigError::None.into());
            }
            let all = locked(&config, &packs(&config)?)?;
            let path = config.folder.join(lock::NAME);
            save(&path, lock::write(&all).as_bytes())
                .map_err(|error| InputError::Write { path: path.display().to_string(), error })?;
            print(&format!("{}: {} locked\n", path.display(), all.len()))?;
        }
    }
    Ok(Exit::Clean)
}
