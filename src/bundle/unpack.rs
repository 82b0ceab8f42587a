//! From bytes to a bundle, which may be damaged.

use super::facts::Facts;
use super::hash;
use super::manifest::{FORM, Manifest};
use crate::baseline::Baseline;
use crate::outcome::FileText;
use std::io::{Cursor, Read as _};
use std::sync::Arc;
use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

/// A bundle that unpacks to more than this is not read, in bytes.
const MOST: u64 = 1 << 30;

/// Why a bundle cannot be read.
#[derive(Debug, Error)]
pub enum BundleError {
    /// It is no zip.
    #[error("is no bundle: {0}")]
    Zip(#[from] ZipError),
    /// A part of it cannot be unpacked.
    #[error("is damaged: `{name}` cannot be unpacked: {error}")]
    Unpack {
        /// Which.
        name: String,
        /// Why.
        error: std::io::Error,
    },
    /// It is too large.
    #[error("unpacks to more than {} MB", MOST >> 20)]
    Large,
    /// The manifest or the facts are not what they should be.
    #[error("is damaged: `{name}` cannot be read: {error}")]
    Json {
        /// Which.
        name: &'static str,
        /// Why.
        error: serde_json::Error,
    },
    /// The baseline is none.
    #[error("is damaged: `baseline.json` cannot be read: {0}")]
    Baseline(String),
    /// Made by another version of the program, in a form that this one does not know.
    #[error("is of form {0}, and this program knows form {FORM}: use factlint of the version that made it")]
    Form(u32),
    /// Bytes are not those that the manifest tells.
    #[error("is damaged: `{name}` is not what the manifest says: its hash is {found}, and should be {told}")]
    Hash {
        /// Of what.
        name: String,
        /// As the manifest tells.
        told: String,
        /// As it is.
        found: String,
    },
}

/// What a bundle holds.
#[derive(Debug)]
pub struct Bundle {
    /// The manifest.
    pub manifest: Manifest,
    /// The articles, in its order.
    pub files: Vec<Arc<FileText>>,
    /// The report on all that the rules say.
    pub report: Vec<u8>,
    /// The report of the run.
    pub reported: Vec<u8>,
    /// The baseline that the run was held to.
    pub baseline: Option<Baseline>,
    /// The facts that its proofs cite.
    pub facts: Facts,
}

/// Unpacks a bundle, and holds all of it against its manifest.
///
/// # Errors
/// If it is no bundle, or not as it was made.
pub fn unpack(bytes: &[u8]) -> Result<Bundle, BundleError> {
    let mut archive = Archive { zip: ZipArchive::new(Cursor::new(bytes))?, left: MOST };
    let json = |name| move |error| BundleError::Json { name, error };
    let manifest: Manifest = serde_json::from_slice(&archive.get("manifest.json")?).map_err(json("manifest.json"))?;
    if manifest.form != FORM {
        return Err(BundleError::Form(manifest.form));
    }
    let mut files = Vec::with_capacity(manifest.files.len());
    for entry in &manifest.files {
        files.push(Arc::new(FileText::of_bytes(archive.held(&entry.name, &entry.sha256)?)));
    }
    let report = archive.held("report.json", &manifest.report)?;
    let facts = archive.held("facts.json", &manifest.facts)?;
    let reported = archive.held("reported.json", &manifest.reported)?;
    let baseline = match &manifest.baseline {
        None => None,
        Some(told) => {
            let text = archive.held("baseline.json", told)?;
            Some(Baseline::parse(&String::from_utf8_lossy(&text)).map_err(BundleError::Baseline)?)
        }
    };
    let facts = serde_json::from_slice(&facts).map_err(json("facts.json"))?;
    Ok(Bundle { manifest, files, report, reported, baseline, facts })
}

struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl Archive<'_> {
    fn get(&mut self, name: &str) -> Result<Vec<u8>, BundleError> {
        let mut bytes = Vec::new();
        let file = self.zip.by_name(name)?;
        let failed = |error| BundleError::Unpack { name: name.to_owned(), error };
        file.take(self.left + 1).read_to_end(&mut bytes).map_err(failed)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(BundleError::Large)?;
        Ok(bytes)
    }

    fn held(&mut self, name: &str, told: &str) -> Result<Vec<u8>, BundleError> {
        let bytes = self.get(name)?;
        let found = hash(&bytes);
        if found == told {
            Ok(bytes)
        } else {
            Err(BundleError::Hash { name: name.to_owned(), told: told.to_owned(), found })
        }
    }
}
