//! Tools of others that check reports. `tests/tools.sh` installs them.

use super::variable;
use std::path::{Path, PathBuf};

/// The path of a tool, from `tests/tools.sh` or the system. Where it is not there, the test says so and is passed over;
/// with `FACTLINT_HEAVY` it fails.
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
pub fn tool(name: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node_modules");
    let path = variable("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([own.join(".bin"), own.join("@microsoft/sarif-multitool-linux")]);
    let found = folders.map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        assert!(variable("FACTLINT_HEAVY").is_none(), "`{name}` is not here: run tests/tools.sh");
        println!("skipped: `{name}` is not here; tests/tools.sh installs it");
    }
    found
}
