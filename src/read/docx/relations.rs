//! Which part of the archive is what: the relations of the package and of its main part.

use super::ReadError;
use super::archive::Archive;
use super::xml::{Step, Xml};

/// The relations of a part.
#[derive(Debug, Default)]
pub struct Relations {
    /// Kinds (addresses) with the paths of their targets in the archive.
    all: Vec<(String, String)>,
}

impl Relations {
    /// The relations of a part by its path; of the package for the empty path. None where the archive tells none.
    ///
    /// # Errors
    /// If they are damaged.
    pub fn of(archive: &mut Archive<'_>, path: &str) -> Result<Self, ReadError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(part) = archive.part(&format!("{folder}{slash}_rels/{name}.rels"))? else {
            return Ok(Self::default());
        };
        let mut xml = Xml::new(&part);
        let mut all = Vec::new();
        while let Some(step) = xml.step()? {
            let Step::Start(tag) = step else { continue };
            if tag.name() == "Relationship"
                && tag.value("TargetMode").is_none_or(|mode| mode != "External")
                && let (Some(kind), Some(target)) = (tag.value("Type"), tag.value("Target"))
            {
                all.push((kind, resolved(folder, &target)));
            }
        }
        Ok(Self { all })
    }

    /// The path of the part that is related by a kind with this ending.
    pub fn target(&self, ending: &str) -> Option<&str> {
        self.all.iter().find(|(kind, _)| kind.ends_with(ending)).map(|(_, target)| target.as_str())
    }
}

/// The path of a target, told from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_from_their_folder() {
        for (target, path) in [
            ("styles.xml", "word/styles.xml"),
            ("/word/styles.xml", "word/styles.xml"),
            ("../docProps/core.xml", "docProps/core.xml"),
            ("./a//b.xml", "word/a/b.xml"),
            ("../../../x", "x"),
        ] {
            assert_eq!(resolved("word", target), path);
        }
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
    }
}
