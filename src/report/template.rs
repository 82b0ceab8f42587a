//! Reports by a template of the user's: Jinja2 as minijinja reads it, over [`Context`].

use super::context::Context;
use super::{Format, Look, Run};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use std::io::{Error, Write};
use thiserror::Error;

/// Why a template cannot be used.
#[derive(Debug, Error)]
#[error("the template `{name}` cannot be used: {why}")]
pub struct TemplateError {
    /// Its path.
    name: String,
    /// What is wrong with it, with the line.
    why: String,
}

/// A format that is told by a template.
#[derive(Debug)]
pub struct Template {
    /// The path of its file.
    name: String,
    environment: Environment<'static>,
}

impl Template {
    /// Reads a template. Its name tells what is escaped: nothing in `.txt`, `.md` and the like, HTML in `.html` and
    /// `.xml`, JSON in `.json`; a further ending `.j2` or `.jinja` does not count.
    ///
    /// # Errors
    /// If it is no template.
    pub fn new(name: &str, source: String) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        // A field that is misspelled is told, not left out.
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_syntax(syntax().map_err(|error| TemplateError { name: name.to_owned(), why: told(&error) })?);
        environment.set_auto_escape_callback(escape);
        environment
            .add_template_owned(name.to_owned(), source)
            .map_err(|error| TemplateError { name: name.to_owned(), why: told(&error) })?;
        Ok(Self { name: name.to_owned(), environment })
    }
}

impl Format for Template {
    fn name(&self) -> &'static str {
        "template"
    }

    fn about(&self) -> &'static str {
        "a template of your own: template:FILE"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> Result<(), Error> {
        let failed =
            |error: minijinja::Error| Error::other(TemplateError { name: self.name.clone(), why: told(&error) });
        let template = self.environment.get_template(&self.name).map_err(failed)?;
        let context = Value::from(Serde(Context::of(run)));
        let text = template.render(context).map_err(failed)?;
        out.write_all(text.as_bytes())
    }
}

/// Lines that hold nothing but a block leave no line behind.
///
/// # Errors
/// Never: the syntax is the usual one.
pub fn syntax() -> Result<SyntaxConfig, minijinja::Error> {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    syntax.build()
}

/// What a template escapes, by its name.
fn escape(name: &str) -> AutoEscape {
    let name = name.strip_suffix(".j2").or_else(|| name.strip_suffix(".jinja")).unwrap_or(name);
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html" | "htm" | "xhtml" | "xml" | "svg") => AutoEscape::Html,
        Some("json" | "js" | "yaml" | "yml") => AutoEscape::Json,
        _ => AutoEscape::None,
    }
}

/// An error with its line, in one line.
fn told(error: &minijinja::Error) -> String {
    let line = error.line().map(|line| format!(" (line {line})")).unwrap_or_default();
    let mut text = error.kind().to_string();
    if let Some(detail) = error.detail() {
        text = format!("{text}: {detail}");
    }
    format!("{text}{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_read_before_the_run() {
        let error = Template::new("x.md", "a\n{% for %}".to_owned()).expect_err("no template");
        assert_eq!(
            error.to_string(),
            "the template `x.md` cannot be used: syntax error: unexpected end of block, expected in (line 2)"
        );
    }

    #[test]
    fn names_tell_what_is_escaped() {
        assert_eq!(escape("a/b.html.j2"), AutoEscape::Html);
        assert_eq!(escape("b.json"), AutoEscape::Json);
        assert_eq!(escape("b.md.jinja"), AutoEscape::None);
    }
}
