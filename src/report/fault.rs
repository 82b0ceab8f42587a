//! Faults of definition files, for people: the words underlined, the way out.

use super::terminal::{visible, without_c1};
use crate::lang::Fault;
use crate::lang::fault::Level as FaultLevel;
use crate::text::Source;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// A fault with the lines that it is about; one line of text where the file is not at hand.
#[must_use]
pub fn fault(fault: &Fault, source: Option<&Source>, colour: bool) -> String {
    let level = if fault.level == FaultLevel::Error { Level::ERROR } else { Level::WARNING };
    let Some(source) = source else { return visible(&fault.line(None)) };
    let end = source.text.len();
    let (start, stop) = ((fault.span.start as usize).min(end), (fault.span.end as usize).min(end));
    let mut snippet = Snippet::source(without_c1(&source.text))
        .path(visible(&fault.file))
        .annotation(AnnotationKind::Primary.span(start..stop.max(start)));
    if let Some((span, label)) = &fault.inside {
        let place = (span.start as usize).min(end)..(span.end as usize).min(end);
        snippet = snippet.annotation(AnnotationKind::Context.span(place).label(visible(label)));
    }
    let mut group = level.primary_title(visible(&fault.message)).id(fault.code).element(snippet);
    if let Some(help) = &fault.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}
